# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import io

from odoo import models
from odoo.exceptions import UserError

from odoo.addons.base.models.ir_actions_report import _wkhtml
from odoo.addons.linkstar_customs.models.ir_actions_report import (
    FORM,
    UNPATCHED_SHRINK,
)

from .. import labels
from ..services import printing
from ..services.states import WHOLE

#: How the names of our label reports end: the paper, and whether customs forms are
#: included. None: as set by the user or the account.
_KINDS = {
    "": (None, None),
    "_thermal": ("thermal", None),
    "_a4": ("a4", None),
    "_with_form": (None, True),
    "_without_form": (None, False),
}

_LABELS = {
    f"linkstar_delivery.{name}{ending}": kind
    for name in ("report_label", "report_shipment_label")
    for ending, kind in _KINDS.items()
}

#: Pages of our own, made like the customs papers: nothing is downloaded while they are
#: made.
_PAGES = {"linkstar_delivery.report_handover", "linkstar_delivery.report_evidence"}


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        """The label reports are the carrier's stored files, in the order of the list.
        They do not use a QWeb page.
        """
        report_sudo = self._get_report(report_ref)
        if (
            report_sudo.report_name in _PAGES
            and self.get_wkhtmltopdf_state() != "install"
        ):
            return self._linkstar_page_streams(
                report_sudo, self.env[report_sudo.model].browse(res_ids)
            )
        if report_sudo.report_name not in _LABELS:
            forms = {}
            if report_sudo.report_name == FORM and res_ids:
                forms = self._linkstar_forms_of_boxes(res_ids)
            others = [each for each in res_ids or [] if each not in forms]
            if forms and not others:
                return forms
            return forms | super()._render_qweb_pdf_prepare_streams(
                report_ref, data, res_ids=others if forms else res_ids
            )
        shipments = self._linkstar_shipments(
            self.env[report_sudo.model].browse(res_ids)
        )
        content = printing.pdf(shipments, *_LABELS[report_sudo.report_name])
        return {False: {"stream": io.BytesIO(content), "attachment": None}}

    def _linkstar_forms_of_boxes(self, declaration_ids):
        """{declaration id: its customs forms} of those whose boxes have orders of their
        own at the carrier: each of these boxes travels alone and needs a form of what
        is in it.
        """
        if (
            self.env.context.get("linkstar_form_of")
            or self.get_wkhtmltopdf_state() == "install"
        ):
            return {}
        self.env["linkstar.customs.declaration"].browse(declaration_ids).check_access(
            "read"
        )
        shipments_sudo = (
            self.env["linkstar.shipment"]
            .sudo()
            .search(
                [
                    ("declaration_id", "in", declaration_ids),
                    ("state", "!=", "cancelled"),
                    ("box", "not in", (False, WHOLE)),
                ]
            )
        )
        files = printing.own_forms(shipments_sudo)
        return {
            declaration.id: {
                "stream": io.BytesIO(
                    labels.merged(
                        [files[each] for each in own._in_box_order() if each in files]
                    )
                ),
                "attachment": None,
            }
            for declaration, own in shipments_sudo.grouped("declaration_id").items()
            if declaration.line_ids
        }

    def _linkstar_page_streams(self, report_sudo, records):
        """{id: its pages}. Files that belong to a record follow its pages."""
        records.check_access("read")
        data = {
            "report_type": "pdf",
            "linkstar_zoom": 1 if _wkhtml().is_patched_qt else UNPATCHED_SHRINK,
        }
        streams = {}
        for record in records:
            page = self._render_qweb_html(report_sudo, record.ids, data=dict(data))[
                0
            ].decode()
            content = self.with_context(linkstar_paper=True)._run_wkhtmltopdf(
                [page], report_ref=report_sudo
            )
            enclosed = (
                record._linkstar_enclosed_files()
                if record._name == "linkstar.shipment"
                else []
            )
            if enclosed:
                content = labels.merged(
                    [labels.File(content, "application/pdf"), *enclosed]
                )
            streams[record.id] = {"stream": io.BytesIO(content), "attachment": None}
        return streams

    def _linkstar_shipments(self, records):
        """The shipments of ``records``, which are shipments or transfers, in their
        order.
        """
        if not records:
            raise UserError(
                self.env._("Select the records whose labels you want to print.")
            )
        records.check_access("read")
        if records._name == "linkstar.shipment":
            return records
        without = records.filtered(lambda picking: not picking.linkstar_shipment_id)
        if without:
            raise UserError(
                self.env._(
                    "These transfers have no Linkstar shipment: %s.",
                    without.mapped("name"),
                )
            )
        shipments = self.env["linkstar.shipment"]
        for picking in records:
            # A transfer with only a cancelled shipment: that shipment explains why
            # there is no label.
            shipments += (
                picking._linkstar_open_shipments() or picking.linkstar_shipment_id
            )
        return shipments
