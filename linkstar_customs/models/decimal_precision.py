# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, models

#: Small goods are declared and charged by the gram.
PLACES = 3


class DecimalPrecision(models.Model):
    _inherit = "decimal.precision"

    @api.model
    def _linkstar_keep_grams(self):
        """Store weights to the gram: with Odoo's two decimal places, 3 g become 0. More
        places are never reduced.
        """
        precision = self.sudo().search(
            [("name", "=", "Stock Weight"), ("digits", "<", PLACES)]
        )
        if precision:
            precision.digits = PLACES
