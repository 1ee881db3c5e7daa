"""(state, step, answer) → what changes. A cell that is not here cannot happen; a test walks every case to show it."""

from dataclasses import dataclass, replace

from .order import Effect, Intercept, Knowledge, Number, Outcome, State, Step


@dataclass(frozen=True)
class Transition:
    """What becomes of an order; ``None`` leaves a part as it is. ``wishes``: what becomes of *cancel* and *book again*."""

    state: State | None = None
    knowledge: Knowledge | None = None
    number: Number | None = None
    wishes: bool | None = None
    cancel_sent: bool | None = None
    doubt: bool | None = None
    intercept: Intercept | None = None
    effects: tuple[Effect, ...] = ()


_SAME = Transition()
_ADOPTED = Transition(State.ACCEPTED, Knowledge.THERE, Number.UNSURE, effects=(Effect.SHOW_NUMBER,))
_ABSENT_ONCE = Transition(knowledge=Knowledge.ABSENT_ONCE)
_GONE = Transition(
    State.CANCELLED, Knowledge.ABSENT, cancel_sent=False, doubt=False, effects=(Effect.SHOW_CANCELLED,)
)
#: Cancelled since the carrier does not know it, which is believed when it is heard twice.
_GONE_ONCE = Transition(
    State.CANCELLED, Knowledge.ABSENT_ONCE, cancel_sent=False, doubt=False, effects=(Effect.SHOW_CANCELLED,)
)
_CANCELLED_THERE = Transition(
    State.CANCELLED, Knowledge.ABSENT, cancel_sent=False, doubt=False, effects=(Effect.SHOW_CANCELLED, Effect.INFORM_CANCELLED_THERE)
)
_KEPT = Transition(wishes=False, cancel_sent=False, doubt=False, knowledge=Knowledge.THERE, effects=(Effect.INFORM_KEPT,))
_HELD = Transition(
    State.CANCELLED,
    Knowledge.ABSENT,
    cancel_sent=False,
    doubt=False,
    intercept=Intercept.DONE,
    effects=(Effect.SHOW_CANCELLED, Effect.INFORM_HELD),
)

#: Asked by its reference, whether it is there.
_ASKED = {
    Outcome.THERE: _ADOPTED,
    Outcome.SEVERAL: Transition(State.ACCEPTED, Knowledge.SEVERAL, Number.UNSURE, effects=(Effect.SHOW_NUMBER, Effect.INFORM_SURPLUS)),
    Outcome.CANCELLED_THERE: _CANCELLED_THERE,
    Outcome.NOT_SENT: _SAME,
    Outcome.LOST: _SAME,
}
_ASK = {
    **_ASKED,
    Outcome.ABSENT: _ABSENT_ONCE,
    # The order that was cancelled may be an earlier one of this reference, and the one that was sent be late.
    Outcome.CANCELLED_THERE: replace(_CANCELLED_THERE, knowledge=Knowledge.ABSENT_ONCE),
}
_ASK_AGAIN = {**_ASKED, Outcome.ABSENT: Transition(knowledge=Knowledge.ABSENT)}
_VERIFY = {
    Outcome.THERE: _KEPT,
    Outcome.SEVERAL: Transition(knowledge=Knowledge.SEVERAL, doubt=False, effects=(Effect.INFORM_SURPLUS,)),
    Outcome.ABSENT: _GONE_ONCE,
    Outcome.CANCELLED_THERE: _GONE,
    Outcome.NOT_SENT: _SAME,
    Outcome.LOST: _SAME,
}
#: Before an answer to *book* came: it is there, and stays.
_VERIFY_FIRST = {
    **_VERIFY,
    Outcome.THERE: Transition(
        State.ACCEPTED,
        Knowledge.THERE,
        Number.UNSURE,
        wishes=False,
        cancel_sent=False,
        doubt=False,
        effects=(Effect.SHOW_NUMBER, Effect.INFORM_KEPT),
    ),
    Outcome.SEVERAL: Transition(
        State.ACCEPTED, Knowledge.SEVERAL, Number.UNSURE, doubt=False, effects=(Effect.SHOW_NUMBER, Effect.INFORM_SURPLUS)
    ),
}
_CANCEL = {
    Outcome.DONE: _GONE,
    Outcome.CANCELLED_THERE: _GONE,
    Outcome.ABSENT: _GONE_ONCE,
    Outcome.REFUSED: Transition(doubt=True),
    Outcome.HELD: _HELD,
    Outcome.NOT_SENT: _SAME,
    Outcome.LOST: _SAME,
}
#: Before an answer to *book* came, work that is late may still make the order that was just cancelled once more.
_CANCEL_FIRST = {**_CANCEL, Outcome.DONE: _GONE_ONCE, Outcome.CANCELLED_THERE: _GONE_ONCE}
_FORGET = {Outcome.DONE: _GONE}
_SURPLUS = {
    Outcome.DONE: Transition(knowledge=Knowledge.THERE),
    # A person knows since they were found; the carrier is asked again.
    Outcome.REFUSED: _SAME,
    Outcome.NOT_SENT: _SAME,
    Outcome.LOST: _SAME,
}
_LOOK = {
    Outcome.THERE: _SAME,
    Outcome.SEVERAL: Transition(knowledge=Knowledge.SEVERAL, effects=(Effect.INFORM_SURPLUS,)),
    # Known by a question alone, which hosts answer differently: no reason to stop a parcel.
    Outcome.ABSENT: _SAME,
    Outcome.CANCELLED_THERE: _CANCELLED_THERE,
    Outcome.NOT_SENT: _SAME,
    Outcome.LOST: _SAME,
}
_INTERCEPT = {
    Outcome.DONE: Transition(intercept=Intercept.DONE, effects=(Effect.INFORM_HELD,)),
    Outcome.REFUSED: Transition(intercept=Intercept.REFUSED, effects=(Effect.INFORM_TRAVELS_ON,)),
    Outcome.CANCELLED_THERE: _CANCELLED_THERE,
    Outcome.NOT_SENT: _SAME,
    Outcome.LOST: _SAME,
}
_NUMBER = {
    Outcome.DONE: Transition(number=Number.KNOWN, effects=(Effect.SHOW_NUMBER,)),
    Outcome.NOT_YET: _SAME,
    Outcome.CANCELLED_THERE: _CANCELLED_THERE,
    Outcome.NOT_SENT: _SAME,
    Outcome.LOST: _SAME,
}
_LABEL = {
    Outcome.DONE: Transition(State.READY, effects=(Effect.KEEP_LABEL,)),
    Outcome.NOT_YET: _SAME,
    Outcome.CANCELLED_THERE: _CANCELLED_THERE,
    Outcome.NOT_SENT: _SAME,
    Outcome.LOST: _SAME,
}
_BOOK = {
    Outcome.DONE: Transition(State.ACCEPTED, Knowledge.THERE, effects=(Effect.SHOW_NUMBER,)),
    # A no that may have been a yes: it is asked for before it is believed.
    Outcome.REFUSED: Transition(State.REFUSED, Knowledge.UNCERTAIN, effects=(Effect.INFORM_REFUSED,)),
    Outcome.EXISTS: Transition(knowledge=Knowledge.UNCERTAIN),
    Outcome.NOT_SENT: Transition(knowledge=Knowledge.ABSENT),
    Outcome.LOST: _SAME,
}

_CONFIRM = {
    # It lives after all: it is cancelled once more.
    Outcome.THERE: Transition(State.ACCEPTED, Knowledge.THERE, Number.UNSURE, wishes=True),
    Outcome.SEVERAL: Transition(State.ACCEPTED, Knowledge.SEVERAL, Number.UNSURE, wishes=True, effects=(Effect.INFORM_SURPLUS,)),
    Outcome.ABSENT: Transition(knowledge=Knowledge.ABSENT),
    Outcome.CANCELLED_THERE: Transition(knowledge=Knowledge.ABSENT),
    Outcome.NOT_SENT: _SAME,
    Outcome.LOST: _SAME,
}

_CELLS = {
    State.QUEUED: {
        Step.BOOK: _BOOK,
        Step.ASK: _ASK,
        Step.ASK_AGAIN: _ASK_AGAIN,
        Step.CANCEL: _CANCEL_FIRST,
        Step.FORGET: _FORGET,
        Step.VERIFY: _VERIFY_FIRST,
    },
    State.REFUSED: {
        Step.ASK: _ASK,
        Step.ASK_AGAIN: _ASK_AGAIN,
        Step.CANCEL: _CANCEL_FIRST,
        Step.FORGET: _FORGET,
        Step.VERIFY: _VERIFY_FIRST,
    },
    State.ACCEPTED: {
        Step.NUMBER: _NUMBER,
        Step.LABEL: _LABEL,
        Step.CANCEL: _CANCEL,
        Step.VERIFY: _VERIFY,
        Step.INTERCEPT: _INTERCEPT,
        Step.SURPLUS: _SURPLUS,
        # Only of one that the carrier keeps though the next attempt was made; it was looked for a moment ago.
        Step.LOOK: {outcome: cell for outcome, cell in _LOOK.items() if outcome != Outcome.SEVERAL},
    },
    State.READY: {
        Step.CANCEL: _CANCEL,
        Step.VERIFY: _VERIFY,
        Step.INTERCEPT: _INTERCEPT,
        Step.SURPLUS: _SURPLUS,
        Step.LOOK: _LOOK,
    },
    State.CANCELLED: {Step.CONFIRM: _CONFIRM, Step.LOOK: _CONFIRM},
}

#: {(state, step, answer): transition}
TABLE = {
    (state, step, outcome): transition
    for state, steps in _CELLS.items()
    for step, outcomes in steps.items()
    for outcome, transition in outcomes.items()
}
