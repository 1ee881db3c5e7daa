# Copyright 2026 Linkstar connector team
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class LinkstarReturn(models.Model):
    _inherit = "linkstar.return"

    rma_ids = fields.One2many(
        "rma",
        inverse_name="linkstar_return_id",
        string="RMA",
        readonly=True,
        copy=False,
        groups="rma.rma_group_user_own",
    )
    rma_count = fields.Integer(
        compute="_compute_rma_count", groups="rma.rma_group_user_own"
    )

    def _compute_rma_count(self):
        for record in self:
            record.rma_count = len(record.rma_ids)

    def action_rmas(self):
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("RMA"),
            "res_model": "rma",
            "domain": [("linkstar_return_id", "=", self.id)],
            "views": [[False, "list"], [False, "form"]],
        }

    def _receive(self):
        """Each kind of goods that came back is an RMA with the quantity that came. The
        quantity is known only after the scan, and an RMA has exactly one receipt.
        """
        result = super()._receive()
        self.sudo()._make_rmas()
        return result

    def _make_rmas(self):
        operation = self.env.ref("linkstar_delivery_rma.operation_return")
        items = self.item_ids.filtered(lambda item: item.done and item.move_id)
        known = self.rma_ids.reception_move_id
        for receipt, own in items.grouped("return_move_id").items():
            if receipt in known or receipt.state != "done":
                continue
            rma = self.env["rma"].create(
                {
                    "company_id": self.company_id.id,
                    "linkstar_return_id": self.id,
                    "origin": self.name,
                    "partner_id": self.partner_id.id,
                    "picking_id": self.picking_id.id,
                    "move_id": own.move_id[:1].id,
                    "product_id": receipt.product_id.id,
                    "product_uom_qty": sum(own.mapped("quantity")),
                    "product_uom": receipt.product_id.uom_id.id,
                    "operation_id": operation.id,
                }
            )
            rma.action_confirm()
            rma.reception_move_id = receipt
            rma.update_received_state_on_reception()

    def _credited(self, notes):
        """The goods of these RMA are refunded with the credit notes ``notes``."""
        for rma in self.rma_ids.filtered(lambda rma: rma.state == "received"):
            line = notes.invoice_line_ids.filtered(
                lambda line, rma=rma: (
                    rma.reception_move_id.sale_line_id in line.sale_line_ids
                )
            )[:1]
            if line:
                rma.write(
                    {
                        "refund_id": line.move_id.id,
                        "refund_line_id": line.id,
                        "state": "refunded",
                    }
                )
