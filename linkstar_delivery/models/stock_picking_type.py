# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models


class StockPickingType(models.Model):
    _inherit = "stock.picking.type"

    linkstar_label_first = fields.Boolean(
        "Linkstar label before validation",
        help=(
            "Transfers that leave by Linkstar can be validated only after their label "
            "was received. Use this if labels are attached at the packing table."
        ),
        groups="base.group_user",
    )
    linkstar_auto_print = fields.Boolean(
        "Print Linkstar labels",
        help=(
            "Prints the label after validation. A label that is received later is "
            "printed automatically in the browser of the user who validated."
        ),
        groups="base.group_user",
    )
