# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The background engine: no call inside a transaction, independent accounts, and the
queries of questions.
"""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..api.errors import InTransaction, NotSent
from ..api.messages import Charges
from ..runner import kinds, places, questions
from ..runner.transactions import in_transaction
from .common import LinkstarCase, with_room


@tagged("post_install", "-at_install")
class TestNoCallInATransaction(LinkstarCase):
    def test_a_client_of_a_request_is_refused(self):
        """For example a client of a button: the transaction of the request is open."""
        with self.assertRaises(InTransaction):
            self.account._client().ping()
        self.assertFalse(self.control.calls())

    def test_a_client_calls_after_its_transaction(self):
        registry, clients = self.env.registry, []

        def call_inside(env):
            client = self.account.with_env(env)._client()
            with self.assertRaises(InTransaction):
                client.ping()
            clients.append(client)

        with self._background():
            in_transaction(registry, call_inside)
            [client] = clients
            client.ping()
            # Another transaction is open in this thread.
            with self.assertRaises(InTransaction):
                in_transaction(registry, lambda _env: client.ping())
        self.assertEqual(len(self.control.calls()), 1)

    def test_a_price_is_asked_for_at_once(self):
        self.method.linkstar_rate_source = "live"
        self.assertTrue(self.method.rate_shipment(self._order())["success"])

    def test_buttons_call_nobody(self):
        shipment = self._booked()
        calls = len(self.control.calls())
        for button in (
            shipment.action_fetch_tracking,
            shipment.action_fetch_charges,
            self.account.action_test_connection,
            self.account.action_synchronise_services,
        ):
            with self.subTest(button.__name__):
                self.assertEqual(button()["params"]["type"], "info")
                self.env.flush_all()
                self.assertEqual(len(self.control.calls()), calls)


@tagged("post_install", "-at_install")
class TestFairness(LinkstarCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_account = cls._make_account(cls.company, name="Other")
        cls.other_service = cls.env["linkstar.service"].create(
            {"account_id": cls.other_account.id, "code": "EU-STD", "name": "EU-STD"}
        )
        cls.other_method = cls._make_method(cls.other_service)

    def _cron_work(self):
        with self._background(), self.env.registry.cursor() as cr:
            self.env["linkstar.shipment"].with_env(self.env(cr=cr))._cron_work()

    def test_each_account_is_worked_for_itself(self):
        """A round starts one work for each account with due shipments, and none for the
        others.
        """
        shipments = self._validated().linkstar_shipment_id
        shipments += self._validated(method=self.other_method).linkstar_shipment_id
        started = []

        def start(_dbname, works):
            started.extend(works)

        for due, accounts in (
            (shipments, self.account + self.other_account),
            (shipments[1], self.other_account),
            (shipments.browse(), self.account.browse()),
        ):
            (shipments - due).work_at = False
            started.clear()
            with patch.object(kinds, "start", start):
                self._cron_work()
            ours = [
                work.account_id
                for work in started
                if work.account_id in (self.account + self.other_account).ids
            ]
            self.assertEqual(sorted(ours), sorted(accounts.ids))
            self.assertEqual({work.kind for work in started} - {"due_orders"}, set())

    def test_a_round_costs_two_queries_when_nothing_is_due(self):
        self._booked()
        self.env["linkstar.shipment"].search([("work_at", "!=", False)]).work_at = False
        before = self.env.cr.sql_log_count
        self._cron_work()
        self.assertLessEqual(self.env.cr.sql_log_count - before, with_room(3))

    def test_questions_leave_a_call_for_orders(self):
        self.account.parallel_calls = 2
        turns = self.env["linkstar.turn"]
        self.assertTrue(turns._take(self.account.id, 60))
        self.assertFalse(turns._take(self.account.id, 60))
        self.assertTrue(turns._take(self.other_account.id, 60))
        shipment = self._validated().linkstar_shipment_id
        self.env.flush_all()
        self.assertTrue(shipment._claim(), "one is left for orders")
        self.env.flush_all()
        self.assertTrue(self._validated().linkstar_shipment_id._has_to_wait())

    def test_calls_of_a_process_that_ended_count_no_longer(self):
        turn = self.env["linkstar.turn"].browse(
            self.env["linkstar.turn"]._take(self.account.id, 60)
        )
        self.assertFalse(turn._take(self.account.id, 60))
        turn.until = fields.Datetime.now() - timedelta(seconds=1)
        self.assertTrue(turn._take(self.account.id, 60))
        turn._gc_turns()
        self.assertFalse(turn.exists())

    def test_a_question_without_a_place_is_asked_later(self):
        shipment = self._booked()
        self.env["linkstar.turn"]._take(self.account.id, 600)
        with (
            patch.object(places, "_GIVE_UP", 0),
            mute_logger("odoo.addons.linkstar_delivery.runner.questions"),
        ):
            [error] = self._ask("tracking", shipment)
        self.assertIsInstance(error, NotSent)
        self.assertTrue(shipment.poll_at > fields.Datetime.now())


@tagged("post_install", "-at_install")
class TestQuestions(LinkstarCase):
    book_once = True

    def _due(self, shipments, field="poll_at"):
        shipments[field] = fields.Datetime.now() - timedelta(seconds=1)

    def _others(self, shipment, count):
        """More parcels on their way, which the carrier does not know."""
        [values] = shipment.copy_data()
        return shipment.create(
            [
                {
                    **values,
                    "box": f"P{number}",
                    "state": "ready",
                    "waybill": f"NOBODYS{number}",
                    "tracking_number": f"NOBODYS{number}",
                    "booked_at": shipment.booked_at,
                }
                for number in range(count)
            ]
        )

    def _statements(self, work):
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        work()
        return self.env.cr.sql_log_count - before

    def test_unchanged_parcels_cost_at_most_half_a_statement(self):
        account = self.account
        account.write({"tracking_batch": 50, "parallel_calls": 3})
        shipments = self._booked()
        self.control.advance(days=2)
        shipments += self._others(shipments, 99)
        self._due(shipments)
        self._cron("linkstar_delivery.cron_poll")
        self.assertTrue(shipments[0].event_ids)
        self._due(shipments)

        def ask():
            with self._background():
                questions.ask_due(self.env.registry, "tracking", account.id, 2)

        taken = self._statements(ask)
        self.assertLessEqual(
            taken / len(shipments), 0.5, f"{taken} statements for {len(shipments)}"
        )
        self.assertEqual(len(self._calls("getCargoTrack")), 4)
        self.assertTrue(min(shipments.mapped("poll_at")) > fields.Datetime.now())

    def test_deliveries_long_finished_cost_nothing(self):
        shipment = self._booked_once()
        shipment.poll_at = shipment.charge_at = False
        for kind in ("tracking", "charges"):
            with self._background():
                questions.ask_due(self.env.registry, kind, self.account.id, 1)
        for service in ("getCargoTrack", "getReceivingExpense"):
            self.assertFalse(self._calls(service))
        accounts = self.env["linkstar.shipment"]._accounts_due("poll_at")
        self.assertNotIn(self.account, accounts)

    def test_two_rounds_ask_once(self):
        """No other round asks the same until the calls must have ended."""
        shipment = self._booked_once()
        self._due(shipment)
        taken = shipment._claim_questions("tracking", self.account.id, 5)
        self.assertEqual([question.shipment_ids for question in taken], [shipment.ids])
        self.assertFalse(shipment._claim_questions("tracking", self.account.id, 5))
        self.assertTrue(
            shipment.poll_at
            > fields.Datetime.now() + timedelta(seconds=taken[0].longest)
        )

    def test_questions_spread(self):
        """Parcels that were booked together are not always asked about together."""
        shipment = self._booked_once()
        moments = set()
        for _time in range(10):
            shipment._take_charges(Charges(shipment.reference_no, (), 0), failed=False)
            moments.add(shipment.charge_at)
        self.assertGreater(len(moments), 1)

    def test_charges_that_fail_after_the_settling_are_asked_no_more(self):
        shipment = self._booked_once()
        shipment.booked_at = fields.Datetime.now() - timedelta(
            days=self.account.charge_days + 1
        )
        self._due(shipment, "charge_at")
        shipment._take_charges(None, failed=True)
        self.assertFalse(shipment.charge_at)
