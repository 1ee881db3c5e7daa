# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from ..rules import descriptions
from .test_ioss_return import IossReturnCase


@tagged("post_install", "-at_install")
class TestOpenDoors(IossReturnCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        context = {
            "company_id": cls.company.id,
            "company_ids": [Command.set(cls.company.ids)],
        }
        cls.accountant, cls.keeper, cls.employee = (
            new_test_user(
                cls.env, f"doors_{name}", f"base.group_user,{group}", **context
            )
            for name, group in (
                ("accountant", "account.group_account_manager"),
                ("keeper", "linkstar_customs.group_customs_user"),
                ("employee", "base.group_user"),
            )
        )

    def test_a_default_forges_no_closed_return(self):
        forged = {
            "default_state": "closed",
            "default_was_closed": True,
            "default_closed_at": "2026-04-01 10:00:00",
            "default_closed_by_id": self.env.uid,
        }
        model = (
            self.env["linkstar.ioss.return"]
            .with_user(self.accountant)
            .with_context(**forged)
        )
        made = model.create(
            {"registration_id": self.registration.id, "period": "2026-03-01"}
        )
        made += made.copy({"period": "2026-04-01"})
        loaded = model.load(
            ["registration_id/.id", "period"],
            [[str(self.registration.id), "2026-05-01"]],
        )
        made += made.browse(loaded["ids"])
        self.assertEqual(len(made), 3, loaded)
        for each in made:
            self.assertEqual(
                (each.state, each.was_closed, each.closed_at), ("draft", False, False)
            )
        with self.assertRaises(UserError):
            model.create(
                {
                    "registration_id": self.registration.id,
                    "period": "2026-02-01",
                    "state": "closed",
                }
            )

    def test_nothing_comes_into_a_closed_return(self):
        self.sold((self.case, 1, 10.0))
        march = self.draft()
        march.action_close()
        april = self.env["linkstar.ioss.return"].create(
            {"registration_id": self.registration.id, "period": "2026-04-01"}
        )
        line = (
            self.env["linkstar.ioss.return.line"]
            .with_user(self.accountant)
            .create(
                {
                    "return_id": april.id,
                    "period": "2026-03-01",
                    "country_id": self.env.ref("base.de").id,
                    "rate": 19,
                    "base": 1,
                    "vat": 0.19,
                }
            )
        )
        with self.assertRaises(UserError):
            line.write({"return_id": march.id})

    def test_what_is_shipped_is_no_users_word(self):
        """A client cannot write default values, or that they differ: the button that
        restores them would write these values.
        """
        scheme = self.scheme.with_user(self.keeper)
        shipped = scheme.shipped_values
        self.assertTrue(shipped)
        scheme.write({"shipped_values": {"limit": 1}, "shipped_differs": False})
        self.assertEqual(scheme.shipped_values, shipped)
        scheme.with_context(linkstar_loading_shipped=True).write({"limit": 149.0})
        self.assertTrue(scheme.shipped_differs)

    def test_reports_of_other_steps_come_after_access(self):
        """Users without write access see only that, not whether a record is frozen or
        closed.
        """
        declaration = self.sold((self.case, 1, 10.0))
        march = self.draft()
        march.action_close()
        for records in (
            declaration,
            declaration.line_ids,
            march,
            march.line_ids,
            march.entry_ids,
        ):
            with self.subTest(records._name), self.assertRaises(AccessError):
                records.with_user(self.employee).write({})

    # --- time

    def _seconds(self, do):
        begin = time.perf_counter()
        do()
        return time.perf_counter() - begin

    def test_a_search_of_many_words_is_quick(self):
        codes = self.env["linkstar.hs.code"].with_user(self.employee)
        words = " ".join(
            dict.fromkeys(
                word
                for row in codes.search([], limit=3000)
                for word in row.heading.split()
            )
        )
        self.assertGreater(len(words.split()), 1000)
        long_ones = (
            "a " * 100_000,
            "x" * 1_000_000,
            "-".join("ab" for _ in range(50_000)),
            "1" * 100_000,
            "' | ! & (" * 9999,
        )
        for text in (words, words * 20, *long_ones):
            with self.subTest(text[:20]):
                self.assertLess(
                    self._seconds(lambda text=text: codes.name_search(text)), 2
                )
                self.assertLess(
                    self._seconds(
                        lambda text=text: codes.search(
                            [("display_name", "ilike", text)]
                        )
                    ),
                    2,
                )
        self.assertTrue(codes.name_search("phone case"))
        self.assertTrue(codes.name_search("phone case " + "nothing " * 5000))

    def test_a_description_of_any_length_is_checked_quickly(self):
        terms = self.env["linkstar.description.term"]
        known = tuple(descriptions.Term(row.name, "block") for row in terms.search([]))
        self.assertTrue(known)
        for text in (
            "gift " * 100_000,
            "x" * 1_000_000,
            "a.b" * 300_000,
            "..." * 300_000,
            "é" * 500_000,
        ):
            with self.subTest(text[:10]):
                self.assertLess(
                    self._seconds(
                        lambda text=text: descriptions.check(text, known, 512)
                    ),
                    1,
                )
        self.assertEqual(
            descriptions.check("abc " * 1000, (), 512)[-1].params["text"], "3999"
        )
