# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Divides an order into parcels before anybody has packed it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from .available import girth
from .card import ZERO, ParcelLimits
from .values import Parcel

_NOTHING = (ZERO, ZERO, ZERO)


@dataclass(frozen=True)
class Item:
    """``quantity`` units with the ``weight`` of one unit; ``sides`` are those of one
    unit, ``None`` when they are not known.
    """

    weight: Decimal
    quantity: int = 1
    sides: tuple[Decimal, Decimal, Decimal] | None = None


@dataclass(frozen=True)
class Box:
    """The box that orders are packed into: ``tare`` is its own weight, ``max_weight``
    its maximum weight when full, ``sides`` its outer dimensions; ``None`` where they
    are not known.
    """

    tare: Decimal = ZERO
    max_weight: Decimal | None = None
    sides: tuple[Decimal, Decimal, Decimal] | None = None

    def holds(self, sides):
        """Whether a stack with these sides fits; unknown sides always fit."""
        if self.sides is None or sides is None:
            return True
        return all(
            one <= other for one, other in zip(sorted(sides), sorted(self.sides))
        )


@dataclass(frozen=True)
class _Open:
    """A parcel that is being filled. Its units are one stack; the sides of the stack go
    from the longest to the shortest side of the units.
    """

    weight: Decimal
    sides: tuple[Decimal, Decimal, Decimal] | None = _NOTHING

    def with_units(self, item, count):
        if self.sides is None or item.sides is None:
            sides = None
        else:
            (length, width, height), unit = self.sides, sorted(item.sides, reverse=True)
            sides = (
                max(length, unit[0]),
                max(width, unit[1]),
                height + count * unit[2],
            )
        return _Open(self.weight + count * item.weight, sides)

    def within(self, limits, box):
        return box.holds(self.sides) and all(
            limit is None or value <= limit
            for limit, value in (
                (limits.max_weight, self.weight),
                (box.max_weight, self.weight),
                (limits.max_side, max(self.sides or _NOTHING)),
                (limits.max_side_sum, sum(self.sides or _NOTHING)),
                (limits.max_girth, girth(self.sides or _NOTHING)),
            )
        )


def split(
    items: Iterable[Item], limits: ParcelLimits, box: Box = Box()
) -> tuple[Parcel, ...]:
    """Put the units into parcels within ``limits``: the heaviest unit first, each unit
    into the first parcel with room for it.

    The units of a parcel lie on each other with their shortest sides. A parcel with a
    unit of unknown sides has unknown sides and is filled by weight. Each parcel is a
    ``box`` with its weight and, where they are known, its sides. A unit that is too
    large for the limits or the box gets a parcel of its own, with its own sides, at the
    beginning; the quotation then accepts it or refuses it with the reason. Items
    without quantity are left out. Limits of the whole order (value, number of parcels,
    types of goods) are not used.
    """
    too_large: list[_Open] = []
    parcels: list[_Open] = []
    for item in sorted(
        items,
        key=lambda item: (item.weight, item.sides is not None and max(item.sides)),
        reverse=True,
    ):
        empty, left = _Open(box.tare), max(item.quantity, 0)
        if not empty.with_units(item, 1).within(limits, box):
            too_large += [empty.with_units(item, 1)] * left
            continue
        for place, parcel in enumerate(parcels):
            count = _room(parcel, item, left, limits, box)
            if count:
                parcels[place] = parcel.with_units(item, count)
                left -= count
        if left:
            most = _room(empty, item, left, limits, box)
            parcels += [empty.with_units(item, most)] * (left // most)
            if left % most:
                parcels.append(empty.with_units(item, left % most))
    alone = [Parcel(parcel.weight, parcel.sides) for parcel in too_large]
    return (
        *alone,
        *(Parcel(parcel.weight, box.sides or parcel.sides) for parcel in parcels),
    )


def _room(parcel, item, most, limits, box):
    """How many of ``most`` units still fit into ``parcel``, found by bisection: where a
    number is too large, every larger number is, too.
    """
    fits, too_many = 0, most + 1
    while too_many - fits > 1:
        count = (fits + too_many) // 2
        if parcel.with_units(item, count).within(limits, box):
            fits = count
        else:
            too_many = count
    return fits
