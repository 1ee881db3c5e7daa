from odoo import fields, models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    linkstar_platform = fields.Char(
        "Sales platform",
        help="Where the order was placed, such as “amazon”; the carrier is told. Empty: the marketplace, if there is one.",
        groups="base.group_user",
    )
    linkstar_platform_number = fields.Char(
        "Platform's order number", copy=False, help="Empty: the carrier is told our own number of the order.", groups="base.group_user"
    )
