# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a wave shows later, and when it is deleted."""

from odoo.tests import tagged

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestWaveEnds(LinkstarCase):
    def _done(self, pickings, started=True):
        """A finished wave with ``pickings``, all of them with labels."""
        wave = pickings._linkstar_new_wave()
        if started:
            wave.action_start()
            self.env.flush_all()
            with self.enter_registry_test_mode():
                wave._run()
            self.env.invalidate_all()
            self._work(pickings.linkstar_shipment_id)
        return wave

    def _grow_old(self, wave, days):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE linkstar_wave SET create_date = create_date - %(age)s * interval '1"
            " day', finished_at = finished_at - %(age)s * interval '1 day' WHERE id IN"
            " %(ids)s",
            {"age": days, "ids": tuple(wave.ids)},
        )
        self.env.invalidate_all()

    def test_a_label_that_is_cancelled_afterwards(self):
        kept, stopped = self._transfer(), self._transfer()
        wave = self._done(kept + stopped)
        self.assertEqual(wave.line_ids.mapped("state"), ["done", "done"])
        shipment = stopped.linkstar_shipment_id
        shipment.action_cancel()
        self.assertEqual(
            wave.line_ids.mapped("state"),
            ["done", "done"],
            "the carrier has not confirmed it",
        )
        self._work(shipment)
        self.assertEqual(wave.line_ids.mapped("state"), ["done", "cancelled"])
        self.assertEqual(
            (wave.total, wave.done_count, wave.cancelled_count, wave.progress),
            (2, 1, 1, 100),
        )
        self.assertIn("Send to Shipper", wave.line_ids[1].problem)
        lines = self.env["linkstar.wave.line"]
        self.assertEqual(
            lines.search(
                [("wave_id", "=", wave.id), ("state", "=", "cancelled")]
            ).picking_id,
            stopped,
        )
        self.assertEqual(wave.action_print_labels()["context"]["active_ids"], kept.ids)
        stopped.send_to_shipper()
        self.assertEqual(wave.line_ids.mapped("state"), ["done", "waiting"])
        self._work(stopped.linkstar_shipment_id)
        self.assertEqual(wave.line_ids.mapped("state"), ["done", "done"])

    def test_a_transfer_that_is_cancelled_afterwards(self):
        """In a wave that only got labels."""
        picking = self._transfer()
        wave = picking._linkstar_new_wave(kind="book")
        wave.action_start()
        self.env.flush_all()
        with self.enter_registry_test_mode():
            wave._run()
        self.env.invalidate_all()
        self._work(picking.linkstar_shipment_id)
        picking.action_cancel()
        self._work(picking.linkstar_shipment_id)
        self.assertEqual(wave.line_ids.state, "cancelled")
        self.assertFalse(wave.line_ids.problem)

    def test_what_carries_no_label_is_done(self):
        fixed = self.env["delivery.carrier"].create(
            {
                "name": "By hand",
                "delivery_type": "fixed",
                "product_id": self.method.product_id.id,
            }
        )
        wave = self._done(self._transfer(method=fixed))
        self.assertEqual(wave.line_ids.state, "done")

    def test_old_ones_are_deleted(self):
        picking, recent, waiting = self._transfer(), self._transfer(), self._transfer()
        gone, stays = self._done(picking), self._done(recent)
        self.control.profile(label_after=3600)
        open_one = self._done(waiting)
        running = self._done(self._transfer(), started=False)
        running.action_start()
        never = self._done(self._transfer(), started=False)
        self._grow_old(gone + open_one + running + never, 91)
        self._grow_old(stays, 89)
        shipment = picking.linkstar_shipment_id
        self.assertEqual(self.env["linkstar.wave"]._gc_waves(), (1, 0))
        self.assertFalse(gone.exists())
        self.assertEqual(
            (stays + open_one + running + never).exists(),
            stays + open_one + running + never,
        )
        self.assertEqual(
            (shipment.exists().state, picking.exists().state), ("ready", "done")
        )

    def test_the_time_is_a_setting(self):
        wave = self._done(self._transfer())
        self._grow_old(wave, 91)
        self.company.linkstar_wave_days = 0
        self.env["linkstar.wave"]._gc_waves()
        self.assertTrue(wave.exists())
        settings = self.env["res.config.settings"].create({"linkstar_wave_days": 30})
        settings.execute()
        self.assertEqual(self.company.linkstar_wave_days, 30)
        self.env["linkstar.wave"]._gc_waves()
        self.assertFalse(wave.exists())
