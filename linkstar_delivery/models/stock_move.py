from odoo import models


class StockMove(models.Model):
    _inherit = "stock.move"

    def _action_cancel(self):
        """A transfer that is cancelled, whichever way, leaves no label behind that a parcel could travel under."""
        result = super()._action_cancel()
        # Whoever may cancel the transfer may have its label cancelled.
        shipments_sudo = self.picking_id.filtered(lambda p: p.state == "cancel").sudo().linkstar_shipment_ids
        shipments_sudo.rebook = False
        shipments_sudo.filtered(lambda s: s.state != "cancelled" and not s._being_stopped()).action_cancel()
        return result

    def _linkstar_of_parcel(self):
        """Those of these moves by which goods leave the stock, or go on from there: the goods travel as a parcel by then."""

        def outward(move):
            source, destination = move.location_id, move.location_dest_id
            stock = destination.warehouse_id.lot_stock_id
            into_stock = stock and (destination.parent_path or "").startswith(stock.parent_path or "-")
            return move.picking_id.picking_type_code != "incoming" and source.usage in ("internal", "transit") and not into_stock

        return self.filtered(outward)
