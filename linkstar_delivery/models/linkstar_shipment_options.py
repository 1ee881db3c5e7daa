from decimal import ROUND_HALF_UP, Decimal

from odoo import fields, models

from ..rules import options
from .states import UNDELIVERABLE

_CENT = Decimal("0.01")


class LinkstarShipment(models.Model):
    """The options that this order was, or will be, booked with."""

    _inherit = "linkstar.shipment"

    currency_id = fields.Many2one(related="account_id.currency_id")
    extra_service_ids = fields.Many2many(
        "linkstar.extra.service", "linkstar_shipment_extra_rel", string="Extra services", readonly=True, copy=False, ondelete="restrict",
        context={"active_test": False},
    )
    insured_value = fields.Monetary("Insured amount", readonly=True, copy=False, help="Of the whole transfer.")
    undeliverable = fields.Selection(UNDELIVERABLE, "If it cannot be delivered", readonly=True, copy=False)

    def _wire_options(self):
        """The options as arguments of ``messages.Order``."""
        order = self.sale_order_id
        return {
            "return_if_undeliverable": self.undeliverable != options.DESTROY,
            "extra_services": tuple(self.extra_service_ids.mapped("code")),
            "insurance_value": self._insured_part(),
            "platform": order.linkstar_platform or order.linkstar_marketplace_id.name or "",
            "platform_number": order.linkstar_platform_number or order.name or "",
        }

    def _insured_part(self):
        """The part of the insured amount that falls to this order: all parts of a transfer add up to it. ``None`` for no insurance."""
        if not self.insured_value:
            return None
        orders = self.picking_id._linkstar_open_shipments().filtered(lambda s: s.declaration_id == self.declaration_id) | self
        worth = [sum((item.value for item in order._declared_items()), Decimal(0)) for order in orders]
        total, insured = sum(worth), Decimal(str(self.insured_value))
        before = sum(worth[: orders.ids.index(self.id)])
        own = worth[orders.ids.index(self.id)]
        if not total:
            return insured.quantize(_CENT, ROUND_HALF_UP)
        return _share(insured, before + own, total) - _share(insured, before, total)


def _share(amount, part, whole):
    return (amount * part / whole).quantize(_CENT, ROUND_HALF_UP)
