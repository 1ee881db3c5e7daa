from odoo import models

from ..rules import hs
from ..rules.problem import Problem
from .amounts import decimal
from .lookups import kilograms


class ProductProduct(models.Model):
    _inherit = "product.product"

    def _linkstar_hs_code(self):
        """The HS code as somebody wrote it, "" when none. Addons that keep it elsewhere, such as on the category, override
        this and add their fields to what ``linkstar_customs_ready`` depends on."""
        self.ensure_one()
        return self.hs_code or ""

    def _linkstar_weights(self):
        """{product: net weight of one unit}, a decimal of three places in kg, whichever unit the database weighs products in."""
        in_kilograms = kilograms(self.env)
        return {product: in_kilograms(product.weight) for product in self}

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

    def _linkstar_customs_gaps(self):
        """What this product lacks to be declared, each a whole sentence with its remedy."""
        return [problem.text for problem in self._linkstar_problems()]

    def _linkstar_problems(self):
        """What this product lacks to be declared, a list of ``rules.problem.Problem``."""
        self.ensure_one()
        gaps = []
        try:
            hs.normalise(self._linkstar_hs_code())
        except hs.HsError as error:
            gaps.append((f"hs_{error.reason}", self._linkstar_hs_sentence(error)))
        if not self.country_of_origin:
            gaps.append(
                ("origin_missing", self.env._("The country of origin is missing: choose where the product was made."))
            )
        if not (self.linkstar_description_en or "").strip():
            text = self.env._(
                "The customs description in English is missing: enter what it is and its material, such as “phone case, silicone”."
            )
            gaps.append(("description_missing", text))
        if self._linkstar_weights()[self] <= 0:
            gaps.append(("weight_zero", self.env._("The weight is zero: enter the weight of one unit.")))
        return [Problem("block", text, self._name, self.id, code) for code, text in gaps]

    def _linkstar_hs_sentence(self, error):
        if error.reason == hs.MISSING:
            return self.env._("The HS code is missing: enter its 6 to 10 digits.")
        if error.reason == hs.LENGTH:
            return self.env._(
                "The HS code “%s” does not have 6 to 10 digits: enter at least the six of the world-wide code.",
                self._linkstar_hs_code(),
            )
        return self.env._(
            "The HS code “%s” contains something else than digits: enter its 6 to 10 digits.", self._linkstar_hs_code()
        )
