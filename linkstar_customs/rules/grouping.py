# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which lines of goods are one declared item.

A declared item is all goods of one consignment with the same tariff classification,
description and, if declared, origin, in any quantity: Regulation (EU) 2026/382, art. 2.
The H7 declaration classifies by the six digits of the worldwide code.
"""

from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal
from enum import Enum
from itertools import takewhile

from .value import unit_prices

CENT, GRAM = Decimal("0.01"), Decimal("0.001")
#: Maximum length of a reference in a declaration, and the separator of several in one.
_REFERENCE, _BETWEEN = 64, ","


class GroupingKey(Enum):
    """What must be equal for lines to be one item.

    HS6 compares the first six digits, FULL all digits; with ORIGIN, the origin is
    compared too. With PRODUCT, each product is an item.
    """

    HS6_ORIGIN = "hs6_origin"
    HS6 = "hs6"
    FULL_ORIGIN = "full_origin"
    PRODUCT = "product"


def same_text(text):
    """Return ``text`` for comparison: descriptions that differ only in case and spaces
    are the same.
    """
    return " ".join((text or "").casefold().split())


def key_of(line, key):
    """Return the values that ``line`` (anything with hs_code, description_en, origin
    and sku) shares with its item.
    """
    if key is GroupingKey.PRODUCT:
        return (line.sku, line.hs_code, same_text(line.description_en), line.origin)
    code = line.hs_code if key is GroupingKey.FULL_ORIGIN else line.hs_code[:6]
    return (
        code,
        same_text(line.description_en),
        "" if key is GroupingKey.HS6 else line.origin,
    )


def grouped(lines, key):
    """Return the declared items of ``lines``: a list of lists, in the order of their
    first lines.
    """
    items = {}
    for line in lines:
        items.setdefault(key_of(line, key), []).append(line)
    return list(items.values())


def merged(lines, key, quantum=CENT):
    """Return ``lines``, a tuple of ``DeclaredItem`` in one currency, as the items that
    are sent to customs, also a tuple of ``DeclaredItem``.

    Carriers and papers take unit prices with two places, but 10.00 for 3 units has no
    exact one. The value must stay exact, because duty, VAT and limits depend on it: an
    item whose value does not divide evenly has two rows, one ``quantum`` apart (2 at
    3.33 and 1 at 3.34). With the same classification, description and origin, they are
    still one item. All units of an item have the same weight, rounded down to the gram,
    so that rounding never makes the goods heavier than the parcel. The declared lines
    keep the exact weights.
    """
    return tuple(row for item in grouped(lines, key) for row in _merged(item, quantum))


def _merged(lines, quantum):
    units = sum(line.quantity for line in lines)
    total = sum((line.value for line in lines), Decimal(0))
    weight = sum((line.net_weight for line in lines), Decimal(0))
    unit_weight = (weight / units).quantize(GRAM, ROUND_FLOOR)
    skus = tuple(dict.fromkeys(line.sku for line in lines if line.sku))
    origins = {line.origin for line in lines}
    one = replace(
        lines[0],
        sku=_joined(skus),
        skus=skus,
        unit_weight=max(unit_weight, GRAM) if weight else unit_weight,
        hs_code=_common({line.hs_code for line in lines}),
        origin=lines[0].origin if len(origins) == 1 else "",
        material=", ".join(
            dict.fromkeys(line.material for line in lines if line.material)
        ),
        battery=any(line.battery for line in lines),
    )
    return [
        replace(one, quantity=quantity, unit_price=price)
        for quantity, price in unit_prices(total, units, quantum)
    ]


def _joined(skus):
    """Join as many whole references as fit into one: the others are in ``skus``."""
    ends = [len(_BETWEEN.join(skus[: number + 1])) for number in range(len(skus))]
    return _BETWEEN.join(
        skus[: max(1, len(list(takewhile(lambda end: end <= _REFERENCE, ends))))]
    )


def _common(codes):
    """Return the common code, or else the common worldwide digits."""
    return codes.pop() if len(codes) == 1 else min(codes)[:6]
