# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models

from ..services import tracking, tracking_words
from ..services.states import TRACKING_STATES


class LinkstarTrackingEvent(models.Model):
    """One tracking event as the carrier sent it, and its meaning."""

    _name = "linkstar.tracking.event"
    _description = "Linkstar Tracking Event"
    _order = "occurred_at desc, id desc"
    _rec_name = "text"
    _check_company_auto = True

    shipment_id = fields.Many2one(
        "linkstar.shipment", required=True, ondelete="cascade", index=True
    )
    parcel_id = fields.Many2one(
        "linkstar.parcel",
        readonly=True,
        ondelete="cascade",
        index="btree_not_null",
        help="Empty: the event is about all parcels of the shipment.",
    )
    company_id = fields.Many2one(
        related="shipment_id.company_id", store=True, index=True, precompute=True
    )
    occurred_at = fields.Datetime("Date", required=True)
    local_time = fields.Char(
        readonly=True,
        help="The time as the carrier wrote it, and its distance from universal time.",
    )
    source = fields.Selection(
        [
            ("poll", "Fetched from the carrier"),
            ("push", "Sent by the carrier"),
            ("person", "Entered by a user"),
        ],
        required=True,
        readonly=True,
        default="poll",
    )
    code = fields.Char()
    text = fields.Char("Event")
    place = fields.Char()
    tracking_state = fields.Selection(
        TRACKING_STATES,
        string="Meaning",
        help="Empty: the event says nothing about where the parcel is.",
    )

    correction = fields.Boolean(help="The event corrects an earlier one.")
    unknown = fields.Boolean(
        readonly=True, help="No rule, code or word gave this event a meaning."
    )
    understood_event = fields.Char(
        "Understood event",
        compute="_compute_understood",
        help="The event that was found in the text.",
    )
    understood_object = fields.Char(
        "Understood object",
        compute="_compute_understood",
        help="The person or place that was found in the text.",
    )
    understood_modifiers = fields.Char(
        "Doubts",
        compute="_compute_understood",
        help="Negations, plans, wishes and conditions in the text. A text with doubts "
        "never means a final state.",
    )
    understood_by = fields.Selection(
        tracking_words.SOURCES,
        "Source of the meaning",
        compute="_compute_understood",
        help="Empty: no rule, code or text gave this event a meaning.",
    )
    conclusive = fields.Boolean(
        compute="_compute_understood",
        help="The event proves that the parcel is delivered, returned, destroyed or "
        "lost.",
    )

    _once = models.UniqueIndex(
        "(shipment_id, coalesce(parcel_id, 0), occurred_at, md5(coalesce(code, '') ||"
        " '|' || coalesce(text, '')))"
    )
    _to_be_mapped = models.Index("(occurred_at) WHERE unknown")
    _recent = models.Index("(company_id, occurred_at)")

    @api.model
    def _store(self, received, source):
        """Store a batch of tracking events, and write where the parcels are then.

        The same events may come again, in any order and from several sources. Not
        stored: events that are known, that have no time, or neither code nor text, and
        events from long before the label or long after the final state, which are
        about another parcel with the same number. Where several shipments have a
        number, the caller chooses the newest. The number of statements does not depend
        on the size of the batch.

        The caller holds the shipments (``linkstar.shipment._in_turn``), or its
        transaction is run again after a conflict, as each request of Odoo is.

        :param received: {``linkstar.shipment`` record: list of
            :class:`..api.messages.TrackedParcel`}, a decoded answer each. Its ``code``
            is the number that the events were asked or sent for: with the tracking
            number of one of several parcels, the events are about that parcel only,
            with any other number about all parcels of the shipment. Its
            ``tracking_number`` "" says nothing about the number; another one replaces
            the present one. The ``events`` are :class:`..api.messages.TrackEvent` with
            an aware ``occurred_at``, in the time zone that the carrier wrote it in; a
            text may contain HTML.
        :param source: "poll", "push" or "person"
        :return: the new events, a ``linkstar.tracking.event`` recordset (sudo)
        """
        return tracking.store(self.sudo().env, received, source)

    @api.depends("code", "text", "shipment_id.service_id.code_list")
    @api.depends_context("lang")
    def _compute_understood(self):
        rules = self.env["linkstar.tracking.rule"]
        words = tracking_words.names(self.env)
        for event in self:
            reading = rules._read_event(
                event.code, event.text, event.shipment_id.service_id.code_list
            )
            event.understood_event = words.get(reading.event, "")
            event.understood_object = words.get(reading.object, "")
            event.understood_modifiers = ", ".join(
                words[name] for name in reading.modifiers
            )
            event.understood_by = reading.source or False
            event.conclusive = reading.conclusive
