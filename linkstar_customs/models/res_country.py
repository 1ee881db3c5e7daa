import csv
from decimal import Decimal

from odoo import api, fields, models, tools


class ResCountry(models.Model):
    _inherit = "res.country"

    def _linkstar_vat_rate(self, on_date, territory=None):
        """The standard VAT rate of this country on a date, a decimal in per cent; 0 where none is known.

        In a special ``territory`` it is that of the territory where it has one. Outside the VAT area the country's is not levied."""
        self.ensure_one()
        rate = self.env["linkstar.vat.rate"]._found(self, on_date, territory=territory)[0]
        if not rate or (territory and not territory.in_vat_area and rate.territory != territory.code):
            return Decimal(0)
        return rate.rate

    def _linkstar_codes(self):
        """The codes of these countries, a frozenset; without a query."""
        codes = self._linkstar_all_codes()
        return frozenset(codes[country_id] for country_id in self.ids)

    def write(self, vals):
        result = super().write(vals)
        if "zip_required" in vals:
            self.env.registry.clear_cache("stable")
        return result

    def _linkstar_has_postcodes(self):
        """Whether an address in this country needs a postcode, also in none, an empty record; without a query."""
        return self._origin.id not in self._linkstar_without_postcodes()

    @api.model
    @tools.ormcache(cache="stable")
    def _linkstar_without_postcodes(self):
        return frozenset(self.sudo().search([("zip_required", "=", False)])._ids)

    def _linkstar_code(self):
        """The code of this country, "" of none; without a query."""
        return self._linkstar_all_codes().get(self._origin.id) or self.code or ""

    @api.model
    @tools.ormcache(cache="stable")
    def _linkstar_all_codes(self):
        """{id: code} of all countries."""
        return {country.id: country.code for country in self.sudo().search_fetch([], ["code"])}


class ResCountryState(models.Model):
    _inherit = "res.country.state"

    linkstar_latin_name = fields.Char(
        "Latin name", help="The name of this state in Latin letters, as labels and customs forms write it: Guangdong for 广东省.",
        groups="base.group_user",
    )

    @api.model
    def _linkstar_fill_latin_names(self):
        """Give the states of ``res.country.state.names.csv`` their names in Latin letters, where nobody has entered one."""
        with tools.file_open("linkstar_customs/data/res.country.state.names.csv") as file:
            for row in csv.DictReader(file):
                state = self.env.ref(row["state"], raise_if_not_found=False)
                if state and not state.linkstar_latin_name:
                    state.linkstar_latin_name = row["latin_name"]

    @api.model_create_multi
    def create(self, vals_list):
        states = super().create(vals_list)
        self.env.registry.clear_cache("stable")
        return states

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache("stable")
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache("stable")
        return result

    def _linkstar_names(self):
        """(name, code, name in Latin letters) of this state, empty texts of none and of what is not known; without a query."""
        return self._linkstar_all_names().get(self._origin.id) or (self.name or "", self.code or "", self.linkstar_latin_name or "")

    @api.model
    @tools.ormcache(cache="stable")
    def _linkstar_all_names(self):
        """{id: (name, code, name in Latin letters)} of all states."""
        states = self.sudo().search_fetch([], ["name", "code", "linkstar_latin_name"])
        return {state.id: (state.name, state.code, state.linkstar_latin_name or "") for state in states}
