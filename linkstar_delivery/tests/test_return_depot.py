# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Goods that wait in the carrier's depot leave it again with the carrier: a new order,
from the depot, to a mended address.
"""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .returns_case import ReturnsCase


@tagged("post_install", "-at_install")
class TestReturnDepot(ReturnsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.depot = cls.env["linkstar.return.place"].create(
            {
                "name": "Depot DE",
                "kind": "depot",
                "free_days": 14,
                "partner_id": cls.env["res.partner"]
                .create(
                    {
                        "name": "Linkstar Depot Hamburg",
                        "street": "Hafenstraße 3",
                        "city": "Hamburg",
                        "zip": "20457",
                        "state_id": cls.env.ref("base.state_de_hh").id,
                        "country_id": cls.env.ref("base.de").id,
                        "phone": "+49 40 1234567",
                    }
                )
                .id,
            }
        )

    def _shipped(self):
        """An order that the carrier took, with its shipment."""
        self._put_in_stock(self.case, 2, 6.0)
        order = self._sold((self.case, 2), send=False)
        order.set_delivery_line(self.method, 10)
        order.picking_ids.carrier_id = self.method
        self._send(order.picking_ids)
        shipment = order.picking_ids.linkstar_shipment_id
        self._work(shipment)
        self.assertEqual(shipment.state, "ready", shipment.problem)
        return order, shipment

    def _at_depot(self, order, shipment):
        return self._came_back(
            order,
            self.case,
            2,
            destination="place",
            place_id=self.depot.id,
            shipment_id=shipment.id,
            reason="address",
        )

    def _again(self, record):
        action = record.with_user(self.picker).action_send_again()
        return self.env["stock.picking"].browse(action["res_id"])

    def _order_of(self, shipment):
        return self.control.order(shipment.reference_no)["request"]

    def test_a_new_order_from_the_depot(self):
        order, first = self._shipped()
        record = self._at_depot(order, first)
        self.buyer.street = "Teststraße 12"
        again = self._again(record)
        self.assertEqual(again.carrier_id, self.method)
        self.assertFalse(again.carrier_tracking_ref)
        self._send(again)
        second = again.linkstar_shipment_id
        self.assertTrue(second, "an order of its own")
        self._work(second)
        self.assertEqual(second.state, "ready", second.problem)
        self.assertNotEqual(second.reference_no, first.reference_no)
        self.assertNotEqual(second.tracking_number, first.tracking_number)
        self.assertEqual(again.carrier_tracking_ref, second.number)
        old, new = self._order_of(first), self._order_of(second)
        self.assertEqual(new["Shipper"]["shipper_street"], "Hafenstraße 3")
        self.assertEqual(new["Consignee"]["consignee_street"], "Teststraße 12")
        self.assertNotEqual(old["Shipper"], new["Shipper"])
        self.assertEqual(order.order_line[0].qty_delivered, 2)
        self.assertEqual(first.state, "ready", "the first order stays as it was")

    def test_it_comes_back_from_the_second_way(self):
        order, first = self._shipped()
        again = self._again(self._at_depot(order, first))
        self._send(again)
        second = again.linkstar_shipment_id
        self._work(second)
        second.tracking_state = "returning"
        self.env["linkstar.return"]._follow(second)
        proposal = self.env["linkstar.return"].search([("shipment_id", "=", second.id)])
        self.assertEqual(proposal.picking_id, again)
        self.assertEqual(proposal.line_ids.quantity, 2)
        self.assertEqual(proposal.state, "proposed")

    def test_a_bad_address_is_told_before_anything_moves(self):
        order, first = self._shipped()
        record = self._at_depot(order, first)
        self.buyer.zip = False
        again = self._again(record)
        with self.assertRaises(UserError):
            self._send(again)
        self.assertFalse(again.linkstar_shipment_id)
        self.buyer.zip = "10115"
        self._send(again)
        self.assertTrue(again.linkstar_shipment_id)

    def test_the_declaration_is_new(self):
        order, first = self._shipped()
        again = self._again(self._at_depot(order, first))
        self._send(again)
        self._work(again.linkstar_shipment_id)
        declaration = again.linkstar_shipment_id.declaration_id
        self.assertTrue(declaration)
        self.assertNotEqual(declaration, first.declaration_id)
