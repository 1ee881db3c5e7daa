# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""How much a claim is worth by the contract, and until when it can be sent. Amounts and
weights are decimals.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

KINDS = ("lost", "damaged", "late", "customs", "short")
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class ClaimTerm:
    """What the contract pays for one kind of claim.

    ``goods_percent`` of the declared value of the goods, at most ``cap_per_kg`` for
    each kilogram and at most ``cap``, and ``freight_percent`` of the freight. ``None``:
    no such limit. A claim may be sent from ``first_days`` to ``last_days`` after the
    event, both included.
    """

    goods_percent: Decimal = _HUNDRED
    freight_percent: Decimal = Decimal(0)
    cap_per_kg: Decimal | None = None
    cap: Decimal | None = None
    first_days: int = 0
    last_days: int = 90


def first_day(term, event):
    """The first day on which a claim about ``event`` (a day) may be sent."""
    return event + timedelta(days=term.first_days)


def deadline(term, event):
    """The last day on which a claim about ``event`` (a day) may be sent."""
    return event + timedelta(days=term.last_days)


def in_time(last: date, today: date):
    """Whether a claim with the deadline ``last`` may still be sent ``today``."""
    return today <= last


def amount(term, declared, freight, weight, part=1, digits=2):
    """What the contract pays, rounded half up to ``digits``.

    :param declared: the value of all goods of the parcel
    :param freight: what the carrier charges for the parcel
    :param weight: kilograms of the parcel
    :param part: the share of the goods that the claim is about, above 0 and at most 1;
        freight is paid back by the same share
    :raise ValueError: for amounts below 0, or a part outside its limits
    """
    part = Decimal(str(part))
    if min(declared, freight, weight) < 0 or not 0 < part <= 1:
        raise ValueError("amounts must not be negative, and the part is above 0 to 1")
    goods = declared * part * term.goods_percent / _HUNDRED
    limits = [goods]
    if term.cap_per_kg is not None:
        limits.append(term.cap_per_kg * weight * part)
    if term.cap is not None:
        limits.append(term.cap)
    total = min(limits) + freight * part * term.freight_percent / _HUNDRED
    return total.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
