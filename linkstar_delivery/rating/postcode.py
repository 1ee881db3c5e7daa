# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Postcodes in a form that can be compared, and the stretches of postcodes that an
``Area`` covers.

A stretch is a pair of keys: it begins with the first and ends before the second.
"""

import re

from ...linkstar_customs.rules.postcodes import BRITISH, clean
from .card import Area

#: Sorts after every character of a postcode.
_END = "\uffff"
EVERYWHERE = ("", _END)

#: The format in Great Britain: area, district, then three characters that begin with a
#: digit.
_BRITISH_FORM = re.compile(r"([A-Z]{1,2})(?:(\d)(\d?)([A-Z]?)(\d[A-Z]{2})?)?")


def key(postcode: str, country: str) -> str:
    """The postcode, or the beginning of one, in a form whose alphabetical order is the
    order of postcodes in the country.

    Upper case, only letters and digits, without the country in front. In Great Britain
    the area gets two places and the number of the district two digits, so that "B1 1AA"
    ("B 011AA") is not in district B11.
    """
    bare = clean(postcode, country)
    found = _BRITISH_FORM.fullmatch(bare) if country in BRITISH else None
    if not found:
        return bare
    area, tens, ones, letter, rest = (part or "" for part in found.groups())
    return f"{area:2}{(tens + ones).zfill(2) if tens else ''}{letter}{rest}"


def stretches(area: Area) -> list[tuple[str, str]]:
    """The parts of its country that ``area`` covers, in no order; stretches may
    overlap.
    """
    if not area.prefixes and not area.ranges:
        return [EVERYWHERE]
    starts = [key(prefix, area.country) for prefix in area.prefixes]
    ends = [
        (key(low, area.country), key(high, area.country)) for low, high in area.ranges
    ]
    return [(start, start + _END) for start in starts] + [
        (low, high + _END) for low, high in ends
    ]


def by_country(
    areas: tuple[Area, ...], excluded: tuple[Area, ...] = ()
) -> dict[str, list[tuple[str, str]]]:
    """The stretches of ``areas`` without ``excluded`` by country, in order and without
    overlaps.
    """
    found: dict[str, list] = {}
    for area in areas:
        found.setdefault(area.country, []).extend(stretches(area))
    found = {country: _joined(parts) for country, parts in found.items()}
    for area in excluded:
        if area.country in found:
            for hole in stretches(area):
                found[area.country] = [
                    piece
                    for part in found[area.country]
                    for piece in _without(part, hole)
                ]
    return {country: parts for country, parts in found.items() if parts}


def _joined(parts):
    joined: list[tuple[str, str]] = []
    for low, high in sorted(parts):
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return joined


def _without(part, hole):
    low, high = part
    pieces = ((low, min(high, hole[0])), (max(low, hole[1]), high))
    return [piece for piece in pieces if piece[0] < piece[1]]


def shown(end: str) -> str:
    """An end of a stretch as a text for people, "" for an end of the country."""
    return end.removesuffix(_END)
