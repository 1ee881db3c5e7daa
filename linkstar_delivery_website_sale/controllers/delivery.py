# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.http import request, route

from odoo.addons.website_sale.controllers.delivery import Delivery


class Checkout(Delivery):
    @route()
    def shop_get_delivery_rate(self, dm_id):
        """As in core, but of a Linkstar method only what the buyer may know."""
        rate = super().shop_get_delivery_rate(dm_id)
        method_sudo = request.env["delivery.carrier"].sudo().browse(int(dm_id))
        return method_sudo._linkstar_shop_rate(rate)

    def _order_summary_values(self, order, **kwargs):
        """The promised date of the chosen method, too."""
        values = super()._order_summary_values(order, **kwargs)
        if order.carrier_id.delivery_type == "linkstar":
            values["linkstar_promise"] = order.carrier_id._linkstar_promise_text(order)
        return values
