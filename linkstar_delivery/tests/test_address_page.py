# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The page where a buyer confirms or corrects the address of a parcel: once, checked,
and not after the parcel left.
"""

from datetime import timedelta
from urllib.parse import urlsplit

from freezegun import freeze_time
from lxml import html

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools.misc import hash_sign

from ..services import asking
from .common import LinkstarCase

GOOD = {
    "street": "Neue Straße 7",
    "street2": "",
    "zip": "10117",
    "city": "Berlin",
    "state_id": "",
    "phone": "+49 30 7654321",
}


@tagged("post_install", "-at_install")
class TestAddressPage(LinkstarCase, HttpCase):
    book_once = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer.email = "joerg@example.com"
        cls.company.email = "shop@example.com"
        cls.packer = new_test_user(
            cls.env,
            "linkstar_address_packer",
            "base.group_user,stock.group_stock_user",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )

    def setUp(self):
        super().setUp()
        self.shipment = self._booked_once()
        self.shipment.handed_over_at = fields.Datetime.now()
        self.shipment.tracking_state = "delivery_failed"
        self.instruction = self.env["linkstar.instruction"].create(
            {"shipment_id": self.shipment.id, "kind": "new_address"}
        )
        self.instruction.with_user(self.packer).action_ask_buyer()
        self.env.flush_all()

    def path(self, instruction=None):
        return urlsplit(asking.link(instruction or self.instruction)).path

    def page(self, path=None, values=None):
        return self.url_open(path or self.path(), data=values)

    def post(self, path=None, **changed):
        """Open the form as a browser does, and send it."""
        path = path or self.path()
        return self.send(path, self.token(path), **changed)

    def token(self, path):
        form = html.fromstring(self.page(path).content)
        return form.xpath("//input[@name='csrf_token']/@value")[0]

    def send(self, path, token, **changed):
        answer = self.page(path, {**GOOD, **changed, "csrf_token": token})
        self.env.invalidate_all()
        return answer

    def mails(self):
        return self.env["mail.mail"].search(
            [
                ("model", "=", "linkstar.instruction"),
                ("res_id", "=", self.instruction.id),
            ],
            order="id",
        )

    def test_the_question(self):
        self.assertEqual(self.instruction.state, "asked")
        mail = self.mails()
        self.assertEqual(mail.recipient_ids, self.buyer)
        self.assertIn("/linkstar/address/", mail.body_html)
        self.assertEqual(mail.state, "outgoing")

    def test_the_form(self):
        answer = self.page()
        self.assertEqual(answer.status_code, 200)
        page = html.fromstring(answer.content)
        self.assertEqual(
            page.xpath("//input[@name='street']/@value"), [self.buyer.street]
        )
        self.assertFalse(page.xpath("//*[@name='country_id' or @name='name']"))
        for field in page.xpath("//form//input[@id] | //form//select"):
            self.assertTrue(page.xpath(f"//label[@for='{field.get('id')}']"))
        self.assertEqual(answer.headers["Referrer-Policy"], "no-referrer")
        self.assertIn("noindex", answer.headers["X-Robots-Tag"])
        self.assertIn("form-action 'self'", answer.headers["Content-Security-Policy"])
        self.assertNotIn(b"<script", answer.content)
        self.assertEqual(self.instruction.state, "asked", "opening changes nothing")

    def test_corrected_once(self):
        path = self.path()
        # The link is open in two windows.
        one, two = self.token(path), self.token(path)
        answer = self.send(path, one)
        self.assertEqual(answer.status_code, 200)
        self.assertIn("Thank you", answer.text)
        instruction = self.instruction
        self.assertEqual(instruction.state, "draft")
        self.assertEqual(instruction.buyer_answer, "corrected")
        self.assertEqual(
            (instruction.street, instruction.zip), (GOOD["street"], "10117")
        )
        self.assertEqual(
            self.buyer.street, "Teststraße 1", "a person looks at it first"
        )
        self.assertIn("Teststraße 1", "".join(instruction.message_ids.mapped("body")))
        self.assertEqual(instruction.activity_ids.user_id, self.packer)
        # Whoever gets the mail learns of an answer by a forwarded link.
        self.assertEqual(len(self.mails()), 2)
        for again in (
            self.page(path),
            self.send(path, two, street="Andere Straße 9"),
        ):
            self.assertEqual(again.status_code, 410)
            self.assertIn("Already answered", again.text)
            self.assertNotIn("Straße", again.text)
        self.assertEqual(instruction.street, GOOD["street"])

    def test_confirmed(self):
        answer = self.post(street="Teststraße 1", zip="10115", phone="+49 30 1234567")
        self.assertIn("Thank you", answer.text)
        self.assertEqual(self.instruction.buyer_answer, "confirmed")
        self.assertEqual(len(self.mails()), 1)
        with self.assertRaises(UserError):
            self.instruction.action_send()

    def test_then_the_carrier_is_told_by_a_person(self):
        self.account.instruction_partner_id = self.env["res.partner"].create(
            {"name": "Ms Li", "email": "li@carrier.example"}
        )
        self.post()
        self.instruction.action_send()
        self.assertEqual(self.instruction.state, "sent")
        self.assertIn("10117", self.mails()[-1].body_html)

    def test_wrong_addresses(self):
        for changed, said in (
            ({"street": ""}, "Enter street"),
            ({"street": "Teststraße"}, "house number"),
            ({"zip": "1"}, "postcode does not exist"),
            ({"phone": "12"}, "phone number is not complete"),
            ({"street": "x" * 101}, "at most 100"),
            ({"city": "B" * 50}, "too long"),
            ({"state_id": "999999"}, "province from the list"),
            ({"state_id": "x"}, "province from the list"),
        ):
            with self.subTest(changed):
                answer = self.post(**changed)
                self.assertEqual(answer.status_code, 422)
                self.assertIn(said, answer.text)
                self.assertEqual(self.instruction.state, "asked")
        self.assertEqual(self.instruction.street, "Teststraße 1")
        self.assertEqual(self.post().status_code, 200, "then the right one")

    def test_what_else_is_sent_is_ignored(self):
        self.post(country_id="1", name="Eve", kind="return", state="sent", note="x")
        instruction = self.instruction
        self.assertEqual(instruction.kind, "new_address")
        self.assertEqual((instruction.state, instruction.note), ("draft", False))
        self.assertEqual(instruction.country_id.code, "DE")

    def test_markup_and_control_characters(self):
        self.post(street="<b>Neue</b>\x00\r\nStraße 7")
        page = self.instruction.street
        self.assertNotIn("\n", page or "")
        self.assertNotIn("\x00", page or "")

    def test_guessed_links(self):
        good = self.path().rsplit("/", 1)[1]
        sudo = self.env(su=True)
        tokens = (
            "x",
            str(self.instruction.id),
            good[:-2],
            good[::-1],
            good + "A" * 400,
            "é" * 20,
            "%00%ff",
            "AQ",
            hash_sign(sudo, "linkstar_delivery.parcel", [self.shipment.id]),
            hash_sign(sudo, asking._SCOPE, [2**31 - 1, 0]),
        )
        for token in tokens:
            with self.subTest(token[:30]):
                answer = self.page(f"/linkstar/address/{token}")
                self.assertEqual(answer.status_code, 404)
                self.assertNotIn("Teststraße", answer.text)
        with self.assertQueryCount(0):
            self.assertFalse(asking.instruction_of(self.env, good[:-3])[0])

    def test_a_link_of_another_number(self):
        forged = hash_sign(self.env(su=True), asking._SCOPE, [self.instruction.id, 99])
        answer = self.page(f"/linkstar/address/{forged}")
        self.assertEqual(answer.status_code, 410)
        self.assertNotIn("Teststraße", answer.text)

    def test_a_province_is_asked_for_where_addresses_have_one(self):
        none = self.env["res.country.state"]
        for code, asked in (("de", False), ("es", True), ("it", True)):
            country = self.env.ref(f"base.{code}")
            with self.subTest(code):
                self.assertTrue(country.state_ids)
                self.assertEqual(
                    asking.provinces(country, none),
                    country.state_ids if asked else none,
                )
        berlin = self.env.ref("base.state_de_be")
        self.assertIn(berlin, asking.provinces(berlin.country_id, berlin))
        self.assertFalse(asking.shown(self.instruction)["states"])

    def test_without_the_token_of_the_form(self):
        self.page()
        with self.assertLogs("odoo.http", "WARNING") as logged:
            answer = self.page(values=GOOD)
        self.assertIn("CSRF", logged.output[0])
        self.assertEqual(answer.status_code, 400)
        self.env.invalidate_all()
        self.assertEqual(self.instruction.state, "asked")

    def test_expired(self):
        path = self.path()
        with freeze_time(fields.Datetime.now() + timedelta(days=8)):
            self.assertFalse(asking.instruction_of(self.env, path.rsplit("/", 1)[1])[0])
        self.instruction._take(link_until=fields.Datetime.now() - timedelta(minutes=1))
        self.env.flush_all()
        answer = self.page(path)
        self.assertEqual(answer.status_code, 410)
        self.assertIn("not valid any more", answer.text)

    def test_withdrawn_and_asked_again(self):
        path = self.path()
        self.instruction.action_prepare()
        self.env.flush_all()
        self.assertEqual(self.page(path).status_code, 410)
        self.instruction.action_ask_buyer()
        self.env.flush_all()
        self.assertEqual(self.page(path).status_code, 410, "the old link stays closed")
        self.assertEqual(self.page().status_code, 200)

    def test_refused_after_the_parcel_left(self):
        """Asked while the parcel was in the warehouse: at hand-over, it is too late."""
        shipment = self._booked()
        instruction = self.env["linkstar.instruction"].create(
            {"shipment_id": shipment.id, "kind": "new_address"}
        )
        instruction.action_ask_buyer()
        self.env.flush_all()
        path = self.path(instruction)
        self.assertEqual(self.page(path).status_code, 200)
        shipment.handed_over_at = fields.Datetime.now()
        self.env.flush_all()
        answer = self.page(path)
        self.assertEqual(answer.status_code, 410)
        self.assertIn("on its way", answer.text)
        self.assertEqual(
            asking.answer(instruction.sudo(), instruction.link_number, GOOD),
            ("left", []),
        )

    def test_refused_when_the_parcel_moved_on(self):
        for state in ("out_for_delivery", "delivered", "returning", "lost"):
            self.shipment.tracking_state = state
            self.env.flush_all()
            with self.subTest(state):
                self.assertEqual(self.page().status_code, 410)

    def test_too_many_wrong_answers(self):
        sudo = self.instruction.sudo()
        for _each in range(19):
            found, problems = asking.answer(sudo, sudo.link_number, {})
            self.assertEqual(found, "open")
            self.assertTrue(problems)
        number = sudo.link_number
        self.assertEqual(asking.answer(sudo, number, {}), ("withdrawn", []))
        self.assertEqual(asking.answer(sudo, number, GOOD)[0], "withdrawn")
        self.assertEqual(sudo.state, "draft")

    def test_used_for_a_parcel_in_the_warehouse(self):
        shipment = self._booked()
        instruction = self.env["linkstar.instruction"].create(
            {"shipment_id": shipment.id, "kind": "new_address"}
        )
        instruction.action_ask_buyer()
        self.env.flush_all()
        self.post(self.path(instruction))
        picking = shipment.picking_id
        self.assertFalse(picking.linkstar_changes)
        instruction.action_use_address()
        self.assertEqual(picking.partner_id.street, GOOD["street"])
        self.assertNotEqual(picking.partner_id, self.buyer)
        self.assertEqual(self.buyer.street, "Teststraße 1")
        self.assertIn("the address", picking.linkstar_changes)
        self.assertEqual(instruction.state, "done")

    def test_who_cannot_be_asked(self):
        self.instruction.action_prepare()
        self.buyer.email = False
        with self.assertRaises(UserError) as raised:
            self.instruction.action_ask_buyer()
        self.assertIn("no valid e-mail", str(raised.exception))
        self.buyer.email = "joerg@example.com"
        self.env["mail.blacklist"]._add("joerg@example.com")
        with self.assertRaises(UserError) as raised:
            self.instruction.action_ask_buyer()
        self.assertIn("blacklist", str(raised.exception))
        self.assertEqual(self.instruction.state, "draft")

    def test_in_the_buyers_language(self):
        self.env["res.lang"]._activate_lang("pl_PL")
        self.buyer.lang = "pl_PL"
        self.env.flush_all()
        self.assertIn('lang="pl-PL"', self.page().text)
