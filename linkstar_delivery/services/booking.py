# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Vendor bills of statements: few lines, the carrier's total to the cent, and nothing
that moves to another date in silence.
"""

from collections import defaultdict
from decimal import Decimal

from odoo import SUPERUSER_ID, fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..statements import booking as rules

#: The largest difference between the taxes of the rules and those of the tax invoice
#: that is rounding; in units of the currency.
_ROUNDING = Decimal(1)


def check_may_book(env):
    """Only finance books; the superuser is the scheduled posting of core.

    :raise AccessError: for others, also where their code runs with all rights
    """
    if env.uid != SUPERUSER_ID and not env.user.has_group(
        "account.group_account_invoice"
    ):
        raise AccessError(
            env._("Only finance users can book. Ask a user with the role Invoicing.")
        )


def check_date(company, date, journal, has_tax):
    """
    :raise UserError: when ``date`` lies in a locked period: core would book on another
        date
    """
    locked = company._get_violated_lock_dates(date, has_tax, journal)
    if locked:
        raise UserError(
            company.env._(
                "%(date)s is in a locked period: %(locks)s. Odoo would book on another "
                "date. Enter an accounting date after the lock date, or have the "
                "period opened.",
                date=fields.Date.to_string(date),
                locks=company.env["res.company"]._format_lock_dates(locked),
            )
        )


def check_before_posting(moves):
    """Dates and analytic plans of our ``moves``, which core does not check when they
    are posted by code.
    """
    for move in moves:
        check_may_book(move.env)
        has_tax = move._affect_tax_report()
        check_date(move.company_id, move.date, move.journal_id, has_tax)
        expenses = move.line_ids.filtered(
            lambda line: line.account_id.internal_group == "expense"
        )
        lines = move.invoice_line_ids if move.is_invoice() else expenses
        lines.with_context(validate_analytic=True)._validate_analytic_distribution()


def journal_of(company, kind):
    """The first journal of ``company`` of this ``kind``.

    :raise UserError: when the company has no chart of accounts
    """
    journal = (
        company.env["account.journal"]
        .sudo()
        .search(
            Domain("type", "=", kind)
            & Domain(company.env["account.journal"]._check_company_domain(company)),
            limit=1,
        )
    )
    if not journal:
        raise UserError(
            company.env._(
                "%s has no journal for this. Set up its accounting first: Invoicing ▸ "
                "Configuration ▸ Settings ▸ Fiscal localization.",
                company.display_name,
            )
        )
    return journal


# --- analytic distribution


def shares(shipments):
    """{id of a shipment: its analytic keys and shares, see ``statements.booking``}, of
    the goods of its order by their value; of the shipping line where that has one. A
    constant number of queries.

    :raise UserError: for an analytic account that does not exist any more
    """
    shipments.fetch(["picking_id"])
    shipments.picking_id.fetch(["sale_id"])
    orders = shipments.picking_id.sale_id
    lines = shipments.env["sale.order.line"].search_fetch(
        [
            ("order_id", "in", orders.ids),
            ("display_type", "=", False),
            ("is_downpayment", "=", False),
        ],
        ["order_id", "analytic_distribution", "price_subtotal", "is_delivery"],
    )
    by_order = {}
    for order, own in lines.grouped("order_id").items():
        shipping = own.filtered(lambda each: each.is_delivery)
        if not any(shipping.mapped("analytic_distribution")):
            shipping = own - shipping
        by_order[order] = rules.combined(
            [
                (each.analytic_distribution, str(each.price_subtotal))
                for each in shipping
            ]
        )
    _check_accounts(shipments.env, by_order)
    nothing = rules.combined([])
    return {
        shipment.id: by_order.get(shipment.picking_id.sale_id, nothing)
        for shipment in shipments
    }


def _check_accounts(env, by_order):
    accounts = env["account.analytic.account"]
    ids_of = {
        order: {
            int(number)
            for key, _share in parts
            for ids, _percent in key
            for number in ids.split(",")
        }
        for order, parts in by_order.items()
    }
    wanted = accounts.browse(set().union(*ids_of.values()))
    gone = set(wanted.ids) - set(wanted.exists().ids)
    for order, ids in ids_of.items():
        if ids & gone:
            raise UserError(
                env._(
                    "An analytic account of the order %s does not exist any more. "
                    "Correct the analytic distribution of its lines.",
                    order.display_name,
                )
            )


# --- the amounts of a statement


def amounts(bill):
    """{currency: [(kind, amount, shares)]} of all lines of ``bill``, and {(currency,
    kind): number of parcels}.
    """
    env = bill.env
    env["linkstar.bill.line"].flush_model()
    rows = env.execute_query(
        SQL(
            """
            SELECT coalesce(foreign_currency_id, %(own)s), kind,
                   CASE WHEN match IN ('found', 'confirmed') THEN shipment_id END,
                   sum(amount), count(DISTINCT coalesce(waybill, tracking, reference))
              FROM linkstar_bill_line
             WHERE bill_id = %(bill)s
          GROUP BY 1, 2, 3
          ORDER BY 1, 2, 3
            """,
            own=bill.currency_id.id,
            bill=bill.id,
        )
    )
    shipments = env["linkstar.shipment"].browse({row[2] for row in rows if row[2]})
    known, nothing = shares(shipments), rules.combined([])
    found, counts = defaultdict(list), defaultdict(int)
    for currency_id, kind, shipment_id, amount, count in rows:
        currency = env["res.currency"].browse(currency_id)
        found[currency].append(
            (kind, Decimal(str(amount)), known.get(shipment_id, nothing))
        )
        counts[currency, kind] += count
    return found, counts


# --- vendor bills


def create(bill):
    """The draft vendor bills of ``bill``: one for each currency, a refund where the
    carrier owes money.

    :param bill: a statement with all rights, in its company; the caller has checked
        the user's
    :raise UserError: when something that finance must correct prevents it
    """
    _check(bill)
    journal = journal_of(bill.company_id, "purchase")
    found, counts = amounts(bill)
    codes = dict.fromkeys(kind for each in found.values() for kind, *_rest in each)
    booking = bill.env["linkstar.booking.rule"]._of(bill.company_id, codes)
    has_tax = any(booking[code].tax_ids for code in codes)
    check_date(bill.company_id, _day(bill), journal, has_tax)
    moves = bill.env["account.move"]
    for currency, each in found.items():
        if not currency.active:
            raise UserError(
                bill.env._(
                    "The statement has amounts in %s, which is not active. Activate "
                    "the currency first.",
                    currency.name,
                )
            )
        lines = rules.lines(each, currency.decimal_places)
        if lines:
            moves += _create_one(bill, journal, currency, lines, booking, counts)
    if not moves:
        raise UserError(
            bill.env._("All charges add up to 0. There is nothing to book.")
        )
    return moves


def _check(bill):
    if bill.state != "done":
        raise UserError(bill.env._("Import and check the statement first."))
    bill._check_not_booked()
    if not bill.partner_id:
        raise UserError(
            bill.env._("Enter the vendor of the statement: the company of the carrier.")
        )


def _day(bill):
    return bill.accounting_date or bill.date


def _create_one(bill, journal, currency, lines, booking, counts):
    total = sum(lines.values())
    sign = -1 if total < 0 else 1
    own = currency == bill.currency_id
    values = {
        "move_type": "in_refund" if sign < 0 else "in_invoice",
        "company_id": bill.company_id.id,
        "journal_id": journal.id,
        "partner_id": bill.partner_id.id,
        "ref": bill.display_name,
        "currency_id": currency.id,
        "invoice_date": bill.date,
        "date": _day(bill),
        "linkstar_bill_id": bill.id,
        "linkstar_tax_invoice": bill.tax_invoice,
        "invoice_line_ids": [
            fields.Command.create(
                _line(bill, currency, kind, key, sign * amount, booking, counts)
            )
            for (kind, key), amount in lines.items()
        ],
    }
    if own and bill.rate and currency != bill.company_id.currency_id:
        values["invoice_currency_rate"] = 1 / bill.rate
    move = bill.env["account.move"].create(values)
    tax = Decimal(str(bill.tax_amount)) if own and bill.tax_amount else None
    _settle(move, sign * total if bill.tax_included else None, tax)
    return move


def _line(bill, currency, kind, key, amount, booking, counts):
    rule = booking[kind]
    label = dict(rule._fields["kind"]._description_selection(bill.env))[kind]
    taxes = rule.tax_ids
    price = float(amount)
    if bill.tax_included and taxes:
        price = taxes.with_context(force_price_include=True).compute_all(
            price, currency, product=rule.product_id, partner=bill.partner_id
        )["total_excluded"]
    values = {
        "product_id": rule.product_id.id,
        "name": bill.env._(
            "%(kind)s, parcels: %(count)s", kind=label, count=counts[currency, kind]
        ),
        "quantity": 1,
        "price_unit": price,
        "tax_ids": [fields.Command.set(taxes.ids)],
        "analytic_distribution": dict(key) or False,
    }
    if rule.account_id:
        values["account_id"] = rule.account_id.id
    return values


def _settle(move, total, tax):
    """Make the draft ``move`` agree with the papers to the cent.

    :param total: the amount with tax that the statement has, or ``None``
    :param tax: the tax on the tax invoice, or ``None``
    :raise UserError: when the taxes differ by more than rounding
    """
    currency = move.currency_id
    tax_lines = move.line_ids.filtered(lambda line: line.display_type == "tax")
    computed = _exact(currency, move.amount_tax)
    if tax is not None and abs(abs(tax) - computed) > _ROUNDING:
        raise UserError(
            move.env._(
                "The tax invoice has %(stated)s of tax, the booking rules give "
                "%(computed)s. Correct the amount or the taxes of the rules.",
                stated=tax,
                computed=computed,
            )
        )
    wanted = computed if tax is None else abs(tax)
    if total is not None:
        if tax is None:
            wanted = total - _exact(currency, move.amount_untaxed)
        net = total - wanted - _exact(currency, move.amount_untaxed)
        if net:
            largest = max(move.invoice_line_ids, key=lambda line: line.price_subtotal)
            largest.price_unit += float(net)
    change = wanted - _exact(currency, move.amount_tax)
    if change and tax_lines:
        line = max(
            move.line_ids.filtered(lambda line: line.display_type == "tax"),
            key=lambda line: abs(line.amount_currency),
        )
        line.amount_currency += float(change) * (1 if line.amount_currency > 0 else -1)


def _exact(currency, amount):
    return Decimal(str(currency.round(amount)))
