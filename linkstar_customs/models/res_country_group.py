from odoo import api, models, tools


class ResCountryGroup(models.Model):
    _inherit = "res.country.group"

    @api.model
    @tools.ormcache()
    def _linkstar_union(self):
        """Ids of the countries of the European Union, a frozenset."""
        return frozenset(self.env.ref("base.europe").sudo().country_ids.ids)

    def write(self, vals):
        if "country_ids" in vals:
            self.env.registry.clear_cache()
        return super().write(vals)
