# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some
from rules.ioss_return import (
    Entry,
    Line,
    ReturnKey,
    balances,
    corrections,
    deadline,
    entry,
    exchange_rate,
    last_day,
    lines,
    oldest_period,
    payable,
    refunded,
    with_costs,
)

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
CENT = Decimal("0.01")


def key(period=OCTOBER, country="DE", rate="19", declaration=1):
    return ReturnKey(period, country, Decimal(rate), declaration)


def line(period, country, rate, base, vat):
    return Line(period, country, Decimal(rate), Decimal(base), Decimal(vat))


@pytest.mark.parametrize(
    ("period", "last", "due"),
    [
        (date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 30)),
        (date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 31)),
        (date(2028, 1, 1), date(2028, 1, 31), date(2028, 2, 29)),
    ],
)
def test_end_of_the_month_and_of_the_next(period, last, due):
    assert (last_day(period), deadline(period)) == (last, due)


def test_three_years_of_corrections():
    assert oldest_period(date(2026, 10, 1)) == date(2023, 10, 1)


@pytest.mark.parametrize(
    ("published", "day", "expected"),
    [
        ({date(2026, 10, 31): 2}, date(2026, 10, 31), 2),
        # 31 October 2026 is a Saturday: the next publication counts, not an earlier
        # one.
        ({date(2026, 10, 30): 1, date(2026, 11, 2): 3}, date(2026, 10, 31), 3),
        ({date(2026, 10, 30): 1}, date(2026, 10, 31), None),
        ({date(2026, 11, 7): 1}, date(2026, 10, 31), None),
    ],
)
def test_rate_of_the_last_day(published, day, expected):
    assert exchange_rate(published, day) == expected


@pytest.mark.parametrize(
    ("amount", "exchange", "rate", "base", "vat"),
    [
        ("100.00", "1", "19", "100.00", "19.00"),
        ("99.99", "1", "25.5", "99.99", "25.50"),
        ("800.00", "0.125", "20", "100.00", "20.00"),
        ("0.10", "1", "5", "0.10", "0.01"),
    ],
)
def test_entry(amount, exchange, rate, base, vat):
    assert entry(key(rate=rate), Decimal(amount), Decimal(exchange)) == Entry(
        key(rate=rate), Decimal(base), Decimal(vat)
    )


def test_transport_is_taxed_as_the_goods_are():
    values = {Decimal(19): Decimal("30.00"), Decimal(7): Decimal("10.00")}
    assert with_costs(values, Decimal("4.90"), CENT) == {
        Decimal(19): Decimal("33.68"),
        Decimal(7): Decimal("11.22"),
    }


@pytest.mark.parametrize(
    ("refund", "sold", "shares", "excess"),
    [
        ("10.00", ("30.00", "10.00"), ["7.50", "2.50"], "0.00"),
        ("50.00", ("30.00", "10.00"), ["30.00", "10.00"], "10.00"),
        ("5.00", ("0.00",), ["0"], "5.00"),
    ],
)
def test_refund(refund, sold, shares, excess):
    found, over = refunded(Decimal(refund), [Decimal(amount) for amount in sold], CENT)
    assert (found, over) == ([Decimal(share) for share in shares], Decimal(excess))


def test_what_changed_is_corrected_and_nothing_else():
    same, lower, gone, late = (key(declaration=number) for number in (1, 2, 3, 4))
    declared = [entry(each, Decimal(100), Decimal(1)) for each in (same, lower, gone)]
    due = [
        entry(same, Decimal(100), Decimal(1)),
        entry(lower, Decimal(40), Decimal(1)),
        entry(late, Decimal(10), Decimal(1)),
    ]
    assert corrections(due, declared) == [
        Entry(lower, Decimal("-60.00"), Decimal("-11.40")),
        Entry(gone, Decimal("-100.00"), Decimal("-19.00")),
        Entry(late, Decimal("10.00"), Decimal("1.90")),
    ]
    assert corrections(due, due) == []


def test_lines_and_what_is_to_pay():
    """Germany gets the month's VAT less a correction. France pays back, which does not
    reduce Germany's VAT.
    """
    entries = [
        entry(key(NOVEMBER, "DE", declaration=5), Decimal(200), Decimal(1)),
        entry(key(NOVEMBER, "DE", "7", declaration=5), Decimal(100), Decimal(1)),
        entry(key(OCTOBER, "DE", declaration=2), Decimal(-50), Decimal(1)),
        entry(key(OCTOBER, "FR", "20", declaration=3), Decimal(-100), Decimal(1)),
    ]
    summary = lines(entries)
    assert summary == [
        line(OCTOBER, "DE", "19", "-50.00", "-9.50"),
        line(OCTOBER, "FR", "20", "-100.00", "-20.00"),
        line(NOVEMBER, "DE", "7", "100.00", "7.00"),
        line(NOVEMBER, "DE", "19", "200.00", "38.00"),
    ]
    assert balances(summary) == {"DE": Decimal("35.50"), "FR": Decimal("-20.00")}
    assert payable(summary) == (Decimal("35.50"), Decimal("-20.00"))


amounts = some.decimals(-5000, 5000, places=2)
keys = some.builds(
    ReturnKey,
    some.sampled_from([OCTOBER, NOVEMBER]),
    some.sampled_from(["DE", "FR", "HU"]),
    some.sampled_from([Decimal(19), Decimal("5.5"), Decimal(27)]),
    some.integers(1, 9),
)
many = some.lists(
    some.builds(
        entry, keys, amounts, some.sampled_from([Decimal(1), Decimal("0.1284")])
    ),
    max_size=30,
)


@given(many)
def test_lines_add_up_to_the_entries(entries):
    summary = lines(entries)
    assert sum(each.base for each in summary) == sum(each.base for each in entries)
    assert sum(payable(summary)) == sum(each.vat for each in entries)


@given(many, many)
def test_declared_and_corrected_is_due(due, declared):
    corrected = corrections(due, declared)
    assert lines(
        [*declared, *corrected, *[Entry(e.key, -e.base, -e.vat) for e in due]]
    ) == [
        Line(line.period, line.country, line.rate, Decimal(0), Decimal(0))
        for line in lines([*declared, *corrected, *due])
    ]


@given(
    some.decimals(0, 999, places=2),
    some.lists(some.decimals(0, 500, places=2), min_size=1, max_size=6),
)
def test_a_refund_is_split_to_the_cent(refund, sold):
    shares, excess = refunded(refund, sold, CENT)
    assert sum(shares) + excess == refund
    assert excess >= 0
