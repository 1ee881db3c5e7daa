from odoo import api, fields, models


class LinkstarShipment(models.Model):
    """Handing over: the parcel leaves the merchant's hands."""

    _inherit = "linkstar.shipment"

    handed_over_at = fields.Datetime(
        "Handed over", readonly=True, copy=False, index="btree_not_null", help="When the first parcel of the shipment was given away."
    )
    handover_line_ids = fields.One2many("linkstar.handover.line", "shipment_id", "On manifests", readonly=True)

    # A scanner's number is looked up in capitals.
    _tracking_number_capitals = models.Index("(upper(tracking_number)) WHERE tracking_number IS NOT NULL")
    _waybill_capitals = models.Index("(upper(waybill)) WHERE waybill IS NOT NULL")
    _reference_no = models.Index("(reference_no)")

    def _recall_handed_over(self):
        """A manifest was opened again: what is on no other closed one is not handed over."""
        lines = self.env["linkstar.handover.line"].sudo()
        groups = lines._read_group(
            [("shipment_id", "in", self.ids), ("handover_id.state", "!=", "open")], ["shipment_id"], ["handover_id:recordset"]
        )
        closed = {shipment: min(handovers.mapped("closed_at")) for shipment, handovers in groups}
        for moment, shipments in self.grouped(lambda s: closed.get(s, False)).items():
            shipments.handed_over_at = moment


class LinkstarParcel(models.Model):
    _inherit = "linkstar.parcel"

    handover_line_ids = fields.One2many("linkstar.handover.line", "parcel_id", readonly=True)
    handover_id = fields.Many2one(
        "linkstar.handover", "Manifest", compute="_compute_handover_id", store=True, readonly=True, index="btree_not_null", copy=False
    )

    _tracking_number_capitals = models.Index("(upper(tracking_number)) WHERE tracking_number IS NOT NULL")

    @api.depends("handover_line_ids.handover_id")
    def _compute_handover_id(self):
        for parcel in self:
            parcel.handover_id = parcel.handover_line_ids.handover_id
