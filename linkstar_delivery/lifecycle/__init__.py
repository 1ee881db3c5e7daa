"""What may follow what, plain Python: values in, values out.

``tracking`` says which state of the goods may follow which, ``charges`` when charges are asked for. ``order``, ``table`` and ``decide`` are
the order at the carrier as one table: what is known of it, what each answer changes, which step is next, what people may wish. Every case
of that table is walked by ``tests/lifecycle``; the records still decide for themselves, and are to be moved on to it.
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
