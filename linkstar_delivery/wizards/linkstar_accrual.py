# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..services import accruing, booking


class LinkstarAccrual(models.TransientModel):
    """Makes the accrual of a month: what was shipped and is not billed, with a dated
    reversal.
    """

    _name = "linkstar.accrual"
    _description = "Linkstar Accrual"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    date = fields.Date(
        required=True,
        default=lambda self: (
            fields.Date.context_today(self).replace(day=1) - timedelta(days=1)
        ),
        help="The last day of the month.",
    )
    reversal_date = fields.Date(
        "Reversal on",
        compute="_compute_reversal_date",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        help="Odoo posts the reversal on this day.",
    )
    journal_id = fields.Many2one(
        "account.journal",
        compute="_compute_accounts",
        store=True,
        readonly=False,
        check_company=True,
        domain="[('type', '=', 'general')]",
    )
    account_id = fields.Many2one(
        "account.account",
        "Accrual account",
        compute="_compute_accounts",
        store=True,
        readonly=False,
        check_company=True,
        domain="[('reconcile', '=', True)]",
        help="A liability that can be reconciled. Empty: a new account is created.",
    )
    days = fields.Integer(
        "Shipped within (days)",
        default=180,
        required=True,
        help="What was handed over earlier and was never billed is not expected any "
        "more.",
    )
    parcel_count = fields.Integer("Shipments without a bill", compute="_compute_count")

    _days_positive = models.Constraint(
        "CHECK(days BETWEEN 1 AND 3660)",
        "Enter 1 to 3660 days.",
    )

    @api.depends("date")
    def _compute_reversal_date(self):
        for accrual in self:
            accrual.reversal_date = accrual.date and accrual.date + timedelta(days=1)

    @api.depends("company_id")
    def _compute_accounts(self):
        for accrual in self:
            company_sudo = accrual.company_id.sudo()
            accrual.account_id = company_sudo.linkstar_accrual_account_id
            accrual.journal_id = self.env["account.journal"].search(
                [
                    *self.env["account.journal"]._check_company_domain(company_sudo),
                    ("type", "=", "general"),
                ],
                limit=1,
            )

    @api.depends("date", "days", "company_id")
    def _compute_count(self):
        for accrual in self:
            booking.check_may_book(self.env)
            company = accrual.company_id
            if (
                not accrual.date
                or accrual.days < 1
                or company not in self.env.companies
            ):
                accrual.parcel_count = 0
                continue
            accrual.parcel_count = len(
                accruing.shipped_not_billed(company.sudo(), accrual.date, accrual.days)
            )

    def action_accrue(self):
        """Create and post the accrual and its reversal, and open both."""
        self.ensure_one()
        self.check_access("write")
        booking.check_may_book(self.env)
        if self.company_id not in self.env.companies:
            raise AccessError(
                self.env._("%s is not among your companies.", self.company_id.name)
            )
        company_sudo = self.company_id.sudo().with_company(self.company_id)
        journal_sudo = self.journal_id.sudo() or booking.journal_of(
            company_sudo, "general"
        )
        account_sudo = self.account_id.sudo() or self._new_account(company_sudo)
        moves = accruing.create(
            company_sudo,
            self.date,
            self.reversal_date,
            journal_sudo,
            account_sudo,
            self.days,
        )
        company_sudo.linkstar_accrual_account_id = account_sudo
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "account.action_move_journal_line"
        )
        return {**action, "domain": [("id", "in", moves.ids)], "context": {}}

    def _new_account(self, company):
        accounts = self.env["account.account"].sudo().with_company(company)
        return accounts.create(
            {
                "name": self.env._("Linkstar: shipped and not billed"),
                "code": accounts._search_new_account_code("219000"),
                "account_type": "liability_current",
                "reconcile": True,
                "company_ids": [fields.Command.link(company.id)],
            }
        )
