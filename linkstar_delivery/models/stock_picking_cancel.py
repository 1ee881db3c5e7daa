from odoo import api, models
from odoo.exceptions import UserError


class StockPicking(models.Model):
    """Cancelling what has a live label: a person is asked first (context ``linkstar_ask``, set by the buttons)."""

    _inherit = "stock.picking"

    def action_cancel(self):
        """Without anybody to ask, the carrier is asked to cancel the labels too, see ``stock.move._action_cancel``."""
        if self.env.context.get("linkstar_ask"):
            question = self.env["linkstar.cancellation"]._ask(self._linkstar_chain_shipments(), pickings=self)
            if question:
                return question
        return super(StockPicking, self.with_context(linkstar_ask=False)).action_cancel()

    def cancel_shipment(self):
        if self.env.context.get("linkstar_ask"):
            question = self.env["linkstar.cancellation"]._ask(self._linkstar_chain_shipments(), labels_of=self)
            if question:
                return question
        return super(StockPicking, self.with_context(linkstar_ask=False)).cancel_shipment()

    def _linkstar_chain_shipments(self):
        """The open shipments of these transfers, then those of the others that the same goods go through."""
        return self._linkstar_open_shipments() + self._linkstar_goods_chain()._linkstar_open_shipments()

    def _linkstar_cancelled_too(self):
        """The other transfers that core cancels with these: all that they wait for is cancelled, and their moves say so."""
        gone = self.move_ids.filtered(lambda move: move.state != "done")
        new = gone
        while new:
            new = new.filtered("propagate_cancel").move_dest_ids - gone
            new = new.filtered(
                lambda move, gone=gone: move.state not in ("done", "cancel")
                and all(other.state == "cancel" for other in move.move_orig_ids - gone)
            )
            gone += new
        return (gone.picking_id - self).filtered(lambda p: not (p.move_ids - gone).filtered(lambda move: move.state != "cancel"))

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
