# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models
from odoo.tools import SQL

from ..rules import tracking
from .linkstar_tracking_rule import CODE_LISTS, RECENT_DAYS

#: Maximum number of shipments that are opened behind a text.
_MOST_SHIPMENTS = 1000
#: Texts that differ only in their numbers are one text.
_KEY = SQL("regexp_replace(COALESCE(event.text, ''), '[0-9]+', '0', 'g')")
_GROUPED = """
    SELECT MIN(event.id) AS id,
           event.company_id,
           COALESCE(event.code, '') AS code,
           service.code_list,
           %(key)s AS key,
           (array_agg(event.text ORDER BY event.occurred_at DESC, event.id DESC))[1]
               AS text,
           COUNT(*) AS event_count,
           COUNT(DISTINCT event.shipment_id) AS shipment_count,
           MAX(event.occurred_at) AS last_at
      FROM linkstar_tracking_event event
      JOIN linkstar_shipment shipment ON shipment.id = event.shipment_id
      JOIN linkstar_service service ON service.id = shipment.service_id
     WHERE event.unknown
       AND event.occurred_at >= NOW() AT TIME ZONE 'UTC' - %(days)s * INTERVAL '1 day'
     GROUP BY event.company_id, COALESCE(event.code, ''), service.code_list, %(key)s
"""


class LinkstarTrackingText(models.Model):
    """A text or code of the carrier without a meaning, and the parcels behind it: the
    recent tracking events, grouped.
    """

    _name = "linkstar.tracking.text"
    _description = "Linkstar Tracking Text without Meaning"
    _order = "shipment_count desc, last_at desc, id"
    _rec_name = "text"
    _auto = False

    company_id = fields.Many2one("res.company", readonly=True)
    code = fields.Char(readonly=True)
    code_list = fields.Selection(CODE_LISTS, "Code owner", readonly=True)
    key = fields.Char(readonly=True, help="The text with 0 in place of its numbers.")
    text = fields.Char(
        "Event",
        readonly=True,
        help="The newest of the texts that differ only in their numbers.",
    )
    event_count = fields.Integer("Events", readonly=True, aggregator="sum")
    shipment_count = fields.Integer("Parcels", readonly=True, aggregator="sum")
    last_at = fields.Datetime("Last event", readonly=True)

    @property
    def _table_query(self):
        self.env["linkstar.tracking.event"].flush_model()
        return SQL(_GROUPED, key=_KEY, days=RECENT_DAYS)

    def action_make_rule(self):
        """Open a new tracking rule for this text; it is saved by the user."""
        self.ensure_one()
        text = self.text or ""
        return {
            "type": "ir.actions.act_window",
            "res_model": "linkstar.tracking.rule",
            "name": self.env._("New tracking rule"),
            "views": [[False, "form"]],
            "context": {
                "default_name": text[:80] or self.code,
                "default_pattern": tracking.pattern_of(text),
                "default_code": "" if text else self.code,
                "default_code_list": False if text else self.code_list,
            },
        }

    def action_shipments(self):
        """Open the shipments with this text."""
        self.ensure_one()
        self.check_access("read")
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT event.shipment_id
                  FROM linkstar_tracking_event event
                  JOIN linkstar_shipment shipment ON shipment.id = event.shipment_id
                  JOIN linkstar_service service ON service.id = shipment.service_id
                 WHERE event.unknown
                   AND event.company_id = %(company)s
                   AND event.occurred_at
                       >= NOW() AT TIME ZONE 'UTC' - %(days)s * INTERVAL '1 day'
                   AND COALESCE(event.code, '') = %(code)s
                   AND service.code_list IS NOT DISTINCT FROM %(code_list)s
                   AND %(key)s = %(wanted)s
                 LIMIT %(limit)s
                """,
                company=self.company_id.id,
                days=RECENT_DAYS,
                code=self.code or "",
                code_list=self.code_list or None,
                key=_KEY,
                wanted=self.key or "",
                limit=_MOST_SHIPMENTS,
            )
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": "linkstar.shipment",
            "name": self.text or self.code,
            "views": [[False, "list"], [False, "form"]],
            "domain": [("id", "in", [shipment for (shipment,) in rows])],
        }
