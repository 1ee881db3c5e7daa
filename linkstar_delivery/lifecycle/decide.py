"""Which step is next, what it sends, what an answer changes, and what people may wish. All pure: an order in, an order out."""

from dataclasses import replace

from .order import Change, Effect, Intercept, Knowledge, Number, Order, Outcome, State, Step, Wish
from .table import TABLE

_BY_KNOWLEDGE = {
    (State.QUEUED, Knowledge.ABSENT): Step.BOOK,
    (State.QUEUED, Knowledge.UNCERTAIN): Step.ASK,
    (State.QUEUED, Knowledge.ABSENT_ONCE): Step.ASK_AGAIN,
    (State.REFUSED, Knowledge.UNCERTAIN): Step.ASK,
    (State.REFUSED, Knowledge.ABSENT_ONCE): Step.ASK_AGAIN,
    (State.CANCELLED, Knowledge.ABSENT_ONCE): Step.CONFIRM,
}


def next_step(order: Order):
    """The step that is due for ``order``, or ``None``."""
    if order.knowledge == Knowledge.SEVERAL:
        return Step.SURPLUS
    if order.doubt:
        return Step.VERIFY
    if (order.cancel or order.book_again) and order.state != State.CANCELLED:
        return Step.FORGET if order.knowledge == Knowledge.ABSENT else Step.CANCEL
    if order.intercept == Intercept.ASKED and order.state in (State.ACCEPTED, State.READY):
        return Step.INTERCEPT
    if order.state == State.ACCEPTED and not order.superseded:
        return Step.LABEL if order.number == Number.KNOWN else Step.NUMBER
    return _BY_KNOWLEDGE.get((order.state, order.knowledge))


def sending(order: Order, step: Step):
    """``order`` as it is written before the call of ``step``: from then on the carrier may have carried it out, whatever becomes of us."""
    if step == Step.BOOK:
        return replace(order, knowledge=Knowledge.UNCERTAIN)
    if step == Step.CANCEL:
        return replace(order, cancel_sent=True)
    return order


def after(order: Order, step: Step, outcome: Outcome, *, number: Number | None = None, table=TABLE):
    """What ``outcome`` of ``step`` makes of ``order``, whose wishes may have changed during the call: a :class:`Change`.

    ``number``: what the answer says of the number, where it says something."""
    cell = table[order.state, step, outcome]
    parts = {
        name: value
        for name in ("state", "knowledge", "number", "cancel_sent", "doubt", "intercept")
        if (value := getattr(cell, name)) is not None
    }
    if number is not None and cell.state is not None:
        parts["number"] = number
    if cell.wishes is not None:
        parts |= {"cancel": cell.wishes} if cell.wishes else {"cancel": False, "book_again": False}
    return _settled(Change(replace(order, **parts), cell.effects))


def wish(order: Order, what: Wish):
    """What a person's wish makes of ``order``: a :class:`Change`. A wish that cannot be met changes nothing."""
    if order.state == State.CANCELLED:
        # What was only heard once to be gone may come back, and is then cancelled for good: no next attempt any more.
        return Change(replace(order, book_again=False) if what == Wish.CANCEL else order)
    if what == Wish.CANCEL:
        order = replace(order, cancel=True, book_again=False)
    elif what == Wish.BOOK_AGAIN and not order.superseded and order.intercept not in (Intercept.ASKED, Intercept.DONE):
        order = replace(order, cancel=True, book_again=True)
    elif what == Wish.INTERCEPT and order.state in (State.ACCEPTED, State.READY):
        if not (order.cancel or order.intercept in (Intercept.ASKED, Intercept.DONE)):
            order = replace(order, intercept=Intercept.ASKED)
    elif what == Wish.RETRY:
        if order.cancel and not (order.cancel_sent or order.book_again or order.doubt):
            order = replace(order, cancel=False)
        if order.state == State.REFUSED:
            order = replace(order, state=State.QUEUED)
    return Change(order)


def _settled(change: Change):
    """Once an order is cancelled for sure, its wishes are over and the next attempt is made, where one was wished."""
    order, effects = change.order, change.effects
    if order.state != State.CANCELLED or order.knowledge == Knowledge.ABSENT_ONCE:
        return change
    follows = order.book_again and order.intercept != Intercept.DONE
    intercept = Intercept.NONE if order.intercept == Intercept.ASKED else order.intercept
    order = replace(order, cancel=False, book_again=False, intercept=intercept, superseded=order.superseded or follows)
    return Change(order, (*effects, Effect.NEXT_ATTEMPT) if follows else effects)
