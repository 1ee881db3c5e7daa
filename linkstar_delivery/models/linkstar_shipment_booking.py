import logging
import time
import uuid
from datetime import timedelta

from odoo import api, fields, models

from ..api import errors
from . import dispatch, happening
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
#: After so many answers in a row that say nothing, a person is informed.
_UNCLEAR_TRIES = 5
#: When the carrier is asked for second orders, after an order that was sent twice: what it did late shows by then.
_LOOKS = (timedelta(minutes=15), timedelta(days=1))
#: Shipments that are looked at for second orders in one round, and that are woken at once.
_LOOK_LIMIT = 200


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

    def _work_later(self):
        """Have each of these shipments worked on at its ``work_at`` by this process; the cron, which looks once a minute, does it where
        the process has ended."""
        if not self:
            return
        dbname, postcommit = self.env.cr.dbname, self.env.cr.postcommit
        now = fields.Datetime.now()
        later = [
            ((shipment.work_at - now).total_seconds(), shipment.account_id.id, shipment.id, shipment.account_id.parallel_calls)
            for shipment in self
            if shipment.work_at
        ]
        postcommit.add(lambda: [dispatch.work_later(dbname, *due) for due in later])

    def _work(self):
        """Do what is due for these shipments and return when it is done: the cron's way, and the tests'."""
        if self:
            work_all(self.env.registry, self.ids, min(self.account_id.mapped("parallel_calls")))
            self.invalidate_recordset()

    @api.model
    def _cron_work(self):
        progress = self.env["ir.cron"]
        seen = set()
        self._search_due("look_at", _LOOK_LIMIT, [("work_at", "=", False)]).try_lock_for_update().work_at = fields.Datetime.now()
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
            shipment._wait(happening.of_error(error))
            return None
        if kind == "book":
            shipment._read_for_order()
        order, why_not = shipment._order_or_why_not() if kind == "book" else (None, "")
        texts = shipment._why_not_texts() if why_not else {}
        if why_not and not shipment.uncertain:
            shipment._refuse(happening.of_records(texts))
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
            why_not=texts,
            lately=lately,
            cancel_unsure=shipment.cancel_unsure,
            deadline=time.time() + 4 * client.longest_call,
            label_content=shipment.account_id.label_content,
            remark=shipment.intercept_remark or "",
            waybill=shipment.waybill or "",
            surplus=tuple(shipment.surplus or ())[:2],
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

    def _why_not_texts(self):
        """{language: why the records make no order}, in all languages of this database."""
        languages = [code for code, _name in self.env["res.lang"].get_installed()]
        return {lang: self.with_context(lang=lang)._order_or_why_not()[1] for lang in languages}

    def _next_step(self):
        if self.surplus:
            return "surplus"
        if self.cancel_requested and self.state != "cancelled":
            return "cancel"
        if self.state in ("queued", "booking"):
            return "book"
        if self.state == "accepted":
            return "number" if self.number_pending else "label"
        if self.look_at and self.look_at <= fields.Datetime.now():
            return "look"
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
            if job.ask_first and job.kind in ("book", "cancel"):
                # It may have been sent twice, and a carrier may do late what it was asked for first.
                self.look_at = fields.Datetime.now() + _LOOKS[0]
            if self.account_id.happened:
                self.account_id.happened = False
        if not self.work_at and self._next_step() in ("cancel", "intercept"):
            # Asked for while this call was under way.
            self.work_at = fields.Datetime.now()
        return bool(self.work_at and self.work_at <= fields.Datetime.now())

    def _take_error(self, job, error):
        happened = happening.of_error(error)
        # Known not to have been carried out: what was certain before the call is certain again.
        harmless = isinstance(error, errors.NotSent | errors.AccessDenied | errors.Misconfigured | errors.Refused)
        if job.kind == "book" and harmless:
            self.uncertain = isinstance(error, errors.AlreadyExists) or (job.ask_first and not isinstance(error, errors.Refused))
            if not self.uncertain and not isinstance(error, errors.Refused):
                self.sent_at = False
        if job.kind == "cancel" and harmless:
            self.cancel_unsure = job.cancel_unsure and not isinstance(error, errors.Refused)
        if isinstance(error, errors.AccessDenied | errors.Misconfigured):
            self.account_id._take_problem(error)
        if isinstance(error, errors.Cancelled):
            self._set_cancelled()
            if self.box not in self.picking_id._linkstar_open_shipments().mapped("box"):
                self._tell(
                    self._for_whom().env._(
                        "The carrier says that the order of %(transfer)s is cancelled there. Press Send to Shipper on the transfer to book "
                        "it again.",
                        transfer=self.picking_id.name,
                    )
                )
            return
        if job.kind == "look":
            # The order that we know is good: the next look is soon enough.
            self.write({"work_at": False, "look_at": fields.Datetime.now() + timedelta(hours=1)})
            return
        if job.kind == "surplus":
            # The order that we know is good, and its own problem, if it has one, stays.
            self.write({"work_tries": self.work_tries + 1, "work_at": fields.Datetime.now() + self._pause(self.work_tries)})
            self._work_later()
            return
        if job.kind == "number" and isinstance(error, errors.Unsupported) and self.waybill:
            self._go_on(number_pending=False)
            self._show_number()
            return
        if job.kind == "book" and self.cancel_requested and self._never_sent():
            self._set_cancelled()
            return
        if job.kind == "book" and self.cancel_requested and isinstance(error, errors.Refused):
            self._go_on(state="queued")
            return
        if isinstance(error, errors.Refused):
            if job.kind == "cancel":
                not_cancelled = {"code": "not_cancelled", "of": happened, "booked": bool(self.waybill)}
                self.write({"cancel_requested": False, "happened": not_cancelled, "work_at": False})
                self.picking_id._message_log(body=self._for_whom().problem)
                self._not_cancelled()
                if self.state in ("queued", "booking", "accepted"):
                    self.write({"state": "queued" if self.state == "booking" else self.state, "work_at": fields.Datetime.now()})
                return
            if job.kind == "book":
                self._refuse(happened)
                return
        self._wait(happened)

    def _take_failure(self, job):
        """The answer could not be written down, for a reason that is in the server's log: the next try asks the carrier first."""
        if self.lease == job.lease:
            self._wait({"code": "not_stored"})

    def _refuse(self, happened):
        self.write({"state": "refused", "happened": happened, "work_at": False})
        self._tell()

    def _wait(self, happened):
        """Try the same again later: soon at first, then ever more seldom. What stays unclear goes to a person, once."""
        unclear = (self.happened or {}).get("unclear", 0) + (happened["code"] == "Unclear")
        self.write({
            "state": "queued" if self.state == "booking" else self.state,
            "happened": {**happened, "unclear": unclear},
            "waits_for_carrier": happened["code"] in happening.OF_THE_ACCOUNT,
            "work_tries": self.work_tries + 1,
            "work_at": fields.Datetime.now() + self._pause(self.work_tries),
        })
        self._work_later()
        if happened["code"] == "Unclear" and unclear == _UNCLEAR_TRIES:
            self._tell(summary=self._for_whom().env._("The carrier's answers are not clear"))

    @api.model
    def _pause(self, tries):
        """How long to wait after so many tries without success."""
        return timedelta(seconds=_PATIENCE[min(tries, len(_PATIENCE) - 1)])

    def _wake(self, at_most=False):
        """Have these shipments, which wait for their next try, worked on now, a few at a time. Those that are being worked on are left.

        :param at_most: only those whose last try is a minute ago: what each success of another parcel may do"""
        now = fields.Datetime.now()
        waiting = self.filtered(lambda s: not s.lease and s.work_at and s.work_at > now)
        if at_most:
            waiting = waiting.filtered(lambda s: s.work_at - self._pause(s.work_tries - 1) < now - timedelta(minutes=1))
        waiting = waiting.try_lock_for_update()
        for _account, shipments in waiting.grouped("account_id").items():
            for place, shipment in enumerate(shipments):
                shipment.work_at = now + timedelta(seconds=place // shipment.account_id.parallel_calls)
        if not at_most:
            waiting.work_tries = 0
        waiting.filtered(lambda s: s.work_at <= now)._work_soon()
        waiting.filtered(lambda s: s.work_at > now)._work_later()

    def _go_on(self, **values):
        self.write({"happened": False, "waits_for_carrier": False, "work_tries": 0, "work_at": fields.Datetime.now(), **values})

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
            surplus=list(booked.others) or False,
        )
        self._show_number()
        self.picking_id.activity_unlink(["linkstar_delivery.mail_activity_refused"])

    def _take_number(self, numbers):
        waybill = self.waybill or (numbers and numbers.waybill)
        if numbers and numbers.others and self.waybill:
            self.surplus = [other for other in (numbers.waybill, *numbers.others) if other.upper() != self.waybill.upper()]
        if waybill and self.number_unsure and self.work_tries >= _NUMBER_TRIES and not (numbers and numbers.tracking_number):
            self._go_on(number_pending=False, waybill=waybill)
            self._show_number()
            return
        if not numbers or not numbers.tracking_number or not waybill:
            self._wait({"code": "number_pending"})
            return
        self._go_on(number_pending=False, tracking_number=numbers.tracking_number, waybill=waybill)
        for parcel in self.parcel_ids:
            parcel.tracking_number = numbers.by_box.get(parcel.number) or False
        self._show_number()

    def _take_cancel(self, others):
        self._set_cancelled()
        if others:
            self.write({"surplus": list(others), "work_at": fields.Datetime.now()})

    def _take_look(self, waybills):
        now = fields.Datetime.now()
        second = (self.sent_at or now) + _LOOKS[1]
        self.write({
            "surplus": list(waybills) or False,
            "work_at": now if waybills else False,
            "work_tries": 0,
            "look_at": second if second > now + _LOOKS[0] else False,
        })

    def _take_surplus(self, results):
        """Inform a person of the orders that were there besides ours, once for all of them."""
        rest = [waybill for waybill in self.surplus or () if waybill not in results]
        self.write({"surplus": rest or False, "work_at": fields.Datetime.now(), "work_tries": 0})
        shipment = self._for_whom()
        account = shipment.account_id.name
        kept = self.waybill if self.state != "cancelled" else ""
        parts = []
        for waybill, result in results.items():
            if isinstance(result, errors.CarrierError):
                why = happening.sentence(shipment.env, happening.of_error(result), account, again=False)
                parts.append(
                    shipment.env._(
                        "The order %(waybill)s should not be there and could not be cancelled: cancel it in the carrier's portal, or ask "
                        "the carrier. %(why)s",
                        waybill=waybill,
                        why=why,
                    )
                )
            elif result:
                parts.append(shipment.env._("The order %s should not be there; it was cancelled.", waybill))
        if not parts:
            return
        opening = (
            shipment.env._(
                "The carrier made more than one order for %(transfer)s. The order %(waybill)s is the right one: use only its label.",
                transfer=self.picking_id.name,
                waybill=kept,
            )
            if kept
            else shipment.env._("The carrier had an order for %s although it is cancelled.", self.picking_id.name)
        )
        self._tell(
            "\n".join([opening, *parts]),
            summary=shipment.env._("More than one order at the carrier"),
            activity="linkstar_delivery.mail_activity_double",
        )

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
