# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The work of the runner on a shipment inside a transaction: it claims the shipment for
a step, and saves the result.

The lifecycle decides the step and the change; this module carries them out on the
records.
"""

import time
import uuid
from dataclasses import dataclass, replace
from datetime import timedelta

from odoo import fields

from .. import lifecycle
from ..api import errors, operations
from ..lifecycle import Effect, Intercept, Knowledge, Order, Outcome, State, Step
from ..services import happening, ordering
from ..services.standing import due_step, order_of, put, work_at
from .job import Answer, Job, answer_of

#: Seconds that a lease is longer than its calls, for the work before and after them.
_SPARE = 10

#: When the carrier is asked for second orders, after an order that was sent twice: a
#: late order exists by then.
_LOOKS = (timedelta(minutes=15), timedelta(days=1))
_LOOK_AGAIN = timedelta(hours=1)

#: Steps that do not affect the problem that the user sees.
_ASIDE = (Step.VERIFY, Step.CONFIRM, Step.SURPLUS, Step.LOOK)
_DOUBTFUL = (Knowledge.UNCERTAIN, Knowledge.ABSENT_ONCE)
#: Steps that make or find an order.
_FINDING = (Step.BOOK, Step.ASK, Step.ASK_AGAIN, Step.CONFIRM)


# --- claims


def claim(shipment):
    """A :class:`Job` for the step that is due for ``shipment``, or None where nothing
    is due or another worker has it. After the commit the claim is valid until the lease
    ends (``work_at``).
    """
    shipment, now = shipment.try_lock_for_update(), fields.Datetime.now()
    if not shipment or not shipment.work_at or shipment.work_at > now:
        return None
    shipment = shipment.with_company(shipment.company_id)
    order = order_of(shipment)
    step, moment = due_step(shipment, order, now)
    if not step or moment > now:
        shipment.work_at = moment or False
        return None
    if step == Step.FORGET:
        forget(shipment)
        return None
    calls = []
    try:
        client = shipment.account_id._client(calls)
    except errors.CarrierError as error:
        shipment._wait(happening.of_error(error))
        return None
    wire_order = None
    if step == Step.BOOK:
        ordering.read_for_order(shipment)
        wire_order, why_not = ordering.order_or_why_not(shipment)
        if why_not:
            _incomplete(shipment, order)
            return None
    job = _job(shipment, step, client, calls, wire_order)
    _lease(shipment, order, job, now)
    return job


def _job(shipment, step, client, calls, wire_order):
    return Job(
        step=step,
        reference_no=shipment.reference_no,
        lease=uuid.uuid4().hex,
        client=client,
        calls=calls,
        order=wire_order,
        again=bool(shipment.sent_at),
        deadline=time.time() + 4 * client.longest_call,
        label_content=shipment.account_id.label_content,
        remark=shipment.intercept_remark or "",
        waybill=shipment.waybill or "",
        # A label says nothing about other orders.
        boxes=1 if step == Step.LABEL else len(shipment.parcel_ids),
        surplus=tuple(shipment.surplus or ()),
        cancelled=shipment.state == "cancelled",
        number_unsure=shipment.number_unsure,
        tries=shipment.work_tries,
    )


def _lease(shipment, order, job, now):
    """From now on the carrier may have carried out the step, even if this process
    ends.
    """
    values = {
        "lease": job.lease,
        "work_at": now + timedelta(seconds=job.longest + _SPARE),
    }
    if job.step == Step.BOOK:
        values |= {"state": "booking", "sent_at": now}
        shipment.declaration_id._freeze()
        shipment._note_addresses(job.again)
    put(shipment, lifecycle.sending(order, job.step), **values)


def _incomplete(shipment, order):
    """The records no longer make a valid order: nothing is sent."""
    error = errors.Refused(
        service=operations.CREATE_ORDER,
        problems=[("records", {"texts": ordering.why_not_texts(shipment)})],
    )
    _apply(shipment, order, Step.BOOK, Answer(Outcome.INCOMPLETE, error=error))


# --- results


def take(shipment, job, result):
    """Save ``result`` of ``job``, whose lease is still valid."""
    order, answer = order_of(shipment), answer_of(job, result)
    if (order.state, job.step, answer.outcome) not in lifecycle.TABLE:
        # An answer that this step cannot have says nothing about it.
        answer = replace(answer, outcome=Outcome.LOST)
    shipment.lease = False
    account, error = shipment.account_id, answer.error
    if isinstance(error, errors.AccessDenied | errors.Misconfigured):
        account._take_problem(error)
    elif not error and account.happened:
        account.happened = False
    if shipment.previous_snapshot and any(
        call.service == operations.CREATE_ORDER for call in job.calls if error
    ):
        # The carrier was asked, did not have the order, and the current data was sent.
        shipment.previous_snapshot = False
    if _is_tried_again(job.step, answer.outcome):
        _try_again(shipment, order, job, answer)
    else:
        was_doubtful = (
            job.again if job.step == Step.BOOK else order.knowledge in _DOUBTFUL
        )
        _apply(shipment, order, job.step, answer, look=was_doubtful)
        if answer.surplus and job.boxes > 1 and not job.cancelled:
            shipment._inform_of_waybills(answer.surplus)


def _is_tried_again(step, outcome):
    """Whether ``outcome`` is not an answer yet."""
    if step == Step.ASK:
        return outcome not in (Outcome.THERE, Outcome.SEVERAL)
    if outcome == Outcome.NOT_YET:
        return step != Step.SURPLUS
    return outcome in (Outcome.LOST, Outcome.NOT_SENT)


def _try_again(shipment, order, job, answer):
    """Nothing is known yet: the step is tried again later, requests of users are
    carried out now.
    """
    change = lifecycle.after(order, job.step, answer.outcome)
    put(shipment, change.order)
    if change.order.knowledge == Knowledge.ABSENT and not job.again:
        shipment.sent_at = False
    if forget(shipment):
        return
    if job.step == Step.LOOK:
        # The known order is good: the next check is soon enough.
        now = fields.Datetime.now()
        shipment.write({"work_at": False, "look_at": now + _LOOK_AGAIN})
        return
    stays = job.step in _ASIDE or order.state == State.REFUSED
    shipment._wait(None if stays else _why_again(job, answer))
    step = lifecycle.next_step(change.order)
    if step != job.step and step in (Step.CANCEL, Step.INTERCEPT):
        shipment.work_at = fields.Datetime.now()


def _why_again(job, answer):
    if answer.error:
        return happening.of_error(answer.error)
    if job.step == Step.NUMBER:
        return {"code": "number_pending"}
    return happening.of_error(
        errors.Unavailable(service=operations.GET_ORDER, reason="order_unknown_yet")
    )


def change(shipment, step, outcome):
    """Carry out on ``shipment`` the change for ``outcome`` of ``step``, which is known
    without a call.
    """
    _apply(shipment, order_of(shipment), step, Answer(outcome))


def forget(shipment):
    """Cancel a shipment that needs no call for that; return whether it was
    cancelled.
    """
    order = order_of(shipment)
    if lifecycle.next_step(order) != Step.FORGET:
        return False
    _apply(shipment, order, Step.FORGET, Answer(Outcome.DONE))
    return True


def wish(shipments, what, **values):
    """Save the request of a user, or of a change of data, for ``shipments``, with
    further ``values``, and start the runner at once. A shipment with a running call
    continues after the call, because a second call could miss an order that the carrier
    is making.
    """
    now = fields.Datetime.now()
    for shipment in shipments:
        order = lifecycle.wish(order_of(shipment), what)
        of_this = dict(values)
        if not order.book_again:
            of_this.pop("rebook", None)
        put(shipment, order, work_tries=0, **of_this)
        under_way = shipment.lease and shipment.work_at and shipment.work_at > now
        if not under_way and not forget(shipment):
            shipment.work_at = work_at(shipment, order)
            shipment._work_soon()


def _apply(shipment, order, step, answer, look=False):
    """Write ``shipment`` with the values of ``order`` after ``answer`` to ``step``, and
    carry out the effects. ``look``: a second order may appear later.
    """
    now = fields.Datetime.now()
    changed = lifecycle.after(order, step, answer.outcome, number=answer.number)
    taken = Taken(order, step, answer, shipment.rebook)
    values = _values_of_answer(shipment, taken, changed.order, now)
    if not (step == Step.ASK_AGAIN and answer.outcome == Outcome.ABSENT):
        # An order that is not there is sent again: that try continues the waiting time
        # of the last one.
        values |= {"waits_for_carrier": False, "work_tries": 0}
        values |= _happened(shipment, taken, changed.order)
    if look and changed.order.state in (State.ACCEPTED, State.CANCELLED):
        values["look_at"] = now + _LOOKS[0]
    if step == Step.LOOK:
        second = (shipment.sent_at or now) + _LOOKS[1]
        values["look_at"] = second > now + _LOOKS[0] and second
    put(shipment, changed.order, **values)
    for effect in changed.effects:
        _EFFECTS[effect](shipment, taken)
    shipment.work_at = work_at(shipment, order_of(shipment))
    if taken.is_found:
        shipment._compare_with_sent(answer.result)


@dataclass(frozen=True)
class Taken:
    """The data for an effect: the order before the answer, the step, the answer, and
    the reason for booking again.
    """

    order: Order
    step: Step
    answer: Answer
    why: str | bool

    @property
    def is_found(self):
        """Whether the answer is an order at the carrier that was not known before."""
        return (
            self.step in _FINDING
            and self.order.state in (State.QUEUED, State.REFUSED)
            and self.answer.outcome in (Outcome.DONE, Outcome.THERE, Outcome.SEVERAL)
        )


def _values_of_answer(shipment, taken, after, now):
    result, step = taken.answer.result, taken.step
    values = {}
    if taken.is_found:
        account = shipment.account_id
        values |= {
            "waybill": result.waybill,
            "tracking_number": result.tracking_number,
            "remote_area": result.remote_area,
            "booked_at": now,
            "poll_at": now + timedelta(hours=account.tracking_hours),
            "charge_at": now + timedelta(days=1),
        }
    elif step == Step.NUMBER and result and taken.answer.outcome == Outcome.DONE:
        values["waybill"] = shipment.waybill or result.waybill
        if result.tracking_number:
            values["tracking_number"] = result.tracking_number
    if after.knowledge == Knowledge.SEVERAL or step == Step.SURPLUS:
        values["surplus"] = list(taken.answer.surplus) or False
    if after.state == State.CANCELLED:
        values["poll_at"] = False
        if taken.order.intercept == Intercept.ASKED:
            # There is no parcel left to stop.
            values["intercept_remark"] = False
    if step == Step.INTERCEPT or taken.answer.outcome == Outcome.HELD:
        values["intercept_at"] = now
    return values


def _happened(shipment, taken, after):
    """{"happened": …} where the answer changes the problem that the user sees."""
    error, step = taken.answer.error, taken.step
    happened = error and happening.of_error(error)
    if after.doubt and not taken.order.doubt:
        booked = bool(shipment.waybill)
        return {"happened": {"code": "not_cancelled", "of": happened, "booked": booked}}
    if step == Step.INTERCEPT and taken.answer.outcome == Outcome.REFUSED:
        return {"happened": {"code": "not_intercepted", "of": happened}}
    if after.state == State.CANCELLED != taken.order.state:
        return {"happened": False}
    if step in _ASIDE:
        return {}
    if after.state == State.REFUSED:
        return {"happened": happened} if step == Step.BOOK else {}
    return {"happened": False}


# --- effects


def _next_attempt(shipment, taken):
    picking = shipment.picking_id.with_company(shipment.company_id)
    picking._linkstar_queue_again(taken.why)


_EFFECTS = {
    Effect.SHOW_NUMBER: lambda shipment, taken: shipment._take_numbers(
        taken.answer.result
    ),
    Effect.KEEP_LABEL: lambda shipment, taken: shipment._take_label(
        taken.answer.result
    ),
    Effect.SHOW_CANCELLED: lambda shipment, _taken: shipment._show_cancelled(),
    Effect.NEXT_ATTEMPT: _next_attempt,
    Effect.INFORM_REFUSED: lambda shipment, _taken: shipment._inform(),
    Effect.INFORM_KEPT: lambda shipment, taken: shipment._inform_kept(taken.why),
    Effect.INFORM_CANCELLED_THERE: lambda shipment, _taken: (
        shipment._inform_cancelled_there()
    ),
    Effect.INFORM_SURPLUS: lambda shipment, taken: shipment._inform_of_surplus(
        taken.answer.result
    ),
    Effect.INFORM_HELD: lambda shipment, _taken: shipment._inform_held(),
    Effect.INFORM_TRAVELS_ON: lambda shipment, _taken: shipment._inform_travels_on(),
}
