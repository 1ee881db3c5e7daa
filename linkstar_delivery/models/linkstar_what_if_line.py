# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

#: {aggregate: the columns of a quotient}: of each group, so totals are right, too.
_AGGREGATES = {
    "days:per_unit": ("days_sum", "days_known"),
    "days_now:per_unit": ("real_days", "real_known"),
    "cost_per_parcel:per_unit": ("cost_total", "carried"),
}


class LinkstarWhatIfLine(models.Model):
    """The parcels of one line to one country on one rate card."""

    _name = "linkstar.what.if.line"
    _description = "Linkstar Result of a What-If"
    _order = "what_if_id, country_id, service_id, cost_total, id"
    _rec_name = "card_id"
    _log_access = False

    what_if_id = fields.Many2one(
        "linkstar.what.if", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="what_if_id.company_id", store=True)
    currency_id = fields.Many2one(related="what_if_id.currency_id")
    country_id = fields.Many2one("res.country", readonly=True)
    service_id = fields.Many2one("linkstar.service", "Line of today", readonly=True)
    card_id = fields.Many2one(
        "linkstar.rate.card",
        "Rate card",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    parcels = fields.Integer("Shipments", readonly=True)
    carried = fields.Integer(readonly=True, help="Shipments with a price on the card.")
    refused = fields.Integer(
        "Not carried", readonly=True, help="Shipments that the line would not take."
    )
    compared = fields.Integer(
        readonly=True, help="Carried shipments whose cost of today is known."
    )
    cost_total = fields.Monetary(
        "Cost then, all carried", readonly=True, help="By the rate card."
    )
    cost_now = fields.Monetary(
        "Cost now",
        readonly=True,
        help="Of the compared shipments: billed, else expected, else quoted.",
    )
    cost_then = fields.Monetary(
        "Cost then", readonly=True, help="Of the compared shipments, by the rate card."
    )
    difference = fields.Monetary(
        compute="_compute_difference", store=True, help="Cost then, less cost now."
    )
    cost_per_parcel = fields.Monetary(
        "Cost then per shipment",
        compute="_compute_difference",
        store=True,
        aggregator="per_unit",
    )
    days = fields.Float(
        "Days then",
        digits=(6, 1),
        compute="_compute_days",
        store=True,
        aggregator="per_unit",
        help="The maximum days of the zones of the rate card, on average.",
    )
    days_now = fields.Float(
        "Days now",
        digits=(6, 1),
        compute="_compute_days",
        store=True,
        aggregator="per_unit",
        help="Of the delivered shipments, on average.",
    )
    days_sum = fields.Integer(readonly=True, aggregator=None)
    days_known = fields.Integer(readonly=True, aggregator=None)
    real_days = fields.Integer(readonly=True, aggregator=None)
    real_known = fields.Integer(readonly=True, aggregator=None)
    reasons = fields.Json("Reason data", readonly=True)
    reason_text = fields.Text("Reasons", compute="_compute_reason_text")
    refused_ids = fields.Json("Refused shipments", readonly=True)
    _lane_uniq = models.UniqueIndex(
        "(what_if_id, coalesce(country_id, 0), coalesce(service_id, 0), card_id)"
    )

    @api.depends("cost_now", "cost_then", "cost_total", "carried")
    def _compute_difference(self):
        for line in self:
            line.difference = line.cost_then - line.cost_now
            line.cost_per_parcel = line.cost_total / line.carried if line.carried else 0

    @api.depends("days_sum", "days_known", "real_days", "real_known")
    def _compute_days(self):
        for line in self:
            line.days = line.days_sum / line.days_known if line.days_known else 0
            line.days_now = line.real_days / line.real_known if line.real_known else 0

    @api.depends("reasons")
    @api.depends_context("lang")
    def _compute_reason_text(self):
        for line in self:
            line.reason_text = "\n".join(
                self.env._(
                    "Shipments: %(count)s, for example: %(why)s", count=count, why=text
                )
                for count, text in sorted(
                    (line.reasons or {}).values(), key=lambda each: -each[0]
                )
            )

    def _read_group_select(self, aggregate_spec, query):
        if aggregate_spec not in _AGGREGATES:
            return super()._read_group_select(aggregate_spec, query)
        # Checks that the field may be read.
        self._field_to_sql(self._table, aggregate_spec.partition(":")[0], query)
        above, below = (
            self._field_to_sql(self._table, name, query)
            for name in _AGGREGATES[aggregate_spec]
        )
        return SQL("SUM(%s)::float / NULLIF(SUM(%s), 0)", above, below)

    def action_shipments(self):
        """The shipments of this lane and period."""
        self.ensure_one()
        self.check_access("read")
        asked = self.what_if_id
        after = fields.Date.add(asked.date_to, days=1)
        return self._open(
            Domain("company_id", "=", self.company_id.id)
            & Domain("country_id", "=", self.country_id.id)
            & Domain("service_id", "=", self.service_id.id)
            & Domain("state", "!=", "cancelled")
            & Domain("booked_at", ">=", fields.Date.to_string(asked.date_from))
            & Domain("booked_at", "<", fields.Date.to_string(after))
        )

    def action_refused(self):
        """The shipments that would not be carried, at most 1,000."""
        self.ensure_one()
        self.check_access("read")
        return self._open(Domain("id", "in", self.refused_ids or []))

    def _open(self, domain):
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": "linkstar.analysis",
            "view_mode": "list,pivot",
            "views": [[False, "list"], [False, "pivot"]],
            "domain": list(domain),
        }
