from odoo import api, fields, models


class LinkstarCharge(models.Model):
    """One amount of money between the merchant and the carrier for one shipment."""

    _name = "linkstar.charge"
    _description = "Linkstar Charge"
    _order = "shipment_id, stage, sequence, id"
    _check_company_auto = True

    shipment_id = fields.Many2one("linkstar.shipment", ondelete="cascade", index="btree_not_null", check_company=True)
    sale_order_id = fields.Many2one("sale.order", "Order", ondelete="cascade", index="btree_not_null", check_company=True)
    company_id = fields.Many2one("res.company", required=True, index=True)
    sequence = fields.Integer()
    kind = fields.Selection(
        [
            ("freight", "Freight"),
            ("discount", "Discount"),
            ("fuel", "Fuel"),
            ("registration", "Registration"),
            ("remote_area", "Remote area"),
            ("battery", "Battery"),
            ("special_goods", "Special goods"),
            ("oversize", "Oversize"),
            ("peak_season", "Peak season"),
            ("pickup", "Pick-up"),
            ("signature", "Signature"),
            ("insurance", "Insurance"),
            ("ioss", "IOSS service"),
            ("ddp_duty", "Duty"),
            ("customs_exception", "Customs exception"),
            ("handling", "Handling"),
            ("other", "Other"),
            ("rounding", "Rounding"),
        ],
        required=True,
    )
    description = fields.Char(help="How the amount comes about, as the price was computed.")
    stage = fields.Selection([("quoted", "Quoted"), ("billed", "Billed")], required=True)
    currency_id = fields.Many2one("res.currency", required=True)
    # What was quoted is no part of what is billed: only amounts of one stage are added up.
    amount = fields.Monetary(required=True, aggregator=None)
    amount_quoted = fields.Monetary("Quoted amount", compute="_compute_amount_of_stage", store=True)
    amount_billed = fields.Monetary("Billed amount", compute="_compute_amount_of_stage", store=True)
    _of_something = models.Constraint(
        "CHECK(shipment_id IS NOT NULL OR sale_order_id IS NOT NULL)", "A charge belongs to an order or to a shipment."
    )

    date = fields.Datetime(required=True, default=fields.Datetime.now, help="When the carrier told it.")

    @api.depends("amount", "stage")
    def _compute_amount_of_stage(self):
        for charge in self:
            charge.amount_quoted = charge.amount if charge.stage == "quoted" else 0
            charge.amount_billed = charge.amount if charge.stage == "billed" else 0
