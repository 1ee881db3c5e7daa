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


class Attempt:
    """Our order and the carrier's data for its reference. :func:`attempt_of` makes each
    pair once, so that worlds are compared by identities: few pairs are in many worlds.
    """

    __slots__ = ("good", "order", "there")

    def __init__(self, order, there):
        self.order, self.there, self.good = order, there, good(order)


@cache
def attempt_of(order, there):
    return Attempt(order, there)


def good(order):
    """Whether this order should travel."""
    return order.state in (State.ACCEPTED, State.READY) and not order.stopped


_NEW = attempt_of(Order(), There())


class World(NamedTuple):
    """``call``: the running (number of the attempt, step). ``events``: remaining
    number.
    """

    attempts: tuple[Attempt, ...] = (_NEW,)
    call: tuple[int, Step] | None = None
    events: int = EVENTS


def replace(value, **parts):
    return value._replace(**parts)


def moves(world, engine, *, proper=False):
    """Return all worlds that may follow, as (what happened, world). ``proper``: the
    carrier answers and does its work, and there are no wishes.
    """
    attempts, call, events = world
    if call:
        number, step = call
        for what, now, follows in _answers(attempts[number], step, engine, proper):
            yield what, World(_with(attempts, number, now, follows), None, events)
    else:
        for number, attempt in enumerate(attempts):
            for what, now, step, follows in _claims(attempt, engine, proper):
                called = (number, step) if step else None
                yield what, World(_with(attempts, number, now, follows), called, events)
    if events and not proper:
        yield from _events(world, engine)
    for number, attempt in enumerate(attempts):
        for what, now in _late(attempt):
            yield what, World(_with(attempts, number, now), call, events)
        if not call and attempt.there.silent and _is_idle(attempt, engine):
            # One day later, in any case.
            yield "look", World(attempts, (number, Step.LOOK), events)


def _with(attempts, number, now, follows=False):
    """``attempts`` with ``now`` as that of this ``number``. ``follows``: the next one
    is created.
    """
    if not follows:
        return (*attempts[:number], now, *attempts[number + 1 :])
    if len(attempts) > number + 1:
        raise Violation("the next attempt is created twice")
    return (*attempts[:number], now, _NEW)


@cache
def _is_idle(attempt, engine):
    """Whether nothing is due."""
    return engine.next_step(attempt.order) is None


@cache
def _rests(attempt, engine):
    there = attempt.there
    hidden = there.late or there.late_cancel or there.silent
    return not hidden and _is_idle(attempt, engine)


def at_rest(world, engine):
    return not world.call and all(_rests(each, engine) for each in world.attempts)


@cache
def _late(attempt):
    """(What happened, the attempt afterwards) of what the carrier does late."""
    order, there, found = attempt.order, attempt.there, []
    if there.late:
        shown = replace(there, late=0, live=there.live + there.late)
        found.append(("late order", attempt_of(order, shown)))
    if there.late_cancel:
        found.append(("late cancellation", attempt_of(order, _cancelled(there))))
    return found


@cache
def _claims(attempt, engine, proper):
    """(What happened, the attempt afterwards, the step that is called, whether the next
    attempt is created) of the steps that are due.
    """
    later = engine.next_step(attempt.order)
    # What is done soon after an order was sent, and what later.
    soon = later if proper else engine.next_step(attempt.order, early=True)
    return [
        claim
        for step in dict.fromkeys((later, soon))
        if step
        for claim in _claim(attempt, engine, step, proper)
    ]


def _claim(attempt, engine, step, proper):
    order, there = attempt.order, attempt.there
    excused = there.held or there.reported
    if step == Step.FORGET:
        if (there.live or there.late) and not excused:
            raise Violation("forgotten, but the carrier has it")
        what, now, follows = _after(order, there, engine, step, Outcome.DONE)
        yield what, now, None, follows
        return
    if step == Step.BOOK and (there.live or there.late):
        raise Violation("sent again, but the carrier has it or is creating it")
    if step == Step.BOOK and not proper:
        what, now, follows = _after(order, there, engine, step, Outcome.INCOMPLETE)
        yield what, now, None, follows
    claimed = attempt_of(engine.sending(order, step), there)
    yield f"claim {step.value}", claimed, step, False


@cache
def _answers(attempt, step, engine, proper):
    """(What happened, the attempt afterwards, whether the next one is created) of all
    answers to the call of ``step``.
    """
    order = attempt.order
    cancelled = order.state == State.CANCELLED
    return [
        _after(order, there, engine, step, outcome, number)
        for there, outcome, number in _carried_out(
            step, attempt.there, proper, cancelled
        )
    ]


def _after(order, there, engine, step, outcome, number=None):
    change = engine.after(order, step, outcome, number=number)
    follows = Effect.NEXT_ATTEMPT in change.effects
    if follows and (there.live or there.late) and not (there.silent or there.reported):
        raise Violation("the next attempt is created, but this one is live")
    return f"{step.value}: {outcome.value}", attempt_of(change.order, there), follows


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
    attempts, call, events = world
    for number, attempt in enumerate(attempts):
        # Two attempts are enough: a third would show nothing new.
        for what, now in _wishes(attempt, engine, again=not number):
            yield what, World(_with(attempts, number, now), call, events - 1)
        if (
            not call
            and attempt.order.state != State.REFUSED
            and _is_idle(attempt, engine)
        ):
            yield "look", World(attempts, (number, Step.LOOK), events - 1)
        for what, now in _in_portal(attempt):
            yield what, World(_with(attempts, number, now), call, events - 1)


@cache
def _wishes(attempt, engine, *, again):
    """(What happened, the attempt afterwards) of the wishes that change something;
    ``again``: with that for another attempt.
    """
    wishes = [what for what in Wish if again or what != Wish.BOOK_AGAIN]
    wished = [(what, engine.wish(attempt.order, what)) for what in wishes]
    return [
        (f"wish {what.value}", attempt_of(order, attempt.there))
        for what, order in wished
        if order != attempt.order
    ]


@cache
def _in_portal(attempt):
    there = attempt.there
    if there.live != 1 or there.held:
        return []
    gone = replace(_cancelled(there), portal=True)
    return [("cancelled in the carrier's portal", attempt_of(attempt.order, gone))]
