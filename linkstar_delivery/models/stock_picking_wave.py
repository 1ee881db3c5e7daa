from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class StockPicking(models.Model):
    _inherit = "stock.picking"

    linkstar_wave_line_ids = fields.One2many(
        "linkstar.wave.line", "picking_id", "Waves", readonly=True, copy=False, groups="base.group_user"
    )

    def action_linkstar_wave(self, kind="validate"):
        """Put these transfers into a wave, in the order of the list, and show it; nothing is begun before its button is pressed.

        :param kind: "validate", or "book" for the labels only
        """
        wave = self._linkstar_new_wave(kind)
        return {"type": "ir.actions.act_window", "res_model": wave._name, "res_id": wave.id, "views": [[False, "form"]]}

    def _linkstar_new_wave(self, kind="validate"):
        self.check_access("write")
        if not self.env.su and not self.env.user.has_group("stock.group_stock_user"):
            raise AccessError(self.env._("Only warehouse users run waves: ask one of them."))
        pickings = self.filtered(lambda p: p.state not in ("done", "cancel") or (kind == "book" and p.state == "done"))
        if not pickings:
            raise UserError(self.env._("None of these transfers is to be sent: choose transfers that are ready."))
        if len(pickings.company_id) > 1:
            raise UserError(self.env._("These transfers are of several companies: make a wave for each company."))
        return self.env["linkstar.wave"].sudo().create({
            "name": self.env["ir.sequence"].sudo().next_by_code("linkstar.wave"),
            "company_id": pickings.company_id.id,
            "user_id": self.env.uid,
            "kind": kind,
            "line_ids": [
                fields.Command.create({"picking_id": picking.id, "sequence": number}) for number, picking in enumerate(pickings, 1)
            ],
        }).sudo(False)
