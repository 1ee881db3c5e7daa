# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import models

from ..services.returning import RECEIVING


class StockReturnPicking(models.TransientModel):
    _inherit = "stock.return.picking"

    def _prepare_picking_default_values_based_on(self, picking):
        """A transfer of one of our returns has its own type and place."""
        values = super()._prepare_picking_default_values_based_on(picking)
        mark, kind, place_id, return_id = self.env.context.get(
            "linkstar_return", (None,) * 4
        )
        if mark is not RECEIVING:
            return values
        place = self.env["linkstar.return.place"].browse(place_id)
        values["linkstar_return_id"] = return_id
        if kind == "receipt":
            values["picking_type_id"] = place.receipt_type_id.id
            values["location_dest_id"] = place.location_id.id
        else:
            values["picking_type_id"] = place.delivery_type_id.id
            values["location_id"] = place.location_id.id
            values["location_dest_id"] = picking.location_id.id
        return values
