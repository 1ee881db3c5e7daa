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
