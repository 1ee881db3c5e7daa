# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Quantities on hand, delivered and invoiced, credit notes, cost of sales and value,
for each path back; the cost changes between the sale and the return.
"""

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .returns_case import ReturnsCase


@tagged("post_install", "-at_install")
class TestReturnCredit(ReturnsCase):
    def setUp(self):
        super().setUp()
        self._put_in_stock(self.case, 3, 6.0)

    def _dearer(self):
        """Three more at 10: the average is no longer 6."""
        self._put_in_stock(self.case, 3, 10.0)

    def _figures(self, order):
        line = order.order_line.filtered(lambda each: each.product_id == self.case)
        return line.qty_delivered, line.qty_invoiced, line.qty_to_invoice

    def _loss_account(self, record):
        account = self.env["account.account"].create(
            {
                "name": "Losses of returns",
                "code": "LSSR01",
                "account_type": "expense",
                "company_ids": [Command.link(self.company.id)],
            }
        )
        place = record.place_id or self.env["linkstar.return.place"]._of(self.company)
        place.scrap_location_id.valuation_account_id = account
        return account

    def test_back_to_stock_and_credited(self):
        order = self._sold((self.case, 3))
        invoice = self._invoice(order)
        self.assertEqual(self._cost_of_sales(invoice), 18)
        self._dearer()
        record = self._came_back(order, self.case)
        self.assertEqual(self._figures(order), (2, 3, -1))
        receipt = record.item_ids.return_move_id
        self.assertTrue(receipt.is_in)
        self.assertEqual(receipt.value, 6, "at the value of the delivery")
        self.assertEqual(self.case.qty_available, 4)
        self.assertEqual(self.case.total_value, 36)
        self.assertFalse(record.credit_note_ids, "a credit note is never assumed")
        note = self._credit(record)
        self.assertEqual(note.state, "draft")
        self.assertEqual(note.reversed_entry_id, invoice)
        self.assertEqual(note.amount_untaxed, 20)
        note.action_post()
        self.assertEqual(self._cost_of_sales(note), -6)
        self.assertEqual(self._figures(order), (2, 2, 0))
        self.assertEqual(record.settlement, "credit")
        self.assertEqual(invoice.payment_state, "partial", "reconciled")
        with self.assertRaisesRegex(UserError, "nothing to refund"):
            self._credit(record)

    def test_all_three_and_a_paid_invoice(self):
        order = self._sold((self.case, 3))
        invoice = self._invoice(order, pay=True)
        self._dearer()
        record = self._came_back(order, self.case, 3)
        note = self._credit(record)
        note.action_post()
        self.assertEqual(self._cost_of_sales(note), -18)
        self.assertEqual(note.reversed_entry_id, invoice)
        self.assertEqual(note.payment_state, "not_paid", "to be paid out")
        self.assertEqual(self._figures(order), (0, 0, 0))
        self.assertEqual(self.case.total_value, 48)

    def test_before_an_invoice_there_is_nothing_to_credit(self):
        order = self._sold((self.case, 3))
        record = self._came_back(order, self.case)
        with self.assertRaisesRegex(UserError, "nothing to refund"):
            self._credit(record)
        invoice = self._invoice(order)
        self.assertEqual(invoice.amount_untaxed, 40)
        self.assertEqual(self._figures(order), (2, 2, 0))

    def test_a_draft_invoice_is_corrected_first(self):
        order = self._sold((self.case, 3))
        invoice = order._create_invoices()
        record = self._came_back(order, self.case)
        with self.assertRaisesRegex(UserError, "draft invoice"):
            record.with_user(self.clerk).action_credit()
        invoice.action_post()
        self.assertEqual(self._credit(record).amount_untaxed, 20)

    def test_several_invoices_have_a_note_each(self):
        order = self._sold((self.case, 3), send=False)
        picking = order.picking_ids
        picking.move_ids.quantity = 2
        picking.move_ids.picked = True
        picking.with_context(skip_backorder=True, skip_sms=True).button_validate()
        first = self._invoice(order)
        rest = order.picking_ids - picking
        self._send(rest)
        second = self._invoice(order)
        record = self._came_back(order, self.case, 2)
        other = self.env["linkstar.return"].create(
            {"picking_id": rest.id, "reason": "refused"}
        )
        other.action_expect()
        self._scan(other, self.case.barcode)
        self._receive(other)
        notes = self._credit(record)
        self.assertEqual(notes.reversed_entry_id, first + second)
        self.assertEqual(sorted(notes.mapped("amount_untaxed")), [20, 20])
        last = self._credit(other)
        self.assertEqual(last.reversed_entry_id, first)
        self.assertEqual(self._figures(order), (0, 0, 0))

    # --- by ordered quantity, locked, cancelled

    def test_by_ordered_quantity(self):
        self.case.invoice_policy = "order"
        for locked in (False, True):
            with self.subTest(locked=locked):
                self._put_in_stock(self.case, 3, 6.0)
                order = self._sold((self.case, 3))
                invoice = self._invoice(order)
                if locked:
                    order.action_lock()
                record = self._came_back(order, self.case)
                self.assertEqual(self._figures(order), (2, 3, 0))
                note = self._credit(record)
                note.action_post()
                self.assertEqual(note.reversed_entry_id, invoice)
                self.assertEqual(note.amount_untaxed, 20)
                self.assertEqual(order.order_line.product_uom_qty, 2)
                self.assertEqual(self._figures(order), (2, 2, 0))
                self.assertEqual(order.locked, locked)
                self.assertFalse(
                    order.picking_ids.filtered(
                        lambda p: p.state not in ("done", "cancel")
                    ),
                    "nothing is sent for it",
                )

    def test_by_ordered_quantity_before_the_invoice(self):
        self.case.invoice_policy = "order"
        order = self._sold((self.case, 3))
        record = self._came_back(order, self.case)
        self.assertFalse(self._credit(record), "only the order is lowered")
        self.assertEqual(self._invoice(order).amount_untaxed, 40)

    def test_by_ordered_quantity_sent_again(self):
        """The ordered quantity stays when the goods are sent again."""
        self.case.invoice_policy = "order"
        order = self._sold((self.case, 3))
        self._invoice(order)
        record = self._came_back(order, self.case)
        record.with_user(self.picker).action_send_again()
        action = record.with_user(self.clerk).action_credit()
        dialog = self.env["linkstar.return.credit"].browse(action["res_id"])
        self.assertFalse(dialog.lower_ordered)

    def test_a_cancelled_order(self):
        order = self._sold((self.case, 3))
        invoice = self._invoice(order)
        order.with_context(disable_cancel_warning=True)._action_cancel()
        record = self._came_back(order, self.case)
        note = self._credit(record)
        note.action_post()
        self.assertEqual(note.reversed_entry_id, invoice)
        self.assertEqual(note.amount_untaxed, 20)
        self.assertEqual(self._cost_of_sales(note), -6)
        self.assertEqual(order.order_line.qty_invoiced, 2)

    # --- delivery line, down payment

    def test_the_delivery_line_is_a_decision(self):
        fixed = self._make_method(
            self.service,
            delivery_type="fixed",
            fixed_price=5,
            linkstar_account_id=False,
            linkstar_service_id=False,
        )
        for with_delivery, amount in ((False, 20.0), (True, 25.0)):
            with self.subTest(with_delivery):
                self._put_in_stock(self.case, 1, 6.0)
                order = self._sold((self.case, 1), send=False)
                order.set_delivery_line(fixed, 5)
                self._send(order.picking_ids)
                self._invoice(order)
                record = self._came_back(order, self.case)
                note = self._credit(
                    record, with_delivery=with_delivery, lower_ordered=True
                )
                self.assertEqual(note.amount_untaxed, amount)
                note.action_post()
                delivery = order.order_line.filtered("is_delivery")
                self.assertEqual(delivery.qty_to_invoice, 0)
                self.assertEqual(delivery.qty_invoiced, 0 if with_delivery else 1)

    def test_a_down_payment_that_nothing_deducted(self):
        order = self._sold((self.case, 1), send=False)
        wizard = self.env["sale.advance.payment.inv"].create(
            {
                "advance_payment_method": "percentage",
                "amount": 50,
                "sale_order_ids": [Command.set(order.ids)],
            }
        )
        down = wizard._create_invoices(order)
        down.action_post()
        self._send(order.picking_ids)
        record = self._came_back(order, self.case)
        action = record.with_user(self.clerk).action_credit()
        dialog = self.env["linkstar.return.credit"].browse(action["res_id"])
        self.assertTrue(dialog.has_down_payment)
        note = self._credit(record, with_down_payment=True)
        note.action_post()
        self.assertEqual(note.reversed_entry_id, down)
        self.assertEqual(note.amount_untaxed, 10)
        self.assertEqual(
            order.order_line.filtered(
                lambda line: line.is_downpayment and not line.display_type
            ).qty_invoiced,
            0,
        )

    def test_a_deducted_down_payment_is_refunded_with_the_goods(self):
        order = self._sold((self.case, 1), send=False)
        wizard = self.env["sale.advance.payment.inv"].create(
            {
                "advance_payment_method": "percentage",
                "amount": 50,
                "sale_order_ids": [Command.set(order.ids)],
            }
        )
        down = wizard._create_invoices(order)
        down.action_post()
        self._send(order.picking_ids)
        final = order._create_invoices(final=True)
        final.action_post()
        self.assertEqual(final.amount_untaxed, 10)
        record = self._came_back(order, self.case)
        note = self._credit(record)
        note.action_post()
        self.assertEqual(note.amount_untaxed, 20, "the whole price")
        self.assertEqual(note.reversed_entry_id, final)

    # --- scrap, lost, destroyed

    def test_scrapped_goods_are_a_loss(self):
        order = self._sold((self.case, 3))
        self._invoice(order)
        self._dearer()
        record = self._expected(order, (self.case, 1))
        account = self._loss_account(record)
        self._scan(record, self.case.barcode, "scrap")
        self._receive(record)
        booked = self.env["account.move.line"].search([("account_id", "=", account.id)])
        # Came in at 6, goes out at the average of one at 6 and three at 10.
        self.assertEqual(booked.balance, 9)
        self.assertEqual(booked.parent_state, "posted")
        self.assertEqual(self.case.qty_available, 3)
        self.assertEqual(self.case.total_value, 27)
        note = self._credit(record)
        note.action_post()
        self.assertEqual(self._cost_of_sales(note), -6)
        self.assertEqual(self._figures(order), (2, 2, 0))

    def test_lost_and_refunded(self):
        order = self._sold((self.case, 3))
        self._invoice(order)
        self._dearer()
        record = self._return(order, (self.case, 1), reason="lost")
        on_hand = self.case.qty_available
        place = self.env["linkstar.return.place"]._of(self.company, "lost")
        account = self.env["account.account"].create(
            {
                "name": "Lost in transport",
                "code": "LSSR02",
                "account_type": "expense",
                "company_ids": [Command.link(self.company.id)],
            }
        )
        place.scrap_location_id.valuation_account_id = account
        record.with_user(self.picker).action_write_off()
        self.assertEqual(record.state, "received")
        self.assertEqual(record.place_id, place)
        self.assertEqual(self.case.qty_available, on_hand, "nothing comes")
        self.assertEqual(self._figures(order), (2, 3, -1))
        self.assertEqual(
            self.env["account.move.line"]
            .search([("account_id", "=", account.id)])
            .balance,
            9,
        )
        note = self._credit(record)
        note.action_post()
        self.assertEqual(self._cost_of_sales(note), -6)
        self.assertEqual(self._figures(order), (2, 2, 0))

    def test_lost_and_sent_again(self):
        order = self._sold((self.case, 3))
        self._dearer()
        record = self._return(order, (self.case, 1), reason="lost")
        record.with_user(self.picker).action_write_off()
        action = record.with_user(self.picker).action_send_again()
        self._send(self.env["stock.picking"].browse(action["res_id"]))
        self.assertEqual(self._figures(order), (3, 0, 3))
        self.assertEqual(self.case.qty_available, 2)

    def test_lost_and_not_refunded(self):
        order = self._sold((self.case, 3))
        self._invoice(order)
        record = self._return(order, (self.case, 1), reason="lost")
        record.action_claim()
        self.assertEqual(self._figures(order), (3, 3, 0))
        self.assertEqual(self.case.total_value, 0)
        with self.assertRaises(UserError):
            self._credit(record)

    def test_write_off_of_what_came_back_is_refused(self):
        order = self._sold((self.case, 1))
        self._came_back(order, self.case)
        record = self.env["linkstar.return"].create(
            {
                "picking_id": order.picking_ids.sorted("id")[:1].id,
                "reason": "lost",
                "line_ids": [
                    Command.create(
                        {"move_id": order.picking_ids.sorted("id")[:1].move_ids.id}
                    )
                ],
            }
        )
        with self.assertRaisesRegex(UserError, "came back"):
            record.action_write_off()

    def test_depot_and_quarantine_keep_the_value(self):
        order = self._sold((self.case, 3))
        self._dearer()
        depot = self.env["linkstar.return.place"].create(
            {"name": "Depot", "kind": "depot"}
        )
        self._came_back(order, self.case, destination="place", place_id=depot.id)
        self.assertEqual(self.case.total_value, 36)
        self.assertEqual(self.case.qty_available, 3)
        self._came_back(order, self.case, destination="quarantine")
        self.assertEqual(self.case.total_value, 42)
        self.assertEqual(self.case.qty_available, 3)

    # --- the dialog

    def test_a_client_credits_nothing_else(self):
        order, other = self._sold((self.case, 2)), self._sold((self.lamp, 1))
        self._invoice(order)
        foreign = self._invoice(other)
        record = self._came_back(order, self.case)
        action = record.with_user(self.clerk).action_credit()
        dialog = (
            self.env["linkstar.return.credit"]
            .with_user(self.clerk)
            .browse(action["res_id"])
        )
        dialog.line_ids.quantity = 3
        with self.assertRaisesRegex(UserError, "At most 2"):
            dialog.action_credit()
        dialog.line_ids.quantity = -1
        with self.assertRaises(UserError):
            dialog.action_credit()
        dialog.line_ids.write(
            {"quantity": 1, "invoice_line_id": foreign.invoice_line_ids.id}
        )
        with self.assertRaises(UserError):
            dialog.action_credit()
        self.assertFalse(record.credit_note_ids)
