from odoo import api, models
from odoo.exceptions import UserError


class StockPicking(models.Model):
    """Cancelling what has a live label: a person is asked first (context ``linkstar_ask``, set by the buttons)."""

    _inherit = "stock.picking"

    def action_cancel(self):
        """Without anybody to ask, the carrier is asked to cancel the labels too, see ``stock.move._action_cancel``."""
        if self.env.context.get("linkstar_ask"):
            question = self.env["linkstar.cancellation"]._ask(self._linkstar_open_shipments(), pickings=self)
            if question:
                return question
        return super(StockPicking, self.with_context(linkstar_ask=False)).action_cancel()

    def cancel_shipment(self):
        if self.env.context.get("linkstar_ask"):
            question = self.env["linkstar.cancellation"]._ask(self._linkstar_open_shipments())
            if question:
                return question
        return super(StockPicking, self.with_context(linkstar_ask=False)).cancel_shipment()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_shipped(self):
        shipped = self.filtered(lambda picking: picking.sudo().linkstar_shipment_ids)
        if shipped:
            raise UserError(
                self.env._(
                    "%s: the carrier may know a parcel of it. It is kept for questions and claims: cancel it instead.",
                    shipped.mapped("name"),
                )
            )
