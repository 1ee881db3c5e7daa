# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The declared goods of one of several boxes: each box is declared separately."""

from dataclasses import replace


def pieces(items, start, quantity):
    """Return pieces ``start`` to ``start + quantity`` of ``items``, declared goods that
    are counted through, as a list without empty items.

    Each piece keeps its price: if the boxes together take each piece once, they add up
    to the whole declaration.

    :raise ValueError: if there are not that many pieces
    """
    taken, before = [], 0
    for item in items:
        count = min(start + quantity, before + item.quantity) - max(start, before)
        if count > 0:
            taken.append(replace(item, quantity=count))
        before += item.quantity
    if start + quantity > before:
        raise ValueError(f"{start + quantity} pieces of {before}")
    return taken
