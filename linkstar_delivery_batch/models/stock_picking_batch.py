# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models


class StockPickingBatch(models.Model):
    _inherit = "stock.picking.batch"

    linkstar_wave_picking_ids = fields.One2many(
        "stock.picking",
        "linkstar_batch_id",
        "Transfers in waves",
        readonly=True,
        groups="base.group_user",
    )
    linkstar_waves = fields.Boolean(
        compute="_compute_linkstar_waves",
        help="If set, this batch has transfers with a Linkstar delivery method.",
        groups="base.group_user",
    )

    def _compute_linkstar_waves(self):
        for batch in self:
            batch.linkstar_waves = "linkstar" in (
                batch.picking_ids | batch.linkstar_wave_picking_ids
            ).carrier_id.mapped("delivery_type")

    def action_linkstar_wave(self):
        """Put the batch's open transfers into a wave, in pick order. Unlike with core's
        Validate, a refused transfer does not stop the others.
        """
        for batch in self:
            batch.picking_ids.linkstar_batch_id = batch
        return _in_pick_order(self.picking_ids).action_linkstar_wave()

    def action_linkstar_labels(self):
        """Start a wave that gets the labels of the batch's transfers before
        validation.
        """
        return _in_pick_order(self.picking_ids).action_linkstar_wave(kind="book")

    def action_linkstar_print_labels(self):
        """Print the existing labels of the batch's transfers, in pick order. This
        includes transfers that a wave has validated: core removes them from the batch
        until all others are done.
        """
        taken = self.linkstar_wave_picking_ids.filtered(
            lambda picking: not picking.batch_id
        )
        return (
            _in_pick_order(self.picking_ids | taken)
            .filtered("linkstar_has_label")
            .action_linkstar_print_label()
        )


def _in_pick_order(pickings):
    return pickings.sorted(
        lambda picking: (
            (picking.batch_id or picking.linkstar_batch_id).id,
            picking.batch_sequence,
            picking.id,
        )
    )
