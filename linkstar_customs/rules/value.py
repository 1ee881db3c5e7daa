"""Amounts that add up: every split of a total gives back the total, to the last unit of ``quantum``.

``quantum`` is the smallest amount of the currency, such as Decimal("0.01").
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


def allocate(total, weights, quantum):
    """Split ``total``, a multiple of ``quantum``, in proportion to ``weights`` (none negative) by the largest remainder.

    Where all weights are zero, the shares are as equal as can be. Of equal remainders the earlier one is served first.
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
    """The value of the next ``quantity`` after ``before``, when ``whole`` of it is worth ``total``.

    Successive parts add up to ``total`` exactly once they add up to ``whole``, however the quantity was cut.
    """

    def until(quantity_so_far):
        return (total * quantity_so_far / whole).quantize(quantum, ROUND_HALF_UP)

    return until(before + quantity) - until(before)


def unit_prices(total, quantity, quantum):
    """Split ``quantity`` units worth ``total`` into [(units, price of one)] whose sum is ``total`` exactly.

    One pair where the total divides evenly, else two whose prices are one ``quantum`` apart: 10.00 for 3 gives 2 at
    3.33 and 1 at 3.34. ``total`` is a multiple of ``quantum`` and not negative, ``quantity`` at least 1.
    """
    low, dearer = divmod(int(total / quantum), quantity)
    pairs = [(quantity - dearer, low * quantum), (dearer, (low + 1) * quantum)]
    return [(units, price) for units, price in pairs if units]


def discounted(amounts, discounts, quantum):
    """``amounts`` of some lines, none negative, after ``discounts``: ([what is left of each], what found nothing to lower).

    A discount is (amount, places): the lines it was given for, by their place in ``amounts``. Each lowers its lines in proportion
    to what is left of them, to 0 at most; what is more than that lowers the other lines. Amounts are multiples of ``quantum``, and
    what is left adds up to the amounts less the discounts, or to 0.
    """
    left, over = list(amounts), Decimal(0)
    everywhere = frozenset(range(len(left)))
    for amount, places in discounts:
        for candidates in (places, everywhere):
            chosen = sorted(candidates)
            given = min(amount, sum((left[place] for place in chosen), Decimal(0)))
            shares = allocate(given, [left[place] for place in chosen], quantum) if given else []
            for place, share in zip(chosen, shares, strict=bool(shares)):
                left[place] -= share
            amount -= given
        over += amount
    return left, over


@dataclass(frozen=True)
class Sold:
    """A line of goods: what was ``paid`` for it, its ``full`` price before discounts (0 for a gift, for which no price was asked) and its
    ``product``, any value that is the same for the same product."""

    paid: Decimal
    full: Decimal
    product: object


def spread(lines, quantum):
    """What ``lines``, an iterable of ``Sold``, are worth when what was paid is spread over the goods whose price was waived: a list
    whose sum is what was paid, to the last unit of ``quantum``.

    Waived goods share the price of paid lines of the same product, by full prices; without such a line that of all paid goods. A gift
    is worth 0 here, and where nothing was paid everything is.
    """
    lines = list(lines)
    values = [line.paid for line in lines]
    paid = {place for place, line in enumerate(lines) if line.paid > 0}
    waived = [place for place, line in enumerate(lines) if line.paid <= 0 and line.full > 0]
    if not paid:
        return values

    def share(places, weights):
        shares = allocate(sum((values[place] for place in places), Decimal(0)), weights, quantum)
        for place, own in zip(places, shares, strict=True):
            values[place] = own

    products = {lines[place].product for place in paid}
    for product in dict.fromkeys(lines[place].product for place in waived):
        if product in products:
            alike = [place for place in sorted(paid.union(waived)) if lines[place].product == product]
            share(alike, [lines[place].full for place in alike])
    others = [place for place in waived if lines[place].product not in products]
    if others:
        valued = [place for place in range(len(lines)) if values[place] > 0 or place in others]
        share(valued, [lines[place].full if place in others else values[place] for place in valued])
    return values
