# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""(state, step, answer) → changes. A cell that is missing cannot happen; a test visits
every case to prove it.
"""

from dataclasses import dataclass

from .order import Effect, Intercept, Knowledge, Number, Outcome, State, Step


@dataclass(frozen=True)
class Transition:
    """The changes of an order; ``None`` leaves a part unchanged. ``wishes``: what
    happens to *cancel* and *book again*.
    """

    state: State | None = None
    knowledge: Knowledge | None = None
    number: Number | None = None
    wishes: bool | None = None
    cancel_sent: bool | None = None
    doubt: bool | None = None
    intercept: Intercept | None = None
    effects: tuple[Effect, ...] = ()


_SAME = Transition()
_ADOPTED = Transition(
    State.ACCEPTED, Knowledge.THERE, Number.UNSURE, effects=(Effect.SHOW_NUMBER,)
)
_GONE = Transition(
    State.CANCELLED,
    Knowledge.ABSENT,
    cancel_sent=False,
    doubt=False,
    effects=(Effect.SHOW_CANCELLED,),
)
#: The carrier does not know it, which is believed after two reports.
_GONE_ONCE = Transition(knowledge=Knowledge.ABSENT_ONCE, doubt=False)
_CANCELLED_THERE = Transition(
    State.CANCELLED,
    Knowledge.ABSENT,
    cancel_sent=False,
    doubt=False,
    effects=(Effect.SHOW_CANCELLED, Effect.INFORM_CANCELLED_THERE),
)
_KEPT = Transition(
    wishes=False,
    cancel_sent=False,
    doubt=False,
    knowledge=Knowledge.THERE,
    effects=(Effect.INFORM_KEPT,),
)
_HELD = Transition(
    State.CANCELLED,
    Knowledge.ABSENT,
    cancel_sent=False,
    doubt=False,
    intercept=Intercept.DONE,
    effects=(Effect.SHOW_CANCELLED, Effect.INFORM_HELD),
)

#: Ask by the reference whether the order exists.
_ASKED = {
    Outcome.THERE: _ADOPTED,
    Outcome.SEVERAL: Transition(
        State.ACCEPTED,
        Knowledge.SEVERAL,
        Number.UNSURE,
        effects=(Effect.SHOW_NUMBER,),
    ),
    Outcome.NOT_SENT: _SAME,
    Outcome.LOST: _SAME,
}
#: Too early for "absent": the order may appear late, and a cancelled one may be an
#: earlier order with this reference.
_ASK = {**_ASKED, Outcome.ABSENT: _SAME, Outcome.CANCELLED_THERE: _SAME}
_ASK_AGAIN = {
    **_ASKED,
    Outcome.ABSENT: Transition(knowledge=Knowledge.ABSENT),
    Outcome.CANCELLED_THERE: _CANCELLED_THERE,
}
#: Whether an order that is to be cancelled is certainly absent.
_CONFIRM = {
    Outcome.THERE: Transition(knowledge=Knowledge.THERE),
    Outcome.SEVERAL: Transition(knowledge=Knowledge.SEVERAL),
    Outcome.ABSENT: _GONE,
    Outcome.CANCELLED_THERE: _GONE,
    Outcome.NOT_SENT: _SAME,
    Outcome.LOST: _SAME,
}
_CONFIRM_FIRST = {
    **_CONFIRM,
    **{outcome: _ASKED[outcome] for outcome in (Outcome.THERE, Outcome.SEVERAL)},
}
_VERIFY = {
    Outcome.THERE: _KEPT,
    Outcome.SEVERAL: Transition(knowledge=Knowledge.SEVERAL, doubt=False),
    Outcome.ABSENT: _GONE_ONCE,
    Outcome.CANCELLED_THERE: _GONE,
    Outcome.NOT_SENT: _SAME,
    Outcome.LOST: _SAME,
}
#: Before an answer to *book* was received: the order exists, and stays.
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
        State.ACCEPTED,
        Knowledge.SEVERAL,
        Number.UNSURE,
        doubt=False,
        effects=(Effect.SHOW_NUMBER,),
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
#: Before an answer to *book* was received, a late call may still make the order that
#: was just cancelled again.
_CANCEL_FIRST = {
    **_CANCEL,
    Outcome.DONE: _GONE_ONCE,
    Outcome.CANCELLED_THERE: _GONE_ONCE,
}
_FORGET = {Outcome.DONE: _GONE}
_SURPLUS = {
    Outcome.DONE: Transition(
        knowledge=Knowledge.THERE, effects=(Effect.INFORM_SURPLUS,)
    ),
    # Some are cancelled, the others come next.
    Outcome.NOT_YET: Transition(effects=(Effect.INFORM_SURPLUS,)),
    # A user has to cancel it in the carrier's portal.
    Outcome.REFUSED: Transition(
        knowledge=Knowledge.THERE, effects=(Effect.INFORM_SURPLUS,)
    ),
    Outcome.NOT_SENT: _SAME,
    Outcome.LOST: _SAME,
}
#: For a cancelled order, every order at the carrier is one too many.
_SURPLUS_CANCELLED = _SURPLUS | {
    outcome: Transition(knowledge=Knowledge.ABSENT, effects=(Effect.INFORM_SURPLUS,))
    for outcome in (Outcome.DONE, Outcome.REFUSED)
}
_LOOK = {
    Outcome.THERE: _SAME,
    Outcome.SEVERAL: Transition(knowledge=Knowledge.SEVERAL),
    # Known by a question only, which hosts answer differently: no reason to stop a
    # parcel.
    Outcome.ABSENT: _SAME,
    Outcome.CANCELLED_THERE: _CANCELLED_THERE,
    Outcome.NOT_SENT: _SAME,
    Outcome.LOST: _SAME,
}
_INTERCEPT = {
    Outcome.DONE: Transition(intercept=Intercept.DONE, effects=(Effect.INFORM_HELD,)),
    Outcome.REFUSED: Transition(
        intercept=Intercept.REFUSED, effects=(Effect.INFORM_TRAVELS_ON,)
    ),
    Outcome.CANCELLED_THERE: _CANCELLED_THERE,
    Outcome.NOT_SENT: _SAME,
    Outcome.LOST: _SAME,
}
_NUMBER = {
    Outcome.SEVERAL: Transition(knowledge=Knowledge.SEVERAL),
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
    Outcome.DONE: Transition(
        State.ACCEPTED, Knowledge.THERE, effects=(Effect.SHOW_NUMBER,)
    ),
    # The order existed before, and was found at once.
    Outcome.THERE: _ADOPTED,
    Outcome.SEVERAL: _ASKED[Outcome.SEVERAL],
    # A refusal that may not be true: the carrier is asked once more.
    Outcome.REFUSED: Transition(
        State.REFUSED, Knowledge.ABSENT_ONCE, effects=(Effect.INFORM_REFUSED,)
    ),
    Outcome.INCOMPLETE: Transition(
        State.REFUSED, Knowledge.ABSENT, effects=(Effect.INFORM_REFUSED,)
    ),
    Outcome.EXISTS: Transition(
        State.REFUSED, Knowledge.UNCERTAIN, effects=(Effect.INFORM_REFUSED,)
    ),
    Outcome.NOT_SENT: Transition(knowledge=Knowledge.ABSENT),
    Outcome.LOST: _SAME,
}

#: It stays cancelled; an order that exists there is cancelled, too
_LOOK_CANCELLED = {
    Outcome.SEVERAL: Transition(knowledge=Knowledge.SEVERAL),
    Outcome.ABSENT: _SAME,
    Outcome.NOT_SENT: _SAME,
    Outcome.LOST: _SAME,
}

_CELLS = {
    State.QUEUED: {
        Step.BOOK: _BOOK,
        Step.ASK: _ASK,
        Step.ASK_AGAIN: _ASK_AGAIN,
        Step.CANCEL: _CANCEL_FIRST,
        Step.CONFIRM: _CONFIRM_FIRST,
        Step.FORGET: _FORGET,
        Step.VERIFY: _VERIFY_FIRST,
    },
    State.REFUSED: {
        Step.ASK_AGAIN: _ASK_AGAIN,
        Step.CANCEL: _CANCEL_FIRST,
        Step.CONFIRM: _CONFIRM_FIRST,
        Step.FORGET: _FORGET,
        Step.VERIFY: _VERIFY_FIRST,
    },
    State.ACCEPTED: {
        Step.NUMBER: _NUMBER,
        Step.LABEL: _LABEL,
        Step.CANCEL: _CANCEL,
        Step.CONFIRM: _CONFIRM,
        Step.VERIFY: _VERIFY,
        Step.INTERCEPT: _INTERCEPT,
        Step.SURPLUS: _SURPLUS,
        Step.FORGET: _FORGET,
        Step.LOOK: _LOOK,
    },
    State.READY: {
        Step.FORGET: _FORGET,
        Step.CANCEL: _CANCEL,
        Step.CONFIRM: _CONFIRM,
        Step.VERIFY: _VERIFY,
        Step.INTERCEPT: _INTERCEPT,
        Step.SURPLUS: _SURPLUS,
        Step.LOOK: _LOOK,
    },
    State.CANCELLED: {
        Step.SURPLUS: _SURPLUS_CANCELLED,
        Step.LOOK: _LOOK_CANCELLED,
    },
}

#: {(state, step, answer): transition}
TABLE = {
    (state, step, outcome): transition
    for state, steps in _CELLS.items()
    for step, outcomes in steps.items()
    for outcome, transition in outcomes.items()
}
