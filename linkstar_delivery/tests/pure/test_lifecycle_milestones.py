# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifecycle import milestones, tracking
from lifecycle.tracking import STATES, Event

MONDAY = datetime(2026, 11, 2, 8)
DAY = timedelta(days=1)


def trip(*states):
    """Events with these states, a day apart."""
    return [Event(MONDAY + DAY * day, state) for day, state in enumerate(states)]


def told(events, **values):
    return [
        (stage.name, stage.status) for stage in milestones.timeline(events, **values)
    ]


def test_each_state_has_a_decision():
    assert {state: milestones.milestone(state) for state in STATES} == {
        "none": "",
        "registered": "",
        "received": "shipped",
        "departed": "shipped",
        "arrived": "arrived",
        "customs": "arrived",
        "customs_hold": "",
        "last_mile": "arrived",
        "out_for_delivery": "out_for_delivery",
        "delivery_failed": "delivery_failed",
        "pickup_point": "pickup_point",
        "delivered": "delivered",
        "returning": "returning",
        "returned": "returning",
        "destroyed": "",
        "lost": "",
    }


@pytest.mark.parametrize(
    ("ago", "created", "old"),
    [
        (timedelta(hours=47), 30 * DAY, False),
        (timedelta(hours=48), 30 * DAY, False),
        (timedelta(hours=48, seconds=1), 30 * DAY, True),
        (timedelta(hours=-5), 30 * DAY, False),
        # Before the shipment, by more than clocks may differ.
        (timedelta(hours=15), timedelta(hours=1, seconds=1), False),
        (timedelta(hours=15), timedelta(hours=1), False),
        (timedelta(hours=16), timedelta(hours=1), True),
    ],
)
def test_old_events(ago, created, old):
    assert milestones.is_old(MONDAY - ago, MONDAY - created, MONDAY, 48) is old


def test_a_parcel_without_events_is_being_prepared():
    stages = milestones.timeline([], prepared=MONDAY)
    assert [stage.status for stage in stages] == ["current", *["next"] * 5]
    assert stages[0].at == MONDAY
    assert stages[1].at is None


def test_a_usual_trip_with_a_gap():
    stages = milestones.timeline(
        trip("received", "departed", "arrived", "out_for_delivery")
    )
    assert [(stage.name, stage.status, stage.at) for stage in stages] == [
        ("prepared", "done", None),
        ("travelling", "done", MONDAY),
        ("arrived", "done", MONDAY + 2 * DAY),
        ("local", "done", None),
        ("delivery", "current", MONDAY + 3 * DAY),
        ("delivered", "next", None),
    ]


def test_a_delivered_parcel_has_nothing_to_come():
    assert {status for _name, status in told(trip("departed", "delivered"))} == {"done"}


def test_held_before_the_flight_has_not_arrived():
    assert told(trip("received", "customs_hold"))[1:3] == [
        ("travelling", "current"),
        ("arrived", "next"),
    ]


def test_a_return_replaces_what_was_to_come():
    assert told(trip("received", "arrived", "delivery_failed", "returning")) == [
        ("prepared", "done"),
        ("travelling", "done"),
        ("arrived", "done"),
        ("delivery", "done"),
        ("returning", "current"),
    ]


def test_a_lost_parcel_that_is_found():
    assert told(trip("received", "lost", "last_mile"))[3] == ("local", "current")


@settings(deadline=None)
@given(st.lists(st.sampled_from(STATES), max_size=12), st.randoms())
def test_any_history(states, chance):
    events = trip(*states)
    expected = milestones.timeline(events)
    chance.shuffle(events)
    assert milestones.timeline(events * 2) == expected
    ranks = [("done", "current", "next").index(stage.status) for stage in expected]
    assert ranks == sorted(ranks)
    assert ranks.count(1) <= 1
    state = tracking.position(events).state
    if state not in ("returning", "returned", "destroyed", "lost"):
        assert len(expected) == 6
