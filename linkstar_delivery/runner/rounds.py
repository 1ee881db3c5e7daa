# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Work on the orders at the carrier that are due: of one shipment, of several, of an
account.
"""

import logging
import time

from ..api import errors
from . import engine, steps
from .transactions import in_transaction

_logger = logging.getLogger(__name__)

#: Seconds to wait for a free call, until the work is left to the cron.
_GIVE_UP = 60


def work(registry, shipment_id, until=None):
    """Do everything that is due for a shipment. Never raises, because other shipments
    wait.

    :param until: how long to wait for a free call of the account, a value of
    ``time.monotonic``
    :return: whether no call was free until then
    """
    try:
        steps.work(registry, shipment_id, until or time.monotonic() + _GIVE_UP)
    except steps.Busy:
        _logger.info("Linkstar: shipment %s waits for a free call", shipment_id)
        return True
    except Exception as error:
        # The lease ends, and the cron continues the work.
        _logger.error(
            "Linkstar: the work on shipment %s could not be finished: %s",
            shipment_id,
            errors.where(error),
        )
    return False


def work_due(registry, account_id, parallel, until=None):
    """Do the due work on the orders of an account until every due shipment was tried.
    Start no more after ``until``, a value of ``time.monotonic``.

    :return: whether it ended because of ``until``
    """
    tried = []
    while True:
        due = in_transaction(
            registry,
            lambda env, tried=tuple(tried): env["linkstar.shipment"]._orders_due(
                account_id, tried
            ),
        )
        if not due:
            return False
        if until and time.monotonic() > until:
            return True
        tried += due
        engine.together(lambda each: work(registry, each), due, parallel)
