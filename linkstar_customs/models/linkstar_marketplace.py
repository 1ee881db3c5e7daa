# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models


class LinkstarMarketplace(models.Model):
    """A marketplace that sells the merchant's goods. By law it counts as the seller,
    and its tax number is declared.
    """

    _name = "linkstar.marketplace"
    _description = "Marketplace"
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True
    )
    team_ids = fields.One2many(
        "crm.team",
        "linkstar_marketplace_id",
        "Sales teams",
        help="Orders of these sales teams are sold by the marketplace.",
    )
    registration_ids = fields.One2many(
        "linkstar.tax.registration", "marketplace_id", "Tax registrations"
    )

    _name_uniq = models.Constraint(
        "UNIQUE(company_id, name)",
        "This company already has a marketplace with this name: enter another name.",
    )
