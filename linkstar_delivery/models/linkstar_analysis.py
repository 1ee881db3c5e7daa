# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models
from odoo.tools import SQL

from ..services import analysis, cost_queries
from ..services.states import STATES, TRACKING_STATES

#: {aggregate: the columns of a quotient}: of each group, so totals are right, too.
_AGGREGATES = {
    "cost_per_parcel:per_unit": ("cost", "parcels"),
    "cost_per_kg:per_unit": ("cost", "weight"),
}
_PERCENTILES = {"days:median": 0.5, "days_ninetieth:ninetieth": 0.9}


class LinkstarAnalysis(models.Model):
    """Costs, days and outcome of one shipment, read only; amounts are in the company's
    currency. An amount or an outcome that is not known is empty and does not count.
    A row has the id of its shipment.
    """

    _name = "linkstar.analysis"
    _description = "Linkstar Analysis"
    _auto = False
    _order = "booked_at desc, id desc"
    _rec_name = "shipment_id"
    _depends = analysis.DEPENDS

    shipment_id = fields.Many2one("linkstar.shipment", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    account_id = fields.Many2one("linkstar.account", readonly=True)
    service_id = fields.Many2one("linkstar.service", "Line", readonly=True)
    country_id = fields.Many2one("res.country", readonly=True)
    last_mile = fields.Char("Local carrier", readonly=True)
    warehouse_id = fields.Many2one("stock.warehouse", readonly=True)
    team_id = fields.Many2one("crm.team", "Sales team", readonly=True)
    booked_at = fields.Datetime("Booked on", readonly=True)
    promised_date = fields.Date(readonly=True)
    delivered_at = fields.Datetime("Delivered on", readonly=True)
    state = fields.Selection(STATES, "Status", readonly=True)
    tracking_state = fields.Selection(TRACKING_STATES, readonly=True)
    parcels = fields.Integer(readonly=True)
    weight = fields.Float("Weight (kg)", digits=(12, 3), readonly=True)
    weight_class = fields.Selection(
        analysis.WEIGHT_CLASSES,
        "Weight class",
        readonly=True,
        help="The class of the measured weight; empty if nobody weighed the parcel.",
    )
    quoted = fields.Monetary(readonly=True)
    expected = fields.Monetary(
        readonly=True, help="By the rate card of the day, at the measured weight."
    )
    billed = fields.Monetary(readonly=True, help="All but credits for claims.")
    over_quoted = fields.Monetary(
        "Billed less quoted", readonly=True, help="Of parcels that have both amounts."
    )
    over_expected = fields.Monetary(
        "Billed less expected", readonly=True, help="Of parcels that have both amounts."
    )
    duty = fields.Monetary("Duties and fees", readonly=True)
    returns = fields.Monetary("Return costs", readonly=True)
    claims = fields.Monetary("Claims paid", readonly=True)
    cost = fields.Monetary(
        readonly=True,
        help="The billed amount, else the expected one, else the quoted one.",
    )
    cost_per_parcel = fields.Monetary(readonly=True, aggregator="per_unit")
    cost_per_kg = fields.Monetary("Cost per kg", readonly=True, aggregator="per_unit")
    days = fields.Float(
        "Usual days",
        digits=(6, 1),
        readonly=True,
        aggregator="median",
        help="From hand-over to delivery: half of the parcels took this many days or "
        "fewer.",
    )
    days_ninetieth = fields.Float(
        "Days of 90 %",
        digits=(6, 1),
        readonly=True,
        aggregator="ninetieth",
        help="Nine of ten parcels took this many days or fewer.",
    )
    on_time = fields.Float(
        "On time (%)",
        digits=(5, 1),
        readonly=True,
        aggregator="avg",
        help="Of the parcels with a promised date that were delivered or are late.",
    )
    lost = fields.Float(
        "Lost (%)",
        digits=(5, 2),
        readonly=True,
        aggregator="avg",
        help="Of the parcels that were delivered, returned, destroyed or lost.",
    )
    returned = fields.Float(
        "Returned or destroyed (%)", digits=(5, 2), readonly=True, aggregator="avg"
    )
    damaged = fields.Float(
        "Damaged (%)",
        digits=(5, 2),
        readonly=True,
        aggregator="avg",
        help="By claims for damage or missing contents.",
    )

    @property
    def _table_query(self):
        cost_queries.without_jit(self.env)
        return analysis.query()

    def _read_group_select(self, aggregate_spec, query):
        def column(name):
            return self._field_to_sql(self._table, name, query)

        if aggregate_spec in _AGGREGATES:
            above, below = _AGGREGATES[aggregate_spec]
            known = SQL("%s IS NOT NULL", column("cost"))
            return SQL(
                "SUM(%s) / NULLIF(SUM(%s) FILTER (WHERE %s), 0)",
                column(above),
                column(below),
                known,
            )
        if aggregate_spec in _PERCENTILES:
            # Over an array, so that PostgreSQL need not sort all rows.
            return SQL(
                "(SELECT percentile_cont(%s) WITHIN GROUP (ORDER BY each)"
                " FROM unnest(array_agg(%s)) each)",
                _PERCENTILES[aggregate_spec],
                column(aggregate_spec.partition(":")[0]),
            )
        return super()._read_group_select(aggregate_spec, query)

    def action_shipment(self):
        """The shipment of this row."""
        self.ensure_one()
        self.check_access("read")
        return self.shipment_id.get_formview_action()

    def action_cost(self):
        """The charges and lines of statements of this row."""
        self.ensure_one()
        self.check_access("read")
        self.env["linkstar.cost"].check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "linkstar_delivery.action_linkstar_cost"
        )
        return {**action, "domain": [("id", "=", self.id)]}
