# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from decimal import Decimal

from odoo import api, fields, models

#: Centimetres of the units in which packages may be measured, by core's names.
_CENTIMETRES = {
    "mm": Decimal("0.1"),
    "cm": Decimal(1),
    "in": Decimal("2.54"),
    "ft": Decimal("30.48"),
    "m": Decimal(100),
}


class StockPackageType(models.Model):
    _inherit = "stock.package.type"

    package_carrier_type = fields.Selection(
        selection_add=[("linkstar", "Linkstar")], ondelete={"linkstar": "set default"}
    )

    @api.depends("package_carrier_type")
    def _compute_length_uom_name(self):
        """Core shows no unit for a carrier's package types, because it depends on the
        carrier: Linkstar uses centimetres.
        """
        done = super()._compute_length_uom_name()
        self.filtered(
            lambda kind: kind.package_carrier_type == "linkstar"
        ).length_uom_name = "cm"
        return done

    def _linkstar_sides(self):
        """The dimensions in cm, or ``None`` when one of them or their unit is not
        known.
        """
        self.ensure_one()
        sides, factor = (
            (
                self.packaging_length,
                self.width,
                self.height,
            ),
            _CENTIMETRES.get(self.length_uom_name),
        )
        return (
            tuple(Decimal(str(side)) * factor for side in sides)
            if factor and all(sides)
            else None
        )
