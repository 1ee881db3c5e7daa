# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import tagged

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestWeights(LinkstarCase):
    """Quotation, declaration and shipment use the weight of the goods that leave."""

    def weights(self, order):
        facts = order._linkstar_facts()
        return str(facts.weight.normalize()), sum(item.quantity for item in facts.items)

    def test_goods_sold_by_weight(self):
        kilogram = self.env.ref("uom.product_uom_kgm").id
        for weight in (1.0, 0.0):
            with self.subTest(weight=weight):
                tea = self._make_product(
                    f"Tea {weight}", weight=weight, uom_id=kilogram
                )
                self.assertEqual(
                    self.weights(self._order(1.9, product=tea)), ("1.9", 2)
                )
                self.assertEqual(self.weights(self._order(3, product=tea)), ("3", 3))
                self.assertEqual(
                    self.weights(self._order(0.3, product=tea)), ("0.3", 1)
                )
                self.assertFalse(self._order(1.9, product=tea)._linkstar_weightless())
        shipment = self._booked(quantity=1.9, product=tea)
        request = self.control.order(shipment.reference_no)["request"]
        self.assertEqual(float(request["order_weight"]), 1.9)
        self.assertEqual([float(box["weight"]) for box in request["Volume"]], [1.9])
        self.assertEqual(
            sum(
                float(item["invoice_weight"]) * item["invoice_quantity"]
                for item in request["ItemArr"]
            ),
            1.9,
        )

    def test_goods_do_not_outweigh_what_was_weighed(self):
        mug = self._make_product("Mug", weight=0.25)
        picking = self._transfer(product=mug)
        picking.shipping_weight = 0.45
        picking.button_validate()
        shipment = picking.linkstar_shipment_id
        self._work(shipment)
        request = self.control.order(shipment.reference_no)["request"]
        self.assertEqual(float(request["order_weight"]), 0.45)
        self.assertLessEqual(
            sum(
                float(item["invoice_weight"]) * item["invoice_quantity"]
                for item in request["ItemArr"]
            ),
            0.45,
        )

    def test_each_order_of_a_box_by_itself(self):
        """The measured weight of a box is used for the goods in that box."""
        self.service.one_order_per_box = True
        mug = self._make_product("Mug", weight=0.25)
        picking = self._transfer(product=mug, quantity=4)
        line = picking.move_line_ids
        boxes = self.env["stock.package"].create(
            [
                {"name": "LIGHT", "shipping_weight": 0.3},
                {"name": "HEAVY", "shipping_weight": 0.9},
            ]
        )
        line.write({"quantity": 2, "result_package_id": boxes[0].id})
        line.copy(
            {
                "quantity": 2,
                "result_package_id": boxes[1].id,
                "picking_id": picking.id,
                "move_id": line.move_id.id,
            }
        )
        picking.move_ids.picked = True
        picking.button_validate()
        shipments = picking.linkstar_shipment_ids
        self._work(shipments)
        self.assertEqual(len(shipments), 2)
        for shipment in shipments:
            request = self.control.order(shipment.reference_no)["request"]
            goods = sum(
                float(item["invoice_weight"]) * item["invoice_quantity"]
                for item in request["ItemArr"]
            )
            self.assertLessEqual(round(goods, 3), float(request["order_weight"]))

    def test_a_kit_without_a_weight_weighs_its_parts(self):
        kit, battery = (
            self._make_product("Kit", weight=0.0),
            self._make_product("Lamp", weight=0.4, linkstar_battery="ion_contained"),
        )
        parts = {kit: {self.product: 2.0, battery: 1.0}}

        def components(products, company):
            return {
                product: of_kit
                for product, of_kit in parts.items()
                if product in products
            }

        # The manufacturing app, which supports kits, is not installed in these tests.
        with patch.object(
            type(self.env["product.product"]), "_linkstar_components", components
        ):
            order = self._order(2, product=kit)
            self.assertFalse(order._linkstar_weightless())
            self.assertEqual(self.weights(order), ("1.64", 6))
            self.assertIn("ion_contained", order._linkstar_facts().goods_types)
            battery.weight = 0.0
            self.assertEqual(order._linkstar_weightless(), battery)

    def test_what_the_wizard_begins_with_was_not_typed(self):
        """Core does not support kits, so its estimate is less than the goods that
        leave.
        """
        kit = self._make_product("Kit", weight=0.0)
        parts = {kit: {self.product: 2.0}}

        def components(products, company):
            return {
                product: of_kit
                for product, of_kit in parts.items()
                if product in products
            }

        with patch.object(
            type(self.env["product.product"]), "_linkstar_components", components
        ):
            order = self._order(1, product=kit)
            order.order_line = [
                Command.create(
                    {
                        "product_id": self.product.id,
                        "product_uom_qty": 1,
                        "price_unit": 28,
                    }
                )
            ]
            estimate = order._get_estimated_weight()
            self.assertAlmostEqual(estimate, 0.21)
            self.assertEqual(
                self.weights(order.with_context(order_weight=estimate))[0], "0.63"
            )
            self.assertEqual(
                self.weights(order.with_context(order_weight=0.8))[0], "0.8"
            )

    def test_three_grams(self):
        pin = self._make_product("Pin", weight=0.003)
        pin.invalidate_recordset()
        self.assertEqual(self.weights(self._order(10, product=pin)), ("0.03", 10))
