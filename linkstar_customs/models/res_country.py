# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from decimal import Decimal

from odoo import api, models, tools


class ResCountry(models.Model):
    _inherit = "res.country"

    def _linkstar_vat_rate(self, on_date, territory=None):
        """Return the standard VAT rate of this country on a date, a decimal in per
        cent; 0 if unknown.

        In a special ``territory`` it is the territory's own rate, if there is one.
        Outside the VAT area the country's rate does not apply.
        """
        self.ensure_one()
        rate = self.env["linkstar.vat.rate"]._found(self, on_date, territory=territory)[
            0
        ]
        if not rate or (
            territory and not territory.in_vat_area and rate.territory != territory.code
        ):
            return Decimal(0)
        return rate.rate

    def _linkstar_codes(self):
        """Return the codes of these countries, a frozenset; without a query."""
        codes = self._linkstar_all_codes()
        return frozenset(codes[country_id] for country_id in self.ids)

    def write(self, vals):
        result = super().write(vals)
        if "zip_required" in vals:
            self.env.registry.clear_cache("stable")
        return result

    def _linkstar_has_postcodes(self):
        """Whether an address in this country, which may be an empty record, needs a
        postcode; without a query.
        """
        return self._origin.id not in self._linkstar_without_postcodes()

    @api.model
    @tools.ormcache(cache="stable")
    def _linkstar_without_postcodes(self):
        return frozenset(self.sudo().search([("zip_required", "=", False)]).ids)

    def _linkstar_code(self):
        """Return the code of this country, "" of an empty record; without a query."""
        return self._linkstar_all_codes().get(self._origin.id) or self.code or ""

    @api.model
    @tools.ormcache(cache="stable")
    def _linkstar_all_codes(self):
        """Return {id: code} of all countries."""
        return {
            country.id: country.code
            for country in self.sudo().search_fetch([], ["code"])
        }
