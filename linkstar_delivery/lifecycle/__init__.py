# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The allowed changes, in plain Python: values in, values out.

``tracking`` says which state of the goods may follow which, ``charges`` when to ask for
charges. ``order``, ``table`` and ``decide`` describe the order at the carrier as one
table: what is known about it, what each answer changes, which step is next, what users
may request. ``tests/lifecycle`` visits every case of that table.
"""

from .decide import SHOWS_AFTER, after, next_step, not_before, sending, wish
from .order import (
    Change,
    Effect,
    Intercept,
    Knowledge,
    Number,
    Order,
    Outcome,
    State,
    Step,
    Wish,
)
from .table import TABLE, Transition

__all__ = [
    "SHOWS_AFTER",
    "TABLE",
    "Change",
    "Effect",
    "Intercept",
    "Knowledge",
    "Number",
    "Order",
    "Outcome",
    "State",
    "Step",
    "Transition",
    "Wish",
    "after",
    "next_step",
    "not_before",
    "sending",
    "wish",
]
