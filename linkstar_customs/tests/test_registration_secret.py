# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from .common import CustomsCase

NUMBER, OTHER = "IM2760000016", "IM2500000017"


@tagged("post_install", "-at_install")
class TestRegistrationSecret(CustomsCase):
    """Nobody can find out a number by searching for it, and no log contains it."""

    def _user(self, name, *groups, company=None):
        company = company or self.company
        return new_test_user(
            self.env,
            name,
            ",".join(groups),
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )

    def _answer(self, attempt):
        """Return what a user sees who tries: the kind of error and its text."""
        try:
            with self.env.cr.savepoint():
                attempt()
        except (AccessError, UserError) as error:
            return type(error), str(error).replace(NUMBER, "?").replace(OTHER, "?")
        return None

    def _attempts(self, record, values):
        """Return {way: function that searches for a number in this way}."""
        model, declarations = (
            record.browse(),
            self.env["linkstar.customs.declaration"].with_env(record.env),
        )
        return {
            "create": lambda number: model.create({**values, "number": number}),
            "default": (
                lambda number: model.with_context(default_number=number).create(values)
            ),
            "write": lambda number: record.write({"number": number}),
            "copy": lambda number: record.copy({"number": number}),
            "load": lambda number: model.load(["name", "number"], [["Guess", number]])[
                "messages"
            ][0],
            "search": lambda number: model.search_count([("number", "=", number)]),
            "by declaration": lambda number: declarations.search_count(
                [("registration_id.number", "=", number)]
            ),
        }

    def test_no_access_is_the_same_answer_for_hit_and_miss(self):
        self.order((self.case, 1, 10.0)).picking_ids._linkstar_declare()._freeze()
        other = self.env["res.company"].create({"name": "Other"})
        values = {
            "name": "Guess",
            "scheme_id": self.scheme.id,
            "company_id": self.company.id,
        }
        for user in (
            self._user("guess_portal", "base.group_portal"),
            self._user("guess_public", "base.group_public"),
            self._user("guess_employee", "base.group_user"),
            self._user("guess_stock", "stock.group_stock_user"),
            self._user("guess_clerk", "account.group_account_manager"),
            self._user(
                "guess_elsewhere",
                "linkstar_customs.group_customs_manager",
                "base.group_system",
                company=other,
            ),
        ):
            record = self.registration.with_user(user).with_context(
                allowed_company_ids=user.company_ids.ids
            )
            for what, attempt in self._attempts(record, values).items():
                with self.subTest(f"{user.login}: {what}"):
                    hit, miss = (
                        self._answer(
                            lambda attempt=attempt, number=number: attempt(number)
                        )
                        for number in (NUMBER, OTHER)
                    )
                    self.assertEqual(hit, miss)
                    self.assertTrue(
                        what in ("load", "search", "by declaration")
                        or hit[0] is AccessError,
                        hit,
                    )

    def test_a_number_by_default_is_normalised_and_compared(self):
        registrations = self.env["linkstar.tax.registration"].with_context(
            default_number="im 276-0000016"
        )
        with self.assertRaisesRegex(ValidationError, "already exists"):
            registrations.create(
                {
                    "name": "Again",
                    "scheme_id": self.scheme.id,
                    "company_id": self.company.id,
                }
            )

    def test_another_company_or_scheme_is_compared_again(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.env.user.company_ids = [Command.link(other.id)]
        registration = self.registration.with_context(
            allowed_company_ids=(self.company + other).ids
        ).copy({"number": NUMBER, "company_id": other.id})
        with self.assertRaisesRegex(ValidationError, "already exists"):
            registration.company_id = self.company

    def test_no_constraint_that_is_broken_prints_the_number(self):
        """Break each constraint of the table on purpose, without the checks in Python,
        and read the log.
        """
        registration = self.registration.copy({"number": OTHER})
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name ="
            " 'linkstar_tax_registration' AND is_nullable = 'NO'"
        )
        required = [name for (name,) in self.env.cr.fetchall()]
        self.assertIn("name", required)
        breaks = [
            f"UPDATE linkstar_tax_registration SET {name} = NULL" for name in required
        ]
        breaks += [
            "UPDATE linkstar_tax_registration SET valid_to = '2000-01-01'",
            "UPDATE linkstar_tax_registration SET id = 1000000",
            "UPDATE linkstar_tax_registration SET scheme_id = 1000000",
        ]
        for query in breaks:
            with self.subTest(query), self.assertLogs("odoo.sql_db", "ERROR") as log:
                with (
                    self.assertRaises(IntegrityError) as caught,
                    self.env.cr.savepoint(),
                ):
                    self.env.cr.execute(query + ", write_date = now()")
                    self.env.cr.execute("SET CONSTRAINTS ALL IMMEDIATE")
                said = str(caught.exception) + "".join(log.output)
                self.assertNotIn(NUMBER, said)
                self.assertNotIn(OTHER, said)
        self.assertTrue(registration.exists())

    def test_the_table_of_numbers_has_nothing_to_break(self):
        self.env.cr.execute("""
            SELECT column_name FROM information_schema.columns
             WHERE table_name = 'linkstar_tax_registration_secret'
               AND is_nullable = 'NO'
            """)
        self.assertEqual(self.env.cr.fetchall(), [("id",)])
        self.env.cr.execute(
            "SELECT contype FROM pg_constraint WHERE conrelid ="
            " 'linkstar_tax_registration_secret'::regclass"
        )
        self.assertLessEqual(
            {kind for (kind,) in self.env.cr.fetchall()}, {"p", "f", "n"}
        )
        self.env.cr.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name ="
            " 'linkstar_tax_registration'"
        )
        self.assertNotIn(("number",), self.env.cr.fetchall())

    def test_nobody_reaches_the_table_of_numbers(self):
        manager = self._user(
            "secret_manager",
            "linkstar_customs.group_customs_manager",
            "base.group_system",
        )
        secrets = self.env["linkstar.tax.registration.secret"].with_user(manager)
        for operation in ("read", "write", "create", "unlink"):
            self.assertFalse(secrets.has_access(operation))
        self.assertNotIn(
            "secret_ids", self.registration.with_user(manager).fields_get()
        )
        with self.assertRaises(AccessError):
            self.registration.with_user(manager).read(["secret_ids"])
