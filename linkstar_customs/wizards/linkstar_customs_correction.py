from odoo import fields, models
from odoo.exceptions import UserError


class LinkstarCustomsCorrection(models.TransientModel):
    """Why a declaration that has been told to customs is declared again."""

    _name = "linkstar.customs.correction"
    _description = "Correction of a customs declaration"

    declaration_id = fields.Many2one("linkstar.customs.declaration", required=True, readonly=True, ondelete="cascade")
    reason = fields.Text(required=True, help="What was wrong; it is kept with the new version.")

    def action_correct(self):
        """Build the next version from the transfer as it is now, and show it."""
        self.ensure_one()
        self.check_access("read")
        reason, old = self.reason.strip(), self.declaration_id
        if not reason:
            raise UserError(self.env._("Tell why the declaration is corrected: the reason is kept with the new version."))
        picking = old.picking_id
        if old.state != "frozen" or old != picking.linkstar_declaration_ids.sorted("version")[-1:]:
            raise UserError(
                self.env._(
                    "%(declaration)s is not the last one that was declared for %(transfer)s: correct that one, or build the draft again.",
                    declaration=old.name,
                    transfer=picking.name,
                )
            )
        new = picking._linkstar_declare(reason)
        picking._message_log(
            body=self.env._(
                "%(user)s corrects the customs declaration %(old)s by %(new)s: %(reason)s",
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
