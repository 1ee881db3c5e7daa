# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models


class DeliveryCarrier(models.Model):
    _inherit = "delivery.carrier"

    linkstar_special_arrangements = fields.Boolean(
        "Collects import VAT",
        help=(
            "The carrier uses the special arrangements (F49) for consignments up to EUR"
            " 150 without IOSS: it collects the VAT from the buyer and pays it to"
            " customs."
        ),
        groups="base.group_user",
    )
