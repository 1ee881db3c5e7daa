# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Amounts of the whole order: discounts, transport, insurance and VAT, compared with
the values that core declares.
"""

from odoo import Command
from odoo.tests import tagged

from .common import CustomsCase


@tagged("post_install", "-at_install")
class TestOrderValues(CustomsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.voucher = cls.service("Voucher")
        cls.insurance = cls.service("Insurance")
        cls.company.linkstar_insurance_product_id = cls.insurance
        cls.carrier = cls.env["delivery.carrier"].create(
            {"name": "Post", "product_id": cls.service("Post").id, "fixed_price": 6.0}
        )
        group = cls.env["account.tax.group"].create(
            {"name": "VAT", "company_id": cls.company.id}
        )
        cls.vat = cls.env["account.tax"].create(
            {
                "name": "20 %",
                "amount": 20.0,
                "tax_group_id": group.id,
                "company_id": cls.company.id,
                "country_id": cls.company.country_id.id,
            }
        )

    @classmethod
    def service(cls, name):
        return cls.env["product.product"].create(
            {"name": name, "type": "service", "taxes_id": [Command.clear()]}
        )

    def core_value(self, picking):
        """Return the value of goods that core sends to a carrier: without the discount
        of the order, with VAT.
        """
        packages = self.carrier._get_packages_from_picking(
            picking, self.env["stock.package.type"]
        )
        return round(
            sum(
                one.monetary_value * one.qty
                for package in packages
                for one in package.commodities
            ),
            2,
        )

    def core_units(self, picking):
        packages = self.carrier._get_packages_from_picking(
            picking, self.env["stock.package.type"].new({})
        )
        return sum(one.qty for package in packages for one in package.commodities)

    def packed(self, picking, *quantities):
        """Pack ``quantities`` of the transfer's only product: each (units, whether in a
        box).
        """
        picking.move_ids.move_line_ids.unlink()
        for units, boxed in quantities:
            box = (
                self.env["stock.package"].create({})
                if boxed
                else self.env["stock.package"]
            )
            self.env["stock.move.line"].create(
                {
                    "move_id": picking.move_ids.id,
                    "picking_id": picking.id,
                    "product_id": self.case.id,
                    "quantity": units,
                    "result_package_id": box.id,
                }
            )

    def test_what_is_packed_beside_what_is_loose_counts_once(self):
        picking = self.order((self.case, 4, 10.0)).picking_ids
        self.packed(picking, (1, True), (3, False))
        self.assertEqual(self.declared(picking), [("PC-1", 4, "10.00")])
        self.assertEqual(self.core_units(picking), 5)
        self.assertEqual(picking.linkstar_declaration_ids.parcel_count, 2)

    def test_units_over_two_boxes_keep_their_price(self):
        picking = self.order((self.case, 3, 10.0)).picking_ids
        self.packed(picking, (1, True), (2, True))
        self.assertEqual(self.declared(picking), [("PC-1", 3, "10.00")])
        self.assertEqual(
            (
                picking.linkstar_declaration_ids.total_value,
                picking.linkstar_declaration_ids.parcel_count,
            ),
            (30.0, 2),
        )

    def test_vat_and_currency_beside_core(self):
        picking = self.order(
            (self.case, 1, 10.0, {"tax_ids": [Command.set(self.vat.ids)]})
        ).picking_ids
        self.packed(picking, (1, False))
        self.assertEqual(self.declared(picking), [("PC-1", 1, "10.00")])
        declaration = picking.linkstar_declaration_ids
        self.assertEqual(
            (declaration.currency_id, declaration.total_value, declaration.eur_value),
            (self.euro, 10.0, 10.0),
        )
        [package] = self.carrier._get_packages_from_picking(
            picking, self.env["stock.package.type"].new({})
        )
        # 12 are EUR with VAT, in a package with the currency CNY.
        self.assertEqual(
            (self.core_value(picking), package.currency_id), (12.0, self.yuan)
        )

    def test_discount_of_the_whole_order(self):
        order = self.order(
            (self.case, 2, 25.0), (self.lamp, 1, 50.0), (self.voucher, 1, -10.0)
        )
        picking = order.picking_ids
        self.assertEqual(
            self.declared(picking), [("PC-1", 2, "22.50"), ("DL-5", 1, "45.00")]
        )
        self.assertEqual(
            (picking.linkstar_declaration_ids.total_value, self.core_value(picking)),
            (90.0, 100.0),
        )

    def test_odoos_own_wizard_for_discounts(self):
        order = self.order(
            (self.case, 3, 10.0, {"tax_ids": [Command.set(self.vat.ids)]}),
            (self.lamp, 1, 39.0),
        )
        for kind, values in (
            ("so_discount", {"discount_percentage": 0.1}),
            ("amount", {"discount_amount": 5.0}),
        ):
            wizard = self.env["sale.order.discount"].create(
                {"sale_order_id": order.id, "discount_type": kind, **values}
            )
            wizard.action_apply_discount()
            self.assertEqual(
                order.picking_ids._linkstar_declare().total_value,
                round(order.amount_untaxed, 2),
            )
        # Core: 3 × 12.00 with VAT, and 39.00, without the discount.
        self.assertEqual(self.core_value(order.picking_ids), 75.0)

    def test_a_discount_lowers_transport_only_where_it_is_meant_to(self):
        order = self.order((self.case, 1, 40.0), (self.voucher, 1, -10.0))
        order.set_delivery_line(self.carrier, 6.0)
        declaration = order.picking_ids._linkstar_declare()
        self.assertEqual(
            (declaration.total_value, declaration.transport_value), (30.0, 6.0)
        )

    def test_goods_transport_insurance_and_vat_apart(self):
        taxed = {"tax_ids": [Command.set(self.vat.ids)]}
        order = self.order((self.case, 3, 10.0, taxed), (self.insurance, 1, 2.5, taxed))
        order.set_delivery_line(self.carrier, 6.0)
        declaration = order.picking_ids._linkstar_declare()
        values = [
            declaration[f"{name}_value"]
            for name in ("total", "transport", "insurance", "vat")
        ]
        self.assertEqual(values, [30.0, 6.0, 2.5, 6.5])
        self.assertEqual(sum(values), round(order.amount_total, 2))

    def test_deliveries_in_parts_add_up_in_every_amount(self):
        order = self.order(
            (
                self.case,
                3,
                10.0,
                {"discount": 66.67, "tax_ids": [Command.set(self.vat.ids)]},
            ),
            (self.insurance, 1, 1.0),
        )
        order.set_delivery_line(self.carrier, 5.0)
        pickings, rest = order.picking_ids, order.picking_ids
        for _part in range(2):
            rest = self.validate(rest, {self.case: 1})
            pickings += rest
        declarations = pickings._linkstar_declare()
        for field, whole in (
            ("total_value", 10.0),
            ("transport_value", 5.0),
            ("insurance_value", 1.0),
            ("vat_value", 2.0),
        ):
            self.assertAlmostEqual(sum(declarations.mapped(field)), whole, 2, field)
        self.assertEqual(
            [round(each.transport_value, 2) for each in declarations],
            [1.67, 1.67, 1.66],
        )

    def test_everything_free_but_the_transport(self):
        order = self.order((self.case, 2, 0.0))
        order.set_delivery_line(self.carrier, 5.0)
        picking = order.picking_ids
        rest = self.validate(picking, {self.case: 1})
        declarations = (picking + rest)._linkstar_declare()
        self.assertEqual(declarations.mapped("transport_value"), [5.0, 0.0])
        self.assertEqual(declarations.mapped("total_value"), [10.0, 10.0])

    def test_weights_add_up(self):
        picking = self.order((self.case, 2, 10.0), (self.lamp, 1, 39.0)).picking_ids
        picking.shipping_weight = 1.6
        declaration = picking._linkstar_declare()
        self.assertEqual(
            (declaration.net_weight, declaration.gross_weight), (1.35, 1.6)
        )
        for line in declaration.line_ids:
            self.assertGreaterEqual(line.gross_weight, line.net_weight)
        picking.shipping_weight = 0.2
        # The scale is correct, not the products: together they do not exceed its
        # weight.
        declaration = picking._linkstar_declare()
        self.assertEqual(declaration.gross_weight, 0.2)
        self.assertLessEqual(declaration.net_weight, 0.2)

    def test_euro_of_the_day_of_the_payment(self):
        self.pricelist.currency_id = self.yuan
        self.env["res.currency.rate"].create(
            {
                "currency_id": self.euro.id,
                "company_id": self.company.id,
                "name": "2026-04-01",
                "inverse_company_rate": 10.0,
            }
        )
        order = self.order((self.case, 3, 33.33), (self.lamp, 1, 700.0))
        declaration = order.picking_ids._linkstar_declare()
        self.assertEqual(
            (str(declaration.rate_date), declaration.rate_basis),
            ("2026-03-02", "confirmation"),
        )
        self.assertEqual(declaration.exchange_rate, 0.125)
        order.linkstar_paid_on = "2026-04-02"
        order.picking_ids._linkstar_declare()
        self.assertEqual(
            (str(declaration.rate_date), declaration.rate_basis),
            ("2026-04-02", "payment"),
        )
        self.assertEqual(
            (declaration.total_value, declaration.eur_value, declaration.exchange_rate),
            (799.99, 80.0, 0.1),
        )
        self.assertEqual(round(sum(declaration.line_ids.mapped("eur_value")), 2), 80.0)

    def test_payment_by_a_transaction(self):
        order = self.order((self.case, 1, 10.0))
        provider = self.env["payment.provider"].create(
            {"name": "Any", "code": "none", "company_id": self.company.id}
        )
        method = self.env["payment.method"].create(
            {"name": "Any", "code": "linkstar_any"}
        )
        self.env["payment.transaction"].create(
            {
                "provider_id": provider.id,
                "payment_method_id": method.id,
                "reference": "linkstar-test",
                "amount": 10.0,
                "currency_id": self.euro.id,
                "partner_id": self.buyer.id,
                "sale_order_ids": [Command.set(order.ids)],
                "state": "done",
                "last_state_change": "2026-02-27 23:30:00",
            }
        )
        self.assertEqual(str(order._linkstar_rate_date()), "2026-02-27")

    def test_negative_lines_and_refunds_larger_than_the_sale_are_told(self):
        order = self.order((self.case, 1, 10.0), (self.lamp, 1, -4.0))
        codes = [
            problem.code for problem in order.picking_ids._linkstar_customs_problems()
        ]
        self.assertIn("line_negative", codes)
        order = self.order((self.case, 1, 10.0), (self.voucher, 1, -12.5))
        for problems in (
            order.picking_ids._linkstar_check()[order.picking_ids],
            order._linkstar_check()[order],
        ):
            (problem,) = [
                problem for problem in problems if problem.code == "discount_exceeds"
            ]
            self.assertEqual(problem.severity, "block")
            self.assertIn("2.50", problem.text)

    def test_one_item_of_two_products(self):
        other = self.product(
            "Case, red",
            "PC-2",
            price=80.0,
            weight=0.06,
            hs_code="392690",
            text="Phone cover,  silicone",
        )
        picking = self.order(
            (self.case, 1, 10.0), (other, 2, 8.0), (self.lamp, 1, 39.0)
        ).picking_ids
        self.assertEqual(
            self.declared(picking),
            [("PC-1,PC-2", 1, "8.66"), ("PC-1,PC-2", 2, "8.67"), ("DL-5", 1, "39.00")],
        )
        declaration = picking.linkstar_declaration_ids
        self.assertEqual(
            (declaration.line_ids.mapped("item_no"), declaration.item_count),
            ([1, 1, 2], 2),
        )
        self.assertEqual(declaration.total_value, 65.0)
        self.company.linkstar_grouping = "product"
        self.assertEqual(
            self.declared(picking),
            [("PC-1", 1, "10.00"), ("PC-2", 2, "8.00"), ("DL-5", 1, "39.00")],
        )
