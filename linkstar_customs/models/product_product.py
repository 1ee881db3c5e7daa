from odoo import api, fields, models

from ..rules import goods, hs
from ..rules.identifiers import Identifiers
from .amounts import decimal
from .lookups import kilograms
from .product_template import hs_visible


class ProductProduct(models.Model):
    _inherit = "product.product"

    linkstar_variant_hs_code = fields.Char(
        "HS code of the variant", help="Only where it is not that of the product.", groups="base.group_user"
    )
    linkstar_ns_pid = fields.Char(
        "Manufacturer's reference", help="The manufacturer's own number of the product (NS-PID, code C128).", groups="base.group_user"
    )
    linkstar_no_gtin = fields.Boolean(
        "No GTIN exists", help="Stated to customs as Y081. Leave it off when the barcode is a GTIN (EAN, UPC).", groups="base.group_user"
    )
    linkstar_net_weight = fields.Float(
        "Net weight", digits="Stock Weight", help="Without packaging, in the unit of the weight. 0: the same as the weight.",
        groups="base.group_user",
    )
    linkstar_hs6 = fields.Char(
        "HS subheading",
        compute="_compute_linkstar_hs6",
        store=True,
        index="btree_not_null",
        help="The six world-wide digits that are declared: of the variant, the product or its category.",
        groups="base.group_user",
    )
    linkstar_gaps = fields.Char(compute="_compute_linkstar_gaps", store=True, groups="base.group_user")
    linkstar_customs_ready = fields.Boolean(
        "Customs ready",
        compute="_compute_linkstar_customs_ready",
        search="_search_linkstar_customs_ready",
        groups="base.group_user,product.group_product_manager",
    )
    linkstar_customs_missing = fields.Text("Missing for customs", compute="_compute_linkstar_customs_missing", groups="base.group_user")

    @api.depends("linkstar_variant_hs_code", "product_tmpl_id.hs_code", "product_tmpl_id.categ_id")
    def _compute_linkstar_hs6(self):
        inherited = self.categ_id._linkstar_inherited()
        for product in self:
            product.linkstar_hs6 = hs.heading(product._linkstar_hs_code(inherited)) or False

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._linkstar_normalised(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._linkstar_normalised(vals))

    @api.model
    def _linkstar_normalised(self, vals):
        # The product's own texts, too: what is written here stays in the cache as it was given.
        vals = self.env["product.template"]._linkstar_normalised(vals)
        if vals.get("linkstar_variant_hs_code"):
            vals = {**vals, "linkstar_variant_hs_code": hs_visible(vals["linkstar_variant_hs_code"])}
        return vals

    @api.onchange("linkstar_variant_hs_code")
    def _onchange_linkstar_variant_hs_code(self):
        self.linkstar_variant_hs_code = hs_visible(self.linkstar_variant_hs_code)

    def _linkstar_hs_code(self, inherited=None):
        """The HS code as somebody wrote it, "" when none: of the variant, else of the product, else of the nearest category.

        ``inherited`` is ``_linkstar_inherited()`` of the category, where the caller has it for many products at once. Addons
        that keep the code elsewhere override this.
        """
        self.ensure_one()
        return self.linkstar_variant_hs_code or self.hs_code or self._linkstar_of_category("linkstar_hs_code", inherited) or ""

    def _linkstar_descriptions(self, inherited=None):
        """(English, Chinese) customs description of this product, "" when none: its own, else that of the nearest category,
        else the one kept for its HS code."""
        self.ensure_one()
        of_code = self.env["linkstar.hs.code"]._own_descriptions().get(self.linkstar_hs6, ("", ""))
        return tuple(
            self[name] or self._linkstar_of_category(name, inherited) or of_code[place]
            for place, name in enumerate(("linkstar_description_en", "linkstar_description_cn"))
        )

    def _linkstar_origin(self, inherited=None):
        """The country where this product was made, the category's where the product has none; may be empty."""
        self.ensure_one()
        return self.country_of_origin or self._linkstar_of_category("linkstar_origin_id", inherited) or self.country_of_origin

    def _linkstar_of_category(self, name, inherited):
        category = self.categ_id
        return (inherited or category._linkstar_inherited()).get(category, {}).get(name)

    def _linkstar_weights(self):
        """{product: net weight of one unit}, a decimal of three places in kg, whichever unit the database weighs products in."""
        return {product: net or gross for product, (gross, net) in self._linkstar_both_weights().items()}

    def _linkstar_both_weights(self):
        """{product: (gross, net) weight of one unit}, decimals of three places in kg; the net weight 0 when nobody gave one."""
        in_kilograms = kilograms(self.env)
        return {product: (in_kilograms(product.weight), in_kilograms(product.linkstar_net_weight)) for product in self}

    def _linkstar_sales_price(self, company):
        """Sales price of one unit without VAT, in the currency of ``company``, as a decimal of six places."""
        self.ensure_one()
        product = self.with_company(company)
        currency, price = company.currency_id, product.lst_price
        if product.currency_id != currency:
            price = product.currency_id._convert(price, currency, company, round=False)
        taxes = product.taxes_id._filter_taxes_by_company(company)
        if any(taxes.flatten_taxes_hierarchy().mapped("price_include")):
            unrounded = taxes.with_context(round_base=False)
            price = unrounded.compute_all(price, currency, product=product, rounding_method="round_globally")["total_excluded"]
        return decimal(price, 6)

    def _linkstar_goods_types(self):
        """The codes of ``linkstar.goods.type`` that any of these products is, a frozenset: "battery" and the exact kind of
        battery, "liquid", "blade", "prohibited" … A general code is there beside each special one."""
        kinds = self.product_tmpl_id.linkstar_goods_type_ids
        return frozenset(kinds._all_codes() + self.product_tmpl_id._linkstar_battery_codes())

    def _linkstar_identifiers(self):
        """This product's references as the rules read them."""
        self.ensure_one()
        return Identifiers(
            self.default_code or "", self.linkstar_ns_pid or "", self.barcode or "", self.linkstar_no_gtin
        )

    def _linkstar_goods(self, company=None):
        """{product: ``rules.goods.Goods``}. Who answers for its safety is looked for on the product, its category, and in the
        settings of ``company``, if given."""
        products = self.sudo()
        inherited = products.categ_id._linkstar_inherited()
        weights, batteries = products._linkstar_both_weights(), self.env["linkstar.goods.type"]._batteries()
        found, countries = {}, self.env["res.country"]._linkstar_all_codes()
        for product in products:
            english, chinese = product._linkstar_descriptions(inherited)
            kinds = product.linkstar_goods_type_ids
            if product.linkstar_battery in batteries:
                kinds += batteries[product.linkstar_battery]
            gross, net = weights[product]
            found[product] = goods.Goods(
                hs_code=product._linkstar_hs_code(inherited),
                description_en=english,
                description_cn=chinese,
                material=product.linkstar_material or "",
                use=product.linkstar_use or "",
                origin=countries.get(product._linkstar_origin(inherited).id, ""),
                gross_weight=gross,
                net_weight=net,
                identifiers=product._linkstar_identifiers(),
                manufacturer=product._linkstar_safety_partner("linkstar_manufacturer_id", company, inherited)._linkstar_safety_party(),
                responsible=product._linkstar_safety_partner("linkstar_responsible_id", company, inherited)._linkstar_safety_party(),
                prohibited=tuple(kind.name for kind in kinds if kind._is_prohibited()),
                second_look=tuple(kind.name for kind in kinds if kind.second_look),
                battery=product.linkstar_battery not in (False, "none"),
            )
        return found

    def _linkstar_safety_partner(self, name, company=None, inherited=None):
        """The manufacturer or responsible person of this product, ``name`` being its field; may be empty."""
        own = self[name] or self._linkstar_of_category(name, inherited)
        return own or (company.sudo()[name] if company else self[name])
