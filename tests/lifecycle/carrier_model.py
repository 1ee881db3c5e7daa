"""A minimal model of a carrier that does everything that carriers were seen to do, and
every history of two attempts for one box.

A :class:`World` is one moment: our data, the carrier's data, the running call.
:func:`moves` returns everything that can happen next. This module does not know the
table; :mod:`test_graph` checks the invariants.
"""

from functools import cache
from typing import NamedTuple

from lifecycle import Effect, Number, Order, Outcome, State, Step, Wish

#: Maximum number of wishes and of the carrier's own actions in one history.
EVENTS = 3


class Violation(Exception):
    """Something happened that must never happen."""


class There(NamedTuple):
    """The carrier's data for one reference. ``late``: orders that are created after the
    connection broke.
    """

    live: int = 0
    was_cancelled: bool = False
    late: int = 0
    late_cancel: bool = False
    held: bool = False
    #: Cancelled at the carrier without our knowledge: only a question can find out.
    portal: bool = False
    #: A second order was created silently, and nobody has asked since.
    silent: bool = False
    #: A person was informed of orders that should not be there and could not be
    #: cancelled.
    reported: bool = False


class World(NamedTuple):
    """``orders`` and ``there``: one per attempt. ``call``: the running (attempt, step).
    ``events``: remaining number.
    """

    orders: tuple[Order, ...] = (Order(),)
    there: tuple[There, ...] = (There(),)
    call: tuple[int, Step] | None = None
    events: int = EVENTS


def replace(value, **parts):
    return value._replace(**parts)


def moves(world, engine, *, proper=False):
    """Return all worlds that may follow, as (what happened, world). ``proper``: the
    carrier answers and does its work, and there are no wishes.
    """
    if world.call:
        yield from _answers(world, engine, proper)
    else:
        yield from _claims(world, engine, proper)
    if not proper:
        yield from _events(world, engine)
    for attempt, there in enumerate(world.there):
        if there.late:
            yield (
                "late order",
                _with(
                    world,
                    attempt,
                    there=replace(there, late=0, live=there.live + there.late),
                ),
            )
        if there.late_cancel:
            yield "late cancellation", _with(world, attempt, there=_cancelled(there))
        if (
            there.silent
            and not world.call
            and engine.next_step(world.orders[attempt]) is None
        ):
            # One day later, in any case.
            yield "look", replace(world, call=(attempt, Step.LOOK))


def at_rest(world, engine):
    hidden = any(
        there.late or there.late_cancel or there.silent for there in world.there
    )
    return (
        not world.call
        and not hidden
        and all(engine.next_step(order) is None for order in world.orders)
    )


def _claims(world, engine, proper):
    for attempt, order in enumerate(world.orders):
        later = engine.next_step(order)
        # What is done soon after an order was sent, and what later.
        soon = later if proper else engine.next_step(order, early=True)
        if later:
            yield from _claim(world, engine, attempt, later, proper)
        if soon != later:
            yield from _claim(world, engine, attempt, soon, proper)


def _claim(world, engine, attempt, step, proper):
    order, there = world.orders[attempt], world.there[attempt]
    excused = there.held or there.reported
    if step == Step.FORGET:
        if (there.live or there.late) and not excused:
            raise Violation("forgotten, but the carrier has it")
        yield from _after(world, engine, attempt, step, Outcome.DONE)
        return
    if step == Step.BOOK and (there.live or there.late):
        raise Violation("sent again, but the carrier has it or is creating it")
    if step == Step.BOOK and not proper:
        yield from _after(world, engine, attempt, step, Outcome.INCOMPLETE)
    claimed = _with(world, attempt, order=engine.sending(order, step))
    yield f"claim {step.value}", replace(claimed, call=(attempt, step))


def _answers(world, engine, proper):
    attempt, step = world.call
    there = world.there[attempt]
    cancelled = world.orders[attempt].state == State.CANCELLED
    idle = replace(world, call=None)
    for now, outcome, number in _all_carried_out(step, there, proper, cancelled):
        done = _with(idle, attempt, there=now)
        yield from _after(done, engine, attempt, step, outcome, number)


def _after(world, engine, attempt, step, outcome, number=None):
    change = engine.after(world.orders[attempt], step, outcome, number=number)
    world = _with(world, attempt, order=change.order)
    if Effect.NEXT_ATTEMPT in change.effects:
        there = world.there[attempt]
        if (there.live or there.late) and not (there.silent or there.reported):
            raise Violation("the next attempt is created, but this one is live")
        if len(world.orders) > attempt + 1:
            raise Violation("the next attempt is created twice")
        world = replace(
            world, orders=(*world.orders, Order()), there=(*world.there, There())
        )
    yield f"{step.value}: {outcome.value}", world


@cache
def _all_carried_out(step, there, proper, cancelled):
    return tuple(_carried_out(step, there, proper, cancelled))


def _carried_out(step, there, proper, cancelled):
    """(what the carrier has afterwards, the answer, what it says of the number) of a
    call of ``step``; ``cancelled``: for an order that we have cancelled.
    """
    if step == Step.BOOK:
        yield from _booked(there, proper)
    elif step in (Step.ASK, Step.ASK_AGAIN, Step.VERIFY, Step.CONFIRM, Step.LOOK):
        yield from _asked(step, there, proper, cancelled)
    elif step in (Step.NUMBER, Step.LABEL):
        if there.live > 1 and step == Step.NUMBER:
            yield replace(there, silent=False), Outcome.SEVERAL, None
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
        yield from _intercepted(there, proper)
    elif step == Step.SURPLUS:
        yield from _cleared(there, proper, cancelled)


def _booked(there, proper):
    """Like :func:`_carried_out`, for the step that books."""
    made = replace(there, live=there.live + 1)
    yield made, Outcome.DONE, Number.KNOWN
    yield made, Outcome.DONE, Number.PENDING
    if not proper:
        yield made, Outcome.LOST, None
        yield made, Outcome.REFUSED, None
        for outcome in (Outcome.LOST, Outcome.REFUSED, Outcome.EXISTS):
            yield replace(there, live=there.live + 2), outcome, None
        for more in (2, 3):
            yield (
                replace(there, live=there.live + more, silent=True),
                Outcome.DONE,
                Number.KNOWN,
            )
        yield there, Outcome.LOST, None
        for late in (1, 2):
            yield replace(there, late=late), Outcome.LOST, None
            yield replace(there, late=late), Outcome.REFUSED, None
        yield there, Outcome.NOT_SENT, None
        yield made, Outcome.EXISTS, None
        yield made, Outcome.THERE, None
        yield replace(there, live=there.live + 2), Outcome.SEVERAL, None
    yield there, Outcome.REFUSED, None


def _intercepted(there, proper):
    """Like :func:`_carried_out`, for the step that intercepts."""
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


def _cleared(there, proper, cancelled):
    """As :func:`_carried_out`, of the step that cancels what should not be there."""
    rest = min(there.live, 0 if cancelled else 1)
    cleared = replace(there, live=rest, silent=False)
    yield cleared, Outcome.DONE, None
    if there.live - rest > 1:
        yield replace(there, live=there.live - 1), Outcome.NOT_YET, None
    if not proper:
        yield replace(there, reported=True), Outcome.REFUSED, None
        yield cleared, Outcome.LOST, None
        yield there, Outcome.LOST, None
        yield there, Outcome.NOT_SENT, None


def _asked(step, there, proper, cancelled):
    # The one assumption: late work shows before an order is asked for again.
    if step != Step.ASK:
        if there.late:
            there = replace(there, late=0, live=there.live + there.late)
        if there.late_cancel:
            there = _cancelled(there)
    seen = replace(there, silent=False)
    if there.live > (0 if cancelled else 1):
        yield seen, Outcome.SEVERAL, None
    elif there.live:
        yield seen, Outcome.THERE, None
    else:
        yield seen, Outcome.ABSENT, None
        if there.was_cancelled and not cancelled:
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
            # It does not find what it has.
            yield there, Outcome.ABSENT, None
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
    """Cancel one order of the reference."""
    return replace(
        there, live=max(there.live - 1, 0), was_cancelled=True, late_cancel=False
    )


def _events(world, engine):
    if not world.events:
        return
    world = replace(world, events=world.events - 1)
    for attempt, order in enumerate(world.orders):
        for what in Wish:
            if what == Wish.BOOK_AGAIN and attempt:
                # Two attempts are enough: a third would show nothing new.
                continue
            wished = engine.wish(order, what)
            if wished != order:
                yield f"wish {what.value}", _with(world, attempt, order=wished)
        if (
            not world.call
            and engine.next_step(order) is None
            and order.state != State.REFUSED
        ):
            yield "look", replace(world, call=(attempt, Step.LOOK))
        there = world.there[attempt]
        if there.live == 1 and not there.held:
            yield (
                "cancelled in the carrier's portal",
                _with(world, attempt, there=replace(_cancelled(there), portal=True)),
            )


def _with(world, attempt, *, order=None, there=None):
    orders, theres = world.orders, world.there
    if order is not None:
        orders = (*orders[:attempt], order, *orders[attempt + 1 :])
    if there is not None:
        theres = (*theres[:attempt], there, *theres[attempt + 1 :])
    return World(orders, theres, world.call, world.events)


def good(order):
    """Whether this order should travel."""
    return order.state in (State.ACCEPTED, State.READY) and not order.stopped
