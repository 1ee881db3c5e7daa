from decimal import Decimal

from odoo import fields, models

from ..rating import Item


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"
    linkstar_picking_id = fields.Many2one(
        "stock.picking",
        "Shipping cost of",
        readonly=True,
        copy=False,
        index="btree_not_null",
        check_company=True,
        groups="sales_team.group_sale_salesman,account.group_account_invoice",
        help="The transfer whose real cost this line is. Empty: the quoted amount.",
    )

    def _linkstar_items(self, kilograms, parts=None):
        """The goods of this line as ``rating.Item`` values: units of the product, or packs of them where the unit that was sold has a
        package type with sides. ``parts`` {part: quantity for one} of a kit that has no weight of its own."""
        self.ensure_one()
        product, unit = self.product_id, self.product_uom_id
        kind = unit.package_type_id if unit != product.uom_id else None
        sides, packs = (kind._linkstar_sides(), self.product_uom_qty) if kind else (None, 0)
        if sides and packs >= 1 and packs == int(packs):
            weight = product.weight * self.product_qty / packs + kind.base_weight
            return [Item(kilograms(weight), int(packs), sides)]
        sent = parts or {product: 1.0}
        return [item for each, of_one in sent.items() for item in _items(each, self.product_qty * of_one, kilograms)]


def _items(product, quantity, kilograms):
    """``quantity`` of ``product``: whole units, and what is left of one, as of goods sold by weight."""
    quantity = Decimal(repr(round(quantity, 6)))
    whole, weight = int(quantity), product._linkstar_unit_weight()
    if whole:
        yield Item(kilograms(weight), whole, product._linkstar_sides())
    if quantity > whole:
        # The sides of a part of a unit are not known, but it is no larger than the whole.
        yield Item(kilograms(weight * float(quantity - whole)), 1, product._linkstar_sides())
