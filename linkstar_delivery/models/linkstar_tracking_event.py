from odoo import fields, models

from ..services.states import TRACKING_STATES


class LinkstarTrackingEvent(models.Model):
    """One entry of a parcel's history as the carrier told it, and what it means to us."""

    _name = "linkstar.tracking.event"
    _description = "Linkstar Tracking Event"
    _order = "occurred_at desc, id desc"
    _rec_name = "text"
    _check_company_auto = True

    shipment_id = fields.Many2one("linkstar.shipment", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="shipment_id.company_id", store=True, index=True)
    occurred_at = fields.Datetime("Date", required=True)
    code = fields.Char()
    text = fields.Char("Event")
    place = fields.Char()
    tracking_state = fields.Selection(
        TRACKING_STATES,
        string="Meaning",
        help="Empty: no rule knows this event.",
    )

    correction = fields.Boolean(help="The event takes back an earlier one.")

    _once = models.UniqueIndex("(shipment_id, occurred_at, md5(coalesce(code, '') || '|' || coalesce(text, '')))")
