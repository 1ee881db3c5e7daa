from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _linkstar_is_business(self):
        """Whether whoever this is sold to is a business: schemes such as IOSS are for sales to private persons. A company, or a
        contact of one, counts as a business, and so does whoever gave a VAT number."""
        self.ensure_one()
        buyer = self.commercial_partner_id
        return buyer.is_company or bool((buyer.vat or "").strip("/ "))

    def _linkstar_in_customs_area(self, on_date):
        """Whether this address lies in the customs area that its country belongs to, on a date."""
        self.ensure_one()
        territories = self.env["linkstar.special.territory"].sudo().search([("country_id", "=", self.country_id.id)])
        territory = territories._find(self, on_date)
        return not territory or territory.in_customs_area
