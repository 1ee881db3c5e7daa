"""The declared goods of one of several boxes, each of which is declared by itself."""

from dataclasses import replace


def pieces(items, start, quantity):
    """Pieces ``start`` to ``start + quantity`` of ``items``, declared goods that count on from one to the next.

    Each piece keeps its price, so what boxes declare adds up to what was declared for all, when together they take each
    piece once. A list without items of no pieces.

    :raise ValueError: when there are not that many pieces"""
    taken, before = [], 0
    for item in items:
        count = min(start + quantity, before + item.quantity) - max(start, before)
        if count > 0:
            taken.append(replace(item, quantity=count))
        before += item.quantity
    if start + quantity > before:
        raise ValueError(f"{start + quantity} pieces of {before}")
    return taken
