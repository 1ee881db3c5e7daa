# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from dataclasses import replace

from odoo import models

from .. import rules
from ..api import messages
from ..rules.countries import on_label


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _linkstar_address(self, customer=None):
        """This address as entered, as a ``rules.Address``. The company is the contact's
        parent company. Missing name, phone and e-mail are taken from where
        ``_linkstar_contact`` finds them, also from the ``customer`` of the order.
        """
        self.ensure_one()
        contact = self._linkstar_contact(customer)
        company = self.commercial_company_name or ""
        state, state_code, state_latin = self.state_id._linkstar_names()
        return rules.Address(
            name=contact["name"],
            company=company if company != contact["name"] else "",
            street=self.street or "",
            street2=self.street2 or "",
            # From OCA's partner_address_street3, where it is installed.
            street3=self["street3"] or "" if "street3" in self._fields else "",
            city=self.city or "",
            state=state,
            state_code=state_code,
            state_latin=state_latin,
            postcode=self.zip or "",
            country=self.country_id._linkstar_code(),
            phone=contact["phone"],
            email=contact["email"],
        )

    def _linkstar_postcode(self):
        """The postcode of this address as on the label; unchanged where it is not a
        postcode of the country.
        """
        return on_label(self.zip or "", self.country_id._linkstar_code())

    def _linkstar_findings(self, limits, as_sender=False, customer=None):
        """The errors that block this address on a label with ``limits``
        (``rules.LabelLimits``): ``Finding`` values.

        A sender's street is sent in one piece, and a Chinese address without a province
        is refused.
        """
        if as_sender:
            required = ("name", "street", "city", "state", "country", "phone")
            limits = replace(
                limits, name=0, company=0, street=0, city=0, state=0, required=required
            )
        limits = replace(
            limits, postcode_required=self.country_id._linkstar_has_postcodes()
        )
        return rules.check(self._linkstar_address(customer), limits)

    def _linkstar_tax_no(self):
        """The tax number of this address, else of its parent, "" for none."""
        self.ensure_one()
        return (self.vat or self.commercial_partner_id.vat or "").strip()

    def _linkstar_party(self, limits, customer=None):
        """This address as it is sent to the carrier: as on the label, nothing cut."""
        shown = rules.label(self._linkstar_address(customer), limits)
        return messages.Party(
            name=shown.name,
            company=shown.company,
            street=shown.street,
            street2=shown.street2,
            street3=shown.street3,
            city=shown.city,
            state=shown.state,
            postcode=shown.postcode,
            country=shown.country,
            phone=shown.phone,
            email=shown.email,
        )
