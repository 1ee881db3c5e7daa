# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The place where threads start: lanes, a clock, and parallel work.

A lane has its own threads, such as those for the orders of one account. Lanes are
independent: when the carrier of one lane hangs, the others continue.
"""

import collections
import heapq
import itertools
import logging
import threading
import time

from ..api.errors import where

_logger = logging.getLogger(__name__)

#: The maximum number of scheduled calls of one process; the rest is left to the crons.
_MOST_LATER = 10000


class Lane:
    """The queue of one lane; it has each item only once."""

    def __init__(self):
        self._lock = threading.Lock()
        self._waiting = {}
        self._at_work = collections.Counter()
        self._threads = 0

    def add(self, items, most):
        """Add these; return how many more threads are needed, so that ``most`` of them
        work.
        """
        with self._lock:
            self._waiting.update(dict.fromkeys(items))
            more = max(0, min(most - self._threads, len(self._waiting)))
            self._threads += more
        return more

    def take(self):
        """The next item, or None for a thread that should end."""
        with self._lock:
            if self._waiting:
                item = next(iter(self._waiting))
                del self._waiting[item]
                self._at_work[item] += 1
                return item
            self._threads -= 1
            return None

    def end(self, item):
        """A thread has finished this item."""
        with self._lock:
            self._at_work.subtract([item])
            self._at_work += collections.Counter()

    def has(self, item):
        """Whether this item waits or a thread works on it."""
        with self._lock:
            return item in self._waiting or item in self._at_work

    def is_busy(self):
        return self._threads > 0


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
            heapq.heappush(
                self._due, (time.monotonic() + seconds, next(self._order), function)
            )
            # A forked process has the thread object but not the thread.
            if not self._thread or not self._thread.is_alive():
                self._thread = begin(self._run, "clock.linkstar")
            self._wake.notify()

    def _run(self):
        while True:
            with self._wake:
                while not self._due or self._due[0][0] > time.monotonic():
                    self._wake.wait(
                        self._due[0][0] - time.monotonic() if self._due else None
                    )
                _moment, _order, function = heapq.heappop(self._due)
            try:
                function()
            except Exception as error:
                _logger.error(
                    "Linkstar: a try was not started at its time: %s", where(error)
                )


_LANES = collections.defaultdict(Lane)
_CLOCK = _Clock()


def begin(function, name):
    """Run ``function`` in a new thread, which ends with the process."""
    thread = threading.Thread(target=function, name=name, daemon=True)
    thread.start()
    return thread


def soon(lane, items, most, do):
    """Call ``do(item)`` for each of ``items`` in the threads of ``lane`` (its key),
    ``most`` at the same time; return at once. An item that already waits there is not
    added again.
    """
    queue = _LANES[lane]
    for _thread in range(queue.add(items, most)):
        begin(lambda: _work(queue, do), "linkstar.lane")


def _work(queue, do):
    while (item := queue.take()) is not None:
        try:
            do(item)
        except Exception as error:
            # The item is still due in the database: a cron does it later.
            _logger.error("Linkstar: %s could not be finished: %s", item, where(error))
        finally:
            queue.end(item)


def later(seconds, function):
    """Call ``function``, which must be fast, after this number of seconds."""
    _CLOCK.call_in(max(seconds, 0), function)


def is_busy(lane):
    return lane in _LANES and _LANES[lane].is_busy()


def has(lane, item):
    return lane in _LANES and _LANES[lane].has(item)


def together(do, items, most):
    """[do(item)] for each of ``items``, ``most`` of them at the same time; return when
    all have ended. After an exception no more are started, and it is raised.
    """
    if most == 1 or len(items) <= 1:
        return [do(item) for item in items]
    return _Together(do, items).run(min(most, len(items)))


class _Together:
    """Threads that share a list. They end with the process; the threads of an executor
    would wait for a carrier that hangs.
    """

    def __init__(self, do, items):
        self._do = do
        self._todo = iter(enumerate(items))
        self._answers = [None] * len(items)
        self._failed = []
        self._changed = threading.Condition()

    def run(self, threads):
        self._left = threads
        for _thread in range(threads):
            begin(self._work, "linkstar.together")
        with self._changed:
            self._changed.wait_for(lambda: not self._left)
        if self._failed:
            raise self._failed[0]
        return self._answers

    def _work(self):
        try:
            while not self._failed and (each := self._next()):
                place, item = each
                self._answers[place] = self._do(item)
        except Exception as error:
            self._failed.append(error)
        with self._changed:
            self._left -= 1
            self._changed.notify_all()

    def _next(self):
        with self._changed:
            return next(self._todo, None)
