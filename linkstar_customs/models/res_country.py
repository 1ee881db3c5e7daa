from decimal import Decimal

from odoo import models


class ResCountry(models.Model):
    _inherit = "res.country"

    def _linkstar_vat_rate(self, on_date, territory=None):
        """The standard VAT rate of this country on a date, a decimal in per cent; 0 where none is known.

        In a special ``territory`` it is that of the territory where it has one. Outside the VAT area the country's is not levied."""
        self.ensure_one()
        rate = self.env["linkstar.vat.rate"].sudo()._rate(self, on_date, territory=territory)
        if not rate or (territory and not territory.in_vat_area and rate.territory_id.code != territory.code):
            return Decimal(0)
        return Decimal(repr(rate.rate))
