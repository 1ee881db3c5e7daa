# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A box with goods of two transfers would get two labels."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestSharedBoxes(LinkstarCase):
    def _box(self, name="BOX", **values):
        return self.env["stock.package"].create({"name": name, **values})

    def _packed(self, box, **values):
        picking = self._transfer(**values)
        picking.move_line_ids.result_package_id = box
        return picking

    def _shared(self, picking):
        return [
            problem
            for problem in picking._linkstar_check()[picking]
            if problem.code == "box_shared"
        ]

    def test_in_one_box(self):
        box = self._box()
        one, other = self._packed(box), self._packed(box)
        [problem] = self._shared(one)
        self.assertEqual(
            (problem.severity, problem.model, problem.res_id),
            ("block", "stock.package", box.id),
        )
        self.assertIn(box.name, problem.text)
        self.assertIn(other.name, problem.text)
        with self.assertRaisesRegex(UserError, "get two labels"):
            one.button_validate()
        other.move_line_ids.result_package_id = self._box("OTHER")
        self.assertFalse(self._shared(one) + self._shared(other))
        one.button_validate()
        self.assertEqual(one.state, "done")

    def test_checked_together(self):
        box = self._box()
        pickings = (
            self._packed(box) + self._packed(box) + self._packed(self._box("OTHER"))
        )
        found = pickings._linkstar_check()
        codes = [
            [problem.code for problem in found[picking]].count("box_shared")
            for picking in pickings
        ]
        self.assertEqual(codes, [1, 1, 0])

    def test_nested(self):
        """In two boxes of one carton."""
        carton = self._box("CARTON")
        one, other = (
            self._packed(self._box("A", package_dest_id=carton.id)),
            self._packed(self._box("B", parent_package_id=carton.id)),
        )
        for picking in one + other:
            [problem] = self._shared(picking)
            self.assertEqual(problem.res_id, carton.id)

    def test_with_one_that_has_left(self):
        box = self._box()
        first = self._packed(box)
        first.button_validate()
        self._work(first.linkstar_shipment_id)
        second = self._packed(box)
        [problem] = self._shared(second)
        self.assertIn(first.name, problem.text)
        first.linkstar_shipment_id.tracking_state = "delivered"
        self.assertFalse(
            self._shared(second), "a box that has arrived may be used again"
        )

    def test_with_one_that_gets_no_label(self):
        fixed = self.env["delivery.carrier"].create(
            {
                "name": "By hand",
                "delivery_type": "fixed",
                "product_id": self.method.product_id.id,
            }
        )
        box = self._box()
        one = self._packed(box)
        self._packed(box, method=fixed)
        [problem] = self._shared(one)
        self.assertEqual(problem.severity, "warn")
        one.button_validate()
        self.assertEqual(one.state, "done")

    def test_with_one_that_is_cancelled(self):
        box = self._box()
        one = self._packed(box)
        self._packed(box).action_cancel()
        self.assertFalse(self._shared(one))

    def test_pick_and_ship_share_nothing(self):
        self.warehouse.delivery_steps = "pick_ship"
        storable = self._make_product("Stored case", is_storable=True)
        self.env["stock.quant"]._update_available_quantity(
            storable, self.warehouse.lot_stock_id, 5
        )
        order = self._order(product=storable)
        order.action_confirm()
        pick = order.picking_ids
        pick.action_assign()
        pick.move_line_ids.result_package_id = self._box()
        pick.button_validate()
        ship = order.picking_ids - pick
        ship.carrier_id = self.method
        ship.action_assign()
        self.assertEqual(ship.move_line_ids.result_package_id.name, "BOX")
        self.assertFalse(self._shared(ship))

    def test_without_boxes_nothing_is_asked(self):
        picking = self._transfer()
        picking._linkstar_check()
        with self.assertQueryCount(0):
            self.assertFalse(picking._linkstar_shared_boxes())
