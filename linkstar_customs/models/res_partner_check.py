from odoo import api, models, tools

from ..rules import goods, parties

_NAMED = ("name", "street", "street2", "city")


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _linkstar_safety_party(self):
        """This manufacturer or responsible person as the rules read it, None for an empty record."""
        if not self:
            return None
        complete = all((self.name, self.street, self.city, self.country_id)) and bool(self.email or self.website)
        return goods.Party(complete, self.country_id.id in self.env["res.country.group"]._linkstar_union())

    def _linkstar_vague_lines(self, stop_words):
        """[(what is wrong, a code of ``rules.parties``; the line)] of the lines of this address that customs refuses."""
        self.ensure_one()
        lines = dict.fromkeys(self[name] for name in _NAMED if self[name])
        return [(code, line) for line in lines if (code := parties.check(line, stop_words))]


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
