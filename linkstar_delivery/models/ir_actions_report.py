import io

from odoo import models
from odoo.addons.base.models.ir_actions_report import _wkhtml
from odoo.addons.linkstar_customs.models.ir_actions_report import UNPATCHED_SHRINK
from odoo.exceptions import UserError

from .. import labels

#: How the names of our label reports go on: what each prints on, and whether with customs forms; None: as the user or the account
#: has it.
_KINDS = {
    "": (None, None),
    "_thermal": ("thermal", None),
    "_a4": ("a4", None),
    "_with_form": (None, True),
    "_without_form": (None, False),
}

_LABELS = {
    f"linkstar_delivery.{name}{ending}": kind for name in ("report_label", "report_shipment_label") for ending, kind in _KINDS.items()
}

#: Pages of our own, drawn like the customs papers: nothing is fetched while they are made.
_PAGES = {"linkstar_delivery.report_handover", "linkstar_delivery.report_evidence"}


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        """The label reports are the carrier's stored files, in the order of the list, and need no page of ours."""
        report_sudo = self._get_report(report_ref)
        if report_sudo.report_name in _PAGES and self.get_wkhtmltopdf_state() != "install":
            return self._linkstar_page_streams(report_sudo, self.env[report_sudo.model].browse(res_ids))
        if report_sudo.report_name not in _LABELS:
            return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids=res_ids)
        shipments = self._linkstar_shipments(self.env[report_sudo.model].browse(res_ids))
        content = shipments._print_pdf(*_LABELS[report_sudo.report_name])
        return {False: {"stream": io.BytesIO(content), "attachment": None}}

    def _linkstar_page_streams(self, report_sudo, records):
        """{id: its pages}; what belongs to a record as a file follows on its pages."""
        records.check_access("read")
        data = {"report_type": "pdf", "linkstar_zoom": 1 if _wkhtml().is_patched_qt else UNPATCHED_SHRINK}
        streams = {}
        for record in records:
            page = self._render_qweb_html(report_sudo, record.ids, data=dict(data))[0].decode()
            content = self.with_context(linkstar_paper=True)._run_wkhtmltopdf([page], report_ref=report_sudo)
            enclosed = record._linkstar_enclosed_files() if record._name == "linkstar.shipment" else []
            if enclosed:
                content = labels.merged([labels.File(content, "application/pdf"), *enclosed])
            streams[record.id] = {"stream": io.BytesIO(content), "attachment": None}
        return streams

    def _linkstar_shipments(self, records):
        """The shipments whose labels belong to ``records``, shipments or transfers, in their order."""
        if not records:
            raise UserError(self.env._("Choose what to print labels for."))
        records.check_access("read")
        if records._name == "linkstar.shipment":
            return records
        without = records.filtered(lambda picking: not picking.linkstar_shipment_id)
        if without:
            raise UserError(self.env._("These transfers have no Linkstar shipment: %s.", without.mapped("name")))
        shipments = self.env["linkstar.shipment"]
        for picking in records:
            # Of a transfer whose only order is cancelled, that one says why there is no label.
            shipments += picking._linkstar_open_shipments() or picking.linkstar_shipment_id
        return shipments
