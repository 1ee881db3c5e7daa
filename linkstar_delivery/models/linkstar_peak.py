# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models, tools

from ..rules import promise


class LinkstarPeak(models.Model):
    """A dated rule of the calendar: a season in which parcels take longer, or days on
    which nobody sends or delivers parcels.
    """

    _name = "linkstar.peak"
    _inherit = "linkstar.default.data"
    _description = "Linkstar Peak Season or Holiday"
    _order = "first_day desc, id"

    name = fields.Char(required=True)
    kind = fields.Selection(
        [
            (promise.PEAK, "Peak season"),
            (promise.CLOSED_ORIGIN, "Nobody sends parcels"),
            (promise.CLOSED_DESTINATION, "Nobody delivers parcels"),
        ],
        required=True,
        default=promise.PEAK,
    )
    first_day = fields.Date(required=True)
    last_day = fields.Date(required=True)
    extra_days = fields.Integer(
        "Additional days",
        help="A parcel that is sent in this period takes this many days more.",
    )
    country_ids = fields.Many2many(
        "res.country",
        string="Countries",
        help="Where nobody sends or delivers, or where the parcels of a peak season go "
        "to. Empty: all countries.",
    )
    active = fields.Boolean(default=True)

    _period = models.Constraint(
        "CHECK(last_day >= first_day AND last_day - first_day < 200)",
        "The last day must not be before the first day, and a period must be shorter "
        "than 200 days. Correct one of them.",
    )
    _extra_days_limits = models.Constraint(
        "CHECK(extra_days BETWEEN 0 AND 60)",
        "The additional days must be 0 to 60. Correct them.",
    )

    @api.model
    def _calendar(self):
        """All active rules, a tuple of ``rules.promise.Period``; without a query."""
        return self._periods()

    @api.model
    @tools.ormcache()
    def _periods(self):
        return tuple(
            promise.Period(
                peak.kind,
                peak.first_day,
                peak.last_day,
                peak.extra_days,
                frozenset(peak.country_ids.mapped("code")),
            )
            for peak in self.sudo().with_context(active_test=True).search([])
        )
