# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Whether goods are worth their way home."""

import pytest
from addons.linkstar_delivery.rules.return_advice import (
    AGAIN,
    HOME,
    SCRAP,
    ReturnAmounts,
    advise,
)
from hypothesis import given
from hypothesis import strategies as st

AMOUNT = st.floats(0, 10_000, allow_nan=False)


@pytest.mark.parametrize(
    ("amounts", "again", "best", "better_by"),
    [
        ({"cost": 120, "home": 35}, False, HOME, 85),
        ({"cost": 20, "home": 35}, False, SCRAP, 15),
        ({"cost": 20, "home": 35, "scrap": 10}, False, SCRAP, 5),
        ({"cost": 20, "home": 35, "scrap": 20}, False, HOME, 5),
        ({"cost": 35, "home": 35}, False, HOME, 0),
        ({"cost": 120, "home": 35, "price": 200, "again": 40}, True, AGAIN, 75),
        ({"cost": 120, "home": 35, "price": 200, "again": 40}, False, HOME, 85),
        ({"cost": 120, "home": 35, "price": 100, "again": 40}, True, HOME, 25),
        ({"cost": 120, "home": 35, "price": 200}, True, HOME, 85),
        ({"cost": 0, "home": 0}, False, HOME, 0),
    ],
)
def test_the_best_way(amounts, again, best, better_by):
    advice = advise(ReturnAmounts(**amounts), again)
    assert advice.best == best
    assert advice.better_by == better_by


@pytest.mark.parametrize(
    ("cost", "home", "missing"),
    [(None, 3, ("cost",)), (3, None, ("home",)), (None, None, ("cost", "home"))],
)
def test_no_advice_without_amounts(cost, home, missing):
    advice = advise(ReturnAmounts(cost, home, price=9, again=1), True)
    assert (advice.best, advice.results, advice.missing) == ("", {}, missing)
    assert advice.better_by == 0


def test_negative_amounts_are_refused():
    with pytest.raises(ValueError):
        advise(ReturnAmounts(-1, 3), False)
    with pytest.raises(ValueError):
        advise(ReturnAmounts(1, 3, again=-3), False)


@given(AMOUNT, AMOUNT, AMOUNT, AMOUNT, AMOUNT, st.booleans())
def test_no_other_way_is_better(cost, home, scrap, price, again, may):
    advice = advise(ReturnAmounts(cost, home, scrap, price, again), may)
    assert all(
        advice.results[advice.best] >= result for result in advice.results.values()
    )
    assert (AGAIN in advice.results) == may
    assert advice.better_by >= 0
