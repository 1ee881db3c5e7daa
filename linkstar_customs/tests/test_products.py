# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import date

from odoo import Command
from odoo.tests import Form, tagged

from .common import CustomsCase


@tagged("post_install", "-at_install")
class TestProducts(CustomsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.top = cls.env["product.category"].create({"name": "Accessories of phones"})
        cls.below = cls.env["product.category"].create(
            {"name": "Covers", "parent_id": cls.top.id}
        )

    def codes(self, product, **options):
        return [
            problem.code
            for problem in product._linkstar_product_problems(**options)[product]
        ]

    def test_code_of_variant_product_and_nearest_category(self):
        product = self.product(
            "Cover", "C-1", price=1.0, hs_code=False, categ_id=self.below.id
        )
        self.assertEqual(
            (product._linkstar_hs_code(), product.linkstar_hs6, self.codes(product)),
            ("", False, ["hs_missing"]),
        )
        self.top.linkstar_hs_code = "4202.32"
        self.assertEqual(
            (product._linkstar_hs_code(), product.linkstar_hs6, self.codes(product)),
            ("420232", "420232", []),
        )
        self.assertTrue(product.product_tmpl_id.linkstar_customs_ready)
        self.below.linkstar_hs_code = "392690"
        self.assertEqual(product.linkstar_hs6, "392690")
        product.product_tmpl_id.hs_code = "851713"
        self.assertEqual(product.linkstar_hs6, "851713")
        product.linkstar_variant_hs_code = "8518 30 00"
        self.assertEqual(
            (product._linkstar_hs_code(), product.linkstar_hs6), ("85183000", "851830")
        )
        self.assertEqual(product._linkstar_declared()["hs_code"], "85183000")

    def test_category_gives_what_the_product_lacks(self):
        product = self.product(
            "Cover", "C-1", price=1.0, text=False, origin=False, categ_id=self.below.id
        )
        product.product_tmpl_id.write(
            {"linkstar_manufacturer_id": False, "linkstar_responsible_id": False}
        )
        lacking = [
            "origin_missing",
            "description_missing",
            "manufacturer_missing",
            "responsible_missing",
        ]
        self.assertEqual(self.codes(product), lacking)
        self.top.write(
            {
                "linkstar_origin_id": self.env.ref("base.vn").id,
                "linkstar_description_en": "phone cover, plastic",
                "linkstar_description_cn": "塑料手机壳",
                "linkstar_manufacturer_id": self.manufacturer.id,
                "linkstar_responsible_id": self.responsible.id,
            }
        )
        self.assertEqual(self.codes(product), [])
        declared = product._linkstar_declared()
        self.assertEqual(
            (declared["description_en"], declared["description_cn"]),
            ("phone cover, plastic", "塑料手机壳"),
        )
        self.assertEqual(declared["origin_id"], self.env.ref("base.vn").id)

    def test_one_description_for_each_code(self):
        product = self.product("Cover", "C-1", price=1.0, text=False)
        row = self.env["linkstar.hs.code"].search([("code", "=", "392690")])
        row.description_en = "article for telephones, plastics"
        self.assertFalse(self.codes(product))
        self.assertTrue(product.linkstar_customs_ready)
        self.assertEqual(
            product._linkstar_declared()["description_en"],
            "article for telephones, plastics",
        )

    def test_code_is_normalised_where_it_is_seen(self):
        with Form(self.case.product_tmpl_id) as form:
            form.hs_code = "8517.13-00 00"
            self.assertEqual(form.hs_code, "8517130000")
        self.case.hs_code = " 3926 90 "
        self.assertEqual(self.case.hs_code, "392690")
        for written, code, words in (
            ("39269", "hs_length", "39269"),
            ("39AB90", "hs_characters", "39AB90"),
            ("999999", "hs_unknown", "not in the table"),
        ):
            self.case.hs_code = written
            (problem,) = self.case._linkstar_product_problems()[self.case]
            self.assertEqual((problem.code, self.case.hs_code), (code, written))
            self.assertIn(words, problem.text)
            self.assertFalse(self.case.linkstar_customs_ready)

    def test_code_is_found_by_words_on_the_form(self):
        found = self.env["linkstar.hs.code"].name_search("desk lamps", limit=3)
        with Form(self.case.product_tmpl_id) as form:
            form.linkstar_hs_id = self.env["linkstar.hs.code"].browse(found[0][0])
        self.assertEqual(self.case.hs_code, "940521")
        self.case.hs_code = "94052190"
        self.case.product_tmpl_id.linkstar_hs_id = (
            self.case.product_tmpl_id.linkstar_hs_id
        )
        self.assertEqual(self.case.hs_code, "94052190", "further digits stay")

    def test_description_too_long_only_chinese_or_vague(self):
        for text, code in (
            ("pen, " * 120, "description_long"),
            ("硅胶手机壳", "description_latin"),
            ("Gift", "description_only_term"),
            ("img_001.jpg", "description_file"),
        ):
            self.case.linkstar_description_en = text
            self.assertEqual(self.codes(self.case), [code])
            self.assertFalse(self.case.linkstar_customs_ready)
        self.case.linkstar_description_en = "  phone case,   silicone "
        self.assertEqual(self.case.linkstar_description_en, "phone case, silicone")
        (warning,) = self.case._linkstar_product_problems()[self.case]
        self.assertEqual((warning.severity, warning.code), ("warn", "description_term"))
        self.assertIn("stop words", warning.source)
        self.assertTrue(self.case.linkstar_customs_ready)

    def test_a_new_stop_word_is_met_at_once_and_by_its_day(self):
        self.case.linkstar_description_en = "gizmatron"
        self.assertTrue(self.case.linkstar_customs_ready)
        self.env["linkstar.description.term"].create(
            {"name": "Gizmatron", "valid_from": "2026-03-01", "valid_to": "2026-03-31"}
        )
        self.assertEqual(
            self.codes(self.case, on_date=date(2026, 3, 31)), ["description_only_term"]
        )
        self.assertEqual(self.codes(self.case, on_date=date(2026, 4, 1)), [])

    def test_identifiers_as_the_company_wants(self):
        self.case.write(
            {
                "linkstar_ns_pid": False,
                "linkstar_no_gtin": False,
                "barcode": "4006381333932",
            }
        )
        self.assertEqual(self.codes(self.case), ["ns_pid_missing", "gtin_wrong"])
        self.assertFalse(self.case.linkstar_customs_ready)
        self.assertIn(
            self.case.product_tmpl_id,
            self.env["product.template"].search(
                [("linkstar_customs_ready", "=", False)]
            ),
        )
        self.company.linkstar_check_identifiers = "warn"
        self.env.invalidate_all()
        self.assertTrue(self.case.linkstar_customs_ready)
        self.assertIn(
            self.case.product_tmpl_id,
            self.env["product.template"].search(
                [("linkstar_customs_ready", "=", True)]
            ),
        )
        self.assertNotIn(
            self.case,
            self.env["product.product"].search(
                [("linkstar_customs_ready", "=", False)]
            ),
        )
        self.company.linkstar_check_identifiers = "off"
        self.assertEqual(self.codes(self.case), [])

    def test_product_safety_falls_back_on_the_company(self):
        self.company.linkstar_check_gpsr = "block"
        self.case.product_tmpl_id.write(
            {"linkstar_manufacturer_id": False, "linkstar_responsible_id": False}
        )
        self.assertFalse(self.case.linkstar_customs_ready)
        self.company.write(
            {
                "linkstar_manufacturer_id": self.manufacturer.id,
                "linkstar_responsible_id": self.manufacturer.id,
            }
        )
        self.env.invalidate_all()
        (problem,) = self.case._linkstar_product_problems()[self.case]
        self.assertEqual(
            (problem.code, problem.model, problem.res_id),
            ("responsible_outside", "res.partner", self.manufacturer.id),
        )
        self.company.linkstar_responsible_id = self.responsible
        self.env.invalidate_all()
        self.assertEqual(self.codes(self.case), [])
        self.assertTrue(self.case.linkstar_customs_ready)

    def test_net_weight_is_declared_and_not_more_than_the_whole(self):
        self.assertEqual(str(self.case._linkstar_weights()[self.case]), "0.050")
        self.case.linkstar_net_weight = 0.04
        self.assertEqual(str(self.case._linkstar_weights()[self.case]), "0.040")
        self.case.linkstar_net_weight = 0.06
        self.assertEqual(self.codes(self.case), ["weight_net"])

    def test_import_and_export(self):
        header = [
            "name",
            "default_code",
            "type",
            "list_price",
            "weight",
            "linkstar_net_weight",
            "hs_code",
            "country_of_origin",
            "linkstar_description_en",
            "linkstar_description_cn",
            "linkstar_material",
            "linkstar_use",
            "linkstar_ns_pid",
            "linkstar_no_gtin",
            "linkstar_battery",
            "linkstar_goods_type_ids",
            "linkstar_manufacturer_id",
        ]
        row = [
            "Lamp",
            "L-0042",
            "Goods",
            "12.5",
            "0.3",
            "0.25",
            "9405.21",
            "China",
            "desk lamp, LED",
            "LED台灯",
            "aluminium",
            "lights a desk",
            "00815",
            "1",
            "Lithium ion, inside the device (UN3481, PI967)",
            "Magnetic,Liquid",
            "Ling Hai Plastics",
        ]
        answer = self.env["product.template"].load(header, [row])
        self.assertTrue(answer["ids"], answer["messages"])
        product = self.env["product.template"].browse(answer["ids"]).product_variant_ids
        self.assertEqual(
            (product.hs_code, product.linkstar_ns_pid, product.linkstar_net_weight),
            ("940521", "00815", 0.25),
        )
        self.assertEqual(
            product._linkstar_goods_types(),
            {"battery", "ion_contained", "magnetic", "liquid"},
        )
        self.assertTrue(product.linkstar_customs_ready)
        again = product.product_tmpl_id.export_data(header)["datas"][0]
        self.assertEqual(
            again[header.index("hs_code") : header.index("hs_code") + 2],
            ["940521", "China"],
        )
        self.assertEqual(again[header.index("linkstar_ns_pid")], "00815")
        self.assertEqual(again[header.index("linkstar_use")], "lights a desk")

    def test_mass_edit_writes_many_in_a_steady_number_of_queries(self):
        def change(products):
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.cr.sql_log_count
            products.write({"hs_code": "940511"})
            self.env.flush_all()
            return self.cr.sql_log_count - start

        few = self.env["product.product"].union(
            *(self.product(f"A{n}", f"A-{n}", price=1.0) for n in range(3))
        )
        many = self.env["product.product"].union(
            *(self.product(f"B{n}", f"B-{n}", price=1.0) for n in range(30))
        )
        change(few)
        self.assertLessEqual(change(many), change(few) + 2)

    def test_daily_check(self):
        self.case.linkstar_description_en = "gizmatron"
        self.env.flush_all()
        self.env["linkstar.description.term"].with_context(
            install_module="linkstar_customs"
        ).create({"name": "Gizmatron", "valid_from": "2026-01-01"})
        self.env.flush_all()
        self.assertTrue(self.case.linkstar_customs_ready)
        with self.enter_registry_test_mode():
            self.assertIs(
                self.env.ref(
                    "linkstar_customs.ir_cron_recheck"
                ).method_direct_trigger(),
                True,
            )
        self.env.invalidate_all()
        self.assertFalse(self.case.linkstar_customs_ready)

    def test_variants_each_for_themselves(self):
        attribute = self.env["product.attribute"].create(
            {
                "name": "Size",
                "value_ids": [
                    Command.create({"name": "S"}),
                    Command.create({"name": "L"}),
                ],
            }
        )
        line = {
            "attribute_id": attribute.id,
            "value_ids": [Command.set(attribute.value_ids.ids)],
        }
        template = self.env["product.template"].create(
            {
                "name": "Shirt",
                "type": "consu",
                "hs_code": "610910",
                "country_of_origin": self.env.ref("base.cn").id,
                "linkstar_description_en": "T-shirt, knitted, cotton",
                "attribute_line_ids": [Command.create(line)],
            }
        )
        small, large = template.product_variant_ids
        for number, variant in enumerate((small, large)):
            variant.write(
                {
                    "default_code": f"V-{number}",
                    "linkstar_ns_pid": "F",
                    "linkstar_no_gtin": True,
                    "weight": 0.1,
                }
            )
        self.assertTrue(template.linkstar_customs_ready)
        large.linkstar_ns_pid = False
        self.assertFalse(template.linkstar_customs_ready)
        self.assertTrue(small.linkstar_customs_ready)
        self.assertIn("manufacturer's reference", template.linkstar_customs_missing)


@tagged("post_install", "-at_install")
class TestHsSearch(CustomsCase):
    def found(self, text, limit=5):
        return [
            name[:6]
            for _id, name in self.env["linkstar.hs.code"].name_search(text, limit=limit)
        ]

    def test_everyday_words(self):
        for text, code in (
            ("phone case", "392690"),
            ("phone cases", "392690"),
            ("leather wallet", "420231"),
            ("headph", "851830"),
            ("T-shirt", "610910"),
            ("cotton t-shirts", "610910"),
            ("jigsaw puzzle", "950300"),
            ("smartwatches", "851762"),
            ("mug", "691110"),
        ):
            self.assertIn(code, self.found(text)[:3], text)
        self.assertIn("420232", self.found("phone case"))

    def test_words_of_the_tariff(self):
        self.assertIn("010130", self.found("asses", 10))
        self.assertEqual(self.found("zzzz"), [])
        self.assertEqual(self.found("'; DROP"), [])

    def test_beginning_of_a_code(self):
        self.assertEqual(self.found("4202.3"), ["420231", "420232", "420239"])
        self.assertEqual(self.found("392690 90"), ["392690"])

    def test_domain_and_list(self):
        domain = [("code", "=like", "42%")]
        found = self.env["linkstar.hs.code"].name_search("phone case", domain, limit=5)
        self.assertTrue(found and all(name.startswith("42") for _id, name in found))
        listed = self.env["linkstar.hs.code"].search(
            [("display_name", "ilike", "jigsaw puzzle")]
        )
        self.assertIn("950300", listed.mapped("code"))

    def test_an_import_takes_no_similar_code(self):
        codes = self.env["linkstar.hs.code"]
        shirts = codes.search([("code", "=", "610910")])
        for text in ("610910", "6109.10", "6109.10.00 10", shirts.display_name):
            self.assertEqual(
                codes.name_search(text, operator="="),
                [(shirts.id, shirts.display_name)],
                text,
            )
        for text in ("t-shirts", "6109", "610910 of wool", "zzzz"):
            self.assertEqual(codes.name_search(text, operator="="), [], text)
        for text in ("610910", shirts.display_name):
            self.assertEqual(codes.search([("display_name", "=", text)]), shirts)
            self.assertNotIn(shirts, codes.search([("display_name", "!=", text)]))
        rows = [["Shirt", shirts.display_name], ["Lamp", "desk lamps"]]
        answer = self.env["product.template"].load(["name", "linkstar_hs_id"], rows)
        self.assertFalse(answer["ids"])
        self.assertIn("desk lamps", answer["messages"][0]["message"])
        answer = self.env["product.template"].load(["name", "linkstar_hs_id"], rows[:1])
        shirt = self.env["product.template"].browse(answer["ids"])
        self.assertEqual(shirt.linkstar_hs_id, shirts)

    def test_archived_codes_are_neither_found_nor_known(self):
        row = self.env["linkstar.hs.code"].search([("code", "=", "392690")])
        row.valid_to = "2026-01-31"
        self.assertEqual(
            self.env["linkstar.hs.code"]._known({"392690"}, date(2026, 1, 31)),
            {"392690"},
        )
        self.assertEqual(
            self.env["linkstar.hs.code"]._known({"392690"}, date(2026, 2, 1)),
            frozenset(),
        )
        self.assertFalse(self.case.linkstar_customs_ready)
        row.active = False
        self.assertNotIn("392690", self.found("phone case"))
