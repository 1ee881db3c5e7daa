# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models

from ..rules import ioss_return
from ..services.amounts import decimal


class LinkstarIossReturnLine(models.Model):
    """One month, member state and rate of a return."""

    _name = "linkstar.ioss.return.line"
    _description = "IOSS return line"
    _inherit = ["linkstar.ioss.return.part"]
    _order = "return_id, correction, period desc, country_id, rate desc"
    _rec_name = "country_id"

    period = fields.Date("Month", required=True, readonly=True)
    correction = fields.Boolean(compute="_compute_correction", store=True)
    country_id = fields.Many2one(
        "res.country", "Member state", required=True, readonly=True, ondelete="restrict"
    )
    rate = fields.Float("Rate (%)", digits=(6, 2), readonly=True, aggregator=None)
    entry_ids = fields.One2many(
        "linkstar.ioss.return.entry", "line_id", "Details", readonly=True
    )

    @api.depends("period", "return_id.period")
    def _compute_correction(self):
        for line in self:
            line.correction = line.period != line.return_id.period

    def action_entries(self):
        """Show the orders and declarations of this line."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "linkstar_customs.action_linkstar_ioss_return_entry"
        )
        return {**action, "domain": [("line_id", "=", self.id)]}

    def _rule(self):
        """Return this line for the pure rules."""
        return ioss_return.Line(
            self.period,
            self.country_id.code,
            decimal(self.rate, 2),
            decimal(self.base, 2),
            decimal(self.vat, 2),
        )
