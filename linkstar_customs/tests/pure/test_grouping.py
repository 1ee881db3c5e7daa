# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules import value
from rules.grouping import GroupingKey, grouped, merged
from rules.items import DeclaredItem


@dataclass(frozen=True)
class Line:
    sku: str
    hs_code: str
    description_en: str
    origin: str = "CN"


SHIRT = Line("TS-1", "610910", "men's T-shirt, knitted, cotton")
WATCH = Line("W-1", "910211", "wrist-watch, quartz, steel")
SILK = Line("B-1", "620610", "women's blouse, silk")
WOOL = Line("B-2", "620620", "women's blouse, wool")


@pytest.mark.parametrize(
    ("lines", "items", "source"),
    [
        # Examples of the regulation and the Commission's guidance with their number of
        # items, EUR 3 each.
        ([SHIRT] * 5, 1, "Reg. (EU) 2026/382 art. 2, from 2026-07-01"),
        ([SHIRT, WATCH], 2, "Reg. (EU) 2026/382 art. 2, from 2026-07-01"),
        ([SILK, WOOL, WOOL], 2, "Reg. (EU) 2026/382 art. 2, from 2026-07-01"),
        (
            [SHIRT, Line("TS-2", "6109100010", "Men's  T-shirt, knitted, COTTON")],
            1,
            "H7 classifies by six digits",
        ),
        (
            [SHIRT, Line("TS-2", "610910", "women's T-shirt, knitted, cotton")],
            2,
            "another description",
        ),
        (
            [SHIRT, Line("TS-3", "610910", SHIRT.description_en, origin="VN")],
            2,
            "a different origin, which is declared",
        ),
        ([], 0, ""),
    ],
)
def test_items_by_default(lines, items, source):
    assert len(grouped(lines, GroupingKey.HS6_ORIGIN)) == items, source


@pytest.mark.parametrize(
    ("key", "items"),
    [
        (GroupingKey.HS6_ORIGIN, 2),
        (GroupingKey.HS6, 1),
        (GroupingKey.FULL_ORIGIN, 3),
        (GroupingKey.PRODUCT, 4),
    ],
)
def test_the_key_is_a_setting(key, items):
    text = SHIRT.description_en
    lines = [
        SHIRT,
        Line("TS-2", "610910", text),
        Line("TS-3", "610910", text, "VN"),
        Line("TS-4", "6109100010", text),
    ]
    assert len(grouped(lines, key)) == items


def test_order_of_the_first_lines_is_kept():
    assert grouped([WATCH, SHIRT, WATCH], GroupingKey.HS6_ORIGIN) == [
        [WATCH, WATCH],
        [SHIRT],
    ]


CENT = Decimal("0.01")
ONE = DeclaredItem(
    sku="TS-1",
    description_en="men's T-shirt, knitted, cotton",
    description_cn="男式T恤",
    quantity=1,
    unit_price=Decimal("14.90"),
    currency="EUR",
    unit_weight=Decimal("0.180"),
    hs_code="6109100010",
    origin="CN",
    material="cotton",
    battery=False,
)


def rows(items):
    return [(item.sku, item.quantity, str(item.unit_price)) for item in items]


def test_one_item_of_several_products():
    other = replace(
        ONE,
        sku="TS-2",
        unit_price=Decimal("12.50"),
        unit_weight=Decimal("0.201"),
        hs_code="6109100090",
        material="linen",
    )
    (item,) = merged((ONE, other), GroupingKey.HS6_ORIGIN)
    assert rows([item]) == [("TS-1,TS-2", 2, "13.70")]
    assert (item.hs_code, item.material, item.origin, item.skus) == (
        "610910",
        "cotton, linen",
        "CN",
        ("TS-1", "TS-2"),
    )
    # 0.381 kg for two: never more than their weight.
    assert item.unit_weight == Decimal("0.190")


def test_a_value_that_does_not_divide_stays_exact():
    lines = (
        replace(ONE, quantity=2, unit_price=Decimal("3.33")),
        replace(ONE, unit_price=Decimal("3.34")),
    )
    assert rows(merged(lines, GroupingKey.HS6_ORIGIN)) == [
        ("TS-1", 2, "3.33"),
        ("TS-1", 1, "3.34"),
    ]


def test_what_a_single_line_says_is_kept():
    assert merged((ONE,), GroupingKey.HS6_ORIGIN) == (replace(ONE, skus=("TS-1",)),)


def test_origins_that_are_not_declared_are_not_told():
    (item,) = merged((ONE, replace(ONE, origin="VN")), GroupingKey.HS6)
    assert item.origin == ""


def test_a_reference_is_never_cut():
    many = tuple(replace(ONE, sku=f"SHIRT-{number:02}") for number in range(20))
    (item,) = merged(many, GroupingKey.HS6_ORIGIN)
    assert item.sku == ",".join(f"SHIRT-{number:02}" for number in range(7))
    assert len(item.skus) == 20


declared = st.builds(
    replace,
    st.just(ONE),
    quantity=st.integers(1, 40),
    unit_price=st.integers(0, 50_000).map(lambda cents: cents * CENT),
    unit_weight=st.integers(1, 5_000).map(lambda grams: Decimal(grams) / 1000),
    hs_code=st.sampled_from(["610910", "6109100010", "910211"]),
    origin=st.sampled_from(["CN", "VN", ""]),
    sku=st.sampled_from(["A", "B", ""]),
    description_en=st.sampled_from(
        ["T-shirt, cotton", "t-shirt,  COTTON", "wrist-watch, steel"]
    ),
)


@given(st.lists(declared, max_size=12).map(tuple), st.sampled_from(GroupingKey))
def test_grouping_never_changes_totals(lines, key):
    items = merged(lines, key)
    assert sum(item.value for item in items) == sum(line.value for line in lines)
    assert sum(item.quantity for item in items) == sum(line.quantity for line in lines)
    assert sum(item.net_weight for item in items) <= sum(
        line.net_weight for line in lines
    )
    assert all(item.unit_price == item.unit_price.quantize(CENT) for item in items)
    assert len(items) <= 2 * len(grouped(lines, key))


@given(
    st.lists(
        st.tuples(
            st.integers(1, 30), st.integers(0, 100_000).map(lambda cents: cents * CENT)
        ),
        min_size=1,
        max_size=5,
    ),
    st.data(),
    st.sampled_from(GroupingKey),
)
def test_any_split_of_quantities_over_parcels_adds_up_to_the_order(order, data, key):
    """Order lines of (quantity, value), each split anywhere into parcels: the parcels
    add up to the order, to the cent.
    """
    parcels = {}
    for quantity, total in order:
        before = 0
        while before < quantity:
            taken = data.draw(st.integers(1, quantity - before))
            worth = value.part(total, quantity, before, taken, CENT)
            lines = [
                replace(ONE, quantity=units, unit_price=price)
                for units, price in value.unit_prices(worth, taken, CENT)
            ]
            parcels.setdefault(data.draw(st.integers(1, 4)), []).extend(lines)
            before += taken
    declared = [
        item for lines in parcels.values() for item in merged(tuple(lines), key)
    ]
    assert sum(item.value for item in declared) == sum(
        total for _quantity, total in order
    )
    assert sum(item.quantity for item in declared) == sum(
        quantity for quantity, _total in order
    )
