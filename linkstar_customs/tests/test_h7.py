# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import base64
import csv
import io
import json

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from .common import CustomsCase


@tagged("post_install", "-at_install")
class TestH7(CustomsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write({"street": "Room 1208", "city": "Shenzhen", "zip": "518000"})

    def declare(self, *lines, **options):
        return self.order(*lines, **options).picking_ids._linkstar_declare()

    def wizard(self, declarations, kind="json", user=None):
        model = self.env["linkstar.h7.export"].with_user(user or self.env.user)
        return model.with_context(
            active_model=declarations._name, active_ids=declarations.ids
        ).create({"kind": kind})

    def content(self, wizard):
        wizard.action_export()
        return base64.b64decode(wizard.file).decode()

    def test_json(self):
        declaration = self.declare((self.case, 2, 9.9), (self.lamp, 1, 39.0))
        whole = json.loads(self.content(self.wizard(declaration)))
        self.assertEqual(whole["elements"]["hs6"]["number"], "18 09 056 000")
        [sent] = whole["declarations"]
        name = declaration.name.replace(" ", "")
        self.assertEqual(
            sent["declaration"],
            {"declaration_type": "IM", "additional_declaration_type": "A", "lrn": name},
        )
        self.assertEqual(
            sent["shipment"],
            {
                "exporter_name": "Ling Hai",
                "exporter_street": "Room 1208",
                "exporter_postcode": "518000",
                "exporter_city": "Shenzhen",
                "exporter_country": "CN",
                "importer_name": "Jürgen Groß",
                "importer_street": "Kastanienallee 7",
                "importer_postcode": "10435",
                "importer_city": "Berlin",
                "importer_country": "DE",
                "fiscal_role": "FR5",
                "fiscal_number": "IM2760000016",
                "total_gross_mass": "1.350",
            },
        )
        common = {
            "procedure": "F48",
            "value_currency": "EUR",
            "packages": "1",
            "ucr": declaration.sale_order_id.name,
        }
        for item, sku in zip(sent["items"], ("PC-1", "DL-5"), strict=True):
            self.assertIn({"type": "C127", "reference": sku}, item.pop("documents"))
            item.pop("references", None)
        rows = (
            {
                "item_number": "1",
                "hs6": "392690",
                "value": "19.80",
                "gross_mass": "0.100",
            },
            {
                "item_number": "2",
                "hs6": "940521",
                "value": "39.00",
                "gross_mass": "1.250",
            },
        )
        texts = [product.linkstar_description_en for product in (self.case, self.lamp)]
        self.assertEqual(
            sent["items"],
            [
                {**row, **common, "description": text}
                for row, text in zip(rows, texts, strict=True)
            ],
        )
        self.assertEqual(declaration.state, "frozen", "an export counts as sent")

    def test_identifiers(self):
        self.case.write({"linkstar_ns_pid": "MAKER-77", "linkstar_no_gtin": True})
        self.lamp.write(
            {
                "barcode": "4006381333931",
                "linkstar_ns_pid": "MAKER-5",
                "linkstar_no_gtin": False,
            }
        )
        whole = json.loads(
            self.content(
                self.wizard(self.declare((self.case, 2, 9.9), (self.lamp, 1, 39.0)))
            )
        )
        case, lamp = (
            [
                (pair["type"], pair["reference"])
                for pair in item["documents"] + item.get("references", [])
            ]
            for item in whole["declarations"][0]["items"]
        )
        self.assertEqual(case, [("C127", "PC-1"), ("C128", "MAKER-77"), ("Y081", "")])
        self.assertEqual(
            lamp, [("C127", "DL-5"), ("C128", "MAKER-5"), ("C129", "4006381333931")]
        )

    def test_csv_of_several(self):
        first, second = (
            self.declare((self.case, 2, 9.9), (self.lamp, 1, 39.0)),
            self.declare((self.case, 1, 9.9)),
        )
        text = self.content(self.wizard(first + second, "csv"))
        rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
        numbers = [each.name.replace(" ", "") for each in (first, first, second)]
        self.assertEqual([row["12 09 001 000 LRN"] for row in rows], numbers)
        texts = [row["18 05 001 000 Description of goods"] for row in rows]
        self.assertEqual(
            texts,
            [
                product.linkstar_description_en
                for product in (self.case, self.lamp, self.case)
            ],
        )

    def test_everything_that_is_missing_is_told_first(self):
        self.buyer.zip = False
        long = self.product("Long", "L", price=10.0, text="plastic, " * 70 + "case")
        declaration = self.declare((long, 1, 10.0))
        wizard = self.wizard(declaration)
        self.assertIn("13 04 018 021 Importer postcode is missing", wizard.problems)
        self.assertIn(
            "item 1, 18 05 001 000 Description of goods has 634 characters",
            wizard.problems,
        )
        with self.assertRaises(UserError):
            wizard.action_export()
        self.assertEqual((declaration.state, wizard.file), ("draft", False))

    def test_what_h7_is_not_for(self):
        for declaration, words in (
            (self.declare((self.lamp, 4, 50.0)), "EUR 150"),
            (
                self.declare(
                    (self.case, 1, 5.0), partner=self.buyer.copy({"vat": "DE136695976"})
                ),
                "business",
            ),
            (
                self.declare(
                    (self.case, 1, 5.0),
                    partner=self.buyer.copy({"country_id": self.env.ref("base.us").id}),
                ),
                "European Union",
            ),
        ):
            self.assertIn(words, self.wizard(declaration).problems)

    def test_formats_are_checked_where_they_are_entered(self):
        with self.assertRaisesRegex(ValidationError, "not a format"):
            self.env.ref("linkstar_customs.h7_hs6").format = "six digits"

    def test_a_rule_of_the_table_is_a_rule_of_the_export(self):
        self.env.ref("linkstar_customs.h7_description").format = "an..10"
        self.assertIn(
            "the format is an..10",
            self.wizard(self.declare((self.case, 1, 5.0))).problems,
        )

    def test_only_keepers_of_the_numbers_export(self):
        declaration = self.declare((self.case, 1, 5.0))
        for group in (
            "stock.group_stock_manager",
            "linkstar_customs.group_customs_user",
            "account.group_account_manager",
        ):
            user = new_test_user(
                self.env,
                f"h7_{group}",
                group,
                company_id=self.company.id,
                company_ids=self.company.ids,
            )
            with self.assertRaises(AccessError):
                self.wizard(declaration, user=user)
        keeper = new_test_user(
            self.env,
            "h7_keeper",
            "linkstar_customs.group_customs_manager",
            company_id=self.company.id,
            company_ids=self.company.ids,
        )
        self.assertIn(
            "IM2760000016", self.content(self.wizard(declaration, user=keeper))
        )
