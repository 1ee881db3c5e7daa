from decimal import Decimal

from odoo import models

from ..rules import value
from .amounts import decimal, in_quanta, quantum


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _linkstar_worth(self, moves):
        """{product: (net value, quantity)} of what this line sells, given all its ``moves`` in one kind of operation.

        Values are decimals in the order's currency after discount and without VAT, quantities in the product's unit. The
        components of a kit, products that the line does not name, share its value by their sales prices.
        """
        self.ensure_one()
        total, ordered = self._linkstar_net_total()
        worth = {self.product_id: (total, ordered)} if ordered else {}
        wholes = {}
        for move in moves:
            if move.product_id != self.product_id and move._linkstar_asked_for():
                wholes[move.product_id] = wholes.get(move.product_id, Decimal(0)) + move._linkstar_in_product_unit(
                    move.product_uom_qty
                )
        prices = [product._linkstar_sales_price(self.company_id) * whole for product, whole in wholes.items()]
        shares = value.allocate(total, prices, quantum(self.currency_id))
        return worth | {product: (share, whole) for (product, whole), share in zip(wholes.items(), shares, strict=True) if whole}

    def _linkstar_net_total(self):
        """(net value, quantity in the product's unit) of this line; of one unit where nothing was ordered, as on a line that
        the warehouse added."""
        if self.product_uom_qty:
            quantity = self.product_uom_id._compute_quantity(self.product_uom_qty, self.product_id.uom_id, round=False)
            return in_quanta(self.price_subtotal, self.currency_id), decimal(quantity, 6)
        base_line = self._prepare_base_line_for_taxes_computation(quantity=1.0)
        self.env["account.tax"]._add_tax_details_in_base_line(base_line, self.company_id)
        unit = self.product_uom_id._compute_quantity(1.0, self.product_id.uom_id, round=False)
        return decimal(base_line["tax_details"]["raw_total_excluded_currency"], 6), decimal(unit, 6)
