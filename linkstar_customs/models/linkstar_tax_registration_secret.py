from odoo import fields, models


class LinkstarTaxRegistrationSecret(models.Model):
    _name = "linkstar.tax.registration.secret"
    _inherit = "linkstar.secret"
    _description = "Number of an import tax registration"
    _of = "registration_id"

    registration_id = fields.Many2one("linkstar.tax.registration", ondelete="cascade", index=True)
    number = fields.Char()
