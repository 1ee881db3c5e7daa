# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Messages to buyers: which, to whom, in which language, once, and not too late."""

from datetime import datetime, timedelta, timezone
from unittest.mock import patch

from odoo import fields
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..api.messages import TrackedParcel, TrackEvent
from ..services import notices
from .common import LinkstarCase

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
#: A history, and the milestones in it.
TRIP = (
    ("Parcel received at the Shenzhen depot", "shipped"),
    ("Landed in Liege", "arrived"),
    ("Out for delivery", "out_for_delivery"),
    ("Unsuccessful delivery attempt: nobody home", "delivery_failed"),
    ("Ready for collection at the pick-up point", "pickup_point"),
    ("Delivered", "delivered"),
    ("Returned to sender", "returning"),
)


@tagged("post_install", "-at_install")
class TestNotices(LinkstarCase):
    book_once = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.milestones = cls.env["linkstar.milestone"].search([])
        cls.company.write(
            {
                "linkstar_milestone_ids": [Command.set(cls.milestones.ids)],
                "email": "shop@example.com",
            }
        )
        cls.service.tracked = True
        cls.buyer.email = "joerg@example.com"
        cls.env["res.lang"]._activate_lang("de_DE")
        cls.env["ir.module.module"]._load_module_terms(["linkstar_delivery"], ["de_DE"])

    def _tell(self, shipment, *texts, ago=HOUR):
        """Tracking events with these texts, a minute apart; the last one ``ago``."""
        last = datetime.now(timezone.utc).replace(microsecond=0) - ago
        history = TrackedParcel(
            code=shipment.waybill,
            events=tuple(
                TrackEvent(last - timedelta(minutes=left), "", text)
                for left, text in zip(reversed(range(len(texts))), texts, strict=True)
            ),
        )
        shipment.event_ids._store({shipment: [history]}, "push")
        self.env.flush_all()

    def _notices(self, shipment):
        return {
            notice.milestone_id.code: (notice.state, notice.reason or "")
            for notice in shipment.notice_ids
        }

    def _send(self):
        notices.send(
            self.env["linkstar.notice"].search(
                [("state", "=", "waiting"), ("company_id", "=", self.company.id)]
            )
        )
        self.env.flush_all()

    def _mails(self, partner=None):
        return self.env["mail.mail"].search(
            [("recipient_ids", "in", (partner or self.buyer).ids)]
        )

    def test_each_milestone_once(self):
        shipment = self._booked_once()
        for place, (text, milestone) in enumerate(TRIP):
            for _again in range(2):
                self._tell(shipment, text, ago=HOUR - timedelta(minutes=place))
                self._send()
            self.assertEqual(
                self._notices(shipment)[milestone], ("queued", ""), milestone
            )
        self.assertEqual(len(self._notices(shipment)), len(TRIP))
        mails = self._mails()
        self.assertEqual(len(mails), len(TRIP))
        self.assertEqual(set(mails.mapped("state")), {"outgoing"})
        for mail in mails:
            self.assertIn(shipment.number, mail.body_html)
            self.assertIn("/linkstar/parcel/", mail.body_html)
            self.assertNotIn("Teststraße", mail.body_html)
            self.assertEqual(mail.email_from, self.company.email_formatted)

    def test_a_jump_tells_only_what_is_true_now(self):
        shipment = self._booked_once()
        self._tell(shipment, *(text for text, _milestone in TRIP[:3]))
        self.assertEqual(self._notices(shipment), {"out_for_delivery": ("waiting", "")})

    def test_overtaken_before_it_is_sent(self):
        shipment = self._booked_once()
        self._tell(shipment, TRIP[2][0])
        self._tell(shipment, "Delivered", ago=HOUR / 2)
        self._send()
        self.assertEqual(
            self._notices(shipment),
            {
                "out_for_delivery": ("skipped", "overtaken"),
                "delivered": ("queued", ""),
            },
        )

    def test_a_cancelled_shipment(self):
        shipment = self._booked_once()
        self._tell(shipment, TRIP[0][0])
        shipment.state = "cancelled"
        self._send()
        self.assertEqual(self._notices(shipment), {"shipped": ("skipped", "overtaken")})

    def test_old_events_and_those_before_the_shipment(self):
        shipment = self._booked_once()
        self.env.cr.execute(
            "UPDATE linkstar_shipment SET create_date = create_date - interval '30 d'"
            " WHERE id = %s",
            [shipment.id],
        )
        shipment.invalidate_recordset()
        self._tell(shipment, "Delivered", ago=49 * HOUR)
        self.assertEqual(self._notices(shipment), {"delivered": ("skipped", "old")})
        young = self._booked()
        self._tell(young, "Delivered", ago=20 * HOUR)
        self.assertEqual(self._notices(young), {"delivered": ("skipped", "old")})
        self._send()
        self.assertFalse(self._mails())

    def test_the_server_was_off_for_days(self):
        shipment = self._booked_once()
        self._tell(shipment, "Delivered")
        self.env.cr.execute(
            "UPDATE linkstar_notice SET create_date = create_date - interval '3 d'"
        )
        self.env.invalidate_all()
        self._send()
        self.assertEqual(self._notices(shipment), {"delivered": ("skipped", "old")})

    def test_off_by_company_and_by_sales_team(self):
        self.company.linkstar_milestone_ids = self.milestones.filtered(
            lambda m: m.code == "delivered"
        )
        shipment = self._booked()
        self._tell(shipment, TRIP[0][0])
        self.assertFalse(shipment.notice_ids)
        team = self.env["crm.team"].create(
            {
                "name": "Quiet",
                "linkstar_own_milestones": True,
                "linkstar_milestone_ids": [
                    Command.set(
                        self.milestones.filtered(lambda m: m.code == "shipped").ids
                    )
                ],
            }
        )
        other = self._booked(team_id=team.id)
        self._tell(other, TRIP[0][0])
        self._tell(other, "Delivered", ago=HOUR / 2)
        self.assertEqual(list(self._notices(other)), ["shipped"])
        self._tell(shipment, "Delivered", ago=HOUR / 2)
        self.assertEqual(list(self._notices(shipment)), ["delivered"])

    def test_new_companies_tell_nobody(self):
        company = self.env["res.company"].create({"name": "New"})
        self.assertFalse(company.linkstar_milestone_ids)

    def test_buyers_without_a_good_address(self):
        cases = {
            "no_address": {"email": False},
            "blocked": {"email": "blocked@example.com"},
            "bounced": {"email": "bounced@example.com", "message_bounce": 2},
            "": {"email": "good@example.com", "message_bounce": 1},
        }
        self.env["mail.blacklist"]._add("Blocked@example.com")
        told = {}
        for reason, values in cases.items():
            partner = self.buyer.copy({"name": "Somebody", **values})
            told[self._booked(partner=partner)] = reason
        senseless = self._booked(partner=self.buyer.copy({"email": "call me"}))
        told[senseless] = "no_address"
        for shipment in told:
            self._tell(shipment, "Delivered")
        self._send()
        for shipment, reason in told.items():
            self.assertEqual(
                self._notices(shipment),
                {"delivered": ("skipped" if reason else "queued", reason)},
            )

    def test_languages(self):
        polish = self.env["res.lang"]._activate_lang("pl_PL")
        cases = {
            "de_DE": "zugestellt",
            "de_AT": "zugestellt",
            "en_US": "delivered",
            False: "delivered",
            "pl_PL": "delivered",
            "xx_XX": "delivered",
        }
        partners = {
            lang: self.buyer.copy({"name": f"Buyer {lang}", "lang": "en_US"})
            for lang in cases
        }
        for partner in partners.values():
            self._tell(self._booked(partner=partner), "Delivered")
        # Odoo refuses to archive a language that is used; older databases and imports
        # have such partners.
        self.env.flush_all()
        for lang, partner in partners.items():
            self.env.cr.execute(
                "UPDATE res_partner SET lang = %s WHERE id = %s",
                [lang or None, partner.id],
            )
        self.env.cr.execute(
            "UPDATE res_lang SET active = false WHERE id = %s", polish.ids
        )
        self.env.registry.clear_cache("stable")
        self.addCleanup(self.env.registry.clear_cache, "stable")
        self.env.invalidate_all()
        self._send()
        for lang, word in cases.items():
            with self.subTest(lang):
                mail = self._mails(partners[lang])
                self.assertEqual(len(mail), 1)
                self.assertIn(word, mail.subject)
                self.assertIn(word, mail.body_html)

    def test_a_text_that_fails_for_one_stops_no_other(self):
        template = self.env.ref("linkstar_delivery.mail_template_delivered")
        # Odoo tries a template with the newest record before it saves it.
        bad, good = self._booked(partner=self.buyer.copy()), self._booked()
        template.body_html = f'<p t-out="1 / (object.id - {bad.id})"/><p>Hello</p>'
        for shipment in (good, bad):
            self._tell(shipment, "Delivered")
        with mute_logger("odoo.addons.linkstar_delivery.services.notices", "odoo"):
            self._send()
        self.assertEqual(self._notices(good), {"delivered": ("queued", "")})
        self.assertEqual(self._notices(bad), {"delivered": ("failed", "text")})
        self.assertEqual(len(self._mails()), 1)

    def test_no_text(self):
        self.milestones.filtered(lambda m: m.code == "delivered").template_id = False
        shipment = self._booked()
        self._tell(shipment, "Delivered")
        self._send()
        self.assertEqual(self._notices(shipment), {"delivered": ("skipped", "off")})

    def test_a_mail_that_the_server_refuses_is_tried_again(self):
        shipment = self._booked_once()
        self._tell(shipment, "Delivered")
        self._send()
        notice = shipment.notice_ids
        for tries in (1, 2, 3):
            self.assertEqual((notice.state, notice.tries), ("queued", tries))
            notice.mail_id.state = "exception"
            self.env.flush_all()
            notices.look_after(notice)
            self.assertEqual(
                notice.mail_id.state, "exception", "not within the same hour"
            )
            self.env.cr.execute(
                "UPDATE linkstar_notice SET write_date = write_date - interval '2 h'"
            )
            notice.invalidate_recordset()
            notices.look_after(notice)
        self.assertEqual((notice.state, notice.reason), ("failed", "server"))

    def test_an_address_that_does_not_exist_is_not_tried_again(self):
        shipment = self._booked_once()
        self._tell(shipment, "Delivered")
        self._send()
        shipment.notice_ids.mail_id.write(
            {"state": "exception", "failure_type": "mail_email_invalid"}
        )
        notices.look_after(shipment.notice_ids)
        self.assertEqual(self._notices(shipment), {"delivered": ("failed", "server")})

    def test_sent_mails_are_deleted_and_the_message_stays(self):
        shipment = self._booked_once()
        self._tell(shipment, "Delivered")
        self._send()
        shipment.notice_ids.mail_id.unlink()
        notices.look_after(shipment.notice_ids)
        self.assertEqual(self._notices(shipment), {"delivered": ("sent", "")})

    def test_the_cron_and_the_queue_are_woken(self):
        shipment = self._booked_once()
        crons = self.env.ref("linkstar_delivery.cron_notices") + self.env.ref(
            "mail.ir_cron_mail_scheduler_action"
        )
        woken = []
        with patch.object(
            type(crons), "_trigger", lambda cron, at=None: woken.append(cron)
        ):
            self._tell(shipment, "Delivered")
            self.assertEqual(woken, [crons[0]])
            self._send()
        self.assertIn(crons[1], woken)

    def test_the_cron_sends(self):
        shipment = self._booked_once()
        self._tell(shipment, "Delivered")
        self._cron("linkstar_delivery.cron_notices")
        self.assertEqual(self._notices(shipment), {"delivered": ("queued", "")})

    def test_two_companies_of_one_buyer(self):
        """Each company's own choice counts, and its own name is on its mails."""
        shipment = self._booked_once()
        self._tell(shipment, "Delivered")
        other = self.env["res.company"].create({"name": "Other Shop"})
        self.assertFalse(notices._chosen(other, self.env["crm.team"]))
        self._send()
        mail = self._mails()
        self.assertIn(self.company.name, mail.subject)
        self.assertNotIn("Other Shop", mail.body_html)
        self.assertEqual(shipment.notice_ids.company_id, self.company)

    def test_core_confirmation_is_not_doubled(self):
        self.company.stock_move_email_validation = True
        template = self.company.stock_mail_confirmation_template_id or self.env.ref(
            "stock.mail_template_data_delivery_confirmation"
        )
        self.company.stock_mail_confirmation_template_id = template
        picking = self._validated()
        text = "order has been shipped"

        def confirmed(picking):
            return [m for m in picking.message_ids if text in (m.body or "")]

        self.assertFalse(confirmed(picking))
        self.company.linkstar_milestone_ids = self.milestones.filtered(
            lambda m: m.code == "delivered"
        )
        self.assertTrue(confirmed(self._validated()))
        # A line without tracking reports nothing: core's mail is the only one.
        self.company.linkstar_milestone_ids = self.milestones
        self.service.tracked = False
        picking = self._validated()
        self.assertTrue(confirmed(picking))
        shipment = picking.linkstar_shipment_id
        self._work(shipment)
        self._tell(shipment, TRIP[0][0])
        self.assertFalse(shipment.notice_ids)

    def test_statements_do_not_grow(self):
        first, few, many = (
            [self._booked() for _each in range(count)] for count in (1, 2, 4)
        )

        def statements(shipments):
            news = dict.fromkeys(shipments, fields.Datetime.now())
            for shipment in shipments:
                shipment.tracking_state = "delivered"
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            notices.note(news)
            return self.cr.sql_log_count - before

        statements(first)
        self.assertEqual(statements(few), statements(many))

    def test_settings(self):
        with Form(self.env["res.config.settings"]) as form:
            form.linkstar_notice_hours = 12
            form.linkstar_milestone_ids.clear()
        form.save().execute()
        self.assertEqual(self.company.linkstar_notice_hours, 12)
        self.assertFalse(self.company.linkstar_milestone_ids)
