# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from decimal import Decimal as D

import pytest
from rules.import_vat import ImportedGoods, due


def goods(*rows):
    return [ImportedGoods(D(value), D(rate), item) for value, rate, item in rows]


@pytest.mark.parametrize(
    ("rows", "added", "vat", "taxable"),
    [
        # 19 % of 200.
        ([("200", "19", 1)], {}, "38.00", "200"),
        # 19 % of 200 + 9 transport + 3 duty.
        ([("200", "19", 1)], {"costs": "9", "per_item": "3"}, "40.28", "212"),
        # 20 % of 30 + 2 × 3 duty + 5 for the parcel.
        (
            [("10", "20", 1), ("20", "20", 2)],
            {"per_item": "3", "shared": "5"},
            "8.20",
            "41",
        ),
        # Two lines of one item: one duty.
        ([("10", "20", 1), ("20", "20", 1)], {"per_item": "3"}, "6.60", "33"),
        # 25.5 % of 10.10 is 2.5755.
        ([("10.10", "25.5", 1)], {}, "2.58", "10.10"),
        # A book of 40 at 7 %, a lamp of 60 at 19 %: transport of 10 is 4 and 6, each
        # has a duty of 3: 7 % of 47 + 19 % of 69.
        (
            [("40", "7", 1), ("60", "19", 2)],
            {"costs": "10", "per_item": "3"},
            "16.40",
            "116",
        ),
        # Two rates in one declared item: its duty is shared by value.
        ([("25", "7", 1), ("75", "19", 1)], {"per_item": "4"}, "16.64", "104"),
        # A gift has no value, but its duty is taxed.
        ([("0", "19", 1)], {"per_item": "3"}, "0.57", "3"),
        ([("0", "0", 1)], {"per_item": "3"}, "0.00", "3"),
    ],
)
def test_due(rows, added, vat, taxable):
    found = due(goods(*rows), **{name: D(amount) for name, amount in added.items()})
    assert found.amount == D(vat)
    assert found.goods + found.costs + found.charges == D(taxable)


def test_rates():
    found = due(goods(("40", "7", 1), ("60", "19", 2), ("0", "19", 3)))
    assert (found.rates, found.mean_rate) == ((D(7), D(19)), D("14.2"))


def test_unknown_is_not_zero():
    assert due([]) is None
    assert due([*goods(("40", "7", 1)), ImportedGoods(D(60), None, 2)]) is None
