# Copyright 2026 Linkstar connector team
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.linkstar_delivery.tests.returns_case import ReturnsCase


@tagged("post_install", "-at_install")
class TestReturnsAsRma(ReturnsCase):
    def setUp(self):
        super().setUp()
        self._put_in_stock(self.case, 5, 6.0)
        self._put_in_stock(self.lamp, 5, 6.0)

    def test_what_came_back_is_an_rma_with_its_quantity(self):
        order = self._sold((self.case, 3), (self.lamp, 1))
        record = self._expected(order)
        self.assertFalse(record.rma_ids, "nothing came yet")
        self._scan(record, self.case.barcode, quantity=2)
        self._receive(record)
        rma = record.rma_ids
        self.assertEqual(rma.state, "received")
        self.assertEqual(rma.product_id, self.case)
        self.assertEqual(rma.product_uom_qty, 2)
        self.assertEqual(rma.picking_id, record.picking_id)
        self.assertEqual(rma.move_id.product_id, self.case)
        self.assertEqual(rma.reception_move_id, record.item_ids.return_move_id)
        self.assertEqual(rma.partner_id, self.buyer)
        self.assertEqual(self._at(self.case, self.stock), 4)
        # The rest is a second receipt, and so a second RMA.
        self._scan(record, self.case.barcode)
        self._scan(record, self.lamp.barcode)
        self._receive(record)
        self.assertEqual(sorted(record.rma_ids.mapped("product_uom_qty")), [1, 1, 2])
        self.assertEqual(order.order_line.mapped("qty_delivered"), [0, 0])

    def test_goods_that_were_not_sent_are_no_rma(self):
        record = self._expected(self._sold((self.case, 1)))
        self._scan(record, self.lamp.barcode)
        self._receive(record)
        self.assertTrue(record.foreign)
        self.assertFalse(record.rma_ids)

    def test_credited_in_one_place_only(self):
        order = self._sold((self.case, 3))
        self._invoice(order)
        record = self._came_back(order, self.case)
        rma = record.rma_ids
        self.assertFalse(rma.can_be_refunded)
        for button in (rma.action_refund, rma.action_return, rma.action_replace):
            with self.assertRaisesRegex(UserError, record.name):
                button()
        note = self._credit(record)
        self.assertEqual(len(note), 1)
        self.assertEqual(rma.state, "refunded")
        self.assertEqual(rma.refund_id, note)
        note.action_post()
        line = order.order_line
        self.assertEqual(
            (line.qty_delivered, line.qty_invoiced, line.qty_to_invoice), (2, 2, 0)
        )
