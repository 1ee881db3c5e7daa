# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models


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
