# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Where each piece is: from the parcels to stock moves, transfers, lines of sales
orders, and orders.
"""

from datetime import datetime, timedelta, timezone

from odoo import fields
from odoo.fields import Command
from odoo.tests import Form, new_test_user, tagged

from ..api.messages import TrackedParcel, TrackEvent
from .common import LinkstarCase
from .test_tracking_rules import migration

NOW = datetime.now(timezone.utc).replace(microsecond=0)


@tagged("post_install", "-at_install")
class TestGoods(LinkstarCase):
    def _packed(self, *boxes, **values):
        """A transfer with its goods packed into ``boxes``: lists of pairs (number of
        the move, pieces).
        """
        picking = self._transfer(**values)
        moves = picking.move_ids.sorted("id")
        moves.move_line_ids.unlink()
        for content in boxes:
            package = self.env["stock.package"].create({"name": f"BOX{content}"})
            for number, pieces in content:
                self.env["stock.move.line"].create(
                    {
                        **moves[number]._prepare_move_line_vals(),
                        "quantity": pieces,
                        "result_package_id": package.id,
                    }
                )
        picking.button_validate()
        self.assertEqual(picking.state, "done")
        shipments = picking._linkstar_open_shipments()
        self._work(shipments)
        self.assertEqual(set(shipments.mapped("state")), {"ready"})
        return picking

    def _two_products(self):
        """Values of an order of two products, three pieces each."""
        other = self._make_product("Screen film")
        return {
            "order_line": [
                Command.create(
                    {
                        "product_id": product.id,
                        "product_uom_qty": 3,
                        "price_unit": 5,
                    }
                )
                for product in (self.product, other)
            ]
        }

    def _carrier_says(self, shipment, *texts, number=None):
        """Tracking events with these texts, an hour apart."""
        history = TrackedParcel(
            code=number or shipment.waybill,
            events=tuple(
                TrackEvent(NOW + timedelta(hours=hour), "", text)
                for hour, text in enumerate(texts)
            ),
        )
        return shipment.event_ids._store({shipment: [history]}, "push")

    def _number_boxes(self, shipment):
        for place, parcel in enumerate(shipment.parcel_ids):
            parcel.tracking_number = f"BOX-{shipment.id}-{place}"
        return shipment.parcel_ids.mapped("tracking_number")

    def test_two_of_three_are_delivered_and_one_comes_back(self):
        picking = self._packed([(0, 2)], [(0, 1)], quantity=3)
        shipment, move = picking.linkstar_shipment_ids, picking.move_ids
        line, order = move.sale_line_id, picking.sale_id
        self.assertEqual(len(shipment.parcel_ids), 2)
        self.assertEqual(
            (move.linkstar_tracking_state, order.linkstar_tracking_state),
            ("none", "none"),
        )
        first, second = self._number_boxes(shipment)
        self._carrier_says(shipment, "Flight departed")
        self.assertEqual(shipment.parcel_ids.mapped("tracking_state"), ["departed"] * 2)
        self.assertEqual(move.linkstar_tracking_text, "Departed: 3")
        self._carrier_says(shipment, "Delivered", number=first.lower())
        self.assertEqual(
            shipment.tracking_state, "departed", "one of two parcels is still away"
        )
        self.assertFalse(shipment.ended_at)
        self._carrier_says(shipment, "Returned to sender", number=second)
        for record in (move, picking, line, order):
            self.assertEqual(record.linkstar_tracking_state, "returning", record)
        for record in (move, line, order):
            self.assertEqual(
                record.linkstar_tracking_text, "Returning: 1, Delivered: 2", record
            )
        self.assertEqual(shipment.tracking_state, "returning")
        self._carrier_says(
            shipment, "", "Return delivered to the original sender", number=second
        )
        self.assertEqual(move.linkstar_tracking_text, "Returned: 1, Delivered: 2")
        self.assertTrue(shipment.ended_at, "all parcels are in a final state")

    def test_grouped_and_filtered(self):
        self._carrier_says(self._booked(quantity=3), "Delivered")
        self._carrier_says(
            self._booked(quantity=1), "Held by customs: documents required"
        )
        self._booked(quantity=2)
        for model in ("stock.move", "stock.picking", "sale.order", "sale.order.line"):
            groups = dict(
                self.env[model]._read_group(
                    [
                        ("company_id", "=", self.company.id),
                        ("linkstar_tracking_state", "!=", False),
                    ],
                    ["linkstar_tracking_state"],
                    ["__count"],
                )
            )
            self.assertEqual(
                groups, {"delivered": 1, "customs_hold": 1, "none": 1}, model
            )
        pieces = dict(
            self.env["linkstar.move.tracking"]._read_group(
                [("company_id", "=", self.company.id)],
                ["tracking_state"],
                ["quantity:sum"],
            )
        )
        self.assertEqual(pieces, {"delivered": 3, "customs_hold": 1, "none": 2})

    def test_a_parcel_with_goods_of_two_moves(self):
        picking = self._packed([(0, 3), (1, 1)], [(1, 2)], **self._two_products())
        one, two = picking.move_ids.sorted("id")
        first, second = self._number_boxes(picking.linkstar_shipment_ids)
        self._carrier_says(picking.linkstar_shipment_ids, "Delivered", number=first)
        self.assertEqual(one.linkstar_tracking_text, "Delivered: 3")
        self.assertEqual(two.linkstar_tracking_text, "Not scanned yet: 2, Delivered: 1")
        self._carrier_says(picking.linkstar_shipment_ids, "Delivered", number=second)
        self.assertEqual(picking.linkstar_tracking_state, "delivered")
        self.assertEqual(picking.sale_id.linkstar_tracking_text, "Delivered: 6")

    def test_a_shipment_for_each_box(self):
        self.service.one_order_per_box = True
        picking = self._packed([(0, 2)], [(0, 1)], quantity=3)
        first, second = picking._linkstar_open_shipments()
        self._carrier_says(first, "Delivered")
        self._carrier_says(second, "Shipment was lost in transit")
        self.assertEqual(
            picking.move_ids.linkstar_tracking_text, "Lost: 1, Delivered: 2"
        )
        self.assertEqual(picking.linkstar_tracking_state, "lost")

    def test_a_kit_is_where_its_part_is_that_needs_most_attention(self):
        """Two kits of one case and two films each: the moves are of one line."""
        film = self._make_product("Film")
        picking = self._transfer(quantity=2)
        [case] = picking.move_ids
        line = case.sale_line_id
        kit = self._make_product("Set of case and films")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE sale_order_line SET product_id = %s WHERE id = %s",
            [kit.id, line.id],
        )
        self.env.invalidate_all()
        films = case.copy({"product_id": film.id, "product_uom_qty": 4})
        films._action_confirm(merge=False)
        (case + films).move_line_ids.unlink()
        for move, boxes in ((case, (1, 1)), (films, (3, 1))):
            move.sale_line_id = line
            for number, pieces in enumerate(boxes):
                package = self.env["stock.package"].search(
                    [("name", "=", f"KIT{number}")], limit=1
                ) or self.env["stock.package"].create({"name": f"KIT{number}"})
                self.env["stock.move.line"].create(
                    {
                        **move._prepare_move_line_vals(),
                        "quantity": pieces,
                        "result_package_id": package.id,
                    }
                )
        picking.button_validate()
        shipment = picking.linkstar_shipment_ids
        self._work(shipment)
        self.assertEqual(shipment.state, "ready", shipment.problem)
        first, second = self._number_boxes(shipment)
        self._carrier_says(shipment, "Delivered", number=first)
        self.assertEqual(
            films.linkstar_tracking_text, "Not scanned yet: 1, Delivered: 3"
        )
        self.assertEqual(
            line.linkstar_tracking_text, "Not scanned yet: 1, Delivered: 1"
        )
        self._carrier_says(shipment, "Returned to sender", number=second)
        self.assertEqual(line.linkstar_tracking_text, "Returning: 1, Delivered: 1")
        self._carrier_says(shipment, "", "", "Delivered", number=second)
        self.assertEqual(line.linkstar_tracking_text, "Returned: 1, Delivered: 1")

    def test_in_the_unit_of_the_order_line(self):
        dozen = self.env.ref("uom.product_uom_dozen")
        picking = self._transfer(quantity=24)
        order = self._order(quantity=2)
        order.order_line[0].product_uom_id = dozen
        order.action_confirm()
        picking = order.picking_ids
        picking.move_ids.quantity = picking.move_ids.product_uom_qty
        picking.button_validate()
        shipment = picking.linkstar_shipment_ids
        self._work(shipment)
        self._carrier_says(shipment, "Delivered")
        self.assertEqual(picking.move_ids.linkstar_tracking_text, "Delivered: 24")
        self.assertEqual(order.order_line[0].linkstar_tracking_text, "Delivered: 2")

    def test_only_the_leaving_move_of_a_chain(self):
        for booked_at in ("ship", "pack"):
            with self.subTest(booked_at):
                self.warehouse.delivery_steps = "pick_pack_ship"
                self.warehouse.pack_type_id.print_label = booked_at == "pack"
                pack, ship = self._pack_and_ship()
                booked = pack if booked_at == "pack" else ship
                booked._linkstar_queue()
                shipment = booked.linkstar_shipment_ids
                self._work(shipment)
                self._carrier_says(shipment, "Delivered")
                self.assertEqual(ship.move_ids.linkstar_tracking_text, "Delivered: 2")
                self.assertFalse(pack.move_ids.linkstar_tracking_state)

    def _pack_and_ship(self):
        w, customers = self.warehouse, self.env.ref("stock.stock_location_customers")
        product = self._make_product("Stored case", is_storable=True)
        self.env["stock.quant"]._update_available_quantity(
            product, w.wh_pack_stock_loc_id, 2
        )
        pickings, before = self.env["stock.picking"], self.env["stock.move"]
        for kind, source, destination in (
            (w.pack_type_id, w.wh_pack_stock_loc_id, w.wh_output_stock_loc_id),
            (w.out_type_id, w.wh_output_stock_loc_id, customers),
        ):
            picking = self.env["stock.picking"].create(
                {
                    "picking_type_id": kind.id,
                    "partner_id": self.buyer.id,
                    "company_id": self.company.id,
                    "location_id": source.id,
                    "location_dest_id": destination.id,
                    "carrier_id": self.method.id,
                    "move_ids": [
                        Command.create(
                            {
                                "product_id": product.id,
                                "product_uom_qty": 2,
                                "location_id": source.id,
                                "location_dest_id": destination.id,
                                "move_orig_ids": [Command.set(before.ids)],
                                "procure_method": (
                                    "make_to_order" if before else "make_to_stock"
                                ),
                            }
                        )
                    ],
                }
            )
            before = picking.move_ids
            pickings += picking
        pickings.action_confirm()
        for move in pickings.move_ids:
            move.quantity = 2
        return pickings

    def test_goods_of_a_cancelled_shipment_are_nowhere(self):
        picking = self._validated(quantity=2)
        shipment = picking.linkstar_shipment_ids
        self._work(shipment)
        self.assertEqual(picking.linkstar_tracking_state, "none")
        shipment.action_cancel()
        self._work(shipment)
        self.assertEqual(shipment.state, "cancelled")
        for record in (picking, picking.move_ids, picking.sale_id):
            self.assertFalse(record.linkstar_tracking_state)
        self.assertFalse(shipment.goods_ids.tracking_state)
        picking._linkstar_queue()
        again = picking._linkstar_open_shipments()
        self._work(again)
        self._carrier_says(again, "Delivered")
        self.assertEqual(picking.move_ids.linkstar_tracking_text, "Delivered: 2")

    def test_goods_of_a_deleted_parcel_are_nowhere(self):
        picking = self._validated(quantity=2)
        picking.linkstar_shipment_ids.parcel_ids.unlink()
        for record in (picking, picking.move_ids, picking.sale_id):
            self.assertFalse(record.linkstar_tracking_state)

    def test_a_new_number_of_the_local_carrier(self):
        shipment = self._booked()
        picking, first = shipment.picking_id, shipment.tracking_number
        other = self._booked()
        for number in ("LOCAL-1", "LOCAL-2"):
            history = TrackedParcel(
                code=shipment.waybill,
                tracking_number=number,
                events=(TrackEvent(NOW, "", f"Handed over as {number}"),),
            )
            shipment.event_ids._store({shipment: [history]}, "poll")
            self.assertEqual(
                (shipment.tracking_number, picking.carrier_tracking_ref),
                (number, number),
            )
            self.assertIn(number, picking.carrier_tracking_url)
        # A late message of the time before does not bring the old number back.
        late = TrackedParcel(
            code=shipment.waybill,
            tracking_number="LOCAL-1",
            events=(TrackEvent(NOW, "", "Late message"),),
        )
        shipment.event_ids._store({shipment: [late]}, "push")
        self.assertEqual(shipment.tracking_number, "LOCAL-2")
        for number in (first, "LOCAL-1", "LOCAL-2"):
            self.assertEqual(
                self.env["linkstar.shipment"].search([("number", "ilike", number)]),
                shipment,
            )
            self.assertEqual(
                self.env["stock.picking"].search(
                    [("linkstar_shipment_ids.number", "ilike", number)]
                ),
                picking,
            )
            self.assertEqual(
                self.env["sale.order"].search(
                    [("linkstar_goods_ids.shipment_id.number", "ilike", number)]
                ),
                picking.sale_id,
            )
        self.assertNotEqual(other.tracking_number, "LOCAL-2")

    def test_numbers_for_sales_channels(self):
        shipment = self._booked(linkstar_platform_number="302-1")
        picking, other = shipment.picking_id, self._booked().picking_id

        def due(value=True):
            return self.env["stock.picking"].search(
                [
                    ("company_id", "=", self.company.id),
                    ("linkstar_number_due", "=", value),
                ]
            )

        self.assertEqual((due(), due(False)), (picking, other))
        self.assertTrue(picking.linkstar_number_due)
        picking.action_linkstar_number_passed_on()
        self.assertFalse(due())
        self.assertFalse(picking.linkstar_number_due)
        shipment.event_ids._store(
            {
                shipment: [
                    TrackedParcel(code=shipment.waybill, tracking_number="LOCAL-9")
                ]
            },
            "push",
        )
        self.assertEqual(due(), picking, "the local carrier has another number")

    def test_a_new_number_of_one_box(self):
        picking = self._packed([(0, 2)], [(0, 1)], quantity=3)
        shipment = picking.linkstar_shipment_ids
        first, second = self._number_boxes(shipment)
        history = TrackedParcel(
            code=second,
            tracking_number="LOCAL-BOX",
            events=(TrackEvent(NOW, "", "Delivered"),),
        )
        shipment.event_ids._store({shipment: [history]}, "push")
        self.assertEqual(
            shipment.parcel_ids.mapped("tracking_number"), [first, "LOCAL-BOX"]
        )
        self.assertIn(second.upper(), shipment.earlier_numbers)
        self.assertEqual(
            shipment.parcel_ids.mapped("tracking_state"), ["none", "delivered"]
        )

    def test_statements_of_a_batch(self):
        """The same number for 2 and for 6 shipments; before, the caches are warm."""
        self._carrier_says(self._booked(), "Flight departed")
        counts = []
        for size in (2, 6):
            shipments = self.env["linkstar.shipment"]
            for _number in range(size):
                shipments += self._booked(quantity=2)
            received = {
                shipment: [
                    TrackedParcel(
                        code=shipment.waybill,
                        events=tuple(
                            TrackEvent(NOW + timedelta(hours=hour), "", text)
                            for hour, text in enumerate(
                                ("Flight departed", "Out for delivery", "Delivered")
                            )
                        ),
                    )
                ]
                for shipment in shipments
            }
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            new = self.env["linkstar.tracking.event"]._store(received, "poll")
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(len(new), 3 * size)
            self.assertEqual(set(shipments.mapped("tracking_state")), {"delivered"})
            self.assertEqual(
                set(shipments.picking_id.move_ids.mapped("linkstar_tracking_state")),
                {"delivered"},
            )
        self.assertEqual(counts[0], counts[1])
        self.assertLessEqual(counts[1], 10)

    def test_an_update_fills_the_goods_of_existing_parcels(self):
        picking = self._packed([(0, 2)], [(0, 1)], quantity=3)
        plain = self._booked(quantity=4)
        shipments = picking.linkstar_shipment_ids + plain
        first, _second = self._number_boxes(shipments[0])
        self._carrier_says(plain, "Delivered")
        self.env.flush_all()
        wanted = {
            (row.parcel_id, row.move_id, row.sale_order_id): row.quantity
            for row in shipments.goods_ids
        }
        self.assertEqual(sorted(wanted.values()), [1, 2, 4])
        self.env.cr.execute(
            "DELETE FROM linkstar_move_tracking WHERE shipment_id IN %s",
            [tuple(shipments.ids)],
        )
        self.env.cr.execute(
            "UPDATE linkstar_parcel SET tracking_state = 'none' WHERE shipment_id IN"
            " %s",
            [tuple(shipments.ids)],
        )
        self.env.cr.execute(
            "UPDATE stock_move SET linkstar_tracking_state = NULL WHERE picking_id IN"
            " %s",
            [tuple(shipments.picking_id.ids)],
        )
        self.env.invalidate_all()
        for _again in range(2):
            migration("19.0.2.1.0", "post-goods").migrate(self.env.cr, "19.0.2.0.0")
            self.env.invalidate_all()
        self.assertEqual(
            {
                (row.parcel_id, row.move_id, row.sale_order_id): row.quantity
                for row in shipments.goods_ids
            },
            wanted,
        )
        self.assertEqual(plain.picking_id.move_ids.linkstar_tracking_state, "delivered")
        self.assertEqual(picking.linkstar_tracking_state, "none")
        self.assertTrue(first)

    def test_a_seller_sees_where_each_piece_is(self):
        shipment = self._booked(quantity=3)
        self._carrier_says(shipment, "Out for delivery")
        seller = new_test_user(
            self.env,
            "goods_seller",
            "sales_team.group_sale_salesman_all_leads",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        with Form(shipment.sale_order_id.with_user(seller)) as form:
            self.assertEqual(form.linkstar_tracking_state, "out_for_delivery")
            self.assertEqual(form.linkstar_tracking_text, "Out for delivery: 3")
        [row] = shipment.sale_order_id.with_user(seller).linkstar_goods_ids
        self.assertEqual((row.quantity, row.number), (3, shipment.tracking_number))
        self.assertEqual(
            row.state_since, fields.Datetime.to_datetime(NOW.replace(tzinfo=None))
        )
