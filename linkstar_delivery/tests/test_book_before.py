# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestBookBefore(LinkstarCase):
    """The label exists before the transfer is validated. Later changes are booked
    again, never twice at the same time.
    """

    def _early(self, **values):
        picking = self._transfer(**values)
        picking.action_linkstar_book()
        shipment = picking.linkstar_shipment_id
        self._work(shipment)
        self.assertEqual(
            (shipment.state, picking.state), ("ready", "assigned"), shipment.problem
        )
        return picking

    def _live(self):
        return [
            order["reference_no"]
            for order in self.control.orders()
            if order["state"] != "cancelled"
        ]

    def _change_and_validate(self, picking, change):
        first = picking.linkstar_shipment_id
        change(picking)
        self.env.flush_all()
        self.env.invalidate_all()
        picking.with_context(
            picking_ids_not_to_backorder=picking.ids, skip_backorder=True
        ).button_validate()
        self.assertEqual(picking.state, "done")
        self.assertEqual(
            (first.cancel_requested, picking.linkstar_has_label),
            (True, False),
            "the old label must not be stuck on",
        )
        self.assertEqual(
            picking.linkstar_shipment_ids,
            first,
            "nothing new before the carrier has cancelled",
        )
        self._work(first)
        second = picking.linkstar_shipment_id
        self.assertEqual(
            (first.state, second.state, second.attempt), ("cancelled", "queued", 2)
        )
        self._work(second)
        self.assertEqual(second.state, "ready", second.problem)
        self.assertEqual(self._live(), [second.reference_no])
        self.assertEqual(picking.carrier_tracking_ref, second.tracking_number)
        self.assertTrue(second.declaration_id.change_reason)
        self.assertEqual(
            (first.declaration_id.state, second.declaration_id.version), ("frozen", 2)
        )
        return self.control.order(second.reference_no)["request"]

    def test_validation_uses_what_is_booked(self):
        picking = self._early()
        shipment = picking.linkstar_shipment_id
        self.assertFalse(picking.linkstar_changes)
        picking.button_validate()
        picking.action_linkstar_book()
        self.assertEqual(
            (picking.state, picking.linkstar_shipment_ids), ("done", shipment)
        )
        self.assertFalse(shipment.cancel_requested)
        self.assertEqual(len(self._calls("createOrder")), 1)

    def test_address_changes(self):
        request = self._change_and_validate(
            self._early(), lambda p: p.partner_id.write({"street": "Neue Straße 2"})
        )
        self.assertEqual(request["Consignee"]["consignee_street"], "Neue Straße 2")

    def test_line_changes(self):
        express = self._make_method(self._make_service("EU-EXP"))
        request = self._change_and_validate(
            self._early(), lambda p: p.write({"carrier_id": express.id})
        )
        self.assertEqual(request["shipping_method"], "EU-EXP")

    def test_weight_changes(self):
        request = self._change_and_validate(
            self._early(), lambda p: p.write({"shipping_weight": 0.9})
        )
        self.assertEqual(float(request["order_weight"]), 0.9)

    def test_contents_change(self):
        picking = self._early()
        request = self._change_and_validate(
            picking, lambda p: p.move_ids.write({"quantity": 1})
        )
        self.assertEqual([item["invoice_quantity"] for item in request["ItemArr"]], [1])

    def test_backorder_has_its_own(self):
        picking = self._early()
        first = picking.linkstar_shipment_id
        picking.move_ids.quantity = 1
        picking.with_context(skip_backorder=True).button_validate()
        backorder = picking.backorder_ids
        self.assertTrue(backorder)
        self.assertFalse(backorder.linkstar_shipment_ids)
        self._work(first)
        self._work(picking.linkstar_shipment_id)
        backorder.move_ids.quantity = 1
        backorder.button_validate()
        self._work(backorder.linkstar_shipment_id)
        self.assertEqual(len(self._live()), 2)
        self.assertEqual(backorder.linkstar_shipment_id.state, "ready")

    def test_what_is_within_the_tolerance_stays(self):
        picking = self._early()
        picking.shipping_weight = 0.45
        picking.button_validate()
        self.assertFalse(picking.linkstar_shipment_id.cancel_requested)

    def test_carrier_keeps_the_old_one(self):
        picking = self._early()
        first = picking.linkstar_shipment_id
        self.control.fault("cancelOrder", "failure", text="Already received")
        picking.partner_id.street = "Neue Straße 2"
        picking.button_validate()
        self._work(first)
        self.assertEqual(
            (first.state, first.rebook, picking.linkstar_shipment_ids),
            ("ready", False, first),
        )
        self.assertIn("travels as it was booked", first.problem)
        self.assertTrue(picking.activity_ids)
        self.assertEqual(self._live(), [first.reference_no])

    def test_lost_answer_to_the_cancellation(self):
        picking = self._early()
        first = picking.linkstar_shipment_id
        self.control.fault("cancelOrder", "reset_after")
        picking.partner_id.street = "Neue Straße 2"
        picking.action_linkstar_book()
        self._work(first)
        self.assertEqual(
            picking.linkstar_shipment_ids, first, "not known to be cancelled"
        )
        self._later(first)
        self._work(first)
        second = picking.linkstar_shipment_id
        self.assertEqual((first.state, second.attempt), ("cancelled", 2))
        self._work(second)
        self.assertEqual(self._live(), [second.reference_no])

    def test_never_sent_is_written_anew(self):
        picking = self._transfer()
        picking.action_linkstar_book()
        picking.partner_id.street = "Neue Straße 2"
        picking.action_linkstar_book()
        shipment = picking._linkstar_open_shipments()
        self.assertEqual((len(shipment), shipment.state), (1, "queued"))
        self._work(shipment)
        self.assertEqual(self._live(), [shipment.reference_no])
        self.assertFalse(picking.linkstar_changes)

    def test_a_user_who_cancels_wants_no_other(self):
        picking = self._early()
        first = picking.linkstar_shipment_id
        picking.partner_id.street = "Neue Straße 2"
        self.assertIn("address", picking.linkstar_changes)
        picking.action_linkstar_book()
        first.action_cancel()
        self._work(first)
        self.assertEqual(
            (picking.linkstar_shipment_ids.mapped("state"), self._live()),
            (["cancelled"], []),
        )

    def test_validated_while_its_label_is_being_cancelled(self):
        """The goods leave: they need a label, and the old one is about to be
        cancelled.
        """
        picking = self._early()
        first = picking.linkstar_shipment_id
        first.action_cancel()
        picking.button_validate()
        self.assertEqual((picking.state, picking.linkstar_has_label), ("done", False))
        self._work(first)
        second = picking.linkstar_shipment_id
        self._work(second)
        self.assertEqual(
            (first.state, second.state, self._live()),
            ("cancelled", "ready", [second.reference_no]),
        )

    def test_validated_and_the_carrier_does_not_cancel(self):
        picking = self._early()
        first = picking.linkstar_shipment_id
        self.control.fault("cancelOrder", "failure", text="Already received")
        first.action_cancel()
        picking.button_validate()
        self._work(first)
        self.assertEqual(
            (first.state, first.rebook, picking.linkstar_has_label),
            ("ready", False, True),
        )
        self.assertEqual(self._live(), [first.reference_no])

    def test_label_wanted_again_while_it_is_being_cancelled(self):
        picking = self._early()
        first = picking.linkstar_shipment_id
        first.action_cancel()
        picking.action_linkstar_book()
        self._work(first)
        self._work(picking.linkstar_shipment_id)
        self.assertEqual(
            (first.state, picking.linkstar_shipment_id.state), ("cancelled", "ready")
        )
        self.assertEqual(len(self._live()), 1)

    def test_what_is_not_picked_does_not_count(self):
        """Core leaves goods that are not picked behind as soon as some are picked, so
        only the picked goods are sent to the carrier.
        """
        iron = self._make_product("Iron", weight=3, linkstar_battery="ion_packed")
        lines = [
            Command.create({"product_id": p.id, "product_uom_qty": 1, "price_unit": 28})
            for p in (self.product, iron)
        ]
        picking = self._transfer(order_line=lines)
        self.assertTrue(picking._linkstar_problems(), "the line carries no batteries")
        picking.move_ids.filtered(
            lambda move: move.product_id == self.product
        ).picked = True
        picking.action_linkstar_book()
        shipment = picking.linkstar_shipment_id
        self._work(shipment)
        self.assertEqual(
            (shipment.state, shipment.weight, shipment.declaration_id.net_weight),
            ("ready", 0.21, 0.21),
        )
        picking.with_context(skip_backorder=True).button_validate()
        self.assertEqual(
            (picking.state, picking.linkstar_shipment_ids), ("done", shipment)
        )
        self.assertFalse(shipment.cancel_requested)

    def test_label_first(self):
        self.warehouse.out_type_id.linkstar_label_first = True
        picking = self._transfer()
        with self.assertRaisesRegex(UserError, "Get label"):
            picking.button_validate()
        picking.action_linkstar_book()
        with self.assertRaisesRegex(UserError, "not ready yet"):
            picking.button_validate()
        self._work(picking.linkstar_shipment_id)
        picking.partner_id.street = "Neue Straße 2"
        with self.assertRaisesRegex(UserError, "changed after it was sent"):
            picking.button_validate()
        picking.partner_id.street = self.buyer.street and "Teststraße 1"
        picking.button_validate()
        self.assertEqual(picking.state, "done")

    def test_not_bookable(self):
        picking = self._transfer()
        picking.do_unreserve()
        with self.assertRaisesRegex(UserError, "Reserve its goods"):
            picking.action_linkstar_book()
        with self.assertRaisesRegex(UserError, "Reserve its goods"):
            picking.send_to_shipper()
        cancelled = self._transfer()
        cancelled.action_cancel()
        for button in (cancelled.action_linkstar_book, cancelled.send_to_shipper):
            with self.assertRaisesRegex(UserError, "is cancelled"):
                button()
        self.assertFalse((picking + cancelled).linkstar_shipment_ids)
        picking.carrier_id = False
        with self.assertRaisesRegex(UserError, "does not leave by Linkstar"):
            picking.action_linkstar_book()

    def test_a_stock_user_books(self):
        user = new_test_user(
            self.env,
            "linkstar_packer",
            "stock.group_stock_user",
            company_id=self.company.id,
            company_ids=self.company.ids,
        )
        picking = self._transfer().with_user(user)
        picking.action_linkstar_book()
        self._work(picking.sudo().linkstar_shipment_id)
        self.assertTrue(picking.linkstar_has_label)
        picking.sudo().partner_id.street = "Neue Straße 2"
        self.assertTrue(picking.linkstar_changes)
        picking.button_validate()
        self.assertTrue(picking.linkstar_shipment_id.cancel_requested)
