# Copyright 2026 Linkstar connector team
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class LinkstarReturnCredit(models.TransientModel):
    _inherit = "linkstar.return.credit"

    def action_credit(self):
        record = self.return_id.sudo()
        before = record.credit_note_ids
        action = super().action_credit()
        record._credited(record.credit_note_ids - before)
        return action
