"""What of the carrier's statement of charges is new, and when to ask for it again."""

from datetime import timedelta
from decimal import Decimal

_SHORTEST = timedelta(days=1)


def changes(known, stated):
    """[(kind, what was billed so far, what the carrier states now)] of the kinds that differ.

    :param known: {kind: sum of what was billed}
    :param stated: pairs of kind and amount; a kind that stands there twice counts with its sum"""
    now = {}
    for kind, amount in stated:
        now[kind] = now.get(kind, Decimal(0)) + amount
    kinds = [*now, *(kind for kind in known if kind not in now)]
    pairs = ((kind, known.get(kind, Decimal(0)), now.get(kind, Decimal(0))) for kind in kinds)
    return [(kind, before, after) for kind, before, after in pairs if before != after]


def next_question(now, since, settle_days):
    """When to ask again, ``None`` for never. ``since``: when the parcel was booked, or when it ended.

    Daily at first, then at distances of half of what has passed, and a last time at the end of ``settle_days``: duties and returns are
    billed weeks after the freight."""
    over = since + timedelta(days=settle_days)
    if now >= over:
        return None
    return min(now + max(_SHORTEST, (now - since) / 2), over)
