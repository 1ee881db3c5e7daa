# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import random
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from beside import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from lifecycle import charges, tracking
from lifecycle.tracking import ENDS, ROWS, STATES, TABLE, Event, position

MONDAY = datetime(2026, 11, 2, 8)

#: The columns of the table below, in the order of a trip.
COLUMNS = (
    "registered",
    "received",
    "departed",
    "arrived",
    "customs",
    "customs_hold",
    "last_mile",
    "out_for_delivery",
    "delivery_failed",
    "pickup_point",
    "delivered",
    "returning",
    "returned",
    "destroyed",
    "lost",
)
#: The result of each event (column) in each state (row): "go" to the event's state, "."
#: no change, "exp." held at export, "home" at the sender.
WANTED = """
                 reg rec dep arr cus hold mile out fail pick deliv back home destr lost
none             go  go  go  go  go  exp. go   go  go   go   go    go   go   go    go
registered       .   go  go  go  go  exp. go   go  go   go   go    go   go   go    go
received         .   .   go  go  go  exp. go   go  go   go   go    go   go   go    go
departed         .   .   .   go  go  exp. go   go  go   go   go    go   go   go    go
arrived          .   .   .   .   go  go   go   go  go   go   go    go   go   go    go
customs          .   .   .   .   .   go   go   go  go   go   go    go   go   go    go
customs_hold     .   .   .   .   go  .    go   go  go   go   go    go   go   go    go
last_mile        .   .   .   .   .   go   .    go  go   go   go    go   go   go    go
out_for_delivery .   .   .   .   .   .    go   .   go   go   go    go   go   go    go
delivery_failed  .   .   .   .   .   go   .    go  .    go   go    go   go   go    go
pickup_point     .   .   .   .   .   .    .    go  go   .    go    go   go   go    go
delivered        .   .   .   .   .   .    .    .   go   .    .     go   go   go    go
returning        .   .   .   .   .   .    .    .   .    .    home  .    go   go    go
returned         .   .   .   .   .   .    .    .   .    .    .     .    .    go    go
destroyed        .   .   .   .   .   .    .    go  .    go   go    go   go   .     go
lost             .   go  go  go  go  go   go   go  go   go   go    go   go   go    .
export_hold      .   .   go  go  go  .    go   go  go   go   go    go   go   go    go
"""


def wanted():
    _head, *rows = WANTED.strip().splitlines()
    for line in rows:
        row, *cells = line.split()
        for event, cell in zip(COLUMNS, cells, strict=True):
            yield (
                row,
                event,
                {".": row, "go": event, "exp.": "export_hold", "home": "returned"}[
                    cell
                ],
            )


def test_each_cell():
    cells = list(wanted())
    assert {(row, event) for row, event, _ in cells} == {
        (row, event) for row in ROWS for event in STATES if event != "none"
    }
    assert {(row, event): TABLE[row, event] for row, event, _ in cells} == {
        (row, event): state for row, event, state in cells
    }
    assert all(TABLE[row, "none"] == row for row in ROWS), "nothing known is no news"


def test_it_is_printed():
    text = tracking.as_markdown()
    assert len(text.splitlines()) == len(ROWS) + 2
    assert (
        "| **returning** | · | · | · | · | · | · | · | · | · | · | returned | · |"
        " returned | destroyed | lost |" in text
    )


def history(*states, every=timedelta(hours=8)):
    """Events with these states; "last_mile!" is a correction, "!" is a correction
    without a state.
    """
    return [
        Event(
            MONDAY + number * every,
            state.rstrip("!"),
            state.endswith("!"),
            text=f"{number} {state}",
        )
        for number, state in enumerate(states)
    ]


@pytest.mark.parametrize(
    ("states", "end"),
    [
        (
            (
                "registered received departed arrived customs last_mile"
                " out_for_delivery delivered"
            ),
            "delivered",
        ),
        ("registered received departed customs arrived", "customs"),
        ("departed registered", "departed"),
        ("received customs_hold departed", "departed"),
        ("arrived customs_hold departed", "customs_hold"),
        ("out_for_delivery delivered last_mile arrived out_for_delivery", "delivered"),
        ("out_for_delivery delivery_failed last_mile", "delivery_failed"),
        ("last_mile returning arrived out_for_delivery delivered", "returned"),
        ("last_mile returning out_for_delivery delivery_failed", "returning"),
        ("delivered returning", "returning"),
        ("delivered delivery_failed", "delivery_failed"),
        ("lost last_mile delivered", "delivered"),
        ("returning last_mile! out_for_delivery delivered", "delivered"),
        ("delivered last_mile!", "last_mile"),
        ("returned last_mile! last_mile", "last_mile"),
        ("last_mile out_for_delivery delivered !", "out_for_delivery"),
        ("pickup_point delivered returning returned !", "pickup_point"),
        ("customs !", "customs"),
        ("", "none"),
    ],
)
def test_histories(states, end):
    assert position(history(*states.split())).state == end


def test_an_old_delivery_reported_again_is_no_arrival_at_the_sender():
    start = history("out_for_delivery", "delivered", "returning")
    again = Event(
        start[-1].at + timedelta(hours=2), "delivered", text="again, with a place"
    )
    assert position([*start, again]).state == "returning"
    home = Event(start[-1].at + timedelta(days=9), "delivered")
    assert position([*start, again, home]).state == "returned"


EVENTS = st.lists(
    st.builds(
        Event,
        st.integers(0, 40).map(lambda hours: MONDAY + timedelta(hours=6 * hours)),
        st.sampled_from(("", *STATES)),
        st.booleans() | st.just(False),
        st.just(""),
        st.sampled_from(("a", "b")),
    ),
    max_size=12,
)


@settings(max_examples=examples(500), deadline=None)
@given(EVENTS, st.randoms(use_true_random=False))
def test_order_of_arrival_and_repeats_do_not_matter(events, chance):
    shuffled = events + chance.choices(events, k=len(events)) if events else []
    chance.shuffle(shuffled)
    assert position(shuffled) == position(events)


@settings(max_examples=examples(300), deadline=None)
@given(EVENTS)
def test_only_an_end_ends(events):
    """A final state comes from an event that names it, or from a delivery after a
    return began.
    """
    found = position(events)
    if found.over:
        named = {event.state for event in events}
        assert found.state in named or (
            found.state == "returned" and {"returning", "delivered"} <= named
        )
        assert named & ENDS


def test_asked_more_seldom_after_the_end_then_never():
    def ask(now, ended):
        return tracking.next_question(now, MONDAY, ended, 4, 120, 28, 72)

    assert ask(MONDAY + timedelta(days=5), None) == MONDAY + timedelta(days=5, hours=4)
    assert ask(MONDAY + timedelta(days=121), None) is None
    ended = now = MONDAY + timedelta(days=9)
    asked = 0
    while now := ask(now, ended):
        asked += 1
        assert now <= ended + timedelta(days=28)
    assert 5 <= asked <= 10


def test_charges_are_asked_for_at_growing_distances():
    now, moments = MONDAY, []
    while now := charges.next_question(now, MONDAY, 90):
        moments.append(now)
    gaps = [later - before for before, later in pairwise(moments)]
    assert gaps[:-1] == sorted(gaps[:-1]) and gaps[0] >= timedelta(days=1)
    assert moments[-1] == MONDAY + timedelta(days=90), "a last time at the end"
    assert len(moments) < 20


def test_changes_add_up_to_what_is_stated():
    chance = random.Random(7)
    known = {}
    for _ in range(200):
        kinds = chance.sample(
            ("freight", "fuel", "other", "ddp_duty"), chance.randint(0, 4)
        )
        stated = [
            (kind, charges.Decimal(chance.randint(-500, 5000)) / 100) for kind in kinds
        ]
        for kind, before, after in charges.changes(known, stated):
            assert before == known.get(kind, 0)
            known[kind] = known.get(kind, 0) + after - before
        assert {kind: amount for kind, amount in known.items() if amount} == {
            kind: amount for kind, amount in stated if amount
        }
