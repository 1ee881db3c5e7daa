from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal

from odoo import fields, models
from odoo.addons.linkstar_customs.models.amounts import decimal

from ..rating import Item
from .quotation import Facts, scale

#: Core shows and keeps the weight of an order to a hundredth: what differs by less was not typed.
_TYPED_DIGIT = Decimal("0.005")
_FINEST = Decimal("0.000001")


class SaleOrder(models.Model):
    _inherit = "sale.order"

    linkstar_service_id = fields.Many2one(
        "linkstar.service", "Linkstar line", readonly=True, copy=False, check_company=True, groups="base.group_user"
    )
    linkstar_charge_ids = fields.One2many(
        "linkstar.charge", "sale_order_id", "Quoted charges", readonly=True, copy=False, groups="sales_team.group_sale_salesman"
    )
    linkstar_quotation_notes = fields.Text(
        "How the price was calculated", readonly=True, copy=False, groups="sales_team.group_sale_salesman",
        help="What has no amount of its own: assumed parcels, weights, discounts not reached, the exchange rate.",
    )

    def _linkstar_goods_lines(self):
        return self.order_line.filtered(
            lambda line: not line.is_delivery and not line.display_type and line.product_id.type == "consu" and line.product_qty > 0
        )

    def _linkstar_weightless(self):
        """The products whose weight is missing, unless somebody typed the weight of all."""
        if self.env.context.get("order_weight"):
            return self.env["product.product"]
        return self._linkstar_goods_lines().product_id.filtered(lambda product: not product.weight)

    def _linkstar_facts(self):
        """What the price of sending this order depends on. Nothing is packed yet: each unit has its product's weight and sides,
        or all of them share the weight that was typed into the wizard (context ``order_weight``)."""
        self.ensure_one()
        kilograms = scale(self.env)
        partner = self.partner_shipping_id
        lines = self._linkstar_goods_lines()
        items = tuple(line._linkstar_item(kilograms) for line in lines)
        typed = self.env.context.get("order_weight")
        if typed:
            items = _of_weight(items, kilograms(typed))
        return Facts(
            order=self,
            country=partner.country_id.code or "",
            postcode=partner._linkstar_postcode(),
            city=partner.city or "",
            items=items,
            goods_types=lines.product_id._linkstar_goods_types(),
            item_count=int(sum(lines.mapped("product_qty"))),
            value=sum((decimal(line.price_subtotal, 2) for line in lines), Decimal(0)),
            currency=self.currency_id,
            on_date=self._linkstar_price_date(),
        )

    def _linkstar_price_date(self):
        """The day whose rate card and exchange rate hold."""
        return fields.Date.to_date(self.date_order) or fields.Date.context_today(self)

    def set_delivery_line(self, carrier, amount):
        result = super().set_delivery_line(carrier, amount)
        for order in self:
            order.sudo()._linkstar_keep_quotation(carrier.sudo())
        return result

    def _linkstar_keep_quotation(self, carrier):
        """Keep line and computation of the price that was just chosen, for whoever compares it with the bill."""
        self.linkstar_charge_ids.filtered(lambda charge: not charge.shipment_id).unlink()
        self.write({"linkstar_service_id": False, "linkstar_quotation_notes": False})
        if carrier.delivery_type != "linkstar":
            return
        # The price was told before it was chosen, so a call would be one too many; but the best line has to be known.
        offer = carrier._linkstar_offer(self, may_call=carrier.linkstar_choice == "best")
        self.linkstar_service_id = offer.service
        if offer.problems:
            return
        if offer.card:
            offer.card._mark_quoted()
        notes = [text for _kind, text, amount in offer.details if text and not amount]
        self.linkstar_quotation_notes = "\n".join(filter(None, [*notes, carrier._linkstar_conversion(offer, self)])) or False
        self.env["linkstar.charge"].create([
            {
                "sale_order_id": self.id,
                "company_id": self.company_id.id,
                "stage": "quoted",
                "sequence": sequence,
                "kind": kind,
                "description": text,
                "currency_id": offer.currency.id,
                "amount": float(amount),
            }
            for sequence, (kind, text, amount) in enumerate(offer.details)
            if amount
        ])

    def action_linkstar_compare(self):
        """Every line for this order, with its price or why there is none."""
        self.ensure_one()
        self.check_access("read")
        comparison = self.env["linkstar.comparison"].create({"order_id": self.id})
        comparison._fill()
        return comparison._open()


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _linkstar_item(self, kilograms):
        """The goods of this line as ``rating.Item``: units of the product, or packs of them where the unit that was sold has a
        package type with sides."""
        self.ensure_one()
        product, unit = self.product_id, self.product_uom_id
        kind = unit.package_type_id if unit != product.uom_id else None
        sides, packs = (kind._linkstar_sides(), self.product_uom_qty) if kind else (None, 0)
        if sides and packs >= 1 and packs == int(packs):
            weight = product.weight * self.product_qty / packs + kind.base_weight
            return Item(kilograms(weight), int(packs), sides)
        return Item(kilograms(product.weight), max(int(self.product_qty), 1), product._linkstar_sides())


def _of_weight(items, typed):
    """``items`` whose weights add up to what was typed, or to the least bit less: each unit has its share of it by weight."""
    known, units = sum(item.weight * item.quantity for item in items), sum(item.quantity for item in items)
    if not units or abs(known - typed) < _TYPED_DIGIT:
        return items
    if units == 1 or all(item.sides is None for item in items):
        return (Item(typed),)
    return tuple(
        replace(item, weight=((item.weight * typed / known) if known else typed / units).quantize(_FINEST, ROUND_FLOOR)) for item in items
    )
