from odoo import api, fields, models
from odoo.exceptions import UserError


class LinkstarHandoverLine(models.Model):
    """A parcel on a manifest, with what was true of it when it was scanned: numbers change later, a manifest does not."""

    _name = "linkstar.handover.line"
    _description = "Linkstar Handover Parcel"
    _order = "handover_id, id"
    _rec_name = "number"
    _check_company_auto = True
    handover_id = fields.Many2one("linkstar.handover", "Manifest", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="handover_id.company_id", store=True, index=True)
    parcel_id = fields.Many2one("linkstar.parcel", required=True, readonly=True, ondelete="restrict", check_company=True)
    shipment_id = fields.Many2one("linkstar.shipment", required=True, readonly=True, ondelete="restrict", index=True, check_company=True)
    bag_id = fields.Many2one(
        "linkstar.handover.bag", "Bag or carton", readonly=True, ondelete="set null", index="btree_not_null", check_company=True
    )
    service_id = fields.Many2one("linkstar.service", "Line", required=True, readonly=True, ondelete="restrict")
    country_id = fields.Many2one("res.country", "Destination", readonly=True)
    number = fields.Char("Tracking number", required=True, readonly=True)
    waybill = fields.Char(readonly=True)
    reference_no = fields.Char("Reference", readonly=True)
    box = fields.Char(readonly=True, help="Which box of a shipment of several.")
    weight = fields.Float("Weight (kg)", digits=(12, 3), readonly=True)
    scanned = fields.Char("Scanned text", readonly=True)
    scanned_at = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    user_id = fields.Many2one("res.users", "Scanned by", required=True, readonly=True, default=lambda self: self.env.uid)
    # Whatever happens at the same time: one parcel is on one manifest.
    _parcel_uniq = models.UniqueIndex("(parcel_id)", "This parcel is on a manifest already.")

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_open()
        return lines

    def write(self, vals):
        self.check_access("write")
        self._check_open()
        result = super().write(vals)
        # Also where they come to.
        self._check_open()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_if_open(self):
        self._check_open()

    def _check_open(self):
        for handover in self.handover_id.filtered(lambda h: h.state != "open"):
            raise UserError(self.env._("%s is closed: its parcels stay as they are.", handover.name))

    def action_take_out(self):
        """Take these parcels off their manifest again."""
        self.check_access("read")
        self.handover_id._check_may_scan()
        self.handover_id._lock_open()
        self.sudo().unlink()

    def _shown(self):
        parts = [self.service_id.code, self.country_id.code, f"{self.weight:.3f} kg", self.box, self.bag_id.number]
        when = fields.Datetime.context_timestamp(self, self.scanned_at)
        return {"id": self.id, "number": self.number, "text": " · ".join(part for part in parts if part), "time": when.strftime("%H:%M:%S")}
