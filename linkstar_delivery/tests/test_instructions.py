# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Instructions to the carrier: by the interface, by mail, by file; their answers, and
what happens without one.
"""

import io
from datetime import timedelta

from openpyxl import load_workbook
from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import UserError
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger

from .test_attention import DAY, AttentionCase


@tagged("post_install", "-at_install")
class TestInstructions(AttentionCase):
    book_once = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contact = cls.env["res.partner"].create(
            {"name": "Ms Li", "email": "li@carrier.example", "lang": "en_US"}
        )
        cls.account.instruction_partner_id = cls.contact
        cls.model = cls.env["linkstar.instruction"]

    def _new(self, kind="deliver_again", shipment=None, **values):
        shipment = shipment or self._sent()
        return self.model.create({"shipment_id": shipment.id, "kind": kind, **values})

    def _packer(self):
        return new_test_user(
            self.env,
            "linkstar_instruction_packer",
            "base.group_user,stock.group_stock_user",
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )

    def _mails(self, instruction):
        return self.env["mail.mail"].search(
            [("model", "=", "linkstar.instruction"), ("res_id", "=", instruction.id)]
        )

    def _document(self, name="invoice.pdf", size=10):
        return self.env["ir.attachment"].create({"name": name, "raw": b"x" * size})

    def test_a_mail_with_a_list(self):
        instruction = self._new(shipment=self._sent_once(), note="=Ring twice")
        instruction.action_send()
        self.assertEqual((instruction.state, instruction.way), ("sent", "mail"))
        self.assertEqual(
            instruction.deadline, instruction.sent_at + timedelta(hours=48)
        )
        mail = self._mails(instruction)
        self.assertEqual(mail.recipient_ids, self.contact)
        self.assertEqual(mail.state, "outgoing")
        self.assertIn(instruction.name, mail.subject)
        self.assertIn(instruction.shipment_id.waybill, mail.body_html)
        sheet = load_workbook(io.BytesIO(mail.attachment_ids.raw)).active
        rows = list(sheet.values)
        self.assertEqual(len(rows), 2)
        row = dict(zip(*rows, strict=True))
        self.assertEqual(row["Waybill"], instruction.shipment_id.waybill)
        self.assertEqual(row["Instruction"], "Deliver again")
        cell = sheet.cell(2, list(rows[0]).index("Text") + 1)
        self.assertEqual((cell.value, cell.data_type), ("=Ring twice", "s"))

    def test_one_mail_for_each_account(self):
        both = self._new(shipment=self._sent_once()) + self._new("search")
        both.action_send()
        mails = self._mails(both[0]) + self._mails(both[1])
        self.assertEqual(len(mails), 1)
        self.assertEqual(both.sudo().mail_id, mails)
        sheet = load_workbook(io.BytesIO(mails.attachment_ids.raw)).active
        self.assertEqual(sheet.max_row, 3)

    def test_the_mail_is_in_the_contacts_language(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.contact.lang = "de_DE"
        deadline = self.now.replace(hour=12) + 60 * DAY
        instruction = self._new(deadline=deadline)
        instruction.action_send()
        self.assertIn(f"{deadline:%d.%m.%y}", self._mails(instruction).body_html)

    def test_without_a_contact(self):
        self.account.instruction_partner_id = False
        instruction = self._new()
        with self.assertRaises(UserError) as raised:
            instruction.action_send()
        self.assertIn(self.account.name, str(raised.exception))
        self.assertEqual(instruction.state, "draft")
        action = instruction.action_export()
        file = self.env["ir.attachment"].browse(
            int(action["url"].split("/")[3].split("?")[0])
        )
        self.assertEqual(load_workbook(io.BytesIO(file.raw)).active.max_row, 2)
        instruction.action_mark_sent()
        self.assertEqual((instruction.state, instruction.way), ("sent", "other"))
        self.assertFalse(self._mails(instruction))

    def test_the_return_goes_by_the_interface(self):
        instruction = self._new("return", self._sent_once(), note="The buyer cancelled")
        shipment = instruction.shipment_id
        self.control.advance(hours=21)
        instruction.action_send()
        self.assertEqual((instruction.state, instruction.way), ("sent", "wire"))
        self.assertEqual(shipment.intercept_state, "requested")
        self.assertEqual(shipment.intercept_remark, "The buyer cancelled")
        self.assertFalse(self._mails(instruction))
        self._work(shipment)
        self.assertEqual(shipment.intercept_state, "confirmed")
        self.assertEqual(instruction.state, "done")
        self.assertTrue(instruction.answered_at)

    def test_a_return_that_the_carrier_refuses_can_be_asked_by_mail(self):
        instruction = self._new("return", self._sent_once())
        shipment = instruction.shipment_id
        self.control.advance(hours=72)
        instruction.action_send()
        self._work(shipment)
        self.assertEqual(shipment.intercept_state, "refused")
        self.assertEqual(instruction.state, "refused")
        self.assertTrue(instruction.answer)
        instruction.action_prepare()
        instruction.action_send()
        self.assertEqual((instruction.state, instruction.way), ("sent", "mail"))

    def test_what_is_lacking_is_said_before_anything_is_sent(self):
        parcel = self._sent_once()
        cases = {
            "call": ({"phone": False}, "phone number"),
            "documents": ({}, "documents for customs"),
            "correct_declaration": ({}, "corrected in the declaration"),
            "new_address": ({"street": False}, "street, city"),
        }
        for kind, (values, expected) in cases.items():
            instruction = self._new(kind, parcel, **values)
            with self.subTest(kind), self.assertRaises(UserError) as raised:
                instruction.action_send()
            self.assertIn(expected, str(raised.exception))
            self.assertEqual(instruction.state, "draft")
        same = self.model.search(
            [("shipment_id", "=", parcel.id), ("kind", "=", "new_address")]
        )
        for name in ("street", "zip", "city", "phone"):
            same[name] = parcel.partner_id[name]
        with self.assertRaises(UserError) as raised:
            same.action_send()
        self.assertIn("the one that the carrier has", str(raised.exception))
        same.street = "Neue Straße 7"
        same.action_send()
        self.assertIn("Neue Strasse 7", self._mails(same).body_html.replace("ß", "ss"))

    def test_not_before_the_hand_over_and_not_after_the_end(self):
        parcel = self._booked_once()
        instruction = self._new("return", parcel)
        with self.assertRaises(UserError) as raised:
            instruction.action_send()
        self.assertIn("Cancel the shipment", str(raised.exception))
        parcel.handed_over_at = self.now
        self._tell(parcel, "Delivered to the recipient", self.now)
        with self.assertRaises(UserError) as raised:
            instruction.action_send()
        self.assertIn("has ended", str(raised.exception))
        papers = self._new("clearance_papers", parcel)
        papers.action_send()
        self.assertEqual(papers.state, "sent")

    def test_documents(self):
        instruction = self._new(
            "documents", self._sent_once(), document_ids=[self._document().id]
        )
        instruction.action_send()
        names = self._mails(instruction).attachment_ids.mapped("name")
        self.assertIn("invoice.pdf", names)
        self.assertEqual(len(names), 2)

    def test_too_large_documents(self):
        document = self._document(size=11 * 1024 * 1024)
        instruction = self._new("documents", document_ids=[document.id])
        with self.assertRaises(UserError) as raised:
            instruction.action_send()
        self.assertIn("10 MB", str(raised.exception))

    def test_nobody_sends_a_document_that_he_may_not_read(self):
        packer = self._packer()
        secret = self.env["ir.attachment"].create(
            {
                "name": "secret.pdf",
                "raw": b"x",
                "res_model": "res.company",
                "res_field": "logo",
                "res_id": self.company.id,
            }
        )
        private = self._document("private.pdf")
        for document in secret + private:
            instruction = self._new("documents", document_ids=[document.id])
            self.env.flush_all()
            self.env.invalidate_all()
            with self.assertRaises(UserError):
                instruction.with_user(packer).action_send()

    def test_without_an_answer_it_needs_attention(self):
        instruction = self._new(shipment=self._sent_once())
        instruction.shipment_id.promised_date = False
        self._rule("never_received").watched = False
        instruction.action_send()
        self.assertFalse(self._kinds(timedelta(hours=47)))
        self.assertEqual(self._kinds(timedelta(hours=49)), ["instruction_due"])
        exception = self._find(timedelta(hours=49))
        self.assertEqual(exception.instruction_id, instruction)
        self.assertEqual(exception.action_act()["res_id"], instruction.id)
        instruction.answer = "Tomorrow"
        instruction.action_accept()
        self.assertFalse(self._kinds(timedelta(hours=50)))
        self.assertEqual(exception.state, "closed")
        instruction.action_done()
        self.assertEqual(instruction.state, "done")
        self.assertTrue(instruction.answered_at)

    def test_a_mail_that_failed_needs_attention_at_once(self):
        instruction = self._new(shipment=self._sent_once())
        instruction.shipment_id.promised_date = False
        instruction.action_send()
        self.assertFalse(self._kinds())
        self._mails(instruction).state = "exception"
        self.assertTrue(instruction.mail_failed)
        self.assertEqual(self._kinds(), ["instruction_due"])
        instruction.action_remind()
        self.assertFalse(instruction.mail_failed)
        self.assertFalse(self._kinds())
        self.assertEqual(len(self._mails(instruction)), 2)

    def test_the_end_of_the_trip_closes_it(self):
        instruction = self._new(shipment=self._sent_once())
        papers = self._new("clearance_papers", instruction.shipment_id)
        (instruction + papers).action_send()
        self._tell(instruction.shipment_id, "Delivered to the recipient", self.now)
        self.model.sudo()._overtake()
        self.assertEqual(instruction.state, "overtaken")
        self.assertEqual(papers.state, "sent")

    def test_a_pick_up_at_the_door(self):
        # Nothing is due for the parcel that is booked once.
        self._sent_once().tracking_state = "delivered"
        handover = self.env["linkstar.handover"].create(
            {"depot_id": self.env["linkstar.depot"].search([], limit=1).id}
        )
        action = handover.action_ask_pickup()
        with Form(self.model.with_context(**action["context"])) as form:
            self.assertEqual(form.kind, "pickup")
        pickup = form.record
        self.assertEqual(pickup.account_id, self.account)
        self.assertEqual(pickup.pickup_partner_id, self.company.partner_id)
        with self.assertRaises(UserError) as raised:
            pickup.action_send()
        self.assertIn("from when until when", str(raised.exception))
        pickup.pickup_from = self.now + DAY
        pickup.pickup_until = self.now + DAY + timedelta(hours=2)
        pickup.action_send()
        body = self._mails(pickup).body_html
        self.assertIn(handover.name, body)
        self.assertIn("Road 1", body)
        self._rule("instruction_due")
        self.assertEqual(self._kinds(3 * DAY), ["instruction_due"])
        self.assertIn(pickup.name, self._find(3 * DAY).display_name)

    @mute_logger("odoo.sql_db")
    def test_a_pick_up_needs_a_manifest_and_others_a_shipment(self):
        parcel = self._sent_once()
        for values in (
            {"kind": "pickup", "shipment_id": parcel.id},
            {"kind": "call", "account_id": self.account.id},
        ):
            with self.assertRaises(CheckViolation):
                self.model.create(values)

    @mute_logger("odoo.sql_db")
    def test_one_open_instruction_of_a_kind(self):
        instruction = self._new(shipment=self._sent_once())
        with self.assertRaises(UniqueViolation):
            self._new(shipment=instruction.shipment_id)
        instruction.action_withdraw()
        self.assertTrue(self._new(shipment=instruction.shipment_id))

    def test_what_was_sent_stays(self):
        instruction = self._new(shipment=self._sent_once(), note="A").with_user(
            self._packer()
        )
        instruction.action_send()
        for values in ({"note": "B"}, {"kind": "call"}, {"state": "draft"}):
            with self.assertRaises(UserError):
                instruction.write(values)
        with self.assertRaises(UserError):
            instruction.unlink()
        instruction.write({"answer": "Yes", "carrier_number": "C-1"})
        with self.assertRaises(UserError):
            instruction.action_send()

    def test_from_the_list_of_shipments(self):
        one, two, three = self._sent_once(), self._sent(), self._sent()
        self._tell(one, "The receiver rejected the shipment", self.now)
        self._tell(two, "Held by customs: documents required", self.now)
        known = self._new("search", three)
        action = (one + two + three).action_instruct()
        made = self.model.search(action["domain"])
        kinds = {i.shipment_id: i.kind for i in made}
        self.assertEqual(
            kinds, {one: "deliver_again", two: "documents", three: "search"}
        )
        self.assertIn(known, made)
        self.assertEqual(three.action_instruct()["res_id"], known.id)

    def test_from_needs_attention(self):
        shipment = self._sent_once()
        shipment.promised_date = False
        self._tell(shipment, "The receiver rejected the shipment", self.now)
        exception = self._find(timedelta(minutes=1))
        action = exception.action_instruct()
        self.assertEqual(self.model.browse(action["res_id"]).shipment_id, shipment)

    def test_new_by_hand(self):
        shipment = self._sent_once()
        with Form(self.model) as form:
            form.kind = "new_address"
            form.shipment_id = shipment
            self.assertEqual(form.street, shipment.partner_id.street)
            form.street = "Neue Straße 7"
        self.assertEqual(form.record.company_id, self.company)
        self.assertEqual(form.record.street, "Neue Straße 7")
        self.assertEqual(form.record.account_id, self.account)

    def test_status_and_links_cannot_be_made_up(self):
        made = self.model.with_user(self._packer()).create(
            {
                "shipment_id": self._sent_once().id,
                "kind": "search",
                "state": "done",
                "buyer_answer": "corrected",
            }
        )
        self.assertEqual((made.state, made.buyer_answer), ("draft", False))
        with self.assertRaises(UserError):
            made.link_number = 7

    def test_files(self):
        other = self._make_account(self.company, name="Other")
        both = self._new() + self._new("search")
        both[1].account_id = other
        with self.assertRaises(UserError):
            both.action_export()

    def test_the_time_of_day_is_the_depots(self):
        depot = self.env["linkstar.depot"].search([], limit=1)
        handover = self.env["linkstar.handover"].create({"depot_id": depot.id})
        pickup = self.model.create(
            {
                "kind": "pickup",
                "handover_id": handover.id,
                "pickup_from": "2027-01-04 01:00:00",
                "pickup_until": "2027-01-04 03:00:00",
            }
        )
        pickup.action_send()
        body = self._mails(pickup).body_html
        self.assertIn(f"({depot.tz})", body)
        if depot.tz == "Asia/Shanghai":
            self.assertRegex(body, r"9:00\W*AM \(Asia/Shanghai\)")
