import hashlib

from odoo import fields, models

from .. import labels


class LinkstarShipment(models.Model):
    """All that proves how a shipment left the house, on one page and in one file: for a claim."""

    _inherit = "linkstar.shipment"

    photo_ids = fields.Many2many("linkstar.parcel.photo", compute="_compute_evidence", string="Packing photos")
    weighing_ids = fields.Many2many("linkstar.weighing", compute="_compute_evidence", string="Weighing record")

    def _compute_evidence(self):
        photos, weighings = self.env["linkstar.parcel.photo"], self.env["linkstar.weighing"]
        pickings, packages = self.picking_id, self.parcel_ids.package_id
        photos = photos.search([("picking_id", "in", pickings.ids)])
        weighings = weighings.search(["|", ("picking_id", "in", pickings.ids), ("package_id", "in", packages.ids)])
        for shipment in self:
            shipment.photo_ids = photos.filtered(shipment._is_of)
            shipment.weighing_ids = weighings.filtered(shipment._is_of)

    def _is_of(self, evidence):
        """Whether a photo or a weighing is of this shipment's boxes."""
        picking = self.picking_id
        if not evidence.package_id:
            return evidence.picking_id == picking
        # Boxes are used again: what was weighed before this transfer was there is another parcel's.
        same_trip = evidence.picking_id == picking or (not evidence.picking_id and evidence.create_date >= picking.create_date)
        return evidence.package_id in self.parcel_ids.package_id and same_trip

    def action_photos(self):
        """The packing photos of this shipment's transfer, and more of them."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Packing photos"),
            "res_model": "linkstar.parcel.photo",
            "views": [[False, "kanban"], [False, "form"]],
            "domain": [("picking_id", "=", self.picking_id.id)],
            "context": {"default_picking_id": self.picking_id.id},
        }

    def action_evidence(self):
        self.check_access("read")
        return self.env.ref("linkstar_delivery.action_report_evidence").report_action(self, config=False)

    def _label_is_whole(self):
        """Whether the stored label is the file that came from the carrier, byte for byte."""
        return _is_whole(self.label_attachment_id, self.label_sha256)

    def _form_is_whole(self):
        """Whether the carrier's customs form is the file that came from it, or it gave none."""
        return not self.form_attachment_id or _is_whole(self.form_attachment_id, self.form_sha256)

    def _linkstar_enclosed_files(self):
        """What follows the page of evidence: the label, as it was printed."""
        shipment_sudo = self.sudo()
        if not shipment_sudo.label_attachment_id or not shipment_sudo._label_is_whole():
            return []
        label = shipment_sudo._label_file()
        return [] if labels.wrong(label) else [label]


def _is_whole(attachment, checksum):
    # What was stored before checksums were kept has none.
    return bool(attachment.raw) and (not checksum or hashlib.sha256(attachment.raw).hexdigest() == checksum)
