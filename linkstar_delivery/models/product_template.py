# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models

_SIDES = ("linkstar_length", "linkstar_width", "linkstar_height")


class ProductTemplate(models.Model):
    """The dimensions of a product with one variant, stored like core's weight."""

    _inherit = "product.template"

    linkstar_length = fields.Float(
        "Length (cm)",
        digits=(8, 1),
        compute="_compute_linkstar_length",
        inverse="_inverse_linkstar_length",
        groups="base.group_user",
    )
    linkstar_width = fields.Float(
        "Width (cm)",
        digits=(8, 1),
        compute="_compute_linkstar_width",
        inverse="_inverse_linkstar_width",
        groups="base.group_user",
    )
    linkstar_height = fields.Float(
        "Height (cm)",
        digits=(8, 1),
        compute="_compute_linkstar_height",
        inverse="_inverse_linkstar_height",
        groups="base.group_user",
    )

    linkstar_line_missing = fields.Text(
        "Missing line data",
        compute="_compute_linkstar_line_missing",
        compute_sudo=True,
        groups="base.group_user",
        help="Data that the carrier's lines require, in addition to the customs data.",
    )

    @api.depends("type", "categ_id", "linkstar_description_cn", "hs_code")
    @api.depends_context("lang", "allowed_company_ids")
    def _compute_linkstar_line_missing(self):
        lines = self.env["linkstar.service"].search_fetch(
            [
                ("company_id", "in", self.env.companies.ids),
                ("needs_description_cn", "=", True),
            ],
            ["code"],
        )
        codes = ", ".join(sorted(set(lines.mapped("code"))))
        for template in self:
            product = template.product_variant_ids[:1]
            lacks = (
                bool(codes and template.type == "consu" and product)
                and not product._linkstar_descriptions()[1]
            )
            template.linkstar_line_missing = lacks and self.env._(
                "The Chinese description is missing. These lines require it: %s. "
                "Enter it here, on the category or on the HS code.",
                codes,
            )

    @api.depends("product_variant_ids.linkstar_length")
    def _compute_linkstar_length(self):
        self._compute_template_field_from_variant_field("linkstar_length")

    @api.depends("product_variant_ids.linkstar_width")
    def _compute_linkstar_width(self):
        self._compute_template_field_from_variant_field("linkstar_width")

    @api.depends("product_variant_ids.linkstar_height")
    def _compute_linkstar_height(self):
        self._compute_template_field_from_variant_field("linkstar_height")

    def _inverse_linkstar_length(self):
        self._set_product_variant_field("linkstar_length")

    def _inverse_linkstar_width(self):
        self._set_product_variant_field("linkstar_width")

    def _inverse_linkstar_height(self):
        self._set_product_variant_field("linkstar_height")

    def _get_related_fields_variant_template(self):
        return [*super()._get_related_fields_variant_template(), *_SIDES]
