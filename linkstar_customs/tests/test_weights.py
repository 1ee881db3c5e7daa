# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.tests import tagged

from .common import CustomsCase


@tagged("post_install", "-at_install")
class TestWeights(CustomsCase):
    """Declared weights are exact to the gram, and never exceed the parcel."""

    def test_grams_are_kept(self):
        """A weight of 3 g stays 3 g. If the database cannot store it, the user gets a
        problem.
        """
        pin = self.product("Pin", "PIN-1", price=5.0, weight=0.003)
        pin.invalidate_recordset()
        self.assertEqual(pin.weight, 0.003)
        self.assertTrue(pin.linkstar_customs_ready)
        precision = self.env["decimal.precision"].search(
            [("name", "=", "Stock Weight")]
        )
        self.assertGreaterEqual(precision.digits, 3)
        precision.digits = 2
        pin.weight = 0.003
        self.assertEqual(pin.weight, 0)
        self.assertIn("Stock Weight", pin.linkstar_customs_missing)
        self.env["decimal.precision"]._linkstar_keep_grams()
        self.assertEqual(precision.digits, 3)
        precision.digits = 4
        self.env["decimal.precision"]._linkstar_keep_grams()
        self.assertEqual(precision.digits, 4, "more decimal places than ours stay")

    def test_goods_sold_by_weight(self):
        kilogram = self.env.ref("uom.product_uom_kgm")
        for weight in (1.0, 0.0):
            tea = self.product(
                f"Tea {weight}",
                f"T-{weight}",
                price=80.0,
                weight=weight,
                hs_code="392690",
                uom_id=kilogram.id,
            )
            with self.subTest(weight=weight):
                self.assertTrue(
                    tea.linkstar_customs_ready, tea.linkstar_customs_missing
                )
                order = self.order((tea, 1.9, 10.0))
                picking = order.picking_ids
                self.assertEqual(
                    [p.code for p in picking._linkstar_customs_problems()], []
                )
                declaration = picking._linkstar_declare()
                self.assertAlmostEqual(declaration.net_weight, 1.9)
                self.assertEqual(declaration.total_value, 19.0)
                self.assertAlmostEqual(order._linkstar_forecast().net_weight, 1.9)

    def test_units_that_are_counted_stay_whole(self):
        (problem,) = self.order(
            (self.case, 1.5, 10.0)
        ).picking_ids._linkstar_customs_problems()
        self.assertEqual(problem.code, "quantity_not_whole")

    def test_goods_do_not_outweigh_the_parcel(self):
        mug = self.product("Mug", "MUG-1", price=80.0, weight=0.25)
        picking = self.order((mug, 2, 10.0), (self.case, 1, 5.0)).picking_ids
        picking.shipping_weight = 0.45
        declaration = picking._linkstar_declare()
        self.assertLessEqual(declaration.net_weight, 0.45)
        self.assertAlmostEqual(declaration.gross_weight, 0.45)
        self.assertLessEqual(
            sum(item.net_weight for item in declaration._linkstar_items()), 0.45
        )
        self.assertTrue(
            all(line.net_weight <= line.gross_weight for line in declaration.line_ids)
        )

    def test_what_odoo_rounds_was_not_weighed(self):
        self.env["decimal.precision"].search([("name", "=", "Stock Weight")]).digits = 3
        ring = self.product("Ring", "R-1", price=80.0, weight=0.213)
        picking = self.order((ring, 1, 10.0)).picking_ids
        self.env["decimal.precision"].search([("name", "=", "Stock Weight")]).digits = 2
        picking.shipping_weight = 0.21
        self.assertEqual(picking._linkstar_declare().net_weight, 0.213)
