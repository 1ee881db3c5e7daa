# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Cancelling in a chain of transfers: the user is asked about the labels of all
transfers of the same goods.
"""

from odoo.tests import new_test_user, tagged

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestCancelChain(LinkstarCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.picker = new_test_user(
            cls.env,
            "linkstar_chain_picker",
            "base.group_user,stock.group_stock_user",
            company_id=cls.company.id,
            company_ids=cls.company.ids,
        )
        cls.warehouse.delivery_steps = "pick_ship"
        cls.warehouse.pick_type_id.print_label = True
        cls.storable = cls._make_product("Stored case", is_storable=True)
        cls.env["stock.quant"]._update_available_quantity(
            cls.storable, cls.warehouse.lot_stock_id, 20
        )

    def _picked(self):
        """(a done pick with a label, its ship)."""
        order = self._order(product=self.storable)
        order.action_confirm()
        pick = order.picking_ids
        pick.carrier_id = self.method
        pick.action_assign()
        pick.button_validate()
        self._work(pick.linkstar_shipment_id)
        self.assertEqual(pick.linkstar_state, "ready", pick.linkstar_problem)
        ship = order.picking_ids - pick
        self.assertTrue(ship)
        return pick, ship

    def _chained(self):
        """(pick, ship) that both exist before anything is picked, as pull rules create
        them; the ship already has its label.
        """
        stock, output = (
            self.warehouse.lot_stock_id,
            self.warehouse.wh_output_stock_loc_id,
        )
        customers = self.env.ref("stock.stock_location_customers")
        ship, pick = (
            self.env["stock.picking"].create(
                {
                    "picking_type_id": kind.id,
                    "partner_id": self.buyer.id,
                    "company_id": self.company.id,
                    "location_id": source.id,
                    "location_dest_id": destination.id,
                    "carrier_id": self.method.id if kind.code == "outgoing" else False,
                    "move_ids": [
                        (
                            0,
                            0,
                            {
                                "product_id": self.storable.id,
                                "product_uom_qty": 2,
                                "location_id": source.id,
                                "location_dest_id": destination.id,
                                "propagate_cancel": True,
                            },
                        )
                    ],
                }
            )
            for kind, source, destination in (
                (self.warehouse.out_type_id, output, customers),
                (self.warehouse.pick_type_id, stock, output),
            )
        )
        ship.move_ids.write(
            {
                "move_orig_ids": [(6, 0, pick.move_ids.ids)],
                "procure_method": "make_to_order",
            }
        )
        (pick + ship).action_confirm()
        ship.move_ids.quantity = 2
        ship._linkstar_queue()
        self._work(ship.linkstar_shipment_id)
        self.assertEqual(ship.linkstar_state, "ready", ship.linkstar_problem)
        return pick, ship

    def _asked(self, action):
        self.assertIsInstance(action, dict)
        return (
            self.env["linkstar.cancellation"]
            .with_user(self.picker)
            .browse(action["res_id"])
        )

    def test_the_ship_under_the_label_of_its_pick(self):
        pick, ship = self._picked()
        wizard = self._asked(
            ship.with_user(self.picker).with_context(linkstar_ask=True).action_cancel()
        )
        [line] = wizard.line_ids
        shipment = pick.linkstar_shipment_id
        self.assertEqual(
            (line.shipment_id, line.picking_id, line.relation),
            (shipment, pick, "goods"),
        )
        self.assertEqual(
            (line.waybill, line.tracking_number, line.state),
            (shipment.waybill, shipment.tracking_number, "ready"),
        )
        self.assertEqual((line.stop, line.fixed, wizard.chained), (True, False, True))
        wizard.action_confirm()
        self.assertEqual(
            (ship.state, pick.state, shipment.cancel_requested),
            ("cancel", "done", True),
        )

    def test_that_label_may_stay(self):
        pick, ship = self._picked()
        wizard = self._asked(
            ship.with_user(self.picker).with_context(linkstar_ask=True).action_cancel()
        )
        wizard.line_ids.stop = False
        wizard.action_confirm()
        self.assertEqual(
            (ship.state, pick.linkstar_shipment_id.cancel_requested), ("cancel", False)
        )

    def test_the_button_of_the_label(self):
        """The ship shows the number of its pick, and its button is for that label."""
        pick, ship = self._picked()
        self.assertEqual(
            ship.carrier_tracking_ref, pick.linkstar_shipment_id.tracking_number
        )
        ship.carrier_id = self.method
        wizard = self._asked(
            ship.with_user(self.picker)
            .with_context(linkstar_ask=True)
            .cancel_shipment()
        )
        self.assertEqual(wizard.line_ids.shipment_id, pick.linkstar_shipment_id)
        wizard.action_confirm()
        self.assertTrue(pick.linkstar_shipment_id.cancel_requested)
        self.assertNotEqual(ship.state, "cancel")

    def test_what_is_cancelled_with_the_pick(self):
        pick, ship = self._chained()
        wizard = self._asked(
            pick.with_user(self.picker).with_context(linkstar_ask=True).action_cancel()
        )
        [line] = wizard.line_ids
        self.assertEqual(
            (line.shipment_id, line.relation), (ship.linkstar_shipment_id, "with")
        )
        self.assertEqual((line.stop, line.fixed, wizard.chained), (True, True, False))
        wizard.action_confirm()
        self.assertEqual(
            (pick.state, ship.state, ship.linkstar_shipment_id.cancel_requested),
            ("cancel", "cancel", True),
        )

    def test_an_open_one_that_may_get_other_goods(self):
        pick, ship = self._chained()
        pick.move_ids.propagate_cancel = False
        wizard = self._asked(
            pick.with_user(self.picker).with_context(linkstar_ask=True).action_cancel()
        )
        [line] = wizard.line_ids
        self.assertEqual(
            (line.relation, line.stop, line.fixed), ("goods", False, False)
        )
        wizard.action_confirm()
        self.assertEqual(pick.state, "cancel")
        self.assertNotEqual(ship.state, "cancel")
        self.assertFalse(ship.linkstar_shipment_id.cancel_requested)

    def test_the_order_of_both(self):
        pick, ship = self._picked()
        wizard = self._asked(
            pick.sale_id.with_context(linkstar_ask=True).action_cancel()
        )
        self.assertEqual(
            wizard.line_ids.mapped("relation"), ["own"], "each label is listed once"
        )
        self.assertEqual(wizard.line_ids.shipment_id, pick.linkstar_shipment_id)
        wizard.sudo(False).with_user(self.env.user).action_confirm()
        self.assertEqual(
            (ship.state, pick.linkstar_shipment_id.cancel_requested), ("cancel", True)
        )
