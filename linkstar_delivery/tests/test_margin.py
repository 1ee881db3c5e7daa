# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The shipping margin of orders and products, in the company's currency."""

from decimal import Decimal

from lxml import etree

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from ..api.messages import Charges
from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestMargin(LinkstarCase):
    def _bill(self, shipment, **kinds):
        amounts = tuple((kind, Decimal(amount)) for kind, amount in kinds.items())
        total = sum((amount for _kind, amount in amounts), Decimal(0))
        shipment._take_charges(
            Charges(shipment.reference_no, amounts, total), failed=False
        )

    def _rows(self, order):
        self.env.invalidate_all()
        return self.env["linkstar.margin"].search(
            [("order_id", "=", order.id)], order="id"
        )

    def _sums(self, order, *names):
        rows = self._rows(order)
        return [round(sum(rows.mapped(name)), 2) for name in names]

    def _quote(self, shipment, amount):
        shipment.charge_ids.unlink()
        self.env["linkstar.charge"].create(
            {
                "shipment_id": shipment.id,
                "company_id": self.company.id,
                "kind": "freight",
                "stage": "quoted",
                "currency_id": self.cny.id,
                "amount": amount,
            }
        )

    def test_from_quoted_to_billed(self):
        shipment = self._booked()
        order = shipment.sale_order_id
        self._quote(shipment, 30)
        charged = order.currency_id._convert(
            10, self.cny, self.company, order.date_order, round=False
        )
        self.assertEqual(self._rows(order).mapped("basis"), ["quoted"])
        self.assertEqual(
            self._sums(order, "charged", "quoted", "cost", "margin"),
            [charged, 30, 30, charged - 30],
        )
        self.assertFalse(self._rows(order).billed)
        self._bill(shipment, freight="35", ddp_duty="4", **{"return": "6"}, claim="-8")
        self.assertEqual(self._rows(order).mapped("basis"), ["billed"])
        self.assertEqual(
            self._sums(order, "billed", "duty", "returns", "claims", "cost", "margin"),
            [45, 4, 6, 8, 45, charged - 45 + 8],
        )

    def test_a_claim_that_is_also_on_a_statement_counts_once(self):
        shipment = self._booked()
        self._bill(shipment, freight="35", claim="-8")
        claim = self.env["linkstar.claim"].create(
            {"shipment_id": shipment.id, "kind": "damaged"}
        )
        claim.sudo().paid_amount = 20
        self.assertEqual(self._sums(shipment.sale_order_id, "claims"), [20])

    def test_the_lines_of_an_order_add_up_to_it(self):
        light = self._make_product("Sticker", weight=0.03)
        order = self._order()
        order.order_line = [
            Command.create({"product_id": light.id, "product_uom_qty": 4})
        ]
        order.action_confirm()
        picking = order.picking_ids
        for move in picking.move_ids:
            move.quantity = move.product_uom_qty
        picking.button_validate()
        self._work(picking.linkstar_shipment_id)
        self._bill(picking.linkstar_shipment_id, freight="10")
        rows = self._rows(order)
        self.assertEqual(len(rows), 2)
        by_product = {row.product_id: row for row in rows}
        # 2 × 0.21 kg and 4 × 0.03 kg.
        self.assertAlmostEqual(by_product[self.product].cost, 10 * 0.42 / 0.54, 6)
        self.assertAlmostEqual(sum(rows.mapped("cost")), 10, 6)

    def test_orders_with_another_currency_than_the_carrier(self):
        self.account.currency_id = self.eur
        shipment = self._booked()
        shipment.charge_ids.unlink()
        self._bill(shipment, freight="5")
        # 1 CNY is 0.125 EUR.
        self.assertEqual(self._sums(shipment.sale_order_id, "billed"), [40])

    def test_without_an_exchange_rate_the_cost_is_not_known(self):
        usd = self.env.ref("base.USD")
        usd.active = True
        self.env["res.currency.rate"].search([("currency_id", "=", usd.id)]).unlink()
        self.account.currency_id = usd
        shipment = self._booked()
        shipment.charge_ids.unlink()
        self._bill(shipment, freight="5")
        order = shipment.sale_order_id
        self.assertEqual(self._rows(order).mapped("basis"), ["unknown"])
        self.assertEqual(order.linkstar_margin_text, "Not known")

    def test_a_parcel_without_any_amount_makes_the_cost_unknown(self):
        shipment = self._booked()
        shipment.charge_ids.unlink()
        order = shipment.sale_order_id
        self.assertEqual(self._rows(order).mapped("basis"), ["unknown"])

    def test_an_order_that_is_not_shipped_yet(self):
        order = self._order()
        order.linkstar_charge_ids.unlink()
        self.assertFalse(self._rows(order))
        self.assertFalse(order.linkstar_margin_text)
        self.env["linkstar.charge"].create(
            {
                "sale_order_id": order.id,
                "company_id": self.company.id,
                "kind": "freight",
                "stage": "quoted",
                "currency_id": self.cny.id,
                "amount": 12,
            }
        )
        self.assertEqual(self._sums(order, "quoted", "cost"), [12, 12])

    def test_on_the_order(self):
        shipment = self._booked()
        order = shipment.sale_order_id
        self._bill(shipment, freight="35")
        margin = self._sums(order, "margin")[0]
        order.invalidate_recordset(["linkstar_margin_text"])
        self.assertEqual(
            order.linkstar_margin_text, self.cny.format(self.cny.round(margin))
        )
        action = order.action_linkstar_margin()
        rows = (
            self.env[action["res_model"]]
            .with_context(**action["context"])
            .search(action["domain"])
        )
        self.assertEqual(rows, self._rows(order))
        costs = rows.action_costs()
        self.assertEqual(
            self.env["linkstar.cost"].search(costs["domain"]).shipment_id, shipment
        )

    def test_only_those_who_may_see_costs(self):
        shipment = self._booked()
        order = shipment.sale_order_id
        roles = {
            "sales_team.group_sale_manager": True,
            "account.group_account_invoice": True,
            "sales_team.group_sale_salesman_all_leads": False,
            "stock.group_stock_manager": False,
            "base.group_portal": False,
        }
        self._bill(shipment, freight="35")
        for group, may in roles.items():
            with self.subTest(group):
                base = "" if group == "base.group_portal" else "base.group_user,"
                user = new_test_user(
                    self.env,
                    "margin_" + group.replace(".", "_"),
                    base + group,
                    company_id=self.company.id,
                    company_ids=[Command.set(self.company.ids)],
                )
                if may:
                    self.assertTrue(order.with_user(user).linkstar_margin_text)
                    continue
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    order.with_user(user).read(["linkstar_margin_text"])
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    self.env["linkstar.margin"].with_user(user).search([])

    def test_the_margin_is_among_the_first_columns_of_the_list(self):
        view = self.env.ref("linkstar_delivery.linkstar_margin_view_list")
        shown = [
            each.get("name")
            for each in etree.fromstring(view.arch).iter("field")
            if each.get("column_invisible") != "1"
        ]
        self.assertLess(shown.index("margin"), 6)
