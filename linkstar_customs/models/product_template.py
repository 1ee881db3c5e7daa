# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models
from odoo.fields import Domain

from ..rules import descriptions, hs
from ..services import harmonized_system

#: Kinds of lithium batteries with UN number and packing instruction, for products and
#: declared lines.
BATTERIES = [
    ("none", "No battery"),
    ("ion_contained", "Lithium ion, inside the device (UN3481, PI967)"),
    ("ion_packed", "Lithium ion, packed with the device (UN3481, PI966)"),
    ("metal_contained", "Lithium metal, inside the device (UN3091, PI970)"),
    ("metal_packed", "Lithium metal, packed with the device (UN3091, PI969)"),
    ("alone", "Cells or batteries alone (not by mail)"),
]

#: Stored on the variant. A product with one variant shows and sets them.
_OF_VARIANT = ("linkstar_ns_pid", "linkstar_no_gtin", "linkstar_net_weight")

_TEXTS = (
    "linkstar_description_en",
    "linkstar_description_cn",
    "linkstar_material",
    "linkstar_use",
    "linkstar_ns_pid",
)


class ProductTemplate(models.Model):
    _inherit = "product.template"

    linkstar_hs_id = fields.Many2one(
        "linkstar.hs.code",
        "Find the HS code",
        compute="_compute_linkstar_hs_id",
        inverse="_inverse_linkstar_hs_id",
        help="Search by words, such as “phone case”, or by the first digits.",
        groups="base.group_user",
    )
    linkstar_description_en = fields.Char(
        "Customs description (English)",
        help=(
            "What the product is, its material and use, for customs: “phone cover,"
            " silicone”. Not a marketing name. Empty: the description of the category"
            " or of the HS code is used."
        ),
        groups="base.group_user",
    )
    linkstar_description_cn = fields.Char(
        "Customs description (Chinese)",
        help="The Chinese description for the export declaration: “硅胶手机壳”.",
        groups="base.group_user",
    )
    linkstar_material = fields.Char(
        "Material",
        help="Main material, such as “100 % cotton”.",
        groups="base.group_user",
    )
    linkstar_use = fields.Char(
        "Use",
        help="Purpose of the product, such as “protects a phone”.",
        groups="base.group_user",
    )
    linkstar_battery = fields.Selection(
        BATTERIES, "Battery", default="none", required=True, groups="base.group_user"
    )
    linkstar_goods_type_ids = fields.Many2many(
        "linkstar.goods.type",
        string="Goods types",
        help=(
            "Decides which lines may carry the product. The battery is chosen"
            " separately."
        ),
        groups="base.group_user",
    )
    linkstar_ns_pid = fields.Char(
        "Manufacturer's reference",
        compute="_compute_linkstar_of_variant",
        inverse="_inverse_linkstar_ns_pid",
        search="_search_linkstar_ns_pid",
        help="The manufacturer's own number for the product (NS-PID, code C128).",
        groups="base.group_user",
    )
    linkstar_no_gtin = fields.Boolean(
        "No GTIN exists",
        compute="_compute_linkstar_of_variant",
        inverse="_inverse_linkstar_no_gtin",
        help=(
            "States to customs that the product has no GTIN (code Y081). Do not set it"
            " if the barcode is a GTIN (EAN, UPC)."
        ),
        groups="base.group_user",
    )
    linkstar_net_weight = fields.Float(
        "Net weight",
        digits="Stock Weight",
        compute="_compute_linkstar_of_variant",
        inverse="_inverse_linkstar_net_weight",
        help=(
            "Weight without packaging, in the unit of the field Weight. 0: the same as"
            " Weight."
        ),
        groups="base.group_user",
    )
    linkstar_manufacturer_id = fields.Many2one(
        "res.partner",
        "Manufacturer",
        help="Empty: the manufacturer of the category or of the settings is used.",
        groups="base.group_user",
    )
    linkstar_responsible_id = fields.Many2one(
        "res.partner",
        "EU responsible person",
        help=(
            "The person or company responsible for product safety in the EU (GPSR)."
            " Empty: the one of the category or of the settings is used."
        ),
        groups="base.group_user",
    )
    linkstar_customs_ready = fields.Boolean(
        "Customs ready",
        compute="_compute_linkstar_customs_ready",
        search="_search_linkstar_customs_ready",
        help="The product has all data that a customs declaration needs.",
        groups="base.group_user",
    )
    linkstar_customs_missing = fields.Text(
        "Missing for customs",
        compute="_compute_linkstar_customs_missing",
        groups="base.group_user",
    )

    @api.depends("hs_code")
    def _compute_linkstar_hs_id(self):
        found = self.env["linkstar.hs.code"]._by_text(self.mapped("hs_code"))
        for template in self:
            template.linkstar_hs_id = found.get(template.hs_code)

    def _inverse_linkstar_hs_id(self):
        for template in self:
            # Keep further digits of the same subheading.
            if template.linkstar_hs_id.code != hs.heading(template.hs_code):
                harmonized_system.choose(
                    template, "hs_code", template.linkstar_hs_id.code
                )

    @api.depends(*(f"product_variant_ids.{name}" for name in _OF_VARIANT))
    def _compute_linkstar_of_variant(self):
        for name in _OF_VARIANT:
            self._compute_template_field_from_variant_field(name)

    def _inverse_linkstar_ns_pid(self):
        self._set_product_variant_field("linkstar_ns_pid")

    def _search_linkstar_ns_pid(self, operator, value):
        return Domain("product_variant_ids.linkstar_ns_pid", operator, value)

    def _inverse_linkstar_no_gtin(self):
        self._set_product_variant_field("linkstar_no_gtin")

    def _inverse_linkstar_net_weight(self):
        self._set_product_variant_field("linkstar_net_weight")

    @api.depends("type", "product_variant_ids.linkstar_gaps")
    @api.depends_context("company")
    def _compute_linkstar_customs_ready(self):
        blocking = self.env.company._linkstar_blocking_gaps()
        for template in self:
            variants = template.product_variant_ids
            template.linkstar_customs_ready = bool(variants) and not any(
                variant._linkstar_has_gap(blocking) for variant in variants
            )

    def _search_linkstar_customs_ready(self, operator, value):
        if operator != "in":
            return NotImplemented
        lacking = Domain(
            "product_variant_ids",
            "any",
            self.env["product.product"]._linkstar_lacking_domain(),
        )
        ready = Domain("product_variant_ids", "!=", False) & ~lacking
        return Domain.OR([ready if wanted else ~ready for wanted in set(value)])

    @api.depends("product_variant_ids.linkstar_gaps")
    @api.depends_context("lang", "company")
    def _compute_linkstar_customs_missing(self):
        found = self.product_variant_ids._linkstar_product_problems()
        for template in self:
            problems = [
                problem
                for variant in template.product_variant_ids
                for problem in found[variant]
                if problem.blocks
            ]
            template.linkstar_customs_missing = "\n".join(
                dict.fromkeys(problem.text for problem in problems)
            )

    @api.onchange("hs_code")
    def _onchange_linkstar_hs_code(self):
        self.hs_code = hs_visible(self.hs_code)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._linkstar_normalised(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._linkstar_normalised(vals))

    @api.model
    def _linkstar_normalised(self, vals):
        """Store HS codes as digits, and customs texts without spaces around them."""
        changed = {
            name: descriptions.clean(vals[name]) for name in _TEXTS if vals.get(name)
        }
        if vals.get("hs_code"):
            changed["hs_code"] = hs_visible(vals["hs_code"])
        return {**vals, **changed}

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        harmonized_system.show(self, arch)
        return arch, view

    @api.model
    def _get_related_fields_variant_template(self):
        return super()._get_related_fields_variant_template() + list(_OF_VARIANT)

    def _linkstar_battery_codes(self):
        """Return the codes of the goods types for the batteries of these products."""
        kinds = {template.linkstar_battery or "none" for template in self} - {"none"}
        return ["battery", *sorted(kinds)] if kinds else []


def hs_visible(text):
    """Return ``text`` as digits if it is an HS code, else unchanged, so that the user
    sees the mistake.
    """
    try:
        return hs.normalise(text)
    except hs.HsError:
        return text
