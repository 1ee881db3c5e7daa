# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Amounts that add up: the parts of a total always add up to the total, exact to
``quantum``.

``quantum`` is the smallest amount of the currency, such as Decimal("0.01").
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


def allocate(total, weights, quantum):
    """Split ``total``, a multiple of ``quantum``, in proportion to ``weights`` (none
    negative) by the largest remainder.

    If all weights are zero, the shares are as equal as possible. With equal remainders,
    the earlier share is increased first.
    """
    if not weights:
        return []
    if not sum(weights):
        weights = [1] * len(weights)
    units = int(total / quantum)
    sign, units = (-1, -units) if units < 0 else (1, units)
    whole = sum(Decimal(weight) for weight in weights)
    exact = [units * Decimal(weight) / whole for weight in weights]
    floors = [int(share) for share in exact]
    by_remainder = sorted(range(len(weights)), key=lambda i: (floors[i] - exact[i], i))
    for index in by_remainder[: units - sum(floors)]:
        floors[index] += 1
    return [sign * floor * quantum for floor in floors]


def part(total, whole, before, quantity, quantum):
    """Return the value of the next ``quantity`` after ``before``, if ``whole`` of it is
    worth ``total``.

    Successive parts that add up to ``whole`` have values that add up to ``total``
    exactly, however the quantity is split.
    """

    def until(quantity_so_far):
        return (total * quantity_so_far / whole).quantize(quantum, ROUND_HALF_UP)

    return until(before + quantity) - until(before)


def unit_prices(total, quantity, quantum):
    """Split ``quantity`` units worth ``total`` into [(units, unit price)] that add up
    to ``total`` exactly.

    One pair if the total divides evenly, else two with prices one ``quantum`` apart:
    10.00 for 3 gives 2 at 3.33 and 1 at 3.34. ``total`` is a multiple of ``quantum``
    and not negative, ``quantity`` at least 1.
    """
    low, dearer = divmod(int(total / quantum), quantity)
    pairs = [(quantity - dearer, low * quantum), (dearer, (low + 1) * quantum)]
    return [(units, price) for units, price in pairs if units]


def discounted(amounts, discounts, quantum):
    """Return ``amounts`` of some lines, none negative, after ``discounts``: ([the rest
    of each line], the part of the discounts that exceeds all lines).

    A discount is (amount, places): the positions in ``amounts`` of the lines that it
    applies to. It reduces these lines in proportion to their rest, but never below 0;
    the remaining discount reduces the other lines. Amounts are multiples of
    ``quantum``, and the rests add up to the amounts less the discounts, or to 0.
    """
    left, over = list(amounts), Decimal(0)
    everywhere = frozenset(range(len(left)))
    for amount, places in discounts:
        for candidates in (places, everywhere):
            chosen = sorted(candidates)
            given = min(amount, sum((left[place] for place in chosen), Decimal(0)))
            shares = (
                allocate(given, [left[place] for place in chosen], quantum)
                if given
                else []
            )
            for place, share in zip(chosen, shares, strict=bool(shares)):
                left[place] -= share
            amount -= given
        over += amount
    return left, over


@dataclass(frozen=True)
class Sold:
    """A line of goods: the price ``paid``, the ``full`` price before discounts (0 for a
    gift) and the ``product``, any value that is equal for the same product.
    """

    paid: Decimal
    full: Decimal
    product: object


def spread(lines, quantum):
    """Return the values of ``lines``, an iterable of ``Sold``, with the price paid
    spread over goods with a waived price: a list that adds up to the price paid, exact
    to ``quantum``.

    Waived goods share the price of paid lines of the same product, by full prices;
    without such a line, the price of all paid goods. A gift is worth 0 here; if nothing
    was paid, everything is.
    """
    lines = list(lines)
    values = [line.paid for line in lines]
    paid = {place for place, line in enumerate(lines) if line.paid > 0}
    waived = [
        place for place, line in enumerate(lines) if line.paid <= 0 and line.full > 0
    ]
    if not paid:
        return values

    def share(places, weights):
        shares = allocate(
            sum((values[place] for place in places), Decimal(0)), weights, quantum
        )
        for place, own in zip(places, shares, strict=True):
            values[place] = own

    products = {lines[place].product for place in paid}
    for product in dict.fromkeys(lines[place].product for place in waived):
        if product in products:
            alike = [
                place
                for place in sorted(paid.union(waived))
                if lines[place].product == product
            ]
            share(alike, [lines[place].full for place in alike])
    others = [place for place in waived if lines[place].product not in products]
    if others:
        valued = [
            place for place in range(len(lines)) if values[place] > 0 or place in others
        ]
        share(
            valued,
            [
                lines[place].full if place in others else values[place]
                for place in valued
            ],
        )
    return values
