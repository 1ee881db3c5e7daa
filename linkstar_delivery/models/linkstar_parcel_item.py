# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models


class LinkstarParcelItem(models.Model):
    """The content of one of several boxes: pieces of a product, numbered through all
    boxes of the transfer, so that each declared piece, with its own price, is declared
    for exactly one box.
    """

    _name = "linkstar.parcel.item"
    _description = "Linkstar Parcel Content"
    _order = "parcel_id, id"
    _rec_name = "product_id"

    parcel_id = fields.Many2one(
        "linkstar.parcel", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="parcel_id.company_id", store=True, index=True)
    product_id = fields.Many2one(
        "product.product", required=True, readonly=True, ondelete="restrict", index=True
    )
    start = fields.Integer(
        "Preceding pieces",
        required=True,
        readonly=True,
        help="The number of pieces of this product in the boxes before this one.",
    )
    quantity = fields.Integer("Pieces", required=True, readonly=True)

    _positive = models.Constraint(
        "CHECK(start >= 0 AND quantity > 0)",
        "A box must contain at least one piece of each listed product.",
    )
