from decimal import Decimal

from odoo import models
from odoo.exceptions import UserError


class ResCurrency(models.Model):
    _inherit = "res.currency"

    def _linkstar_convert(self, amount, to_currency, company, on_date):
        """``amount`` (decimal) of this currency in ``to_currency``, rounded to its digits.

        :raise UserError: when a rate that this needs was never entered, where core would take 1"""
        for currency in (self + to_currency) if self != to_currency else self.browse():
            if currency != company.currency_id and not currency._linkstar_has_rate(company, on_date):
                raise UserError(
                    self.env._(
                        "There is no exchange rate of %(currency)s on or before %(date)s. Enter it under Accounting, Configuration, "
                        "Currencies.",
                        currency=currency.name,
                        date=on_date,
                    )
                )
        return Decimal(str(self._convert(float(amount), to_currency, company, on_date)))

    def _linkstar_has_rate(self, company, on_date):
        return bool(
            self.env["res.currency.rate"].sudo().search_count(
                [("currency_id", "=", self.id), ("company_id", "in", (False, company.root_id.id)), ("name", "<=", on_date)], limit=1
            )
        )
