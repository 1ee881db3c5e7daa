from odoo import api, models

#: Goods of some grams are declared and paid for by the gram.
PLACES = 3


class DecimalPrecision(models.Model):
    _inherit = "decimal.precision"

    @api.model
    def _linkstar_keep_grams(self):
        """Weights are kept to the gram: with Odoo's two places a weight of 3 g would be stored as 0. Never fewer places than there are."""
        precision = self.sudo().search([("name", "=", "Stock Weight"), ("digits", "<", PLACES)])
        if precision:
            precision.digits = PLACES
