"""A carrier's rate card for one line, as values.

Weights are kilograms and lengths are centimetres, both ``Decimal``. Every amount is ``Decimal`` in ``Card.currency``.
Dates are days in the time zone of whoever quotes; ``valid_to`` is the last day. Text that is not there is "", a number or
date that is not there is ``None``. Nothing here refuses a wrong value: ``check.problems`` tells them all.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

ZERO = Decimal(0)

#: ``Bracket.kind``: the price of the first weight and of each begun step above it; a price per kilogram; one price.
FIRST_STEP, PER_KG, FLAT = "first_step", "per_kg", "flat"
BRACKET_KINDS = (FIRST_STEP, PER_KG, FLAT)

#: ``Surcharge.code``, in the order in which a price lists them.
SURCHARGE_CODES = (
    "fuel",
    "registration",
    "remote_area",
    "battery",
    "special_goods",
    "oversize",
    "peak_season",
    "pickup",
    "signature",
    "insurance",
    "ioss",
    "ddp_duty",
    "customs_exception",
)

#: ``Surcharge.basis``, what ``Surcharge.amount`` is paid for: once for a waybill, for each parcel that meets the conditions,
#: per kilogram of billable weight, per unit of the goods, per item of duty, or a percentage (8 is 8 %) of the freight after
#: discount or of the declared value.
FIXED, PER_PARCEL, SURCHARGE_PER_KG, PER_ITEM, PER_DUTY_ITEM = "fixed", "per_parcel", "per_kg", "per_item", "per_duty_item"
PERCENT_FREIGHT, PERCENT_VALUE = "percent_freight", "percent_value"
PERCENTAGES = (PERCENT_FREIGHT, PERCENT_VALUE)
BASES = (FIXED, PER_PARCEL, SURCHARGE_PER_KG, PER_ITEM, PER_DUTY_ITEM, *PERCENTAGES)

#: Each parcel on its own, or all parcels of the order together (``WeightRule.per``, ``Card.priced_per``).
PARCEL, SHIPMENT = "parcel", "shipment"
PER = (PARCEL, SHIPMENT)

#: ``Card.discount_per``: what the month's volume counts, parcels or their weight in kilograms.
PARCELS, KILOGRAMS = "parcels", "kg"
DISCOUNT_PER = (PARCELS, KILOGRAMS)

#: ``WeightRule.thresholds``: one of the two thresholds is enough, or both must be passed.
ANY, ALL = "any", "all"
THRESHOLDS = (ANY, ALL)


@dataclass(frozen=True)
class Area:
    """A country (ISO 3166-1 alpha-2), or the part of it that ``prefixes`` and ``ranges`` of postcodes name.

    A range holds its both ends and all that begins with them: ("06", "07") holds 07999. Great Britain's prefixes and
    ranges are postcode areas and districts: "B" is Birmingham, not Bath (BA), and "PA2" is not PA20.
    """

    country: str
    prefixes: tuple[str, ...] = ()
    ranges: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Bracket:
    """The freight for a billable weight above ``over`` and up to and with ``up_to`` (``None``: no end).

    ``price`` is for the first weight, per kilogram of the whole weight, or the freight itself, as ``kind`` says;
    ``first_weight``, ``step_weight`` and ``step_price`` are of the kind ``first_step`` only. ``minimum`` is the least that
    the freight is. ``registration`` is added for each waybill, as cards do that tell "per kg + per ticket" in one row.
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
    """Where a parcel goes and what its weight costs there: ``areas`` without ``excluded``.

    ``days_min`` and ``days_max`` are days in transit; ``last_mile`` is the name of who delivers. ``minimum_weight`` is
    used in place of ``WeightRule.minimum`` where it is larger.
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
    """What is paid on top of the freight; it is due when all conditions that are set hold.

    ``name`` is the card's own word for it. ``amount`` is paid per ``basis`` (see ``BASES``), at least ``minimum`` for the order.
    ``areas`` and ``goods_types`` hold when one of them fits; ``over_side`` and ``over_weight`` hold when one parcel's longest
    side and actual weight are above them. An ``optional`` surcharge is due only when ``Request.options`` names its code.
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
    """How the billable weight is found: the larger of actual and volumetric, at least ``minimum``, up to whole ``step``.

    ``divisor`` is in cm³/kg, ``None`` when volume does not count. It counts only when the volumetric weight is more than
    ``over_ratio`` times the actual one, or a side is longer than ``over_side``, or both, as ``thresholds`` says; a threshold
    that is ``None`` is not there. ``step`` ``None`` does not round. All of this is done for each parcel and then summed, or
    (``per`` "shipment") on the sums of all parcels.
    """

    divisor: Decimal | None = None
    over_ratio: Decimal | None = None
    over_side: Decimal | None = None
    thresholds: str = ANY
    minimum: Decimal = ZERO
    step: Decimal | None = None
    per: str = PARCEL


@dataclass(frozen=True)
class Limits:
    """The largest parcel that the line takes, each limit included; ``None`` is no limit.

    ``max_weight`` is the actual weight. ``max_girth`` is the longest side plus twice the other two (length and girth),
    ``max_side_sum`` the sum of the three sides. ``max_value`` is the declared value of the whole order. ``goods_types`` are
    the kinds of goods beyond ordinary ones that may travel ("battery", "liquid", …; the merchant's own words).
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
    """``percent`` off the freight for who has sent at least ``from_volume`` this month; the highest one reached counts."""

    from_volume: Decimal
    percent: Decimal


@dataclass(frozen=True)
class Card:
    """One version of the prices of one line (``service_code``).

    A total is rounded once, half up, to ``places`` digits of ``currency`` (ISO 4217). ``priced_per`` "parcel" means that each
    parcel travels under its own waybill: it pays its own first weight and each ``fixed`` surcharge. ``discount_per`` tells what
    the volumes of ``discounts`` are numbers of.
    """

    service_code: str
    currency: str
    valid_from: date
    zones: tuple[Zone, ...]
    valid_to: date | None = None
    places: int = 2
    weight_rule: WeightRule = WeightRule()
    limits: Limits = Limits()
    surcharges: tuple[Surcharge, ...] = ()
    discounts: tuple[Discount, ...] = ()
    priced_per: str = SHIPMENT
    discount_per: str = PARCELS
