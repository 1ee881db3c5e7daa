from odoo import fields, models
from odoo.addons.linkstar_customs.models.lookups import as_html

from ..api import errors
from . import happening
from .states import FINAL_TRACKING_STATES


class LinkstarShipment(models.Model):
    """Stopping a parcel that the carrier has already: it is asked to intercept, and may say no."""

    _inherit = "linkstar.shipment"

    intercept_state = fields.Selection(
        [("requested", "Asked for"), ("confirmed", "Intercepted"), ("refused", "Refused")],
        "Interception",
        readonly=True,
        copy=False,
        help="Asked for: the carrier has not answered yet. Intercepted: it holds the parcel. Refused: the parcel travels on.",
    )
    intercept_remark = fields.Char("Reason of the interception", readonly=True, copy=False)
    intercept_user_id = fields.Many2one("res.users", "Interception asked for by", readonly=True, copy=False)
    intercept_at = fields.Datetime("Interception answered", readonly=True, copy=False)

    def _is_handed_over(self):
        """Whether the carrier has the parcel, as far as we or its history tell: then it cannot be cancelled any more."""
        self.ensure_one()
        return bool(self.waybill) and (bool(self.handed_over_at) or self.tracking_state not in ("none", "registered"))

    def _is_live(self):
        """Whether a parcel may still travel under this order."""
        self.ensure_one()
        sent = self.waybill or self.uncertain or self.state in ("booking", "accepted", "ready")
        return bool(self.state != "cancelled" and sent and self.tracking_state not in FINAL_TRACKING_STATES)

    def _being_stopped(self):
        self.ensure_one()
        return self.cancel_requested or self.intercept_state in ("requested", "confirmed")

    def action_cancel(self):
        """Also: what the carrier has already is to be intercepted; what it holds is done with."""
        self._check_may_act()
        held = self.filtered(lambda s: s.state != "cancelled" and s.intercept_state == "confirmed")
        for shipment in held.sudo():
            shipment._set_cancelled()
        gone = self.filtered(lambda s: s.state != "cancelled" and s._is_handed_over()) - held
        gone.action_intercept()
        return super(LinkstarShipment, self - held - gone).action_cancel()

    def action_intercept(self):
        """Have the carrier asked to stop these parcels on their way; the context may hold the reason (``linkstar_remark``)."""
        self._check_may_act()
        remark = self.env.context.get("linkstar_remark") or self.env._("The sender asks to hold the parcel.")
        todo = self.sudo().filtered(lambda s: s.waybill and s.state != "cancelled" and not s._being_stopped())
        for shipment in todo:
            shipment._act_now(
                problem=False, intercept_state="requested", intercept_remark=remark, intercept_at=False, intercept_user_id=self.env.uid
            )
        return self._notify(*self._asked_to_intercept(todo))

    def _asked_to_intercept(self, todo):
        """(Sentences, kind of notification) for whoever asked to intercept these, of which the carrier is asked for ``todo``."""
        sentences = []
        if todo:
            sentences.append(
                self.env._("The carrier is asked to stop %s. It may refuse: its answer is shown when it comes.", todo._numbers_text())
            )
        if rest := self - todo.sudo(self.env.su):
            sentences.append(
                self.env._(
                    "Not asked for, because it is cancelled or being stopped already, or has no number yet: %s.", rest._numbers_text()
                )
            )
        return sentences, "success" if todo else "warning"

    def action_ask_to_intercept(self):
        """Ask for the reason first: it is what the carrier's people read."""
        self._check_may_act()
        return self.env["linkstar.cancellation"]._ask(self, intercept=True) or self._notify(
            [self.env._("Not intercepted, because it has arrived, is cancelled or is being stopped already: %s.", self._numbers_text())],
            "warning",
        )

    def _set_cancelled(self):
        if self.intercept_state == "requested":
            # There is no parcel any more that could be stopped.
            self.write({"intercept_state": False, "intercept_remark": False})
        return super()._set_cancelled()

    # --- the worker's side

    def _next_step(self):
        step = super()._next_step()
        return "intercept" if self.intercept_state == "requested" and step in (None, "number", "label") else step

    def _take_error(self, job, error):
        if job.kind == "intercept" and isinstance(error, errors.Refused):
            self._take_interception("refused", {"code": "not_intercepted", "of": happening.of_error(error)})
            return
        if job.kind == "cancel" and isinstance(error, errors.Held):
            # Nobody was told so when it was intercepted; now it is done with.
            self._take_intercept(None)
            self._set_cancelled()
            return
        super()._take_error(job, error)

    def _take_interception_told(self, parcel):
        """What the tracking tells of an interception is true, whatever was answered when it was asked for."""
        newest = max(parcel.events, key=lambda event: event.occurred_at, default=None)
        told = newest and self.env["linkstar.tracking.rule"]._tells_interception(newest.code, newest.text)
        # One that is being worked on is looked at again at the next round.
        if told and self.intercept_state != "confirmed" and self.state != "cancelled" and not self.lease and not self.cancel_requested:
            self._take_intercept(None)

    def _take_intercept(self, _result):
        self._take_interception("confirmed")

    def _take_interception(self, state, happened=False):
        """Note the carrier's answer; a step that the request came before is taken up again."""
        now = fields.Datetime.now()
        self.write({
            "intercept_state": state,
            "intercept_at": now,
            "happened": happened,
            "work_tries": 0,
            "work_at": now if self.state == "accepted" and state == "refused" else False,
        })
        self._answer_who_asked()
        if state == "refused":
            self._tell()
            # An earlier request whose answer was lost may have been carried out: its history tells.
            self.poll_at = now
        else:
            text = self._for_whom().env._("The carrier holds the parcel %s.", self.tracking_number or self.waybill)
            self.picking_id._message_log(body=text)
            self.picking_id.activity_unlink(["linkstar_delivery.mail_activity_refused"])

    def _tell_order_cancelled(self):
        """The order is cancelled, its parcel is not: somebody decides."""
        picking = self.picking_id
        note = self.env._(
            "The order %(order)s is cancelled, and the parcel %(number)s is on its way. Cancel or intercept it on the shipment, or let it "
            "go.",
            order=self.sale_order_id.name,
            number=self.tracking_number or self.waybill or self.reference_no,
        )
        people = (picking.user_id + self.create_uid).filtered(lambda user: user.active and user._is_internal())
        picking.activity_schedule(
            "linkstar_delivery.mail_activity_order_cancelled", note=as_html(note), user_id=people[:1].id or self.env.uid
        )

    def _answer_who_asked(self):
        """Show the carrier's answer, which comes long after the click, to whoever asked to intercept the parcel."""
        user, self.intercept_user_id = self.intercept_user_id, False
        if not user:
            return
        shipment = self.with_context(lang=user.lang)
        refused = self.intercept_state == "refused"
        number = self.tracking_number or self.waybill
        message = shipment.problem if refused else shipment.env._("The carrier holds the parcel %s.", number)
        user._bus_send("simple_notification", {"type": "warning" if refused else "success", "message": message, "sticky": True})
