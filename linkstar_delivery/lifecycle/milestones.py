# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the buyer is told of the trip of a parcel: the milestones that a message is sent
for, and the stages of the timeline.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from . import tracking

#: {tracking state: milestone}. A state that is not listed has no message.
_OF_STATE = {
    "received": "shipped",
    "departed": "shipped",
    "arrived": "arrived",
    "customs": "arrived",
    "last_mile": "arrived",
    "out_for_delivery": "out_for_delivery",
    "pickup_point": "pickup_point",
    "delivery_failed": "delivery_failed",
    "delivered": "delivered",
    "returning": "returning",
    "returned": "returning",
}
MILESTONES = tuple(dict.fromkeys(_OF_STATE.values()))
#: The buyer is asked some days after the delivery how it went.
QUESTION = "question"

#: An event this long before the shipment was created is about something else. Local
#: times of the carriers that are read as another zone's differ by less.
_CLOCKS = timedelta(hours=14)

#: The stages of a usual trip, and the rows of the table of tracking in each.
_STAGES = {
    "prepared": ("none", "registered"),
    "travelling": ("received", "departed", tracking.EXPORT_HOLD),
    "arrived": ("arrived", "customs", "customs_hold"),
    "local": ("last_mile",),
    "delivery": ("out_for_delivery", "delivery_failed", "pickup_point"),
    "delivered": ("delivered",),
}
_STAGE_OF = {row: stage for stage, rows in _STAGES.items() for row in rows}
_ORDER = tuple(_STAGES)
DONE, CURRENT, NEXT = "done", "current", "next"


@dataclass(frozen=True)
class Stage:
    """One line of the timeline: ``name`` is a stage of a usual trip, or the tracking
    state in which an unusual one ends. ``at``: when it began, as far as known.
    ``status``: ``done``, ``current`` or ``next``.
    """

    name: str
    at: datetime | None
    status: str


def milestone(state):
    """The milestone of the tracking ``state``, "" for none."""
    return _OF_STATE.get(state, "")


def follows(state, code):
    """Whether a message about ``code`` is right for a parcel in the tracking
    ``state``.
    """
    return milestone(state) == ("delivered" if code == QUESTION else code)


def is_old(since, created, learnt, hours):
    """Whether nobody is told any more about what happened at ``since``: it is more than
    ``hours`` before we learnt of it, or it was before the shipment was ``created``.
    """
    return since < learnt - timedelta(hours=hours) or since < created - _CLOCKS


def timeline(events, prepared=None):
    """The stages of a parcel with these ``events`` (``tracking.Event``), in the order
    of the trip. ``prepared``: when it was packed.

    A parcel that goes back, or is lost, has no further stages: the last one is its
    tracking state. Stages that the carrier reported nothing of are done once a later
    one is reached, without a date.
    """
    position, began, furthest = tracking.Position(), {"prepared": prepared}, 0
    for event in sorted(set(events), key=lambda event: event._order):
        position = tracking.after(position, event)
        if stage := _STAGE_OF.get(position.row):
            began.setdefault(stage, position.since)
            furthest = max(furthest, _ORDER.index(stage))
    current = _STAGE_OF.get(position.row)
    if not current:
        return (
            *(
                Stage(stage, began.get(stage), DONE)
                for stage in _ORDER[: furthest + 1]
                if stage in began
            ),
            Stage(position.state, position.since, CURRENT),
        )
    reached = _ORDER.index(current)
    return tuple(
        Stage(
            stage,
            began.get(stage) if place <= reached else None,
            NEXT
            if place > reached
            else CURRENT
            if place == reached and current != "delivered"
            else DONE,
        )
        for place, stage in enumerate(_ORDER)
    )
