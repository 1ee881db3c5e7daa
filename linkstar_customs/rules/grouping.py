"""Which lines of goods are one declared item.

An item is goods of one consignment with the same tariff classification, description and, if it is given, origin, whatever
their number: Regulation (EU) 2026/382, art. 2. The H7 declaration classifies by the six digits of the world-wide code.
"""

from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal
from enum import Enum
from itertools import takewhile

from .value import unit_prices

CENT, GRAM = Decimal("0.01"), Decimal("0.001")
#: The longest reference that a declaration takes, and how several are written in one.
_REFERENCE, _BETWEEN = 64, ","


class Key(Enum):
    """What has to be the same for lines to be one item.

    HS6 looks at the first six digits, FULL at all that are given; ORIGIN is part of it where the origin is declared.
    PRODUCT takes every product as an item of its own.
    """

    HS6_ORIGIN = "hs6_origin"
    HS6 = "hs6"
    FULL_ORIGIN = "full_origin"
    PRODUCT = "product"


def same_text(text):
    """Two descriptions are the same when they differ in capitals and blanks only."""
    return " ".join((text or "").casefold().split())


def key_of(line, key):
    """What ``line`` (anything with hs_code, description_en, origin and sku) is an item by."""
    if key is Key.PRODUCT:
        return (line.sku, line.hs_code, same_text(line.description_en), line.origin)
    code = line.hs_code if key is Key.FULL_ORIGIN else line.hs_code[:6]
    return (code, same_text(line.description_en), "" if key is Key.HS6 else line.origin)


def grouped(lines, key):
    """The declared items that ``lines`` make: a list of lists, in the order in which their first lines come."""
    items = {}
    for line in lines:
        items.setdefault(key_of(line, key), []).append(line)
    return list(items.values())


def merged(lines, key, quantum=CENT):
    """``lines``, a tuple of ``DeclaredItem`` in one currency, as the items that are told to customs: also a tuple of them.

    Carriers and papers take a price of one unit with two places, and 10.00 for 3 units has none that is exact. The value is
    what duty, VAT and limits are reckoned on, so it stays exact: an item whose value does not divide by its units is told in two
    rows, one ``quantum`` apart (2 at 3.33 and 1 at 3.34). They share classification, description and origin, so they are one
    item still. The units of an item weigh alike, rounded down to the gram, so that no rounding makes the goods heavier than the
    parcel; the exact weights stay with the declared lines.
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
        material=", ".join(dict.fromkeys(line.material for line in lines if line.material)),
        battery=any(line.battery for line in lines),
    )
    return [replace(one, quantity=quantity, unit_price=price) for quantity, price in unit_prices(total, units, quantum)]


def _joined(skus):
    """As many whole references as one takes: the others are in ``skus``."""
    ends = [len(_BETWEEN.join(skus[: number + 1])) for number in range(len(skus))]
    return _BETWEEN.join(skus[: max(1, len(list(takewhile(lambda end: end <= _REFERENCE, ends))))])


def _common(codes):
    """The one code, or the world-wide part that all of them share."""
    return codes.pop() if len(codes) == 1 else min(codes)[:6]
