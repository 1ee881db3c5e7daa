# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What ends tracking, what corrects a final state, and that asking twice at the same
time does no damage.
"""

from datetime import datetime, timedelta, timezone

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..api.messages import TrackedParcel, TrackEvent
from .common import LinkstarCase
from .test_tracking_rules import migration

START = datetime.now(timezone.utc).replace(microsecond=0)


@tagged("post_install", "-at_install")
class TestTrackingEnds(LinkstarCase):
    book_once = True

    def _history(self, shipment, *texts, code="AF"):
        """Tracking events with these texts, a day apart."""
        return TrackedParcel(
            code=shipment.waybill,
            events=tuple(
                TrackEvent(START + timedelta(days=day), code, text)
                for day, text in enumerate(texts)
            ),
        )

    def _take(self, shipment, *texts, **values):
        shipment._take_tracking(
            [self._history(shipment, *texts, **values)],
            {shipment.waybill.upper(): shipment.id},
        )
        return shipment.tracking_state

    def test_words_that_end_nothing(self):
        shipment = self._booked_once()
        soon = fields.Datetime.now() + timedelta(
            hours=shipment.account_id.tracking_hours + 1
        )
        for text, code in (
            ("Could not be delivered", "AF"),
            ("Expected to be delivered on Friday", "AF"),
            ("Delivered to the airline", "AF"),
            ("Returned from import customs", "AF"),
            ("Will be destroyed unless duties are paid", "AF"),
            ("The old label was lost", "AF"),
            ("Awaiting collection by the recipient", "CC"),
        ):
            with self.subTest(text):
                shipment.event_ids.unlink()
                shipment.tracking_state = "none"
                self.assertNotIn(
                    self._take(shipment, text, code=code),
                    ("delivered", "returned", "destroyed", "lost"),
                )
                self.assertFalse(shipment.ended_at)
                self.assertTrue(fields.Datetime.now() < shipment.poll_at < soon)

    def test_codes_of_the_carrier_of_the_line(self):
        shipment = self._booked_once()
        self.assertEqual(self._take(shipment, "", code="CC"), "delivered")
        shipment.service_id.code_list = "dhl_express"
        self.assertEqual(self._take(shipment, "", code="CC"), "pickup_point")

    def test_a_depot_scan_after_the_delivery(self):
        shipment = self._booked_once()
        self.assertEqual(
            self._take(
                shipment,
                "Out for delivery",
                "Delivered",
                "Arrived at the local delivery facility",
            ),
            "delivered",
        )

    def test_delivered_after_a_return_began_is_at_the_senders(self):
        shipment = self._booked_once()
        self.assertEqual(
            self._take(
                shipment,
                "Out for delivery",
                "Returned to sender",
                "Out for delivery",
                "Delivered",
            ),
            "returned",
        )

    def test_an_end_that_is_taken_back(self):
        shipment = self._booked_once()
        history = ["Out for delivery", "Delivered"]
        self.assertEqual(self._take(shipment, *history), "delivered")
        self.assertTrue(shipment.ended_at)
        history.append("The previous status was wrong, parcel is in the local depot")
        self.assertEqual(self._take(shipment, *history), "last_mile")
        self.assertFalse(shipment.ended_at)
        self.assertLess(
            shipment.poll_at,
            fields.Datetime.now()
            + timedelta(hours=shipment.account_id.tracking_hours + 1),
        )
        self.assertEqual(self._take(shipment, *history, "Delivered"), "delivered")

    def test_the_order_of_arrival_does_not_matter(self):
        texts = (
            "Out for delivery",
            "Returned to sender",
            "Flight departed",
            "Delivered",
        )
        whole = self._history(self._booked(), *texts)
        late = self._booked()
        for kept in ((0, 3), (0, 1, 3), (0, 1, 2, 3), (3,)):
            part = TrackedParcel(
                code=late.waybill,
                events=tuple(whole.events[place] for place in kept),
            )
            late.event_ids._store({late: [part]}, "poll")
        self.assertEqual(late.tracking_state, "returned")
        self.assertEqual(len(late.event_ids), 4)

    def test_asked_seldom_after_the_end_then_never(self):
        shipment = self._booked_once()
        account = shipment.account_id
        self._take(shipment, "Delivered")
        now = fields.Datetime.now()
        self.assertAlmostEqual(
            shipment.poll_at,
            now + 0.95 * timedelta(hours=account.tracking_after_hours),
            delta=0.06 * timedelta(hours=account.tracking_after_hours),
        )
        shipment.ended_at = now - timedelta(days=account.tracking_after_days)
        self._take(shipment, "Delivered")
        self.assertFalse(shipment.poll_at)
        other = self._booked()
        other.booked_at = now - timedelta(days=account.tracking_days)
        self._take(other, "Flight departed")
        self.assertFalse(other.poll_at)

    def test_what_another_process_wrote_meanwhile(self):
        """*Fetch tracking* beside the cron: the event already exists, and this
        transaction has read the list before.
        """
        shipment = self._booked_once()
        history = self._history(shipment, "Flight departed", "Delivered")
        self.assertFalse(shipment.event_ids)
        self.env.cr.execute(
            "INSERT INTO linkstar_tracking_event (shipment_id, company_id, occurred_at,"
            " code, text, source) VALUES (%s, %s, %s, %s, %s, 'push')",
            [
                shipment.id,
                shipment.company_id.id,
                START.replace(tzinfo=None),
                "AF",
                "Flight departed",
            ],
        )
        shipment._in_turn()._take_tracking(
            [history], {shipment.waybill.upper(): shipment.id}
        )
        self.env.flush_all()
        self.assertEqual(
            (len(shipment.event_ids), shipment.tracking_state), (2, "delivered")
        )

    def test_one_history_that_cannot_be_stored(self):
        """The events of other parcels are stored."""
        shipments = self._booked_once() + self._booked()
        bad = shipments[0]
        self.control.advance(days=3)
        events = type(self.env["linkstar.tracking.event"])
        create = events.create

        def fail_for_one(records, rows):
            if any(row["shipment_id"] == bad.id for row in rows):
                raise ValueError("cannot be stored")
            return create(records, rows)

        self.patch(events, "create", fail_for_one)
        with self.assertLogs("odoo.addons.linkstar_delivery.runner.questions"):
            self._ask("tracking", shipments)
        self.assertEqual(bad.tracking_state, "none")
        self.assertTrue(fields.Datetime.now() < bad.poll_at)
        self.assertNotEqual(shipments[1].tracking_state, "none")

    def test_credentials_that_the_carrier_refuses_now(self):
        """The account shows the problem, as after a booking, until an answer is
        received.
        """
        shipment = self._booked_once()
        for kind in ("tracking", "charges"):
            for token, wrong in (("revoked", True), ("sandbox-token", False)):
                self.account.app_token = token
                with mute_logger("odoo.addons.linkstar_delivery.runner.questions"):
                    failures = self._ask(kind, shipment)
                self.assertEqual(
                    (bool(self.account.problem), bool(failures)), (wrong, wrong)
                )

    def test_what_ended_wrongly_before_the_upgrade_is_asked_for_again(self):
        shipment, long_ago = self._booked_once(), self._booked()
        self._take(shipment, "Could not be delivered")
        (shipment + long_ago).write(
            {"tracking_state": "delivered", "poll_at": False, "charge_at": False}
        )
        long_ago.booked_at = fields.Datetime.now() - timedelta(days=400)
        self.env.flush_all()
        migration("19.0.2.0.0", "post-tracking").migrate(self.env.cr, "19.0.1.0.0")
        self.env.invalidate_all()
        self.assertTrue(shipment.poll_at and shipment.charge_at)
        self.assertFalse(long_ago.poll_at or long_ago.charge_at)
        self.assertEqual(
            self._take(shipment, "Could not be delivered"), "delivery_failed"
        )
        self.assertFalse(shipment.ended_at)
