# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..runner import kinds
from ..runner import lines as account_sync
from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestSynchronise(LinkstarCase):
    """Many slow calls are made after the click, and outside any transaction."""

    def test_a_click_calls_nobody(self):
        self.env.cr.postcommit.clear()
        with patch.object(kinds, "start") as begun:
            action = self.account.action_synchronise_services()
            self.assertIn("being synchronised", action["params"]["message"])
            self.assertFalse(begun.called, "before the commit nothing is begun")
            self.env.cr.postcommit.run()
        work = kinds.Work("lines", self.account.id, user_id=self.env.uid)
        begun.assert_called_once_with(self.env.cr.dbname, [work])
        self.assertFalse(self.control.calls())
        self.assertTrue(self.account.sync_since)
        with patch.object(kinds, "start") as begun:
            self.assertIn(
                "already",
                self.account.action_synchronise_services()["params"]["message"],
            )
            self.env.cr.postcommit.run()
            self.assertFalse(begun.called)
            # The process with this job has ended.
            self.account.sync_since = fields.Datetime.now() - timedelta(minutes=16)
            self.account.action_synchronise_services()
            self.env.cr.postcommit.run()
            self.assertTrue(begun.called)

    def test_no_transaction_is_open_meanwhile(self):
        opened = []
        in_transaction = account_sync.in_transaction

        def watched(registry, work):
            opened.append(True)
            try:
                return in_transaction(registry, work)
            finally:
                opened.pop()

        lines_of, options_of = account_sync.lines_of, account_sync.options_of

        def asking(ask):
            def asked(*args):
                self.assertFalse(opened)
                return ask(*args)

            return asked

        with (
            patch.object(account_sync, "in_transaction", watched),
            patch.object(account_sync, "lines_of", asking(lines_of)),
            patch.object(account_sync, "options_of", asking(options_of)),
        ):
            self._synchronise()
        self.assertFalse(self.account.sync_since)
        self.assertTrue(self.account.sync_at)
        self.assertIn("Lines: 4, new: 3, archived: 0.", self.account.sync_note)
        self.assertTrue(self._calls("getExtraService"))
        log = self.env["linkstar.call"].search([("account_id", "=", self.account.id)])
        self.assertEqual(
            set(log.mapped("service")),
            {"getShippingMethod", "getCountry", "getExtraService"},
        )

    def test_the_user_is_told(self):
        user = new_test_user(
            self.env,
            "linkstar_sync_admin",
            "base.group_system",
            company_id=self.company.id,
            company_ids=self.company.ids,
        )
        messages = []
        with patch.object(
            type(user),
            "_bus_send",
            lambda users, kind, message: messages.append((users, kind, message)),
        ):
            self._synchronise(self.account.with_user(user))
        self.assertEqual(
            [(users, kind) for users, kind, _message in messages],
            [(user, "simple_notification")],
        )
        self.assertEqual(messages[0][2]["type"], "success")
        self.assertIn("Lines: 4", messages[0][2]["message"])

    def test_lines_that_cannot_be_fetched(self):
        gone = self._make_service("EU-OLD")
        for service, kind in (
            ("getShippingMethod", "http_500"),
            ("getCountry", "refuse"),
            ("getCountry", "half_json"),
        ):
            with self.subTest(f"{service} {kind}"):
                self.control.fault(service, kind)
                self._synchronise()
                self.assertTrue(gone.active, "half of the answers change nothing")
                self.assertFalse(self.account.sync_since)
                self.assertRegex(self.account.sync_note, "Try again later")
        self._synchronise()
        self.assertFalse(gone.active)
        self.assertNotIn("again", self.account.sync_note)

    def test_options_that_cannot_be_fetched(self):
        self._synchronise()
        extras = self.account.service_ids.extra_service_ids
        self.assertTrue(extras)
        before = len(self._calls("getExtraService"))
        self.control.fault("getExtraService", "http_500", times=50)
        self._synchronise()
        self.assertEqual(self.account.service_ids.extra_service_ids, extras)
        self.assertIn("Lines: 4", self.account.sync_note)
        self.assertIn("They stay unchanged", self.account.sync_note)
        self.assertEqual(
            len(self._calls("getExtraService")) - before,
            3,
            "a carrier that does not answer is not waited for each time",
        )
        self.control.clear_faults()
        self._synchronise()
        self.assertNotIn("They stay unchanged", self.account.sync_note)

    @mute_logger("odoo.addons.linkstar_delivery.runner.lines")
    def test_what_nobody_foresaw(self):
        with patch.object(
            account_sync, "lines_of", side_effect=OverflowError("Jörg Müller")
        ):
            self._synchronise()
        self.assertFalse(self.account.sync_since)
        self.assertIn("OverflowError", self.account.sync_note)
        self.assertNotIn("Müller", self.account.sync_note)

    def test_hostile_lines(self):
        """Codes and names that no database can store, and more lines than any contract
        has.
        """
        rows = ", ".join(
            f'{{"code": "X{number}", "en_name": "a"}}' for number in range(20)
        )
        for text in (
            '{"ask": "Success", "data": [{"code": "A\\u0000B", "en_name": "\\ud800",'
            ' "note": "' + "n" * 50_000 + '", "aging": "1e400"}]}',
            '{"ask": "Success", "data": [{"code": "'
            + "c" * 5000
            + '"}, '
            + rows
            + "]}",
        ):
            self.control.fault("getShippingMethod", "answer", text=text)
            self._synchronise()
            self.assertNotIn("unexpected", self.account.sync_note)
        self.assertFalse(self.control.faults())
