# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import logging
from dataclasses import replace

from odoo import api, fields, models
from odoo.fields import Domain

from ..rules import descriptions, goods, hs, identifiers
from ..rules.finding import Finding
from ..rules.identifiers import Identifiers, stand_in
from ..services import harmonized_system
from ..services.amounts import decimal
from ..services.queries import is_wanted, standard
from ..services.units import kilograms
from .decimal_precision import PLACES
from .product_template import hs_visible

_logger = logging.getLogger(__name__)

#: Marks in ``linkstar_gaps``, each followed by a gap: "!" always blocks shipping, "#"
#: and "@" follow the company's settings, "?" is a warning. After a change here, the
#: daily check must run once.
_ALWAYS, _WARNING = "!", "?"

_MARKS = {"": _ALWAYS, goods.IDENTIFIERS: "#", goods.GPSR: "@"}

#: Fields that the check of a product reads.
_READ = (
    "linkstar_hs6",
    "linkstar_variant_hs_code",
    "weight",
    "linkstar_net_weight",
    "linkstar_ns_pid",
    "linkstar_no_gtin",
    "barcode",
    "default_code",
    "product_tmpl_id.type",
    "product_tmpl_id.categ_id",
    "product_tmpl_id.uom_id",
    "product_tmpl_id.hs_code",
    "product_tmpl_id.country_of_origin",
    "product_tmpl_id.linkstar_description_en",
    "product_tmpl_id.linkstar_battery",
    "product_tmpl_id.linkstar_goods_type_ids",
    "product_tmpl_id.linkstar_manufacturer_id",
    "product_tmpl_id.linkstar_responsible_id",
)


class ProductProduct(models.Model):
    _inherit = "product.product"
    linkstar_variant_hs_code = fields.Char(
        "HS code of the variant",
        help="Only if it differs from the HS code of the product.",
        groups="base.group_user",
    )
    linkstar_ns_pid = fields.Char(
        "Manufacturer's reference",
        help="The manufacturer's own number for the product (NS-PID, code C128).",
        groups="base.group_user",
    )
    linkstar_no_gtin = fields.Boolean(
        "No GTIN exists",
        help=(
            "States to customs that the product has no GTIN (code Y081). Do not set it"
            " if the barcode is a GTIN (EAN, UPC)."
        ),
        groups="base.group_user",
    )
    linkstar_net_weight = fields.Float(
        "Net weight",
        digits="Stock Weight",
        help=(
            "Weight without packaging, in the unit of the field Weight. 0: the same as"
            " Weight."
        ),
        groups="base.group_user",
    )
    linkstar_hs6 = fields.Char(
        "HS subheading",
        compute="_compute_linkstar_hs6",
        store=True,
        index="btree_not_null",
        help=(
            "The declared six worldwide digits of the HS code, from the variant, the"
            " product or its category."
        ),
        groups="base.group_user",
    )
    linkstar_gaps = fields.Char(
        compute="_compute_linkstar_gaps", store=True, groups="base.group_user"
    )
    linkstar_customs_ready = fields.Boolean(
        "Customs ready",
        compute="_compute_linkstar_customs_ready",
        search="_search_linkstar_customs_ready",
        groups="base.group_user,product.group_product_manager",
    )
    linkstar_customs_missing = fields.Text(
        "Missing for customs",
        compute="_compute_linkstar_customs_missing",
        groups="base.group_user",
    )

    @api.depends(
        lambda self: [
            "linkstar_variant_hs_code",
            "product_tmpl_id.hs_code",
            "product_tmpl_id.categ_id",
            *harmonized_system.of_products(self),
        ]
    )
    def _compute_linkstar_hs6(self):
        inherited = self.categ_id._linkstar_inherited()
        for product in self:
            product.linkstar_hs6 = (
                hs.heading(product._linkstar_hs_code(inherited)) or False
            )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._linkstar_normalised(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._linkstar_normalised(vals))

    @api.model
    def _linkstar_normalised(self, vals):
        # The template's texts too: values written here stay in the cache unchanged.
        vals = self.env["product.template"]._linkstar_normalised(vals)
        if vals.get("linkstar_variant_hs_code"):
            vals = {
                **vals,
                "linkstar_variant_hs_code": hs_visible(
                    vals["linkstar_variant_hs_code"]
                ),
            }
        return vals

    @api.onchange("linkstar_variant_hs_code")
    def _onchange_linkstar_variant_hs_code(self):
        self.linkstar_variant_hs_code = hs_visible(self.linkstar_variant_hs_code)

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        harmonized_system.show(self, arch)
        return arch, view

    def _linkstar_hs_code(self, inherited=None):
        """Return the HS code as entered, "" if none: of the variant, else of the
        product, else of the nearest category.

        ``inherited`` is ``_linkstar_inherited()`` of the category, if the caller has
        read it for many products. Addons that store the code elsewhere override this.
        """
        self.ensure_one()
        own = (
            self.linkstar_variant_hs_code
            or harmonized_system.code(self.product_tmpl_id)
            or self.hs_code
        )
        return own or self._linkstar_of_category("linkstar_hs_code", inherited) or ""

    def _linkstar_descriptions(self, inherited=None):
        """Return the (English, Chinese) customs description of this product, "" if
        none: its own, else of the nearest category, else of its HS code.
        """
        self.ensure_one()
        of_code = (
            self.env["linkstar.hs.code"]
            ._own_descriptions()
            .get(self.linkstar_hs6, ("", ""))
        )
        return tuple(
            self[name] or self._linkstar_of_category(name, inherited) or of_code[place]
            for place, name in enumerate(
                ("linkstar_description_en", "linkstar_description_cn")
            )
        )

    def _linkstar_origin(self, inherited=None):
        """Return the country of origin of this product, else of its category; may be
        empty.
        """
        self.ensure_one()
        own = harmonized_system.origin(self.product_tmpl_id) or self.country_of_origin
        return (
            own
            or self._linkstar_of_category("linkstar_origin_id", inherited)
            or self.country_of_origin
        )

    def _linkstar_of_category(self, name, inherited):
        category = self.categ_id
        return (inherited or category._linkstar_inherited()).get(category, {}).get(name)

    def _linkstar_weights(self):
        """Return {product: net weight of one unit}, decimals with three places in kg,
        whatever the database's unit of weight.
        """
        return {
            product: net or gross
            for product, (gross, net) in self._linkstar_both_weights().items()
        }

    def _linkstar_both_weights(self):
        """Return {product: (gross, net) weight of one unit}, decimals with three places
        in kg; a net weight of 0 was not entered.
        """
        in_kilograms = kilograms(self.env)
        return {
            product: (
                in_kilograms(product._linkstar_unit_weight()),
                in_kilograms(product.linkstar_net_weight),
            )
            for product in self
        }

    def _linkstar_unit_weight(self):
        """Return the weight of one unit, a float in the database's unit of weight: the
        product's weight; without one, the weight of its unit of measure if it is sold
        by weight; 0 if unknown.
        """
        self.ensure_one()
        kilogram = standard(self.env, "uom.product_uom_kgm")
        if self.weight or not self.uom_id._has_common_reference(kilogram):
            return self.weight
        kept_in = (
            self.env["product.template"]
            .sudo()
            ._get_weight_uom_id_from_ir_config_parameter()
        )
        return self.uom_id._compute_quantity(1.0, kept_in, round=False)

    def _linkstar_is_counted(self):
        """Whether units of this product are counted, not measured by weight, length or
        volume.
        """
        self.ensure_one()
        return self.uom_id._has_common_reference(
            standard(self.env, "uom.product_uom_unit")
        )

    def _linkstar_sales_price(self, company):
        """Return the sales price of one unit without VAT, in the currency of
        ``company``, a decimal with six places.
        """
        self.ensure_one()
        product = self.with_company(company)
        currency, price = company.currency_id, product.lst_price
        if product.currency_id != currency:
            price = product.currency_id._convert(price, currency, company, round=False)
        taxes = product.taxes_id._filter_taxes_by_company(company)
        if any(taxes.flatten_taxes_hierarchy().mapped("price_include")):
            unrounded = taxes.with_context(round_base=False)
            price = unrounded.compute_all(
                price, currency, product=product, rounding_method="round_globally"
            )["total_excluded"]
        return decimal(price, 6)

    def _linkstar_goods_types(self):
        """Return the codes of all goods types of these products, a frozenset: "battery"
        and the exact kind of battery, "liquid", "blade", "prohibited" … Each special
        code comes with its general one.
        """
        kinds = self.product_tmpl_id.linkstar_goods_type_ids
        return frozenset(
            kinds._all_codes() + self.product_tmpl_id._linkstar_battery_codes()
        )

    def _linkstar_identifiers(self, company=None):
        """Return this product's references for the pure rules; with ``company``, the
        settings may replace a missing manufacturer's reference.
        """
        self.ensure_one()
        own = Identifiers(
            self.default_code or "",
            self.linkstar_ns_pid or "",
            self.barcode or "",
            self.linkstar_no_gtin,
        )
        if not company or own.ns_pid.strip():
            return own
        kind, reference = stand_in(own)
        return (
            replace(own, ns_pid=reference)
            if kind in company._linkstar_stand_ins()
            else own
        )

    def _linkstar_goods(self, company=None):
        """Return {product: ``rules.goods.Goods``}. Manufacturer and responsible person
        come from the product, its category, or the settings of ``company``, if given.
        """
        products = self.sudo()
        inherited = products.categ_id._linkstar_inherited()
        weights, batteries = (
            products._linkstar_both_weights(),
            self.env["linkstar.goods.type"]._batteries(),
        )
        found, countries = {}, self.env["res.country"]._linkstar_all_codes()
        for product in products:
            english, chinese = product._linkstar_descriptions(inherited)
            kinds = product.linkstar_goods_type_ids
            if product.linkstar_battery in batteries:
                kinds += batteries[product.linkstar_battery]
            gross, net = weights[product]
            found[product] = goods.ProductData(
                hs_code=product._linkstar_hs_code(inherited),
                description_en=english,
                description_cn=chinese,
                material=product.linkstar_material or "",
                use=product.linkstar_use or "",
                origin=countries.get(product._linkstar_origin(inherited).id, ""),
                gross_weight=gross,
                net_weight=net,
                identifiers=product._linkstar_identifiers(),
                manufacturer=product._linkstar_safety_partner(
                    "linkstar_manufacturer_id", company, inherited
                )._linkstar_safety_party(),
                responsible=product._linkstar_safety_partner(
                    "linkstar_responsible_id", company, inherited
                )._linkstar_safety_party(),
                prohibited=tuple(kind.name for kind in kinds if kind._is_prohibited()),
                second_look=tuple(kind.name for kind in kinds if kind.second_look),
                battery=product.linkstar_battery not in (False, "none"),
            )
        return found

    def _linkstar_safety_partner(self, name, company=None, inherited=None):
        """Return the manufacturer or responsible person of this product; ``name`` is
        the field. May be empty.
        """
        own = self[name] or self._linkstar_of_category(name, inherited)
        return own or (company.sudo()[name] if company else self[name])

    @api.depends(lambda self: [*_READ, *harmonized_system.of_products(self)])
    def _compute_linkstar_gaps(self):
        shipped = self.filtered(lambda product: product.type == "consu")
        (self - shipped).linkstar_gaps = False
        found = shipped._linkstar_findings(fields.Date.context_today(self))
        for product in shipped:
            gaps = {
                (
                    _WARNING
                    if finding.severity == "warn"
                    else _MARKS[goods.requirement(finding.code)]
                )
                + _gap(finding)
                for finding in found[product]
            }
            product.linkstar_gaps = "".join(sorted(gaps)) or False

    @api.depends("linkstar_gaps")
    @api.depends_context("company")
    def _compute_linkstar_customs_ready(self):
        blocking = self.env.company._linkstar_blocking_gaps()
        for product in self:
            product.linkstar_customs_ready = not product._linkstar_has_gap(blocking)

    def _search_linkstar_customs_ready(self, operator, value):
        if operator != "in":
            return NotImplemented
        lacking = self._linkstar_lacking_domain()
        return Domain.OR([~lacking if wanted else lacking for wanted in set(value)])

    @api.depends("linkstar_gaps")
    @api.depends_context("lang", "company")
    def _compute_linkstar_customs_missing(self):
        found = self._linkstar_product_problems()
        for product in self:
            product.linkstar_customs_missing = "\n".join(
                problem.text for problem in found[product] if problem.blocks
            )

    def _linkstar_findings(self, on_date, company=None):
        """Return {product: everything it lacks on a date, a tuple of
        ``rules.finding.Finding``}, as if each requirement applied.
        """
        facts = self._linkstar_goods(company)
        requirements = self.env["linkstar.customs.requirement"]._on(on_date)
        law = requirements._law(
            {hs.heading(each.hs_code) for each in facts.values()} - {""}, on_date
        )
        return {product: goods.check(each, law) for product, each in facts.items()}

    def _linkstar_product_problems(self, company=None, on_date=None, severities=None):
        """Return {product: [``rules.finding.Finding``]} of everything these products
        lack.

        ``severities`` {requirement: (severity, source)} decides how findings about
        identifiers and product safety count for a destination; others are left out.
        Without it, the settings of ``company`` decide, for any destination.
        """
        company = company or self.env.company
        if severities is None:
            severities = {
                name: (company._linkstar_severity(name), "")
                for name in (goods.IDENTIFIERS, goods.GPSR)
            }
        shipped = self.filtered(lambda product: product.type == "consu")
        found = shipped._linkstar_findings(
            on_date or fields.Date.context_today(self), company
        )
        problems, stand_ins = (
            {product: [] for product in self},
            company._linkstar_stand_ins(),
        )
        for product in shipped:
            for finding in found[product]:
                asked = goods.requirement(finding.code)
                if (
                    finding.code == goods.NS_PID_MISSING
                    and finding.params["stand_in"] in stand_ins
                ):
                    continue
                severity, source = (
                    severities.get(asked, ("off", ""))
                    if asked
                    else (finding.severity, finding.source)
                )
                if severity != "off" and is_wanted(self.env, severity):
                    problem = product._linkstar_problem(
                        finding, severity, source or finding.source, company
                    )
                    problems[product].append(problem)
        return problems

    def _linkstar_problem(self, finding, severity, source, company):
        """Return ``finding`` about this product as a problem; it is corrected on the
        product, or on its manufacturer or responsible person.
        """
        record = self
        if finding.code in (
            goods.MANUFACTURER_INCOMPLETE,
            goods.RESPONSIBLE_INCOMPLETE,
            goods.RESPONSIBLE_OUTSIDE,
        ):
            name = f"linkstar_{finding.code.partition('_')[0]}_id"
            record = self.sudo()._linkstar_safety_partner(name, company)
        elif finding.code.startswith("hs_"):
            record = harmonized_system.place(self)
        return Finding(finding.code, severity, source=source).about(
            record, self._linkstar_sentence(finding, record)
        )

    def _linkstar_customs_gaps(self):
        """Return what this product lacks for a declaration, each a whole sentence with
        its remedy.
        """
        return [
            problem.text
            for problem in self._linkstar_product_problems()[self]
            if problem.blocks
        ]

    def _linkstar_has_gap(self, blocking):
        return any(mark in (self.linkstar_gaps or "") for mark in blocking)

    @api.model
    def _linkstar_lacking_domain(self):
        """Return the domain of the products that the current company cannot send
        yet.
        """
        return Domain.OR(
            [
                Domain("linkstar_gaps", "like", mark.replace("_", "\\_"))
                for mark in self.env.company._linkstar_blocking_gaps()
            ]
        )

    @api.model
    def _linkstar_recheck(self, domain):
        """Check the products of ``domain`` again after a change of another record."""
        products = self.sudo().with_context(active_test=False).search(domain)
        for name in ("linkstar_hs6", "linkstar_gaps"):
            self.env.add_to_compute(self._fields[name], products)

    @api.model
    def _cron_linkstar_recheck(self):
        """Check all products again: rows of tables begin and end by date, and partners
        change.
        """
        size, last = (
            500,
            int(
                self.env["ir.config_parameter"]
                .sudo()
                .get_param("linkstar_customs.rechecked", 0)
            ),
        )
        domain = [("type", "=", "consu"), ("id", ">", last)]
        remaining = self.search_count(domain)
        while products := self.search(domain, order="id", limit=size):
            products._linkstar_recheck_alone()
            last, remaining = products[-1].id, max(remaining - len(products), 0)
            domain = [("type", "=", "consu"), ("id", ">", last)]
            self.env["ir.config_parameter"].sudo().set_param(
                "linkstar_customs.rechecked", last if remaining else 0
            )
            if not self.env["ir.cron"]._commit_progress(
                len(products), remaining=remaining
            ):
                return
        self.env["ir.config_parameter"].sudo().set_param(
            "linkstar_customs.rechecked", 0
        )

    def _linkstar_recheck_alone(self):
        """Check these again. A product whose check fails is logged and skipped."""
        try:
            with self.env.cr.savepoint():
                self.env.add_to_compute(self._fields["linkstar_gaps"], self)
                self.env.flush_all()
        except Exception as error:
            self.env.remove_to_compute(self._fields["linkstar_gaps"], self)
            if len(self) == 1:
                _logger.error(
                    "Linkstar: the check of product %s failed (%s)",
                    self.id,
                    type(error).__name__,
                )
                return
            middle = len(self) // 2
            self[:middle]._linkstar_recheck_alone()
            self[middle:]._linkstar_recheck_alone()

    def _linkstar_declared(self):
        """Return the data of this product as values of a declared line: copies, which
        do not change with the product.
        """
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
        """Whether this is excise goods: by its goods type, or because its HS code
        begins with one of ``prefixes``.
        """
        self.ensure_one()
        code = "".join(
            character for character in self._linkstar_hs_code() if character.isdigit()
        )
        return any(self.linkstar_goods_type_ids.mapped("excise")) or bool(
            prefixes and code.startswith(prefixes)
        )

    def _linkstar_components(self, company):
        """Return {product: {component: quantity in the component's unit for one of the
        product}} of those of ``self`` that are kits.

        A kit is a product that the manufacturing app ships as its parts (a bill of
        materials of the type Kit). Without that app there are none.
        """
        if "mrp.bom" not in self.env or not self:
            return {}
        kits = (
            self.env["mrp.bom"]
            .sudo()
            ._bom_find(self, company_id=company.id, bom_type="phantom")
        )
        components = {}
        for product, bom in kits.items():
            if not bom:
                continue
            factor = (
                product.uom_id._compute_quantity(1.0, bom.product_uom_id, round=False)
                / bom.product_qty
            )
            parts = components[product] = {}
            for bom_line, explained in bom.explode(product, factor)[1]:
                part = bom_line.product_id
                if part.type == "consu":
                    quantity = bom_line.product_uom_id._compute_quantity(
                        explained["qty"], part.uom_id, round=False
                    )
                    parts[part] = parts.get(part, 0.0) + quantity
        return components

    def _linkstar_sentence(self, finding, record):
        """Return ``finding`` about this product as a sentence: what is wrong and what
        to do. ``record`` is the partner that it is about, or the product.
        """
        own = {
            "origin_missing": self.env._(
                "The country of origin is missing: choose the country where the"
                " product was made."
            ),
            "weight_zero": self._linkstar_weight_sentence(),
            "weight_net": self.env._(
                "The net weight is more than the weight with packaging: correct one of"
                " them."
            ),
            "prohibited": self.env._(
                "Its goods type is “%s”, which no parcel line carries by post or air:"
                " do not send it, or correct its goods types.",
                finding.params.get("goods_type"),
            ),
            "second_look": self.env._(
                "Its goods type is “%s”, for which customs makes extra checks: make"
                " sure that all papers are complete.",
                finding.params.get("goods_type"),
            ),
        }
        if finding.code in own:
            return own[finding.code]
        about, _underscore, _reason = finding.code.partition("_")
        if about == "hs":
            text = self._linkstar_hs_sentence(finding)
            if record._name == self._name:
                return text
            return self.env._(
                "%(problem)s All products with %(record)s share this code: correct it"
                " there.",
                problem=text,
                record=record.display_name,
            )
        if about == "description":
            return self._linkstar_description_sentence(finding)
        if about in ("manufacturer", "responsible"):
            return self._linkstar_safety_sentence(finding, record)
        return self._linkstar_identifier_sentence(finding)

    def _linkstar_weight_sentence(self):
        places = self.env["decimal.precision"].precision_get("Stock Weight")
        if places >= PLACES:
            return self.env._("The weight is zero: enter the weight of one unit.")
        return self.env._(
            "The weight is zero: enter the weight of one unit. Your database stores"
            " weights with %s decimal places, so a lower weight becomes 0: ask an"
            " administrator to set “Stock Weight” to 3 digits in Settings ▸ Technical"
            " ▸ Decimal Accuracy.",
            places,
        )

    def _linkstar_hs_sentence(self, finding):
        reason = finding.code.removeprefix("hs_")
        if reason == "missing":
            return self.env._(
                "The HS code is missing: enter its 6, 8 or 10 digits, or search for it"
                " by words."
            )
        if reason == "length":
            return self.env._(
                "The HS code “%s” does not have 6, 8 or 10 digits: enter at least the"
                " first six. A spreadsheet may have removed a zero in front.",
                finding.params["hs_code"],
            )
        if reason == "zero":
            return self.env._(
                "The HS code “%(code)s” has an odd number of digits. A spreadsheet may"
                " have removed a zero in front: is it %(zero)s? Enter its 6, 8 or 10"
                " digits.",
                code=finding.params["hs_code"],
                zero=f"0{finding.params['hs_code']}",
            )
        if reason == "unknown":
            return self.env._(
                "The HS code begins with %s, which is not in the table of HS codes:"
                " search for the right code by words.",
                finding.params["hs_code"],
            )
        if reason == "second_look":
            return self.env._(
                "Customs makes extra checks for goods of chapter %s: make sure that"
                " licences and papers are complete.",
                finding.params["hs_code"],
            )
        return self.env._(
            "The HS code “%s” contains characters that are not digits: enter its 6, 8"
            " or 10 digits.",
            finding.params["hs_code"],
        )

    def _linkstar_description_sentence(self, finding):
        example = self.env._(
            "Enter what it is, its material and use, such as “phone cover, silicone”."
        )
        if finding.code == descriptions.MISSING:
            return self.env._(
                "The customs description in English is missing. %s", example
            )
        names = {**finding.params, "example": example}
        if finding.code == descriptions.LATIN:
            return self.env._(
                "The English customs description “%(text)s” has no Latin letters."
                " %(example)s",
                **names,
            )
        if finding.code == descriptions.SYMBOLS:
            return self.env._(
                "The customs description “%(text)s” has only digits and symbols."
                " %(example)s",
                **names,
            )
        if finding.code == descriptions.SHORT:
            return self.env._(
                "The customs description “%(text)s” has fewer than three letters."
                " %(example)s",
                **names,
            )
        if finding.code == descriptions.REPEATED:
            return self.env._(
                "The customs description has the same character three times in a row,"
                " “%(text)s”. %(example)s",
                **names,
            )
        if finding.code == descriptions.FILE:
            return self.env._(
                "The customs description “%(text)s” is a file name. %(example)s",
                **names,
            )
        if finding.code == descriptions.LONG:
            return self.env._(
                "The customs description has %(text)s characters, more than a"
                " declaration allows: shorten it. %(example)s",
                **names,
            )
        if finding.code == descriptions.ONLY:
            return self.env._(
                "The customs description “%(text)s” does not describe the goods, so"
                " customs refuses it. %(example)s",
                **names,
            )
        return self.env._(
            "The customs description contains “%(text)s”, which is too vague for"
            " customs: make sure that the other words describe the goods. %(example)s",
            **names,
        )

    def _linkstar_identifier_sentence(self, finding):
        if finding.code.startswith("gtin"):
            barcode = (self.barcode or "").strip()
            if finding.code == identifiers.GTIN_MISSING:
                return self.env._(
                    "The GTIN is missing: enter it as the barcode, or state that none"
                    " exists."
                )
            if finding.code == identifiers.GTIN_DENIED:
                return self.env._(
                    "The barcode %s is a GTIN, but “No GTIN exists” is set: correct"
                    " one of them.",
                    barcode,
                )
            if finding.code == identifiers.GTIN_STORE:
                return self.env._(
                    "The barcode %s is an internal number of a store, not a GTIN:"
                    " enter the GTIN instead, or state that none exists.",
                    barcode,
                )
            if finding.code == identifiers.GTIN_WRONG:
                return self.env._(
                    "The barcode %s looks like a GTIN, but its check digit is wrong:"
                    " check the number on the package, or state that none exists.",
                    barcode,
                )
            return self.env._(
                "The barcode %s is not a GTIN: enter the GTIN instead, or state that"
                " none exists.",
                barcode,
            )
        whose = (
            self.env._("internal reference")
            if finding.code.startswith("m_pid")
            else self.env._("manufacturer's reference")
        )
        reason = finding.code.rpartition("_")[2]
        if reason == identifiers.MISSING:
            return self.env._(
                "The %s is missing. Customs requires it as a product identifier: enter"
                " it.",
                whose,
            )
        if reason == identifiers.LENGTH:
            return self.env._(
                "The %(name)s has more than %(longest)s characters: shorten it.",
                name=whose,
                longest=identifiers.LONGEST,
            )
        return self.env._(
            "The %s contains characters that customs does not accept: use only Latin"
            " letters without accents, digits and punctuation.",
            whose,
        )

    def _linkstar_safety_sentence(self, finding, record):
        if finding.code == goods.MANUFACTURER_MISSING:
            return self.env._(
                "The manufacturer is missing: choose one on the product, on its"
                " category, or in the settings."
            )
        if finding.code == goods.RESPONSIBLE_MISSING:
            return self.env._(
                "The EU responsible person is missing: choose one on the product, on"
                " its category, or in the settings."
            )
        if finding.code == goods.RESPONSIBLE_OUTSIDE:
            return self.env._(
                "The EU responsible person %s has no address in the EU: choose somebody"
                " there.",
                record.display_name,
            )
        return self.env._(
            "The contact %s is the product's manufacturer or responsible person, so it"
            " needs a name, a postal address, and an e-mail address or website:"
            " complete it.",
            record.display_name,
        )


def _gap(finding):
    return (
        f"{finding.code}.{finding.params['stand_in']}"
        if finding.code == goods.NS_PID_MISSING
        else finding.code
    )
