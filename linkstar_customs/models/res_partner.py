# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models
from odoo.tools.mail import email_normalize_all

from ..rules import buyers, goods, parties

BUYERS = [
    (buyers.PRIVATE, "Private person"),
    (buyers.BUSINESS, "Business"),
    (buyers.UNKNOWN, "Not known"),
]

_NAMED = ("name", "street", "street2", "city")


class ResPartner(models.Model):
    _inherit = "res.partner"
    linkstar_buyer_kind = fields.Selection(
        BUYERS,
        "Buyer type",
        compute="_compute_linkstar_buyer_kind",
        inverse="_inverse_linkstar_buyer_kind",
        store=True,
        index=True,
        groups="base.group_user",
        help=(
            "Schemes such as IOSS are only for sales to private persons. Filled in"
            " automatically: a company is a business; a tax number alone does not make"
            " a person a business. Change it if it is wrong."
        ),
    )
    linkstar_buyer_choice = fields.Selection(
        BUYERS,
        "Chosen buyer type",
        copy=False,
        readonly=True,
        groups="base.group_user",
        help=(
            "The buyer type that a user chose. Empty: as the contact's company, tax"
            " number and country suggest."
        ),
    )

    @api.depends(
        "linkstar_buyer_choice",
        "commercial_partner_id.linkstar_buyer_choice",
        "commercial_partner_id.is_company",
        "commercial_partner_id.vat",
        "commercial_partner_id.country_id",
    )
    def _compute_linkstar_buyer_kind(self):
        for partner in self:
            whole = partner.commercial_partner_id or partner
            partner.linkstar_buyer_kind = (
                partner.linkstar_buyer_choice
                or whole.linkstar_buyer_choice
                or buyers.guess(
                    whole.is_company, whole.vat or "", whole.country_id._linkstar_code()
                )
            )

    def _inverse_linkstar_buyer_kind(self):
        for partner in self:
            partner.linkstar_buyer_choice = partner.linkstar_buyer_kind

    def _linkstar_is_business(self):
        """Whether this buyer is a business. An empty record is not, and neither is an
        unknown buyer type.
        """
        return self.sudo().linkstar_buyer_kind == buyers.BUSINESS

    def _linkstar_contact(self, customer=None):
        """Return {name, phone, email} for a parcel to this address, each a text.
        Missing values come from its parent, then from ``customer``, who placed the
        order. Of several or named e-mail addresses, only the first address is used.
        """
        self.ensure_one()
        chain = [self, self.parent_id, self.commercial_partner_id]
        if customer:
            chain += [customer, customer.commercial_partner_id]
        return {
            "name": next((partner.name for partner in chain if partner.name), ""),
            "phone": next((partner.phone for partner in chain if partner.phone), ""),
            "email": next(
                (
                    found[0]
                    for partner in chain
                    if (found := email_normalize_all(partner.email))
                ),
                "",
            ),
        }

    def _linkstar_safety_party(self):
        """Return this manufacturer or responsible person for the pure rules, None for
        an empty record.
        """
        if not self:
            return None
        complete = all((self.name, self.street, self.city, self.country_id)) and bool(
            self.email or self.website
        )
        return goods.EconomicOperator(
            complete,
            self.country_id.id in self.env["res.country.group"]._linkstar_union(),
        )

    def _linkstar_vague_lines(self, stop_words):
        """Return [(what is wrong, a code of ``rules.parties``; the line)] for the lines
        of this address that customs refuses.
        """
        self.ensure_one()
        lines = dict.fromkeys(self[name] for name in _NAMED if self[name])
        return [
            (code, line) for line in lines if (code := parties.check(line, stop_words))
        ]
