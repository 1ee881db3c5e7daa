"""The hands of a wave: each transfer in a transaction of its own, several at once, in as many processes as there are.

A line belongs to whoever holds its row lock. A process that dies lets go of it, and what it did not commit was not done."""

import logging
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..api.errors import where
from .steps import in_transaction

_logger = logging.getLogger(__name__)

#: Validations at once in one process: more of them only wait for the interpreter's lock.
_THREADS = 2
_TRIES = 5


def run(registry, wave_id, seconds=None, threads=_THREADS):
    """Work a running wave's lines until none is left that nobody else has, the wave is stopped or ``seconds`` are over.

    :return: whether it ended since they are over"""
    until = time.monotonic() + seconds if seconds is not None else None
    over, interrupted = threading.Event(), threading.Event()

    def work():
        try:
            while not over.is_set() and not (until and time.monotonic() > until):
                if not _next(registry, wave_id):
                    over.set()
        except Exception as error:
            # Such as a database that is gone: the cron goes on with the wave.
            over.set()
            interrupted.set()
            _logger.error("Linkstar: wave %s was interrupted: %s", wave_id, where(error))

    if threads == 1:
        work()
    else:
        with ThreadPoolExecutor(max_workers=threads, thread_name_prefix="linkstar.wave") as pool:
            for _thread in range(threads):
                pool.submit(work)
    if not interrupted.is_set():
        in_transaction(registry, lambda env: env["linkstar.wave"].browse(wave_id)._finish())
    return not over.is_set()


def _next(registry, wave_id):
    """Handle one line; return whether there was one."""
    line_id = None
    for attempt in range(_TRIES):
        try:
            with registry.cursor() as cr:
                env = api.Environment(cr, SUPERUSER_ID, {})
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
            _logger.error("Linkstar: line %s of wave %s failed: %s", line_id, wave_id, where(error))
            problem = error
            break
    if line_id:
        _refuse(registry, line_id, problem)
    return True


def _refuse(registry, line_id, problem):
    for told in (problem, RuntimeError()):
        try:
            in_transaction(registry, lambda env, told=told: env["linkstar.wave.line"].browse(line_id)._refuse(told))
            return
        except Exception as error:
            # Such as a sentence that the database does not keep. A line that stayed would stop all that come after it.
            _logger.error("Linkstar: line %s cannot be refused: %s", line_id, where(error))
            last = error
    raise last

