from decimal import Decimal

from odoo import fields, models

from ..rules import value
from .amounts import in_quanta, quantum


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _linkstar_net_values(self):
        """{line: net value} of all goods of these orders, decimals in each order's currency.

        It is the price really paid: after the discounts of the line and its share of those of the whole order (negative lines,
        vouchers, rewards), without VAT and transport. Gift cards and eWallets pay, and do not lower it. 0 for what was free.
        """
        nets = {}
        for order in self:
            nets |= {line: net for line, net in order._linkstar_after_discounts()[0].items() if line._linkstar_role() == "goods"}
        return nets

    def _linkstar_after_discounts(self):
        """({line: net value} of all lines that something is paid for, the amount of discounts that exceeds them)."""
        self.ensure_one()
        roles = {line: line._linkstar_role() for line in self.order_line}
        lines = [line for line, role in roles.items() if role in ("goods", "transport", "insurance", "service")]
        subtotals = [max(in_quanta(line.price_subtotal, self.currency_id), Decimal(0)) for line in lines]
        discounts = []
        for line, role in roles.items():
            if role == "discount":
                targets = line._linkstar_discounted(self.env["sale.order.line"].browse([each.id for each in lines]), roles)
                places = frozenset(place for place, each in enumerate(lines) if each in targets)
                discounts.append((-in_quanta(line.price_subtotal, self.currency_id), places))
        # Those for a few lines come first: what is for the whole order is reckoned on what they leave.
        discounts.sort(key=lambda discount: len(discount[1]))
        left, over = value.discounted(subtotals, discounts, quantum(self.currency_id))
        return dict(zip(lines, left, strict=True)), over

    def _linkstar_goods(self):
        """{order: tuple of ``rules.items.Goods``}: what these orders sell, kits as their parts, each product of a line once.

        Values are in the order's currency; goods that cost the buyer nothing are worth their sales price.
        """
        goods = {}
        for company, orders in self.grouped("company_id").items():
            nets = orders._linkstar_net_values()
            products = orders.order_line.product_id.filtered(lambda product: product.type == "consu")
            components = products._linkstar_components(company)
            for order in orders:
                sold = [line._linkstar_goods(nets[line], components) for line in order.order_line if line in nets]
                goods[order] = tuple(each for line_goods in sold for each in line_goods)
        return goods

    def _linkstar_goods_value(self):
        """Net value of all goods of this order, without VAT and transport, in the order's currency (a float).

        It is what the limit of an import tax scheme is tested on, since all parcels of one order are one consignment. Free goods
        count at the value they are declared at.
        """
        self.ensure_one()
        return float(sum((goods.value for goods in self._linkstar_goods()[self]), Decimal(0)))

    def _linkstar_rate_date(self):
        """The day (UTC) whose rates and rules apply to this order: of its confirmation."""
        return (self.date_order or fields.Datetime.now()).date()
