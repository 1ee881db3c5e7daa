# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The number of changes between a new card and an old one."""

from collections import Counter
from dataclasses import dataclass, replace

from .card import Card


@dataclass(frozen=True)
class CardChange:
    """How many entries of a part of a card are new, changed and removed."""

    new: int
    changed: int
    removed: int


def changes(old: Card, new: Card) -> dict[str, CardChange]:
    """The changes of ``settings``, ``zones`` (without their brackets), ``brackets`` and
    ``surcharges``.

    A zone is identified by its name, a bracket by its zone and where it begins, a
    surcharge by its code, name and first day.
    """
    return {part: _change(take(old), take(new)) for part, take in _PARTS.items()}


def _settings(card):
    bare = replace(card, zones=(), surcharges=(), weight_rule=None, limits=None)
    return {
        (type(part).__name__, name): value
        for part in (bare, card.weight_rule, card.limits)
        for name, value in vars(part).items()
    }


def _zones(card):
    return _numbered((zone.name, replace(zone, brackets=())) for zone in card.zones)


def _brackets(card):
    return _numbered(
        ((zone.name, bracket.over), bracket)
        for zone in card.zones
        for bracket in zone.brackets
    )


def _surcharges(card):
    return _numbered(
        ((each.code, each.name, each.valid_from), each) for each in card.surcharges
    )


_PARTS = {
    "settings": _settings,
    "zones": _zones,
    "brackets": _brackets,
    "surcharges": _surcharges,
}


def _numbered(pairs):
    """The pairs as a mapping that keeps pairs with equal keys apart."""
    seen, found = Counter(), {}
    for key, value in pairs:
        seen[key] += 1
        found[key, seen[key]] = value
    return found


def _change(old, new):
    both = old.keys() & new.keys()
    return CardChange(
        len(new.keys() - both),
        sum(old[key] != new[key] for key in both),
        len(old.keys() - both),
    )
