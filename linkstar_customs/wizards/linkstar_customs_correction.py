# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models
from odoo.exceptions import UserError


class LinkstarCustomsCorrection(models.TransientModel):
    """The reason for a correction of a declaration that has been sent to customs."""

    _name = "linkstar.customs.correction"
    _description = "Correction of a customs declaration"

    declaration_id = fields.Many2one(
        "linkstar.customs.declaration", required=True, readonly=True, ondelete="cascade"
    )
    reason = fields.Text(
        required=True, help="What was wrong. The new version stores this reason."
    )

    def action_correct(self):
        """Create the next version from the current transfer, and show it."""
        self.ensure_one()
        self.check_access("read")
        reason, old = self.reason.strip(), self.declaration_id
        if not reason:
            raise UserError(
                self.env._(
                    "Enter the reason for the correction: the new version stores it."
                )
            )
        picking = old.picking_id
        if (
            old.state != "frozen"
            or old != picking.linkstar_declaration_ids.sorted("version")[-1:]
        ):
            raise UserError(
                self.env._(
                    "%(declaration)s is not the latest declaration of %(transfer)s:"
                    " correct the latest one, or update its draft.",
                    declaration=old.name,
                    transfer=picking.name,
                )
            )
        new = picking._linkstar_declare(reason)
        picking._message_log(
            body=self.env._(
                "%(user)s corrected the customs declaration %(old)s with %(new)s:"
                " %(reason)s",
                user=self.env.user.name,
                old=old.name,
                new=new.name,
                reason=reason,
            )
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": new._name,
            "res_id": new.id,
            "views": [[False, "form"]],
        }
