# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models

from .sale_order_line import SEES_MARGINS


class SaleOrder(models.Model):
    _inherit = "sale.order"

    # Core shows them to everybody who may read the order: its buyer, too.
    margin = fields.Monetary(groups=SEES_MARGINS)
    margin_percent = fields.Float(groups=SEES_MARGINS)

    def _linkstar_costs_changed(self):
        """Calculate the costs of the delivery lines again."""
        result = super()._linkstar_costs_changed()
        lines = self.sudo().order_line.filtered("is_delivery")
        # Costs and the margins that depend on them; the field is what they depend on.
        lines.modified(["is_delivery"])
        return result
