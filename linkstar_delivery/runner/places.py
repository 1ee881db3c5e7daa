# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The parallel calls of an account, over all processes: a call that is not a step of an
order takes a place.

Steps of orders hold their place with the lease of the shipment; see
``linkstar.account._calls_under_way``.
"""

import logging
import time
from contextlib import contextmanager

from ..api import errors
from .transactions import in_transaction

_logger = logging.getLogger(__name__)

#: Seconds between two checks for a free place, and until the call is given up.
_PAUSE = 0.2
_GIVE_UP = 60


@contextmanager
def place(registry, account_id, seconds):
    """Wait for a free place of the account and hold it. It becomes free after
    ``seconds`` even if this process ends.

    :raise errors.NotSent: when no place was free for too long
    """
    until = time.monotonic() + _GIVE_UP
    while not (
        turn_id := in_transaction(
            registry, lambda env: env["linkstar.turn"]._take(account_id, seconds)
        )
    ):
        if time.monotonic() > until:
            raise errors.NotSent(reason="busy")
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        try:
            in_transaction(
                registry, lambda env: env["linkstar.turn"].browse(turn_id)._give_back()
            )
        except Exception as error:
            _logger.warning(
                "Linkstar: a call of account %s counts until its time is over: %s",
                account_id,
                errors.where(error),
            )


class Placed:
    """A client that waits for a place of the account before each call."""

    def __init__(self, client, registry, account_id):
        self._client = client
        self._where = registry, account_id

    def __getattr__(self, name):
        call = getattr(self._client, name)

        def placed(*args, **kwargs):
            with place(*self._where, self._client.longest_call):
                return call(*args, **kwargs)

        return placed
