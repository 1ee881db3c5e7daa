# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which step is next, what it sends, what an answer changes, and what users may
request. All functions are pure: an order in, an order out.
"""

from dataclasses import replace
from datetime import timedelta

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
from .table import TABLE

_BY_KNOWLEDGE = {
    (State.QUEUED, Knowledge.ABSENT): Step.BOOK,
    (State.QUEUED, Knowledge.UNCERTAIN): Step.ASK_AGAIN,
    (State.QUEUED, Knowledge.ABSENT_ONCE): Step.ASK_AGAIN,
    (State.REFUSED, Knowledge.UNCERTAIN): Step.ASK_AGAIN,
    (State.REFUSED, Knowledge.ABSENT_ONCE): Step.ASK_AGAIN,
}

#: The only assumption: an order that the carrier made after a lost connection appears
#: within this time after it was sent.
SHOWS_AFTER = timedelta(minutes=2)


def next_step(order: Order, *, early=False):
    """The step that is due for ``order``, or ``None``.

    ``early``: it was sent less than ``SHOWS_AFTER`` ago.
    """
    if order.knowledge == Knowledge.SEVERAL:
        return Step.SURPLUS
    if order.doubt:
        return Step.VERIFY
    if (order.cancel or order.book_again) and order.state != State.CANCELLED:
        # A parcel that the carrier holds is finished.
        if order.knowledge == Knowledge.ABSENT or order.intercept == Intercept.DONE:
            return Step.FORGET
        once = order.knowledge == Knowledge.ABSENT_ONCE
        return Step.CONFIRM if once and order.cancel_sent else Step.CANCEL
    if order.intercept == Intercept.ASKED and order.state in (
        State.ACCEPTED,
        State.READY,
    ):
        return Step.INTERCEPT
    if order.state == State.ACCEPTED:
        return Step.LABEL if order.number == Number.KNOWN else Step.NUMBER
    if early and (order.state, order.knowledge) == (State.QUEUED, Knowledge.UNCERTAIN):
        return Step.ASK
    return _BY_KNOWLEDGE.get((order.state, order.knowledge))


def not_before(order: Order, step: Step, sent_at):
    """The earliest time for ``step`` of an order that was sent at ``sent_at``, ``None``
    for now: a second check waits until a late order appears.
    """
    second_look = step == Step.CONFIRM or (
        step == Step.ASK_AGAIN and order.state == State.REFUSED
    )
    return sent_at + SHOWS_AFTER if second_look and sent_at else None


def sending(order: Order, step: Step):
    """``order`` as it is saved before the call of ``step``: from then on the carrier
    may have carried it out, even if this process ends.
    """
    if step == Step.BOOK:
        return replace(order, knowledge=Knowledge.UNCERTAIN)
    if step == Step.CANCEL:
        return replace(order, cancel_sent=True)
    return order


def after(
    order: Order,
    step: Step,
    outcome: Outcome,
    *,
    number: Number | None = None,
    table=TABLE,
):
    """The :class:`Change` of ``order`` after ``outcome`` of ``step``. Its wishes may
    have changed during the call.

    ``number``: what the answer says about the number, if anything.
    """
    cell = table[order.state, step, outcome]
    parts = {
        name: value
        for name in (
            "state",
            "knowledge",
            "number",
            "cancel_sent",
            "doubt",
            "intercept",
        )
        if (value := getattr(cell, name)) is not None
    }
    if number is not None and (cell.state == State.ACCEPTED or cell.number is not None):
        parts["number"] = number
    if cell.wishes is not None:
        parts |= (
            {"cancel": cell.wishes}
            if cell.wishes
            else {"cancel": False, "book_again": False}
        )
    effects = cell.effects
    if order.cancel:
        # A user who cancels has nothing to correct.
        effects = tuple(each for each in effects if each != Effect.INFORM_REFUSED)
    return _settled(Change(replace(order, **parts), effects))


def wish(order: Order, what: Wish):
    """The :class:`Change` of ``order`` after a user's wish. A wish that is not possible
    changes nothing.
    """
    if order.state == State.CANCELLED:
        return order
    if what == Wish.CANCEL:
        order = replace(order, cancel=True, book_again=False)
    elif what == Wish.BOOK_AGAIN and order.intercept not in (
        Intercept.ASKED,
        Intercept.DONE,
    ):
        order = replace(order, cancel=True, book_again=True)
    elif what == Wish.INTERCEPT and order.state in (State.ACCEPTED, State.READY):
        if not (order.cancel or order.intercept in (Intercept.ASKED, Intercept.DONE)):
            order = replace(order, intercept=Intercept.ASKED)
    elif what == Wish.LABEL and order.label_is_good:
        order = replace(order, state=State.ACCEPTED)
    elif what == Wish.RETRY:
        if order.cancel and not (order.cancel_sent or order.book_again or order.doubt):
            order = replace(order, cancel=False)
        if order.state == State.REFUSED:
            order = replace(order, state=State.QUEUED)
    return order


def _settled(change: Change):
    """When an order is cancelled, its wishes end, and the next attempt is made if one
    was requested.
    """
    order, effects = change.order, change.effects
    if order.state != State.CANCELLED:
        return change
    follows = order.book_again and order.intercept != Intercept.DONE
    intercept = (
        Intercept.NONE if order.intercept == Intercept.ASKED else order.intercept
    )
    order = replace(
        order,
        cancel=False,
        book_again=False,
        cancel_sent=False,
        doubt=False,
        intercept=intercept,
    )
    return Change(order, (*effects, Effect.NEXT_ATTEMPT) if follows else effects)
