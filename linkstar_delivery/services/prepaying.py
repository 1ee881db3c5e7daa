# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a prepaid account at the carrier still has: top-ups less charges, and how long
it lasts.
"""

from typing import NamedTuple

from odoo import fields
from odoo.tools import SQL

_FOUND = SQL("('found', 'confirmed')")

#: {account: what was billed since its first day}. Statements say it where they have a
#: shipment, otherwise the carrier's answers do.
_CHARGED = """
    WITH mine AS (
        SELECT prepaid.id, prepaid.account_id, prepaid.since, account.currency_id
          FROM linkstar_prepaid prepaid
          JOIN linkstar_account account ON account.id = prepaid.account_id
         WHERE prepaid.id = ANY(%(ids)s)
    ),
    lines AS (
        SELECT mine.id, sum(line.amount) AS amount
          FROM mine
          JOIN linkstar_bill bill
            ON bill.account_id = mine.account_id AND bill.loaded
           AND bill.date >= mine.since
          JOIN linkstar_bill_line line ON line.bill_id = bill.id
         WHERE coalesce(line.foreign_currency_id, mine.currency_id) = mine.currency_id
      GROUP BY mine.id
    ),
    shipments AS (
        SELECT mine.id, mine.since, shipment.id AS shipment_id, shipment.state,
               coalesce(shipment.handed_over_at, shipment.booked_at) AS sent_at,
               shipment.handed_over_at IS NOT NULL
               OR shipment.tracking_state NOT IN ('none', 'registered') AS is_sent,
               EXISTS (
                   SELECT 1 FROM linkstar_bill_line line
                    WHERE line.shipment_id = shipment.id AND line.match IN %(found)s
               ) AS has_lines,
               (SELECT sum(charge.amount) FROM linkstar_charge charge
                 WHERE charge.shipment_id = shipment.id AND charge.stage = 'billed'
                   AND charge.currency_id = mine.currency_id
                   AND charge.date >= mine.since) AS billed,
               (SELECT sum(charge.amount) FROM linkstar_charge charge
                 WHERE charge.shipment_id = shipment.id AND charge.stage = 'quoted'
                   AND charge.currency_id = mine.currency_id) AS quoted
          FROM mine
          JOIN linkstar_shipment shipment ON shipment.account_id = mine.account_id
         WHERE coalesce(shipment.handed_over_at, shipment.booked_at)
               >= mine.since - INTERVAL '180 days'
    ),
    sums AS (
        SELECT id,
               sum(billed) FILTER (WHERE NOT has_lines) AS billed,
               sum(quoted) FILTER (
                   WHERE NOT has_lines AND billed IS NULL AND is_sent
                     AND state IN ('accepted', 'ready') AND sent_at >= since
               ) AS expected
          FROM shipments
      GROUP BY id
    )
    SELECT mine.id, coalesce(lines.amount, 0) + coalesce(sums.billed, 0),
           coalesce(sums.expected, 0)
      FROM mine
 LEFT JOIN lines ON lines.id = mine.id
 LEFT JOIN sums ON sums.id = mine.id
"""

#: {account: cost of what was shipped in the last days, and the first day of it}.
_PACE = """
    SELECT prepaid.id,
           sum(coalesce(billed.by_lines, billed.by_charges, billed.quoted, 0)),
           min(coalesce(shipment.handed_over_at, shipment.booked_at))
      FROM linkstar_prepaid prepaid
      JOIN linkstar_account account ON account.id = prepaid.account_id
      JOIN linkstar_shipment shipment ON shipment.account_id = prepaid.account_id
CROSS JOIN LATERAL (
               SELECT (SELECT sum(line.amount) FROM linkstar_bill_line line
                        WHERE line.shipment_id = shipment.id
                          AND line.match IN %(found)s
                          AND coalesce(line.foreign_currency_id, account.currency_id)
                              = account.currency_id) AS by_lines,
                      sum(charge.amount) FILTER (WHERE charge.stage = 'billed')
                          AS by_charges,
                      sum(charge.amount) FILTER (WHERE charge.stage = 'quoted')
                          AS quoted
                 FROM linkstar_charge charge
                WHERE charge.shipment_id = shipment.id
                  AND charge.currency_id = account.currency_id
           ) billed
     WHERE prepaid.id = ANY(%(ids)s)
       AND coalesce(shipment.handed_over_at, shipment.booked_at)
           >= %(now)s - prepaid.pace_days * INTERVAL '1 day'
       AND coalesce(shipment.handed_over_at, shipment.booked_at) <= %(now)s
       AND shipment.state IN ('accepted', 'ready')
  GROUP BY prepaid.id
"""


class Standing(NamedTuple):
    """In the account's currency. ``charged``: billed since the first day; ``expected``:
    shipped and not billed yet; ``pace``: cost of a day.
    """

    charged: float
    expected: float
    pace: float


def standings(prepaid, now=None):
    """{id: ``Standing``} of ``linkstar.prepaid`` records; two queries for all."""
    env = prepaid.env
    for name in (
        "linkstar.prepaid",
        "linkstar.bill",
        "linkstar.bill.line",
        "linkstar.charge",
        "linkstar.shipment",
    ):
        env[name].flush_model()
    now = now or fields.Datetime.now()
    ids = list(prepaid.ids)
    charged = env.execute_query(SQL(_CHARGED, ids=ids, found=_FOUND))
    spent = {
        number: (amount, first)
        for number, amount, first in env.execute_query(
            SQL(_PACE, ids=ids, found=_FOUND, now=now)
        )
    }
    longest = dict(zip(prepaid.ids, prepaid.mapped("pace_days")))
    found = {}
    for number, billed, expected in charged:
        amount, first = spent.get(number, (0, None))
        days = _days(first, now, longest[number]) if first else 1
        found[number] = Standing(
            float(billed), float(expected), float(amount or 0) / days
        )
    return found


def balance_of(bill):
    """What the prepaid account of ``bill`` had on its day: the top-ups up to that day,
    less the statements; ``None`` where the bill states no balance, is from before the
    first day, or nobody follows the account.
    """
    prepaid = bill.env["linkstar.prepaid"].search(
        [("account_id", "=", bill.account_id.id)], limit=1
    )
    if not bill.balance_known or not prepaid or bill.date < prepaid.since:
        return None
    for name in ("linkstar.bill", "linkstar.bill.line"):
        bill.env[name].flush_model()
    charged = bill.env.execute_query(
        SQL(
            """
            SELECT coalesce(sum(line.amount), 0)
              FROM linkstar_bill other
              JOIN linkstar_bill_line line ON line.bill_id = other.id
             WHERE other.account_id = %(account)s AND other.loaded
               AND other.date BETWEEN %(since)s AND %(day)s
               AND coalesce(line.foreign_currency_id, %(currency)s) = %(currency)s
            """,
            account=bill.account_id.id,
            since=prepaid.since,
            day=bill.date,
            currency=bill.currency_id.id,
        )
    )[0][0]
    paid = sum(
        top_up.amount for top_up in prepaid.top_up_ids if top_up.date <= bill.date
    )
    return bill.currency_id.round(paid - float(charged))


def _days(first, now, longest):
    """A young account has fewer days behind it."""
    return max(1, min(longest, (now.date() - first.date()).days))


def days_left(balance, pace):
    """Whole days that ``balance`` lasts at ``pace`` a day, at most 9999; ``None`` when
    nothing is spent.
    """
    if pace <= 0:
        return None
    return min(9999, max(0, int(balance // pace)))
