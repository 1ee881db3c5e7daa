# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Free goods: parts of an offer, which get a share of the price paid, and gifts, which
are declared at their sales price.
"""

from odoo import Command
from odoo.tests import tagged

from .common import CustomsCase


@tagged("post_install", "-at_install")
class TestOffers(CustomsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.voucher = cls.env["product.product"].create(
            {"name": "Voucher", "type": "service", "taxes_id": [Command.clear()]}
        )

    def declared_values(self, order):
        """Return ([value of each line], outcome) of the transfer's declaration, and
        assert that the order's forecast is equal.
        """
        declaration = order.picking_ids._linkstar_declare()
        forecast = order._linkstar_forecast()
        self.assertEqual(forecast.scheme_outcome, declaration.scheme_outcome)
        self.assertEqual(forecast.total_value, declaration.total_value)
        self.assertEqual(declaration.order_eur_value, declaration.total_value)
        return declaration.line_ids.mapped("value"), declaration.scheme_outcome

    def test_buy_one_get_one(self):
        order = self.order(
            (self.case, 1, 90.0), (self.case, 1, 90.0, {"discount": 100.0})
        )
        self.assertEqual(self.declared_values(order), ([45.0, 45.0], "declared"))
        self.assertEqual(order.linkstar_scheme_outcome, "declared")
        self.assertEqual(
            order.picking_ids.linkstar_declaration_ids.line_ids.mapped("paid_value"),
            [90.0, 0.0],
        )

    def test_nothing_paid_is_nothing_to_spread(self):
        order = self.order(
            (self.lamp, 1, 90.0), (self.case, 1, 90.0), (self.voucher, 1, -180.0)
        )
        self.assertEqual(
            self.declared_values(order)[0], [40.0, 10.0], "their own prices"
        )

    def test_another_product_is_free(self):
        order = self.order(
            (self.lamp, 1, 120.0), (self.case, 1, 30.0, {"discount": 100.0})
        )
        self.assertEqual(self.declared_values(order), ([96.0, 24.0], "declared"))

    def test_a_gift_keeps_its_own_value(self):
        order = self.order((self.case, 1, 120.0), (self.lamp, 1, 0.0))
        self.assertEqual(self.declared_values(order), ([120.0, 40.0], "above_limit"))

    def test_three_for_two_to_the_cent(self):
        order = self.order(
            (self.case, 2, 9.99),
            (self.case, 1, 9.99, {"discount": 100.0}),
            (self.lamp, 1, 5.0),
        )
        values, _outcome = self.declared_values(order)
        self.assertAlmostEqual(sum(values), 24.98, 2)
        self.assertEqual(values[-1], 5.0)

    def test_in_two_deliveries(self):
        order = self.order(
            (self.case, 2, 45.0), (self.case, 2, 45.0, {"discount": 100.0})
        )
        picking = order.picking_ids
        for move in picking.move_ids:
            move.write({"quantity": 1, "picked": True})
        picking.with_context(skip_backorder=True)._action_done()
        rest = order.picking_ids - picking
        declarations = (picking + rest)._linkstar_declare()
        self.assertEqual(declarations.mapped("total_value"), [45.0, 45.0])
        self.assertEqual(
            [sum(each.line_ids.mapped("paid_value")) for each in declarations],
            [45.0, 45.0],
        )

    def test_a_reward_of_the_loyalty_app(self):
        """A reward line of the loyalty app has the price of the product and a discount
        of 100 %, like here.
        """
        order = self.order((self.case, 1, 90.0))
        order.order_line = [
            Command.create(
                {
                    "product_id": self.case.id,
                    "product_uom_qty": 1,
                    "price_unit": 90.0,
                    "discount": 100,
                    "tax_ids": [],
                }
            )
        ]
        self.assertEqual(order._linkstar_goods_value(), 90)

    def test_the_sum_of_an_order_at_the_limit(self):
        order = self.order(
            (self.case, 1, 37.14),
            (self.lamp, 1, 104.34),
            (self.product("Strap", "ST", price=9.0), 1, 8.52),
        )
        self.assertGreater(37.14 + 104.34 + 8.52, 150.0, "as floats they exceed it")
        self.assertEqual(self.declared_values(order)[1], "declared")
        self.assertEqual(order.linkstar_scheme_outcome, "declared")

    def test_goods_of_near_orders_count_without_transport(self):
        service = self.voucher
        self.order((self.case, 1, 70.0), (service, 1, 20.0))
        order = self.order((self.case, 1, 75.0))
        codes = [problem.code for problem in order._linkstar_check()[order]]
        self.assertNotIn("splitting", codes, "145 of goods together")


@tagged("post_install", "-at_install")
class TestVatOfOrders(CustomsCase):
    """An order that is declared as sold with VAT, but was sold without."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.linkstar_check_vat = "warn"
        group = cls.env["account.tax.group"].create(
            {"name": "VAT", "company_id": cls.company.id}
        )
        cls.german, cls.french = cls.env["account.tax"].create(
            [
                {
                    "name": f"{percent} %",
                    "amount": percent,
                    "tax_group_id": group.id,
                    "company_id": cls.company.id,
                    "country_id": cls.company.country_id.id,
                }
                for percent in (19.0, 20.0)
            ]
        )
        cls.wrap = cls.env["product.product"].create(
            {"name": "Wrap", "type": "service", "taxes_id": [Command.clear()]}
        )

    def found(self, records):
        return [
            problem
            for problem in records._linkstar_check()[records]
            if problem.code.startswith("vat_")
        ]

    def sold(self, *taxes, price=10.0, partner=None):
        return self.order(
            *(
                (product, 1, price, {"tax_ids": [Command.set(tax.ids)]})
                for product, tax in zip((self.case, self.wrap), taxes)
            ),
            partner=partner,
        )

    def test_no_vat(self):
        order = self.sold(self.german.browse())
        for records in (order, order.picking_ids):
            [problem] = self.found(records)
            self.assertEqual(
                (problem.code, problem.severity, problem.res_id),
                ("vat_not_charged", "warn", order.id),
            )
            self.assertIn("Germany, 19 %", problem.text)
            self.assertIn("fiscal position", problem.text)
        self.company.linkstar_check_vat = "block"
        self.assertEqual(
            [problem.severity for problem in self.found(order.picking_ids)], ["block"]
        )
        self.company.linkstar_check_vat = "off"
        self.assertEqual(self.found(order), [])

    def test_the_rate_of_another_country(self):
        [problem] = self.found(self.sold(self.french))
        self.assertEqual(problem.code, "vat_rate_differs")

    def test_right(self):
        order = self.sold(self.german, self.german)
        self.assertEqual(self.found(order) + self.found(order.picking_ids), [])

    def test_services_and_transport_are_looked_at(self):
        [problem] = self.found(self.sold(self.german, self.german.browse()))
        self.assertIn("Wrap", problem.text)

    def test_reduced_rate_of_a_product(self):
        self.env.ref("linkstar_customs.vat_de_reduced_7").headings = "3926"
        [problem] = self.found(self.sold(self.german))
        self.assertIn("7 %", problem.text)

    def test_only_what_is_declared_with_an_own_number(self):
        self.assertEqual(self.found(self.sold(self.german.browse(), price=151.0)), [])
        order = self.sold(self.german.browse())
        marketplace = self.env["linkstar.marketplace"].create(
            {"name": "Bazaar", "company_id": self.company.id}
        )
        self.registration.copy(
            {"number": "IM2500000017", "marketplace_id": marketplace.id}
        )
        order.linkstar_marketplace_id = marketplace
        self.assertEqual(self.found(order), [], "the marketplace charges it")
