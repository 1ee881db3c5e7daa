# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class LinkstarReturnLine(models.Model):
    """Goods that are expected back: pieces of one move, of one lot, in one package."""

    _name = "linkstar.return.line"
    _description = "Linkstar Return Line"
    _order = "return_id, id"
    _rec_name = "product_id"
    _check_company_auto = True

    return_id = fields.Many2one(
        "linkstar.return", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="return_id.company_id", store=True, index=True)
    picking_id = fields.Many2one(related="return_id.picking_id")
    move_id = fields.Many2one(
        "stock.move",
        "Sent goods",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        domain="[('picking_id', '=', picking_id), ('state', '=', 'done')]",
    )
    product_id = fields.Many2one(
        related="move_id.product_id", string="Product", store=True
    )
    product_uom_id = fields.Many2one(related="move_id.product_id.uom_id", string="Unit")
    lot_id = fields.Many2one(
        "stock.lot",
        "Lot or serial number",
        ondelete="restrict",
        check_company=True,
        domain="[('product_id', '=', product_id)]",
    )
    package_id = fields.Many2one(
        "stock.package", "Parcel", ondelete="set null", check_company=True
    )
    quantity = fields.Float(
        "Expected quantity", digits="Product Unit", required=True, default=1
    )
    received = fields.Float(
        compute="_compute_received",
        digits="Product Unit",
        help="The quantity that was received of these goods.",
    )

    _positive = models.Constraint(
        "CHECK(quantity > 0)",
        "The expected quantity must be above 0. Correct it, or delete the line.",
    )

    @api.depends("return_id.item_ids.done", "return_id.item_ids.quantity")
    def _compute_received(self):
        for line in self:
            line.received = sum(
                item.quantity
                for item in line.return_id.item_ids
                if item.done
                and item.move_id == line.move_id
                and item.lot_id == line.lot_id
                and item.package_id == line.package_id
            )

    @api.constrains("move_id", "return_id")
    def _check_move(self):
        for line in self:
            if line.move_id.picking_id != line.return_id.picking_id:
                raise ValidationError(
                    self.env._(
                        "%(goods)s left with another transfer than %(transfer)s. "
                        "Choose goods of that transfer.",
                        goods=line.product_id.display_name,
                        transfer=line.return_id.picking_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_proposed()
        return lines

    def write(self, vals):
        self.check_access("write")
        self._check_proposed()
        result = super().write(vals)
        self._check_proposed()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_if_proposed(self):
        self._check_proposed()

    def _check_proposed(self):
        if self.env.su:
            return
        for record in self.return_id.filtered(lambda r: r.state != "proposed"):
            raise UserError(
                self.env._(
                    "The goods of %s can no longer be changed, because they are "
                    "already expected or received. Scan what really comes.",
                    record.name,
                )
            )
