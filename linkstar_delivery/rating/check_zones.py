# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The errors of the zones of a card and of their brackets."""

import re
from collections.abc import Iterator
from decimal import Decimal

from . import postcode
from .card import BRACKET_KINDS, FIRST_STEP, ZERO, Area, Zone
from .values import CardProblem


def problems(zones: tuple[Zone, ...]) -> Iterator[CardProblem]:
    if not zones:
        yield CardProblem(("zones",), "missing")
    names: dict[str, int] = {}
    # Rows of brackets without an error, by their identity. Zones often share the same
    # rows, and comparing thousands of them takes longer.
    good: set[tuple[int, ...]] = set()
    for index, zone in enumerate(zones):
        place = ("zones", index)
        if not zone.name.strip():
            yield CardProblem((*place, "name"), "missing")
        elif names.setdefault(zone.name, index) != index:
            yield CardProblem(
                (*place, "name"),
                "zone_name_twice",
                {"zone": zone.name, "other": names[zone.name]},
            )
        yield from _zone(place, zone)
        same = tuple(map(id, zone.brackets))
        if same not in good:
            found = list(_brackets(place, zone))
            yield from found
            if not found:
                good.add(same)
    yield from _overlaps(zones)


def number(place, value, *, positive=False, optional=False) -> Iterator[CardProblem]:
    """Whether ``value`` is a ``Decimal`` that is allowed: not negative, or above zero
    where it must be ``positive``.
    """
    if value is None and optional:
        return
    if not isinstance(value, Decimal) or not value.is_finite():
        yield CardProblem(place, "not_a_number", {"value": value})
    elif value < 0:
        yield CardProblem(place, "negative", {"value": value})
    elif positive and not value:
        yield CardProblem(place, "not_positive", {"value": value})


def areas(place, found: tuple[Area, ...]) -> Iterator[CardProblem]:
    for index, area in enumerate(found):
        here = (*place, index)
        if not re.fullmatch("[A-Z]{2}", area.country):
            yield CardProblem(
                (*here, "country"), "bad_country", {"value": area.country}
            )
        for which, prefix in enumerate(area.prefixes):
            if not postcode.key(prefix, area.country):
                yield CardProblem(
                    (*here, "prefixes", which), "bad_postcode", {"value": prefix}
                )
        for which, (low, high) in enumerate(area.ranges):
            spot, ends = (
                (*here, "ranges", which),
                [postcode.key(end, area.country) for end in (low, high)],
            )
            for end, key in zip((low, high), ends):
                if not key:
                    yield CardProblem(spot, "bad_postcode", {"value": end})
            if all(ends) and ends[0] > ends[1] and not ends[0].startswith(ends[1]):
                yield CardProblem(spot, "range_backwards", {"low": low, "high": high})


def _zone(place, zone):
    bad = [
        *areas((*place, "areas"), zone.areas),
        *areas((*place, "excluded"), zone.excluded),
    ]
    yield from bad
    if not bad and not postcode.by_country(zone.areas, zone.excluded):
        yield CardProblem((*place, "areas"), "empty_zone", {"zone": zone.name})
    for name in ("days_min", "days_max"):
        days = getattr(zone, name)
        if days is not None and days < 0:
            yield CardProblem((*place, name), "negative", {"value": days})
    if (
        zone.days_min is not None
        and zone.days_max is not None
        and zone.days_min > zone.days_max
    ):
        yield CardProblem(
            (*place, "days_max"),
            "days_backwards",
            {"days_min": zone.days_min, "days_max": zone.days_max},
        )
    yield from number((*place, "minimum_weight"), zone.minimum_weight)


def _brackets(place, zone):
    if not zone.brackets:
        yield CardProblem((*place, "brackets"), "no_brackets", {"zone": zone.name})
    good = []
    for index, bracket in enumerate(zone.brackets):
        here = (*place, "brackets", index)
        ends = []
        if not _is_amount(bracket.over) or (
            bracket.up_to is not None
            and not (_is_amount(bracket.up_to) and bracket.up_to)
        ):
            ends += number((*here, "over"), bracket.over)
            ends += number(
                (*here, "up_to"), bracket.up_to, positive=True, optional=True
            )
        yield from ends
        yield from _bracket(here, bracket)
        if not ends and bracket.up_to is not None and bracket.up_to <= bracket.over:
            yield CardProblem(
                here, "bracket_empty", {"over": bracket.over, "up_to": bracket.up_to}
            )
        elif not ends:
            good.append((bracket.over, index, bracket))
    yield from _row(place, zone, sorted(good, key=lambda each: each[:2]))


def _bracket(place, bracket):
    if bracket.kind not in BRACKET_KINDS:
        yield CardProblem((*place, "kind"), "unknown_code", {"value": bracket.kind})
    for name in (
        "price",
        "first_weight",
        "step_weight",
        "step_price",
        "minimum",
        "registration",
    ):
        value = getattr(bracket, name)
        if not _is_amount(value):
            yield from number((*place, name), value)
    if bracket.kind == FIRST_STEP and not bracket.step_weight:
        yield CardProblem((*place, "step_weight"), "missing_step")


def _is_amount(value):
    """Whether :func:`number` finds no error, which is the usual case. Calling the
    generator for thousands of brackets takes too long.
    """
    return value is ZERO or (
        isinstance(value, Decimal) and value.is_finite() and value >= ZERO
    )


def _row(place, zone, brackets):
    """Brackets in order of weight: each must begin where the one before it ends."""
    end = brackets[0][0] if brackets else None
    for over, index, bracket in brackets:
        here = (*place, "brackets", index)
        if end is None or over < end:
            until = (
                bracket.up_to
                if end is None
                else end
                if bracket.up_to is None
                else min(end, bracket.up_to)
            )
            yield CardProblem(
                here,
                "bracket_overlap",
                {"zone": zone.name, "over": over, "up_to": until},
            )
        elif over > end:
            yield CardProblem(
                here, "bracket_gap", {"zone": zone.name, "over": end, "up_to": over}
            )
        end = None if end is None or bracket.up_to is None else max(end, bracket.up_to)


def _overlaps(zones):
    """Postcodes that two zones share, reported at the later zone of the card."""
    by_country: dict[str, list] = {}
    for index, zone in enumerate(zones):
        for country, parts in postcode.by_country(zone.areas, zone.excluded).items():
            by_country.setdefault(country, []).extend(
                (low, high, index) for low, high in parts
            )
    for country, parts in sorted(by_country.items()):
        reach = None
        for low, high, index in sorted(parts):
            if reach is not None and low < reach[0]:
                first, second = sorted((index, reach[1]))
                ends = postcode.shown(low), postcode.shown(min(high, reach[0]))
                params = {
                    "zone": zones[second].name,
                    "other": first,
                    "country": country,
                }
                yield CardProblem(
                    ("zones", second),
                    "zones_overlap",
                    {**params, "postcode_from": ends[0], "postcode_to": ends[1]},
                )
            if reach is None or high > reach[0]:
                reach = (high, index)
