# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Weights of declared goods, which together never exceed the weight of their parcel."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

GRAM = Decimal("0.001")


def of_pieces(unit_weight, quantity, pieces):
    """Return the weight of one piece, if ``quantity`` units of ``unit_weight`` kg are
    declared as ``pieces``, a whole number: 1.9 kg of goods sold by the kilogram are two
    pieces of 0.950 kg.
    """
    if quantity == pieces or not unit_weight:
        return unit_weight
    return max((unit_weight * quantity / pieces).quantize(GRAM, ROUND_FLOOR), GRAM)


def within(goods, gross):
    """Return the unit weights of ``goods``, pairs (weight of one unit in kg, quantity),
    reduced so that they add up to at most ``gross``: each in proportion, to the gram.
    They do not change if they fit, or if ``gross`` is unknown (0).

    The minimum is one gram: if there are more units than the parcel has grams, the sum
    stays above ``gross``.
    """
    weights = [weight for weight, _quantity in goods]
    total = sum((weight * quantity for weight, quantity in goods), Decimal(0))
    if gross <= 0 or total <= gross:
        return weights
    lowered = [
        (
            max((weight * gross / total).quantize(GRAM, ROUND_FLOOR), GRAM)
            if weight
            else weight
        )
        for weight in weights
    ]
    excess = (
        sum(
            (weight * quantity for weight, (_old, quantity) in zip(lowered, goods)),
            Decimal(0),
        )
        - gross
    )
    # The minimum of one gram is compensated by the heaviest goods.
    for index in sorted(range(len(goods)), key=lambda i: -lowered[i]):
        if excess <= 0:
            break
        quantity = goods[index][1]
        less = min(
            (excess / quantity).quantize(GRAM, ROUND_CEILING),
            max(lowered[index] - GRAM, Decimal(0)),
        )
        lowered[index] -= less
        excess -= less * quantity
    return lowered
