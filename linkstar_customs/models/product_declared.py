from odoo import models

from ..rules import hs


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _linkstar_declared(self):
        """What a declaration says of this product, as values of a declared line: copies, which do not change with the product."""
        self.ensure_one()
        inherited = self.categ_id._linkstar_inherited()
        description_en, description_cn = self._linkstar_descriptions(inherited)
        try:
            hs_code = hs.normalise(self._linkstar_hs_code(inherited))
        except hs.HsError:
            hs_code = ""
        return {
            "product_id": self.id,
            "sku": self.default_code,
            "description_en": description_en,
            "description_cn": description_cn,
            "material": self.linkstar_material,
            "battery": self.linkstar_battery,
            "hs_code": hs_code,
            "origin_id": self._linkstar_origin(inherited).id,
        }

    def _linkstar_is_excise(self, prefixes):
        """Whether this product is subject to excise duty: by its type, or because its HS code begins with one of ``prefixes``."""
        self.ensure_one()
        code = "".join(character for character in self._linkstar_hs_code() if character.isdigit())
        return any(self.linkstar_goods_type_ids.mapped("excise")) or bool(prefixes and code.startswith(prefixes))

    def _linkstar_components(self, company):
        """{product: {component: quantity in the component's unit for one of the product}} of those of ``self`` that are kits.

        A kit is a product that the manufacturing app, where there is one, ships as its parts (a bill of materials of the type
        Kit); without that app there are none.
        """
        if "mrp.bom" not in self.env or not self:
            return {}
        kits = self.env["mrp.bom"].sudo()._bom_find(self, company_id=company.id, bom_type="phantom")
        components = {}
        for product, bom in kits.items():
            if not bom:
                continue
            factor = product.uom_id._compute_quantity(1.0, bom.product_uom_id, round=False) / bom.product_qty
            parts = components[product] = {}
            for bom_line, explained in bom.explode(product, factor)[1]:
                part = bom_line.product_id
                if part.type == "consu":
                    quantity = bom_line.product_uom_id._compute_quantity(explained["qty"], part.uom_id, round=False)
                    parts[part] = parts.get(part, 0.0) + quantity
        return components
