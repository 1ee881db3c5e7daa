from odoo import api, fields, models

#: Lithium batteries by how they travel, with the UN number and packing instruction; shared by products and declared lines.
BATTERIES = [
    ("none", "No battery"),
    ("ion_contained", "Lithium ion, inside the device (UN3481, PI967)"),
    ("ion_packed", "Lithium ion, packed with the device (UN3481, PI966)"),
    ("metal_contained", "Lithium metal, inside the device (UN3091, PI970)"),
    ("metal_packed", "Lithium metal, packed with the device (UN3091, PI969)"),
    ("alone", "Cells or batteries alone (not by mail)"),
]


class ProductTemplate(models.Model):
    _inherit = "product.template"

    linkstar_description_en = fields.Char(
        "Customs description (English)",
        help="What it is and its material, as customs reads it: “phone case, silicone”. Not a marketing title.",
    )
    linkstar_description_cn = fields.Char(
        "Customs description (Chinese)", help="The same for the export declaration: “硅胶手机壳”."
    )
    linkstar_material = fields.Char("Material", help="Main material, such as “100 % cotton”.")
    linkstar_battery = fields.Selection(BATTERIES, "Battery", default="none", required=True)
    linkstar_goods_type_ids = fields.Many2many(
        "linkstar.goods.type", string="Goods types", help="What decides which line may carry it, apart from the battery."
    )
    linkstar_customs_ready = fields.Boolean(
        "Customs ready",
        compute="_compute_linkstar_customs_ready",
        store=True,
        help="Everything that a customs declaration needs is there.",
    )
    linkstar_customs_missing = fields.Text("Missing for customs", compute="_compute_linkstar_customs_missing")

    @api.depends("type", "hs_code", "country_of_origin", "linkstar_description_en", "product_variant_ids.weight")
    def _compute_linkstar_customs_ready(self):
        for template in self:
            variants = template.product_variant_ids
            template.linkstar_customs_ready = bool(variants) and not any(variant._linkstar_customs_gaps() for variant in variants)

    @api.depends("linkstar_customs_ready", "hs_code")
    @api.depends_context("lang")
    def _compute_linkstar_customs_missing(self):
        for template in self:
            gaps = dict.fromkeys(gap for variant in template.product_variant_ids for gap in variant._linkstar_customs_gaps())
            template.linkstar_customs_missing = "\n".join(gaps)

    def _linkstar_battery_codes(self):
        """The codes of goods types that the batteries of these products stand for."""
        kinds = {template.linkstar_battery or "none" for template in self} - {"none"}
        return ["battery", *sorted(kinds)] if kinds else []
