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
from ..services.declaration import NOTHING, Builder, Declared, values_of
from ..services.queries import read_once
from .linkstar_customs_declaration import OUTCOMES, PROCEDURES

#: Payments of the buyer that were accepted; what was paid back, or only tried, is none.
_ACCEPTED = [("state", "in", ("authorized", "done")), ("operation", "not in", ("refund", "validation"))]


@dataclass(frozen=True)
class Amounts:
    """What an order costs, in decimals of its currency and without VAT, after all discounts.

    ``nets`` {line: what was paid for it} of its goods, 0 for what was free; ``values`` {line: what its goods are declared at}, where
    the free part of an offer takes its share of what was paid; ``services``: services, and import charges that the buyer pays;
    ``over``: discounts that found nothing to lower.
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
        help="The day the payment was accepted, whose exchange rate decides about limits in EUR. Empty: found among the order's "
        "payments, or else the day of its confirmation.",
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
        help="The marketplace that sold the goods: its tax number goes on the declaration, never your own.",
        groups="base.group_user",
    )
    linkstar_duty_items = fields.Integer(
        "Declared items",
        compute="_compute_linkstar_charges",
        help="Duty is charged per item: goods with the same HS code, description and origin.",
        groups="base.group_user",
    )
    linkstar_charge_total = fields.Monetary(
        "Import charges", compute="_compute_linkstar_charges", help="Duties and fees expected at the import, with the VAT on them.",
        groups="base.group_user",
    )
    linkstar_charge_text = fields.Text("Expected import charges", compute="_compute_linkstar_charges", groups="base.group_user")
    linkstar_charge_declined = fields.Boolean(
        "Import charges not charged", copy=False, help="Somebody took the line with the import charges off this order.",
        groups="base.group_user",
    )
    linkstar_declaration_ids = fields.One2many(
        "linkstar.customs.declaration", "sale_order_id", "Customs declarations", readonly=True, groups="base.group_user"
    )
    linkstar_declaration_count = fields.Integer(compute="_compute_linkstar_declaration_count", groups="base.group_user")
    linkstar_scheme_outcome = fields.Selection(
        OUTCOMES, "Tax scheme decision", compute="_compute_linkstar_decision", groups="base.group_user"
    )
    linkstar_scheme_reason = fields.Text("Why", compute="_compute_linkstar_decision", groups="base.group_user")
    linkstar_procedure = fields.Selection(PROCEDURES, "Procedure", compute="_compute_linkstar_decision", groups="base.group_user")
    linkstar_unregistered = fields.Boolean(
        "No registration",
        compute="_compute_linkstar_decision",
        groups="base.group_user",
        help="A tax scheme would be possible for this order, and the company has no number in it.",
    )
    linkstar_consignment_text = fields.Char(
        "Value of goods", compute="_compute_linkstar_decision", help="Price really paid, without VAT and transport, and in EUR.",
        groups="base.group_user",
    )

    @api.depends("team_id")
    def _compute_linkstar_marketplace_id(self):
        for order in self:
            of_team = order.team_id.linkstar_marketplace_id
            if of_team and of_team.company_id == order.company_id:
                order.linkstar_marketplace_id = of_team

    def _linkstar_buyer(self):
        """Who buys, and so is a private person or a business: the invoiced contact. Of a marketplace's order its customer, for the invoice
        may go to the marketplace."""
        self.ensure_one()
        return self.partner_id if self.linkstar_marketplace_id else self.partner_invoice_id or self.partner_id

    def _linkstar_amounts(self):
        """{order: ``Amounts``}: the price really paid, goods apart from transport, insurance and VAT.

        Discounts are those of the lines, and of the whole order: negative lines, vouchers, rewards. Gift cards and eWallets pay,
        and lower nothing.
        """
        amounts = {}
        for order in self:
            roles = {line: line._linkstar_role() for line in order.order_line}
            nets, over = order._linkstar_after_discounts(roles)
            taxed = [line for line, role in roles.items() if role in ("goods", "transport", "insurance", "discount")]
            costs = dict.fromkeys(("transport", "insurance", "service", "charge"), NOTHING)
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
                vat=max(in_quanta(sum(line.price_tax for line in taxed), order.currency_id), NOTHING),
                over=over,
            )
        return amounts

    def _linkstar_after_discounts(self, roles):
        """({line: net value} of all lines that something is paid for, the amount of discounts that exceeds them)."""
        lines = [line for line, role in roles.items() if role in ("goods", "transport", "insurance", "service", "charge")]
        subtotals = [max(in_quanta(line.price_subtotal, self.currency_id), NOTHING) for line in lines]
        everything = self.env["sale.order.line"].browse([line.id for line in lines])
        discounts = []
        for line, role in roles.items():
            if role == "discount":
                targets = line._linkstar_discounted(everything, roles)
                places = frozenset(place for place, each in enumerate(lines) if each in targets)
                discounts.append((-in_quanta(line.price_subtotal, self.currency_id), places))
        # Those for a few lines come first: what is for the whole order is reckoned on what they leave.
        discounts.sort(key=lambda discount: len(discount[1]))
        left, over = value.discounted(subtotals, discounts, quantum(self.currency_id))
        return dict(zip(lines, left, strict=True)), over

    def _linkstar_spread(self, nets):
        """{line: value} of goods: ``nets``, with what was paid spread over the free part of an offer, to the cent.

        The free part is goods whose price was waived: a reward, a discount of 100 %, a line that a discount brought to zero. It shares
        the price of paid lines of the same product, else of all paid goods. Goods at the price 0 are a gift and take no part, as in an
        order in which no goods were paid for: they are declared at their own sales price.
        """
        waived = {line: line._linkstar_waived() for line, net in nets.items() if net <= 0}
        if not any(waived.values()) or not any(nets.values()):
            return nets
        sold = [
            value.Sold(net, waived[line] if net <= 0 else line._linkstar_full_price(), line.product_id.id) for line, net in nets.items()
        ]
        return dict(zip(nets, value.spread(sold, quantum(self.currency_id)), strict=True))

    def _linkstar_goods(self, amounts=None):
        """{order: tuple of ``rules.items.Goods``}: what these orders sell, kits as their parts, each product of a line once.

        Values are in the order's currency; goods that cost the buyer nothing are worth their sales price. ``amounts`` spares
        reckoning them again.
        """
        amounts = amounts or self._linkstar_amounts()
        goods = {}
        for company, orders in self.grouped("company_id").items():
            products = orders.order_line.product_id.filtered(lambda product: product.type == "consu")
            components = products._linkstar_components(company)
            for order in orders:
                sold = [line._linkstar_goods(worth, components) for line, worth in amounts[order].values.items()]
                goods[order] = tuple(each for line_goods in sold for each in line_goods)
        return goods

    def _linkstar_goods_value(self, amounts=None):
        """Net value of all goods of this order, without VAT and transport, a decimal in the order's currency.

        It is what the limit of an import tax scheme is tested on, since all parcels of one order are one consignment. Free goods
        count at the value they are declared at. ``amounts`` of this order spares reckoning them again.
        """
        self.ensure_one()
        values = (amounts or self._linkstar_amounts()[self]).values
        free = [line for line, worth in values.items() if worth <= 0]
        components = self.env["product.product"].browse({line.product_id.id for line in free})._linkstar_components(self.company_id)
        given = (goods.value for line in free for goods in line._linkstar_goods(NOTHING, components))
        return sum((worth for worth in values.values() if worth > 0), NOTHING) + sum(given, NOTHING)

    def _linkstar_rate_dates(self):
        """{order: (day, how it is known)}: the day (UTC) whose exchange rates and tax rules hold for each of these orders.

        It is the day the payment was accepted: as entered, else of the first payment found, else of the order's confirmation;
        the second value is "payment" or "confirmation".
        """
        return read_once(self.env, ("rate_dates", self), self._linkstar_find_rate_dates)

    def _linkstar_find_rate_dates(self):
        orders = self.sudo()
        paid = {}
        transactions = self.env["payment.transaction"].sudo()
        for transaction in transactions.search([*_ACCEPTED, ("sale_order_ids", "in", self.ids)]):
            for order in transaction.sale_order_ids:
                paid.setdefault(order.id, []).append(transaction.linkstar_accepted_on)
        # All of them in one query each: reached order by order, they would be read piece by piece.
        orders.invoice_ids.matched_payment_ids.mapped("date")
        for order in orders:
            invoices = order.invoice_ids.filtered(lambda move: move.move_type == "out_invoice")
            for payment in invoices.matched_payment_ids.filtered(
                lambda payment: payment.state in ("in_process", "paid") and payment.payment_type == "inbound"
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
        """The orders of ``company`` that may have been paid on one of these days, at least all that were; ``since``: only those of
        which that became known on or after this day. As superuser."""
        range_of = lambda name: [(name, ">=", first), (name, "<=", last)]  # noqa: E731
        news = [("write_date", ">=", since)] if since else []
        orders = self.search([("company_id", "=", company.id), *range_of("linkstar_paid_on"), *news])
        accepted = self.env["payment.transaction"].search(
            [*_ACCEPTED, *range_of("linkstar_accepted_on"), ("sale_order_ids.company_id", "=", company.id), *news]
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
            [("matched_payment_ids", "in", payments.ids), ("move_type", "=", "out_invoice"), ("company_id", "=", company.id)]
        )
        return orders | accepted.sale_order_ids | invoices.invoice_line_ids.sale_line_ids.order_id

    def _linkstar_rate_date(self):
        self.ensure_one()
        return self._linkstar_rate_dates()[self][0]

    @api.depends("order_line.price_subtotal", "order_line.product_id", "order_line.product_uom_qty", "partner_shipping_id", "date_order")
    @api.depends_context("lang")
    def _compute_linkstar_charges(self):
        for order in self:
            expected = order._linkstar_import_charges()
            values = [order._linkstar_charge_value(charge) for charge in expected]
            order.linkstar_duty_items = order._linkstar_duty_items()
            order.linkstar_charge_total = sum(value for value in values if value is not None)
            order.linkstar_charge_text = "\n".join(
                order._linkstar_charge_sentence(charge, value) for charge, value in zip(expected, values, strict=True)
            ) or self.env._("None is known for this destination and day.")

    def action_linkstar_charge_buyer(self):
        """Put the import charges on these orders as a line that the buyer pays, or the line right again."""
        self.check_access("write")
        self.linkstar_charge_declined = False
        for order in self:
            if not order.company_id.linkstar_charge_product_id:
                raise UserError(
                    self.env._(
                        "No product is chosen for import charges: choose a service in Inventory ▸ Configuration ▸ Settings ▸ Customs."
                    )
                )
            order._linkstar_refresh_charge_line()

    def set_delivery_line(self, carrier, amount):
        result = super().set_delivery_line(carrier, amount)
        self._linkstar_charge_buyers()
        return result

    def _linkstar_duty_items(self):
        """The number of declared items that this order's goods are, by the company's key: what duty per item is charged on."""
        self.ensure_one()
        return len(grouped(self.sudo()._linkstar_goods()[self], self.company_id._linkstar_grouping_key()))

    def _linkstar_import_charges(self, on_date=None):
        """The duties and fees that this order is expected to meet, a tuple of ``rules.charges.Charge``: an estimate, in one parcel.

        ``on_date`` is the day whose duties and fees apply, by default that of the import of goods that leave on the order's day. An
        order to an address without a country, or without goods, meets none.
        """
        self.ensure_one()
        (declared,) = self.sudo()._linkstar_to_forecast()
        if not declared.partner.country_id or not declared.lines:
            return ()
        transit = timedelta(days=self.company_id.linkstar_transit_days)
        declared = replace(declared, law_date=on_date or declared.rate_day[0] + transit)
        return Builder(self.env(su=True), [declared]).expected(declared)

    def _linkstar_charge_value(self, charge, with_vat=True):
        """``charge`` in this order's currency, a float; None where no rate of its currency is known."""
        currency = self.env["res.currency"].with_context(active_test=False).search([("name", "=", charge.currency)])
        on_date = self._linkstar_rate_date()
        if currency != self.currency_id and not has_rate(currency + self.currency_id, self.company_id, on_date):
            return None
        amount = charge.total if with_vat else charge.amount
        return currency._convert(float(amount), self.currency_id, self.company_id, on_date)

    def _linkstar_charge_sentence(self, charge, value):
        bases = dict(self.env["linkstar.customs.charge.rule"]._fields["basis"]._description_selection(self.env))
        text = self.env._(
            "%(name)s: %(quantity)s × %(unit_amount)s %(currency)s (%(basis)s) = %(amount)s %(currency)s",
            name=charge.name,
            quantity=charge.quantity,
            unit_amount=charge.unit_amount,
            basis=bases[charge.basis.value].lower(),
            amount=charge.amount,
            currency=charge.currency,
        )
        if charge.vat:
            text = self.env._("%(charge)s, and %(vat)s %(currency)s VAT", charge=text, vat=charge.vat, currency=charge.currency)
        if value is None:
            return self.env._(
                "%(charge)s. Not in the sum: there is no rate of %(currency)s on %(date)s; enter it under Currencies.",
                charge=text,
                currency=charge.currency,
                date=self._linkstar_rate_date(),
            )
        if charge.currency != self.currency_id.name:
            text = self.env._("%(charge)s, about %(value)s", charge=text, value=format_amount(self.env, value, self.currency_id))
        return self.env._("%(charge)s. %(law)s", charge=text, law=charge.source)

    def _linkstar_charge_buyers(self):
        """Refresh the line with the import charges of those of these orders whose company charges them, unless it was taken off."""
        for order in self:
            company = order.company_id
            if company.linkstar_charge_buyer and company.linkstar_charge_product_id and not order.linkstar_charge_declined:
                order._linkstar_refresh_charge_line()

    def _linkstar_refresh_charge_line(self):
        """One line for all import charges, or none when there are none; a line that was invoiced stays as it is."""
        self.ensure_one()
        line = self.order_line.filtered("linkstar_import_charge")
        if line.filtered("qty_invoiced") or self.locked:
            return
        values = [self._linkstar_charge_value(charge, with_vat=False) for charge in self._linkstar_import_charges()]
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
        """{order: [``rules.problem.Problem``]} of what will keep the goods of these orders from leaving: a key for each of
        ``self``, all at once in a number of queries that does not grow with them.

        Nothing is blocked here. Addons add what they know.
        """
        lines = self.sudo().order_line.filtered(lambda line: line.product_id.type == "consu" and line.product_uom_qty > 0)
        by_order = lines.grouped("order_id")
        parts = {}
        for company in lines.company_id:
            sold = lines.filtered(lambda line: line.company_id == company).product_id  # noqa: B023
            parts[company] = sold._linkstar_components(company)
        products = {order: lines.browse().product_id for order in self}
        for order, sold in by_order.items():
            components = parts[order.company_id]
            for product in sold.product_id:
                shipped = product.union(*components[product]) - product if components.get(product) else product
                products[self.browse(order.id)] |= shipped
        problems = self._linkstar_goods_problems(products)
        for order, sold in by_order.items():
            problems[self.browse(order.id)] += [line._linkstar_free_problem() for line in sold if line._linkstar_is_worthless()]
        for order, found in self._linkstar_consignment_problems().items():
            problems[order] += found
        return {order: problems[order] for order in self}

    def _linkstar_consignment_problems(self):
        """{order: [``rules.problem.Problem``]} of what the goods are together."""
        orders_sudo = self.sudo().with_prefetch()
        declared = [each for each in orders_sudo._linkstar_to_forecast() if each.lines]
        amounts = orders_sudo._linkstar_amounts()
        check = ConsignmentCheck(self.env, declared)
        return {self.browse(each.record.id): check.problems(each, amounts[each.order]) for each in declared}

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
        return settings._linkstar_is_abroad(self.partner_shipping_id.country_id, self.warehouse_id.partner_id.country_id)

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
        :raise UserError: where the company's settings let nobody confirm an order whose goods would be held"""
        blocking = [
            problem.text
            for order, problems in found.items()
            if order.company_id.sudo().linkstar_check_orders == "block"
            for problem in problems
            if problem.severity == "block"
        ]
        if blocking:
            raise UserError(
                self.env._(
                    "Not confirmed, for customs would hold the goods. “Check customs” on the order opens each place to mend:\n%s",
                    "\n".join(f"• {text}" for text in blocking),
                )
            )

    def _linkstar_note(self, problems):
        """Write what was found into the order's log."""
        items = Markup("").join(Markup("<li>%s</li>") % problem.text for problem in problems)
        head = self.env._("Before the goods can leave:")
        self.message_post(body=Markup("<p>%s</p><ul>%s</ul>") % (head, items))

    @api.depends("linkstar_declaration_ids")
    def _compute_linkstar_declaration_count(self):
        for order in self:
            order.linkstar_declaration_count = len(order.linkstar_declaration_ids)

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
            order.linkstar_scheme_outcome = order.linkstar_scheme_reason = order.linkstar_procedure = False
            order.linkstar_consignment_text = order.linkstar_unregistered = False
            if not declared.lines or not declared.partner.country_id:
                continue
            values = builder.decision(declared)
            order.linkstar_scheme_outcome = values["scheme_outcome"]
            order.linkstar_scheme_reason = values["scheme_reason"]
            order.linkstar_procedure = values["procedure"]
            # With F49 the carrier collects the VAT, which is a choice.
            order.linkstar_unregistered = (
                values["scheme_outcome"] == "not_registered"
                and values["procedure"] != "F49"
                and order.state in ("draft", "sent", "sale")
                and order._linkstar_goes_abroad()
            )
            own, (day, _basis) = float(declared.consignment), declared.rate_day
            text = format_amount(self.env, own, order.currency_id)
            if order.currency_id != builder.euro and has_rate(order.currency_id + builder.euro, order.company_id, day):
                euros = order.currency_id._convert(own, builder.euro, order.company_id, day)
                text = self.env._(
                    "%(amount)s, %(euros)s at the rate of %(day)s",
                    amount=text,
                    euros=format_amount(self.env, euros, builder.euro),
                    day=day,
                )
            order.linkstar_consignment_text = text

    def action_linkstar_declarations(self):
        """The customs declarations of these orders, forecasts among them."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("linkstar_customs.action_linkstar_customs_declaration")
        declarations = self.linkstar_declaration_ids
        if len(declarations) == 1:
            return {**action, "views": [(False, "form")], "view_mode": "form", "res_id": declarations.id}
        return {**action, "domain": [("sale_order_id", "in", self.ids)], "context": {}}

    def action_linkstar_register(self):
        """Open a new registration for the scheme that this order could use."""
        self.ensure_one()
        self.check_access("read")
        declared = self.sudo()._linkstar_to_forecast()[0]
        scheme_id = Builder(self.env(su=True), [declared]).decision(declared)["scheme_id"]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Tax registration"),
            "res_model": "linkstar.tax.registration",
            "views": [(False, "form")],
            "context": {"default_scheme_id": scheme_id, "default_company_id": self.company_id.id},
        }

    def action_linkstar_forecast(self):
        """Build the forecast of these orders' customs declarations, and show it."""
        forecasts = self._linkstar_forecast()
        action = self.env["ir.actions.act_window"]._for_xml_id("linkstar_customs.action_linkstar_customs_declaration")
        if len(forecasts) == 1:
            return {**action, "views": [(False, "form")], "view_mode": "form", "res_id": forecasts.id}
        return {**action, "domain": [("id", "in", forecasts.ids)], "context": {}}

    @api.ondelete(at_uninstall=False)
    def _unlink_forecasts(self):
        self.sudo().linkstar_declaration_ids.filtered(lambda declaration: declaration.state == "forecast").unlink()

    def _linkstar_forecast(self):
        """Declare what these orders sell as if all of it left today in one parcel: their forecasts, built anew, in the order of
        ``self``. Nothing of it is told to anybody. The caller needs write access to the orders."""
        self.check_access("write")
        orders_sudo = self.sudo().with_prefetch()
        declarations_sudo = self.env["linkstar.customs.declaration"].sudo()
        built = values_of(self.env(su=True), orders_sudo._linkstar_to_forecast())
        known = declarations_sudo.search([("sale_order_id", "in", self.ids), ("state", "=", "forecast")])
        known._rebuild([built[forecast.sale_order_id] for forecast in known])
        unmade = orders_sudo - known.sale_order_id
        known += declarations_sudo.create([
            {
                **built[order],
                "state": "forecast",
                "name": self.env._("%s, forecast", order.name),
                "company_id": order.company_id.id,
            }
            for order in unmade
        ])
        forecasts = {forecast.sale_order_id: forecast for forecast in known}
        return self.env["linkstar.customs.declaration"].browse([forecasts[order].id for order in orders_sudo])

    def _linkstar_to_forecast(self):
        """[``Declared``]: what each of these orders sells, in the order of ``self``."""
        amounts, dates = self._linkstar_amounts(), self._linkstar_rate_dates()
        goods = self._linkstar_goods(amounts)
        today = fields.Datetime.now().date()
        products = self.env["product.product"].browse({each.product for sold in goods.values() for each in sold})
        unit_weights = {product.id: weight for product, weight in products._linkstar_weights().items()}
        said = {product.id: product._linkstar_declared() for product in products}
        described = []
        for order in self:
            lines = []
            for each in goods[order]:
                pieces = int(each.quantity.to_integral_value(ROUND_CEILING))
                unit_weight = float(weights.of_pieces(unit_weights[each.product], each.quantity, pieces))
                lines += [
                    {**said[each.product], "quantity": units, "unit_price": float(price), "unit_weight": unit_weight}
                    for units, price in value.unit_prices(each.value, pieces, quantum(order.currency_id))
                ]
            described.append(
                Declared(
                    record=order,
                    order=order,
                    partner=order.partner_shipping_id,
                    company=order.company_id,
                    currency=order.currency_id,
                    rate_day=dates[order],
                    law_date=today + timedelta(days=order.company_id.linkstar_transit_days),
                    lines=lines,
                    consignment=sum((each.value for each in goods[order]), NOTHING),
                    freight=amounts[order].transport + amounts[order].insurance,
                    transport=amounts[order].transport,
                    insurance=amounts[order].insurance,
                    services=amounts[order].services,
                    vat=amounts[order].vat,
                    passed_on=order.company_id.linkstar_charge_buyer and not order.linkstar_charge_declined,
                    special_arrangements=order.carrier_id.linkstar_special_arrangements,
                )
            )
        return described
