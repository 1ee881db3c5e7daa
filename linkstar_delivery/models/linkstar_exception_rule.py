# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models

from ..services.attention import KINDS
from ..services.states import TRACKING_STATES


class LinkstarExceptionRule(models.Model):
    """When something needs attention, until when, and who is responsible. A rule of a
    company replaces the general one.
    """

    _name = "linkstar.exception.rule"
    _inherit = "linkstar.default.data"
    _description = "Linkstar Attention Rule"
    _order = "kind, tracking_state, company_id, id"
    _rec_name = "kind"

    kind = fields.Selection(KINDS, required=True)
    tracking_state = fields.Selection(
        TRACKING_STATES,
        "Tracking status",
        help="Only for parcels with this status. Empty: all others.",
    )
    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: for all companies."
    )
    active = fields.Boolean(default=True)
    watched = fields.Boolean(
        default=True,
        help="Not set: this kind never appears. Use it for a company that does not "
        "want the general rule.",
    )
    hours = fields.Integer(
        "Appears after (hours)",
        help="How long the cause lasts before it appears. Stalled: without any event.",
    )
    deadline_hours = fields.Integer(
        "Deadline (hours)", default=24, help="After it has appeared."
    )
    escalate_hours = fields.Integer(
        "Escalation (hours)", help="After it has appeared. 0: never."
    )
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        domain="[('share', '=', False)]",
        help="Empty: the user of the transfer, of the order, or of the settings.",
    )
    escalate_user_id = fields.Many2one(
        "res.users",
        "Escalated to",
        domain="[('share', '=', False)]",
        help="Empty: it is only marked as escalated.",
    )
    strike = fields.Integer(
        "Together from (parcels)",
        default=50,
        help="From this many parcels of one line to one country on, as in a strike, "
        "one entry stands for all of them. 0: never.",
    )
    percent = fields.Integer(
        "Difference (%)",
        default=20,
        help="Only for costs: the smallest difference from the quotation.",
    )

    _rule_uniq = models.UniqueIndex(
        "(kind, COALESCE(tracking_state, ''), COALESCE(company_id, 0)) WHERE active",
        "This rule already exists. Change the existing rule.",
    )
    _rule_limits = models.Constraint(
        "CHECK(hours BETWEEN 0 AND 8760 AND deadline_hours BETWEEN 0 AND 8760 AND"
        " escalate_hours BETWEEN 0 AND 8760 AND strike >= 0 AND"
        " percent BETWEEN 0 AND 1000)",
        "Hours must be 0 to 8760, the number of parcels 0 or more, and the difference "
        "0 to 1000 %. Correct the rule.",
    )
