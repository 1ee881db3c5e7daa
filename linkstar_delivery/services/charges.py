# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the carrier bills for a shipment."""

from decimal import Decimal

from ..lifecycle import charges as settling


def add_billed(shipment, charges, now):
    """The charges that are the difference between the carrier's statement and the
    amounts billed before: the sum of all charges equals the statement.
    """
    billed = shipment.charge_ids.filtered(lambda charge: charge.stage == "billed")
    currency, known = shipment.account_id.currency_id, {}
    for charge in billed:
        known[charge.kind] = known.get(charge.kind, Decimal(0)) + _decimal(
            charge.amount, charge.currency_id
        )
    stated = [(kind, _decimal(amount, currency)) for kind, amount in charges.amounts]
    # The carrier's total is what it bills, also if it does not list all parts.
    stated.append(
        (
            "other",
            _decimal(charges.total, currency) - sum(amount for _kind, amount in stated),
        )
    )
    return shipment.env["linkstar.charge"].create(
        [
            {
                "shipment_id": shipment.id,
                "company_id": shipment.company_id.id,
                "kind": kind,
                "stage": "billed",
                "correction": bool(billed),
                "currency_id": currency.id,
                "amount": float(after - before),
                "date": now,
            }
            for kind, before, after in settling.changes(known, stated)
        ]
    )


def _decimal(amount, currency):
    """``amount`` rounded to the currency's smallest unit."""
    return Decimal(str(currency.round(float(amount))))
