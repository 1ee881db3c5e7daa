# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The input and the output of a quotation. Units are as in ``card``; amounts are in the
currency of the card.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from .card import ZERO

#: ``Price.weight_kind``: which weight was billed. "minimum" is the minimum weight of
#: the card or of the zone.
ACTUAL, VOLUMETRIC, MINIMUM = "actual", "volumetric", "minimum"


@dataclass(frozen=True)
class Parcel:
    """One parcel. ``sides`` are its three sides in any order, ``None`` when they are
    not known.
    """

    weight: Decimal | None
    sides: tuple[Decimal, Decimal, Decimal] | None = None


@dataclass(frozen=True)
class Request:
    """The order to quote.

    ``country`` is ISO 3166-1 alpha-2; ``postcode`` as people write it. ``item_count``
    is the number of units in the order, ``duty_items`` the number of items that pay a
    duty each. ``declared_value`` is for the whole order. ``options`` are codes of
    optional surcharges. ``monthly_parcels`` and ``monthly_weight`` (kg) are the volume
    sent on the line in this month so far, for the discount of the contract.
    ``goods_general`` are pairs of a special type of goods and the general type that it
    belongs to (ion_contained, battery): a line that carries the general type also
    carries the special type.
    """

    parcels: tuple[Parcel, ...]
    country: str
    on_date: date
    postcode: str = field(default="", repr=False)
    goods_types: frozenset[str] = frozenset()
    item_count: int = 0
    duty_items: int = 0
    declared_value: Decimal = ZERO
    options: frozenset[str] = frozenset()
    monthly_parcels: int = 0
    monthly_weight: Decimal = ZERO
    goods_general: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class PriceStep:
    """One line of a calculation: a ``code`` with its ``params``, and the exact
    ``amount`` that it adds (zero for a remark).

    The codes and their parameters are in ``explain.STEPS``.
    """

    code: str
    amount: Decimal = ZERO
    params: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Price:
    """The price of one line.

    ``charges`` are pairs of a kind (freight, discount, or the code of a surcharge) and
    an amount in whole digits of the currency; they add up to ``total``. The exact
    amounts of ``steps`` also add up to it; the last step is the rounding.
    ``zone_index`` is the index of the zone in ``Card.zones``.
    """

    service_code: str
    total: Decimal
    currency: str
    zone: str
    zone_index: int
    days_min: int | None
    days_max: int | None
    last_mile: str
    billable_weight: Decimal
    weight_kind: str
    charges: tuple[tuple[str, Decimal], ...]
    steps: tuple[PriceStep, ...]


@dataclass(frozen=True)
class Reason:
    """Why a line is not available; the codes and their parameters are in
    ``explain.REASONS``.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class NotAvailable:
    """All reasons at once; there is at least one."""

    service_code: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class CardProblem:
    """An error of a card. ``place`` is the path to it in the card: ("zones", 0,
    "brackets", 3, "price").

    The codes and their parameters are in ``explain.PROBLEMS``.
    """

    place: tuple[str | int, ...]
    code: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)
