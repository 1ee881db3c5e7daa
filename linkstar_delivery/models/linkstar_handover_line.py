# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models


class LinkstarHandoverLine(models.Model):
    """A parcel on a manifest, with its data at the time of the scan: the data of the
    parcel changes later, the manifest does not.
    """

    _name = "linkstar.handover.line"
    _inherit = "linkstar.handover.part"
    _description = "Linkstar Handover Parcel"
    _order = "handover_id, id"
    _rec_name = "number"
    _check_company_auto = True
    handover_id = fields.Many2one(
        "linkstar.handover",
        "Manifest",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    company_id = fields.Many2one(
        related="handover_id.company_id", store=True, index=True
    )
    parcel_id = fields.Many2one(
        "linkstar.parcel",
        required=True,
        readonly=True,
        ondelete="restrict",
        check_company=True,
    )
    shipment_id = fields.Many2one(
        "linkstar.shipment",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        check_company=True,
    )
    bag_id = fields.Many2one(
        "linkstar.handover.bag",
        "Bag or carton",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        check_company=True,
    )
    service_id = fields.Many2one(
        "linkstar.service", "Line", required=True, readonly=True, ondelete="restrict"
    )
    country_id = fields.Many2one("res.country", "Destination", readonly=True)
    number = fields.Char("Tracking number", required=True, readonly=True)
    waybill = fields.Char(readonly=True)
    reference_no = fields.Char("Reference", readonly=True)
    box = fields.Char(
        readonly=True, help="The box of the shipment, where the shipment has several."
    )
    weight = fields.Float("Weight (kg)", digits=(12, 3), readonly=True)
    scanned = fields.Char("Scanned text", readonly=True)
    scanned_at = fields.Datetime(
        "Scanned on", required=True, readonly=True, default=fields.Datetime.now
    )
    user_id = fields.Many2one(
        "res.users",
        "Scanned by",
        required=True,
        readonly=True,
        default=lambda self: self.env.uid,
    )
    # Also when two users scan at the same time, a parcel is on one manifest only.
    _parcel_uniq = models.UniqueIndex(
        "(parcel_id)", "This parcel is already on a manifest."
    )

    def _closed_text(self, handover):
        return self.env._("%s is closed. Its parcels cannot be changed.", handover.name)

    def action_take_out(self):
        """Remove these parcels from their manifest."""
        self.check_access("read")
        self.handover_id._check_may_scan()
        self.handover_id._lock_open()
        self.sudo().unlink()

    def _shown(self):
        parts = [
            self.service_id.code,
            self.country_id.code,
            f"{self.weight:.3f} kg",
            self.box,
            self.bag_id.number,
        ]
        when = fields.Datetime.context_timestamp(self, self.scanned_at)
        return {
            "id": self.id,
            "number": self.number,
            "text": " · ".join(part for part in parts if part),
            "time": when.strftime("%H:%M:%S"),
        }
