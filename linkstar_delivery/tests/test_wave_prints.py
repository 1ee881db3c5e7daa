# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Labels of a wave are printed automatically: together, in the order of the wave, each
once.
"""

import io
import json

from pypdf import PdfReader

from odoo.tests import new_test_user, tagged

from ..services import printing
from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestWavePrints(LinkstarCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.packer = new_test_user(
            cls.env,
            "linkstar_print_packer",
            "stock.group_stock_user",
            company_id=cls.company.id,
            company_ids=cls.company.ids,
        )
        cls.warehouse.out_type_id.linkstar_auto_print = True

    def _wave(self, pickings):
        return pickings.with_user(self.packer)._linkstar_new_wave()

    def _run(self, wave):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            wave.sudo()._run()
        self.env.invalidate_all()

    def _claimed(self):
        """The transfers whose labels the packer's browser gets to print now."""
        action = (
            self.env["linkstar.shipment"].with_user(self.packer).claim_late_labels()
        )
        if not action:
            return []
        self.assertEqual(
            action["report_name"], "linkstar_delivery.report_shipment_label"
        )
        return (
            self.env["linkstar.shipment"]
            .browse(action["context"]["active_ids"])
            .picking_id.ids
        )

    def _told(self, after):
        """The messages about labels that browsers received."""
        self.env.cr.precommit.run()
        sent = (
            self.env["bus.bus"]
            .search([("id", ">", after)], order="id")
            .mapped("message")
        )
        return [
            message["payload"]
            for message in map(json.loads, sent)
            if message["type"] == "linkstar.label"
        ]

    def _minute_passes(self, wave):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE linkstar_wave SET finished_at = finished_at - interval '2 min'"
            " WHERE id = %s",
            [wave.id],
        )
        self.env.invalidate_all()

    def test_together_in_the_order_of_the_wave(self):
        """Also labels that existed before the wave; a refused transfer is not waited
        for.
        """
        first, second, labelled, weightless = (
            self._transfer(),
            self._transfer(),
            self._transfer(),
            self._transfer(product=self._make_product("Feather", weight=0)),
        )
        labelled._linkstar_queue()
        self._work(labelled.linkstar_shipment_id)
        wave = self._wave(second + weightless + labelled + first)
        wave.action_start()
        self.assertEqual(wave.state, "running")
        self.assertFalse(self._claimed())
        self._run(wave)
        self.assertFalse(self._claimed(), "two labels are still to come")
        self._work((first + second).linkstar_shipment_id)
        self.assertEqual(self._claimed(), (second + labelled + first).ids)
        self.assertFalse(self._claimed())

    def test_a_late_one_is_not_waited_for_for_ever(self):
        pickings = self._transfer() + self._transfer() + self._transfer()
        wave = self._wave(pickings)
        wave.action_start()
        last = self.env["bus.bus"].search([], order="id desc", limit=1).id
        self._run(wave)
        self.assertEqual(self._told(last), [{"print": True, "again": 60}])
        self._work((pickings[0] + pickings[2]).linkstar_shipment_id)
        self.assertFalse(self._claimed())
        self._minute_passes(wave)
        self.assertEqual(self._claimed(), (pickings[0] + pickings[2]).ids)
        self._work(pickings[1].linkstar_shipment_id)
        self.assertEqual(self._claimed(), pickings[1].ids)

    def test_a_refusal_of_the_carrier_holds_up_nobody(self):
        self.control.fault("createOrder", "failure", text="Too light")
        pickings = self._transfer() + self._transfer()
        wave = self._wave(pickings)
        wave.action_start()
        self._run(wave)
        self._work(pickings.linkstar_shipment_id)
        ready = pickings.filtered("linkstar_has_label")
        self.assertEqual(self._claimed(), ready.ids)
        refused = pickings - ready
        wave.action_retry()
        self._work(refused.linkstar_shipment_id)
        self.assertFalse(self._claimed(), "the wave has begun again")
        self._run(wave)
        self.assertEqual(self._claimed(), refused.ids)

    def test_stopped(self):
        """When a user stops the wave, existing labels are printed; the others when the
        wave is finished.
        """
        pickings = self._transfer() + self._transfer()
        wave = self._wave(pickings)
        wave.action_start()
        line = wave.sudo().line_ids[0]
        line._as_user()._handle()
        self._work(pickings[0].linkstar_shipment_id)
        self.assertFalse(self._claimed())
        last = self.env["bus.bus"].search([], order="id desc", limit=1).id
        wave.action_stop()
        self.assertEqual(self._told(last), [{"print": True, "again": 0}])
        self.assertEqual(self._claimed(), pickings[0].ids)
        wave.action_start()
        self._run(wave)
        self._work(pickings[1].linkstar_shipment_id)
        self.assertEqual(self._claimed(), pickings[1].ids)

    def test_what_is_printed_by_hand_is_not_printed_once_more(self):
        pickings = self._transfer() + self._transfer()
        wave = self._wave(pickings)
        wave.action_start()
        self._run(wave)
        self._work(pickings.linkstar_shipment_id)
        content = printing.pdf(pickings[0].linkstar_shipment_id.with_user(self.packer))
        self.assertEqual(len(PdfReader(io.BytesIO(content)).pages), 1)
        self.assertEqual(self._claimed(), pickings[1].ids)

    def test_who_prints_for_somebody_else_takes_nothing_away(self):
        picking = self._transfer()
        wave = self._wave(picking)
        wave.action_start()
        self._run(wave)
        self._work(picking.linkstar_shipment_id)
        printing.pdf(picking.linkstar_shipment_id)
        self.assertEqual(self._claimed(), picking.ids)

    def test_labels_only_are_not_printed_before_validation(self):
        pickings = self._transfer() + self._transfer()
        wave = pickings.with_user(self.packer)._linkstar_new_wave(kind="book")
        wave.action_start()
        self._run(wave)
        self._work(pickings.linkstar_shipment_id)
        self.assertFalse(self._claimed())
        second = self._wave(pickings[1] + pickings[0])
        second.action_start()
        self._run(second)
        self.assertEqual(self._claimed(), (pickings[1] + pickings[0]).ids)

    def test_boxes_of_a_transfer_stay_together(self):
        self.service.one_order_per_box = True
        boxed, single = self._transfer(quantity=2), self._transfer(quantity=1)
        packages = self.env["stock.package"].create(
            [{"name": "BOX-1"}, {"name": "BOX-2"}]
        )
        line = boxed.move_line_ids
        line.quantity = 1
        line.copy({"quantity": 1, "result_package_id": packages[1].id})
        line.result_package_id = packages[0]
        wave = self._wave(single + boxed)
        wave.action_start()
        self._run(wave)
        self._work((single + boxed)._linkstar_open_shipments())
        action = (
            self.env["linkstar.shipment"].with_user(self.packer).claim_late_labels()
        )
        self.assertEqual(
            action["context"]["active_ids"],
            (single + boxed)._linkstar_open_shipments().ids,
        )

    def test_a_wave_that_prints_nothing_tells_nobody(self):
        self.warehouse.out_type_id.linkstar_auto_print = False
        wave = self._wave(self._transfer())
        wave.action_start()
        last = self.env["bus.bus"].search([], order="id desc", limit=1).id
        self._run(wave)
        self.assertEqual(self._told(last), [])
