# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Statements of the carrier: each planted error is found with its amount, and nothing
else.
"""

import ast
import base64
import io
import json
import os
import zipfile
from collections import Counter
from decimal import Decimal

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..api.messages import Charges
from ..models import linkstar_bill
from ..services import bill_check
from ..statements import tolerated
from . import planted_errors, statement_files
from .bill_case import RIGHT, BillCase
from .statement_files import Billed
from .test_tracking_rules import migration


@tagged("post_install", "-at_install")
class TestBill(BillCase):
    # --- all planted errors, and no others

    def test_each_planted_error_is_found_and_no_other(self):
        shipments = self._shipments(60)
        gone = self._shipments(
            1, state="cancelled", tracking_state="registered", handed_over_at=False
        )
        parcels = [self._billed(each) for each in (*shipments, *gone)]
        dear = {"freight": "35", "registration": "18", "fuel": "2.8"}
        old = {"freight": "30", "registration": "18", "fuel": "2.4"}
        planted = {
            3: ("weight", 10.8, ["wrong_weight"]),
            7: ("price", 5, ["wrong_price"]),
            11: ("zone", 10.8, ["wrong_zone"]),
            13: ("surcharge", 20, ["wrong_surcharge"]),
            17: ("card", 5.4, ["outdated_card"]),
        }
        parcels[3].weight, parcels[3].charges = "0.7", dict(dear)
        parcels[7].charges["freight"] = "30"
        parcels[11].charges = dict(dear)
        parcels[13].charges["remote_area"] = "20"
        parcels[17].charges = dict(old)
        stranger = Billed("XX99999999", "0.5", dict(RIGHT), "", "")
        parcels += [stranger, self._billed(shipments[23])]
        bill = self._checked(statement_files.columns_xlsx(parcels))
        results = self._results(bill)
        expected = {each.waybill: ("agrees", 0, []) for each in shipments}
        for place, (_name, amount, codes) in planted.items():
            expected[shipments[place].waybill] = ("dispute", amount, codes)
        expected[shipments[23].waybill] = ("dispute", 45, ["billed_twice"])
        expected[gone.waybill] = ("dispute", 45, ["after_cancellation"])
        expected["XX99999999"] = ("dispute", 45, ["not_ours"])
        self.assertEqual(results, expected)
        texts = {each.number: each.explanation for each in bill.verdict_ids}
        for place, text in {
            3: "Billed weight 0.700 kg, measured 0.500 kg: 10.80 too much.",
            7: "Freight is 30.00; by the rate card it is 25.00.",
            13: "Remote area is 20.00; by the rate card it is 0.00.",
            23: "45.00 was billed before.",
        }.items():
            self.assertEqual(texts[shipments[place].waybill], text)
        self.env["res.lang"]._activate_lang("de_DE")
        dear = bill.verdict_ids.filtered(
            lambda each: each.number == shipments[7].waybill
        ).with_context(lang="de_DE")
        dear.invalidate_recordset(["explanation"])
        self.assertIn("30,00", dear.explanation)
        self.assertEqual(bill.dispute_count, 8)
        self.assertAlmostEqual(bill.amount_disputed, 10.8 + 5 + 10.8 + 20 + 5.4 + 135)
        self.assertAlmostEqual(bill.checked_share, 100)
        self.assertTrue(
            all(
                bill.verdict_ids.filtered(
                    lambda each: each.verdict == "dispute"
                ).mapped("explanation")
            )
        )

    def test_each_layout_is_checked(self):
        parcels = [self._billed(each) for each in self._shipments(6)]
        parcels[4].charges["freight"] = "31"
        wrong = parcels[4].waybill
        for name, write in statement_files.LAYOUTS.items():
            with self.subTest(name), self.env.cr.savepoint() as point:
                bill = self._checked(write(parcels), name)
                found = {
                    number: result
                    for number, result in self._results(bill).items()
                    if result[0] != "agrees"
                }
                self.assertEqual(found, {wrong: ("dispute", 6, ["wrong_price"])})
                self.assertEqual(bill.line_count, 18)
                self.assertAlmostEqual(bill.amount_total, 6 * 45 + 6)
                point.rollback()

    def test_a_large_statement_with_each_kind_of_error(self):
        # 20,000 lines take a quarter of a minute.
        lines = 20_000 if os.environ.get("LINKSTAR_FULL") else 1_000
        parcels = list(planted_errors.planted(lines // 3, Billed))
        shipments = self._shipments(len(parcels))
        taxed = self._declared_without_ioss().declaration_id
        shipments.invalidate_recordset()
        cancelled = shipments.browse()
        for each, shipment in zip(parcels, shipments, strict=True):
            shipment.parcel_ids.weight = float(each.weight)
            if each.taxed:
                shipment.declaration_id = taxed
            if each.standing == "cancelled":
                cancelled += shipment
            for line in each.lines:
                line.tracking, line.reference = "", ""
                line.waybill = (
                    f"XX{each.number:08}"
                    if each.standing == "unknown"
                    else shipment.waybill
                )
        # At once: all are of one transfer, whose goods are looked at again.
        cancelled.write(
            {
                "state": "cancelled",
                "tracking_state": "registered",
                "handed_over_at": False,
            }
        )
        content = statement_files.columns_xlsx(
            [line for each in parcels for line in each.lines]
        )
        bill = self._checked(content)
        expected = {
            each.lines[0].waybill: (
                each.expected[0],
                float(each.expected[1]),
                each.expected[2],
            )
            for each in parcels
        }
        found = self._results(bill)
        self.assertEqual(found.keys(), expected.keys())
        self.assertEqual(
            {},
            {
                number: (result, expected[number])
                for number, result in found.items()
                if result != expected[number]
            },
        )

    def _compared(self, shipments, parcels):
        """(statement of ``parcels``, all of which could be compared; the results in the
        order of ``shipments``).
        """
        bill = self._checked(statement_files.columns_xlsx(parcels))
        self.assertAlmostEqual(bill.checked_share, 100)
        results = self._results(bill)
        numbers = shipments.mapped("waybill")
        self.assertEqual(set(results), set(numbers))
        return bill, [results[number] for number in numbers]

    def test_duties_are_compared_with_the_declared_items(self):
        shipments = self._shipments(4)
        charges = self.first.declaration_id.sudo().charge_ids
        duty = charges.filtered(lambda each: each.kind == "duty")
        self.assertEqual((duty.amount, duty.currency_id), (3, self.eur))
        # By 1 CNY = 0.125 EUR, EUR 3 are CNY 24.
        parcels = [
            self._billed(each, **RIGHT, ddp_duty=amount)
            for each, amount in zip(shipments, ("24", "25", "48", "12"), strict=True)
        ]
        bill, results = self._compared(shipments, parcels)
        self.assertEqual(
            results,
            [
                ("agrees", 0, []),
                ("tolerated", 0, ["tolerated"]),
                ("dispute", 24, ["wrong_duty"]),
                ("below", 0, ["wrong_duty"]),
            ],
        )
        text = bill.verdict_ids.filtered(
            lambda each: each.verdict == "dispute"
        ).explanation
        self.assertIn(
            "is 48.00; by the declaration it is 24.00 (EUR 3.00, declared items: 1)",
            text,
        )

    def _declared_without_ioss(self, **values):
        """A shipment that was declared before the registration."""
        self.registration.active = False
        shipment = self._booked(**values)
        self.registration.active = True
        self.assertEqual(shipment.declaration_id.scheme_outcome, "not_registered")
        return shipment

    def test_import_vat_is_compared_with_the_declaration(self):
        shipments = self._shipments(6)
        taxed = self._declared_without_ioss()
        # 19 % of goods of EUR 7.00, transport of EUR 1.25 and the duty of EUR 3.00 are
        # EUR 2.14; by 1 CNY = 0.125 EUR, that is CNY 17.12.
        shipments[:4].declaration_id = taxed.declaration_id
        parcels = [
            self._billed(each, **RIGHT, ddp_duty="24", import_vat=amount)
            for each, amount in zip(
                shipments[:5], ("17.12", "17.50", "18.88", "6.32", "17.12"), strict=True
            )
        ]
        parcels.append(self._billed(shipments[5], **RIGHT, import_vat="24"))
        bill, results = self._compared(shipments, parcels)
        self.assertEqual(
            results,
            [
                ("agrees", 0, []),
                ("tolerated", 0, ["tolerated"]),
                ("dispute", 1.76, ["wrong_vat"]),
                ("below", 0, ["wrong_vat"]),
                ("dispute", 17.12, ["vat_not_due"]),
                ("tolerated", 0, ["tax_in_one"]),
            ],
        )
        numbers = shipments.mapped("waybill")
        texts = {each.number: each.explanation for each in bill.verdict_ids}
        self.assertEqual(
            texts[numbers[2]],
            "Import VAT is 18.88; by the declaration it is 17.12: 19 % of EUR 11.25 "
            "(goods EUR 7.00, transport and insurance EUR 1.25, duties and fees "
            "EUR 3.00).",
        )
        self.assertEqual(
            texts[numbers[4]],
            "Import VAT is 17.12, but by IOSS (European Union) the VAT was paid at the "
            "sale: none is due.",
        )
        self.assertEqual(
            texts[numbers[5]],
            "Import VAT is 24.00: that is the VAT 0.00 and the duty 24.00 in one "
            "amount.",
        )

    def test_the_tolerances_of_the_account_count(self):
        shipments = self._shipments(2)
        taxed = self._declared_without_ioss()
        shipments[0].declaration_id = taxed.declaration_id
        parcels = [
            self._billed(each, **RIGHT, import_vat=vat)
            for each, vat in zip(shipments, ("17.50", "24.20"), strict=True)
        ]
        bill, results = self._compared(shipments, parcels)
        self.assertEqual(
            results,
            [("tolerated", 0, ["tolerated"]), ("tolerated", 0, ["tax_in_one"])],
        )
        self.account.write({"exchange_tolerance": 1, "in_one_tolerance": 0.5})
        bill.action_check_again()
        bill._run_now()
        again = self._results(bill)
        self.assertEqual(
            [again[each.waybill] for each in shipments],
            [("dispute", 0.38, ["wrong_vat"]), ("dispute", 24.2, ["vat_not_due"])],
        )

    def test_import_vat_that_cannot_be_known(self):
        shipments = self._shipments(3)
        taxed = self._declared_without_ioss()
        shipments[0].declaration_id = taxed.declaration_id
        shipments[1].declaration_id = False
        shipments[2].declaration_id = taxed.declaration_id
        rates = self.env["linkstar.vat.rate"].search(
            [("country_id", "=", self.buyer.country_id.id)]
        )

        def results(numbers):
            parcels = [
                self._billed(each, **RIGHT, import_vat="17.12") for each in numbers
            ]
            return list(
                self._results(
                    self._checked(statement_files.columns_xlsx(parcels))
                ).values()
            )

        self.assertEqual(
            results(shipments[:2]),
            # A card has no price without the country of a declaration.
            [("agrees", 0, []), ("unknown", 0, ["no_price"])],
        )
        rates.active = False
        self.assertEqual(results(shipments[2]), [("unknown", 0, ["not_on_card"])])
        rates.active = True
        # Without an exchange rate neither VAT nor duty is known.
        self.env["res.currency.rate"].search(
            [("currency_id", "=", self.eur.id)]
        ).name = "2026-03-03"
        later = self._shipments(1)
        later.declaration_id = taxed.declaration_id
        parcel = self._billed(later, **RIGHT, import_vat="17.12", ddp_duty="24")
        bill = self._checked(statement_files.columns_xlsx([parcel]))
        self.assertEqual(
            self._results(bill)[later.waybill], ("unknown", 0, ["not_on_card"])
        )

    def test_import_vat_of_goods_above_the_limit(self):
        shipments = self._shipments(3)
        # 60 × 28 CNY are EUR 210: the duty is that of the tariff.
        dear = self._booked(quantity=60)
        self.assertEqual(dear.declaration_id.scheme_outcome, "above_limit")
        self.assertFalse(dear.declaration_id.charge_ids)
        shipments.declaration_id = dear.declaration_id
        # 19 % of EUR 211.25 are EUR 40.14, CNY 321.12.
        parcels = [
            self._billed(shipments[0], **RIGHT, import_vat="321.12"),
            self._billed(shipments[1], **RIGHT, import_vat="360"),
            self._billed(shipments[2], **RIGHT, import_vat="378", ddp_duty="100"),
        ]
        bill = self._checked(statement_files.columns_xlsx(parcels))
        self.assertEqual(
            list(self._results(bill).values()),
            [
                ("agrees", 0, []),
                ("unknown", 0, ["vat_or_duty"]),
                ("dispute", 37.88, ["not_on_card", "wrong_vat"]),
            ],
        )
        texts = bill.verdict_ids.sorted("id").mapped("explanation")
        self.assertEqual(
            texts[1],
            "Import VAT is 360.00; without a duty it is 321.12: 19 % of EUR 211.25 "
            "(goods EUR 210.00, transport and insurance EUR 1.25). The duty of these "
            "goods is not known. Ask the carrier for the customs notice.",
        )
        self.assertIn(
            "it is 340.12: 19 % of EUR 211.25 (goods EUR 210.00, transport and "
            "insurance EUR 1.25, fees EUR 0.00) and of the billed duty 100.00.",
            texts[2],
        )

    # --- currencies

    def _mixed(self):
        shipments = self._shipments(2)
        text = (
            "运单号,费用名称,金额,币种\n"
            f"{shipments[0].waybill},运费,45.5,CNY\n"
            f"{shipments[1].waybill},关税,7.25,EUR\n"
        )
        return self._checked(text.encode(), "mixed.csv").line_ids.sorted("id")

    def test_only_another_currency_is_kept_in_a_line(self):
        lines = self._mixed()
        self.assertEqual(lines.mapped("currency_id.name"), ["CNY", "EUR"])
        self.assertEqual(lines.foreign_currency_id, self.eur)
        for currency, line in zip((self.cny, self.eur), lines, strict=True):
            for operator, other in (("=", False), ("in", False), ("!=", True)):
                value = currency.ids if operator == "in" else currency.id
                found = lines.search(
                    [("id", "in", lines.ids), ("currency_id", operator, value)]
                )
                self.assertEqual(found, lines - line if other else line, operator)
        self.assertFalse(
            lines.search([("id", "in", lines.ids), ("currency_id", "=", False)])
        )
        self.assertEqual(
            lines._read_group(
                [("id", "in", lines.ids)], ["currency_id"], ["amount:sum"]
            ),
            [(self.cny, 45.5), (self.eur, 7.25)],
        )
        # As the list asks for them: in several currencies it shows the sum in that of
        # the company.
        [(currencies, total)] = lines._read_group(
            [("id", "in", lines.ids)],
            [],
            ["currency_id:array_agg_distinct", "amount:sum_currency"],
        )
        self.assertEqual(set(currencies), {self.cny.id, self.eur.id})
        self.assertAlmostEqual(total, 45.5 + 7.25 / 0.125)

    def test_an_update_keeps_the_currencies_of_lines(self):
        lines = self._mixed()
        self.env.flush_all()
        self.env.cr.execute(
            "ALTER TABLE linkstar_bill_line RENAME foreign_currency_id TO currency_id"
        )
        self.env.cr.execute(
            "UPDATE linkstar_bill_line SET currency_id = %s WHERE id = %s",
            [self.cny.id, lines[0].id],
        )
        for _again in range(2):
            migration("19.0.2.2.0", "pre-statement-currency").migrate(
                self.env.cr, "19.0.2.1.0"
            )
        self.env.invalidate_all()
        self.assertEqual(lines.mapped("currency_id.name"), ["CNY", "EUR"])
        self.assertEqual(
            [line.foreign_currency_id.name for line in lines], [False, "EUR"]
        )

    # --- decisions that become a rule

    def _dear(self, shipments, more=3):
        parcels = [self._billed(each) for each in shipments]
        for parcel in parcels:
            parcel.charges["freight"] = str(25 + more)
        return statement_files.columns_xlsx(parcels)

    def test_decisions_become_a_rule(self):
        shipments = self._shipments(7)
        bill = self._checked(self._dear(shipments[:4]))
        self.assertEqual((bill.dispute_count, bill.amount_disputed), (4, 12))
        verdicts = bill.verdict_ids.sorted("id")
        verdicts[:2].action_accept()
        self.assertEqual((bill.dispute_count, bill.amount_disputed), (2, 6))
        self.assertFalse(bill.proposal_text)
        notification = verdicts[2].action_accept()
        self.assertRegex(
            notification["params"]["message"],
            "3 times: Wrong price.* Open the statement to see it.$",
        )
        bill.invalidate_recordset(["proposal_text"])
        self.assertRegex(bill.proposal_text, "3 times: Wrong price.* up to .*3.00")
        self.assertFalse(
            verdicts[3].action_accept(), "The same proposal is shown once."
        )
        rules = self.env["linkstar.tolerance.rule"].with_user(self.clerk)
        proposed = rules.with_context(**bill.action_make_rule()["context"])
        # Before it is saved.
        form = Form(proposed)
        self.assertEqual((form.effect_count, form.effect_amount), (4, 12))
        self.assertFalse(rules.search([]))
        rule = form.save()
        self.assertEqual(
            (rule.account_id, rule.code, rule.kind, rule.amount),
            (self.account, "wrong_price", "freight", 3),
        )
        self.assertEqual((rule.effect_count, rule.effect_amount), (4, 12))
        self.assertEqual(rule.display_name, "Wrong price: Freight")
        bill.invalidate_recordset(["proposal_text"])
        self.assertFalse(bill.proposal_text)
        with self.assertRaises(UserError):
            bill.action_make_rule()
        later = self._checked(self._dear(shipments[4:6]))
        self.assertEqual(
            {result[0] for result in self._results(later).values()}, {"tolerated"}
        )
        self.assertIn("rule of the account", later.verdict_ids[0].explanation)
        dearer = self._checked(self._dear(shipments[6], 4))
        self.assertEqual(dearer.verdict_ids.verdict, "dispute")
        rule.amount = 4
        self.assertEqual((rule.effect_count, rule.effect_amount), (5, 16))
        rule.active = False
        dearer.action_check_again()
        dearer._run_now()
        self.assertEqual(dearer.amount_disputed, 4)
        rule.action_activate()
        dearer.action_check_again()
        dearer._run_now()
        self.assertEqual(dearer.amount_disputed, 0)

    def test_a_rule_made_by_hand(self):
        """Only where a difference has a kind, it is asked for; without one, the rule is
        for any.
        """
        rules = self.env["linkstar.tolerance.rule"].with_user(self.clerk)
        form = Form(rules)
        self.assertEqual(form.account_id, self.account)
        form.code = "wrong_surcharge"
        form.kind = "fuel"
        form.code = "wrong_weight"
        self.assertFalse(form.kind)
        self.assertIn("more weight", form.meaning)
        form.code = "wrong_price"
        form.amount = 5
        rule = form.save()
        self.assertEqual(rule.display_name, "Wrong price")
        self.assertFalse(rule.kind)
        bill = self._checked(self._dear(self._shipments(1)))
        self.assertEqual(bill.verdict_ids.verdict, "tolerated")
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            rule.amount = 0
            rule.flush_recordset()

    def test_each_difference_has_a_meaning(self):
        rules = self.env["linkstar.tolerance.rule"]
        codes = [code for code, _label in rules._fields["code"].selection]
        self.assertEqual(codes, list(tolerated.CODES))
        meanings = [rules.new({"code": code}).meaning for code in codes]
        self.assertEqual(len(set(filter(None, meanings))), len(codes))

    def test_a_rule_is_begun_before_its_account_is_chosen(self):
        self._make_account(self.company, name="Second", app_token="other")
        form = Form(self.env["linkstar.tolerance.rule"].with_user(self.clerk))
        self.assertFalse(form.account_id)
        form.code = "wrong_price"
        self.assertEqual((form.effect_count, form.effect_amount), (0, 0))

    def test_an_accepted_parcel_stays_accepted_in_the_next_check(self):
        bill = self._checked(self._dear(self._shipments(2)))
        bill.verdict_ids.sorted("id")[0].action_accept()
        bill.action_check_again()
        bill._run_now()
        current = bill.verdict_ids.filtered("current").sorted("id")
        self.assertEqual(current.mapped("accepted"), [True, False])
        self.assertEqual(bill.amount_disputed, 3)

    def test_what_cannot_be_accepted(self):
        bill = self._checked(self._dear(self._shipments(1)))
        self._checked(statement_files.columns_xlsx([self._billed(self._shipments(1))]))
        with self.assertRaises(UserError):
            self.env["linkstar.bill.verdict"].search(
                [("verdict", "=", "agrees")], limit=1
            ).action_accept()
        bill.action_dispute()
        with self.assertRaises(UserError):
            bill.verdict_ids.action_accept()

    # --- matching

    def test_all_numbers_of_a_shipment_find_it(self):
        shipments = self._shipments(4)
        shipments[2].earlier_numbers = " OLD-1 "
        parcels = [self._billed(each) for each in shipments]
        parcels[0].waybill = parcels[0].tracking
        parcels[1].waybill = ""
        parcels[2].waybill, parcels[2].reference = "old-1", ""
        parcels[3].waybill = f" {parcels[3].waybill.lower()} "
        bill = self._checked(statement_files.columns_xlsx(parcels))
        self.assertEqual(set(bill.line_ids.mapped("match")), {"found"})
        self.assertEqual(bill.line_ids.shipment_id, shipments)

    def test_a_person_confirms_a_damaged_number(self):
        shipments = self._shipments(2)
        shipments[0].write({"waybill": "2611320000017"})
        shipments[1].write({"waybill": "0012345"})
        text = "运单号,计费重,运费,挂号费,燃油费\n2.61132E+12,0.5,25,18,2\n"
        content = text.encode() + b"77,0.5,25,18,2\n"
        bill = self._checked(content, "damaged.csv")
        self.assertEqual(bill.open_count, 3)
        lines = bill.line_ids.filtered(lambda line: line.match == "suggested")
        self.assertEqual(lines.shipment_id, shipments[0])
        self.assertEqual(
            self._results(bill)["2.61132E+12"], ("unknown", 0, ["number_damaged"])
        )
        lines[0].action_confirm()
        bill._run_now()
        self.assertEqual(bill.run, 2)
        self.assertEqual(self._results(bill)["2.61132E+12"], ("agrees", 0, []))
        self.assertEqual(bill.open_count, 0)

    def test_a_bill_of_another_account_is_refused(self):
        other = self._make_account(self.company, name="Second", app_token="other")
        shipment = self._shipments(1)
        bill = self._bill(
            statement_files.columns_xlsx([self._billed(shipment)]),
            account_id=other.id,
        )
        bill.action_read()
        bill.action_import()
        bill._run_now()
        self.assertEqual(bill.state, "draft")
        self.assertIn(self.account.display_name, bill.failure)
        self.assertFalse(bill.line_ids)

    # --- twice

    def test_the_same_file_and_the_same_charges_are_refused(self):
        parcels = [self._billed(each) for each in self._shipments(3)]
        content = statement_files.columns_xlsx(parcels)
        self._checked(content)
        again = self._bill(content, "other-name.xlsx")
        again.action_read()
        with self.assertRaises(UserError):
            again.action_import()
        other = self._bill(statement_files.columns_xlsx(parcels[::-1]))
        other.action_read()
        with self.assertRaises(UserError):
            other.action_import()

    def test_billed_again_in_a_later_statement(self):
        shipments = self._shipments(2)
        first, second = (self._billed(each) for each in shipments)
        self._checked(statement_files.columns_xlsx([first, second]))
        late = Billed(first.waybill, "0.5", {"return": "12"})
        bill = self._checked(statement_files.rows_gbk([second, late]), "late.csv")
        self.assertEqual(
            self._results(bill),
            {
                second.waybill: ("dispute", 45, ["billed_twice"]),
                late.waybill: ("unknown", 0, ["not_on_card"]),
            },
        )
        costs = self.env["linkstar.cost"].browse(shipments.ids)
        self.assertEqual(costs.mapped("billed"), [57, 90])
        self.assertEqual(costs.mapped("expected"), [45, 45])

    def test_a_difference_is_no_double(self):
        shipment = self._shipments(1)
        charges = {"freight": "20", "registration": "18", "fuel": "2"}
        bill = self._checked(
            statement_files.columns_xlsx([self._billed(shipment, **charges)])
        )
        self.assertEqual(self._results(bill)[shipment.waybill][0], "below")
        text = f"运单号,补收金额\n{shipment.waybill},5\n"
        bill = self._checked(text.encode(), "difference.csv")
        self.assertEqual(self._results(bill), {shipment.waybill: ("agrees", 0, [])})

    def test_real_costs_come_from_statements(self):
        """What is to be disputed is not charged to the buyer."""
        self.method.write({"invoice_policy": "real", "margin": 0})
        first = self._booked()
        first.write({"waybill": "LSREAL1", "handed_over_at": "2026-03-02 10:00:00"})
        first.parcel_ids.weight = 0.5
        order = first.sale_order_id
        shipping = order.order_line.filtered("is_delivery")
        first._take_charges(
            Charges(first.reference_no, (("freight", Decimal(9)),), Decimal(9)),
            failed=False,
        )
        self.assertEqual(shipping.price_unit, 9)
        charges = {**RIGHT, "freight": "35"}
        self._checked(statement_files.columns_xlsx([self._billed(first, **charges)]))
        self.assertEqual(shipping.price_unit, 45)

    # --- checks again, tolerance

    def test_a_check_can_be_run_again_with_another_tolerance(self):
        shipment = self._shipments(1)
        charges = {**RIGHT, "freight": "25.4"}
        bill = self._checked(
            statement_files.columns_xlsx([self._billed(shipment, **charges)])
        )
        self.assertEqual(self._results(bill)[shipment.waybill][0], "dispute")
        bill.tolerance_percent = 2
        bill.action_check_again()
        bill._run_now()
        self.assertEqual(self._results(bill)[shipment.waybill][0], "tolerated")
        self.assertEqual(bill.verdict_ids.mapped("run"), [2, 1])
        self.assertEqual(
            Counter(bill.verdict_ids.mapped("current")), {True: 1, False: 1}
        )
        self.assertEqual(bill.amount_disputed, 0)

    # --- mapping

    def test_corrected_columns_are_kept_for_the_account(self):
        shipments = self._shipments(2)

        def content(shipment):
            return f"Nummer,Preis\n{shipment.waybill},45\n".encode()

        bill = self._bill(content(shipments[0]), "a.csv")
        bill.action_read()
        self.assertTrue(bill.blocked)
        with self.assertRaises(UserError):
            bill.action_import()
        first, second = bill.column_ids
        first.role, second.role = "waybill", "total"
        bill.action_read()
        self.assertFalse(bill.blocked, bill.problem_text)
        bill.action_import()
        bill._run_now()
        self.assertEqual(self._results(bill), {shipments[0].waybill: ("agrees", 0, [])})
        other = self._checked(content(shipments[1]), "b.csv")
        self.assertEqual(other.line_ids.shipment_id, shipments[1])

    def test_totals_that_differ_are_accepted_by_a_person(self):
        shipment = self._shipments(1)
        text = f"运单号,运费\n{shipment.waybill},45\n合计,46\n"
        bill = self._bill(text.encode(), "a.csv")
        bill.action_read()
        self.assertTrue(bill.blocked and bill.totals_differ)
        self.assertIn("46", bill.problem_text)
        bill.accept_totals = True
        bill.action_import()
        bill._run_now()
        self.assertEqual(bill.state, "done")

    def test_bad_files_get_a_sentence(self):
        for content in (b"%PDF", b"\xd0\xcf\x11\xe0", b"PK\x03\x04"):
            bill = self._bill(content)
            with self.assertRaises(UserError):
                bill.action_read()
            self.assertEqual(bill.state, "draft")

    # --- results

    def test_results_as_a_workbook_and_as_data(self):
        import python_calamine

        shipments = self._shipments(3)
        parcels = [self._billed(each) for each in shipments]
        parcels[1].charges["freight"] = "30"
        bill = self._checked(statement_files.columns_xlsx(parcels))
        data = json.loads(base64.b64decode(bill.result_json))
        self.assertEqual(data["disputed"], 5)
        self.assertEqual(
            [each["verdict"] for each in data["parcels"]],
            ["agrees", "dispute", "agrees"],
        )
        self.assertEqual(data["parcels"][1]["reasons"], ["wrong_price"])
        content = base64.b64decode(bill.result_xlsx)
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows = book.get_sheet_by_name("Parcels").to_python()
        self.assertEqual(rows[2][0], shipments[1].waybill)
        self.assertEqual(rows[2][4:8], [50, 45, 5, 5])
        summary = book.get_sheet_by_name("Summary").to_python()
        self.assertIn(["To dispute", 1, 50, 5], summary)
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            self.assertIn(b"SUMIF", packed.read("xl/worksheets/sheet1.xml"))
        self.assertIn("result_xlsx", bill.action_export_xlsx()["url"])

    def test_shipped_and_not_billed(self):
        shipments = self._shipments(3)
        action = self.env.ref("linkstar_delivery.action_linkstar_not_billed")
        domain = ast.literal_eval(action.domain)
        waiting = self.env["linkstar.shipment"].with_user(self.clerk).search(domain)
        self.assertLessEqual(shipments, waiting)
        self.assertEqual(
            waiting.filtered(lambda s: s in shipments)[0].expected_cost, 45
        )
        self._checked(statement_files.columns_xlsx([self._billed(shipments[0])]))
        waiting = self.env["linkstar.shipment"].with_user(self.clerk).search(domain)
        self.assertEqual(shipments & waiting, shipments[1:])

    # --- who may what

    def test_only_finance(self):
        bill = self._checked(
            statement_files.columns_xlsx([self._billed(self._shipments(1))])
        )
        for model in ("linkstar.bill", "linkstar.bill.line", "linkstar.bill.verdict"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.picker).search([]).read(["id"])
        with self.assertRaises(AccessError):
            bill.write({"state": "draft"})
        with self.assertRaises(UserError):
            bill.write({"file": base64.b64encode(b"x")})
        with self.assertRaises(UserError):
            bill.unlink()
        with self.assertRaises(AccessError):
            bill.action_reset()
        with self.assertRaises(UserError):
            bill.line_ids[0].write({"amount": 1})
        bill.with_user(self.accountant).action_reset()
        self.assertEqual(bill.state, "draft")
        self.assertFalse(bill.line_ids)
        bill.unlink()

    def test_parts_of_a_check(self):
        # The charges of the first parcel are the first and the last ones of the file.
        first, *others = self._shipments(4)
        parcels = [
            self._billed(first, freight="25", registration="18"),
            *(self._billed(each) for each in others),
            self._billed(first, fuel="2"),
        ]
        whole = self._checked(statement_files.columns_xlsx(parcels))
        expected = self._results(whole)
        self.assertEqual(expected[first.waybill], ("agrees", 0, []))
        self.patch(linkstar_bill, "_SLICE", 1)
        work, parts = bill_check.CheckRun(self.env), []
        bill = whole.sudo()
        bill.write({"state": "running", "checked_to": 0, "run": bill.run + 1})
        while bill.state == "running":
            if len(parts) == 2:
                # A person confirms a shipment meanwhile: all begins again.
                bill.write({"checked_to": 0, "run": bill.run + 1})
                self.env["linkstar.bill.verdict"].search(
                    [("bill_id", "=", bill.id)]
                ).current = False
            bill._check_some(work)
            parts.append(bill.checked_to)
        self.assertEqual(len(parts), 2 + 4 + 1)
        self.assertEqual(self._results(bill), expected)

    def test_the_cron_imports_and_checks(self):
        bill = self._bill(
            statement_files.columns_xlsx([self._billed(self._shipments(1))])
        )
        bill.action_read()
        bill.action_import()
        with self.enter_registry_test_mode():
            self.assertIs(
                self.env.ref("linkstar_delivery.cron_bills").method_direct_trigger(),
                True,
            )
        bill.invalidate_recordset()
        self.assertEqual(bill.state, "done")
