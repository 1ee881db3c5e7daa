# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The local carriers of shipments, by the rate cards of their lines."""

from odoo.tools import SQL

from ..rating import NotAvailable, quote
from . import bill_cases

_DAYS = 120


def fill(env, count):
    """Write the local carrier of at most ``count`` booked shipments that have none yet,
    "" where the card names none; return how many were written.
    """
    shipments = env["linkstar.shipment"].sudo()
    shipments.flush_model()
    ids = [
        shipment_id
        for (shipment_id,) in env.execute_query(
            SQL(
                """
                SELECT id FROM linkstar_shipment
                 WHERE last_mile IS NULL AND state <> 'cancelled'
                   AND booked_at > now() AT TIME ZONE 'UTC' - %s * INTERVAL '1 day'
              ORDER BY id
                 LIMIT %s
                """,
                _DAYS,
                count,
            )
        )
    ]
    if not ids:
        return 0
    names = {}
    for shipment_id, each in bill_cases.facts(shipments.browse(ids)).items():
        price = quote(each.card, each.request) if each.card else None
        known = price is not None and not isinstance(price, NotAvailable)
        names[shipment_id] = price.last_mile if known else ""
    env.cr.execute(
        SQL(
            """
            UPDATE linkstar_shipment s SET last_mile = found.name
              FROM unnest(%s::int[], %s::text[]) AS found(id, name)
             WHERE s.id = found.id
            """,
            list(names),
            list(names.values()),
        )
    )
    shipments.invalidate_model(["last_mile"], flush=False)
    return len(ids)
