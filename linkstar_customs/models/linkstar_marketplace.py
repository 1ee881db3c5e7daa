from odoo import fields, models


class LinkstarMarketplace(models.Model):
    """Whoever sells in place of the merchant: the law takes a marketplace for the seller, and its number is declared."""

    _name = "linkstar.marketplace"
    _description = "Marketplace"
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    team_ids = fields.One2many(
        "crm.team", "linkstar_marketplace_id", "Sales teams", help="Orders of these teams are the marketplace's."
    )
    registration_ids = fields.One2many("linkstar.tax.registration", "marketplace_id", "Tax registrations")

    _name_uniq = models.Constraint("UNIQUE(company_id, name)", "This company already has a marketplace of that name.")
