from decimal import Decimal

from odoo import models


class ResCountry(models.Model):
    _inherit = "res.country"

    def _linkstar_vat_rate(self, on_date):
        """The standard VAT rate of this country on a date, a decimal in per cent; 0 where none is known."""
        self.ensure_one()
        rate = self.env["linkstar.vat.rate"].sudo()._rate(self, on_date)
        return Decimal(repr(rate.rate)) if rate else Decimal(0)
