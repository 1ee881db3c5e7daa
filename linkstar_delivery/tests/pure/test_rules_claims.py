# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Amounts and days of claims against tables that were calculated by hand."""

from datetime import date
from decimal import Decimal as D

import pytest
from addons.linkstar_delivery.rules import claims
from addons.linkstar_delivery.rules.claims import ClaimTerm

CASES = [
    # The declared value.
    (ClaimTerm(), "100", "8", "0.5", 1, "100.00"),
    # And the freight back.
    (ClaimTerm(freight_percent=D(100)), "100", "8", "0.5", 1, "108.00"),
    # A share of the value and of the freight.
    (
        ClaimTerm(goods_percent=D(80), freight_percent=D(50)),
        "100",
        "8",
        "0.5",
        1,
        "84.00",
    ),
    # 40 for each kilogram are less than the value.
    (ClaimTerm(cap_per_kg=D(40)), "100", "8", "0.5", 1, "20.00"),
    # 40 for each kilogram are more than the value.
    (ClaimTerm(cap_per_kg=D(40)), "100", "8", "3", 1, "100.00"),
    # The cap does not include the freight.
    (ClaimTerm(cap=D(60), freight_percent=D(100)), "100", "8", "3", 1, "68.00"),
    # The lowest of all limits.
    (ClaimTerm(cap_per_kg=D(40), cap=D(60)), "100", "8", "1", 1, "40.00"),
    # Only the freight.
    (ClaimTerm(goods_percent=D(0), freight_percent=D(100)), "100", "8", "1", 1, "8.00"),
    # A quarter of the goods: of the value, of the weight, of the freight.
    (
        ClaimTerm(cap_per_kg=D(40), freight_percent=D(100)),
        "100",
        "8",
        "2",
        "0.25",
        "22.00",
    ),
    # Half a cent is rounded up.
    (ClaimTerm(goods_percent=D(50)), "0.01", "0", "1", 1, "0.01"),
    (ClaimTerm(goods_percent=D(50)), "10.01", "0", "1", 1, "5.01"),
    # Nothing is worth nothing.
    (ClaimTerm(), "0", "0", "0", 1, "0.00"),
    (ClaimTerm(cap=D(0)), "100", "0", "1", 1, "0.00"),
]


@pytest.mark.parametrize("case", CASES)
def test_amounts(case):
    term, declared, freight, weight, part, expected = case
    found = claims.amount(term, D(declared), D(freight), D(weight), part)
    assert found == D(expected)
    assert str(found) == expected


def test_currencies_without_decimals():
    assert claims.amount(ClaimTerm(), D("100.5"), D(0), D(1), digits=0) == D(101)


@pytest.mark.parametrize(
    "values",
    [("-1", "0", "0", 1), ("0", "-1", "0", 1), ("0", "0", "-1", 1)]
    + [("1", "1", "1", part) for part in (0, -1, "1.01")],
)
def test_amounts_that_make_no_sense(values):
    declared, freight, weight, part = values
    with pytest.raises(ValueError, match="must not be negative"):
        claims.amount(ClaimTerm(), D(declared), D(freight), D(weight), part)


def test_days():
    term, event = ClaimTerm(first_days=30, last_days=90), date(2026, 12, 15)
    assert claims.first_day(term, event) == date(2027, 1, 14)
    last = claims.deadline(term, event)
    assert last == date(2027, 3, 15)
    assert claims.in_time(last, date(2027, 3, 15))
    assert not claims.in_time(last, date(2027, 3, 16))
