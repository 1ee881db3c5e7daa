from odoo import fields, models

from ..rules import options
from .states import UNDELIVERABLE


class LinkstarAccount(models.Model):
    _inherit = "linkstar.account"

    undeliverable = fields.Selection(
        UNDELIVERABLE, "Undeliverable parcels", required=True, default=options.BACK,
        help="Unless the line, a rule or a person chooses differently.",
    )
    option_rule_ids = fields.One2many("linkstar.option.rule", "account_id", "Options by rule")
