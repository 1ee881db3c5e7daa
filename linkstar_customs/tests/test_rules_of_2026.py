# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import CustomsCase


@tagged("post_install", "-at_install")
class TestRulesOf2026(CustomsCase):
    """The known rules of 2026, as dated rows that a user can change."""

    def to(self, country, **values):
        return self.buyer.copy(
            {"country_id": self.env.ref(country).id, "state_id": False, **values}
        )

    def codes(self, document):
        return [problem.code for problem in document._linkstar_check()[document]]

    def test_the_handling_fee_waits_for_a_button_and_is_for_private_persons(self):
        fee = self.env.ref("linkstar_customs.charge_eu_handling")
        self.assertEqual(
            (fee.status, fee.active, fee.to_business), ("unconfirmed", False, False)
        )
        with self.assertRaises(UserError) as caught:
            fee.action_charged()
        self.assertIn("Valid From", str(caught.exception))
        fee.valid_from = "2026-11-15"
        fee.action_charged()
        self.assertEqual((fee.status, fee.active), ("in_force", True))
        order = self.order((self.case, 1, 200.0), date="2026-11-20 10:00:00")
        (charge,) = order._linkstar_import_charges()
        self.assertEqual((charge.rule, float(charge.amount)), (fee.id, 2.0))
        self.assertFalse(order._linkstar_import_charges(date(2026, 11, 14)))
        order.partner_invoice_id = self.to("base.de", zip="10115", is_company=True)
        self.assertFalse(order._linkstar_import_charges())

    def test_what_nobody_confirmed_lately_says_since_when(self):
        self.assertEqual(
            str(self.env.ref("linkstar_customs.charge_ro").confirmed_on), "2026-02-28"
        )

    def test_duty_is_that_of_the_day_of_the_import(self):
        self.company.linkstar_transit_days = 10
        order = self.order((self.case, 1, 10.0), date="2026-06-25 10:00:00")
        self.assertEqual(len(order._linkstar_import_charges()), 1)
        picking = order.picking_ids
        picking.date_done = "2026-06-29 12:00:00"
        declaration = picking._linkstar_declare()
        self.assertEqual(
            (str(declaration.law_date), len(declaration.charge_ids)), ("2026-07-09", 1)
        )
        self.company.linkstar_transit_days = 0
        self.assertFalse(order._linkstar_import_charges())

    def test_a_destination_that_needs_a_warning(self):
        order = self.order(
            (self.case, 1, 10.0), partner=self.to("base.tr", zip="34000")
        )
        (notice,) = [
            each
            for each in order._linkstar_check()[order]
            if each.code == "destination_notice"
        ]
        self.assertEqual(notice.severity, "warn")
        self.assertIn("no relief", notice.text)
        self.assertNotIn(
            "destination_notice", self.codes(self.order((self.case, 1, 10.0)))
        )

    def test_where_identifiers_are_asked_for(self):
        self.case.linkstar_ns_pid = False
        for partner, asked in (
            (self.buyer, True),
            (self.to("base.mc", zip="98000"), True),
            (self.to("base.gp", zip="97100"), True),
            (self.to("base.es", zip="35001"), True),
            (self.to("base.es", zip="51001"), False),
            (self.to("base.uk", zip="SW1A 1AA"), False),
        ):
            with self.subTest(f"{partner.country_id.code} {partner.zip}"):
                order = self.order((self.case, 1, 10.0), partner=partner)
                order.picking_ids.date_done = "2026-11-20 12:00:00"
                self.assertEqual(
                    "ns_pid_missing" in self.codes(order.picking_ids), asked
                )

    def test_goods_that_need_no_identifiers(self):
        self.case.linkstar_ns_pid = False
        self.assertIn("manufacturer's reference", self.case.linkstar_customs_missing)
        self.env.ref(
            "linkstar_customs.requirement_identifiers"
        ).exempt_headings = "3926, 4901"
        picking = self.order((self.case, 1, 10.0)).picking_ids
        picking.date_done = "2026-11-20 12:00:00"
        self.assertNotIn("ns_pid_missing", self.codes(picking))

    def test_missing_identifiers_are_said_before_h7_data_leave(self):
        self.case.linkstar_ns_pid = False
        picking = self.order((self.case, 1, 10.0)).picking_ids
        picking.date_done = "2026-11-20 12:00:00"
        elements = self.env["linkstar.h7.element"]._in_force(date(2026, 11, 20))
        found = picking._linkstar_declare()._h7_problems(elements)
        self.assertEqual(
            len([text for text in found if "manufacturer's reference" in text]), 1
        )
        self.company.linkstar_check_identifiers = "warn"
        found = picking._linkstar_declare()._h7_problems(elements)
        self.assertFalse([text for text in found if "manufacturer's reference" in text])

    def test_words(self):
        for text, ready in (
            ("AAA batteries, alkaline", True),
            ("T-shirt, knitted, cotton, XXXL", True),
            ("T-shirt, cottton", False),
        ):
            self.case.linkstar_description_en = text
            self.assertEqual(self.case.linkstar_customs_ready, ready, text)
        self.case.linkstar_description_en = "headwear"
        warning = [
            each
            for each in self.case._linkstar_product_problems()[self.case]
            if each.code.startswith("description")
        ]
        self.assertEqual([each.severity for each in warning], ["warn"])

    def test_a_code_with_a_lost_zero_is_never_ready(self):
        for code, ready in (
            ("9012100", False),
            ("901210000", False),
            ("09012100", True),
            ("392690", True),
            ("3926909700", True),
        ):
            with self.subTest(code):
                self.case.hs_code = code
                self.assertEqual(self.case.linkstar_customs_ready, ready)
                if not ready:
                    self.assertIn(f"0{code}", self.case.linkstar_customs_missing)
                    self.assertIn(
                        "hs_zero",
                        self.codes(self.order((self.case, 1, 10.0)).picking_ids),
                    )
                    self.assertFalse(self.case._linkstar_declared()["hs_code"])

    def test_what_stands_in_for_the_reference_of_the_manufacturer(self):
        bare = self.product("Bare", "B-1", price=5.0, linkstar_ns_pid=False)
        coded = self.product(
            "Coded", "C-1", price=5.0, linkstar_ns_pid=False, barcode="SHELF-9"
        )
        named = self.product(
            "Named",
            "N-1",
            price=5.0,
            linkstar_ns_pid=False,
            linkstar_no_gtin=False,
            barcode="4006381333931",
        )
        products = bare + coded + named
        for source, ready, stated in (
            ("own", [], [False, False, False]),
            ("gtin", [named], [False, False, "4006381333931"]),
            ("barcode", [coded, named], [False, "SHELF-9", "4006381333931"]),
            ("sku", [bare, coded, named], ["B-1", "SHELF-9", "4006381333931"]),
        ):
            with self.subTest(source):
                self.company.linkstar_ns_pid_source = source
                products.invalidate_recordset()
                found = products.search(
                    [("id", "in", products.ids), ("linkstar_customs_ready", "=", True)]
                )
                self.assertEqual(
                    (sorted(found.ids), found.filtered("linkstar_customs_ready")),
                    (sorted(each.id for each in ready), found),
                )
                self.assertEqual(
                    [each.linkstar_customs_missing or "" for each in ready],
                    ["" for _each in ready],
                )
                picking = self.order(*((each, 1, 5.0) for each in products)).picking_ids
                lines = picking._linkstar_declare().line_ids
                pids = [
                    dict(map(tuple, line._live_facts()["identifiers"])).get(
                        "C128", False
                    )
                    for line in lines
                ]
                self.assertEqual(pids, stated)
