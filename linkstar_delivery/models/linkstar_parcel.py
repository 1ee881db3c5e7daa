# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models

from ..services import goods
from ..services.states import TRACKING_STATES


class LinkstarParcel(models.Model):
    """One box of a shipment: an outermost package, or all goods of the transfer without
    a package.
    """

    _name = "linkstar.parcel"
    _description = "Linkstar Parcel"
    _order = "shipment_id, number"
    _rec_name = "number"
    _check_company_auto = True
    shipment_id = fields.Many2one(
        "linkstar.shipment", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="shipment_id.company_id", store=True, index=True, precompute=True
    )
    number = fields.Char(
        required=True, help="The number of the box within the shipment."
    )
    package_id = fields.Many2one(
        "stock.package", ondelete="set null", index="btree_not_null", check_company=True
    )
    weight = fields.Float("Weight (kg)", digits=(12, 3), required=True)
    computed_weight = fields.Float(
        "Calculated weight (kg)",
        digits=(12, 3),
        readonly=True,
        help="The weight of the products and the empty boxes by their master data.",
    )
    parcel_length = fields.Float("Length (cm)", digits=(8, 1))
    width = fields.Float("Width (cm)", digits=(8, 1))
    height = fields.Float("Height (cm)", digits=(8, 1))
    item_ids = fields.One2many(
        "linkstar.parcel.item",
        "parcel_id",
        "Contents",
        readonly=True,
        help="The items of one of several boxes. A single box contains all items.",
    )
    goods_ids = fields.One2many(
        "linkstar.move.tracking",
        "parcel_id",
        readonly=True,
        help="The pieces of each stock move in this parcel.",
    )
    tracking_number = fields.Char(copy=False, index="trigram")
    tracking_state = fields.Selection(
        TRACKING_STATES,
        "Tracking status",
        required=True,
        readonly=True,
        default="none",
        index=True,
        copy=False,
    )
    state_since = fields.Datetime(
        "Since",
        readonly=True,
        copy=False,
        help="When the parcel got its tracking status, by the carrier's events.",
    )
    _number_uniq = models.Constraint(
        "UNIQUE(shipment_id, number)", "Two boxes of a shipment have the same number."
    )
    _weight_positive = models.Constraint(
        "CHECK(weight > 0)",
        "The weight of a parcel must be above 0 kg. Weigh the parcel, or enter the "
        "weight of its products.",
    )
    handover_line_ids = fields.One2many(
        "linkstar.handover.line", "parcel_id", string="Manifest lines", readonly=True
    )
    handover_id = fields.Many2one(
        "linkstar.handover",
        "Manifest",
        compute="_compute_handover_id",
        store=True,
        readonly=True,
        index="btree_not_null",
        copy=False,
    )
    _tracking_number_capitals = models.Index(
        "(upper(tracking_number)) WHERE tracking_number IS NOT NULL"
    )

    @api.depends("handover_line_ids.handover_id")
    def _compute_handover_id(self):
        for parcel in self:
            parcel.handover_id = parcel.handover_line_ids.handover_id

    def write(self, vals):
        if "tracking_number" in vals:
            for parcel in self.filtered(
                lambda p: (
                    p.tracking_number and p.tracking_number != vals["tracking_number"]
                )
            ):
                parcel.shipment_id._keep_earlier([parcel.tracking_number])
        return super().write(vals)

    def unlink(self):
        goods.clear(self)
        return super().unlink()
