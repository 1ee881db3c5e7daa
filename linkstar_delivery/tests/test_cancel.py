# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .common import LinkstarCase, start_sandbox


@tagged("post_install", "-at_install")
class TestCancel(LinkstarCase):
    book_once = True

    def test_never_sent(self):
        shipment = self._validated().linkstar_shipment_id
        shipment.action_cancel()
        self.assertEqual(shipment.state, "cancelled")
        self.assertEqual(self.control.calls(), [])

    def test_number_stays_until_confirmed(self):
        shipment = self._booked_once()
        picking = shipment.picking_id
        number = picking.carrier_tracking_ref
        picking.cancel_shipment()
        self.assertEqual((shipment.state, shipment.cancel_requested), ("ready", True))
        self.assertEqual(picking.carrier_tracking_ref, number)
        self._work(shipment)
        self.assertEqual(
            (shipment.state, picking.carrier_tracking_ref), ("cancelled", False)
        )
        self.assertEqual(len(self._calls("cancelOrder")), 1)

    def test_lost_answer(self):
        """The second try gets the answer that the order is already cancelled."""
        shipment = self._booked_once()
        self.control.fault("cancelOrder", "reset_after")
        shipment.action_cancel()
        self._work(shipment)
        self.assertEqual((shipment.state, shipment.cancel_requested), ("ready", True))
        self._later(shipment)
        self._work(shipment)
        self.assertEqual(shipment.state, "cancelled", shipment.problem)

    def test_refused_keeps_everything(self):
        shipment = self._booked_once()
        self.control.advance(days=3)
        shipment.picking_id.cancel_shipment()
        self._work(shipment)
        self.assertEqual((shipment.state, shipment.cancel_requested), ("ready", False))
        self.assertTrue(shipment.picking_id.carrier_tracking_ref)
        self.assertIn("Not cancelled", shipment.problem)

    def test_uncertain_is_looked_for_first(self):
        self.control.profile(duplicates="accepted")
        self.control.fault("createOrder", "reset_after")
        shipment = self._validated().linkstar_shipment_id
        self._work(shipment)
        self.assertEqual(shipment.knowledge, "uncertain")
        shipment.action_cancel()
        self._work(shipment)
        self._later(shipment)
        self._work(shipment)
        self.assertEqual(shipment.state, "cancelled")
        self.assertEqual(
            [order["state"] for order in self.control.orders()], ["cancelled"]
        )
        self.assertEqual(len(self._calls("createOrder")), 1)

    def test_cancelled_while_nothing_can_be_sent(self):
        """The call that was running was never sent: an order that was never sent is
        cancelled, and is not booked when the carrier is available again.
        """
        url = self.account.base_url
        self.account.base_url = "http://127.0.0.1:9"
        shipment = self._validated().linkstar_shipment_id
        job = self._claimed(shipment)
        shipment.action_cancel()
        shipment._take(job, job.run())
        self.assertEqual(shipment.state, "cancelled")
        self.account.base_url = url
        self._later(shipment)
        self._work(shipment)
        self.assertEqual(self.control.orders(), [])

    def test_order_that_the_carrier_does_not_know_any_more(self):
        shipment = self._booked_once()
        self.control.reset()
        shipment.action_cancel()
        self._work(shipment)
        self.assertEqual(shipment.state, "ready", "one refusal is not believed yet")
        self._later(shipment)
        self._work(shipment)
        self.assertEqual(shipment.state, "cancelled", shipment.problem)

    def test_only_the_warehouse_cancels(self):
        shipment = self._validated().linkstar_shipment_id
        seller = new_test_user(
            self.env,
            "linkstar_canceller",
            "base.group_user,sales_team.group_sale_salesman_all_leads",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        for button in ("action_cancel", "action_retry"):
            with self.assertRaises(AccessError):
                getattr(shipment.with_user(seller), button)()

    def test_other_transfers_are_not_cancelled(self):
        """Core asks each carrier to cancel all transfers of the click."""
        mine, other = self._booked_once(), self._booked()
        mine.picking_id.carrier_id.cancel_shipment(mine.picking_id)
        self._work(mine + other)
        self.assertEqual((mine.state, other.state), ("cancelled", "ready"))

    def test_in_the_middle_of_a_call(self):
        """Cancelling waits for the answer: acting at the same time could miss the order
        that the carrier is making.
        """
        shipment = self._validated().linkstar_shipment_id
        job = self._claimed(shipment)
        shipment.action_cancel()
        self.assertFalse(shipment._claim())
        shipment._take(job, job.run())
        self._work(shipment)
        self.assertEqual(shipment.state, "cancelled")
        self.assertEqual(
            [order["state"] for order in self.control.orders()], ["cancelled"]
        )

    def test_in_the_middle_of_the_last_call(self):
        """The label is received after a user has cancelled: nothing else is due then,
        but the cancellation still is.
        """
        shipment = self._validated().linkstar_shipment_id
        self.control.fault("label", "refuse")
        self._work(shipment)
        self.assertEqual(shipment.state, "accepted")
        self._later(shipment)
        job = self._claimed(shipment)
        self.assertEqual(job.step, "label")
        shipment.action_cancel()
        shipment._take(job, job.run())
        self._work(shipment)
        self.assertEqual(shipment.state, "cancelled")
        self.assertEqual(
            [order["state"] for order in self.control.orders()], ["cancelled"]
        )

    def test_lost_answer_and_try_again(self):
        """It is not known yet whether the order is cancelled, so it cannot be
        continued.
        """
        self.control.profile(label_after=3600)
        shipment = self._validated().linkstar_shipment_id
        self._work(shipment)
        self.control.fault("cancelOrder", "reset_after")
        shipment.action_cancel()
        self._work(shipment)
        shipment.action_retry()
        self._work(shipment)
        self.assertEqual(shipment.state, "cancelled")

    def test_refused_although_done(self):
        shipment = self._booked_once()
        self.control.fault("cancelOrder", "failure", text="No", work=True)
        shipment.action_cancel()
        self._work(shipment)
        self.assertEqual(shipment.state, "cancelled")

    def test_intercepted_in_the_carriers_own_portal(self):
        shipment = self._booked_once()
        shipment.account_id._client(timeout=20).intercept_order(
            shipment.reference_no, "stop"
        )
        shipment.action_cancel()
        self._work(shipment)
        self.assertEqual(
            (shipment.state, shipment.intercept_state), ("cancelled", "confirmed")
        )

    def test_intercepted_in_the_middle_of_the_last_call(self):
        shipment = self._validated().linkstar_shipment_id
        self.control.fault("label", "refuse")
        self._work(shipment)
        self._later(shipment)
        job = self._claimed(shipment)
        shipment.action_intercept()
        shipment._take(job, job.run())
        self._work(shipment)
        self.assertEqual(
            (shipment.state, shipment.intercept_state), ("ready", "confirmed")
        )

    def test_cancelled_in_the_carriers_own_portal(self):
        self.control.profile(label_after=3600)
        shipment = self._validated().linkstar_shipment_id
        self._work(shipment)
        shipment.account_id._client(timeout=20).cancel_order(shipment.reference_no)
        self._later(shipment)
        self._work(shipment)
        self.assertEqual(shipment.state, "cancelled")
        self.assertIn("cancelled at the carrier", shipment.picking_id.activity_ids.note)
        shipment.picking_id.send_to_shipper()
        self.control.advance(hours=2)
        self._work(shipment.picking_id.linkstar_shipment_id)
        self.assertEqual(shipment.picking_id.linkstar_state, "accepted")

    def test_refused_order_that_was_made_all_the_same(self):
        """An order that was ever sent is asked for before it counts as absent."""
        self.control.fault("createOrder", "failure", text="No", work=True)
        shipment = self._validated().linkstar_shipment_id
        self._work(shipment)
        self.assertEqual(shipment.state, "refused")
        shipment.action_cancel()
        self._work(shipment)
        self.assertEqual(
            [order["state"] for order in self.control.orders()], ["cancelled"]
        )

    def test_refused_although_made_and_sent_by_another_account(self):
        """The other account cannot find it: it is cancelled at its own carrier before
        the next order is made.
        """
        self.control.profile(duplicates="accepted")
        self.control.fault("createOrder", "failure", text="No", work=True)
        picking = self._validated()
        first = picking.linkstar_shipment_id
        self._work(first)
        elsewhere = start_sandbox()
        self.addCleanup(elsewhere.stop)
        account = self._make_account(
            self.company, name="Second", base_url=elsewhere.url
        )
        picking.carrier_id = self._make_method(
            self._make_service("EU-STD", account_id=account.id)
        )
        picking.send_to_shipper()
        picking.action_linkstar_retry()
        self._work(first)
        self._later(first)
        self._work(first)
        second = picking.linkstar_shipment_id
        self._work(second)
        self.assertEqual(
            (first.state, second.state, second.account_id),
            ("cancelled", "ready", account),
            second.problem,
        )
        self.assertFalse(
            [order for order in self.control.orders() if order["state"] != "cancelled"]
        )
        self.assertEqual(
            [order["reference_no"] for order in elsewhere.control.orders()],
            [second.reference_no],
        )

    def test_again_after_cancelling(self):
        first = self._booked_once()
        first.action_cancel()
        self._work(first)
        picking = first.picking_id
        picking.send_to_shipper()
        second = picking.linkstar_shipment_id
        self.assertEqual((second.attempt, first.state), (2, "cancelled"))
        self.assertNotEqual(second.reference_no, first.reference_no)
        self._work(second)
        self.assertEqual(second.state, "ready")

    def test_known_shipment_is_not_deleted(self):
        shipment = self._booked_once()
        with self.assertRaises(UserError):
            shipment.unlink()
