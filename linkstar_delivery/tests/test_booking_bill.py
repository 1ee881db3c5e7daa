# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Vendor bills of statements: amounts to the cent, in any currency; who books, and
when.
"""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from . import statement_files
from .bill_case import BillCase
from .statement_files import Billed


@tagged("post_install", "-at_install")
class TestBookingBill(BillCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._load_chart()
        cls.vendor = cls.env["res.partner"].create({"name": "Linkstar Ltd."})
        cls.plan = cls.env["account.analytic.plan"].create({"name": "Shops"})
        cls.shop_a, cls.shop_b = cls.env["account.analytic.account"].create(
            [
                {"name": name, "plan_id": cls.plan.id, "company_id": cls.company.id}
                for name in ("Shop A", "Shop B")
            ]
        )

    def _booking(self, content, **values):
        bill = self._checked(content, partner_id=self.vendor.id, **values)
        bill.action_book()
        return bill, bill.move_ids

    def _tax(self, percent):
        return self.env["account.tax"].create(
            {
                "name": f"{percent} %",
                "amount": percent,
                "type_tax_use": "purchase",
                "company_id": self.company.id,
            }
        )

    def _rule(self, kind, **values):
        product = self.env["product.product"].create(
            {"name": kind, "type": "service", "supplier_taxes_id": False}
        )
        return self.env["linkstar.booking.rule"].create(
            {
                "company_id": self.company.id,
                "kind": kind,
                "product_id": product.id,
                **values,
            }
        )

    def _figures(self, move):
        """{kind: (subtotal, taxes)} by the products of the lines."""
        rules = {
            rule.product_id: rule.kind
            for rule in self.env["linkstar.booking.rule"].search([])
        }
        return sorted(
            (rules[line.product_id], line.price_subtotal, line.analytic_distribution)
            for line in move.invoice_line_ids
        )

    # --- amounts

    def test_one_line_for_each_kind(self):
        shipments = self._shipments(7)
        parcels = [self._billed(each) for each in shipments]
        parcels[0].charges["ddp_duty"] = "31.50"
        bill, move = self._booking(statement_files.columns_xlsx(parcels))
        self.assertEqual(move.state, "draft")
        self.assertEqual(move.move_type, "in_invoice")
        self.assertEqual(move.partner_id, self.vendor)
        self.assertEqual(move.ref, bill.display_name)
        self.assertEqual(
            self._figures(move),
            [
                ("ddp_duty", 31.5, False),
                ("freight", 175, False),
                ("fuel", 14, False),
                ("registration", 126, False),
            ],
        )
        self.assertEqual(move.amount_total, bill.amount_total)
        self.assertEqual(move.amount_tax, 0)
        self.assertEqual(move.message_main_attachment_id.name, bill.filename)
        move.with_user(self.clerk).action_post()
        self.assertEqual(move.state, "posted")
        self.assertEqual(move.date, bill.date)

    def test_analytic_accounts_of_the_orders(self):
        shipments = self._shipments(3)
        order = shipments.sale_order_id
        goods = order.order_line.filtered(lambda line: not line.is_delivery)
        goods.analytic_distribution = {self.shop_a.id: 60, self.shop_b.id: 30}
        stranger = Billed("XX1", "0.5", {"freight": "10"}, "", "")
        parcels = [self._billed(each, freight="10.01") for each in shipments]
        _bill, move = self._booking(statement_files.columns_xlsx([*parcels, stranger]))
        a, b = ({str(shop.id): 100.0} for shop in (self.shop_a, self.shop_b))
        found = {
            tuple(
                sorted((line.analytic_distribution or {}).items())
            ): line.price_subtotal
            for line in move.invoice_line_ids
        }
        self.assertEqual(
            found,
            {tuple(a.items()): 18.02, tuple(b.items()): 9.01, (): 13.0},
        )
        self.assertAlmostEqual(move.amount_total, 40.03)
        shipping = order.order_line - goods
        shipping.analytic_distribution = {self.shop_b.id: 100}
        move.unlink()
        _bill.action_book()
        self.assertIn(
            30.03,
            _bill.move_ids.invoice_line_ids.filtered("analytic_distribution").mapped(
                "price_subtotal"
            ),
            "the shipping line of the order comes first",
        )
        move = _bill.move_ids.with_user(self.clerk)
        move.action_post()
        analytic = self.env["account.analytic.line"].search(
            [("move_line_id.move_id", "=", move.id)]
        )
        self.assertAlmostEqual(sum(analytic.mapped("amount")), -30.03)

    def test_a_rule_without_a_product_gets_one(self):
        account = self.env["account.account"].search(
            [
                ("account_type", "=", "expense"),
                ("company_ids", "in", self.company.ids),
            ],
            limit=1,
        )
        rule = self.env["linkstar.booking.rule"].create(
            {
                "company_id": self.company.id,
                "kind": "freight",
                "account_id": account.id,
            }
        )
        self.assertTrue(rule.display_name)
        _bill, move = self._booking(
            statement_files.columns_xlsx([self._billed(self._shipments(1))])
        )
        self.assertTrue(rule.product_id)
        [line] = move.invoice_line_ids.filtered(
            lambda line: line.product_id == rule.product_id
        )
        self.assertEqual(line.account_id, account)

    def test_a_mandatory_plan_is_validated(self):
        self.env["account.analytic.applicability"].create(
            {
                "business_domain": "bill",
                "applicability": "mandatory",
                "analytic_plan_id": self.plan.id,
                "company_id": self.company.id,
            }
        )
        _bill, move = self._booking(
            statement_files.columns_xlsx([self._billed(self._shipments(1))])
        )
        with self.assertRaises(ValidationError):
            move.with_user(self.clerk).action_post()
        move.invoice_line_ids.analytic_distribution = {str(self.shop_a.id): 100}
        move.with_user(self.clerk).action_post()
        self.assertEqual(move.state, "posted")

    def test_an_analytic_account_that_is_gone(self):
        shipments = self._shipments(1)
        shipments.sale_order_id.order_line.analytic_distribution = {"99999999": 100}
        with self.assertRaisesRegex(UserError, shipments.sale_order_id.name):
            self._booking(statement_files.columns_xlsx([self._billed(shipments)]))

    # --- taxes

    def test_the_total_includes_the_tax(self):
        self._rule("freight", tax_ids=[Command.set(self._tax(6).ids)])
        parcels = [
            self._billed(each, freight="33.33", ddp_duty="10")
            for each in self._shipments(3)
        ]
        bill, move = self._booking(statement_files.columns_xlsx(parcels))
        self.assertEqual(move.amount_total, 129.99)
        self.assertEqual(move.amount_tax, 5.66)
        self.assertEqual(move.amount_untaxed, 124.33)
        self.assertEqual(bill.amount_total, 129.99)

    def test_the_tax_of_the_tax_invoice(self):
        self._rule("freight", tax_ids=[Command.set(self._tax(6).ids)])
        parcels = [self._billed(each, freight="33.33") for each in self._shipments(3)]
        content = statement_files.columns_xlsx(parcels)
        bill, move = self._booking(content, tax_amount=5.68, tax_invoice="044001900111")
        self.assertEqual(move.linkstar_tax_invoice, "044001900111")
        self.assertEqual((move.amount_total, move.amount_tax), (99.99, 5.68))
        move.with_user(self.clerk).action_post()
        self.assertEqual((move.amount_total, move.amount_tax), (99.99, 5.68))
        self.assertAlmostEqual(sum(move.line_ids.mapped("balance")), 0)
        bill.tax_invoice = "044001900112"
        self.assertEqual(move.linkstar_tax_invoice, "044001900112")

    def test_a_tax_that_is_no_rounding(self):
        self._rule("freight", tax_ids=[Command.set(self._tax(6).ids)])
        content = statement_files.columns_xlsx([self._billed(self._shipments(1))])
        with self.assertRaisesRegex(UserError, "tax invoice"):
            self._booking(content, tax_amount=9)

    def test_taxes_on_top(self):
        self._rule("freight", tax_ids=[Command.set(self._tax(6).ids)])
        parcels = [self._billed(self._shipments(1), freight="100")]
        content = statement_files.columns_xlsx(parcels)
        _bill, move = self._booking(content, tax_included=False)
        self.assertEqual((move.amount_untaxed, move.amount_total), (100, 106))

    # --- refunds

    def test_a_statement_of_credits_is_a_refund(self):
        self._rule("freight", tax_ids=[Command.set(self._tax(6).ids)])
        shipment = self._shipments(1)
        text = f"运单号,费用名称,金额\n{shipment.waybill},运费退还,-53\n"
        bill, move = self._booking(text.encode(), filename="credit.csv")
        self.assertEqual(bill.amount_total, -53)
        self.assertEqual(move.move_type, "in_refund")
        self.assertEqual((move.amount_total, move.amount_tax), (53, 3))
        move.with_user(self.clerk).action_post()
        payable = move.line_ids.filtered(
            lambda line: line.account_id.account_type == "liability_payable"
        )
        self.assertEqual(payable.balance, 53)

    def test_charges_that_add_up_to_nothing(self):
        shipment = self._shipments(1)
        text = (
            f"运单号,费用名称,金额\n{shipment.waybill},运费,5\n"
            f"{shipment.waybill},运费退还,-5\n"
        )
        with self.assertRaisesRegex(UserError, "add up to 0"):
            self._booking(text.encode(), filename="nothing.csv")

    # --- currencies

    def _euro_account(self):
        return self._make_account(
            self.company, name="Euro", app_token="other", currency_id=self.eur.id
        )

    def _euro_bill(self, **values):
        account = self._euro_account()
        shipment = self._shipments(1, account_id=account.id)
        text = f"运单号,运费\n{shipment.waybill},100\n"
        return self._booking(
            text.encode(), filename="euro.csv", account_id=account.id, **values
        )

    def _expense(self, move):
        return sum(
            move.line_ids.filtered(
                lambda line: line.account_id.internal_group == "expense"
            ).mapped("balance")
        )

    def test_the_rate_of_the_table(self):
        _bill, move = self._euro_bill()
        self.assertEqual(move.currency_id, self.eur)
        move.with_user(self.clerk).action_post()
        self.assertEqual((move.amount_total, self._expense(move)), (100, 800))

    def test_the_rate_of_the_statement_and_a_reversal(self):
        _bill, move = self._euro_bill(rate=7.85)
        move.with_user(self.clerk).action_post()
        self.assertEqual((move.amount_total, self._expense(move)), (100, 785))
        day = fields.Date.today()
        refund = move.with_user(self.clerk)._reverse_moves(
            [{"invoice_date": day, "date": day}], cancel=True
        )
        self.assertEqual(self._expense(refund), -785, "no exchange difference")
        self.assertEqual(refund.reversed_entry_id, move)
        self.assertEqual(refund.linkstar_bill_id, _bill)
        self.assertEqual(move.payment_state, "reversed")
        lines = move.line_ids
        partials = lines.matched_debit_ids + lines.matched_credit_ids
        self.assertFalse(partials.exchange_move_id)
        self.assertFalse(_bill.booked)
        _bill.action_book()
        self.assertEqual(len(_bill.move_ids), 3)
        self.assertTrue(_bill.booked)

    def test_a_vendor_bill_for_each_currency(self):
        shipments = self._shipments(2)
        text = (
            "运单号,费用名称,金额,币种\n"
            f"{shipments[0].waybill},运费,45.5,CNY\n"
            f"{shipments[1].waybill},关税,7.25,EUR\n"
        )
        _bill, moves = self._booking(text.encode(), filename="mixed.csv")
        self.assertEqual(
            {move.currency_id.name: move.amount_total for move in moves},
            {"CNY": 45.5, "EUR": 7.25},
        )

    # --- once, and by finance only

    def test_a_statement_is_booked_once(self):
        content = statement_files.columns_xlsx([self._billed(self._shipments(1))])
        bill, move = self._booking(content)
        with self.assertRaisesRegex(UserError, "already|has the vendor bill"):
            bill.action_book()
        with self.assertRaisesRegex(UserError, "vendor bill"):
            bill.with_user(self.accountant).action_reset()
        move.button_cancel()
        self.assertFalse(bill.booked)
        bill.action_book()
        self.assertEqual(len(bill.move_ids), 2)

    def test_only_finance_books_and_posts(self):
        content = statement_files.columns_xlsx([self._billed(self._shipments(1))])
        bill = self._checked(content, partner_id=self.vendor.id)
        with self.assertRaises(AccessError):
            bill.with_user(self.picker).action_book()
        with self.assertRaises(AccessError):
            bill.with_user(self.picker).sudo().action_book()
        bill.action_book()
        with self.assertRaises(AccessError):
            bill.move_ids.with_user(self.picker).sudo().action_post()
        bill.move_ids.with_user(self.clerk).action_post()

    def test_what_is_missing_is_said(self):
        content = statement_files.columns_xlsx([self._billed(self._shipments(1))])
        bill = self._checked(content)
        with self.assertRaisesRegex(UserError, "vendor"):
            bill.action_book()
        bill.partner_id = self.vendor
        self.env["account.journal"].search(
            [("company_id", "=", self.company.id), ("type", "=", "purchase")]
        ).type = "general"
        with self.assertRaisesRegex(UserError, "no journal"):
            bill.action_book()

    # --- locked periods

    def test_a_locked_period_is_said_before(self):
        content = statement_files.columns_xlsx([self._billed(self._shipments(1))])
        bill = self._checked(content, partner_id=self.vendor.id, date="2026-03-31")
        self.company.purchase_lock_date = "2026-03-31"
        with self.assertRaisesRegex(UserError, "2026-03-31.*locked"):
            bill.action_book()
        bill.accounting_date = "2026-04-01"
        bill.action_book()
        move = bill.move_ids
        self.assertEqual(fields.Date.to_string(move.date), "2026-04-01")
        self.assertEqual(fields.Date.to_string(move.invoice_date), "2026-03-31")
        # The period is locked between the draft and the posting.
        self.company.purchase_lock_date = move.date + timedelta(days=1)
        with self.assertRaisesRegex(UserError, "2026-04-01.*locked"):
            move.with_user(self.clerk).action_post()
        self.company.purchase_lock_date = False
        move.with_user(self.clerk).action_post()
        self.assertEqual(fields.Date.to_string(move.date), "2026-04-01")

    def test_the_vendor_is_kept_for_the_account(self):
        first, second = self._shipments(2)
        self._booking(
            statement_files.columns_xlsx([self._billed(first)]), tax_included=False
        )
        bill = self._checked(statement_files.columns_xlsx([self._billed(second)]))
        self.assertEqual(bill.partner_id, self.vendor)
        self.assertFalse(bill.tax_included)
