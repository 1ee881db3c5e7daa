"""Where a parcel is, from all that its history says.

The answer depends on the set of events alone, not on the order in which they became known: carriers repeat events, add old ones below
newer ones, and two carriers report one parcel with different clocks.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

#: In the order of a usual trip. Of events of one second, the one that is further counts as the later one.
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
#: Nothing more is expected to happen.
ENDS = frozenset(("delivered", "returned", "destroyed", "lost"))
#: A row of the table that is no state of its own: held before anything was reported from the country of destination.
EXPORT_HOLD = "export_hold"
ROWS = (*STATES, EXPORT_HOLD)
#: A "delivered" this soon after a return began from a delivered parcel is the old one, reported again: no parcel goes back so fast.
SHORTEST_RETURN = timedelta(days=2)
_RANK = {state: rank for rank, state in enumerate(STATES)}

#: For each state (row), what an event makes of it: the events named here put the parcel into their own state, or into the one after
#: "=". All others leave it where it is.
_FOLLOWS = {
    "none": "registered received departed arrived customs customs_hold=export_hold last_mile out_for_delivery delivery_failed"
    " pickup_point delivered returning returned destroyed lost",
    "registered": "received departed arrived customs customs_hold=export_hold last_mile out_for_delivery delivery_failed pickup_point"
    " delivered returning returned destroyed lost",
    "received": "departed arrived customs customs_hold=export_hold last_mile out_for_delivery delivery_failed pickup_point delivered"
    " returning returned destroyed lost",
    "departed": "arrived customs customs_hold=export_hold last_mile out_for_delivery delivery_failed pickup_point delivered returning"
    " returned destroyed lost",
    # Export customs lets it go; from here on it is as if it had not been held.
    EXPORT_HOLD: "departed arrived customs last_mile out_for_delivery delivery_failed pickup_point delivered returning returned"
    " destroyed lost",
    # Released and landed swap places, for clearance starts in the air: neither is a step back.
    "arrived": "customs customs_hold last_mile out_for_delivery delivery_failed pickup_point delivered returning returned destroyed"
    " lost",
    "customs": "customs_hold last_mile out_for_delivery delivery_failed pickup_point delivered returning returned destroyed lost",
    "customs_hold": "customs last_mile out_for_delivery delivery_failed pickup_point delivered returning returned destroyed lost",
    "last_mile": "customs_hold out_for_delivery delivery_failed pickup_point delivered returning returned destroyed lost",
    "out_for_delivery": "last_mile delivery_failed pickup_point delivered returning returned destroyed lost",
    # The depot that the driver brings it back to is part of the failure.
    "delivery_failed": "customs_hold out_for_delivery pickup_point delivered returning returned destroyed lost",
    "pickup_point": "out_for_delivery delivery_failed delivered returning returned destroyed lost",
    # Late scans, photos and surveys come after it; a refusal or a return is news.
    "delivered": "delivery_failed returning returned destroyed lost",
    # On its way back the scans look like any others, and who it is delivered to is the sender.
    "returning": "delivered=returned returned destroyed lost",
    "returned": "destroyed lost",
    "destroyed": "out_for_delivery pickup_point delivered returning returned lost",
    # Whatever is scanned is not lost.
    "lost": "received departed arrived customs customs_hold last_mile out_for_delivery delivery_failed pickup_point delivered returning"
    " returned destroyed",
}


def _table():
    table = {}
    for row, events in _FOLLOWS.items():
        named = {event: into or event for event, _, into in (follows.partition("=") for follows in events.split())}
        for event in STATES:
            table[row, event] = named.get(event, row)
    return table


#: {(state, event): state}, every cell of it.
TABLE = _table()


@dataclass(frozen=True)
class Event:
    """One entry of a history: when, and what it was read as ("": nothing). ``correction``: it takes back what came before it."""

    at: datetime
    state: str = ""
    correction: bool = False
    code: str = ""
    text: str = ""

    @property
    def _order(self):
        return (self.at, self.correction, _RANK.get(self.state, -1), self.code, self.text)


@dataclass(frozen=True)
class Position:
    """Where a parcel is: ``row`` of the table, ``since`` when, and where it was before it ended or turned round."""

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
        row = event.state or (position.before if position.over or position.row == "returning" else position.row)
        return Position(row, event.at)
    if not event.state:
        return position
    goes_back = position.row == "returning" and event.state == "delivered"
    if goes_back and position.was_delivered and event.at < position.since + SHORTEST_RETURN:
        return position
    row = TABLE[position.row, event.state]
    if row == position.row:
        return position
    under_way = not position.over and position.row != "returning"
    return Position(row, event.at, position.row if under_way else position.before, position.was_delivered or row == "delivered")


def position(events):
    """The :class:`Position` that ``events`` lead to, in whatever order they are given and however often."""
    found = Position()
    for event in sorted(set(events), key=lambda event: event._order):
        found = after(found, event)
    return found


def as_markdown():
    """The table for people: a row a state, a column an event; "·" is: stays."""
    lines = ["| | " + " | ".join(STATES[1:]) + " |", "|" + "---|" * len(STATES)]
    for row in ROWS:
        cells = (TABLE[row, event] for event in STATES[1:])
        lines.append(f"| **{row}** | " + " | ".join("·" if cell == row else cell for cell in cells) + " |")
    return "\n".join(lines)


def next_question(now, booked_at, ended_at, hours, longest_days, after_days, after_hours):
    """When to ask for a history again, ``None`` for never: every ``hours`` until ``longest_days`` after the booking; once it has ended,
    every ``after_hours`` for ``after_days``, for an end may be taken back."""
    if ended_at:
        found, over = now + timedelta(hours=max(hours, after_hours)), ended_at + timedelta(days=after_days)
    else:
        found, over = now + timedelta(hours=hours), (booked_at or now) + timedelta(days=longest_days)
    return found if found <= over else None
