# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The report of a line on trial against a table that was calculated by hand."""

from datetime import date, datetime, timedelta

import pytest
from addons.linkstar_delivery.rules import trial
from addons.linkstar_delivery.rules.trial import Days, Trip

TODAY = date(2026, 3, 31)


def began(*days):
    """The stages of a trip that began on these days of March; None: not reported."""
    names = ("prepared", "travelling", "arrived", "local", "delivered")
    return tuple(
        (name, datetime(2026, 3, day))
        for name, day in zip(names, days, strict=False)
        if day
    )


TRIPS = (
    # On the promised day.
    Trip(began(1, 2, 8, 9, 11), date(2026, 3, 11), date(2026, 3, 11), "delivered"),
    # A day late; nothing was reported of its arrival.
    Trip(began(1, 4, None, 10, 12), date(2026, 3, 11), date(2026, 3, 12), "delivered"),
    # Nothing was promised.
    Trip(began(1, 3, 5, 6, 20), None, date(2026, 3, 20), "delivered"),
    # Under way, late.
    Trip(began(1, 2), date(2026, 3, 30)),
    # Under way, in time.
    Trip(began(20, 22), TODAY),
    Trip(began(1, 2), date(2026, 3, 11), None, "lost"),
    Trip(began(1, 2, 6), date(2026, 3, 11), None, "returned"),
)


def days(count, usual, ninetieth):
    return Days(count, timedelta(days=usual), timedelta(days=ninetieth))


def test_the_table():
    found = trial.report(TRIPS, TODAY)
    assert (found.counted, found.arrived, found.under_way) == (7, 3, 2)
    assert (found.late, found.lost, found.returned) == (2, 1, 1)
    # 10, 11 and 19 days.
    assert found.whole == days(3, 11, 19)
    assert found.stages == (
        # 1, 3, 2, 1, 2, 1, 1
        ("prepared", days(7, 1, 3)),
        # 6, 6, 2, 4
        ("travelling", days(4, 4, 6)),
        # 1, 1
        ("arrived", days(2, 1, 1)),
        # 2, 2, 14
        ("local", days(3, 2, 14)),
    )


def test_without_parcels():
    found = trial.report((), TODAY)
    assert (found.counted, found.whole, found.stages) == (0, None, ())


def test_clocks_that_differ_make_no_negative_days():
    found = trial.report([Trip(began(5, 4))], TODAY)
    assert found.stages == (("prepared", days(1, 0, 0)),)


@pytest.mark.parametrize(
    ("wanted", "trips", "last", "finished"),
    [
        (8, TRIPS, 1, False),
        (7, TRIPS, 1, False),
        # The rest does not come any more.
        (7, TRIPS, 100, True),
        (3, TRIPS[:3], 1, True),
        (1, (), 1, False),
    ],
)
def test_finished(wanted, trips, last, finished):
    now = datetime(2026, 3, 31)
    found = trial.report(trips, TODAY)
    booked = now - timedelta(days=last)
    assert trial.is_finished(wanted, found, booked, now, timedelta(days=60)) == finished
