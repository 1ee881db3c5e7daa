# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class ResCurrency(models.Model):
    _inherit = "res.currency"

    linkstar_rate = fields.Float(
        "Entered rate",
        digits=0,
        compute="_compute_linkstar_rate",
        help=(
            "Core's rate of the company on the day in the context. 0 where nobody "
            "entered one; core uses 1 then."
        ),
        groups="base.group_user",
    )

    @api.depends("rate_ids.rate", "rate_ids.name", "rate_ids.company_id")
    @api.depends_context("company", "date")
    def _compute_linkstar_rate(self):
        company, on_date = (
            self.env.company,
            self.env.context.get("date") or fields.Date.context_today(self),
        )
        rates = self.env["res.currency.rate"].sudo()
        rates.flush_model(["currency_id", "company_id", "name", "rate"])
        found = dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT DISTINCT ON (currency_id) currency_id, rate
                      FROM res_currency_rate
                     WHERE currency_id = ANY(%s)
                       AND name <= %s
                       AND (company_id IS NULL OR company_id = %s)
                     ORDER BY currency_id, company_id, name DESC
                    """,
                    list(self.ids),
                    on_date,
                    company.root_id.id,
                )
            )
        )
        for currency in self:
            currency.linkstar_rate = found.get(
                currency.id, 1.0 if currency == company.currency_id else 0.0
            )

    def _linkstar_rate_to(self, other, company, on_date):
        """How much of the currency ``other`` one unit of this currency is on that day,
        a float.

        :raise UserError: when a rate is needed that nobody entered
        """
        pair = (self + other).with_company(company).with_context(date=str(on_date))
        for currency in pair:
            if not currency.linkstar_rate:
                raise UserError(
                    self.env._(
                        "There is no exchange rate of %(currency)s on or before "
                        "%(date)s. Enter it under Invoicing ▸ Configuration ▸ "
                        "Currencies.",
                        currency=currency.name,
                        date=on_date,
                    )
                )
        return pair[1].linkstar_rate / pair[0].linkstar_rate
