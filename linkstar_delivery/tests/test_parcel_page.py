# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The page where a buyer follows a parcel without a login, and the portal."""

from datetime import timedelta
from urllib.parse import urlsplit

from freezegun import freeze_time
from lxml import html

from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools.misc import format_date, hash_sign

from ..services import buyer, promising
from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestParcelPage(LinkstarCase, HttpCase):
    book_once = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for lang in ("de_DE", "pl_PL"):
            cls.env["res.lang"]._activate_lang(lang)
        cls.env["ir.module.module"]._load_module_terms(
            ["linkstar_delivery"], ["de_DE", "pl_PL"]
        )
        cls.buyer.write({"email": "joerg@example.com", "lang": "de_DE"})
        cls.company.email = "shop@example.com"

    def setUp(self):
        super().setUp()
        self.shipment = self._booked_once()
        self.event("Landed in Liege")

    def event(self, text, shipment=None):
        shipment = shipment or self.shipment
        self.env["linkstar.tracking.event"].create(
            {
                "shipment_id": shipment.id,
                "occurred_at": fields.Datetime.now() - timedelta(hours=1),
                "text": text,
            }
        )
        shipment._read_history()
        self.env.flush_all()

    def path(self, shipment=None):
        return urlsplit(buyer.link(shipment or self.shipment)).path

    def page(self, path=None, **headers):
        return self.url_open(path or self.path(), headers=headers)

    def test_what_the_buyer_sees(self):
        answer = self.page()
        self.assertEqual(answer.status_code, 200)
        page = html.fromstring(answer.content)
        self.assertEqual(page.get("lang"), "de-DE")
        text = " ".join(page.text_content().split())
        self.assertIn("Ihr Paket ist in der Zielregion angekommen", text)
        self.assertIn(self.shipment.number, text)
        self.assertIn(self.product.name, text)
        self.assertEqual(len(page.xpath("//li[@aria-current='step']")), 1)
        self.assertIn(
            self.shipment.number, page.xpath("//a[@rel='noreferrer']/@href")[0]
        )

    def test_what_the_buyer_does_not_see(self):
        self.event("Xyzzy secret text of the carrier")
        text = self.page().text
        picking = self.shipment.picking_id
        for secret in (
            "Teststraße",
            "10115",
            "+49 30",
            self.buyer.name,
            "joerg@example.com",
            "Xyzzy",
            "Liege",
            self.product.default_code,
            self.shipment.reference_no,
            self.shipment.service_id.code,
            self.account.name,
            "28.00",
            "28,00",
            "56.00",
            "56,00",
            "CNY",
            "phone cover of silicone",
        ):
            with self.subTest(secret):
                visible = html.fromstring(text).xpath("//body")[0].text_content()
                self.assertNotIn(secret, visible.replace(self.shipment.number, ""))
        self.assertTrue(picking)

    def test_headers(self):
        answer = self.page()
        self.assertEqual(answer.headers["Referrer-Policy"], "no-referrer")
        self.assertIn("noindex", answer.headers["X-Robots-Tag"])
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        self.assertIn("default-src 'none'", answer.headers["Content-Security-Policy"])
        self.assertNotIn("session_id", answer.headers.get("Set-Cookie", ""))
        self.assertNotIn(b"<script", answer.content)

    def test_wrong_links(self):
        good = self.path().rsplit("/", 1)[1]
        sudo = self.env(su=True)
        tokens = (
            "x",
            "1",
            str(self.shipment.id),
            good[:-2],
            good[:20] + ("A" if good[20] != "A" else "B") + good[21:],
            good[::-1],
            good + "A" * 400,
            "é" * 20,
            "%00%ff",
            "AQ",
            "AQ" * 30,
            hash_sign(sudo, "another scope", [self.shipment.id]),
            hash_sign(sudo, buyer._SCOPE, [2**31 - 1]),
        )
        for token in tokens:
            with self.subTest(token[:30]):
                answer = self.page(f"/linkstar/parcel/{token}")
                self.assertEqual(answer.status_code, 404)
                self.assertNotIn(self.shipment.number, answer.text)

    def test_a_wrong_link_costs_no_query(self):
        self.env["ir.config_parameter"].sudo().get_param("database.secret")
        for token in ("x", "é", "A" * 5000, self.path().rsplit("/", 1)[1][:-3]):
            with self.assertQueryCount(0):
                self.assertFalse(buyer.shipment_of(self.env, token))

    def test_an_expired_link(self):
        path = self.path()
        with freeze_time(fields.Datetime.now() + timedelta(days=91)):
            self.assertFalse(buyer.shipment_of(self.env, path.rsplit("/", 1)[1]))
        self.assertEqual(
            buyer.shipment_of(self.env, path.rsplit("/", 1)[1]), self.shipment
        )

    def test_polish_whatever_the_browser_and_the_website_say(self):
        self.buyer.lang = "pl_PL"
        self.opener.cookies.set("frontend_lang", "en_US")
        answer = self.page(**{"Accept-Language": "de"})
        self.assertIn("Paczka dotarła do regionu docelowego", answer.text)
        self.assertIn('lang="pl-PL"', answer.text)
        self.assertIn("Zawartość", answer.text)

    def test_it_opens_for_a_user_who_is_signed_in(self):
        new_test_user(self.env, "linkstar_other_buyer", "base.group_portal")
        self.authenticate("linkstar_other_buyer", "linkstar_other_buyer")
        self.assertEqual(self.page().status_code, 200)

    def test_only_get(self):
        answer = self.url_open(self.path(), data={"x": 1})
        self.assertEqual(answer.status_code, 405)

    def test_each_tracking_state(self):
        states = self.shipment._fields["tracking_state"].get_values(self.env)
        titles = buyer.titles(self.env)
        self.assertEqual(set(titles), set(states))
        for state in states:
            self.shipment.tracking_state = state
            self.shipment.parcel_ids.tracking_state = state
            seen = buyer.overview(self.shipment)
            self.assertEqual(seen["title"], titles[state])
            self.assertEqual(bool(seen["advice"]), state in buyer.advice(self.env))

    def test_the_expected_day(self):
        """As long as the parcel is under way, and no day that is over."""
        today = promising.today(self.company)
        self.shipment.promised_date = today
        day = format_date(self.env, today, "de_DE", date_format="long")
        text = html.fromstring(self.page().content).text_content()
        self.assertIn(f"Erwartet bis {day}.", text)
        states = self.shipment._fields["tracking_state"].get_values(self.env)
        seen = set()
        for state in states:
            self.shipment.tracking_state = state
            if buyer.overview(self.shipment)["expected"]:
                seen.add(state)
        self.assertEqual(
            seen,
            {
                *("none", "registered", "received", "departed"),
                *("arrived", "customs", "last_mile"),
            },
        )
        self.shipment.tracking_state = "arrived"
        for past in (today - timedelta(days=1), False):
            self.shipment.promised_date = past
            self.assertEqual(buyer.overview(self.shipment)["expected"], "")

    def test_a_shop_with_markup_in_its_names(self):
        self.product.name = "<script>alert(1)</script>"
        self.company.name = "A & <b>B</b>"
        answer = self.page()
        self.assertEqual(answer.status_code, 200)
        self.assertNotIn("<script", answer.text)
        self.assertNotIn("<b>B", answer.text)

    def test_several_parcels_one_delivered(self):
        shipment = self.shipment
        second = shipment.parcel_ids.copy({"number": "U002", "weight": 1})
        first = shipment.parcel_ids - second
        first.tracking_number, second.tracking_number = "AAA1", "BBB2"
        self.env["linkstar.tracking.event"].create(
            {
                "shipment_id": shipment.id,
                "parcel_id": first.id,
                "occurred_at": fields.Datetime.now(),
                "text": "Delivered",
            }
        )
        shipment._read_history()
        one, two = buyer.overview(shipment)["parcels"]
        self.assertEqual(one["stages"][-1]["status"], "done")
        self.assertEqual(two["stages"][-1]["status"], "next")
        self.assertIn("AAA1", one["link"])
        self.assertIn("BBB2", two["link"])

    def test_the_next_attempt_replaces_a_cancelled_one(self):
        shipment = self.shipment
        shipment.state = "cancelled"
        self.assertEqual(buyer.current(shipment), shipment)
        self.assertEqual(
            buyer.overview(shipment)["title"], buyer.titles(self.env)["none"]
        )
        following = shipment.copy({"attempt": 2})
        self.assertEqual(buyer.current(shipment), following)

    def test_a_number_with_special_signs(self):
        self.account.tracking_url = "https://track.example/?n={number}&l=de"
        self.assertEqual(
            buyer.number_link(self.shipment, "A&B /?#"),
            "https://track.example/?n=A%26B%20%2F%3F%23&l=de",
        )
        self.assertEqual(buyer.number_link(self.shipment, False), "")
        self.account.tracking_url = False
        self.assertEqual(buyer.number_link(self.shipment, "X"), "")

    def test_portal(self):
        portal = new_test_user(
            self.env, "linkstar_page_buyer", "base.group_portal", lang="de_DE"
        )
        portal.partner_id.write(
            {
                "name": "Erika Musterfrau",
                "street": "Teststraße 1",
                "city": "Berlin",
                "zip": "10115",
                "country_id": self.env.ref("base.de").id,
                "phone": "+49 30 1234567",
            }
        )
        shipment = self._booked(partner=portal.partner_id)
        self.event("Out for delivery", shipment)
        order = shipment.picking_id.sale_id
        self.authenticate("linkstar_page_buyer", "linkstar_page_buyer")
        answer = self.url_open(f"/my/orders/{order.id}")
        self.assertEqual(answer.status_code, 200)
        page = html.fromstring(answer.content)
        link = page.xpath("//div[@name='linkstar_parcel']//a/@href")
        self.assertEqual(len(link), 1)
        self.assertEqual(self.page(urlsplit(link[0]).path).status_code, 200)
        self.assertEqual(
            self.url_open(
                f"/my/orders/{self.shipment.picking_id.sale_id.id}"
            ).url.split("?")[0][-3:],
            "/my",
            "another buyer's order",
        )
