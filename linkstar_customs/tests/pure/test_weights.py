# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules import weights

D = Decimal


@pytest.mark.parametrize(
    ("goods", "gross", "found"),
    [
        ([("0.250", 2)], "0.450", ["0.225"]),
        ([("0.250", 2)], "0.500", ["0.250"]),
        ([("0.250", 2)], "0", ["0.250"]),
        ([("0.300", 1), ("0.200", 1)], "0.450", ["0.270", "0.180"]),
        ([("0.100", 3)], "0.200", ["0.066"]),
        ([("0.500", 1), ("0.001", 10)], "0.400", ["0.390", "0.001"]),
        ([("0.001", 10)], "0.005", ["0.001"]),
        ([("0", 1), ("0.500", 1)], "0.400", ["0", "0.400"]),
        ([], "1", []),
    ],
)
def test_goods_never_outweigh_the_parcel(goods, gross, found):
    goods = [(D(weight), quantity) for weight, quantity in goods]
    assert weights.within(goods, D(gross)) == [D(weight) for weight in found]


@given(
    st.lists(
        st.tuples(
            st.integers(1, 30000).map(lambda grams: D(grams) / 1000), st.integers(1, 50)
        ),
        min_size=1,
        max_size=8,
    ),
    st.integers(1, 100000).map(lambda grams: D(grams) / 1000),
)
def test_all_of_them(goods, gross):
    lowered = weights.within(goods, gross)
    units = sum(quantity for _weight, quantity in goods)
    assert all(
        D("0.001") <= new <= old for new, (old, _quantity) in zip(lowered, goods)
    )
    assert all(weight == weight.quantize(D("0.001")) for weight in lowered)
    if gross >= units * D("0.001"):
        assert (
            sum(new * quantity for new, (_old, quantity) in zip(lowered, goods))
            <= gross
        )


@pytest.mark.parametrize(
    ("unit", "quantity", "pieces", "each"),
    [
        ("1", "1.9", 2, "0.950"),
        ("1", "2", 2, "1"),
        ("1", "0.3", 1, "0.300"),
        ("0", "0.3", 1, "0"),
    ],
)
def test_pieces_of_goods_that_are_measured(unit, quantity, pieces, each):
    assert weights.of_pieces(D(unit), D(quantity), pieces) == D(each)
