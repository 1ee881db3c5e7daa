# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..rules import claims
from ..services import claiming, promising
from .linkstar_claim_term import KINDS

#: {state: the states that may follow}
_FOLLOWS = {
    "proposed": ("draft", "sent", "withdrawn"),
    "draft": ("sent", "withdrawn"),
    "sent": ("accepted", "refused", "withdrawn"),
    "accepted": ("paid", "refused", "withdrawn"),
    "refused": ("draft",),
    "paid": (),
    "withdrawn": ("draft",),
}
#: A client cannot send this object: states change by the buttons only.
_STEP = object()
_OPEN = ("proposed", "draft")


class LinkstarClaim(models.Model):
    """A claim to the carrier for one shipment."""

    _name = "linkstar.claim"
    _inherit = ["mail.thread", "mail.activity.mixin", "linkstar.owned.mixin"]
    _description = "Linkstar Claim"
    _order = "deadline, id"
    _owned_by = "shipment_id"
    _check_company_auto = True

    name = fields.Char("Number", readonly=True, copy=False, default="/")
    shipment_id = fields.Many2one(
        "linkstar.shipment", required=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(
        related="shipment_id.company_id", store=True, index=True, precompute=True
    )
    account_id = fields.Many2one(
        related="shipment_id.account_id", store=True, index=True, precompute=True
    )
    picking_id = fields.Many2one(related="shipment_id.picking_id", string="Transfer")
    tracking_state = fields.Selection(related="shipment_id.tracking_state")
    kind = fields.Selection(KINDS, required=True, default="lost")
    state = fields.Selection(
        [
            ("proposed", "Proposed"),
            ("draft", "In preparation"),
            ("sent", "Sent"),
            ("accepted", "Accepted"),
            ("paid", "Paid"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrawn"),
        ],
        "Status",
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
        index=True,
    )
    event_date = fields.Date(
        "Event",
        compute="_compute_event_date",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        help="The day from which the days of the contract count: of the hand-over "
        "(lost), of the promise (late), of the last status (all others).",
    )
    deadline = fields.Date(
        "Last day",
        compute="_compute_deadline",
        store=True,
        precompute=True,
        help="In the company's time zone. Empty: the account has no term for this "
        "kind.",
    )
    warning_days = fields.Integer(
        compute="_compute_deadline", store=True, precompute=True
    )
    currency_id = fields.Many2one(related="account_id.currency_id")
    declared_value = fields.Monetary(
        compute="_compute_facts", store=True, readonly=False, precompute=True
    )
    freight = fields.Monetary(
        compute="_compute_facts", store=True, readonly=False, precompute=True
    )
    weight = fields.Float(
        "Weight (kg)",
        digits=(12, 3),
        compute="_compute_facts",
        store=True,
        readonly=False,
        precompute=True,
    )
    part = fields.Float(
        "Share of goods (%)",
        default=100,
        digits=(5, 2),
        help="The share of the goods that is damaged or missing, by value.",
    )
    amount = fields.Monetary(
        "Claimed amount",
        compute="_compute_amount",
        store=True,
        readonly=False,
        precompute=True,
        help="By the account's term. It can be changed until the claim is sent.",
    )
    paid_amount = fields.Monetary(copy=False)
    sent_on = fields.Date(readonly=True, copy=False)
    answered_on = fields.Date(readonly=True, copy=False)
    paid_on = fields.Date(readonly=True, copy=False)
    carrier_number = fields.Char("Carrier's claim number", copy=False)
    answer = fields.Text("Carrier's answer", copy=False)
    description = fields.Text(help="What happened, for the carrier.")
    late_reason = fields.Char(
        "Reason for sending late",
        copy=False,
        help="Needed to send a claim after its last day.",
    )
    settled = fields.Boolean(
        readonly=True,
        copy=False,
        help="The parcel turned up, and the carrier agreed what happens.",
    )
    turned_up = fields.Boolean(compute="_compute_turned_up")

    _once = models.UniqueIndex(
        "(shipment_id, kind) WHERE state != 'withdrawn'",
        "This shipment already has a claim of this kind. Open that claim.",
    )
    _due = models.Index("(deadline) WHERE state IN ('proposed', 'draft')")
    _amounts = models.Constraint(
        "CHECK(amount >= 0 AND COALESCE(paid_amount, 0) >= 0 AND declared_value >= 0"
        " AND freight >= 0 AND weight >= 0 AND part > 0 AND part <= 100)",
        "Amounts and the weight must be 0 or more, and the share of goods above 0 and "
        "up to 100 %. Correct the claim.",
    )

    @api.depends("shipment_id", "kind")
    def _compute_event_date(self):
        for claim in self:
            if claim.shipment_id:
                claim.event_date = claiming.event_day(claim.shipment_id, claim.kind)
            else:
                claim.event_date = fields.Date.context_today(claim)

    def _term(self):
        """The term of this claim's account for its kind."""
        return (
            self.env["linkstar.claim.term"]
            .sudo()
            .search(
                [("account_id", "=", self.account_id.id), ("kind", "=", self.kind)],
                limit=1,
            )
        )

    @api.depends("account_id", "kind", "event_date")
    def _compute_deadline(self):
        for claim in self:
            term = claim._term()
            known = term and claim.event_date
            claim.deadline = (
                claims.deadline(term._rule(), claim.event_date) if known else False
            )
            claim.warning_days = term.warning_days

    @api.depends("shipment_id")
    def _compute_facts(self):
        for claim in self:
            declared, freight, weight = (
                claiming.facts(claim.shipment_id) if claim.shipment_id else (0, 0, 0)
            )
            claim.declared_value = float(declared)
            claim.freight = float(freight)
            claim.weight = float(weight)

    @api.depends("account_id", "kind", "declared_value", "freight", "weight", "part")
    def _compute_amount(self):
        for claim in self:
            term = claim._term()
            if not term or not 0 < claim.part <= 100:
                claim.amount = 0
                continue
            values = (
                max(Decimal(0), Decimal(str(value or 0)))
                for value in (claim.declared_value, claim.freight, claim.weight)
            )
            claim.amount = float(
                claims.amount(
                    term._rule(),
                    *values,
                    Decimal(str(claim.part)) / 100,
                    claim.currency_id.decimal_places,
                )
            )

    @api.depends("shipment_id.tracking_state", "kind", "state", "settled")
    def _compute_turned_up(self):
        for claim in self:
            claim.turned_up = (
                claim.kind == "lost"
                and claim.state in ("sent", "accepted", "paid")
                and not claim.settled
                and claim.tracking_state in ("delivered", "returning", "returned")
            )

    @api.model_create_multi
    def create(self, vals_list):
        for values in vals_list:
            if not self.env.su:
                values.pop("state", None)
            values["name"] = (
                self.env["ir.sequence"].sudo().next_by_code("linkstar.claim") or "/"
            )
        return super().create(vals_list)

    def write(self, vals):
        if (
            "state" in vals
            and not self.env.su
            and self.env.context.get("linkstar_step") is not _STEP
        ):
            raise UserError(
                self.env._("The status of a claim changes by its buttons. Use them.")
            )
        fixed = {"shipment_id", "kind", "amount", "event_date", "part"} & set(vals)
        sent = self.filtered(lambda c: c.state not in _OPEN)
        if fixed and sent and not self.env.su:
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
        if sent := self.filtered(lambda c: c.state not in (*_OPEN, "withdrawn")):
            raise UserError(
                self.env._(
                    "%s was sent to the carrier, so it cannot be deleted. Withdraw it "
                    "instead.",
                    sent[0].name,
                )
            )

    @api.constrains("paid_amount", "amount", "state")
    def _check_paid(self):
        for claim in self:
            if claim.state == "paid" and not claim.paid_amount:
                raise ValidationError(
                    self.env._(
                        "%s: enter the paid amount before you mark it as paid.",
                        claim.name,
                    )
                )

    @api.model
    def _propose(self):
        """Propose claims for eligible parcels; see ``services.claiming``."""
        return claiming.propose(self.sudo().env)

    def _of_shipment(self, shipment):
        """The claim for a lost ``shipment``, a new one if there is none."""
        known = self.search(
            [
                ("shipment_id", "=", shipment.id),
                ("state", "!=", "withdrawn"),
                ("kind", "in", ("lost", "customs")),
            ],
            limit=1,
        )
        kind = "customs" if shipment.tracking_state == "destroyed" else "lost"
        return known or self.create({"shipment_id": shipment.id, "kind": kind})

    # --- buttons

    def _step(self, state, **values):
        self.check_access("write")
        for claim in self:
            if state not in _FOLLOWS[claim.state]:
                states = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(
                    self.env._(
                        "%(claim)s is “%(state)s”, so it cannot become “%(wanted)s”.",
                        claim=claim.name,
                        state=states[claim.state],
                        wanted=states[state],
                    )
                )
        self.with_context(linkstar_step=_STEP).write({"state": state, **values})
        # A new claim may follow in the same transaction: see the index ``_once``.
        self.flush_recordset(["state"])

    def action_prepare(self):
        """Take over a proposal, or prepare a refused or withdrawn claim again."""
        self._step("draft", answered_on=False, settled=False)

    def action_send(self):
        """Mark these claims as sent; after their last day only with a reason."""
        self.check_access("write")
        for claim in self:
            if not claim.amount:
                raise UserError(
                    self.env._(
                        "%s has no amount. Enter it, or add the contract's term for "
                        "this kind to the account.",
                        claim.name,
                    )
                )
            late = claim.deadline and not claims.in_time(
                claim.deadline, promising.today(claim.company_id.sudo())
            )
            if late and not (claim.late_reason or "").strip():
                raise UserError(
                    self.env._(
                        "The last day of %(claim)s was %(day)s. To send it anyway, "
                        "enter the reason for sending late.",
                        claim=claim.name,
                        day=fields.Date.to_string(claim.deadline),
                    )
                )
        for company, group in self.grouped("company_id").items():
            group._step("sent", sent_on=promising.today(company.sudo()))

    def action_accept(self):
        for company, group in self.grouped("company_id").items():
            group._step("accepted", answered_on=promising.today(company.sudo()))

    def action_refuse(self):
        for company, group in self.grouped("company_id").items():
            group._step("refused", answered_on=promising.today(company.sudo()))

    def action_pay(self):
        """Mark as paid; without a paid amount, the claimed amount was paid."""
        for claim in self:
            claim._step(
                "paid",
                paid_on=promising.today(claim.company_id.sudo()),
                paid_amount=claim.paid_amount or claim.amount,
            )

    def action_withdraw(self):
        self._step("withdrawn")

    def action_settle(self):
        """The carrier agreed what happens with the claim of a parcel that turned up."""
        self.check_access("write")
        self.filtered("turned_up").settled = True

    def action_attach_evidence(self):
        """Attach the evidence file of each claim's shipment."""
        self.check_access("write")
        # Who may write a claim may read its evidence, such as photos of the warehouse.
        report = self.env.ref("linkstar_delivery.action_report_evidence").sudo()
        for claim in self:
            content, _type = report._render_qweb_pdf(report, claim.shipment_id.ids)
            claim.message_post(
                body=self.env._("Evidence for the carrier"),
                attachments=[(f"{claim.name.replace('/', '-')}.pdf", content)],
            )

    def action_export(self):
        """A file with these claims for the carrier."""
        self.check_access("read")
        claiming.check_one_account(self.sudo())
        attachment = self.env["ir.attachment"].create(
            {
                "name": f"claims-{fields.Date.context_today(self)}.xlsx",
                "raw": claiming.workbook(self.sudo()),
                "mimetype": "application/vnd.openxmlformats-officedocument"
                ".spreadsheetml.sheet",
            }
        )
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{attachment.id}?download=true",
            "target": "self",
        }
