# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import base64
import io

from lxml import html
from pypdf import PdfReader, PdfWriter

from odoo import models
from odoo.tools.barcode import createBarcodeDrawing

from odoo.addons.base.models.ir_actions_report import _wkhtml

FORM = "linkstar_customs.report_customs_form"

PAPERS = {
    FORM,
    "linkstar_customs.report_cn22",
    "linkstar_customs.report_cn23",
    "linkstar_customs.report_commercial_invoice",
    "linkstar_customs.report_packing_list",
}

#: A wkhtmltopdf built with an unpatched Qt, such as Debian's, draws smaller by this
#: factor. Measured.
UNPATCHED_SHRINK = 1.294


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        """Customs papers are whole pages at their true size, without the headers,
        footers and assets of other reports.
        """
        report_sudo = self._get_report(report_ref)
        if (
            report_sudo.report_name not in PAPERS
            or self.get_wkhtmltopdf_state() == "install"
        ):
            return super()._render_qweb_pdf_prepare_streams(
                report_ref, data, res_ids=res_ids
            )
        declarations = self.env["linkstar.customs.declaration"].browse(res_ids)
        declarations.check_access("read")
        declarations._refuse_empty()
        if report_sudo.report_name != FORM:
            return self._linkstar_paper_streams(report_sudo, declarations)
        streams = {}
        for form, same in declarations.grouped(
            lambda declaration: declaration._customs_form()
        ).items():
            streams |= self._linkstar_paper_streams(
                self._get_report(f"linkstar_customs.action_report_{form}"), same
            )
        return {declaration.id: streams[declaration.id] for declaration in declarations}

    def _linkstar_paper_streams(self, report_sudo, declarations):
        """Return {id: its pages} of one report, made in one run of wkhtmltopdf. Core
        merges them in the list's order.
        """
        data = {
            "report_type": "pdf",
            "linkstar_zoom": 1 if _wkhtml().is_patched_qt else UNPATCHED_SHRINK,
        }
        page = self._render_qweb_html(report_sudo, declarations.ids, data=data)[
            0
        ].decode()
        whole = PdfReader(
            io.BytesIO(
                self.with_context(linkstar_paper=True)._run_wkhtmltopdf(
                    [page], report_ref=report_sudo
                )
            )
        )
        owners = [
            int(node.get("data-declaration"))
            for node in html.fromstring(page).find_class("linkstar_page")
        ]
        if len(owners) != len(whole.pages) and len(declarations) > 1:
            # Something took more room than calculated: print one by one, to know the
            # declaration of each page.
            return {
                key: value
                for one in declarations
                for key, value in self._linkstar_paper_streams(report_sudo, one).items()
            }
        streams = {}
        for declaration in declarations:
            writer = PdfWriter()
            for owner, sheet in (
                zip(owners, whole.pages)
                if len(declarations) > 1
                else ((declaration.id, s) for s in whole.pages)
            ):
                if owner == declaration.id:
                    writer.add_page(sheet)
            streams[declaration.id] = {"stream": io.BytesIO(), "attachment": None}
            writer.write(streams[declaration.id]["stream"])
        return streams

    def _build_wkhtmltopdf_args(self, paperformat_id, landscape, *args, **options):
        """These papers run no script, so wkhtmltopdf need not wait for one."""
        arguments = super()._build_wkhtmltopdf_args(
            paperformat_id, landscape, *args, **options
        )
        if self.env.context.get("linkstar_paper") and "--javascript-delay" in arguments:
            arguments[arguments.index("--javascript-delay") + 1] = "1"
        return arguments

    def _linkstar_barcode(self, number):
        """Return ``number`` in Code 128 as the source of an SVG image: printers blur
        bitmaps.
        """
        drawing = createBarcodeDrawing(
            "Code128",
            value=number,
            format="svg",
            width=600,
            height=100,
            quiet=1,
            humanReadable=False,
        )
        picture = drawing.asString("svg").replace("xMinYMin meet", "none")
        return (
            "data:image/svg+xml;base64," + base64.b64encode(picture.encode()).decode()
        )
