# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models

from ..services.states import TRACKING_DECORATIONS, TRACKING_STATES


class LinkstarMoveTracking(models.Model):
    """Pieces of one stock move in one parcel, and where they are."""

    _name = "linkstar.move.tracking"
    _description = "Linkstar Tracked Goods"
    _order = "parcel_id desc, id"
    _rec_name = "product_id"
    _check_company_auto = True

    parcel_id = fields.Many2one(
        "linkstar.parcel", required=True, readonly=True, ondelete="cascade", index=True
    )
    shipment_id = fields.Many2one(
        related="parcel_id.shipment_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="parcel_id.company_id", store=True, index=True, precompute=True
    )
    move_id = fields.Many2one(
        "stock.move",
        "Stock move",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
        check_company=True,
        help="The move that takes the goods out of the warehouse.",
    )
    picking_id = fields.Many2one(related="move_id.picking_id", string="Transfer")
    product_id = fields.Many2one(
        "product.product",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    uom_id = fields.Many2one(related="product_id.uom_id", string="Unit")
    sale_line_id = fields.Many2one(
        "sale.order.line",
        "Sales order line",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    sale_order_id = fields.Many2one(
        "sale.order",
        "Sales order",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        check_company=True,
    )
    quantity = fields.Float(
        digits="Product Unit",
        required=True,
        readonly=True,
        aggregator="sum",
        help="In the unit of the product.",
    )
    tracking_state = fields.Selection(
        TRACKING_STATES,
        "Tracking status",
        readonly=True,
        default="none",
        index=True,
        help="Empty: the shipment is cancelled, so the goods do not travel in this "
        "parcel.",
    )
    state_since = fields.Datetime(related="parcel_id.state_since")
    number = fields.Char(related="shipment_id.number", string="Tracking number")
    tracking_decoration = fields.Char(compute="_compute_tracking_decoration")

    _once = models.Constraint(
        "UNIQUE(parcel_id, move_id)",
        "A parcel has the goods of each stock move only once.",
    )

    @api.depends("tracking_state")
    def _compute_tracking_decoration(self):
        for goods in self:
            goods.tracking_decoration = (
                TRACKING_DECORATIONS.get(goods.tracking_state, "info")
                if goods.tracking_state
                else "muted"
            )
