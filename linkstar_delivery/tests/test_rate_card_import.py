# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import base64
import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..rating import card as terms
from ..rating import sheet, sheet_cells, sheet_write
from .common import with_room
from .test_rate_card import RateCardCase

D = Decimal


@tagged("post_install", "-at_install")
class TestRateCardImport(RateCardCase):
    def _wizard(self, card, content, name="card.xlsx", user=None):
        return (
            self.env["linkstar.rate.card.import"]
            .with_user(user or self.manager)
            .create(
                {
                    "card_id": card.id,
                    "file": base64.b64encode(content),
                    "filename": name,
                }
            )
        )

    def _changed(self, card, *changes):
        """The export of ``card`` with changed cells: (sheet, cell, value)."""
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(card.sheet_xlsx)))
        for name, cell, value in changes:
            book[name][cell] = value
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def _counts(self, wizard):
        return {
            change.part: (change.new, change.changed, change.removed)
            for change in wizard.change_ids
        }

    def test_import_of_an_export_changes_nothing(self):
        card = self._make_card()
        card._take_over(card._example(), self.cny)
        for field in ("sheet_xlsx", "sheet_csv"):
            with self.subTest(field):
                wizard = self._wizard(card, base64.b64decode(card[field]))
                wizard.action_check()
                self.assertTrue(wizard.unchanged)
                self.assertEqual(set(self._counts(wizard).values()), {(0, 0, 0)})
                stamp, zones = card.stamp, card.zone_ids
                wizard.action_import()
                self.assertEqual((card.stamp, card.zone_ids), (stamp, zones))
        card.action_activate()
        wizard.action_import()
        versions = self.env["linkstar.rate.card"].search_count(
            [("service_id", "=", self.service.id)]
        )
        self.assertEqual(versions, 1, "no version of the same prices")

    def test_the_template_is_a_card_without_problems(self):
        card = self._make_card()
        content = base64.b64decode(card.template_xlsx)
        wizard = self._wizard(card, content)
        wizard.action_check()
        self.assertFalse(wizard.problem_ids)
        wizard.action_import()
        self.assertEqual(card._value(), card._example())
        card.action_activate()
        explained = {(name, column) for name, column, _text in card._explanation()}
        wanted = {
            (name, column.header)
            for name, group in sheet.TABLES.items()
            if name != "Card"
            for column in group
        }
        wanted |= {("Card", column.header) for column in sheet.SETTINGS} | {
            ("Card", "")
        }
        self.assertEqual(explained, wanted)
        self.assertIn(
            "Explanation", openpyxl.load_workbook(io.BytesIO(content)).sheetnames
        )

    def test_the_dry_run_tells_what_changes_and_changes_nothing(self):
        card = self._make_card()
        before = card._value()
        content = self._changed(
            card,
            ("Brackets", "E2", 11),
            ("Brackets", "C5", 0.3),
            ("Zones", "D2", 3),
            ("Surcharges", "A2", "battery"),
        )
        wizard = self._wizard(card, content)
        action = wizard.action_check()
        self.assertEqual(
            (action["res_model"], action["res_id"]), (wizard._name, wizard.id)
        )
        self.assertEqual(
            self._counts(wizard),
            {
                "settings": (0, 0, 0),
                "zones": (0, 1, 0),
                "brackets": (0, 2, 0),
                "surcharges": (1, 0, 1),
            },
        )
        self.assertFalse(wizard.unchanged)
        self.assertEqual(card._value(), before)
        wizard.action_import()
        self.env.invalidate_all()
        zone = card.zone_ids[0]
        self.assertEqual(
            (
                zone.days_min,
                zone.bracket_count,
                zone.bracket_ids[0].price,
                card.surcharge_ids.code,
            ),
            (3, 2, 11, "battery"),
        )
        self.assertEqual(card._compiled().card.zones[0].brackets[0].price, 11)

    def test_all_or_nothing(self):
        card = self._make_card()
        before = card._value()
        content = self._changed(
            card,
            ("Brackets", "E2", 11),
            ("Brackets", "E3", "12,5"),
            ("Zones", "B3", "Nowhere"),
        )
        wizard = self._wizard(card, content)
        wizard.action_check()
        self.assertEqual(wizard.problem_count, 2)
        findings = [
            (problem.sheet, problem.row, problem.column)
            for problem in wizard.problem_ids
        ]
        self.assertEqual(findings, [("Zones", 3, "areas"), ("Brackets", 3, "price")])
        self.assertIn(
            "“12,5” can mean two different numbers", wizard.problem_ids[1].reason
        )
        self.assertFalse(wizard.change_ids)
        with self.assertRaises(ValidationError) as refused:
            wizard.action_import()
        self.assertIn("Errors in the file: 2", str(refused.exception))
        self.assertEqual(card._value(), before)

    def test_two_hundred_errors_are_shown_and_the_others_counted(self):
        card = self._make_card(self._zones(10, 25))
        wizard = self._wizard(
            card,
            self._changed(
                card, *(("Brackets", f"E{row}", "x") for row in range(2, 252))
            ),
        )
        wizard.action_check()
        self.assertEqual(
            (wizard.problem_count, len(wizard.problem_ids), wizard.hidden_count),
            (250, 200, 50),
        )

    def test_a_problem_of_the_rules_has_its_row(self):
        card = self._make_card()
        cases = (
            (("Brackets", "E4", -1), ("Brackets", 4, "price", "below zero")),
            (("Brackets", "B5", 0.15), ("Brackets", 5, "", "gap")),
            (("Zones", "B3", "DE 10"), ("Zones", 3, "", "Zone DE")),
            (
                ("Surcharges", "A2", "petrol"),
                ("Surcharges", 2, "code", "not a known word"),
            ),
            (
                ("Card", "B5", date(2025, 1, 1)),
                ("Card", 5, "valid_to", "before it begins"),
            ),
            (
                ("Card", "B3", "XYZ"),
                ("Card", 0, "currency", "currency XYZ does not exist"),
            ),
            (("Card", "B2", "US-STD"), ("Card", 2, "service", "US-STD")),
        )
        for change, (name, row, column, words) in cases:
            with self.subTest(change):
                wizard = self._wizard(card, self._changed(card, change))
                wizard.action_check()
                problem = wizard.problem_ids[:1]
                self.assertEqual(
                    (problem.sheet, problem.row, problem.column), (name, row, column)
                )
                self.assertIn(words, problem.reason)

    def test_files_that_are_no_card(self):
        card = self._make_card()
        for content, words in (
            (b"", "empty"),
            (b"%PDF-1.7", "neither an xlsx"),
            (b"PK\x03\x04 broken", "damaged"),
            (b"\xd0\xcf\x11\xe0 old", "old Excel"),
            ("Zones,zone,ü".encode("latin-1"), "UTF-8"),
        ):
            with self.subTest(words), self.assertRaises(UserError) as refused:
                self._wizard(card, content).action_check()
            self.assertIn(words, str(refused.exception))

    def test_what_is_too_large_is_not_kept(self):
        card = self._make_card()
        with self.assertRaises(UserError) as refused:
            self._wizard(card, b"0" * (sheet_cells.MOST_BYTES + 5))
        self.assertIn("11 MB", str(refused.exception))

    def test_a_file_for_a_card_in_use_becomes_its_next_version(self):
        card = self._make_card()
        card.action_activate()
        card._mark_quoted()
        wizard = self._wizard(
            card,
            self._changed(
                card, ("Brackets", "E2", 11), ("Card", "B4", date(2026, 7, 1))
            ),
        )
        self.assertTrue(wizard.new_version)
        wizard.action_check()
        new = self.env["linkstar.rate.card"].browse(wizard.action_import()["res_id"])
        self.assertEqual(
            (new.version, new.state, new.valid_from, new.name),
            (2, "draft", date(2026, 7, 1), card.name),
        )
        self.assertEqual(new._value().zones[0].brackets[0].price, 11)
        self.assertEqual(card._value().zones[0].brackets[0].price, D("10.05"))
        card.valid_to = date(2026, 6, 30)
        new.action_activate()

    def test_only_prices(self):
        card = self._make_card(self._zones(1))
        content = (
            b"\xef\xbb\xbfBrackets;zone;over;up_to;kind;price\r\nBrackets;Zone"
            b" DE;0;30;per_kg;9.75\r\n"
        )
        wizard = self._wizard(card, content, "prices.csv")
        wizard.action_check()
        wizard.action_import()
        self.assertEqual(
            card._value().zones[0].brackets,
            (terms.Bracket(D(0), D(30), terms.PER_KG, D("9.75")),),
        )
        self.assertEqual(card.surcharge_ids.code, "fuel")

    def test_currency_and_settings_come_along(self):
        card = self._make_card()
        wizard = self._wizard(
            card,
            self._changed(
                card, ("Card", "B3", "EUR"), ("Card", "B14", 0.5), ("Card", "B16", 25)
            ),
        )
        wizard.action_check()
        wizard.action_import()
        self.assertEqual(
            (card.currency_id, card.weight_step, card.max_weight), (self.eur, 0.5, 25)
        )

    def test_a_large_card_takes_few_queries(self):
        card = self._make_card()
        content = sheet_write.csv_file(card._value())
        small = self._queries(card, content)
        value = self._value_with(self._zones(60, 40))
        large = self._queries(card, sheet_write.csv_file(value))
        self.assertEqual(len(card.zone_ids.bracket_ids), 2400)
        self.assertLessEqual(large, small + with_room(12))

    def _queries(self, card, content):
        card.zone_ids.unlink()
        wizard = self._wizard(card, content, user=self.env.user)
        wizard.action_check()
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        wizard.action_import()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_download_addresses(self):
        card = self._make_card(name="Autumn ä/ö")
        for action, field, filename in (
            (
                card.action_export_xlsx(),
                "sheet_xlsx",
                "filename=Autumn+%C3%A4%2F%C3%B6+v1.xlsx",
            ),
            (
                card.action_export_csv(),
                "sheet_csv",
                "filename=Autumn+%C3%A4%2F%C3%B6+v1.csv",
            ),
            (
                self._wizard(card, b"x").action_template(),
                "template_xlsx",
                "filename=rate-card-template.xlsx",
            ),
        ):
            with self.subTest(field):
                self.assertTrue(
                    action["url"].startswith(
                        f"/web/content/linkstar.rate.card/{card.id}/{field}?download=true&"
                    )
                )
                self.assertIn(filename, action["url"])

    def test_a_hostile_file_is_refused_in_a_sentence(self):
        """A separate process reads it; the pure tests have the content of such
        files.
        """
        card = self._make_card()
        bad = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(base64.b64decode(card.template_xlsx))) as good,
            zipfile.ZipFile(bad, "w") as packed,
        ):
            for name in good.namelist():
                cells = b"<row/>" * 700_000 if name.endswith("sheet3.xml") else b""
                packed.writestr(
                    name,
                    good.read(name).replace(b"<sheetData>", b"<sheetData>" + cells),
                    zipfile.ZIP_DEFLATED,
                )
        for content, why in (
            (bad.getvalue(), "50000 rows"),
            (b"Brackets" + b"," * 5000, "columns"),
        ):
            wizard = self._wizard(card, content)
            with self.assertRaisesRegex(UserError, why):
                wizard.action_check()
