"""Which waves this process runs, and which wait: each takes connections to the database, of which all requests live, too."""

import logging
import threading

from odoo.modules.registry import Registry

from ..api.errors import where
from . import waves as wave_runner
from .pool import Queue

_logger = logging.getLogger(__name__)

#: Waves at once in one process, whatever their databases.
MOST = 2
#: Seconds until a wave lets another one go on.
_TURN = 20

_QUEUE = Queue()


def run_soon(dbname, wave_ids):
    """Run these waves in threads of this process, as far as there is room, the others after them; return at once."""
    for _thread in range(_QUEUE.add([(dbname, wave_id) for wave_id in wave_ids], MOST)):
        threading.Thread(target=_work, name="linkstar.wave", daemon=True).start()


def _work():
    while (waiting := _QUEUE.take()) is not None:
        dbname, wave_id = waiting
        try:
            if wave_runner.run(Registry(dbname), wave_id, _TURN):
                run_soon(dbname, [wave_id])
        except Exception as error:
            # The cron goes on with it.
            _logger.error("Linkstar: wave %s was not worked to its end: %s", wave_id, where(error))
