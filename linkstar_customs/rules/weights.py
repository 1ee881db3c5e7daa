"""Weights of declared goods, which together never are more than the parcel that they are in."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

GRAM = Decimal("0.001")


def of_pieces(unit_weight, quantity, pieces):
    """The weight of each of ``pieces``, a whole number, that ``quantity`` units of ``unit_weight`` kg are declared as: 1.9 kg of goods
    sold by the kilogram are two pieces of 0.950 kg."""
    if quantity == pieces or not unit_weight:
        return unit_weight
    return max((unit_weight * quantity / pieces).quantize(GRAM, ROUND_FLOOR), GRAM)


def within(goods, gross):
    """The unit weights of ``goods``, pairs of the weight of one unit in kg and how many, so that they add up to ``gross`` at most: each is
    lowered in proportion, to the gram. Unchanged where they are no more than that, or ``gross`` is not known (0).

    Nothing weighs less than a gram: of more units than the parcel has grams, the sum stays above it."""
    weights = [weight for weight, _quantity in goods]
    total = sum((weight * quantity for weight, quantity in goods), Decimal(0))
    if gross <= 0 or total <= gross:
        return weights
    lowered = [max((weight * gross / total).quantize(GRAM, ROUND_FLOOR), GRAM) if weight else weight for weight in weights]
    excess = sum((weight * quantity for weight, (_old, quantity) in zip(lowered, goods)), Decimal(0)) - gross
    # What the least of a gram added is taken from the heaviest.
    for index in sorted(range(len(goods)), key=lambda i: -lowered[i]):
        if excess <= 0:
            break
        quantity = goods[index][1]
        less = min((excess / quantity).quantize(GRAM, ROUND_CEILING), max(lowered[index] - GRAM, Decimal(0)))
        lowered[index] -= less
        excess -= less * quantity
    return lowered
