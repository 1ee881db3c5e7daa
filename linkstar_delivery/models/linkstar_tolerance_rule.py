# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models

from ..rating import kinds
from ..services import deciding

REASONS = [
    ("wrong_weight", "Wrong weight"),
    ("wrong_price", "Wrong price"),
    ("wrong_zone", "Wrong zone"),
    ("wrong_surcharge", "Wrong surcharge"),
    ("wrong_duty", "Wrong duty"),
    ("wrong_vat", "Wrong import VAT"),
    ("vat_not_due", "Import VAT not due"),
    ("outdated_card", "Older rate card"),
    ("row_total", "Total and parts differ"),
]


class LinkstarToleranceRule(models.Model):
    """A difference that is accepted in each statement of an account, up to an amount a
    parcel.
    """

    _name = "linkstar.tolerance.rule"
    _description = "Linkstar Tolerance Rule"
    _order = "account_id, code, kind"
    _rec_name = "code"

    account_id = fields.Many2one(
        "linkstar.account",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env["linkstar.account"]._only(),
    )
    company_id = fields.Many2one(
        related="account_id.company_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(related="account_id.currency_id")
    active = fields.Boolean(default=True)
    code = fields.Selection(REASONS, "Difference", required=True)
    kind = fields.Selection(
        kinds.selection(), "Kind of charge", help="Empty: a difference of the whole."
    )
    amount = fields.Monetary(
        "Up to",
        required=True,
        help="The highest difference of a parcel that is accepted.",
    )
    effect_count = fields.Integer(
        "Parcels",
        compute="_compute_effect",
        help="Parcels to dispute now that this rule would have tolerated.",
    )
    effect_amount = fields.Monetary("Amount", compute="_compute_effect")
    _amount_positive = models.Constraint(
        "CHECK(amount > 0)", "The amount of a tolerance rule is above 0."
    )

    @api.depends("account_id", "code", "kind", "amount")
    def _compute_effect(self):
        for rule in self:
            rule.effect_count, rule.effect_amount = deciding.effect(rule.sudo())
