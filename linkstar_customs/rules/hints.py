# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Hints for the seller before shipping. They are only shown: the true data of the goods
decides.
"""

from decimal import Decimal

from .grouping import same_text


def could_share(lines):
    """Return descriptions of goods that would be one declared item with a common
    description: a list of tuples of descriptions.

    ``lines`` are anything with hs_code, description_en and origin. Goods with the same
    six digits and origin differ only in their description. A description that is true
    for all of them is legal, and makes one item (Regulation (EU) 2026/382, art. 2).
    """
    alike = {}
    for line in lines:
        if line.hs_code:
            alike.setdefault((line.hs_code[:6], line.origin), {}).setdefault(
                same_text(line.description_en), line.description_en
            )
    return [tuple(texts.values()) for texts in alike.values() if len(texts) > 1]


def split_regime(consignments, limit):
    """Whether each of these values is within ``limit``, but their sum is not.

    Orders that are placed and sent separately are separate consignments; splitting one
    to stay below the limit is abuse.
    """
    values = list(consignments)
    return len(values) > 1 and max(values) <= limit < sum(values, Decimal(0))
