from odoo import fields, models


class LinkstarCustomsDeclaration(models.Model):
    _inherit = "linkstar.customs.declaration"

    change_reason = fields.Char("New version because", readonly=True, copy=False, help="What changed after the version before was sent.")
