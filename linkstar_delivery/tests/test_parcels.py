# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from decimal import Decimal

import psycopg2

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestParcels(LinkstarCase):
    def _packed(self, *boxes, product=None, **values):
        """A transfer with its goods packed into ``boxes``: the number of pieces in
        each; the rest is in no box.
        """
        picking = self._transfer(
            quantity=values.pop("quantity", sum(boxes)), product=product, **values
        )
        move = picking.move_ids
        move.move_line_ids.unlink()
        for quantity in [*boxes, move.product_uom_qty - sum(boxes)]:
            if quantity:
                self._line(
                    move,
                    quantity,
                    (
                        self.env["stock.package"].create({"name": f"BOX{quantity}"})
                        if boxes
                        else None
                    ),
                )
            boxes = boxes[1:]
        return picking

    def _line(self, move, quantity, package=None):
        return self.env["stock.move.line"].create(
            {
                **move._prepare_move_line_vals(),
                "quantity": quantity,
                "result_package_id": package.id if package else False,
            }
        )

    def _requests(self):
        return [
            self.control.order(order["reference_no"])["request"]
            for order in self.control.orders()
        ]

    def test_several_boxes_as_one_order(self):
        picking = self._packed(1, 2)
        picking.button_validate()
        shipment = picking.linkstar_shipment_ids
        self.assertEqual((len(shipment), shipment.box), (1, "ALL"))
        self._work(shipment)
        [request] = self._requests()
        self.assertEqual(request["order_pieces"], 2)
        self.assertEqual(
            [float(box["weight"]) for box in request["Volume"]], [0.21, 0.42]
        )
        self.assertEqual(
            sum(item["invoice_quantity"] for item in request["ItemArr"]), 3
        )

    def test_an_order_for_each_box(self):
        self.service.one_order_per_box = True
        picking = self._packed(1, 2, quantity=4)
        picking.sale_id.order_line.filtered("product_uom_qty")[0].price_unit = 3.3333
        picking.button_validate()
        shipments = picking._linkstar_open_shipments()
        boxes = picking.move_line_ids.result_package_id.sorted("id")
        self.assertEqual(
            shipments.mapped("box"), [*(f"P{box.id}" for box in boxes), "LOOSE"]
        )
        self.assertEqual(len(set(shipments.mapped("reference_no"))), 3)
        self._work(shipments)
        self.assertEqual(shipments.mapped("state"), ["ready"] * 3)
        requests = self._requests()
        self.assertEqual([r["order_pieces"] for r in requests], [1, 1, 1])
        self.assertEqual(
            sorted(sum(i["invoice_quantity"] for i in r["ItemArr"]) for r in requests),
            [1, 1, 2],
        )
        declared = sum(
            Decimal(str(i["invoice_unitcharge"])) * i["invoice_quantity"]
            for r in requests
            for i in r["ItemArr"]
        )
        self.assertEqual(
            declared,
            Decimal("13.33"),
            "what the boxes declare adds up to what was paid",
        )
        self.assertEqual(
            picking.carrier_tracking_ref, ",".join(shipments.mapped("tracking_number"))
        )
        self.assertTrue(picking.linkstar_has_label)
        self.assertIn(shipments[1].tracking_number, picking.carrier_tracking_url)

    def test_one_of_several_is_cancelled(self):
        self.service.one_order_per_box = True
        picking = self._packed(1, 2)
        picking.button_validate()
        first, second = picking._linkstar_open_shipments()
        self._work(first + second)
        first.action_cancel()
        self._work(first)
        self.assertEqual(
            (first.state, picking.carrier_tracking_ref),
            ("cancelled", second.tracking_number),
        )
        self.assertEqual(picking.linkstar_shipment_id, second)

    def test_a_box_whose_order_was_cancelled_gets_another_one(self):
        """Core does not ask for a label where the transfer already has a number."""
        self.service.one_order_per_box = True
        picking = self._packed(1, 2)
        picking.action_assign()
        picking.action_linkstar_book()
        first, second = picking._linkstar_open_shipments()
        self._work(first + second)
        self.assertTrue(picking.linkstar_has_label)
        first.action_cancel()
        self._work(first)
        self.assertEqual(
            (picking.linkstar_state, picking.linkstar_has_label), ("ready", False)
        )
        self.assertIn("has no shipment", picking.linkstar_changes)
        picking.button_validate()
        again = picking._linkstar_open_shipments() - second
        self.assertEqual(
            (picking.state, again.box, again.attempt), ("done", first.box, 2)
        )
        self._work(again)
        self.assertTrue(picking.linkstar_has_label)
        self.assertFalse(picking.linkstar_changes)
        self.assertEqual(
            len(
                [
                    order
                    for order in self.control.orders()
                    if order["state"] != "cancelled"
                ]
            ),
            2,
        )

    def test_label_first_is_the_label_of_each_box(self):
        self.service.one_order_per_box = True
        self.warehouse.out_type_id.linkstar_label_first = True
        picking = self._packed(1, 2)
        picking.action_assign()
        picking.action_linkstar_book()
        shipments = picking._linkstar_open_shipments()
        self._work(shipments)
        shipments[0].action_cancel()
        self._work(shipments[0])
        with self.assertRaisesRegex(UserError, "A box of .* has no label"):
            picking.button_validate()

    def test_one_of_several_is_cancelled_by_the_carrier_and_somebody_is_told(self):
        self.service.one_order_per_box = True
        self.control.profile(label_after=3600)
        picking = self._packed(1, 2)
        picking.button_validate()
        first, second = picking._linkstar_open_shipments()
        self._work(first + second)
        first.account_id._client(timeout=20).cancel_order(first.reference_no)
        self._later(first)
        self._work(first)
        self.assertEqual((first.state, second.state), ("cancelled", "accepted"))
        self.assertIn("cancelled at the carrier", picking.activity_ids.note)

    def test_quotation_is_shared_by_the_orders_of_the_boxes(self):
        self.service.one_order_per_box = True
        picking = self._packed(1, 2)
        order = picking.sale_id
        order.linkstar_service_id = self.service
        order.linkstar_charge_ids.unlink()
        self.env["linkstar.charge"].create(
            {
                "sale_order_id": order.id,
                "company_id": self.company.id,
                "stage": "quoted",
                "kind": "freight",
                "currency_id": self.cny.id,
                "amount": 100,
            }
        )
        picking.button_validate()
        self.assertEqual(
            picking._linkstar_open_shipments().charge_ids.mapped("amount"),
            [33.33, 66.67],
        )

    def test_most_urgent_of_several(self):
        self.service.one_order_per_box = True
        self.control.fault("createOrder", "failure", text="No")
        picking = self._packed(1, 2)
        picking.button_validate()
        first, second = picking._linkstar_open_shipments()
        self._work(first + second)
        self.assertEqual((first.state, second.state), ("refused", "ready"))
        self.assertEqual(
            (picking.linkstar_state, picking.linkstar_has_label), ("refused", False)
        )
        picking.action_linkstar_retry()
        self._work(first + second)
        self.assertEqual(
            (picking.linkstar_state, picking.linkstar_has_label), ("ready", True)
        )
        self.assertEqual(len(self.control.orders()), 2)

    def test_one_open_order_a_box_by_the_database(self):
        self.service.one_order_per_box = True
        picking = self._packed(1, 2)
        picking.button_validate()
        with self.assertRaises(psycopg2.IntegrityError), mute_logger("odoo.sql_db"):
            self.env["linkstar.shipment"].create(
                picking._linkstar_shipment_values()[:1]
            )

    def test_nested_boxes(self):
        """Two boxes in one carton are one parcel; all three have their own weight."""
        kind = self.env["stock.package.type"].create(
            {"name": "Carton", "base_weight": 0.1}
        )
        picking = self._packed(1, 2)
        inner = picking.move_line_ids.result_package_id
        carton = self.env["stock.package"].create(
            {"name": "CARTON", "package_type_id": kind.id}
        )
        inner.write({"package_dest_id": carton.id, "package_type_id": kind.id})
        [values] = picking._linkstar_parcel_values()
        self.assertEqual(
            (values["package_id"], values["weight"], values["computed_weight"]),
            (carton.id, 0.93, 0.93),
        )
        inner[0].shipping_weight = 0.5
        [values] = picking._linkstar_parcel_values()
        self.assertAlmostEqual(
            values["weight"],
            0.1 + 0.5 + (0.93 - 0.1 - (0.31 if inner[0].name == "BOX1" else 0.52)),
        )
        carton.shipping_weight = 2
        picking.button_validate()
        parcel = picking.linkstar_shipment_ids.parcel_ids
        self.assertEqual(
            (parcel.package_id, parcel.weight, parcel.computed_weight),
            (carton, 2, 0.93),
        )

    def test_sides_are_those_measured(self):
        kind = self.env["stock.package.type"].create(
            {"name": "Box", "packaging_length": 300, "width": 200, "height": 50}
        )
        picking = self._packed(2)
        box = picking.move_line_ids.result_package_id
        box.package_type_id = kind
        [values] = picking._linkstar_parcel_values()
        self.assertEqual(
            [values[side] for side in ("parcel_length", "width", "height")], [30, 20, 5]
        )
        box.write({"linkstar_length": 31, "linkstar_width": 20.5, "linkstar_height": 6})
        [values] = picking._linkstar_parcel_values()
        self.assertEqual(
            [values[side] for side in ("parcel_length", "width", "height")],
            [31, 20.5, 6],
        )

    def test_measured_otherwise_than_computed(self):
        picking = self._packed(1, 2)
        self.assertEqual(
            [p.code for p in picking._linkstar_check()[picking] if "weight" in p.code],
            [],
        )
        picking.move_line_ids.result_package_id.filtered(
            lambda box: box.name == "BOX2"
        ).shipping_weight = 0.9
        [problem] = [
            p for p in picking._linkstar_check()[picking] if "weight" in p.code
        ]
        self.assertEqual((problem.severity, problem.code), ("warn", "weight_differs"))
        for wanted in ("BOX2", "0.900", "0.420"):
            self.assertIn(wanted, problem.text)
        picking.button_validate()
        self.assertEqual(picking.state, "done", "a warning blocks nothing")

    def test_scale(self):
        user = new_test_user(
            self.env,
            "linkstar_scale",
            "stock.group_stock_user",
            company_id=self.company.id,
            company_ids=self.company.ids,
        )
        picking = self._packed(1, 2)
        pickings = self.env["stock.picking"].with_user(user)
        found = pickings.linkstar_measure("BOX2", 0.455, 30, 20, 5)
        self.assertEqual((found["computed"], found["differs"]), (0.42, False))
        self.assertTrue(pickings.linkstar_measure("BOX1", 5)["differs"])
        second = picking._linkstar_parcel_values()[1]
        self.assertEqual(
            (second["weight"], second["parcel_length"], second["height"]),
            (0.455, 30, 5),
        )
        with self.assertRaisesRegex(UserError, "No package or transfer"):
            pickings.linkstar_measure("NOTHING", 1)
        with self.assertRaisesRegex(UserError, "Measure again"):
            pickings.linkstar_measure("BOX1", -1)
        for weight, length in (
            ("heavy", 0),
            (None, 0),
            ([1], 0),
            (float("nan"), 0),
            (1, float("inf")),
            (1, "long"),
        ):
            with (
                self.subTest(f"{weight} {length}"),
                self.assertRaisesRegex(UserError, "Measure again"),
            ):
                pickings.linkstar_measure("BOX1", weight, length)
        self.assertEqual(pickings.linkstar_measure("BOX1", "0.21")["computed"], 0.21)
        single = self._transfer()
        pickings.linkstar_measure(single.name, 0.8, length=25)
        [values] = single._linkstar_parcel_values()
        self.assertEqual((values["weight"], values["parcel_length"]), (0.8, 25))

    def test_scale_and_boxes_of_one_name(self):
        """Names of packages are not unique: no weight is written on the wrong one."""
        pickings, packages = (
            self._transfer() + self._transfer(),
            self.env["stock.package"].create([{"name": "1"}, {"name": "1"}]),
        )
        for picking, package in zip(pickings, packages, strict=True):
            picking.move_line_ids.result_package_id = package
        with self.assertRaisesRegex(UserError, "Several packages have the name 1"):
            pickings.browse().linkstar_measure("1", 0.5)
        self.assertEqual(packages.mapped("shipping_weight"), [0, 0])
        pickings[1].button_validate()
        pickings.browse().linkstar_measure("1", 0.5)
        self.assertEqual(
            packages.mapped("shipping_weight"), [0.5, 0], "the other one has left"
        )

    def test_label_at_the_pick_goes_with_both_parts(self):
        """Goods that travel under a label are not shipped again, however many transfers
        they leave with.
        """
        self.warehouse.delivery_steps = "pick_ship"
        self.warehouse.pick_type_id.print_label = True
        storable = self._make_product("Stored case", is_storable=True)
        self.env["stock.quant"]._update_available_quantity(
            storable, self.warehouse.lot_stock_id, 4
        )
        order = self._order(product=storable, quantity=4)
        order.action_confirm()
        pick = order.picking_ids.filtered(
            lambda p: p.picking_type_id == self.warehouse.pick_type_id
        )
        pick.carrier_id = self.method
        pick.action_assign()
        pick.button_validate()
        self._work(pick.linkstar_shipment_id)
        ship = order.picking_ids - pick
        ship.carrier_id = self.method
        ship.action_assign()
        ship.move_ids.quantity = 1
        ship.with_context(skip_backorder=True).button_validate()
        rest = ship.backorder_ids
        rest.action_assign()
        rest.button_validate()
        self.assertEqual((ship.state, rest.state), ("done", "done"))
        self.assertFalse((ship + rest).linkstar_shipment_ids)
        self.assertEqual(len(self.control.orders()), 1)

    def test_picks_in_two_parts_have_a_label_each(self):
        self.warehouse.delivery_steps = "pick_ship"
        self.warehouse.pick_type_id.print_label = True
        storable = self._make_product("Stored case", is_storable=True)
        self.env["stock.quant"]._update_available_quantity(
            storable, self.warehouse.lot_stock_id, 4
        )
        order = self._order(product=storable, quantity=4)
        order.action_confirm()
        pick = order.picking_ids.filtered(
            lambda p: p.picking_type_id == self.warehouse.pick_type_id
        )
        pick.carrier_id = self.method
        pick.action_assign()
        pick.move_ids.quantity = 3
        pick.with_context(skip_backorder=True).button_validate()
        rest = pick.backorder_ids
        rest.carrier_id = self.method
        rest.action_assign()
        rest.button_validate()
        self._work((pick + rest).linkstar_shipment_ids)
        self.assertEqual(
            (pick + rest).linkstar_shipment_ids.mapped("state"), ["ready", "ready"]
        )
        pieces = [
            sum(item["invoice_quantity"] for item in request["ItemArr"])
            for request in self._requests()
        ]
        self.assertEqual(sorted(pieces), [1, 3])

    def test_dropship(self):
        """The supplier uses our label: it is booked once, for the operation that prints
        labels, and never for a receipt.
        """
        supplier, customer = (
            self.env.ref("stock.stock_location_suppliers"),
            self.env.ref("stock.stock_location_customers"),
        )
        kind = self.warehouse.out_type_id.copy(
            {
                "name": "Dropship",
                "sequence_code": "DS",
                "default_location_src_id": supplier.id,
                "default_location_dest_id": customer.id,
            }
        )
        picking = self.env["stock.picking"].create(
            {
                "picking_type_id": kind.id,
                "partner_id": self.buyer.id,
                "carrier_id": self.method.id,
                "company_id": self.company.id,
                "location_id": supplier.id,
                "location_dest_id": customer.id,
                "move_ids": [
                    Command.create(
                        {
                            "product_id": self.product.id,
                            "product_uom_qty": 2,
                            "location_id": supplier.id,
                            "location_dest_id": customer.id,
                        }
                    )
                ],
            }
        )
        picking.action_confirm()
        picking.move_ids.quantity = 2
        picking.button_validate()
        self._work(picking.linkstar_shipment_id)
        self.assertEqual((picking.state, picking.linkstar_state), ("done", "ready"))
        kind.print_label = False
        other = picking.copy()
        other.action_confirm()
        other.move_ids.quantity = 2
        other.button_validate()
        self.assertEqual(
            (other.state, bool(other.linkstar_shipment_ids)), ("done", False)
        )
