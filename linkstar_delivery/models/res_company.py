from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    linkstar_wave_days = fields.Integer(
        "Days to keep waves", default=90, help="Waves that ended longer ago are deleted, never their transfers and shipments; 0: none is.",
        groups="base.group_user",
    )

    _linkstar_wave_days = models.Constraint("CHECK(linkstar_wave_days >= 0)", "The days to keep waves are 0 or more: correct them.")
