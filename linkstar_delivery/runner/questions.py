"""Questions to the carrier that change nothing there: histories and charges. Asked while no transaction is open."""

import logging
import time
from dataclasses import dataclass, field

from ..api import errors
from .steps import in_transaction, note_trouble

_logger = logging.getLogger(__name__)

#: Seconds to wait, one after the other, for somebody else who writes about the same shipment.
_PAUSES = (0, 0.2, 1)


@dataclass
class Question:
    """A question to the carrier that changes nothing there. It holds values only, for no transaction is open while it is asked; each
    answer is written by a transaction of its own, so that one failed call leaves the others' answers in place."""

    account_id: int
    shipment_ids: list
    client: object = None
    #: Why there is no answer; before it is asked: why there is no ``client``.
    error: Exception | None = None
    calls: list = field(default_factory=list)
    answer: object = None

    def ask(self, registry):
        """Make the call, then write down what came of it; never raises, for the questions of others wait."""
        try:
            if self.error:
                raise self.error
            self.answer = self._call()
        except errors.CarrierError as error:
            self.error = error
            _logger.warning("Linkstar: %s of %s parcels failed: %s", self.name, len(self.shipment_ids), type(error).__name__)
        except Exception as error:
            self.error = errors.Unavailable(service=self.name, reason="internal", what=type(error).__name__)
            note_trouble(registry, *self._blamed(), self.due, error)
        try:
            in_transaction(registry, self._take_call)
        except Exception as error:
            _logger.error("Linkstar: calls were not kept: %s", errors.where(error))
        try:
            self._write(registry, self.shipment_ids)
        except Exception as error:
            if len(self.shipment_ids) > 1:
                _logger.error("Linkstar: %s of %s parcels is taken one by one: %s", self.name, len(self.shipment_ids), errors.where(error))
            self._write_one_by_one(registry)

    def _write_one_by_one(self, registry):
        """Store the answers one at a time, since one of them cannot be stored: that one is noted and the others are kept."""
        for shipment_id in self.shipment_ids:
            try:
                self._write(registry, [shipment_id])
            except Exception as error:
                note_trouble(registry, "linkstar.shipment", shipment_id, self.due, error)

    def _take_call(self, env):
        account = env["linkstar.account"].browse(self.account_id)
        shipment = env["linkstar.shipment"].browse(self.shipment_ids if len(self.shipment_ids) == 1 else [])
        env["linkstar.call"]._keep(account, self.calls, shipment)
        account._take_outcome(self.error)

    def _write(self, registry, ids):
        """Write the answer about ``ids``; about those that another process writes about right now, a moment later. What it still holds
        then is left to it, or to the next round."""
        for pause in _PAUSES:
            time.sleep(pause)
            ids = in_transaction(registry, lambda env, ids=ids: self._write_now(env, ids))
            if not ids:
                return

    def _write_now(self, env, ids):
        shipments = env["linkstar.shipment"].browse(ids).exists()
        mine = shipments._in_turn()
        if mine:
            self._take(mine)
        return (shipments - mine).ids


@dataclass
class TrackingQuestion(Question):
    name, due = "tracking", "poll_at"
    #: {waybill in capitals: id of its shipment}
    waybills: dict = field(default_factory=dict)

    def _call(self):
        return _track(self.client, list(self.waybills))

    def _blamed(self):
        return "linkstar.account", self.account_id

    def _take(self, shipments):
        shipments._take_tracking(self.answer, self.waybills)


@dataclass
class ChargesQuestion(Question):
    name, due = "charges", "charge_at"
    reference_no: str = ""

    def _call(self):
        return self.client.charges(self.reference_no)

    def _blamed(self):
        return "linkstar.shipment", self.shipment_ids[0]

    def _take(self, shipments):
        shipments._take_charges([], self.answer, failed=self.error is not None)


def _track(client, waybills):
    """The histories of ``waybills``. One that makes the carrier refuse the whole call is found by halves and left out."""
    try:
        return client.track(waybills, kind="waybill")
    except errors.Unsupported:
        raise
    except errors.Refused:
        if len(waybills) == 1:
            return []
        middle = len(waybills) // 2
        return _track(client, waybills[:middle]) + _track(client, waybills[middle:])
