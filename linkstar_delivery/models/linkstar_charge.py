from odoo import fields, models


class LinkstarCharge(models.Model):
    """One amount of money between the merchant and the carrier for one shipment."""

    _name = "linkstar.charge"
    _description = "Linkstar Charge"
    _order = "shipment_id, stage, id"
    _check_company_auto = True

    shipment_id = fields.Many2one("linkstar.shipment", required=True, ondelete="cascade", index=True, check_company=True)
    company_id = fields.Many2one(related="shipment_id.company_id", store=True, index=True)
    kind = fields.Selection(
        [
            ("freight", "Freight"),
            ("fuel", "Fuel"),
            ("registration", "Registration"),
            ("handling", "Handling"),
            ("other", "Other"),
        ],
        required=True,
    )
    stage = fields.Selection([("quoted", "Quoted"), ("billed", "Billed")], required=True)
    currency_id = fields.Many2one("res.currency", required=True)
    amount = fields.Monetary(required=True)
    date = fields.Datetime(required=True, default=fields.Datetime.now, help="When the carrier told it.")
