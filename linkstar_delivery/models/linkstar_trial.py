# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models

from ..services import trials


class LinkstarTrial(models.Model):
    """A line on trial: its first parcels are watched and end in a report."""

    _name = "linkstar.trial"
    _inherit = ["mail.thread", "mail.activity.mixin", "linkstar.owned.mixin"]
    _description = "Linkstar Trial of a Line"
    _order = "begins desc, id desc"
    _rec_name = "service_id"
    _owned_by = "service_id"

    service_id = fields.Many2one(
        "linkstar.service", "Line", required=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="service_id.company_id", store=True, index=True, precompute=True
    )
    account_currency_id = fields.Many2one(related="service_id.account_id.currency_id")
    parcels = fields.Integer(
        "Number of parcels",
        required=True,
        default=20,
        help="The first parcels of the line that are booked from the first day on.",
    )
    begins = fields.Date("First day", required=True, default=fields.Date.context_today)
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        help="Gets an activity when the report is complete.",
    )
    state = fields.Selection(
        [("running", "Running"), ("finished", "Finished"), ("stopped", "Stopped")],
        "Status",
        required=True,
        readonly=True,
        default="running",
        copy=False,
        tracking=True,
    )
    finished_at = fields.Datetime("Finished on", readonly=True, copy=False)
    counted = fields.Integer("Booked", compute="_compute_report")
    arrived = fields.Integer("Delivered", compute="_compute_report")
    late = fields.Integer(
        compute="_compute_report",
        help="Delivered after the promised date, or not delivered until today.",
    )
    lost = fields.Integer("Lost or destroyed", compute="_compute_report")
    returned = fields.Integer(compute="_compute_report")
    under_way = fields.Integer(compute="_compute_report")
    usual_days = fields.Float(
        compute="_compute_report",
        digits=(12, 1),
        help="From booking to delivery: half of the parcels took this long or less.",
    )
    ninetieth_days = fields.Float(
        "Days of 90 %",
        compute="_compute_report",
        digits=(12, 1),
        help="From booking to delivery: nine of ten parcels took this long or less.",
    )
    stages = fields.Html("Days per stage", compute="_compute_report", sanitize=False)
    cost_parcels = fields.Integer(
        "Billed parcels",
        compute="_compute_costs",
        groups="account.group_account_invoice",
        help="Parcels of which both the quotation and the bill are known.",
    )
    quoted = fields.Monetary(
        compute="_compute_costs",
        currency_field="account_currency_id",
        groups="account.group_account_invoice",
    )
    billed = fields.Monetary(
        compute="_compute_costs",
        currency_field="account_currency_id",
        groups="account.group_account_invoice",
    )
    cost_percent = fields.Float(
        "Difference (%)",
        compute="_compute_costs",
        digits=(12, 1),
        groups="account.group_account_invoice",
        help="How much more than quoted was billed.",
    )

    _one_running = models.UniqueIndex(
        "(service_id) WHERE state = 'running'",
        "This line is already on trial. Stop that trial first.",
    )
    _limits = models.Constraint(
        "CHECK(parcels BETWEEN 1 AND 500)",
        "The number of parcels of a trial must be 1 to 500. Correct it.",
    )

    @api.depends("service_id", "parcels", "begins")
    @api.depends_context("lang")
    def _compute_report(self):
        for trial in self:
            found = trials.report(trial)
            for name in ("counted", "arrived", "late", "lost", "returned", "under_way"):
                trial[name] = getattr(found, name)
            whole = found.whole
            trial.usual_days = trials.days(whole.usual) if whole else 0
            trial.ninetieth_days = trials.days(whole.ninetieth) if whole else 0
            trial.stages = trials.table(self.env, found) if found.stages else False

    @api.depends("service_id", "parcels", "begins")
    def _compute_costs(self):
        for trial in self:
            trial.cost_parcels, trial.quoted, trial.billed = trials.costs(trial)
            trial.cost_percent = (
                (trial.billed - trial.quoted) / trial.quoted * 100
                if trial.quoted
                else 0
            )

    @api.model
    def _finish(self):
        """End the trials that have their result."""
        trials.finish(self.search([("state", "=", "running")]))

    # --- buttons

    def action_stop(self):
        """End these trials before they have their result."""
        self.check_access("write")
        self.filtered(lambda t: t.state == "running").state = "stopped"
        # A new one may follow in the same transaction: see the index ``_one_running``.
        self.flush_recordset(["state"])

    def action_shipments(self):
        """The parcels of this trial."""
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "linkstar_delivery.action_linkstar_shipment"
        )
        domain = [("id", "in", trials.shipments(self).ids)]
        return {**action, "domain": domain, "context": {}}
