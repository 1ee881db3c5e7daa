# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Short transactions of the runner, and the rule that the carrier is called outside of
them.

Reason: Odoo may run a transaction again or roll it back, so a call inside it would be
repeated or orphaned. A transaction that stays open during a call holds its locks for
seconds.
"""

import logging
import random
import threading
import time
from contextlib import contextmanager

from odoo import SUPERUSER_ID, api
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..api import errors

_logger = logging.getLogger(__name__)

_TRIES = 5
#: Maximum database connections of all threads of this process, because requests need
#: connections, too.
CONNECTIONS = 8
_free = threading.BoundedSemaphore(CONNECTIONS)
_thread = threading.local()


class _OpenTransaction:
    """A transaction of the runner; ``over`` when it has ended."""

    over = False


@contextmanager
def transaction(registry):
    """An environment of the superuser with a transaction that is committed at the
    end.
    """
    outer, mine = getattr(_thread, "open", None), _OpenTransaction()
    _thread.open = mine
    try:
        with registry.cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {})
    finally:
        mine.over = True
        _thread.open = outer


def calls_allowed():
    """Return a function that says whether the calling thread may call the carrier with
    the data of the current transaction: this transaction must be the runner's and have
    ended, and the thread must have no other transaction.
    """
    mine = getattr(_thread, "open", None)
    return lambda: bool(mine and mine.over and not getattr(_thread, "open", None))


def in_transaction(registry, work):
    """Run ``work(env)`` in a separate transaction and commit it. It is repeated after a
    conflict, because it only changes the database.
    """
    for attempt in range(_TRIES):
        try:
            with _free, transaction(registry) as env:
                return work(env)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            if attempt == _TRIES - 1:
                raise
            time.sleep(random.uniform(0, 0.05 * 2**attempt))


def note_trouble(registry, model, record_id, field, error):
    """Log an unexpected error of one record and save it on the record. Never raises,
    because other records wait.

    ``field`` is the time field that made the record due: it is set to a later time (see
    ``_take_trouble``).
    """
    _logger.error(
        "Linkstar: %s %s failed by %s: %s", model, record_id, field, errors.where(error)
    )
    try:
        in_transaction(
            registry,
            lambda env: (
                env[model]
                .browse(record_id)
                .exists()
                ._take_trouble(field, type(error).__name__)
            ),
        )
    except Exception as again:
        _logger.error(
            "Linkstar: the error of %s %s could not be saved: %s",
            model,
            record_id,
            errors.where(again),
        )
