"""The worker's hands: values go to the carrier while no transaction is open; each transaction is short and its own.

Why: Odoo may run a transaction again or roll it back, so a call inside one is repeated or orphaned. Here a claim is
committed before the call, with a lease; a lost answer leaves ``uncertain`` behind, and an uncertain order is asked for by
its reference before it is ever created again. The model's side is ``linkstar.shipment``.
"""

import logging
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from odoo import SUPERUSER_ID, api
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from .. import labels
from ..api import errors, messages

_logger = logging.getLogger(__name__)

#: Steps of one shipment in a row (book, number, label) before others get their turn.
_STEPS = 5
_TRANSACTION_TRIES = 5
#: Connections to the database that all threads of this process take at once, whatever waits: requests need theirs.
CONNECTIONS = 8
_free = threading.BoundedSemaphore(CONNECTIONS)


class Busy(Exception):
    """The account's calls are all under way, in this process or another: this one waits for its turn."""


@dataclass(frozen=True)
class Job:
    """What to do at the carrier for one claimed shipment; it carries values only, for no transaction is open meanwhile."""

    kind: str
    reference_no: str
    lease: str
    client: object
    calls: list
    ask_first: bool = False
    order: messages.Order | None = None
    #: {language: why there is no ``order``}: the records do not make one any more.
    why_not: dict = field(default_factory=dict)
    #: An order that was sent this lately may not have arrived at the carrier's books: "not there" is not believed yet.
    lately: bool = False
    #: An earlier cancellation has been sent, and no answer came.
    cancel_unsure: bool = False
    deadline: float = 0
    #: Which pages the account wants: see ``linkstar.account``.
    label_content: str = "label"
    #: Why the parcel is to be stopped, for whoever looks for it at the depot.
    remark: str = ""
    #: The order's own number, "" while it is not known: a reference may stand for several orders.
    waybill: str = ""
    #: Orders with this reference that should not be there.
    surplus: tuple[str, ...] = ()

    def run(self):
        """Return a message of the wire, or the :class:`CarrierError` that came instead."""
        try:
            return getattr(self, f"_{self.kind}")()
        except errors.CarrierError as error:
            return error
        except Exception as error:
            # Whatever it was, the call may have been made: the reference is asked for before the next one.
            _logger.error("Linkstar: %s of %s failed inside the connector: %s", self.kind, self.reference_no, errors.where(error))
            return errors.Unavailable(service=self.kind, reason="internal", what=type(error).__name__)

    @property
    def longest(self):
        """Seconds after which this job has ended: its five calls are those of an order that is asked for, not found, created,
        refused because it is there after all, and asked for again (two calls a question). Where a host lacks a service there can be
        more: what then comes after the lease is left to the next try, and nothing is created after ``deadline``."""
        return 5 * self.client.longest_call

    def _book(self):
        found = self._find() if self.ask_first else None
        if found:
            return found
        if not self.order:
            raise errors.Refused(service="createOrder", problems=[("records", {"texts": self.why_not})])
        if time.time() > self.deadline:
            # This machine slept through its lease: somebody else may be sending it.
            raise errors.Unavailable(service="createOrder", reason="lease_over")
        try:
            return self.client.create_order(self.order)
        except errors.AlreadyExists:
            found = self._find()
            if found:
                return found
            raise

    def _find(self):
        try:
            found = self.client.find_order(self.reference_no)
            if not found and self.lately:
                raise errors.Unavailable(service="getOrder", reason="order_unknown_yet")
            return found and replace(found, adopted=True)
        except (errors.Refused, errors.NotSent) as error:
            # A question that failed says nothing about the order: neither "refused" nor "nothing was sent" would be true of it.
            kind = errors.Unclear if isinstance(error, errors.Refused) else errors.Unavailable
            raise error.turned_into(kind) from error

    def _number(self):
        return self.client.track_numbers([self.reference_no], self.waybill).get(self.reference_no)

    def _label(self):
        label = self._file("label_picking" if self.label_content == "all" else "label")
        if self.label_content == "label":
            return label
        try:
            return replace(label, form=self._file("customs"))
        except errors.CarrierError as error:
            # A label is not kept waiting for its form: ours says the same.
            _logger.info("Linkstar: the carrier gave no customs form of %s (%s)", self.reference_no, type(error).__name__)
            return label

    def _file(self, content):
        label = self.client.label(self.reference_no, waybill=self.waybill, content=content)
        wrong = labels.wrong(labels.File(label.content, label.media_type))
        if wrong:
            raise errors.Unavailable(service="getLabelUrl", reason="label_unusable", why=str(wrong))
        return label

    def _cancel(self):
        """Cancel all orders of this reference: what is booked in its place comes after the last of them."""
        found = self._find() if self.ask_first else None
        if self.ask_first and not found:
            return
        for other in found.others if found else ():
            self._cancel_one(other)
        self._cancel_one(self.waybill or (found.waybill if found else ""))

    def _cancel_one(self, waybill):
        try:
            return self.client.cancel_order(self.reference_no, waybill)
        except errors.NotFound:
            # Deleted in the carrier's own portal, or never there: then there is nothing left to cancel.
            if self._find():
                raise
            return False
        except errors.Held:
            raise
        except errors.Refused:
            # It may have cancelled the order and said no all the same.
            if self.client.is_cancelled(self.reference_no, waybill):
                return False
            raise

    def _intercept(self):
        return self.client.intercept_order(self.reference_no, self.remark, self.waybill)

    def _look(self):
        """Return the waybills of orders that should not be there."""
        return self.client.find_others(self.reference_no, self.waybill)

    def _surplus(self):
        """Cancel the orders that should not be there. Return {waybill: whether this call did it, or the :class:`CarrierError` that
        says why it cannot be done}; those without a usable answer are left out."""
        results, lost = {}, None
        for waybill in self.surplus:
            try:
                results[waybill] = self.client.cancel_order(self.reference_no, waybill)
            except errors.NotFound:
                results[waybill] = False
            except errors.Refused as error:
                results[waybill] = False if self.client.is_cancelled(self.reference_no, waybill) else error
            except errors.CarrierError as error:
                lost = error
                break
        if lost and not results:
            raise lost
        return results


def in_transaction(registry, work):
    """Run ``work(env)`` in a transaction of its own and commit it; again after a conflict, for it only touches the database."""
    for attempt in range(_TRANSACTION_TRIES):
        try:
            with _free, registry.cursor() as cr:
                return work(api.Environment(cr, SUPERUSER_ID, {}))
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            if attempt == _TRANSACTION_TRIES - 1:
                raise
            time.sleep(random.uniform(0, 0.05 * 2**attempt))


def note_trouble(registry, model, record_id, field, error):
    """Log what nobody foresaw about one record, and note it there; never raises, for others wait behind it.

    ``field`` is the moment of the record that brought it here: it comes later again (see ``_take_trouble``)."""
    _logger.error("Linkstar: %s %s failed by %s: %s", model, record_id, field, errors.where(error))
    try:
        in_transaction(registry, lambda env: env[model].browse(record_id).exists()._take_trouble(field, type(error).__name__))
    except Exception as again:
        _logger.error("Linkstar: %s %s could not be noted: %s", model, record_id, errors.where(again))


def work(registry, shipment_id):
    """Do all that is due for one shipment now. Several workers may be called with the same one at once."""
    for _step in range(_STEPS):
        try:
            job = in_transaction(registry, lambda env: env["linkstar.shipment"].browse(shipment_id)._claim())
        except Busy:
            raise
        except Exception as error:
            # Nothing was sent. Without a later time it would be the first in each round, and fail in each.
            note_trouble(registry, "linkstar.shipment", shipment_id, "work_at", error)
            return
        if not job:
            return
        result = job.run()
        try:
            if not in_transaction(
                registry, lambda env, job=job, result=result: env["linkstar.shipment"].browse(shipment_id)._take(job, result)
            ):
                return
        except Exception as error:
            _logger.error("Linkstar: the answer for %s could not be written down: %s", job.reference_no, errors.where(error))
            in_transaction(registry, lambda env, job=job: env["linkstar.shipment"].browse(shipment_id)._take_failure(job))
        if job.kind == "book" and isinstance(result, messages.Booked):
            _wake_others(registry, shipment_id)


def _wake_others(registry, shipment_id):
    """The carrier works: what waits for it need not wait longer."""
    try:
        in_transaction(registry, lambda env: env["linkstar.shipment"].browse(shipment_id).account_id._wake(after_a_success=True))
    except Exception as error:
        _logger.warning("Linkstar: what waits for the carrier waits on: %s", errors.where(error))


def work_all(registry, shipment_ids, parallel):
    def one(shipment_id):
        try:
            work(registry, shipment_id)
        except Busy:
            _logger.info("Linkstar: shipment %s waits for its turn", shipment_id)
        except Exception as error:
            # The lease runs out and the cron takes it up again.
            _logger.error("Linkstar: shipment %s was not worked to its end: %s", shipment_id, errors.where(error))

    if parallel == 1 or len(shipment_ids) == 1:
        for shipment_id in shipment_ids:
            one(shipment_id)
        return
    with ThreadPoolExecutor(max_workers=min(parallel, len(shipment_ids)), thread_name_prefix="linkstar") as pool:
        list(pool.map(one, shipment_ids))
