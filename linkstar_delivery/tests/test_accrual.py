# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The accrual of a month: amounts, currencies, the reversal, and never twice."""

import base64
import io
from datetime import date

import openpyxl

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from . import statement_files
from .bill_case import BillCase

MARCH, APRIL = date(2026, 3, 31), date(2026, 4, 1)


@tagged("post_install", "-at_install")
class TestAccrual(BillCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._load_chart()

    def _wizard(self, **values):
        return (
            self.env["linkstar.accrual"]
            .with_user(self.clerk)
            .create({"company_id": self.company.id, "date": MARCH, **values})
        )

    def _accrued(self, **values):
        """(the accrual, its reversal)."""
        action = self._wizard(**values).action_accrue()
        moves = self.env["account.move"].search(action["domain"])
        reversal = moves.filtered("reversed_entry_id")
        return moves - reversal, reversal

    def _balances(self, move):
        return {
            line.name.rpartition(": ")[2]: line.balance
            for line in move.line_ids
            if line.account_id.internal_group == "expense"
        }

    def _liability(self, move):
        return move.line_ids.filtered(
            lambda line: line.account_id.account_type == "liability_current"
        )

    def test_what_was_shipped_and_not_billed(self):
        shipments = self._shipments(5)
        april = self._shipments(1, handed_over_at="2026-03-31 16:30:00")
        here = self._shipments(1, handed_over_at=False, tracking_state="registered")
        gone = self._shipments(1, state="cancelled")
        self._checked(
            statement_files.columns_xlsx([self._billed(shipments[0])]),
            date="2026-03-20",
        )
        wizard = self._wizard()
        self.assertEqual(wizard.reversal_date, APRIL)
        self.assertEqual(wizard.parcel_count, 4, "in China it is April already")
        self.assertTrue(april and here and gone)
        move, reversal = self._accrued()
        self.assertEqual(move.state, "posted")
        self.assertEqual((move.date, reversal.date), (MARCH, APRIL))
        self.assertEqual(
            self._balances(move),
            {"Freight": 100, "Fuel": 8, "Registration": 72},
        )
        liability = self._liability(move)
        self.assertEqual(liability.balance, -180)
        self.assertTrue(liability.account_id.reconcile)
        self.assertEqual(reversal.reversed_entry_id, move)
        self.assertEqual(reversal.state, "posted")
        self.assertEqual(
            self._balances(reversal),
            {"Freight": -100, "Fuel": -8, "Registration": -72},
        )
        self.assertTrue(liability.full_reconcile_id, "closed by the reversal")
        self.assertEqual(self.company.linkstar_accrual_account_id, liability.account_id)

    def test_a_bill_of_the_next_month_does_not_change_the_month(self):
        shipments = self._shipments(2)
        self._checked(
            statement_files.columns_xlsx([self._billed(shipments[0])]),
            date="2026-04-03",
        )
        move, _reversal = self._accrued()
        self.assertEqual(self._liability(move).balance, -90)

    def test_billed_too_little_is_still_expected(self):
        shipments = self._shipments(3)
        charges = {"freight": "20", "registration": "18", "fuel": "2"}
        low = [self._billed(each, **charges) for each in shipments]
        self._checked(statement_files.columns_xlsx(low), date="2026-03-20")
        text = f"运单号,补收金额\n{shipments[0].waybill},5\n"
        self._checked(text.encode(), "difference.csv", date="2026-03-25")
        move, _reversal = self._accrued()
        self.assertEqual(self._balances(move), {"Freight": 10})

    def test_without_a_card_the_quotation_counts(self):
        known, unknown = self._shipments(2, handed_over_at="2025-12-10 10:00:00")
        self.env["linkstar.charge"].create(
            {
                "shipment_id": known.id,
                "company_id": self.company.id,
                "kind": "freight",
                "stage": "quoted",
                "currency_id": self.cny.id,
                "amount": 33.3,
            }
        )
        move, _reversal = self._accrued(date="2025-12-31")
        self.assertEqual(self._balances(move), {"Freight": 33.3})
        self.assertIn("not included: 1", move.message_ids[:1].body)
        attachment = self.env["ir.attachment"].search(
            [("res_model", "=", "account.move"), ("res_id", "=", move.id)]
        )
        content = base64.b64decode(attachment.datas)
        rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.values)
        self.assertEqual(
            rows[1][:1] + rows[1][2:],
            (known.display_name, "Freight", 33.3, "CNY", "Quoted"),
        )
        self.assertEqual(rows[2][0], unknown.display_name)
        self.assertEqual(rows[2][5], "No price")

    def test_analytic_accounts_and_the_accounts_of_the_rules(self):
        shipments = self._shipments(3)
        plan = self.env["account.analytic.plan"].create({"name": "Shops"})
        shop = self.env["account.analytic.account"].create(
            {"name": "Shop", "plan_id": plan.id, "company_id": self.company.id}
        )
        order = shipments.sale_order_id
        order.order_line.analytic_distribution = {shop.id: 100}
        account = self.env["account.account"].create(
            {
                "name": "Freight",
                "code": "FRGHT1",
                "account_type": "expense",
                "company_ids": [Command.link(self.company.id)],
            }
        )
        product = self.env["product.product"].create({"name": "F", "type": "service"})
        self.env["linkstar.booking.rule"].create(
            {
                "company_id": self.company.id,
                "kind": "freight",
                "product_id": product.id,
                "account_id": account.id,
            }
        )
        move, reversal = self._accrued()
        line = move.line_ids.filtered(lambda each: each.account_id == account)
        self.assertEqual(line.balance, 75)
        self.assertEqual(line.analytic_distribution, {str(shop.id): 100})
        self.assertFalse(self._liability(move).analytic_distribution)
        analytic = self.env["account.analytic.line"].search(
            [("move_line_id.move_id", "in", (move + reversal).ids)]
        )
        self.assertAlmostEqual(sum(analytic.mapped("amount")), 0)

    def test_another_currency_and_no_exchange_difference(self):
        cards = self.env["linkstar.rate.card"].search([])
        cards.action_draft()
        cards.currency_id = self.eur
        cards.action_activate()
        self.env["res.currency.rate"].create(
            [
                {
                    "currency_id": self.eur.id,
                    "company_id": self.company.id,
                    "name": day,
                    "rate": rate,
                }
                for day, rate in (("2026-03-31", 0.128), ("2026-04-01", 0.127))
            ]
        )
        self._shipments(3)
        move, reversal = self._accrued()
        liability = self._liability(move)
        self.assertEqual(liability.currency_id, self.eur)
        self.assertEqual(liability.amount_currency, -135)
        self.assertAlmostEqual(liability.balance, -1054.69)
        self.assertAlmostEqual(sum(self._balances(move).values()), 1054.69)
        self.assertAlmostEqual(self._liability(reversal).balance, 1054.69)
        partials = liability.matched_debit_ids + liability.matched_credit_ids
        self.assertTrue(partials)
        self.assertFalse(partials.exchange_move_id)

    def test_the_reversal_waits_for_its_day(self):
        self._shipments(1)
        day = fields.Date.add(fields.Date.today(), days=10)
        move, reversal = self._accrued(reversal_date=day)
        self.assertEqual(move.state, "posted")
        self.assertEqual((reversal.state, reversal.auto_post), ("draft", "at_date"))
        self.assertEqual(reversal.date, day)
        with self.assertRaisesRegex(UserError, "still in force"):
            self._accrued(date="2026-04-30")
        reversal.write({"auto_post": "no", "date": "2026-04-15"})
        reversal.action_post()
        self.assertTrue(self._liability(move).full_reconcile_id)
        second, _reversal = self._accrued(date="2026-04-30")
        self.assertEqual(self._liability(second).balance, -45)

    def test_never_twice(self):
        self._shipments(1)
        move, reversal = self._accrued()
        with self.assertRaisesRegex(UserError, "still in force"):
            self._accrued()
        (reversal + move).button_draft()
        (reversal + move).button_cancel()
        again, _reversal = self._accrued()
        self.assertEqual(self._liability(again).balance, -45)

    def test_locked_periods_and_other_refusals(self):
        with self.assertRaisesRegex(UserError, "Nothing was shipped"):
            self._accrued()
        self._shipments(1)
        self.company.fiscalyear_lock_date = MARCH
        with self.assertRaisesRegex(UserError, "2026-03-31.*locked"):
            self._accrued()
        self.company.fiscalyear_lock_date = False
        with self.assertRaisesRegex(UserError, "must be after"):
            self._accrued(reversal_date=MARCH)
        with self.assertRaisesRegex(UserError, "has passed"):
            self._accrued(date=fields.Date.add(fields.Date.today(), days=2))
        account = self.env["account.account"].create(
            {
                "name": "Not closed",
                "code": "NCLSD1",
                "account_type": "liability_current",
                "company_ids": [Command.link(self.company.id)],
            }
        )
        with self.assertRaisesRegex(UserError, "cannot be reconciled"):
            self._accrued(account_id=account.id)

    def test_a_mandatory_plan_is_validated(self):
        self._shipments(1)
        plan = self.env["account.analytic.plan"].create({"name": "Shops"})
        self.env["account.analytic.account"].create(
            {"name": "Shop", "plan_id": plan.id, "company_id": self.company.id}
        )
        self.env["account.analytic.applicability"].create(
            {
                "business_domain": "general",
                "applicability": "mandatory",
                "analytic_plan_id": plan.id,
                "company_id": self.company.id,
            }
        )
        with self.assertRaises(ValidationError):
            self._accrued()

    def test_only_finance_accrues(self):
        self._shipments(1)
        with self.assertRaises(AccessError):
            self._wizard().with_user(self.picker).action_accrue()
        with self.assertRaises(AccessError):
            self._wizard().with_user(self.picker).sudo().action_accrue()
