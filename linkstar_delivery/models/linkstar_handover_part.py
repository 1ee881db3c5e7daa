# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, models
from odoo.exceptions import UserError


class LinkstarHandoverPart(models.AbstractModel):
    """A part of a manifest (``handover_id``): it cannot be changed after the manifest
    is closed. The model of the part says so in a sentence: ``_closed_text(handover)``.
    """

    _name = "linkstar.handover.part"
    _description = "Linkstar Part of a Manifest"

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._check_open()
        return parts

    def write(self, vals):
        self.check_access("write")
        self._check_open()
        result = super().write(vals)
        # Also the manifest that they are moved to.
        self._check_open()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_if_open(self):
        self._check_open()

    def _check_open(self):
        for handover in self.handover_id.filtered(lambda h: h.state != "open"):
            raise UserError(self._closed_text(handover))
