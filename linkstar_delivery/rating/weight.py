# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Billable weight: which of the actual, volumetric and minimum weight counts, and how
it is rounded.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from .card import ALL, SHIPMENT, ZERO, WeightRule
from .values import ACTUAL, MINIMUM, VOLUMETRIC, Parcel

#: A volumetric weight is often a periodic decimal (1/3). Rounded up to whole
#: milligrams, it can be added and multiplied without loss.
_FINEST = Decimal("0.000001")


@dataclass(frozen=True)
class Weighed:
    """``number`` is the number of the parcel, from 1, or ``None`` for all parcels
    together. ``volumetric`` is ``None`` when sides or divisor are not known;
    ``counts``: it exceeds the thresholds of the rule. ``kind`` is the weight that is
    used.
    """

    number: int | None
    actual: Decimal
    volumetric: Decimal | None
    counts: bool
    billable: Decimal
    kind: str


def weigh(
    parcels: tuple[Parcel, ...], rule: WeightRule, minimum: Decimal = ZERO
) -> tuple[Weighed, ...]:
    """Weigh each parcel, or all parcels together where the rule says so. Each parcel
    must have a weight above zero.

    The ``minimum`` of a zone is used where it is larger than that of the rule.
    """
    minimum = max(rule.minimum, minimum)
    if rule.per != SHIPMENT:
        return tuple(
            _weighed(number, (parcel,), rule, minimum)
            for number, parcel in enumerate(parcels, 1)
        )
    return (_weighed(None, parcels, rule, minimum),)


def kind_of(weighed: tuple[Weighed, ...]) -> str:
    """The kind to show for all parcels: volumetric as soon as one is billed by volume,
    minimum when all are.
    """
    kinds = {each.kind for each in weighed}
    return next(kind for kind in (VOLUMETRIC, ACTUAL, MINIMUM) if kind in kinds)


def begun(weight: Decimal, step: Decimal) -> Decimal:
    """The number of steps in ``weight`` (zero or more), rounded up: exactly two steps
    are two, slightly more than two are three.
    """
    whole, rest = divmod(weight, step)
    return whole + 1 if rest else whole


def _volumetric(parcels, rule):
    """The volumetric weight of all ``parcels`` together. Volumes are added before they
    are divided; unknown sides have no volume.
    """
    sides = [parcel.sides for parcel in parcels if parcel.sides]
    if not rule.divisor or not sides:
        return None
    volume = sum(length * width * height for length, width, height in sides)
    return (volume / rule.divisor).quantize(_FINEST, ROUND_CEILING)


def _weighed(number, parcels, rule, minimum):
    actual = sum((parcel.weight for parcel in parcels), ZERO)
    volumetric = _volumetric(parcels, rule)
    counts = volumetric is not None and _passes(actual, volumetric, parcels, rule)
    kind, billable = (
        (VOLUMETRIC, volumetric) if counts and volumetric > actual else (ACTUAL, actual)
    )
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
        passed.append(
            any(
                max(parcel.sides) > rule.over_side for parcel in parcels if parcel.sides
            )
        )
    if not passed:
        return True
    return all(passed) if rule.thresholds == ALL else any(passed)
