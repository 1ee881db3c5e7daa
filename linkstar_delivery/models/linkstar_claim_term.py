# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from decimal import Decimal

from odoo import fields, models

from ..rules import claims

KINDS = [
    ("lost", "Lost"),
    ("damaged", "Damaged"),
    ("late", "Late"),
    ("customs", "Customs"),
    ("short", "Contents missing"),
]


class LinkstarClaimTerm(models.Model):
    """What an account's contract says about one kind of claim."""

    _name = "linkstar.claim.term"
    _inherit = "linkstar.owned.mixin"
    _description = "Linkstar Claim Term"
    _order = "account_id, kind"
    _rec_name = "kind"
    _owned_by = "account_id"

    account_id = fields.Many2one(
        "linkstar.account",
        required=True,
        ondelete="cascade",
        index=True,
        default=lambda self: self.env["linkstar.account"]._only(),
    )
    company_id = fields.Many2one(
        related="account_id.company_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(related="account_id.currency_id")
    kind = fields.Selection(KINDS, required=True, default="lost")
    first_days = fields.Integer(
        "Earliest (days)",
        help="Days after the event until a claim can be sent. Lost: days after "
        "hand-over without delivery. Late: days after the promised date.",
    )
    last_days = fields.Integer(
        "Latest (days)",
        required=True,
        default=90,
        help="Days after the event until a claim must be sent.",
    )
    warning_days = fields.Integer(
        "Warning (days)",
        required=True,
        default=7,
        help="A claim that is not sent appears under Needs attention this many days "
        "before its last day.",
    )
    goods_percent = fields.Float("Value of goods (%)", default=100, digits=(5, 2))
    freight_percent = fields.Float("Freight back (%)", digits=(5, 2))
    cap_per_kg = fields.Monetary("Maximum per kg", help="0: no such limit.")
    cap = fields.Monetary("Maximum", help="For the goods. 0: no such limit.")

    _term_uniq = models.Constraint(
        "UNIQUE(account_id, kind)",
        "This account already has a term for this kind of claim. Change that term.",
    )
    _term_limits = models.Constraint(
        "CHECK(first_days BETWEEN 0 AND last_days AND last_days <= 730"
        " AND warning_days BETWEEN 0 AND 365 AND goods_percent BETWEEN 0 AND 100"
        " AND freight_percent BETWEEN 0 AND 100 AND cap_per_kg >= 0 AND cap >= 0)",
        "Days must be 0 to 730 with the first day before the last day, the warning 0 "
        "to 365 days, shares 0 to 100 %, and maximums 0 or more. Correct the term.",
    )

    def _rule(self):
        """This term for the pure rules."""
        return claims.ClaimTerm(
            goods_percent=Decimal(str(self.goods_percent)),
            freight_percent=Decimal(str(self.freight_percent)),
            cap_per_kg=Decimal(str(self.cap_per_kg)) if self.cap_per_kg else None,
            cap=Decimal(str(self.cap)) if self.cap else None,
            first_days=self.first_days,
            last_days=self.last_days,
        )
