from odoo import api, models


class LinkstarKept(models.AbstractModel):
    """A table that each process keeps in its memory (``ormcache``): what is kept goes when a row changes, after the change, for what is
    read while it is made would be kept as it was."""

    _name = "linkstar.kept"
    _description = "Table that is kept in memory"

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
