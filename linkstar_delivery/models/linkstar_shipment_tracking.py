import logging
import time
from dataclasses import dataclass, field
from datetime import timedelta, timezone
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import split_every

from ..api import errors
from ..lifecycle import charges as settling
from ..lifecycle import tracking as lifecycle
from .worker import in_transaction, note_trouble

_logger = logging.getLogger(__name__)

_RETRY = timedelta(minutes=30)
#: Shipments of one round, small enough that a round ends within a cron's time even when the carrier hangs: tracking is
#: asked for by batches, charges one by one.
_POLL_LIMIT = 50
_CHARGE_LIMIT = 3
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


class LinkstarShipment(models.Model):
    _inherit = "linkstar.shipment"

    @api.model
    def _in_rounds(self, due_field, limit, do):
        """Have ``do`` work on what is due by ``due_field`` until nothing is left or the cron's time is over."""
        progress = self.env["ir.cron"]
        # An adopted order may lack its waybill for a while; it is asked for by that.
        known = ("waybill", "!=", False)
        remaining = self.search_count([(due_field, "<=", fields.Datetime.now()), known])
        seen = set()
        while due := self._search_due(due_field, limit, [known, ("id", "not in", list(seen))]):
            seen.update(due.ids)
            try:
                do(due)
            except Exception as error:
                # The accounts and companies of the next ones have done nothing wrong.
                self.env.cr.rollback()
                _logger.error("Linkstar: a round of %s was not worked to its end: %s", due_field, errors.where(error))
            remaining = max(remaining - len(due), 0)
            if progress._commit_progress(len(due), remaining=remaining) <= 0:
                return

    def _ask(self, questions):
        """Ask ``questions`` now. Returned is why calls failed, as sentences."""
        registry = self.env.registry
        if self.env.context.get("ir_cron_progress_id"):
            # No transaction stays open during the calls. Where somebody waits for them it does: what they did is not ours to commit.
            self.env["ir.cron"]._commit_progress()
        for question in questions:
            question.ask(registry)
        self.invalidate_recordset()
        accounts = self.env["linkstar.account"]
        return [accounts.browse(question.account_id)._explain(question.error) for question in questions if question.error]

    def _client_or_error(self, account):
        """The values of a question that say whom it is asked."""
        calls = []
        try:
            return {"client": account._client(calls), "calls": calls}
        except Exception as error:
            return {"error": error}

    def _in_turn(self):
        """Those of these shipments that nobody else is writing about. Until this transaction ends nobody else will; whoever has begun
        before meets our commit as a conflict, for which its transaction runs again and reads what we wrote."""
        mine = self.try_lock_for_update(allow_referencing=True)
        if mine:
            # Only a row that was written makes a conflict.
            query = "UPDATE linkstar_shipment SET write_date = write_date WHERE id IN %s"
            self.env.cr.execute(query, [tuple(mine.ids)], log_exceptions=False)
            mine.invalidate_recordset(["event_ids", "charge_ids"], flush=False)
        return mine

    # --- tracking

    def action_fetch_tracking(self):
        """Ask for the history now instead of at the next round."""
        self.check_access("read")
        counts = self.sudo()._event_counts()
        failures = self.sudo()._poll()
        return self.sudo()._tracking_news(counts, failures)

    @api.model
    def _cron_poll(self):
        self._in_rounds("poll_at", _POLL_LIMIT, lambda due: due._poll())

    def _poll(self):
        """Ask for the history of these shipments, and keep what is new. Returned is why calls failed, as sentences."""
        return self._ask(self._tracking_questions())

    def _tracking_questions(self):
        """In as few calls as the account allows."""
        return [
            TrackingQuestion(
                account.id,
                batch.ids,
                **self._client_or_error(account),
                waybills={shipment.waybill.upper(): shipment.id for shipment in batch},
            )
            for account, shipments in self.filtered("waybill").grouped("account_id").items()
            for batch in split_every(account.tracking_batch, shipments.ids, self.browse)
        ]

    def _take_tracking(self, tracked, waybills):
        """Write down the histories that came, ``None`` if none did."""
        now = fields.Datetime.now()
        if tracked is None:
            self.write({"poll_at": now + _RETRY})
            return
        for parcel in tracked:
            shipment = self.browse(waybills.get(parcel.code.upper(), []))
            if shipment in self:
                shipment._take_history(parcel)
        for shipment in self:
            shipment.poll_at = shipment.state != "cancelled" and shipment._next_poll(now)

    def _next_poll(self, now):
        account = self.account_id
        return lifecycle.next_question(
            now,
            self.booked_at,
            self.ended_at,
            account.tracking_hours,
            account.tracking_days,
            account.tracking_after_days,
            account.tracking_after_hours,
        )

    def _take_history(self, parcel):
        """Keep the events that are new, read all of them by the rules as they are today, and conclude where the goods are."""
        known = {(event.occurred_at, event.code or "", event.text or "") for event in self.event_ids}
        new = []
        for event in parcel.events:
            occurred_at = event.occurred_at.astimezone(timezone.utc).replace(tzinfo=None, microsecond=0)
            key = (occurred_at, event.code or "", event.text or "")
            if key not in known:
                known.add(key)
                told = {"code": event.code, "text": event.text, "place": event.place}
                new.append({"shipment_id": self.id, "occurred_at": occurred_at, **told})
        self.env["linkstar.tracking.event"].create(new)
        if new and self.state == "ready" and self.problem:
            # It travels: what was said about an attempt to cancel it is old news.
            self.problem = False
        self._read_history()
        number = parcel.tracking_number
        if number and number not in (self.tracking_number, self.waybill):
            self.tracking_number = number
            self._show_number()
        self._take_interception_told(parcel)

    def _read_history(self):
        """Read the events of this shipment by the rules, and put it where they lead to; where none is known, it stays."""
        rules, code_list, events = self.env["linkstar.tracking.rule"], self.service_id.code_list, []
        for event in self.event_ids:
            reading = rules._read_event(event.code, event.text, code_list)
            values = {"tracking_state": reading.known or False, "correction": reading.correction}
            if any(event[name] != value for name, value in values.items()):
                event.write(values)
            events.append(lifecycle.Event(event.occurred_at, reading.known, reading.correction, event.code or "", event.text or ""))
        position = lifecycle.position(events)
        if not any(event.state or event.correction for event in events):
            return
        if position.state != self.tracking_state:
            self.tracking_state = position.state
            if position.over or position.state == "returning":
                # What a return or a duty costs is billed later than the freight.
                soon = fields.Datetime.now() + timedelta(days=1)
                self.charge_at = min(self.charge_at or soon, soon)
        if position.over != bool(self.ended_at):
            self.ended_at = position.over and fields.Datetime.now()

    # --- charges

    def action_fetch_charges(self):
        """Ask what the carrier charges now instead of at the next round."""
        self.check_access("read")
        if not self.env.user.has_group("account.group_account_invoice"):
            raise AccessError(self.env._("Only finance fetches charges: ask somebody with the role Invoicing."))
        failures = self.sudo()._fetch_charges()
        return self.sudo()._charge_news(failures)

    @api.model
    def _cron_charges(self):
        self._in_rounds("charge_at", _CHARGE_LIMIT, lambda due: due._fetch_charges())

    def _fetch_charges(self):
        """Ask what the carrier charges for these shipments, and keep what is new. Returned is why calls failed, as sentences."""
        return self._ask(self._charges_questions())

    def _charges_questions(self):
        """One call each, since the interface has no other way."""
        return [
            ChargesQuestion(
                shipment.account_id.id,
                shipment.ids,
                **self._client_or_error(shipment.account_id),
                reference_no=shipment.reference_no,
            )
            for shipment in self.filtered("waybill")
        ]

    def _take_charges(self, calls, charges, failed):
        """Add what the carrier states beyond what was billed so far; nothing that was billed is changed."""
        self.env["linkstar.call"]._keep(self.account_id, calls, self)
        now = fields.Datetime.now()
        new = self._add_billed(charges, now) if charges else self.env["linkstar.charge"]
        if charges and charges.settled_weight:
            self.settled_weight = float(charges.settled_weight)
        self.charge_at = settling.next_question(now, self.ended_at or self.booked_at or now, self.account_id.charge_days)
        if new:
            self.picking_id.with_company(self.company_id)._linkstar_pass_on_cost()
        if failed and self.charge_at:
            self.charge_at = min(self.charge_at, now + _RETRY)

    def _add_billed(self, charges, now):
        """The charges by which the carrier's statement differs from what it billed before: the sum of all is what it states now."""
        billed = self.charge_ids.filtered(lambda charge: charge.stage == "billed")
        currency, known = self.account_id.currency_id, {}
        for charge in billed:
            known[charge.kind] = known.get(charge.kind, Decimal(0)) + _decimal(charge.amount, charge.currency_id)
        stated = [(kind, _decimal(amount, currency)) for kind, amount in charges.amounts]
        # What the carrier adds up is what it will bill, also where it does not tell all parts.
        stated.append(("other", _decimal(charges.total, currency) - sum(amount for _kind, amount in stated)))
        return self.env["linkstar.charge"].create([
            {
                "shipment_id": self.id,
                "company_id": self.company_id.id,
                "kind": kind,
                "stage": "billed",
                "correction": bool(billed),
                "currency_id": currency.id,
                "amount": float(after - before),
                "date": now,
            }
            for kind, before, after in settling.changes(known, stated)
        ])


def _decimal(amount, currency):
    """``amount`` to the currency's smallest unit."""
    return Decimal(str(currency.round(float(amount))))
