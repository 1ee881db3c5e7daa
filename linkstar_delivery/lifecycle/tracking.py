# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The location of a parcel, calculated from all its tracking events.

The result depends only on the set of events, not on the order in which they are
received: carriers repeat events, add old ones below newer ones, and two carriers report
one parcel with different clocks.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .spread import shorter

#: In the order of a usual trip. For events in the same second, the one that is further
#: in this order counts as later.
STATES = (
    "none",
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
#: No further event is expected.
ENDS = frozenset(("delivered", "returned", "destroyed", "lost"))
#: A row of the table that is not a state: held before any event in the country of
#: destination.
EXPORT_HOLD = "export_hold"
ROWS = (*STATES, EXPORT_HOLD)
#: A "delivered" this soon after a return began from a delivered parcel is a repetition
#: of the old event: no parcel returns this fast.
SHORTEST_RETURN = timedelta(days=2)
_RANK = {state: rank for rank, state in enumerate(STATES)}

#: For each state (row), the effect of events: an event that is listed puts the parcel
#: into its own state, or into the state after "=". All other events do not change the
#: state.
_FOLLOWS = {
    "none": (
        "registered received departed arrived customs customs_hold=export_hold"
        " last_mile out_for_delivery delivery_failed pickup_point delivered returning"
        " returned destroyed lost"
    ),
    "registered": (
        "received departed arrived customs customs_hold=export_hold last_mile"
        " out_for_delivery delivery_failed pickup_point delivered returning returned"
        " destroyed lost"
    ),
    "received": (
        "departed arrived customs customs_hold=export_hold last_mile out_for_delivery"
        " delivery_failed pickup_point delivered returning returned destroyed lost"
    ),
    "departed": (
        "arrived customs customs_hold=export_hold last_mile out_for_delivery"
        " delivery_failed pickup_point delivered returning returned destroyed lost"
    ),
    # Released by export customs; after this, it is as if the parcel had not been held.
    EXPORT_HOLD: (
        "departed arrived customs last_mile out_for_delivery delivery_failed"
        " pickup_point delivered returning returned destroyed lost"
    ),
    # "Released" and "landed" can come in either order, because clearance can start
    # during the flight: neither is a step back.
    "arrived": (
        "customs customs_hold last_mile out_for_delivery delivery_failed pickup_point"
        " delivered returning returned destroyed lost"
    ),
    "customs": (
        "customs_hold last_mile out_for_delivery delivery_failed pickup_point delivered"
        " returning returned destroyed lost"
    ),
    "customs_hold": (
        "customs last_mile out_for_delivery delivery_failed pickup_point delivered"
        " returning returned destroyed lost"
    ),
    "last_mile": (
        "customs_hold out_for_delivery delivery_failed pickup_point delivered returning"
        " returned destroyed lost"
    ),
    "out_for_delivery": (
        "last_mile delivery_failed pickup_point delivered returning returned destroyed"
        " lost"
    ),
    # The scan at the depot that the driver returns to is part of the failed delivery.
    "delivery_failed": (
        "customs_hold out_for_delivery pickup_point delivered returning returned"
        " destroyed lost"
    ),
    "pickup_point": (
        "out_for_delivery delivery_failed delivered returning returned destroyed lost"
    ),
    # Late scans, photos and surveys follow a delivery; a refusal or a return is a
    # change.
    "delivered": "delivery_failed returning returned destroyed lost",
    # During a return, scans look like all others, and "delivered" means delivered to
    # the sender.
    "returning": "delivered=returned returned destroyed lost",
    "returned": "destroyed lost",
    "destroyed": "out_for_delivery pickup_point delivered returning returned lost",
    # A parcel that is scanned is not lost.
    "lost": (
        "received departed arrived customs customs_hold last_mile out_for_delivery"
        " delivery_failed pickup_point delivered returning returned destroyed"
    ),
}


def _table():
    table = {}
    for row, events in _FOLLOWS.items():
        named = {
            event: into or event
            for event, _, into in (follows.partition("=") for follows in events.split())
        }
        for event in STATES:
            table[row, event] = named.get(event, row)
    return table


#: {(state, event): state}, every cell of the table.
TABLE = _table()


@dataclass(frozen=True)
class Event:
    """One tracking event: its time and its meaning ("": none). ``correction``: it
    corrects the events before it. ``received``: when it was first received.
    """

    at: datetime
    state: str = ""
    correction: bool = False
    code: str = ""
    text: str = ""
    received: datetime | None = None

    @property
    def _order(self):
        # An event cannot have happened after it was received: with a wrong clock or
        # year, it would stay the last one for ever.
        return (
            min(self.at, self.received) if self.received else self.at,
            self.at,
            self.correction,
            _RANK.get(self.state, -1),
            self.code,
            self.text,
        )


@dataclass(frozen=True)
class Position:
    """The location of a parcel: ``row`` of the table, ``since`` when, and the row
    before it got a final state or was returned.
    """

    row: str = "none"
    since: datetime | None = None
    before: str = "none"
    was_delivered: bool = False

    @property
    def state(self):
        return "customs_hold" if self.row == EXPORT_HOLD else self.row

    @property
    def over(self):
        return self.row in ENDS


def after(position, event):
    """The :class:`Position` after ``event``."""
    if event.correction:
        row = event.state or (
            position.before
            if position.over or position.row == "returning"
            else position.row
        )
        return Position(row, event.at)
    if not event.state:
        return position
    goes_back = position.row == "returning" and event.state == "delivered"
    if (
        goes_back
        and position.was_delivered
        and event.at < position.since + SHORTEST_RETURN
    ):
        return position
    row = TABLE[position.row, event.state]
    if row == position.row:
        return position
    under_way = not position.over and position.row != "returning"
    return Position(
        row,
        event.at,
        position.row if under_way else position.before,
        position.was_delivered or row == "delivered",
    )


def position(events):
    """The :class:`Position` after ``events``, in any order and with repetitions."""
    found = Position()
    for event in sorted(set(events), key=lambda event: event._order):
        found = after(found, event)
    return found


def as_markdown():
    """The table for people: a row per state, a column per event; "·" is: no change."""
    lines = ["| | " + " | ".join(STATES[1:]) + " |", "|" + "---|" * len(STATES)]
    for row in ROWS:
        cells = (TABLE[row, event] for event in STATES[1:])
        lines.append(
            f"| **{row}** | "
            + " | ".join("·" if cell == row else cell for cell in cells)
            + " |"
        )
    return "\n".join(lines)


def next_question(
    now, booked_at, ended_at, hours, longest_days, after_days, after_hours, chance=0
):
    """When to fetch tracking again, ``None`` for never: every ``hours`` until
    ``longest_days`` after the booking; in a final state, every ``after_hours`` for
    ``after_days``, because a final state may be corrected. ``chance``: see ``spread``.
    """
    if ended_at:
        distance = timedelta(hours=max(hours, after_hours))
        over = ended_at + timedelta(days=after_days)
    else:
        distance = timedelta(hours=hours)
        over = (booked_at or now) + timedelta(days=longest_days)
    return now + shorter(distance, chance) if now + distance <= over else None
