from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from odoo import fields, models
from odoo.addons.linkstar_customs.services.amounts import decimal

from ..rating import Item
from ..services.checks import Checks
from ..services.quotation import Facts, scale

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
    linkstar_platform = fields.Char(
        "Sales platform",
        help="Where the order was placed, such as “amazon”; the carrier is told. Empty: the marketplace, if there is one.",
        groups="base.group_user",
    )
    linkstar_platform_number = fields.Char(
        "Platform's order number", copy=False, help="Empty: the carrier is told our own number of the order.", groups="base.group_user"
    )

    def _linkstar_goods_lines(self):
        return self.order_line.filtered(
            lambda line: not line.is_delivery and not line.display_type and line.product_id.type == "consu" and line.product_qty > 0
        )

    def _linkstar_weightless(self):
        """The products whose weight is missing, unless somebody typed the weight of all."""
        if self.env.context.get("order_weight"):
            return self.env["product.product"]
        lines = self._linkstar_goods_lines()
        components = self._linkstar_unweighed_kits(lines)
        none = lines.product_id.browse()
        parts = none.union(*(part for of_kit in components.values() for part in of_kit))
        sent = (lines.product_id - none.union(*components)) | parts
        return sent.filtered(lambda product: not product._linkstar_unit_weight())

    def _linkstar_unweighed_kits(self, lines):
        """{kit: {part: quantity in its unit}} of those products of ``lines`` that leave as their parts and have no weight of their own."""
        unweighed = lines.product_id.filtered(lambda product: not product._linkstar_unit_weight())
        return unweighed._linkstar_components(self.company_id) if unweighed else {}

    def _linkstar_sent_products(self):
        """The products that leave: of kits their parts, too, which decide what a line may carry."""
        products = self._linkstar_goods_lines().product_id
        components = products._linkstar_components(self.company_id)
        return products.union(*(part for parts in components.values() for part in parts))

    def _linkstar_facts(self):
        """What the price of sending this order depends on. Nothing is packed yet: each unit has its product's weight and sides,
        or all of them share the weight that was typed into the wizard (context ``order_weight``)."""
        self.ensure_one()
        kilograms = scale(self.env)
        partner = self.partner_shipping_id
        lines = self._linkstar_goods_lines()
        kits = self._linkstar_unweighed_kits(lines)
        items = tuple(item for line in lines for item in line._linkstar_items(kilograms, kits.get(line.product_id)))
        typed = self.env.context.get("order_weight")
        # The wizard begins with what core calculates, which knows neither kits nor units of weight: nobody typed that.
        if typed and abs(typed - self._get_estimated_weight()) >= float(_TYPED_DIGIT):
            items = _of_weight(items, kilograms(typed))
        return Facts(
            order=self,
            country=partner.country_id.code or "",
            postcode=partner._linkstar_postcode(),
            city=partner.city or "",
            items=items,
            goods_types=self._linkstar_sent_products()._linkstar_goods_types(),
            item_count=sum(_units(line.product_qty) for line in lines),
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

    def _create_delivery_line(self, carrier, price_unit):
        line = super()._create_delivery_line(carrier, price_unit)
        if carrier._linkstar_bills_real_cost():
            # Core writes 0, which its own carriers replace at the validation.
            line.price_unit = price_unit
        return line

    def action_cancel(self):
        """Whoever cancels an order with live labels is asked first what becomes of them."""
        if self.env.context.get("linkstar_ask"):
            question = self.env["linkstar.cancellation"]._ask(self.picking_ids._linkstar_chain_shipments(), orders=self)
            if question:
                return question
        return super(SaleOrder, self.with_context(linkstar_ask=False)).action_cancel()

    def _action_cancel(self):
        """The labels of transfers that are not done are cancelled with these. Parcels that left are stopped by a person only:
        that can cost money, so the warehouse is told."""
        result = super()._action_cancel()
        for shipment_sudo in self.picking_ids.sudo()._linkstar_open_shipments():
            if shipment_sudo.picking_id.state == "done" and shipment_sudo._is_live() and not shipment_sudo._being_stopped():
                shipment_sudo._tell_order_cancelled()
        return result

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


def _units(quantity):
    """How many pieces ``quantity`` is: what is measured counts as begun ones."""
    return int(Decimal(repr(round(quantity, 6))).to_integral_value(ROUND_CEILING))


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
