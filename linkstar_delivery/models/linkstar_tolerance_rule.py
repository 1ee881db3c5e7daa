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


#: Differences of one kind of charge; the others are of the parcel as a whole, or of one
#: kind by themselves.
OF_A_KIND = ("wrong_price", "wrong_surcharge")


class LinkstarToleranceRule(models.Model):
    """A difference that is accepted in each statement of an account, up to an amount a
    parcel.
    """

    _name = "linkstar.tolerance.rule"
    _description = "Linkstar Tolerance Rule"
    _order = "account_id, code, kind"

    account_id = fields.Many2one(
        "linkstar.account",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env["linkstar.account"]._only(),
        help="The account at the carrier. Administrators create accounts.",
    )
    company_id = fields.Many2one(
        related="account_id.company_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(related="account_id.currency_id")
    active = fields.Boolean(default=True)
    code = fields.Selection(
        REASONS,
        "Difference",
        required=True,
        help="What the results of a statement say about the parcel.",
    )
    meaning = fields.Char(compute="_compute_meaning")
    has_kind = fields.Boolean(compute="_compute_has_kind")
    kind = fields.Selection(
        kinds.selection(),
        "Kind of charge",
        compute="_compute_kind",
        store=True,
        readonly=False,
        help="Empty: any kind of charge.",
    )
    amount = fields.Monetary(
        "Maximum per parcel",
        required=True,
        help=(
            "The highest difference of a parcel that is accepted. Parcels with a higher"
            " difference are disputed in full."
        ),
    )
    effect_count = fields.Integer(
        "Parcels",
        compute="_compute_effect",
        help=(
            "Parcels of checked statements that this rule would have tolerated: those"
            " to dispute, and those that somebody has accepted."
        ),
    )
    effect_amount = fields.Monetary("Amount", compute="_compute_effect")
    _amount_positive = models.Constraint(
        "CHECK(amount > 0)",
        "Enter in “Maximum per parcel” the highest difference that is accepted. It is"
        " above 0.",
    )

    @api.depends("code")
    @api.depends_context("lang")
    def _compute_meaning(self):
        meanings = {
            "wrong_weight": self.env._(
                "The carrier billed more weight than was measured."
            ),
            "wrong_price": self.env._("Freight is higher than by the rate card."),
            "wrong_zone": self.env._(
                "The price is that of another zone than the address has."
            ),
            "wrong_surcharge": self.env._(
                "A surcharge is higher than by the rate card."
            ),
            "wrong_duty": self.env._(
                "The duty is higher than by the customs declaration."
            ),
            "wrong_vat": self.env._(
                "Import VAT is higher than by the customs declaration."
            ),
            "vat_not_due": self.env._(
                "Import VAT was billed, but it was paid at the sale, or none is due."
            ),
            "outdated_card": self.env._("The price is that of an older rate card."),
            "row_total": self.env._("The total of a row is higher than its parts."),
        }
        for rule in self:
            rule.meaning = meanings.get(rule.code, "")

    @api.depends("code")
    def _compute_has_kind(self):
        for rule in self:
            rule.has_kind = rule.code in OF_A_KIND

    @api.depends("code")
    def _compute_kind(self):
        for rule in self:
            rule.kind = rule.kind if rule.code in OF_A_KIND else False

    @api.depends("code", "kind")
    @api.depends_context("lang")
    def _compute_display_name(self):
        names = {
            name: dict(self._fields[name]._description_selection(self.env))
            for name in ("code", "kind")
        }
        for rule in self:
            words = (names[name].get(rule[name]) for name in ("code", "kind"))
            rule.display_name = ": ".join(filter(None, words))

    @api.depends("account_id", "code", "kind", "amount")
    def _compute_effect(self):
        for rule in self:
            rule.effect_count, rule.effect_amount = deciding.effect(rule.sudo())

    def action_activate(self):
        """Let these rules count, from the next check of a statement on."""
        self.check_access("write")
        self.active = True
