# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, models, tools


class ResCountryGroup(models.Model):
    _inherit = "res.country.group"

    @api.model
    @tools.ormcache()
    def _linkstar_union(self):
        """Return the ids of the countries of the European Union, a frozenset."""
        return frozenset(self.env.ref("base.europe").sudo().country_ids.ids)

    def write(self, vals):
        if "country_ids" in vals:
            self.env.registry.clear_cache()
        return super().write(vals)
