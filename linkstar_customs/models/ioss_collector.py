"""From declarations, credit notes and returned goods to the entries of an IOSS return, in a number of queries that does not grow."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from ..rules import ioss_return, vat
from ..rules.ioss import Outcome
from .amounts import decimal, in_quanta, quantum
from .ioss_sentences import Sentences

NOTHING = Decimal(0)


@dataclass
class _Sale:
    """What one declaration sold: ``values`` {(member state, rate): value in its currency, with transport and insurance}."""

    declaration: object
    period: object
    values: dict = field(default_factory=dict)
    refunds: dict = field(default_factory=dict)


class Collector(Sentences):
    """``ioss_return_sudo``: the return, as superuser: finance need not see stock and sales.

    Besides the month's own declarations it looks at those of earlier closed months that were told, refunded or returned since the
    end of the last closed month.
    """

    def __init__(self, ioss_return_sudo):
        self.env, self.own = ioss_return_sudo.env, ioss_return_sudo
        self.registration, self.company = ioss_return_sudo.registration_id, ioss_return_sudo.company_id
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
        declarations, touched = self._own_declarations(), self._touched_declarations()
        sales = self._sales(declarations | touched)
        self._add_refunds(sales)
        exchange = self._exchange_rates(sales)
        due, facts = [], {}
        for sale in sales:
            for entry, amount, rate in self._entries(sale, exchange):
                due.append(entry)
                facts[entry.key] = self._facts(sale.declaration, amount, rate)
        earlier = [entry for entry in due if entry.key.period != self.own.period]
        entries = [(entry, facts[entry.key]) for entry in due if entry.key.period == self.own.period]
        for entry in ioss_return.corrections(earlier, self._declared(touched)):
            declaration = self.env["linkstar.customs.declaration"].browse(entry.key.declaration)
            entries.append((entry, facts.get(entry.key) or self._facts(declaration, NOTHING, NOTHING)))
        return entries, self.problems

    def _own_declarations(self):
        domain = [("rate_date", ">=", self.own.period), ("rate_date", "<=", self.until)]
        return self._told(self.env["linkstar.customs.declaration"].search([*self._mine(), *domain]))

    def _mine(self):
        return [
            ("registration_id", "=", self.registration.id),
            ("state", "=", "frozen"),
            ("scheme_outcome", "=", Outcome.DECLARED.value),
        ]

    def _told(self, declarations):
        """The latest told version of the transfers of ``declarations``, where it is still declared with this registration."""
        every = self.env["linkstar.customs.declaration"].search(
            [("picking_id", "in", declarations.picking_id.ids), ("state", "=", "frozen")], order="version"
        )
        latest = {declaration.picking_id: declaration for declaration in every}
        return every.browse([each.id for each in latest.values()]).filtered(
            lambda each: each.registration_id == self.registration and each.scheme_outcome == Outcome.DECLARED.value
        )

    def _touched_declarations(self):
        """Every version of earlier months' declarations about which something is new since the last closed return.

        Such a return counts what was given back until the end of its month, however long after that it was closed."""
        declarations = self.env["linkstar.customs.declaration"]
        if not self.closed:
            return declarations
        first, last = min(self.closed.mapped("period")), ioss_return.last_day(max(self.closed.mapped("period")))
        since = last + timedelta(days=1)
        earlier = [("rate_date", ">=", first), ("rate_date", "<", self.own.period), ("state", "=", "frozen")]
        company = [("company_id", "=", self.company.id), *earlier]
        news = declarations.search([*company, ("frozen_at", ">=", since)])
        papers = self.env["account.move.line"].search(
            [
                ("company_id", "=", self.company.id),
                ("move_id.move_type", "in", ("out_invoice", "out_refund")),
                ("sale_line_ids", "!=", False),
                "|",
                ("move_id.write_date", ">=", since),
                ("move_id.invoice_date", ">", last),
            ]
        )
        returned = self.env["stock.move"].search(
            [
                ("company_id", "=", self.company.id),
                ("origin_returned_move_id", "!=", False),
                ("state", "=", "done"),
                "|",
                ("write_date", ">=", since),
                ("date", ">=", since),
            ]
        )
        orders = papers.sale_line_ids.order_id | news.sale_order_id
        pickings = returned.origin_returned_move_id.picking_id | news.picking_id
        orders |= pickings.sale_id
        found = declarations.search([*company, "|", ("sale_order_id", "in", orders.ids), ("picking_id", "in", pickings.ids)])
        months = set(self.closed.mapped("period"))
        return found.filtered(lambda each: ioss_return.first_day(each.rate_date) in months)

    def _declared(self, touched):
        """What the closed returns say about ``touched``."""
        domain = [("return_id", "in", self.closed.ids), ("declaration_id", "in", touched.ids)]
        return [entry._rule() for entry in self.env["linkstar.ioss.return.entry"].search(domain)]

    def _sales(self, declarations):
        """[_Sale] of the latest versions among ``declarations``, each with its values by member state and rate."""
        told = self._told(declarations)
        rates = self.env["linkstar.vat.rate"]._rules()
        sales = {each: _Sale(each, ioss_return.first_day(each.rate_date)) for each in told}
        self.rate_of, self.price_of = {}, {}
        groups = self.env["linkstar.customs.declaration.line"]._read_group(
            [("declaration_id", "in", told.ids)],
            ["declaration_id", "product_id", "hs_code", "move_id"],
            ["value:sum", "quantity:sum"],
        )
        for declaration, product, hs_code, move, worth, quantity in groups:
            found = vat.of_goods(
                rates,
                declaration.country_id.code,
                declaration.rate_date,
                hs_code or "",
                product.product_tmpl_id.id,
                declaration.territory_id.code or "",
            )
            if not found:
                self._no_vat_rate(declaration)
                continue
            where = (found.countries[0], found.rate)
            values = sales[declaration].values
            amount = in_quanta(worth, declaration.currency_id)
            values[where] = values.get(where, NOTHING) + amount
            self.rate_of[declaration.sale_order_id, product.product_tmpl_id] = where
            if move:
                self.price_of[move] = (declaration, where, amount / quantity)
        for sale in sales.values():
            declaration = sale.declaration
            costs = in_quanta(declaration._paper_costs(), declaration.currency_id)
            sale.values = ioss_return.with_costs(sale.values, costs, quantum(declaration.currency_id)) if sale.values else {}
        return list(sales.values())

    def _add_refunds(self, sales):
        """Write into ``sales`` what was given back until the end of the month: by credit notes of the order where there are any,
        else by the goods that came back, at their declared prices."""
        by_order = defaultdict(list)
        for sale in sales:
            if sale.declaration.sale_order_id:
                by_order[sale.declaration.sale_order_id].append(sale)
        credited = self._credit_notes(by_order)
        for order, amounts in credited.items():
            for where, amount in amounts.items():
                self._spread(by_order[order], where, amount)
        by_declaration = {sale.declaration: sale for sale in sales}
        for move in self._returned_moves():
            declaration, where, price = self.price_of[move.origin_returned_move_id]
            if declaration.sale_order_id not in credited:
                quantity = move._linkstar_in_product_unit(move.quantity)
                self._spread([by_declaration[declaration]], where, in_quanta(price * quantity, declaration.currency_id))

    def _credit_notes(self, by_order):
        """{order: {(member state, rate), or None where the goods do not tell: amount}} in the order's currency: what was given
        back. A credit note that only takes back an invoice, which another one replaces, gives nothing back."""
        orders = self.env["sale.order"].union(*by_order)
        lines = self.env["account.move.line"].search(
            [
                ("move_id.move_type", "in", ("out_invoice", "out_refund")),
                ("parent_state", "=", "posted"),
                ("display_type", "=", "product"),
                ("move_id.invoice_date", "<=", self.until),
                ("sale_line_ids.order_id", "in", orders.ids),
            ]
        )
        credited, charged = {}, defaultdict(Decimal)
        for line in lines:
            order = (line.sale_line_ids.order_id & orders)[:1]
            currency, refund = by_order[order][0].declaration.currency_id, line.move_id.move_type == "out_refund"
            if line.currency_id != currency:
                if refund:
                    self._foreign_refund(order, line)
                continue
            amount = in_quanta(line.price_subtotal, currency)
            if not refund:
                charged[order] += amount
                continue
            where = self.rate_of.get((order, line.product_id.product_tmpl_id))
            amounts = credited.setdefault(order, {})
            amounts[where] = amounts.get(where, NOTHING) + amount
        for order, amounts in credited.items():
            currency = order.currency_id
            twice = max(charged[order] - in_quanta(order.amount_untaxed, currency), NOTHING)
            shares, _excess = ioss_return.refunded(twice, list(amounts.values()), quantum(currency))
            for where, share in zip(list(amounts), shares, strict=True):
                amounts[where] -= share
        return {order: amounts for order, amounts in credited.items() if any(amounts.values())}

    def _returned_moves(self):
        sent = self.env["stock.move"].union(*self.price_of)
        before = self.until + timedelta(days=1)
        return self.env["stock.move"].search(
            [("origin_returned_move_id", "in", sent.ids), ("state", "=", "done"), ("date", "<", before)]
        )

    def _spread(self, sales, where, refund):
        """Give ``refund`` to what ``sales`` of one order sold at a rate, or at all where ``where`` is None, in proportion."""
        parts = [
            (sale, place)
            for sale in sales
            for place in sale.values
            if where in (None, place)
        ]
        left = [sale.values[place] - sale.refunds.get(place, NOTHING) for sale, place in parts]
        shares, excess = ioss_return.refunded(refund, left, quantum(sales[0].declaration.currency_id))
        for (sale, place), share in zip(parts, shares, strict=True):
            sale.refunds[place] = sale.refunds.get(place, NOTHING) + share
        if excess > 0:
            self._too_much(sales[0].declaration, refund, refund - excess)

    def _entries(self, sale, exchange):
        """[(entry, amount, EUR for one)] of a sale and its refunds; none where no rate is known."""
        rate = exchange.get((sale.declaration.currency_id, sale.period))
        if rate is None:
            return []
        found = []
        for refund, amounts in ((False, sale.values), (True, sale.refunds)):
            for (country, percent), amount in amounts.items():
                key = ioss_return.Key(sale.period, country, percent, sale.declaration.id, refund)
                signed = -amount if refund else amount
                if signed:
                    found.append((ioss_return.entry(key, signed, rate), signed, rate))
        return found

    def _exchange_rates(self, sales):
        """{(currency, month): EUR for one, a decimal} at the rate of the month's last day; what has none is a problem."""
        wanted = {(sale.declaration.currency_id, sale.period) for sale in sales}
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

    def _facts(self, declaration, amount, rate):
        return {
            "order_id": declaration.sale_order_id.id,
            "order_name": declaration.sale_order_id.name or declaration.name,
            "supplied_on": declaration.rate_date,
            "currency_id": declaration.currency_id.id,
            "amount": float(amount),
            "exchange_rate": float(rate),
        }
