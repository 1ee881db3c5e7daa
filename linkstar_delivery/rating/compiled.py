# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A card that is prepared for many quotations: zones by country and postcode, brackets
by weight.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from decimal import Decimal

from . import postcode
from .card import (
    PER_DUTY_ITEM,
    Bracket,
    Card,
    Discount,
    Surcharge,
    Zone,
)
from .kinds import SURCHARGE_CODES

_NO_END = Decimal("Infinity")


@dataclass(frozen=True)
class _Stretches:
    """The stretches of one country in order; ``owners`` has the object that each of
    them belongs to.
    """

    lows: tuple[str, ...]
    highs: tuple[str, ...]
    owners: tuple

    def owner(self, key):
        place = bisect_right(self.lows, key) - 1
        return self.owners[place] if place >= 0 and key < self.highs[place] else None


@dataclass(frozen=True)
class CompiledZone:
    """``brackets`` in order of weight; ``ends`` are their upper ends."""

    index: int
    zone: Zone
    brackets: tuple[Bracket, ...]
    ends: tuple[Decimal, ...]

    def bracket(self, weight: Decimal) -> Bracket | None:
        place = bisect_left(self.ends, weight)
        if place == len(self.brackets) or weight <= self.brackets[place].over:
            return None
        return self.brackets[place]


@dataclass(frozen=True)
class CompiledSurcharge:
    """``places`` is ``None`` where the surcharge is due everywhere."""

    surcharge: Surcharge
    places: dict[str, _Stretches] | None

    def holds_at(self, country: str, key: str) -> bool:
        return self.places is None or (
            country in self.places and self.places[country].owner(key) is not None
        )


@dataclass(frozen=True, repr=False)
class CompiledCard:
    """The input of ``quote``. It belongs to exactly this ``card``: compile again when
    the card changes.
    """

    card: Card
    zones: dict[str, _Stretches]
    surcharges: tuple[CompiledSurcharge, ...]
    counts_duty_items: bool
    discounts: tuple[Discount, ...]

    def goes_to(self, country: str) -> bool:
        return country in self.zones

    def zone(self, country: str, key: str) -> CompiledZone | None:
        """The zone of an address; ``key`` is the result of ``postcode.key``."""
        return self.zones[country].owner(key) if country in self.zones else None


def compile_card(card: Card) -> CompiledCard:
    """Prepare a card that has no errors by ``check.problems``. With errors in the card,
    the prices are undefined.
    """
    found: dict[str, list] = {}
    for index, zone in enumerate(card.zones):
        compiled = _zone(index, zone)
        for country, parts in postcode.by_country(zone.areas, zone.excluded).items():
            found.setdefault(country, []).extend(
                (low, high, compiled) for low, high in parts
            )
    return CompiledCard(
        card=card,
        zones={country: _stretches(parts) for country, parts in found.items()},
        surcharges=tuple(
            _surcharge(surcharge) for surcharge in sorted(card.surcharges, key=_rank)
        ),
        counts_duty_items=any(
            surcharge.basis == PER_DUTY_ITEM for surcharge in card.surcharges
        ),
        discounts=tuple(
            sorted(
                card.discounts, key=lambda discount: discount.from_volume, reverse=True
            )
        ),
    )


def _rank(surcharge):
    return (
        SURCHARGE_CODES.index(surcharge.code)
        if surcharge.code in SURCHARGE_CODES
        else len(SURCHARGE_CODES)
    )


def _zone(index, zone):
    brackets = tuple(sorted(zone.brackets, key=lambda bracket: bracket.over))
    return CompiledZone(
        index,
        zone,
        brackets,
        tuple(
            _NO_END if bracket.up_to is None else bracket.up_to for bracket in brackets
        ),
    )


def _surcharge(surcharge):
    if not surcharge.areas:
        return CompiledSurcharge(surcharge, None)
    places = postcode.by_country(surcharge.areas)
    return CompiledSurcharge(
        surcharge,
        {
            country: _stretches([(low, high, surcharge) for low, high in parts])
            for country, parts in places.items()
        },
    )


def _stretches(parts):
    lows, highs, owners = zip(*sorted(parts, key=lambda part: part[:2]))
    return _Stretches(lows, highs, owners)
