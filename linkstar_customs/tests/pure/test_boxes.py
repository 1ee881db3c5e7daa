# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules import boxes
from rules.items import DeclaredItem


def _item(quantity, price):
    return DeclaredItem(
        sku="S",
        description_en="phone case",
        description_cn="",
        quantity=quantity,
        unit_price=Decimal(price) / 100,
        currency="EUR",
        unit_weight=Decimal("0.1"),
        hs_code="392690",
        origin="CN",
        material="",
        battery=False,
    )


@pytest.mark.parametrize(
    ("start", "quantity", "expected"),
    [
        (0, 3, [(2, "3.33"), (1, "3.34")]),
        (0, 1, [(1, "3.33")]),
        (1, 2, [(1, "3.33"), (1, "3.34")]),
        (2, 1, [(1, "3.34")]),
        (1, 0, []),
    ],
)
def test_pieces(start, quantity, expected):
    found = boxes.pieces([_item(2, 333), _item(1, 334)], start, quantity)
    assert [(item.quantity, str(item.unit_price)) for item in found] == expected


def test_more_than_there_are():
    with pytest.raises(ValueError, match="4 pieces of 3"):
        boxes.pieces([_item(3, 100)], 2, 2)


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 999)), min_size=1, max_size=5),
    st.data(),
)
def test_boxes_add_up(lines, data):
    items = [_item(*line) for line in lines]
    left, start, total = sum(item.quantity for item in items), 0, Decimal(0)
    while left:
        quantity = data.draw(st.integers(1, left))
        total += sum(item.value for item in boxes.pieces(items, start, quantity))
        start, left = start + quantity, left - quantity
    assert total == sum(item.value for item in items)
