# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import models

#: What a browser gets of the rate of a Linkstar method. Everything else may say what
#: the merchant pays, or is a sentence for salespersons.
_FOR_BROWSERS = (
    "success",
    "price",
    "amount_delivery",
    "is_free_delivery",
    "compute_price_after_delivery",
    "linkstar_promise",
)


class DeliveryCarrier(models.Model):
    _inherit = "delivery.carrier"

    def _linkstar_shop_rate(self, rate):
        """What the checkout shows of ``rate``, as core's route returns it.

        The rate of another carrier's method is returned as it is: what its own page
        needs of it is not known here.
        """
        self.ensure_one()
        if self.delivery_type != "linkstar":
            return rate
        shown = {name: rate[name] for name in _FOR_BROWSERS if name in rate}
        return {
            **shown,
            "error_message": not rate["success"] and self._linkstar_shop_refusal(),
            "warning_message": False,
        }
