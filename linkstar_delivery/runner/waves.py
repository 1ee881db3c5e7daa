# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The steps of a wave: each transfer in a separate transaction, several at the same
time, in several processes.

A line belongs to the worker that holds its row lock. If a process ends, its lock is
released, and its uncommitted changes are rolled back.
"""

import logging
import random
import threading
import time

from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..api.errors import where
from . import engine
from .transactions import in_transaction, transaction

_logger = logging.getLogger(__name__)

#: Validations at the same time in one process: more would only wait for the
#: interpreter's lock.
_THREADS = 2
_TRIES = 5
#: Waves at the same time in one process, for all its databases: each uses connections,
#: which all requests need, too.
MOST = 2
#: Seconds until a wave makes room for another one.
TURN = 20


def run(registry, wave_id, seconds=None, threads=_THREADS):
    """Handle the lines of a running wave until no free line is left, the wave is
    stopped or ``seconds`` are over.

    :return: whether it ended because the time is over
    """
    until = time.monotonic() + seconds if seconds is not None else None
    over, interrupted = threading.Event(), threading.Event()

    def work(_thread):
        try:
            while not over.is_set() and not (until and time.monotonic() > until):
                if not _next(registry, wave_id):
                    over.set()
        except Exception as error:
            # For example, the database is not available: the cron continues the wave.
            over.set()
            interrupted.set()
            _logger.error(
                "Linkstar: wave %s was interrupted: %s", wave_id, where(error)
            )

    engine.together(work, range(threads), threads)
    if not interrupted.is_set():
        in_transaction(
            registry, lambda env: env["linkstar.wave"].browse(wave_id)._finish()
        )
    return not over.is_set()


def _next(registry, wave_id):
    """Handle one line; return whether there was one."""
    line_id = None
    for attempt in range(_TRIES):
        try:
            with transaction(registry) as env:
                line = env["linkstar.wave.line"]._claim_next(wave_id)
                if not line:
                    return False
                line_id = line.id
                line._as_user()._handle()
                env.flush_all()
            return True
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY as error:
            problem = error
            time.sleep(random.uniform(0, 0.05 * 2**attempt))
        except UserError as error:
            problem = error
            break
        except Exception as error:
            if not line_id:
                raise
            _logger.error(
                "Linkstar: line %s of wave %s failed: %s",
                line_id,
                wave_id,
                where(error),
            )
            problem = error
            break
    if line_id:
        _refuse(registry, line_id, problem)
    return True


def _refuse(registry, line_id, problem):
    for reason in (problem, RuntimeError()):
        try:
            in_transaction(
                registry,
                lambda env, reason=reason: (
                    env["linkstar.wave.line"].browse(line_id)._refuse(reason)
                ),
            )
            return
        except Exception as error:
            # For example, a sentence that the database cannot store. A line that stays
            # would block all lines after it.
            _logger.error(
                "Linkstar: line %s cannot be refused: %s", line_id, where(error)
            )
            last = error
    raise last
