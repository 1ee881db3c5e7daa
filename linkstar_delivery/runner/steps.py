# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The steps of the worker: calls to the carrier without an open transaction; each
transaction is short and separate.

Reason: Odoo may run a transaction again or roll it back, so a call inside it would be
repeated or orphaned. Here a claim with a lease is committed before the call.
``lifecycle`` decides which step is due and what an answer changes; the calls are in
``job``, the model's side is ``linkstar.shipment``.
"""

import collections
import logging
import threading
import time

from ..api import errors, messages
from .transactions import in_transaction, note_trouble

_logger = logging.getLogger(__name__)

#: Steps of one shipment in a row (book, number, label) before it is the turn of others.
_STEPS = 5


#: Seconds between two checks for a free place when other processes use all of them.
_PAUSE = 0.1
#: {(database, account): the lock of the thread that looks for a free place}. One thread
#: of a process looks, because each look is a transaction.
_LOOKING = collections.defaultdict(threading.Lock)


class Busy(Exception):
    """All parallel calls of the account are in use, in this process or another one:
    this call has to wait.
    """

    def __init__(self, account_id):
        super().__init__(account_id)
        self.account_id = account_id


def work(registry, shipment_id, until=0):
    """Do everything that is due for one shipment now. Several workers may be called for
    the same shipment.

    :param until: how long to wait for a free call of the account, a value of
    ``time.monotonic``
    :raise Busy: when no call was free until then
    """
    for _step in range(_STEPS):
        try:
            job = _claim(registry, shipment_id, until)
        except Busy:
            raise
        except Exception as error:
            # Nothing was sent. Without a later time, this shipment would be the first
            # in each round, and fail in each.
            note_trouble(registry, "linkstar.shipment", shipment_id, "work_at", error)
            return
        if not job:
            return
        result = job.run()
        try:
            if not in_transaction(
                registry,
                lambda env, job=job, result=result: (
                    env["linkstar.shipment"].browse(shipment_id)._take(job, result)
                ),
            ):
                return
        except Exception as error:
            _logger.error(
                "Linkstar: the answer for %s could not be saved: %s",
                job.reference_no,
                errors.where(error),
            )
            in_transaction(
                registry,
                lambda env, job=job: (
                    env["linkstar.shipment"].browse(shipment_id)._take_failure(job)
                ),
            )
        if isinstance(result, messages.Booked):
            _wake_others(registry, shipment_id)


def _claim(registry, shipment_id, until):
    def claim(env):
        return env["linkstar.shipment"].browse(shipment_id)._claim()

    try:
        return in_transaction(registry, claim)
    except Busy as busy:
        looking = _LOOKING[registry.db_name, busy.account_id]
        if not looking.acquire(timeout=max(until - time.monotonic(), 0)):
            raise
    try:
        while True:
            try:
                return in_transaction(registry, claim)
            except Busy:
                if time.monotonic() > until:
                    raise
            time.sleep(_PAUSE)
    finally:
        looking.release()


def _wake_others(registry, shipment_id):
    """The carrier works: shipments that wait for it are tried now."""
    try:
        in_transaction(
            registry,
            lambda env: (
                env["linkstar.shipment"]
                .browse(shipment_id)
                .account_id._wake(after_a_success=True)
            ),
        )
    except Exception as error:
        _logger.warning(
            "Linkstar: shipments that wait for the carrier could not be tried: %s",
            errors.where(error),
        )
