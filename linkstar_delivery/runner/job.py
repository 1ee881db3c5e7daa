# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""One call about an order at the carrier, and the meaning of its answer.

A job has values only: no transaction is open while it runs.
"""

import contextlib
import logging
import time
from dataclasses import dataclass, replace

from .. import labels
from ..api import errors, messages, operations
from ..lifecycle import Number, Outcome, Step

_logger = logging.getLogger(__name__)

#: After this number of questions (four minutes), an order that was found at the carrier
#: has no number besides its waybill: the carrier only sends that when it makes the
#: order.
_NUMBER_TRIES = 5

#: Maximum number of additional orders that one job cancels.
_AT_ONCE = 2

#: The outcome of the step for each class of error, special classes first.
_BY_ERROR = (
    (errors.Cancelled, Outcome.CANCELLED_THERE),
    (errors.Held, Outcome.HELD),
    (errors.AlreadyExists, Outcome.EXISTS),
    (errors.Refused, Outcome.REFUSED),
    (errors.NotReady, Outcome.NOT_YET),
    (
        (errors.NotSent, errors.AccessDenied, errors.Misconfigured),
        Outcome.NOT_SENT,
    ),
    (errors.CarrierError, Outcome.LOST),
)


@dataclass(frozen=True)
class Job:
    """One step at the carrier for one claimed shipment."""

    step: Step
    reference_no: str
    lease: str
    client: object
    calls: list
    order: messages.OrderRequest | None = None
    #: It was sent before: an earlier order may appear late.
    again: bool = False
    #: After this time nothing is created any more.
    deadline: float = 0
    #: The pages that the account needs: see ``linkstar.account``.
    label_content: str = "label"
    #: Why the parcel is to be intercepted, for the staff of the depot.
    remark: str = ""
    #: The order's own number, "" while it is not known: several orders may have the
    #: same reference.
    waybill: str = ""
    #: Some hosts give each box its own waybill.
    boxes: int = 1
    #: Orders with this reference that should not exist.
    surplus: tuple[str, ...] = ()
    #: The order is cancelled: no order with this reference should exist.
    cancelled: bool = False
    #: Whether it is not known if the order will have its own number, and how often that
    #: was asked.
    number_unsure: bool = False
    tries: int = 0

    def run(self):
        """Return the carrier's message, or the :class:`CarrierError` that was
        raised.
        """
        try:
            return _CALLS[self.step](self)
        except errors.CarrierError as error:
            return error
        except Exception as error:
            # Whatever the error, the call may have been made.
            _logger.error(
                "Linkstar: %s of %s failed inside the connector: %s",
                self.step.value,
                self.reference_no,
                errors.where(error),
            )
            return errors.Unavailable(
                service=self.step.value, reason="internal", what=type(error).__name__
            )

    @property
    def longest(self):
        """The maximum number of seconds of this job: five calls, for an order that is
        asked for before it is cancelled, and for another one with its reference (two
        calls per question). Where a host lacks a service there can be more calls: an
        answer after the lease is left to the next try, and nothing is created after
        ``deadline``.
        """
        return 5 * self.client.longest_call

    def _book(self):
        if time.time() > self.deadline:
            # This machine was suspended longer than its lease: another worker may be
            # sending the order.
            raise errors.Unavailable(
                service=operations.CREATE_ORDER, reason="lease_over"
            )
        try:
            return self.client.create_order(self.order)
        except errors.AlreadyExists as exists:
            try:
                found = self._find()
            except errors.CarrierError:
                raise exists from None
            if found:
                return found
            raise

    def _find(self):
        try:
            found = self.client.find_order(self.reference_no)
        except errors.Cancelled:
            raise
        except (errors.Refused, errors.NotSent) as error:
            # A failed question says nothing about the order: neither "refused" nor
            # "nothing was sent" would be true.
            kind = (
                errors.Unclear
                if isinstance(error, errors.Refused)
                else errors.Unavailable
            )
            raise error.turned_into(kind) from error
        return found and replace(found, adopted=True)

    def _number(self):
        return self.client.track_numbers([self.reference_no], self.waybill).get(
            self.reference_no
        )

    def _label(self):
        label = self._file("label_picking" if self.label_content == "all" else "label")
        if self.label_content == "label":
            return label
        try:
            return replace(label, form=self._file("customs"))
        except errors.CarrierError as error:
            # A label does not wait for its form: our own form has the same content.
            _logger.info(
                "Linkstar: the carrier sent no customs form of %s (%s)",
                self.reference_no,
                type(error).__name__,
            )
            return label

    def _file(self, content):
        label = self.client.label(
            self.reference_no, waybill=self.waybill, content=content
        )
        wrong = labels.wrong(labels.File(label.content, label.media_type))
        if wrong:
            raise errors.Unavailable(
                service=operations.GET_LABEL_URL,
                reason="label_unusable",
                why=str(wrong),
            )
        return label

    def _cancel(self):
        """Cancel all orders with this reference: the order that replaces them is made
        after the last one is cancelled. Return whether this call cancelled them, None
        when there is none.
        """
        if self.waybill:
            return self._cancel_one(self.waybill)
        found = self._find()
        if not found:
            return None
        for other in found.others:
            with contextlib.suppress(errors.NotFound):
                self._cancel_one(other)
        return self._cancel_one(found.waybill)

    def _cancel_one(self, waybill):
        try:
            return self.client.cancel_order(self.reference_no, waybill)
        except errors.NotFound as error:
            # Deleted in the carrier's portal, or never there: nothing is left to
            # cancel.
            if self._find():
                raise error.turned_into(errors.Refused) from error
            raise

    def _verify(self):
        """Whether the order is cancelled although the carrier refused to cancel it."""
        return self.client.is_cancelled(self.reference_no, self.waybill)

    def _intercept(self):
        return self.client.intercept_order(self.reference_no, self.remark, self.waybill)

    def _look(self):
        """Return the waybills of orders that should not exist."""
        return self.client.find_others(self.reference_no, self.waybill)

    def _surplus(self):
        """Cancel the orders that should not exist. Return {waybill: whether this call
        cancelled it, or the :class:`CarrierError` with the reason}; orders without a
        usable answer are left out.
        """
        results, lost = {}, None
        for waybill in self.surplus[:_AT_ONCE]:
            try:
                results[waybill] = self.client.cancel_order(self.reference_no, waybill)
            except errors.NotFound:
                results[waybill] = False
            except errors.Refused as error:
                results[waybill] = (
                    False
                    if self.client.is_cancelled(self.reference_no, waybill)
                    else error
                )
            except errors.CarrierError as error:
                lost = error
                break
        if lost and not results:
            raise lost
        return results


_CALLS = {
    Step.BOOK: Job._book,
    Step.ASK: Job._find,
    Step.ASK_AGAIN: Job._find,
    Step.CONFIRM: Job._find,
    Step.VERIFY: Job._verify,
    Step.NUMBER: Job._number,
    Step.LABEL: Job._label,
    Step.CANCEL: Job._cancel,
    Step.INTERCEPT: Job._intercept,
    Step.SURPLUS: Job._surplus,
    Step.LOOK: Job._look,
}


@dataclass(frozen=True)
class Answer:
    """The result of a job: its outcome in the lifecycle, and its parts.

    ``surplus``: waybills that should not exist. For an order with several boxes a user
    has to check them, because they may belong to its boxes.
    """

    outcome: Outcome
    result: object = None
    error: errors.CarrierError | None = None
    number: Number | None = None
    surplus: tuple[str, ...] = ()


def answer_of(job, result):
    """The :class:`Answer` for ``result`` of ``job.run()``."""
    if isinstance(result, errors.CarrierError):
        return _of_error(job, result)
    return _READERS.get(job.step, _done)(job, result)


def _of_error(job, error):
    if (
        job.step == Step.NUMBER
        and isinstance(error, errors.Unsupported)
        and job.waybill
    ):
        return Answer(Outcome.DONE, number=Number.KNOWN)
    if job.step == Step.CANCEL and isinstance(error, errors.NotFound):
        return Answer(Outcome.ABSENT, error=error)
    outcome = next(outcome for kind, outcome in _BY_ERROR if isinstance(error, kind))
    return Answer(outcome, error=error)


def _done(_job, result):
    return Answer(Outcome.DONE, result)


def _booked(job, booked):
    """``booked``: :class:`Booked`, or None where the carrier does not have it."""
    if not booked:
        return Answer(Outcome.ABSENT)
    surplus = tuple(booked.others)
    outcome = Outcome.THERE if booked.adopted else Outcome.DONE
    if surplus and job.boxes == 1:
        outcome = Outcome.SEVERAL
    # An adopted order may have no waybill yet, which tracking and cancelling need.
    pending = booked.number_pending and not booked.tracking_number
    number = Number.PENDING if pending or not booked.waybill else Number.KNOWN
    if number == Number.PENDING and booked.number_unsure:
        number = Number.UNSURE
    return Answer(outcome, booked, number=number, surplus=surplus)


def _numbers(job, numbers):
    """``numbers``: :class:`TrackNumbers`, or None where there are none yet."""
    if numbers and job.waybill and numbers.others:
        surplus = tuple(
            other
            for other in (numbers.waybill, *numbers.others)
            if other.upper() != job.waybill.upper()
        )
        if job.boxes == 1:
            return Answer(Outcome.SEVERAL, numbers, surplus=surplus)
    waybill = job.waybill or (numbers and numbers.waybill)
    has_number = numbers and numbers.tracking_number
    given_up = job.number_unsure and job.tries >= _NUMBER_TRIES
    if waybill and (has_number or given_up):
        return Answer(Outcome.DONE, numbers, number=Number.KNOWN)
    return Answer(Outcome.NOT_YET)


def _cancelled(_job, done):
    return Answer(Outcome.ABSENT if done is None else Outcome.DONE)


def _verified(_job, is_cancelled):
    return Answer(Outcome.CANCELLED_THERE if is_cancelled else Outcome.THERE)


def _looked(job, waybills):
    if waybills and (job.boxes == 1 or job.cancelled):
        return Answer(Outcome.SEVERAL, surplus=tuple(waybills))
    return Answer(
        Outcome.ABSENT if job.cancelled else Outcome.THERE, surplus=tuple(waybills)
    )


def _cleared(job, results):
    left = [waybill for waybill in job.surplus if waybill not in results]
    refused = any(isinstance(each, errors.CarrierError) for each in results.values())
    done = Outcome.REFUSED if refused else Outcome.DONE
    return Answer(Outcome.NOT_YET if left else done, results, surplus=tuple(left))


_READERS = {
    Step.BOOK: _booked,
    Step.ASK: _booked,
    Step.ASK_AGAIN: _booked,
    Step.CONFIRM: _booked,
    Step.CANCEL: _cancelled,
    Step.VERIFY: _verified,
    Step.NUMBER: _numbers,
    Step.LOOK: _looked,
    Step.SURPLUS: _cleared,
}
