# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from ..runner import engine
from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestWaking(LinkstarCase):
    """Waiting shipments are due as soon as the carrier, or the connection to it, works
    again.
    """

    def _waiting(self, tries=8):
        """A shipment that could not be sent, and waits for half an hour."""
        shipment = self._validated().linkstar_shipment_id
        self._work(shipment)
        self.assertEqual((shipment.state, shipment.waits_for_carrier), ("queued", True))
        shipment.write(
            {
                "work_tries": tries,
                "work_at": fields.Datetime.now() + timedelta(minutes=25),
            }
        )
        return shipment

    def _denied(self):
        self.account.app_key = "wrong"
        return self._waiting()

    def _is_due(self, shipment):
        return shipment.work_at <= fields.Datetime.now()

    def test_corrected_credentials(self):
        shipment = self._denied()
        self.account.app_key = "sandbox-key"
        self.assertTrue(self._is_due(shipment))
        self._work(shipment)
        self.assertEqual((shipment.state, self.account.problem), ("ready", False))

    def test_connection_test(self):
        shipment = self._denied()
        self._press(self.account.action_test_connection)
        self.assertFalse(self._is_due(shipment))
        # The carrier accepts what it refused before: nobody has changed the account.
        self.account.secret_ids.app_key = "sandbox-key"
        self._press(self.account.action_test_connection)
        self.assertTrue(self._is_due(shipment))
        self.assertFalse(self.account.problem)

    def test_success_of_another_parcel(self):
        self.control.fault("createOrder", "http_500")
        shipment = self._waiting()
        self._booked()
        self.assertTrue(self._is_due(shipment))

    def test_each_success_wakes_at_most_once_a_minute(self):
        self.control.fault("createOrder", "http_500", times=2)
        shipment = self._waiting(tries=1)
        shipment.work_at = fields.Datetime.now() + timedelta(seconds=9)
        self._booked_after_a_fault()
        self.assertFalse(self._is_due(shipment))

    def _booked_after_a_fault(self):
        self.control.clear_faults()
        self._booked()

    def test_many_are_spread(self):
        self.account.app_key = "wrong"
        shipments = self._waiting() + self._waiting() + self._waiting()
        self.account.app_key = "sandbox-key"
        self.assertEqual(len(set(shipments.mapped("work_at"))), 3)
        self.assertLess(
            max(shipments.mapped("work_at")),
            fields.Datetime.now() + timedelta(seconds=10),
        )

    def test_what_waits_for_its_number_or_another_account_waits_on(self):
        self.control.profile(number_after=3600)
        pending = self._validated().linkstar_shipment_id
        self._work(pending)
        pending.work_at = fields.Datetime.now() + timedelta(minutes=25)
        self.account.app_key = "wrong"
        self.account.app_key = "sandbox-key"
        self.assertFalse(self._is_due(pending))

    def test_what_is_under_way_is_left(self):
        shipment = self._denied()
        shipment.work_at = fields.Datetime.now()
        job = shipment._claim()
        until = shipment.work_at
        self.account.app_key = "sandbox-key"
        self.assertEqual((shipment.work_at, shipment.lease), (until, job.lease))

    def test_tries_are_begun_at_their_time(self):
        """After the commit, in this process: the cron runs once a minute."""
        self.control.fault("createOrder", "http_500")
        shipment = self._validated().linkstar_shipment_id
        self.env.cr.postcommit.clear()
        shipment._wait({"code": "number_pending"})
        with patch.object(engine, "later") as later:
            self.env.cr.postcommit.run()
        [call] = later.call_args_list
        self.assertTrue(9 < call.args[0] < 13)
