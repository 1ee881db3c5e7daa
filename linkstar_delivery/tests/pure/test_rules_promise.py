# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Promised dates against tables that were calculated by hand."""

from datetime import date

import pytest
from addons.linkstar_delivery.rules import promise as rules
from addons.linkstar_delivery.rules.promise import History, Period


def day(text):
    return date.fromisoformat(f"20{text}")


NEW_YEAR = Period(
    "closed_origin", day("27-02-05"), day("27-02-10"), countries=frozenset(["CN"])
)
CHRISTMAS = Period("closed_destination", day("26-12-25"), day("26-12-26"))
BLACK_FRIDAY = Period("peak", day("26-11-23"), day("26-12-06"), 3)
GERMAN_STRIKE = Period("peak", day("26-11-30"), day("26-12-01"), 5, frozenset(["DE"]))
CALENDAR = (NEW_YEAR, CHRISTMAS, BLACK_FRIDAY, GERMAN_STRIKE)


@pytest.mark.parametrize(
    ("days", "median", "ninetieth"),
    [
        ([7], 7, 7),
        ([9, 7], 7, 9),
        ([12, 10, 11], 11, 12),
        # Ten values: the fifth, and the ninth.
        ([8, 9, 9, 10, 10, 11, 12, 13, 19, 40], 10, 19),
        # Eleven values: the sixth, and the tenth (9.9 rounded up).
        ([8, 9, 9, 10, 10, 11, 12, 13, 19, 40, 41], 11, 40),
        # Twenty values: the tenth, and the eighteenth.
        (list(range(1, 21)), 10, 18),
    ],
)
def test_percentiles(days, median, ninetieth):
    found = rules.history_of(days)
    assert found == History(len(days), median, ninetieth)


@pytest.mark.parametrize("share", ["0", "-0.1", "1.1"])
def test_a_share_outside_its_limits(share):
    with pytest.raises(ValueError, match="above 0"):
        rules.percentile([1], share)


def test_no_values():
    assert rules.history_of([]) == History()
    with pytest.raises(ValueError, match="needs values"):
        rules.percentile([], "0.5")


#: start, handling days, days of the line, history, country → sent, usual, latest,
#: source, extra days
CASES = [
    # Tuesday; sent on Wednesday; 10 and 18 days later.
    (
        "26-10-06",
        1,
        (10, 18),
        None,
        "FR",
        "26-10-07",
        "26-10-17",
        "26-10-25",
        "line",
        0,
    ),
    # Friday; sent on Monday.
    (
        "26-10-09",
        1,
        (10, 18),
        None,
        "FR",
        "26-10-12",
        "26-10-22",
        "26-10-30",
        "line",
        0,
    ),
    # Saturday without handling: sent on Monday.
    (
        "26-10-10",
        0,
        (10, 18),
        None,
        "FR",
        "26-10-12",
        "26-10-22",
        "26-10-30",
        "line",
        0,
    ),
    # Only one of the two numbers is known.
    ("26-10-06", 0, (0, 18), None, "FR", "26-10-06", "26-10-24", "26-10-24", "line", 0),
    ("26-10-06", 0, (10, 0), None, "FR", "26-10-06", "26-10-16", "26-10-16", "line", 0),
    # The two numbers are swapped.
    (
        "26-10-06",
        0,
        (18, 10),
        None,
        "FR",
        "26-10-06",
        "26-10-24",
        "26-10-24",
        "line",
        0,
    ),
    # Enough history: the median and the 90th percentile.
    (
        "26-10-06",
        0,
        (10, 18),
        (20, 12, 15),
        "FR",
        "26-10-06",
        "26-10-18",
        "26-10-21",
        "history",
        0,
    ),
    # One parcel too few.
    (
        "26-10-06",
        0,
        (10, 18),
        (19, 12, 15),
        "FR",
        "26-10-06",
        "26-10-16",
        "26-10-24",
        "line",
        0,
    ),
    # History for a line without days.
    (
        "26-10-06",
        0,
        (0, 0),
        (20, 12, 15),
        "FR",
        "26-10-06",
        "26-10-18",
        "26-10-21",
        "history",
        0,
    ),
    # Black Friday; the latest day is Christmas: the first day after it.
    (
        "26-12-03",
        1,
        (10, 18),
        None,
        "FR",
        "26-12-04",
        "26-12-17",
        "26-12-27",
        "line",
        3,
    ),
    # The first and the last day of the peak, and the day after it.
    (
        "26-11-23",
        0,
        (10, 14),
        None,
        "FR",
        "26-11-23",
        "26-12-06",
        "26-12-10",
        "line",
        3,
    ),
    (
        "26-12-07",
        0,
        (10, 14),
        None,
        "FR",
        "26-12-07",
        "26-12-17",
        "26-12-21",
        "line",
        0,
    ),
    # Two peaks at the same time: the longer one; and it is for Germany only.
    (
        "26-11-30",
        0,
        (10, 14),
        None,
        "DE",
        "26-11-30",
        "26-12-15",
        "26-12-19",
        "line",
        5,
    ),
    (
        "26-11-30",
        0,
        (10, 14),
        None,
        "FR",
        "26-11-30",
        "26-12-13",
        "26-12-17",
        "line",
        3,
    ),
    # Chinese New Year: Thursday's order is sent on the first open day, a Thursday.
    (
        "27-02-04",
        1,
        (10, 14),
        None,
        "FR",
        "27-02-11",
        "27-02-21",
        "27-02-25",
        "line",
        0,
    ),
    # Ordered on a closed day; two working days later.
    (
        "27-02-08",
        2,
        (10, 14),
        None,
        "FR",
        "27-02-15",
        "27-02-25",
        "27-03-01",
        "line",
        0,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[4]}")
def test_promised_dates(case):
    start, handling, line, history, country, sent, usual, latest, source, extra = case
    found = rules.promise(
        day(start),
        handling,
        "CN",
        country,
        line,
        History(*history) if history else History(),
        CALENDAR,
    )
    assert found == rules.Promise(day(usual), day(latest), source, day(sent), extra)


def test_no_promise_without_days_and_history():
    args = (day("26-10-06"), 1, "CN", "FR")
    assert rules.promise(*args, (0, 0), History(19, 5, 9), CALENDAR) is None
    assert rules.promise(*args, (None, None), History(), ()) is None


def test_a_sender_elsewhere_is_open():
    found = rules.promise(day("27-02-08"), 0, "DE", "FR", (1, 2), History(), CALENDAR)
    assert found.sent == day("27-02-08")


def test_a_calendar_that_is_always_closed_ends():
    always = Period("closed_origin", day("20-01-01"), day("40-01-01"))
    never = Period("closed_destination", day("20-01-01"), day("40-01-01"))
    found = rules.promise(
        day("26-10-06"), 0, "CN", "FR", (1, 2), History(), (always, never)
    )
    assert found.latest > found.sent > day("26-10-06")
