# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestIntercept(LinkstarCase):
    """A parcel that the carrier already has is not cancelled but intercepted, if
    possible.
    """

    book_once = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        context = {
            "company_id": cls.company.id,
            "company_ids": [Command.set(cls.company.ids)],
        }
        cls.picker = new_test_user(
            cls.env,
            "linkstar_stopper",
            "base.group_user,stock.group_stock_user",
            **context,
        )
        cls.seller = new_test_user(
            cls.env,
            "linkstar_order_canceller",
            "base.group_user,sales_team.group_sale_salesman_all_leads",
            **context,
        )

    def _at_the_depot(self, hours=21):
        shipment = self._booked()
        self.control.advance(hours=hours)
        self._press(shipment.action_fetch_tracking)
        self.assertNotIn(shipment.tracking_state, ("none", "registered"))
        return shipment

    def test_confirmed(self):
        shipment = self._at_the_depot()
        number = shipment.picking_id.carrier_tracking_ref
        shipment.with_context(linkstar_remark="wrong address").action_cancel()
        self.assertEqual(
            (shipment.intercept_state, shipment.cancel_requested), ("requested", False)
        )
        self._work(shipment)
        self.assertEqual(
            (shipment.intercept_state, shipment.state), ("confirmed", "ready")
        )
        self.assertTrue(shipment.intercept_at)
        self.assertEqual(
            shipment.picking_id.carrier_tracking_ref,
            number,
            "the parcel is still somewhere",
        )
        self.assertEqual(
            [c["outcome"] for c in self._calls("interceptOrder")], ["answered"]
        )
        self.assertEqual(self._calls("cancelOrder"), [])
        self.assertEqual(
            self.control.order(shipment.reference_no)["state"], "intercepted"
        )
        # The held parcel is finished: the transfer may be sent again.
        shipment.action_cancel()
        self.assertEqual(
            (shipment.state, shipment.picking_id.carrier_tracking_ref),
            ("cancelled", False),
        )

    def test_refused(self):
        shipment = self._at_the_depot(hours=72)
        shipment.action_cancel()
        self._work(shipment)
        self.assertEqual(
            (shipment.intercept_state, shipment.state), ("refused", "ready")
        )
        self.assertIn("travels on", shipment.problem)
        self.assertTrue(shipment.picking_id.carrier_tracking_ref)
        self.assertTrue(shipment.picking_id.activity_ids)
        # The carrier repeats its answer when it is asked again.
        shipment.action_intercept()
        self._work(shipment)
        self.assertEqual(len(self._calls("interceptOrder")), 2)

    def test_cancelled_before_the_carrier_has_answered(self):
        """A cancelled order has no parcel to stop: the carrier is not asked any more,
        and the shipment does not wait for ever.
        """
        shipment = self._booked_once()
        self.control.fault("interceptOrder", "http_500")
        shipment.action_intercept()
        self._work(shipment)
        self.assertEqual(shipment.intercept_state, "requested")
        shipment.action_cancel()
        self._work(shipment)
        self.assertEqual(
            (
                shipment.state,
                shipment.intercept_state,
                shipment.work_at,
                shipment.problem,
            ),
            ("cancelled", False, False, False),
        )
        self.assertEqual(len(self._calls("interceptOrder")), 1)

    def test_lost_answer(self):
        """The second try gets the answer that the parcel is already held."""
        shipment = self._at_the_depot()
        self.control.fault("interceptOrder", "reset_after")
        shipment.action_intercept()
        self._work(shipment)
        self.assertEqual(shipment.intercept_state, "requested")
        self._later(shipment)
        self._work(shipment)
        self.assertEqual(shipment.intercept_state, "confirmed", shipment.problem)

    def test_refused_and_done_all_the_same(self):
        """The tracking events show it, and they are fetched soon."""
        shipment = self._at_the_depot()
        self.control.fault(
            "interceptOrder",
            "failure",
            text="The consignee's address is wrong",
            work=True,
        )
        shipment.action_intercept()
        self._work(shipment)
        self.assertEqual(
            (shipment.intercept_state, bool(shipment.picking_id.activity_ids)),
            ("refused", True),
        )
        self.assertLessEqual(shipment.poll_at, fields.Datetime.now())
        self._press(shipment.action_fetch_tracking)
        self.assertEqual(
            (shipment.intercept_state, shipment.tracking_state),
            ("confirmed", "received"),
        )
        self.assertEqual(
            (shipment.problem, bool(shipment.picking_id.activity_ids)), (False, False)
        )
        shipment.action_cancel()
        self.assertEqual(shipment.state, "cancelled")

    def test_carrier_has_it_and_we_do_not_know(self):
        """A refused cancellation says what to do next."""
        shipment = self._booked_once()
        self.control.advance(hours=21)
        shipment.action_cancel()
        self._work(shipment)
        self.assertEqual((shipment.state, shipment.cancel_requested), ("ready", False))
        self.assertIn("press Intercept", shipment.problem)
        wizard = self._wizard(
            shipment.with_user(self.picker).action_ask_to_intercept(), self.picker
        )
        self.assertEqual(wizard.line_ids.outcome, "intercept")
        wizard.remark = "the buyer cancelled"
        wizard.action_confirm()
        self._work(shipment)
        self.assertEqual(
            (shipment.intercept_state, shipment.intercept_remark),
            ("confirmed", "the buyer cancelled"),
        )

    def test_handed_over_is_known_before_the_carrier_tells(self):
        shipment = self._booked_once()
        shipment.handed_over_at = "2026-11-01 10:00:00"
        shipment.action_cancel()
        self.assertEqual(shipment.intercept_state, "requested")

    def test_only_the_warehouse_intercepts(self):
        shipment = self._booked_once()
        with self.assertRaises(AccessError):
            shipment.with_user(self.seller).action_intercept()

    def _wizard(self, action, user=None):
        self.assertEqual(action["res_model"], "linkstar.cancellation")
        return (
            self.env["linkstar.cancellation"]
            .with_user(user or self.env.user)
            .browse(action["res_id"])
        )

    # --- transfers

    def _booked_before_validation(self):
        picking = self._transfer()
        picking._linkstar_queue()
        self._work(picking.linkstar_shipment_id)
        self.assertEqual(picking.linkstar_shipment_id.state, "ready")
        return picking

    def test_transfer_with_a_live_label_asks_first(self):
        picking = self._booked_before_validation()
        action = (
            picking.with_user(self.picker)
            .with_context(linkstar_ask=True)
            .action_cancel()
        )
        self.assertEqual(picking.state, "assigned", "nothing is done before the answer")
        wizard = self._wizard(action, self.picker)
        self.assertEqual(
            (wizard.line_ids.shipment_id, wizard.line_ids.outcome),
            (picking.linkstar_shipment_id, "cancel"),
        )
        wizard.action_confirm()
        self.assertEqual(picking.state, "cancel")
        self.assertTrue(picking.linkstar_shipment_id.cancel_requested)
        self._work(picking.linkstar_shipment_id)
        self.assertEqual(picking.linkstar_shipment_id.state, "cancelled")

    def test_transfer_cancelled_by_a_program(self):
        """There is no user to ask: the label is cancelled with its transfer, and stays
        visible until the carrier confirms.
        """
        picking = self._booked_before_validation()
        picking.action_cancel()
        shipment = picking.linkstar_shipment_id
        self.assertEqual(
            (picking.state, shipment.state, shipment.cancel_requested),
            ("cancel", "ready", True),
        )
        self.assertTrue(picking.carrier_tracking_ref)
        self._work(shipment)
        self.assertEqual(
            [order["state"] for order in self.control.orders()], ["cancelled"]
        )

    def test_transfer_cancelled_while_it_is_to_be_booked_again(self):
        picking = self._booked_before_validation()
        picking.partner_id.street = "Teststraße 2"
        picking.action_linkstar_book()
        self.assertTrue(picking.linkstar_shipment_id.rebook)
        picking.action_cancel()
        self._work(picking.linkstar_shipment_id)
        self.assertEqual(picking.linkstar_shipment_ids.mapped("state"), ["cancelled"])

    def test_transfer_without_a_label_does_not_ask(self):
        picking = self._transfer()
        self.assertIs(picking.with_context(linkstar_ask=True).action_cancel(), True)
        self.assertEqual(picking.state, "cancel")

    def test_label_button_asks(self):
        shipment = self._booked_once()
        picking = shipment.picking_id.with_user(self.picker)
        wizard = self._wizard(
            picking.with_context(linkstar_ask=True).cancel_shipment(), self.picker
        )
        self.assertFalse(shipment.cancel_requested)
        wizard.action_confirm()
        self.assertTrue(shipment.cancel_requested)

    def test_transfer_that_shipped_is_kept(self):
        picking = self._booked_before_validation()
        picking.action_cancel()
        with self.assertRaises(UserError):
            picking.unlink()

    def test_two_carriers_are_told_of_their_own(self):
        """Core asks each carrier to cancel all transfers of the click, once per
        transfer.
        """
        other_account = self._make_account(self.company, name="Second")
        service = self.service.copy({"account_id": other_account.id})
        one = self._booked()
        other = self._booked(method=self._make_method(service))
        (one + other).picking_id.cancel_shipment()
        self._work(one + other)
        self.assertEqual([s.state for s in one + other], ["cancelled", "cancelled"])
        self.assertEqual(
            sorted(
                reference
                for call in self._calls("cancelOrder")
                for reference in call["references"]
            ),
            sorted(
                (one + other).mapped("reference_no") + (one + other).mapped("waybill")
            ),
        )

    def test_copy_of_a_transfer_has_no_shipment(self):
        shipment = self._booked_once()
        copy = shipment.picking_id.copy()
        self.assertFalse(copy.linkstar_shipment_ids)
        self.assertFalse(copy.carrier_tracking_ref)
        copy.action_cancel()
        copy.cancel_shipment()
        self.assertFalse(shipment.cancel_requested)

    # --- orders

    def test_order_with_a_live_label_asks_first(self):
        shipment = self._booked_once()
        order = shipment.sale_order_id
        wizard = self._wizard(order.with_context(linkstar_ask=True).action_cancel())
        self.assertEqual(order.state, "sale")
        self.assertEqual(
            (wizard.line_ids.outcome, wizard.line_ids.fixed), ("cancel", False)
        )
        wizard.action_confirm()
        self.assertEqual((order.state, shipment.cancel_requested), ("cancel", True))
        self.assertFalse(shipment.picking_id.activity_ids)

    def test_order_whose_parcel_shall_travel_on(self):
        shipment = self._booked_once()
        wizard = self._wizard(
            shipment.sale_order_id.with_context(linkstar_ask=True).action_cancel()
        )
        wizard.line_ids.stop = False
        wizard.action_confirm()
        self.assertEqual(
            (shipment.sale_order_id.state, shipment.cancel_requested), ("cancel", False)
        )

    def test_seller_cancels_an_order_and_the_warehouse_is_told(self):
        shipment = self._booked_once()
        order = shipment.sale_order_id
        wizard = self._wizard(
            order.with_user(self.seller)
            .with_context(linkstar_ask=True)
            .action_cancel(),
            self.seller,
        )
        self.assertEqual(wizard.line_ids.outcome, "warehouse")
        wizard.action_confirm()
        self.assertEqual((order.state, shipment.cancel_requested), ("cancel", False))
        self.assertEqual(
            shipment.picking_id.activity_ids.activity_type_id,
            self.env.ref("linkstar_delivery.mail_activity_order_cancelled"),
        )

    def test_order_cancelled_by_a_program(self):
        """The label of a transfer that is not done is cancelled with it."""
        picking = self._booked_before_validation()
        # Core does not let salespeople cancel transfers of a batch.
        picking.batch_id = False
        picking.sale_id.with_user(self.seller).action_cancel()
        self.assertEqual(
            (picking.state, picking.linkstar_shipment_id.cancel_requested),
            ("cancel", True),
        )

    def test_delivered_parcel_is_not_asked_about(self):
        shipment = self._booked_once()
        self.env.cr.execute(
            "UPDATE linkstar_shipment SET tracking_state = 'delivered' WHERE id = %s",
            [shipment.id],
        )
        self.env.invalidate_all()
        self.assertIs(
            shipment.sale_order_id.with_context(linkstar_ask=True).action_cancel(), True
        )
