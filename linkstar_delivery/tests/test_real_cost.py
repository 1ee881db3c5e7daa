# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The policy *Real cost*: the quoted amount until the carrier bills, then the billed
amount; never 0.00 without a message.
"""

from decimal import Decimal

from odoo.tests import tagged

from ..api.messages import Charges
from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestRealCost(LinkstarCase):
    book_once = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.method.write({"invoice_policy": "real", "margin": 0.1})
        cls.product.invoice_policy = "delivery"
        cls.method.product_id.invoice_policy = "order"
        income, receivable = cls.env["account.account"].create(
            [
                {
                    "name": "Sales",
                    "code": "400000",
                    "account_type": "income",
                    "company_ids": cls.company.ids,
                },
                {
                    "name": "Customers",
                    "code": "121000",
                    "account_type": "asset_receivable",
                    "reconcile": True,
                    "company_ids": cls.company.ids,
                },
            ]
        )
        cls.env["account.journal"].create(
            {
                "name": "Sales",
                "code": "SAL",
                "type": "sale",
                "company_id": cls.company.id,
                "default_account_id": income.id,
            }
        )
        cls.buyer.with_company(cls.company).property_account_receivable_id = receivable

    def _bill(self, shipment, amount):
        shipment._take_charges(
            Charges(
                shipment.reference_no, (("freight", Decimal(amount)),), Decimal(amount)
            ),
            failed=False,
        )

    def _shipping(self, order):
        return order.order_line.filtered("is_delivery")

    def _notes(self, order, before):
        """The new notes about a cost; core notes new lines."""
        new = (order.message_ids - before).mapped("body")
        return [body for body in new if "carrier bills" in body]

    def _invoice(self, order):
        """The amounts for shipping on a new invoice of ``order``."""
        invoice = order._create_invoices()
        invoice.action_post()
        return [
            round(line.price_unit, 2)
            for line in invoice.invoice_line_ids
            if line.product_id == self.method.product_id
        ]

    def test_the_quoted_amount_until_it_is_billed(self):
        shipment = self._booked_once()
        order = shipment.sale_order_id
        self.assertEqual(self._shipping(order).price_unit, 10)
        self.assertEqual(
            self._invoice(order),
            [10],
            "whoever invoices before the bill came invoices what was quoted",
        )
        messages = order.message_ids
        self._bill(shipment, "20")
        self.assertEqual(
            self._shipping(order).mapped("price_unit"),
            [10, 12],
            "what is invoiced stays, a second line has the difference",
        )
        (note,) = self._notes(order, messages)
        self.assertIn("22", note)
        self.assertIn("10", note)
        self._bill(shipment, "20")
        self.assertEqual(len(self._notes(order, messages)), 1, "said once")
        self._bill(shipment, "25")
        self.assertEqual(self._shipping(order).mapped("price_unit"), [10, 17.5])
        self.assertEqual(self._invoice(order), [17.5])
        self._bill(shipment, "26")
        self.assertEqual(self._shipping(order).mapped("price_unit"), [10, 17.5, 1.1])

    def test_billed_less_than_invoiced(self):
        shipment = self._booked_once()
        order = shipment.sale_order_id
        self._invoice(order)
        self._bill(shipment, "5")
        lines = self._shipping(order)
        self.assertEqual(lines.mapped("price_unit"), [10, -4.5])
        self.assertIn(shipment.picking_id.name, lines[1].name)
        refund = order._create_invoices(final=True)
        self.assertEqual((refund.move_type, refund.amount_total), ("out_refund", 4.5))
        self._bill(shipment, "6")
        self.assertEqual(lines.mapped("price_unit"), [10, -4.5])
        self.assertEqual(sum(self._shipping(order).mapped("price_unit")), 6.6)

    def test_an_invoiced_estimate_of_several_transfers(self):
        """It is not reduced before the last transfer is billed."""
        picking = self._transfer(quantity=4)
        picking.move_ids.quantity = 1
        picking.with_context(skip_backorder=True).button_validate()
        order = picking.sale_id
        self._invoice(order)
        self._work(picking.linkstar_shipment_id)
        self._bill(picking.linkstar_shipment_id, "3")
        self.assertEqual(self._shipping(order).mapped("price_unit"), [10])
        rest = order.picking_ids - picking
        rest.move_ids.quantity = 3
        rest.button_validate()
        self._work(rest.linkstar_shipment_id)
        self._bill(rest.linkstar_shipment_id, "4")
        self.assertAlmostEqual(
            sum(self._shipping(order).mapped("price_unit")), 3.3 + 4.4
        )

    def test_what_was_billed_with_margin(self):
        shipment = self._booked_once()
        order, picking = shipment.sale_order_id, shipment.picking_id
        self._bill(shipment, "20")
        line = self._shipping(order)
        self.assertEqual(
            (line.price_unit, line.linkstar_picking_id, picking.carrier_price),
            (22, picking, 22),
        )
        self.assertNotIn("Estimated", line.name)
        self._bill(shipment, "25")
        self.assertEqual(
            self._shipping(order).price_unit,
            27.5,
            "what is billed later, too, while it is not invoiced",
        )
        self.assertEqual(self._invoice(order), [27.5])

    def test_from_the_carrier(self):
        shipment = self._booked_once()
        self.control.advance(days=5)
        self._ask("charges", shipment)
        billed = sum(
            shipment.charge_ids.filtered(
                lambda charge: charge.stage == "billed"
            ).mapped("amount")
        )
        self.assertTrue(billed)
        self.assertAlmostEqual(
            self._shipping(shipment.sale_order_id).price_unit, billed * 1.1, 2
        )

    def test_backorder(self):
        """Each transfer has its own cost; only the first one replaces the quoted
        amount.
        """
        picking = self._transfer(quantity=4)
        picking.move_ids.quantity = 1
        picking.with_context(skip_backorder=True).button_validate()
        order = picking.sale_id
        rest = order.picking_ids - picking
        self.assertEqual(len(rest), 1)
        self._work(picking.linkstar_shipment_id)
        self._bill(picking.linkstar_shipment_id, "20")
        self.assertEqual(self._shipping(order).mapped("price_unit"), [22])
        self.assertEqual(self._invoice(order), [22])
        rest.move_ids.quantity = 3
        rest.button_validate()
        self._work(rest.linkstar_shipment_id)
        self.assertEqual(self._shipping(order).mapped("price_unit"), [22])
        self._bill(rest.linkstar_shipment_id, "30")
        self.assertEqual(self._shipping(order).mapped("price_unit"), [22, 33])
        self.assertEqual(self._shipping(order)[1].linkstar_picking_id, rest)
        self.assertEqual(self._invoice(order), [33])

    def test_backorder_whose_estimate_is_invoiced(self):
        """The quotation was for the whole order: only what is more is charged."""
        picking = self._transfer(quantity=4)
        picking.move_ids.quantity = 1
        picking.with_context(skip_backorder=True).button_validate()
        order = picking.sale_id
        self.assertEqual(self._invoice(order), [10])
        self._work(picking.linkstar_shipment_id)
        self._bill(picking.linkstar_shipment_id, "20")
        self.assertEqual(self._shipping(order).mapped("price_unit"), [10, 12])

    def test_orders_of_the_version_before(self):
        picking = self._transfer()
        order = picking.sale_id
        self._shipping(order).price_unit = 0
        self.env["linkstar.charge"].search([("sale_order_id", "=", order.id)]).unlink()
        self.env["linkstar.charge"].create(
            {
                "sale_order_id": order.id,
                "company_id": order.company_id.id,
                "kind": "freight",
                "stage": "quoted",
                "currency_id": self.cny.id,
                "amount": 40,
            }
        )
        picking.button_validate()
        self.assertAlmostEqual(
            self._shipping(order).price_unit,
            self.cny._convert(44, order.currency_id, self.company),
            2,
        )

    def test_a_locked_order_gets_a_line_with_the_difference_and_a_note(self):
        shipment = self._booked_once()
        order = shipment.sale_order_id
        order.locked = True
        messages = order.message_ids
        self._bill(shipment, "20")
        self.assertTrue(
            shipment.charge_ids.filtered(lambda charge: charge.stage == "billed")
        )
        self.assertEqual(self._shipping(order).mapped("price_unit"), [10, 12])
        (note,) = self._notes(order, messages)
        self.assertIn("22", note)

    def test_free_shipping_stays_free(self):
        self.method.write({"free_over": True, "amount": 1})
        order = self._order()
        order.set_delivery_line(self.method, 0)
        order.action_confirm()
        picking = order.picking_ids
        for move in picking.move_ids:
            move.quantity = move.product_uom_qty
        picking.button_validate()
        self._work(picking.linkstar_shipment_id)
        self._bill(picking.linkstar_shipment_id, "20")
        self.assertEqual(self._shipping(order).price_unit, 0)

    def test_the_estimated_cost_is_left_alone(self):
        self.method.invoice_policy = "estimated"
        shipment = self._booked()
        self._bill(shipment, "20")
        self.assertEqual(self._shipping(shipment.sale_order_id).price_unit, 10)
