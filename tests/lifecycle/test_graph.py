"""Every reachable state, and what must be true in each."""

from dataclasses import replace
from functools import cache

import lifecycle
import pytest
from carrier_model import EVENTS, Violation, World, at_rest, moves
from lifecycle import TABLE, Knowledge, Outcome, State, Step

#: More moves (claim, work, answer) than a proper carrier needs to bring an order to
#: rest.
LONGEST_WAY = 30


class Engine:
    """The lifecycle with ``table`` instead of its own; ``used`` are the cells that were
    asked for. Each question is answered once: the worlds are many, the different orders
    are few.
    """

    def __init__(self, table=TABLE):
        self.used = set()
        self.next_step = cache(lifecycle.next_step)
        self.sending = cache(lifecycle.sending)
        self.wish = cache(lifecycle.wish)

        @cache
        def after(order, step, outcome, *, number=None):
            self.used.add((order.state, step, outcome))
            return lifecycle.after(order, step, outcome, number=number, table=table)

        self.after = after


def explore(machine, events=EVENTS):
    """Return {world: how it was reached} of all worlds with so many ``events``, each
    checked.

    :raise Violation: with the history that leads there
    """
    first = World(events=events)
    came, waiting = {first: None}, [first]
    while waiting:
        world = waiting.pop()
        try:
            check(world, machine)
            following = list(moves(world, machine))
        except (Violation, KeyError) as error:
            raise Violation(
                f"{error!r} after {' > '.join(history(came, world))}"
            ) from error
        for what, after in following:
            if after not in came:
                came[after] = (what, world)
                waiting.append(after)
    return came


def history(came, world):
    steps = []
    while came[world]:
        what, world = came[world]
        steps.append(what)
    return reversed(steps)


def check(world, machine):
    if sum(attempt.good for attempt in world.attempts) > 1:
        raise Violation("two attempts of one box are good")
    rest = at_rest(world, machine)
    for attempt in world.attempts:
        if wrong := mistake_of(attempt, rest):
            raise Violation(wrong)


@cache
def mistake_of(attempt, rest):
    """What must not be true of an attempt in a world that is at ``rest`` or not."""
    order, there = attempt.order, attempt.there
    if (
        there.live
        and not attempt.good
        and order.state == State.QUEUED
        and order.knowledge == "absent"
    ):
        return "the carrier has an order that we believe was never sent"
    if not rest:
        return None
    if order.label_is_good and there.live > 1 and not there.reported:
        return "two orders for one label"
    if order.state == State.QUEUED:
        return "queued, but nothing is due"
    if order.state == State.ACCEPTED and attempt.good:
        return "accepted, but nothing is due"
    if order.label_is_good and not there.live and not there.portal:
        return "a label of an order that the carrier does not have"
    if (
        order.state in (State.CANCELLED, State.REFUSED)
        and (there.live or there.late)
        and not there.held
        and not there.reported
    ):
        return "cancelled or refused, but live at the carrier"
    if order.state == State.CANCELLED and (order.cancel or order.book_again):
        return "cancelled, but there is still a wish"
    return None


def check_ways_to_rest(came, machine):
    """From every world a proper carrier leads to rest, with any answer. Return the
    maximum number of moves.
    """
    longest = {}
    for start in came:
        stack, path = [start], {}
        while stack:
            world = stack[-1]
            if world in longest:
                stack.pop()
                continue
            if world in path:
                after = path.pop(world)
                if any(w not in longest for w in after):
                    raise Violation("a proper carrier leads into a loop")
                longest[world] = 1 + max((longest[w] for w in after), default=-1)
                stack.pop()
                continue
            after = (
                []
                if at_rest(world, machine)
                else [w for _what, w in moves(world, machine, proper=True)]
            )
            path[world] = after
            open_ones = [w for w in after if w not in longest]
            if any(w in path for w in open_ones):
                raise Violation("a proper carrier leads into a loop")
            stack.extend(open_ones)
    return max(longest.values())


def test_the_whole_graph():
    machine = Engine()
    came = explore(machine)
    longest = check_ways_to_rest(came, machine)
    print(f"{len(came)} states, none with a violation; at most {longest} moves to rest")
    assert longest < LONGEST_WAY
    unused = sorted(map(str, set(TABLE) - machine.used))
    assert not unused, "cells that no case reaches can go"
    assert {step for _state, step, _outcome in machine.used} == set(Step)


BOOK, ASK, AGAIN, VERIFY, CONFIRM = (
    Step.BOOK,
    Step.ASK,
    Step.ASK_AGAIN,
    Step.VERIFY,
    Step.CONFIRM,
)
CANCEL, NUMBER, LABEL, INTERCEPT, SURPLUS, LOOK = (
    Step.CANCEL,
    Step.NUMBER,
    Step.LABEL,
    Step.INTERCEPT,
    Step.SURPLUS,
    Step.LOOK,
)
QUEUED, ACCEPTED, READY, REFUSED, CANCELLED = (
    State.QUEUED,
    State.ACCEPTED,
    State.READY,
    State.REFUSED,
    State.CANCELLED,
)

#: (cell, changed values): each is one possible mistake in the table.
MISTAKES = [
    ((QUEUED, BOOK, Outcome.DONE), {"state": None}),
    ((QUEUED, BOOK, Outcome.REFUSED), {"knowledge": Knowledge.ABSENT}),
    ((QUEUED, BOOK, Outcome.EXISTS), {"knowledge": Knowledge.ABSENT}),
    ((QUEUED, BOOK, Outcome.LOST), {"knowledge": Knowledge.ABSENT}),
    ((QUEUED, ASK, Outcome.THERE), {"state": None}),
    ((QUEUED, ASK, Outcome.ABSENT), {"knowledge": Knowledge.ABSENT}),
    ((QUEUED, ASK, Outcome.SEVERAL), {"knowledge": Knowledge.THERE}),
    ((QUEUED, ASK, Outcome.CANCELLED_THERE), {"knowledge": Knowledge.ABSENT}),
    ((QUEUED, CONFIRM, Outcome.THERE), {"state": None, "knowledge": None}),
    ((QUEUED, BOOK, Outcome.THERE), {"state": None}),
    ((CANCELLED, SURPLUS, Outcome.DONE), {"knowledge": None}),
    ((QUEUED, AGAIN, Outcome.ABSENT), {"knowledge": None}),
    ((QUEUED, CANCEL, Outcome.DONE), {"knowledge": Knowledge.ABSENT}),
    ((QUEUED, CANCEL, Outcome.ABSENT), {"knowledge": Knowledge.ABSENT}),
    ((QUEUED, CANCEL, Outcome.REFUSED), {"doubt": None}),
    ((QUEUED, VERIFY, Outcome.THERE), {"state": None}),
    ((REFUSED, AGAIN, Outcome.THERE), {"state": None}),
    ((REFUSED, AGAIN, Outcome.ABSENT), {"knowledge": None}),
    ((REFUSED, VERIFY, Outcome.THERE), {"state": None}),
    (
        (ACCEPTED, CANCEL, Outcome.REFUSED),
        {"doubt": None, "wishes": False, "cancel_sent": False},
    ),
    ((READY, CANCEL, Outcome.CANCELLED_THERE), {"state": None, "wishes": False}),
    ((READY, VERIFY, Outcome.CANCELLED_THERE), {"state": None, "wishes": False}),
    ((ACCEPTED, VERIFY, Outcome.THERE), {"wishes": None}),
    ((ACCEPTED, NUMBER, Outcome.CANCELLED_THERE), {"state": None}),
    ((ACCEPTED, NUMBER, Outcome.DONE), {"number": None}),
    ((ACCEPTED, LABEL, Outcome.DONE), {"state": None}),
    ((ACCEPTED, SURPLUS, Outcome.DONE), {"knowledge": None}),
    (
        (READY, CANCEL, Outcome.DONE),
        {"state": None, "wishes": False, "cancel_sent": False},
    ),
    (
        (READY, CANCEL, Outcome.REFUSED),
        {"doubt": None, "wishes": False, "cancel_sent": False},
    ),
    ((READY, VERIFY, Outcome.ABSENT), {"knowledge": None, "wishes": False}),
    ((READY, LOOK, Outcome.SEVERAL), {"knowledge": None}),
    ((READY, INTERCEPT, Outcome.REFUSED), {"intercept": None}),
    ((READY, CONFIRM, Outcome.THERE), {"knowledge": Knowledge.ABSENT}),
    ((READY, CONFIRM, Outcome.ABSENT), {"state": None, "knowledge": None}),
    ((CANCELLED, LOOK, Outcome.SEVERAL), {"knowledge": None}),
]


@pytest.mark.parametrize(
    ("cell", "mistake"),
    MISTAKES,
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)
def test_one_mistake_in_the_table_is_found(cell, mistake):
    machine = Engine({**TABLE, cell: replace(TABLE[cell], **mistake)})
    with pytest.raises(Violation):
        # Short histories find most mistakes.
        for events in range(1, EVENTS + 1):
            check_ways_to_rest(explore(machine, events), machine)
