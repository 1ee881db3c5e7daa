# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Orders divided into parcels before packing. Weights in kg, sides in cm."""

from decimal import Decimal

import pytest
from addons.linkstar_delivery.rating import Box, Item, Parcel, ParcelLimits, split
from addons.linkstar_delivery.rating.available import girth
from hypothesis import given
from hypothesis import strategies as st
from rating_cards import decimals

D = Decimal


def item(weight, quantity=1, sides=None):
    return Item(D(weight), quantity, decimals(*sides.split("x")) if sides else None)


@pytest.mark.parametrize(
    ("items", "limits", "weights"),
    [
        ([], ParcelLimits(), []),
        ([item("1", 0)], ParcelLimits(), []),
        ([item("0.4", 3)], ParcelLimits(), ["1.2"]),
        ([item("0.4", 3)], ParcelLimits(D(2)), ["1.2"]),
        ([item("0.5", 4)], ParcelLimits(D(2)), ["2.0"]),  # full to the limit
        ([item("0.5", 5)], ParcelLimits(D(2)), ["2.0", "0.5"]),
        ([item("0.5", 9)], ParcelLimits(D(2)), ["2.0", "2.0", "0.5"]),
        # The heaviest first: 1.5 alone, then 1.2; 0.6 is added to 1.2, 0.4 to 1.5.
        (
            [item("0.4"), item("1.2"), item("0.6"), item("1.5")],
            ParcelLimits(D(2)),
            ["1.9", "1.8"],
        ),
        # Too heavy: a parcel alone, and nothing is added to it.
        ([item("3", 2), item("0.1")], ParcelLimits(D(2)), ["3", "3", "0.1"]),
        ([item("0", 5)], ParcelLimits(D(2)), ["0"]),
        ([item("0.001", 1_000_000)], ParcelLimits(D(2)), ["2.000"] * 500),
    ],
)
def test_by_weight(items, limits, weights):
    assert [parcel.weight for parcel in split(items, limits)] == [
        D(weight) for weight in weights
    ]


@pytest.mark.parametrize(
    ("items", "limits", "sides"),
    [
        # Units lie on each other by their shortest side.
        ([item("1", 3, "10x30x20")], ParcelLimits(), ["30x20x30"]),
        (
            [item("1", 1, "10x30x20"), item("0.5", 2, "25x25x2")],
            ParcelLimits(),
            ["30x25x14"],
        ),
        # Stack of 60: 6 units of 10; the seventh begins another.
        (
            [item("0.1", 7, "30x20x10")],
            ParcelLimits(max_side=D(60)),
            ["30x20x60", "30x20x10"],
        ),
        # 30 + 20 + 40 = 90 for 4 units.
        (
            [item("0.1", 5, "30x20x10")],
            ParcelLimits(max_side_sum=D(90)),
            ["30x20x40", "30x20x10"],
        ),
        # 30 + 2 × (20 + 20) = 110 for 2 units; for 3 it is 30 + 2 × (20 + 30) = 130.
        (
            [item("0.1", 3, "30x20x10")],
            ParcelLimits(max_girth=D(120)),
            ["30x20x20", "30x20x10"],
        ),
        # The second item does not fit into the first parcel, which stays small.
        (
            [item("0.2", 6, "5x5x5"), item("0.1", 1, "8x8x8")],
            ParcelLimits(max_side=D(30)),
            ["5x5x30", "8x8x8"],
        ),
        (
            [item("0.1", 1, "30x20x10"), item("0.05", 0, "90x90x90")],
            ParcelLimits(),
            ["30x20x10"],
        ),
        # A unit that is too long is not hidden by one with unknown sides.
        (
            [item("0.1", 1, "30x20x10"), item("0.05")],
            ParcelLimits(max_side=D(10)),
            ["30x20x10", None],
        ),
        (
            [item("0.1"), item("0.05", 1, "30x20x10")],
            ParcelLimits(max_side=D(10)),
            ["30x20x10", None],
        ),
        ([item("0.1", 1, "30x20x10"), item("0.05")], ParcelLimits(), [None]),
    ],
)
def test_by_size(items, limits, sides):
    assert [parcel.sides for parcel in split(items, limits)] == [
        decimals(*each.split("x")) if each else None for each in sides
    ]


def test_a_box_weighs_something_itself():
    assert split([item("0.5", 4)], ParcelLimits(D(2)), Box(D("0.1"))) == (
        Parcel(D("1.6")),
        Parcel(D("0.6")),
    )


@pytest.mark.parametrize(
    ("items", "box", "parcels"),
    [
        # As many as the box can hold by weight: 3 × 0.6 + 0.2 = 2.0.
        ([item("0.6", 4)], Box(D("0.2"), D(2)), [("2.0", None), ("0.8", None)]),
        # A parcel is as large as its box, whatever it contains.
        (
            [item("0.5", 1, "10x10x5")],
            Box(sides=decimals("30", "20", "10")),
            [("0.5", "30x20x10")],
        ),
        ([item("0.5")], Box(sides=decimals("30", "20", "10")), [("0.5", "30x20x10")]),
        # A stack of 4 × 2.5 is as high as the box, a stack of 5 is higher; the
        # orientation of the box does not matter.
        (
            [item("0.1", 5, "20x2.5x30")],
            Box(sides=decimals("10", "30", "20")),
            [("0.4", "10x30x20"), ("0.1", "10x30x20")],
        ),
        # Goods that do not fit into the box are sent without a box, the rest in the
        # box.
        (
            [item("0.5", 1, "60x5x5"), item("0.1", 1, "5x5x5")],
            Box(sides=decimals("30", "20", "10")),
            [("0.5", "60x5x5"), ("0.1", "30x20x10")],
        ),
    ],
)
def test_in_boxes(items, box, parcels):
    found = split(items, ParcelLimits(), box)
    assert found == tuple(
        Parcel(D(weight), decimals(*sides.split("x")) if sides else None)
        for weight, sides in parcels
    )


ITEMS = st.lists(
    st.builds(
        Item,
        st.decimals("0.001", 3, places=3),
        st.integers(0, 12),
        st.none() | st.tuples(*[st.decimals(1, 40, places=0)] * 3),
    ),
    max_size=6,
)


@given(
    ITEMS,
    st.sampled_from(
        [ParcelLimits(), ParcelLimits(D(3)), ParcelLimits(D(5), D(60), D(110), D(180))]
    ),
)
def test_nothing_is_lost_and_limits_hold(items, limits):
    parcels = split(items, limits)
    assert sum(parcel.weight for parcel in parcels) == sum(
        each.weight * each.quantity for each in items
    )
    for parcel in parcels:
        alone = any(
            parcel.weight == each.weight
            and parcel.sides
            and sum(parcel.sides) == sum(each.sides or ())
            for each in items
        )
        assert limits.max_weight is None or parcel.weight <= limits.max_weight
        if parcel.sides and limits.max_side and not alone:
            assert max(parcel.sides) <= limits.max_side
            assert sum(parcel.sides) <= limits.max_side_sum
            assert girth(parcel.sides) <= limits.max_girth


@given(ITEMS)
def test_the_order_of_items_plays_no_part_by_weight(items):
    limits = ParcelLimits(D(4))
    backwards = [parcel.weight for parcel in split(reversed(items), limits)]
    assert sorted(parcel.weight for parcel in split(items, limits)) == sorted(backwards)
