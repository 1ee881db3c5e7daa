# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import Command
from odoo.tests import tagged

from .common import CustomsCase


@tagged("post_install", "-at_install")
class TestValues(CustomsCase):
    def tax(self, *, included):
        group = self.env["account.tax.group"].create(
            {"name": "VAT", "company_id": self.company.id}
        )
        return self.env["account.tax"].create(
            {
                "name": f"VAT 20 {included}",
                "amount": 20.0,
                "tax_group_id": group.id,
                "company_id": self.company.id,
                "country_id": self.company.country_id.id,
                "price_include_override": (
                    "tax_included" if included else "tax_excluded"
                ),
            }
        )

    def kit(self, order, quantities):
        """Replace the kit's own move by moves of components {product: quantity}, as
        Odoo does for a kit.
        """
        picking, line = order.picking_ids, order.order_line[0]
        kit_move = picking.move_ids
        for product, quantity in quantities.items():
            move = kit_move.copy(
                {
                    "product_id": product.id,
                    "product_uom_qty": quantity,
                    "product_uom": product.uom_id.id,
                }
            )
            move.sale_line_id = line
        kit_move._action_cancel()
        kit_move.unlink()
        picking.action_confirm()
        return picking

    def test_price_after_discount(self):
        picking = self.order((self.case, 2, 9.9, {"discount": 10.0})).picking_ids
        self.assertEqual(self.declared(picking), [("PC-1", 2, "8.91")])

    def test_tax_is_taken_out_of_the_price(self):
        picking = self.order(
            (
                self.case,
                2,
                12.0,
                {"tax_ids": [Command.set(self.tax(included=True).ids)]},
            )
        ).picking_ids
        self.assertEqual(self.declared(picking), [("PC-1", 2, "10.00")])

    def test_tax_on_top_is_not_declared(self):
        # Core declares 12.00 here: shared price_reduce_taxinc.
        picking = self.order(
            (
                self.case,
                2,
                10.0,
                {"tax_ids": [Command.set(self.tax(included=False).ids)]},
            )
        ).picking_ids
        self.assertEqual(self.declared(picking), [("PC-1", 2, "10.00")])

    def test_a_total_that_does_not_divide_is_declared_to_the_cent(self):
        picking = self.order((self.case, 3, 10.0, {"discount": 66.67})).picking_ids
        self.assertEqual(picking.sale_id.amount_untaxed, 10.0)
        self.assertEqual(
            self.declared(picking), [("PC-1", 2, "3.33"), ("PC-1", 1, "3.34")]
        )
        self.assertEqual(picking.linkstar_declaration_ids.total_value, 10.0)

    def test_sold_by_the_dozen(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        picking = self.order(
            (self.case, 2, 36.0, {"product_uom_id": dozen.id})
        ).picking_ids
        self.assertEqual(self.declared(picking), [("PC-1", 24, "3.00")])

    def test_deliveries_in_parts_add_up_to_the_order(self):
        order = self.order((self.case, 3, 10.0, {"discount": 66.67}))
        self.assertEqual(order.amount_untaxed, 10.0)
        first = order.picking_ids
        second = self.validate(first, {self.case: 1})
        third = self.validate(second, {self.case: 1})
        self.assertEqual(self.declared(first), [("PC-1", 1, "3.33")])
        self.assertEqual(self.declared(second), [("PC-1", 1, "3.34")])
        self.assertEqual(self.declared(third), [("PC-1", 1, "3.33")])

    def test_only_what_is_in_the_box(self):
        order = self.order((self.case, 5, 4.0), (self.lamp, 1, 39.0))
        picking = order.picking_ids
        self.assertEqual(
            self.declared(picking), [("PC-1", 5, "4.00"), ("DL-5", 1, "39.00")]
        )
        picking.move_ids[0].write({"quantity": 2, "picked": True})
        self.assertEqual(self.declared(picking), [("PC-1", 2, "4.00")])
        backorder = self.validate(picking, {self.case: 2})
        self.assertEqual(self.declared(picking), [("PC-1", 2, "4.00")])
        self.assertCountEqual(
            self.declared(backorder), [("PC-1", 3, "4.00"), ("DL-5", 1, "39.00")]
        )

    def test_kit_components_share_its_price(self):
        # The components' list prices are 10 and 20: core declares 30.
        a = self.product("A", "KA", price=10.0)
        b = self.product("B", "KB", price=20.0)
        kit = self.product("Kit", "KIT", price=900.0)
        picking = self.kit(self.order((kit, 1, 100.0)), {a: 1, b: 1})
        self.assertEqual(
            self.declared(picking), [("KA", 1, "33.33"), ("KB", 1, "66.67")]
        )

    def test_kits_in_parts_add_up(self):
        a = self.product("A", "KA", price=10.0)
        b = self.product("B", "KB", price=20.0)
        kit = self.product("Kit", "KIT", price=900.0)
        first = self.kit(self.order((kit, 4, 25.0)), {a: 4, b: 4})
        second = self.validate(first, {a: 1, b: 1})
        values = [
            sum(item.value for item in picking._linkstar_declare()._linkstar_items())
            for picking in (first, second)
        ]
        self.assertEqual([str(value) for value in values], ["25.00", "75.00"])

    def test_a_remainder_given_up_takes_its_value_with_it(self):
        a = self.product("A", "KA", price=10.0)
        b = self.product("B", "KB", price=10.0)
        kit = self.product("Kit", "KIT", price=900.0)
        picking = self.kit(self.order((kit, 4, 100.0)), {a: 4, b: 4})
        self.validate(picking, {a: 2, b: 2}, backorder=False)
        self.assertEqual(
            self.declared(picking), [("KA", 2, "50.00"), ("KB", 2, "50.00")]
        )

    def test_free_goods_are_worth_their_sales_price(self):
        picking = self.order((self.case, 2, 0.0), (self.lamp, 1, 39.0)).picking_ids
        self.assertEqual(
            self.declared(picking), [("PC-1", 2, "10.00"), ("DL-5", 1, "39.00")]
        )

    def test_transfer_without_order_in_the_companys_currency(self):
        included = self.tax(included=True)
        self.lamp.taxes_id = [Command.set(included.ids)]
        out = self.warehouse.out_type_id
        picking = self.env["stock.picking"].create(
            {
                "picking_type_id": out.id,
                "partner_id": self.buyer.id,
                "location_id": out.default_location_src_id.id,
                "location_dest_id": self.env.ref("stock.stock_location_customers").id,
                "scheduled_date": "2026-03-02 10:00:00",
                "move_ids": [
                    Command.create(
                        {
                            "product_id": self.lamp.id,
                            "product_uom_qty": 3,
                            "location_id": out.default_location_src_id.id,
                            "location_dest_id": (
                                self.env.ref("stock.stock_location_customers").id
                            ),
                        }
                    )
                ],
            }
        )
        picking.action_confirm()
        self.assertEqual(
            self.declared(picking), [("DL-5", 1, "266.66"), ("DL-5", 2, "266.67")]
        )
        declaration = picking.linkstar_declaration_ids
        self.assertEqual(
            (declaration.currency_id, declaration.total_value, declaration.eur_value),
            (self.yuan, 800.0, 100.0),
        )

    def test_line_added_in_the_warehouse_has_the_price_of_one(self):
        order = self.order((self.lamp, 1, 39.0))
        line = self.env["sale.order.line"].create(
            {
                "order_id": order.id,
                "product_id": self.case.id,
                "product_uom_qty": 0,
                "price_unit": 7.5,
                "tax_ids": [Command.clear()],
            }
        )
        move = order.picking_ids.move_ids[0].copy(
            {
                "product_id": self.case.id,
                "product_uom_qty": 2,
                "picking_id": order.picking_ids.id,
            }
        )
        move.write({"sale_line_id": line.id, "quantity": 2})
        self.assertIn(("PC-1", 2, "7.50"), self.declared(order.picking_ids))

    def test_sent_again_after_a_return_at_the_same_price(self):
        order = self.order((self.case, 2, 6.0))
        picking = order.picking_ids
        self.validate(picking)
        again = picking.copy({"move_ids": []})
        picking.move_ids.copy(
            {
                "picking_id": again.id,
                "origin_returned_move_id": picking.move_ids.id,
                "quantity": 0,
            }
        ).sale_line_id = order.order_line
        again.action_confirm()
        self.assertEqual(self.declared(again), [("PC-1", 2, "6.00")])
