"""Every reachable state, and what must be true in each."""

from dataclasses import replace
from functools import cache
from types import SimpleNamespace

import lifecycle
import pytest
from carrier_model import EVENTS, Violation, World, at_rest, good, moves
from lifecycle import TABLE, Knowledge, Outcome, State, Step

#: More moves (claim, work, answer) than a proper carrier needs to bring an order to
#: rest.
LONGEST_WAY = 30


def engine(table=TABLE):
    """Run the lifecycle with ``table`` instead of its own, and record the used cells.
    Each question is answered once: the worlds are many, the different orders are few.
    """
    used = set()

    @cache
    def after(order, step, outcome, *, number=None):
        used.add((order.state, step, outcome))
        return lifecycle.after(order, step, outcome, number=number, table=table)

    return SimpleNamespace(
        next_step=cache(lifecycle.next_step),
        sending=cache(lifecycle.sending),
        wish=cache(lifecycle.wish),
        after=after,
        used=used,
    )


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
    if sum(good(order) for order in world.orders) > 1:
        raise Violation("two attempts of one box are good")
    for order, there in zip(world.orders, world.there, strict=True):
        if (
            there.live
            and good(order) is False
            and order.state == State.QUEUED
            and order.knowledge == "absent"
        ):
            raise Violation("the carrier has an order that we believe was never sent")
        if (
            order.label_is_good
            and there.live > 1
            and not there.reported
            and at_rest(world, machine)
        ):
            raise Violation("two orders for one label")
    if at_rest(world, machine):
        for order, there in zip(world.orders, world.there, strict=True):
            if order.state == State.QUEUED:
                raise Violation("queued, but nothing is due")
            if order.state == State.ACCEPTED and good(order):
                raise Violation("accepted, but nothing is due")
            if order.label_is_good and not there.live and not there.portal:
                raise Violation("a label of an order that the carrier does not have")
            if (
                order.state in (State.CANCELLED, State.REFUSED)
                and (there.live or there.late)
                and not there.held
                and not there.reported
            ):
                raise Violation("cancelled or refused, but live at the carrier")
            if order.state == State.CANCELLED and (order.cancel or order.book_again):
                raise Violation("cancelled, but there is still a wish")


def check_ways_to_rest(came, machine):
    """From every world a proper carrier leads to rest, with any answer. Return the
    maximum number of moves.
    """
    longest = {}
    for start in came:
        stack = [start]
        path = set()
        while stack:
            world = stack[-1]
            if world in longest:
                stack.pop()
                continue
            after = (
                []
                if at_rest(world, machine)
                else [w for _what, w in moves(world, machine, proper=True)]
            )
            open_ones = [w for w in after if w not in longest]
            if world in path:
                if open_ones:
                    raise Violation("a proper carrier leads into a loop")
                longest[world] = 1 + max((longest[w] for w in after), default=-1)
                path.discard(world)
                stack.pop()
                continue
            path.add(world)
            if any(w in path for w in open_ones):
                raise Violation("a proper carrier leads into a loop")
            stack.extend(open_ones)
    return max(longest.values())


def test_the_whole_graph():
    machine = engine()
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
    machine = engine({**TABLE, cell: replace(TABLE[cell], **mistake)})
    with pytest.raises(Violation):
        # Short histories find most mistakes.
        for events in range(1, EVENTS + 1):
            check_ways_to_rest(explore(machine, events), machine)
