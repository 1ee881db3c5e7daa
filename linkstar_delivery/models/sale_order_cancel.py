from odoo import models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def action_cancel(self):
        """Whoever cancels an order with live labels is asked first what becomes of them."""
        if self.env.context.get("linkstar_ask"):
            question = self.env["linkstar.cancellation"]._ask(self.picking_ids._linkstar_chain_shipments(), orders=self)
            if question:
                return question
        return super(SaleOrder, self.with_context(linkstar_ask=False)).action_cancel()

    def _action_cancel(self):
        """The labels of transfers that are not done are cancelled with these. Parcels that left are stopped by a person only:
        that can cost money, so the warehouse is told."""
        result = super()._action_cancel()
        for shipment_sudo in self.picking_ids.sudo()._linkstar_open_shipments():
            if shipment_sudo.picking_id.state == "done" and shipment_sudo._is_live() and not shipment_sudo._being_stopped():
                shipment_sudo._tell_order_cancelled()
        return result
