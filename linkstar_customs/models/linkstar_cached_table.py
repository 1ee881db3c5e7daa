# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, models


class LinkstarCachedTable(models.AbstractModel):
    """A table that each process caches (``ormcache``). The cache is cleared after a row
    changes, not before: a read during the change would cache the old values.
    """

    _name = "linkstar.cached.table"
    _description = "Cached table"

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        self.env.registry.clear_cache()
        return rows

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result
