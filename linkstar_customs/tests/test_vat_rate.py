# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import date

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import new_test_user, tagged

from .common import CustomsCase


@tagged("post_install", "-at_install")
class TestVatRate(CustomsCase):
    def rate(self, code, on_date, kind="standard", territory=None):
        country = self.env["res.country"].search([("code", "=", code)])
        return (
            self.env["linkstar.vat.rate"]._rate(country, on_date, kind, territory).rate
        )

    def test_shipped_rates(self):
        """Each rate comes from the member state's own publication or the Commission's
        TEDB.
        """
        for code, on_date, expected in (
            ("DE", date(2026, 11, 22), 19.0),
            ("FR", date(2026, 11, 22), 20.0),
            ("MC", date(2026, 11, 22), 20.0),
            ("HU", date(2026, 11, 22), 27.0),
            ("LU", date(2026, 11, 22), 17.0),
            ("LU", date(2023, 6, 1), 16.0),
            ("FI", date(2024, 8, 31), 24.0),
            ("FI", date(2024, 9, 1), 25.5),
            ("SK", date(2024, 12, 31), 20.0),
            ("SK", date(2025, 1, 1), 23.0),
            ("EE", date(2025, 6, 30), 22.0),
            ("EE", date(2025, 7, 1), 24.0),
            ("RO", date(2025, 7, 31), 19.0),
            ("RO", date(2025, 8, 1), 21.0),
            ("GB", date(2026, 11, 22), 20.0),
            ("LI", date(2026, 11, 22), 8.1),
            ("US", date(2026, 11, 22), 0.0),
        ):
            with self.subTest(code=code, on_date=on_date):
                self.assertEqual(self.rate(code, on_date), expected)

    def test_every_destination_of_ioss_has_a_standard_rate(self):
        for country in self.scheme.country_ids:
            self.assertGreater(
                self.rate(country.code, date(2021, 7, 1)), 0, country.code
            )
            self.assertGreater(
                self.rate(country.code, date(2026, 11, 22)), 0, country.code
            )

    def test_kinds_and_territories(self):
        today = date(2026, 11, 22)
        self.assertEqual(self.rate("FR", today, "super_reduced"), 2.1)
        self.assertEqual(self.rate("MT", today, "parking"), 12.0)
        self.assertEqual(
            self.rate("IE", today, "super_reduced"),
            0.0,
            "unconfirmed, so shipped inactive",
        )
        azores = self.env.ref("linkstar_customs.territory_pt_20")
        self.assertEqual(self.rate("PT", today, territory=azores), 16.0)

    def test_two_standard_rates_at_once_are_refused(self):
        values = {
            "country_id": self.env.ref("base.mc").id,
            "rate": 21.0,
            "valid_from": "2027-01-01",
        }
        with self.assertRaisesRegex(ValidationError, "two standard VAT rates"):
            self.env["linkstar.vat.rate"].create(values)

    def test_next_rate_takes_over(self):
        self.env.ref("linkstar_customs.vat_de_standard").valid_to = "2026-12-31"
        values = {
            "country_id": self.env.ref("base.de").id,
            "rate": 20.0,
            "valid_from": "2027-01-01",
        }
        self.env["linkstar.vat.rate"].create(values)
        self.assertEqual(
            (self.rate("DE", date(2026, 12, 31)), self.rate("DE", date(2027, 1, 1))),
            (19.0, 20.0),
        )

    def test_territory_of_another_country_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "is not in"):
            self.env.ref(
                "linkstar_customs.vat_de_reduced_7"
            ).territory_id = self.env.ref("linkstar_customs.territory_pt_20")

    def test_headings_are_digits(self):
        books = self.env.ref("linkstar_customs.vat_de_reduced_7")
        books.headings = "49.01, 4902"
        self.assertEqual(books._rule().headings, ("4901", "4902"))
        with self.assertRaisesRegex(ValidationError, "books"):
            books.headings = "books"

    def test_who_may(self):
        rate = self.env.ref("linkstar_customs.vat_de_standard")
        for group in (
            "stock.group_stock_user",
            "sales_team.group_sale_salesman",
            "account.group_account_invoice",
        ):
            user = new_test_user(self.env, f"vat_{group}", group)
            self.assertEqual(rate.with_user(user).rate, 19.0)
            with self.assertRaises(AccessError):
                rate.with_user(user).rate = 20.0
        rate.with_user(
            new_test_user(self.env, "vat_keeper", "linkstar_customs.group_customs_user")
        ).note = "checked"
        with self.assertRaises(AccessError):
            rate.with_user(
                new_test_user(self.env, "vat_portal", "base.group_portal")
            ).read(["rate"])
