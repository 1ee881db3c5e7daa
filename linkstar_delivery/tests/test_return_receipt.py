# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a person scans when goods come back, and where it ends."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .returns_case import ReturnsCase


@tagged("post_install", "-at_install")
class TestReturnReceipt(ReturnsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.serial = cls._stored("Watch", tracking="serial")
        cls.batch = cls._stored("Cream", tracking="lot")

    def _sold_lots(self, product, *lots):
        """A sent order of one piece of each of ``lots``."""
        for lot in lots:
            self._put_in_stock(product, 1, 6.0, lot)
        order = self._sold((product, len(lots)), send=False)
        move = order.picking_ids.move_ids
        move.move_line_ids.unlink()
        move.move_line_ids = [
            (
                0,
                0,
                {
                    "product_id": product.id,
                    "lot_id": lot.id,
                    "quantity": 1,
                    "picking_id": order.picking_ids.id,
                    "location_id": self.stock.id,
                    "location_dest_id": self.customers.id,
                },
            )
            for lot in lots
        ]
        move.picked = True
        order.picking_ids.with_context(skip_sms=True).button_validate()
        self.assertEqual(order.picking_ids.state, "done")
        return order

    def test_all_comes_back_to_stock(self):
        self._put_in_stock(self.case, 5, 6.0)
        order = self._sold((self.case, 3))
        self.assertEqual(self.case.qty_available, 2)
        record = self._expected(order)
        answer = self._scan(record, self.case.barcode, quantity=3)
        self.assertEqual(answer["state"]["count"], 3)
        self.assertEqual(answer["state"]["expected"][0]["scanned"], 3)
        self.assertEqual(order.order_line.qty_delivered, 3, "not received yet")
        self._receive(record)
        self.assertEqual(record.state, "received")
        self.assertEqual(order.order_line.qty_delivered, 0)
        self.assertEqual(self._at(self.case, self.stock), 5)
        self.assertEqual(self._at(self.case, record.place_id.location_id), 0)
        self.assertEqual(self.case.qty_available, 5)
        self.assertEqual(order.delivery_status, "full")
        self.assertEqual(set(record.transfer_ids.mapped("state")), {"done"})

    def test_a_part_stays_expected_and_is_a_return(self):
        order = self._sold((self.case, 3))
        record = self._expected(order)
        self._scan(record, self.case.barcode)
        self._receive(record)
        self.assertEqual(record.state, "partial")
        self.assertEqual(order.order_line.qty_delivered, 2)
        rest = record._open_receipts()
        self.assertEqual(rest.return_id, order.picking_ids.sorted("id")[:1])
        self.assertEqual(rest.move_ids.product_uom_qty, 2)
        self.assertFalse(rest.move_ids.to_refund)
        self.assertEqual(order.delivery_status, "full")
        # An ordered piece is sent as one piece: the rest is not counted as returned.
        order.order_line.product_uom_qty = 4
        sent = order.picking_ids.filtered(
            lambda p: p.picking_type_code == "outgoing" and p.state != "done"
        )
        self.assertEqual(sum(sent.move_ids.mapped("product_uom_qty")), 2)
        self._scan(record, self.case.barcode, quantity=2)
        self._receive(record)
        self.assertEqual(record.state, "received")
        self.assertEqual(order.order_line.qty_delivered, 0)

    def test_nothing_more_comes(self):
        order = self._sold((self.case, 3))
        record = self._expected(order)
        self._scan(record, self.case.barcode)
        self._receive(record)
        record.with_user(self.picker).action_finish()
        self.assertEqual(record.state, "received")
        self.assertFalse(record._open_receipts())
        self.assertEqual(order.order_line.qty_delivered, 2)
        never = self._expected(order, (self.case, 1))
        never.action_finish()
        self.assertEqual(never.state, "cancelled")

    def test_conditions_go_to_their_places(self):
        self._put_in_stock(self.case, 3, 6.0)
        order = self._sold((self.case, 3))
        record = self._expected(order)
        for destination in ("stock", "quarantine", "scrap"):
            self._scan(record, self.case.barcode, destination)
        self._receive(record)
        place = record.place_id
        self.assertEqual(order.order_line.qty_delivered, 0, "counted once")
        for location, quantity in (
            (self.stock, 1),
            (place.quarantine_location_id, 1),
            (place.location_id, 0),
            (place.scrap_location_id, 1),
        ):
            with self.subTest(location.name):
                self.assertEqual(self._at(self.case, location), quantity)
        self.assertEqual(self.case.qty_available, 1, "quarantine is not on hand")
        self.assertEqual(self.case.free_qty, 1)
        self.assertTrue(record.waiting)
        item = record.item_ids.filtered(lambda item: item.destination == "quarantine")
        item.with_user(self.picker).action_to_stock()
        self.assertEqual(self._at(self.case, self.stock), 2)
        self.assertFalse(record.waiting)
        with self.assertRaises(UserError):
            item.with_user(self.picker).action_scrap()

    def test_the_scrap_has_a_reason_and_no_transfer(self):
        order = self._sold((self.case, 1))
        record = self._came_back(order, self.case, destination="scrap")
        scrap = record.item_ids.scrap_id
        self.assertEqual(scrap.state, "done")
        self.assertFalse(scrap.picking_id)
        self.assertEqual(scrap.origin, record.name)
        self.assertEqual(scrap.scrap_reason_tag_ids.name, "Refused by the recipient")
        self.assertEqual(len(order.order_line), 1, "no second line is credited")

    def test_restocked_goods_are_not_reserved_before_they_are_home(self):
        self._put_in_stock(self.case, 1, 6.0)
        first = self._sold((self.case, 1))
        waiting = self._sold((self.case, 1), send=False)
        self.assertFalse(waiting.picking_ids.move_ids.quantity)
        record = self._came_back(first, self.case, destination="place")
        waiting.picking_ids.action_assign()
        self.assertFalse(waiting.picking_ids.move_ids.quantity)
        record.item_ids.with_user(self.picker).action_to_stock()
        waiting.picking_ids.action_assign()
        self.assertEqual(waiting.picking_ids.move_ids.quantity, 1)

    # --- other goods, more, unknown lots

    def test_other_goods_are_not_ours_and_touch_no_order(self):
        order = self._sold((self.case, 1))
        record = self._expected(order)
        self._scan(record, self.lamp.barcode)
        item = record.item_ids
        self.assertEqual(item.issue, "other_goods")
        self._receive(record)
        self.assertEqual(record.state, "expected", "the case is still missing")
        self.assertTrue(record.foreign)
        self.assertEqual(len(order.order_line), 1)
        self.assertEqual(order.order_line.qty_delivered, 1)
        place = record.place_id
        quant = self.env["stock.quant"].search(
            [("product_id", "=", self.lamp.id), ("quantity", ">", 0)]
        )
        self.assertEqual(quant.location_id, place.quarantine_location_id)
        self.assertEqual(quant.owner_id, self.buyer)
        self.assertEqual(self.lamp.total_value, 0)
        with self.assertRaises(UserError):
            item.with_user(self.picker).action_to_stock()

    def test_more_than_was_sent(self):
        order = self._sold((self.case, 2))
        record = self._expected(order, (self.case, 1))
        self._scan(record, self.case.barcode, quantity=3)
        self.assertEqual(
            sorted((item.quantity, item.issue) for item in record.item_ids),
            [(1.0, "surplus"), (2.0, False)],
        )
        self._receive(record)
        self.assertEqual(order.order_line.qty_delivered, 0)
        self.assertEqual(self._at(self.case, self.customers), 0 - 1)
        self.assertEqual(record.state, "received")

    def test_two_returns_take_no_piece_twice(self):
        order = self._sold((self.case, 1))
        first = self._return(order)
        second = self._return(order)
        for record in (first, second):
            self._scan(record, self.case.barcode)
        self.assertFalse(second.item_ids.issue)
        self._receive(first)
        with self.assertRaisesRegex(UserError, "another return"):
            self._receive(second)
        self.assertEqual(order.order_line.qty_delivered, 0)
        second.with_user(self.picker).scan_undo()
        self._scan(second, self.case.barcode)
        self.assertEqual(second.item_ids.issue, "surplus")

    def test_serial_numbers_that_were_sent(self):
        sent, other = (self._lot(self.serial, name) for name in ("SN1", "SN2"))
        order = self._sold_lots(self.serial, sent, other)
        record = self._return(order)
        record.line_ids.filtered(lambda line: line.lot_id == other).unlink()
        record.action_expect()
        answer = self._refused(record, self.serial.barcode)
        self.assertEqual(answer["ask_lot"], self.serial.id)
        self._scan(record, "SN2")
        self.assertIn("already scanned", self._refused(record, "SN2")["text"])
        self._refused(record, "SN1", quantity=2)
        self._receive(record)
        receipt = record.item_ids.return_move_id
        self.assertEqual(receipt.move_line_ids.lot_id, other, "not what was reserved")
        self.assertEqual(order.order_line.qty_delivered, 1)
        again = self._return(order)
        self.assertEqual(again.line_ids.lot_id, sent)
        self.assertIn("was not away", self._refused(again, "SN2")["text"])

    def test_an_unknown_serial_number(self):
        sent = self._lot(self.serial, "SN1")
        order = self._sold_lots(self.serial, sent)
        record = self._expected(order)
        answer = self._refused(record, self.serial.barcode)
        self._scan(record, "SN-FAKE", product_id=answer["ask_lot"])
        self.assertEqual(record.item_ids.issue, "unknown_lot")
        self._receive(record)
        self.assertEqual(order.order_line.qty_delivered, 1)
        self.assertEqual(record.item_ids.lot_id.name, "SN-FAKE")
        quant = self.env["stock.quant"].search(
            [("lot_id", "=", record.item_ids.lot_id.id), ("quantity", ">", 0)]
        )
        self.assertEqual(quant.owner_id, self.buyer)

    def test_a_lot_that_was_not_sent(self):
        sent, kept = (self._lot(self.batch, name) for name in ("LA", "LB"))
        self._put_in_stock(self.batch, 5, 6.0, kept)
        order = self._sold_lots(self.batch, sent)
        record = self._expected(order)
        self._scan(record, "LB")
        self.assertEqual(record.item_ids.issue, "unknown_lot")
        record.with_user(self.picker).scan_undo()
        self._scan(record, "la")
        self.assertFalse(record.item_ids.issue)
        self._receive(record)
        self.assertEqual(order.order_line.qty_delivered, 0)

    # --- parcels

    def _sold_in_parcels(self):
        """Two cases in a parcel and one in another one."""
        self._put_in_stock(self.case, 3, 6.0)
        order = self._sold((self.case, 3), send=False)
        picking = order.picking_ids
        packages = self.env["stock.package"].create([{"name": "P-1"}, {"name": "P-2"}])
        move = picking.move_ids
        move.move_line_ids.unlink()
        move.move_line_ids = [
            (
                0,
                0,
                {
                    "product_id": self.case.id,
                    "quantity": quantity,
                    "result_package_id": package.id,
                    "picking_id": picking.id,
                    "location_id": self.stock.id,
                    "location_dest_id": self.customers.id,
                },
            )
            for package, quantity in zip(packages, (2, 1), strict=True)
        ]
        move.picked = True
        picking.with_context(skip_sms=True).button_validate()
        return order, *packages

    def test_one_of_two_parcels_of_a_move(self):
        order, first, second = self._sold_in_parcels()
        record = self._return(order)
        self.assertEqual(record.line_ids.package_id, first + second)
        record.line_ids.filtered(lambda line: line.package_id == first).unlink()
        record.action_expect()
        self._scan(record, self.case.barcode)
        self.assertEqual(record.item_ids.package_id, second)
        self._receive(record)
        self.assertEqual(record.state, "received")
        self.assertEqual(order.order_line.qty_delivered, 2)
        self.assertFalse(second.quant_ids.filtered(lambda q: q.quantity > 0))
        quants = self.env["stock.quant"].search(
            [("product_id", "=", self.case.id), ("location_id", "=", self.stock.id)]
        )
        self.assertFalse(quants.package_id, "unpacked")
        again = self._return(order)
        self.assertEqual(again.line_ids.package_id, first)
        self.assertEqual(again.line_ids.quantity, 2)

    def test_pieces_of_several_parcels_in_one_scan(self):
        order, first, second = self._sold_in_parcels()
        record = self._expected(order)
        self._scan(record, self.case.barcode, quantity=3)
        self.assertEqual(record.item_ids.package_id, first + second)
        self._receive(record)
        self.assertEqual(order.order_line.qty_delivered, 0)
        self.assertEqual(self._at(self.case, self.stock), 3)

    def test_one_transfer_for_two_orders(self):
        one, two = (
            self._sold((self.case, 1), send=False),
            self._sold((self.case, 2), send=False),
        )
        picking = one.picking_ids
        other = two.picking_ids
        two.order_line.move_ids.picking_id = picking
        other.unlink()
        self._send(picking)
        record = self.env["linkstar.return"].create(
            {"picking_id": picking.id, "reason": "refused"}
        )
        record.action_expect()
        self._scan(record, self.case.barcode, quantity=3)
        self._receive(record)
        self.assertEqual(
            (one.order_line.qty_delivered, two.order_line.qty_delivered), (0, 0)
        )

    # --- the page

    def test_the_page_finds_a_return_by_its_numbers(self):
        order, _first, _second = self._sold_in_parcels()
        record = self._expected(order)
        page = self.env["linkstar.return"].with_user(self.picker)
        for text in (record.name, record.name.lower(), record.picking_id.name, "p-1"):
            with self.subTest(text):
                self.assertEqual(page.scan_find(text)["id"], record.id)
        self.assertIn(record.id, [each["id"] for each in page.scan_start()])
        for text in ("", "nothing", "x" * 2000, "%", "'; DROP TABLE"):
            with self.subTest(text[:20]):
                self.assertFalse(page.scan_find(text)["id"])

    def test_bad_scans_change_nothing(self):
        order = self._sold((self.case, 1))
        record = self._expected(order)
        for more in (
            ("nothing",),
            ("",),
            ("x" * 2000,),
            (self.case.barcode, "stock", 0),
            (self.case.barcode, "stock", -1),
            (self.case.barcode, "stock", "many"),
            (self.case.barcode, "stock", float("nan")),
            (self.case.barcode, "stock", 10**9),
            (self.case.barcode, "nowhere"),
            (self.case.barcode, False),
        ):
            with self.subTest(str(more)[:60]):
                answer = self._refused(record, *more)
                self.assertTrue(answer["title"] and answer["text"])
        self.assertFalse(record.item_ids)
        with self.assertRaises(UserError):
            self._receive(record)
        self._scan(record, self.case.default_code)
        record.with_user(self.picker).scan_undo()
        self.assertFalse(record.with_user(self.picker).scan_undo()["ok"])
        record.action_cancel()
        self.assertIn("closed", self._refused(record, self.case.barcode)["text"])

    def test_a_proposal_is_received_without_expecting_it_first(self):
        order = self._sold((self.case, 2))
        record = self._return(order)
        self._scan(record, self.case.barcode)
        self._receive(record)
        self.assertEqual(record.state, "partial", "the other piece is expected")
        self.assertEqual(order.order_line.qty_delivered, 1)
        record.action_finish()
        self.assertEqual(record.state, "received")

    def test_no_refund_leaves_the_delivered_quantity(self):
        order = self._sold((self.case, 2))
        record = self._came_back(order, self.case, settlement="none")
        self.assertEqual(order.order_line.qty_delivered, 2)
        self.assertEqual(self._at(self.case, self.stock), -1)
        record.settlement = "credit"
        self.assertEqual(order.order_line.qty_delivered, 1)
        record.settlement = "none"
        self.assertEqual(order.order_line.qty_delivered, 2)

    # --- lost, destroyed, claims

    def test_a_claim_moves_nothing(self):
        order = self._sold((self.case, 2))
        record = self._expected(order)
        moves = self.env["stock.move"].search_count([("state", "=", "done")])
        record.with_user(self.seller).action_claim()
        self.assertEqual((record.state, record.settlement), ("claim", "none"))
        self.assertEqual(record.transfer_ids.state, "cancel")
        self.assertEqual(
            self.env["stock.move"].search_count([("state", "=", "done")]), moves
        )
        self.assertEqual(order.order_line.qty_delivered, 2)
        record.action_propose_again()
        self.assertEqual(record.state, "proposed")

    # --- the carrier's depot

    def _depot(self, **values):
        return self.env["linkstar.return.place"].create(
            {"name": "Return depot DE", "kind": "depot", "free_days": 14, **values}
        )

    def test_from_the_depot_to_the_buyer_again(self):
        self._put_in_stock(self.case, 2, 6.0)
        order = self._sold((self.case, 2))
        record = self._came_back(
            order, self.case, 2, destination="place", place_id=self._depot().id
        )
        self.assertEqual((record.free_until - record.received_at.date()).days, 14)
        self.assertEqual(order.order_line.qty_delivered, 0)
        self.assertEqual(self._at(self.case, record.place_id.location_id), 2)
        action = record.with_user(self.picker).action_send_again()
        again = self.env["stock.picking"].browse(action["res_id"])
        self.assertEqual(again.picking_type_id, record.place_id.delivery_type_id)
        self.assertEqual(again.location_id, record.place_id.location_id)
        self.assertEqual(again.return_id.linkstar_return_id, record)
        self.assertTrue(again.move_ids.to_refund)
        with self.assertRaises(UserError):
            record.item_ids.with_user(self.picker).action_scrap()
        self._send(again)
        self.assertEqual(order.order_line.qty_delivered, 2)
        self.assertEqual(self._at(self.case, self.stock), 0)
        self.assertEqual(self._at(self.case, record.place_id.location_id), 0)
        self.assertEqual(order.order_line._get_qty_procurement(), 2)
        # It comes back a second time: the second delivery has its own room.
        second = self.env["linkstar.return"].create(
            {"picking_id": again.id, "reason": "refused"}
        )
        self.assertEqual(second.line_ids.quantity, 2)
        second.action_expect()
        self._scan(second, self.case.barcode, quantity=2)
        self._receive(second)
        self.assertEqual(order.order_line.qty_delivered, 0)
        self.assertEqual(self._at(self.case, self.stock), 2)

    def test_from_the_depot_home_or_to_scrap(self):
        self._put_in_stock(self.case, 3, 6.0)
        order = self._sold((self.case, 3))
        record = self._expected(order, place_id=self._depot().id)
        self.assertIn("cannot go there", self._refused(record, "BC-CASE")["text"])
        self._scan(record, self.case.barcode, "place", 2)
        self._scan(record, self.case.barcode, "scrap", 1)
        self._receive(record)
        self.assertEqual(self._at(self.case, record.place_id.scrap_location_id), 1)
        action = record.with_user(self.picker).action_ship_home()
        home = self.env["stock.picking"].browse(action["res_id"])
        self.assertEqual(home.state, "assigned")
        item = record.item_ids.filtered(lambda i: i.destination == "place")
        with self.assertRaises(UserError):
            item.with_user(self.picker).action_to_stock()
        home.with_user(self.picker).button_validate()
        self.assertEqual(home.state, "done")
        item.with_user(self.picker).action_to_stock()
        self.assertEqual(self._at(self.case, self.stock), 2)
        self.assertEqual(order.order_line.qty_delivered, 0)

    def test_no_goods_are_received_into_a_loss_place(self):
        """Core never counts goods that come into such a place, and books an entry."""
        self._put_in_stock(self.case, 2, 6.0)
        order = self._sold((self.case, 2))
        record = self._expected(order)
        loss = record.place_id.scrap_location_id
        record.transfer_ids.location_dest_id = loss
        self._scan(record, self.case.barcode, quantity=2)
        self._receive(record)
        self.assertEqual(self._at(self.case, loss), 0)
        self.assertEqual(self._at(self.case, self.stock), 2)
        self.assertEqual(order.order_line.qty_delivered, 0)
        self.assertEqual(self.case.total_value, 12)
        self.assertEqual(record.state, "received")

    # --- sent again from stock

    def test_sent_again_from_stock(self):
        self._put_in_stock(self.case, 3, 6.0)
        order = self._sold((self.case, 2))
        record = self._came_back(order, self.case)
        action = record.with_user(self.picker).action_send_again()
        again = self.env["stock.picking"].browse(action["res_id"])
        self.assertEqual(again.move_ids.product_uom_qty, 1)
        self.assertFalse(again.return_id)
        self.assertEqual(record.settlement, "again")
        self._send(again)
        self.assertEqual(order.order_line.qty_delivered, 2)
        with self.assertRaises(UserError):
            record.with_user(self.picker).action_send_again()

    def test_a_locked_order_says_that_nothing_is_sent(self):
        order = self._sold((self.case, 2))
        record = self._came_back(order, self.case)
        order.action_lock()
        with self.assertRaisesRegex(UserError, "locked"):
            record.with_user(self.picker).action_send_again()
