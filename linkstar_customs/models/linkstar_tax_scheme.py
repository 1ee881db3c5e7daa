from odoo import fields, models

from ..rules import ioss
from ..services.amounts import in_quanta
from ..services.validity import in_force


class LinkstarTaxScheme(models.Model):
    """A way to pay the destination's VAT at the sale instead of at the border, for goods of little value."""

    _name = "linkstar.tax.scheme"
    _inherit = "linkstar.shipped"
    _description = "Import tax scheme"
    _order = "name, valid_from desc, id"
    _kept = (
        "country_ids", "limit", "currency_id", "basis", "limit_excluded", "number_format", "number_required", "union", "valid_from",
        "valid_to", "special_arrangements_to", "must_register_from", "excluded_headings",
    )

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    country_ids = fields.Many2many("res.country", string="Destinations", required=True)
    limit = fields.Monetary(
        "Highest value",
        required=True,
        aggregator=None,
        help="Intrinsic value without VAT and transport, or the tax where that is what counts; the limit itself is inside.",
    )
    currency_id = fields.Many2one("res.currency", required=True, context={"active_test": False})
    basis = fields.Selection(
        [
            ("consignment", "Value of the consignment"),
            ("item", "Value of each item"),
            ("tax", "Tax on goods and transport of the consignment"),
        ],
        "Limit counts",
        default="consignment",
        required=True,
        help="Whether the limit is for all goods sent together, for each item, or for the import tax on all that is sent.",
    )
    limit_excluded = fields.Boolean("The limit itself is outside")
    number_format = fields.Selection(
        [
            ("ioss", "IM and ten digits (IOSS)"),
            ("gb_vat", "British VAT number (GB)"),
            ("voec", "Seven digits (VOEC)"),
            ("any", "Any"),
        ],
        "Registration number",
        default="any",
        required=True,
    )
    number_required = fields.Boolean(
        "A number is declared", default=True, help="Off where small consignments are free of tax without any registration."
    )
    union = fields.Boolean(
        "European Union", help="The additional procedure codes F48, F49 and F53 are declared, and goods subject to excise are out."
    )
    special_arrangements_to = fields.Date(
        "Special arrangements until",
        help="The last day on which the carrier may collect the VAT from the buyer (procedure F49). Empty: no end is known.",
    )
    must_register_from = fields.Date(
        "Sellers must register since",
        help="From this day on a seller without a number has to register: nothing is paid on arrival. Empty: registering is a choice.",
    )
    excluded_headings = fields.Char(
        "Excluded goods", help="How the HS codes of goods begin that the scheme is not for, such as “02 04 16”."
    )
    valid_from = fields.Date(required=True)
    valid_to = fields.Date()
    source = fields.Char(help="The law or publication that these values were taken from.")
    registration_ids = fields.One2many("linkstar.tax.registration", "scheme_id", "Registrations")

    _valid_period = models.Constraint(
        "CHECK(valid_to IS NULL OR valid_to >= valid_from)", "A scheme's last day lies before its first day."
    )
    _limit_positive = models.Constraint('CHECK("limit" > 0)', "The highest value of a scheme must be more than zero.")

    def _for_country(self, country, on_date):
        """That of these schemes which serves consignments to ``country`` on a date, or an empty record."""
        return in_force(self, on_date).filtered(lambda scheme: country in scheme.country_ids)[:1]

    def _rule(self):
        """This scheme as the rules read it, None for an empty record."""
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
