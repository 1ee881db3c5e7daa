# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models

#: As in ``labels.SHEETS``.
SHEETS = [("thermal", "Label printer, 100 × 150 mm"), ("a4", "A4, four on a sheet")]


class LinkstarLabelPrint(models.Model):
    """One print of the label of a shipment."""

    _name = "linkstar.label.print"
    _description = "Linkstar Label Print"
    _order = "id desc"
    _rec_name = "date"
    _check_company_auto = True

    shipment_id = fields.Many2one(
        "linkstar.shipment",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(
        related="shipment_id.company_id", store=True, index=True
    )
    user_id = fields.Many2one(
        "res.users",
        "Printed by",
        required=True,
        readonly=True,
        default=lambda self: self.env.uid,
    )
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    sheet = fields.Selection(SHEETS, "Paper", required=True, readonly=True)
    with_form = fields.Boolean("With customs form", readonly=True)
