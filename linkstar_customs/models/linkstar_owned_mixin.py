from odoo import api, models


class LinkstarOwnedMixin(models.AbstractModel):
    """A record whose company is that of another record, which is named by the field ``_owned_by``.

    ``check_company`` does not fit there: on a new form it offers nothing, for there is no company yet, and afterwards it compares
    the company with itself. Here the drop-down offers what the user sees, and the server takes nothing else.
    """

    _name = "linkstar.owned.mixin"
    _description = "Record that has its company from another one"
    _owned_by = None

    @api.model_create_multi
    def create(self, vals_list):
        self._check_owner(*vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_owner(vals)
        return super().write(vals)

    def _check_owner(self, *vals_list):
        """
        :raise AccessError: if one of ``vals_list`` names an owner that the user may not see"""
        ids = {vals[self._owned_by] for vals in vals_list if vals.get(self._owned_by)}
        self.env[self._fields[self._owned_by].comodel_name].browse(ids).check_access("read")
