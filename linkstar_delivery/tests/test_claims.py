# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Claims: proposed, sent to the last day, answered, and parcels that turn up."""

import io
from datetime import datetime, timedelta
from unittest.mock import patch

from openpyxl import load_workbook

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, new_test_user, tagged

from ..services import claiming, promising
from .test_attention import DAY, AttentionCase


@tagged("post_install", "-at_install")
class TestClaims(AttentionCase):
    book_once = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.tz = "Asia/Shanghai"
        cls.term = cls.env["linkstar.claim.term"].create(
            {
                "account_id": cls.account.id,
                "kind": "lost",
                "first_days": 30,
                "last_days": 90,
                "warning_days": 7,
                "goods_percent": 100,
                "freight_percent": 100,
            }
        )

    def _claim(self, shipment=None, **values):
        shipment = shipment or self._sent()
        return self.env["linkstar.claim"].create(
            {"shipment_id": shipment.id, "kind": "lost", **values}
        )

    def _propose(self, later=timedelta(0)):
        return claiming.propose(self.env(su=True), self.now + later).filtered(
            lambda claim: claim.company_id == self.company
        )

    def test_the_day_is_the_companys(self):
        shipment = self._sent_once()
        # In Shenzhen it is already the next day.
        shipment.handed_over_at = datetime(2026, 10, 1, 16, 30)
        claim = self._claim(shipment)
        self.assertEqual(str(claim.event_date), "2026-10-02")
        self.assertEqual(str(claim.deadline), "2026-12-31")
        self.company.partner_id.tz = "Europe/Berlin"
        shipment_two = self._sent()
        shipment_two.handed_over_at = datetime(2026, 10, 1, 16, 30)
        self.assertEqual(str(self._claim(shipment_two).event_date), "2026-10-01")

    def test_the_last_day_and_one_day_after(self):
        today = promising.today(self.company)
        last, late = (
            self._claim(event_date=today - days * DAY, amount=10) for days in (90, 91)
        )
        self.assertEqual(last.deadline, today)
        last.action_send()
        self.assertEqual((last.state, last.sent_on), ("sent", today))
        with self.assertRaises(UserError) as raised:
            late.action_send()
        self.assertIn(str(today - DAY), str(raised.exception))
        self.assertEqual(late.state, "draft")
        late.late_reason = "The carrier agreed by mail"
        late.action_send()
        self.assertEqual(late.state, "sent")

    def test_proposed_after_its_first_day(self):
        shipment = self._sent_once()
        self.assertFalse(self._propose(29 * DAY))
        claim = self._propose(30 * DAY)
        self.assertEqual(claim.shipment_id, shipment)
        self.assertEqual((claim.state, claim.kind), ("proposed", "lost"))
        self.assertFalse(self._propose(31 * DAY), "one proposal")

    def test_no_proposal_after_the_last_day(self):
        self._sent_once()
        self.assertFalse(self._propose(91 * DAY))
        self.assertTrue(self._propose(90 * DAY))

    def test_lost_is_proposed_at_once(self):
        shipment = self._sent_once()
        self._tell(shipment, "The parcel is lost", self.now)
        self.assertEqual(self._propose().shipment_id, shipment)

    def test_one_that_cannot_be_made_keeps_back_no_other(self):
        bad, good = self._sent_once(), self._sent()
        facts = claiming.facts

        def fail(shipment):
            if shipment == bad:
                raise UserError(shipment.env._("There is no exchange rate."))
            return facts(shipment)

        with (
            patch.object(claiming, "facts", fail),
            self.assertLogs(claiming.__name__, "WARNING") as logged,
        ):
            made = self._propose(30 * DAY)
        self.assertEqual(made.shipment_id, good)
        self.assertIn(str(bad.id), logged.output[0])

    def test_no_proposal_without_term_or_tracking(self):
        self._sent_once()
        self.service.tracked = False
        self.assertFalse(self._propose(40 * DAY))
        self.service.tracked = True
        self.term.unlink()
        self.assertFalse(self._propose(40 * DAY))

    def test_late_and_customs_are_proposed(self):
        for kind in ("late", "customs"):
            self.term.copy({"kind": kind, "first_days": 2})
        late, destroyed = self._sent(), self._sent()
        late.promised_date = promising.today(self.company)
        self._tell(late, "Delivered to the recipient", self.now + 3 * DAY)
        destroyed.tracking_state = "destroyed"
        destroyed.parcel_ids.write(
            {"tracking_state": "destroyed", "state_since": self.now}
        )
        found = self._propose(4 * DAY)
        self.assertEqual(
            {claim.shipment_id: claim.kind for claim in found},
            {late: "late", destroyed: "customs"},
        )

    def test_amounts(self):
        shipment = self._sent_once()
        shipment.sudo().charge_ids.unlink()
        for stage, amount in (("quoted", 50), ("billed", 60)):
            self.env["linkstar.charge"].create(
                {
                    "shipment_id": shipment.id,
                    "company_id": self.company.id,
                    "kind": "freight",
                    "stage": stage,
                    "currency_id": self.cny.id,
                    "amount": amount,
                }
            )
        claim = self._claim(shipment)
        declaration = shipment.declaration_id
        rate = 1 if declaration.currency_id == self.cny else 8
        value = declaration.total_value * rate
        self.assertAlmostEqual(claim.declared_value, value, 2)
        self.assertEqual(claim.freight, 60)
        self.assertAlmostEqual(claim.amount, value + 60, 2)
        claim.part = 50
        self.assertAlmostEqual(claim.amount, value / 2 + 30, 2)
        for wrong in (0, -5, 101):
            with self.assertRaises(Exception) as raised, self.cr.savepoint():
                claim.part = wrong
                self.env.flush_all()
            self.assertIn("check constraint", str(raised.exception))

    def test_states(self):
        claim = self._claim(shipment=self._sent_once(), amount=10)
        with self.assertRaises(UserError):
            claim.action_accept()
        claim.action_send()
        with self.assertRaises(UserError):
            claim.action_send()
        claim.action_refuse()
        self.assertEqual(claim.state, "refused")
        claim.action_prepare()
        claim.action_send()
        claim.action_accept()
        claim.paid_amount = 7.5
        claim.action_pay()
        self.assertEqual((claim.state, claim.paid_amount), ("paid", 7.5))
        self.assertTrue(claim.paid_on)
        with self.assertRaises(UserError):
            claim.action_withdraw()
        with self.assertRaises(UserError):
            claim.unlink()

    def test_nothing_to_claim(self):
        claim = self._claim(shipment=self._sent_once(), amount=0)
        with self.assertRaises(UserError):
            claim.action_send()

    def test_users_change_the_state_by_buttons_only(self):
        user = new_test_user(
            self.env,
            "claims_picker",
            "stock.group_stock_user",
            company_id=self.company.id,
            company_ids=self.company.ids,
        )
        claim = self._claim(amount=10).with_user(user).sudo(False)
        with self.assertRaises(UserError):
            claim.state = "paid"
        with self.assertRaises(UserError):
            claim.with_context(linkstar_step=True).state = "paid"
        claim.action_send()
        for values in ({"amount": 99}, {"kind": "late"}, {"part": 1}):
            with self.assertRaises(UserError):
                claim.write(values)
        claim.carrier_number = "C-1"

    def test_by_hand(self):
        shipment = self._sent_once()
        with Form(self.env["linkstar.claim"]) as form:
            form.shipment_id = shipment
            form.kind = "damaged"
            form.description = "The box was crushed"
            form.amount = 12
        claim = form.record
        self.assertTrue(claim.name.startswith("CLAIM/"))
        self.assertFalse(claim.deadline, "the contract says nothing about damage")
        self.assertEqual(claim.company_id, self.company)

    def test_one_claim_of_a_kind(self):
        claim = self._claim(shipment=self._sent_once(), amount=10)
        with self.assertRaises(Exception) as raised, self.cr.savepoint():
            self._claim(claim.shipment_id)
            self.env.flush_all()
        self.assertIn("unique constraint", str(raised.exception))
        claim.action_withdraw()
        self.assertTrue(self._claim(claim.shipment_id))

    def test_a_parcel_that_turns_up(self):
        proposed, sent = self._sent_once(), self._sent()
        for shipment in (proposed, sent):
            self._tell(shipment, "The parcel is lost", self.now)
        claims = self._propose()
        claim = claims.filtered(lambda c: c.shipment_id == sent)
        claim.amount = 10
        claim.action_send()
        for shipment in (proposed, sent):
            self._tell(shipment, "Out for delivery", self.now + DAY)
            self._tell(shipment, "Delivered to the recipient", self.now + 2 * DAY)
        self._propose(2 * DAY)
        self.assertEqual((claims - claim).state, "withdrawn")
        self.assertTrue(claim.turned_up)
        self.assertEqual(self._kinds(2 * DAY), ["claim_turned_up"])
        exception = self._find(2 * DAY)
        self.assertEqual(exception.action_act()["res_id"], claim.id)
        claim.action_settle()
        self.assertFalse(self._kinds(2 * DAY))

    def test_a_warning_before_the_last_day(self):
        claim = self._claim(shipment=self._sent_once(), amount=10)
        self._rule_off("late", "never_received")
        self.assertFalse(self._kinds(82 * DAY))
        self.assertEqual(self._kinds(83 * DAY), ["claim_due"])
        self.assertEqual(self._kinds(90 * DAY), ["claim_due"])
        self.assertFalse(self._kinds(91 * DAY), "it is too late")
        self._find(90 * DAY)
        claim.action_send()
        self.assertFalse(self._kinds(90 * DAY))

    def _rule_off(self, *kinds):
        self.rules.search([("kind", "in", kinds)]).watched = False

    def test_the_file_for_the_carrier(self):
        first = self._claim(
            shipment=self._sent_once(), amount=10, description="=HYPERLINK(1)"
        )
        second = self._claim(amount=20)
        action = (first + second).action_export()
        attachment = self.env["ir.attachment"].browse(
            int(action["url"].split("/")[3].split("?")[0])
        )
        sheet = load_workbook(io.BytesIO(attachment.raw)).active
        self.assertEqual(sheet.max_row, 3)
        row = [cell.value for cell in sheet[2]]
        self.assertEqual(row[0], first.name)
        self.assertEqual(row[2], first.shipment_id.waybill)
        self.assertEqual(row[12], 10)
        self.assertEqual(sheet["O2"].data_type, "s", "a text, no formula")
        other = self._make_account(self.company, name="Second")
        second.shipment_id.account_id = other
        self.env.flush_all()
        with self.assertRaises(UserError):
            (first + second).action_export()

    def test_paid_without_an_amount(self):
        claim = self._claim(shipment=self._sent_once(), amount=10)
        claim.action_send()
        claim.action_accept()
        claim.action_pay()
        self.assertEqual(claim.paid_amount, 10)
        with self.assertRaises(ValidationError):
            claim.paid_amount = 0

    def test_terms_that_make_no_sense(self):
        for wrong in (
            {"first_days": 91},
            {"last_days": 731},
            {"goods_percent": 101},
            {"cap": -1},
        ):
            with self.assertRaises(Exception) as raised, self.cr.savepoint():
                self.term.write(wrong)
                self.env.flush_all()
            self.assertIn("check constraint", str(raised.exception))
