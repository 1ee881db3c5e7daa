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
            state=self._linkstar_state(),
            postcode=self.zip or "",
            country=self.country_id.code or "",
            phone=self.phone or "",
            email=self.email or "",
        )

    def _linkstar_state(self):
        """The province by name, or by its code where the name has letters that a label in Latin script cannot show."""
        name = self.state_id.name or ""
        return name if all(ord(letter) < 0x250 for letter in name) else self.state_id.code

    def _linkstar_missing(self, parts):
        """The labels of those ``parts`` (fields) that this address lacks; a postcode only where the country has them."""
        self.ensure_one()
        labels = {
            "name": self.env._("name"),
            "street": self.env._("street"),
            "zip": self.env._("postcode"),
            "city": self.env._("city"),
            "state_id": self.env._("province"),
            "country_id": self.env._("country"),
            "phone": self.env._("phone number"),
        }
        there = {
            "name": self.name or self.commercial_company_name,
            "zip": self.zip or (self.country_id and not self.country_id.zip_required),
        }
        return [labels[part] for part in parts if not there.get(part, self[part])]
