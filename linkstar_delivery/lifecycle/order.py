"""The words of the lifecycle: what is known of an order, the steps at the carrier, their answers, and what follows from them."""

from dataclasses import dataclass
from enum import Enum


class _Word(str, Enum):
    """A word that is stored and compared as its text. Hashed as such, too, for the test that walks every case hashes millions."""

    __hash__ = str.__hash__


class State(_Word):
    """Our order at the carrier. While a call is under way the state stays what it was before."""

    QUEUED = "queued"
    ACCEPTED = "accepted"
    READY = "ready"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class Knowledge(_Word):
    """What we know of the carrier's side."""

    #: Never sent, or heard twice that it is not there.
    ABSENT = "absent"
    #: Sent, and no answer came that can be believed.
    UNCERTAIN = "uncertain"
    #: Heard once that it is not there: work that came late may still show.
    ABSENT_ONCE = "absent once"
    THERE = "there"
    #: The carrier made the order more than once.
    SEVERAL = "several"


class Number(_Word):
    PENDING = "pending"
    #: The order was found there, and nothing says whether a number of its own will come.
    UNSURE = "unsure"
    KNOWN = "known"


class Intercept(_Word):
    NONE = "none"
    ASKED = "asked"
    DONE = "done"
    REFUSED = "refused"


class Step(_Word):
    """One thing to do at the carrier; FORGET needs no call."""

    BOOK = "book"
    ASK = "ask"
    ASK_AGAIN = "ask again"
    #: A cancellation was refused: ask whether that is true.
    VERIFY = "verify"
    #: Cancelled because the carrier did not know it: ask once more.
    CONFIRM = "confirm"
    NUMBER = "number"
    LABEL = "label"
    CANCEL = "cancel"
    INTERCEPT = "intercept"
    #: Cancel all orders of this reference but one.
    SURPLUS = "surplus"
    FORGET = "forget"
    #: Look for the order by its reference when nothing is due, for orders that nobody knows of: a day after it was sent.
    LOOK = "look"


class Outcome(_Word):
    """What came of a step."""

    #: What was asked for was done or given; of BOOK, the order with its number or without.
    DONE = "done"
    NOT_YET = "not yet"
    REFUSED = "refused"
    EXISTS = "exists already"
    THERE = "there"
    ABSENT = "absent"
    SEVERAL = "several"
    CANCELLED_THERE = "cancelled there"
    #: The carrier holds the parcel.
    HELD = "held"
    #: Nothing left this machine, or the carrier did not let us in: what was certain before is certain again.
    NOT_SENT = "not sent"
    #: No usable answer: a time-out, a page of HTML, a fault.
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
    """What a person or a change of data wants."""

    CANCEL = "cancel"
    BOOK_AGAIN = "book again"
    INTERCEPT = "intercept"
    #: Try again at once what was refused, and take back a cancellation that was never sent.
    RETRY = "retry"


@dataclass(frozen=True)
class Order:
    """One order: one attempt to send one box or one transfer."""

    state: State = State.QUEUED
    knowledge: Knowledge = Knowledge.ABSENT
    number: Number = Number.PENDING
    cancel: bool = False
    #: Cancelled to make room for the next attempt.
    book_again: bool = False
    #: A cancellation was sent, and the carrier may have carried it out.
    cancel_sent: bool = False
    #: The carrier refused to cancel, and has not been asked whether that is true.
    doubt: bool = False
    intercept: Intercept = Intercept.NONE
    #: The next attempt was made: whatever shows of this one later never travels.
    superseded: bool = False

    @property
    def stopped(self):
        """Whether its parcel is not meant to travel."""
        intercepted = self.intercept in (Intercept.ASKED, Intercept.DONE)
        return self.state in (State.REFUSED, State.CANCELLED) or self.cancel or self.book_again or intercepted or self.superseded

    @property
    def label_is_good(self):
        """Whether its label may go on a box."""
        return self.state == State.READY and not self.stopped


@dataclass(frozen=True)
class Change:
    """The order after an answer or a wish, and what the records do."""

    order: Order
    effects: tuple[Effect, ...] = ()
