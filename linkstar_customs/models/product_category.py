# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models

from ..services import harmonized_system
from .product_template import hs_visible

#: Fields that products inherit from their category, or from the nearest parent category
#: with a value.
INHERITED = (
    "linkstar_hs_code",
    "linkstar_description_en",
    "linkstar_description_cn",
    "linkstar_origin_id",
    "linkstar_manufacturer_id",
    "linkstar_responsible_id",
)


class ProductCategory(models.Model):
    _inherit = "product.category"

    linkstar_hs_code = fields.Char(
        "HS code",
        help=(
            "Used for products in this category and its child categories that have no"
            " HS code."
        ),
        groups="base.group_user",
    )
    linkstar_hs_id = fields.Many2one(
        "linkstar.hs.code",
        "Find the HS code",
        compute="_compute_linkstar_hs_id",
        inverse="_inverse_linkstar_hs_id",
        help="Search by words, such as “phone case”, or by the first digits.",
        groups="base.group_user",
    )
    linkstar_description_en = fields.Char(
        "Customs description (English)", groups="base.group_user"
    )
    linkstar_description_cn = fields.Char(
        "Customs description (Chinese)", groups="base.group_user"
    )
    linkstar_origin_id = fields.Many2one(
        "res.country", "Country of origin", groups="base.group_user"
    )
    linkstar_manufacturer_id = fields.Many2one(
        "res.partner",
        "Manufacturer",
        help=(
            "Used for products in this category that have no manufacturer, such as all"
            " products of one brand."
        ),
        groups="base.group_user",
    )
    linkstar_responsible_id = fields.Many2one(
        "res.partner",
        "EU responsible person",
        help=(
            "The person or company responsible for product safety in the EU (GPSR)."
            " Used for products in this category that have none."
        ),
        groups="base.group_user",
    )

    @api.depends(lambda self: ["linkstar_hs_code", *harmonized_system.depends(self)])
    def _compute_linkstar_hs_id(self):
        texts = {
            category: harmonized_system.code(category) or category.linkstar_hs_code
            for category in self
        }
        found = self.env["linkstar.hs.code"]._by_text(list(texts.values()))
        for category in self:
            category.linkstar_hs_id = found.get(texts[category])

    def _inverse_linkstar_hs_id(self):
        for category in self:
            harmonized_system.choose(
                category, "linkstar_hs_code", category.linkstar_hs_id.code
            )

    @api.onchange("linkstar_hs_code")
    def _onchange_linkstar_hs_code(self):
        self.linkstar_hs_code = hs_visible(self.linkstar_hs_code)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._linkstar_normalised(vals) for vals in vals_list])

    def write(self, vals):
        result = super().write(self._linkstar_normalised(vals))
        if vals.keys() & {*INHERITED, "parent_id", harmonized_system.FIELD}:
            self.env["product.product"]._linkstar_recheck(
                [("categ_id", "child_of", self.ids)]
            )
        return result

    @api.model
    def _linkstar_normalised(self, vals):
        return (
            {**vals, "linkstar_hs_code": hs_visible(vals["linkstar_hs_code"])}
            if "linkstar_hs_code" in vals
            else vals
        )

    def _linkstar_inherited(self):
        """Return {category: {field: value}} of ``INHERITED``: each category's own
        value, or the one of its nearest parent.
        """
        chains = {
            category: [
                int(number)
                for number in (category.parent_path or "").split("/")
                if number
            ]
            for category in self
        }
        above = self.sudo().browse(
            {number for chain in chains.values() for number in chain}
        )
        above.fetch(
            [
                *INHERITED,
                *([harmonized_system.FIELD] if harmonized_system.has(above) else []),
            ]
        )
        values = {}
        for category in self:
            nearest_first = above.browse(reversed(chains[category])) or category.sudo()
            values[category] = {
                name: next((row[name] for row in nearest_first if row[name]), False)
                for name in INHERITED
            }
            values[category]["linkstar_hs_code"] = next(
                (
                    code
                    for row in nearest_first
                    if (code := harmonized_system.code(row) or row.linkstar_hs_code)
                ),
                False,
            )
        return values
