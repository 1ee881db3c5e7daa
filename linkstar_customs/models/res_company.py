import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules import charges, goods, grouping, identifiers

GROUPING = [
    (grouping.Key.HS6_ORIGIN.value, "HS code (6 digits), description and origin"),
    (grouping.Key.HS6.value, "HS code (6 digits) and description: the origin is not declared"),
    (grouping.Key.FULL_ORIGIN.value, "Whole HS code, description and origin"),
    (grouping.Key.PRODUCT.value, "Every product by itself"),
]

VAT = [
    (charges.Vat.LAW.value, "As the law says: without IOSS, or when the buyer is charged"),
    (charges.Vat.ALWAYS.value, "Always"),
    (charges.Vat.NEVER.value, "Never"),
]

STRICTNESS = [("block", "Keep goods from leaving"), ("warn", "Warn"), ("off", "Do not check")]


class ResCompany(models.Model):
    _inherit = "res.company"
    linkstar_grouping = fields.Selection(
        GROUPING,
        "Declared items",
        default=grouping.Key.HS6_ORIGIN.value,
        required=True,
        help="What goods have to share to be one declared item.",
        groups="base.group_user",
    )
    linkstar_charge_vat = fields.Selection(
        VAT, "VAT on import charges", default=charges.Vat.LAW.value, required=True, help="When VAT is reckoned on duties and fees.",
        groups="base.group_user",
    )
    linkstar_charge_buyer = fields.Boolean(
        "Charge import duties and fees to the buyer",
        help="A line is added to the order when it is confirmed or its delivery method is chosen.",
        groups="base.group_user",
    )
    linkstar_charge_product_id = fields.Many2one(
        "product.product",
        "Product of import charges",
        domain="[('type', '=', 'service'), ('company_id', 'in', (id, False))]",
        ondelete="restrict",
        help="A service; its taxes are those of the line.",
        groups="base.group_user",
    )
    linkstar_ioss_month = fields.Selection(
        [("payment", "By the day of payment"), ("dispatch", "By the day of dispatch")],
        "Month of IOSS sales",
        default="payment",
        required=True,
        help="The law asks for the day on which the payment was accepted (Directive 2006/112/EC, art. 66a): an order that is paid in one "
        "month and leaves in the next belongs to the first.",
        groups="base.group_user",
    )
    linkstar_insurance_product_id = fields.Many2one(
        "product.product",
        "Product of shipping insurance",
        domain="[('type', '=', 'service'), ('company_id', 'in', (id, False))]",
        ondelete="restrict",
        help="Lines of the order with this product are insurance, which is declared apart from the goods.",
        groups="base.group_user",
    )
    linkstar_transit_days = fields.Integer(
        "Days until the import",
        groups="base.group_user",
        help="From leaving to the import declaration, in days: duties and fees are those of the day that the declaration is accepted.",
    )
    _linkstar_transit_days_positive = models.Constraint(
        "CHECK(linkstar_transit_days >= 0)", "The days until the import cannot be less than 0."
    )
    linkstar_northern_ireland = fields.Selection(
        [("uk", "As the United Kingdom"), ("eu", "As the European Union")],
        "Northern Ireland",
        default="uk",
        required=True,
        help="Whose import tax scheme is used for addresses with a BT postcode. Ask your carrier which way it goes.",
        groups="base.group_user",
    )
    linkstar_check_orders = fields.Selection(
        [("off", "Do not check"), ("warn", "Note what is missing"), ("block", "Do not confirm")],
        "Orders to abroad",
        default="warn",
        required=True,
        help="What happens at the confirmation of an order whose goods would be held. Orders that confirm by themselves, as after a "
        "payment on the website, are never kept from it: there, what is missing is noted.",
        groups="base.group_user",
    )
    linkstar_check_transfers = fields.Selection(
        [
            ("off", "Do not check"),
            ("carriers", "Deliveries by these carriers"),
            ("abroad", "All deliveries to abroad"),
        ],
        "Customs check before validation",
        default="off",
        required=True,
        help="Linkstar's own deliveries are always checked.",
        groups="base.group_user",
    )
    linkstar_check_carrier_ids = fields.Many2many(
        "delivery.carrier", "linkstar_check_carrier_rel", "company_id", "carrier_id", string="Checked carriers", groups="base.group_user"
    )
    linkstar_check_identifiers = fields.Selection(
        STRICTNESS, "Product identifiers", default="block", required=True, groups="base.group_user"
    )
    linkstar_ns_pid_source = fields.Selection(
        [
            ("own", "Only what was entered"),
            (identifiers.GTIN, "Else the GTIN"),
            (identifiers.BARCODE, "Else the GTIN or another barcode"),
            (identifiers.SKU, "Else the GTIN, another barcode or the internal reference"),
        ],
        "Manufacturer's reference",
        default="own",
        required=True,
        groups="base.group_user",
        help="What is stated as the manufacturer's reference (NS-PID) of a product that has none of its own.",
    )
    linkstar_check_gpsr = fields.Selection(STRICTNESS, "Product safety (GPSR)", default="warn", required=True, groups="base.group_user")
    linkstar_check_vat = fields.Selection(
        STRICTNESS,
        "VAT on orders under IOSS",
        default="warn",
        required=True,
        groups="base.group_user",
        help="What happens where an order is declared as sold with VAT, and its lines charge none or not the destination's rate.",
    )
    linkstar_manufacturer_id = fields.Many2one(
        "res.partner", "Manufacturer", help="Of products for which neither they nor their category name one.", groups="base.group_user"
    )
    linkstar_responsible_id = fields.Many2one(
        "res.partner", "EU responsible person", help="For products for which neither they nor their category name one.",
        groups="base.group_user",
    )
    linkstar_eori = fields.Char(
        "EORI number", help="Two letters and up to 15 letters or digits; on commercial invoices and in H7 data.", groups="base.group_user"
    )
    linkstar_cn22_limit = fields.Float(
        "CN22 up to (EUR)", default=350.0, digits=(12, 2), help="SDR 300 in the postal rules; above it the form CN23 is printed.",
        groups="base.group_user",
    )
    linkstar_cn22_max_weight = fields.Float(
        "CN22 up to (kg)", default=2.0, digits=(12, 3), help="Letter post ends here; above it the form CN23 is printed.",
        groups="base.group_user",
    )
    linkstar_invoice_number = fields.Selection(
        [("none", "Not shown"), ("masked", "Masked"), ("whole", "Whole, for the customs broker")],
        "IOSS number on commercial invoices",
        default="masked",
        required=True,
        help="The number is confidential: whoever knows it can declare goods at your expense. It is never on forms and labels.",
        groups="base.group_user",
    )

    def _linkstar_registration(self, scheme, on_date):
        """This company's registration in ``scheme`` that holds on ``on_date``, or an empty record; of several the latest."""
        self.ensure_one()
        registrations = self.env["linkstar.tax.registration"].sudo().search([("company_id", "=", self.id)])
        return registrations._for_scheme(scheme, on_date)[0]

    def _linkstar_grouping_key(self):
        """What makes goods one declared item of this company, as the rules read it."""
        self.ensure_one()
        return grouping.Key(self.linkstar_grouping)

    def _linkstar_severity(self, requirement):
        """How strict this company is about a requirement: "block", "warn" or "off"."""
        self.ensure_one()
        return {goods.IDENTIFIERS: self.linkstar_check_identifiers, goods.GPSR: self.linkstar_check_gpsr}[requirement]

    def _linkstar_blocking_gaps(self):
        """The marks in ``product.product.linkstar_gaps`` that keep this company from sending a product."""
        marks = ["!"]
        if self.linkstar_check_identifiers == "block":
            marks += self._linkstar_identifier_gaps()
        if self.linkstar_check_gpsr == "block":
            marks += [f"@{goods.MANUFACTURER_INCOMPLETE}", f"@{goods.RESPONSIBLE_INCOMPLETE}", f"@{goods.RESPONSIBLE_OUTSIDE}"]
            for partner, missing in (
                (self.linkstar_manufacturer_id, goods.MANUFACTURER_MISSING),
                (self.linkstar_responsible_id, goods.RESPONSIBLE_MISSING),
            ):
                party = partner.sudo()._linkstar_safety_party()
                if not (party and party.complete):
                    marks.append(f"@{missing}")
        return marks

    def _linkstar_stand_ins(self):
        """The references that this company states where a product has none of the manufacturer's, a tuple of ``rules.identifiers``."""
        self.ensure_one()
        known = (identifiers.GTIN, identifiers.BARCODE, identifiers.SKU)
        last = self.sudo().linkstar_ns_pid_source
        return known[: known.index(last) + 1] if last in known else ()

    def _linkstar_identifier_gaps(self):
        """The marks of identifiers in ``linkstar_gaps`` that count for this company."""
        stand_ins = self._linkstar_stand_ins()
        if not stand_ins:
            return ["#"]
        others = [kind for kind in (identifiers.BARCODE, identifiers.SKU, identifiers.NOTHING) if kind not in stand_ins]
        return ["#m_pid", "#gtin", "#ns_pid_characters", "#ns_pid_length", *(f"#{goods.NS_PID_MISSING}.{kind}" for kind in others)]

    def _linkstar_is_abroad(self, country, origin=None):
        """Whether goods from ``origin``, or this company's country, pass customs on their way to ``country``."""
        origin = origin or self.country_id
        union = self.env["res.country.group"]._linkstar_union()
        return bool(country) and country != origin and not (country.id in union and origin.id in union)

    @api.constrains("linkstar_eori")
    def _check_linkstar_eori(self):
        for company in self:
            if company.linkstar_eori and not re.fullmatch(r"[A-Z]{2}[A-Z0-9]{1,15}", company.linkstar_eori):
                raise ValidationError(
                    self.env._(
                        "“%(number)s” is no EORI number: enter the two letters of the country and up to 15 letters or digits, "
                        "without blanks.",
                        number=company.linkstar_eori,
                    )
                )
