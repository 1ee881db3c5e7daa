# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Conversion from the units of measure of this database."""

from .amounts import decimal
from .queries import standard


def kilograms(env):
    """Return a function that converts a weight from the database's unit of weight to
    kilograms, exact to the gram.
    """
    if env["ir.config_parameter"].sudo().get_param("product.weight_in_lbs") != "1":
        return lambda weight: decimal(weight, 3)
    unit, kilogram = (
        env["product.template"]._get_weight_uom_id_from_ir_config_parameter(),
        standard(env, "uom.product_uom_kgm"),
    )
    return lambda weight: decimal(
        unit._compute_quantity(weight, kilogram, round=False), 3
    )
