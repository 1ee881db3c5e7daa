from odoo import models
from odoo.tools.mail import email_normalize_all


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _linkstar_is_business(self):
        """Whether whoever this is sold to is a business: schemes such as IOSS are for sales to private persons. A company, or a
        contact of one, counts as a business, and so does whoever gave a VAT number; nobody, an empty record, does not."""
        buyer = self.commercial_partner_id
        return buyer.is_company or bool((buyer.vat or "").strip("/ "))

    def _linkstar_contact(self, customer=None):
        """{name, phone, email} for a parcel to this address, each a text. What it lacks is its parent's, then that of ``customer``, who
        placed the order. Of several or named e-mail addresses the first one, alone."""
        self.ensure_one()
        chain = [self, self.parent_id, self.commercial_partner_id]
        if customer:
            chain += [customer, customer.commercial_partner_id]
        return {
            "name": next((partner.name for partner in chain if partner.name), ""),
            "phone": next((partner.phone for partner in chain if partner.phone), ""),
            "email": next((found[0] for partner in chain if (found := email_normalize_all(partner.email))), ""),
        }
