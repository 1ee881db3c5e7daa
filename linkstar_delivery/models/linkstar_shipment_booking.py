import logging
import time
import uuid
from datetime import timedelta

from odoo import api, fields, models

from ..api import errors
from . import dispatch
from .worker import Job, work_all

_logger = logging.getLogger(__name__)

#: Seconds until the next try, by the number of tries without success; the last one goes on.
_PATIENCE = (10, 20, 40, 60, 120, 300, 600, 1800, 3600)
_CRON_BATCH = 50
#: Seconds that a lease is longer than the calls it covers, for what comes before and after them.
_SPARE = 10
#: After this long a carrier that does not know an order never got it.
_BELIEVED_AFTER = timedelta(minutes=2)
#: After so many questions (four minutes) an order that was found at the carrier has no number besides its waybill: the
#: carrier tells that only when it makes the order.
_NUMBER_TRIES = 5


class LinkstarShipment(models.Model):
    """What the worker (``worker``) asks of a shipment: to be claimed for a step, and to take what came of it."""

    _inherit = "linkstar.shipment"

    def _work_soon(self):
        """Have these shipments worked on once this transaction is committed, without anybody waiting for it.

        A few threads of this process do it at once, no more than the account's parallel calls, for core asks for each transfer of a
        batch by itself; where they are lost (the process ends), the cron does it within a minute."""
        if not self:
            return
        dbname, postcommit = self.env.cr.dbname, self.env.cr.postcommit
        parallel = {account.id: account.parallel_calls for account in self.account_id}
        if "linkstar.work" not in postcommit.data:
            due = postcommit.data["linkstar.work"] = {}

            @postcommit.add
            def start():
                postcommit.data.pop("linkstar.work", None)
                for (account_id, calls), ids in due.items():
                    dispatch.work_soon(dbname, account_id, dict.fromkeys(ids), calls)

        for account_id, shipments in self.grouped("account_id").items():
            postcommit.data["linkstar.work"].setdefault((account_id.id, parallel[account_id.id]), []).extend(shipments.ids)

    def _work(self):
        """Do what is due for these shipments and return when it is done: the cron's way, and the tests'."""
        if self:
            work_all(self.env.registry, self.ids, min(self.account_id.mapped("parallel_calls")))
            self.invalidate_recordset()

    @api.model
    def _cron_work(self):
        progress = self.env["ir.cron"]
        seen = set()
        while True:
            due = self._search_due("work_at", _CRON_BATCH, [("id", "not in", list(seen))])
            # A few at a time: with a carrier that hangs, more would outlive the time that Odoo gives a cron.
            batch = due[: min(due.account_id.mapped("parallel_calls"), default=1)]
            # Claims are made by transactions of their own: ours ends here, or it would not see what they did.
            if not batch or progress._commit_progress(remaining=len(due)) <= 0:
                return
            seen.update(batch.ids)
            batch._work()
            progress._commit_progress(len(batch), remaining=len(due) - len(batch))

    def _claim(self):
        """Take this shipment for one step at the carrier, if something is due and nobody else has it.

        After the commit the shipment is ours until the lease runs out (``work_at``).
        :return: a :class:`Job`, or None"""
        shipment = self.try_lock_for_update()
        if not shipment or not shipment.work_at or shipment.work_at > fields.Datetime.now():
            return None
        kind = shipment._next_step()
        if not kind:
            shipment.work_at = False
            return None
        shipment = shipment.with_company(shipment.company_id)
        if kind == "cancel" and shipment._never_sent():
            shipment._set_cancelled()
            return None
        calls, lease, now = [], uuid.uuid4().hex, fields.Datetime.now()
        try:
            client = shipment.account_id._client(calls)
        except errors.CarrierError as error:
            shipment._wait(shipment.account_id._explain(error))
            return None
        if kind == "book":
            shipment._read_for_order()
        order, why_not = shipment._order_or_why_not() if kind == "book" else (None, "")
        if why_not and not shipment.uncertain:
            shipment._refuse(why_not)
            return None
        lately = bool(shipment.uncertain and shipment.sent_at and shipment.sent_at > now - _BELIEVED_AFTER)
        job = Job(
            kind=kind,
            reference_no=shipment.reference_no,
            lease=lease,
            client=client,
            calls=calls,
            # A carrier may have made an order and said no to it.
            ask_first=shipment.uncertain or (kind in ("book", "cancel") and not shipment.waybill and bool(shipment.sent_at)),
            order=order,
            why_not=why_not,
            lately=lately,
            cancel_unsure=shipment.cancel_unsure,
            deadline=time.time() + 4 * client.longest_call,
            label_content=shipment.account_id.label_content,
            remark=shipment.intercept_remark or "",
        )
        values = {"lease": lease, "work_at": now + timedelta(seconds=job.longest + _SPARE)}
        if kind == "book":
            # From here on the carrier may have it, whatever becomes of us.
            values.update(state="booking", uncertain=True, sent_at=shipment.sent_at if lately else now)
            shipment.declaration_id._freeze()
        if kind == "cancel":
            values["cancel_unsure"] = True
        shipment.write(values)
        return job

    def _never_sent(self):
        """Whether the carrier cannot have an order of this shipment."""
        return not (self.uncertain or self.waybill or self.sent_at)

    def _next_step(self):
        if self.cancel_requested and self.state != "cancelled":
            return "cancel"
        if self.state in ("queued", "booking"):
            return "book"
        if self.state == "accepted":
            return "number" if self.number_pending else "label"
        return None

    def _take(self, job, result):
        """Write down what came of ``job``, unless the lease ran out and another worker has taken over.

        :return: whether there may be more to do now"""
        shipment = self.with_company(self.company_id)
        self.env["linkstar.call"].with_company(self.company_id)._keep(self.account_id, job.calls, self)
        if self.lease != job.lease:
            _logger.info("Linkstar: an answer for %s came after its lease and is left to the next try", job.reference_no)
            return True
        self.lease = False
        if isinstance(result, errors.CarrierError):
            shipment._take_error(job, result)
        else:
            getattr(shipment, f"_take_{job.kind}")(result)
            if self.account_id.problem:
                self.account_id.problem = False
        if not self.work_at and self._next_step() in ("cancel", "intercept"):
            # Asked for while this call was under way.
            self.work_at = fields.Datetime.now()
        return bool(self.work_at and self.work_at <= fields.Datetime.now())

    def _take_error(self, job, error):
        sentence = self.account_id._explain(error)
        # Known not to have been carried out: what was certain before the call is certain again.
        harmless = isinstance(error, errors.NotSent | errors.AccessDenied | errors.Misconfigured | errors.Refused)
        if job.kind == "book" and harmless:
            self.uncertain = isinstance(error, errors.AlreadyExists) or (job.ask_first and not isinstance(error, errors.Refused))
            if not self.uncertain and not isinstance(error, errors.Refused):
                self.sent_at = False
        if job.kind == "cancel" and harmless:
            self.cancel_unsure = job.cancel_unsure and not isinstance(error, errors.Refused)
        if isinstance(error, errors.AccessDenied | errors.Misconfigured):
            self.account_id.problem = sentence
        if isinstance(error, errors.Cancelled):
            self._set_cancelled()
            if self.box not in self.picking_id._linkstar_open_shipments().mapped("box"):
                self._tell(
                    self.env._(
                        "The carrier says that the order of %(transfer)s is cancelled there. Press Send to Shipper on the transfer to book "
                        "it again.",
                        transfer=self.picking_id.name,
                    )
                )
            return
        if job.kind == "book" and self.cancel_requested and self._never_sent():
            self._set_cancelled()
            return
        if job.kind == "book" and self.cancel_requested and isinstance(error, errors.Refused):
            self._go_on(state="queued")
            return
        if isinstance(error, errors.Refused):
            if job.kind == "cancel":
                self.write({"cancel_requested": False, "problem": self.env._("Not cancelled. %s", sentence), "work_at": False})
                self.picking_id._message_log(body=self.problem)
                self._not_cancelled()
                if self.state in ("queued", "booking", "accepted"):
                    self.write({"state": "queued" if self.state == "booking" else self.state, "work_at": fields.Datetime.now()})
                return
            if job.kind == "book":
                self._refuse(sentence)
                return
        self._wait(sentence)

    def _take_failure(self, job):
        """The answer could not be written down, for a reason that is in the server's log: the next try asks the carrier first."""
        if self.lease == job.lease:
            self._wait(self.env._("The carrier's answer could not be stored; the server's log says why. It is tried again by itself."))

    def _refuse(self, sentence):
        self.write({"state": "refused", "problem": sentence, "work_at": False})
        self._tell(sentence)

    def _wait(self, sentence):
        """Try the same again later: soon at first, then ever more seldom."""
        seconds = _PATIENCE[min(self.work_tries, len(_PATIENCE) - 1)]
        self.write({
            "state": "queued" if self.state == "booking" else self.state,
            "problem": sentence,
            "work_tries": self.work_tries + 1,
            "work_at": fields.Datetime.now() + timedelta(seconds=seconds),
        })

    def _go_on(self, **values):
        self.write({"problem": False, "work_tries": 0, "work_at": fields.Datetime.now(), **values})

    def _take_book(self, booked):
        now = fields.Datetime.now()
        self._go_on(
            state="accepted",
            uncertain=False,
            waybill=booked.waybill,
            tracking_number=booked.tracking_number,
            # An adopted order may come without its waybill, which tracking and cancelling go by.
            number_pending=(booked.number_pending and not booked.tracking_number) or not booked.waybill,
            number_unsure=booked.number_unsure,
            remote_area=booked.remote_area,
            booked_at=now,
            poll_at=now + timedelta(hours=self.account_id.tracking_hours),
            charge_at=now + timedelta(days=1),
        )
        self._show_number()
        self.picking_id.activity_unlink(["linkstar_delivery.mail_activity_refused"])

    def _take_number(self, numbers):
        waybill = (numbers and numbers.waybill) or self.waybill
        if waybill and self.number_unsure and self.work_tries >= _NUMBER_TRIES and not (numbers and numbers.tracking_number):
            self._go_on(number_pending=False, waybill=waybill)
            self._show_number()
            return
        if not numbers or not numbers.tracking_number or not waybill:
            self._wait(self.env._("The carrier has not given the tracking number yet. It is asked again by itself."))
            return
        self._go_on(number_pending=False, tracking_number=numbers.tracking_number, waybill=waybill)
        for parcel in self.parcel_ids:
            parcel.tracking_number = numbers.by_box.get(parcel.number) or False
        self._show_number()

    def _take_cancel(self, _result):
        self._set_cancelled()

    def _show_number(self):
        """Put the numbers of the transfer's orders where core and its users look for them, joined by commas as core does: on all
        transfers that the goods of this one go through. One that shows another's number keeps it."""
        picking = self.picking_id
        # Of these only what is looked at here: see ``_read_for_order``.
        picking.fetch([name for name in ("name", "state", "carrier_id", "carrier_tracking_ref", "batch_id") if name in picking._fields])
        picking.carrier_id.fetch(["delivery_type"])
        picking.move_ids.fetch(["picking_id", "origin_returned_move_id"])
        shown = {*picking.linkstar_shipment_ids.mapped("shown_number"), False, ""}
        # One that goes by another carrier after all has that carrier's number.
        orders = picking._linkstar_open_shipments() if picking.carrier_id.delivery_type == "linkstar" else self.browse()
        numbers = [s.tracking_number or s.waybill for s in orders]
        text = ",".join(dict.fromkeys(number for number in numbers if number)) or False
        if text not in shown or picking.carrier_tracking_ref != text:
            chain = (picking + picking._linkstar_chain()).filtered(lambda p: (p == picking and text) or p.carrier_tracking_ref in shown)
            # Nobody follows this field; asking what else is followed reads more than all the rest of this.
            followed = getattr(picking._fields["carrier_tracking_ref"], "tracking", None)
            chain.with_context(tracking_disable=not followed).carrier_tracking_ref = text
        self.shown_number = text
