# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The carrier's cost in the margins of Odoo."""

from decimal import Decimal

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from odoo.addons.linkstar_delivery.api.messages import Charges
from odoo.addons.linkstar_delivery.tests.common import LinkstarCase


@tagged("post_install", "-at_install")
class TestMargin(LinkstarCase):
    def _bill(self, shipment, amount):
        amount = Decimal(amount)
        shipment._take_charges(
            Charges(shipment.reference_no, (("freight", amount),), amount),
            failed=False,
        )

    def test_the_cost_of_the_delivery_line(self):
        self.method.invoice_policy = "real"
        shipment = self._booked()
        order = shipment.sale_order_id
        line = order.order_line.filtered("is_delivery")
        self._bill(shipment, "40")
        self.assertAlmostEqual(
            line.purchase_price,
            self.cny._convert(40, order.currency_id, self.company, order.date_order),
        )
        before = order.margin
        # The buyer pays the difference: the margin stays the same.
        line.qty_invoiced = 1
        order.locked = True
        self._bill(shipment, "48")
        lines = order.order_line.filtered("is_delivery")
        self.assertEqual(len(lines), 2)
        self.assertEqual(lines[1].purchase_price, 0)
        self.assertAlmostEqual(order.margin, before)

    def test_lines_with_goods_and_unknown_costs_are_as_in_core(self):
        self.product.standard_price = 3
        order = self._order()
        order.linkstar_charge_ids.unlink()
        goods = order.order_line - order.order_line.filtered("is_delivery")
        self.assertAlmostEqual(
            goods.purchase_price,
            self.cny._convert(3, order.currency_id, self.company, order.date_order),
        )

    def test_no_buyer_and_no_picker_reads_a_margin(self):
        order = self._booked().sale_order_id
        picker = new_test_user(
            self.env,
            "margin_picker",
            "base.group_user,stock.group_stock_user",
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        buyer = new_test_user(self.env, "margin_buyer", "base.group_portal")
        buyer.partner_id = order.partner_id
        order.message_subscribe(order.partner_id.ids)
        for user in (picker, buyer):
            with self.subTest(user.login):
                for field in ("margin", "margin_percent"):
                    with self.assertRaises(AccessError), self.env.cr.savepoint():
                        order.with_user(user).read([field])
                view = (
                    self.env["sale.order"].with_user(picker).get_view(view_type="form")
                )
                self.assertNotIn('name="margin"', view["arch"])
