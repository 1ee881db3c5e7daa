# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""How lists are written in one cell of a sheet or one field of a form, and how they are
read.

Areas: ``DE; IT 00..19, 98; GB BT, JE`` (semicolons between countries; after a country,
commas between postcode prefixes and ranges). Words: ``battery, liquid``. Discounts:
``500: 3; 2000: 5.5`` (parcels or kg a month: per cent off the freight).
"""

import re
from decimal import Decimal

from .card import Area, Discount

_AREA = re.compile(r"([A-Z]{2})(?:\s+(\S.*))?")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,14})?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff]")


class NotReadable(ValueError):
    """A text does not follow the notation; ``part`` is the piece that could not be
    read.
    """

    def __init__(self, code, part):
        super().__init__(f"{code}: {part}")
        self.code, self.part = code, part


def areas(text: str) -> tuple[Area, ...]:
    return tuple(
        _area(piece.strip()) for piece in text.upper().split(";") if piece.strip()
    )


def _area(piece):
    found = _AREA.fullmatch(piece)
    if not found:
        raise NotReadable("bad_area", piece)
    country, rest = found.groups()
    if not rest:
        return Area(country)
    prefixes, ranges = [], []
    for part in (part.strip() for part in rest.split(",")):
        ends = [end.strip() for end in part.split("..")]
        if not all(ends) or len(ends) > 2:
            raise NotReadable("bad_area", piece)
        if len(ends) == 2:
            ranges.append(tuple(ends))
        else:
            prefixes.append(part)
    return Area(country, tuple(prefixes), tuple(ranges))


def areas_text(found: tuple[Area, ...]) -> str:
    return "; ".join(_area_text(area) for area in found)


def _area_text(area):
    parts = [*area.prefixes, *(f"{low}..{high}" for low, high in area.ranges)]
    return f"{area.country} {', '.join(parts)}" if parts else area.country


def words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def words_text(found: tuple[str, ...]) -> str:
    return ", ".join(found)


def discounts(text: str) -> tuple[Discount, ...]:
    return tuple(_discount(piece.strip()) for piece in text.split(";") if piece.strip())


def _discount(piece):
    volume, colon, percent = piece.partition(":")
    if not colon:
        raise NotReadable("bad_discount", piece)
    return Discount(
        number(volume.strip()), number(percent.strip().removesuffix("%").strip())
    )


def discounts_text(found: tuple[Discount, ...]) -> str:
    return "; ".join(
        f"{number_text(each.from_volume)}: {number_text(each.percent)}"
        for each in found
    )


def number(text: str) -> Decimal:
    """A number with a decimal point. A comma is refused, because it could be a decimal
    or a thousands separator.
    """
    if "," in text:
        raise NotReadable("comma", text)
    if not _NUMBER.fullmatch(text):
        raise NotReadable("not_a_number", text)
    return Decimal(text)


def number_text(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def line(text: str) -> str:
    """A text of one line without leading and trailing spaces."""
    if _CONTROL.search(text):
        raise NotReadable("control_character", _CONTROL.sub("·", text))
    return text.strip()
