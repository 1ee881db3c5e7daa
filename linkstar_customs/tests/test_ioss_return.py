# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import csv
import io
from datetime import date

import openpyxl

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged

from .common import CustomsCase


@freeze_time("2026-06-10")
class IossReturnCase(CustomsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.journal = cls.env["account.journal"].create(
            {
                "name": "Sales",
                "type": "sale",
                "code": "IOS",
                "company_id": cls.company.id,
            }
        )
        cls.income = cls.env["account.account"].create(
            {
                "name": "Sales",
                "code": "IOSS01",
                "account_type": "income",
                "company_ids": [Command.link(cls.company.id)],
            }
        )
        cls.receivable = cls.env["account.account"].create(
            {
                "name": "Buyers",
                "code": "IOSS02",
                "account_type": "asset_receivable",
                "reconcile": True,
                "company_ids": [Command.link(cls.company.id)],
            }
        )
        cls.journal.default_account_id = cls.income
        cls.env["ir.default"].set(
            "res.partner",
            "property_account_receivable_id",
            cls.receivable.id,
            company_id=cls.company.id,
        )
        cls.french = cls.buyer.copy(
            {
                "name": "Zoé",
                "country_id": cls.env.ref("base.fr").id,
                "zip": "69002",
                "city": "Lyon",
            }
        )

    def sold(self, *lines, date="2026-03-02 10:00:00", partner=None, freeze=True):
        """Return the declaration of an order that was shipped and declared."""
        order = self.order(*lines, partner=partner, date=date)
        declaration = order.picking_ids._linkstar_declare()
        self.validate(order.picking_ids)
        if freeze:
            declaration._freeze()
        return declaration

    def draft(self, period="2026-03-01"):
        record = self.env["linkstar.ioss.return"].create(
            {"registration_id": self.registration.id, "period": period}
        )
        record.action_compute()
        return record

    def lines(self, record):
        return [
            (line.period.month, line.country_id.code, line.rate, line.base, line.vat)
            for line in record.line_ids.sorted("id")
        ]

    def credit(
        self, order, amount, day, product=None, currency=None, move_type="out_refund"
    ):
        """Create a posted credit note, or another document of ``move_type``, for goods
        of ``order``.
        """
        line = order.order_line.filtered(
            lambda line: line.product_id == (product or order.order_line[0].product_id)
        )
        note = self.env["account.move"].create(
            {
                "move_type": move_type,
                "partner_id": order.partner_id.id,
                "company_id": self.company.id,
                "journal_id": self.journal.id,
                "currency_id": (currency or order.currency_id).id,
                "invoice_date": day,
                "invoice_line_ids": [
                    Command.create(
                        {
                            "product_id": line.product_id.id,
                            "quantity": 1,
                            "price_unit": amount,
                            "tax_ids": [Command.clear()],
                            "account_id": self.income.id,
                            "sale_line_ids": [Command.link(line.id)],
                        }
                    )
                ],
            }
        )
        note.action_post()
        return note

    def bring_back(self, picking, quantity, day):
        wizard = self.env["stock.return.picking"].create({"picking_id": picking.id})
        wizard.product_return_moves.quantity = 0
        wizard.product_return_moves[0].quantity = quantity
        back = wizard._create_return()
        self.validate(back)
        back.move_ids.date = day
        return back

    def months_pass(self, day="2026-04-01"):
        """Date everything that was written so far to ``day``: one transaction has only
        one time.
        """
        self.env.flush_all()
        for table in ("account_move", "stock_move", "linkstar_customs_declaration"):
            column = "frozen_at" if table.endswith("declaration") else "write_date"
            self.env.cr.execute(
                f"UPDATE {table} SET {column} = %s WHERE {column} IS NOT NULL", [day]
            )
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
@freeze_time("2026-06-10")
class TestIossReturn(IossReturnCase):
    def test_by_member_state_and_rate(self):
        self.env.ref("linkstar_customs.vat_de_reduced_7").headings = "4901"
        book = self.product(
            "Book", "BK", price=80.0, hs_code="490199", text="printed book"
        )
        self.sold((self.case, 2, 10.0), (book, 1, 15.0))
        self.sold((self.case, 1, 30.0), date="2026-03-31 10:00:00")
        self.sold((self.lamp, 1, 50.0), partner=self.french)
        self.sold((self.case, 1, 99.0), date="2026-04-01 10:00:00")
        self.sold((self.case, 1, 98.0), freeze=False)
        self.sold((self.lamp, 4, 50.0))
        record = self.draft()
        self.assertEqual(
            self.lines(record),
            [
                (3, "DE", 7.0, 15.0, 1.05),
                (3, "DE", 19.0, 50.0, 9.5),
                (3, "FR", 20.0, 50.0, 10.0),
            ],
        )
        self.assertEqual(
            (record.base_total, record.vat_payable, record.vat_refundable),
            (115.0, 20.55, 0.0),
        )
        self.assertEqual((record.deadline, record.problems), (date(2026, 4, 30), False))
        self.assertEqual(sum(record.entry_ids.mapped("vat")), record.vat_total)

    def test_monaco_is_france(self):
        self.sold(
            (self.case, 1, 10.0),
            partner=self.buyer.copy(
                {"country_id": self.env.ref("base.mc").id, "zip": "98000"}
            ),
        )
        [line] = self.lines(self.draft())
        self.assertEqual(line, (3, "FR", 20.0, 10.0, 2.0))

    def test_rate_of_the_last_day(self):
        self.env["product.pricelist"].browse(self.pricelist.id).currency_id = self.yuan
        self.sold((self.case, 1, 400.0))
        record = self.draft()
        self.assertFalse(record.line_ids)
        self.assertIn("EUR", record.problems)
        self.assertIn("03/31/2026", record.problems)
        with self.assertRaises(UserError):
            record.action_close()
        self.env["res.currency.rate"].create(
            {
                "currency_id": self.euro.id,
                "company_id": self.company.id,
                "name": "2026-03-31",
                "inverse_company_rate": 8.2,
            }
        )
        record.action_compute()
        self.assertEqual(self.lines(record), [(3, "DE", 19.0, 48.78, 9.27)])
        self.assertFalse(record.problems)

    def test_refund_of_the_same_month_and_of_a_later_one(self):
        first, second = (
            self.sold((self.case, 3, 10.0)),
            self.sold((self.lamp, 1, 100.0)),
        )
        self.credit(first.sale_order_id, 10.0, "2026-03-20")
        march = self.draft()
        self.assertEqual(self.lines(march), [(3, "DE", 19.0, 120.0, 22.8)])
        march.action_close()
        self.months_pass()
        march.sudo().closed_at = "2026-04-02"
        self.credit(second.sale_order_id, 100.0, "2026-04-20")
        april = self.draft("2026-04-01")
        self.assertEqual(self.lines(april), [(3, "DE", 19.0, -100.0, -19.0)])
        self.assertEqual((april.vat_payable, april.vat_refundable), (0.0, 19.0))
        april.action_close()
        may = self.draft("2026-05-01")
        self.assertFalse(may.line_ids, "what has been corrected is not corrected again")

    def test_a_refund_after_the_month_and_before_its_return_was_closed(self):
        first, second, third = (
            self.sold((self.case, 1, price)) for price in (100.0, 50.0, 30.0)
        )
        self.credit(first.sale_order_id, 100.0, "2026-04-05")
        self.credit(second.sale_order_id, 50.0, "2026-05-04")
        self.bring_back(third.picking_id, 1, "2026-04-06 10:00:00")
        march = self.draft()
        self.assertEqual(self.lines(march), [(3, "DE", 19.0, 180.0, 34.2)])
        march.action_close()
        self.months_pass("2026-04-06")
        march.sudo().closed_at = "2026-04-20"
        april = self.draft("2026-04-01")
        self.assertEqual(
            self.lines(april),
            [(3, "DE", 19.0, -100.0, -19.0)],
            "the third sale has no credit note",
        )
        april.action_close()
        april.sudo().closed_at = "2026-05-20"
        may = self.draft("2026-05-01")
        self.assertEqual(
            self.lines(may),
            [(3, "DE", 19.0, -50.0, -9.5)],
            "a credit note may be entered before its date",
        )

    def test_returned_goods_without_a_credit_note_change_nothing(self):
        """Goods that come back are refunded, exchanged, sent again or lost: only the
        credit note says that the price was reduced.
        """
        declaration = self.sold((self.case, 3, 10.0))
        self.bring_back(declaration.picking_id, 2, "2026-03-20 10:00:00")
        march = self.draft()
        self.assertEqual(self.lines(march), [(3, "DE", 19.0, 30.0, 5.7)])
        self.credit(
            declaration.sale_order_id, 30.0, "2026-03-02", move_type="out_invoice"
        )
        march.action_compute()
        self.assertEqual(self.lines(march), [(3, "DE", 19.0, 30.0, 5.7)])
        self.credit(declaration.sale_order_id, 10.0, "2026-03-21")
        march.action_compute()
        self.assertEqual(self.lines(march), [(3, "DE", 19.0, 20.0, 3.8)])

    def test_goods_that_were_sent_again_leave_no_room_for_other_refunds(self):
        """One of two cases is sent and comes back without a refund, the other one is
        never sent and credited.
        """
        order = self.order((self.case, 2, 10.0), date="2026-03-02 10:00:00")
        picking = order.picking_ids
        picking.move_ids.quantity = 1
        declaration = picking._linkstar_declare()
        self.validate(picking)
        declaration._freeze()
        back = self.bring_back(picking, 1, "2026-03-10 10:00:00")
        back.move_ids.to_refund = False
        self.credit(order, 10.0, "2026-03-21")
        march = self.draft()
        self.assertEqual(self.lines(march), [(3, "DE", 19.0, 10.0, 1.9)])
        back.move_ids.to_refund = True
        march.action_compute()
        self.assertEqual(self.lines(march), [(3, "DE", 19.0, 0.0, 0.0)])

    def test_a_credit_note_for_returned_goods_counts_once(self):
        declaration = self.sold((self.case, 3, 10.0))
        self.bring_back(declaration.picking_id, 1, "2026-03-20 10:00:00")
        self.credit(declaration.sale_order_id, 10.0, "2026-03-21")
        self.assertEqual(self.lines(self.draft()), [(3, "DE", 19.0, 20.0, 3.8)])

    def test_an_invoice_that_was_replaced_is_no_refund(self):
        """“Reverse and create invoice” credits the whole order and charges it again:
        nothing is refunded.
        """
        sale = self.sold((self.case, 1, 100.0)).sale_order_id
        self.credit(sale, 100.0, "2026-03-03", move_type="out_invoice")
        self.credit(sale, 100.0, "2026-03-05")
        march = self.draft()
        self.assertEqual(self.lines(march), [(3, "DE", 19.0, 0.0, 0.0)])
        self.credit(sale, 90.0, "2026-03-06", move_type="out_invoice")
        march.action_compute()
        self.assertEqual(self.lines(march), [(3, "DE", 19.0, 90.0, 17.1)])

    def test_a_typo_in_an_invoice_that_was_credited_is_no_refund(self):
        declaration = self.sold((self.case, 2, 50.0))
        self.bring_back(declaration.picking_id, 1, "2026-03-20 10:00:00")
        self.credit(
            declaration.sale_order_id, 130.0, "2026-03-03", move_type="out_invoice"
        )
        self.credit(declaration.sale_order_id, 30.0, "2026-03-05")
        self.assertEqual(
            self.lines(self.draft()),
            [(3, "DE", 19.0, 100.0, 19.0)],
            "the returned goods were not refunded",
        )

    def test_refund_larger_than_the_sale_is_a_sentence(self):
        declaration = self.sold((self.case, 1, 10.0))
        self.credit(declaration.sale_order_id, 15.0, "2026-03-20")
        record = self.draft()
        self.assertIn(declaration.sale_order_id.name, record.problems)
        self.assertIn("15.00 EUR", record.problems)
        with self.assertRaises(UserError):
            record.action_close()

    def test_credit_note_in_another_currency_is_a_sentence(self):
        declaration = self.sold((self.case, 1, 10.0))
        note = self.credit(
            declaration.sale_order_id, 80.0, "2026-03-20", currency=self.yuan
        )
        self.assertIn(note.name, self.draft().problems)

    def test_told_after_closing_is_a_correction(self):
        late = self.sold((self.case, 1, 10.0), freeze=False)
        march = self.draft()
        march.action_close()
        self.months_pass()
        march.sudo().closed_at = "2026-04-02"
        late._freeze()
        self.assertEqual(
            self.lines(self.draft("2026-04-01")), [(3, "DE", 19.0, 10.0, 1.9)]
        )

    def test_a_new_version_replaces_the_old_one(self):
        declaration = self.sold((self.case, 1, 10.0))
        march = self.draft()
        march.action_close()
        self.months_pass()
        march.sudo().closed_at = "2026-04-02"
        declaration.sale_order_id.order_line.price_unit = 8.0
        second = declaration.picking_id._linkstar_declare()
        second._freeze()
        april = self.draft("2026-04-01")
        self.assertEqual(self.lines(april), [(3, "DE", 19.0, -2.0, -0.38)])
        self.assertEqual(
            (april.entry_ids.declaration_id, april.entry_ids.order_id),
            (second, declaration.sale_order_id),
        )

    def test_goods_that_left_untold_are_pointed_out(self):
        untold = self.sold((self.case, 1, 10.0), freeze=False)
        record = self.draft()
        self.assertIn(untold.name, record.hints)
        self.assertFalse(record.problems)
        untold._freeze()
        record.action_compute()
        self.assertFalse(record.hints)

    def test_closed_is_closed(self):
        self.sold((self.case, 1, 10.0))
        march, february = self.draft(), self.draft("2026-02-01")
        with self.assertRaises(UserError) as caught:
            march.action_close()
        self.assertIn("Close the earlier return February 2026", str(caught.exception))
        (february + march).action_close()
        for attempt in (
            march.action_compute,
            lambda: march.write({"period": "2026-02-01"}),
            lambda: march.line_ids.write({"vat": 0.0}),
            march.line_ids.unlink,
            lambda: march.entry_ids.write({"base": 0.0}),
            march.unlink,
            february.action_reopen,
        ):
            with self.assertRaises(UserError):
                attempt()
        march.action_reopen()
        self.assertEqual(march.state, "draft")
        with self.assertRaises(UserError) as caught:
            march.unlink()
        self.assertIn("ten years", str(caught.exception))

    def test_a_declared_line_cannot_be_deleted(self):
        declaration = self.sold((self.case, 1, 10.0))
        self.draft().action_close()
        for attempt in (declaration.unlink, declaration.line_ids.unlink):
            with self.assertRaises(UserError):
                attempt()

    def test_the_month_has_to_be_over(self):
        with self.assertRaises(UserError) as caught:
            self.draft("2026-06-10").action_close()
        self.assertIn("not ended yet", str(caught.exception))

    def test_nil_return(self):
        record = self.draft("2026-02-01")
        record.action_close()
        self.assertFalse(record.line_ids)
        self.assertIn("nil return", self.sheet(record, "Summary")[8][0])

    def sheet(self, record, name):
        book = openpyxl.load_workbook(io.BytesIO(record._xlsx()))
        return [[cell.value for cell in row] for row in book[name].iter_rows()]

    def test_workbook_and_csv(self):
        declaration = self.sold((self.case, 2, 10.0))
        record = self.draft()
        summary = self.sheet(record, "Summary")
        self.assertEqual(
            [str(cell) for row in summary for cell in row].count("IM2760000016"), 0
        )
        self.assertEqual(summary[-1][2:], ["DE", "Germany", 19, 20, 3.8])
        detail = self.sheet(record, "Details")
        self.assertEqual(
            detail[1][2:4], [declaration.sale_order_id.name, declaration.name]
        )
        self.assertEqual(detail[1][-2:], [20, 3.8])
        self.credit(
            declaration.sale_order_id, 20.0, "2026-04-05", move_type="out_invoice"
        )
        differences = self.sheet(record, "Differences")
        self.assertEqual(
            differences[1],
            [
                declaration.sale_order_id.name,
                3.8,
                0,
                3.8,
                "There is no posted invoice.",
            ],
        )
        [titles, row] = list(csv.reader(io.StringIO(record._csv().decode("utf-8-sig"))))
        self.assertEqual(titles[2], "Member state")
        self.assertEqual(
            row, ["Sale", "2026-03-01", "DE", "Germany", "19", "20.00", "3.80"]
        )

    def test_drill_down(self):
        declaration = self.sold((self.case, 2, 10.0))
        record = self.draft()
        action = record.line_ids.action_entries()
        entry = self.env["linkstar.ioss.return.entry"].search(action["domain"])
        self.assertEqual(
            (entry.declaration_id, entry.order_id),
            (declaration, declaration.sale_order_id),
        )
        self.assertEqual(entry.action_order()["res_id"], declaration.sale_order_id.id)

    def test_number_of_queries_does_not_grow(self):
        def queries(month, count):
            for _number in range(count):
                self.sold(
                    (self.case, 1, 10.0),
                    (self.lamp, 1, 20.0),
                    date=f"2026-0{month}-02 10:00:00",
                )
            record = self.env["linkstar.ioss.return"].create(
                {"registration_id": self.registration.id, "period": f"2026-0{month}-01"}
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            record.action_compute()
            self.env.flush_all()
            self.assertEqual(len(record.entry_ids), count)
            return self.env.cr.sql_log_count - before

        queries(1, 1)
        self.assertLessEqual(queries(3, 10), queries(2, 3))

    def test_transport_and_insurance_are_taxed_too(self):
        declaration = self.sold((self.case, 1, 10.0), freeze=False)
        declaration.write({"transport_value": 4.0, "insurance_value": 1.0})
        declaration._freeze()
        self.assertEqual(self.lines(self.draft()), [(3, "DE", 19.0, 15.0, 2.85)])

    def test_number_of_a_marketplace_has_no_return_here(self):
        self.registration.marketplace_id = self.env["linkstar.marketplace"].create(
            {"name": "Bazaar", "company_id": self.company.id}
        )
        with self.assertRaisesRegex(ValidationError, "marketplace submits"):
            self.draft()

    def test_form(self):
        form = Form(self.env["linkstar.ioss.return"])
        self.assertEqual(form.period, date(2026, 5, 1))
        form.registration_id = self.registration
        self.assertEqual(form.deadline, date(2026, 6, 30))
        form.save()
