from odoo import models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _linkstar_goods_value(self):
        """Net value of all goods of this order, without VAT and transport, in the order's currency (a float).

        It is what the limit of an import tax scheme is tested on, since all parcels of one order are one consignment.
        """
        self.ensure_one()
        goods = self.order_line.filtered(lambda line: line.product_id.type == "consu" and not line.is_delivery)
        return sum(max(line.price_subtotal, 0.0) for line in goods)
