# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import CustomsCase


@tagged("post_install", "-at_install")
class TestRegistration(CustomsCase):
    def test_number_is_normalised_and_masked(self):
        registration = self.registration.copy({"number": "im 250-0000017"})
        self.assertEqual(
            (registration.number, registration.masked_number),
            ("IM2500000017", "IM25********"),
        )
        self.assertNotIn("250", registration.display_name)

    def test_it_is_found_by_its_scheme_or_name_and_not_by_its_number(self):
        def found(text):
            return [each for each, _name in self.registration.name_search(text)]

        self.assertIn(self.registration.id, found(self.scheme.name[:12]))
        self.assertIn(self.registration.id, found(self.registration.name))
        self.assertEqual(found(self.registration.number), [])

    def test_it_is_found_by_its_whole_name(self):
        shown = self.registration.display_name
        other = self.registration.copy({"name": "Other", "number": "IM2500000017"})

        def found(operator, text):
            return self.registration.search([("display_name", operator, text)])

        for operator, text in (
            ("=", shown),
            ("in", [shown, "nothing"]),
            ("ilike", shown),
            ("ilike", shown.lower()),
        ):
            self.assertEqual(found(operator, text) - other, self.registration, operator)
        for operator in ("!=", "not ilike"):
            self.assertNotIn(self.registration, found(operator, shown))
            self.assertIn(other, found(operator, shown))
        number = f"{self.scheme.name} · {self.registration.number}"
        self.assertFalse(found("ilike", number))

    def test_wrong_numbers_are_refused_without_repeating_them(self):
        for number, words in (
            ("IN2760000016", "begins with IN"),
            ("IM1560000016", "member state"),
            ("IM27600", "ten digits"),
        ):
            with self.assertRaises(ValidationError) as caught:
                self.registration.number = number
            self.assertIn(words, str(caught.exception))
            self.assertNotIn(number, str(caught.exception))

    def test_another_scheme_takes_any_number(self):
        voec = self.scheme.copy(
            {
                "name": "VOEC",
                "number_format": "any",
                "country_ids": [self.env.ref("base.no").id],
            }
        )
        self.assertTrue(
            self.registration.copy({"scheme_id": voec.id, "number": "2000000"})
        )

    def test_what_the_database_would_refuse_is_told_before_it_logs_the_number(self):
        for number, values, words in (
            ("IM2760000016", {}, "already exists"),
            ("im 276-0000016", {}, "already exists"),
            (
                "IM2500000017",
                {"valid_from": "2026-02-01", "valid_to": "2026-01-31"},
                "before its first day",
            ),
            ("IM2500000017", {"name": False}, "needs a name"),
        ):
            with (
                self.assertRaisesRegex(ValidationError, words) as caught,
                self.assertNoLogs("odoo.sql_db", "ERROR"),
            ):
                self.registration.copy({"number": number, **values})
            self.assertNotIn(number, str(caught.exception))
        other = self.registration.copy({"number": "IM2500000017"})
        with (
            self.assertRaisesRegex(ValidationError, "already exists"),
            self.assertNoLogs("odoo.sql_db", "ERROR"),
        ):
            other.number = "IM276 0000016"
        with (
            self.assertRaisesRegex(ValidationError, "before its first day"),
            self.assertNoLogs("odoo.sql_db", "ERROR"),
        ):
            other.write({"number": "IM2500000018", "valid_to": "2025-01-01"})
        self.registration.active = False
        with self.assertRaisesRegex(ValidationError, "already exists"):
            self.registration.copy({"number": "IM2760000016"})

    def test_a_declared_number_cannot_change(self):
        declaration = self.order((self.case, 1, 10.0)).picking_ids._linkstar_declare()
        self.registration.number = "IM2500000017"
        declaration._freeze()
        self.registration.write({"number": "IM2500000017", "name": "Own shop, renamed"})
        with self.assertRaises(UserError) as caught:
            self.registration.number = "IM2760000016"
        self.assertIn(declaration.name, str(caught.exception))
        self.assertEqual(declaration._linkstar_scheme_number(), "IM2500000017")
