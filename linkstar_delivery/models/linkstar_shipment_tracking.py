import logging
from datetime import timedelta, timezone

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import split_every

from ..api import errors
from .states import FINAL_TRACKING_STATES
from .worker import in_transaction, note_trouble

_logger = logging.getLogger(__name__)

#: A parcel that has not arrived after this long is no longer asked for; a claim has its own deadline.
_POLL_DAYS = 120
_CHARGE_DAYS = 60
_RETRY = timedelta(minutes=30)
#: Shipments of one round, small enough that a round ends within a cron's time even when the carrier hangs: tracking is
#: asked for by batches, charges one by one.
_POLL_LIMIT = 50
_CHARGE_LIMIT = 3


def _track(client, waybills):
    """The histories of ``waybills``. One that makes the carrier refuse the whole call is found by halves and left out."""
    try:
        return client.track(waybills, kind="waybill")
    except errors.Refused:
        if len(waybills) == 1:
            return []
        middle = len(waybills) // 2
        return _track(client, waybills[:middle]) + _track(client, waybills[middle:])


class LinkstarShipment(models.Model):
    _inherit = "linkstar.shipment"

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

    @api.model
    def _cron_charges(self):
        self._in_rounds("charge_at", _CHARGE_LIMIT, lambda due: due._fetch_charges())

    @api.model
    def _in_rounds(self, field, limit, do):
        """Have ``do`` work on what is due by ``field`` until nothing is left or the cron's time is over."""
        progress = self.env["ir.cron"]
        # An adopted order may lack its waybill for a while; it is asked for by that.
        known = ("waybill", "!=", False)
        remaining = self.search_count([(field, "<=", fields.Datetime.now()), known])
        seen = set()
        while due := self._search_due(field, limit, [known, ("id", "not in", list(seen))]):
            seen.update(due.ids)
            try:
                do(due)
            except Exception as error:
                # The accounts and companies of the next ones have done nothing wrong.
                self.env.cr.rollback()
                _logger.error("Linkstar: a round of %s was not worked to its end: %s", field, errors.where(error))
            remaining = max(remaining - len(due), 0)
            if progress._commit_progress(len(due), remaining=remaining) <= 0:
                return

    def _poll(self):
        """Ask for the history of these shipments, in as few calls as the account allows, and keep what is new.

        The calls only read, so it does no harm if the transaction that asks runs again. Each answer is written by a
        transaction of its own: one failed call leaves the others' answers in place. Returned is why calls failed, as sentences."""
        registry, failures = self.env.registry, []
        for account, shipments in self.filtered("waybill").grouped("account_id").items():
            for batch in split_every(account.tracking_batch, shipments.ids, self.browse):
                waybills = {shipment.waybill.upper(): shipment.id for shipment in batch}
                calls = []
                try:
                    client = account._client(calls)
                    tracked = _track(client, list(waybills))
                except errors.CarrierError as error:
                    tracked = None
                    failures.append(account._explain(error))
                    _logger.warning("Linkstar: tracking of %s parcels failed: %s", len(batch), type(error).__name__)
                except Exception as error:
                    tracked = None
                    note_trouble(registry, "linkstar.account", account.id, "poll_at", error)
                try:
                    in_transaction(
                        registry,
                        lambda env, ids=batch.ids, account_id=account.id, calls=calls, tracked=tracked, waybills=waybills: (
                            env["linkstar.call"]._keep(env["linkstar.account"].browse(account_id), calls),
                            env["linkstar.shipment"].browse(ids)._take_tracking(tracked, waybills),
                        ),
                    )
                except Exception as error:
                    _logger.error("Linkstar: tracking of %s parcels is taken one by one: %s", len(batch), errors.where(error))
                    batch._take_one_by_one(tracked, waybills)
        self.invalidate_recordset()
        return failures

    def _take_tracking(self, tracked, waybills):
        now = fields.Datetime.now()
        if tracked is None:
            self.write({"poll_at": now + _RETRY})
            return
        for parcel in tracked:
            shipment = self.browse(waybills.get(parcel.code.upper(), []))
            if shipment:
                shipment._take_history(parcel)
        for shipment in self:
            over = shipment.tracking_state in FINAL_TRACKING_STATES or (shipment.booked_at or now) < now - timedelta(days=_POLL_DAYS)
            shipment.poll_at = False if over or shipment.state == "cancelled" else now + timedelta(hours=shipment.account_id.tracking_hours)

    def _take_one_by_one(self, tracked, waybills):
        """Take the history of each of these alone, since one of them cannot be taken: that one is noted and the others are kept."""
        by_code = {parcel.code.upper(): parcel for parcel in tracked or ()}
        for waybill, shipment_id in waybills.items():
            found = None if tracked is None else [by_code[waybill]] if waybill in by_code else []
            try:
                in_transaction(
                    self.env.registry,
                    lambda env, shipment_id=shipment_id, found=found: env["linkstar.shipment"]
                    .browse(shipment_id)
                    ._take_tracking(found, waybills),
                )
            except Exception as error:
                note_trouble(self.env.registry, "linkstar.shipment", shipment_id, "poll_at", error)

    def _take_history(self, parcel):
        """Keep the events that are new, and let the newest one that a rule knows decide where the goods are."""
        rules = self.env["linkstar.tracking.rule"]
        known = {(event.occurred_at, event.code or "", event.text or "") for event in self.event_ids}
        new = []
        for event in parcel.events:
            occurred_at = event.occurred_at.astimezone(timezone.utc).replace(tzinfo=None, microsecond=0)
            key = (occurred_at, event.code, event.text)
            if key not in known:
                known.add(key)
                new.append({
                    "shipment_id": self.id,
                    "occurred_at": occurred_at,
                    "code": event.code,
                    "text": event.text,
                    "place": event.place,
                    "tracking_state": rules._meaning(event.code, event.text),
                })
        self.env["linkstar.tracking.event"].create(new)
        if new and self.state == "ready" and self.problem:
            # It travels: what was said about an attempt to cancel it is old news.
            self.problem = False
        latest = self.event_ids.filtered("tracking_state").sorted(lambda event: (event.occurred_at, event.id))[-1:]
        if latest and latest.tracking_state != self.tracking_state:
            self.tracking_state = latest.tracking_state
        number = parcel.tracking_number
        if number and number not in (self.tracking_number, self.waybill):
            self.tracking_number = number
            self._show_number()
        self._take_interception_told(parcel)

    # --- charges

    def action_fetch_charges(self):
        """Ask what the carrier charges now instead of at the next round."""
        self.check_access("read")
        if not self.env.user.has_group("account.group_account_invoice"):
            raise AccessError(self.env._("Only finance fetches charges: ask somebody with the role Invoicing."))
        failures = self.sudo()._fetch_charges()
        return self.sudo()._charge_news(failures)

    def _fetch_charges(self):
        """Ask what the carrier charges for these shipments; one call each, since the interface has no other way. Returned is why calls
        failed, as sentences."""
        registry, failures = self.env.registry, []
        for shipment in self.filtered("waybill"):
            calls = []
            charges, failed = None, False
            try:
                charges = shipment.account_id._client(calls).charges(shipment.reference_no)
            except errors.CarrierError as error:
                failed = True
                failures.append(shipment.account_id._explain(error))
                _logger.warning("Linkstar: charges of %s failed: %s", shipment.reference_no, type(error).__name__)
            except Exception as error:
                note_trouble(registry, "linkstar.shipment", shipment.id, "charge_at", error)
                continue
            try:
                in_transaction(
                    registry,
                    lambda env, shipment_id=shipment.id, calls=calls, charges=charges, failed=failed: env["linkstar.shipment"]
                    .browse(shipment_id)
                    ._take_charges(calls, charges, failed),
                )
            except Exception as error:
                note_trouble(registry, "linkstar.shipment", shipment.id, "charge_at", error)
        self.invalidate_recordset()
        return failures

    def _take_charges(self, calls, charges, failed):
        self.env["linkstar.call"]._keep(self.account_id, calls, self)
        now = fields.Datetime.now()
        if not charges:
            over = (self.booked_at or now) < now - timedelta(days=_CHARGE_DAYS)
            self.charge_at = False if over else now + (_RETRY if failed else timedelta(days=1))
            return
        self.charge_ids.filtered(lambda charge: charge.stage == "billed").unlink()
        rest = charges.total - sum(amount for _kind, amount in charges.amounts)
        # What the carrier adds up is what it will bill, also where it does not tell all parts.
        amounts = [*charges.amounts, ("other", rest)] if rest else charges.amounts
        self.env["linkstar.charge"].create([
            {
                "shipment_id": self.id,
                "company_id": self.company_id.id,
                "kind": kind,
                "stage": "billed",
                "currency_id": self.account_id.currency_id.id,
                "amount": float(amount),
                "date": now,
            }
            for kind, amount in amounts
        ])
        self.settled_weight = float(charges.settled_weight or 0)
        self.charge_at = False
