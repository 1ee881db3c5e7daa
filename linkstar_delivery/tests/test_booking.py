# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import timedelta
from unittest.mock import patch

import psycopg2

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..runner import engine
from ..runner.steps import Busy
from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestBooking(LinkstarCase):
    book_once = True

    def test_validation_calls_nobody(self):
        picking = self._validated()
        self.assertEqual(picking.linkstar_shipment_ids.mapped("state"), ["queued"])
        self.assertEqual(self.control.calls(), [])
        self.assertFalse(picking.carrier_tracking_ref)

    def test_from_queued_to_ready(self):
        shipment = self._booked_once()
        order = self.control.order(shipment.reference_no)
        self.assertEqual(shipment.waybill, order["waybill"])
        self.assertTrue(shipment.tracking_number)
        self.assertEqual(
            shipment.picking_id.carrier_tracking_ref, shipment.tracking_number
        )
        self.assertEqual(shipment.knowledge, "there")
        self.assertTrue(shipment.label_attachment_id.raw.startswith(b"%PDF"))
        self.assertEqual(
            (
                shipment.label_attachment_id.res_model,
                shipment.label_attachment_id.res_id,
            ),
            (shipment._name, shipment.id),
        )
        self.assertFalse(shipment.label_attachment_id.public)
        self.assertEqual(shipment.declaration_id.state, "frozen")

    def test_what_the_carrier_is_told(self):
        shipment = self._booked_once()
        request = self.control.order(shipment.reference_no)["request"]
        self.assertEqual(request["shipping_method"], "EU-STD")
        self.assertEqual(request["country_code"], "DE")
        self.assertEqual(float(request["order_weight"]), 0.42)
        self.assertEqual(request["order_pieces"], 1)
        self.assertEqual(str(request["mail_cargo_type"]), "4", "a sale is never a gift")
        consignee = request["Consignee"]
        self.assertEqual(
            {
                key: consignee[f"consignee_{key}"]
                for key in ("name", "street", "city", "postcode")
            },
            {
                "name": "Jörg Müller",
                "street": "Teststraße 1",
                "city": "Berlin",
                "postcode": "10115",
            },
        )
        [item] = request["ItemArr"]
        self.assertEqual(
            {
                key: item[key]
                for key in (
                    "invoice_enname",
                    "invoice_cnname",
                    "invoice_quantity",
                    "hs_code",
                    "sku",
                    "invoice_currencycode",
                )
            },
            {
                "invoice_enname": "phone cover of silicone",
                "invoice_cnname": "硅胶手机壳",
                "invoice_quantity": 2,
                "hs_code": "392690",
                "sku": "PHONE-CASE",
                "invoice_currencycode": "CNY",
            },
        )
        self.assertEqual(float(item["invoice_unitcharge"]), 28)
        self.assertEqual(float(item["invoice_weight"]), 0.21)
        [box] = request["Volume"]
        self.assertEqual(float(box["weight"]), 0.42)

    def test_number_comes_later(self):
        self.control.profile(number_after=3600)
        shipment = self._validated().linkstar_shipment_id
        self._work(shipment)
        self.assertEqual((shipment.state, shipment.number_pending), ("accepted", True))
        self.assertIn("tracking number", shipment.problem)
        self.assertFalse(shipment.label_attachment_id)
        self.control.advance(hours=2)
        self._later(shipment)
        self._work(shipment)
        self.assertEqual(
            (shipment.state, shipment.number_pending, shipment.problem),
            ("ready", False, False),
        )
        self.assertEqual(len(self._calls("createOrder")), 1)

    def test_label_comes_later(self):
        self.control.profile(label_after=3600)
        shipment = self._validated().linkstar_shipment_id
        self._work(shipment)
        self.assertEqual(shipment.state, "accepted")
        self.assertTrue(shipment.problem)
        self.control.advance(hours=2)
        self._later(shipment)
        self._work(shipment)
        self.assertEqual(shipment.state, "ready")
        self.assertEqual(len(self._calls("createOrder")), 1)

    @mute_logger("odoo.addons.linkstar_delivery.api")
    def test_lost_answer_makes_no_second_parcel(self):
        """The carrier made the order, its answer was lost, and this host would accept a
        second order without an error.
        """
        self.control.profile(duplicates="accepted")
        self.control.fault("createOrder", "reset_after")
        shipment = self._validated().linkstar_shipment_id
        self._work(shipment)
        self.assertEqual((shipment.state, shipment.knowledge), ("queued", "uncertain"))
        self.assertTrue(shipment.problem)
        self._later(shipment)
        self._work(shipment)
        self.assertEqual((shipment.state, shipment.knowledge), ("ready", "there"))
        self.assertEqual(len(self._calls("createOrder")), 1)
        self.assertEqual(len(self.control.orders()), 1)

    def test_question_after_a_lost_answer_fails_too(self):
        self.control.profile(duplicates="accepted")
        self.control.fault("createOrder", "reset_after")
        self.control.fault("getTrackNumber", "http_500")
        shipment = self._validated().linkstar_shipment_id
        self._work(shipment)
        self._later(shipment)
        self._work(shipment)
        self.assertEqual((shipment.state, shipment.knowledge), ("queued", "uncertain"))
        self._later(shipment)
        self._work(shipment)
        self.assertEqual(shipment.state, "ready")
        self.assertEqual(len(self.control.orders()), 1)

    def test_not_there_is_not_believed_at_once(self):
        """A slow carrier may still be making the order that it does not know yet."""
        self.control.profile(duplicates="accepted")
        self.control.fault("createOrder", "http_500")
        shipment = self._validated().linkstar_shipment_id
        self._work(shipment)
        shipment.action_retry()
        self._work(shipment)
        self.assertEqual((shipment.state, shipment.knowledge), ("queued", "uncertain"))
        self.assertEqual(self.control.orders(), [])
        self.assertEqual(len(self._calls("createOrder")), 1)
        self._later(shipment)
        self._work(shipment)
        self.assertEqual(shipment.state, "ready")

    def test_two_transfers_of_one_id(self):
        """After a backup is restored, an id can be used again; the creation date makes
        the references different.
        """
        picking = self._validated()
        reference = picking.linkstar_shipment_id.reference_no
        self.env.cr.execute(
            "UPDATE stock_picking SET create_date = create_date + interval '1 day'"
            " WHERE id = %s",
            [picking.id],
        )
        picking.invalidate_recordset()
        self.assertNotEqual(
            picking.linkstar_shipment_id._derived_reference(), reference
        )

    def test_pick_and_ship_are_one_parcel(self):
        self.warehouse.delivery_steps = "pick_ship"
        self.warehouse.pick_type_id.print_label = True
        self.warehouse.delivery_route_id.rule_ids.propagate_carrier = True
        self.env["stock.quant"]._update_available_quantity(
            self._storable(), self.warehouse.lot_stock_id, 5
        )
        order = self._order(product=self._storable())
        order.action_confirm()
        pick = order.picking_ids.filtered(
            lambda p: p.picking_type_id == self.warehouse.pick_type_id
        )
        pick.carrier_id = self.method
        pick.action_assign()
        pick.button_validate()
        shipment = pick.linkstar_shipment_id
        self._work(shipment)
        self.assertEqual(shipment.state, "ready", shipment.problem)
        ship = order.picking_ids - pick
        self.assertTrue(ship)
        self.assertEqual(ship.carrier_tracking_ref, shipment.tracking_number)
        ship.action_assign()
        ship.button_validate()
        ship.send_to_shipper()
        self.assertEqual(ship.state, "done")
        self.assertFalse(ship.linkstar_shipment_ids)
        self.assertEqual(len(self.control.orders()), 1)

    def test_sent_again_after_a_return(self):
        first = self._booked_once()
        delivery = first.picking_id
        back = self._returned(delivery)
        back.button_validate()
        self.assertFalse(back.linkstar_shipment_ids, "what comes in needs no label")
        again = self._returned(back)
        again.carrier_id = self.method
        again.button_validate()
        self.assertEqual(again.state, "done")
        second = again.linkstar_shipment_id
        self._work(second)
        self.assertEqual(second.state, "ready", second.problem)
        self.assertNotEqual(second.reference_no, first.reference_no)

    def _returned(self, picking):
        wizard = (
            self.env["stock.return.picking"]
            .with_context(active_id=picking.id, active_model="stock.picking")
            .create(
                {
                    "picking_id": picking.id,
                }
            )
        )
        for line in wizard.product_return_moves:
            line.quantity = line.move_quantity or 2
        action = wizard.action_create_returns()
        back = self.env["stock.picking"].browse(action["res_id"])
        for move in back.move_ids:
            move.quantity = move.product_uom_qty
        return back

    def _storable(self):
        if not hasattr(self, "storable"):
            self.storable = self._make_product("Stored case", is_storable=True)
        return self.storable

    def test_tax_number_is_in_no_message(self):
        self.control.fault(
            "createOrder", "failure", text="IOSS number IM2760000000 is not registered"
        )
        shipment = self._validated().linkstar_shipment_id
        self._work(shipment)
        self.assertIn("IM27********", shipment.problem)
        for text in (
            shipment.problem,
            shipment.picking_id.activity_ids.note,
            *shipment.picking_id.message_ids.mapped("body"),
        ):
            self.assertNotIn("IM2760000000", text)

    def test_begun_after_the_commit_once_each(self):
        self.env.cr.postcommit.clear()
        shipments = (
            self._validated().linkstar_shipment_id
            + self._validated().linkstar_shipment_id
        )
        shipments._work_soon()
        with patch.object(engine, "begin") as begun:
            self.env.cr.postcommit.run()
            lane = engine._LANES.pop((self.env.cr.dbname, self.account.id, "order"))
        self.assertEqual(begun.call_count, 1, "the account makes one call at once")
        waiting = [lane.take()[1].ids[0] for _each in shipments]
        self.assertEqual(waiting, shipments.ids)
        self.assertFalse(lane.take())

    def test_answers_that_are_none(self):
        for kind in ("http_500", "html_200", "empty", "half_json", "soap_fault"):
            with self.subTest(kind):
                self.control.reset()
                self.control.profile(duplicates="accepted")
                self.control.fault("createOrder", kind)
                shipment = self._validated().linkstar_shipment_id
                self._work(shipment)
                self.assertEqual(
                    (shipment.state, shipment.knowledge), ("queued", "uncertain")
                )
                self._later(shipment)
                self._work(shipment)
                self.assertEqual(shipment.state, "ready", shipment.problem)
                self.assertEqual(len(self.control.orders()), 1)

    def test_unreachable_is_certain(self):
        url = self.account.base_url
        self.account.base_url = "http://127.0.0.1:9"
        shipment = self._validated().linkstar_shipment_id
        self._work(shipment)
        self.assertEqual((shipment.state, shipment.knowledge), ("queued", "absent"))
        self.assertIn("cannot be reached", shipment.problem)
        self.assertGreater(shipment.work_at, fields.Datetime.now())
        self.account.base_url = url
        self._later(shipment)
        self._work(shipment)
        self.assertEqual(shipment.state, "ready")
        self.assertFalse(self._calls("getOrder"), "nothing was uncertain")

    def test_wrong_credentials_are_the_administrators(self):
        self.account.app_key = "wrong"
        shipment = self._validated().linkstar_shipment_id
        self._work(shipment)
        self.assertEqual((shipment.state, shipment.knowledge), ("queued", "absent"))
        self.assertIn("credentials", self.account.problem)
        self.account.app_key = "sandbox-key"
        self._later(shipment)
        self._work(shipment)
        self.assertEqual((shipment.state, self.account.problem), ("ready", False))

    def test_answer_after_the_lease_is_left_alone(self):
        shipment = self._validated().linkstar_shipment_id
        late = self._claimed(shipment)
        answer = late.run()
        shipment.work_at = fields.Datetime.now() - timedelta(seconds=1)
        self._work(shipment)
        self.assertEqual(shipment.state, "ready")
        number = shipment.tracking_number
        shipment._take(late, answer)
        self.assertEqual((shipment.state, shipment.tracking_number), ("ready", number))
        self.assertEqual(len(self.control.orders()), 1)

    def test_claimed_is_not_claimed_again(self):
        shipment = self._validated().linkstar_shipment_id
        self.assertTrue(shipment._claim())
        self.assertEqual((shipment.state, shipment.knowledge), ("booking", "uncertain"))
        self.assertFalse(shipment._claim())

    def test_who_has_no_turn_makes_no_order(self):
        """The account may make one call at a time, and the call of another shipment is
        running.
        """
        other, shipment = (
            self._validated().linkstar_shipment_id for _number in range(2)
        )
        job = self._claimed(other)
        with (
            patch.object(type(shipment), "_wire_order") as wire_order,
            self.assertRaises(Busy),
        ):
            shipment._claim()
        wire_order.assert_not_called()
        other._take(job, job.run())
        self.assertTrue(shipment._claim())

    def test_sent_twice_is_one_shipment(self):
        picking = self._validated()
        picking.send_to_shipper()
        picking.carrier_id.send_shipping(picking)
        self.assertEqual(len(picking.linkstar_shipment_ids), 1)

    def test_one_open_shipment_by_the_database(self):
        picking = self._validated()
        with self.assertRaises(psycopg2.IntegrityError), mute_logger("odoo.sql_db"):
            self.env["linkstar.shipment"].create(picking._linkstar_shipment_values())

    def test_reference_is_derived(self):
        shipment = self._validated().linkstar_shipment_id
        self.assertEqual(shipment.reference_no, shipment._derived_reference())
        self.assertRegex(shipment.reference_no, r"^LS[0-9A-F]{8}-\d+-1$")

    def test_cron_works_what_is_due_and_spares_the_rest(self):
        first, second = (
            self._validated().linkstar_shipment_id,
            self._validated().linkstar_shipment_id,
        )
        second.work_at = fields.Datetime.now() + timedelta(hours=1)
        self._cron("linkstar_delivery.cron_work")
        self.assertEqual((first.state, second.state), ("ready", "queued"))

    def test_one_failure_leaves_the_others(self):
        self.control.fault("createOrder", "failure", text="No")
        shipments = (
            self._validated().linkstar_shipment_id
            + self._validated().linkstar_shipment_id
        )
        self._work(shipments)
        self.assertEqual(sorted(shipments.mapped("state")), ["ready", "refused"])

    def test_no_secret_and_no_address_in_the_call_log(self):
        self._booked_once()
        calls = self.env["linkstar.call"].search([("account_id", "=", self.account.id)])
        self.assertTrue(calls)
        text = (
            str(calls.mapped("request"))
            + str(calls.mapped("answer"))
            + str(calls.mapped("message"))
        )
        for secret in (
            "sandbox-key",
            "sandbox-token",
            "Müller",
            "Teststraße",
            "1234567",
        ):
            self.assertNotIn(secret, text)
