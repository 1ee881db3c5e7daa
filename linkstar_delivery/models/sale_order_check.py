from odoo import models

from .checks import Checks


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _linkstar_check(self):
        """Customs' problems, and what the carrier would refuse of the orders that are to leave by Linkstar: told while somebody
        still talks with the buyer."""
        found = super()._linkstar_check()
        checks = Checks(self.env)
        for order in self.filtered(lambda order: order.carrier_id.delivery_type == "linkstar"):
            carrier_sudo, order_sudo = order.carrier_id.sudo(), order.sudo()
            service = order_sudo.linkstar_service_id or carrier_sudo.linkstar_service_id
            sender = order_sudo.warehouse_id.partner_id or order_sudo.company_id.partner_id
            products = order_sudo._linkstar_sent_products()
            found[order] += checks.of(order, order.partner_shipping_id, sender, service, products, order_sudo.partner_id)
        return found
