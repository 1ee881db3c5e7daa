from odoo import api, fields, models

_SIDES = ("linkstar_length", "linkstar_width", "linkstar_height")


class ProductTemplate(models.Model):
    """The sides of a product with one variant, as core keeps its weight."""

    _inherit = "product.template"

    linkstar_length = fields.Float(
        "Length (cm)", digits=(8, 1), compute="_compute_linkstar_length", inverse="_inverse_linkstar_length", groups="base.group_user"
    )
    linkstar_width = fields.Float(
        "Width (cm)", digits=(8, 1), compute="_compute_linkstar_width", inverse="_inverse_linkstar_width", groups="base.group_user"
    )
    linkstar_height = fields.Float(
        "Height (cm)", digits=(8, 1), compute="_compute_linkstar_height", inverse="_inverse_linkstar_height", groups="base.group_user"
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
