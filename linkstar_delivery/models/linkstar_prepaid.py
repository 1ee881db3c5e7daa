# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models

from ..services import prepaying


class LinkstarPrepaid(models.Model):
    """An account at the carrier that is paid in advance: its balance, and a warning
    before it is used up.
    """

    _name = "linkstar.prepaid"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Linkstar Prepaid Account"
    _order = "company_id, account_id"
    _rec_name = "account_id"

    account_id = fields.Many2one(
        "linkstar.account",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env["linkstar.account"]._only(),
    )
    company_id = fields.Many2one(
        related="account_id.company_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(related="account_id.currency_id")
    active = fields.Boolean(default=True)
    since = fields.Date(
        "Followed since",
        required=True,
        default=fields.Date.context_today,
        help="Charges count from this day on. Enter the balance of its morning as the "
        "opening balance below.",
    )
    threshold = fields.Monetary(
        "Warning below", help="A balance below this amount is warned of."
    )
    threshold_days = fields.Integer(
        "Warning before (days)",
        default=5,
        help="A balance that lasts fewer days is warned of, too. 0: no such warning.",
    )
    pace_days = fields.Integer(
        "Pace of (days)",
        default=30,
        required=True,
        help="The days whose shipments show how much is spent a day.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        default=lambda self: self.env.uid,
        help="Gets an activity when the balance is low.",
    )
    top_up_ids = fields.One2many("linkstar.top.up", "prepaid_id", "Top-ups")
    amount_paid = fields.Monetary("Paid in", compute="_compute_balance")
    amount_charged = fields.Monetary("Charged", compute="_compute_balance")
    amount_expected = fields.Monetary(
        "Shipped and not billed",
        compute="_compute_balance",
        help="As it was quoted. The carrier may have deducted it already.",
    )
    balance = fields.Monetary(
        compute="_compute_balance",
        help="Paid in, less charged, less what was shipped and is not billed.",
    )
    pace = fields.Monetary("Spent a day", compute="_compute_balance")
    days_known = fields.Boolean(compute="_compute_balance")
    days_left = fields.Integer(
        "Days left", compute="_compute_balance", help="At the present pace."
    )
    low = fields.Boolean("Balance is low", compute="_compute_balance")

    _account_uniq = models.Constraint(
        "UNIQUE(account_id)",
        "This account is followed already. Open it.",
    )
    _limits = models.Constraint(
        "CHECK(COALESCE(threshold, 0) >= 0 AND threshold_days BETWEEN 0 AND 365"
        " AND pace_days BETWEEN 1 AND 365)",
        "The warning is for an amount of 0 or more and 0 to 365 days; the pace is "
        "that of 1 to 365 days.",
    )

    @api.depends("top_up_ids.amount", "since", "threshold", "threshold_days")
    def _compute_balance(self):
        saved = self.filtered(lambda prepaid: prepaid._origin.id)._origin
        found = prepaying.standings(saved.sudo()) if saved else {}
        nothing = prepaying.Standing(0, 0, 0)
        for prepaid in self:
            standing = found.get(prepaid._origin.id, nothing)
            currency = prepaid.currency_id or self.env.company.currency_id
            paid = sum(prepaid.top_up_ids.mapped("amount"))
            balance = currency.round(paid - standing.charged - standing.expected)
            days = prepaying.days_left(balance, standing.pace)
            prepaid.amount_paid = paid
            prepaid.amount_charged = standing.charged
            prepaid.amount_expected = standing.expected
            prepaid.balance = balance
            prepaid.pace = standing.pace
            prepaid.days_known = days is not None
            prepaid.days_left = days or 0
            prepaid.low = bool(prepaid._origin) and (
                currency.compare_amounts(balance, prepaid.threshold) < 0
                or (days is not None and days < prepaid.threshold_days)
            )

    @api.model
    def _cron_warn(self):
        """Give the responsible user an activity where a balance is low, and close it
        when the balance is not low any more.
        """
        for prepaid in self.search([("account_id.active", "=", True)]):
            prepaid._warn()

    def _warn(self):
        kind = "linkstar_delivery.mail_act_low_balance"
        known = self.activity_search([kind])
        if not self.low:
            known.action_done()
        elif not known:
            self.activity_schedule(
                kind,
                user_id=(self.user_id or self.env.user).id,
                note=self._warning(),
            )

    def _warning(self):
        balance = self.currency_id.format(self.balance)
        if not self.days_known:
            return self.env._(
                "The prepaid account %(account)s has %(balance)s left.",
                account=self.account_id.display_name,
                balance=balance,
            )
        return self.env._(
            "The prepaid account %(account)s has %(balance)s left. Days left at the "
            "present pace: %(days)s.",
            account=self.account_id.display_name,
            balance=balance,
            days=self.days_left,
        )
