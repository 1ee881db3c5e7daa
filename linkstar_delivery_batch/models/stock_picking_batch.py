from odoo import fields, models


class StockPickingBatch(models.Model):
    _inherit = "stock.picking.batch"

    linkstar_waves = fields.Boolean(compute="_compute_linkstar_waves", help="Whether transfers of this batch leave by Linkstar.")

    def _compute_linkstar_waves(self):
        for batch in self:
            batch.linkstar_waves = "linkstar" in batch.picking_ids.carrier_id.mapped("delivery_type")

    def action_linkstar_wave(self):
        """Put the batch's open transfers into a wave, in pick order: unlike core's Validate, one that is refused stops no other."""
        return self._linkstar_in_pick_order().action_linkstar_wave()

    def action_linkstar_labels(self):
        """A wave that gets the labels of the batch's transfers before they are validated."""
        return self._linkstar_in_pick_order().action_linkstar_wave(kind="book")

    def action_linkstar_print_labels(self):
        """The labels of the batch's transfers that have one, in pick order."""
        return self._linkstar_in_pick_order().filtered("linkstar_has_label").action_linkstar_print_label()

    def _linkstar_in_pick_order(self):
        return self.picking_ids.sorted(lambda picking: (picking.batch_id.id, picking.batch_sequence, picking.id))
