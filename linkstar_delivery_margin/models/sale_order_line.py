# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models

SEES_MARGINS = "sales_team.group_sale_salesman,account.group_account_invoice"


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    margin = fields.Float(groups=SEES_MARGINS)
    margin_percent = fields.Float(groups=SEES_MARGINS)
    purchase_price = fields.Float(groups=SEES_MARGINS)

    @api.depends("is_delivery")
    def _compute_purchase_price(self):
        """What the carrier bills for an order, else what is expected or quoted, is the
        cost of its first delivery line; its other delivery lines have no cost. Without
        a known cost it is the product's, as for all lines.
        """
        delivery = self.filtered("is_delivery")
        costs = (
            self.env["linkstar.margin"]
            .sudo()
            ._costs_of_orders(delivery.order_id._origin)
            if delivery
            else {}
        )
        mine = delivery.filtered(lambda line: line.order_id._origin in costs)
        result = super(SaleOrderLine, self - mine)._compute_purchase_price()
        for line in mine:
            order = line.order_id
            first = order._origin.order_line.filtered("is_delivery").sorted("id")[:1]
            cost = costs[order._origin] * (order.currency_rate or 1)
            whole = not first or line._origin == first
            line.purchase_price = (
                order.currency_id.round(cost / (line.product_uom_qty or 1))
                if whole
                else 0
            )
        return result
