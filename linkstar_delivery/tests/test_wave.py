# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import timedelta
from unittest.mock import MagicMock, patch

import psycopg2

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..runner import waves as wave_runner
from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestWave(LinkstarCase):
    """Many transfers, each separately: a refused transfer never affects the others."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.packer = new_test_user(
            cls.env,
            "linkstar_wave_packer",
            "stock.group_stock_user",
            company_id=cls.company.id,
            company_ids=cls.company.ids,
        )

    def _wave(self, pickings, kind="validate"):
        action = pickings.with_user(self.packer).action_linkstar_wave(kind=kind)
        return self.env["linkstar.wave"].with_user(self.packer).browse(action["res_id"])

    def _run(self, wave):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            wave.sudo()._run()
        self.env.invalidate_all()

    def _go(self, wave):
        """Start the wave, run it to its end, and let the worker book what is due."""
        wave.action_start()
        self._run(wave)
        self._work(wave.sudo().line_ids.picking_id.linkstar_shipment_ids)

    def _states(self, wave):
        return wave.line_ids.mapped("state")

    def test_all_go_and_one_is_refused(self):
        weightless = self._make_product("Feather", weight=0)
        pickings = (
            self._transfer() + self._transfer(product=weightless) + self._transfer()
        )
        wave = self._wave(pickings)
        self.assertEqual((wave.state, wave.total, wave.pending_count), ("draft", 3, 3))
        self.assertEqual(self.control.calls(), [])
        self._go(wave)
        self.assertEqual(
            (wave.state, self._states(wave)), ("done", ["done", "refused", "done"])
        )
        self.assertEqual(pickings.mapped("state"), ["done", "assigned", "done"])
        self.assertEqual(
            (wave.done_count, wave.refused_count, wave.progress), (2, 1, 100)
        )
        self.assertIn("Feather", wave.line_ids[1].problem)
        self.assertEqual(len(self.control.orders()), 2)
        self.assertTrue(wave.line_ids[0].tracking_number)
        weightless.weight = 0.1
        wave.action_retry()
        self._go(wave)
        self.assertEqual((wave.state, self._states(wave)), ("done", ["done"] * 3))
        self.assertEqual(len(self.control.orders()), 3)

    def test_refused_by_the_carrier(self):
        self.control.fault("createOrder", "failure", text="Too light")
        wave = self._wave(self._transfer() + self._transfer())
        self._go(wave)
        self.assertEqual(sorted(self._states(wave)), ["done", "refused"])
        refused = wave.line_ids.filtered(lambda line: line.state == "refused")
        self.assertIn("Too light", refused.problem)
        wave.action_retry()
        self._work(refused.sudo().picking_id.linkstar_shipment_ids)
        self.assertEqual(self._states(wave), ["done", "done"])

    def test_waiting_for_the_number(self):
        self.control.profile(number_after=3600)
        wave = self._wave(self._transfer())
        self._go(wave)
        self.assertEqual((wave.state, self._states(wave)), ("done", ["waiting"]))
        self.assertIn("tracking number", wave.line_ids.problem)
        self.control.advance(hours=2)
        shipment = wave.sudo().line_ids.picking_id.linkstar_shipment_id
        self._later(shipment)
        self._work(shipment)
        self.assertEqual(self._states(wave), ["done"])
        self.assertEqual(wave.action_print_labels()["type"], "ir.actions.report")

    def test_labels_only(self):
        pickings = self._transfer() + self._transfer()
        wave = self._wave(pickings, kind="book")
        self._go(wave)
        self.assertEqual(
            (self._states(wave), pickings.mapped("state")),
            (["done"] * 2, ["assigned"] * 2),
        )
        second = self._wave(pickings)
        self._go(second)
        self.assertEqual(
            (self._states(second), pickings.mapped("state")),
            (["done"] * 2, ["done"] * 2),
        )
        self.assertEqual(len(self._calls("createOrder")), 2)

    def test_stop_and_go_on(self):
        pickings = self._transfer() + self._transfer()
        wave = self._wave(pickings)
        wave.action_start()
        wave.action_stop()
        self._run(wave)
        self.assertEqual(
            (wave.state, pickings.mapped("state")), ("stopped", ["assigned"] * 2)
        )
        self._go(wave)
        self.assertEqual((wave.state, pickings.mapped("state")), ("done", ["done"] * 2))

    def test_the_cron_takes_over(self):
        """The first process ended: its commits stay, the rest is started by the
        cron.
        """
        pickings = self._transfer() + self._transfer()
        wave = self._wave(pickings)
        wave.action_start()
        pickings[0].button_validate()
        self.env.flush_all()
        cron = self.env.ref("linkstar_delivery.cron_wave")
        with self.enter_registry_test_mode(), patch.object(type(wave), "_THREADS", 1):
            self.assertTrue(cron.method_direct_trigger())
        self.env.invalidate_all()
        self.assertEqual((wave.state, pickings.mapped("state")), ("done", ["done"] * 2))
        self.assertEqual(len(pickings.linkstar_shipment_ids), 2)

    def test_not_ready_and_done_elsewhere(self):
        unready, done, cancelled = self._transfer(), self._transfer(), self._transfer()
        wave = self._wave(unready + done + cancelled)
        unready.do_unreserve()
        done.button_validate()
        cancelled.action_cancel()
        self._go(wave)
        self.assertEqual(self._states(wave), ["refused", "done", "refused"])
        self.assertIn("Reserve its goods", wave.line_ids[0].problem)
        self.assertEqual(len(self.control.orders()), 1)

    def test_partial_becomes_a_backorder(self):
        picking = self._transfer()
        picking.move_ids.quantity = 1
        self._go(self._wave(picking))
        self.assertEqual(
            (picking.state, picking.backorder_ids.state), ("done", "assigned")
        )

    @mute_logger("odoo.addons.linkstar_delivery.runner.waves")
    def test_unexpected_errors_stay_with_their_transfer(self):
        pickings = self._transfer() + self._transfer()
        wave = self._wave(pickings)
        validate = type(pickings).button_validate

        def broken(records):
            if records == pickings[0]:
                raise ZeroDivisionError
            return validate(records)

        with patch.object(type(pickings), "button_validate", broken):
            self._go(wave)
        self.assertEqual(self._states(wave), ["refused", "done"])
        self.assertIn("ZeroDivisionError", wave.line_ids[0].problem)

    def test_conflicts_are_tried_again(self):
        picking = self._transfer()
        wave = self._wave(picking)
        validate, failures = type(picking).button_validate, [1]

        def conflicting(records):
            if failures:
                failures.pop()
                raise psycopg2.errors.SerializationFailure
            return validate(records)

        with patch.object(type(picking), "button_validate", conflicting):
            self._go(wave)
        self.assertEqual(self._states(wave), ["done"])

    def test_a_database_that_is_gone_ends_the_round(self):
        registry = MagicMock()
        registry.cursor.side_effect = psycopg2.OperationalError(
            "server closed the connection"
        )
        with mute_logger("odoo.addons.linkstar_delivery.runner.waves"):
            wave_runner.run(registry, 1)
        self.assertLessEqual(
            registry.cursor.call_count, 2, "one try a thread; the cron goes on later"
        )

    def test_calls_wait_for_their_turn(self):
        first, second = (self._validated().linkstar_shipment_id for _time in range(2))
        self.assertTrue(first._claim())
        self._work(second)
        self.assertEqual(
            second.state, "queued", "the account allows one call at a time"
        )
        first.work_at = fields.Datetime.now() - timedelta(seconds=1)
        self._work(second)
        self.assertEqual(second.state, "ready")

    def test_runs_as_who_started_it(self):
        picking = self._transfer()
        self._go(self._wave(picking))
        self.assertEqual(picking.linkstar_shipment_id.create_uid, self.packer)

    def test_who_may(self):
        picking = self._transfer()
        sales = new_test_user(
            self.env,
            "linkstar_wave_sales",
            "sales_team.group_sale_salesman",
            company_id=self.company.id,
            company_ids=self.company.ids,
        )
        wave = self._wave(picking)
        with self.assertRaises(AccessError):
            wave.with_user(self.packer).write(
                {"user_id": self.env.ref("base.user_admin").id}
            )
        with self.assertRaises(AccessError):
            picking.with_user(sales).action_linkstar_wave()
        with self.assertRaises(AccessError):
            wave.with_user(sales).action_start()
        other = self.env["res.company"].create({"name": "Another"})
        stranger = new_test_user(
            self.env,
            "linkstar_wave_else",
            "stock.group_stock_user",
            company_id=other.id,
            company_ids=other.ids,
        )
        elsewhere = wave.with_user(stranger).with_context(allowed_company_ids=other.ids)
        self.assertFalse(elsewhere.search([("id", "=", wave.id)]))
        with self.assertRaises(AccessError):
            elsewhere.action_start()

    def test_nothing_to_send(self):
        picking = self._validated()
        with self.assertRaisesRegex(UserError, "None of these"):
            self._wave(picking)

    def test_who_watches_hears_of_it(self):
        wave = self._wave(self._transfer())
        other = self.env["res.company"].create({"name": "Another"})
        stranger = new_test_user(
            self.env,
            "linkstar_wave_deaf",
            "stock.group_stock_user",
            company_id=other.id,
            company_ids=other.ids,
        )
        for user, company, hears in (
            (self.packer, self.company, True),
            (stranger, other, False),
        ):
            session = MagicMock(session=MagicMock(uid=user.id))
            websocket = (
                self.env["ir.websocket"]
                .with_user(user)
                .with_context(allowed_company_ids=company.ids)
            )
            with (
                self.subTest(user.login),
                patch("odoo.addons.bus.models.ir_websocket.wsrequest", new=session),
            ):
                channels = websocket._build_bus_channel_list(
                    [f"linkstar.wave_{wave.id}", "linkstar.wave_0"]
                )
            texts = {str(channel) for channel in channels}
            self.assertEqual(str((wave.with_user(user), "linkstar")) in texts, hears)
            self.assertNotIn("linkstar.wave_0", texts)
