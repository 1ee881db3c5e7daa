# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import date
from decimal import Decimal

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from .common import CustomsCase

AFTER, BEFORE = "2026-11-20 10:00:00", "2026-06-30 10:00:00"


class ChargesCase(CustomsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shirt = cls.product(
            "T-shirt",
            "TS",
            price=80.0,
            hs_code="6109.10",
            text="men's T-shirt, knitted, cotton",
        )
        cls.watch = cls.product(
            "Watch",
            "W",
            price=240.0,
            hs_code="910211",
            text="wrist-watch, quartz, steel",
        )
        cls.silk = cls.product(
            "Blouse, silk",
            "B-1",
            price=240.0,
            hs_code="620610",
            text="women's blouse, silk",
        )
        cls.wool = cls.product(
            "Blouse, wool",
            "B-2",
            price=240.0,
            hs_code="620620",
            text="women's blouse, wool",
        )
        cls.fees = cls.env["product.product"].create(
            {"name": "Import charges", "type": "service", "taxes_id": [Command.clear()]}
        )
        cls.company.linkstar_charge_vat = "never"


@tagged("post_install", "-at_install")
class TestCharges(ChargesCase):
    def duty(self, *lines, **options):
        return [
            charge.amount
            for charge in self.order(
                *lines, **{"date": AFTER, **options}
            )._linkstar_import_charges()
        ]

    def buyer_in(self, country, zip_code, **values):
        return self.env["res.partner"].create(
            {
                "name": "Zoé",
                "country_id": self.env.ref(country).id,
                "zip": zip_code,
                **values,
            }
        )

    def test_three_euro_per_item(self):
        self.assertEqual(self.duty((self.shirt, 5, 10.0)), [Decimal("3.00")])
        self.assertEqual(
            self.duty((self.shirt, 1, 10.0), (self.watch, 1, 30.0)), [Decimal("6.00")]
        )
        self.assertEqual(
            self.duty((self.silk, 1, 30.0), (self.wool, 2, 30.0)), [Decimal("6.00")]
        )

    def test_yesterdays_order_is_judged_by_yesterdays_law(self):
        self.assertEqual(self.duty((self.shirt, 5, 10.0), date=BEFORE), [])
        order = self.order((self.shirt, 5, 10.0), date=BEFORE)
        self.assertEqual(len(order._linkstar_import_charges(date(2026, 7, 1))), 1)
        self.assertFalse(order._linkstar_import_charges(date(2028, 7, 2)))

    def test_value_and_consignee(self):
        for lines, partner, expected in (
            ([(self.shirt, 1, 150.0)], self.buyer, 1),
            ([(self.shirt, 1, 150.01)], self.buyer, 0),
            ([(self.shirt, 1, 75.0), (self.watch, 1, 75.01)], self.buyer, 0),
            (
                [(self.shirt, 1, 10.0)],
                self.buyer_in("base.de", "10115", is_company=True),
                0,
            ),
            ([(self.shirt, 1, 10.0)], self.buyer_in("base.ch", "8001"), 0),
            # The duty applies in the customs area: the Canary Islands are inside, Ceuta
            # and Büsingen are not.
            ([(self.shirt, 1, 10.0)], self.buyer_in("base.es", "35 001"), 1),
            ([(self.shirt, 1, 10.0)], self.buyer_in("base.es", "51001"), 0),
            ([(self.shirt, 1, 10.0)], self.buyer_in("base.de", "d-78266"), 0),
            ([(self.shirt, 1, 10.0)], self.buyer_in("base.gp", "97100"), 1),
        ):
            with self.subTest(zip=partner.zip, lines=len(lines)):
                self.assertEqual(len(self.duty(*lines, partner=partner)), expected)

    def test_vat_on_top_is_that_of_the_place(self):
        """Directive 2006/112/EC, art. 6: no union VAT in the Canary Islands and
        Guadeloupe; art. 105: Madeira has its own rate.
        """
        self.company.linkstar_charge_vat = "law"
        self.registration.active = False
        for country, zip_code, vat in (
            ("base.es", "28035", "0.63"),
            ("base.es", "35001", "0.00"),
            ("base.fr", "69002", "0.60"),
            ("base.fr", "97110", "0.00"),
            ("base.pt", "1100-148", "0.69"),
            ("base.pt", "9000-001", "0.66"),
        ):
            with self.subTest(zip_code):
                order = self.order(
                    (self.shirt, 1, 10.0),
                    partner=self.buyer_in(country, zip_code),
                    date=AFTER,
                )
                [charge] = order._linkstar_import_charges()
                self.assertEqual(charge.vat, Decimal(vat))

    def test_the_limit_is_for_the_price_after_the_discount_of_the_order(self):
        voucher = self.env["product.product"].create(
            {"name": "Voucher", "type": "service", "taxes_id": [Command.clear()]}
        )
        self.assertEqual(
            self.duty((self.shirt, 1, 160.0), (voucher, 1, -10.0)), [Decimal("3.00")]
        )

    def test_romania_pays_in_its_own_currency(self):
        order = self.order(
            (self.shirt, 1, 10.0),
            partner=self.buyer_in("base.ro", "010011"),
            date=AFTER,
        )
        charges = order._linkstar_import_charges()
        self.assertEqual(
            [(charge.amount, charge.currency) for charge in charges],
            [(Decimal("3.00"), "EUR"), (Decimal("25.00"), "RON")],
        )
        self.assertEqual(order.linkstar_charge_total, 3.0)
        self.assertIn("no exchange rate of RON", order.linkstar_charge_text)
        self.env["res.currency.rate"].create(
            {
                "currency_id": self.env.ref("base.RON").id,
                "company_id": self.company.id,
                "name": "2026-01-01",
                "inverse_company_rate": 1.6,
            }
        )
        order.invalidate_recordset()
        self.assertEqual(order.linkstar_charge_total, 8.0)

    def test_what_is_not_confirmed_is_charged_to_nobody(self):
        handling = self.env.ref("linkstar_customs.charge_eu_handling")
        self.assertEqual((handling.active, handling.status), (False, "unconfirmed"))
        handling.write({"active": True, "valid_from": "2026-11-01"})
        self.assertEqual(len(self.duty((self.shirt, 1, 10.0))), 1)
        handling.status = "in_force"
        self.assertEqual(
            self.duty((self.shirt, 1, 10.0)), [Decimal("3.00"), Decimal("2.00")]
        )

    def test_the_key_is_the_companys(self):
        other = self.product(
            "T-shirt, blue",
            "TS-2",
            price=80.0,
            hs_code="610910",
            text="men's T-shirt, knitted, cotton",
            origin="base.vn",
        )
        order = self.order((self.shirt, 1, 10.0), (other, 1, 10.0), date=AFTER)
        self.assertEqual(order._linkstar_duty_items(), 2)
        self.company.linkstar_grouping = "hs6"
        self.assertEqual(order._linkstar_duty_items(), 1)

    def test_readable_on_the_order(self):
        order = self.order((self.shirt, 5, 10.0), (self.watch, 1, 30.0), date=AFTER)
        self.assertEqual(
            (order.linkstar_duty_items, order.linkstar_charge_total), (2, 6.0)
        )
        self.assertIn("2 × 3.00 EUR", order.linkstar_charge_text)
        self.assertIn("2026/382", order.linkstar_charge_text)

    def test_vat_on_top_by_the_destinations_rate(self):
        self.company.linkstar_charge_vat = "law"
        order = self.order((self.shirt, 5, 10.0), date=AFTER)
        self.assertEqual(order._linkstar_import_charges()[0].vat, Decimal("0.00"))
        # Without a registration the buyer pays import VAT, and the duty is part of its
        # base.
        self.registration.valid_to = "2026-11-01"
        order.invalidate_recordset()
        self.assertEqual(order._linkstar_import_charges()[0].vat, Decimal("0.57"))
        self.assertEqual(order.linkstar_charge_total, 3.57)

    def test_a_salesperson_reads_the_estimate(self):
        user = new_test_user(
            self.env,
            "charges_sales",
            "sales_team.group_sale_salesman_all_leads",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        order = self.order((self.shirt, 5, 10.0), date=AFTER)
        self.assertEqual(order.with_user(user).linkstar_charge_total, 3.0)


@tagged("post_install", "-at_install")
class TestChargeLine(ChargesCase):
    def draft(self, *lines):
        order = self.order(*lines, date=AFTER).copy()
        order.date_order = AFTER
        return order

    def charged(self, order):
        return order.order_line.filtered("linkstar_import_charge").mapped(
            "price_subtotal"
        )

    def setUp(self):
        super().setUp()
        self.company.write(
            {"linkstar_charge_buyer": True, "linkstar_charge_product_id": self.fees.id}
        )

    def test_confirming_adds_it_once(self):
        order = self.draft((self.shirt, 5, 10.0))
        order.action_linkstar_charge_buyer()
        order.action_linkstar_charge_buyer()
        self.assertEqual(self.charged(order), [3.0])
        order.order_line[0].copy(
            {
                "order_id": order.id,
                "product_id": self.watch.id,
                "price_unit": 30.0,
                "product_uom_qty": 1.0,
            }
        )
        order.action_confirm()
        self.assertEqual(self.charged(order), [6.0])
        self.assertEqual(order.picking_ids._linkstar_declare().total_value, 80.0)

    def test_taken_off_it_stays_off_until_asked_for(self):
        order = self.draft((self.shirt, 5, 10.0))
        order.action_linkstar_charge_buyer()
        order.order_line.filtered("linkstar_import_charge").unlink()
        order.action_confirm()
        self.assertEqual(
            (self.charged(order), order.linkstar_charge_declined), ([], True)
        )
        order.action_linkstar_charge_buyer()
        self.assertEqual(self.charged(order), [3.0])

    def test_it_goes_when_there_is_nothing_to_charge(self):
        order = self.draft((self.shirt, 5, 10.0))
        order.action_linkstar_charge_buyer()
        order.order_line[0].price_unit = 100.0
        order.action_confirm()
        self.assertEqual(
            (self.charged(order), order.linkstar_charge_declined), ([], False)
        )

    def test_without_a_product_a_sentence(self):
        self.company.linkstar_charge_product_id = False
        with self.assertRaises(UserError) as caught:
            self.draft((self.shirt, 5, 10.0)).action_linkstar_charge_buyer()
        self.assertIn("choose a service", str(caught.exception))
