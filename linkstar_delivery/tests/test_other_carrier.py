# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.tests import tagged

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestOtherCarrier(LinkstarCase):
    """Booked with Linkstar, then sent by another carrier: no label is left that a
    parcel could travel under.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        product = cls.env["product.product"].create(
            {"name": "Van", "type": "service", "list_price": 0}
        )
        cls.van = cls.env["delivery.carrier"].create(
            {"name": "Van", "delivery_type": "fixed", "product_id": product.id}
        )

    def _early(self, work=True):
        picking = self._transfer()
        picking.action_linkstar_book()
        if work:
            self._work(picking.linkstar_shipment_id)
        return picking, picking.linkstar_shipment_id

    def _live(self):
        return [
            order["reference_no"]
            for order in self.control.orders()
            if order["state"] != "cancelled"
        ]

    def test_label_is_cancelled(self):
        for method in (self.van, self.env["delivery.carrier"]):
            with self.subTest(method.name):
                picking, shipment = self._early()
                self.assertTrue(picking.carrier_tracking_ref)
                picking.carrier_id = method
                self.assertIn(
                    "its delivery method is no longer Linkstar",
                    picking.linkstar_changes,
                )
                picking.button_validate()
                self.assertEqual(
                    (picking.state, shipment.cancel_requested), ("done", True)
                )
                self.assertFalse(picking.linkstar_has_label)
                self.assertFalse(
                    picking.carrier_tracking_ref,
                    "or core would ask the other carrier for no label",
                )
                self._work(shipment)
                self.assertEqual(
                    (shipment.state, picking.linkstar_shipment_ids),
                    ("cancelled", shipment),
                )
                self.assertEqual(self._live(), [])

    def test_back_again_before_validation(self):
        picking, shipment = self._early()
        picking.carrier_id = self.van
        picking.carrier_id = self.method
        picking.button_validate()
        self.assertEqual((shipment.state, shipment.cancel_requested), ("ready", False))
        self.assertEqual(picking.carrier_tracking_ref, shipment.tracking_number)

    def test_never_sent(self):
        picking, shipment = self._early(work=False)
        picking.carrier_id = self.van
        picking.button_validate()
        self.assertEqual((picking.state, shipment.state), ("done", "cancelled"))
        self.assertEqual(self._calls("createOrder"), [])

    def test_in_the_middle_of_the_call(self):
        picking, shipment = self._early(work=False)
        job = self._claimed(shipment)
        picking.carrier_id = self.van
        picking.button_validate()
        picking.carrier_tracking_ref = "VAN-1"
        shipment._take(job, job.run())
        self.assertEqual(picking.carrier_tracking_ref, "VAN-1")
        self._work(shipment)
        self.assertEqual(
            (shipment.state, picking.carrier_tracking_ref), ("cancelled", "VAN-1")
        )
        self.assertEqual(self._live(), [])

    def test_the_carrier_does_not_cancel(self):
        picking, shipment = self._early()
        picking.carrier_id = self.van
        picking.button_validate()
        self.control.advance(days=3)
        self._work(shipment)
        self.assertEqual((shipment.state, shipment.cancel_requested), ("ready", False))
        self.assertIn("Not cancelled", picking.activity_ids.note)
