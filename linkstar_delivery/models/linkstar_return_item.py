# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class LinkstarReturnItem(models.Model):
    """Goods that a person scanned when they came back. ``done``: they are received."""

    _name = "linkstar.return.item"
    _description = "Linkstar Returned Goods"
    _order = "return_id, id desc"
    _rec_name = "product_id"
    _check_company_auto = True

    return_id = fields.Many2one(
        "linkstar.return", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="return_id.company_id", store=True, index=True)
    product_id = fields.Many2one(
        "product.product", required=True, readonly=True, ondelete="restrict", index=True
    )
    product_uom_id = fields.Many2one(related="product_id.uom_id", string="Unit")
    quantity = fields.Float(digits="Product Unit", required=True, readonly=True)
    lot_id = fields.Many2one(
        "stock.lot",
        "Lot or serial number",
        readonly=True,
        ondelete="restrict",
        check_company=True,
    )
    lot_name = fields.Char(
        "Unknown number",
        readonly=True,
        help="A lot or serial number that we do not have. It is created when the goods "
        "are received.",
    )
    package_id = fields.Many2one(
        "stock.package",
        "Parcel",
        readonly=True,
        ondelete="set null",
        check_company=True,
        help="The parcel in which the goods left.",
    )
    move_id = fields.Many2one(
        "stock.move",
        "Sent goods",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        help="The move that these goods left with. Empty: they were not sent with this "
        "transfer.",
    )
    issue = fields.Selection(
        [
            ("other_goods", "Other goods"),
            ("surplus", "More than was sent"),
            ("unknown_lot", "Lot or serial number was not sent"),
        ],
        readonly=True,
        help="These goods are not ours by our records. They are received into "
        "quarantine as the property of the sender, and credited to nobody.",
    )
    owner_id = fields.Many2one("res.partner", readonly=True, ondelete="restrict")
    destination = fields.Selection(
        [
            ("stock", "Back to stock"),
            ("quarantine", "Quarantine"),
            ("scrap", "Scrap"),
            ("place", "Stay at the return place"),
        ],
        required=True,
        readonly=True,
        default="stock",
        help="Where the person who scanned wants these goods.",
    )
    done = fields.Boolean("Received", readonly=True)
    scanned = fields.Char("Scanned text", readonly=True)
    user_id = fields.Many2one(
        "res.users",
        "Scanned by",
        readonly=True,
        default=lambda self: self.env.uid,
    )
    return_move_id = fields.Many2one(
        "stock.move",
        "Receipt",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        check_company=True,
    )
    scrap_id = fields.Many2one(
        "stock.scrap", readonly=True, ondelete="set null", check_company=True
    )
    base_location_id = fields.Many2one(
        "stock.location",
        "Last location",
        readonly=True,
        ondelete="restrict",
        check_company=True,
        help="Where these goods were before the onward transfer.",
    )
    location_id = fields.Many2one(
        "stock.location",
        compute="_compute_location_id",
        compute_sudo=True,
        help="Where these goods are now.",
    )
    onward_id = fields.Many2one(
        "stock.picking",
        "Onward transfer",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        check_company=True,
        help="The transfer that took these goods away from the return place.",
    )

    _positive = models.Constraint(
        "CHECK(quantity > 0)", "The quantity of returned goods must be above 0."
    )

    @api.depends("base_location_id", "onward_id.state", "onward_id.location_dest_id")
    def _compute_location_id(self):
        for item in self:
            item.location_id = (
                item.onward_id.location_dest_id
                if item.onward_id.state == "done"
                else item.base_location_id
            )

    def action_to_stock(self):
        """Bring these goods from the return place or quarantine to stock."""
        self._move_on("stock")

    def action_to_quarantine(self):
        """Put these goods of the return place into quarantine."""
        self._move_on("quarantine")

    def action_scrap(self):
        """Scrap these goods where they are."""
        self._move_on("scrap")

    def _move_on(self, destination):
        self.check_access("read")
        self.return_id._check_may_receive()
        for record, items in self.sudo().grouped("return_id").items():
            items._lock()
            for item in items:
                if not item._is_waiting():
                    raise UserError(
                        self.env._(
                            "%(goods)s of %(record)s cannot be moved: they are not "
                            "received yet, already moved on, or still on their way "
                            "home. Reload the page.",
                            goods=item.product_id.display_name,
                            record=record.name,
                        )
                    )
            if destination == "stock" and items.filtered("owner_id"):
                raise UserError(
                    self.env._(
                        "Goods that belong to somebody else cannot go to stock. Send "
                        "them back or scrap them."
                    )
                )
            items.destination = destination
            record._move_items(items)

    def _lock(self):
        self.env.flush_all()
        query = """
            UPDATE linkstar_return_item SET write_date = write_date
             WHERE id IN (
                       SELECT id FROM linkstar_return_item
                        WHERE id IN %s ORDER BY id FOR NO KEY UPDATE
                   )
        """
        self.env.cr.execute(query, [tuple(self.ids)], log_exceptions=False)
        self.invalidate_recordset(flush=False)

    def _is_waiting(self):
        """Whether these received goods can be moved on: they are at the return place,
        in quarantine, or have come home from the depot.
        """
        return bool(
            self.done
            and not self.scrap_id
            and self.location_id
            and self.onward_id.state in (False, "done", "cancel")
            and self.location_id.usage == "internal"
            and not self.location_id.warehouse_id
        )

    def _difference(self):
        """A sentence about these received goods, which are not as expected."""
        labels = {
            name: dict(self._fields[name]._description_selection(self.env))
            for name in ("destination", "issue")
        }
        goods = " ".join(filter(None, (self.product_id.display_name, self.lot_id.name)))
        values = {
            "quantity": f"{self.quantity:g}",
            "unit": self.product_uom_id.name,
            "goods": goods,
        }
        if self.issue:
            return self.env._(
                "%(quantity)s %(unit)s of %(goods)s: %(issue)s.",
                issue=labels["issue"][self.issue],
                **values,
            )
        return self.env._(
            "%(quantity)s %(unit)s of %(goods)s cannot be sold: %(where)s.",
            where=labels["destination"][self.destination],
            **values,
        )

    def _shown(self):
        """The values of this item for the scanning page."""
        parts = [self.lot_id.name or self.lot_name, self.package_id.name]
        labels = {
            name: dict(self._fields[name]._description_selection(self.env))
            for name in ("destination", "issue")
        }
        return {
            "id": self.id,
            "name": self.product_id.display_name,
            "quantity": self.quantity,
            "unit": self.product_uom_id.name,
            "text": " · ".join(part for part in parts if part),
            "destination": labels["destination"][self.destination],
            "issue": labels["issue"][self.issue] if self.issue else False,
        }
