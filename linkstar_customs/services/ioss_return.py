"""From orders, declarations, credit notes and returned goods to the entries of an IOSS return, in a number of queries that does not
grow."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from odoo import models

from ..rules import ioss_return, vat
from ..rules.ioss import Outcome
from ..rules.value import allocate
from .amounts import decimal, in_quanta, quantum
from .declaration import Builder
from .ioss_papers import COSTS, Papers
from .ioss_sentences import Sentences

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Part:
    """Some of one sale: what one declaration says was sold, or what the buyer paid for and has not been declared yet.

    ``sale`` is the order, or the transfer where there is none; ``declaration`` may be empty. ``amounts`` {(account, member state, rate):
    amount in ``currency``, without VAT}: an account is a line of the order, a product that is on no line, or ``COSTS``.
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
    """``ioss_return_sudo``: the return, as superuser: finance need not see stock and sales.

    Besides the month's own sales it looks at those of earlier closed months about which something is new since the end of the last
    closed month: declared, paid, changed, refunded or returned.
    """

    def __init__(self, ioss_return_sudo):
        self.env, self.own = ioss_return_sudo.env, ioss_return_sudo
        self.registration, self.company = ioss_return_sudo.registration_id, ioss_return_sudo.company_id
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
        """([(rules.ioss_return.Entry, values of its record)], [sentences about what has to be put right])."""
        orders, pickings = self._own_sales()
        more_orders, more_pickings = self._touched_sales()
        orders |= more_orders
        pickings = (pickings | more_pickings).filtered(lambda picking: not picking.sale_id)
        parts = self._declared_parts(orders, pickings)
        if self.by_payment:
            parts += self._undeclared_parts(orders, parts)
        refunds = self._refunds(parts)
        exchange = self._exchange_rates({(part.currency, part.period) for part in parts})
        due, facts = self._due(parts, refunds, exchange)
        months = set(self.closed.mapped("period"))
        entries = [(entry, facts[entry.key]) for entry in due if entry.key.period == self.own.period]
        said, facts_said = self._said(orders, pickings)
        for entry in ioss_return.corrections([entry for entry in due if entry.key.period in months], said):
            entries.append((entry, facts.get(entry.key) or facts_said[entry.key]))
        return entries, self.problems

    def _own_sales(self):
        """(orders, transfers) of which something was sold in the month."""
        declarations = self.env["linkstar.customs.declaration"].search([*self._mine(), *self._sold_between(self.own.period, self.until)])
        orders = declarations.sale_order_id | declarations.line_ids.move_id.sale_line_id.order_id
        if self.by_payment:
            orders |= self.env["sale.order"]._linkstar_paid_between(self.company, self.own.period, self.until)
        return orders, declarations.picking_id

    def _mine(self):
        return [
            ("registration_id", "=", self.registration.id),
            ("state", "=", "frozen"),
            ("scheme_outcome", "=", Outcome.DECLARED.value),
        ]

    def _sold_between(self, first, last):
        """The domain of declarations whose day of supply is one of these."""
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
        """The day of supply of what ``declaration`` says was sold."""
        if self.by_payment:
            return declaration.rate_date
        return (declaration.picking_id.date_done or declaration.frozen_at).date()

    def _touched_sales(self):
        """(orders, transfers) about which something is new since the last closed return.

        Such a return counts what was given back until the end of its month, however long after that it was closed."""
        if not self.closed:
            return self.env["sale.order"], self.env["stock.picking"]
        last = ioss_return.last_day(max(self.closed.mapped("period")))
        since = last + timedelta(days=1)
        company = [("company_id", "=", self.company.id)]
        news = self.env["linkstar.customs.declaration"].search([*company, ("state", "=", "frozen"), ("frozen_at", ">=", since)])
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
        orders = self._credited_orders(since, last) | news.sale_order_id | pickings.sale_id
        orders |= news.line_ids.move_id.sale_line_id.order_id
        if self.by_payment:
            first = min(self.closed.mapped("period"))
            orders |= self.env["sale.order"]._linkstar_paid_between(self.company, first, last, since)
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
        """([entries], {key: values of its record}) of what the closed returns say about these sales."""
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
        """[Part] of the latest declaration of each transfer of these, where it is declared with this number."""
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
        self.told_orders = every.sale_order_id | every.line_ids.move_id.sale_line_id.order_id
        latest = every.browse([each.id for each in {each.picking_id: each for each in every}.values()])
        told = latest.filtered(
            lambda each: each.registration_id == self.registration and each.scheme_outcome == Outcome.DECLARED.value
        )
        amounts = {(declaration, declaration.sale_order_id or declaration.picking_id): {} for declaration in told}
        self.price_of, self.elsewhere = {}, defaultdict(Decimal)
        for other in latest - told:
            self.elsewhere[other.sale_order_id, COSTS] += self._costs(other)
        groups = self.env["linkstar.customs.declaration.line"]._read_group(
            [("declaration_id", "in", latest.ids)],
            ["declaration_id", "product_id", "hs_code", "move_id"],
            ["paid_value:sum", "quantity:sum"],
        )
        rates = self.env["linkstar.vat.rate"]._rules()
        for declaration, product, hs_code, move, paid, quantity in groups:
            if declaration not in told:
                self.elsewhere[move.sale_line_id.order_id, move.sale_line_id] += in_quanta(paid, declaration.currency_id)
                continue
            place = self._place(
                rates, declaration, declaration.country_id, declaration.territory_id, self._day(declaration), hs_code, product
            )
            if not place:
                continue
            account = move.sale_line_id or product
            sale = move.sale_line_id.order_id or declaration.sale_order_id or declaration.picking_id
            amount = in_quanta(paid, declaration.currency_id)
            own, key = amounts.setdefault((declaration, sale), {}), (account, *place)
            own[key] = own.get(key, NOTHING) + amount
            if move:
                self.price_of[move] = (account, amount / quantity)
        parts = []
        for (declaration, sale), own in amounts.items():
            currency, costs = declaration.currency_id, NOTHING
            if sale == (declaration.sale_order_id or declaration.picking_id):
                costs = self._costs(declaration)
            own = self._with_costs(own, costs, currency)
            parts.append(Part(sale, declaration, currency, self._day(declaration), own))
        return parts

    def _costs(self, declaration):
        currency = declaration.currency_id
        return in_quanta(declaration._paper_costs(), currency) + in_quanta(declaration.service_value, currency)

    def _place(self, rates, record, country, territory, day, hs_code, product):
        """(member state, rate) of a product sent to a country, None where no rate is known."""
        found = vat.of_goods(rates, country.code, day, hs_code or "", product.product_tmpl_id.id, territory.code or "")
        if not found:
            self._no_vat_rate(record, country, day)
            return None
        return found.countries[0], found.rate

    def _with_costs(self, amounts, costs, currency):
        """``amounts`` of goods with ``costs``, taxed as the goods are; where nothing was paid for them, as their first."""
        if not amounts or not costs:
            return amounts
        places = list(dict.fromkeys((country, rate) for _account, country, rate in amounts))
        worth = [sum((v for key, v in amounts.items() if key[1:] == place), NOTHING) for place in places]
        if not any(worth):
            places, worth = places[:1], [Decimal(1)]
        shares = allocate(costs, worth, quantum(currency))
        return amounts | {(COSTS, *place): share for place, share in zip(places, shares, strict=True)}

    def _undeclared_parts(self, orders, parts):
        """[Part] of what buyers of ``orders`` paid for and has not been declared: the tax is due with the payment (art. 66a)."""
        by_order = defaultdict(list)
        for part in parts:
            by_order[part.sale].append(part)
        days = orders._linkstar_rate_dates()
        # Orders of which something was declared in another way, or with another number, are none of this return.
        paid = orders.filtered(
            lambda order: order.state in ("sale", "cancel")
            and days[order][1] == "payment"
            and (order in by_order or order not in self.told_orders)
        ).with_prefetch()
        rests = {order: self._rest(order, amounts, by_order.get(order, ())) for order, amounts in paid._linkstar_amounts().items()}
        # Of most orders everything has been declared: only the others are looked at more closely.
        paid = paid.filtered(lambda order: rests[order][1] or any(rests[order][0].values())).with_prefetch()
        described = {each.record: each for each in paid._linkstar_to_forecast() if each.lines and each.partner.country_id}
        builder, rates = Builder(self.env, list(described.values())), self.env["linkstar.vat.rate"]._rules()
        components = paid.order_line.product_id._linkstar_components(self.company)
        found = []
        for order, declared in described.items():
            rest, costs = rests[order]
            decision = builder.decision(declared)
            if order not in by_order and (
                decision["scheme_outcome"] != Outcome.DECLARED.value or decision["registration_id"] != self.registration.id
            ):
                continue
            territory, day = builder.tables.territory(declared.partner, days[order][0]), days[order][0]
            sold = {}
            for line, amount in rest.items():
                for product, hs_code, share in _shares(line, amount, components):
                    place = self._place(rates, order, declared.partner.country_id, territory, day, hs_code, product)
                    if place:
                        key = (line, *place)
                        sold[key] = sold.get(key, NOTHING) + share
            sold = self._with_costs(sold, costs, order.currency_id)
            found.append(Part(order, self.env["linkstar.customs.declaration"], order.currency_id, day, sold))
        return found

    def _rest(self, order, amounts, parts):
        """({line: what was paid for it}, costs) of an order beyond its declared ``parts``; free goods are worth nothing, and say which
        rate the costs of what is left have."""
        rest, costs = dict(amounts.nets), amounts.transport + amounts.insurance + amounts.services
        for part in parts:
            for (account, _country, _rate), amount in part.amounts.items():
                if account is COSTS:
                    costs -= amount
                elif account in rest:
                    rest[account] -= amount
        rest = {line: max(amount - self.elsewhere[order, line], NOTHING) for line, amount in rest.items()}
        return rest, max(costs - self.elsewhere[order, COSTS], NOTHING)

    # --- what that is in euros

    def _due(self, parts, refunds, exchange):
        """([entries], {key: values of its record}) of sales and refunds; none where no rate is known. ``refunds``: see ``_refunds``."""
        totals, parts_of = defaultdict(Decimal), {}
        for place_of_part, part in enumerate(parts):
            if (part.currency, part.period) not in exchange:
                continue
            sale = (0 if part.sale._name == "sale.order" else 1, part.sale.id)
            for account, amount in part.amounts.items():
                given = refunds.get((place_of_part, account), NOTHING)
                for refund, signed in ((False, amount), (True, -given)):
                    key = ioss_return.Key(part.period, account[1], account[2], sale, refund)
                    totals[key] += signed
                    if signed and not (key in parts_of and part.declaration.id <= parts_of[key].declaration.id):
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
        """{(currency, month): EUR for one, a decimal} at the rate of the month's last day; what has none is a problem."""
        foreign = {(currency, period) for currency, period in wanted if currency != self.euro}
        currencies = self.euro.union(*(currency for currency, _period in foreign))
        rows = self.env["res.currency.rate"].search(
            [("currency_id", "in", currencies.ids), ("company_id", "in", [False, self.company.root_id.id])]
        ) if foreign else self.env["res.currency.rate"]
        published = defaultdict(dict)
        for row in rows.sorted(lambda row: bool(row.company_id)):
            published[row.currency_id][row.name] = decimal(row.rate, 12)
        found = {(currency, period): Decimal(1) for currency, period in wanted if currency == self.euro}
        for currency, period in sorted(foreign, key=lambda pair: (pair[1], pair[0].name)):
            day = ioss_return.last_day(period)
            both = [self._published(published, each, day) for each in (self.euro, currency)]
            if None not in both:
                found[currency, period] = both[0] / both[1]
        return found

    def _published(self, published, currency, day):
        rate = ioss_return.exchange_rate(published[currency], day)
        if rate is None and currency == self.company.currency_id and not published[currency]:
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
    """[(product, HS code, share of ``amount``)] of the products that ``line`` sells; ``components`` as of ``_linkstar_components``."""
    if amount > 0:
        product = line.env["product.product"].browse
        return [(product(each.product), each.hs_code, each.value) for each in line._linkstar_goods(amount, components)]
    products = list(components.get(line.product_id) or [line.product_id])
    return [(product, product._linkstar_declared()["hs_code"], NOTHING) for product in products]
