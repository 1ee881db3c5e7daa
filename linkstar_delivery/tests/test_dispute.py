# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Disputes: the file for the carrier cell by cell, its answer, and the credit until it
comes.
"""

import base64
import io
from datetime import timedelta

import openpyxl
from PIL import Image

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from . import statement_files
from .bill_case import RIGHT, BillCase
from .statement_files import Billed

_HEAD_ROW = 6


@tagged("post_install", "-at_install")
class TestDispute(BillCase):
    def setUp(self):
        super().setUp()
        self.shipments = self._shipments(4)
        parcels = [self._billed(each) for each in self.shipments]
        parcels[1].weight = "0.7"
        parcels[1].charges = {"freight": "35", "registration": "18", "fuel": "2.8"}
        parcels[2].charges["remote_area"] = "20"
        self.stranger = Billed("XX99999999", "0.5", dict(RIGHT), "", "")
        self.bill = self._checked(
            statement_files.columns_xlsx([*parcels, self.stranger]), name="S-2026-03"
        )

    def _disputed(self):
        action = self.bill.action_dispute()
        return (
            self.env["linkstar.dispute"].with_user(self.clerk).browse(action["res_id"])
        )

    def _sent(self):
        dispute = self._disputed()
        dispute.action_send()
        return dispute

    def _line(self, dispute, shipment):
        return dispute.line_ids.filtered(lambda line: line.shipment_id == shipment)

    def _book(self, dispute):
        content = base64.b64decode(dispute.file_xlsx)
        return openpyxl.load_workbook(io.BytesIO(content))

    def _answered(self, dispute, *rows, head="运单号,认可金额,回复"):
        text = "\n".join([head, *rows]) + "\n"
        dispute.write(
            {
                "answer_file": base64.b64encode(text.encode()),
                "answer_filename": "answer.csv",
            }
        )
        dispute.action_import_answer()

    def _credit(self, number, amount, name="credit.csv"):
        text = f"运单号,费用名称,金额\n{number},运费退还,-{amount}\n"
        return self._checked(text.encode(), name)

    # --- made of verdicts

    def test_all_parcels_of_a_statement(self):
        dispute = self._disputed()
        self.assertEqual(
            {line.number: line.disputed for line in dispute.line_ids},
            {
                self.shipments[1].waybill: 10.8,
                self.shipments[2].waybill: 20,
                "XX99999999": 45,
            },
        )
        self.assertAlmostEqual(dispute.amount_disputed, 75.8)
        self.assertEqual(
            dispute.amount_open, 0, "nothing is expected before it is sent"
        )
        self.assertEqual(dispute.deadline, self.bill.date + timedelta(days=30))
        self.assertTrue(all(dispute.line_ids.mapped("explanation")))
        with self.assertRaisesRegex(UserError, "in a dispute"):
            self.bill.action_dispute()

    def test_chosen_parcels_and_the_others_later(self):
        results = self.bill.verdict_ids
        chosen = results.filtered(lambda each: each.shipment_id == self.shipments[1])
        agreed = results.filtered(lambda each: each.verdict == "agrees")
        action = (chosen + agreed).action_dispute()
        first = self.env["linkstar.dispute"].browse(action["res_id"])
        self.assertEqual(first.line_ids.shipment_id, self.shipments[1])
        rest = self._disputed()
        self.assertEqual(len(rest.line_ids), 2)
        with self.assertRaises(UserError):
            agreed.action_dispute()
        first.with_user(self.clerk).action_withdraw()
        chosen.action_dispute()

    # --- the file

    def test_the_file_cell_by_cell(self):
        picture = io.BytesIO()
        Image.new("RGB", (4, 4)).save(picture, "PNG")
        self.env["linkstar.parcel.photo"].create(
            {
                "picking_id": self.shipments.picking_id.id,
                "image": base64.b64encode(picture.getvalue()),
            }
        )
        self.shipments[1].parcel_ids.write(
            {"parcel_length": 20, "width": 15, "height": 5}
        )
        dispute = self._disputed()
        dispute.note = "Please check the weights."
        self.assertIn("file_xlsx", dispute.action_export()["url"])
        book = self._book(dispute)
        sheet, computation = book.worksheets
        title = [[cell.value for cell in row[:2]] for row in sheet["A1:B5"]]
        self.assertEqual(
            title,
            [
                [dispute.name, "Please check the weights."],
                ["对账单号 Statement", "S-2026-03"],
                ["账户 Account", self.account.display_name],
                ["币种 Currency", "CNY"],
                ["截止日期 Last day", str(dispute.deadline)],
            ],
        )
        heads = [cell.value.split("\n")[0] for cell in sheet[_HEAD_ROW]]
        rows = {
            row[0].value: dict(zip(heads, (cell.value for cell in row)))
            for row in sheet.iter_rows(min_row=_HEAD_ROW + 1, max_row=_HEAD_ROW + 3)
        }
        heavy, remote = self.shipments[1:3]
        found = rows[heavy.waybill]
        link = found.pop("照片")
        self.assertRegex(link, r"^http.*/web/image/\d+\?access_token=.+")
        self.assertEqual(
            found,
            {
                "运单号": heavy.waybill,
                "跟踪号": heavy.tracking_number,
                "客户单号": heavy.reference_no,
                "产品": "EU-STD",
                "目的国": "DE",
                "账单行": self._line(dispute, heavy).rows,
                "账单计费重(KG)": 0.7,
                "实测重量(KG)": 0.5,
                "实测尺寸(CM)": "20×15×5",
                "应计费重(KG)": 0.5,
                "账单金额": 55.8,
                "应收金额": 45,
                "差额": "=K8-L8" if list(rows)[1] == heavy.waybill else "=K7-L7",
                "争议金额": 10.8,
                "原因说明": self._line(dispute, heavy).explanation,
                "认可金额": None,
                "回复": None,
            },
        )
        self.assertEqual(rows[remote.waybill]["争议金额"], 20)
        stranger = rows["XX99999999"]
        self.assertEqual(stranger["账单金额"], 45)
        self.assertEqual(stranger["应收金额"], 0)
        self.assertIsNone(stranger["实测重量(KG)"])
        total = [cell.value for cell in sheet[_HEAD_ROW + 4]]
        self.assertEqual(total[0], "合计\nTotal")
        self.assertEqual(total[10], "=SUM(K7:K9)")
        self.assertEqual(total[13], "=SUM(N7:N9)")
        lines = [
            [cell.value for cell in row[:4]]
            for row in computation.iter_rows(min_row=2)
            if row[0].value == heavy.waybill
        ]
        self.assertEqual(
            lines,
            [
                [heavy.waybill, "Freight", 35, 25],
                [heavy.waybill, "Fuel", 2.8, 2],
                [heavy.waybill, "Registration", 18, 18],
            ],
        )
        values = openpyxl.load_workbook(
            io.BytesIO(base64.b64decode(dispute.file_xlsx)), data_only=True
        ).worksheets[0]
        self.assertEqual(values.cell(_HEAD_ROW + 4, 14).value, 75.8)

    def test_our_own_file_comes_back_with_the_answer(self):
        dispute = self._sent()
        book = self._book(dispute)
        sheet = book.worksheets[0]
        for row in sheet.iter_rows(min_row=_HEAD_ROW + 1, max_row=_HEAD_ROW + 3):
            if row[0].value == "XX99999999":
                row[16].value, row[17].value = 45, "同意"
            elif row[0].value == self.shipments[1].waybill:
                row[16].value, row[17].value = 5.4, "复重0.6KG"
        out = io.BytesIO()
        book.save(out)
        dispute.write(
            {
                "answer_file": base64.b64encode(out.getvalue()),
                "answer_filename": "answer.xlsx",
            }
        )
        dispute.action_import_answer()
        self.assertEqual(dispute.state, "answered")
        heavy, remote = (
            self._line(dispute, each) for each in (self.shipments[1], self.shipments[2])
        )
        self.assertEqual((heavy.accepted, heavy.answer), (5.4, "复重0.6KG"))
        self.assertEqual((heavy.answered, remote.answered), (True, False))
        self.assertAlmostEqual(dispute.amount_accepted, 50.4)
        self.assertAlmostEqual(
            dispute.amount_open, 45 + 5.4 + 20, msg="what is not answered is expected"
        )

    # --- the answer

    def test_a_wrong_answer_changes_nothing(self):
        dispute = self._sent()
        waybill = self.shipments[1].waybill
        for row, what in (
            ("NOBODY,5,", "No parcel"),
            (f"{waybill},10.9,", "More is accepted"),
            (f"{waybill},five,", "not a number"),
            (f"{waybill},1,\n{self.shipments[1].tracking_number},1,", "twice"),
            (f"{waybill},,", "no accepted amount"),
        ):
            with self.subTest(what), self.assertRaisesRegex(UserError, what):
                self._answered(dispute, row)
            self.assertFalse(any(dispute.line_ids.mapped("answered")))
        with self.assertRaisesRegex(UserError, "No sheet has"):
            self._answered(dispute, f"{waybill},5", head="运单号,运费")
        self.assertEqual(dispute.state, "sent")

    def test_an_answer_before_it_was_sent(self):
        dispute = self._disputed()
        with self.assertRaisesRegex(UserError, "as sent before"):
            self._answered(dispute, f"{self.shipments[1].waybill},5,")

    # --- the credit

    def test_part_payments_until_the_credit_has_come(self):
        dispute = self._sent()
        heavy, remote = self.shipments[1:3]
        self._answered(
            dispute,
            f"{heavy.waybill},10.8,ok",
            f"{remote.tracking_number},0,no",
            "XX99999999,45,ok",
        )
        self.assertAlmostEqual(dispute.amount_open, 55.8)
        self.assertEqual(self.bill.amount_expected_back, dispute.amount_open)
        self._credit(heavy.waybill, 6, "first.csv")
        self.assertEqual(self._line(dispute, heavy).credited, 6)
        self.assertAlmostEqual(self._line(dispute, heavy).amount_open, 4.8)
        self._credit(heavy.waybill, 4.8, "second.csv")
        late = self._credit("XX99999999", 45, "third.csv")
        self.assertEqual(dispute.amount_open, 0)
        self.assertAlmostEqual(dispute.amount_credited, 55.8)
        self.assertEqual(
            self.env["linkstar.bill.line"]
            .search(dispute.action_view_credits()["domain"])
            .mapped("amount"),
            [-4.8, -6],
            "the last statement first",
        )
        late.with_user(self.accountant).action_reset()
        self.assertAlmostEqual(dispute.amount_open, 45, msg="its statement is gone")
        stranger = dispute.line_ids.filtered(lambda line: not line.shipment_id)
        stranger.credit_other = 45
        self.assertEqual(dispute.amount_open, 0)

    def test_a_credit_that_came_before_it_was_sent(self):
        dispute = self._disputed()
        heavy = self.shipments[1]
        self._credit(heavy.waybill, 10.8)
        self.assertEqual(dispute.amount_credited, 0)
        dispute.action_send()
        self.assertEqual(dispute.amount_credited, 10.8)
        self.assertAlmostEqual(dispute.amount_open, 65)

    def test_an_accepted_amount_by_hand(self):
        dispute = self._sent()
        line = self._line(dispute, self.shipments[2])
        line.accepted = 12
        self.assertTrue(line.answered)
        self.assertAlmostEqual(dispute.amount_open, 10.8 + 12 + 45)
        dispute.action_close()
        self.assertEqual(dispute.amount_open, 0)
        dispute.action_reopen()
        self.assertEqual(dispute.state, "answered")

    # --- who, and what not

    def test_what_was_sent_stays(self):
        dispute = self._disputed()
        line = self._line(dispute, self.shipments[1])
        with self.assertRaisesRegex(UserError, "No more than that"):
            line.disputed = 55.9
        line.disputed = 9
        dispute.action_send()
        for record in (line, dispute):
            with self.assertRaises(UserError):
                record.unlink()
        with self.assertRaises(UserError):
            line.disputed = 8
        with self.assertRaises(AccessError):
            line.credit_statement = 8
        with self.assertRaises(AccessError):
            dispute.state = "closed"
        with self.assertRaisesRegex(UserError, "dispute"):
            self.bill.with_user(self.accountant).action_reset()
        dispute.action_withdraw()
        dispute.unlink()
        self.bill.with_user(self.accountant).action_reset()

    def test_only_finance_disputes(self):
        with self.assertRaises(AccessError):
            self.bill.with_user(self.picker).action_dispute()
        dispute = self._disputed()
        with self.assertRaises(AccessError):
            dispute.with_user(self.picker).read(["name"])
        with self.assertRaises(AccessError):
            self.env["linkstar.dispute"].with_user(self.clerk).create(
                {"bill_id": self.bill.id}
            )

    def test_a_dispute_after_its_last_day(self):
        dispute = self._disputed()
        self.assertFalse(dispute.overdue)
        dispute.deadline = self.bill.date - timedelta(days=1)
        self.assertTrue(dispute.overdue)
        dispute.action_send()
        self.assertFalse(dispute.overdue)
