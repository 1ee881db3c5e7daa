# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the IOSS return contains, and in which month: services, free goods, the month of
payment, and corrections by credit notes.
"""

import importlib.util

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import file_path

from .test_ioss_return import IossReturnCase


@tagged("post_install", "-at_install")
@freeze_time("2026-06-10")
class TestIossTaxable(IossReturnCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.wrap, cls.duty, cls.voucher = cls.env["product.product"].create(
            [
                {
                    "name": name,
                    "type": "service",
                    "invoice_policy": "order",
                    "taxes_id": [Command.clear()],
                }
                for name in ("Gift wrap", "Import charge", "Voucher")
            ]
        )
        products = cls.case + cls.lamp
        products.product_tmpl_id.invoice_policy = "order"
        (
            products + cls.wrap + cls.duty + cls.voucher
        ).product_tmpl_id.property_account_income_id = cls.income

    def invoice(self, order, day="2026-03-03"):
        invoice = order._create_invoices()
        invoice.journal_id = self.journal
        invoice.invoice_date = day
        invoice.action_post()
        return invoice

    def reverse(self, invoice, amounts=None, day="2026-03-20"):
        """Create a posted credit note of ``invoice``, of all or only of {product:
        (quantity, price)}.
        """
        values = {"invoice_date": day, "date": day}
        note = invoice._reverse_moves([values])
        note.invoice_date = day
        for line in note.invoice_line_ids:
            if amounts is None:
                continue
            if line.product_id in amounts:
                quantity, price = amounts[line.product_id]
                line.write({"quantity": quantity, "price_unit": price})
            else:
                line.unlink()
        note.action_post()
        return note

    def shipped(self, order, quantities=None, backorder=False):
        picking = order.picking_ids.filtered(
            lambda each: each.state not in ("done", "cancel")
        )
        declaration = picking._linkstar_declare()
        self.validate(picking, quantities, backorder=backorder)
        picking._linkstar_declare()
        declaration._freeze()
        return declaration

    def base(self, period="2026-03-01"):
        record = self.draft(period)
        self.assertFalse(record.problems)
        return sum(record.line_ids.mapped("base"))

    # --- goods that were never shipped

    def test_refund_of_goods_that_were_never_shipped(self):
        order = self.order((self.case, 1, 60.0), (self.lamp, 1, 40.0))
        invoice = self.invoice(order)
        self.shipped(order, {self.case: 1})
        self.reverse(invoice, {self.lamp: (1, 40.0)})
        self.assertEqual(self.base(), 60.0)

    def test_refund_of_a_part_that_was_never_shipped(self):
        order = self.order((self.case, 3, 20.0))
        invoice = self.invoice(order)
        self.shipped(order, {self.case: 2})
        self.reverse(invoice, {self.case: (1, 20.0)})
        self.assertEqual(self.base(), 40.0)
        self.reverse(invoice, {self.case: (1, 20.0)})
        self.assertEqual(
            self.base_again(), 20.0, "a second credit note is for shipped goods"
        )

    def base_again(self):
        record = self.env["linkstar.ioss.return"].search(
            [("registration_id", "=", self.registration.id)]
        )
        record.action_compute()
        return sum(record.line_ids.mapped("base"))

    def test_goods_that_came_back_while_others_wait(self):
        order = self.order((self.case, 3, 20.0))
        invoice = self.invoice(order)
        declaration = self.shipped(order, {self.case: 2}, backorder=True)
        self.bring_back(declaration.picking_id, 1, "2026-03-19 10:00:00")
        self.reverse(invoice, {self.case: (1, 20.0)})
        self.assertEqual(self.base(), 20.0)
        self.shipped(order)
        self.assertEqual(self.base_again(), 40.0)

    def test_price_reduction_without_goods(self):
        order = self.order((self.case, 1, 60.0), (self.lamp, 1, 40.0))
        invoice = self.invoice(order)
        self.shipped(order)
        self.reverse(invoice, {self.case: (1, 5.0)})
        self.assertEqual(self.base(), 95.0)

    def test_the_line_of_what_was_credited_is_taken_off_the_order(self):
        order = self.order((self.case, 1, 60.0), (self.lamp, 1, 40.0))
        invoice = self.invoice(order)
        self.shipped(order, {self.case: 1})
        order.order_line[1].product_uom_qty = 0
        self.reverse(invoice, {self.lamp: (1, 40.0)})
        self.assertEqual(self.base(), 60.0)

    def test_credit_notes_that_name_no_line(self):
        order = self.order((self.case, 1, 60.0), (self.lamp, 1, 40.0))
        invoice = self.invoice(order)
        self.shipped(order, {self.case: 1})
        for link in ({"reversed_entry_id": invoice.id}, {"invoice_origin": order.name}):
            note = self.env["account.move"].create(
                {
                    "move_type": "out_refund",
                    "partner_id": order.partner_id.id,
                    "company_id": self.company.id,
                    "journal_id": self.journal.id,
                    "currency_id": order.currency_id.id,
                    "invoice_date": "2026-03-21",
                    "invoice_line_ids": [
                        Command.create(
                            {
                                "name": "Not in stock",
                                "price_unit": 20.0,
                                "tax_ids": [Command.clear()],
                                "account_id": self.income.id,
                            }
                        )
                    ],
                    **link,
                }
            )
            note.action_post()
        self.assertEqual(self.base(), 60.0, "40 were never shipped")

    def test_refund_in_another_month(self):
        order = self.order((self.case, 1, 60.0), (self.lamp, 1, 40.0))
        order.linkstar_paid_on = "2026-03-01"
        invoice = self.invoice(order)
        self.shipped(order, {self.case: 1})
        march = self.draft()
        self.assertEqual(march.base_total, 100.0, "paid goods are due, shipped or not")
        march.action_close()
        self.months_pass()
        self.reverse(invoice, {self.lamp: (1, 40.0)}, day="2026-04-20")
        self.assertEqual(
            self.lines(self.draft("2026-04-01")), [(3, "DE", 19.0, -40.0, -7.6)]
        )

    def test_goods_that_come_back_without_a_refund_lower_nothing(self):
        order = self.order((self.case, 2, 20.0))
        self.invoice(order)
        declaration = self.shipped(order)
        self.bring_back(declaration.picking_id, 1, "2026-03-19 10:00:00")
        self.assertEqual(self.base(), 40.0)

    def test_goods_that_are_sent_again_are_paid_once(self):
        order = self.order((self.case, 1, 20.0))
        self.invoice(order)
        declaration = self.shipped(order)
        back = self.bring_back(declaration.picking_id, 1, "2026-03-19 10:00:00")
        wizard = self.env["stock.return.picking"].create({"picking_id": back.id})
        wizard.product_return_moves.quantity = 1
        again = wizard._create_return()
        self.validate(again)
        second = again._linkstar_declare()
        second._freeze()
        self.assertEqual((second.total_value, second.line_ids.paid_value), (20.0, 0.0))
        self.assertEqual(self.base(), 20.0)

    def test_a_refund_larger_than_the_order_is_still_a_problem(self):
        order = self.order((self.case, 1, 60.0), (self.lamp, 1, 40.0))
        self.invoice(order)
        self.shipped(order, {self.case: 1})
        self.credit(order, 130.0, "2026-03-20")
        self.assertIn("130.00 EUR", self.draft().problems)

    # --- services and charges

    def test_services_and_import_charges_are_taxed(self):
        order = self.order(
            (self.case, 1, 100.0), (self.duty, 1, 3.0, {"linkstar_import_charge": True})
        )
        declaration = self.shipped(order)
        self.assertEqual(
            (declaration.total_value, declaration.service_value), (100.0, 3.0)
        )
        self.assertEqual(self.lines(self.draft()), [(3, "DE", 19.0, 103.0, 19.57)])

    def test_services_add_up_over_deliveries(self):
        order = self.order(
            (self.case, 3, 10.0),
            (self.wrap, 1, 1.0),
            (self.duty, 1, 3.0, {"linkstar_import_charge": True}),
        )
        parts = [
            self.shipped(order, {self.case: 1}, backorder=True) for _part in range(2)
        ] + [self.shipped(order)]
        self.assertAlmostEqual(sum(part.service_value for part in parts), 4.0, 2)
        self.assertEqual(self.base(), 34.0)

    def test_a_month_with_a_full_refund_closes(self):
        order = self.order(
            (self.case, 1, 100.0),
            (self.voucher, 1, -10.0),
            (self.duty, 1, 3.0, {"linkstar_import_charge": True}),
            (self.wrap, 1, 6.0),
        )
        invoice = self.invoice(order)
        self.shipped(order)
        record = self.draft()
        self.assertEqual(record.base_total, 99.0)
        self.reverse(invoice)
        record.action_close()
        self.assertEqual((record.base_total, record.vat_total), (0.0, 0.0))

    def test_full_refund_of_a_partial_delivery(self):
        order = self.order(
            (self.case, 1, 60.0), (self.lamp, 1, 40.0), (self.wrap, 1, 10.0)
        )
        invoice = self.invoice(order)
        self.shipped(order, {self.case: 1})
        self.assertEqual(self.base(), 66.0)
        self.reverse(invoice)
        self.assertEqual(self.base_again(), 0.0)

    def test_goods_given_free_add_nothing(self):
        order = self.order((self.case, 1, 50.0), (self.lamp, 1, 0.0))
        declaration = self.shipped(order)
        self.assertEqual(
            declaration.total_value, 90.0, "customs gets a value for the free lamp"
        )
        self.assertEqual(self.base(), 50.0)

    def test_an_order_of_free_goods_pays_for_its_transport(self):
        order = self.order((self.lamp, 1, 0.0), (self.wrap, 1, 5.0))
        self.shipped(order)
        self.assertEqual(self.base(), 5.0)

    # --- the month

    def test_month_of_the_payment(self):
        late = self.order((self.case, 1, 10.0), date="2026-03-30 10:00:00")
        late.linkstar_paid_on = "2026-03-31"
        waiting = self.order((self.lamp, 1, 100.0), date="2026-03-30 10:00:00")
        waiting.linkstar_paid_on = "2026-03-31"
        self.order((self.lamp, 1, 70.0), date="2026-03-30 10:00:00")
        with freeze_time("2026-04-02"):
            declaration = self.shipped(late)
        march = self.draft()
        self.assertEqual(
            march.base_total, 110.0, "without the order that has no payment"
        )
        self.assertEqual(march.entry_ids.mapped("declaration_id"), declaration)
        march.action_close()
        self.months_pass("2026-04-05")
        self.shipped(waiting)
        april = self.draft("2026-04-01")
        self.assertFalse(april.line_ids, "it leaves in April but was in March's return")

    def test_by_dispatch(self):
        self.company.linkstar_ioss_month = "dispatch"
        order = self.order((self.case, 1, 10.0), date="2026-03-30 10:00:00")
        order.linkstar_paid_on = "2026-03-31"
        self.assertEqual(self.base(), 0.0)
        self.shipped(order).picking_id.date_done = "2026-04-02 10:00:00"
        self.assertEqual(self.base_again(), 0.0)
        self.assertEqual(self.base("2026-04-01"), 10.0)

    def transaction(self, order, amount, moment, **values):
        provider = self.env["payment.provider"].search(
            [("code", "=", "none"), ("company_id", "=", self.company.id)], limit=1
        )
        provider = provider or self.env["payment.provider"].create(
            {"name": "Any", "code": "none", "company_id": self.company.id}
        )
        method = self.env["payment.method"].search(
            [("code", "=", "linkstar_any")]
        ) or self.env["payment.method"].create({"name": "Any", "code": "linkstar_any"})
        return self.env["payment.transaction"].create(
            {
                "provider_id": provider.id,
                "payment_method_id": method.id,
                "reference": f"linkstar-{order.name}-{amount}-{moment}",
                "amount": amount,
                "currency_id": order.currency_id.id,
                "partner_id": order.partner_id.id,
                "state": "done",
                "last_state_change": moment,
                **values,
            }
        )

    def test_an_authorised_payment_keeps_its_day_when_it_is_captured(self):
        order = self.order((self.case, 1, 10.0))
        payment = self.transaction(
            order, 10.0, "2026-03-31 10:00:00", sale_order_ids=[Command.set(order.ids)]
        )
        self.assertEqual(str(order._linkstar_rate_date()), "2026-03-31")
        payment.last_state_change = "2026-04-03 10:00:00"
        self.assertEqual(str(order._linkstar_rate_date()), "2026-03-31")

    def test_a_refund_is_no_payment(self):
        order = self.order((self.case, 1, 10.0), date="2026-03-30 10:00:00")
        self.transaction(
            order,
            -10.0,
            "2026-03-12 10:00:00",
            operation="refund",
            sale_order_ids=[Command.set(order.ids)],
        )
        self.assertEqual(order._linkstar_rate_dates()[order][1], "confirmation")

    def test_paid_and_never_left_is_corrected_when_it_is_refunded(self):
        order = self.order((self.case, 1, 10.0), (self.lamp, 1, 90.0))
        payment = self.transaction(
            order, 100.0, "2026-03-05 10:00:00", sale_order_ids=[Command.set(order.ids)]
        )
        march = self.draft()
        self.assertEqual(
            (march.base_total, march.entry_ids.declaration_id.ids), (100.0, [])
        )
        self.assertEqual(march.entry_ids.order_id, order)
        march.action_close()
        self.months_pass()
        order._action_cancel()
        self.assertFalse(
            self.draft("2026-04-01").line_ids, "a cancelled order is not refunded yet"
        )
        self.transaction(
            order,
            -100.0,
            "2026-05-05 10:00:00",
            operation="refund",
            source_transaction_id=payment.id,
        )
        self.assertEqual(
            self.lines(self.draft("2026-05-01")), [(3, "DE", 19.0, -100.0, -19.0)]
        )

    def test_a_paid_order_to_another_place_or_above_the_limit_is_not_in_it(self):
        us = self.buyer.copy({"country_id": self.env.ref("base.us").id})
        for order in (
            self.order((self.case, 1, 10.0), partner=us),
            self.order((self.case, 1, 151.0)),
        ):
            order.linkstar_paid_on = "2026-03-05"
        self.assertEqual(self.base(), 0.0)

    def test_a_payment_of_an_invoice(self):
        order = self.order((self.case, 1, 10.0), date="2026-03-30 10:00:00")
        invoice = self.invoice(order, day="2026-03-30")
        self.assertEqual(self.base(), 0.0)
        self.company.transfer_account_id = self.env["account.account"].create(
            {
                "name": "Under way",
                "code": "IOSS03",
                "account_type": "asset_current",
                "reconcile": True,
                "company_ids": [Command.link(self.company.id)],
            }
        )
        bank = self.env["account.journal"].create(
            {
                "name": "Bank",
                "type": "bank",
                "code": "IOB",
                "company_id": self.company.id,
            }
        )
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": order.partner_id.id,
                "amount": 10.0,
                "currency_id": order.currency_id.id,
                "date": "2026-03-31",
                "journal_id": bank.id,
                "invoice_ids": [Command.link(invoice.id)],
            }
        )
        payment.action_post()
        self.assertEqual(self.base_again(), 10.0)

    def test_number_of_queries_with_papers_and_payments(self):
        def queries(month, count):
            for _number in range(count):
                order = self.order(
                    (self.case, 1, 60.0),
                    (self.lamp, 1, 40.0),
                    date=f"2026-0{month}-02 10:00:00",
                )
                order.linkstar_paid_on = f"2026-0{month}-02"
                invoice = self.invoice(order, day=f"2026-0{month}-03")
                self.shipped(order, {self.case: 1})
                self.reverse(invoice, {self.lamp: (1, 40.0)}, day=f"2026-0{month}-20")
            record = self.env["linkstar.ioss.return"].create(
                {"registration_id": self.registration.id, "period": f"2026-0{month}-01"}
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            record.action_compute()
            self.env.flush_all()
            self.assertEqual(len(record.entry_ids), count * 2)
            return self.env.cr.sql_log_count - before

        queries(1, 1)
        self.assertLessEqual(queries(3, 5), queries(2, 2))

    # --- what is not counted

    def test_rates_are_not_added_up(self):
        entries = self.env["linkstar.ioss.return.entry"]
        for model, names in (
            (entries, ("rate", "exchange_rate")),
            (self.env["linkstar.ioss.return.line"], ("rate",)),
            (self.env["linkstar.vat.rate"], ("rate",)),
            (
                self.env["linkstar.customs.declaration"],
                (
                    "exchange_rate",
                    "eur_value",
                    "order_eur_value",
                    "version",
                    "net_weight",
                ),
            ),
            (
                self.env["linkstar.customs.declaration.line"],
                ("unit_price", "unit_weight", "item_no"),
            ),
            (self.env["linkstar.customs.expected.charge"], ("unit_amount",)),
            (self.env["linkstar.customs.charge.rule"], ("amount", "limit", "sequence")),
            (self.env["linkstar.tax.scheme"], ("limit",)),
        ):
            for name in names:
                self.assertIsNone(
                    model._fields[name].aggregator, f"{model._name}.{name}"
                )

    def test_replaced_declarations_count_once(self):
        order = self.order((self.case, 1, 10.0))
        order._linkstar_forecast()
        first = self.shipped(order)
        order.order_line.price_unit = 8.0
        second = first.picking_id._linkstar_declare()
        self.assertEqual(
            (first.standing, second.counted_eur_value),
            ("frozen", 0.0),
            "a draft does not correct anything yet",
        )
        second._freeze()
        self.assertEqual((first.standing, second.standing), ("replaced", "frozen"))
        declarations = order.linkstar_declaration_ids
        self.assertEqual(len(declarations), 3)
        [(total,)] = declarations._read_group(
            [("id", "in", declarations.ids)], [], ["counted_eur_value:sum"]
        )
        self.assertEqual(total, 8.0)

    def test_closing_with_an_open_problem_is_refused(self):
        order = self.order((self.case, 1, 10.0))
        self.shipped(order)
        self.credit(order, 15.0, "2026-03-20")
        with self.assertRaises(UserError):
            self.draft().action_close()

    def test_what_was_paid_before_the_upgrade(self):
        declaration = self.shipped(
            self.order((self.case, 2, 50.0), (self.lamp, 1, 0.0))
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE linkstar_customs_declaration_line SET paid_value = NULL"
        )
        path = file_path("linkstar_customs/migrations/19.0.2.0.0/post-ioss.py")
        spec = importlib.util.spec_from_file_location("post_ioss", path)
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        script.migrate(self.env.cr, "19.0.1.0.0")
        self.env.invalidate_all()
        self.assertEqual(declaration.line_ids.mapped("paid_value"), [100.0, 0.0])
        self.assertEqual(declaration.line_ids.mapped("value"), [100.0, 40.0])
