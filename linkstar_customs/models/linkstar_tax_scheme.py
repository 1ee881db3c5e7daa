# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields, models

from ..rules import ioss
from ..services.amounts import in_quanta
from ..services.validity import in_force


class LinkstarTaxScheme(models.Model):
    """A scheme to pay the destination's VAT at the sale and not at the border, for
    goods of low value.
    """

    _name = "linkstar.tax.scheme"
    _inherit = "linkstar.default.data"
    _description = "Import tax scheme"
    _order = "name, valid_from desc, id"
    _cached_fields = (
        "country_ids",
        "limit",
        "currency_id",
        "basis",
        "limit_excluded",
        "number_format",
        "number_required",
        "union",
        "valid_from",
        "valid_to",
        "special_arrangements_to",
        "must_register_from",
        "excluded_headings",
    )

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    country_ids = fields.Many2many("res.country", string="Destinations", required=True)
    limit = fields.Monetary(
        required=True,
        aggregator=None,
        help=(
            "The scheme applies up to this amount: the intrinsic value without VAT and"
            " transport, or the tax, as chosen in “Limit basis”. The limit itself is"
            " included, unless “Limit excluded” is set."
        ),
    )
    currency_id = fields.Many2one(
        "res.currency", required=True, context={"active_test": False}
    )
    basis = fields.Selection(
        [
            ("consignment", "Value of the consignment"),
            ("item", "Value of each item"),
            ("tax", "Tax on goods and transport of the consignment"),
        ],
        "Limit basis",
        default="consignment",
        required=True,
        help=(
            "Decides what is compared with the limit: the value of all goods sent"
            " together, the value of each item, or the import tax on the consignment."
        ),
    )
    limit_excluded = fields.Boolean("Limit excluded")
    number_format = fields.Selection(
        [
            ("ioss", "IM and ten digits (IOSS)"),
            ("gb_vat", "British VAT number (GB)"),
            ("voec", "Seven digits (VOEC)"),
            ("any", "Any"),
        ],
        "Number format",
        default="any",
        required=True,
    )
    number_required = fields.Boolean(
        "Number required",
        default=True,
        help="Clear this if small consignments are free of tax without a registration.",
    )
    union = fields.Boolean(
        "European Union",
        help=(
            "If set, the additional procedure codes F48, F49 and F53 are declared, and"
            " the scheme does not apply to excise goods."
        ),
    )
    special_arrangements_to = fields.Date(
        "Special arrangements end",
        help=(
            "The last day on which the carrier may collect the VAT from the buyer"
            " (procedure F49). Empty: no end date."
        ),
    )
    must_register_from = fields.Date(
        "Registration required from",
        help=(
            "From this day a seller must register, because import VAT cannot be paid"
            " on arrival. Empty: registration is voluntary."
        ),
    )
    excluded_headings = fields.Char(
        "Excluded goods",
        help=(
            "The first digits of HS codes to which the scheme does not apply, such as"
            " “02 04 16”."
        ),
    )
    valid_from = fields.Date(required=True)
    valid_to = fields.Date()
    source = fields.Char(help="The law or publication that these values come from.")
    registration_ids = fields.One2many(
        "linkstar.tax.registration", "scheme_id", "Registrations"
    )

    _valid_period = models.Constraint(
        "CHECK(valid_to IS NULL OR valid_to >= valid_from)",
        "The last day of the scheme is before its first day: correct one of them.",
    )
    _limit_positive = models.Constraint(
        'CHECK("limit" > 0)', "The limit of a scheme must be more than zero."
    )

    def _for_country(self, country, on_date):
        """Return the one of these schemes for consignments to ``country`` on a date, or
        an empty record.
        """
        return in_force(self, on_date).filtered(
            lambda scheme: country in scheme.country_ids
        )[:1]

    def _rule(self):
        """Return this scheme for the pure rules, None for an empty record."""
        if not self:
            return None
        return ioss.Scheme(
            countries=self.country_ids._linkstar_codes(),
            limit=in_quanta(self.limit, self.currency_id),
            limit_excluded=self.limit_excluded,
            number_required=self.number_required,
            union=self.union,
            excluded=tuple((self.excluded_headings or "").replace(",", " ").split()),
        )
