"""What a quotation is asked and what it answers. Units are those of ``card``; money is in the card's currency."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from .card import ZERO

#: ``Price.weight_kind``: which weight was billed. "minimum" is the least weight of the card or of the zone.
ACTUAL, VOLUMETRIC, MINIMUM = "actual", "volumetric", "minimum"


@dataclass(frozen=True)
class Parcel:
    """One box. ``sides`` are its three sides in any order, ``None`` when they are not known."""

    weight: Decimal | None
    sides: tuple[Decimal, Decimal, Decimal] | None = None


@dataclass(frozen=True)
class Request:
    """What to quote.

    ``country`` is ISO 3166-1 alpha-2; ``postcode`` as people write it. ``item_count`` is the number of units in the order,
    ``duty_items`` the number of items that pay a duty each. ``declared_value`` is of the whole order. ``options`` are codes of
    optional surcharges. ``monthly_parcels`` and ``monthly_weight`` (kg) are what was sent on the line in the month so far, by
    which the contract's discount goes. ``goods_general`` are pairs of a special type of goods and a general one that it
    belongs to (ion_contained, battery): who carries the general one carries the special one.
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
class Step:
    """One line of an explanation: what ``code`` and its ``params`` say, and the exact ``amount`` it adds (zero for a remark).

    The codes and their parameters are in ``explain.STEPS``.
    """

    code: str
    amount: Decimal = ZERO
    params: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Price:
    """The price of one line.

    ``charges`` are pairs of a kind (freight, discount, or a surcharge's code) and an amount in whole digits of the
    currency; they add up to ``total``. So do the amounts of ``steps``, which are exact and end with the rounding.
    ``zone_index`` is the place of the zone in ``Card.zones``.
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
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Reason:
    """Why a line is not to be had; the codes and their parameters are in ``explain.REASONS``."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class NotAvailable:
    """All reasons at once; there is at least one."""

    service_code: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class CardProblem:
    """What is wrong with a card. ``place`` is the way to it from the card: ("zones", 0, "brackets", 3, "price").

    The codes and their parameters are in ``explain.PROBLEMS``.
    """

    place: tuple[str | int, ...]
    code: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)
