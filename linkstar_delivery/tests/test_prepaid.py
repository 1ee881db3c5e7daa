# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Prepaid accounts: the balance, the pace, and the warning before it is used up."""

from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from . import statement_files
from .bill_case import BillCase
from .common import with_room


@tagged("post_install", "-at_install")
class TestPrepaid(BillCase):
    def setUp(self):
        super().setUp()
        self.now = fields.Datetime.now()
        self.prepaid = (
            self.env["linkstar.prepaid"]
            .with_user(self.clerk)
            .create(
                {
                    "account_id": self.account.id,
                    "since": "2026-03-01",
                    "threshold": 100,
                    "top_up_ids": [
                        Command.create(
                            {"kind": "opening", "date": "2026-03-01", "amount": 500}
                        )
                    ],
                }
            )
        )

    def _again(self):
        self.prepaid.invalidate_recordset()
        return self.prepaid

    def _charge(self, shipments, stage, amount, **values):
        self.env["linkstar.charge"].create(
            [
                {
                    "shipment_id": shipment.id,
                    "company_id": self.company.id,
                    "kind": "freight",
                    "stage": stage,
                    "currency_id": self.cny.id,
                    "amount": amount,
                    "date": "2026-03-05 10:00:00",
                    **values,
                }
                for shipment in shipments
            ]
        )

    def _activities(self):
        return self.env["mail.activity"].search(
            [("res_model", "=", "linkstar.prepaid"), ("res_id", "=", self.prepaid.id)]
        )

    def test_top_ups_less_charges(self):
        self.assertEqual(self.prepaid.balance, 500)
        stated, answered, waiting = (self._shipments(each) for each in (2, 1, 3))
        for shipments in (stated, answered, waiting):
            self._charge(shipments, "quoted", 40)
        # The statement counts, not what the carrier answered before.
        self._charge(stated, "billed", 44)
        self._charge(answered, "billed", 43)
        self._checked(
            statement_files.columns_xlsx([self._billed(each) for each in stated]),
            date="2026-03-20",
        )
        prepaid = self._again()
        self.assertEqual(prepaid.amount_charged, 90 + 43)
        self.assertEqual(prepaid.amount_expected, 120)
        self.assertEqual(prepaid.balance, 500 - 133 - 120)
        prepaid.top_up_ids = [
            Command.create({"kind": "top_up", "amount": 1000}),
            Command.create({"kind": "correction", "amount": -7.5}),
        ]
        self.assertEqual(prepaid.amount_paid, 1492.5)
        self.assertEqual(prepaid.balance, 1239.5)

    def test_what_was_before_does_not_count(self):
        before, after = self._shipments(2)
        before.handed_over_at = "2026-02-20 10:00:00"
        self._charge(before + after, "billed", 40)
        self.env["linkstar.charge"].search(
            [("shipment_id", "=", before.id)]
        ).date = "2026-02-20 10:00:00"
        parcel = self._billed(self._shipments(1))
        self._checked(statement_files.columns_xlsx([parcel]), date="2026-02-28")
        self.assertEqual(self._again().amount_charged, 40)

    def test_days_left_at_the_present_pace(self):
        recent = self._shipments(6, handed_over_at=self.now - timedelta(days=10))
        self._charge(recent, "quoted", 40)
        old = self._shipments(1, handed_over_at=self.now - timedelta(days=60))
        self._charge(old, "quoted", 400, date=self.now)
        self.prepaid.since = fields.Date.today() - timedelta(days=20)
        prepaid = self._again()
        self.assertEqual(prepaid.balance, 500 - 240)
        # The account is 10 days old: 240 in 10 days.
        self.assertEqual(prepaid.pace, 24)
        self.assertEqual((prepaid.days_known, prepaid.days_left), (True, 10))
        self.assertFalse(prepaid.low)
        prepaid.threshold_days = 11
        self.assertTrue(prepaid.low)

    def test_nothing_spent_has_no_days(self):
        self.assertEqual((self.prepaid.days_known, self.prepaid.days_left), (False, 0))
        self.assertFalse(self.prepaid.low)

    def test_the_warning_comes_once_and_goes(self):
        self.env["linkstar.prepaid"]._cron_warn()
        self.assertFalse(self._activities())
        shipments = self._shipments(1, handed_over_at=self.now - timedelta(days=2))
        self._charge(shipments, "billed", 440, date=self.now)
        self._again()
        for _round in range(2):
            self.env["linkstar.prepaid"]._cron_warn()
        activity = self._activities()
        self.assertEqual(len(activity), 1)
        self.assertEqual(activity.user_id, self.clerk)
        self.assertIn("60", activity.note)
        self.assertIn("pace: 0.", activity.note)
        self.prepaid.top_up_ids = [Command.create({"amount": 5000})]
        self.env["linkstar.prepaid"]._cron_warn()
        self.assertFalse(self._activities())

    def test_another_currency_does_not_mix(self):
        shipment = self._shipments(1)
        self._charge(shipment, "billed", 40, currency_id=self.eur.id)
        text = f"运单号,费用名称,金额,币种\n{shipment.waybill},关税,7,EUR\n"
        self._checked(text.encode(), "euro.csv", date="2026-03-20")
        self.assertEqual(self._again().amount_charged, 0)

    @mute_logger("odoo.sql_db")
    def test_bad_top_ups(self):
        for values in (
            {"amount": 0},
            {"amount": -5},
            {"kind": "credit", "amount": -5},
            {"kind": "opening", "amount": 5},
        ):
            with (
                self.subTest(values),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.env["linkstar.top.up"].create(
                    {"prepaid_id": self.prepaid.id, **values}
                )

    def test_only_finance(self):
        for record in (self.prepaid, self.prepaid.top_up_ids):
            with self.assertRaises(AccessError):
                record.with_user(self.picker).read(["id"])

    def test_many_accounts_take_as_many_queries(self):
        def queries(prepaid):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            prepaid.mapped("balance")
            return self.env.cr.sql_log_count - before

        few = queries(self.prepaid)
        more = self.env["linkstar.prepaid"].create(
            [
                {
                    "account_id": self._make_account(
                        self.company, name=f"A{number}", app_token=f"t{number}"
                    ).id
                }
                for number in range(5)
            ]
        )
        self.assertLessEqual(queries(self.prepaid + more), with_room(few))

    def test_the_balance_of_a_statement_is_compared_with_ours(self):
        parcels = [self._billed(each) for each in self._shipments(4)]
        # The movements begin with 10,000; 4 x 45 are charged: 9,820.
        content = statement_files.movements_csv(parcels)
        top_up = self.prepaid.top_up_ids
        top_up.amount = 10000
        bill = self._checked(content, "movements.csv", date="2026-03-31")
        self.assertEqual((bill.balance_known, bill.balance), (True, 9820))
        self.assertFalse(bill.balance_text)
        top_up.amount = 9900
        bill.invalidate_recordset(["balance_text"])
        self.assertRegex(bill.balance_text, "9,820.00.*9,720.00.*100.00.*less.*top-up")
        top_up.amount = 10050
        bill.invalidate_recordset(["balance_text"])
        self.assertRegex(bill.balance_text, "9,870.00.*50.00.*more.*not imported")

    def test_a_balance_that_nobody_follows_says_nothing(self):
        content = statement_files.movements_csv(
            [self._billed(self._shipments(1)), self._billed(self._shipments(1))]
        )
        early = self._checked(content, "movements.csv", date="2026-02-28")
        self.assertTrue(early.balance_known)
        self.assertFalse(early.balance_text)
        parcels = [self._billed(self._shipments(1))]
        other = self._checked(statement_files.columns_xlsx(parcels))
        self.assertFalse(other.balance_known or other.balance_text)
