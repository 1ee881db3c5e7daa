from odoo import fields, models


class LinkstarAccount(models.Model):
    _inherit = "linkstar.account"

    option_rule_ids = fields.One2many("linkstar.option.rule", "account_id", "Options by rule")
