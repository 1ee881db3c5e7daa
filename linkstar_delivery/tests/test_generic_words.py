# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestGenericWords(LinkstarCase):
    """A host that writes 服务异常 (service error) before each of its errors."""

    def setUp(self):
        super().setUp()
        self.control.profile(error_prefix="服务异常：")

    def test_lost_cancellation_leaves_no_dead_label(self):
        for prefix in ("服务异常：", "系统异常：", "System error: "):
            with self.subTest(prefix):
                self.control.profile(error_prefix=prefix)
                shipment = self._booked()
                self.control.fault("cancelOrder", "reset_after")
                shipment.action_cancel()
                for _try in range(2):
                    self._work(shipment)
                    self._later(shipment)
                self.assertEqual(shipment.state, "cancelled", shipment.problem)
                self.assertFalse(shipment.picking_id.linkstar_has_label)

    def test_order_that_is_gone_is_cancelled(self):
        shipment = self._booked()
        self.control.reset()
        self.control.profile(error_prefix="服务异常：")
        shipment.action_cancel()
        self._work(shipment)
        self._later(shipment)
        self._work(shipment)
        self.assertEqual(shipment.state, "cancelled", shipment.problem)

    def test_rebooking_goes_on(self):
        """The order was deleted in the carrier's portal before it was booked again: the
        next attempt is made.
        """
        picking = self._transfer()
        picking.action_linkstar_book()
        first = picking.linkstar_shipment_id
        self._work(first)
        self.assertEqual(first.state, "ready", first.problem)
        self.control.reset()
        self.control.profile(error_prefix="系统异常：")
        picking.partner_id.street = "Neue Straße 2"
        picking.action_linkstar_book()
        self._work(first)
        self._later(first)
        self._work(first)
        self._work(picking.linkstar_shipment_id)
        self.assertEqual(
            (first.state, picking.linkstar_shipment_id.state),
            ("cancelled", "ready"),
            first.problem,
        )
        self.assertEqual(len(self.control.orders()), 1)

    def test_refused_is_told_and_not_sent_again(self):
        unknown = self._make_method(self._make_service("XX"))
        for prefix in ("服务异常：", "系统异常：", "System error: "):
            with self.subTest(prefix):
                self.control.reset()
                self.control.profile(error_prefix=prefix)
                shipment = self._validated(method=unknown).linkstar_shipment_id
                self._work(shipment)
                self.assertEqual(shipment.state, "refused")
                # The carrier may have made it anyway: it is asked once more.
                self._later(shipment)
                self._work(shipment)
                self.assertEqual(
                    (shipment.state, shipment.knowledge, shipment.work_at),
                    ("refused", "absent", False),
                )
                self.assertEqual(len(shipment.picking_id.activity_ids), 1)
                self.assertEqual(len(self._calls("createOrder")), 1)

    def test_uncertain_and_not_there_is_sent(self):
        self.control.profile(duplicates="accepted", error_prefix="系统异常：")
        self.control.fault("createOrder", "http_500")
        shipment = self._validated().linkstar_shipment_id
        self._work(shipment)
        self._later(shipment)
        self._work(shipment)
        self.assertEqual(shipment.state, "ready", shipment.problem)
        self.assertEqual(len(self.control.orders()), 1)

    def test_what_stays_unclear_goes_to_a_person_once(self):
        self.control.fault("createOrder", "failure", text="服务异常", times=9)
        shipment = self._validated().linkstar_shipment_id
        picking = shipment.picking_id
        for number in range(8):
            self._work(shipment)
            self.assertEqual(shipment.state, "queued")
            self.assertEqual(len(picking.activity_ids), int(number >= 4), number)
            self._later(shipment)
        self.assertIn("服务异常", picking.activity_ids.note)
        self.control.clear_faults()
        self._later(shipment)
        self._work(shipment)
        self.assertEqual(shipment.state, "ready", shipment.problem)
        self.assertFalse(picking.activity_ids)

    def test_unclear_answers_to_a_cancellation_keep_the_wish(self):
        shipment = self._booked()
        self.control.fault(
            "cancelOrder", "failure", text="服务异常", times=2, work=True
        )
        shipment.action_cancel()
        self._work(shipment)
        self.assertTrue(shipment.cancel_requested)
        self.assertFalse(shipment._has_label())
        self._later(shipment)
        self._work(shipment)
        self._later(shipment)
        self._work(shipment)
        self.assertEqual(shipment.state, "cancelled", shipment.problem)


@tagged("post_install", "-at_install")
class TestDoubles(LinkstarCase):
    """A host that accepts a reference twice, and carries out the first request late."""

    def _double(self):
        """A ready shipment with a second order at the carrier that was made later."""
        self.control.profile(duplicates="accepted")
        self.control.fault("createOrder", "http_500")
        shipment = self._validated().linkstar_shipment_id
        self._work(shipment)
        self.assertEqual(shipment.knowledge, "uncertain")
        order = shipment._wire_order()
        self._later(shipment)
        self._work(shipment)
        self.assertEqual(shipment.state, "ready", shipment.problem)
        # The first request is carried out now.
        shipment.account_id._client(timeout=20).create_order(order)
        self.assertEqual(len(self.control.orders()), 2)
        return shipment

    def _look(self, shipment):
        self.assertTrue(shipment.look_at)
        shipment.look_at = shipment.work_at = fields.Datetime.now()
        self._work(shipment)

    def _live(self):
        return [
            order["waybill"]
            for order in self.control.orders()
            if order["state"] != "cancelled"
        ]

    def test_late_work_is_found_and_cancelled(self):
        shipment = self._double()
        label = shipment.label_attachment_id
        self._look(shipment)
        self.assertEqual(self._live(), [shipment.waybill])
        self.assertEqual(
            (shipment.state, shipment.label_attachment_id, shipment.surplus),
            ("ready", label, False),
        )
        [activity] = shipment.picking_id.activity_ids
        self.assertIn(shipment.waybill, activity.note)
        self.assertGreater(
            shipment.look_at, fields.Datetime.now(), "once more after a day"
        )
        self._look(shipment)
        self.assertEqual(shipment.picking_id.activity_ids, activity, "reported once")

    def test_late_work_of_a_cancelled_order(self):
        shipment = self._double()
        shipment.action_cancel()
        self._work(shipment)
        self.assertEqual(shipment.state, "cancelled")
        self.assertEqual(len(self._live()), 1)
        self._look(shipment)
        self.assertEqual((shipment.state, self._live()), ("cancelled", []))
        self.assertTrue(shipment.picking_id.activity_ids)

    def test_both_found_by_the_question(self):
        """Both orders exist before the first answer is received."""
        self.control.profile(duplicates="accepted")
        shipment = self._validated().linkstar_shipment_id
        shipment.account_id._client(timeout=20).create_order(shipment._wire_order())
        self.control.fault("createOrder", "reset_after")
        self._work(shipment)
        self.assertEqual(len(self._live()), 2)
        self._later(shipment)
        self._work(shipment)
        self.assertEqual(
            (shipment.state, self._live()),
            ("ready", [shipment.waybill]),
            shipment.problem,
        )
        self.assertEqual(len(shipment.picking_id.activity_ids), 1)
        self.assertEqual(
            self.control.orders()[0]["reference_no"], shipment.reference_no
        )

    def test_cancelled_while_both_are_there(self):
        self.control.profile(duplicates="accepted")
        shipment = self._validated().linkstar_shipment_id
        shipment.account_id._client(timeout=20).create_order(shipment._wire_order())
        self.control.fault("createOrder", "reset_after")
        self._work(shipment)
        shipment.action_cancel()
        self._work(shipment)
        self.assertEqual(self._live(), [])
        self._later(shipment)
        self._work(shipment)
        self.assertEqual((shipment.state, self._live()), ("cancelled", []))

    def test_booked_again_after_the_last_of_them(self):
        picking = self._transfer()
        self.control.profile(duplicates="accepted")
        picking.action_linkstar_book()
        shipment = picking.linkstar_shipment_id
        shipment.account_id._client(timeout=20).create_order(shipment._wire_order())
        self.control.fault("createOrder", "reset_after")
        self._work(shipment)
        shipment._rebook("Packed anew.")
        # The second order is not cancelled at the first try.
        self.control.fault("cancelOrder", "http_500", skip=1)
        self._work(shipment)
        self.assertEqual(
            (shipment.state, len(picking.linkstar_shipment_ids)), ("queued", 1)
        )
        self._later(shipment)
        self._work(shipment)
        self.assertEqual(
            (shipment.state, self._live(), len(picking.linkstar_shipment_ids)),
            ("cancelled", [], 2),
        )

    def test_waybills_of_boxes_are_not_cancelled(self):
        """Some hosts give each box of an order its own waybill: a person must look."""
        shipment = self._double()
        shipment.parcel_ids.copy({"number": "U002"})
        self._look(shipment)
        self.assertEqual(len(self._live()), 2)
        self.assertFalse(shipment.surplus)
        self.assertEqual(len(shipment.picking_id.activity_ids), 1)
        self._look(shipment)
        self.assertEqual(len(shipment.picking_id.activity_ids), 1)

    def test_second_order_that_cannot_be_cancelled(self):
        shipment = self._double()
        self.control.fault(
            "cancelOrder", "failure", text="不能取消 (it cannot be cancelled)"
        )
        self._look(shipment)
        [activity] = shipment.picking_id.activity_ids
        self.assertIn("portal", activity.note)
        self.assertFalse(shipment.surplus)
        self.assertEqual(shipment.state, "ready")

    @mute_logger("odoo.addons.linkstar_delivery.api")
    def test_no_answer_about_the_second_order(self):
        shipment = self._double()
        self.control.fault("cancelOrder", "http_500")
        self._look(shipment)
        self.assertFalse(shipment.picking_id.activity_ids)
        self._later(shipment)
        self._work(shipment)
        self.assertEqual(
            (shipment.state, self._live(), shipment.problem),
            ("ready", [shipment.waybill], False),
        )
        self.assertEqual(len(shipment.picking_id.activity_ids), 1)

    def test_the_cron_looks(self):
        shipment = self._double()
        shipment.look_at = fields.Datetime.now()
        self._cron("linkstar_delivery.cron_work")
        self.assertEqual(self._live(), [shipment.waybill])


@tagged("post_install", "-at_install")
class TestMissingServices(LinkstarCase):
    def test_set_up_without_optional_services(self):
        for missing in (
            ["getExtraService"],
            ["getCountry"],
            ["getTrackNumber"],
            ["getOrder"],
            ["getExtraService", "getCountry"],
        ):
            for error in ("native", "top_level"):
                with self.subTest(missing=missing, error=error):
                    self.control.reset()
                    self.control.profile(missing_services=missing, missing_error=error)
                    self.assertEqual(
                        self._press(self.account.action_test_connection)[1],
                        "success",
                    )
                    self._synchronise()
                    self.assertEqual(
                        set(self.account.service_ids.mapped("code")),
                        {"EU-STD", "EU-EXP", "EU-BAT", "EU-REG"},
                    )
                    self._booked()

    def test_what_was_entered_stays_where_the_host_says_nothing(self):
        germany = self.env.ref("base.de")
        self.service.country_ids = germany
        extra = self.env["linkstar.extra.service"].create(
            {"service_id": self.service.id, "code": "X1", "name": "By hand"}
        )
        self.control.profile(missing_services=["getExtraService", "getCountry"])
        self._synchronise()
        self.assertEqual(self.service.country_ids, germany)
        self.assertTrue(extra.active)

    def test_host_without_a_list_of_lines(self):
        self.control.profile(
            missing_services=["getShippingMethod"], missing_error="top_level"
        )
        self.assertEqual(self._press(self.account.action_test_connection)[1], "success")
        self._synchronise()
        self.assertIn("by hand", self.account.sync_note)
        self.assertTrue(self.service.active)

    def test_number_without_the_service_for_it(self):
        self.control.profile(
            missing_services=["getTrackNumber"], number_on_create=False
        )
        self.assertTrue(self._booked().tracking_number)
        self.control.profile(
            missing_services=["getTrackNumber", "getOrder", "getCargoTrack"]
        )
        shipment = self._booked()
        self.assertEqual(shipment.picking_id.carrier_tracking_ref, shipment.waybill)
