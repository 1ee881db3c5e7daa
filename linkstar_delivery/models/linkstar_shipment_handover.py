from odoo import fields, models


class LinkstarShipment(models.Model):
    """Handing over: the parcel leaves the merchant's hands."""

    _inherit = "linkstar.shipment"

    handed_over_at = fields.Datetime(
        "Handed over", readonly=True, copy=False, index="btree_not_null", help="When the first parcel of the shipment was given away."
    )
