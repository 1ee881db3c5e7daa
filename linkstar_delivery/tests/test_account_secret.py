# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import logging
import runpy

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import file_path

from .common import LinkstarCase

_logger = logging.getLogger(__name__)
TOKEN, KEY = "token-Xyzzy-4711", "key-Plugh-0815"


@tagged("post_install", "-at_install")
class TestAccountSecret(LinkstarCase):
    """The credentials of an account are in no log, whatever error the account has."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.secret_account = cls._make_account(
            cls.company, name="Secret", app_token=TOKEN, app_key=KEY
        )

    def _refused(self, attempt):
        """The log and the text of the error of ``attempt``, which violates a
        constraint.
        """
        with self.assertLogs("odoo", "INFO") as log:
            _logger.warning("What follows is refused on purpose.")
            try:
                with self.env.cr.savepoint():
                    attempt()
                    self.env.flush_all()
            except (IntegrityError, UserError, ValidationError) as error:
                said = str(error)
            else:
                self.fail("nothing was refused")
            self.env.invalidate_all()
        return said + "".join(log.output)

    def test_stored_and_changed(self):
        account = self.secret_account
        self.env.invalidate_all()
        self.assertEqual((account.app_token, account.app_key), (TOKEN, KEY))
        account.app_key = "another"
        self.env.invalidate_all()
        self.assertEqual((account.app_token, account.app_key), (TOKEN, "another"))
        self.assertFalse(account.copy({"name": "Copy"}).app_token)
        account.write({"app_token": False, "app_key": "third"})
        self.env.invalidate_all()
        self.assertEqual((account.app_token, account.app_key), (False, "third"))

    def test_each_constraint_that_is_broken(self):
        account, other = self.secret_account, self.account
        values = {
            "name": "New",
            "company_id": self.company.id,
            "base_url": "https://x.example",
            "app_token": TOKEN,
            "app_key": KEY,
        }
        model = self.env["linkstar.account"]
        attempts = [
            lambda: account.write({"name": other.name}),
            lambda: model.create({**values, "name": other.name}),
        ]
        for name, wrong in {
            "timeout": 0,
            "quote_timeout": 90,
            "parallel_calls": 0,
            "tracking_batch": 0,
            "tracking_hours": 0,
            "call_days": 0,
            "weight_tolerance_percent": 101,
            "weight_tolerance_grams": -1,
            "label_name_length": -1,
            "label_street_length": -1,
            "label_city_length": -1,
            "label_street_lines": 4,
        }.items():
            attempts.append(
                lambda name=name, wrong=wrong: account.write(
                    {name: wrong, "app_key": KEY}
                )
            )
            attempts.append(
                lambda name=name, wrong=wrong: model.create({**values, name: wrong})
            )
        numbers = ("integer", "float")
        required = [
            name
            for name, field in model._fields.items()
            if field.required and field.store and field.type not in numbers
        ]
        self.assertLessEqual(
            {"name", "base_url", "company_id", "currency_id", "environment"},
            set(required),
        )
        for name in required:
            attempts.append(
                lambda name=name: account.write({name: False, "app_token": TOKEN})
            )
            attempts.append(lambda name=name: model.create({**values, name: False}))
        for number, attempt in enumerate(attempts):
            with self.subTest(number):
                said = self._refused(attempt)
                self.assertNotIn(TOKEN, said)
                self.assertNotIn(KEY, said)

    def test_the_table_of_secrets_has_nothing_to_break(self):
        for table in ("linkstar_account_secret", "linkstar_tax_registration_secret"):
            self.env.cr.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name ="
                " %s AND is_nullable = 'NO'",
                [table],
            )
            self.assertEqual(self.env.cr.fetchall(), [("id",)])
            self.env.cr.execute(
                "SELECT contype FROM pg_constraint WHERE conrelid = %s::regclass",
                [table],
            )
            self.assertLessEqual(
                {kind for (kind,) in self.env.cr.fetchall()}, {"p", "f", "n"}
            )
            self.env.cr.execute(
                "SELECT count(*) FROM pg_index WHERE indrelid = %s::regclass AND"
                " indisunique",
                [table],
            )
            self.assertEqual(self.env.cr.fetchone(), (1,))
        self.env.cr.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name ="
            " 'linkstar_account'"
        )
        self.assertFalse(
            {"app_token", "app_key"} & {name for (name,) in self.env.cr.fetchall()}
        )

    def test_nobody_reaches_the_table_of_secrets(self):
        admin = self.env.ref("base.user_admin")
        for operation in ("read", "write", "create", "unlink"):
            self.assertFalse(
                self.env["linkstar.account.secret"]
                .with_user(admin)
                .has_access(operation)
            )
        with self.assertRaises(AccessError):
            self.account.with_user(admin).read(["secret_ids"])

    def test_the_account_is_changed_by_two_at_once(self):
        """The statement that waits for the other transaction, and fails, contains no
        secret.
        """
        self.account.flush_recordset()
        with self.assertLogs("odoo.sql_db", "DEBUG") as log:
            self.account.app_key = KEY
            before = [text for text in log.output if "FOR NO KEY UPDATE" in text]
            self.assertTrue(before)
            self.assertNotIn(KEY, "".join(log.output))

    def test_secrets_move_with_the_update(self):
        """From the columns of the previous version, in one transaction that removes
        them completely.
        """
        registration = self.env["linkstar.tax.registration"].create(
            {
                "company_id": self.company.id,
                "scheme_id": self.env.ref("linkstar_customs.scheme_ioss").id,
                "name": "Own shop",
                "number": "IM2760000742",
                "valid_from": "2020-01-01",
            }
        )
        for addon, table, owner, names, record in (
            (
                "linkstar_delivery",
                "linkstar_account",
                "account_id",
                ("app_token", "app_key"),
                self.secret_account,
            ),
            (
                "linkstar_customs",
                "linkstar_tax_registration",
                "registration_id",
                ("number",),
                registration,
            ),
        ):
            with self.subTest(addon):
                before = [record[name] for name in names]
                self.env.flush_all()
                for name in names:
                    self.env.cr.execute(
                        f"ALTER TABLE {table} ADD COLUMN {name} varchar"
                    )
                    self.env.cr.execute(
                        f"UPDATE {table} row SET {name} = s.{name} FROM {table}_secret"
                        f" s WHERE s.{owner} = row.id"
                    )
                self.env.cr.execute(
                    f"ALTER TABLE {table} ALTER COLUMN {names[0]} SET NOT NULL"
                )
                self.env.cr.execute(f"DROP TABLE {table}_secret")
                path = file_path(f"{addon}/migrations/19.0.2.0.0/pre-secrets.py")
                runpy.run_path(path)["migrate"](self.env.cr, "19.0.1.0.0")
                self.env.cr.execute(
                    f"SELECT {', '.join(names)} FROM {table}_secret WHERE {owner} = %s",
                    [record.id],
                )
                self.assertEqual(
                    [list(row) for row in self.env.cr.fetchall()], [before]
                )
                self.env.cr.execute(
                    "SELECT column_name FROM information_schema.columns WHERE"
                    " table_name = %s",
                    [table],
                )
                self.assertFalse(
                    set(names) & {name for (name,) in self.env.cr.fetchall()}
                )
