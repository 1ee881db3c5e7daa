import io

from PIL import Image

from odoo import models
from odoo.exceptions import UserError

_LABEL = "linkstar_delivery.report_label"
_LABEL_WIDTH_MM = 100


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        """The label report is the carrier's stored file and needs no page of ours; core merges the files in the list's order."""
        report_sudo = self._get_report(report_ref)
        if report_sudo.report_name != _LABEL:
            return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids=res_ids)
        pickings = self.env["stock.picking"].browse(res_ids)
        pickings.check_access("read")
        self.env["linkstar.shipment"].check_access("read")
        without = pickings.filtered(lambda p: not p.linkstar_has_label)
        if without:
            raise UserError(without.linkstar_shipment_id._why_no_label() or self.env._("These transfers have no Linkstar shipment."))
        return {
            picking.id: {"stream": _as_pdf(picking.linkstar_shipment_id.sudo().label_attachment_id), "attachment": None}
            for picking in pickings
        }


def _as_pdf(attachment):
    """The label as a stream of PDF; a picture becomes a page as wide as a label."""
    stream = io.BytesIO(attachment.raw)
    if attachment.mimetype == "application/pdf":
        return stream
    page = io.BytesIO()
    with Image.open(stream) as picture:
        picture.convert("L").save(page, format="PDF", resolution=picture.width * 25.4 / _LABEL_WIDTH_MM)
    return page
