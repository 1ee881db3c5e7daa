# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import hashlib
import logging
import random
import time
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL, split_every
from odoo.tools.urls import urljoin

from odoo.addons.linkstar_customs.services.queries import as_html

from .. import labels
from ..api import errors, messages
from ..labels import candidates
from ..lifecycle import Knowledge, Outcome, Step, Wish
from ..lifecycle import charges as settling
from ..lifecycle import tracking as lifecycle
from ..lifecycle.spread import longer, shorter
from ..runner import engine, orders, questions, rounds
from ..runner.kinds import Work
from ..runner.steps import Busy
from ..services import (
    bill_cases,
    buyer,
    goods,
    happening,
    last_mile,
    notices,
    ordering,
    printing,
    real_cost,
    tracking,
)
from ..services.charges import add_billed
from ..services.promising import SOURCES
from ..services.states import (
    FINAL_TRACKING_STATES,
    STATES,
    TRACKING_DECORATIONS,
    TRACKING_STATES,
    TROUBLE,
    UNDELIVERABLE,
    WHOLE,
)

#: Seconds after which a label is late: the user who validated is doing something else
#: by then.
_LATE = 60

_logger = logging.getLogger(__name__)

#: The shortest time in seconds until the next try, by the number of tries without
#: success; the last value is repeated.
_PATIENCE = (10, 20, 40, 60, 120, 300, 600, 1800, 3600)

_CRON_BATCH = 50

_LAST_MILE_BATCH = 1000

#: After this number of unclear answers in a row, a user is informed.
_UNCLEAR_TRIES = 5

#: The maximum number of shipments in one round of checks for second orders, and of
#: waiting shipments that are tried at once.
_LOOK_LIMIT = 200

_STATE_DECORATIONS = {"refused": "danger", "cancelled": "muted", "ready": "success"}

#: How the name of a label report ends, by the choice of customs forms in the context.
FORMS_IN_NAME = {None: "", "with": "_with_form", "without": "_without_form"}

_NUMBERS = ("tracking_number", "waybill", "reference_no")

#: Shipments with exactly one of the numbers; each number has its own index.
_EXACT = """
          SELECT id FROM linkstar_shipment
           WHERE upper(tracking_number) = ANY(%(numbers)s)
    UNION SELECT id FROM linkstar_shipment WHERE upper(waybill) = ANY(%(numbers)s)
    UNION SELECT id FROM linkstar_shipment WHERE reference_no = ANY(%(numbers)s)
    UNION SELECT shipment_id FROM linkstar_parcel
           WHERE upper(tracking_number) = ANY(%(numbers)s)
"""

_MOST_BOXES = 1000


_RETRY = timedelta(minutes=30)

#: {kind of question: the field with its due time}
_MOMENTS = {"tracking": "poll_at", "charges": "charge_at"}


class LinkstarShipment(models.Model):
    """One shipment at the carrier: one attempt to send one transfer, or one box of it.

    A request to the carrier is written here (``queued``, ``cancel_requested``) in the
    user's own transaction. The worker (``runner/steps``) carries it out afterwards.
    ``work_at`` is the time of its next step.
    """

    _name = "linkstar.shipment"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Linkstar Shipment"
    _order = "id desc"
    _rec_name = "reference_no"
    _check_company_auto = True
    # A user who may read a shipment may write a note on it; its fields are written by
    # the worker.
    _mail_post_access = "read"
    reference_no = fields.Char("Reference", readonly=True, copy=False, index="trigram")
    picking_id = fields.Many2one(
        "stock.picking",
        "Transfer",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    sale_order_id = fields.Many2one(related="picking_id.sale_id", string="Sales order")
    partner_id = fields.Many2one(
        related="declaration_id.partner_id", string="Consignee"
    )
    carrier_id = fields.Many2one(
        "delivery.carrier", "Delivery method", readonly=True, ondelete="restrict"
    )
    account_id = fields.Many2one(
        "linkstar.account",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    service_id = fields.Many2one(
        "linkstar.service",
        "Line",
        required=True,
        readonly=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    box = fields.Char(
        required=True,
        readonly=True,
        default=WHOLE,
        copy=False,
        help=(
            "ALL: the shipment is for the whole transfer. P and a number: for that "
            "package. LOOSE: for goods without a package."
        ),
    )
    attempt = fields.Integer(
        required=True,
        readonly=True,
        default=1,
        help="The number of the attempt for this transfer or box.",
    )
    declaration_id = fields.Many2one(
        "linkstar.customs.declaration",
        "Customs declaration",
        readonly=True,
        ondelete="restrict",
        copy=False,
        index="btree_not_null",
    )
    parcel_ids = fields.One2many(
        "linkstar.parcel", "shipment_id", "Parcels", readonly=True
    )
    promised_date = fields.Date(
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The last day on which the parcels should arrive, as the order promised "
        "or calculated when the shipment was made.",
    )
    promise_source = fields.Selection(
        SOURCES,
        "Source of the promise",
        readonly=True,
        copy=False,
        help="The days of the line, or those of our own delivered parcels where there "
        "are enough of them.",
    )
    goods_ids = fields.One2many("linkstar.move.tracking", "shipment_id", readonly=True)
    notice_ids = fields.One2many(
        "linkstar.notice", "shipment_id", "Messages to the buyer", readonly=True
    )
    weight = fields.Float("Weight (kg)", compute="_compute_weight", digits=(12, 3))
    state = fields.Selection(
        STATES,
        "Status",
        required=True,
        readonly=True,
        default="queued",
        index=True,
        copy=False,
    )
    tracking_state = fields.Selection(
        TRACKING_STATES,
        "Tracking status",
        required=True,
        readonly=True,
        default="none",
        index=True,
        copy=False,
    )
    knowledge = fields.Selection(
        [
            (Knowledge.ABSENT.value, "Absent"),
            (Knowledge.UNCERTAIN.value, "Uncertain"),
            (Knowledge.ABSENT_ONCE.value, "Absent, to be confirmed"),
            (Knowledge.THERE.value, "Present"),
            (Knowledge.SEVERAL.value, "Several orders"),
        ],
        "Order at the carrier",
        required=True,
        readonly=True,
        default=Knowledge.ABSENT.value,
        copy=False,
        help=(
            "Whether the carrier has this order. Uncertain: the order was sent "
            "without an answer. The carrier is asked before anything is sent again."
        ),
    )
    waybill = fields.Char(readonly=True, copy=False, index="trigram")
    tracking_number = fields.Char(readonly=True, copy=False, index="trigram")
    number_pending = fields.Boolean(readonly=True, copy=False)
    number_unsure = fields.Boolean(
        "Number uncertain",
        readonly=True,
        copy=False,
        help=(
            "The order was found at the carrier, which did not say whether it will "
            "send a tracking number."
        ),
    )
    remote_area = fields.Boolean(readonly=True, copy=False)
    tracking_url = fields.Char("Tracking page", compute="_compute_tracking_url")
    label_attachment_id = fields.Many2one(
        "ir.attachment", "Label", readonly=True, copy=False, ondelete="restrict"
    )
    happened = fields.Json(
        "Problem data", readonly=True, copy=False, help="The values of the problem."
    )
    problem = fields.Text(
        compute="_compute_problem",
        inverse="_inverse_problem",
        search="_search_problem",
        compute_sudo=True,
        help="What stops the shipment, and what to do.",
    )
    cancel_requested = fields.Boolean(
        "Cancellation requested", readonly=True, copy=False
    )
    cancel_unsure = fields.Boolean(
        "Cancellation uncertain",
        readonly=True,
        copy=False,
        help=(
            "The carrier may have cancelled the order although no answer confirmed "
            "it. The carrier is asked until it answers."
        ),
    )
    cancel_doubt = fields.Boolean(
        "Refusal to confirm",
        readonly=True,
        copy=False,
        help=(
            "The carrier refused to cancel the order. It is asked whether the order "
            "is cancelled anyway."
        ),
    )
    surplus = fields.Json(
        "Additional waybills",
        readonly=True,
        copy=False,
        help="Waybills of further orders with this reference, which have to be "
        "cancelled.",
    )
    look_at = fields.Datetime(
        "Next check",
        readonly=True,
        copy=False,
        help=(
            "When the carrier is asked whether it has more orders with this reference."
        ),
    )
    waits_for_carrier = fields.Boolean(
        "Waiting for carrier",
        readonly=True,
        copy=False,
        help=(
            "All shipments of the account wait for the same reason: the connection to "
            "the carrier."
        ),
    )
    sent_at = fields.Datetime(
        "Sent on",
        readonly=True,
        copy=False,
        help="When the order was last sent, with or without an answer.",
    )
    last_mile = fields.Char(
        "Local carrier",
        readonly=True,
        copy=False,
        help="The carrier that delivers the parcel, by the rate card of its line.",
    )
    shown_number = fields.Char(
        readonly=True, copy=False, help="The number that is shown on the transfers."
    )
    booked_at = fields.Datetime("Booked on", readonly=True, copy=False)
    work_at = fields.Datetime(
        "Next try",
        readonly=True,
        copy=False,
        help="When the worker acts next. Empty: nothing to do.",
    )
    work_tries = fields.Integer("Tries", readonly=True, copy=False)
    lease = fields.Char(
        readonly=True,
        copy=False,
        help="Only the worker that claimed the shipment last may save its answer.",
    )
    event_ids = fields.One2many(
        "linkstar.tracking.event", "shipment_id", "Tracking events", readonly=True
    )
    ended_at = fields.Datetime(
        "Final state since",
        readonly=True,
        copy=False,
        help=(
            "When the system learned that the parcel is delivered, returned, "
            "destroyed or lost."
        ),
    )
    poll_at = fields.Datetime("Next tracking call", readonly=True, copy=False)
    charge_ids = fields.One2many(
        "linkstar.charge",
        "shipment_id",
        "Charges",
        readonly=True,
        groups="account.group_account_invoice",
    )
    bill_line_ids = fields.One2many(
        "linkstar.bill.line",
        "shipment_id",
        "Lines of statements",
        readonly=True,
        groups="account.group_account_invoice",
    )
    expected_cost = fields.Monetary(
        compute="_compute_expected_cost",
        groups="account.group_account_invoice",
        help=(
            "By the rate card of the day of hand-over, at the measured weight. Empty: "
            "the line has no price for this parcel."
        ),
    )
    waiting_days = fields.Integer(
        "Days since hand-over",
        compute="_compute_waiting_days",
        groups="account.group_account_invoice",
    )
    charge_at = fields.Datetime("Next charges call", readonly=True, copy=False)
    settled_weight = fields.Float(
        "Settled weight (kg)",
        digits=(12, 3),
        readonly=True,
        copy=False,
        groups="account.group_account_invoice",
    )
    call_ids = fields.One2many(
        "linkstar.call",
        "shipment_id",
        "Calls",
        readonly=True,
        groups="stock.group_stock_manager",
    )
    _reference_uniq = models.UniqueIndex(
        "(account_id, reference_no)", "This reference is already used at the carrier."
    )
    _one_open = models.UniqueIndex(
        "(picking_id, box) WHERE state != 'cancelled'",
        "This transfer or box already has a shipment. Cancel it before you create a "
        "new one.",
    )
    _booked_of_line = models.Index(
        "(service_id, booked_at) WHERE booked_at IS NOT NULL"
    )
    _look_due = models.Index("(look_at) WHERE look_at IS NOT NULL")
    _waiting = models.Index("(account_id, work_at) WHERE waits_for_carrier")
    _work_due = models.Index("(work_at) WHERE work_at IS NOT NULL")
    _poll_due = models.Index("(poll_at) WHERE poll_at IS NOT NULL")
    _charge_due = models.Index("(charge_at) WHERE charge_at IS NOT NULL")
    print_for_id = fields.Many2one(
        "res.users",
        "Print for",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The user whose browser prints the label when it is received.",
    )
    country_id = fields.Many2one(related="declaration_id.country_id", string="Country")
    state_decoration = fields.Char("Status decoration", compute="_compute_decorations")
    tracking_decoration = fields.Char(compute="_compute_decorations")
    photo_ids = fields.Many2many(
        "linkstar.parcel.photo", compute="_compute_evidence", string="Packing photos"
    )
    weighing_ids = fields.Many2many(
        "linkstar.weighing", compute="_compute_evidence", string="Weighings"
    )
    form_attachment_id = fields.Many2one(
        "ir.attachment",
        "Customs form",
        readonly=True,
        copy=False,
        ondelete="restrict",
        help="The customs form as the carrier sent it.",
    )
    form_sha256 = fields.Char("Customs form checksum", readonly=True, copy=False)
    handed_over_at = fields.Datetime(
        "Handed over on",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="When the first parcel of the shipment was handed over.",
    )
    handover_line_ids = fields.One2many(
        "linkstar.handover.line", "shipment_id", "Manifest lines", readonly=True
    )
    # Numbers from a scanner are searched in capitals.
    _tracking_number_capitals = models.Index(
        "(upper(tracking_number)) WHERE tracking_number IS NOT NULL"
    )
    _waybill_capitals = models.Index("(upper(waybill)) WHERE waybill IS NOT NULL")
    _reference_no = models.Index("(reference_no)")
    _reference_no_capitals = models.Index(
        "(upper(reference_no)) WHERE reference_no IS NOT NULL"
    )
    _renumbered = models.Index("(account_id) WHERE earlier_numbers IS NOT NULL")
    intercept_state = fields.Selection(
        [
            ("requested", "Requested"),
            ("confirmed", "Intercepted"),
            ("refused", "Refused"),
        ],
        "Interception",
        readonly=True,
        copy=False,
        help=(
            "Requested: the carrier has not answered yet. Intercepted: the carrier "
            "holds the parcel. Refused: the parcel travels on."
        ),
    )
    intercept_remark = fields.Char("Interception reason", readonly=True, copy=False)
    intercept_user_id = fields.Many2one(
        "res.users", "Interception requested by", readonly=True, copy=False
    )
    intercept_at = fields.Datetime(
        "Interception answered on", readonly=True, copy=False
    )
    label_sha256 = fields.Char(
        "Label checksum",
        readonly=True,
        copy=False,
        help="SHA-256 of the file as the carrier sent it.",
    )
    label_print_ids = fields.One2many(
        "linkstar.label.print", "shipment_id", "Label prints", readonly=True
    )
    label_print_count = fields.Integer(
        "Times printed", compute="_compute_label_print_count"
    )
    _rec_names_search = ["number"]
    number = fields.Char(
        compute="_compute_number",
        search="_search_number",
        help=(
            "The tracking number, else the waybill, else the reference. The search "
            "includes all of them, the numbers of the boxes and earlier numbers."
        ),
    )
    earlier_numbers = fields.Char(
        readonly=True,
        copy=False,
        index="trigram",
        help="Numbers that were replaced by later ones, each between two spaces.",
    )
    currency_id = fields.Many2one(related="account_id.currency_id")
    extra_service_ids = fields.Many2many(
        "linkstar.extra.service",
        "linkstar_shipment_extra_rel",
        string="Extra services",
        readonly=True,
        copy=False,
        ondelete="restrict",
        context={"active_test": False},
    )
    insured_value = fields.Monetary(
        "Insured amount",
        readonly=True,
        copy=False,
        help="The insured amount of the whole transfer.",
    )
    undeliverable = fields.Selection(
        UNDELIVERABLE, "If undeliverable", readonly=True, copy=False
    )
    sent_snapshot = fields.Json(
        "Sent data",
        readonly=True,
        copy=False,
        help=(
            "The data that was sent to the carrier, to detect later changes; the "
            "address as a digest."
        ),
    )
    previous_snapshot = fields.Json(
        "Previously sent data",
        readonly=True,
        copy=False,
        help=(
            "The data of the previous try. The carrier has this data if it made that "
            "order after all."
        ),
    )
    rebook = fields.Char(
        "Reason for booking again",
        readonly=True,
        copy=False,
        help="The next shipment is created when the carrier has cancelled this one.",
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
        "Record to correct",
        compute="_compute_remedy",
        compute_sudo=True,
        help=(
            "The record with the first error for which the carrier refused the order."
        ),
    )
    _under_way = models.Index("(account_id, work_at) WHERE lease IS NOT NULL")
    return_ids = fields.One2many(
        "linkstar.return", "shipment_id", "Returns", readonly=True
    )
    return_count = fields.Integer("Number of returns", compute="_compute_return_count")

    instruction_ids = fields.One2many(
        "linkstar.instruction",
        "shipment_id",
        "Instructions to the carrier",
        readonly=True,
    )

    @api.depends("return_ids")
    def _compute_return_count(self):
        for shipment in self:
            shipment.return_count = len(shipment.return_ids)

    def action_returns(self):
        """The returns of this shipment."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "linkstar_delivery.action_linkstar_return"
        )
        return {**action, "domain": [("shipment_id", "=", self.id)], "context": {}}

    @api.depends("parcel_ids.weight")
    def _compute_weight(self):
        for shipment in self:
            shipment.weight = sum(shipment.parcel_ids.mapped("weight"))

    @api.depends("tracking_number", "waybill", "account_id.tracking_url")
    def _compute_tracking_url(self):
        for shipment in self:
            number = shipment.tracking_number or shipment.waybill
            template = shipment.account_id.tracking_url
            shipment.tracking_url = (
                template.replace("{number}", number) if number and template else False
            )

    @api.depends("happened", "account_id.name")
    @api.depends_context("lang")
    def _compute_problem(self):
        for shipment in self:
            happened = shipment.happened
            shipment.problem = (
                happening.sentence(self.env, happened, shipment.account_id.name)
                if happened
                else False
            )

    def _inverse_problem(self):
        """A user can clear a problem. A sentence that a user writes stays as it is, in
        the language it was written in.
        """
        for shipment in self:
            shipment.happened = (
                {"code": "text", "text": shipment.problem}
                if shipment.problem
                else False
            )

    def _search_problem(self, operator, value):
        """Search for shipments with or without a problem, or by words of the carrier or
        of the system in it.
        """

        def column(model, alias, query):
            return model._field_to_sql(alias, "happened", query)

        if operator == "in" and not any(value):
            return Domain.custom(
                to_sql=lambda *where: SQL("%s IS NULL", column(*where))
            )
        if operator == "not in" and not any(value):
            return Domain.custom(
                to_sql=lambda *where: SQL("%s IS NOT NULL", column(*where))
            )
        if operator == "ilike":
            return Domain.custom(
                to_sql=lambda *where: SQL(
                    "%s::text ILIKE %s", column(*where), f"%{value}%"
                )
            )
        return NotImplemented

    @api.model_create_multi
    def create(self, vals_list):
        self.browse().check_access("create")
        for values in vals_list:
            picking = self.env["stock.picking"].browse(values["picking_id"])
            values["reference_no"] = _reference(
                picking, values.get("box", WHOLE), values.get("attempt", 1)
            )
        shipments = super().create(vals_list)
        goods.roll_up(shipments, new=True)
        return shipments

    def _derived_reference(self):
        return _reference(self.picking_id, self.box, self.attempt)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_known_to_carrier(self):
        if self.filtered(lambda s: not s._never_sent() or s.state != "queued"):
            raise UserError(
                self.env._(
                    "This shipment cannot be deleted, because the carrier may know "
                    "it. Cancel it instead."
                )
            )

    def unlink(self):
        goods.clear(self.parcel_ids)
        return super().unlink()

    # --- buttons

    def _check_may_act(self):
        self.check_access("read")
        if not self.env.su and not self.env.user.has_group("stock.group_stock_user"):
            raise AccessError(
                self.env._(
                    "Only warehouse users can book and cancel parcels. Ask a "
                    "warehouse user."
                )
            )

    def action_retry(self):
        """Try refused or waiting shipments again at once, with the current data of the
        transfer. Nothing is sent twice: see ``knowledge``.
        """
        self._check_may_act()
        shipments_sudo = self.sudo().filtered(
            lambda s: s.state in ("queued", "refused", "accepted")
        )
        refused = shipments_sudo.filtered(lambda s: s.state == "refused")
        # The goods were packed again: these boxes no longer exist.
        gone = refused.filtered(lambda s: not s._take_values_of_now())
        gone.action_cancel()
        for shipment in shipments_sudo - gone:
            # The problem of a cancellation stays until the carrier has answered.
            stopping = shipment.cancel_unsure or shipment.rebook
            values = {} if stopping else {"problem": False}
            orders.wish(shipment, Wish.RETRY, **values)
        gone.picking_id._linkstar_queue()

    def _take_values_of_now(self):
        """Write this refused order with the current data of its transfer, and return
        whether its box still exists. An order that the carrier may have stays as it was
        sent.
        """
        if self.knowledge == Knowledge.UNCERTAIN.value:
            return True
        picking = self.picking_id
        values = {
            order["box"]: order for order in picking._linkstar_shipment_values()
        }.get(self.box)
        if not values:
            return False
        if not self._never_sent() and values["account_id"] != self.account_id.id:
            # Only the account that it was sent to can find it.
            self._rebook(
                self.env._(
                    "%(transfer)s now uses another account.", transfer=picking.name
                )
            )
            return True
        del values["attempt"]
        self.parcel_ids.unlink()
        # A refused order may exist: until it is sent again, the carrier may have the
        # old order.
        before = self.previous_snapshot or (
            not self._never_sent() and self.sent_snapshot
        )
        self.write({**values, "previous_snapshot": before})
        return True

    def action_cancel(self):
        """Ask the carrier to cancel. The numbers stay until it confirms; an order that
        was never sent is cancelled at once. A parcel that the carrier already has must
        be intercepted; a parcel that it holds is finished.
        """
        self._check_may_act()
        todo = self.filtered(lambda s: s.state != "cancelled")
        gone = todo.filtered(
            lambda s: s.intercept_state != "confirmed" and s._is_handed_over()
        )
        gone.action_intercept()
        orders.wish((todo - gone).sudo(), Wish.CANCEL, problem=False)

    # --- state

    def _keep_quotation(self):
        """Copy the quotation of the order for this line, so that it stays with the
        parcel when the order changes. With several shipments for a transfer, each gets
        its part by weight, and the parts add up to the quotation.
        """
        self.env["linkstar.charge"].create(
            [
                {
                    **charge.copy_data()[0],
                    "sale_order_id": False,
                    "shipment_id": shipment.id,
                    "amount": shipment._part_of(charge),
                }
                for shipment in self
                if shipment.sale_order_id.linkstar_service_id == shipment.service_id
                for charge in shipment.sale_order_id.linkstar_charge_ids
            ]
        )

    def _part_of(self, charge):
        """This shipment's part of a transfer's ``charge``, by weight."""
        orders = self.picking_id._linkstar_open_shipments()
        place, weights = orders.ids.index(self.id), orders.mapped("weight")
        before, after = (
            charge.currency_id.round(charge.amount * sum(weights[:end]) / sum(weights))
            for end in (place, place + 1)
        )
        return charge.currency_id.round(after - before)

    def _show_cancelled(self):
        """Show that the order is cancelled at the carrier."""
        picking = self.picking_id
        self._show_number()
        picking.activity_unlink(["linkstar_delivery.mail_activity_refused"])
        picking._message_log(
            body=self._for_whom().env._(
                "The shipment %s is cancelled at the carrier.", self.reference_no
            )
        )

    def _in_charge(self):
        """The user who is informed when a person has to act on this shipment's
        transfer.
        """
        people = (self.picking_id.user_id + self.create_uid).filtered(
            lambda user: user.active and user._is_internal()
        )
        return people[:1] or self.env.user

    def _for_whom(self):
        """This shipment in the language of :meth:`_in_charge`."""
        installed = self.env["res.lang"].get_installed()
        # User records are large: they are read only where there is a choice.
        lang = self._in_charge().lang if len(installed) > 1 else installed[0][0]
        return self.with_context(lang=lang or self.env.lang)

    def _inform(
        self,
        problem=None,
        summary=None,
        activity="linkstar_delivery.mail_activity_refused",
    ):
        """Inform the user in charge of the transfer about the shipment's problem, in
        that user's language, or with the text ``problem``.
        """
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
        """Shipments whose ``field`` (a time) is due, the oldest first."""
        domain = Domain(field, "<=", fields.Datetime.now()) & Domain(list(extra))
        return self.search(domain, order=f"{field}, id", limit=limit)

    # --- What message templates show to buyers

    def _buyer(self):
        return notices.recipient(self)

    def _buyer_language(self):
        return buyer.language(self.env, self._buyer(), self.company_id)

    def _buyer_link(self):
        """The address of the page where the buyer follows the parcel."""
        return buyer.link(self)

    def _buyer_rating_link(self, rate):
        """The address of core's page to rate this delivery: 1 bad, 3 fair, 5 good. The
        rating is stored when the buyer sends the form of that page.
        """
        token = self._rating_get_access_token(partner=self._buyer())
        return urljoin(self.get_base_url(), f"/rate/{token}/{rate}")

    def _buyer_overview(self):
        """See ``services.buyer.overview``."""
        return buyer.overview(self)

    # --- Automatic printing of labels in the browser of the user who validated

    def _announce_state(self):
        """Notify the open forms of these transfers and shipments to reload."""
        for shipment in self:
            payload = {
                "picking_id": shipment.picking_id.id,
                "shipment_id": shipment.id,
                "state": shipment.state,
            }
            self.env["bus.bus"]._sendone(
                (shipment.picking_id, "linkstar"), "linkstar.shipment", payload
            )

    def _announce_label(self):
        """Inform the user who validated the transfer that the label was received: the
        browser prints it, or shows a message if it is late.
        """
        for shipment in self:
            # The user who started a wave watches it: two hundred messages would not
            # help.
            alone = not shipment.picking_id.linkstar_wave_line_ids
            late = (
                alone
                and (fields.Datetime.now() - shipment.create_date).total_seconds()
                > _LATE
            )
            user = (
                shipment.print_for_id
                or (shipment.create_uid if late else self.env["res.users"])
            ).filtered("active")
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
        """The report action for the labels that were received since this user validated
        their transfers, or False.

        Each label is given to one caller only, because a user may have two tabs open.
        The labels of a wave are given together and in its order, when the wave is
        finished and its labels were received or are too late; late labels follow.
        """
        # Every open browser of the company calls this.
        if not self.has_access("read"):
            return False
        waiting_sudo = self.sudo().search(
            [("print_for_id", "=", self.env.uid), ("label_attachment_id", "!=", False)],
            order="id",
        )
        # Labels of a company that is not selected at the moment are kept for later.
        mine_sudo = waiting_sudo.sudo(False)._filtered_access("read").sudo()
        lines = mine_sudo._wave_lines()
        keeping = (
            self.env["linkstar.wave"]
            .union(*(line.wave_id for line in lines.values()))
            .filtered(lambda w: w._keeps_labels())
        )
        mine_sudo = mine_sudo.filtered(
            lambda s: (
                s.picking_id not in lines or lines[s.picking_id].wave_id not in keeping
            )
        )
        mine_sudo = mine_sudo.try_lock_for_update()
        mine_sudo.print_for_id = False
        ready = mine_sudo.filtered(lambda s: s._has_label())
        mine = ready._in_wave_order(
            {
                picking: (line.wave_id.id, line.sequence)
                for picking, line in lines.items()
            }
        ).sudo(False)
        return bool(mine) and mine._linkstar_label_report().report_action(
            mine, config=False
        )

    def _wave_lines(self):
        """{transfer: the line of the last wave that validated it}, for transfers that a
        wave has validated.
        """
        wanted = [
            ("picking_id", "in", self.picking_id.ids),
            ("wave_id.kind", "=", "validate"),
            ("phase", "=", "handled"),
        ]
        return {
            line.picking_id: line
            for line in self.env["linkstar.wave.line"].sudo().search(wanted, order="id")
        }

    def _in_wave_order(self, places):
        """Sort these shipments; those without a wave come first. ``places``: {transfer:
        sort key}.
        """
        pickings = self.sorted("id").picking_id.sorted(
            lambda picking: places.get(picking, (0, 0))
        )
        return pickings._linkstar_open_shipments() & self

    # --- Called by the worker: claims and answers

    def _work_soon(self):
        """Start the work on these shipments after this transaction is committed,
        without blocking the user, with at most the account's number of parallel calls.
        If the process ends, the cron does it within a minute.
        """
        self.env["linkstar.runner"]._start([each._order_work() for each in self])

    def _work_later(self):
        """Work on each of these shipments at its ``work_at``. If the process has ended,
        the cron does it within a minute.
        """
        now = fields.Datetime.now()
        self.env["linkstar.runner"]._start(
            [
                # One second more, because the database stores whole seconds.
                shipment._order_work(
                    max((shipment.work_at - now).total_seconds(), 0) + 1
                )
                for shipment in self
                if shipment.work_at
            ]
        )

    def _order_work(self, seconds=0):
        account = self.account_id
        return Work(
            "order",
            account.id,
            (self.id,),
            parallel=account._places(for_orders=True),
            seconds=seconds,
        )

    def _work(self):
        """Do everything that is due for these shipments and return when it is done: for
        tests and scripts.
        """
        registry = self.env.registry
        engine.together(
            lambda shipment_id: rounds.work(registry, shipment_id, time.monotonic()),
            self.ids,
            min(self.account_id.mapped("parallel_calls"), default=1),
        )
        self.invalidate_recordset()

    @api.model
    def _cron_work(self):
        looks = self._search_due("look_at", _LOOK_LIMIT, [("work_at", "=", False)])
        if looks:
            looks.try_lock_for_update().work_at = fields.Datetime.now()
        self.env["linkstar.runner"]._round("due_orders", "work_at")

    @api.model
    def _accounts_due(self, moment):
        """The accounts with shipments that are due by ``moment`` (a field)."""
        groups = self._read_group(
            [(moment, "<=", fields.Datetime.now())], ["account_id"]
        )
        return self.env["linkstar.account"].union(*(account for [account] in groups))

    @api.model
    def _orders_due(self, account_id, tried):
        """Ids of the next due shipments of this account, without those in ``tried``."""
        wanted = [("account_id", "=", account_id), ("id", "not in", tried)]
        return self._search_due("work_at", _CRON_BATCH, wanted).ids

    def _claim(self):
        """Claim this shipment for one step at the carrier, if something is due and no
        other worker has it.

        After the commit the claim is valid until the lease ends (``work_at``).
        :return: a :class:`Job`, or None
        :raise Busy: when the account's maximum of parallel calls is reached
        """
        if self._has_to_wait():
            raise Busy(self.account_id.id)
        job = orders.claim(self)
        # Two workers that claim at the same moment do not see each other: the limit can
        # be exceeded by the number of other processes.
        if job and self.account_id._calls_under_way() > self.account_id.parallel_calls:
            raise Busy(self.account_id.id)
        return job

    def _note_addresses(self, sent_before):
        """The current addresses are sent; ``sent_before``: the carrier may have the
        order with an earlier address.
        """
        if not self.sent_snapshot:
            return
        addresses = self.picking_id._linkstar_address_snapshot()
        if not self._was_sent_with(addresses):
            if sent_before:
                self.previous_snapshot = self.previous_snapshot or self.sent_snapshot
            self.sent_snapshot = {**self.sent_snapshot, **addresses}

    def _never_sent(self):
        """Whether the carrier cannot have an order of this shipment."""
        return self.knowledge == Knowledge.ABSENT.value

    def _take(self, job, result):
        """Save the result of ``job``, unless the lease has ended and another worker has
        taken over.

        :return: whether there may be more to do now
        """
        shipment = self.with_company(self.company_id)
        self.env["linkstar.call"].with_company(self.company_id)._keep(
            self.account_id, job.calls, self
        )
        if self.lease != job.lease:
            _logger.info(
                "Linkstar: the answer for %s was received after its lease and is left "
                "to the next try",
                job.reference_no,
            )
            return True
        orders.take(shipment, job, result)
        self.env["linkstar.wave.line"]._announce_waves(self.picking_id)
        return bool(self.work_at and self.work_at <= fields.Datetime.now())

    def _inform_cancelled_there(self):
        """The carrier cancelled the order without a request from us: a user has to
        know, unless the box has another shipment.
        """
        if self.box not in self.picking_id._linkstar_open_shipments().mapped("box"):
            self._inform(
                self._for_whom().env._(
                    "The order of %(transfer)s was cancelled at the carrier. Press "
                    "Send to Shipper on the transfer to book it again.",
                    transfer=self.picking_id.name,
                )
            )

    def _take_failure(self, job):
        """The answer could not be saved; the reason is in the server's log. The next
        try asks the carrier first.
        """
        if self.lease == job.lease:
            self._wait({"code": "not_stored"})

    def _wait(self, happened):
        """Try the same again later, with growing intervals. If the answers stay
        unclear, a user is informed once.

        :param happened: the reason, or None if the user should not see it
        """
        code = happened and happened["code"]
        unclear = (self.happened or {}).get("unclear", 0) + (code == "Unclear")
        values = {
            "state": "queued" if self.state == "booking" else self.state,
            "work_tries": self.work_tries + 1,
            "work_at": fields.Datetime.now() + self._pause(self.work_tries),
        }
        if happened:
            values |= {
                "happened": {**happened, "unclear": unclear},
                "waits_for_carrier": code in happening.OF_THE_ACCOUNT,
            }
        self.write(values)
        self._work_later()
        if code == "Unclear" and unclear == _UNCLEAR_TRIES:
            self._inform(
                summary=self._for_whom().env._("Unclear answers from the carrier")
            )

    def _pause(self, tries):
        """The waiting time after this number of tries without success. It is not the
        same for each shipment: those that failed together are not tried together.
        """
        pause = timedelta(seconds=_PATIENCE[min(tries, len(_PATIENCE) - 1)])
        return longer(pause, f"{self.id} {tries}")

    def _wake(self, at_most=False):
        """Try these waiting shipments now, a few at a time. Shipments with a running
        call are skipped.

        :param at_most: only shipments whose last try was more than a minute ago: used
        after each success of another parcel
        """
        now = fields.Datetime.now()
        waiting = self.filtered(lambda s: not s.lease and s.work_at and s.work_at > now)
        if at_most:
            waiting = waiting.filtered(
                lambda s: (
                    s.work_at - s._pause(s.work_tries - 1) < now - timedelta(minutes=1)
                )
            )
        waiting = waiting.try_lock_for_update()
        for _account, shipments in waiting.grouped("account_id").items():
            for place, shipment in enumerate(shipments):
                shipment.work_at = now + timedelta(
                    seconds=place // shipment.account_id.parallel_calls
                )
        if not at_most:
            waiting.work_tries = 0
        waiting.filtered(lambda s: s.work_at <= now)._work_soon()
        waiting.filtered(lambda s: s.work_at > now)._work_later()

    def _take_numbers(self, numbers):
        """Show the numbers from the carrier, those of the boxes on their parcels."""
        if isinstance(numbers, messages.TrackNumbers):
            for parcel in self.parcel_ids:
                parcel.tracking_number = numbers.by_box.get(parcel.number) or False
        self._show_number()

    def _compare_with_sent(self, booked):
        """The carrier has the order: if it has the data from before the last change,
        the order is booked again.
        """
        self.picking_id.activity_unlink(["linkstar_delivery.mail_activity_refused"])
        before, self.previous_snapshot = self.previous_snapshot, False
        if before and booked.adopted:
            self.sent_snapshot = before
            why = self._for_whom().picking_id._linkstar_changes().get(self)
            if why:
                self._rebook(why)

    def _inform_of_waybills(self, waybills):
        """Ask a user, once, to check further ``waybills`` of this order with several
        boxes: some hosts give each box its own waybill.
        """
        shipment = self._for_whom()
        double = self.env.ref("linkstar_delivery.mail_activity_double")
        if double in self.picking_id.activity_ids.activity_type_id:
            return
        self._inform(
            shipment.env._(
                "The carrier has unknown waybills for %(transfer)s: %(waybills)s. "
                "Look in the carrier's portal: they can belong to the boxes, or to a "
                "second order that has to be cancelled.",
                transfer=self.picking_id.name,
                waybills=", ".join(waybills),
            ),
            summary=shipment.env._("Several orders at the carrier"),
            activity="linkstar_delivery.mail_activity_double",
        )

    def _inform_of_surplus(self, results):
        """Inform a user about the additional orders, once for all of them. ``results``:
        {waybill: the result of cancelling it}, see ``runner/job``.
        """
        shipment = self._for_whom()
        account = shipment.account_id.name
        kept = self.waybill if self.state != "cancelled" else ""
        parts = []
        for waybill, result in results.items():
            if isinstance(result, errors.CarrierError):
                why = happening.sentence(
                    shipment.env, happening.of_error(result), account, again=False
                )
                parts.append(
                    shipment.env._(
                        "The order %(waybill)s should not exist and could not be "
                        "cancelled. Cancel it in the carrier's portal, or ask the "
                        "carrier to cancel it. %(why)s",
                        waybill=waybill,
                        why=why,
                    )
                )
            elif result:
                parts.append(
                    shipment.env._(
                        "The order %s should not exist. It was cancelled.", waybill
                    )
                )
        if not parts:
            return
        opening = (
            shipment.env._(
                "The carrier made several orders for %(transfer)s. The order "
                "%(waybill)s is the right one. Use only its label.",
                transfer=self.picking_id.name,
                waybill=kept,
            )
            if kept
            else shipment.env._(
                "The carrier had an order for %s although the shipment is cancelled.",
                self.picking_id.name,
            )
        )
        self._inform(
            "\n".join([opening, *parts]),
            summary=shipment.env._("Several orders at the carrier"),
            activity="linkstar_delivery.mail_activity_double",
        )

    def _in_box_order(self):
        """These shipments of one transfer, in the order of their boxes."""
        return self.sorted(lambda s: (s.parcel_ids[:1].number or "", s.id))

    def _show_number(self):
        """Show the numbers of the transfer's shipments in core's field, joined by
        commas as in core, on all transfers that these goods go through. A shipment that
        shows another one's number keeps it.
        """
        picking = self.picking_id
        # Only the needed fields are read: see ``ordering.read_for_order``.
        picking.fetch(
            [
                name
                for name in (
                    "name",
                    "state",
                    "carrier_id",
                    "carrier_tracking_ref",
                    "batch_id",
                )
                if name in picking._fields
            ]
        )
        picking.carrier_id.fetch(["delivery_type"])
        picking.move_ids.fetch(["picking_id", "origin_returned_move_id"])
        shown = {*picking.linkstar_shipment_ids.mapped("shown_number"), False, ""}
        # A transfer that goes by another carrier has that carrier's number.
        orders = (
            picking._linkstar_open_shipments()
            if picking.carrier_id.delivery_type == "linkstar"
            else self.browse()
        )
        numbers = [s.tracking_number or s.waybill for s in orders]
        text = ",".join(dict.fromkeys(number for number in numbers if number)) or False
        if text not in shown or picking.carrier_tracking_ref != text:
            chain = (picking + picking._linkstar_chain()).filtered(
                lambda p: (p == picking and text) or p.carrier_tracking_ref in shown
            )
            # Nothing depends on this field; finding that out would read more records
            # than all the rest.
            followed = getattr(
                picking._fields["carrier_tracking_ref"], "tracking", None
            )
            chain.with_context(
                tracking_disable=not followed
            ).carrier_tracking_ref = text
        self.shown_number = text

    # --- How a shipment is shown: colours, and the answers of its buttons

    @api.depends(
        "state", "tracking_state", "rebook", "cancel_requested", "intercept_state"
    )
    def _compute_decorations(self):
        for shipment in self:
            where = TRACKING_DECORATIONS.get(shipment.tracking_state, "info")
            shipment.tracking_decoration = (
                "muted"
                if shipment.state == "cancelled" and where != "danger"
                else where
            )
            decoration = _STATE_DECORATIONS.get(shipment.state, "info")
            if shipment.state != "cancelled" and (
                shipment.rebook or shipment._being_stopped()
            ):
                # Its label must not be used.
                decoration = "warning"
            elif decoration == "success" and shipment.tracking_state in TROUBLE:
                decoration = "muted"
            shipment.state_decoration = decoration

    def _numbers_text(self):
        """The numbers of these shipments for the user; of many shipments only the first
        ones.
        """
        numbers = [
            shipment.tracking_number or shipment.waybill or shipment.reference_no
            for shipment in self[:3]
        ]
        if len(self) > 3:
            return self.env._(
                "%(numbers)s and %(count)s more",
                numbers=", ".join(numbers),
                count=len(self) - 3,
            )
        return ", ".join(numbers)

    def _notify(self, sentences, kind="success", then=None):
        """The action that shows ``sentences`` and the changed records. ``then``: what
        the browser does next, by default it reloads the records.
        """
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
        """{id of a shipment: the number of its tracking events}."""
        groups = self.env["linkstar.tracking.event"]._read_group(
            [("shipment_id", "in", self.ids)], ["shipment_id"], ["__count"]
        )
        return {shipment.id: count for shipment, count in groups}

    def _tracking_news(self, counts, failures):
        """The answer to *Fetch tracking*, sentences and their type: ``counts`` of
        events before, ``failures`` as sentences.
        """
        asked, now = self.filtered("waybill"), self._event_counts()
        without = self - asked
        news = {
            s: now.get(s.id, 0) - counts.get(s.id, 0)
            for s in asked
            if now.get(s.id, 0) > counts.get(s.id, 0)
        }
        labels = dict(self._fields["tracking_state"]._description_selection(self.env))
        sentences = list(dict.fromkeys(failures))
        if len(self) == 1 and news:
            sentences.append(
                self.env._(
                    "New events for %(number)s: %(count)s. Tracking status: %(state)s.",
                    number=self._numbers_text(),
                    count=news[self],
                    state=labels[self.tracking_state],
                )
            )
        elif news:
            sentences.append(
                self.env._(
                    "New events: %(count)s. Parcels: %(parcels)s.",
                    count=sum(news.values()),
                    parcels=len(news),
                )
            )
        elif asked and not failures:
            sentences.append(self.env._("No new events for %s.", asked._numbers_text()))
        if without:
            sentences.append(
                self.env._(
                    "These shipments have no number of the carrier yet and were "
                    "skipped: %s.",
                    without._numbers_text(),
                )
            )
        return sentences, "danger" if failures else "success" if news else "info"

    def _charge_news(self, failures):
        """The answer to *Fetch charges*, sentences and their type: ``failures`` as
        sentences.
        """
        asked = self.filtered("waybill")
        billed = asked.filtered(lambda s: "billed" in s.charge_ids.mapped("stage"))
        sentences = list(dict.fromkeys(failures))
        if len(self) == 1 and billed:
            amount = sum(
                charge.amount
                for charge in billed.charge_ids
                if charge.stage == "billed"
            )
            sentences.append(
                self.env._(
                    "%(number)s: the carrier bills %(amount)s.",
                    number=self._numbers_text(),
                    amount=billed.currency_id.format(amount),
                )
            )
        elif billed:
            sentences.append(
                self.env._(
                    "The carrier bills %(billed)s of %(all)s parcels.",
                    billed=len(billed),
                    all=len(asked),
                )
            )
        elif asked and not failures:
            sentences.append(
                self.env._(
                    "The carrier has not billed anything yet for %s.",
                    asked._numbers_text(),
                )
            )
        if self - asked:
            sentences.append(
                self.env._(
                    "These shipments have no number of the carrier yet and were "
                    "skipped: %s.",
                    (self - asked)._numbers_text(),
                )
            )
        return sentences, "danger" if failures else "success" if billed else "info"

    # --- Evidence for a claim, in one file

    def _compute_evidence(self):
        photos, weighings = (
            self.env["linkstar.parcel.photo"],
            self.env["linkstar.weighing"],
        )
        pickings, packages = self.picking_id, self.parcel_ids.package_id
        photos = photos.search([("picking_id", "in", pickings.ids)])
        weighings = weighings.search(
            [
                "|",
                ("picking_id", "in", pickings.ids),
                ("package_id", "in", packages.ids),
            ]
        )
        for shipment in self:
            shipment.photo_ids = photos.filtered(shipment._is_of)
            shipment.weighing_ids = weighings.filtered(shipment._is_of)

    def _is_of(self, evidence):
        """Whether a photo or a weighing belongs to this shipment's boxes."""
        picking = self.picking_id
        if not evidence.package_id:
            return evidence.picking_id == picking
        # Boxes are used again: a weighing from before this transfer existed belongs to
        # another parcel.
        same_trip = evidence.picking_id == picking or (
            not evidence.picking_id and evidence.create_date >= picking.create_date
        )
        return evidence.package_id in self.parcel_ids.package_id and same_trip

    def action_photos(self):
        """The packing photos of this shipment's transfer, with buttons to add more."""
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
        return self.env.ref("linkstar_delivery.action_report_evidence").report_action(
            self, config=False
        )

    def _label_is_whole(self):
        """Whether the stored label is the carrier's file, byte for byte."""
        return _is_whole(self.label_attachment_id, self.label_sha256)

    def _form_is_whole(self):
        """Whether the stored customs form is the carrier's file; true if the carrier
        sent none.
        """
        return not self.form_attachment_id or _is_whole(
            self.form_attachment_id, self.form_sha256
        )

    def _linkstar_enclosed_files(self):
        """The files after the evidence page: the label, as it was printed."""
        shipment_sudo = self.sudo()
        if not shipment_sudo.label_attachment_id or not shipment_sudo._label_is_whole():
            return []
        label = printing.label_file(shipment_sudo)
        return [] if labels.wrong(label) else [label]

    # --- Hand-over

    def _recall_handed_over(self):
        """A manifest was reopened: shipments that are on no other closed manifest count
        as not handed over.
        """
        lines = self.env["linkstar.handover.line"].sudo()
        groups = lines._read_group(
            [("shipment_id", "in", self.ids), ("handover_id.state", "!=", "open")],
            ["shipment_id"],
            ["handover_id:recordset"],
        )
        closed = {
            shipment: min(handovers.mapped("closed_at"))
            for shipment, handovers in groups
        }
        for moment, shipments in self.grouped(lambda s: closed.get(s, False)).items():
            shipments.handed_over_at = moment

    # --- Intercepting a parcel that the carrier already has; the carrier may refuse

    def _is_handed_over(self):
        """Whether the carrier has the parcel, by our data or its tracking: then it
        cannot be cancelled any more.
        """
        self.ensure_one()
        return bool(self.waybill) and (
            bool(self.handed_over_at)
            or self.tracking_state not in ("none", "registered")
        )

    def _is_live(self):
        """Whether a parcel may still travel with this shipment."""
        self.ensure_one()
        sent = (
            self.waybill
            or self.knowledge in (Knowledge.UNCERTAIN.value, Knowledge.SEVERAL.value)
            or self.state in ("booking", "accepted", "ready")
        )
        return bool(
            self.state != "cancelled"
            and sent
            and self.tracking_state not in FINAL_TRACKING_STATES
        )

    def _being_stopped(self):
        self.ensure_one()
        return self.cancel_requested or self.intercept_state in (
            "requested",
            "confirmed",
        )

    def action_intercept(self):
        """Ask the carrier to intercept these parcels; the context may have the reason
        (``linkstar_remark``).
        """
        self._check_may_act()
        remark = self.env.context.get("linkstar_remark") or self.env._(
            "The sender requests to hold the parcel."
        )
        todo = self.sudo().filtered(
            lambda s: s.waybill and s.state != "cancelled" and not s._being_stopped()
        )
        orders.wish(
            todo,
            Wish.INTERCEPT,
            problem=False,
            intercept_remark=remark,
            intercept_at=False,
            intercept_user_id=self.env.uid,
        )
        return self._notify(*self._asked_to_intercept(todo))

    def _asked_to_intercept(self, todo):
        """(Sentences, kind of notification) for the user who requested the
        interception; the carrier is asked for ``todo``.
        """
        sentences = []
        if todo:
            sentences.append(
                self.env._(
                    "The carrier has been asked to intercept %s. The carrier may "
                    "refuse. Its answer is shown when it is received.",
                    todo._numbers_text(),
                )
            )
        if rest := self - todo.sudo(self.env.su):
            sentences.append(
                self.env._(
                    "No interception was requested, because the shipment is "
                    "cancelled, is already being stopped, or has no number yet: %s.",
                    rest._numbers_text(),
                )
            )
        return sentences, "success" if todo else "warning"

    def action_ask_to_intercept(self):
        """Ask the user for a reason first: the carrier's staff reads it."""
        self._check_may_act()
        return self.env["linkstar.cancellation"]._ask(
            self, intercept=True
        ) or self._notify(
            [
                self.env._(
                    "Not intercepted, because the parcel has arrived, is cancelled or "
                    "is already being stopped: %s.",
                    self._numbers_text(),
                )
            ],
            "warning",
        )

    def action_instruct(self):
        """Prepare an instruction to the carrier for each of these parcels: of the kind
        that is usual for its tracking status. It can be changed before it is sent.
        """
        self._check_may_act()
        prepared = self.env["linkstar.instruction"]._prepare(self)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "linkstar_delivery.action_linkstar_instruction"
        )
        if len(prepared) == 1:
            return {
                **action,
                "views": [[False, "form"]],
                "res_id": prepared.id,
                "context": {},
            }
        return {**action, "domain": [("id", "in", prepared.ids)], "context": {}}

    # --- called by the worker

    def _take_tracked_interception(self, newest):
        """An interception in the tracking events, of which ``newest`` is the last one,
        is true, whatever the carrier answered to the request.
        """
        intercepted = newest and self.env["linkstar.tracking.rule"]._means_interception(
            newest.code, newest.text
        )
        # A shipment with a running call is checked again in the next round.
        if (
            intercepted
            and self.intercept_state != "confirmed"
            and not self.lease
            and not self.cancel_requested
            and self.state in ("accepted", "ready")
        ):
            orders.change(self, Step.INTERCEPT, Outcome.DONE)

    def _inform_held(self):
        """The carrier holds the parcel, as requested."""
        self._answer_who_asked()
        self.env["linkstar.instruction"].sudo()._take_interception(self)
        text = self._for_whom().env._(
            "The carrier holds the parcel %s.", self.tracking_number or self.waybill
        )
        self.picking_id._message_log(body=text)
        self.picking_id.activity_unlink(["linkstar_delivery.mail_activity_refused"])

    def _inform_travels_on(self):
        """The carrier does not stop the parcel."""
        self._answer_who_asked()
        self.env["linkstar.instruction"].sudo()._take_interception(self)
        self._inform()
        # The answer of an earlier request was lost. It may have been carried out: the
        # tracking events show it.
        self.poll_at = fields.Datetime.now()

    def _ask_about_cancelled_order(self):
        """The sales order is cancelled, but its parcel is not: a user decides."""
        picking = self.picking_id
        note = self.env._(
            "The order %(order)s is cancelled, but the parcel %(number)s is on its "
            "way. Cancel or intercept the parcel on the shipment, or let it travel.",
            order=self.sale_order_id.name,
            number=self.tracking_number or self.waybill or self.reference_no,
        )
        people = (picking.user_id + self.create_uid).filtered(
            lambda user: user.active and user._is_internal()
        )
        picking.activity_schedule(
            "linkstar_delivery.mail_activity_order_cancelled",
            note=as_html(note),
            user_id=people[:1].id or self.env.uid,
        )

    def _answer_who_asked(self):
        """Show the carrier's answer, which is received long after the click, to the
        user who requested the interception.
        """
        user, self.intercept_user_id = self.intercept_user_id, False
        if not user:
            return
        shipment = self.with_context(lang=user.lang)
        refused = self.intercept_state == "refused"
        number = self.tracking_number or self.waybill
        message = (
            shipment.problem
            if refused
            else shipment.env._("The carrier holds the parcel %s.", number)
        )
        user._bus_send(
            "simple_notification",
            {
                "type": "warning" if refused else "success",
                "message": message,
                "sticky": True,
            },
        )

    # --- The label: fetched once, stored unchanged, printed as often as needed

    @api.depends("label_print_ids")
    def _compute_label_print_count(self):
        counts = dict(
            self.env["linkstar.label.print"]._read_group(
                [("shipment_id", "in", self.ids)], ["shipment_id"], ["__count"]
            )
        )
        for shipment in self:
            shipment.label_print_count = counts.get(shipment, 0)

    def write(self, vals):
        replaced = {
            s: [
                s[name]
                for name in _NUMBERS
                if name in vals and s[name] and s[name] != vals[name]
            ]
            for s in self
        }
        cancelled = self.filtered(lambda s: s.state == "cancelled")
        result = super().write(vals)
        for shipment, numbers in replaced.items():
            shipment._keep_earlier(numbers)
        if "parcel_ids" in vals:
            goods.roll_up(self)
        elif "state" in vals:
            # Only cancelled shipments have no goods on their way.
            goods.roll_up(
                self - cancelled if vals["state"] == "cancelled" else cancelled
            )
        # A call may take a while; its result is shown.
        if vals.get("state", "booking") != "booking":
            self._announce_state()
        return result

    # --- answers of the carrier

    def _take_label(self, label):
        number = self.tracking_number or self.waybill
        # Only the fields for the file and the message are read: see
        # ``ordering.read_for_order``.
        self.carrier_id.fetch(["delivery_type"])
        self.service_id.fetch(["code", "name"])
        self.env.user.fetch(["partner_id"])
        self.env.user.partner_id.fetch(["name", "email", "active"])
        self._keep_label("label", label)
        self._keep_label("form", label.form)
        self.picking_id._message_log(
            body=self._for_whom().env._(
                "Label of %(line)s, tracking number %(number)s.",
                line=self.service_id.display_name,
                number=number,
            ),
            attachment_ids=self.label_attachment_id.ids,
        )
        self._announce_label()

    def _keep_label(self, what, label):
        """Store ``label`` as this shipment's label or customs form. None: there is no
        file.
        """
        if not label and not self[f"{what}_attachment_id"]:
            return
        # Odoo makes large pictures smaller: a label of 600 dpi would become another
        # file with another checksum.
        attachments = self.env["ir.attachment"].with_context(image_no_postprocess=True)
        attachment = label and attachments.create(
            {
                "name": self._label_name(
                    what,
                    {"application/pdf": "pdf", "image/png": "png"}[label.media_type],
                ),
                "raw": label.content,
                "mimetype": label.media_type,
                # Only users who may read the shipment may read its label.
                "res_model": self._name,
                "res_id": self.id,
                "company_id": self.company_id.id,
            }
        )
        self.write(
            {
                f"{what}_attachment_id": attachment and attachment.id,
                f"{what}_sha256": label and hashlib.sha256(label.content).hexdigest(),
            }
        )

    def _label_name(self, what, extension):
        number = self.tracking_number or self.waybill
        prefix = self.carrier_id._get_delivery_label_prefix()
        suffix = "" if what == "label" else f"-{what}"
        return f"{prefix}-{number}{suffix}.{extension}"

    def action_fetch_label(self):
        """Ask the carrier for the label again: the file was damaged, or the account now
        needs other pages. No new order is made.
        """
        self._check_may_act()
        without = self.filtered(lambda s: s.state != "ready")
        if without:
            raise UserError(printing.why_no_label(without))
        # The stored label stays until the new one is received.
        orders.wish(self.sudo(), Wish.LABEL, problem=False)

    # --- printing

    def action_print_label(self):
        """The labels of these shipments as one PDF, in the order of the list."""
        self._check_may_act()
        return printing.print_action(self, self, self.env._("Print other labels"))

    def _linkstar_label_report(self):
        return self.env.ref(
            f"linkstar_delivery.action_report_shipment_label{FORMS_IN_NAME[self.env.context.get('linkstar_forms')]}"
        )

    def _has_label(self):
        """Whether there is a label that may be put on the box."""
        shipment_sudo = self.sudo()
        stopped = (
            shipment_sudo.state == "cancelled"
            or shipment_sudo.rebook
            or shipment_sudo._being_stopped()
        )
        return bool(shipment_sudo.label_attachment_id) and not stopped

    # --- Search by current and earlier numbers: exact matches first, then parts

    @api.depends("tracking_number", "waybill", "reference_no")
    def _compute_number(self):
        for shipment in self:
            shipment.number = (
                shipment.tracking_number or shipment.waybill or shipment.reference_no
            )

    def _search_number(self, operator, value):
        if operator in ("=", "in"):
            values = (
                [value] if isinstance(value, str) else [text for text in value if text]
            )
            return Domain("id", "in", self._with_number(values))
        if operator not in ("like", "ilike", "=like", "=ilike") or not isinstance(
            value, str
        ):
            return NotImplemented
        if exact := self._with_number([value]):
            return Domain("id", "in", exact)
        boxes = (
            self.env["linkstar.parcel"]
            .sudo()
            .search([("tracking_number", operator, value)], limit=_MOST_BOXES)
        )
        parts = Domain.OR(
            Domain(name, operator, value) for name in (*_NUMBERS, "earlier_numbers")
        )
        return parts | Domain("id", "in", boxes.shipment_id.ids) if boxes else parts

    @api.model
    def _with_number(self, values):
        """Ids of the shipments that have, or had, exactly one of the numbers
        ``values``, as typed or scanned.
        """
        numbers = list(
            dict.fromkeys(
                number for value in values for number in candidates(value.strip())
            )
        )
        if not numbers:
            return []
        self.env["linkstar.parcel"].flush_model(["tracking_number", "shipment_id"])
        self.flush_model([*_NUMBERS, "earlier_numbers"])
        found = [row[0] for row in self.env.execute_query(SQL(_EXACT, numbers=numbers))]
        earlier = Domain.OR(
            Domain("earlier_numbers", "ilike", f" {number} ") for number in numbers
        )
        # If the user may not see the match, parts of numbers are searched.
        return self.search(Domain("id", "in", found) | earlier).ids

    def _keep_earlier(self, numbers):
        earlier = dict.fromkeys((self.earlier_numbers or "").split())
        new = [number.upper() for number in numbers if number.upper() not in earlier]
        if new:
            self.earlier_numbers = f" {' '.join((*earlier, *new))} "

    # --- From an outdated shipment to the next attempt

    def _wire_order(self):
        """This shipment as it is sent to the carrier, ``messages.OrderRequest``."""
        return ordering.wire_order(self)

    def _rebook(self, why):
        """Replace this outdated shipment by the next attempt: at once if the carrier
        cannot have it, else after it has confirmed the cancellation. No other order is
        made before.
        """
        self.ensure_one()
        self.picking_id._message_log(body=why)
        orders.wish(self, Wish.BOOK_AGAIN, problem=False, rebook=why)

    def _why_rebooked(self):
        return self.rebook and self.env._(
            "%s The carrier cancels the order, then it is booked again. Do not use "
            "its label.",
            self.rebook,
        )

    def _inform_kept(self, why):
        """The carrier keeps this order: there will be no other one, and a user has to
        decide. ``why``: the reason for booking again, if any.
        """
        picking = self.picking_id
        picking._message_log(body=self._for_whom().problem)
        if why:
            self.happened = {
                **(self.happened or {"code": "not_cancelled"}),
                "rebook": why,
            }
        # Its goods go by another carrier, so no user opens this shipment.
        if why or picking.carrier_id.delivery_type != "linkstar":
            self._inform()

    def _was_sent_with(self, addresses):
        return all(
            self.sent_snapshot.get(key) == digest for key, digest in addresses.items()
        )

    def _is_checked(self):
        """Whether everything that will be sent was checked when this shipment was
        written: its declaration and parcels are from that moment, and both addresses
        are unchanged.
        """
        return bool(
            self.sent_snapshot
            and not self.work_tries
            and self._was_sent_with(self.picking_id._linkstar_address_snapshot())
        )

    # --- From a refusal to the record to correct

    @api.depends("happened", "state")
    def _compute_remedy(self):
        for shipment in self:
            codes = (
                happening.refused_for(shipment.happened)
                if shipment.state == "refused"
                else []
            )
            shipment.remedy = next(
                (
                    happening.REMEDY_OF[code]
                    for code, _item in codes
                    if code in happening.REMEDY_OF
                ),
                False,
            )

    def action_open_remedy(self):
        """Open the record that has to be corrected before this order is sent again."""
        self.ensure_one()
        self.check_access("read")
        records = self._remedy_records()
        action = {
            "type": "ir.actions.act_window",
            "res_model": records._name,
            "name": self.env._("Correct what the carrier refused"),
        }
        if len(records) == 1:
            return {**action, "res_id": records.id, "views": [[False, "form"]]}
        return {
            **action,
            "views": [[False, "list"], [False, "form"]],
            "domain": [("id", "in", records.ids)],
        }

    def _remedy_records(self):
        """The records to correct; the transfer where they are not known."""
        picking = self.picking_id
        finders = {
            "contact": picking._linkstar_consignee,
            "sender": picking._linkstar_sender,
            "product": self._remedy_products,
            "order": lambda: self.sale_order_id,
            "registration": (
                lambda: self.env["linkstar.tax.registration"].search(
                    [("company_id", "=", self.company_id.id)]
                )
            ),
        }
        return finders.get(self.remedy, lambda: picking)() or picking

    def _remedy_products(self):
        """The declared products that the first refusal can be about."""
        [code, item] = next(
            each
            for each in happening.refused_for(self.happened)
            if happening.REMEDY_OF.get(each[0]) == "product"
        )
        lines = self.declaration_id.sudo().line_ids
        products = self.env["product.product"].browse(lines.product_id.ids)
        items = ordering.declared_items(self) if item else ()
        if 0 < item <= len(items):
            skus = items[item - 1].sku
            products = (
                products.filtered(
                    lambda product: (
                        product.default_code and product.default_code in skus
                    )
                )
                or products
            )
        lacks = {
            "description_cn_missing": (
                lambda product: not product._linkstar_descriptions()[1]
            ),
            "hs_code_missing": lambda product: not product._linkstar_hs_code(),
            "battery_not_carried": (
                lambda product: "battery" in product._linkstar_goods_types()
            ),
        }
        return (code in lacks and products.filtered(lacks[code])) or products

    # --- questions to the carrier that change nothing there

    @api.model
    def _claim_questions(self, kind, account_id, count):
        """At most ``count`` questions of this kind for due shipments of this account.
        The due times are moved to the end of the calls: no other round asks the same
        until then, and the next round asks again if no answer was saved.
        """
        account = self.env["linkstar.account"].browse(account_id)
        each = account.tracking_batch if kind == "tracking" else 1
        # An adopted order may have no waybill for a while, and the carrier is asked by
        # waybill.
        wanted = [("account_id", "=", account_id), ("waybill", "!=", False)]
        due = self._search_due(_MOMENTS[kind], count * each, wanted)
        asked = due.try_lock_for_update()._questions(kind)
        now = fields.Datetime.now()
        for question in asked:
            seconds = question.longest + questions.SPARE
            due.browse(question.shipment_ids)[_MOMENTS[kind]] = now + timedelta(
                seconds=seconds
            )
        return asked

    def _questions(self, kind):
        """The questions about these shipments: tracking in as few calls as the account
        allows, for several boxes also by the numbers of the boxes; charges in one call
        each, because the interface has no batch call.
        """
        known = self.filtered("waybill")
        if kind == "charges":
            return [
                questions.ChargesQuestion(
                    shipment.account_id.id,
                    shipment.ids,
                    **shipment.account_id._client_or_error(),
                    reference_no=shipment.reference_no,
                )
                for shipment in known
            ]
        return [
            questions.TrackingQuestion(
                account.id,
                batch.ids,
                **account._client_or_error(),
                waybills={shipment.waybill.upper(): shipment.id for shipment in batch},
                boxes=batch._box_numbers(),
                batch=account.tracking_batch,
            )
            for account, shipments in known.grouped("account_id").items()
            for batch in split_every(account.tracking_batch, shipments.ids, self.browse)
        ]

    def _box_numbers(self):
        """{tracking number of one of several boxes, in capitals: id of its
        shipment}.
        """
        return {
            parcel.tracking_number.upper(): shipment.id
            for shipment in self
            if len(shipment.parcel_ids) > 1
            for parcel in shipment.parcel_ids
            if parcel.tracking_number
        }

    def _fetch_soon(self, kind):
        """Ask now instead of in the next round, after this transaction is committed;
        the user gets a message with the answer.
        """
        self.env["linkstar.runner"]._start(
            [
                Work(
                    f"fetch_{kind}",
                    account.id,
                    tuple(shipments.ids),
                    self.env.uid,
                    account._places(),
                )
                for account, shipments in self.sudo().grouped("account_id").items()
            ]
        )
        text = self.env._(
            "The carrier is asked about %s. You will get a message with the answer.",
            self._numbers_text(),
        )
        return self._notify([text], "info")

    def _begin_fetching(self, kind):
        """({id of a shipment: the number of its tracking events}, questions)."""
        shipments = self.exists()
        return shipments._event_counts(), shipments._questions(kind)

    def _fetched(self, kind, counts, failed, user_id):
        """Send the answer to the user who asked: ``counts`` of events before,
        ``failed`` calls as errors.
        """
        user = self.env["res.users"].browse(user_id)
        shipments = self.exists().with_context(lang=user.lang)
        accounts = shipments.account_id
        failures = [accounts._explain(error) for error in failed]
        sentences, tone = (
            shipments._tracking_news(counts, failures)
            if kind == "tracking"
            else shipments._charge_news(failures)
        )
        user._bus_send(
            "simple_notification",
            {
                "type": tone,
                "message": "\n".join(sentences),
                "sticky": tone == "danger",
            },
        )
        shipments._announce_state()

    def _put_off(self, moment):
        """Ask about these again soon, because there was no answer. Shipments that are
        no longer asked about stay so.
        """
        for shipment in self.filtered(moment):
            shipment[moment] = fields.Datetime.now() + shorter(_RETRY, random.random())

    def _in_turn(self):
        """Those of these shipments that no other transaction writes. No other
        transaction will write them until this one ends; a transaction that has already
        begun conflicts with our commit, and is run again with our changes.
        """
        mine = self.try_lock_for_update(allow_referencing=True)
        if mine:
            # Only a written row causes a conflict.
            query = (
                "UPDATE linkstar_shipment SET write_date = write_date WHERE id IN %s"
            )
            self.env.cr.execute(query, [tuple(mine.ids)], log_exceptions=False)
            mine.invalidate_recordset(["event_ids", "charge_ids"], flush=False)
        return mine

    def _wait_for_turn(self):
        """Hold these shipments as :meth:`_in_turn` does, after the transactions that
        write them now. If one of them has changed a shipment, this transaction is run
        again, as Odoo does after each such conflict of a request.
        """
        if self:
            self.env.cr.execute(
                "UPDATE linkstar_shipment SET write_date = write_date WHERE id IN %s",
                [tuple(self.ids)],
                log_exceptions=False,
            )
            self.invalidate_recordset(["event_ids", "charge_ids"], flush=False)

    # --- tracking

    def action_fetch_tracking(self):
        """Fetch tracking now instead of in the next round."""
        self.check_access("read")
        return self._fetch_soon("tracking")

    @api.model
    def _cron_poll(self):
        self.env["linkstar.runner"]._round("due_tracking", "poll_at")

    def _take_tracking(self, tracked, waybills):
        """Save the received tracking events; ``None`` when there are none."""
        if tracked is None:
            self._put_off("poll_at")
            return
        mine = {shipment.id: shipment for shipment in self}
        received = {}
        for parcel in tracked:
            shipment = mine.get(waybills.get(parcel.code.upper()))
            if shipment:
                received.setdefault(shipment, []).append(parcel)
        self.env["linkstar.tracking.event"]._store(received, "poll")
        now = fields.Datetime.now()
        for shipment in self:
            shipment.poll_at = shipment.state != "cancelled" and shipment._next_poll(
                now
            )

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
            random.random(),
        )

    def _read_history(self):
        """Read all events of these shipments with the current rules, and set their
        tracking states; where no event has a meaning, it stays unchanged.
        """
        tracking.read_again(self)

    # --- charges

    def action_fetch_charges(self):
        """Fetch the charges now instead of in the next round."""
        self.check_access("read")
        if not self.env.user.has_group("account.group_account_invoice"):
            raise AccessError(
                self.env._(
                    "Only finance users can fetch charges. Ask a user with the role "
                    "Invoicing."
                )
            )
        return self._fetch_soon("charges")

    @api.model
    def _cron_last_mile(self):
        progress = self.env["ir.cron"]
        while (done := last_mile.fill(self.env, _LAST_MILE_BATCH)) and (
            progress._commit_progress(done, remaining=_LAST_MILE_BATCH) > 0
        ):
            pass

    @api.model
    def _cron_charges(self):
        self.env["linkstar.runner"]._round("due_charges", "charge_at")

    def _compute_expected_cost(self):
        costs = bill_cases.expected(self)
        for shipment in self:
            cost, name = costs.get(shipment.id, (0, ""))
            shipment.expected_cost = (
                float(cost) if name == shipment.currency_id.name else 0
            )

    @api.depends("handed_over_at", "booked_at")
    def _compute_waiting_days(self):
        now = fields.Datetime.now()
        for shipment in self:
            since = shipment.handed_over_at or shipment.booked_at
            shipment.waiting_days = (now - since).days if since else 0

    def _take_charges(self, charges, failed):
        """Add the amounts of the carrier's statement that were not billed before.
        Billed amounts never change.
        """
        now = fields.Datetime.now()
        new = add_billed(self, charges, now) if charges else self.env["linkstar.charge"]
        if charges and charges.settled_weight:
            self.settled_weight = float(charges.settled_weight)
        self.charge_at = settling.next_question(
            now,
            self.ended_at or self.booked_at or now,
            self.account_id.charge_days,
            random.random(),
        )
        if failed:
            self._put_off("charge_at")
        if new:
            real_cost.pass_on(self.picking_id.with_company(self.company_id))
            self.picking_id.sale_id._linkstar_costs_changed()

    # --- Parallel calls of an account: limited by the contract, over all processes

    def _has_to_wait(self):
        """Whether the account's maximum of parallel calls is reached. One query before
        anything else: waiting workers ask often, and must not build an order each time.
        """
        self.flush_model(["account_id", "lease", "work_at"])
        now = fields.Datetime.now()
        self.env.cr.execute(
            """
            SELECT 1
              FROM linkstar_shipment shipment
              JOIN linkstar_account account ON account.id = shipment.account_id
             WHERE shipment.id = %(id)s
               AND shipment.work_at <= %(now)s
               AND account.parallel_calls <= (
                       SELECT COUNT(*) FROM linkstar_shipment other
                        WHERE other.account_id = account.id
                          AND other.lease IS NOT NULL
                          AND other.work_at > %(now)s
                          AND other.id != shipment.id
                   ) + (
                       SELECT COUNT(*) FROM linkstar_turn turn
                        WHERE turn.account_id = account.id
                          AND turn.until > %(now)s
                   )
            """,
            {"id": self.id, "now": now},
        )
        return bool(self.env.cr.fetchone())

    # --- An unexpected error of one shipment does not stop the round

    def _take_trouble(self, field, kind):
        """Save an exception of the class ``kind`` that was raised when this shipment's
        ``field`` (a time) was due.
        """
        shipment = self.try_lock_for_update()
        if not shipment or not shipment[field]:
            return
        happened = {"code": "unexpected", "kind": kind}
        if field != "work_at":
            shipment._put_off(field)
            shipment.happened = happened
        elif shipment.work_at <= fields.Datetime.now():
            shipment._wait(happened)


def _reference(picking, box, attempt):
    """Our reference at the carrier: always the same for the same attempt in the same
    database, so that a repeated transaction cannot make a second parcel; at most 50
    characters of ASCII capitals, digits and '-'.
    """
    database = (
        picking.env["ir.config_parameter"].sudo().get_param("database.uuid")
        or picking.env.cr.dbname
    )
    # After a backup is restored, an id can be used again: the creation date makes the
    # two references different.
    born = fields.Datetime.to_string(picking.create_date)
    key = hashlib.sha256(f"{database} {born}".encode()).hexdigest()[:8].upper()
    return f"LS{key}-{picking.id}{'' if box == WHOLE else f'-{box}'}-{attempt}"


def _is_whole(attachment, checksum):
    # Files that were stored before checksums existed have none.
    return bool(attachment.raw) and (
        not checksum or hashlib.sha256(attachment.raw).hexdigest() == checksum
    )
