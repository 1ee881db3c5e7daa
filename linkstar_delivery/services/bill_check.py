# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Checks the lines of a statement: one verdict for each parcel."""

import json
from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from odoo.tools import SQL

from ..rating.repeated import RepeatedCards
from ..statements import border, tolerated, verdict
from . import bill_cases, bill_load, deciding, real_cost

#: The lines of one parcel: of its shipment, or of its number where no shipment is
#: known.
_KEY = SQL(
    "CASE WHEN match IN ('found', 'confirmed') THEN 's' || shipment_id"
    " ELSE coalesce(waybill, tracking, reference, '') END"
)


class CheckRun:
    """What all parts of a statement's check share: the parcels that are still to be
    checked, the rate cards, and the prices that were calculated.
    """

    def __init__(self, env):
        self.cards, self.quoted = bill_cases.Cards(env), RepeatedCards().quote
        self._at, self._parcels = None, []
        self._first = {}

    def next(self, bill, count):
        """The ids of the lines of the next ``count`` parcels behind the line
        ``bill.checked_to``, a list for each parcel in the order of their first lines.
        """
        at = bill.id, bill.run, bill.checked_to
        if self._at != at:
            self._parcels, self._first = self._found(bill), {}
        found, self._parcels = self._parcels[:count], self._parcels[count:]
        # The work of a person, who confirms a shipment, begins a run anew.
        self._at = bill.id, bill.run, found[-1][0] if found else None
        return found

    def first_line(self, bill):
        """The lowest id of the lines of ``bill``, until a run begins anew."""
        key = bill.id, bill.run
        if key not in self._first:
            self._first = {key: bill_load.first_line(bill)}
        return self._first[key]

    def _found(self, bill):
        bill.env["linkstar.bill.line"].flush_model()
        rows = bill.env.execute_query(
            SQL(
                """
                SELECT array_agg(id ORDER BY id) FROM linkstar_bill_line
                 WHERE bill_id = %(bill)s
              GROUP BY %(key)s
                HAVING min(id) > %(after)s
              ORDER BY min(id)
                """,
                key=_KEY,
                bill=bill.id,
                after=bill.checked_to,
            )
        )
        return [ids for (ids,) in rows]


def check(bill, parcels, work):
    """Create the verdicts of ``parcels``, each a list of the ids of its lines, and put
    real costs on their orders.
    """
    groups = lines_of(bill, parcels)
    found, facts = judged(bill, groups, work)
    rules, before = deciding.rules(bill.account_id), deciding.accepted_before(bill)
    _insert(
        bill,
        [
            _as_before(_values(bill, lines, tolerated.apply(each, rules)), before)
            for lines, each in zip(groups, found, strict=True)
        ],
    )
    real_cost.pass_on_checked(
        bill.env["linkstar.shipment"].sudo().browse(each for each in facts)
    )
    bill.env["sale.order"].sudo().browse(
        dict.fromkeys(each.order_id for each in facts.values() if each.order_id)
    )._linkstar_costs_changed()


def judged(bill, groups, work):
    """([the ``verdict.Verdict`` of each of ``groups``, as of :func:`lines_of`],
    {id of a shipment: ``bill_cases.Facts``}): what was expected, calculated again, and
    what the difference comes from.
    """
    shipments = bill.env["linkstar.shipment"].browse(
        dict.fromkeys(
            lines[0].shipment_id
            for lines in groups
            if lines[0].match in ("found", "confirmed")
        )
    )
    days = {line.shipment_id: line.day for lines in groups for line in lines}
    earlier = _earlier(bill, shipments, work.first_line(bill))
    tolerance = bill._tolerance()
    facts = bill_cases.facts(shipments, days, _with_duties(groups, earlier), work.cards)
    return [
        verdict.judge(_case(lines, facts, earlier, work.quoted), tolerance)
        for lines in groups
    ], facts


def _with_duties(groups, earlier):
    """{id of a shipment that a duty or import VAT is billed for: whether VAT was, here
    or earlier}
    """
    found = {}
    for lines in groups:
        kinds = {line.charge.kind for line in lines} & {border.DUTY, border.VAT}
        if kinds:
            shipment_id = lines[0].shipment_id
            found[shipment_id] = border.VAT in kinds or border.VAT in earlier.get(
                shipment_id, ()
            )
    return found


def _as_before(values, accepted):
    """The values of a verdict that somebody accepted in an earlier check stay so."""
    if (
        values["verdict"] == verdict.DISPUTE
        and deciding.key(values["number"], values["reasons"]) in accepted
    ):
        return {**values, "verdict": "tolerated", "disputed": 0, "accepted": True}
    return values


#: The columns of a verdict and their types in PostgreSQL.
_COLUMNS = {
    "bill_id": "int",
    "run": "int",
    "current": "boolean",
    "shipment_id": "int",
    "number": "text",
    "rows": "text",
    "verdict": "text",
    "billed": "numeric",
    "expected_known": "boolean",
    "expected": "numeric",
    "difference": "numeric",
    "checked": "numeric",
    "disputed": "numeric",
    "accepted": "boolean",
    "settled_weight": "numeric",
    "expected_weight": "numeric",
    "reasons": "jsonb",
}


def _insert(bill, values):
    """Create verdicts, which have no computed fields: ``create`` would take three
    fifths of the whole check.
    """
    names = SQL(", ").join(map(SQL.identifier, _COLUMNS))
    types = SQL(", ").join(
        SQL("%s %s", SQL.identifier(name), SQL(kind)) for name, kind in _COLUMNS.items()
    )
    bill.env.cr.execute(
        SQL(
            "INSERT INTO linkstar_bill_verdict (%(names)s)"
            " SELECT %(names)s FROM jsonb_to_recordset(%(rows)s) AS given(%(types)s)",
            names=names,
            types=types,
            rows=json.dumps(values),
        )
    )
    bill.env["linkstar.bill.verdict"].invalidate_model(flush=False)
    bill.invalidate_recordset(["verdict_ids", "dispute_count"], flush=False)


class _Line(NamedTuple):
    charge: verdict.BilledCharge
    settled: Decimal | None
    shipment_id: int | None
    match: str
    sheet: str | None
    row: int
    day: date | None
    number: str | None


def lines_of(bill, parcels):
    """The lines of each of ``parcels``, which are lists of their ids."""
    rows = bill.env.execute_query(
        SQL(
            """
            SELECT line.id, line.kind, line.amount, coalesce(currency.name, ''),
                   coalesce(line.special, ''), coalesce(line.twice, false),
                   line.settled, line.shipment_id, line.match, line.sheet,
                   line.row, line.day,
                   coalesce(line.waybill, line.tracking, line.reference)
              FROM linkstar_bill_line line
         LEFT JOIN res_currency currency
                ON currency.id = coalesce(line.foreign_currency_id, %s)
             WHERE line.id = ANY(%s)
            """,
            bill.currency_id.id,
            [line_id for ids in parcels for line_id in ids],
        )
    )
    lines = {
        line_id: _Line(
            verdict.BilledCharge(kind, _decimal(amount), currency, special, twice),
            _decimal(settled) if settled else None,
            *values,
        )
        for line_id, kind, amount, currency, special, twice, settled, *values in rows
    }
    return [[lines[line_id] for line_id in ids] for ids in parcels]


def _earlier(bill, shipments, first_line):
    """{id of a shipment: {kind: amount}} of the statements that were loaded before."""
    rows = bill.env.execute_query(
        SQL(
            """
            SELECT wanted.id, before.kind, before.amount
              FROM unnest(%(shipments)s::int[]) wanted(id)
              JOIN LATERAL (
                       SELECT kind, sum(amount) AS amount FROM linkstar_bill_line
                        WHERE shipment_id = wanted.id AND id < %(first)s
                          AND bill_id <> %(bill)s
                          AND match IN ('found', 'confirmed') AND NOT twice
                     GROUP BY kind
                   ) before ON TRUE
            """,
            shipments=list(shipments.ids),
            bill=bill.id,
            first=first_line,
        )
    )
    found = defaultdict(dict)
    for shipment_id, kind, amount in rows:
        found[shipment_id][kind] = _decimal(amount)
    return found


def _case(lines, facts, earlier, quoted):
    first = lines[0]
    charges = tuple([line.charge for line in lines])
    if first.match in ("suggested", "damaged", "several"):
        standing = "several" if first.match == "several" else "damaged"
        return verdict.Case(charges, standing=standing)
    if first.match == "none":
        return verdict.Case(charges, standing="unknown")
    known = facts[first.shipment_id]
    return verdict.Case(
        charges,
        known.request,
        _settled(lines),
        known.card,
        known.others,
        known.standing,
        earlier.get(first.shipment_id, {}),
        known.duties,
        quoted,
    )


def _settled(lines):
    """The billed weight: of all boxes of the shipment, each counted once."""
    alike = {(line.number, line.settled) for line in lines if not line.charge.twice}
    if len(alike) == 1:
        return alike.pop()[1]
    by_number = {}
    for line in lines:
        if line.settled and not line.charge.twice:
            weight = line.settled
            by_number[line.number] = max(weight, by_number.get(line.number, weight))
    return sum(by_number.values(), Decimal(0)) or None


@lru_cache(maxsize=10_000)
def _decimal(value):
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def _values(bill, lines, found):
    rows = sorted({(line.sheet or "", line.row) for line in lines})
    sure = lines[0].match in ("found", "confirmed")
    known = found.expected is not None
    digit = Decimal(1).scaleb(-bill.currency_id.decimal_places)

    def money(amount):
        return str(amount.quantize(digit, ROUND_HALF_UP))

    return {
        "bill_id": bill.id,
        "run": bill.run,
        "current": True,
        "shipment_id": lines[0].shipment_id if sure else None,
        "number": lines[0].number,
        "rows": ", ".join(f"{sheet} {row}".strip() for sheet, row in rows[:20]),
        "verdict": found.verdict,
        "billed": money(found.billed),
        "expected_known": known,
        "expected": money(found.expected) if known else 0,
        "difference": money(found.billed - found.expected) if known else 0,
        "checked": money(found.checked),
        "disputed": money(found.disputed),
        "accepted": False,
        "settled_weight": str(round(_settled(lines) or 0, 4)),
        "expected_weight": str(round(found.weight or 0, 4)) if known else 0,
        "reasons": [
            [why.code, None if why.amount is None else str(why.amount), _plain(why)]
            for why in found.reasons
        ],
    }


def _plain(why):
    """The numbers of a reason as JSON has them."""
    return {
        name: _text(value) if isinstance(value, (Decimal, date)) else value
        for name, value in why.params.items()
        if name != "reasons"
    }


def _text(value):
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
