"""Who calls the carrier, and how many at once: a few threads an account in each process, however many transactions commit.

Across processes and hosts, ``linkstar.shipment._claim`` counts the leases that are under way."""

import collections
import heapq
import itertools
import logging
import threading
import time

from odoo.modules.registry import Registry

from ..api import errors
from . import steps

_logger = logging.getLogger(__name__)

#: Seconds between two looks for a free place, when other processes have them all, and until it is left to the cron.
_PAUSE = 0.2
_GIVE_UP = 60


class Queue:
    """What waits for a thread of this process, such as the shipments of one account."""

    def __init__(self):
        self.lock = threading.Lock()
        self.ids = collections.deque()
        self.threads = 0

    def add(self, ids, parallel):
        """Take these in, and return how many more threads are needed for them, so that ``parallel`` work at once."""
        with self.lock:
            self.ids.extend(each for each in ids if each not in self.ids)
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


_QUEUES = collections.defaultdict(Queue)
#: Tries that one process remembers; the others are left to the cron.
_MOST_LATER = 10000


class _Clock:
    """Calls functions at their time, from one thread of this process."""

    def __init__(self):
        self._wake = threading.Condition()
        self._due = []
        self._order = itertools.count()
        self._thread = None

    def call_in(self, seconds, function):
        with self._wake:
            if len(self._due) >= _MOST_LATER:
                return
            heapq.heappush(self._due, (time.monotonic() + seconds, next(self._order), function))
            # A process that was forked has the object of the thread, and not the thread.
            if not self._thread or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="clock.linkstar", daemon=True)
                self._thread.start()
            self._wake.notify()

    def _run(self):
        while True:
            with self._wake:
                while not self._due or self._due[0][0] > time.monotonic():
                    self._wake.wait(self._due[0][0] - time.monotonic() if self._due else None)
                _moment, _order, function = heapq.heappop(self._due)
            try:
                function()
            except Exception as error:
                _logger.error("Linkstar: a try was not begun at its time: %s", errors.where(error))


_CLOCK = _Clock()


def work_later(dbname, seconds, account_id, shipment_id, parallel):
    """As :func:`work_soon` for one shipment, in so many seconds: the second that the database keeps has passed by then."""
    _CLOCK.call_in(max(seconds, 0) + 1, lambda: work_soon(dbname, account_id, [shipment_id], parallel))


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
            steps.work(Registry(dbname), shipment_id)
            return
        except steps.Busy:
            if time.monotonic() > until:
                return
            time.sleep(_PAUSE)
