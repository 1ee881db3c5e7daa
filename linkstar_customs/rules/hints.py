"""What a seller may want to know before goods leave. Hints are told, never acted upon: what is true about goods decides."""

from decimal import Decimal

from .grouping import same_text


def could_share(lines):
    """Descriptions of goods that would be one declared item if they had the same one: a list of tuples of descriptions.

    ``lines`` are anything with hs_code, description_en and origin. Goods of the same six digits and origin are told apart by
    their description alone; one that is true of all of them is lawful, and makes one item (Regulation (EU) 2026/382, art. 2).
    """
    alike = {}
    for line in lines:
        if line.hs_code:
            alike.setdefault((line.hs_code[:6], line.origin), {}).setdefault(same_text(line.description_en), line.description_en)
    return [tuple(texts.values()) for texts in alike.values() if len(texts) > 1]


def split_regime(consignments, limit):
    """Whether goods of these values, sent apart, would each be within ``limit`` and together are not.

    Orders placed and sent separately are consignments of their own; splitting one to stay below the limit is abuse.
    """
    values = list(consignments)
    return len(values) > 1 and max(values) <= limit < sum(values, Decimal(0))
