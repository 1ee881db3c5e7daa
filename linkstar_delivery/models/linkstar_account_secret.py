# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models


class LinkstarAccountSecret(models.Model):
    _name = "linkstar.account.secret"
    _inherit = "linkstar.secret"
    _description = "Credentials of a Linkstar Account"
    _of = "account_id"

    account_id = fields.Many2one("linkstar.account", ondelete="cascade", index=True)
    app_token = fields.Char()
    app_key = fields.Char()
    push_secret = fields.Char()
