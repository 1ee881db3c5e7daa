# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import io
import os

from pypdf import PdfReader

from odoo.exceptions import UserError, ValidationError
from odoo.tests import new_test_user, tagged

from .common import CustomsCase

SIZES = {
    "cn22": (74, 105),
    "cn23": (210, 148),
    "commercial_invoice": (210, 297),
    "packing_list": (210, 297),
}


@tagged("post_install", "-at_install")
class TestPapers(CustomsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write(
            {
                "street": "Room 1208, Tian'an Cyber Park",
                "city": "Shenzhen",
                "zip": "518000",
                "phone": "+86 755 5550 1208",
            }
        )
        cls.lamp.linkstar_description_cn = "LED台灯，铝制"
        cls.buyer.write({"phone": "+49 30 5550134", "email": "juergen@example.com"})

    def render(self, paper, declarations):
        """Return the pages of a paper as pypdf reads them, and assert the true size of
        each.
        """
        report = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        content, kind = report._render_qweb_pdf(
            f"linkstar_customs.action_report_{paper}", declarations.ids
        )
        self.assertEqual(kind, "pdf")
        folder = os.environ.get("LINKSTAR_PAPERS")
        if folder:
            with open(f"{folder}/{paper}-{self._testMethodName}.pdf", "wb") as file:
                file.write(content)
        pages = PdfReader(io.BytesIO(content)).pages
        if paper in SIZES:
            for page in pages:
                self.assert_size(page, *SIZES[paper])
        return pages

    def assert_size(self, page, width, height):
        for measured, expected in (
            (page.mediabox.width, width),
            (page.mediabox.height, height),
        ):
            self.assertAlmostEqual(float(measured) / 72 * 25.4, expected, delta=0.6)

    def declare(self, *lines, **options):
        return self.order(*lines, **options).picking_ids._linkstar_declare()

    def assert_says(self, page, *texts):
        said = "".join(page.extract_text().split())
        for text in texts:
            self.assertIn("".join(text.split()), said)

    def test_cn22(self):
        declaration = self.declare((self.case, 2, 9.9), (self.lamp, 1, 39.0))
        declaration.picking_id.carrier_tracking_ref = "RR473124829CN"
        [page] = self.render("cn22", declaration)
        self.assert_says(
            page,
            "CN 22",
            "DÉCLARATION EN DOUANE",
            f"2 × {self.case.linkstar_description_en}",
            "392690 CN",
            "19.80 EUR",
            "1 × desk lamp",
            "58.80 EUR",
            "1.350",
            "☒ Sale of goods / Vente de marchandises",
            "☐ Gift",
            "Ling Hai",
            "Shenzhen",
            "CHINA",
            "Jürgen Groß",
            "10435 Berlin",
            "GERMANY",
            "RR473124829CN",
        )
        self.assertNotIn("IM27", page.extract_text())

    def test_cn23(self):
        picking = self.order((self.lamp, 10, 39.0)).picking_ids
        picking.shipping_weight = 13.2
        declaration = picking._linkstar_declare()
        [page] = self.render("cn23", declaration)
        self.assert_says(
            page,
            "CN 23",
            "desk lamp, LED, aluminium",
            "12.500",
            "13.200",
            "390.00 EUR",
            "940521",
            "+49 30 5550134",
            "juergen@example.com",
            "+86 755 5550 1208",
            declaration.sale_order_id.name,
            declaration.name,
            "☒ Sale of goods",
        )
        self.assertNotIn("IM27", page.extract_text())

    def test_form_by_value_and_weight(self):
        cheap = self.declare((self.case, 1, 10.0))
        dear = self.declare((self.case, 1, 351.0))
        heavy = self.declare((self.lamp, 2, 10.0))
        self.assertEqual(
            [one._customs_form() for one in cheap + dear + heavy],
            ["cn22", "cn23", "cn23"],
        )
        pages = self.render("customs_form", dear + cheap + heavy)
        self.assertEqual(len(pages), 3)
        for page, form in zip(pages, ("cn23", "cn22", "cn23"), strict=True):
            self.assert_size(page, *SIZES[form])
        self.company.linkstar_cn22_limit = 400.0
        self.assertEqual(dear._customs_form(), "cn22")

    def test_a_postal_number_with_a_wrong_check_digit_is_not_printed(self):
        declaration = self.declare((self.case, 1, 10.0))
        declaration.picking_id.carrier_tracking_ref = "RR473124828CN"
        [page] = self.render("cn22", declaration)
        self.assertNotIn("473124828", page.extract_text())

    def test_invoice_in_two_languages(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.buyer.lang = "de_DE"
        [page] = self.render("commercial_invoice", self.declare((self.lamp, 2, 39.0)))
        self.assert_says(
            page,
            "Commercial invoice",
            "Handelsrechnung",
            "Seller / Verkäufer",
            "LED台灯，铝制",
            "DL-5",
            "39.00 EUR",
            "78.00 EUR",
            "Goods / Waren",
            "Total / Summe",
            "IOSS",
            "IM27********",
        )

    def test_the_number_on_the_invoice_is_a_setting(self):
        declaration = self.declare((self.lamp, 2, 39.0))
        for setting, shown in (
            ("none", ""),
            ("masked", "IM27********"),
            ("whole", "IM2760000016"),
        ):
            self.company.linkstar_invoice_number = setting
            self.assertEqual(declaration._paper_vat_note(), ("vat_collected", shown))
        above = self.declare((self.lamp, 5, 39.0))
        self.assertEqual(above._paper_vat_note(), ("vat_at_import", ""))

    def test_packing_list_has_no_prices(self):
        [page] = self.render(
            "packing_list", self.declare((self.lamp, 2, 39.0), (self.case, 1, 9.0))
        )
        self.assert_says(page, "Packing list", "DL-5", "PC-1", "LED台灯，铝制", "2.550")
        self.assertNotIn("EUR", page.extract_text())

    def test_product_safety(self):
        china, germany = self.env.ref("base.cn").id, self.env.ref("base.de").id
        maker, agent = self.env["res.partner"].create(
            [
                {
                    "name": "Foshan Lamp Works",
                    "street": "8 Light Road",
                    "city": "Foshan",
                    "email": "qa@lamp.example",
                    "country_id": china,
                },
                {
                    "name": "Safe GmbH",
                    "street": "Ring 1",
                    "city": "Köln",
                    "zip": "50667",
                    "website": "safe.example",
                    "country_id": germany,
                },
            ]
        )
        (self.lamp + self.case).product_tmpl_id.write(
            {"linkstar_manufacturer_id": maker.id, "linkstar_responsible_id": agent.id}
        )
        declaration = self.declare((self.lamp, 1, 39.0), (self.case, 1, 9.0))
        expected = (
            "DL-5, PC-1",
            "Manufacturer",
            "Foshan Lamp Works",
            "qa@lamp.example",
            "Safe GmbH",
            "50667 Köln",
            "safe.example",
        )
        for paper in ("packing_list", "commercial_invoice"):
            [page] = self.render(paper, declaration)
            self.assert_says(page, *expected)
        declaration._freeze()
        maker.name = "Somebody else"
        self.assertEqual(declaration._paper_safety()[0][1].name, "Foshan Lamp Works")

    def test_amounts_apart_on_the_invoice(self):
        """Goods, transport, insurance and VAT are separate lines: only then transport
        is not part of the intrinsic value.
        """
        declaration = self.declare((self.lamp, 2, 39.0))
        declaration.write(
            {"transport_value": 4.9, "insurance_value": 1.1, "vat_value": 15.96}
        )
        [page] = self.render("commercial_invoice", declaration)
        self.assert_says(
            page,
            "Goods 78.00 EUR",
            "Transport 4.90 EUR",
            "Insurance 1.10 EUR",
            "VAT 15.96 EUR",
            "Total 99.96 EUR",
        )

    def test_thirty_lines_and_long_names(self):
        self.buyer.name = (
            "Maximiliane Friederike Freifrau von und zu"
            " Hohenstein-Oettingen-Wallerstein"
        )
        lines = [
            (
                self.product(
                    f"P{i}",
                    f"LONG-SKU-{i:03}",
                    price=10.0,
                    hs_code=f"39{i:02}90",
                    text=f"article {i}, " + "plastic " * 8,
                ),
                1,
                3.0,
            )
            for i in range(10, 40)
        ]
        declaration = self.declare(*lines)
        self.assertEqual(declaration._customs_form(), "cn23")
        for paper in ("cn22", "cn23", "commercial_invoice", "packing_list"):
            pages = self.render(paper, declaration)
            text = "".join("".join(page.extract_text() for page in pages).split())
            self.assertEqual(
                len(pages),
                len(declaration._paper_pages(paper)),
                f"{paper}: each page is as long as calculated",
            )
            self.assertGreater(len(pages), 1)
            for number in range(10, 40):
                self.assertIn(f"article{number},", text)
            self.assertIn("Hohenstein-Oettingen", text)
            self.assert_says(pages[1], f"2/{len(pages)}")

    def test_what_a_form_does_not_print_takes_no_room(self):
        """Sixteen articles with a Chinese description, which only invoices and packing
        lists show.
        """
        lines = [
            (
                self.product(
                    f"P{i}",
                    f"SKU-{i}",
                    price=10.0,
                    weight=0.05,
                    hs_code=f"39{i}90",
                    text=f"article {i}, plastic",
                    linkstar_description_cn="塑料制品，家用，红色，一套",
                ),
                1,
                3.0,
            )
            for i in range(10, 26)
        ]
        declaration = self.declare(*lines)
        for paper in ("cn22", "cn23"):
            with_chinese = declaration._paper_pages(paper)
            declaration.line_ids.description_cn = False
            self.assertEqual(
                [len(page) for page in with_chinese],
                [len(page) for page in declaration._paper_pages(paper)],
                paper,
            )
            declaration.line_ids.description_cn = "塑料制品，家用，红色，一套"
            pages = self.render(paper, declaration)
            self.assertEqual(len(pages), len(with_chinese), paper)
            self.assertLessEqual(len(pages), 2)

    def test_nothing_to_declare_is_a_sentence(self):
        declaration = self.declare((self.case, 1, 10.0))
        declaration.line_ids.unlink()
        for attempt in (
            declaration.action_print_customs_form,
            lambda: self.render("packing_list", declaration),
        ):
            with self.assertRaises(UserError) as caught:
                attempt()
            self.assertIn(declaration.name, str(caught.exception))

    def test_frozen_papers_stay(self):
        declaration = self.declare((self.case, 1, 10.0))
        declaration._freeze()
        self.buyer.write({"name": "Somebody else", "street": "Elsewhere 1"})
        self.assertEqual(declaration._facts()["consignee"].name, "Jürgen Groß")
        self.assertEqual(
            declaration._facts()["consignee"].address,
            ("Kastanienallee 7", "10435 Berlin", "GERMANY"),
        )

    def test_from_transfers_in_their_order(self):
        first, second = (
            self.order((self.case, quantity, 10.0)).picking_ids for quantity in (1, 2)
        )
        frozen = first._linkstar_declare()
        frozen._freeze()
        action = (second + first).action_linkstar_print_customs_form()
        self.assertEqual(action["report_name"], "linkstar_customs.report_customs_form")
        self.assertEqual(
            action["context"]["active_ids"],
            (second.linkstar_declaration_ids + frozen).ids,
        )

    def test_eori(self):
        self.company.linkstar_eori = "DE123456789012345"
        self.assertEqual(
            self.declare((self.case, 1, 10.0))._facts()["sender"].eori,
            "DE123456789012345",
        )
        for wrong in ("123", "D1", "DE 123", "DE1234567890123456"):
            with self.assertRaises(ValidationError):
                self.company.linkstar_eori = wrong

    def test_who_may_print(self):
        declaration = self.declare((self.case, 1, 10.0))
        picker = new_test_user(
            self.env,
            "papers_picker",
            "stock.group_stock_user",
            company_id=self.company.id,
            company_ids=self.company.ids,
        )
        report = (
            self.env["ir.actions.report"]
            .with_user(picker)
            .with_context(force_report_rendering=True)
        )
        for paper in SIZES:
            content, _kind = report._render_qweb_pdf(
                f"linkstar_customs.action_report_{paper}", declaration.ids
            )
            self.assertTrue(content.startswith(b"%PDF"))
