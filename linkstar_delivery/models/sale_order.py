# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from odoo import api, fields, models

from odoo.addons.linkstar_customs.services.amounts import decimal
from odoo.addons.linkstar_customs.services.units import kilograms

from ..rating import Item
from ..services import goods, promising
from ..services.checks import Checks
from ..services.quotation import OrderFacts

#: Core shows and stores the weight of an order with two decimals: a smaller difference
#: was not entered by a user.
_TYPED_DIGIT = Decimal("0.005")

_FINEST = Decimal("0.000001")


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "linkstar.tracked.mixin"]

    # Core's: it has the remarks about a price, and a buyer can read an order by the
    # interface.
    delivery_message = fields.Char(groups="base.group_user")
    linkstar_service_id = fields.Many2one(
        "linkstar.service",
        "Linkstar line",
        readonly=True,
        copy=False,
        check_company=True,
        groups="base.group_user",
    )
    linkstar_extra_ids = fields.Many2many(
        "linkstar.extra.service",
        "linkstar_sale_order_extra_rel",
        "order_id",
        "extra_id",
        "Extra services",
        check_company=True,
        groups="base.group_user",
        help="They are in the price of the order and on its transfers, besides those "
        "of the line and of the option rules. If the line changes, those that the new "
        "line offers are used.",
    )
    linkstar_charge_ids = fields.One2many(
        "linkstar.charge",
        "sale_order_id",
        "Quoted charges",
        readonly=True,
        copy=False,
        groups="sales_team.group_sale_salesman",
    )
    linkstar_quotation_notes = fields.Text(
        "Price calculation",
        readonly=True,
        copy=False,
        groups="sales_team.group_sale_salesman",
        help=(
            "Details without an amount of their own: assumed parcels, weights, "
            "discounts that were not reached, the exchange rate."
        ),
    )
    linkstar_platform = fields.Char(
        "Sales platform",
        help=(
            "The shop where the order was placed, such as “amazon”. It is sent to the "
            "carrier. Empty: the marketplace, if there is one."
        ),
        groups="base.group_user",
    )
    linkstar_platform_number = fields.Char(
        "Platform order number",
        copy=False,
        help="It is sent to the carrier. Empty: the number of this order is sent.",
        groups="base.group_user",
    )

    linkstar_goods_ids = fields.One2many(
        "linkstar.move.tracking",
        "sale_order_id",
        "Tracked goods",
        readonly=True,
        copy=False,
        groups="base.group_user",
    )

    linkstar_promised_date = fields.Date(
        "Promised date",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="The last day on which the parcels should arrive: calculated for the line "
        "when it is selected, and again when the order is confirmed.",
    )
    linkstar_usual_date = fields.Date(
        "Usual date",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="When parcels of this line usually arrive.",
    )
    linkstar_promise_source = fields.Selection(
        promising.SOURCES,
        "Source of the promise",
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="The days of the line, or those of our own delivered parcels where there "
        "are enough of them.",
    )

    @api.depends("linkstar_goods_ids.tracking_state", "linkstar_goods_ids.quantity")
    @api.depends_context("lang")
    def _compute_linkstar_tracking_text(self):
        self._linkstar_show_tracked(lambda o: goods.by_state(o.linkstar_goods_ids))

    linkstar_return_count = fields.Integer(
        "Returns",
        compute="_compute_linkstar_return_count",
        groups="stock.group_stock_user,sales_team.group_sale_salesman",
    )

    def _compute_linkstar_return_count(self):
        counts = dict(
            self.env["linkstar.return"]._read_group(
                [("sale_order_id", "in", self.ids), ("state", "!=", "cancelled")],
                ["sale_order_id"],
                ["__count"],
            )
        )
        for order in self:
            order.linkstar_return_count = counts.get(order, 0)

    @api.depends("picking_ids", "picking_ids.state", "picking_ids.linkstar_return_id")
    def _compute_delivery_status(self):
        """An order whose only open transfers bring goods back is delivered as far as it
        was before.
        """
        result = super()._compute_delivery_status()
        for order in self.filtered(
            lambda order: order.delivery_status in ("partial", "started")
        ):
            transfers = order.picking_ids.filtered(lambda p: p.state != "cancel")
            waiting = transfers.filtered(lambda p: p.state != "done")
            if len(waiting) < len(transfers) and all(
                picking.sudo().linkstar_return_id
                and picking.location_id.usage == "customer"
                for picking in waiting
            ):
                order.delivery_status = "full"
        return result

    def action_linkstar_returns(self):
        """The returns of this order."""
        self.ensure_one()
        self.check_access("read")
        self.env["linkstar.return"].check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "linkstar_delivery.action_linkstar_return"
        )
        return {**action, "domain": [("sale_order_id", "=", self.id)], "context": {}}

    linkstar_margin_text = fields.Char(
        "Shipping margin",
        compute="_compute_linkstar_margin_text",
        groups="account.group_account_invoice,sales_team.group_sale_manager",
    )

    def _compute_linkstar_margin_text(self):
        found = self.env["linkstar.margin"].sudo()._of_orders(self)
        for order in self:
            margin, basis = found.get(order._origin, (None, ""))
            money = order.company_id.currency_id
            order.linkstar_margin_text = (
                money.format(money.round(margin))
                if margin is not None
                else basis and self.env._("Not known")
            )

    def _linkstar_costs_changed(self):
        """Called when a quoted, expected or billed cost of these orders is new. An
        addon that shows costs in another place extends it.
        """

    def action_linkstar_margin(self):
        """The shipping margin of this order by product."""
        self.ensure_one()
        self.check_access("read")
        self.env["linkstar.margin"].check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "linkstar_delivery.action_linkstar_margin"
        )
        return {
            **action,
            "views": [[False, "list"], [False, "pivot"]],
            "domain": [("order_id", "=", self.id)],
            "context": {"linkstar_orders": self.ids},
        }

    def _linkstar_portal_returns(self):
        """The returns of this order for the page of its buyer: {"returns": values as of
        ``linkstar.return._for_buyer``, "possible": whether the buyer can ask for one,
        "url"}.
        """
        self.ensure_one()
        returns_sudo = self.env["linkstar.return"].sudo()
        order_sudo = self.sudo()
        return {
            "returns": returns_sudo.search(
                [("sale_order_id", "=", self.id)]
            )._for_buyer(),
            "possible": bool(returns_sudo._requestable(order_sudo)),
            "url": order_sudo.get_portal_url(suffix="/linkstar/return"),
        }

    def _linkstar_promise(self):
        """Write the promised dates of these orders for their lines."""
        for order in self:
            found = promising.of_line(
                order.linkstar_service_id,
                order.partner_shipping_id.country_id,
                order.company_id,
            )
            order.write(promising.values(found))

    def _action_confirm(self):
        """The days begin when the order is confirmed."""
        result = super()._action_confirm()
        self.sudo().filtered("linkstar_service_id")._linkstar_promise()
        return result

    def _linkstar_goods_lines(self):
        return self.order_line.filtered(
            lambda line: (
                not line.is_delivery
                and not line.display_type
                and line.product_id.type == "consu"
                and line.product_qty > 0
            )
        )

    def _linkstar_weightless(self):
        """The products with a missing weight, unless a user entered the total
        weight.
        """
        if self.env.context.get("order_weight"):
            return self.env["product.product"]
        lines = self._linkstar_goods_lines()
        components = self._linkstar_unweighed_kits(lines)
        none = lines.product_id.browse()
        parts = none.union(*(part for of_kit in components.values() for part in of_kit))
        sent = (lines.product_id - none.union(*components)) | parts
        return sent.filtered(lambda product: not product._linkstar_unit_weight())

    def _linkstar_unweighed_kits(self, lines):
        """{kit: {part: quantity in its unit}} of those products of ``lines`` that are
        sent as their parts and have no weight of their own.
        """
        unweighed = lines.product_id.filtered(
            lambda product: not product._linkstar_unit_weight()
        )
        return unweighed._linkstar_components(self.company_id) if unweighed else {}

    def _linkstar_sent_products(self):
        """The products that are sent. Kits include their parts, which decide whether a
        line carries them.
        """
        products = self._linkstar_goods_lines().product_id
        components = products._linkstar_components(self.company_id)
        return products.union(
            *(part for parts in components.values() for part in parts)
        )

    def _linkstar_facts(self):
        """The facts that the price of sending this order depends on. Nothing is packed
        yet: each unit has its product's weight and dimensions. If a weight was entered
        in the wizard (context ``order_weight``), all units share that weight.
        """
        self.ensure_one()
        in_kilograms = kilograms(self.env)
        partner = self.partner_shipping_id
        lines = self._linkstar_goods_lines()
        kits = self._linkstar_unweighed_kits(lines)
        items = tuple(
            item
            for line in lines
            for item in line._linkstar_items(in_kilograms, kits.get(line.product_id))
        )
        typed = self.env.context.get("order_weight")
        # The wizard starts with core's calculation, which does not support kits and
        # units of weight: that weight was not entered by a user.
        if typed and abs(typed - self._get_estimated_weight()) >= float(_TYPED_DIGIT):
            items = _of_weight(items, in_kilograms(typed))
        return OrderFacts(
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

    @api.onchange("linkstar_extra_ids")
    def _onchange_linkstar_extra_ids(self):
        """Their price is part of the delivery line, which is calculated by a button."""
        if any(line.is_delivery for line in self.order_line):
            self.recompute_delivery_price = True

    def _linkstar_wanted(self):
        """The codes of the extra services that this order asks for, if any. They are
        codes of the line; another line has records of its own with the same codes.
        """
        return tuple(self.sudo().linkstar_extra_ids.mapped("code"))

    def _linkstar_price_date(self):
        """The day of the rate card and the exchange rate."""
        return fields.Date.to_date(self.date_order) or fields.Date.context_today(self)

    def set_delivery_line(self, carrier, amount):
        result = super().set_delivery_line(carrier, amount)
        for order in self:
            order.sudo()._linkstar_keep_quotation(carrier.sudo())
        return result

    def _linkstar_keep_quotation(self, carrier):
        """Store the line and the calculation of the chosen price, for the comparison
        with the bill.
        """
        self.linkstar_charge_ids.filtered(
            lambda charge: not charge.shipment_id
        ).unlink()
        self.write(
            {
                "linkstar_service_id": False,
                "linkstar_quotation_notes": False,
                **promising.values(None),
            }
        )
        if carrier.delivery_type != "linkstar":
            return
        # The price was calculated before it was chosen, so no call is made here. The
        # best line must be known.
        offer = carrier._linkstar_offer(
            self, may_call=carrier.linkstar_choice == "best"
        )
        self.linkstar_service_id = offer.service
        self._linkstar_promise()
        if offer.problems:
            return
        if offer.card:
            offer.card._mark_quoted()
        notes = [text for _kind, text, amount in offer.details if text and not amount]
        self.linkstar_quotation_notes = (
            "\n".join(filter(None, [*notes, carrier._linkstar_conversion(offer, self)]))
            or False
        )
        self.env["linkstar.charge"].create(
            [
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
            ]
        )
        self._linkstar_costs_changed()

    def action_linkstar_compare(self):
        """Every line for this order, with its price or the reasons why it is not
        available.
        """
        self.ensure_one()
        self.check_access("read")
        comparison = self.env["linkstar.comparison"].create({"order_id": self.id})
        comparison._fill()
        return comparison._open()

    def _create_delivery_line(self, carrier, price_unit):
        line = super()._create_delivery_line(carrier, price_unit)
        if carrier._linkstar_bills_real_cost():
            # Core writes 0. Its own carriers replace it at validation.
            line.price_unit = price_unit
        return line

    def action_cancel(self):
        """Before an order with valid labels is cancelled, the user is asked what
        happens to them.
        """
        if self.env.context.get("linkstar_ask"):
            question = self.env["linkstar.cancellation"]._ask(
                self.picking_ids._linkstar_chain_shipments(), orders=self
            )
            if question:
                return question
        return super(SaleOrder, self.with_context(linkstar_ask=False)).action_cancel()

    def _action_cancel(self):
        """Also cancel the labels of transfers that are not done. Only a user can stop
        parcels that have left, because that can cost money: the warehouse is informed.
        """
        result = super()._action_cancel()
        for shipment_sudo in self.picking_ids.sudo()._linkstar_open_shipments():
            if (
                shipment_sudo.picking_id.state == "done"
                and shipment_sudo._is_live()
                and not shipment_sudo._being_stopped()
            ):
                shipment_sudo._ask_about_cancelled_order()
        return result

    def _linkstar_check(self):
        """The errors of the customs check, and the reasons why the carrier would refuse
        orders that leave by Linkstar: shown while the salesperson can still ask the
        buyer.
        """
        found = super()._linkstar_check()
        checks = Checks(self.env)
        for order in self.filtered(
            lambda order: order.carrier_id.delivery_type == "linkstar"
        ):
            carrier_sudo, order_sudo = order.carrier_id.sudo(), order.sudo()
            service = order_sudo.linkstar_service_id or carrier_sudo.linkstar_service_id
            sender = (
                order_sudo.warehouse_id.partner_id or order_sudo.company_id.partner_id
            )
            products = order_sudo._linkstar_sent_products()
            found[order] += checks.of(
                order,
                order.partner_shipping_id,
                sender,
                service,
                products,
                order_sudo.partner_id,
            )
        return found


def _units(quantity):
    """The number of pieces in ``quantity``: a part of a unit counts as a whole one."""
    return int(Decimal(repr(round(quantity, 6))).to_integral_value(ROUND_CEILING))


def _of_weight(items, typed):
    """``items`` with weights that add up to the entered weight, or slightly less: each
    unit gets its share by weight.
    """
    known, units = (
        sum(item.weight * item.quantity for item in items),
        sum(item.quantity for item in items),
    )
    if not units or abs(known - typed) < _TYPED_DIGIT:
        return items
    if units == 1 or all(item.sides is None for item in items):
        return (Item(typed),)
    return tuple(
        replace(
            item,
            weight=((item.weight * typed / known) if known else typed / units).quantize(
                _FINEST, ROUND_FLOOR
            ),
        )
        for item in items
    )
