# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The tables of the lifecycle as a document for people. ``setup/docs`` writes it."""

from . import tracking
from .order import Knowledge, Outcome, State, Step
from .table import TABLE

_INTRODUCTION = """# The lifecycle of an order and of its parcel

`setup/docs` writes this page from `linkstar_delivery/lifecycle`; a test compares both.

## The order at the carrier

We know of the carrier's side: {knowledge}.
A *step* is one call. Before *book* is sent, we hold the order as uncertain: from then
on the carrier may have it, whatever becomes of our machine. An answer that stands in no
cell says nothing of the step, and counts as lost. *forget* needs no call.

- *ask*: soon after the order was sent, when "it is not there" proves nothing yet.
- *ask again*: two minutes after it was sent, or after the carrier said no.
- *verify*: the carrier refused to cancel; is the order cancelled all the same?
- *confirm*: we want it cancelled and the carrier does not know it; is that true?
- *surplus*: cancel the orders of this reference that should not be there.
- *look*: 15 minutes and a day later, is there another order of this reference?

What each answer changes ("·": nothing, the same is tried again later):

"""
_TRACKING = """
## The parcel on its way

A row is the state of the parcel, a column what an event says. "·": it stays.

"""


def as_markdown():
    """The whole page."""
    knowledge = ", ".join(f"*{each.value}*" for each in Knowledge)
    return "".join(
        (
            _INTRODUCTION.format(knowledge=knowledge),
            _order_table(),
            _TRACKING,
            tracking.as_markdown(),
            "\n",
        )
    )


def _order_table():
    lines = ["| state | step | answer | what changes |", "|---|---|---|---|"]
    lines += (
        f"| {state.value} | {step.value} | {outcome.value} | {_change(cell)} |"
        for state in State
        for step in Step
        for outcome in Outcome
        if (cell := TABLE.get((state, step, outcome)))
    )
    return "\n".join(lines) + "\n"


def _change(cell):
    parts = []
    if cell.state:
        parts.append(f"**{cell.state.value}**")
    if cell.knowledge:
        parts.append(cell.knowledge.value)
    if cell.number:
        parts.append(f"number {cell.number.value}")
    if cell.intercept:
        parts.append(f"interception {cell.intercept.value}")
    if cell.wishes is False:
        parts.append("no wish left")
    if cell.doubt:
        parts.append("the no is in doubt")
    parts += (effect.value for effect in cell.effects)
    return "; ".join(parts) or "·"
