# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from decimal import Decimal

from odoo import fields, models


class ProductProduct(models.Model):
    _inherit = "product.product"

    linkstar_length = fields.Float(
        "Length (cm)",
        digits=(8, 1),
        help="The dimensions of one packed unit, in any order. 0: not known.",
        groups="base.group_user",
    )
    linkstar_width = fields.Float("Width (cm)", digits=(8, 1), groups="base.group_user")
    linkstar_height = fields.Float(
        "Height (cm)", digits=(8, 1), groups="base.group_user"
    )

    _linkstar_sides_positive = models.Constraint(
        "CHECK(linkstar_length >= 0 AND linkstar_width >= 0 AND linkstar_height >= 0)",
        "The dimensions of a product must be above 0 cm, or 0 if they are not known. "
        "Correct them.",
    )

    def _linkstar_sides(self):
        """The dimensions of one unit in cm, or ``None`` when one of them is not
        known.
        """
        self.ensure_one()
        sides = (self.linkstar_length, self.linkstar_width, self.linkstar_height)
        return tuple(Decimal(str(side)) for side in sides) if all(sides) else None
