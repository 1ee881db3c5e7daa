# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Tracking events from all sources: bad ones, repeated ones, and those of other
parcels.
"""

import random
from datetime import datetime, timedelta, timezone

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..api.messages import TrackedParcel, TrackEvent
from .common import LinkstarCase

NOW = datetime.now(timezone.utc).replace(microsecond=0)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
#: Whole histories, and where they end.
HISTORIES = (
    (
        "delivered",
        "Flight departed|Import customs clearance in progress|Out for delivery"
        "|Unsuccessful delivery attempt: nobody home|Out for delivery|Delivered",
    ),
    (
        "returned",
        "Out for delivery|The receiver rejected the shipment|Returned to sender"
        "|Arrived at the delivery depot|Out for delivery|Delivered",
    ),
    (
        "last_mile",
        "Out for delivery|Delivered"
        "|The previous status was wrong, parcel is in the local depot",
    ),
    ("customs_hold", "Landed in Liege|Held by customs: documents required|Gibberish"),
)


@tagged("post_install", "-at_install")
class TestTrackingStore(LinkstarCase):
    book_once = True

    def setUp(self):
        super().setUp()
        self.shipment = self._booked_once()

    def _store(self, *events, source="push", shipment=None, **values):
        """Store events, pairs of a moment and a text, or ready ones."""
        shipment = shipment or self.shipment
        history = TrackedParcel(
            **{"code": shipment.waybill, **values},
            events=tuple(
                event
                if isinstance(event, TrackEvent)
                else TrackEvent(event[0], "", event[1])
                for event in events
            ),
        )
        return self.env["linkstar.tracking.event"]._store({shipment: [history]}, source)

    def test_source_and_both_times(self):
        zone = timezone(timedelta(hours=1))
        moment = NOW.astimezone(zone)
        event = self._store(TrackEvent(moment, "CC", "Delivered", "Berlin"))
        self.assertEqual(event.occurred_at, NOW.replace(tzinfo=None))
        self.assertEqual(event.local_time, moment.isoformat(" ", "seconds"))
        self.assertTrue(event.local_time.endswith("+01:00"))
        self.assertEqual(
            (event.code, event.text, event.place, event.source),
            ("CC", "Delivered", "Berlin", "push"),
        )
        self.control.advance(days=2)
        self._ask("tracking", self.shipment)
        asked = self.shipment.event_ids - event
        self.assertEqual(set(asked.mapped("source")), {"poll"})
        self.assertTrue(asked[0].local_time.endswith("+08:00"), "China time")

    def test_the_same_from_poll_and_push_at_once(self):
        berlin, shanghai = (timezone(timedelta(hours=hours)) for hours in (1, 8))
        one = TrackEvent(NOW.astimezone(berlin), "", "Delivered")
        same = TrackEvent(NOW.astimezone(shanghai), "", "Delivered")
        history = TrackedParcel(code=self.shipment.waybill, events=(one, same, one))
        events = self.env["linkstar.tracking.event"]
        self.assertEqual(len(events._store({self.shipment: [history] * 2}, "push")), 1)
        self.assertFalse(events._store({self.shipment: [history]}, "poll"))
        self.assertEqual(self.shipment.event_ids.source, "push")

    def test_the_same_again_with_a_place(self):
        self._store((NOW, "Departed"))
        self._store(TrackEvent(NOW, "", "Departed", "Leipzig"))
        self.assertEqual(self.shipment.event_ids.place, "Leipzig")
        self._store((NOW, "Departed"))
        self.assertEqual(self.shipment.event_ids.place, "Leipzig")

    def test_an_event_in_the_future_does_not_stay_the_last_one(self):
        """A wrong year, or a clock of another time zone."""
        early = self._store((NOW + 7 * 365 * DAY, "The receiver rejected the shipment"))
        self.assertEqual(self.shipment.tracking_state, "delivery_failed")
        # The next day, after that event was received.
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE linkstar_tracking_event SET create_date = create_date"
            " - INTERVAL '1 day' WHERE id = %s",
            [early.id],
        )
        self.env.invalidate_all()
        self._store((NOW - HOUR, "Delivered"))
        self.assertEqual(self.shipment.tracking_state, "delivered")
        self.assertEqual(self.shipment.parcel_ids.state_since.year, NOW.year)

    def test_events_before_the_label(self):
        """Clocks may differ by hours; an older event is of another parcel."""
        self._store((NOW - 20 * HOUR, "Shipment information received by carrier"))
        self.assertEqual(self.shipment.tracking_state, "registered")
        self._store((NOW - 3 * DAY, "Delivered"))
        self.assertEqual(len(self.shipment.event_ids), 1)
        self.assertEqual(self.shipment.tracking_state, "registered")

    def test_a_number_that_is_used_again(self):
        old, new = self.shipment, self._booked()
        self._store((NOW, "Delivered"))
        # A year has passed.
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE linkstar_shipment SET ended_at = ended_at - INTERVAL '1 year',"
            " create_date = create_date - INTERVAL '1 year' WHERE id = %s",
            [old.id],
        )
        self.env.invalidate_all()
        history = ((NOW - 365 * DAY, "Delivered"), (NOW, "Held by customs"))
        self._store(*history, shipment=new)
        self.assertEqual(new.tracking_state, "customs_hold")
        self.assertEqual(len(new.event_ids), 1)
        self._store(*history, shipment=old)
        self.assertEqual(old.tracking_state, "delivered")
        self.assertNotIn("Held by customs", old.event_ids.mapped("text"))

    def test_without_date_or_text(self):
        self.assertFalse(
            self._store(
                TrackEvent(None, "CC", "Delivered"), TrackEvent(NOW, "", ""), (NOW, "")
            )
        )
        event = self._store(TrackEvent(NOW, "CC", ""))
        self.assertEqual(event.tracking_state, "delivered")

    def test_an_event_that_says_nothing_changes_nothing(self):
        self._store((NOW, "Out for delivery"), (NOW + HOUR, "Xyzzy plugh"))
        self.assertEqual(self.shipment.tracking_state, "out_for_delivery")
        [unknown] = self.shipment.event_ids.filtered("unknown")
        self.assertEqual(unknown.text, "Xyzzy plugh")

    def test_long_texts_and_html(self):
        text = "<p>Out&nbsp;for <b>delivery</b></p><script>alert(1)</script>"
        event = self._store((NOW, text))
        self.assertNotIn("<", event.text)
        self.assertEqual(event.tracking_state, "out_for_delivery")
        long = self._store((NOW + HOUR, "很长" * 5000), (NOW + HOUR, "x" * 2001))
        self.assertEqual(set(map(len, long.mapped("text"))), {2000})
        self.assertFalse(self._store((NOW + HOUR, "x" * 2002)), "cut as before")

    def test_delivered_then_scanned_by_a_depot_or_sent_back(self):
        self._store((NOW, "Delivered"), (NOW + HOUR, "Arrived at the delivery depot"))
        self.assertEqual(self.shipment.tracking_state, "delivered")
        self.assertTrue(self.shipment.ended_at)
        self._store((NOW + DAY, "Returned to sender"))
        self.assertEqual(self.shipment.tracking_state, "returning")
        self.assertFalse(self.shipment.ended_at, "it is tracked again")
        self._store((NOW + 8 * DAY, "Delivered"))
        self.assertEqual(self.shipment.tracking_state, "returned")

    def test_a_final_state_that_is_withdrawn(self):
        self._store((NOW, "Out for delivery"), (NOW + HOUR, "Delivered"))
        move = self.shipment.picking_id.move_ids
        self.assertEqual(move.linkstar_tracking_state, "delivered")
        self._store(
            (
                NOW + 2 * HOUR,
                "The previous status was wrong, parcel is in the local depot",
            )
        )
        self.assertEqual(move.linkstar_tracking_state, "last_mile")
        self.assertFalse(self.shipment.ended_at)

    def test_events_of_all_boxes_that_are_known_of_one(self):
        """The number of the order brings the events of all of its boxes."""
        shipment = self.shipment
        one = shipment.parcel_ids
        other = one.copy({"number": "U002"})
        one.tracking_number, other.tracking_number = "BOX-1", "BOX-2"
        self._store((NOW, "Out for delivery"))
        self._store((NOW + HOUR, "Delivered"), code="box-1")
        self._store((NOW, "Out for delivery"), (NOW + HOUR, "Delivered"))
        self.assertEqual(
            (one.tracking_state, other.tracking_state),
            ("delivered", "out_for_delivery"),
        )
        self.assertEqual(shipment.tracking_state, "out_for_delivery")
        self._store((NOW + HOUR, "Delivered"), code="BOX-2")
        self.assertEqual(shipment.tracking_state, "delivered")

    def test_in_any_order_and_again_it_ends_the_same(self):
        for seed in range(30):
            chance = random.Random(seed)
            end, texts = HISTORIES[seed % len(HISTORIES)]
            history = [
                (NOW - 40 * HOUR + 6 * number * HOUR, text)
                for number, text in enumerate(texts.split("|"))
            ]
            several = [*history, *chance.choices(history, k=len(history))]
            chance.shuffle(several)
            shipment = self.shipment
            shipment.event_ids.unlink()
            shipment.tracking_state, shipment.ended_at = "none", False
            while several:
                size = chance.randint(1, len(several))
                message, several = several[:size], several[size:]
                self._store(*message, source=chance.choice(("poll", "push")))
            with self.subTest(seed):
                self.assertEqual(shipment.tracking_state, end)
                self.assertEqual(len(shipment.event_ids), len(history))
                self.assertEqual(shipment.picking_id.linkstar_tracking_state, end)
                self.assertEqual(
                    bool(shipment.ended_at), end in ("delivered", "returned")
                )

    def test_events_that_are_read_again_after_a_rule(self):
        self._store((NOW, "Xyzzy plugh"))
        self.assertEqual(self.shipment.tracking_state, "none")
        self.env["linkstar.tracking.rule"].create(
            {"name": "Own", "pattern": "xyzzy", "tracking_state": "customs"}
        )
        self._store((NOW, "Xyzzy plugh"))
        self.assertEqual(self.shipment.tracking_state, "customs")
        self.assertFalse(self.shipment.event_ids.unknown)
        self.assertTrue(self.shipment.parcel_ids.state_since)
        self.assertFalse(fields.Datetime.now() < self.shipment.create_date)

    def test_an_event_that_a_user_adds(self):
        self._store((NOW, "Out for delivery"))
        entry = Form(
            self.env["linkstar.tracking.entry"].with_context(
                default_shipment_id=self.shipment.id
            )
        )
        entry.text = "The carrier says on the phone that it was stolen"
        entry.tracking_state = "lost"
        entry.save().action_save()
        [event] = self.shipment.event_ids.filtered(lambda e: e.source == "person")
        self.assertEqual(self.shipment.tracking_state, "lost")
        self.assertEqual(
            self.shipment.picking_id.move_ids.linkstar_tracking_state, "lost"
        )
        # An answer later does not read the text of the user again.
        self._store((NOW, "Out for delivery"), source="poll")
        self.assertEqual((event.tracking_state, event.unknown), ("lost", False))
        for values in (
            {"text": event.text, "occurred_at": event.occurred_at},
            {"text": "Lost", "occurred_at": event.occurred_at - 5 * DAY},
        ):
            again = self.env["linkstar.tracking.entry"].create(
                {"shipment_id": self.shipment.id, **values}
            )
            with self.assertRaises(UserError):
                again.action_save()

    def test_a_user_corrects_the_state(self):
        self._store((NOW - HOUR, "Out for delivery"), (NOW, "Delivered"))
        self.env["linkstar.tracking.entry"].create(
            {
                "shipment_id": self.shipment.id,
                "text": "The buyer has no parcel",
                "occurred_at": fields.Datetime.now() + HOUR,
                "tracking_state": "out_for_delivery",
                "correction": True,
            }
        ).action_save()
        self.assertEqual(self.shipment.tracking_state, "out_for_delivery")
        self.assertFalse(self.shipment.ended_at)

    def test_a_user_names_the_parcel_of_another_shipment(self):
        with self.assertRaises(UserError):
            self.env["linkstar.tracking.entry"].create(
                {
                    "shipment_id": self.shipment.id,
                    "parcel_id": self._booked().parcel_ids.id,
                    "text": "Delivered",
                }
            ).action_save()
