from odoo import fields, models


class CrmTeam(models.Model):
    _inherit = "crm.team"

    linkstar_marketplace_id = fields.Many2one(
        "linkstar.marketplace",
        "Marketplace",
        index="btree_not_null",
        help="Orders of this team are sold by the marketplace, whose tax number is declared.",
        groups="base.group_user",
    )
