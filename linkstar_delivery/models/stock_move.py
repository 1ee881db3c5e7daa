# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models

from ..services import goods


class StockMove(models.Model):
    _name = "stock.move"
    _inherit = ["stock.move", "linkstar.tracked.mixin"]

    linkstar_goods_ids = fields.One2many(
        "linkstar.move.tracking",
        "move_id",
        "Tracked goods",
        readonly=True,
        copy=False,
        groups="base.group_user",
    )

    @api.depends("linkstar_goods_ids.tracking_state", "linkstar_goods_ids.quantity")
    @api.depends_context("lang")
    def _compute_linkstar_tracking_text(self):
        self._linkstar_show_tracked(lambda m: goods.by_state(m.linkstar_goods_ids))

    def _action_cancel(self):
        """A transfer that is cancelled in any way leaves no label that a parcel could
        travel under.
        """
        result = super()._action_cancel()
        # A user who may cancel the transfer may also cancel its label.
        shipments_sudo = (
            self.picking_id.filtered(lambda p: p.state == "cancel")
            .sudo()
            .linkstar_shipment_ids
        )
        shipments_sudo.rebook = False
        shipments_sudo.filtered(
            lambda s: s.state != "cancelled" and not s._being_stopped()
        ).action_cancel()
        return result

    def _linkstar_of_parcel(self):
        """Those of these moves that send goods out of the stock, or on from there: the
        goods then travel as a parcel.
        """

        def outward(move):
            source, destination = move.location_id, move.location_dest_id
            stock = destination.warehouse_id.lot_stock_id
            into_stock = stock and (destination.parent_path or "").startswith(
                stock.parent_path or "-"
            )
            return (
                move.picking_id.picking_type_code != "incoming"
                and source.usage in ("internal", "transit")
                and not into_stock
            )

        return self.filtered(outward)

    def _linkstar_is_kit_part_of(self, line):
        """Whether these moves are parts of a kit that the order line ``line`` sells."""
        return any(move.product_id != line.product_id for move in self)

    def _linkstar_kits(self, line):
        """The number of whole kits of the order line ``line``, in its unit, that these
        moves are together; 0 when there is a part left over.
        """
        parts = line.product_id._linkstar_components(line.company_id).get(
            line.product_id, {}
        )
        moved = {}
        for move in self:
            quantity = move.product_uom._compute_quantity(
                move.quantity, move.product_id.uom_id, round=False
            )
            moved[move.product_id] = moved.get(move.product_id, 0.0) + quantity
        if not parts or set(parts) != set(moved):
            return 0
        kits = {round(moved[part] / each, 4) for part, each in parts.items() if each}
        number = kits.pop()
        if kits or not number.is_integer():
            return 0
        return line.product_id.uom_id._compute_quantity(number, line.product_uom_id)
