from odoo import api, fields, models


class LinkstarParcel(models.Model):
    """One box of a shipment: an outermost package, or what of the transfer is in none."""

    _name = "linkstar.parcel"
    _description = "Linkstar Parcel"
    _order = "shipment_id, number"
    _rec_name = "number"
    _check_company_auto = True
    shipment_id = fields.Many2one("linkstar.shipment", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="shipment_id.company_id", store=True, index=True, precompute=True)
    number = fields.Char(required=True, help="The box's number within the carrier's order.")
    package_id = fields.Many2one("stock.package", ondelete="set null", index="btree_not_null", check_company=True)
    weight = fields.Float("Weight (kg)", digits=(12, 3), required=True)
    computed_weight = fields.Float(
        "Computed weight (kg)", digits=(12, 3), readonly=True, help="What the products and the bare boxes weigh by their master data."
    )
    length = fields.Float("Length (cm)", digits=(8, 1))
    width = fields.Float("Width (cm)", digits=(8, 1))
    height = fields.Float("Height (cm)", digits=(8, 1))
    item_ids = fields.One2many(
        "linkstar.parcel.item", "parcel_id", "Contents", readonly=True, help="Of one of several boxes; a single one contains all."
    )
    tracking_number = fields.Char(copy=False, index="trigram")
    _number_uniq = models.Constraint("UNIQUE(shipment_id, number)", "A shipment has two boxes of the same number.")
    _weight_positive = models.Constraint(
        "CHECK(weight > 0)", "A parcel's weight must be above 0 kg: weigh it or give its products a weight."
    )
    handover_line_ids = fields.One2many("linkstar.handover.line", "parcel_id", readonly=True)
    handover_id = fields.Many2one(
        "linkstar.handover", "Manifest", compute="_compute_handover_id", store=True, readonly=True, index="btree_not_null", copy=False
    )
    _tracking_number_capitals = models.Index("(upper(tracking_number)) WHERE tracking_number IS NOT NULL")

    @api.depends("handover_line_ids.handover_id")
    def _compute_handover_id(self):
        for parcel in self:
            parcel.handover_id = parcel.handover_line_ids.handover_id

    def write(self, vals):
        if "tracking_number" in vals:
            for parcel in self.filtered(lambda p: p.tracking_number and p.tracking_number != vals["tracking_number"]):
                parcel.shipment_id._keep_earlier([parcel.tracking_number])
        return super().write(vals)
