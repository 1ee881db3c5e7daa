# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..services.bill_text import explain

#: What a user enters.
_ENTERED = frozenset(("disputed", "accepted", "answered", "answer", "credit_other"))


class LinkstarDisputeLine(models.Model):
    """One parcel of a dispute, as it was found when the dispute was made."""

    _name = "linkstar.dispute.line"
    _description = "Linkstar Disputed Parcel"
    _order = "dispute_id, id"
    _rec_name = "number"

    dispute_id = fields.Many2one(
        "linkstar.dispute",
        "Linkstar dispute",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    bill_id = fields.Many2one(
        related="dispute_id.bill_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="dispute_id.company_id", store=True, index=True, precompute=True
    )
    state = fields.Selection(related="dispute_id.state")
    shipment_id = fields.Many2one(
        "linkstar.shipment",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    number = fields.Char(readonly=True)
    rows = fields.Char(readonly=True, help="The rows of the statement.")
    currency_id = fields.Many2one(related="bill_id.currency_id")
    billed = fields.Monetary(readonly=True)
    expected_known = fields.Boolean(readonly=True)
    expected = fields.Monetary(readonly=True)
    disputed = fields.Monetary(required=True)
    settled_weight = fields.Float("Billed weight (kg)", digits=(12, 4), readonly=True)
    expected_weight = fields.Float(
        "Expected weight (kg)", digits=(12, 4), readonly=True
    )
    reasons = fields.Json("Reason data", readonly=True)
    explanation = fields.Text(compute="_compute_explanation")
    answered = fields.Boolean()
    accepted = fields.Monetary()
    answer = fields.Char("Carrier's remark")
    credit_statement = fields.Monetary(
        "Credited in statements",
        readonly=True,
        help="Credits for this parcel in later statements.",
    )
    credit_other = fields.Monetary(
        "Credited elsewhere",
        help="Paid out, or credited to the prepaid account, without a line in a "
        "statement.",
    )
    credited = fields.Monetary(compute="_compute_credited", store=True)
    amount_open = fields.Monetary(
        "Credit expected", compute="_compute_credited", store=True
    )
    _amounts = models.Constraint(
        "CHECK(disputed >= 0 AND COALESCE(accepted, 0) >= 0"
        " AND COALESCE(credit_other, 0) >= 0)",
        "Disputed, accepted and credited amounts are 0 or more.",
    )

    @api.depends("credit_statement", "credit_other", "accepted", "answered", "disputed")
    def _compute_credited(self):
        for line in self:
            line.credited = line.credit_statement + line.credit_other
            due = line.accepted if line.answered else line.disputed
            line.amount_open = max(due - line.credited, 0)

    @api.depends("reasons")
    @api.depends_context("lang")
    def _compute_explanation(self):
        explain(self)

    def write(self, vals):
        if not self.env.su:
            if set(vals) - _ENTERED:
                raise AccessError(
                    self.env._("Only the amounts and the answer can be changed.")
                )
            if "disputed" in vals and self.filtered(lambda line: line.state != "draft"):
                raise UserError(
                    self.env._(
                        "The dispute was sent. Its disputed amounts cannot be changed."
                    )
                )
            if "accepted" in vals and "answered" not in vals:
                vals = {**vals, "answered": True}
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        if self.filtered(lambda line: line.state not in ("draft", "withdrawn")):
            raise UserError(
                self.env._("The dispute was sent. Its parcels cannot be removed.")
            )

    @api.constrains("disputed", "billed")
    def _check_disputed(self):
        for line in self:
            if line.currency_id.compare_amounts(line.disputed, line.billed) > 0:
                raise UserError(
                    self.env._(
                        "%(number)s was billed with %(billed)s. No more than that can "
                        "be disputed.",
                        number=line.number or "",
                        billed=line.billed,
                    )
                )
