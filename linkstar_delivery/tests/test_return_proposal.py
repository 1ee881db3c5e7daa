# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import datetime, timedelta, timezone

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..api.messages import TrackedParcel, TrackEvent
from .returns_case import ReturnsCase

#: Events of long before the shipment would be about an earlier parcel.
START = datetime.now(timezone.utc).replace(microsecond=0) - timedelta(days=1)


@tagged("post_install", "-at_install")
class TestReturnProposal(ReturnsCase):
    book_once = True

    def _take(self, shipment, *texts):
        """The carrier sends these events, an hour apart."""
        shipment._take_tracking(
            [
                TrackedParcel(
                    code=shipment.waybill,
                    events=tuple(
                        TrackEvent(START + timedelta(hours=hour), "AF", text)
                        for hour, text in enumerate(texts)
                    ),
                )
            ],
            {shipment.waybill.upper(): shipment.id},
        )

    def _returns(self, shipment):
        return self.env["linkstar.return"].search([("shipment_id", "=", shipment.id)])

    def test_a_returning_parcel_is_proposed_once(self):
        shipment = self._booked_once()
        order = shipment.picking_id.sale_id
        before = order.picking_ids, order.delivery_status
        events = ["Out for delivery", "Refused by the recipient", "Returned to sender"]
        self._take(shipment, *events)
        record = self._returns(shipment)
        self.assertRecordValues(
            record,
            [
                {
                    "state": "proposed",
                    "origin": "carrier",
                    "reason": "refused",
                    "picking_id": shipment.picking_id.id,
                    "expected_date": fields.Date.context_today(record)
                    + timedelta(days=30),
                }
            ],
        )
        self.assertEqual(record.line_ids.mapped("quantity"), [2.0])
        # No transfer: the order stays as it was.
        self.assertEqual((order.picking_ids, order.delivery_status), before)
        self._take(shipment, *events, "Departed")
        self.env["linkstar.return"]._follow(shipment)
        self._take(shipment, *events, "Departed", "Delivered")
        self.assertEqual(shipment.tracking_state, "returned")
        self.assertEqual(self._returns(shipment), record)

    def test_reasons(self):
        for text, reason in (
            ("Address is incorrect, parcel cannot be delivered", "address"),
            ("The parcel was not collected by the recipient", "not_collected"),
            ("Held by customs", "customs"),
            ("Departed", "other"),
        ):
            with self.subTest(text):
                shipment = self._booked()
                self._take(shipment, text, "Returned to sender")
                self.assertEqual(self._returns(shipment).reason, reason)

    def test_a_parcel_that_travels_on_withdraws_its_proposal(self):
        shipment = self._booked_once()
        events = ["Out for delivery", "Returned to sender"]
        self._take(shipment, *events)
        record = self._returns(shipment)
        events.append("The previous status was wrong, parcel is in the local depot")
        self._take(shipment, *events)
        self.assertEqual(record.state, "cancelled")
        self._take(shipment, *events, "Returned to sender")
        self.assertEqual(
            self._returns(shipment).mapped("state"), ["proposed", "cancelled"]
        )

    def test_a_returning_parcel_that_is_lost(self):
        shipment = self._booked_once()
        events = ["Out for delivery", "Returned to sender"]
        self._take(shipment, *events)
        record = self._returns(shipment)
        record.reason = "address"
        self._take(shipment, *events, "The parcel was lost")
        self.assertEqual((record.state, record.reason), ("proposed", "lost"))

    def test_what_came_back_already_is_not_proposed(self):
        shipment = self._booked_once()
        wizard = self.env["stock.return.picking"].create(
            {"picking_id": shipment.picking_id.id}
        )
        wizard.product_return_moves.quantity = 2
        wizard._create_return()
        self._take(shipment, "Out for delivery", "Returned to sender")
        self.assertFalse(self._returns(shipment))

    def test_only_a_rule_expects_without_a_person(self):
        rule = self.env["linkstar.return.rule"].create(
            {"reason": "refused", "expects": True, "days": 10}
        )
        refused, other = self._booked(), self._booked()
        self._take(refused, "Refused by the recipient", "Returned to sender")
        self._take(other, "Departed", "Returned to sender")
        record = self._returns(refused)
        self.assertEqual(record.state, "expected")
        self.assertEqual(
            record.expected_date,
            fields.Date.context_today(record) + timedelta(days=rule.days),
        )
        self.assertEqual(record.transfer_ids.state, "assigned")
        self.assertEqual(self._returns(other).state, "proposed")

    def test_operation_types_of_a_place_are_found_by_their_names(self):
        """Core takes what stands before a colon for the warehouse."""
        place = self.env["linkstar.return.place"]._of(self.company)
        for kind in (
            place.receipt_type_id + place.delivery_type_id + place.transfer_type_id
        ):
            self.assertIn(place.name, kind.name)
            for name in (kind.name, kind.display_name):
                found = kind.name_search(name, operator="=")
                self.assertIn(kind.id, [each for each, _name in found], name)

    def test_a_rule_that_cannot_expect_says_why_and_tracking_goes_on(self):
        place = self.env["linkstar.return.place"]._of(self.company)
        self.env["linkstar.return.rule"].create(
            {"reason": "refused", "expects": True, "place_id": place.id}
        )
        place.receipt_type_id.active = False
        self.patch(
            type(self.env["linkstar.return"]),
            "_check_rooms",
            lambda _record: (_ for _ in ()).throw(UserError("no room")),
        )
        shipment = self._booked()
        self._take(shipment, "Refused by the recipient", "Returned to sender")
        record = self._returns(shipment)
        self.assertEqual(record.state, "proposed")
        self.assertIn("no room", str(record.message_ids.mapped("body")))
        self.assertEqual(shipment.tracking_state, "returning")

    def test_one_open_return_for_a_parcel(self):
        shipment = self._booked_once()
        self._take(shipment, "Out for delivery", "Returned to sender")
        record = self._returns(shipment)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            record.sudo().copy({"shipment_id": shipment.id})
            self.env.flush_all()

    def test_a_person_proposes_by_hand(self):
        order = self._sold((self.case, 3), (self.lamp, 1))
        form = Form(self.env["linkstar.return"].with_user(self.seller))
        form.picking_id = order.picking_ids
        form.reason = "buyer"
        record = form.save()
        self.assertEqual(record.state, "proposed")
        self.assertEqual(
            sorted(record.line_ids.mapped("quantity")), [1.0, 3.0], "all goods"
        )
        self.assertEqual(order.linkstar_return_count, 1)
        action = order.picking_ids.action_linkstar_return()
        self.assertEqual(action["res_id"], record.id)

    def test_goods_that_have_not_left_do_not_come_back(self):
        order = self._sold((self.case, 1), send=False)
        with self.assertRaisesRegex(UserError, order.picking_ids.name):
            self.env["linkstar.return"].create({"picking_id": order.picking_ids.id})

    # --- expecting

    def test_expected_goods_leave_order_forecast_and_next_delivery_alone(self):
        self._put_in_stock(self.case, 10, 6.0)
        order = self._sold((self.case, 3))
        line = order.order_line
        before = self.case.virtual_available
        record = self._expected(order, (self.case, 1))
        transfer = record.transfer_ids
        place = record.place_id
        self.assertEqual(transfer.state, "assigned")
        self.assertEqual(transfer.return_id, order.picking_ids - transfer)
        self.assertEqual(transfer.picking_type_id, place.receipt_type_id)
        self.assertEqual(transfer.location_dest_id, place.location_id)
        self.assertFalse(place.location_id.location_id, "outside every warehouse")
        self.assertFalse(place.location_id.warehouse_id)
        self.assertFalse(transfer.move_ids.to_refund)
        self.assertEqual(order.delivery_status, "full")
        self.assertEqual(line.qty_delivered, 3)
        self.assertEqual(self.case.virtual_available, before)
        # One more is ordered: exactly one more is sent.
        line.product_uom_qty = 4
        sent = order.picking_ids.filtered(
            lambda p: p.state not in ("done", "cancel") and p != transfer
        )
        self.assertEqual(sum(sent.move_ids.mapped("product_uom_qty")), 1)
        self.assertEqual(order.delivery_status, "partial", "a delivery is open")

    def test_a_new_order_line_receives_nothing(self):
        """A draft transfer would be confirmed by it."""
        order = self._sold((self.case, 3))
        proposal = self._return(order)
        order.order_line = [
            fields.Command.create({"product_id": self.lamp.id, "product_uom_qty": 1})
        ]
        self.assertFalse(proposal.transfer_ids)
        self.assertEqual(order.order_line[0].qty_delivered, 3)

    def test_no_more_is_expected_than_was_sent(self):
        order = self._sold((self.case, 3))
        record = self._return(order, (self.case, 4))
        with self.assertRaisesRegex(UserError, "at most 3"):
            record.action_expect()
        record.line_ids.quantity = 2
        record.action_expect()
        second = self._return(order)
        self.assertEqual(second.line_ids.quantity, 1)
        second.line_ids.quantity = 2
        with self.assertRaisesRegex(UserError, "at most 1"):
            second.action_expect()
        record.action_cancel()
        second.action_expect()
        with self.assertRaises(UserError):
            second.action_expect()

    def test_lines_count_in_the_unit_of_the_product(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        order = self._sold((self.case, 2), unit=dozen)
        self.assertEqual(order.order_line.qty_delivered, 2)
        record = self._return(order)
        self.assertEqual(record.line_ids.quantity, 24)
        record.line_ids.quantity = 6
        record.action_expect()
        move = record.transfer_ids.move_ids
        self.assertEqual(
            move.product_uom._compute_quantity(move.product_uom_qty, self.case.uom_id),
            6,
        )
        self._scan(record, self.case.barcode, quantity=6)
        self._receive(record)
        self.assertEqual(order.order_line.qty_delivered, 1.5)
        # A product that is kept in dozens and sold in units.
        boxed = self._stored("Box", uom_id=dozen.id)
        order = self._sold((boxed, 24), unit=self.env.ref("uom.product_uom_unit"))
        record = self._expected(order, (boxed, 1))
        self._scan(record, boxed.barcode)
        self._receive(record)
        self.assertEqual(order.order_line.qty_delivered, 12)

    def test_the_return_starts_without_our_values(self):
        shipment = self._booked_once()
        self._take(shipment, "Out for delivery", "Returned to sender")
        record = self._returns(shipment)
        record.action_expect()
        transfer = record.transfer_ids
        self.assertFalse(transfer.linkstar_shipment_ids)
        self.assertFalse(transfer.carrier_id)
        self.assertFalse(transfer.carrier_tracking_ref)
        self.assertFalse(transfer.carrier_price)
        copied = [
            name
            for model in ("stock.picking", "stock.move", "stock.move.line")
            for name, field in self.env[model]._fields.items()
            if name.startswith("linkstar_")
            and field.store
            and field.copy
            and not field.compute
        ]
        self.assertFalse(copied, "each stored field of ours says copy=False")

    def test_cancelling_the_order_cancels_what_is_expected(self):
        order = self._sold((self.case, 3))
        record = self._expected(order, (self.case, 1))
        order.with_context(disable_cancel_warning=True)._action_cancel()
        self.assertEqual(record.transfer_ids.state, "cancel")
        # It comes nevertheless.
        self._scan(record, self.case.barcode)
        self._receive(record)
        self.assertEqual(record.state, "received")
        self.assertEqual(self._at(self.case, self.stock), -2)

    # --- who may, and what is written

    def test_who_may(self):
        order = self._sold((self.case, 3))
        record = self._return(order)
        for user in (self.seller, self.clerk):
            for name in (
                "action_expect",
                "action_scan",
                "action_receive",
                "action_write_off",
                "action_send_again",
                "scan_state",
            ):
                with (
                    self.subTest(f"{user.login} {name}"),
                    self.assertRaises(AccessError),
                ):
                    getattr(record.with_user(user), name)()
        for user in (self.picker, self.seller):
            with self.subTest(user.login), self.assertRaises(AccessError):
                record.with_user(user).action_credit()
        with self.assertRaises(AccessError):
            record.with_user(self.clerk).write({"note": "x"})

    def test_a_client_writes_no_status(self):
        order = self._sold((self.case, 3))
        own = self.env["linkstar.return"].with_user(self.picker)
        record = own.with_context(default_state="received").create(
            {"picking_id": order.picking_ids.id}
        )
        self.assertEqual(record.state, "proposed")
        for values in (
            {"state": "received"},
            {"received_at": "2026-01-01 10:00:00"},
            {"by_hand": True},
        ):
            with self.subTest(str(values)), self.assertRaises(UserError):
                record.write(values)
        record.action_expect()
        for values in ({"reason": "lost"}, {"place_id": False}):
            with self.subTest(str(values)), self.assertRaises(UserError):
                record.write(values)
        with self.assertRaises(UserError):
            record.line_ids.write({"quantity": 1})
        record.write({"note": "still possible", "settlement": "credit"})
        with self.assertRaises(UserError):
            record.unlink()

    def test_a_place_in_a_warehouse_is_refused(self):
        shelf = self.env["stock.location"].create(
            {
                "name": "Shelf",
                "location_id": self.stock.id,
                "company_id": self.company.id,
            }
        )
        nobody = self.env["stock.location"].create(
            {"name": "Nobody's", "company_id": False}
        )
        loss = self.env["stock.location"].search(
            [("usage", "=", "inventory"), ("company_id", "=", self.company.id)], limit=1
        )
        self.assertTrue(loss)
        for location in (shelf, nobody, loss):
            with (
                self.subTest(location.name),
                self.assertRaises(UserError),
            ):
                self.env["linkstar.return.place"].create(
                    {"name": "X", "location_id": location.id}
                )

    def test_validation_by_hand_is_refused(self):
        order = self._sold((self.case, 3))
        record = self._expected(order, (self.case, 1))
        with self.assertRaisesRegex(UserError, record.name):
            record.transfer_ids.with_user(self.picker).button_validate()
        with self.assertRaises(UserError):
            record.transfer_ids.with_context(linkstar_receiving=True).button_validate()
        self.assertEqual(order.order_line.qty_delivered, 3)
