import hashlib
import logging
import time
import uuid
from dataclasses import replace
from datetime import timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal

from odoo import api, fields, models
from odoo.addons.linkstar_customs.rules import boxes, weights
from odoo.addons.linkstar_customs.services.amounts import decimal
from odoo.addons.linkstar_customs.services.queries import as_html
from odoo.exceptions import AccessError, RedirectWarning, UserError
from odoo.fields import Domain
from odoo.tools import SQL, split_every

from .. import labels
from ..api import errors, messages
from ..labels import candidates
from ..lifecycle import charges as settling
from ..lifecycle import tracking as lifecycle
from ..rules import options
from ..runner import pool
from ..runner.questions import ChargesQuestion, TrackingQuestion
from ..runner.steps import Busy, Job, work_all
from ..services import happening
from ..services.states import FINAL_TRACKING_STATES, STATES, TRACKING_DECORATIONS, TRACKING_STATES, TROUBLE, UNDELIVERABLE, WHOLE

#: Seconds after which a label is late: whoever validated is looking at something else by then.
_LATE = 60

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

_STATE_DECORATIONS = {"refused": "danger", "cancelled": "muted", "ready": "success"}

#: How the name of a label report goes on, by what the context says of customs forms.
FORMS_IN_NAME = {None: "", "with": "_with_form", "without": "_without_form"}

_NUMBERS = ("tracking_number", "waybill", "reference_no")

#: Shipments that bear exactly one of the numbers, each by an index of its own.
_EXACT = """
          SELECT id FROM linkstar_shipment WHERE upper(tracking_number) = ANY(%(numbers)s)
    UNION SELECT id FROM linkstar_shipment WHERE upper(waybill) = ANY(%(numbers)s)
    UNION SELECT id FROM linkstar_shipment WHERE reference_no = ANY(%(numbers)s)
    UNION SELECT shipment_id FROM linkstar_parcel WHERE upper(tracking_number) = ANY(%(numbers)s)
"""

_MOST_BOXES = 1000

_CENT = Decimal("0.01")

#: What is read of the partners and the company of an order, see ``_read_for_order``; ``street3`` is of an addon of OCA's.
_PARTY = (
    "name", "street", "street2", "street3", "city", "zip", "state_id", "country_id", "phone", "email", "website", "parent_id",
    "commercial_partner_id", "commercial_company_name",
)

_SAFETY = ("linkstar_manufacturer_id", "linkstar_responsible_id")

_RETRY = timedelta(minutes=30)

#: Shipments of one round, small enough that a round ends within a cron's time even when the carrier hangs: tracking is
#: asked for by batches, charges one by one.
_POLL_LIMIT = 50

_CHARGE_LIMIT = 3












class LinkstarShipment(models.Model):
    """One order at the carrier: one attempt to send one transfer, or one box of it.

    Whoever wants something of the carrier writes it here (``queued``, ``cancel_requested``) in the user's own transaction;
    the worker (``runner/steps``) does it afterwards. ``work_at`` says when it has to act next.
    """

    _name = "linkstar.shipment"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Linkstar Shipment"
    _order = "id desc"
    _rec_name = "reference_no"
    _check_company_auto = True
    # Who may read a shipment may write a note on it; its fields are the worker's.
    _mail_post_access = "read"
    reference_no = fields.Char("Reference", readonly=True, copy=False, index="trigram")
    picking_id = fields.Many2one(
        "stock.picking", "Transfer", required=True, readonly=True, ondelete="restrict", index=True, check_company=True
    )
    sale_order_id = fields.Many2one(related="picking_id.sale_id", string="Order")
    partner_id = fields.Many2one(related="declaration_id.partner_id", string="Consignee")
    carrier_id = fields.Many2one("delivery.carrier", "Delivery method", readonly=True, ondelete="restrict")
    account_id = fields.Many2one("linkstar.account", required=True, readonly=True, ondelete="restrict", index=True, check_company=True)
    service_id = fields.Many2one("linkstar.service", "Line", required=True, readonly=True, ondelete="restrict", check_company=True)
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    box = fields.Char(
        required=True,
        readonly=True,
        default=WHOLE,
        copy=False,
        help="ALL: the order is for the whole transfer; P and a number: for that package; LOOSE: for what is in no package.",
    )
    attempt = fields.Integer(required=True, readonly=True, default=1, help="Counts the orders made for this transfer or box.")
    declaration_id = fields.Many2one(
        "linkstar.customs.declaration", "Customs declaration", readonly=True, ondelete="restrict", copy=False, index="btree_not_null"
    )
    parcel_ids = fields.One2many("linkstar.parcel", "shipment_id", "Parcels", readonly=True)
    weight = fields.Float("Weight (kg)", compute="_compute_weight", digits=(12, 3))
    state = fields.Selection(STATES, required=True, readonly=True, default="queued", index=True, copy=False)
    tracking_state = fields.Selection(TRACKING_STATES, required=True, readonly=True, default="none", index=True, copy=False)
    uncertain = fields.Boolean(
        readonly=True,
        copy=False,
        help="The carrier may have this order although no answer told so: it is asked before anything is sent again.",
    )
    waybill = fields.Char(readonly=True, copy=False, index="trigram")
    tracking_number = fields.Char(readonly=True, copy=False, index="trigram")
    number_pending = fields.Boolean(readonly=True, copy=False)
    number_unsure = fields.Boolean(
        readonly=True, copy=False, help="The order was found at the carrier, which did not tell whether a number of its own will come."
    )
    remote_area = fields.Boolean(readonly=True, copy=False)
    tracking_url = fields.Char("Tracking page", compute="_compute_tracking_url")
    label_attachment_id = fields.Many2one("ir.attachment", "Label", readonly=True, copy=False, ondelete="restrict")
    happened = fields.Json(readonly=True, copy=False, help="What the problem is made of, as values.")
    problem = fields.Text(
        compute="_compute_problem", inverse="_inverse_problem", search="_search_problem", compute_sudo=True,
        help="What stops the shipment, and what to do.",
    )
    cancel_requested = fields.Boolean(readonly=True, copy=False)
    cancel_unsure = fields.Boolean(
        readonly=True, copy=False, help="The carrier may have cancelled the order although no answer told so: it is asked until it says."
    )
    surplus = fields.Json(readonly=True, copy=False, help="Waybills of further orders of this reference, which are to be cancelled.")
    look_at = fields.Datetime(
        readonly=True, copy=False, help="When the carrier is asked whether it has more orders of this reference than the one we know."
    )
    waits_for_carrier = fields.Boolean(
        readonly=True, copy=False, help="What it waits for is the same for all shipments of the account: the way to the carrier."
    )
    sent_at = fields.Datetime(readonly=True, copy=False, help="When the order was last sent, with or without an answer.")
    shown_number = fields.Char(readonly=True, copy=False, help="The number that was put on the transfers.")
    booked_at = fields.Datetime(readonly=True, copy=False)
    work_at = fields.Datetime("Next try", readonly=True, copy=False, help="When the worker acts next; empty: there is nothing to do.")
    work_tries = fields.Integer("Tries", readonly=True, copy=False)
    lease = fields.Char(readonly=True, copy=False, help="Whose answer may be written: the worker that claimed the shipment last.")
    event_ids = fields.One2many("linkstar.tracking.event", "shipment_id", "History", readonly=True)
    ended_at = fields.Datetime(
        "End known since", readonly=True, copy=False, help="When we learnt that the parcel is delivered, returned, destroyed or lost."
    )
    poll_at = fields.Datetime("Next tracking call", readonly=True, copy=False)
    charge_ids = fields.One2many("linkstar.charge", "shipment_id", "Charges", readonly=True, groups="account.group_account_invoice")
    charge_at = fields.Datetime("Next charges call", readonly=True, copy=False)
    settled_weight = fields.Float("Settled weight (kg)", digits=(12, 3), readonly=True, copy=False, groups="account.group_account_invoice")
    call_ids = fields.One2many("linkstar.call", "shipment_id", "Calls", readonly=True, groups="stock.group_stock_manager")
    _reference_uniq = models.UniqueIndex("(account_id, reference_no)", "This reference is already used at the carrier.")
    _one_open = models.UniqueIndex(
        "(picking_id, box) WHERE state != 'cancelled'",
        "This transfer or box has a shipment already: cancel that one before a new one is made.",
    )
    _booked_of_line = models.Index("(service_id, booked_at) WHERE booked_at IS NOT NULL")
    _look_due = models.Index("(look_at) WHERE look_at IS NOT NULL")
    _waiting = models.Index("(account_id, work_at) WHERE waits_for_carrier")
    _work_due = models.Index("(work_at) WHERE work_at IS NOT NULL")
    _poll_due = models.Index("(poll_at) WHERE poll_at IS NOT NULL")
    _charge_due = models.Index("(charge_at) WHERE charge_at IS NOT NULL")
    print_for_id = fields.Many2one(
        "res.users", "Print for", readonly=True, copy=False, index="btree_not_null", help="Whose browser prints the label when it comes."
    )
    country_id = fields.Many2one(related="declaration_id.country_id", string="Country")
    state_decoration = fields.Char(compute="_compute_decorations")
    tracking_decoration = fields.Char(compute="_compute_decorations")
    photo_ids = fields.Many2many("linkstar.parcel.photo", compute="_compute_evidence", string="Packing photos")
    weighing_ids = fields.Many2many("linkstar.weighing", compute="_compute_evidence", string="Weighing record")
    form_attachment_id = fields.Many2one(
        "ir.attachment", "Customs form", readonly=True, copy=False, ondelete="restrict", help="As the carrier made it."
    )
    form_sha256 = fields.Char("Checksum of the customs form", readonly=True, copy=False)
    handed_over_at = fields.Datetime(
        "Handed over", readonly=True, copy=False, index="btree_not_null", help="When the first parcel of the shipment was given away."
    )
    handover_line_ids = fields.One2many("linkstar.handover.line", "shipment_id", "On manifests", readonly=True)
    # A scanner's number is looked up in capitals.
    _tracking_number_capitals = models.Index("(upper(tracking_number)) WHERE tracking_number IS NOT NULL")
    _waybill_capitals = models.Index("(upper(waybill)) WHERE waybill IS NOT NULL")
    _reference_no = models.Index("(reference_no)")
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
    label_sha256 = fields.Char("Checksum of the label", readonly=True, copy=False, help="SHA-256 of the file as it came from the carrier.")
    label_print_ids = fields.One2many("linkstar.label.print", "shipment_id", "Printed", readonly=True)
    label_print_count = fields.Integer("Times printed", compute="_compute_label_print_count")
    _rec_names_search = ["number"]
    number = fields.Char(
        compute="_compute_number",
        search="_search_number",
        help="Tracking number, else waybill, else reference. Searched are all of them, the numbers of its boxes and earlier numbers.",
    )
    earlier_numbers = fields.Char(
        readonly=True, copy=False, index="trigram", help="Numbers that were replaced by later ones, each between two spaces."
    )
    currency_id = fields.Many2one(related="account_id.currency_id")
    extra_service_ids = fields.Many2many(
        "linkstar.extra.service", "linkstar_shipment_extra_rel", string="Extra services", readonly=True, copy=False, ondelete="restrict",
        context={"active_test": False},
    )
    insured_value = fields.Monetary("Insured amount", readonly=True, copy=False, help="Of the whole transfer.")
    undeliverable = fields.Selection(UNDELIVERABLE, "If it cannot be delivered", readonly=True, copy=False)
    told = fields.Json(readonly=True, copy=False, help="What the carrier was told, to notice later changes; the address as a digest.")
    told_before = fields.Json(
        readonly=True, copy=False, help="What the carrier was told by the try before: what it has, if it made that order after all."
    )
    rebook = fields.Char(
        "Booked again because", readonly=True, copy=False, help="Once the carrier has cancelled this order, the next one is made."
    )
    remedy = fields.Selection(
        [
            ("contact", "Contact"),
            ("sender", "Sender"),
            ("product", "Product"),
            ("order", "Order"),
            ("registration", "Tax registration"),
            ("transfer", "Transfer"),
        ],
        "To correct",
        compute="_compute_remedy",
        compute_sudo=True,
        help="Where the first thing is corrected that the carrier refused the order for.",
    )
    _under_way = models.Index("(account_id, work_at) WHERE lease IS NOT NULL")

    @api.depends("parcel_ids.weight")
    def _compute_weight(self):
        for shipment in self:
            shipment.weight = sum(shipment.parcel_ids.mapped("weight"))

    @api.depends("tracking_number", "waybill", "account_id.tracking_url")
    def _compute_tracking_url(self):
        for shipment in self:
            number = shipment.tracking_number or shipment.waybill
            template = shipment.account_id.tracking_url
            shipment.tracking_url = template.replace("{number}", number) if number and template else False

    @api.depends("happened", "account_id.name")
    @api.depends_context("lang")
    def _compute_problem(self):
        for shipment in self:
            happened = shipment.happened
            shipment.problem = happening.sentence(self.env, happened, shipment.account_id.name) if happened else False

    def _inverse_problem(self):
        """A problem can be cleared; a sentence that somebody writes stays as it is, in the language it was written in."""
        for shipment in self:
            shipment.happened = {"code": "text", "text": shipment.problem} if shipment.problem else False

    def _search_problem(self, operator, value):
        """Whether there is a problem, or which words the carrier or we said of it."""

        def column(model, alias, query):
            return model._field_to_sql(alias, "happened", query)

        if operator == "in" and not any(value):
            return Domain.custom(to_sql=lambda *where: SQL("%s IS NULL", column(*where)))
        if operator == "not in" and not any(value):
            return Domain.custom(to_sql=lambda *where: SQL("%s IS NOT NULL", column(*where)))
        if operator == "ilike":
            return Domain.custom(to_sql=lambda *where: SQL("%s::text ILIKE %s", column(*where), f"%{value}%"))
        return NotImplemented

    @api.model_create_multi
    def create(self, vals_list):
        self.browse().check_access("create")
        for values in vals_list:
            picking = self.env["stock.picking"].browse(values["picking_id"])
            values["reference_no"] = _reference(picking, values.get("box", WHOLE), values.get("attempt", 1))
        return super().create(vals_list)

    def _derived_reference(self):
        return _reference(self.picking_id, self.box, self.attempt)

    def _declared_items(self):
        """What is declared for the goods of this order, a tuple of ``DeclaredItem``: all of the declaration, or the pieces that are
        in its boxes. The values of all orders of a transfer add up to its declaration.

        :raise UserError: when the boxes hold what the declaration does not"""
        declaration, contents = self.declaration_id, self.sudo().parcel_ids.item_ids
        if self.box == WHOLE:
            return self._within_parcels(declaration._linkstar_items())
        by_product = {}
        for line, item in zip(declaration.sudo().line_ids, declaration._linkstar_line_items(), strict=True):
            by_product.setdefault(line.product_id, []).append(item)
        try:
            return self._within_parcels(
                declaration._linkstar_items(
                    item
                    for content in contents
                    for item in boxes.pieces(by_product.get(content.product_id, ()), content.start, content.quantity)
                )
            )
        except ValueError as error:
            raise UserError(
                self.env._(
                    "%(transfer)s: its boxes hold other goods than its customs declaration (%(why)s). Press Try again on the transfer, "
                    "which declares it as it is packed.",
                    transfer=self.picking_id.name,
                    why=error,
                )
            ) from error

    def _within_parcels(self, items):
        """``items`` with weights that together are no more than the parcels of this order were weighed with."""
        gross = sum((decimal(parcel.weight, 3) for parcel in self.sudo().parcel_ids), Decimal(0))
        lowered = weights.within([(item.unit_weight, item.quantity) for item in items], gross)
        return tuple(replace(item, unit_weight=weight) for item, weight in zip(items, lowered, strict=True))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_known_to_carrier(self):
        if self.filtered(lambda s: s.waybill or s.uncertain or s.state != "queued"):
            raise UserError(self.env._("A shipment that the carrier may know cannot be deleted: cancel it instead."))

    # --- buttons

    def _check_may_act(self):
        self.check_access("read")
        if not self.env.su and not self.env.user.has_group("stock.group_stock_user"):
            raise AccessError(self.env._("Only warehouse users book and cancel parcels: ask one of them."))

    def action_retry(self):
        """Try what was refused, or what waits, again and at once, as the transfer is now. Nothing is sent twice: see ``uncertain``."""
        self._check_may_act()
        shipments_sudo = self.sudo().filtered(lambda s: s.state in ("queued", "refused", "accepted"))
        gone = shipments_sudo.browse()
        for shipment in shipments_sudo.filtered(lambda s: s.state == "refused"):
            shipment.state = "queued"
            if shipment.uncertain:
                continue
            picking = shipment.picking_id
            values = {order["box"]: order for order in picking._linkstar_shipment_values()}.get(shipment.box)
            if not values:
                # Repacked since: its box is gone.
                gone |= shipment
                continue
            if shipment.sent_at and values["account_id"] != shipment.account_id.id:
                # Only the account that it was sent to can tell whether it is there.
                shipment._rebook(self.env._("%(transfer)s goes by another account now.", transfer=picking.name))
                continue
            del values["attempt"]
            shipment.parcel_ids.unlink()
            # Refused is not always "not made": until it is sent again, the carrier may have it as it was.
            before = shipment.told_before or (bool(shipment.sent_at) and shipment.told)
            shipment.write({**values, "told_before": before})
        gone.action_cancel()
        # A cancellation that may have been carried out cannot be taken back before the carrier has told; nor one that makes room for
        # the order of the transfer as it is now.
        stays = (shipments_sudo - gone).filtered(lambda s: s.cancel_unsure or s.rebook)
        stays._act_now()
        (shipments_sudo - gone - stays)._act_now(problem=False, cancel_requested=False)
        gone.picking_id._linkstar_queue()

    def action_cancel(self):
        """Ask the carrier to cancel. The numbers stay until it confirms; what was never sent is cancelled at once. What the carrier has
        already is to be intercepted; what it holds is done with."""
        self._check_may_act()
        held = self.filtered(lambda s: s.state != "cancelled" and s.intercept_state == "confirmed")
        for shipment in held.sudo():
            shipment._set_cancelled()
        gone = self.filtered(lambda s: s.state != "cancelled" and s._is_handed_over()) - held
        gone.action_intercept()
        for shipment in (self - held - gone).sudo().filtered(lambda s: s.state != "cancelled"):
            shipment.rebook = False
            if shipment._never_sent():
                shipment._set_cancelled()
            else:
                shipment._act_now(problem=False, cancel_requested=True)

    # --- state

    def _keep_quotation(self):
        """Copy what the order was quoted for this line, so that it stays with the parcel when the order changes; of a transfer with
        an order for each box, each gets its part by weight, and the parts add up to the quotation."""
        self.env["linkstar.charge"].create([
            {**charge.copy_data()[0], "sale_order_id": False, "shipment_id": shipment.id, "amount": shipment._part_of(charge)}
            for shipment in self
            if shipment.sale_order_id.linkstar_service_id == shipment.service_id
            for charge in shipment.sale_order_id.linkstar_charge_ids
        ])

    def _part_of(self, charge):
        """What of a transfer's ``charge`` falls to this order, by weight."""
        orders = self.picking_id._linkstar_open_shipments()
        place, weights = orders.ids.index(self.id), orders.mapped("weight")
        before, after = (charge.currency_id.round(charge.amount * sum(weights[:end]) / sum(weights)) for end in (place, place + 1))
        return charge.currency_id.round(after - before)

    def _act_now(self, **values):
        """Write ``values`` and have the worker act at once; one that is in the middle of a call goes on when that has ended,
        for acting beside it could miss an order that the carrier is just making."""
        self.write({**values, "work_tries": 0})
        idle = self.filtered(lambda s: not s.lease or not s.work_at or s.work_at <= fields.Datetime.now())
        idle.work_at = fields.Datetime.now()
        idle._work_soon()

    def _set_cancelled(self):
        """This order is cancelled at the carrier; where it made room for the next attempt, that one is made."""
        self.ensure_one()
        why = self.rebook
        values = {
            "state": "cancelled", "cancel_requested": False, "problem": False, "work_at": False, "lease": False,
            "poll_at": False, "uncertain": False, "cancel_unsure": False, "rebook": False,
        }
        if self.intercept_state == "requested":
            # There is no parcel any more that could be stopped.
            values |= {"intercept_state": False, "intercept_remark": False}
        self.write(values)
        picking = self.picking_id
        self._show_number()
        picking.activity_unlink(["linkstar_delivery.mail_activity_refused"])
        picking._message_log(body=self._for_whom().env._("The shipment %s is cancelled at the carrier.", self.reference_no))
        if why:
            picking.with_company(self.company_id)._linkstar_queue_again(why)

    def _in_charge(self):
        """The user who is informed when a person has to act on this shipment's transfer."""
        people = (self.picking_id.user_id + self.create_uid).filtered(lambda user: user.active and user._is_internal())
        return people[:1] or self.env.user

    def _for_whom(self):
        """This shipment in the language of :meth:`_in_charge`."""
        installed = self.env["res.lang"].get_installed()
        # Users are wide rows: read only where there is a choice.
        lang = self._in_charge().lang if len(installed) > 1 else installed[0][0]
        return self.with_context(lang=lang or self.env.lang)

    def _tell(self, problem=None, summary=None, activity="linkstar_delivery.mail_activity_refused"):
        """Inform the person in charge of the transfer what stops it: the shipment's problem, in that person's language, or the text
        ``problem``."""
        self.ensure_one()
        shipment = self._for_whom()
        problem = problem or shipment.problem
        shipment.picking_id._message_log(body=problem)
        shipment.picking_id.activity_schedule(
            activity,
            summary=summary or shipment.env._("The carrier refused the parcel"),
            note=as_html(problem),
            user_id=self._in_charge().id,
        )

    @api.model
    def _search_due(self, field, limit, extra=()):
        """Shipments whose ``field`` (a moment to act at) has come, the oldest first."""
        domain = Domain(field, "<=", fields.Datetime.now()) & Domain(list(extra))
        return self.search(domain, order=f"{field}, id", limit=limit)

    # --- Labels that print by themselves, in the browser of who validated: one that comes late when it comes, those of

    def _tell_browsers(self):
        """Have open forms of these transfers and shipments show what changed."""
        for shipment in self:
            payload = {"picking_id": shipment.picking_id.id, "shipment_id": shipment.id, "state": shipment.state}
            self.env["bus.bus"]._sendone((shipment.picking_id, "linkstar"), "linkstar.shipment", payload)

    def _tell_who_waits(self):
        """Tell who validated the transfer that the label is there: their browser prints it, or shows that it came late."""
        for shipment in self:
            # Whoever started a wave looks at that: two hundred messages would tell nothing more.
            alone = not shipment.picking_id.linkstar_wave_line_ids
            late = alone and (fields.Datetime.now() - shipment.create_date).total_seconds() > _LATE
            user = (shipment.print_for_id or (shipment.create_uid if late else self.env["res.users"])).filtered("active")
            if not user:
                continue
            user._bus_send(
                "linkstar.label",
                {
                    "shipment_id": shipment.id,
                    "name": shipment.picking_id.name,
                    "number": shipment.tracking_number or shipment.waybill,
                    "print": bool(shipment.print_for_id),
                },
            )

    @api.model
    def claim_late_labels(self):
        """The report action for the labels that have come since this user validated their transfers, or False.

        Each label is given to one caller only: somebody with two tabs open does not want it twice. Those of a wave are given
        together and in its order, once it is through and their labels are there or too late; the late ones follow."""
        # Every open browser of the house asks.
        if not self.has_access("read"):
            return False
        waiting_sudo = self.sudo().search([("print_for_id", "=", self.env.uid), ("label_attachment_id", "!=", False)], order="id")
        # Those of a company that is not chosen at the moment keep for later.
        mine_sudo = waiting_sudo.sudo(False)._filtered_access("read").sudo()
        lines = mine_sudo._wave_lines()
        keeping = self.env["linkstar.wave"].union(*(line.wave_id for line in lines.values())).filtered(lambda w: w._keeps_labels())
        mine_sudo = mine_sudo.filtered(lambda s: s.picking_id not in lines or lines[s.picking_id].wave_id not in keeping)
        mine_sudo = mine_sudo.try_lock_for_update()
        mine_sudo.print_for_id = False
        ready = mine_sudo.filtered(lambda s: s._has_label())
        mine = ready._in_wave_order({picking: (line.wave_id.id, line.sequence) for picking, line in lines.items()}).sudo(False)
        return bool(mine) and mine._linkstar_label_report().report_action(mine, config=False)

    def _wave_lines(self):
        """{transfer: the line of the last wave that validated it}, for those that a wave has validated."""
        wanted = [("picking_id", "in", self.picking_id.ids), ("wave_id.kind", "=", "validate"), ("phase", "=", "handled")]
        return {line.picking_id: line for line in self.env["linkstar.wave.line"].sudo().search(wanted, order="id")}

    def _in_wave_order(self, places):
        """These, those of no wave before the others. ``places``: {transfer: what to sort by}."""
        pickings = self.sorted("id").picking_id.sorted(lambda picking: places.get(picking, (0, 0)))
        return pickings._linkstar_open_shipments() & self

    # --- what the worker asks of a shipment: to be claimed for a step, and to take what came of it

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
                    pool.work_soon(dbname, account_id, dict.fromkeys(ids), calls)

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
        postcommit.add(lambda: [pool.work_later(dbname, *due) for due in later])

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
        :return: a :class:`Job`, or None
        :raise Busy: when all calls that the account may make are under way"""
        if self._has_to_wait():
            raise Busy
        job = self._claim_step()
        # Two that claim in the same moment do not see each other: the limit may be passed by the number of other processes.
        if job and self._calls_under_way() > self.account_id.parallel_calls:
            raise Busy
        if job and job.kind == "book" and self.told:
            # What is sent is the address of this moment.
            addresses = self.picking_id._linkstar_addresses_told()
            if not self._told_holds(addresses):
                if job.ask_first:
                    self.told_before = self.told_before or self.told
                self.told = {**self.told, **addresses}
        return job

    def _claim_step(self):
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
        if self.intercept_state == "requested" and self.state != "cancelled":
            return "intercept"
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
        self.env["linkstar.wave.line"]._tell_of(self.picking_id)
        return bool(self.work_at and self.work_at <= fields.Datetime.now())

    def _take_error(self, job, error):
        happened = happening.of_error(error)
        if job.kind == "book" and self.told_before and any(call.service == "createOrder" for call in job.calls):
            # It was asked for, was not there, and was sent as it is now.
            self.told_before = False
        if job.kind == "intercept" and isinstance(error, errors.Refused):
            self._take_interception("refused", {"code": "not_intercepted", "of": happened})
            return
        if job.kind == "cancel" and isinstance(error, errors.Held):
            # Nobody was informed when it was intercepted; now it is done with.
            self._take_intercept(None)
            self._set_cancelled()
            return
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
            self._take_cancelled_there()
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

    def _take_cancelled_there(self):
        """The carrier cancelled the order, and nobody here asked for that: a person has to know, unless its box has another order."""
        self._set_cancelled()
        if self.box not in self.picking_id._linkstar_open_shipments().mapped("box"):
            self._tell(
                self._for_whom().env._(
                    "The carrier says that the order of %(transfer)s is cancelled there. Press Send to Shipper on the transfer to book "
                    "it again.",
                    transfer=self.picking_id.name,
                )
            )

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
            surplus=self._surplus_of(booked.others),
        )
        self._show_number()
        self.picking_id.activity_unlink(["linkstar_delivery.mail_activity_refused"])
        before, self.told_before = self.told_before, False
        if before and booked.adopted:
            self.told = before
            why = self._for_whom().picking_id._linkstar_changes().get(self)
            if why:
                self._rebook(why)

    def _take_number(self, numbers):
        waybill = self.waybill or (numbers and numbers.waybill)
        if numbers and numbers.others and self.waybill:
            others = (other for other in (numbers.waybill, *numbers.others) if other.upper() != self.waybill.upper())
            self.surplus = self._surplus_of(others)
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

    def _take_cancel(self, _result):
        self._set_cancelled()

    def _take_look(self, waybills):
        now = fields.Datetime.now()
        second = (self.sent_at or now) + _LOOKS[1]
        surplus = self._surplus_of(waybills)
        self.write({
            "surplus": surplus,
            "work_at": now if surplus else False,
            "work_tries": 0,
            "look_at": second if second > now + _LOOKS[0] else False,
        })

    def _surplus_of(self, waybills):
        """``waybills`` as they are stored to be cancelled. Some hosts give each box a waybill of its own: those of an order of several
        boxes are left to a person."""
        waybills = list(waybills)
        if len(self.parcel_ids) <= 1 or not waybills:
            return waybills or False
        shipment = self._for_whom()
        double = self.env.ref("linkstar_delivery.mail_activity_double")
        if double not in self.picking_id.activity_ids.activity_type_id:
            self._tell(
                shipment.env._(
                    "The carrier has more waybills for %(transfer)s than the one we know: %(waybills)s. Look in the carrier's portal "
                    "whether they are of its boxes, or of a second order that has to be cancelled.",
                    transfer=self.picking_id.name,
                    waybills=", ".join(waybills),
                ),
                summary=shipment.env._("More than one order at the carrier"),
                activity="linkstar_delivery.mail_activity_double",
            )
        return False

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

    # --- How a shipment is shown: the colours of its two states, and the sentences that answer its buttons

    @api.depends("state", "tracking_state", "rebook", "cancel_requested", "intercept_state")
    def _compute_decorations(self):
        for shipment in self:
            where = TRACKING_DECORATIONS.get(shipment.tracking_state, "info")
            shipment.tracking_decoration = "muted" if shipment.state == "cancelled" and where != "danger" else where
            decoration = _STATE_DECORATIONS.get(shipment.state, "info")
            if shipment.state != "cancelled" and (shipment.rebook or shipment._being_stopped()):
                # Its label must not be used.
                decoration = "warning"
            elif decoration == "success" and shipment.tracking_state in TROUBLE:
                decoration = "muted"
            shipment.state_decoration = decoration

    def _numbers_text(self):
        """The numbers of these shipments as a user knows them, the first ones of many."""
        numbers = [shipment.tracking_number or shipment.waybill or shipment.reference_no for shipment in self[:3]]
        if len(self) > 3:
            return self.env._("%(numbers)s and %(count)s more", numbers=", ".join(numbers), count=len(self) - 3)
        return ", ".join(numbers)

    def _notify(self, sentences, kind="success", then=None):
        """The action that shows ``sentences`` and what they changed. ``then``: what the browser does with it, by default it shows the
        records anew."""
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": kind,
                "message": "\n".join(filter(None, sentences)),
                "sticky": kind == "danger",
                "next": then or {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _event_counts(self):
        """{shipment: how many events of its history are stored}."""
        return dict(self.env["linkstar.tracking.event"]._read_group([("shipment_id", "in", self.ids)], ["shipment_id"], ["__count"]))

    def _tracking_news(self, counts, failures):
        """The answer to a fetched history: ``counts`` of events before, ``failures`` as sentences."""
        asked, now = self.filtered("waybill"), self._event_counts()
        without = self - asked
        news = {s: now.get(s, 0) - counts.get(s, 0) for s in asked if now.get(s, 0) > counts.get(s, 0)}
        labels = dict(self._fields["tracking_state"]._description_selection(self.env))
        sentences = list(dict.fromkeys(failures))
        if len(self) == 1 and news:
            sentences.append(
                self.env._(
                    "%(number)s: %(count)s new events, now: %(state)s.",
                    number=self._numbers_text(),
                    count=news[self],
                    state=labels[self.tracking_state],
                )
            )
        elif news:
            sentences.append(
                self.env._("%(count)s new events for %(parcels)s parcels.", count=sum(news.values()), parcels=len(news))
            )
        elif asked and not failures:
            sentences.append(self.env._("Nothing new at the carrier for %s.", asked._numbers_text()))
        if without:
            sentences.append(self.env._("Without a number of the carrier yet, and not asked for: %s.", without._numbers_text()))
        return self._notify(sentences, "danger" if failures else "success" if news else "info")

    def _charge_news(self, failures):
        """The answer to fetched charges: ``failures`` as sentences."""
        asked = self.filtered("waybill")
        billed = asked.filtered(lambda s: "billed" in s.charge_ids.mapped("stage"))
        sentences = list(dict.fromkeys(failures))
        if len(self) == 1 and billed:
            amount = sum(charge.amount for charge in billed.charge_ids if charge.stage == "billed")
            sentences.append(
                self.env._(
                    "%(number)s: the carrier bills %(amount)s.",
                    number=self._numbers_text(),
                    amount=billed.currency_id.format(amount),
                )
            )
        elif billed:
            sentences.append(self.env._("The carrier bills %(billed)s of %(all)s parcels.", billed=len(billed), all=len(asked)))
        elif asked and not failures:
            sentences.append(self.env._("The carrier has billed nothing yet for %s.", asked._numbers_text()))
        if self - asked:
            sentences.append(self.env._("Without a number of the carrier yet, and not asked for: %s.", (self - asked)._numbers_text()))
        return self._notify(sentences, "danger" if failures else "success" if billed else "info")

    # --- All that proves how a shipment left the house, on one page and in one file: for a claim

    def _compute_evidence(self):
        photos, weighings = self.env["linkstar.parcel.photo"], self.env["linkstar.weighing"]
        pickings, packages = self.picking_id, self.parcel_ids.package_id
        photos = photos.search([("picking_id", "in", pickings.ids)])
        weighings = weighings.search(["|", ("picking_id", "in", pickings.ids), ("package_id", "in", packages.ids)])
        for shipment in self:
            shipment.photo_ids = photos.filtered(shipment._is_of)
            shipment.weighing_ids = weighings.filtered(shipment._is_of)

    def _is_of(self, evidence):
        """Whether a photo or a weighing is of this shipment's boxes."""
        picking = self.picking_id
        if not evidence.package_id:
            return evidence.picking_id == picking
        # Boxes are used again: what was weighed before this transfer was there is another parcel's.
        same_trip = evidence.picking_id == picking or (not evidence.picking_id and evidence.create_date >= picking.create_date)
        return evidence.package_id in self.parcel_ids.package_id and same_trip

    def action_photos(self):
        """The packing photos of this shipment's transfer, and more of them."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Packing photos"),
            "res_model": "linkstar.parcel.photo",
            "views": [[False, "kanban"], [False, "form"]],
            "domain": [("picking_id", "=", self.picking_id.id)],
            "context": {"default_picking_id": self.picking_id.id},
        }

    def action_evidence(self):
        self.check_access("read")
        return self.env.ref("linkstar_delivery.action_report_evidence").report_action(self, config=False)

    def _label_is_whole(self):
        """Whether the stored label is the file that came from the carrier, byte for byte."""
        return _is_whole(self.label_attachment_id, self.label_sha256)

    def _form_is_whole(self):
        """Whether the carrier's customs form is the file that came from it, or it gave none."""
        return not self.form_attachment_id or _is_whole(self.form_attachment_id, self.form_sha256)

    def _linkstar_enclosed_files(self):
        """What follows the page of evidence: the label, as it was printed."""
        shipment_sudo = self.sudo()
        if not shipment_sudo.label_attachment_id or not shipment_sudo._label_is_whole():
            return []
        label = shipment_sudo._label_file()
        return [] if labels.wrong(label) else [label]

    # --- The customs form that goes with a label: the carrier's where the account asks for it, else one of what it was

    def _form_files(self):
        """{shipment: its customs form as a file}; those that declare nothing have none."""
        theirs = self.filtered("form_attachment_id")
        files = {s: labels.File(s.form_attachment_id.raw, s.form_attachment_id.mimetype) for s in theirs}
        ours = (self - theirs).filtered("declaration_id.line_ids")
        # A form is known by its declaration, so of a transfer with an order for each box one is drawn at a time.
        while ours:
            one_each = ours.browse(own[0].id for own in ours.grouped("declaration_id").values())
            files |= one_each._own_forms()
            ours -= one_each
        return files

    def _own_forms(self):
        """{shipment: its CN22 or CN23}, of shipments with a declaration each, all drawn at once."""
        reports = self.env["ir.actions.report"]
        if reports.get_wkhtmltopdf_state() == "install":
            raise UserError(
                self.env._(
                    "Customs forms are drawn by the program wkhtmltopdf, which is not on Odoo's server. Have it installed, or print the "
                    "labels without customs forms."
                )
            )
        context = {"linkstar_form_of": {s.declaration_id.id: s.id for s in self}}
        streams = reports.with_context(**context)._render_qweb_pdf_prepare_streams(
            "linkstar_customs.action_report_customs_form", {"report_type": "pdf"}, res_ids=self.declaration_id.ids
        )
        return {s: labels.File(streams[s.declaration_id.id]["stream"].getvalue(), labels.PDF, fitted=True) for s in self}

    # --- Handing over: the parcel leaves the merchant's hands

    def _recall_handed_over(self):
        """A manifest was opened again: what is on no other closed one is not handed over."""
        lines = self.env["linkstar.handover.line"].sudo()
        groups = lines._read_group(
            [("shipment_id", "in", self.ids), ("handover_id.state", "!=", "open")], ["shipment_id"], ["handover_id:recordset"]
        )
        closed = {shipment: min(handovers.mapped("closed_at")) for shipment, handovers in groups}
        for moment, shipments in self.grouped(lambda s: closed.get(s, False)).items():
            shipments.handed_over_at = moment

    # --- Stopping a parcel that the carrier has already: it is asked to intercept, and may say no

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

    # --- the worker's side

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

    # --- The label: taken from the carrier once, kept as it came, printed as often as needed

    @api.depends("label_print_ids")
    def _compute_label_print_count(self):
        counts = dict(self.env["linkstar.label.print"]._read_group([("shipment_id", "in", self.ids)], ["shipment_id"], ["__count"]))
        for shipment in self:
            shipment.label_print_count = counts.get(shipment, 0)

    def write(self, vals):
        replaced = {s: [s[name] for name in _NUMBERS if name in vals and s[name] and s[name] != vals[name]] for s in self}
        result = super().write(vals)
        for shipment, numbers in replaced.items():
            shipment._keep_earlier(numbers)
        # A call is under way for as long as it takes; what comes of it is shown.
        if vals.get("state", "booking") != "booking":
            self._tell_browsers()
        return result

    # --- taken from the carrier

    def _take_label(self, label):
        number = self.tracking_number or self.waybill
        # Of these only what the file and the message name: see ``_read_for_order``.
        self.carrier_id.fetch(["delivery_type"])
        self.service_id.fetch(["code", "name"])
        self.env.user.fetch(["partner_id"])
        self.env.user.partner_id.fetch(["name", "email", "active"])
        self._keep_label("label", label)
        self._keep_label("form", label.form)
        self.write({"state": "ready", "problem": False, "work_at": False, "work_tries": 0})
        self.picking_id._message_log(
            body=self._for_whom().env._("Label of %(line)s, tracking number %(number)s.", line=self.service_id.display_name, number=number),
            attachment_ids=self.label_attachment_id.ids,
        )
        self._tell_who_waits()

    def _keep_label(self, what, label):
        """Store ``label`` as this shipment's label or customs form; None: it has none."""
        if not label and not self[f"{what}_attachment_id"]:
            return
        # Odoo makes large pictures smaller: a label of 600 dots an inch would be another file, with another checksum.
        attachments = self.env["ir.attachment"].with_context(image_no_postprocess=True)
        attachment = label and attachments.create({
            "name": self._label_name(what, {"application/pdf": "pdf", "image/png": "png"}[label.media_type]),
            "raw": label.content,
            "mimetype": label.media_type,
            # Whoever may read the shipment may read its label, and nobody else.
            "res_model": self._name,
            "res_id": self.id,
            "company_id": self.company_id.id,
        })
        self.write({
            f"{what}_attachment_id": attachment and attachment.id,
            f"{what}_sha256": label and hashlib.sha256(label.content).hexdigest(),
        })

    def _label_name(self, what, extension):
        number = self.tracking_number or self.waybill
        return f"{self.carrier_id._get_delivery_label_prefix()}-{number}{'' if what == 'label' else f'-{what}'}.{extension}"

    def action_fetch_label(self):
        """Ask the carrier for the label once more: the file was damaged, or the account wants other pages now. No new order."""
        self._check_may_act()
        without = self.filtered(lambda s: s.state != "ready")
        if without:
            raise UserError(without._why_no_label())
        # The label that is there stays until the new one has come.
        self.sudo()._act_now(state="accepted", problem=False)

    # --- printed

    def action_print_label(self):
        """The labels of these shipments as one PDF, in the order of the list."""
        self._check_may_act()
        return self._print_action(self, self.env._("Print the others"))

    def _print_action(self, records, others):
        """The report action for ``records`` (these shipments or their transfers); those without a label are told of, and the
        rest is offered under the name ``others``."""
        missing = self.filtered(lambda s: not s._has_label())
        if not missing:
            action = records._linkstar_label_report().report_action(records, config=False)
            if outdated := self._why_outdated():
                raise RedirectWarning(outdated, action, self.env._("Print all the same"))
            return action
        rest = self - missing
        if not rest:
            raise UserError(missing._why_no_label())
        action = rest._linkstar_label_report().report_action(rest, config=False)
        raise RedirectWarning("\n\n".join(filter(None, (missing._why_no_label(), rest._why_outdated()))), action, others)

    def _why_outdated(self):
        """Which of these labels were made for what has changed since, and what to do, "" for none."""
        changes = self.picking_id.sudo()._linkstar_all_changes()
        whys = [changes[s.picking_id][s] for s in self.sudo() if s in changes.get(s.picking_id, {})]
        if not whys:
            return ""
        return self.env._(
            "These labels are out of date:\n%s\nPress “Book again” on the transfer for a new label; the old one is cancelled.",
            "\n".join(dict.fromkeys(whys)),
        )

    def _linkstar_label_report(self):
        return self.env.ref(f"linkstar_delivery.action_report_shipment_label{FORMS_IN_NAME[self.env.context.get('linkstar_forms')]}")

    def _has_label(self):
        """Whether there is a label that may go on the box."""
        shipment_sudo = self.sudo()
        stopped = shipment_sudo.state == "cancelled" or shipment_sudo.rebook or shipment_sudo._being_stopped()
        return bool(shipment_sudo.label_attachment_id) and not stopped

    def _why_no_label(self):
        lines = []
        for shipment in self:
            number = shipment.picking_id.name
            if shipment.state == "refused":
                why = self.env._("refused by the carrier, mend what it names and press Try again: %s", shipment.problem or "")
            elif shipment.state == "cancelled":
                why = self.env._("cancelled, its label must not be used")
            elif shipment.rebook:
                why = shipment._why_rebooked()
            elif shipment._being_stopped():
                why = self.env._("being cancelled or intercepted at the carrier, its label must not be used")
            else:
                why = self.env._("not there yet, it is fetched by itself as soon as the carrier has it. %s", shipment.problem or "")
            lines.append(self.env._("%(transfer)s: %(why)s", transfer=number, why=why))
        return self.env._("No label for:\n%s", "\n".join(lines))

    def _print_pdf(self, sheet=None, forms=None):
        """The labels of these shipments in their order, as bytes of one PDF; each is written down as printed. Those whose file is
        damaged are left out, and whoever prints reads which.

        :param sheet: one of ``labels.SHEETS``; by default the user's own choice, else the account's
        :param forms: whether each label's customs form follows it; by default as its account has it
        :raise UserError: naming all that have no label, or when no label can be printed"""
        if not self.env.su and not self.env.user.has_group("stock.group_stock_user"):
            raise AccessError(self.env._("Only warehouse users print labels: ask one of them."))
        self.check_access("read")
        shipments_sudo = self.sudo()
        missing = shipments_sudo.filtered(lambda s: not s._has_label())
        if missing:
            raise UserError(missing._why_no_label())
        sheet = sheet or self.env.user.linkstar_sheet or shipments_sudo[:1].account_id.label_sheet
        with_form = shipments_sudo.filtered(lambda s: s.account_id.label_content != "label" if forms is None else forms)
        damaged = shipments_sudo.filtered(lambda s: not s._label_is_whole() or (s in with_form and not s._form_is_whole()))
        content, form_files = b"", {}
        while rest := shipments_sudo - damaged:
            form_files = form_files or (with_form & rest)._form_files()
            files = [(shipment, file) for shipment in rest for file in (shipment._label_file(), form_files.get(shipment)) if file]
            content, left_out = labels.printed([file for _shipment, file in files], sheet)
            if not left_out:
                break
            # A label without its form is not printed, either.
            damaged |= rest.browse(files[place][0].id for place in left_out)
        printed_sudo = shipments_sudo - damaged
        if not printed_sudo:
            raise UserError(damaged._why_damaged())
        if damaged:
            damaged.sudo(False)._tell_left_out()
        if outdated := printed_sudo._why_outdated():
            self.env.user._bus_send("simple_notification", {"type": "warning", "message": outdated, "sticky": True})
        printed_sudo._log_prints(sheet, set(form_files))
        return content

    def _label_file(self):
        return labels.File(self.label_attachment_id.raw, self.label_attachment_id.mimetype)

    def _why_damaged(self):
        names = [f"{s.picking_id.name} ({s.tracking_number or s.waybill or s.reference_no})" for s in self]
        return self.env._(
            "Not printed, for the stored label is damaged: %s. Open the shipment and press “Fetch the label again”; no new parcel is made.",
            names,
        )

    def _tell_left_out(self):
        """Show to whoever prints which labels were left out, and note it on their shipments."""
        text = self._why_damaged()
        self.env.user._bus_send("simple_notification", {"type": "warning", "message": text, "sticky": True})
        self.sudo()._message_log_batch(bodies={shipment.id: shipment._why_damaged() for shipment in self})

    def _log_prints(self, sheet, with_form=()):
        again = self.filtered("label_print_count")
        self.env["linkstar.label.print"].create([
            {"shipment_id": shipment.id, "sheet": sheet, "with_form": shipment in with_form} for shipment in self
        ])
        # What somebody prints by hand, their browser need not print once more.
        self.filtered(lambda s: s.print_for_id == self.env.user).print_for_id = False
        if again:
            text = self.env._("The label was printed again by %s.", self.env.user.display_name)
            again._message_log_batch(bodies={shipment.id: text for shipment in again})

    # --- A shipment is found by each number that it has or had: an exact one first, then by parts of one

    @api.depends("tracking_number", "waybill", "reference_no")
    def _compute_number(self):
        for shipment in self:
            shipment.number = shipment.tracking_number or shipment.waybill or shipment.reference_no

    def _search_number(self, operator, value):
        if operator in ("=", "in"):
            values = [value] if isinstance(value, str) else [text for text in value if text]
            return Domain("id", "in", self._with_number(values))
        if operator not in ("like", "ilike", "=like", "=ilike") or not isinstance(value, str):
            return NotImplemented
        if exact := self._with_number([value]):
            return Domain("id", "in", exact)
        boxes = self.env["linkstar.parcel"].sudo().search([("tracking_number", operator, value)], limit=_MOST_BOXES)
        parts = Domain.OR(Domain(name, operator, value) for name in (*_NUMBERS, "earlier_numbers"))
        return parts | Domain("id", "in", boxes.shipment_id.ids) if boxes else parts

    @api.model
    def _with_number(self, values):
        """Ids of the shipments that have, or had, exactly one of the numbers ``values``, as typed or scanned."""
        numbers = list(dict.fromkeys(number for value in values for number in candidates(value.strip())))
        if not numbers:
            return []
        self.env["linkstar.parcel"].flush_model(["tracking_number", "shipment_id"])
        self.flush_model([*_NUMBERS, "earlier_numbers"])
        found = [row[0] for row in self.env.execute_query(SQL(_EXACT, numbers=numbers))]
        earlier = Domain.OR(Domain("earlier_numbers", "ilike", f" {number} ") for number in numbers)
        # One that the user may not see is no answer: then parts of numbers are searched.
        return self.search(Domain("id", "in", found) | earlier).ids

    def _keep_earlier(self, numbers):
        earlier = dict.fromkeys((self.earlier_numbers or "").split())
        new = [number.upper() for number in numbers if number.upper() not in earlier]
        if new:
            self.earlier_numbers = f" {' '.join((*earlier, *new))} "

    # --- The options that this order was, or will be, booked with

    def _wire_options(self):
        """The options as arguments of ``messages.Order``."""
        order = self.sale_order_id
        return {
            "return_if_undeliverable": self.undeliverable != options.DESTROY,
            "extra_services": tuple(self.extra_service_ids.mapped("code")),
            "insurance_value": self._insured_part(),
            "platform": order.linkstar_platform or order.linkstar_marketplace_id.name or "",
            "platform_number": order.linkstar_platform_number or order.name or "",
        }

    def _insured_part(self):
        """The part of the insured amount that falls to this order: all parts of a transfer add up to it. ``None`` for no insurance."""
        if not self.insured_value:
            return None
        orders = self.picking_id._linkstar_open_shipments().filtered(lambda s: s.declaration_id == self.declaration_id) | self
        worth = [sum((item.value for item in order._declared_items()), Decimal(0)) for order in orders]
        total, insured = sum(worth), Decimal(str(self.insured_value))
        before = sum(worth[: orders.ids.index(self.id)])
        own = worth[orders.ids.index(self.id)]
        if not total:
            return insured.quantize(_CENT, ROUND_HALF_UP)
        return _share(insured, before + own, total) - _share(insured, before, total)

    # --- What is sent: the order that the records of a shipment make

    def _read_for_order(self):
        """Of transfers, orders, partners and companies only what an order is made of: whole rows, which are very wide, take longer to
        read than all the rest. What is not named here is read all the same, when it is asked for."""
        picking = self.picking_id
        picking.fetch([
            "name", "origin", "state", "partner_id", "company_id", "carrier_id", "picking_type_id", "sale_id", "carrier_tracking_ref",
        ])
        picking.picking_type_id.fetch(["code", "warehouse_id"])
        picking.picking_type_id.warehouse_id.fetch(["partner_id"])
        picking.company_id.fetch(["name", "partner_id", "linkstar_grouping", "linkstar_eori", *_SAFETY])
        picking.sale_id.fetch(["name", "incoterm", "linkstar_platform", "linkstar_platform_number", "linkstar_marketplace_id"])
        parties = picking._linkstar_consignee() | picking._linkstar_sender() | picking._linkstar_customer()
        parties.fetch([name for name in _PARTY if name in parties._fields])

    def _order_or_why_not(self):
        """The order to send, or a sentence about what keeps the records from making one."""
        try:
            problems = [] if self._is_checked() else self.picking_id._linkstar_problems()
            return (None, "\n".join(problems)) if problems else (self._wire_order(), "")
        except UserError as error:
            return None, str(error)
        except (ValueError, TypeError, ArithmeticError) as error:
            _logger.error("Linkstar: %s cannot be sent to the carrier: %s", self.reference_no, errors.where(error))
            return None, self.env._(
                "The transfer cannot be sent to the carrier (%s). Correct its address, parcels and products, then press Try again.",
                type(error).__name__,
            )

    def _wire_order(self):
        """This shipment as the carrier is told it.

        :raise UserError: in one sentence, when the records do not make a complete order"""
        picking, declaration = self.picking_id, self.declaration_id
        parcels = self.parcel_ids
        if not parcels:
            raise UserError(self.env._("The shipment %s has no parcel: cancel it and validate the transfer again.", self.reference_no))
        boxes = tuple(
            messages.Box(
                number=parcel.number,
                weight=decimal(parcel.weight, 3),
                **{side: decimal(parcel[side], 1) if parcel[side] else None for side in ("length", "width", "height")},
            )
            for parcel in parcels
        )
        items = tuple(
            messages.DeclaredItem(
                sku=item.sku,
                description_en=item.description_en,
                description_cn=item.description_cn,
                quantity=item.quantity,
                unit_price=item.unit_price,
                currency=item.currency,
                unit_weight=item.unit_weight,
                hs_code=item.hs_code,
                origin=item.origin,
                material=item.material,
                battery=item.battery,
            )
            for item in self._declared_items()
        )
        limits = self.service_id._label_limits()
        consignee = picking._linkstar_consignee()
        addressee = consignee._linkstar_party(limits, picking._linkstar_customer())
        if self.service_id.needs_tax_no:
            kind = "company" if consignee.commercial_partner_id.is_company else "person"
            addressee = replace(addressee, tax_no=consignee._linkstar_tax_no(), tax_no_type=kind)
        return messages.Order(
            reference_no=self.reference_no,
            service_code=self.service_id.code,
            consignee=addressee,
            shipper=picking._linkstar_sender()._linkstar_party(replace(limits, street=0)),
            items=items,
            boxes=boxes,
            weight=sum((box.weight for box in boxes), Decimal(0)),
            ioss=declaration._linkstar_scheme_number(),
            **self._wire_options(),
        )

    # --- What the carrier was told, and the way from an order that is out of date to the next attempt

    def _changed(self, now):
        """What of ``told`` is otherwise ``now`` (see ``stock.picking._linkstar_told``; None: its box is gone), "" for nothing."""
        self.ensure_one()
        told = self.told
        if now is None:
            return self.env._("packed otherwise")
        changed = []
        if told["address"] != now["address"]:
            changed.append(self.env._("the address"))
        if told.get("sender", now["sender"]) != now["sender"]:
            changed.append(self.env._("the sender's address"))
        if (told["line"], told["account"]) != (now["line"], now["account"]):
            changed.append(self.env._("line %(then)s, now %(now)s", then=told["line"], now=now["line"]))
        if self._options_otherwise(told.get("options", now["options"]), now["options"], now["value"]):
            changed.append(self.env._("the options"))
        if told["contents"] != now["contents"]:
            changed.append(self.env._("the contents"))
        # What is missing was sent before all of it was kept.
        changed += self._items_changed(told.get("items", now["items"]), now["items"])
        if told.get("tax", now["tax"]) != now["tax"]:
            changed.append(self.env._("the tax number"))
        if told.get("platform", now["platform"]) != now["platform"]:
            changed.append(self.env._("platform or order number"))
        if self._worth_otherwise(told["value"], now["value"]):
            changed.append(self.env._("value %(then)s, now %(now)s", then=told["value"], now=now["value"]))
        if self.account_id._weighs_otherwise(Decimal(told["weight"]), Decimal(now["weight"])):
            changed.append(self.env._("weight %(then)s kg, now %(now)s kg", then=told["weight"], now=now["weight"]))
        if told["sides"] != now["sides"]:
            changed.append(self.env._("the size"))
        return ", ".join(changed)

    def _items_changed(self, then, now):
        """What is said differently of the goods that were sent then and are sent now; see ``_item`` in ``stock_picking``. Which
        goods they are, and what all of them are worth, is compared elsewhere."""
        names = {
            1: self.env._("the SKU"),
            2: self.env._("the English description"),
            3: self.env._("the Chinese description"),
            4: self.env._("the HS code"),
            5: self.env._("the material"),
            6: self.env._("the country of origin"),
            7: self.env._("the battery"),
            8: self.env._("the weight of an item"),
        }
        then, now = _by_product(then), _by_product(now)
        both = [product for product in then if product in now]
        changed = [
            name
            for place, name in names.items()
            if any({row[place] for row in then[product]} != {row[place] for row in now[product]} for product in both)
        ]
        for product in both:
            before, after = ([Decimal(row[9]) for row in rows[product]] for rows in (then, now))
            if max(abs(min(before) - min(after)), abs(max(before) - max(after))) > Decimal("0.01"):
                changed.append(self.env._("the price of an item"))
                break
        return changed

    def _worth_otherwise(self, then, now):
        """Whether a declared value became another one. Parts of an order line shift by a cent when another part leaves first: that
        is no reason to cancel a parcel."""
        (then, currency), (now, currency_now) = then.split(), now.split()
        return currency != currency_now or abs(Decimal(then) - Decimal(now)) > self._cents()

    def _options_otherwise(self, then, now, value):
        """Whether other options were chosen. What the whole goods are insured for shifts with their ``value``, see above."""
        if not then or not now:
            return then != now
        (codes, insured, undeliverable), (codes_now, insured_now, undeliverable_now) = then, now
        worth, insured_now = Decimal(value.split()[0]), Decimal(insured_now)
        shift = self._cents() * (1 + insured_now / worth if worth else 1)
        return (codes, undeliverable) != (codes_now, undeliverable_now) or abs(Decimal(insured) - insured_now) > shift

    def _cents(self):
        return Decimal("0.01") * max(1, len(self.declaration_id.sudo().line_ids))

    def _rebook(self, why):
        """Have this order, which is out of date, replaced by the next attempt: at once where the carrier cannot have it, else when
        it has confirmed the cancellation. Until then no other order is made."""
        self.ensure_one()
        self.picking_id._message_log(body=why)
        if self._never_sent():
            self._set_cancelled()
            self.picking_id._linkstar_queue_again(why)
        else:
            self._act_now(problem=False, cancel_requested=True, rebook=why)

    def _why_rebooked(self):
        return self.rebook and self.env._(
            "%s The order is cancelled at the carrier and then booked again; its label must not be used.", self.rebook
        )

    def _not_cancelled(self):
        """The carrier keeps this order: then there will be no other one, and a person has to decide."""
        if self.rebook:
            self.write({"rebook": False, "happened": {**(self.happened or {"code": "not_cancelled"}), "rebook": self.rebook}})
            self._tell()
        elif self.picking_id.carrier_id.delivery_type != "linkstar":
            # Its goods go by another carrier, and nobody looks here.
            self._tell()

    def _told_holds(self, addresses):
        return all(self.told.get(key) == digest for key, digest in addresses.items())

    def _is_checked(self):
        """Whether all that will be sent was checked when this shipment was written: its declaration and parcels are records of that
        moment, and both addresses are as they were."""
        return bool(self.told and not self.work_tries and self._told_holds(self.picking_id._linkstar_addresses_told()))

    # --- From what the carrier refused an order for to the record where it is corrected

    @api.depends("happened", "state")
    def _compute_remedy(self):
        for shipment in self:
            codes = happening.refused_for(shipment.happened) if shipment.state == "refused" else []
            shipment.remedy = next((happening.REMEDY_OF[code] for code, _item in codes if code in happening.REMEDY_OF), False)

    def action_open_remedy(self):
        """Open what has to be corrected before this order is sent again."""
        self.ensure_one()
        self.check_access("read")
        records = self._remedy_records()
        action = {"type": "ir.actions.act_window", "res_model": records._name, "name": self.env._("Correct what the carrier refused")}
        if len(records) == 1:
            return {**action, "res_id": records.id, "views": [[False, "form"]]}
        return {**action, "views": [[False, "list"], [False, "form"]], "domain": [("id", "in", records.ids)]}

    def _remedy_records(self):
        """The records to correct; the transfer where they are not known."""
        picking = self.picking_id
        finders = {
            "contact": picking._linkstar_consignee,
            "sender": picking._linkstar_sender,
            "product": self._remedy_products,
            "order": lambda: self.sale_order_id,
            "registration": lambda: self.env["linkstar.tax.registration"].search([("company_id", "=", self.company_id.id)]),
        }
        return finders.get(self.remedy, lambda: picking)() or picking

    def _remedy_products(self):
        """The declared products that the first refusal can be about."""
        [code, item] = next(each for each in happening.refused_for(self.happened) if happening.REMEDY_OF.get(each[0]) == "product")
        lines = self.declaration_id.sudo().line_ids
        products = self.env["product.product"].browse(lines.product_id.ids)
        items = self._declared_items() if item else ()
        if 0 < item <= len(items):
            skus = items[item - 1].sku
            products = products.filtered(lambda product: product.default_code and product.default_code in skus) or products
        lacks = {
            "description_cn_missing": lambda product: not product._linkstar_descriptions()[1],
            "hs_code_missing": lambda product: not product._linkstar_hs_code(),
            "battery_not_carried": lambda product: "battery" in product._linkstar_goods_types(),
        }
        return (code in lacks and products.filtered(lacks[code])) or products

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

    # --- No more calls of an account at once than its contract allows, whichever process makes them

    def _has_to_wait(self):
        """Whether others have all the calls that the account may make. Asked in one query before anything else: those who wait ask
        again and again, and must not make an order each time."""
        self.flush_model(["account_id", "lease", "work_at"])
        now = fields.Datetime.now()
        self.env.cr.execute(
            """
            SELECT 1 FROM linkstar_shipment shipment JOIN linkstar_account account ON account.id = shipment.account_id
             WHERE shipment.id = %s AND shipment.work_at <= %s AND account.parallel_calls <= (
                       SELECT COUNT(*) FROM linkstar_shipment other
                        WHERE other.account_id = account.id AND other.lease IS NOT NULL AND other.work_at > %s
                          AND other.id != shipment.id
                   )
            """,
            [self.id, now, now],
        )
        return bool(self.env.cr.fetchone())

    def _calls_under_way(self):
        domain = [("account_id", "=", self.account_id.id), ("lease", "!=", False), ("work_at", ">", fields.Datetime.now())]
        return self.search_count(domain)

    # --- What nobody foresaw about one shipment stays with it: the round goes on with the others

    def _take_trouble(self, field, kind):
        """Note an exception of the class ``kind`` that came when this shipment's ``field`` (a moment to act at) was due."""
        shipment = self.try_lock_for_update()
        if not shipment or not shipment[field] or shipment[field] > fields.Datetime.now():
            return
        happened = {"code": "unexpected", "kind": kind}
        if field == "work_at":
            shipment._wait(happened)
        else:
            shipment.write({field: fields.Datetime.now() + _RETRY, "happened": happened})


def _reference(picking, box, attempt):
    """The number we are known by at the carrier: always the same for the same attempt in the same database, so that a repeated
    transaction cannot make a second parcel; at most 50 characters of ASCII capitals, digits and '-'."""
    database = picking.env["ir.config_parameter"].sudo().get_param("database.uuid") or picking.env.cr.dbname
    # After a restore from a backup, ids are used again: the day of birth tells two transfers of one id apart.
    born = fields.Datetime.to_string(picking.create_date)
    key = hashlib.sha256(f"{database} {born}".encode()).hexdigest()[:8].upper()
    return f"LS{key}-{picking.id}{'' if box == WHOLE else f'-{box}'}-{attempt}"


def _is_whole(attachment, checksum):
    # What was stored before checksums were kept has none.
    return bool(attachment.raw) and (not checksum or hashlib.sha256(attachment.raw).hexdigest() == checksum)


def _share(amount, part, whole):
    return (amount * part / whole).quantize(_CENT, ROUND_HALF_UP)


def _by_product(items):
    found = {}
    for row in items:
        found.setdefault(row[0], []).append(row)
    return found




def _decimal(amount, currency):
    """``amount`` to the currency's smallest unit."""
    return Decimal(str(currency.round(float(amount))))
