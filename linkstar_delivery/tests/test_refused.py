# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.tests import tagged

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestRefused(LinkstarCase):
    """Orders that the carrier refused, or with a lost answer, and that may exist at the
    carrier anyway.
    """

    def test_refused_goes_again_as_the_transfer_is_now(self):
        self.control.fault("createOrder", "failure", text="Too light")
        picking = self._validated()
        shipment = picking.linkstar_shipment_id
        self._work(shipment)
        express = self._make_method(self._make_service("EU-EXP"))
        picking.write({"shipping_weight": 1.5, "carrier_id": express.id})
        picking.send_to_shipper()
        self._work(shipment)
        self.assertEqual(shipment.state, "ready", shipment.problem)
        request = self.control.order(shipment.reference_no)["request"]
        self.assertEqual(
            (request["shipping_method"], float(request["order_weight"])),
            ("EU-EXP", 1.5),
        )
        self.assertFalse(picking.activity_ids, "a corrected record is no longer listed")

    def test_address_taken_away_after_validation(self):
        shipment = self._validated().linkstar_shipment_id
        shipment.picking_id.partner_id = False
        self._work(shipment)
        self.assertEqual(shipment.state, "refused")
        self.assertIn("no delivery address", shipment.problem)
        self.assertEqual(self.control.calls(), [])

    def test_refused_is_told_and_can_be_mended(self):
        self.control.fault(
            "createOrder",
            "failure",
            text="收件人电话不能为空<br/>Consignee phone is required",
        )
        shipment = self._validated().linkstar_shipment_id
        self._work(shipment)
        picking = shipment.picking_id
        self.assertEqual(
            (shipment.state, shipment.knowledge, picking.state),
            ("refused", "absent once", "done"),
        )
        self.assertIn("Consignee phone is required", picking.linkstar_problem)
        self.assertNotIn("<br", picking.linkstar_problem)
        self.assertIn("Consignee phone is required", picking.activity_ids.note)
        picking.send_to_shipper()
        self._work(shipment)
        self.assertEqual((shipment.state, shipment.problem), ("ready", False))
        self.assertEqual(picking.linkstar_shipment_ids, shipment)

    def test_refused_although_the_order_was_made(self):
        self.control.profile(duplicates="accepted")
        self.control.fault(
            "createOrder", "failure", text="Consignee phone is required", work=True
        )
        shipment = self._validated().linkstar_shipment_id
        self._work(shipment)
        self.assertEqual(
            (shipment.state, shipment.knowledge), ("refused", "absent once")
        )
        shipment.action_retry()
        self._work(shipment)
        self.assertEqual(shipment.state, "ready")
        self.assertEqual(len(self.control.orders()), 1)

    def test_refused_although_the_order_was_made_and_mended(self):
        """The carrier has the old order: the corrected data is sent with a new
        order.
        """
        for change in ({"shipping_weight": 0.9}, {}):
            self.control.reset()
            self.control.profile(duplicates="accepted")
            self.control.fault(
                "createOrder", "failure", text="Consignee phone is required", work=True
            )
            shipment = self._validated().linkstar_shipment_id
            picking = shipment.picking_id
            self._work(shipment)
            picking.write(change)
            if not change:
                picking.partner_id.street = "Neue Straße 2"
            picking.action_linkstar_retry()
            self._work(shipment)
            second = picking.linkstar_shipment_id
            self.assertEqual((shipment.state, second.attempt), ("cancelled", 2))
            self._work(second)
            self.assertEqual(second.state, "ready", second.problem)
            self.assertEqual(
                [o["state"] for o in self.control.orders()], ["cancelled", "forecast"]
            )
            request = self.control.order(second.reference_no)["request"]
            if change:
                self.assertEqual(float(request["order_weight"]), 0.9)
            else:
                self.assertEqual(
                    request["Consignee"]["consignee_street"], "Neue Straße 2"
                )
            self.assertFalse(picking.linkstar_changes)

    def test_address_mended_before_a_lost_order_is_sent_again(self):
        """The order does not exist there, so it is sent with its current data: no
        change is detected, and nothing is cancelled.
        """
        self.control.fault("createOrder", "http_500")
        shipment = self._validated().linkstar_shipment_id
        self._work(shipment)
        self.assertEqual(shipment.knowledge, "uncertain")
        picking = shipment.picking_id
        picking.partner_id.street = "Neue Straße 2"
        self._later(shipment)
        self._work(shipment)
        self.assertEqual((shipment.state, picking.linkstar_changes), ("ready", False))
        self.assertEqual(
            self.control.order(shipment.reference_no)["request"]["Consignee"][
                "consignee_street"
            ],
            "Neue Straße 2",
        )

    def test_order_that_was_found_has_no_number_but_the_waybill(self):
        self.control.profile(duplicates="accepted", separate_number=False)
        self.control.fault("createOrder", "reset_after")
        shipment = self._validated().linkstar_shipment_id
        for _minute in range(8):
            self._work(shipment)
            self._later(shipment)
        self.assertEqual((shipment.state, shipment.tracking_number), ("ready", False))
        self.assertEqual(shipment.picking_id.carrier_tracking_ref, shipment.waybill)

    def test_existing_reference_is_adopted(self):
        """Another process made the order and ended before it could save that."""
        shipment = self._validated().linkstar_shipment_id
        shipment.account_id._client(timeout=20).create_order(shipment._wire_order())
        self._work(shipment)
        self.assertEqual(shipment.state, "ready")
        self.assertEqual(len(self.control.orders()), 1)
