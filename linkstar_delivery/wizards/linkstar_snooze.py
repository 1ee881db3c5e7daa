# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules.promise import working_day
from ..services import promising

_LONGEST = timedelta(days=180)


class LinkstarSnooze(models.TransientModel):
    """Until when, and why, entries of the attention list are hidden."""

    _name = "linkstar.snooze"
    _description = "Linkstar Snooze"

    exception_ids = fields.Many2many("linkstar.exception", string="Entries")
    until = fields.Date(
        required=True,
        default=lambda self: promising.today(self.env.company) + timedelta(days=3),
        help="On a weekend or a holiday of the company's country, the next working day "
        "is used.",
    )
    reason = fields.Char(required=True)

    @api.constrains("until")
    def _check_until(self):
        for snooze in self:
            today = promising.today(self.env.company)
            if not today < snooze.until <= today + _LONGEST:
                raise UserError(
                    self.env._(
                        "The snooze must end between tomorrow and 180 days from now. "
                        "Choose another date."
                    )
                )

    def action_snooze(self):
        self.ensure_one()
        exceptions = self.exception_ids
        exceptions._check_may_act()
        if not (self.reason or "").strip():
            raise UserError(self.env._("Enter a reason, so that others understand it."))
        calendar = self.env["linkstar.peak"]._calendar()
        open_sudo = exceptions.sudo().filtered(lambda e: e.state != "closed")
        for company, group in open_sudo.grouped("company_id").items():
            until = working_day(
                max(self.until, promising.today(company) + timedelta(days=1)),
                company.country_id.code or "CN",
                calendar,
            )
            group.write(
                {
                    "state": "snoozed",
                    "snoozed_until": until,
                    "snooze_reason": self.reason.strip(),
                }
            )
        return {"type": "ir.actions.act_window_close"}
