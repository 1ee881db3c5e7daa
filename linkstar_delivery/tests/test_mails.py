# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Every message to a buyer as it is read, in every language that we have."""

import re
from urllib.parse import urlsplit

from lxml import html

from odoo.tests import tagged

from ..lifecycle import milestones
from ..services import promising
from .common import LinkstarCase

LANGUAGES = ("en_US", "de_DE", "es_ES", "fr_FR", "it_IT", "nl_NL", "pl_PL")
LAYOUT = "linkstar_delivery.mail_layout_buyer"
TRACKED = (
    *("received", "arrived", "out_for_delivery", "pickup_point"),
    *("delivery_failed", "delivered", "returning"),
)
#: Words of our texts that none of the other languages has.
ENGLISH = {"the", "your", "parcel", "expected", "please", "order", "address", "good"}
#: {milestone: a tracking state at which it is sent}
STATES = {
    code: next(state for state in TRACKED if milestones.milestone(state) == code)
    for code in milestones.MILESTONES
}


@tagged("post_install", "-at_install")
class TestMails(LinkstarCase):
    book_once = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.languages = [lang for lang in LANGUAGES if lang != "en_US"]
        for lang in cls.languages:
            cls.env["res.lang"]._activate_lang(lang)
        cls.env["ir.module.module"]._load_module_terms(
            ["linkstar_delivery"], cls.languages
        )
        cls.company.write(
            {"email": "shop@example.com", "website": "https://shop.example.com"}
        )
        cls.buyer.email = "joerg@example.com"

    def setUp(self):
        super().setUp()
        self.shipment = self._booked_once()
        self.shipment.promised_date = promising.today(self.company)
        self.instruction = self.env["linkstar.instruction"].create(
            {"shipment_id": self.shipment.id, "kind": "new_address"}
        )

    def _mail(self, template, record):
        mail = self.env["mail.mail"].browse(
            template.send_mail(record.id, email_layout_xmlid=LAYOUT)
        )
        return mail.subject, html.fromstring(str(mail.body_html))

    def _mails(self):
        """{(code, language): (subject, page)} of all messages to buyers."""
        found = {}
        for lang in LANGUAGES:
            self.buyer.lang = lang
            for milestone in self.env["linkstar.milestone"].search([]):
                state = STATES.get(milestone.code) or "delivered"
                self.shipment.tracking_state = state
                self.shipment.parcel_ids.tracking_state = state
                found[milestone.code, lang] = self._mail(
                    milestone.template_id, self.shipment
                )
            for code in ("address", "address_taken"):
                template = self.env.ref(f"linkstar_delivery.mail_template_{code}")
                found[code, lang] = self._mail(template, self.instruction)
        return found

    def test_every_message_in_every_language(self):
        mails = self._mails()
        self.assertEqual(len(mails), len(LANGUAGES) * 10)
        for (code, lang), (subject, page) in mails.items():
            with self.subTest(code=code, lang=lang):
                self._check_text(subject, page, lang)
                self._check_links(code, page)

    def _check_text(self, subject, page, lang):
        self.assertEqual(page.get("lang"), lang.replace("_", "-"))
        self.assertTrue(subject.startswith(f"{self.company.name}: "))
        text = " ".join([subject, *page.text_content().split()])
        self.assertNotRegex(text, r"\{\{|\}\}|%\(|%s|\bt-|&lt;|\bFalse\b|\bNone\b")
        self.assertEqual(len(page.xpath("//h1")), 1)
        self.assertIn(page.xpath("//h1")[0].text_content(), subject)
        for known in (self.shipment.number, self.company.email, self.product.name):
            self.assertIn(known, text)
        for data in (self.company.name, self.product.name):
            text = text.replace(data, "")
        left = ENGLISH & set(re.findall(r"\w+", text.lower()))
        self.assertTrue(left if lang == "en_US" else not left, left)

    def _check_links(self, code, page):
        links = page.xpath("//a")
        for link in links:
            self.assertTrue(link.text_content().strip())
            address = urlsplit(link.get("href") or "")
            self.assertIn(address.scheme, ("http", "https", "mailto"))
            self.assertTrue(address.netloc or address.path)
        paths = [urlsplit(link.get("href")).path.split("/") for link in links]
        first = {tuple(path[1:3]) for path in paths}
        self.assertIn(("linkstar", "parcel"), first)
        self.assertEqual(("linkstar", "address") in first, code == "address")
        self.assertEqual(
            len([path for path in paths if path[1:2] == ["rate"]]),
            3 if code == milestones.QUESTION else 0,
        )

    def test_the_expected_day_while_the_parcel_is_under_way(self):
        template = self.env.ref("linkstar_delivery.mail_template_shipped")
        for state, expected in (("received", True), ("delivered", False)):
            self.shipment.tracking_state = state
            _subject, page = self._mail(template, self.shipment)
            self.assertEqual("Expected by" in page.text_content(), expected)
        # Whether an address is right is asked first.
        self.shipment.tracking_state = "received"
        question = self.env.ref("linkstar_delivery.mail_template_address")
        _subject, page = self._mail(question, self.instruction)
        self.assertNotIn("Expected by", page.text_content())
