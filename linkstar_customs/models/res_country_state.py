# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import csv

from odoo import api, fields, models, tools


class ResCountryState(models.Model):
    _inherit = "res.country.state"

    linkstar_latin_name = fields.Char(
        "Latin name",
        help=(
            "The name of this state in Latin letters, for labels and customs forms:"
            " Guangdong for 广东省."
        ),
        groups="base.group_user",
    )

    @api.model
    def _linkstar_fill_latin_names(self):
        """Enter the Latin names of ``res.country.state.names.csv`` for states that have
        none.
        """
        with tools.file_open(
            "linkstar_customs/data/res.country.state.names.csv"
        ) as file:
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
        """Return (name, code, Latin name) of this state, "" for what is unknown;
        without a query.
        """
        return self._linkstar_all_names().get(self._origin.id) or (
            self.name or "",
            self.code or "",
            self.linkstar_latin_name or "",
        )

    @api.model
    @tools.ormcache(cache="stable")
    def _linkstar_all_names(self):
        """Return {id: (name, code, Latin name)} of all states."""
        states = self.sudo().search_fetch([], ["name", "code", "linkstar_latin_name"])
        return {
            state.id: (state.name, state.code, state.linkstar_latin_name or "")
            for state in states
        }
