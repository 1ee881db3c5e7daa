"""Billable weight: which of actual, volumetric and least weight counts, and how it is rounded."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from .card import ALL, SHIPMENT, ZERO, WeightRule
from .values import ACTUAL, MINIMUM, VOLUMETRIC, Parcel

#: A volumetric weight seldom ends (1/3); up to whole milligrams it can be added and multiplied without loss.
_FINEST = Decimal("0.000001")


@dataclass(frozen=True)
class Weighed:
    """``number`` is the parcel's, from 1, or ``None`` for all of them together. ``volumetric`` is ``None`` when sides or
    divisor are not there; ``counts`` tells whether it passed the rule's thresholds. ``kind`` is the weight that won."""

    number: int | None
    actual: Decimal
    volumetric: Decimal | None
    counts: bool
    billable: Decimal
    kind: str


def weigh(parcels: tuple[Parcel, ...], rule: WeightRule, minimum: Decimal = ZERO) -> tuple[Weighed, ...]:
    """Weigh each parcel, or all of them together where the rule says so; each must have a weight above zero.

    ``minimum`` (a zone's) is used where it is larger than the rule's."""
    minimum = max(rule.minimum, minimum)
    if rule.per != SHIPMENT:
        return tuple(_weighed(number, (parcel,), rule, minimum) for number, parcel in enumerate(parcels, 1))
    return (_weighed(None, parcels, rule, minimum),)


def kind_of(weighed: tuple[Weighed, ...]) -> str:
    """The kind to show for all parcels: volumetric as soon as one is billed by volume, minimum when all are."""
    kinds = {each.kind for each in weighed}
    return next(kind for kind in (VOLUMETRIC, ACTUAL, MINIMUM) if kind in kinds)


def begun(weight: Decimal, step: Decimal) -> Decimal:
    """How many steps ``weight`` (zero or more) begins: exactly two steps are two, the least bit more is three."""
    whole, rest = divmod(weight, step)
    return whole + 1 if rest else whole


def _volumetric(parcels, rule):
    """Of all ``parcels`` together, whose volumes are added before they are divided; unknown sides have none."""
    sides = [parcel.sides for parcel in parcels if parcel.sides]
    if not rule.divisor or not sides:
        return None
    volume = sum(length * width * height for length, width, height in sides)
    return (volume / rule.divisor).quantize(_FINEST, ROUND_CEILING)


def _weighed(number, parcels, rule, minimum):
    actual = sum((parcel.weight for parcel in parcels), ZERO)
    volumetric = _volumetric(parcels, rule)
    counts = volumetric is not None and _passes(actual, volumetric, parcels, rule)
    kind, billable = (VOLUMETRIC, volumetric) if counts and volumetric > actual else (ACTUAL, actual)
    if billable < minimum:
        kind, billable = MINIMUM, minimum
    if rule.step:
        billable = begun(billable, rule.step) * rule.step
    return Weighed(number, actual, volumetric, counts, billable, kind)


def _passes(actual, volumetric, parcels, rule):
    passed = []
    if rule.over_ratio is not None:
        passed.append(volumetric > rule.over_ratio * actual)
    if rule.over_side is not None:
        passed.append(any(max(parcel.sides) > rule.over_side for parcel in parcels if parcel.sides))
    if not passed:
        return True
    return all(passed) if rule.thresholds == ALL else any(passed)
