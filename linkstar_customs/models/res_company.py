# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules import charges, goods, grouping, identifiers

GROUPING = [
    (
        grouping.GroupingKey.HS6_ORIGIN.value,
        "HS code (6 digits), description and origin",
    ),
    (
        grouping.GroupingKey.HS6.value,
        "HS code (6 digits) and description (no origin declared)",
    ),
    (grouping.GroupingKey.FULL_ORIGIN.value, "Whole HS code, description and origin"),
    (grouping.GroupingKey.PRODUCT.value, "Each product separately"),
]

VAT = [
    (
        charges.Vat.LAW.value,
        "By law: without IOSS, or if the buyer is charged",
    ),
    (charges.Vat.ALWAYS.value, "Always"),
    (charges.Vat.NEVER.value, "Never"),
]

STRICTNESS = [
    ("block", "Block shipping"),
    ("warn", "Warn"),
    ("off", "Do not check"),
]


class ResCompany(models.Model):
    _inherit = "res.company"
    linkstar_grouping = fields.Selection(
        GROUPING,
        "Declared items",
        default=grouping.GroupingKey.HS6_ORIGIN.value,
        required=True,
        help=(
            "Goods with the same values are one declared item, and duty per item is"
            " charged once for it."
        ),
        groups="base.group_user",
    )
    linkstar_charge_vat = fields.Selection(
        VAT,
        "VAT on import charges",
        default=charges.Vat.LAW.value,
        required=True,
        help="When the estimate includes VAT on duties and fees.",
        groups="base.group_user",
    )
    linkstar_charge_buyer = fields.Boolean(
        "Charge the buyer for import",
        help=(
            "Adds a line with the import duties and fees to the order, when it is"
            " confirmed or its delivery method is chosen."
        ),
        groups="base.group_user",
    )
    linkstar_charge_product_id = fields.Many2one(
        "product.product",
        "Import charge product",
        domain="[('type', '=', 'service'), ('company_id', 'in', (id, False))]",
        ondelete="restrict",
        help=(
            "The service product of the line with import charges. Its taxes apply to"
            " the line."
        ),
        groups="base.group_user",
    )
    linkstar_ioss_month = fields.Selection(
        [("payment", "Day of payment"), ("dispatch", "Day of dispatch")],
        "IOSS sales month",
        default="payment",
        required=True,
        help=(
            "Decides in which month's IOSS return a sale is reported. By law it is the"
            " day on which the payment was accepted (Directive 2006/112/EC, art. 66a):"
            " an order that is paid in May and shipped in June belongs to May."
        ),
        groups="base.group_user",
    )
    linkstar_insurance_product_id = fields.Many2one(
        "product.product",
        "Insurance product",
        domain="[('type', '=', 'service'), ('company_id', 'in', (id, False))]",
        ondelete="restrict",
        help=(
            "Order lines with this product are shipping insurance, which is declared"
            " separately from the goods."
        ),
        groups="base.group_user",
    )
    linkstar_transit_days = fields.Integer(
        "Days until the import",
        groups="base.group_user",
        help=(
            "Number of days from shipping to the import declaration. The duties and"
            " fees of the import day apply."
        ),
    )
    _linkstar_transit_days_positive = models.Constraint(
        "CHECK(linkstar_transit_days >= 0)",
        "The days until the import cannot be negative: enter 0 or more.",
    )
    linkstar_northern_ireland = fields.Selection(
        [("uk", "As the United Kingdom"), ("eu", "As the European Union")],
        "Northern Ireland",
        default="uk",
        required=True,
        help=(
            "The import tax scheme for addresses with a BT postcode. Ask your carrier"
            " which one applies to its route."
        ),
        groups="base.group_user",
    )
    linkstar_check_orders = fields.Selection(
        [
            ("off", "Do not check"),
            ("warn", "Note the issues"),
            ("block", "Block confirmation"),
        ],
        "Orders abroad",
        default="warn",
        required=True,
        help=(
            "What happens if an order with blocking issues is confirmed. Orders that"
            " are confirmed automatically, such as after an online payment, are never"
            " blocked: the issues are noted in the order's log."
        ),
        groups="base.group_user",
    )
    linkstar_check_transfers = fields.Selection(
        [
            ("off", "Do not check"),
            ("carriers", "Deliveries by chosen carriers"),
            ("abroad", "All deliveries abroad"),
        ],
        "Customs check before validation",
        default="off",
        required=True,
        help=(
            "Which deliveries are checked before validation. Linkstar deliveries are"
            " always checked."
        ),
        groups="base.group_user",
    )
    linkstar_check_carrier_ids = fields.Many2many(
        "delivery.carrier",
        "linkstar_check_carrier_rel",
        "company_id",
        "carrier_id",
        string="Checked carriers",
        groups="base.group_user",
    )
    linkstar_check_identifiers = fields.Selection(
        STRICTNESS,
        "Product identifiers",
        default="block",
        required=True,
        groups="base.group_user",
    )
    linkstar_ns_pid_source = fields.Selection(
        [
            ("own", "Only the entered reference"),
            (identifiers.GTIN, "If missing: the GTIN"),
            (identifiers.BARCODE, "If missing: the GTIN or another barcode"),
            (
                identifiers.SKU,
                "If missing: the GTIN, another barcode or the internal reference",
            ),
        ],
        "Manufacturer's reference",
        default="own",
        required=True,
        groups="base.group_user",
        help=(
            "What is declared as the manufacturer's reference (NS-PID) if none is"
            " entered on the product."
        ),
    )
    linkstar_check_gpsr = fields.Selection(
        STRICTNESS,
        "Product safety (GPSR)",
        default="warn",
        required=True,
        groups="base.group_user",
    )
    linkstar_check_vat = fields.Selection(
        STRICTNESS,
        "VAT on orders under IOSS",
        default="warn",
        required=True,
        groups="base.group_user",
        help=(
            "What happens if an order is declared under IOSS, but its lines charge no"
            " VAT or not the destination's rate."
        ),
    )
    linkstar_manufacturer_id = fields.Many2one(
        "res.partner",
        "Manufacturer",
        help="Used for products without a manufacturer on the product or its category.",
        groups="base.group_user",
    )
    linkstar_responsible_id = fields.Many2one(
        "res.partner",
        "EU responsible person",
        help=(
            "Used for products without a responsible person on the product or its"
            " category."
        ),
        groups="base.group_user",
    )
    linkstar_eori = fields.Char(
        "EORI number",
        help=(
            "Two letters and up to 15 letters or digits. Printed on commercial"
            " invoices and part of H7 data."
        ),
        groups="base.group_user",
    )
    linkstar_cn22_limit = fields.Float(
        "CN22 value limit (EUR)",
        default=350.0,
        digits=(12, 2),
        help="SDR 300 in the postal rules. Above this value, the form CN23 is printed.",
        groups="base.group_user",
    )
    linkstar_cn22_max_weight = fields.Float(
        "CN22 weight limit (kg)",
        default=2.0,
        digits=(12, 3),
        help="The maximum weight of letter post. Above it, the form CN23 is printed.",
        groups="base.group_user",
    )
    linkstar_invoice_number = fields.Selection(
        [
            ("none", "Not shown"),
            ("masked", "Masked"),
            ("whole", "Full number, for the customs broker"),
        ],
        "IOSS number on commercial invoices",
        default="masked",
        required=True,
        help=(
            "The number is confidential: anybody who knows it can declare goods at"
            " your expense. Forms and labels never show it."
        ),
        groups="base.group_user",
    )

    def _linkstar_registration(self, scheme, on_date):
        """Return this company's latest registration in ``scheme`` in force on
        ``on_date``, or an empty record.
        """
        self.ensure_one()
        registrations = (
            self.env["linkstar.tax.registration"]
            .sudo()
            .search([("company_id", "=", self.id)])
        )
        return registrations._for_scheme(scheme, on_date)[0]

    def _linkstar_grouping_key(self):
        """Return what makes goods one declared item of this company, for the pure
        rules.
        """
        self.ensure_one()
        return grouping.GroupingKey(self.linkstar_grouping)

    def _linkstar_severity(self, requirement):
        """Return this company's setting for a requirement: "block", "warn" or "off"."""
        self.ensure_one()
        return {
            goods.IDENTIFIERS: self.linkstar_check_identifiers,
            goods.GPSR: self.linkstar_check_gpsr,
        }[requirement]

    def _linkstar_blocking_gaps(self):
        """Return the marks in ``product.product.linkstar_gaps`` that block shipping for
        this company.
        """
        marks = ["!"]
        if self.linkstar_check_identifiers == "block":
            marks += self._linkstar_identifier_gaps()
        if self.linkstar_check_gpsr == "block":
            marks += [
                f"@{goods.MANUFACTURER_INCOMPLETE}",
                f"@{goods.RESPONSIBLE_INCOMPLETE}",
                f"@{goods.RESPONSIBLE_OUTSIDE}",
            ]
            for partner, missing in (
                (self.linkstar_manufacturer_id, goods.MANUFACTURER_MISSING),
                (self.linkstar_responsible_id, goods.RESPONSIBLE_MISSING),
            ):
                party = partner.sudo()._linkstar_safety_party()
                if not (party and party.complete):
                    marks.append(f"@{missing}")
        return marks

    def _linkstar_stand_ins(self):
        """Return the references that this company declares if the manufacturer's is
        missing, a tuple of values of ``rules.identifiers``.
        """
        self.ensure_one()
        known = (identifiers.GTIN, identifiers.BARCODE, identifiers.SKU)
        last = self.sudo().linkstar_ns_pid_source
        return known[: known.index(last) + 1] if last in known else ()

    def _linkstar_identifier_gaps(self):
        """Return the marks of identifiers in ``linkstar_gaps`` that count for this
        company.
        """
        stand_ins = self._linkstar_stand_ins()
        if not stand_ins:
            return ["#"]
        others = [
            kind
            for kind in (identifiers.BARCODE, identifiers.SKU, identifiers.NOTHING)
            if kind not in stand_ins
        ]
        return [
            "#m_pid",
            "#gtin",
            "#ns_pid_characters",
            "#ns_pid_length",
            *(f"#{goods.NS_PID_MISSING}.{kind}" for kind in others),
        ]

    def _linkstar_is_abroad(self, country, origin=None):
        """Whether goods from ``origin``, or this company's country, pass customs on
        their way to ``country``.
        """
        origin = origin or self.country_id
        union = self.env["res.country.group"]._linkstar_union()
        return (
            bool(country)
            and country != origin
            and not (country.id in union and origin.id in union)
        )

    @api.constrains("linkstar_eori")
    def _check_linkstar_eori(self):
        for company in self:
            if company.linkstar_eori and not re.fullmatch(
                r"[A-Z]{2}[A-Z0-9]{1,15}", company.linkstar_eori
            ):
                raise ValidationError(
                    self.env._(
                        "“%(number)s” is not an EORI number: enter the two letters of"
                        " the country and up to 15 letters or digits, without spaces.",
                        number=company.linkstar_eori,
                    )
                )
