# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Refunds of the sales of an IOSS return: by credit notes and refunded payments."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from ..rules import ioss_return
from .amounts import in_quanta, quantum

#: The account of all costs of an order besides its goods: transport, insurance,
#: services, import charges that the buyer pays.
COSTS = "costs"
NOTHING = Decimal(0)
_COSTS = ("transport", "insurance", "service", "charge")


@dataclass
class Paper:
    """The posted invoices and credit notes of an order: {account: amount}, with
    discounts of the whole order separate.
    """

    charged: dict = field(default_factory=lambda: defaultdict(Decimal))
    credited: dict = field(default_factory=lambda: defaultdict(Decimal))
    less_charged: Decimal = NOTHING
    less_credited: Decimal = NOTHING
    unassigned: Decimal = NOTHING
    lines: int = 0
    has_credit: bool = False


class Papers:
    """Base of ``Collector``, which has ``env``, ``company``, ``until`` (the month's
    last day) and ``price_of`` {move: (account, unit price)}.
    """

    def _refunds(self, parts):
        """Return {(place in ``parts``, key of its amounts): refund} until the end of
        the month, none larger than its amount.

        A credit note corrects the sale that it credits. Without credit notes, refunded
        payments count. Goods that came back reduce no price by themselves (Directive
        2006/112/EC, art. 90): they only decide which goods a credit note refunds.
        """
        by_sale = defaultdict(list)
        for number, part in enumerate(parts):
            by_sale[part.sale].append(number)
        orders = self.env["sale.order"].browse(
            [sale.id for sale in by_sale if sale._name == "sale.order"]
        )
        orders = orders.with_prefetch()
        papers, amounts = self._papers(orders), orders._linkstar_amounts()
        online = self._refunded_online(
            orders.filtered(
                lambda order: not (order in papers and papers[order].has_credit)
            )
        )
        returned = self._returned()
        refunds = {}
        for sale, numbers in by_sale.items():
            own = [parts[number] for number in numbers]
            smallest = quantum(own[0].currency)
            supplied = defaultdict(Decimal)
            for part in own:
                for key, amount in part.amounts.items():
                    supplied[key[0]] += amount
            paper = papers.get(sale) or Paper()
            if not paper.lines and not online.get(sale):
                continue
            accounts = self._accounts(
                sale, amounts[sale], paper, supplied, returned, smallest
            )
            unassigned = paper.unassigned + online.get(sale, NOTHING)
            found, excess = ioss_return.given_back(
                accounts, unassigned, smallest, smallest * paper.lines
            )
            if excess:
                refund = sum(
                    (account.credited for account in accounts.values()), unassigned
                )
                self._too_much(own[0], refund, refund - excess)
            places_of = defaultdict(list)
            for number in numbers:
                for key in parts[number].amounts:
                    places_of[key[0]].append((number, key))
            for account, refund in found.items():
                places = places_of[account]
                shares, _excess = ioss_return.refunded(
                    refund,
                    [parts[number].amounts[key] for number, key in places],
                    smallest,
                )
                refunds.update(zip(places, shares, strict=True))
        return refunds

    def _accounts(self, order, amounts, paper, supplied, returned, smallest):
        """Return {account: ``rules.ioss_return.Account``} of an order."""
        ordered = {
            **amounts.nets,
            COSTS: amounts.transport + amounts.insurance + amounts.services,
        }
        whole = defaultdict(Decimal)
        for line in order.order_line:
            account = _account(line)
            if account:
                whole[account] += max(
                    in_quanta(line.price_subtotal, order.currency_id), NOTHING
                )
        less = {
            account: max(whole[account] - amount, NOTHING)
            for account, amount in ordered.items()
        }
        charged = ioss_return.netted(paper.charged, paper.less_charged, less, smallest)
        credited = ioss_return.netted(
            paper.credited, paper.less_credited, less, smallest
        )
        return {
            account: ioss_return.Account(
                supplied=supplied.get(account, NOTHING),
                ordered=ordered.get(account, NOTHING),
                charged=charged.get(account, NOTHING),
                credited=credited.get(account, NOTHING),
                returned=max(returned.get((order, account), NOTHING), NOTHING),
            )
            for account in {**supplied, **ordered, **charged, **credited}
        }

    def _papers(self, orders):
        """Return {order: Paper} of those of ``orders`` that have posted invoices or
        credit notes until the end of the month.
        """
        posted = [
            ("move_id.move_type", "in", ("out_invoice", "out_refund")),
            ("parent_state", "=", "posted"),
            ("display_type", "=", "product"),
            ("move_id.invoice_date", "<=", self.until),
        ]
        lines = self.env["account.move.line"].search(
            [*posted, ("sale_line_ids.order_id", "in", orders.ids)]
        )
        papers, invoiced = {}, {}
        for line in lines:
            sale_line = line.sale_line_ids.filtered(
                lambda each: each.order_id in orders
            )[:1]
            invoiced.setdefault(line.move_id, sale_line.order_id)
            self._add_to_paper(
                papers.setdefault(sale_line.order_id, Paper()),
                sale_line.order_id,
                sale_line,
                line,
            )
        named = {order.name: order for order in orders}
        unlinked = self.env["account.move.line"].search(
            [
                *posted,
                ("company_id", "=", self.company.id),
                ("move_id.move_type", "=", "out_refund"),
                ("sale_line_ids", "=", False),
                "|",
                ("move_id.reversed_entry_id", "in", [move.id for move in invoiced]),
                ("move_id.invoice_origin", "in", list(named)),
            ]
        )
        for line in unlinked:
            note = line.move_id
            order = invoiced.get(note.reversed_entry_id) or named.get(
                note.invoice_origin
            )
            alike = order.order_line.filtered(
                lambda each, product=line.product_id: (
                    product and each.product_id == product
                )
            )
            self._add_to_paper(
                papers.setdefault(order, Paper()), order, alike[:1], line
            )
        return papers

    def _add_to_paper(self, paper, order, sale_line, line):
        """Add a line of an invoice or credit note to ``paper`` of ``order``;
        ``sale_line`` may be empty.
        """
        role = sale_line._linkstar_role() if sale_line else ""
        refund = line.move_id.move_type == "out_refund"
        if role == "payment":
            return
        paper.lines += 1
        paper.has_credit = paper.has_credit or refund
        if line.currency_id != order.currency_id:
            if refund:
                self._foreign_refund(order, line)
            return
        amount = in_quanta(line.price_subtotal, order.currency_id)
        account = _account(sale_line) if sale_line else None
        if account:
            # A negative line of an invoice is a refund too.
            gives = refund == (amount > 0)
            (paper.credited if gives else paper.charged)[account] += abs(amount)
        elif role == "discount" or (refund and amount < 0):
            if refund:
                paper.less_credited -= amount
            else:
                paper.less_charged -= amount
        elif refund:
            paper.unassigned += amount

    def _refunded_online(self, orders):
        """Return {order: amount without VAT} that the payment provider refunded until
        the end of the month, for ``orders`` without a credit note.
        """
        found = defaultdict(Decimal)
        domain = [
            ("operation", "=", "refund"),
            ("state", "=", "done"),
            ("source_transaction_id.sale_order_ids", "in", orders.ids),
            ("last_state_change", "<", self.until + timedelta(days=1)),
        ]
        for transaction in self.env["payment.transaction"].search(domain):
            order = transaction.source_transaction_id.sale_order_ids.filtered(
                lambda each: each in orders
            )[:1]
            total = in_quanta(order.amount_total, order.currency_id)
            if order and total and transaction.currency_id == order.currency_id:
                part = min(
                    in_quanta(abs(transaction.amount), order.currency_id) / total,
                    Decimal(1),
                )
                found[order] += in_quanta(
                    part * in_quanta(order.amount_untaxed, order.currency_id),
                    order.currency_id,
                )
        return found

    def _returned(self):
        """Return {(sale, account): price of the goods that were returned for a refund
        until the end of the month, and not sent again}.
        """
        before = self.until + timedelta(days=1)

        def moves_back(moves):
            return moves.search(
                [
                    ("origin_returned_move_id", "in", moves.ids),
                    ("state", "=", "done"),
                    ("to_refund", "=", True),
                    ("date", "<", before),
                ]
            )

        back = moves_back(self.env["stock.move"].union(*self.price_of))
        returned = defaultdict(Decimal)
        for sign, moves in ((1, back), (-1, moves_back(back))):
            for move in moves:
                sent = move.origin_returned_move_id
                if sign < 0:
                    sent = sent.origin_returned_move_id
                account, price = self.price_of[sent]
                sale = (
                    sent.sale_line_id.order_id
                    or sent.picking_id.sale_id
                    or sent.picking_id
                )
                returned[sale, account] += sign * in_quanta(
                    price * move._linkstar_in_product_unit(move.quantity),
                    sent.picking_id._linkstar_currency(),
                )
        return returned

    def _credited_orders(self, since, last):
        """Return the orders with charges or refunds entered since ``since``, or dated
        after ``last``.
        """
        news = [
            "|",
            ("move_id.write_date", ">=", since),
            ("move_id.invoice_date", ">", last),
        ]
        domain = [
            ("company_id", "=", self.company.id),
            ("move_id.move_type", "in", ("out_invoice", "out_refund")),
            *news,
        ]
        orders = (
            self.env["account.move.line"]
            .search([*domain, ("sale_line_ids", "!=", False)])
            .sale_line_ids.order_id
        )
        notes = self.env["account.move"].search(
            [
                ("company_id", "=", self.company.id),
                ("move_type", "=", "out_refund"),
                "|",
                ("write_date", ">=", since),
                ("invoice_date", ">", last),
            ]
        )
        orders |= notes.reversed_entry_id.invoice_line_ids.sale_line_ids.order_id
        origins = [origin for origin in notes.mapped("invoice_origin") if origin]
        orders |= orders.search(
            [("company_id", "=", self.company.id), ("name", "in", origins)]
        )
        online = self.env["payment.transaction"].search(
            [("operation", "=", "refund"), ("last_state_change", ">=", since)]
        )
        found = online.source_transaction_id.sale_order_ids
        return orders | found.filtered(lambda order: order.company_id == self.company)


def _account(sale_line):
    """Return the account of an order line: the line itself for goods, ``COSTS`` for
    costs that are taxed with them, else None.
    """
    role = sale_line._linkstar_role()
    return sale_line if role == "goods" else COSTS if role in _COSTS else None
