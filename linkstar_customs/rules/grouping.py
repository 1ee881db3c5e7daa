"""Which lines of goods are one declared item.

An item is goods of one consignment with the same tariff classification, description and, if it is given, origin, whatever
their number: Regulation (EU) 2026/382, art. 2. The H7 declaration classifies by the six digits of the world-wide code.
"""

from enum import Enum


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
