from odoo import fields, models


class StockPickingType(models.Model):
    _inherit = "stock.picking.type"

    linkstar_label_first = fields.Boolean(
        "Linkstar label before validation",
        help="Transfers that leave by Linkstar can be validated only once their label is there: for shops that label at the packing table.",
        groups="base.group_user",
    )
    linkstar_auto_print = fields.Boolean(
        "Linkstar Labels", help="Prints the label after validation; one that comes later prints by itself in the browser of who validated.",
        groups="base.group_user",
    )
