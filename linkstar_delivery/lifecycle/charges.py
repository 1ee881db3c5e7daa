# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The new amounts in the carrier's statement of charges, and when to ask for it
again.
"""

from datetime import timedelta
from decimal import Decimal

from .spread import shorter

_SHORTEST = timedelta(days=1)


def changes(known, stated):
    """[(kind, the amount billed so far, the amount stated now)] for the kinds that
    differ.

    :param known: {kind: sum of the billed amounts}
    :param stated: pairs of kind and amount; the amounts of a kind that is there twice
    are added
    """
    now = {}
    for kind, amount in stated:
        now[kind] = now.get(kind, Decimal(0)) + amount
    kinds = [*now, *(kind for kind in known if kind not in now)]
    pairs = (
        (kind, known.get(kind, Decimal(0)), now.get(kind, Decimal(0))) for kind in kinds
    )
    return [(kind, before, after) for kind, before, after in pairs if before != after]


def next_question(now, since, settle_days, chance=0):
    """When to ask again, ``None`` for never. ``since``: when the parcel was booked, or
    got its final state; ``chance``: see ``spread``.

    Daily at first, then at intervals of half of the time that has passed, and a last
    time at the end of ``settle_days``: duties and returns are billed weeks after the
    freight.
    """
    over = since + timedelta(days=settle_days)
    if now >= over:
        return None
    distance = shorter(max(_SHORTEST, (now - since) / 2), chance)
    return min(now + distance, over)
