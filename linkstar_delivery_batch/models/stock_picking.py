from odoo import fields, models


class StockPicking(models.Model):
    _inherit = "stock.picking"

    linkstar_batch_id = fields.Many2one(
        "stock.picking.batch",
        "Batch of its wave",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Core takes a transfer that is done before the others out of its batch; its label is still printed with theirs.",
        groups="base.group_user",
    )
