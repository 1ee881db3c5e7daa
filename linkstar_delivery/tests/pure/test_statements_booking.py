# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The lines of a vendor bill always add up to the statement."""

import random
from decimal import ROUND_HALF_UP, Decimal

from addons.linkstar_delivery.statements import booking

D = Decimal
A, B, BOTH = (("3", 100.0),), (("7", 100.0),), (("3,7", 100.0),)


def test_an_account_is_a_part_of_its_own():
    assert booking.parts(None) == [(booking.NONE, 1)]
    assert booking.parts({}) == [(booking.NONE, 1)]
    assert booking.parts({"3": 100}) == [(A, 1)]
    assert booking.parts({"3,7": 100.0}) == [(BOTH, 1)]
    assert booking.parts({"7": 40, "3": 60}) == [(A, D("0.6")), (B, D("0.4"))]
    assert booking.parts({"3": 30}) == [(A, D("0.3")), (booking.NONE, D("0.7"))]


def test_two_plans_side_by_side_stay_together():
    assert booking.parts({"7": 100, "3": 100}) == [((("3", 100.0), ("7", 100.0)), 1)]
    assert booking.parts({"7": -10, "3": 50}) == [((("3", 50.0), ("7", -10.0)), 1)]


def test_order_lines_count_by_their_value():
    assert booking.combined([]) == [(booking.NONE, 1)]
    lines = [({"3": 100}, 80), (None, 20)]
    assert booking.combined(lines) == [(booking.NONE, D("0.2")), (A, D("0.8"))]
    free = [({"3": 100}, 0), ({"7": 100}, -5)]
    assert booking.combined(free) == [(A, D("0.5")), (B, D("0.5"))]


def test_cents_are_not_lost():
    thirds = booking.combined([({"3": 100}, 1), ({"7": 100}, 1), (None, 1)])
    found = booking.lines([("freight", D(10), thirds)])
    assert sum(found.values()) == D("10.00")
    assert sorted(found.values()) == [D("3.33"), D("3.33"), D("3.34")]
    yen = booking.lines([("freight", D("10.4"), thirds)], places=0)
    assert sum(yen.values()) == D(10)


def test_credits_and_zeros():
    whole = booking.parts(None)
    found = booking.lines(
        [
            ("freight", D("45.364"), whole),
            ("claim", D("-100"), whole),
            ("fuel", D(1), whole),
            ("fuel", D(-1), whole),
        ]
    )
    assert found == {
        ("claim", booking.NONE): D("-100.00"),
        ("freight", booking.NONE): D("45.36"),
    }


def test_any_statement_adds_up():
    chance = random.Random(20260303)
    for _round in range(200):
        amounts = []
        for _parcel in range(chance.randint(1, 60)):
            order = [
                (
                    chance.choice([None, {"3": 100}, {"7": 35.5}, {"3": 33.33}]),
                    chance.randint(0, 9),
                )
                for _line in range(chance.randint(0, 4))
            ]
            amount = D(chance.randint(-9999, 99999)) / chance.choice((100, 1000, 10000))
            kind = chance.choice(("freight", "fuel", "return"))
            amounts.append((kind, amount, booking.combined(order)))
        total = sum(amount for _kind, amount, _shares in amounts)
        found = booking.lines(amounts)
        assert sum(found.values()) == total.quantize(D("0.01"), ROUND_HALF_UP)
        assert len(found) <= 3 * 4
