# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models


class StockPicking(models.Model):
    _inherit = "stock.picking"

    linkstar_batch_id = fields.Many2one(
        "stock.picking.batch",
        "Wave batch",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help=(
            "Core removes a transfer that is done before the others from its batch. "
            "Its label is still printed with the labels of this batch."
        ),
        groups="base.group_user",
    )
