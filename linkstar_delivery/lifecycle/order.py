# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The terms of the lifecycle: what is known about an order, the steps at the carrier,
their answers, and the effects.
"""

from dataclasses import dataclass
from enum import Enum


class _Word(str, Enum):
    """A term that is stored and compared as its text. It has the hash of the text, too,
    because the test that visits every case hashes millions of them.
    """

    __hash__ = str.__hash__


class State(_Word):
    """Our order at the carrier. During a call the state does not change."""

    QUEUED = "queued"
    ACCEPTED = "accepted"
    READY = "ready"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class Knowledge(_Word):
    """What we know about the order at the carrier."""

    #: Never sent, or certainly reported as absent.
    ABSENT = "absent"
    #: Sent, without an answer that can be believed.
    UNCERTAIN = "uncertain"
    #: Reported as absent once: an order that is made late may still appear.
    ABSENT_ONCE = "absent once"
    THERE = "there"
    #: The carrier has orders that should not exist: besides the valid one, or although
    #: it is cancelled.
    SEVERAL = "several"


class Number(_Word):
    PENDING = "pending"
    #: The order was found there, and it is not known whether it will have its own
    #: number.
    UNSURE = "unsure"
    KNOWN = "known"


class Intercept(_Word):
    NONE = "none"
    ASKED = "asked"
    DONE = "done"
    REFUSED = "refused"


class Step(_Word):
    """One step at the carrier; FORGET needs no call."""

    BOOK = "book"
    #: Soon after it was sent: the answer "absent" proves nothing yet.
    ASK = "ask"
    #: Late enough for a late order to appear.
    ASK_AGAIN = "ask again"
    #: A cancellation was refused: ask whether the order really exists.
    VERIFY = "verify"
    #: To be cancelled, but the carrier does not know it: ask once more.
    CONFIRM = "confirm"
    NUMBER = "number"
    LABEL = "label"
    CANCEL = "cancel"
    INTERCEPT = "intercept"
    #: Cancel the orders with this reference that should not exist.
    SURPLUS = "surplus"
    FORGET = "forget"
    #: Look for unknown orders by the reference when nothing is due: a day after the
    #: order was sent.
    LOOK = "look"


class Outcome(_Word):
    """The result of a step."""

    #: The step was carried out; for BOOK: the order was made, with or without its
    #: number.
    DONE = "done"
    NOT_YET = "not yet"
    REFUSED = "refused"
    #: For BOOK: the records do not make a valid order, nothing was sent.
    INCOMPLETE = "incomplete"
    #: For BOOK: the carrier reports that the order exists, but does not show it.
    EXISTS = "exists already"
    THERE = "there"
    ABSENT = "absent"
    SEVERAL = "several"
    CANCELLED_THERE = "cancelled there"
    #: The carrier holds the parcel.
    HELD = "held"
    #: The call did not leave this machine, or the carrier refused access: the knowledge
    #: from before is valid again.
    NOT_SENT = "not sent"
    #: No usable answer: a time-out, an HTML page, a fault.
    LOST = "lost"


class Effect(_Word):
    """What the records do after a change, by name."""

    SHOW_NUMBER = "show the number"
    KEEP_LABEL = "keep the label"
    SHOW_CANCELLED = "show that it is cancelled"
    NEXT_ATTEMPT = "book the next attempt"
    INFORM_REFUSED = "inform of the refusal"
    INFORM_KEPT = "inform that the carrier keeps the order"
    INFORM_CANCELLED_THERE = "inform that the carrier cancelled it"
    INFORM_SURPLUS = "inform that there were several"
    INFORM_HELD = "inform that the parcel is held"
    INFORM_TRAVELS_ON = "inform that the parcel travels on"


class Wish(_Word):
    """The request of a user, or of a change of data."""

    CANCEL = "cancel"
    BOOK_AGAIN = "book again"
    INTERCEPT = "intercept"
    #: Fetch the label again.
    LABEL = "label"
    #: Try a refused order again at once, and take back a cancellation that was never
    #: sent.
    RETRY = "retry"


@dataclass(frozen=True)
class Order:
    """One order: one attempt to send one box or one transfer."""

    state: State = State.QUEUED
    knowledge: Knowledge = Knowledge.ABSENT
    number: Number = Number.PENDING
    cancel: bool = False
    #: Cancelled to be replaced by the next attempt.
    book_again: bool = False
    #: A cancellation was sent, and the carrier may have carried it out.
    cancel_sent: bool = False
    #: The carrier refused to cancel, and has not been asked whether the order really
    #: exists.
    doubt: bool = False
    intercept: Intercept = Intercept.NONE

    @property
    def stopped(self):
        """Whether its parcel must not travel."""
        intercepted = self.intercept in (Intercept.ASKED, Intercept.DONE)
        return (
            self.state in (State.REFUSED, State.CANCELLED)
            or self.cancel
            or self.book_again
            or intercepted
        )

    @property
    def label_is_good(self):
        """Whether its label may be put on a box."""
        return self.state == State.READY and not self.stopped


@dataclass(frozen=True)
class Change:
    """The order after an answer or a wish, and the effects for the records."""

    order: Order
    effects: tuple[Effect, ...] = ()
