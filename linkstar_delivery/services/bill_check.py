# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Checks the lines of a statement: one verdict for each parcel."""

import json
from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from odoo.tools import SQL

from ..statements import border, tolerated, verdict
from . import bill_cases, bill_load, deciding, real_cost

#: The lines of one parcel: of its shipment, or of its number where no shipment is
#: known.
_KEY = SQL(
    "CASE WHEN match IN ('found', 'confirmed') THEN 's' || shipment_id"
    " ELSE coalesce(waybill, tracking, reference, '') END"
)


def check(bill, after, count):
    """Create the verdicts of the next ``count`` parcels of ``bill`` behind the line
    ``after``, and put real costs on their orders; return the first line of the last
    of them, ``None`` at the end.
    """
    env = bill.env
    groups = _groups(bill, after, count)
    if not groups:
        return None
    shipments = env["linkstar.shipment"].browse(
        dict.fromkeys(
            line.shipment_id
            for lines in groups.values()
            for line in lines
            if line.shipment_id and line.match in ("found", "confirmed")
        )
    )
    days = {line.shipment_id: line.day for lines in groups.values() for line in lines}
    taxed = {
        line.shipment_id
        for lines in groups.values()
        for line in lines
        if line.kind == border.VAT
    }
    earlier = _earlier(bill, shipments)
    taxed |= {each for each, amounts in earlier.items() if border.VAT in amounts}
    facts = bill_cases.facts(shipments, days, taxed)
    standings = {shipment.id: _standing(shipment) for shipment in shipments.sudo()}
    tolerance, rules = bill._tolerance(), deciding.rules(bill.account_id)
    before = deciding.accepted_before(bill)
    values = []
    for lines in groups.values():
        case = _case(lines, facts, earlier, standings)
        found = tolerated.apply(verdict.judge(case, tolerance), rules)
        values.append(_as_before(_values(bill, lines, found), before))
    _insert(bill, values)
    real_cost.pass_on_checked(shipments.sudo())
    shipments.sudo().picking_id.sale_id._linkstar_costs_changed()
    return max(groups)


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


class _Line:
    __slots__ = (
        "amount",
        "currency",
        "day",
        "first",
        "kind",
        "match",
        "number",
        "row",
        "settled",
        "sheet",
        "shipment_id",
        "special",
        "twice",
    )

    def __init__(self, values):
        for name, value in values.items():
            setattr(self, name, value)


def _groups(bill, after, count):
    """{id of the first line: lines} of the next parcels."""
    rows = bill.env.execute_query_dict(
        SQL(
            """
            WITH parcels AS (
                SELECT %(key)s AS key, min(id) AS first FROM linkstar_bill_line
                 WHERE bill_id = %(bill)s
              GROUP BY 1
                HAVING min(id) > %(after)s
              ORDER BY 2
                 LIMIT %(count)s
            ),
            mine AS (
                SELECT *, %(key)s AS key FROM linkstar_bill_line
                 WHERE bill_id = %(bill)s
            )
            SELECT parcels.first, mine.kind, mine.amount, currency.name AS currency,
                   mine.special, mine.twice, mine.settled, mine.shipment_id, mine.match,
                   mine.sheet, mine.row, mine.day,
                   coalesce(mine.waybill, mine.tracking, mine.reference) AS number
              FROM parcels
              JOIN mine ON mine.key = parcels.key
         LEFT JOIN res_currency currency ON currency.id = mine.currency_id
          ORDER BY parcels.first, mine.id
            """,
            key=_KEY,
            bill=bill.id,
            after=after,
            count=count,
        )
    )
    groups = defaultdict(list)
    for row in rows:
        groups[row["first"]].append(_Line(row))
    return groups


def _earlier(bill, shipments):
    """{id of a shipment: {kind: amount}} of the statements that were loaded before."""
    rows = bill.env.execute_query(
        SQL(
            """
            SELECT shipment_id, kind, sum(amount) FROM linkstar_bill_line
             WHERE shipment_id = ANY(%s) AND bill_id <> %s AND id < %s
               AND match IN ('found', 'confirmed') AND NOT twice
          GROUP BY shipment_id, kind
            """,
            list(shipments.ids),
            bill.id,
            bill_load.first_line(bill),
        )
    )
    found = defaultdict(dict)
    for shipment_id, kind, amount in rows:
        found[shipment_id][kind] = _decimal(amount)
    return found


def _standing(shipment):
    """Why the carrier may bill nothing for ``shipment``: it was cancelled, or it is
    still here; "" otherwise.
    """
    if shipment.handed_over_at or shipment.tracking_state not in ("none", "registered"):
        return ""
    if shipment.state == "cancelled":
        return "cancelled"
    return "" if shipment.picking_id.state == "done" else "unsent"


def _case(lines, facts, earlier, standings):
    first = lines[0]
    charges = tuple(
        verdict.BilledCharge(
            line.kind,
            _decimal(line.amount),
            line.currency or "",
            line.special or "",
            bool(line.twice),
        )
        for line in lines
    )
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
        standings[first.shipment_id],
        earlier.get(first.shipment_id, {}),
        known.duties,
    )


def _settled(lines):
    """The billed weight: of all boxes of the shipment, each counted once."""
    by_number = {}
    for line in lines:
        if line.settled and not line.twice:
            weight = _decimal(line.settled)
            by_number[line.number] = max(weight, by_number.get(line.number, weight))
    return sum(by_number.values(), Decimal(0)) or None


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
