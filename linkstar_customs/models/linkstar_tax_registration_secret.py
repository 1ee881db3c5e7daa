# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models


class LinkstarTaxRegistrationSecret(models.Model):
    _name = "linkstar.tax.registration.secret"
    _inherit = "linkstar.secret"
    _description = "Import tax registration number"
    _of = "registration_id"

    registration_id = fields.Many2one(
        "linkstar.tax.registration", ondelete="cascade", index=True
    )
    number = fields.Char()
