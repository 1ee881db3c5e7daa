# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models, tools


class CrmTeam(models.Model):
    _inherit = "crm.team"

    linkstar_own_milestones = fields.Boolean(
        "Own messages to buyers",
        help=(
            "The buyers of this team get the messages that are chosen here, not those "
            "of the company."
        ),
        groups="base.group_user",
    )
    linkstar_milestone_ids = fields.Many2many(
        "linkstar.milestone",
        "linkstar_milestone_team_rel",
        "team_id",
        "milestone_id",
        "Messages to buyers",
        help="Buyers get an e-mail when their parcel reaches these milestones.",
        groups="base.group_user",
    )

    @api.model
    @tools.ormcache()
    def _linkstar_any_own(self):
        """Whether any team has messages of its own: few companies have such teams, and
        each answer of the carrier asks.
        """
        teams_sudo = self.sudo().with_context(active_test=False)
        found = teams_sudo.search_count(
            [("linkstar_own_milestones", "=", True)], limit=1
        )
        return bool(found)

    @api.model_create_multi
    def create(self, vals_list):
        teams = super().create(vals_list)
        if any(vals.get("linkstar_own_milestones") for vals in vals_list):
            self.env.registry.clear_cache()
        return teams

    def write(self, vals):
        result = super().write(vals)
        if "linkstar_own_milestones" in vals:
            self.env.registry.clear_cache()
        return result
