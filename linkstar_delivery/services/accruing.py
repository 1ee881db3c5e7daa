# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The accrual of a month: what was shipped and is not billed yet, as one entry with a
dated reversal.
"""

import base64
import io
from collections import defaultdict
from datetime import datetime, time, timedelta, timezone
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

import xlsxwriter

from odoo import fields
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..rating import NotAvailable, quote
from ..statements import booking as rules
from . import bill_cases, booking

#: Shipments that are priced at once.
_SLICE = 1000

#: Shipped until a moment, without a bill dated until that day.
_OPEN = """
    SELECT shipment.id
      FROM linkstar_shipment shipment
     WHERE shipment.company_id = %(company)s
       AND shipment.state IN ('accepted', 'ready')
       AND (shipment.handed_over_at IS NOT NULL
            OR shipment.tracking_state NOT IN ('none', 'registered'))
       AND COALESCE(shipment.handed_over_at, shipment.booked_at) < %(end)s
       AND COALESCE(shipment.handed_over_at, shipment.booked_at) >= %(begin)s
       AND NOT EXISTS (
               SELECT 1 FROM linkstar_bill_line line
                 JOIN linkstar_bill bill ON bill.id = line.bill_id
                WHERE line.shipment_id = shipment.id
                  AND line.match IN ('found', 'confirmed')
                  AND bill.date <= %(day)s
           )
       AND NOT EXISTS (
               SELECT 1 FROM linkstar_charge charge
                WHERE charge.shipment_id = shipment.id AND charge.stage = 'billed'
                  AND charge.date < %(end)s
           )
     ORDER BY shipment.id
"""

#: Billed too little until that day: the carrier may bill the rest. Only the last
#: statement of a shipment counts.
_BELOW = """
    SELECT DISTINCT ON (verdict.shipment_id)
           verdict.shipment_id, verdict.expected - verdict.billed, verdict.verdict,
           account.currency_id
      FROM linkstar_bill_verdict verdict
      JOIN linkstar_bill bill ON bill.id = verdict.bill_id
      JOIN linkstar_account account ON account.id = bill.account_id
     WHERE verdict.current AND verdict.expected_known
       AND verdict.shipment_id IS NOT NULL
       AND bill.company_id = %(company)s
       AND bill.date <= %(day)s AND bill.date >= %(since)s
     ORDER BY verdict.shipment_id, bill.date DESC, bill.id DESC
"""


class Accrued(NamedTuple):
    """An amount of one shipment; ``source``: "card", "quoted" or "below"."""

    shipment: object
    currency: object
    kind: str
    amount: Decimal
    source: str


def _moments(company, day, days):
    """(begin, end) in UTC of the ``days`` until ``day`` of the company."""
    zone = ZoneInfo(company.sudo().partner_id.tz or "Asia/Shanghai")
    end = datetime.combine(day + timedelta(days=1), time(), zone)
    end = end.astimezone(timezone.utc).replace(tzinfo=None)
    return end - timedelta(days=days), end


def shipped_not_billed(company, day, days):
    """The shipments of ``company`` that were handed over in the ``days`` until ``day``
    and are in no bill of that time.
    """
    env = company.env
    for name in (
        "linkstar.shipment",
        "linkstar.bill",
        "linkstar.bill.line",
        "linkstar.charge",
    ):
        env[name].flush_model()
    begin, end = _moments(company, day, days)
    rows = env.execute_query(
        SQL(_OPEN, company=company.id, day=day, begin=begin, end=end)
    )
    return env["linkstar.shipment"].browse([row[0] for row in rows])


def amounts(company, day, days):
    """([``Accrued``], the shipments that have no price)."""
    found, unknown = [], company.env["linkstar.shipment"]
    open_shipments = shipped_not_billed(company, day, days)
    for start in range(0, len(open_shipments), _SLICE):
        part = open_shipments[start : start + _SLICE]
        priced = _priced(part)
        for shipment in part:
            if shipment.id in priced:
                found += priced[shipment.id]
            else:
                unknown += shipment
    return found + _below(company, day, days), unknown


def _priced(shipments):
    """{id of a shipment: [``Accrued``]}: by the card at the measured weight, else as it
    was quoted.
    """
    env = shipments.env
    found, currencies = {}, {}
    for shipment_id, fact in bill_cases.facts(shipments).items():
        price = quote(fact.card, fact.request) if fact.card else None
        if price is None or isinstance(price, NotAvailable):
            continue
        if price.currency not in currencies:
            currencies[price.currency] = env["res.currency"].search(
                [("name", "=", price.currency)], limit=1
            )
        shipment = shipments.browse(shipment_id)
        found[shipment_id] = [
            Accrued(shipment, currencies[price.currency], kind, amount, "card")
            for kind, amount in price.charges
        ]
    left = shipments.filtered(lambda shipment: shipment.id not in found)
    quoted = defaultdict(list)
    for charge in left.charge_ids.filtered(lambda each: each.stage == "quoted"):
        quoted[charge.shipment_id.id].append(
            Accrued(
                charge.shipment_id,
                charge.currency_id,
                charge.kind,
                Decimal(str(charge.amount)),
                "quoted",
            )
        )
    return {**found, **quoted}


def _below(company, day, days):
    env = company.env
    env["linkstar.bill.verdict"].flush_model()
    rows = env.execute_query(
        SQL(_BELOW, company=company.id, day=day, since=day - timedelta(days=days))
    )
    return [
        Accrued(
            env["linkstar.shipment"].browse(shipment_id),
            env["res.currency"].browse(currency_id),
            "freight",
            Decimal(str(missing)),
            "below",
        )
        for shipment_id, missing, verdict, currency_id in rows
        if verdict == "below" and missing > 0
    ]


# --- the entry


def create(company, day, reversal_day, journal, account, days):
    """The posted accrual of ``company`` at the end of ``day`` and its reversal, which
    core posts on ``reversal_day``.

    :param company: with all rights; the caller has checked the user's
    :raise UserError: when something that finance must correct prevents it
    """
    env = company.env
    _check(company, day, reversal_day, journal, account)
    found, unknown = amounts(company, day, days)
    lines = _lines(company, day, found, account)
    if not lines:
        raise UserError(
            env._(
                "Nothing was shipped until %s that is not billed and has a price.",
                fields.Date.to_string(day),
            )
        )
    move = env["account.move"].create(
        {
            "move_type": "entry",
            "company_id": company.id,
            "journal_id": journal.id,
            "date": day,
            "ref": env._("Linkstar: shipped and not billed"),
            "linkstar_accrual_date": day,
            "line_ids": [fields.Command.create(line) for line in lines],
        }
    )
    move._post()
    reversal = move._reverse_moves(
        [{"date": reversal_day, "ref": env._("Reversal of: %s", move.name)}]
    )
    reversal._post()
    move._message_log(
        body=env._(
            "Shipments: %(count)s. Without a price, and not included: %(unknown)s.",
            count=len({each.shipment for each in found}),
            unknown=len(unknown),
        )
    )
    env["ir.attachment"].create(
        {
            "name": f"linkstar-{day}.xlsx",
            "datas": base64.b64encode(workbook(found, unknown)),
            "res_model": move._name,
            "res_id": move.id,
        }
    )
    return move + reversal


def _check(company, day, reversal_day, journal, account):
    env = company.env
    if day > fields.Date.context_today(company):
        raise UserError(env._("The accrual is for a day that has passed."))
    if reversal_day <= day:
        raise UserError(env._("The reversal must be after the date of the accrual."))
    if not account.reconcile:
        raise UserError(
            env._(
                "The account %s cannot be reconciled. Allow reconciliation on it, or "
                "choose another one: the reversal closes the accrual.",
                account.display_name,
            )
        )
    for date in (day, reversal_day):
        booking.check_date(company, date, journal, False)
    # Two people at once make one accrual.
    company.lock_for_update(allow_referencing=True)
    known = env["account.move"].search(
        [
            ("company_id", "=", company.id),
            ("linkstar_accrual_date", "!=", False),
            ("reversed_entry_id", "=", False),
            ("state", "!=", "cancel"),
            ("date", "<=", day),
        ]
    )
    for move in known:
        ends = move.reversal_move_ids.filtered(lambda each: each.state != "cancel")
        if not ends or min(ends.mapped("date")) > day:
            raise UserError(
                env._(
                    "The accrual %s is still in force on that day. Reverse or cancel "
                    "it first.",
                    move.display_name,
                )
            )


def _lines(company, day, found, account):
    """Values of the lines: an expense for each currency, kind and analytic key, and one
    liability for each currency.
    """
    env, lines = company.env, []
    by_currency = defaultdict(list)
    keys = booking.shares(
        env["linkstar.shipment"].union(*(each.shipment for each in found))
    )
    included = _tax_included(company)
    codes = dict.fromkeys(each.kind for each in found)
    known = env["linkstar.booking.rule"]._of(company, codes)
    for each in found:
        amount = _net(each, known[each.kind], included)
        by_currency[each.currency].append((each.kind, amount, keys[each.shipment.id]))
    labels = dict(
        env["linkstar.booking.rule"]._fields["kind"]._description_selection(env)
    )
    for currency, own in by_currency.items():
        part = [
            {
                "name": env._("Shipped and not billed: %s", labels[kind]),
                "account_id": _expense(known[kind], labels[kind]).id,
                "currency_id": currency.id,
                "amount_currency": float(amount),
                "analytic_distribution": dict(key) or False,
            }
            for (kind, key), amount in rules.lines(own, currency.decimal_places).items()
        ]
        total = currency.round(sum(line["amount_currency"] for line in part))
        balance = currency._convert(total, company.currency_id, company, day)
        _spread(company, currency, day, part, balance)
        if total:
            part.append(
                {
                    "name": env._("Shipped and not billed"),
                    "account_id": account.id,
                    "currency_id": currency.id,
                    "amount_currency": -total,
                    "balance": -balance,
                    "analytic_distribution": False,
                }
            )
        lines += part
    return lines


def _spread(company, currency, day, lines, balance):
    """Give ``lines`` their amounts in the company's currency; the largest line takes
    the cents that rounding leaves of the ``balance`` of all.
    """
    for line in lines:
        line["balance"] = currency._convert(
            line["amount_currency"], company.currency_id, company, day
        )
    left = company.currency_id.round(balance - sum(line["balance"] for line in lines))
    if left:
        largest = max(lines, key=lambda line: abs(line["balance"]))
        largest["balance"] = company.currency_id.round(largest["balance"] + left)


def _tax_included(company):
    """{account: whether its statements include tax}, as the last one."""
    bills = company.env["linkstar.bill"].search(
        [("company_id", "=", company.id), ("partner_id", "!=", False)], order="id"
    )
    return {bill.account_id: bill.tax_included for bill in bills}


def _net(each, rule, included):
    if not rule.tax_ids or not included.get(each.shipment.account_id, True):
        return each.amount
    taxes = rule.tax_ids.with_context(force_price_include=True, round=False)
    net = taxes.compute_all(float(each.amount), each.currency)["total_excluded"]
    return Decimal(str(net))


def _expense(rule, label):
    account = rule._account()
    if not account:
        raise UserError(
            rule.env._(
                "%s has no expense account. Enter it in the booking rule of this kind "
                "of charge.",
                label,
            )
        )
    return account


def workbook(found, unknown):
    """The shipments of an accrual as an xlsx file, for whoever audits it."""
    env = unknown.env
    labels = dict(env["linkstar.charge"]._fields["kind"]._description_selection(env))
    sources = {
        "card": env._("Rate card"),
        "quoted": env._("Quoted"),
        "below": env._("Billed too little"),
    }
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True})
        money = book.add_format({"num_format": "#,##0.00"})
        sheet = book.add_worksheet("Accrual")
        heads = (
            env._("Shipment"),
            env._("Handed over on"),
            env._("Kind of charge"),
            env._("Amount"),
            env._("Currency"),
            env._("Source"),
        )
        sheet.write_row(0, 0, heads, bold)
        for row, each in enumerate(found, 1):
            sheet.write_string(row, 0, each.shipment.display_name or "")
            sheet.write_string(row, 1, str(each.shipment.handed_over_at or ""))
            sheet.write_string(row, 2, labels[each.kind])
            sheet.write_number(row, 3, float(each.amount), money)
            sheet.write_string(row, 4, each.currency.name)
            sheet.write_string(row, 5, sources[each.source])
        for row, shipment in enumerate(unknown, len(found) + 1):
            sheet.write_string(row, 0, shipment.display_name or "")
            sheet.write_string(row, 1, str(shipment.handed_over_at or ""))
            sheet.write_string(row, 5, env._("No price"))
        sheet.set_column(0, 5, 20)
        sheet.freeze_panes(1, 0)
    return out.getvalue()
