# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A carrier's rate card for one line, as values.

Weights are kilograms and lengths are centimetres, both ``Decimal``. Every amount is
``Decimal`` in ``Card.currency``. Dates are days in the time zone of the caller;
``valid_to`` is the last day. A missing text is "", a missing number or date is
``None``. The dataclasses accept wrong values; ``check.problems`` finds them all.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

ZERO = Decimal(0)

#: ``Bracket.kind``: the price of the first weight plus a price for each step or part of
#: a step above it; a price per kilogram; one fixed price.
FIRST_STEP, PER_KG, FLAT = "first_step", "per_kg", "flat"
BRACKET_KINDS = (FIRST_STEP, PER_KG, FLAT)

#: ``Surcharge.basis``, the unit that ``Surcharge.amount`` is paid for: once for a
#: waybill, for each parcel that meets the conditions, per kilogram of billable weight,
#: per unit of the goods, per item of duty, or a percentage (8 is 8 %) of the freight
#: after discount or of the declared value.
FIXED, PER_PARCEL, SURCHARGE_PER_KG, PER_ITEM, PER_DUTY_ITEM = (
    "fixed",
    "per_parcel",
    "per_kg",
    "per_item",
    "per_duty_item",
)
PERCENT_FREIGHT, PERCENT_VALUE = "percent_freight", "percent_value"
PERCENTAGES = (PERCENT_FREIGHT, PERCENT_VALUE)
BASES = (FIXED, PER_PARCEL, SURCHARGE_PER_KG, PER_ITEM, PER_DUTY_ITEM, *PERCENTAGES)

#: Each parcel separately, or all parcels of the order together (``WeightRule.per``,
#: ``Card.priced_per``).
PARCEL, SHIPMENT = "parcel", "shipment"
PER = (PARCEL, SHIPMENT)

#: ``Card.discount_per``: the unit of the month's volume, parcels or kilograms.
PARCELS, KILOGRAMS = "parcels", "kg"
DISCOUNT_PER = (PARCELS, KILOGRAMS)

#: ``WeightRule.thresholds``: one of the two thresholds is enough, or both must be
#: exceeded.
ANY, ALL = "any", "all"
THRESHOLDS = (ANY, ALL)


@dataclass(frozen=True)
class Area:
    """A country (ISO 3166-1 alpha-2), or the part of it with the postcodes in
    ``prefixes`` and ``ranges``.

    A range includes both ends and all postcodes that begin with them: ("06", "07")
    includes 07999. In Great Britain, prefixes and ranges are postcode areas and
    districts: "B" is Birmingham and not Bath (BA), and "PA2" is not PA20.
    """

    country: str
    prefixes: tuple[str, ...] = ()
    ranges: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Bracket:
    """The freight for a billable weight above ``over``, up to and including ``up_to``
    (``None``: no end).

    ``kind`` decides whether ``price`` is for the first weight, per kilogram of the
    whole weight, or the whole freight. ``first_weight``, ``step_weight`` and
    ``step_price`` are for the kind ``first_step`` only. ``minimum`` is the minimum
    freight. ``registration`` is added for each waybill; some cards give "per kg + per
    ticket" in one row.
    """

    over: Decimal
    up_to: Decimal | None
    kind: str
    price: Decimal
    first_weight: Decimal = ZERO
    step_weight: Decimal = ZERO
    step_price: Decimal = ZERO
    minimum: Decimal = ZERO
    registration: Decimal = ZERO


@dataclass(frozen=True)
class Zone:
    """A destination and its prices by weight: ``areas`` without ``excluded``.

    ``days_min`` and ``days_max`` are the transit time; ``last_mile`` is the name of the
    local carrier. ``minimum_weight`` replaces ``WeightRule.minimum`` where it is
    larger.
    """

    name: str
    areas: tuple[Area, ...]
    brackets: tuple[Bracket, ...]
    excluded: tuple[Area, ...] = ()
    days_min: int | None = None
    days_max: int | None = None
    last_mile: str = ""
    minimum_weight: Decimal = ZERO


@dataclass(frozen=True)
class Surcharge:
    """An amount on top of the freight. It is due when all conditions that are set are
    met.

    ``code`` is one of ``kinds.SURCHARGE_CODES``, ``name`` is the name on the card.
    ``amount`` is paid per ``basis`` (see ``BASES``), at least ``minimum`` for the
    order. ``areas`` and ``goods_types`` are met when one of them fits. ``over_side``
    and ``over_weight`` are met when the longest side and the actual weight of one
    parcel exceed them. An ``optional`` surcharge is due only when ``Request.options``
    has its code.
    """

    code: str
    basis: str
    amount: Decimal
    name: str = ""
    minimum: Decimal = ZERO
    valid_from: date | None = None
    valid_to: date | None = None
    areas: tuple[Area, ...] = ()
    goods_types: tuple[str, ...] = ()
    over_side: Decimal | None = None
    over_weight: Decimal | None = None
    optional: bool = False


@dataclass(frozen=True)
class WeightRule:
    """How the billable weight is calculated: the larger of actual and volumetric
    weight, at least ``minimum``, rounded up to whole ``step``.

    ``divisor`` is in cm³/kg, ``None`` when the volume does not count. The volume counts
    only when the volumetric weight is more than ``over_ratio`` times the actual weight,
    or a side is longer than ``over_side``, or both, as set in ``thresholds``; a
    threshold of ``None`` is not used. A ``step`` of ``None`` does not round. The
    calculation is made for each parcel and then summed, or (``per`` "shipment") made
    with the sums of all parcels.
    """

    divisor: Decimal | None = None
    over_ratio: Decimal | None = None
    over_side: Decimal | None = None
    thresholds: str = ANY
    minimum: Decimal = ZERO
    step: Decimal | None = None
    per: str = PARCEL


@dataclass(frozen=True)
class ParcelLimits:
    """The limits of a line. Each limit is included; ``None`` is no limit.

    ``max_weight`` is the actual weight of a parcel. ``max_girth`` is the longest side
    plus twice the other two (length and girth), ``max_side_sum`` the sum of the three
    sides. ``max_value`` is the declared value of the whole order. ``goods_types`` are
    the special types of goods that the line carries ("battery", "liquid", …; the
    merchant's own words).
    """

    max_weight: Decimal | None = None
    max_side: Decimal | None = None
    max_side_sum: Decimal | None = None
    max_girth: Decimal | None = None
    max_value: Decimal | None = None
    max_parcels: int | None = None
    goods_types: tuple[str, ...] = ()


@dataclass(frozen=True)
class Discount:
    """``percent`` off the freight for a merchant who has sent at least ``from_volume``
    this month. The highest discount that is reached counts.
    """

    from_volume: Decimal
    percent: Decimal


@dataclass(frozen=True)
class Card:
    """One version of the prices of one line (``service_code``).

    A total is rounded once, half up, to ``places`` digits of ``currency`` (ISO 4217).
    ``priced_per`` "parcel" means that each parcel travels under its own waybill: it
    pays its own first weight and each ``fixed`` surcharge. ``discount_per`` is the unit
    of the volumes of ``discounts``.
    """

    service_code: str
    currency: str
    valid_from: date
    zones: tuple[Zone, ...]
    valid_to: date | None = None
    places: int = 2
    weight_rule: WeightRule = WeightRule()
    limits: ParcelLimits = ParcelLimits()
    surcharges: tuple[Surcharge, ...] = ()
    discounts: tuple[Discount, ...] = ()
    priced_per: str = SHIPMENT
    discount_per: str = PARCELS
