# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The question after a delivery: to whom, once, and how it is answered."""

from datetime import timedelta
from urllib.parse import urlsplit

from lxml import html

from odoo import fields
from odoo.fields import Command
from odoo.tests import HttpCase, new_test_user, tagged

from ..services import notices
from .common import LinkstarCase

DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestQuestion(LinkstarCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.question = cls.env.ref("linkstar_delivery.milestone_question")
        cls.company.write(
            {
                "linkstar_milestone_ids": [Command.set(cls.question.ids)],
                "email": "shop@example.com",
            }
        )
        cls.buyer.email = "joerg@example.com"

    def _delivered(self, days=3):
        shipment = self._booked()
        shipment.write(
            {
                "tracking_state": "delivered",
                "ended_at": fields.Datetime.now() - days * DAY,
            }
        )
        self.env.flush_all()
        return shipment

    def _ask(self):
        """The waiting questions, and their mails."""
        notices.ask(self.env(su=True))
        waiting = self.env["linkstar.notice"].search(
            [("state", "=", "waiting"), ("company_id", "=", self.company.id)]
        )
        notices.send(waiting)
        self.env.flush_all()
        return waiting

    def test_asked_once(self):
        shipment = self._delivered()
        notice = self._ask()
        self.assertEqual(notice.shipment_id, shipment)
        self.assertEqual(notice.state, "queued")
        self.assertFalse(self._ask())
        # Corrected and delivered again.
        shipment.ended_at = fields.Datetime.now() - 3 * DAY
        self.assertFalse(self._ask())

    def test_who_is_not_asked(self):
        self._delivered(days=1)
        self._delivered(days=15)
        self._delivered().tracking_state = "returned"
        claimed = self._delivered()
        self.env["linkstar.claim"].create(
            {"shipment_id": claimed.id, "kind": "damaged"}
        )
        self.assertFalse(self._ask())
        good = self._delivered()
        self.company.linkstar_milestone_ids = False
        self.assertFalse(self._ask())
        self.company.linkstar_milestone_ids = self.question
        self.assertEqual(self._ask().shipment_id, good)

    def test_it_comes_back_before_the_question_leaves(self):
        shipment = self._delivered()
        notices.ask(self.env(su=True))
        shipment.tracking_state = "returning"
        notice = shipment.notice_ids
        notices.send(notice)
        self.assertEqual((notice.state, notice.reason), ("skipped", "overtaken"))

    def test_tracking_alone_asks_nothing(self):
        shipment = self._delivered(days=0)
        notices.note({shipment: fields.Datetime.now()})
        self.assertFalse(shipment.notice_ids)

    def test_the_answer(self):
        shipment = self._delivered()
        mail = self._ask().mail_id
        links = html.fromstring(mail.body_html).xpath("//a/@href")
        rates = [urlsplit(link).path for link in links if "/rate/" in link]
        self.assertEqual([path[-2:] for path in rates], ["/5", "/3", "/1"])
        self.assertEqual(len({path.split("/")[2] for path in rates}), 1)
        answer = self.url_open(rates[2])
        self.assertEqual(answer.status_code, 200)
        rating = self.env["rating.rating"].search(
            [("res_model", "=", "linkstar.shipment"), ("res_id", "=", shipment.id)]
        )
        self.assertFalse(rating.consumed, "a mail program that follows links")
        token = html.fromstring(answer.content).xpath(
            "//input[@name='csrf_token']/@value"
        )
        self.url_open(
            f"/rate/{rates[2].split('/')[2]}/submit_feedback",
            data={"rate": 1, "feedback": "Wet box", "csrf_token": token[0]},
        )
        self.env.invalidate_all()
        self.assertEqual((rating.consumed, rating.rating), (True, 1))
        self.assertEqual(rating.feedback, "Wet box")
        self.assertEqual(rating.partner_id, self.buyer)

    def test_another_company_does_not_read_the_answer(self):
        shipment = self._delivered()
        other = self.env["res.company"].create({"name": "Another shop"})
        ratings = self.env["rating.rating"].create(
            [
                {
                    "res_model_id": self.env["ir.model"]._get_id(model),
                    "res_id": record.id,
                    "rating": 1,
                    "consumed": True,
                }
                for model, record in (
                    ("linkstar.shipment", shipment),
                    ("res.partner", self.buyer),
                )
            ]
        )
        own, core = ratings
        self.assertEqual(own.linkstar_company_id, self.company)
        self.assertFalse(core.linkstar_company_id)
        stranger, seller = (
            new_test_user(
                self.env,
                f"rating_{company.id}",
                "sales_team.group_sale_salesman_all_leads",
                company_id=company.id,
                company_ids=[Command.set(company.ids)],
            )
            for company in (other, self.company)
        )
        for user, seen in ((stranger, core), (seller, ratings)):
            with self.subTest(user.login):
                found = (
                    ratings.with_user(user)
                    .with_context(allowed_company_ids=user.company_ids.ids)
                    .search([("id", "in", ratings.ids)])
                )
                self.assertEqual(set(found.ids), set(seen.ids))
