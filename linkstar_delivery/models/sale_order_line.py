# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from decimal import Decimal

from odoo import api, fields, models

from ..rating import Item
from ..services import goods


class SaleOrderLine(models.Model):
    _name = "sale.order.line"
    _inherit = ["sale.order.line", "linkstar.tracked.mixin"]

    linkstar_picking_id = fields.Many2one(
        "stock.picking",
        "Shipping cost of",
        readonly=True,
        copy=False,
        index="btree_not_null",
        check_company=True,
        groups="sales_team.group_sale_salesman,account.group_account_invoice",
        help="This line has the real cost of this transfer. Empty: the quoted amount.",
    )

    linkstar_goods_ids = fields.One2many(
        "linkstar.move.tracking",
        "sale_line_id",
        "Tracked goods",
        readonly=True,
        copy=False,
        groups="base.group_user",
    )
    linkstar_tracking_text = fields.Char(
        help="In the unit of this line. A kit is where its part is that needs most "
        "attention."
    )

    @api.depends(
        "linkstar_goods_ids.tracking_state",
        "linkstar_goods_ids.quantity",
        "product_uom_qty",
        "move_ids.state",
    )
    @api.depends_context("lang")
    def _compute_linkstar_tracking_text(self):
        self._linkstar_show_tracked(goods.line_by_state)

    def _linkstar_items(self, in_kilograms, parts=None):
        """The goods of this line as ``rating.Item`` values: units of the product, or
        packs where the unit of sale has a package type with dimensions. ``parts``:
        {part: quantity per kit} of a kit without a weight of its own.
        """
        self.ensure_one()
        product, unit = self.product_id, self.product_uom_id
        kind = unit.package_type_id if unit != product.uom_id else None
        sides, packs = (
            (kind._linkstar_sides(), self.product_uom_qty) if kind else (None, 0)
        )
        if sides and packs >= 1 and packs == int(packs):
            weight = product.weight * self.product_qty / packs + kind.base_weight
            return [Item(in_kilograms(weight), int(packs), sides)]
        sent = parts or {product: 1.0}
        return [
            item
            for each, of_one in sent.items()
            for item in _items(each, self.product_qty * of_one, in_kilograms)
        ]


def _items(product, quantity, in_kilograms):
    """``quantity`` of ``product``: whole units, and the remaining part of a unit, such
    as goods sold by weight.
    """
    quantity = Decimal(repr(round(quantity, 6)))
    whole, weight = int(quantity), product._linkstar_unit_weight()
    if whole:
        yield Item(in_kilograms(weight), whole, product._linkstar_sides())
    if quantity > whole:
        # The dimensions of a part of a unit are not known, but at most those of the
        # whole unit.
        yield Item(
            in_kilograms(weight * float(quantity - whole)), 1, product._linkstar_sides()
        )
