"""What happens to an order at the carrier: pure, one table, no Odoo import.

``order`` says what we know of one order, ``table`` what each answer changes, ``decide`` which step is next and what people may wish.
"""

from .decide import after, next_step, sending, wish
from .order import Change, Effect, Intercept, Knowledge, Number, Order, Outcome, State, Step, Wish
from .table import TABLE, Transition

__all__ = [
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
    "sending",
    "wish",
]
