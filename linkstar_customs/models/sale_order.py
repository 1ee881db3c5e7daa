# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import ROUND_CEILING, Decimal

from markupsafe import Markup

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_amount

from ..rules import value, weights
from ..rules.grouping import grouped
from ..services.amounts import has_rate, in_quanta, quantum
from ..services.consignment_checks import ConsignmentCheck
from ..services.declaration import NOTHING, Builder, GoodsToDeclare, values_of
from ..services.queries import read_once

#: Accepted payments of the buyer, without refunds and tests of a card.
_ACCEPTED = [
    ("state", "in", ("authorized", "done")),
    ("operation", "not in", ("refund", "validation")),
]


@dataclass(frozen=True)
class Amounts:
    """What an order costs, in decimals of its currency, without VAT and after all
    discounts.

    ``nets`` {line: price paid for its goods}, 0 for free goods; ``values`` {line:
    declared value of its goods}, where the free part of an offer gets a share of the
    price paid; ``services``: services, and import charges that the buyer pays;
    ``over``: discounts that exceed the prices.
    """

    nets: dict
    values: dict
    transport: Decimal = NOTHING
    insurance: Decimal = NOTHING
    services: Decimal = NOTHING
    vat: Decimal = NOTHING
    over: Decimal = NOTHING

    @property
    def goods(self):
        return sum(self.nets.values(), NOTHING)


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "linkstar.check.mixin"]
    linkstar_paid_on = fields.Date(
        "Paid on",
        copy=False,
        index="btree_not_null",
        help=(
            "The day on which the payment was accepted. Limits in EUR use the exchange"
            " rate of this day. Empty: the day of the first payment in Odoo, or of the"
            " order's confirmation."
        ),
        groups="base.group_user",
    )
    linkstar_marketplace_id = fields.Many2one(
        "linkstar.marketplace",
        "Marketplace",
        compute="_compute_linkstar_marketplace_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        check_company=True,
        help=(
            "The marketplace that sold the goods. Its tax number is declared, never"
            " your own."
        ),
        groups="base.group_user",
    )
    linkstar_duty_items = fields.Integer(
        "Declared items",
        compute="_compute_linkstar_charges",
        help=(
            "Duty is charged per declared item: goods with the same HS code,"
            " description and origin."
        ),
        groups="base.group_user",
    )
    linkstar_charge_total = fields.Monetary(
        "Import charges",
        compute="_compute_linkstar_charges",
        help="Expected duties and fees at import, with their VAT.",
        groups="base.group_user",
    )
    linkstar_charge_text = fields.Text(
        "Expected import charges",
        compute="_compute_linkstar_charges",
        groups="base.group_user",
    )
    linkstar_charge_declined = fields.Boolean(
        "Import charges removed",
        copy=False,
        help=(
            "A user removed the line with the import charges from this order. It is"
            " not added again automatically."
        ),
        groups="base.group_user",
    )
    linkstar_declaration_ids = fields.One2many(
        "linkstar.customs.declaration",
        "sale_order_id",
        "Customs declarations",
        readonly=True,
        groups="base.group_user",
    )
    linkstar_unregistered = fields.Boolean(
        "No registration",
        compute="_compute_linkstar_decision",
        groups="base.group_user",
        help=(
            "A tax scheme could apply to this order, but the company has no number in"
            " it."
        ),
    )
    linkstar_consignment_text = fields.Char(
        "Value of goods",
        compute="_compute_linkstar_decision",
        help=(
            "Price actually paid, without VAT and transport, in the order's currency"
            " and in EUR."
        ),
        groups="base.group_user",
    )

    @api.depends("team_id")
    def _compute_linkstar_marketplace_id(self):
        for order in self:
            of_team = order.team_id.linkstar_marketplace_id
            if of_team and of_team.company_id == order.company_id:
                order.linkstar_marketplace_id = of_team

    def _linkstar_buyer(self):
        """Return the buyer, whose type counts for tax schemes: the invoiced contact.
        For a marketplace's order, the customer, because the invoice may go to the
        marketplace.
        """
        self.ensure_one()
        return (
            self.partner_id
            if self.linkstar_marketplace_id
            else self.partner_invoice_id or self.partner_id
        )

    def _linkstar_amounts(self):
        """Return {order: ``Amounts``}: the price actually paid, with goods separate
        from transport, insurance and VAT.

        Discounts of lines and of the whole order are subtracted: negative lines,
        vouchers, rewards. Gift cards and eWallets are payments, not discounts.
        """
        amounts = {}
        for order in self:
            roles = {line: line._linkstar_role() for line in order.order_line}
            nets, over = order._linkstar_after_discounts(roles)
            taxed = [
                line
                for line, role in roles.items()
                if role in ("goods", "transport", "insurance", "discount")
            ]
            costs = dict.fromkeys(
                ("transport", "insurance", "service", "charge"), NOTHING
            )
            for line, net in nets.items():
                if roles[line] in costs:
                    costs[roles[line]] += net
            goods = {line: net for line, net in nets.items() if roles[line] == "goods"}
            amounts[order] = Amounts(
                nets=goods,
                values=order._linkstar_spread(goods),
                transport=costs["transport"],
                insurance=costs["insurance"],
                services=costs["service"] + costs["charge"],
                vat=max(
                    in_quanta(sum(line.price_tax for line in taxed), order.currency_id),
                    NOTHING,
                ),
                over=over,
            )
        return amounts

    def _linkstar_after_discounts(self, roles):
        """Return ({line: net value} of all paid lines, the amount by which discounts
        exceed them).
        """
        lines = [
            line
            for line, role in roles.items()
            if role in ("goods", "transport", "insurance", "service", "charge")
        ]
        subtotals = [
            max(in_quanta(line.price_subtotal, self.currency_id), NOTHING)
            for line in lines
        ]
        everything = self.env["sale.order.line"].browse([line.id for line in lines])
        discounts = []
        for line, role in roles.items():
            if role == "discount":
                targets = line._linkstar_discounted(everything, roles)
                places = frozenset(
                    place for place, each in enumerate(lines) if each in targets
                )
                discounts.append(
                    (-in_quanta(line.price_subtotal, self.currency_id), places)
                )
        # Discounts on a few lines come first: those on the whole order apply to the
        # rest.
        discounts.sort(key=lambda discount: len(discount[1]))
        left, over = value.discounted(subtotals, discounts, quantum(self.currency_id))
        return dict(zip(lines, left, strict=True)), over

    def _linkstar_spread(self, nets):
        """Return {line: value} of goods: ``nets``, with the price paid spread over the
        free part of an offer, to the cent.

        The free part is goods with a waived price: a reward, a discount of 100 %, a
        line that a discount reduced to zero. It shares the price of paid lines of the
        same product, else of all paid goods. Goods with the price 0 are a gift and get
        no share. Gifts, and all goods of an order without paid goods, are declared at
        their sales price.
        """
        waived = {
            line: line._linkstar_waived() for line, net in nets.items() if net <= 0
        }
        if not any(waived.values()) or not any(nets.values()):
            return nets
        sold = [
            value.Sold(
                net,
                waived[line] if net <= 0 else line._linkstar_full_price(),
                line.product_id.id,
            )
            for line, net in nets.items()
        ]
        return dict(
            zip(nets, value.spread(sold, quantum(self.currency_id)), strict=True)
        )

    def _linkstar_goods(self, amounts=None):
        """Return {order: tuple of ``rules.items.Goods``}: the goods of these orders,
        kits as their parts, each product of a line once.

        Values are in the order's currency; free goods have their sales price. Pass
        ``amounts`` if they are calculated already.
        """
        amounts = amounts or self._linkstar_amounts()
        goods = {}
        for company, orders in self.grouped("company_id").items():
            products = orders.order_line.product_id.filtered(
                lambda product: product.type == "consu"
            )
            components = products._linkstar_components(company)
            for order in orders:
                sold = [
                    line._linkstar_goods(worth, components)
                    for line, worth in amounts[order].values.items()
                ]
                goods[order] = tuple(each for line_goods in sold for each in line_goods)
        return goods

    def _linkstar_goods_value(self, amounts=None):
        """Return the net value of all goods of this order, without VAT and transport, a
        decimal in the order's currency.

        The limit of an import tax scheme applies to it, because all parcels of one
        order are one consignment. Free goods count with their declared value. Pass
        ``amounts`` of this order if they are calculated already.
        """
        self.ensure_one()
        values = (amounts or self._linkstar_amounts()[self]).values
        free = [line for line, worth in values.items() if worth <= 0]
        components = (
            self.env["product.product"]
            .browse({line.product_id.id for line in free})
            ._linkstar_components(self.company_id)
        )
        given = (
            goods.value
            for line in free
            for goods in line._linkstar_goods(NOTHING, components)
        )
        return sum((worth for worth in values.values() if worth > 0), NOTHING) + sum(
            given, NOTHING
        )

    def _linkstar_rate_dates(self):
        """Return {order: (day, basis)}: the day (UTC) whose exchange rates and tax
        rules apply to each of these orders.

        It is the day of the accepted payment, as entered or of the first payment in
        Odoo (basis "payment"); without one, the day of the order confirmation (basis
        "confirmation").
        """
        return read_once(self.env, ("rate_dates", self), self._linkstar_find_rate_dates)

    def _linkstar_find_rate_dates(self):
        orders = self.sudo()
        paid = {
            order.id: accepted.mapped("linkstar_accepted_on")
            for order in orders
            if (accepted := order.transaction_ids.filtered_domain(_ACCEPTED))
        }
        # One query for all payments and one for all invoices: reading them order by
        # order makes many.
        orders.invoice_ids.matched_payment_ids.mapped("date")
        for order in orders:
            invoices = order.invoice_ids.filtered(
                lambda move: move.move_type == "out_invoice"
            )
            for payment in invoices.matched_payment_ids.filtered(
                lambda payment: (
                    payment.state in ("in_process", "paid")
                    and payment.payment_type == "inbound"
                )
            ):
                paid.setdefault(order.id, []).append(payment.date)
        dates = {}
        for order in self:
            day = order.linkstar_paid_on or min(paid.get(order.id, ()), default=None)
            confirmed = (order.date_order or fields.Datetime.now()).date()
            dates[order] = (day, "payment") if day else (confirmed, "confirmation")
        return dates

    @api.model
    def _linkstar_paid_between(self, company, first, last, since=None):
        """Return the orders of ``company`` that may have been paid on one of these
        days: all that were, and perhaps more. ``since``: only if the payment was
        entered on or after this day. As superuser.
        """
        range_of = lambda name: [(name, ">=", first), (name, "<=", last)]  # noqa: E731
        news = [("write_date", ">=", since)] if since else []
        orders = self.search(
            [("company_id", "=", company.id), *range_of("linkstar_paid_on"), *news]
        )
        accepted = self.env["payment.transaction"].search(
            [
                *_ACCEPTED,
                *range_of("linkstar_accepted_on"),
                ("sale_order_ids.company_id", "=", company.id),
                *news,
            ]
        )
        payments = self.env["account.payment"].search(
            [
                ("company_id", "=", company.id),
                ("payment_type", "=", "inbound"),
                ("state", "in", ("in_process", "paid")),
                *range_of("date"),
                *news,
            ]
        )
        invoices = self.env["account.move"].search(
            [
                ("matched_payment_ids", "in", payments.ids),
                ("move_type", "=", "out_invoice"),
                ("company_id", "=", company.id),
            ]
        )
        return (
            orders
            | accepted.sale_order_ids
            | invoices.invoice_line_ids.sale_line_ids.order_id
        )

    def _linkstar_rate_date(self):
        self.ensure_one()
        return self._linkstar_rate_dates()[self][0]

    @api.depends(
        "order_line.price_subtotal",
        "order_line.product_id",
        "order_line.product_uom_qty",
        "partner_shipping_id",
        "date_order",
    )
    @api.depends_context("lang")
    def _compute_linkstar_charges(self):
        for order in self:
            expected = order._linkstar_import_charges()
            values = [order._linkstar_charge_value(charge) for charge in expected]
            order.linkstar_duty_items = order._linkstar_duty_items()
            order.linkstar_charge_total = sum(
                value for value in values if value is not None
            )
            order.linkstar_charge_text = "\n".join(
                order._linkstar_charge_sentence(charge, value)
                for charge, value in zip(expected, values, strict=True)
            ) or self.env._("No import charges are known for this destination and day.")

    def action_linkstar_charge_buyer(self):
        """Add the import charges to these orders as a line that the buyer pays, or
        update that line.
        """
        self.check_access("write")
        self.linkstar_charge_declined = False
        for order in self:
            if not order.company_id.linkstar_charge_product_id:
                raise UserError(
                    self.env._(
                        "There is no product for import charges: choose a service"
                        " product in Inventory ▸ Configuration ▸ Settings ▸ Customs."
                    )
                )
            order._linkstar_refresh_charge_line()

    def set_delivery_line(self, carrier, amount):
        result = super().set_delivery_line(carrier, amount)
        self._linkstar_charge_buyers()
        return result

    def _linkstar_duty_items(self):
        """Return the number of declared items of this order's goods, by the company's
        setting. Duty per item is charged on it.
        """
        self.ensure_one()
        return len(
            grouped(
                self.sudo()._linkstar_goods()[self],
                self.company_id._linkstar_grouping_key(),
            )
        )

    def _linkstar_import_charges(self, on_date=None):
        """Return the expected duties and fees of this order in one parcel, a tuple of
        ``rules.charges.Charge``.

        ``on_date`` is the day whose duties and fees apply, by default the import day of
        goods that leave on the order's day. Without a country or without goods there
        are none.
        """
        self.ensure_one()
        (declared,) = self.sudo()._linkstar_to_forecast()
        if not declared.partner.country_id or not declared.lines:
            return ()
        transit = timedelta(days=self.company_id.linkstar_transit_days)
        declared = replace(declared, law_date=on_date or declared.rate_day[0] + transit)
        return Builder(self.env(su=True), [declared]).expected(declared)

    def _linkstar_charge_value(self, charge, with_vat=True):
        """Return ``charge`` in this order's currency, a float; None if its currency has
        no rate.
        """
        currency = (
            self.env["res.currency"]
            .with_context(active_test=False)
            .search([("name", "=", charge.currency)])
        )
        on_date = self._linkstar_rate_date()
        if currency != self.currency_id and not has_rate(
            currency + self.currency_id, self.company_id, on_date
        ):
            return None
        amount = charge.total if with_vat else charge.amount
        return currency._convert(
            float(amount), self.currency_id, self.company_id, on_date
        )

    def _linkstar_charge_sentence(self, charge, value):
        bases = dict(
            self.env["linkstar.customs.charge.rule"]
            ._fields["basis"]
            ._description_selection(self.env)
        )
        text = self.env._(
            "%(name)s: %(quantity)s × %(unit_amount)s %(currency)s (%(basis)s) ="
            " %(amount)s %(currency)s",
            name=charge.name,
            quantity=charge.quantity,
            unit_amount=charge.unit_amount,
            basis=bases[charge.basis.value].lower(),
            amount=charge.amount,
            currency=charge.currency,
        )
        if charge.vat:
            text = self.env._(
                "%(charge)s, and %(vat)s %(currency)s VAT",
                charge=text,
                vat=charge.vat,
                currency=charge.currency,
            )
        if value is None:
            return self.env._(
                "%(charge)s. Not in the total, because there is no exchange rate of"
                " %(currency)s for %(date)s: enter it in Invoicing ▸ Configuration ▸"
                " Currencies.",
                charge=text,
                currency=charge.currency,
                date=self._linkstar_rate_date(),
            )
        if charge.currency != self.currency_id.name:
            text = self.env._(
                "%(charge)s, about %(value)s",
                charge=text,
                value=format_amount(self.env, value, self.currency_id),
            )
        return self.env._("%(charge)s. %(law)s", charge=text, law=charge.source)

    def _linkstar_charge_buyers(self):
        """Update the line with import charges, for companies that charge the buyer and
        orders where nobody removed it.
        """
        for order in self:
            company = order.company_id
            if (
                company.linkstar_charge_buyer
                and company.linkstar_charge_product_id
                and not order.linkstar_charge_declined
            ):
                order._linkstar_refresh_charge_line()

    def _linkstar_refresh_charge_line(self):
        """Set one line for all import charges, or none if there are none. An invoiced
        line does not change.
        """
        self.ensure_one()
        line = self.order_line.filtered("linkstar_import_charge")
        if line.filtered("qty_invoiced") or self.locked:
            return
        values = [
            self._linkstar_charge_value(charge, with_vat=False)
            for charge in self._linkstar_import_charges()
        ]
        price = sum(value for value in values if value is not None)
        if not price:
            line.with_context(linkstar_refresh=True).unlink()
        elif line:
            line[0].price_unit = price
        else:
            product = self.company_id.linkstar_charge_product_id
            self.order_line = [
                Command.create(
                    {
                        "product_id": product.id,
                        "product_uom_qty": 1.0,
                        "price_unit": price,
                        "technical_price_unit": price,
                        "linkstar_import_charge": True,
                        "sequence": 900,
                    }
                )
            ]

    def _linkstar_check(self):
        """Return {order: [``rules.finding.Finding``]} of everything that will block
        shipping of these orders or gives a warning, with a key for each of ``self``.
        The number of queries does not depend on the number of orders.

        Nothing is blocked here. Addons add their own problems.
        """
        lines = self.sudo().order_line.filtered(
            lambda line: line.product_id.type == "consu" and line.product_uom_qty > 0
        )
        by_order = lines.grouped("order_id")
        parts = {}
        for company in lines.company_id:
            sold = lines.filtered(lambda line: line.company_id == company).product_id  # noqa: B023
            parts[company] = sold._linkstar_components(company)
        products = {order: lines.browse().product_id for order in self}
        for order, sold in by_order.items():
            components = parts[order.company_id]
            for product in sold.product_id:
                shipped = (
                    product.union(*components[product]) - product
                    if components.get(product)
                    else product
                )
                products[self.browse(order.id)] |= shipped
        problems = self._linkstar_goods_problems(products)
        for order, sold in by_order.items():
            problems[self.browse(order.id)] += [
                line._linkstar_free_problem()
                for line in sold
                if line._linkstar_is_worthless()
            ]
        for order, found in self._linkstar_consignment_problems().items():
            problems[order] += found
        return {order: problems[order] for order in self}

    def _linkstar_consignment_problems(self):
        """Return {order: [``rules.finding.Finding``]} of each consignment as a
        whole.
        """
        orders_sudo = self.sudo().with_prefetch()
        declared = [each for each in orders_sudo._linkstar_to_forecast() if each.lines]
        amounts = orders_sudo._linkstar_amounts()
        check = ConsignmentCheck(self.env, declared)
        return {
            self.browse(each.record.id): check.problems(each, amounts[each.order])
            for each in declared
        }

    def _linkstar_consignee(self):
        return self.partner_shipping_id

    def _linkstar_is_checked(self):
        settings = self.company_id.sudo()
        return (
            settings.linkstar_check_orders != "off"
            and self.state in ("draft", "sent", "sale")
            and self.delivery_status != "full"
            and self._linkstar_goes_abroad()
        )

    def _linkstar_goes_abroad(self):
        settings = self.company_id.sudo()
        return settings._linkstar_is_abroad(
            self.partner_shipping_id.country_id, self.warehouse_id.partner_id.country_id
        )

    def action_confirm(self):
        checked = self.filtered(lambda order: order._linkstar_is_checked())
        found = checked._linkstar_check() if checked else {}
        if not self.env.su:
            checked._linkstar_refuse_blocked(found)
        self._linkstar_charge_buyers()
        result = super().action_confirm()
        for order, problems in found.items():
            if problems:
                order._linkstar_note(problems)
        return result

    def _linkstar_refuse_blocked(self, found):
        """
        :raise UserError: if the company's settings block orders with blocking issues
        """
        blocking = [
            problem.text
            for order, problems in found.items()
            if order.company_id.sudo().linkstar_check_orders == "block"
            for problem in problems
            if problem.blocks
        ]
        if blocking:
            raise UserError(
                self.env._(
                    "The order is not confirmed, because these issues block shipping."
                    " Press “Check customs” on the order to open each place to"
                    " correct:\n%s",
                    "\n".join(f"• {text}" for text in blocking),
                )
            )

    def _linkstar_note(self, problems):
        """Note ``problems`` in the order's log."""
        items = Markup("").join(
            Markup("<li>%s</li>") % problem.text for problem in problems
        )
        head = self.env._("Correct this before shipping:")
        self.message_post(body=Markup("<p>%s</p><ul>%s</ul>") % (head, items))

    @api.depends(
        "order_line.price_subtotal",
        "order_line.product_id",
        "order_line.product_uom_qty",
        "partner_shipping_id",
        "partner_invoice_id.linkstar_buyer_kind",
        "date_order",
        "linkstar_paid_on",
        "linkstar_marketplace_id",
        "carrier_id",
        "company_id",
        "warehouse_id",
        "state",
    )
    @api.depends_context("lang")
    def _compute_linkstar_decision(self):
        described = self.sudo()._linkstar_to_forecast()
        builder = Builder(self.env(su=True), described)
        for order, declared in zip(self, described, strict=True):
            order.linkstar_scheme_outcome = order.linkstar_scheme_reason = (
                order.linkstar_procedure
            ) = False
            order.linkstar_consignment_text = order.linkstar_unregistered = False
            if not declared.lines or not declared.partner.country_id:
                continue
            values = builder.decision(declared)
            order.linkstar_scheme_outcome = values["scheme_outcome"]
            order.linkstar_scheme_reason = values["scheme_reason"]
            order.linkstar_procedure = values["procedure"]
            # With F49 the carrier collects the VAT: that is a choice, not a missing
            # number.
            order.linkstar_unregistered = (
                values["scheme_outcome"] == "not_registered"
                and values["procedure"] != "F49"
                and order.state in ("draft", "sent", "sale")
                and order._linkstar_goes_abroad()
            )
            own, (day, _basis) = float(declared.consignment), declared.rate_day
            text = format_amount(self.env, own, order.currency_id)
            if order.currency_id != builder.euro and has_rate(
                order.currency_id + builder.euro, order.company_id, day
            ):
                euros = order.currency_id._convert(
                    own, builder.euro, order.company_id, day
                )
                text = self.env._(
                    "%(amount)s, %(euros)s at the rate of %(day)s",
                    amount=text,
                    euros=format_amount(self.env, euros, builder.euro),
                    day=day,
                )
            order.linkstar_consignment_text = text

    def action_linkstar_declarations(self):
        """Show the customs declarations of these orders, with forecasts."""
        self.check_access("read")
        return self.linkstar_declaration_ids._show([("sale_order_id", "in", self.ids)])

    def action_linkstar_register(self):
        """Open a new registration for the scheme that could apply to this order."""
        self.ensure_one()
        self.check_access("read")
        declared = self.sudo()._linkstar_to_forecast()[0]
        scheme_id = Builder(self.env(su=True), [declared]).decision(declared)[
            "scheme_id"
        ]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Tax registration"),
            "res_model": "linkstar.tax.registration",
            "views": [(False, "form")],
            "context": {
                "default_scheme_id": scheme_id,
                "default_company_id": self.company_id.id,
            },
        }

    def action_linkstar_forecast(self):
        """Create the forecasts of these orders' customs declarations, and show them."""
        forecasts = self._linkstar_forecast()
        return forecasts._show([("id", "in", forecasts.ids)])

    @api.ondelete(at_uninstall=False)
    def _unlink_forecasts(self):
        self.sudo().linkstar_declaration_ids.filtered(
            lambda declaration: declaration.state == "forecast"
        ).unlink()

    def _linkstar_forecast(self):
        """Return new forecasts of these orders, in the order of ``self``, as if all
        goods left today in one parcel. Nothing is sent to anybody. The caller needs
        write access to the orders.
        """
        self.check_access("write")
        orders_sudo = self.sudo().with_prefetch()
        declarations_sudo = self.env["linkstar.customs.declaration"].sudo()
        built = values_of(self.env(su=True), orders_sudo._linkstar_to_forecast())
        known = declarations_sudo.search(
            [("sale_order_id", "in", self.ids), ("state", "=", "forecast")]
        )
        known._rebuild([built[forecast.sale_order_id] for forecast in known])
        unmade = orders_sudo - known.sale_order_id
        known += declarations_sudo.create(
            [
                {
                    **built[order],
                    "state": "forecast",
                    "name": self.env._("%s, forecast", order.name),
                    "company_id": order.company_id.id,
                }
                for order in unmade
            ]
        )
        forecasts = {forecast.sale_order_id: forecast for forecast in known}
        return self.env["linkstar.customs.declaration"].browse(
            [forecasts[order].id for order in orders_sudo]
        )

    def _linkstar_to_forecast(self):
        """Return [``GoodsToDeclare``]: the goods of each of these orders, in the
        order of ``self``.
        """
        amounts, dates = self._linkstar_amounts(), self._linkstar_rate_dates()
        goods = self._linkstar_goods(amounts)
        today = fields.Datetime.now().date()
        products = self.env["product.product"].browse(
            {each.product for sold in goods.values() for each in sold}
        )
        unit_weights = {
            product.id: weight
            for product, weight in products._linkstar_weights().items()
        }
        said = {product.id: product._linkstar_declared() for product in products}
        described = []
        for order in self:
            lines = []
            for each in goods[order]:
                pieces = int(each.quantity.to_integral_value(ROUND_CEILING))
                unit_weight = float(
                    weights.of_pieces(unit_weights[each.product], each.quantity, pieces)
                )
                lines += [
                    {
                        **said[each.product],
                        "quantity": units,
                        "unit_price": float(price),
                        "unit_weight": unit_weight,
                    }
                    for units, price in value.unit_prices(
                        each.value, pieces, quantum(order.currency_id)
                    )
                ]
            described.append(
                GoodsToDeclare(
                    record=order,
                    order=order,
                    partner=order.partner_shipping_id,
                    company=order.company_id,
                    currency=order.currency_id,
                    rate_day=dates[order],
                    law_date=today
                    + timedelta(days=order.company_id.linkstar_transit_days),
                    lines=lines,
                    consignment=sum((each.value for each in goods[order]), NOTHING),
                    freight=amounts[order].transport + amounts[order].insurance,
                    transport=amounts[order].transport,
                    insurance=amounts[order].insurance,
                    services=amounts[order].services,
                    vat=amounts[order].vat,
                    passed_on=order.company_id.linkstar_charge_buyer
                    and not order.linkstar_charge_declined,
                    special_arrangements=order.carrier_id.linkstar_special_arrangements,
                )
            )
        return described
