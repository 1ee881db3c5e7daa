from odoo import fields, models


class StockPickingBatch(models.Model):
    _inherit = "stock.picking.batch"

    linkstar_wave_picking_ids = fields.One2many(
        "stock.picking", "linkstar_batch_id", "Transfers that a wave has taken", readonly=True, groups="base.group_user"
    )
    linkstar_waves = fields.Boolean(
        compute="_compute_linkstar_waves", help="Whether transfers of this batch leave by Linkstar.", groups="base.group_user"
    )

    def _compute_linkstar_waves(self):
        for batch in self:
            batch.linkstar_waves = "linkstar" in (batch.picking_ids | batch.linkstar_wave_picking_ids).carrier_id.mapped("delivery_type")

    def action_linkstar_wave(self):
        """Put the batch's open transfers into a wave, in pick order: unlike core's Validate, one that is refused stops no other."""
        for batch in self:
            batch.picking_ids.linkstar_batch_id = batch
        return _in_pick_order(self.picking_ids).action_linkstar_wave()

    def action_linkstar_labels(self):
        """A wave that gets the labels of the batch's transfers before they are validated."""
        return _in_pick_order(self.picking_ids).action_linkstar_wave(kind="book")

    def action_linkstar_print_labels(self):
        """The labels of the batch's transfers that have one, in pick order; also of those that a wave has validated, which core takes
        out of the batch as long as others are not done."""
        taken = self.linkstar_wave_picking_ids.filtered(lambda picking: not picking.batch_id)
        return _in_pick_order(self.picking_ids | taken).filtered("linkstar_has_label").action_linkstar_print_label()


def _in_pick_order(pickings):
    return pickings.sorted(lambda picking: ((picking.batch_id or picking.linkstar_batch_id).id, picking.batch_sequence, picking.id))
