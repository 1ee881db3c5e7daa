from odoo import api, fields, models
from odoo.tools.mail import email_normalize_all

from ..rules import buyers, goods, parties

BUYERS = [(buyers.PRIVATE, "Private person"), (buyers.BUSINESS, "Business"), (buyers.UNKNOWN, "Not known")]

_NAMED = ("name", "street", "street2", "city")


class ResPartner(models.Model):
    _inherit = "res.partner"
    linkstar_buyer_kind = fields.Selection(
        BUYERS,
        "Buys as",
        compute="_compute_linkstar_buyer_kind",
        inverse="_inverse_linkstar_buyer_kind",
        store=True,
        index=True,
        groups="base.group_user",
        help="Schemes such as IOSS are for sales to private persons only. Filled in from what is known: a company is a business, a tax "
        "number of a person is none. Change it where that is wrong.",
    )
    linkstar_buyer_choice = fields.Selection(
        BUYERS,
        "Buys as, chosen",
        copy=False,
        readonly=True,
        groups="base.group_user",
        help="What somebody chose. Empty: as the contact's company, number and country suggest.",
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
                or buyers.guess(whole.is_company, whole.vat or "", whole.country_id._linkstar_code())
            )

    def _inverse_linkstar_buyer_kind(self):
        for partner in self:
            partner.linkstar_buyer_choice = partner.linkstar_buyer_kind

    def _linkstar_is_business(self):
        """Whether whoever this is sold to is a business; nobody, an empty record, is none, and neither is somebody who is not known."""
        return self.sudo().linkstar_buyer_kind == buyers.BUSINESS

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

    def _linkstar_safety_party(self):
        """This manufacturer or responsible person as the rules read it, None for an empty record."""
        if not self:
            return None
        complete = all((self.name, self.street, self.city, self.country_id)) and bool(self.email or self.website)
        return goods.Party(complete, self.country_id.id in self.env["res.country.group"]._linkstar_union())

    def _linkstar_vague_lines(self, stop_words):
        """[(what is wrong, a code of ``rules.parties``; the line)] of the lines of this address that customs refuses."""
        self.ensure_one()
        lines = dict.fromkeys(self[name] for name in _NAMED if self[name])
        return [(code, line) for line in lines if (code := parties.check(line, stop_words))]
