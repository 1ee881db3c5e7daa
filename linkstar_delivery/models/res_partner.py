from odoo import models

from ..api import messages


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _linkstar_party(self):
        """This address as the carrier is told it. The company is the one a contact belongs to; nothing is cut."""
        self.ensure_one()
        company = self.commercial_company_name or ""
        return messages.Party(
            name=self.name or company,
            company=company if company != self.name else "",
            street=self.street or "",
            street2=self.street2 or "",
            city=self.city or "",
            state=self.state_id.name or "",
            postcode=self.zip or "",
            country=self.country_id.code or "",
            phone=self.phone or "",
            email=self.email or "",
        )
