# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models


class CrmTeam(models.Model):
    _inherit = "crm.team"

    linkstar_marketplace_id = fields.Many2one(
        "linkstar.marketplace",
        "Marketplace",
        index="btree_not_null",
        help=(
            "The marketplace sells the orders of this team, so its tax number is"
            " declared."
        ),
        groups="base.group_user",
    )
