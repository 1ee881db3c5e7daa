# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models, tools

from ..rules.promise import LEAST_PARCELS, History
from ..services import promising


class LinkstarLane(models.Model):
    """How long the delivered parcels of one line to one country took in the last 90
    days. Calculated once a day.
    """

    _name = "linkstar.lane"
    _description = "Linkstar Lane"
    _order = "service_id, country_id"
    _rec_name = "country_id"
    _check_company_auto = True

    service_id = fields.Many2one(
        "linkstar.service",
        "Line",
        required=True,
        readonly=True,
        ondelete="cascade",
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    country_id = fields.Many2one(
        "res.country", required=True, readonly=True, ondelete="cascade"
    )
    parcels = fields.Integer(
        "Delivered parcels", readonly=True, help="Parcels of peak seasons do not count."
    )
    median_days = fields.Integer(
        "Usual days",
        readonly=True,
        aggregator=None,
        help="Half of the parcels took this many days or fewer.",
    )
    ninetieth_days = fields.Integer(
        "Days of 90 %",
        readonly=True,
        aggregator=None,
        help="Nine of ten parcels took this many days or fewer.",
    )
    enough = fields.Boolean(
        "Used for promises",
        compute="_compute_enough",
        help="Promised dates use these days instead of the days of the line.",
    )
    calculated_at = fields.Datetime("Calculated on", readonly=True)

    _lane_uniq = models.UniqueIndex("(service_id, country_id)")

    @api.depends("parcels")
    def _compute_enough(self):
        for lane in self:
            lane.enough = lane.parcels >= LEAST_PARCELS

    @api.model
    def _history(self, service, country):
        """The ``rules.promise.History`` of a lane; without a query."""
        return self._of_line(service.id).get(country.id, History())

    @api.model
    @tools.ormcache("service_id")
    def _of_line(self, service_id):
        return {
            lane.country_id.id: History(
                lane.parcels, lane.median_days, lane.ninetieth_days
            )
            for lane in self.sudo().search([("service_id", "=", service_id)])
        }

    @api.model
    def _cron_calculate(self):
        promising.calculate_lanes(self.sudo().env)
        self.env["linkstar.trial"].sudo()._finish()
        self.env.registry.clear_cache()
