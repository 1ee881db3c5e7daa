# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules import value

CENT = Decimal("0.01")
amounts = st.integers(0, 10_000_000).map(lambda cents: cents * CENT)
weights = st.lists(
    st.integers(0, 100_000).map(lambda thousandths: Decimal(thousandths) / 1000),
    min_size=1,
    max_size=12,
)


@pytest.mark.parametrize(
    ("total", "shares_of", "shares"),
    [
        ("30.00", [10, 20], ["10.00", "20.00"]),
        ("100.00", [10, 20], ["33.33", "66.67"]),
        ("10.00", [1, 1, 1], ["3.34", "3.33", "3.33"]),
        ("10.00", [0, 0], ["5.00", "5.00"]),
        ("10.00", [0, 3], ["0.00", "10.00"]),
        ("-10.00", [1, 2], ["-3.33", "-6.67"]),
        ("0.01", [1, 1], ["0.01", "0.00"]),
    ],
)
def test_allocate(total, shares_of, shares):
    assert value.allocate(Decimal(total), shares_of, CENT) == [
        Decimal(share) for share in shares
    ]


def test_nothing_to_allocate_to():
    assert value.allocate(Decimal(10), [], CENT) == []


@given(amounts, weights)
def test_shares_are_the_total_and_never_a_cent_off(total, shares_of):
    shares = value.allocate(total, shares_of, CENT)
    assert sum(shares) == total
    if whole := sum(shares_of):
        assert all(
            abs(share - total * weight / whole) < CENT
            for share, weight in zip(shares, shares_of, strict=True)
        )


@given(amounts, st.lists(st.integers(1, 500), min_size=1, max_size=8))
def test_deliveries_add_up_to_the_order(total, quantities):
    whole, before, parts = sum(quantities), 0, []
    for quantity in quantities:
        parts.append(value.part(total, whole, Decimal(before), quantity, CENT))
        before += quantity
    assert sum(parts) == total
    assert min(parts) >= 0


@pytest.mark.parametrize(
    ("before", "quantity", "amount"),
    [
        (0, 3, "10.00"),
        (0, 1, "3.33"),
        (1, 1, "3.34"),
        (2, 1, "3.33"),
        (3, 1, "3.33"),
        (0, 6, "20.00"),
    ],
)
def test_part_of_three_for_ten(before, quantity, amount):
    assert value.part(Decimal("10.00"), Decimal(3), before, quantity, CENT) == Decimal(
        amount
    )


@pytest.mark.parametrize(
    ("total", "quantity", "pairs"),
    [
        ("10.00", 1, [(1, "10.00")]),
        ("10.00", 4, [(4, "2.50")]),
        ("10.00", 3, [(2, "3.33"), (1, "3.34")]),
        ("0.00", 2, [(2, "0.00")]),
        ("0.01", 2, [(1, "0.00"), (1, "0.01")]),
    ],
)
def test_unit_prices(total, quantity, pairs):
    assert value.unit_prices(Decimal(total), quantity, CENT) == [
        (units, Decimal(price)) for units, price in pairs
    ]


@given(amounts, st.integers(1, 1000))
def test_units_times_prices_are_the_total(total, quantity):
    pairs = value.unit_prices(total, quantity, CENT)
    assert sum(units * price for units, price in pairs) == total
    assert sum(units for units, _price in pairs) == quantity
    assert len(pairs) <= 2


@pytest.mark.parametrize(
    ("amounts", "discounts", "left", "over"),
    [
        (["100.00", "50.00"], [("15.00", {0, 1})], ["90.00", "45.00"], "0"),
        (
            ["10.00", "10.00", "10.00"],
            [("10.00", {0, 1, 2})],
            ["6.66", "6.67", "6.67"],
            "0",
        ),
        # A voucher for one product reduces that product, then a coupon reduces the
        # rest.
        (
            ["100.00", "50.00"],
            [("20.00", {1}), ("13.00", {0, 1})],
            ["90.00", "27.00"],
            "0",
        ),
        (["100.00", "50.00"], [("60.00", {1})], ["90.00", "0.00"], "0"),
        # A refund larger than the sale.
        (["10.00"], [("12.50", {0})], ["0.00"], "2.50"),
        (["10.00"], [], ["10.00"], "0"),
        ([], [("5.00", set())], [], "5.00"),
    ],
)
def test_discounts_of_the_order(amounts, discounts, left, over):
    offered = [(Decimal(amount), frozenset(places)) for amount, places in discounts]
    assert value.discounted([Decimal(amount) for amount in amounts], offered, CENT) == (
        [Decimal(each) for each in left],
        Decimal(over),
    )


@given(
    st.lists(amounts, min_size=1, max_size=8),
    st.lists(st.tuples(amounts, st.sets(st.integers(0, 7))), max_size=4),
)
def test_what_is_left_is_the_sum_less_the_discounts(prices, discounts):
    offered = [
        (amount, frozenset(place for place in places if place < len(prices)))
        for amount, places in discounts
    ]
    left, over = value.discounted(prices, offered, CENT)
    assert sum(left) == sum(prices) - sum(amount for amount, _places in offered) + over
    assert all(0 <= after <= before for after, before in zip(left, prices, strict=True))


def sold(paid, full, product):
    return value.Sold(Decimal(paid), Decimal(full), product)


@pytest.mark.parametrize(
    ("lines", "values"),
    [
        # Buy one, get one.
        ([sold(90, 90, "case"), sold(0, 90, "case")], ["45", "45"]),
        ([sold(90, 90, "case"), sold(0, 30, "strap")], ["67.5", "22.5"]),
        # A product gets no share of other products.
        (
            [sold(90, 90, "case"), sold(10, 10, "lamp"), sold(0, 90, "case")],
            ["45", "10", "45"],
        ),
        (
            [sold(10, 10, "case"), sold(0, 5, "case"), sold(0, 5, "case")],
            ["5", "2.5", "2.5"],
        ),
        # A gift gets no share. If nothing was paid, nothing is spread.
        ([sold(90, 90, "case"), sold(0, 0, "lamp")], ["90", "0"]),
        ([sold(0, 90, "case"), sold(0, 30, "lamp")], ["0", "0"]),
        ([sold("0.01", 10, "case"), sold(0, 10, "case")], ["0.01", "0"]),
    ],
)
def test_spread(lines, values):
    assert value.spread(lines, CENT) == [Decimal(each) for each in values]


some_sold = st.builds(
    value.Sold,
    st.sampled_from([Decimal(0), CENT]) | amounts,
    amounts,
    st.sampled_from("ABC"),
)


@given(st.lists(some_sold, max_size=8))
def test_what_was_paid_is_spread_to_the_cent(lines):
    values = value.spread(lines, CENT)
    assert sum(values) == sum(line.paid for line in lines)
    assert all(each >= 0 for each in values)
    assert all(
        each == 0
        for each, line in zip(values, lines, strict=True)
        if not line.paid and not line.full
    )
