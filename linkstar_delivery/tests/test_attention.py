# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What needs attention: it opens, is acted on, closes and comes back."""

from datetime import datetime, timedelta, timezone

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools.safe_eval import safe_eval

from ..api.messages import TrackedParcel, TrackEvent
from ..services import attention, attention_mail, attention_text, promising
from .common import LinkstarCase

DAY = timedelta(days=1)


class AttentionCase(LinkstarCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service.write({"tracked": True, "days_min": 5, "days_max": 10})
        cls.env["linkstar.peak"].search([]).active = False
        cls.rules = cls.env["linkstar.exception.rule"]
        cls.now = fields.Datetime.now()

    def _tell(self, shipment, text, at):
        moment = at.replace(tzinfo=timezone.utc, microsecond=0)
        history = TrackedParcel(
            code=shipment.waybill, events=(TrackEvent(moment, "", text),)
        )
        return shipment.event_ids._store({shipment: [history]}, "push")

    def _find(self, later=timedelta(0)):
        """A round ``later`` than now, and what is not closed then."""
        attention.find(self.env(su=True), self.now + later)
        return self.env["linkstar.exception"].search(
            [("company_id", "=", self.company.id), ("state", "!=", "closed")]
        )

    def _kinds(self, later=timedelta(0)):
        return sorted(self._find(later).mapped("kind"))

    def _sent(self, **values):
        """A parcel that was handed over just now, promised for the next weeks."""
        shipment = self._booked(**values)
        shipment.handed_over_at = self.now
        return shipment

    def _sent_once(self):
        """The same of the shipment that is booked once for all."""
        shipment = self._booked_once()
        shipment.handed_over_at = self.now
        return shipment

    def _rule(self, kind, state=False):
        return self.rules.search(
            [("kind", "=", kind), ("tracking_state", "=", state)], limit=1
        )


@tagged("post_install", "-at_install")
class TestAttention(AttentionCase):
    def test_each_kind_has_a_sentence_a_button_and_a_rule(self):
        kinds = {kind for kind, _label in attention.KINDS}
        self.assertEqual(set(attention_text.to_do(self.env)), kinds)
        self.assertEqual(set(attention_text.buttons(self.env)), kinds)
        self.assertEqual(set(self.rules.search([]).mapped("kind")), kinds)

    def test_the_board_shows_the_entries_of_every_kind(self):
        """Core opens ten columns and folds the others."""
        entries = self.env["linkstar.exception"].sudo()
        kinds = [kind for kind, _label in attention.KINDS]
        entries.create(
            [
                {"kind": kind, "key": f"board:{kind}", "company_id": self.company.id}
                for kind in kinds
            ]
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "linkstar_delivery.action_linkstar_exception"
        )
        board = entries.with_context(**safe_eval(action["context"])).web_read_group(
            [("key", "like", "board:")],
            ["kind"],
            ["__count"],
            auto_unfold=True,
            unfold_read_specification={"kind": {}},
        )
        self.assertGreater(len(kinds), 10)
        self.assertEqual(
            {
                group["kind"]: len(group.get("__records", ()))
                for group in board["groups"]
            },
            dict.fromkeys(kinds, 1),
        )

    def test_a_trip_without_trouble(self):
        shipment = self._sent()
        self.assertFalse(self._find())
        self._tell(shipment, "Parcel received at the Shenzhen depot", self.now + DAY)
        self.assertFalse(self._find(2 * DAY))
        self._tell(shipment, "Delivered to the recipient", self.now + 2 * DAY)
        self.assertFalse(self._find(90 * DAY))

    def test_not_handed_over(self):
        shipment = self._booked()
        self.assertFalse(self._kinds(timedelta(hours=40)))
        self.assertEqual(self._kinds(timedelta(hours=50)), ["not_handed_over"])
        exception = self._find(timedelta(hours=50))
        self.assertEqual(exception.action_act()["res_id"], shipment.picking_id.id)
        shipment.handed_over_at = self.now + timedelta(hours=51)
        self.assertFalse(self._kinds(timedelta(hours=52)))
        self.assertEqual(exception.state, "closed")

    def test_never_received(self):
        shipment = self._sent()
        shipment.promised_date = False
        self.assertFalse(self._kinds(2 * DAY))
        self.assertEqual(self._kinds(4 * DAY), ["never_received"])
        self._tell(
            shipment, "Parcel received at the Shenzhen depot", self.now + 4 * DAY
        )
        self.assertFalse(self._kinds(5 * DAY))

    def test_stalled_by_status(self):
        shipment = self._sent()
        shipment.promised_date = False
        self._tell(shipment, "Parcel received at the Shenzhen depot", self.now)
        self.assertEqual(self._kinds(4 * DAY - timedelta(hours=1)), [])
        self.assertEqual(self._kinds(4 * DAY), ["stalled"])
        exception = self._find(4 * DAY)
        self._tell(shipment, "Flight departed", self.now + 4 * DAY)
        self.assertEqual(self._kinds(5 * DAY), [])
        self.assertEqual(exception.state, "closed")
        self.assertEqual(self._kinds(10 * DAY), [])
        self.assertEqual(self._kinds(11 * DAY + timedelta(hours=1)), ["stalled"])
        again = self._find(11 * DAY + timedelta(hours=1))
        self.assertEqual(again, exception, "the same cause is the same row")
        self.assertEqual(again.times, 2)

    def test_late_and_without_tracking(self):
        shipment = self._sent()
        today = promising.today_at(self.company, self.now)
        shipment.promised_date = today
        self._rule("never_received").watched = False
        self.assertFalse(self._kinds())
        self.assertEqual(self._kinds(DAY), ["late"])
        self.service.tracked = False
        self.assertFalse(self._kinds(DAY), "silence means nothing on this line")
        self.service.tracked = True
        self.assertEqual(self._kinds(DAY), ["late"])
        shipment.promised_date = False
        self.assertFalse(self._kinds(DAY), "nothing was promised")

    def test_states_of_the_parcel(self):
        cases = {
            "Held by customs: documents required": "customs_hold",
            "The receiver rejected the shipment": "delivery_failed",
            "Returned to sender": "returning",
            "The parcel is lost": "lost",
        }
        shipment = self._sent()
        shipment.promised_date = False
        for hours, (text, kind) in enumerate(cases.items(), 1):
            self._tell(shipment, text, self.now + timedelta(hours=hours))
            with self.subTest(kind):
                self.assertEqual(self._kinds(timedelta(hours=hours, minutes=1)), [kind])
                exception = self._find(timedelta(hours=hours, minutes=1))
                self.assertTrue(exception.to_do and exception.button)
                self.assertTrue(exception.action_act())
        claim = self.env["linkstar.claim"].search([("shipment_id", "=", shipment.id)])
        self.assertEqual((claim.kind, claim.state), ("lost", "draft"))
        self.assertFalse(self._kinds(DAY), "the click on lost has made a claim")
        shipment.parcel_ids.tracking_state = shipment.tracking_state = "pickup_point"
        shipment.parcel_ids.state_since = self.now
        shipment.ended_at = False
        self.assertEqual(self._kinds(3 * DAY), ["pickup_point"])

    def test_refused_waiting_and_without_label(self):
        shipment = self._booked()
        shipment.state, shipment.sent_at = "refused", self.now
        self.assertEqual(self._kinds(), ["refused"])
        shipment.state = "queued"
        self.assertEqual(self._kinds(2 * DAY), ["not_booked"])
        shipment.state, shipment.booked_at = "accepted", self.now
        self.assertEqual(self._kinds(timedelta(hours=5)), ["label_missing"])
        shipment.state = "cancelled"
        self.assertFalse(self._kinds(timedelta(hours=5)))

    def test_paid_but_not_booked(self):
        order = self._order()
        order.action_confirm()
        self.assertFalse(self._kinds(2 * DAY), "not paid")
        order.linkstar_platform_number = "408-1"
        self.assertFalse(self._kinds(timedelta(hours=23)))
        self.assertEqual(self._kinds(2 * DAY), ["not_booked"])
        exception = self._find(2 * DAY)
        self.assertEqual(exception.sale_order_id, order)
        self.assertEqual(exception.action_act()["res_id"], order.picking_ids.id)
        order.action_cancel()
        self.assertFalse(self._kinds(2 * DAY))

    def test_account_texts_and_costs(self):
        self.account.happened = {"code": "text", "text": "The token is wrong"}
        self.assertEqual(self._kinds(timedelta(hours=2)), ["account_failing"])
        exception = self._find(timedelta(hours=2))
        self.assertIn("token", exception.problem)
        self.account.happened = False
        shipment = self._sent()
        self._tell(shipment, "Xyzzy q7", self.now)
        self.assertEqual(self._kinds(2 * DAY), ["unmapped"])
        self.assertTrue(self._find(2 * DAY).action_act())
        shipment.event_ids.unknown = False
        self.env["linkstar.charge"].search([("shipment_id", "=", shipment.id)]).unlink()
        for stage, amount in (("quoted", 100), ("billed", 121)):
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
        self.assertEqual(self._kinds(timedelta(hours=1)), ["cost_off"])
        self._rule("cost_off").percent = 21
        self.assertFalse(self._kinds(timedelta(hours=1)))

    def test_a_cause_that_comes_and_goes(self):
        self.account.happened = {"code": "text", "text": "Down"}
        self._rule("account_failing").hours = 0
        exception = self._find(timedelta(hours=1))
        first = exception.first_at
        for hour in range(2, 6):
            self.account.happened = (
                False if hour % 2 == 0 else {"code": "text", "text": "Down"}
            )
            self._find(timedelta(hours=hour))
        self.assertEqual(
            self.env["linkstar.exception"].search_count(
                [("key", "=", exception.key), ("company_id", "=", self.company.id)]
            ),
            1,
        )
        self.assertEqual((exception.times, exception.first_at), (3, first))

    def test_a_snooze_survives_a_cause_that_goes(self):
        shipment = self._sent()
        self._tell(shipment, "Held by customs: documents required", self.now)
        exception = self._find(DAY)
        self._snooze(exception, promising.today(self.company) + 10 * DAY)
        self.assertEqual(exception.state, "snoozed")
        shipment.tracking_state = "customs"
        self._find(DAY)
        self.assertEqual(exception.state, "closed")
        shipment.tracking_state = "customs_hold"
        self._find(2 * DAY)
        self.assertEqual(exception.state, "snoozed")
        self._find(20 * DAY)
        self.assertEqual(exception.state, "open")

    def _snooze(self, exceptions, until, reason="The carrier is searching"):
        action = exceptions.action_snooze()
        wizard = (
            self.env["linkstar.snooze"]
            .with_context(**action["context"])
            .create({"until": until, "reason": reason})
        )
        self.assertEqual(wizard.exception_ids, exceptions)
        wizard.action_snooze()

    def test_a_snooze_that_ends_on_a_holiday(self):
        self._tell(self._sent(), "Held by customs: documents required", self.now)
        exception = self._find(DAY)
        today = promising.today(self.company)
        monday = today + timedelta(days=7 - today.weekday())
        self.env["linkstar.peak"].create(
            {
                "name": "Festival",
                "kind": "closed_origin",
                "first_day": monday,
                "last_day": monday,
                "country_ids": self.company.country_id.ids,
            }
        )
        self._snooze(exception, monday)
        self.assertEqual(exception.snoozed_until, monday + DAY)
        exception.action_wake()
        self.assertEqual(exception.state, "open")
        for wrong in (today, today - DAY, today + 181 * DAY):
            with self.assertRaises(UserError), self.cr.savepoint():
                self._snooze(exception, wrong)
        with self.assertRaises(UserError):
            self._snooze(exception, today + 5 * DAY, "  ")

    def test_a_strike_is_one_entry(self):
        shipments = [self._sent() for _number in range(3)]
        self._rule("late").strike = 3
        self._rule("never_received").watched = False
        today = promising.today_at(self.company, self.now)
        for shipment in shipments[:2]:
            shipment.promised_date = today
        self.assertEqual(self._kinds(DAY), ["late", "late"])
        shipments[2].promised_date = today
        strike = self._find(DAY)
        self.assertEqual((strike.kind, strike.parcels), ("late", 3))
        self.assertFalse(strike.shipment_id)
        self.assertIn("EU-STD", strike.display_name)
        shipments[0].state = "cancelled"
        self.assertEqual(self._find(DAY), strike, "it stays until half are left")
        self.assertEqual(strike.parcels, 2)
        shipments[1].state = "cancelled"
        self.assertEqual(self._find(DAY).shipment_id, shipments[2])
        self.assertEqual(strike.state, "closed")

    def test_owners_and_activities_without_mails(self):
        owner = new_test_user(
            self.env,
            "attention_owner",
            "stock.group_stock_user",
            email="owner@example.com",
            company_id=self.company.id,
            company_ids=self.company.ids,
        )
        shipment = self._sent()
        shipment.picking_id.user_id = owner
        mails = self.env["mail.mail"].search_count([])
        self._tell(shipment, "Held by customs: documents required", self.now)
        exception = self._find(DAY)
        self.assertEqual(exception.user_id, owner)
        activity = exception.activity_ids
        self.assertEqual(activity.user_id, owner)
        self.assertEqual(activity.summary, "Held by customs")
        self.assertFalse(exception.message_follower_ids)
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)
        self._find(DAY)
        self.assertEqual(exception.activity_ids, activity, "no second activity")
        # Who leaves owns nothing; the responsible user of the company is next.
        owner.active = False
        self._find(DAY)
        self.assertFalse(exception.user_id)
        self.assertFalse(exception.activity_ids)

    def test_escalation(self):
        chief = new_test_user(
            self.env,
            "attention_chief",
            "stock.group_stock_manager",
            company_id=self.company.id,
            company_ids=self.company.ids,
        )
        outsider = new_test_user(self.env, "attention_outsider", "base.group_portal")
        self._rule("customs_hold").write(
            {"escalate_hours": 24, "escalate_user_id": chief.id}
        )
        self._tell(self._sent(), "Held by customs: documents required", self.now)
        exception = self._find(timedelta(hours=1))
        self._find(timedelta(hours=24))
        self.assertFalse(exception.escalated)
        self._find(timedelta(hours=26))
        self.assertTrue(exception.escalated)
        self.assertEqual(exception.user_id, chief)
        with self.assertRaises(UserError):
            exception.sudo(False).with_user(chief).user_id = outsider

    def test_what_a_user_may_write(self):
        picker = new_test_user(
            self.env,
            "attention_picker",
            "stock.group_stock_user",
            company_id=self.company.id,
            company_ids=self.company.ids,
        )
        self._tell(self._sent(), "Held by customs: documents required", self.now)
        exception = self._find(DAY).with_user(picker).sudo(False)
        exception.action_take()
        self.assertEqual(exception.user_id, picker)
        for values in ({"state": "closed"}, {"deadline": False}, {"kind": "late"}):
            with self.assertRaises(AccessError):
                exception.write(values)
        with self.assertRaises(AccessError):
            exception.create({"kind": "late", "key": "x"})
        exception.message_post(body="Papers sent")

    def test_another_company_sees_nothing(self):
        other = self.env["res.company"].create({"name": "Other Trading"})
        user = new_test_user(
            self.env,
            "attention_other",
            "stock.group_stock_user",
            company_id=other.id,
            company_ids=other.ids,
        )
        self._tell(self._sent(), "Held by customs: documents required", self.now)
        exception = self._find(DAY)
        seen = exception.with_user(user).with_context(allowed_company_ids=other.ids)
        self.assertFalse(seen.search([("id", "=", exception.id)]))
        with self.assertRaises(AccessError):
            seen.sudo(False).action_act()

    def test_rules_of_a_company(self):
        self._tell(self._sent(), "Held by customs: documents required", self.now)
        own = self.rules.create(
            {"kind": "customs_hold", "company_id": self.company.id, "hours": 48}
        )
        self.assertFalse(self._kinds(DAY))
        self.assertEqual(self._kinds(3 * DAY), ["customs_hold"])
        own.watched = False
        self.assertFalse(self._kinds(3 * DAY))

    def test_the_round_has_a_constant_number_of_statements(self):
        counts = []
        for _time in range(2):
            for _number in range(1 + 2 * _time):
                shipment = self._sent()
                self._tell(shipment, "Held by customs: documents required", self.now)
            self.env.flush_all()
            self._find(DAY)
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            attention.find(self.env(su=True), self.now + 2 * DAY)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])
        self.assertLess(counts[1], 25)

    def test_the_morning_mail(self):
        owner = new_test_user(
            self.env,
            "attention_mail",
            "stock.group_stock_user",
            email="owner@example.com",
            tz="UTC",
            company_id=self.company.id,
            company_ids=self.company.ids,
        )
        for _number in range(2):
            shipment = self._sent()
            shipment.picking_id.user_id = owner
            self._tell(shipment, "Held by customs: documents required", self.now)
        self._find(DAY)

        def sent(hour):
            day = datetime(2026, 12, 1, hour)
            return attention_mail.send(self.env(su=True), day).filtered(
                lambda mail: "owner@example.com" in mail.email_to
            )

        self.assertFalse(sent(6), "before the morning")
        mail = sent(8)
        self.assertEqual(len(mail), 1)
        self.assertIn("Held by customs: 2", mail.body_html)
        self.assertEqual(mail.subject, "Needs attention: 2")
        self.assertFalse(sent(9), "once a day")
        owner.linkstar_mailed_on = "2026-11-01"
        owner.email = "nonsense"
        self.assertFalse(sent(9))
        owner.email = "owner@example.com"
        owner.linkstar_morning_mail = False
        self.assertFalse(sent(9))
        owner.linkstar_morning_mail = True
        self.assertTrue(sent(9))
