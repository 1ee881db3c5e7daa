# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import datetime, timedelta, timezone
from decimal import Decimal

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..api.messages import Charges, TrackedParcel, TrackEvent
from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestTracking(LinkstarCase):
    book_once = True

    def _poll(self, shipments):
        self._ask("tracking", shipments)

    def _states(self, shipments):
        """{shipment: the states of its parcel}, half a day apart, of 45 days."""
        seen = {shipment: [] for shipment in shipments}
        for _half_day in range(90):
            self.control.advance(hours=12)
            self._poll(shipments)
            for shipment, states in seen.items():
                if states[-1:] != [shipment.tracking_state]:
                    states.append(shipment.tracking_state)
        return seen

    def test_to_the_door(self):
        shipment = self._booked_once()
        first_number = shipment.tracking_number
        seen = self._states(shipment)[shipment]
        self.assertEqual(seen[-1], "delivered")
        order = [
            "registered",
            "received",
            "departed",
            "arrived",
            "customs",
            "last_mile",
            "out_for_delivery",
            "delivered",
        ]
        self.assertEqual(
            seen, [state for state in order if state in seen], "no step back"
        )
        self.assertIn("received", seen)
        self.assertGreater(
            shipment.poll_at,
            fields.Datetime.now() + timedelta(days=2),
            "seldom, for an end may be taken back",
        )
        self.assertNotEqual(
            shipment.tracking_number,
            first_number,
            "the local carrier gives a number of its own",
        )
        self.assertEqual(
            shipment.picking_id.carrier_tracking_ref, shipment.tracking_number
        )
        self.assertEqual(
            len(shipment.event_ids),
            len(set(shipment.event_ids.mapped(lambda e: (e.occurred_at, e.text)))),
        )

    def test_bad_ends(self):
        """The sandbox chooses the story by the postcode's last two digits."""
        ends = {
            self._booked(partner=self.buyer.copy({"zip": f"101{digits}"})): wanted
            for digits, wanted in (
                ("91", "customs_hold"),
                ("92", "delivery_failed"),
                ("93", "returned"),
                ("94", "destroyed"),
                ("95", "lost"),
            )
        }
        seen = self._states(self.env["linkstar.shipment"].union(*ends))
        for shipment, wanted in ends.items():
            with self.subTest(wanted):
                self.assertIn(wanted, seen[shipment])

    def test_events_are_in_utc_and_only_once(self):
        shipment = self._booked_once()
        self.control.advance(days=2)
        self._poll(shipment)
        events = shipment.event_ids
        self.assertTrue(events)
        self._poll(shipment)
        self.assertEqual(shipment.event_ids, events)

    def test_events_of_one_second(self):
        shipment = self._booked_once()
        moment = datetime.now(timezone.utc)
        parcel = TrackedParcel(
            code=shipment.waybill,
            events=(
                TrackEvent(moment, "DF", "Departed from the Yiwu depot"),
                TrackEvent(moment, "ND", "Out for delivery"),
            ),
        )
        for _again in range(2):
            shipment.event_ids._store({shipment: [parcel]}, "poll")
            self.assertEqual(shipment.tracking_state, "out_for_delivery")

    def test_charges_add_up_to_the_carriers_total(self):
        shipment = self._booked_once()
        for amounts, total, kept in (
            ((), "20", {"other": 20}),
            ((("freight", Decimal("12.5")),), "20", {"freight": 12.5, "other": 7.5}),
        ):
            shipment._take_charges(
                Charges(shipment.reference_no, amounts, Decimal(total)),
                failed=False,
            )
            sums = {}
            for charge in shipment.charge_ids:
                sums[charge.kind] = sums.get(charge.kind, 0) + charge.amount
            self.assertEqual(sums, kept)

    def test_one_call_for_many(self):
        shipments = self._booked_once() + self._booked() + self._booked()
        self.control.advance(days=3)
        before = len(self._calls("getCargoTrack"))
        self._poll(shipments)
        self.assertEqual(len(self._calls("getCargoTrack")) - before, 1)
        self.assertNotIn("none", shipments.mapped("tracking_state"))

    def test_failed_call_is_repeated_soon(self):
        shipment = self._booked_once()
        self.control.fault("getCargoTrack", "http_500")
        with self.assertLogs(
            "odoo.addons.linkstar_delivery.runner.questions", "WARNING"
        ):
            self._poll(shipment)
        self.assertLess(shipment.poll_at, fields.Datetime.now() + timedelta(hours=1))
        self.assertEqual(shipment.tracking_state, "none")

    def test_cron(self):
        shipment = self._booked_once()
        self.control.advance(days=3)
        shipment.poll_at = fields.Datetime.now()
        self._cron("linkstar_delivery.cron_poll")
        self.assertNotEqual(shipment.tracking_state, "none")
        self.assertGreater(shipment.poll_at, fields.Datetime.now())

    def test_meaning_of_words(self):
        rules = self.env["linkstar.tracking.rule"]
        for code, text, meaning in (
            ("CC", "Delivered", "delivered"),
            ("", "Your parcel was delivered to a neighbour", "delivered"),
            ("ND", "Out for delivery", "out_for_delivery"),
            (
                "ND",
                "Delivery attempt failed: recipient not available",
                "delivery_failed",
            ),
            ("AF", "Held by customs: documents required", "customs_hold"),
            ("AF", "进口清关中", "customs"),
            ("DF", "Undeliverable, parcel is being returned to sender", "returning"),
            (
                "AF",
                "Returned: parcel has arrived back at the return warehouse",
                "returned",
            ),
            ("AF", "包裹已按海关要求销毁", "destroyed"),
            ("DF", "Departed from the Yiwu depot", "departed"),
            ("AF", "包裹已到达义乌操作中心", "received"),
            ("", "投递失败：收件人不在", "delivery_failed"),
            ("XX", "Something nobody has seen before", False),
            ("", "", False),
        ):
            with self.subTest(text):
                self.assertEqual(rules._meaning(code, text), meaning)

    def test_words_of_an_interception(self):
        rules = self.env["linkstar.tracking.rule"]
        for text, expected in (
            (
                "Parcel intercepted on the customer's request, held at the Yiwu depot",
                True,
            ),
            ("应客户要求拦截，包裹暂存义乌操作中心", True),
            ("Parcel intercepted by customs", False),
            ("拦截失败，包裹继续派送", False),
            ("Received at the Yiwu depot", False),
        ):
            with self.subTest(text):
                self.assertEqual(bool(rules._means_interception("AF", text)), expected)

    def test_rule_must_fit_something(self):
        with self.assertRaises(ValidationError):
            self.env["linkstar.tracking.rule"].create(
                {"name": "All", "tracking_state": "lost"}
            )
        with self.assertRaises(ValidationError):
            self.env["linkstar.tracking.rule"].create(
                {"name": "Broken", "pattern": "(", "tracking_state": "lost"}
            )

    def test_charges(self):
        shipment = self._booked_once()
        self._ask("charges", shipment)
        self.assertFalse(
            shipment.charge_ids, "nothing is rated before the depot has weighed it"
        )
        self.assertTrue(shipment.charge_at)
        self.control.advance(days=5)
        for _again in range(2):
            self._ask("charges", shipment)
        self.assertIn("freight", shipment.charge_ids.mapped("kind"))
        self.assertEqual(
            len(shipment.charge_ids),
            len(set(shipment.charge_ids.mapped("kind"))),
            "fetched twice, kept once",
        )
        self.assertEqual(shipment.charge_ids.currency_id, self.cny)
        self.assertGreater(shipment.settled_weight, 0)
        self.assertGreater(
            shipment.charge_at,
            fields.Datetime.now(),
            "returns and duties are billed later",
        )
