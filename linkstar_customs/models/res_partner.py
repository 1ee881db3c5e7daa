from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _linkstar_is_business(self):
        """Whether whoever this is sold to is a business: schemes such as IOSS are for sales to private persons. A company, or a
        contact of one, counts as a business, and so does whoever gave a VAT number; nobody, an empty record, does not."""
        buyer = self.commercial_partner_id
        return buyer.is_company or bool((buyer.vat or "").strip("/ "))
