# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Collects the entries of an IOSS return from orders, declarations and credit notes, in
a constant number of queries.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from odoo import models

from ..rules import ioss_return, vat
from ..rules.ioss import SchemeOutcome
from ..rules.value import allocate
from .amounts import decimal, in_quanta, quantum
from .declaration import Builder
from .ioss_papers import COSTS, Papers
from .ioss_sentences import Sentences

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Part:
    """A part of one sale: the goods of one declaration, or goods that the buyer paid
    for but that are not declared yet.

    ``sale`` is the order; without one, the transfer. ``declaration`` may be empty.
    ``amounts`` {(account, member state, rate): amount in ``currency``, without VAT}: an
    account is a line of the order, a product without a line, or ``COSTS``.
    """

    sale: models.BaseModel
    declaration: models.BaseModel
    currency: models.BaseModel
    day: date
    amounts: dict

    @property
    def period(self):
        return ioss_return.first_day(self.day)


class Collector(Papers, Sentences):
    """``ioss_return_sudo`` is the return as superuser: finance users may have no access
    to stock and sales.

    Besides the month's own sales, it reads sales of earlier closed months with a change
    since the end of the last closed month: declared, paid, changed, refunded or
    returned.
    """

    def __init__(self, ioss_return_sudo):
        self.env, self.own = ioss_return_sudo.env, ioss_return_sudo
        self.registration, self.company = (
            ioss_return_sudo.registration_id,
            ioss_return_sudo.company_id,
        )
        self.by_payment = self.company.linkstar_ioss_month == "payment"
        self.until = ioss_return.last_day(ioss_return_sudo.period)
        self.euro = self.env.ref("base.EUR")
        self.problems = []
        domain = [
            *ioss_return_sudo._same(),
            ("state", "=", "closed"),
            ("period", "<", ioss_return_sudo.period),
            ("period", ">=", ioss_return.oldest_period(ioss_return_sudo.period)),
        ]
        self.closed = ioss_return_sudo.search(domain)

    def collect(self):
        """Return ([(rules.ioss_return.Entry, values of its record)], [sentences about
        what must be corrected]).
        """
        orders, pickings = self._own_sales()
        more_orders, more_pickings = self._touched_sales()
        orders |= more_orders
        pickings = (pickings | more_pickings).filtered(
            lambda picking: not picking.sale_id
        )
        parts = self._declared_parts(orders, pickings)
        if self.by_payment:
            parts += self._undeclared_parts(orders, parts)
        refunds = self._refunds(parts)
        exchange = self._exchange_rates(
            {(part.currency, part.period) for part in parts}
        )
        due, facts = self._due(parts, refunds, exchange)
        months = set(self.closed.mapped("period"))
        entries = [
            (entry, facts[entry.key])
            for entry in due
            if entry.key.period == self.own.period
        ]
        said, facts_said = self._said(orders, pickings)
        for entry in ioss_return.corrections(
            [entry for entry in due if entry.key.period in months], said
        ):
            entries.append((entry, facts.get(entry.key) or facts_said[entry.key]))
        return entries, self.problems

    def _own_sales(self):
        """Return the (orders, transfers) with sales in the month."""
        declarations = self.env["linkstar.customs.declaration"].search(
            [*self._mine(), *self._sold_between(self.own.period, self.until)]
        )
        orders = (
            declarations.sale_order_id
            | declarations.line_ids.move_id.sale_line_id.order_id
        )
        if self.by_payment:
            orders |= self.env["sale.order"]._linkstar_paid_between(
                self.company, self.own.period, self.until
            )
        return orders, declarations.picking_id

    def _mine(self):
        return [
            ("registration_id", "=", self.registration.id),
            ("state", "=", "frozen"),
            ("scheme_outcome", "=", SchemeOutcome.DECLARED.value),
        ]

    def _sold_between(self, first, last):
        """Return the domain of declarations with a day of supply in this period."""
        if self.by_payment:
            return [("rate_date", ">=", first), ("rate_date", "<=", last)]
        after = last + timedelta(days=1)
        return [
            "|",
            "&",
            ("picking_id.date_done", ">=", first),
            ("picking_id.date_done", "<", after),
            "&",
            "&",
            ("picking_id.date_done", "=", False),
            ("frozen_at", ">=", first),
            ("frozen_at", "<", after),
        ]

    def _day(self, declaration):
        """Return the day of supply of the goods of ``declaration``."""
        if self.by_payment:
            return declaration.rate_date
        return (declaration.picking_id.date_done or declaration.frozen_at).date()

    def _touched_sales(self):
        """Return the (orders, transfers) with a change since the last closed return.

        That return contains refunds until the end of its month, however late it was
        closed.
        """
        if not self.closed:
            return self.env["sale.order"], self.env["stock.picking"]
        last = ioss_return.last_day(max(self.closed.mapped("period")))
        since = last + timedelta(days=1)
        company = [("company_id", "=", self.company.id)]
        news = self.env["linkstar.customs.declaration"].search(
            [*company, ("state", "=", "frozen"), ("frozen_at", ">=", since)]
        )
        returned = self.env["stock.move"].search(
            [
                *company,
                ("origin_returned_move_id", "!=", False),
                ("state", "=", "done"),
                "|",
                ("write_date", ">=", since),
                ("date", ">=", since),
            ]
        )
        pickings = returned.origin_returned_move_id.picking_id | news.picking_id
        orders = (
            self._credited_orders(since, last) | news.sale_order_id | pickings.sale_id
        )
        orders |= news.line_ids.move_id.sale_line_id.order_id
        if self.by_payment:
            first = min(self.closed.mapped("period"))
            orders |= self.env["sale.order"]._linkstar_paid_between(
                self.company, first, last, since
            )
            waiting = self.env["linkstar.ioss.return.entry"].search(
                [
                    ("return_id", "in", self.closed.ids),
                    ("declaration_id", "=", False),
                    "|",
                    ("order_id.write_date", ">=", since),
                    ("order_id.order_line.write_date", ">=", since),
                ]
            )
            orders |= waiting.order_id
        return orders, pickings

    def _said(self, orders, pickings):
        """Return ([entries], {key: values of its record}) of the closed returns about
        these sales.
        """
        domain = [
            ("return_id", "in", self.closed.ids),
            "|",
            ("order_id", "in", orders.ids),
            ("declaration_id.picking_id", "in", pickings.ids),
        ]
        said, facts = [], {}
        for row in self.env["linkstar.ioss.return.entry"].search(domain):
            entry = row._rule()
            said.append(entry)
            facts[entry.key] = {
                "order_id": row.order_id.id,
                "order_name": row.order_name,
                "declaration_id": row.declaration_id.id,
                "supplied_on": row.supplied_on,
                "currency_id": row.currency_id.id,
                "amount": 0.0,
                "exchange_rate": 0.0,
            }
        return said, facts

    # --- what was sold

    def _declared_parts(self, orders, pickings):
        """Return [Part] of the latest declaration of each of these transfers, if it was
        declared with this number.
        """
        domain = [
            ("state", "=", "frozen"),
            "|",
            "|",
            ("sale_order_id", "in", orders.ids),
            ("picking_id", "in", pickings.ids),
            # One transfer may carry goods of several orders.
            ("line_ids.move_id.sale_line_id.order_id", "in", orders.ids),
        ]
        every = self.env["linkstar.customs.declaration"].search(domain, order="version")
        self.declared_orders = (
            every.sale_order_id | every.line_ids.move_id.sale_line_id.order_id
        )
        latest = every.browse(
            [each.id for each in {each.picking_id: each for each in every}.values()]
        )
        declared = latest.filtered(
            lambda each: (
                each.registration_id == self.registration
                and each.scheme_outcome == SchemeOutcome.DECLARED.value
            )
        )
        amounts = self._declared_amounts(latest, declared)
        parts = []
        for (declaration, sale), own in amounts.items():
            currency, costs = declaration.currency_id, NOTHING
            if sale == (declaration.sale_order_id or declaration.picking_id):
                costs = self._costs(declaration)
            own = self._with_costs(own, costs, currency)
            parts.append(Part(sale, declaration, currency, self._day(declaration), own))
        return parts

    def _declared_amounts(self, latest, declared):
        """Return {(declaration, sale): {(account, member state, rate): price paid}} of
        the declarations ``declared``, those with this number; note what the
        others of ``latest`` take of each order (``elsewhere``).
        """
        amounts = {
            (declaration, declaration.sale_order_id or declaration.picking_id): {}
            for declaration in declared
        }
        self.price_of, self.elsewhere = {}, defaultdict(Decimal)
        for other in latest - declared:
            self.elsewhere[other.sale_order_id, COSTS] += self._costs(other)
        groups = self.env["linkstar.customs.declaration.line"]._read_group(
            [("declaration_id", "in", latest.ids)],
            ["declaration_id", "product_id", "hs_code", "move_id"],
            ["paid_value:sum", "quantity:sum"],
        )
        rates = self.env["linkstar.vat.rate"]._rules()
        for declaration, product, hs_code, move, paid, quantity in groups:
            if declaration not in declared:
                self.elsewhere[move.sale_line_id.order_id, move.sale_line_id] += (
                    in_quanta(paid, declaration.currency_id)
                )
                continue
            place = self._place(
                rates,
                declaration,
                declaration.country_id,
                declaration.territory_id,
                self._day(declaration),
                hs_code,
                product,
            )
            if not place:
                continue
            account = move.sale_line_id or product
            sale = (
                move.sale_line_id.order_id
                or declaration.sale_order_id
                or declaration.picking_id
            )
            amount = in_quanta(paid, declaration.currency_id)
            own, key = amounts.setdefault((declaration, sale), {}), (account, *place)
            own[key] = own.get(key, NOTHING) + amount
            if move:
                self.price_of[move] = (account, amount / quantity)
        return amounts

    def _costs(self, declaration):
        currency = declaration.currency_id
        return in_quanta(declaration._paper_costs(), currency) + in_quanta(
            declaration.service_value, currency
        )

    def _place(self, rates, record, country, territory, day, hs_code, product):
        """Return (member state, rate) of a product sent to a country, None if no rate
        is known.
        """
        found = vat.of_goods(
            rates,
            country.code,
            day,
            hs_code or "",
            product.product_tmpl_id.id,
            territory.code or "",
        )
        if not found:
            self._no_vat_rate(record, country, day)
            return None
        return found.countries[0], found.rate

    def _with_costs(self, amounts, costs, currency):
        """Return ``amounts`` of goods with ``costs``, which are taxed like the goods;
        if nothing was paid for the goods, like the first of them.
        """
        if not amounts or not costs:
            return amounts
        places = list(
            dict.fromkeys((country, rate) for _account, country, rate in amounts)
        )
        worth = [
            sum((v for key, v in amounts.items() if key[1:] == place), NOTHING)
            for place in places
        ]
        if not any(worth):
            places, worth = places[:1], [Decimal(1)]
        shares = allocate(costs, worth, quantum(currency))
        return amounts | {
            (COSTS, *place): share for place, share in zip(places, shares, strict=True)
        }

    def _undeclared_parts(self, orders, parts):
        """Return [Part] of goods that buyers of ``orders`` paid for but that are not
        declared: the tax is due with the payment (art. 66a).
        """
        by_order = defaultdict(list)
        for part in parts:
            by_order[part.sale].append(part)
        days = orders._linkstar_rate_dates()
        paid, rests = self._paid_rests(orders, by_order, days)
        described = {
            each.record: each
            for each in paid._linkstar_to_forecast()
            if each.lines and each.partner.country_id
        }
        builder, rates = (
            Builder(self.env, list(described.values())),
            self.env["linkstar.vat.rate"]._rules(),
        )
        components = paid.order_line.product_id._linkstar_components(self.company)
        found = []
        for order, declared in described.items():
            rest, costs = rests[order]
            decision = builder.decision(declared)
            if order not in by_order and (
                decision["scheme_outcome"] != SchemeOutcome.DECLARED.value
                or decision["registration_id"] != self.registration.id
            ):
                continue
            territory, day = (
                builder.tables.territory(declared.partner, days[order][0]),
                days[order][0],
            )
            sold = self._sold_at(
                rates,
                order,
                declared.partner.country_id,
                territory,
                day,
                (
                    (line, *part)
                    for line, amount in rest.items()
                    for part in _shares(line, amount, components)
                ),
            )
            sold = self._with_costs(sold, costs, order.currency_id)
            found.append(
                Part(
                    order,
                    self.env["linkstar.customs.declaration"],
                    order.currency_id,
                    day,
                    sold,
                )
            )
        return found

    def _paid_rests(self, orders, by_order, days):
        """Return (orders of this return that are paid and not declared completely,
        {order: its :meth:`_rest`}).

        :param by_order: {order: its declared parts}
        :param days: {order: (day, "payment" or another basis)}
        """
        # Orders with goods declared without this number do not belong to this return.
        paid = orders.filtered(
            lambda order: (
                order.state in ("sale", "cancel")
                and days[order][1] == "payment"
                and (order in by_order or order not in self.declared_orders)
            )
        ).with_prefetch()
        rests = {
            order: self._rest(order, amounts, by_order.get(order, ()))
            for order, amounts in paid._linkstar_amounts().items()
        }
        # Most orders are declared completely: only the others need a closer look.
        paid = paid.filtered(
            lambda order: rests[order][1] or any(rests[order][0].values())
        ).with_prefetch()
        return paid, rests

    def _sold_at(self, rates, order, country, territory, day, shares):
        """Return {(line, member state, rate): price paid} of ``shares``, (order line,
        product, HS code, price paid); without those whose rate is not known.
        """
        sold = {}
        for line, product, hs_code, share in shares:
            place = self._place(rates, order, country, territory, day, hs_code, product)
            if place:
                key = (line, *place)
                sold[key] = sold.get(key, NOTHING) + share
        return sold

    def _rest(self, order, amounts, parts):
        """Return ({line: price paid}, costs) of an order besides its declared
        ``parts``. Free goods count as 0; they only decide on the rate of the remaining
        costs.
        """
        rest, costs = (
            dict(amounts.nets),
            amounts.transport + amounts.insurance + amounts.services,
        )
        for part in parts:
            for (account, _country, _rate), amount in part.amounts.items():
                if account is COSTS:
                    costs -= amount
                elif account in rest:
                    rest[account] -= amount
        rest = {
            line: max(amount - self.elsewhere[order, line], NOTHING)
            for line, amount in rest.items()
        }
        return rest, max(costs - self.elsewhere[order, COSTS], NOTHING)

    # --- what that is in euros

    def _due(self, parts, refunds, exchange):
        """Return ([entries], {key: values of its record}) of sales and refunds; none if
        no rate is known. ``refunds``: see ``_refunds``.
        """
        totals, parts_of = defaultdict(Decimal), {}
        for place_of_part, part in enumerate(parts):
            if (part.currency, part.period) not in exchange:
                continue
            sale = (0 if part.sale._name == "sale.order" else 1, part.sale.id)
            for account, amount in part.amounts.items():
                given = refunds.get((place_of_part, account), NOTHING)
                for refund, signed in ((False, amount), (True, -given)):
                    key = ioss_return.ReturnKey(
                        part.period, account[1], account[2], sale, refund
                    )
                    totals[key] += signed
                    if signed and not (
                        key in parts_of
                        and part.declaration.id <= parts_of[key].declaration.id
                    ):
                        parts_of[key] = part
        due, facts = [], {}
        for key, amount in totals.items():
            if amount:
                part = parts_of[key]
                rate = exchange[part.currency, part.period]
                due.append(ioss_return.entry(key, amount, rate))
                facts[key] = self._facts(part, amount, rate)
        return due, facts

    def _exchange_rates(self, wanted):
        """Return {(currency, month): EUR per unit, a decimal} at the rate of the
        month's last day; a missing rate is a problem.
        """
        foreign = {
            (currency, period) for currency, period in wanted if currency != self.euro
        }
        currencies = self.euro.union(*(currency for currency, _period in foreign))
        rows = (
            self.env["res.currency.rate"].search(
                [
                    ("currency_id", "in", currencies.ids),
                    ("company_id", "in", [False, self.company.root_id.id]),
                ]
            )
            if foreign
            else self.env["res.currency.rate"]
        )
        published = defaultdict(dict)
        for row in rows.sorted(lambda row: bool(row.company_id)):
            published[row.currency_id][row.name] = decimal(row.rate, 12)
        found = {
            (currency, period): Decimal(1)
            for currency, period in wanted
            if currency == self.euro
        }
        for currency, period in sorted(
            foreign, key=lambda pair: (pair[1], pair[0].name)
        ):
            day = ioss_return.last_day(period)
            both = [
                self._published(published, each, day) for each in (self.euro, currency)
            ]
            if None not in both:
                found[currency, period] = both[0] / both[1]
        return found

    def _published(self, published, currency, day):
        rate = ioss_return.exchange_rate(published[currency], day)
        if (
            rate is None
            and currency == self.company.currency_id
            and not published[currency]
        ):
            return Decimal(1)
        if rate is None:
            self._no_exchange_rate(currency, day)
        return rate

    def _facts(self, part, amount, rate):
        order = part.sale if part.sale._name == "sale.order" else self.env["sale.order"]
        return {
            "order_id": order.id,
            "order_name": order.name or part.declaration.name,
            "declaration_id": part.declaration.id,
            "supplied_on": part.day,
            "currency_id": part.currency.id,
            "amount": float(amount),
            "exchange_rate": float(rate),
        }


def _shares(line, amount, components):
    """Return [(product, HS code, share of ``amount``)] of the products that ``line``
    sells; ``components`` as of ``_linkstar_components``.
    """
    if amount > 0:
        product = line.env["product.product"].browse
        return [
            (product(each.product), each.hs_code, each.value)
            for each in line._linkstar_goods(amount, components)
        ]
    products = list(components.get(line.product_id) or [line.product_id])
    return [
        (product, product._linkstar_declared()["hs_code"], NOTHING)
        for product in products
    ]
