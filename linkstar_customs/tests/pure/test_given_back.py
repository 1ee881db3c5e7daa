# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""How much of the sales a credit note refunds."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from rules.ioss_return import Account, given_back, netted

CENT, NOTHING = Decimal("0.01"), Decimal(0)


def account(supplied, ordered, charged=0, credited=0, returned=0):
    return Account(
        *(
            Decimal(amount)
            for amount in (supplied, ordered, charged, credited, returned)
        )
    )


@pytest.mark.parametrize(
    ("accounts", "unassigned", "refunds", "excess"),
    [
        # B was credited and never shipped.
        (
            {"A": account(60, 60, 60), "B": account(0, 40, 40, 40)},
            0,
            {"A": 60 - 60, "B": 0},
            0,
        ),
        # ... also after it was removed from the order.
        (
            {"A": account(60, 60, 60), "B": account(0, 0, 40, 40)},
            0,
            {"A": 0, "B": 0},
            0,
        ),
        # One of three was not shipped, and credited; then one more.
        ({"A": account(40, 60, 60, 20)}, 0, {"A": 0}, 0),
        ({"A": account(40, 60, 60, 40)}, 0, {"A": 20}, 0),
        # One was returned while another is not shipped.
        ({"A": account(40, 60, 60, 20, returned=20)}, 0, {"A": 20}, 0),
        # An invoice that another one replaced.
        ({"A": account(100, 100, 190, 100)}, 0, {"A": 10}, 0),
        ({"A": account(100, 100, 200, 100, returned=100)}, 0, {"A": 0}, 0),
        # A credit note that names no line.
        ({"A": account(60, 60, 60), "B": account(0, 40, 40)}, 40, {"A": 0, "B": 0}, 0),
        ({"A": account(60, 60), "B": account(40, 40)}, 50, {"A": 30, "B": 20}, 0),
        # More than was sold.
        ({"A": account(10, 10, 0, 15)}, 0, {"A": 10}, 5),
    ],
)
def test_given_back(accounts, unassigned, refunds, excess):
    found = given_back(accounts, Decimal(unassigned), CENT)
    assert found == (
        {key: Decimal(amount) for key, amount in refunds.items()},
        Decimal(excess),
    )


def test_a_cent_of_rounding_is_no_problem():
    accounts = {"A": account("33.33", "33.33", "33.33", "33.34")}
    assert given_back(accounts, NOTHING, CENT, tolerance=CENT) == (
        {"A": Decimal("33.33")},
        NOTHING,
    )


amounts = some.decimals(0, 500, places=2)
accounts = some.dictionaries(
    some.sampled_from("ABCD"),
    some.builds(Account, amounts, amounts, amounts, amounts, amounts),
    min_size=1,
    max_size=4,
)


@given(accounts, amounts)
def test_no_more_than_was_sold_and_never_below_zero(known, unassigned):
    found, excess = given_back(known, unassigned, CENT)
    assert excess >= 0
    for key, refund in found.items():
        assert 0 <= refund <= known[key].supplied
    credited = sum((each.credited for each in known.values()), unassigned)
    assert sum(found.values()) + excess <= credited


@given(some.data())
def test_shuffled_refunds_leave_what_was_shipped_and_not_refunded(data):
    """Lines of some units: some are shipped, any are credited, in any order, with one
    credit note each. The rest is at least the units that were shipped and not credited,
    and at most the units that were shipped.
    """
    known, shipped_and_kept, supplied = {}, NOTHING, NOTHING
    for name in data.draw(some.sets(some.sampled_from("ABCD"), min_size=1)):
        units, cents = data.draw(some.integers(1, 9)), data.draw(some.integers(1, 5000))
        shipped, credited = (
            data.draw(some.integers(0, units)),
            data.draw(some.integers(0, units)),
        )
        price = cents * CENT
        known[name] = Account(
            shipped * price, units * price, units * price, credited * price
        )
        # Units that were not shipped are credited first.
        shipped_and_kept += min(shipped, units - credited) * price
        supplied += shipped * price
    order = data.draw(some.permutations(sorted(known)))
    found, excess = given_back({name: known[name] for name in order}, NOTHING, CENT)
    assert excess == 0
    assert supplied - sum(found.values()) == shipped_and_kept


@given(
    some.dictionaries(some.sampled_from("ABCD"), amounts, min_size=1),
    amounts,
    some.dictionaries(some.sampled_from("ABCD"), amounts),
)
@example({"A": CENT, "B": 3 * CENT, "C": CENT}, 5 * CENT, {"A": CENT, "B": CENT})
def test_a_discount_of_a_paper_is_spread_whole(gross, discount, weights):
    net = netted(gross, discount, weights, CENT)
    assert set(net) == set(gross)
    assert all(0 <= net[key] <= gross[key] for key in gross)
    assert sum(net.values()) == max(sum(gross.values()) - discount, NOTHING)
