# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.linkstar_delivery.tests.common import LinkstarCase


@tagged("post_install", "-at_install")
class TestBatch(LinkstarCase):
    def _batch(self, pickings):
        batch = self.env["stock.picking.batch"].create(
            {"company_id": self.company.id, "picking_ids": pickings.ids}
        )
        batch.action_confirm()
        return batch

    def _run(self, action):
        wave = self.env["linkstar.wave"].browse(action["res_id"])
        wave.action_start()
        self.env.flush_all()
        with self.enter_registry_test_mode():
            wave._run()
        self.env.invalidate_all()
        self._work(wave.line_ids.picking_id.linkstar_shipment_ids)
        return wave

    def test_a_batch_in_pick_order(self):
        """Core would roll back the whole batch because of one refused transfer."""
        first, second, third = (self._transfer() for _number in range(3))
        weightless = self._transfer(product=self._make_product("Feather", weight=0))
        batch = self._batch(first + second + third + weightless)
        for place, picking in enumerate((third, first, weightless, second)):
            picking.batch_sequence = place
        self.assertTrue(batch.linkstar_waves)
        wave = self._run(batch.action_linkstar_wave())
        self.assertEqual(
            wave.line_ids.picking_id.ids, (third + first + weightless + second).ids
        )
        self.assertEqual(
            wave.line_ids.mapped("state"), ["done", "done", "refused", "done"]
        )
        self.assertEqual(len(self.control.orders()), 3)
        self.assertEqual(
            batch.picking_ids,
            weightless,
            "core removes transfers that are done before the others",
        )
        action = batch.action_linkstar_print_labels()
        self.assertEqual(
            (action["type"], action["context"]["active_ids"]),
            ("ir.actions.report", (third + first + second).ids),
        )

    def test_labels_first(self):
        picking = self._transfer()
        batch = self._batch(picking)
        self._run(batch.action_linkstar_labels())
        self.assertEqual(
            (picking.state, picking.linkstar_has_label), ("assigned", True)
        )
        self._run(batch.action_linkstar_wave())
        self.assertEqual(
            (picking.state, len(picking.linkstar_shipment_ids)), ("done", 1)
        )

    def test_nothing_left(self):
        picking = self._transfer()
        batch = self._batch(picking)
        picking.button_validate()
        with self.assertRaisesRegex(UserError, "None of these"):
            batch.action_linkstar_wave()
