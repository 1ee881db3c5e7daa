from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    linkstar_wave_days = fields.Integer(related="company_id.linkstar_wave_days", readonly=False)
