"""Who calls the carrier, and how many at once: a few threads an account in each process, however many transactions commit.

Across processes and hosts, ``linkstar.shipment._claim`` counts the leases that are under way."""

import collections
import logging
import threading
import time

from odoo.modules.registry import Registry

from ..api import errors
from . import worker

_logger = logging.getLogger(__name__)

#: Seconds between two looks for a free place, when other processes have them all, and until it is left to the cron.
_PAUSE = 0.2
_GIVE_UP = 60


class _Queue:
    """The shipments of one account that wait for a thread of this process."""

    def __init__(self):
        self.lock = threading.Lock()
        self.ids = collections.deque()
        self.threads = 0

    def add(self, shipment_ids, parallel):
        """Take these in, and return how many more threads are needed for them."""
        with self.lock:
            self.ids.extend(shipment_id for shipment_id in shipment_ids if shipment_id not in self.ids)
            more = max(0, min(parallel - self.threads, len(self.ids)))
            self.threads += more
        return more

    def take(self):
        """The next one, or None for a thread that is to end."""
        with self.lock:
            if self.ids:
                return self.ids.popleft()
            self.threads -= 1
            return None


_QUEUES = collections.defaultdict(_Queue)


def work_soon(dbname, account_id, shipment_ids, parallel):
    """Do what is due for these shipments of one account in threads of this process; return at once."""
    queue = _QUEUES[dbname, account_id]
    for _thread in range(queue.add(shipment_ids, parallel)):
        threading.Thread(target=_work, args=(dbname, queue), name="linkstar.booking", daemon=True).start()


def _work(dbname, queue):
    while (shipment_id := queue.take()) is not None:
        try:
            _work_one(dbname, shipment_id)
        except Exception as error:
            # The lease runs out and the cron takes it up again.
            _logger.error("Linkstar: shipment %s was not worked to its end: %s", shipment_id, errors.where(error))


def _work_one(dbname, shipment_id):
    until = time.monotonic() + _GIVE_UP
    while True:
        try:
            worker.work(Registry(dbname), shipment_id)
            return
        except worker.Busy:
            if time.monotonic() > until:
                return
            time.sleep(_PAUSE)
