from odoo import fields, models
from odoo.exceptions import UserError

from .. import labels


class LinkstarShipment(models.Model):
    """The customs form that goes with a label: the carrier's where the account asks for it, else one of what it was told."""

    _inherit = "linkstar.shipment"

    form_attachment_id = fields.Many2one(
        "ir.attachment", "Customs form", readonly=True, copy=False, ondelete="restrict", help="As the carrier made it."
    )
    form_sha256 = fields.Char("Checksum of the customs form", readonly=True, copy=False)

    def _form_files(self):
        """{shipment: its customs form as a file}; those that declare nothing have none."""
        theirs = self.filtered("form_attachment_id")
        files = {s: labels.File(s.form_attachment_id.raw, s.form_attachment_id.mimetype) for s in theirs}
        ours = (self - theirs).filtered("declaration_id.line_ids")
        # A form is known by its declaration, so of a transfer with an order for each box one is drawn at a time.
        while ours:
            one_each = ours.browse(own[0].id for own in ours.grouped("declaration_id").values())
            files |= one_each._own_forms()
            ours -= one_each
        return files

    def _own_forms(self):
        """{shipment: its CN22 or CN23}, of shipments with a declaration each, all drawn at once."""
        reports = self.env["ir.actions.report"]
        if reports.get_wkhtmltopdf_state() == "install":
            raise UserError(
                self.env._(
                    "Customs forms are drawn by the program wkhtmltopdf, which is not on Odoo's server. Have it installed, or print the "
                    "labels without customs forms."
                )
            )
        context = {"linkstar_form_of": {s.declaration_id.id: s.id for s in self}}
        streams = reports.with_context(**context)._render_qweb_pdf_prepare_streams(
            "linkstar_customs.action_report_customs_form", {"report_type": "pdf"}, res_ids=self.declaration_id.ids
        )
        return {s: labels.File(streams[s.declaration_id.id]["stream"].getvalue(), labels.PDF, fitted=True) for s in self}
