# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Questions to the carrier that change nothing there: tracking, charges, and the
connection test. They are asked without an open transaction.
"""

import logging
import time
from dataclasses import dataclass, field, replace

from ..api import errors
from . import engine
from .places import place
from .transactions import in_transaction, note_trouble

_logger = logging.getLogger(__name__)

#: Seconds to wait, one after the other, for another transaction that writes the same
#: shipment.
_PAUSES = (0, 0.2, 1)
#: Seconds that a claim is longer than its calls.
SPARE = 120


@dataclass
class Question:
    """A question to the carrier that changes nothing there. It has values only, because
    no transaction is open during the call. Each answer is saved in its own transaction,
    so a failed call does not affect the other answers.
    """

    account_id: int
    shipment_ids: list
    client: object = None
    #: Why there is no answer; before the call: why there is no ``client``.
    error: Exception | None = None
    calls: list = field(default_factory=list)
    answer: object = None

    def ask(self, registry):
        """Make the call, then save the result. Never raises, because other questions
        wait.
        """
        try:
            if self.error:
                raise self.error
            with place(registry, self.account_id, self.longest):
                self.answer = self._call()
        except errors.CarrierError as error:
            self.error = error
            _logger.warning(
                "Linkstar: %s of %s parcels failed: %s",
                self.name,
                len(self.shipment_ids),
                type(error).__name__,
            )
        except Exception as error:
            self.error = errors.Unavailable(
                service=self.name, reason="internal", what=type(error).__name__
            )
            note_trouble(registry, *self._blamed(), self.due, error)
        try:
            in_transaction(registry, self._take_call)
        except Exception as error:
            _logger.error("Linkstar: calls were not saved: %s", errors.where(error))
        try:
            self._write(registry, self.shipment_ids)
        except Exception as error:
            if len(self.shipment_ids) > 1:
                _logger.error(
                    "Linkstar: the answers for %s of %s parcels are saved one by one: "
                    "%s",
                    self.name,
                    len(self.shipment_ids),
                    errors.where(error),
                )
            self._write_one_by_one(registry)

    @property
    def longest(self):
        """The maximum number of seconds of a question. A call that the carrier refuses
        is repeated by bisection, which needs as many calls as it has levels, and more
        only if several parcels cause the refusal.
        """
        return self._calls() * self.client.longest_call if self.client else 0

    def _calls(self):
        return 2 * len(self.shipment_ids).bit_length() + 1

    def _write_one_by_one(self, registry):
        """Save the answers one at a time, because one of them cannot be saved: the
        error is noted there, and the others are saved.
        """
        for shipment_id in self.shipment_ids:
            try:
                self._write(registry, [shipment_id])
            except Exception as error:
                note_trouble(
                    registry, "linkstar.shipment", shipment_id, self.due, error
                )

    def _take_call(self, env):
        account = env["linkstar.account"].browse(self.account_id)
        shipment = env["linkstar.shipment"].browse(
            self.shipment_ids if len(self.shipment_ids) == 1 else []
        )
        env["linkstar.call"]._keep(account, self.calls, shipment)
        account._take_outcome(self.error)

    def _write(self, registry, ids):
        """Save the answer for ``ids``; shipments that another process is writing now
        are saved a moment later. If they are still locked then, the next round does it.
        """
        for pause in _PAUSES:
            time.sleep(pause)
            ids = in_transaction(
                registry, lambda env, ids=ids: self._write_now(env, ids)
            )
            if not ids:
                return

    def _write_now(self, env, ids):
        shipments = env["linkstar.shipment"].browse(ids)
        mine = shipments._in_turn()
        if mine:
            self._take(mine)
        return (shipments - mine).ids


@dataclass
class TrackingQuestion(Question):
    name, due = "tracking", "poll_at"
    #: {waybill in capitals: id of its shipment}
    waybills: dict = field(default_factory=dict)
    #: {tracking number of one of several boxes, in capitals: id of its shipment}
    boxes: dict = field(default_factory=dict)
    #: Numbers per call.
    batch: int = 50

    def _calls(self):
        # The boxes of many orders need several calls.
        parts = -(-len(self.boxes) // self.batch)
        return super()._calls() + parts * (2 * self.batch.bit_length() + 1)

    def _call(self):
        return _track(self.client, list(self.waybills)) + self._track_boxes()

    def _track_boxes(self):
        """The events of the boxes. Without them, the events of the orders are
        known.
        """
        found, numbers = [], list(self.boxes)
        try:
            for start in range(0, len(numbers), self.batch):
                some = numbers[start : start + self.batch]
                found += _track(self.client, some, kind="tracking")
        except errors.CarrierError as error:
            _logger.warning(
                "Linkstar: tracking of %s boxes failed: %s",
                len(numbers),
                type(error).__name__,
            )
        # Some hosts send the number of the first box for all boxes.
        return [replace(parcel, tracking_number="") for parcel in found]

    def _blamed(self):
        return "linkstar.account", self.account_id

    def _take(self, shipments):
        shipments._take_tracking(self.answer, self.boxes | self.waybills)


@dataclass
class ConnectionQuestion(Question):
    """Whether the carrier answers and accepts the credentials."""

    name, due = "connection", "sync_at"

    def _call(self):
        return self.client.ping()

    def _blamed(self):
        return "linkstar.account", self.account_id


@dataclass
class ChargesQuestion(Question):
    name, due = "charges", "charge_at"
    reference_no: str = ""

    def _call(self):
        return self.client.charges(self.reference_no)

    def _blamed(self):
        return "linkstar.shipment", self.shipment_ids[0]

    def _take(self, shipments):
        shipments._take_charges(self.answer, failed=self.error is not None)


def _track(client, numbers, kind="waybill"):
    """The tracking events of ``numbers``. A number for which the carrier refuses the
    whole call is found by bisection and left out.
    """
    try:
        return client.track(numbers, kind=kind)
    except errors.Unsupported:
        raise
    except errors.Refused:
        if len(numbers) == 1:
            return []
        middle = len(numbers) // 2
        return _track(client, numbers[:middle], kind) + _track(
            client, numbers[middle:], kind
        )


def ask_due(registry, kind, account_id, parallel, until=None):
    """Ask all due questions of this kind (tracking, charges) of an account. Start no
    more after ``until``, a value of ``time.monotonic``.

    :return: whether it ended because of ``until``
    """
    while True:
        if until and time.monotonic() > until:
            return True
        asked = in_transaction(
            registry,
            lambda env: env["linkstar.shipment"]._claim_questions(
                kind, account_id, parallel
            ),
        )
        if not asked:
            return False
        engine.together(lambda question: question.ask(registry), asked, parallel)
        if len(asked) < parallel:
            return False


def fetch(registry, kind, shipment_ids, parallel, user_id):
    """Ask about these shipments of one account now, and send the answer to
    ``user_id``.
    """

    def on_shipments(work):
        return in_transaction(
            registry, lambda env: work(env["linkstar.shipment"].browse(shipment_ids))
        )

    before, asked = on_shipments(lambda shipments: shipments._begin_fetching(kind))
    engine.together(lambda question: question.ask(registry), asked, parallel)
    failed = [question.error for question in asked if question.error]
    on_shipments(lambda shipments: shipments._fetched(kind, before, failed, user_id))


def try_connection(registry, account_id, user_id):
    """Ask whether the carrier accepts the account's credentials, and send the answer to
    ``user_id``.
    """

    def on_account(work):
        return in_transaction(
            registry, lambda env: work(env["linkstar.account"].browse(account_id))
        )

    question = on_account(lambda account: account._connection_question())
    question.ask(registry)
    on_account(lambda account: account._connection_tested(question.error, user_id))
