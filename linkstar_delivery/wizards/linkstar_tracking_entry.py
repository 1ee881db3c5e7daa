# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import timezone
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..api import messages
from ..services.states import TRACKING_STATES


class LinkstarTrackingEntry(models.TransientModel):
    """A tracking event that a user learned in another way, such as from a phone call
    with the carrier.
    """

    _name = "linkstar.tracking.entry"
    _description = "Linkstar Tracking Entry"

    shipment_id = fields.Many2one(
        "linkstar.shipment", required=True, ondelete="cascade"
    )
    parcel_id = fields.Many2one(
        "linkstar.parcel",
        domain="[('shipment_id', '=', shipment_id)]",
        ondelete="cascade",
        help="Empty: the event is about all parcels of the shipment.",
    )
    parcel_count = fields.Integer("Parcels", compute="_compute_parcel_count")
    occurred_at = fields.Datetime(
        "Date", required=True, default=lambda self: fields.Datetime.now()
    )
    text = fields.Char("Event", required=True)
    place = fields.Char()
    tracking_state = fields.Selection(
        TRACKING_STATES, "Meaning", help="Empty: the text is read."
    )
    correction = fields.Boolean(
        help="The event corrects an earlier one, such as a delivery that did not "
        "happen."
    )

    @api.depends("shipment_id")
    def _compute_parcel_count(self):
        for entry in self:
            entry.parcel_count = len(entry.shipment_id.parcel_ids)

    def action_save(self):
        """Store the event and show where the parcel is then."""
        self.ensure_one()
        shipment = self.shipment_id
        shipment._check_may_act()
        parcel = self.parcel_id
        if parcel.shipment_id not in (shipment, parcel.shipment_id.browse()):
            raise UserError(
                self.env._(
                    "The parcel %s belongs to another shipment. Choose a parcel of "
                    "this shipment.",
                    parcel.display_name,
                )
            )
        zone = ZoneInfo(self.env.user.tz or "UTC")
        moment = self.occurred_at.replace(tzinfo=timezone.utc).astimezone(zone)
        history = messages.TrackedParcel(
            code=parcel.tracking_number or "",
            events=(
                messages.TrackEvent(moment, "", self.text.strip(), self.place or ""),
            ),
        )
        event_sudo = self.env["linkstar.tracking.event"]._store(
            {shipment.sudo(): [history]}, "person"
        )
        if not event_sudo:
            raise UserError(
                self.env._(
                    "The event was not saved. It is already in the history, or its "
                    "date is before the label was made."
                )
            )
        values = {"correction": self.correction, "parcel_id": parcel.id}
        if self.tracking_state:
            values |= {"tracking_state": self.tracking_state, "unknown": False}
        event_sudo.write(values)
        event_sudo.shipment_id._read_history()
        return {"type": "ir.actions.act_window_close"}
