# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import instructions
from ..services import asking, instructing
from ..services.states import FINAL_TRACKING_STATES

_OPEN = ("draft", "asked")
_ADDRESS = ("street", "street2", "zip", "city", "state_id", "phone")
#: What the carrier was sent stays as it was.
_CONTENT = frozenset(
    {
        *_ADDRESS,
        "kind",
        "shipment_id",
        "handover_id",
        "account_id",
        "pickup_partner_id",
        "pickup_from",
        "pickup_until",
        "note",
    }
)
#: What only the buttons, the carrier and the buyer change.
_STATUS = frozenset(
    {
        "state",
        "way",
        "sent_at",
        "buyer_answer",
        "buyer_answered_at",
        "asked_by_id",
        "link_until",
        "link_number",
        "link_tries",
        "link_left",
    }
)
#: A client cannot send this object: states change by the buttons only.
_STEP = object()


class LinkstarInstruction(models.Model):
    """An instruction to the carrier for a parcel in trouble, or a request for a pick-up
    at our door: what was asked, until when, and what became of it.
    """

    _name = "linkstar.instruction"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Linkstar Instruction"
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Number", readonly=True, copy=False, default="/")
    kind = fields.Selection(
        list(instructions.KINDS.items()),
        "Instruction",
        required=True,
        default="deliver_again",
        tracking=True,
    )
    shipment_id = fields.Many2one(
        "linkstar.shipment", ondelete="restrict", index=True, check_company=True
    )
    handover_id = fields.Many2one(
        "linkstar.handover",
        "Manifest",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company",
        compute="_compute_company_id",
        store=True,
        precompute=True,
        required=True,
        index=True,
    )
    account_id = fields.Many2one(
        "linkstar.account",
        compute="_compute_account_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
    )
    picking_id = fields.Many2one(related="shipment_id.picking_id", string="Transfer")
    tracking_state = fields.Selection(related="shipment_id.tracking_state")
    country_id = fields.Many2one(related="shipment_id.country_id")
    state = fields.Selection(
        [
            ("draft", "In preparation"),
            ("asked", "Buyer asked"),
            ("sent", "Sent"),
            ("accepted", "Accepted"),
            ("done", "Carried out"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrawn"),
            ("overtaken", "Trip ended"),
        ],
        "Status",
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
        index=True,
    )
    way = fields.Selection(
        [
            ("wire", "By the carrier's interface"),
            ("mail", "By mail"),
            ("other", "By another way"),
        ],
        "Sent by",
        readonly=True,
        copy=False,
    )
    note = fields.Text("Text for the carrier")
    document_ids = fields.Many2many(
        "ir.attachment",
        string="Documents",
        copy=False,
        help="Attached to the mail to the carrier.",
    )
    deadline = fields.Datetime(
        "Answer until",
        copy=False,
        help="Empty: when it is sent, the hours of the account are added. Without an "
        "answer, it then appears under Needs attention.",
    )
    sent_at = fields.Datetime("Sent on", readonly=True, copy=False)
    answered_at = fields.Datetime("Answered on", readonly=True, copy=False)
    answer = fields.Text("Carrier's answer", copy=False)
    carrier_number = fields.Char("Carrier's case number", copy=False)
    mail_id = fields.Many2one(
        "mail.mail",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
        groups="base.group_system",
    )
    mail_failed = fields.Boolean(
        compute="_compute_mail_failed",
        compute_sudo=True,
        help="The mail server did not take the mail to the carrier.",
    )
    street = fields.Char(compute="_compute_address", store=True, readonly=False)
    street2 = fields.Char(compute="_compute_address", store=True, readonly=False)
    zip = fields.Char(
        "Postcode", compute="_compute_address", store=True, readonly=False
    )
    city = fields.Char(compute="_compute_address", store=True, readonly=False)
    state_id = fields.Many2one(
        "res.country.state",
        "Province",
        compute="_compute_address",
        store=True,
        readonly=False,
        domain="[('country_id', '=', country_id)]",
    )
    phone = fields.Char(compute="_compute_address", store=True, readonly=False)
    pickup_partner_id = fields.Many2one(
        "res.partner",
        "Pick-up address",
        compute="_compute_pickup_partner_id",
        store=True,
        readonly=False,
    )
    pickup_from = fields.Datetime("Pick-up from")
    pickup_until = fields.Datetime("Pick-up until")
    buyer_answer = fields.Selection(
        [("confirmed", "Address confirmed"), ("corrected", "Address corrected")],
        "Buyer's answer",
        readonly=True,
        copy=False,
    )
    buyer_answered_at = fields.Datetime("Buyer answered on", readonly=True, copy=False)
    link_until = fields.Datetime("Link valid until", readonly=True, copy=False)
    link_number = fields.Integer(
        readonly=True, copy=False, help="Raised when a link is used or withdrawn."
    )
    asked_by_id = fields.Many2one("res.users", "Asked by", readonly=True, copy=False)
    link_tries = fields.Integer(readonly=True, copy=False)
    link_left = fields.Boolean("Handed over when asked", readonly=True, copy=False)

    _about = models.Constraint(
        "CHECK(kind = 'pickup' AND handover_id IS NOT NULL AND shipment_id IS NULL OR"
        " kind != 'pickup' AND shipment_id IS NOT NULL AND handover_id IS NULL)",
        "A request for a pick-up needs a manifest, and each other instruction a "
        "shipment. Choose it.",
    )
    _times = models.Constraint(
        "CHECK(pickup_from IS NULL OR pickup_until IS NULL OR"
        " pickup_from < pickup_until)",
        "The pick-up must end after it begins. Correct the times.",
    )
    _once = models.UniqueIndex(
        "(shipment_id, kind) WHERE shipment_id IS NOT NULL"
        " AND state IN ('draft', 'asked', 'sent', 'accepted')",
        "This shipment already has an open instruction of this kind. Open that one.",
    )
    _waiting = models.Index("(deadline) WHERE state = 'sent'")

    @api.depends("account_id")
    def _compute_company_id(self):
        for instruction in self:
            instruction.company_id = (
                instruction.account_id.company_id or self.env.company
            )

    @api.depends("shipment_id", "handover_id")
    def _compute_account_id(self):
        for instruction in self:
            handed = instruction.handover_id.line_ids[:1].shipment_id
            instruction.account_id = (
                (instruction.shipment_id or handed).account_id
                or instruction.account_id
                or self.env["linkstar.account"]._only()
            )

    @api.depends("mail_id.state")
    def _compute_mail_failed(self):
        for instruction in self:
            instruction.mail_failed = instruction.mail_id.state == "exception"

    @api.depends("shipment_id", "kind")
    def _compute_address(self):
        for instruction in self:
            partner = instruction.shipment_id.partner_id
            wanted = {"new_address": _ADDRESS, "call": ("phone",)}.get(
                instruction.kind, ()
            )
            for name in _ADDRESS:
                instruction[name] = partner[name] if name in wanted else False

    @api.depends("handover_id")
    def _compute_pickup_partner_id(self):
        for instruction in self:
            instruction.pickup_partner_id = (
                instruction.handover_id.company_id.partner_id
                if instruction.kind == "pickup"
                else False
            )

    @api.onchange("kind")
    def _onchange_kind(self):
        if self.kind == "pickup":
            self.shipment_id = False
        else:
            self.handover_id = False

    @api.model_create_multi
    def create(self, vals_list):
        for values in vals_list:
            if not self.env.su:
                for name in _STATUS & set(values):
                    del values[name]
            values["name"] = (
                self.env["ir.sequence"].sudo().next_by_code("linkstar.instruction")
                or "/"
            )
        return super().create(vals_list)

    def write(self, vals):
        stepping = self.env.su or self.env.context.get("linkstar_step") is _STEP
        if _STATUS & set(vals) and not stepping:
            raise UserError(
                self.env._(
                    "The status of an instruction changes by its buttons. Use them."
                )
            )
        sent = self.filtered(lambda i: i.state not in _OPEN)
        if _CONTENT & set(vals) and sent and not stepping:
            raise UserError(
                self.env._(
                    "%s was sent to the carrier, so it cannot be changed. Withdraw it "
                    "and prepare it again.",
                    sent[0].name,
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        if sent := self.filtered(lambda i: i.state != "draft" or i.sent_at):
            raise UserError(
                self.env._(
                    "%s was sent to the carrier or to the buyer, so it cannot be "
                    "deleted. Withdraw it instead.",
                    sent[0].name,
                )
            )

    @api.model
    def _prepare(self, shipments, kind=None):
        """An instruction in preparation for each of ``shipments``: of ``kind``, or of
        what is usual for its tracking status. An open one of the same kind is kept.
        """
        open_ones = self.search(
            [
                ("shipment_id", "in", shipments.ids),
                ("state", "in", ("draft", "asked", "sent", "accepted")),
            ]
        )
        known = {(one.shipment_id, one.kind): one for one in open_ones}
        kept, values = self.browse(), []
        for shipment in shipments:
            usual = kind or instructions.usual(shipment.tracking_state)
            if one := known.get((shipment, usual)):
                kept += one
            else:
                values.append({"shipment_id": shipment.id, "kind": usual})
        return kept + self.create(values)

    @api.model
    def _overtake(self):
        """Close the open instructions of parcels that have arrived, are back, lost or
        cancelled meanwhile.
        """
        late = self.search(
            [
                ("state", "in", ("draft", "asked", "sent", "accepted")),
                ("kind", "not in", instructions.AFTER_THE_END),
                "|",
                ("shipment_id.tracking_state", "in", FINAL_TRACKING_STATES),
                ("shipment_id.state", "=", "cancelled"),
            ]
        )
        # What was carried out is known better by the answer than by the end.
        late.filtered(lambda i: i.way != "wire")._step("overtaken")

    @api.model
    def _take_interception(self, shipment):
        """The carrier answered the request to stop the parcel of ``shipment``."""
        asked = self.search(
            [
                ("shipment_id", "=", shipment.id),
                ("state", "=", "sent"),
                ("way", "=", "wire"),
            ]
        )
        held = shipment.intercept_state == "confirmed"
        asked._step(
            "done" if held else "refused",
            answer=asked.env._("The carrier holds the parcel.")
            if held
            else shipment.problem,
            answered_at=fields.Datetime.now(),
        )

    def _take(self, **values):
        """Write what only the buttons, the carrier and the buyer change."""
        return self.with_context(linkstar_step=_STEP).write(values)

    def _step(self, state, **values):
        self.check_access("write")
        states = dict(self._fields["state"]._description_selection(self.env))
        for instruction in self:
            if state not in instructions.FOLLOWS[instruction.state]:
                raise UserError(
                    self.env._(
                        "%(instruction)s is “%(state)s”, so it cannot become "
                        "“%(wanted)s”.",
                        instruction=instruction.name,
                        state=states[instruction.state],
                        wanted=states[state],
                    )
                )
        if state != "asked":
            # A link that the buyer still has opens nothing any more.
            for instruction in self.filtered("link_until"):
                instruction._take(
                    link_number=instruction.link_number + 1, link_until=False
                )
        self._take(state=state, **values)
        # A new one may follow in the same transaction: see the index ``_once``.
        self.flush_recordset(["state"])

    # --- What message templates show to buyers

    def _buyer(self):
        return self.shipment_id._buyer()

    def _buyer_language(self):
        return self.shipment_id._buyer_language()

    def _buyer_link(self):
        return self.shipment_id._buyer_link()

    def _buyer_overview(self):
        # A parcel with a question about its address may well come later, and the answer
        # comes first.
        overview = self.shipment_id._buyer_overview()
        return {**overview, "expected": "", "follow": False}

    def _address_link(self):
        """The address of the page where the buyer answers, see ``services.asking``."""
        return asking.link(self)

    # --- buttons

    def action_send(self):
        """Send these instructions: by the carrier's interface where it has a way, else
        by one mail for each account.
        """
        self.check_access("write")
        instructing.send(self)

    def action_remind(self):
        """Send the mail again."""
        self.check_access("write")
        instructing.remind(self)

    def action_mark_sent(self):
        """They were sent by another way, such as a file or a message."""
        self.check_access("write")
        instructing.check(self)
        instructing.mark(self, "other")

    def action_export(self):
        """A file with these instructions for the carrier."""
        self.check_access("read")
        return instructing.export(self)

    def action_accept(self):
        self._answered("accepted")

    def action_done(self):
        self._answered("done")

    def action_refuse(self):
        self._answered("refused")

    def _answered(self, state):
        self._step(state, answered_at=fields.Datetime.now())

    def action_withdraw(self):
        self._step("withdrawn")

    def action_prepare(self):
        """Prepare a refused or withdrawn instruction again, or stop waiting for the
        buyer.
        """
        self._step("draft", answer=False, answered_at=False, deadline=False, way=False)

    def action_ask_buyer(self):
        """Ask the buyer by a signed link to confirm or correct the address."""
        self.check_access("write")
        asking.ask(self)

    def action_use_address(self):
        """Write the buyer's address to the transfer's contact, for a parcel that has
        not been handed over.
        """
        self.ensure_one()
        self.check_access("write")
        asking.use(self)
