# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    linkstar_wave_days = fields.Integer(
        related="company_id.linkstar_wave_days", readonly=False
    )
    linkstar_return_requests = fields.Boolean(
        related="company_id.linkstar_return_requests", readonly=False
    )
    linkstar_return_instructions = fields.Text(
        related="company_id.linkstar_return_instructions", readonly=False
    )
    linkstar_milestone_ids = fields.Many2many(
        related="company_id.linkstar_milestone_ids", readonly=False
    )
    linkstar_notice_hours = fields.Integer(
        related="company_id.linkstar_notice_hours", readonly=False
    )
    linkstar_handling_days = fields.Integer(
        related="company_id.linkstar_handling_days", readonly=False
    )
    linkstar_attention_user_id = fields.Many2one(
        related="company_id.linkstar_attention_user_id", readonly=False
    )
