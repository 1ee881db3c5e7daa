# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Finds the shipments of pushed tracking events, and stores the events. The number of
statements does not depend on the number of shipments and events.
"""

import re

from odoo.fields import Domain
from odoo.tools import SQL

#: Other numbers are unknown; "%" and "_" would match any number.
_NUMBER = re.compile(r"[A-Za-z0-9./+-]{3,100}")


def take(account, pushed):
    """Store the events of ``pushed``, an ``api.push.Push``, that are about shipments of
    ``account``.

    :return: {"received", "stored", "ignored", "unknown", "unreadable"}: numbers of
        events. Ignored: known already, or about an earlier parcel with this number.
        Unknown: the account has no such number.
    """
    found = _shipments(account, [parcel.code for parcel in pushed.parcels])
    received, known, unknown = {}, 0, 0
    for parcel in pushed.parcels:
        shipment = found.get(_plain(parcel.code))
        if shipment:
            received.setdefault(shipment, []).append(parcel)
            known += len(parcel.events)
        else:
            unknown += len(parcel.events)
    stored = 0
    if received:
        account.env["linkstar.shipment"].union(*received)._wait_for_turn()
        stored = len(account.env["linkstar.tracking.event"]._store(received, "push"))
    return {
        "received": pushed.received,
        "stored": stored,
        "ignored": known - stored,
        "unknown": unknown,
        "unreadable": pushed.unreadable,
    }


def _plain(number):
    return number.strip().upper()


def _shipments(account, numbers):
    """{number in capitals: the newest shipment of ``account`` with it}"""
    wanted = list({_plain(number) for number in numbers if _NUMBER.fullmatch(number)})
    if not wanted:
        return {}
    env = account.env
    env.flush_all()
    rows = env.execute_query(
        SQL(
            """
            SELECT number, MAX(found.id) FROM (
                SELECT upper(tracking_number) AS number, id FROM linkstar_shipment
                 WHERE upper(tracking_number) = ANY(%(wanted)s)
                UNION
                SELECT upper(waybill), id FROM linkstar_shipment
                 WHERE upper(waybill) = ANY(%(wanted)s)
                UNION
                SELECT reference_no, id FROM linkstar_shipment
                 WHERE reference_no = ANY(%(wanted)s)
                UNION
                SELECT upper(tracking_number), shipment_id FROM linkstar_parcel
                 WHERE upper(tracking_number) = ANY(%(wanted)s)
            ) found
              JOIN linkstar_shipment shipment ON shipment.id = found.id
             WHERE shipment.account_id = %(account)s
             GROUP BY number
            """,
            wanted=wanted,
            account=account.id,
        )
    )
    shipments = env["linkstar.shipment"]
    found = {number: shipments.browse(row_id) for number, row_id in rows}
    missing = [number for number in wanted if number not in found]
    if missing:
        renumbered = shipments.search_fetch(
            Domain("account_id", "=", account.id)
            & Domain.OR(
                Domain("earlier_numbers", "ilike", f" {number} ") for number in missing
            ),
            ["earlier_numbers"],
            order="id",
        )
        for shipment in renumbered:
            for number in shipment.earlier_numbers.upper().split():
                if number in missing:
                    found[number] = shipment
    return found
