# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, models


class LinkstarOwnedMixin(models.AbstractModel):
    """A record that has the company of another record, the one in its field
    ``_owned_by``.

    ``check_company`` does not work here: a new form has no company yet, so it offers no
    records, and later it compares the company with itself. Here the user can choose
    every owner that he may see, and the server accepts no other.
    """

    _name = "linkstar.owned.mixin"
    _description = "Record with the company of its owner"
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
        :raise AccessError: if the user may not see an owner in ``vals_list``
        """
        ids = {vals[self._owned_by] for vals in vals_list if vals.get(self._owned_by)}
        self.env[self._fields[self._owned_by].comodel_name].browse(ids).check_access(
            "read"
        )
