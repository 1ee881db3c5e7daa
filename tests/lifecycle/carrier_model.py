"""A carrier that does anything carriers were seen to do, as small as can be, and every history of two attempts for one box.

A :class:`World` is one moment: what we hold, what the carrier holds, the call that is under way. :func:`moves` gives all that can
happen next. Nothing here knows the table; the invariants are checked by :mod:`test_graph`.
"""

from typing import NamedTuple

from lifecycle import Effect, Number, Order, Outcome, State, Step, Wish

#: Wishes and carriers' own doings in one history.
EVENTS = 3


class Violation(Exception):
    """Something happened that must never happen."""


class There(NamedTuple):
    """What the carrier has of one reference. ``late``: orders whose work is done after the connection broke."""

    live: int = 0
    was_cancelled: bool = False
    late: int = 0
    late_cancel: bool = False
    held: bool = False
    #: Cancelled at the carrier behind our back: nothing but a question can tell.
    portal: bool = False
    #: A second order that was made without a word, and nobody has looked since.
    silent: bool = False


class World(NamedTuple):
    """``orders`` and ``there``: one of each attempt. ``call``: (attempt, step) under way. ``events``: how many are left."""

    orders: tuple[Order, ...] = (Order(),)
    there: tuple[There, ...] = (There(),)
    call: tuple[int, Step] | None = None
    events: int = EVENTS


def replace(value, **parts):
    return value._replace(**parts)


def moves(world, engine, *, proper=False):
    """All worlds that may follow, as (what happened, world). ``proper``: the carrier answers, does its work, and nobody wishes."""
    if world.call:
        yield from _answers(world, engine, proper)
    else:
        yield from _claims(world, engine)
    if not proper:
        yield from _events(world, engine)
    for attempt, there in enumerate(world.there):
        if there.late:
            yield "late order", _with(world, attempt, there=replace(there, late=0, live=there.live + there.late))
        if there.late_cancel:
            yield "late cancellation", _with(world, attempt, there=_cancelled(there))
        if there.silent and not world.call and engine.next_step(world.orders[attempt]) is None:
            # A day later, whatever else happens.
            yield "look", replace(world, call=(attempt, Step.LOOK))


def at_rest(world, engine):
    hidden = any(there.late or there.late_cancel or there.silent for there in world.there)
    return not world.call and not hidden and all(engine.next_step(order) is None for order in world.orders)


def _claims(world, engine):
    for attempt, order in enumerate(world.orders):
        step = engine.next_step(order)
        if step is None:
            continue
        there = world.there[attempt]
        if step == Step.FORGET:
            if there.live or there.late:
                raise Violation("forgotten, and the carrier has it")
            yield from _after(world, engine, attempt, step, Outcome.DONE)
            continue
        if step == Step.BOOK and (there.live or there.late):
            raise Violation("sent again, and the carrier has it or is making it")
        claimed = _with(world, attempt, order=engine.sending(order, step))
        yield f"claim {step.value}", replace(claimed, call=(attempt, step))


def _answers(world, engine, proper):
    attempt, step = world.call
    there = world.there[attempt]
    for now, outcome, number in _carried_out(step, there, proper):
        done = replace(_with(world, attempt, there=now), call=None)
        yield from _after(done, engine, attempt, step, outcome, number)


def _after(world, engine, attempt, step, outcome, number=None):
    change = engine.after(world.orders[attempt], step, outcome, number=number)
    world = _with(world, attempt, order=change.order)
    if Effect.NEXT_ATTEMPT in change.effects:
        there = world.there[attempt]
        if (there.live or there.late) and not there.silent:
            raise Violation("the next attempt is made, and this one lives")
        if len(world.orders) > attempt + 1:
            raise Violation("the next attempt is made twice")
        world = replace(world, orders=(*world.orders, Order()), there=(*world.there, There()))
    yield f"{step.value}: {outcome.value}", world


def _carried_out(step, there, proper):
    """(what the carrier has afterwards, the answer, what it says of the number) of a call of ``step``."""
    if step == Step.BOOK:
        made = replace(there, live=there.live + 1)
        yield made, Outcome.DONE, Number.KNOWN
        yield made, Outcome.DONE, Number.PENDING
        if not proper:
            yield made, Outcome.LOST, None
            yield made, Outcome.REFUSED, None
            for outcome in (Outcome.LOST, Outcome.REFUSED, Outcome.EXISTS):
                yield replace(there, live=there.live + 2), outcome, None
            for more in (2, 3):
                yield replace(there, live=there.live + more, silent=True), Outcome.DONE, Number.KNOWN
            yield there, Outcome.LOST, None
            for late in (1, 2):
                yield replace(there, late=late), Outcome.LOST, None
                yield replace(there, late=late), Outcome.REFUSED, None
            yield there, Outcome.NOT_SENT, None
            yield made, Outcome.EXISTS, None
        yield there, Outcome.REFUSED, None
    elif step in (Step.ASK, Step.ASK_AGAIN, Step.VERIFY, Step.CONFIRM, Step.LOOK):
        yield from _asked(step, there, proper)
    elif step in (Step.NUMBER, Step.LABEL):
        if there.live:
            yield there, Outcome.DONE, None
            if not proper:
                yield there, Outcome.NOT_YET, None
        else:
            yield there, Outcome.CANCELLED_THERE, None
        if not proper:
            yield there, Outcome.LOST, None
            yield there, Outcome.NOT_SENT, None
    elif step == Step.CANCEL:
        yield from _cancel(there, proper)
    elif step == Step.INTERCEPT:
        if there.live:
            yield replace(there, held=True), Outcome.DONE, None
            yield there, Outcome.REFUSED, None
            if not proper:
                yield replace(there, held=True), Outcome.REFUSED, None
                yield replace(there, held=True), Outcome.LOST, None
        else:
            yield there, Outcome.CANCELLED_THERE, None
        if not proper:
            yield there, Outcome.LOST, None
            yield there, Outcome.NOT_SENT, None
    elif step == Step.SURPLUS:
        one = replace(there, live=min(there.live, 1), silent=False)
        yield one, Outcome.DONE, None
        if not proper:
            yield there, Outcome.REFUSED, None
            yield one, Outcome.LOST, None
            yield there, Outcome.LOST, None
            yield there, Outcome.NOT_SENT, None


def _asked(step, there, proper):
    # The one assumption: late work shows before an order is asked for again.
    if step != Step.ASK:
        if there.late:
            there = replace(there, late=0, live=there.live + there.late)
        if there.late_cancel:
            there = _cancelled(there)
    seen = replace(there, silent=False)
    if there.live > 1:
        yield seen, Outcome.SEVERAL, None
    elif there.live:
        yield seen, Outcome.THERE, None
    else:
        yield seen, Outcome.ABSENT, None
        if there.was_cancelled:
            yield seen, Outcome.CANCELLED_THERE, None
    if not proper:
        yield there, Outcome.LOST, None
        yield there, Outcome.NOT_SENT, None


def _cancel(there, proper):
    if there.live:
        gone = _cancelled(there)
        yield gone, Outcome.DONE, None
        yield there, Outcome.REFUSED, None
        if not proper:
            yield gone, Outcome.LOST, None
            yield gone, Outcome.REFUSED, None
            yield replace(there, late_cancel=True), Outcome.LOST, None
            if there.live == 1:
                yield replace(gone, held=True), Outcome.HELD, None
    else:
        yield there, Outcome.ABSENT, None
        if there.was_cancelled:
            yield there, Outcome.CANCELLED_THERE, None
        if not proper:
            yield there, Outcome.REFUSED, None
    if not proper:
        yield there, Outcome.LOST, None
        yield there, Outcome.NOT_SENT, None


def _cancelled(there):
    """One order of the reference is cancelled."""
    return replace(there, live=max(there.live - 1, 0), was_cancelled=True, late_cancel=False)


def _events(world, engine):
    if not world.events:
        return
    world = replace(world, events=world.events - 1)
    for attempt, order in enumerate(world.orders):
        for what in Wish:
            if what == Wish.BOOK_AGAIN and attempt:
                # Two attempts tell all that three would.
                continue
            change = engine.wish(order, what)
            if change.order != order:
                yield f"wish {what.value}", _with(world, attempt, order=change.order)
        if not world.call and engine.next_step(order) is None and order.state != State.REFUSED:
            yield "look", replace(world, call=(attempt, Step.LOOK))
        there = world.there[attempt]
        if there.live == 1 and not there.held:
            yield "cancelled in the carrier's portal", _with(world, attempt, there=replace(_cancelled(there), portal=True))


def _with(world, attempt, *, order=None, there=None):
    def put(values, value):
        return values if value is None else (*values[:attempt], value, *values[attempt + 1 :])

    return replace(world, orders=put(world.orders, order), there=put(world.there, there))


def good(order):
    """Whether this order is meant to travel."""
    return order.state in (State.ACCEPTED, State.READY) and not order.stopped
