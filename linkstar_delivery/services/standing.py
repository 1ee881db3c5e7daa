# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Converts a shipment into the order of the lifecycle, and back."""

from odoo import fields

from .. import lifecycle
from ..lifecycle import Intercept, Knowledge, Number, Order, State, Step

_INTERCEPT = {
    False: Intercept.NONE,
    "requested": Intercept.ASKED,
    "confirmed": Intercept.DONE,
    "refused": Intercept.REFUSED,
}
_INTERCEPT_STATE = {value: key for key, value in _INTERCEPT.items()}


def order_of(shipment):
    """The :class:`lifecycle.Order` for ``shipment``."""
    number = Number.KNOWN
    if shipment.number_pending:
        number = Number.UNSURE if shipment.number_unsure else Number.PENDING
    state = "queued" if shipment.state == "booking" else shipment.state
    return Order(
        state=State(state),
        knowledge=Knowledge(shipment.knowledge),
        number=number,
        cancel=shipment.cancel_requested,
        book_again=bool(shipment.rebook),
        cancel_sent=shipment.cancel_unsure,
        doubt=shipment.cancel_doubt,
        intercept=_INTERCEPT[shipment.intercept_state],
    )


def put(shipment, order, **values):
    """Write the changes of ``order``, and further ``values``, on its shipment."""
    held = {
        "state": order.state.value,
        "knowledge": order.knowledge.value,
        "number_pending": order.number != Number.KNOWN,
        "number_unsure": order.number == Number.UNSURE,
        "cancel_requested": order.cancel,
        "cancel_unsure": order.cancel_sent,
        "cancel_doubt": order.doubt,
        "intercept_state": _INTERCEPT_STATE[order.intercept],
    }
    if not order.book_again:
        held["rebook"] = False
    changed = {name: value for name, value in held.items() if shipment[name] != value}
    shipment.write({**changed, **values})


def due_step(shipment, order, now):
    """(step, earliest time for it) of ``order``, the order of ``shipment``; (None,
    None) when there is nothing to do.
    """
    early = bool(shipment.sent_at and shipment.sent_at + lifecycle.SHOWS_AFTER > now)
    if step := lifecycle.next_step(order, early=early):
        return step, lifecycle.not_before(order, step, shipment.sent_at) or now
    settled = order.state in (State.READY, State.CANCELLED)
    if settled and shipment.look_at and shipment.look_at <= now:
        return Step.LOOK, now
    return None, None


def work_at(shipment, order):
    """When the worker acts on ``order`` next, False for never. The cron starts the
    checks for second orders.
    """
    now = fields.Datetime.now()
    step, moment = due_step(shipment, order, now)
    return max(moment, now) if step and step != Step.LOOK else False
