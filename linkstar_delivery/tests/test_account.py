# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestAccount(LinkstarCase):
    def _failure(self):
        text, kind = self._press(self.account.action_test_connection)
        self.assertEqual(kind, "danger")
        return text

    def test_connection_works(self):
        _text, kind = self._press(self.account.action_test_connection)
        self.assertEqual(kind, "success")

    def test_each_failure_has_its_sentence(self):
        self.account.app_token = "wrong"
        self.assertIn("does not accept the credentials", self._failure())
        self.account.app_token = False
        self.assertIn("cannot be used", self._failure())
        self.account.app_token = "sandbox-token"
        self.control.fault("*", "html_200")
        self.assertIn("answer cannot be used", self._failure())
        self.account.base_url = "http://127.0.0.1:9"
        self.assertIn("cannot be reached", self._failure())

    def test_plain_http_is_refused_outside_the_machine(self):
        with self.assertRaises(ValidationError):
            self.account.base_url = "http://oms.example.com"
        self.account.write({"base_url": "http://oms.example.com", "allow_http": True})
        with self.assertRaises(ValidationError):
            self.account.write({"base_url": "not an address"})

    def test_tracking_page_needs_the_number(self):
        with self.assertRaises(ValidationError):
            self.account.tracking_url = "https://example.com/track"
        with self.assertRaises(ValidationError):
            self.account.tracking_url = "javascript:{number}"

    def test_currency_stays_with_what_was_booked(self):
        self.account.currency_id = self.env.ref("base.USD")
        self._booked()
        self.account.currency_id = self.env.ref("base.USD")
        with self.assertRaisesRegex(UserError, "create a new account"):
            self.account.currency_id = self.env.ref("base.EUR")

    def test_a_line_has_its_name_in_chinese_and_english(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self._synchronise()
        line = self.account.service_ids.filtered(lambda each: each.code == "EU-EXP")
        self.assertTrue(line.name_cn)
        self.assertEqual(line.with_context(lang="zh_CN").name, line.name_cn)
        self.assertIn(line.name_cn, line.with_context(lang="zh_CN").display_name)
        self.assertNotEqual(line.with_context(lang="en_US").name, line.name_cn)
        self.assertIn("EU-EXP", line.with_context(lang="en_US").display_name)

    def test_lines_are_synchronised(self):
        gone = self._make_service("EU-OLD")
        self.service.carries_battery = True
        self._synchronise()
        lines = self.account.service_ids
        self.assertEqual(
            set(lines.mapped("code")), {"EU-STD", "EU-EXP", "EU-BAT", "EU-REG"}
        )
        self.assertFalse(gone.active)
        self.assertIn(self.service, lines, "a known line keeps its record")
        self.assertTrue(
            self.service.carries_battery, "data entered by the merchant stays"
        )
        self.assertIn(self.env.ref("base.de"), self.service.country_ids)
        self.assertNotIn(self.env.ref("base.us"), self.service.country_ids)
        self.assertEqual((self.service.days_min, self.service.days_max), (10, 18))
        self._synchronise()
        self.assertEqual(
            len(self.account.with_context(active_test=False).service_ids), 5
        )
