# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import io
from unittest.mock import MagicMock, patch

from pypdf import PdfReader

from odoo.exceptions import AccessError, RedirectWarning, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestLabels(LinkstarCase):
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
            "linkstar_label_picker",
            "base.group_user,stock.group_stock_user",
            **context,
        )

    def _print(self, records, report="report_label"):
        reports = records.env["ir.actions.report"].with_context(
            force_report_rendering=True
        )
        content, kind = reports._render_qweb_pdf(
            f"linkstar_delivery.{report}", records.ids
        )
        self.assertEqual(kind, "pdf")
        return PdfReader(io.BytesIO(content)).pages

    def test_in_the_order_of_the_list(self):
        shipments = self._booked_once() + self._booked() + self._booked()
        shuffled = (shipments[2] + shipments[0] + shipments[1]).picking_id
        self.assertEqual(
            [p.id for p in shuffled],
            [
                shipments[2].picking_id.id,
                shipments[0].picking_id.id,
                shipments[1].picking_id.id,
            ],
        )
        texts = [page.extract_text() for page in self._print(shuffled)]
        self.assertEqual(len(texts), 3)
        for text, picking in zip(texts, shuffled, strict=True):
            self.assertIn(picking.carrier_tracking_ref, text.replace(" ", ""))

    def test_size(self):
        [page] = self._print(self._booked_once().picking_id)
        self.assertAlmostEqual(float(page.mediabox.width) / 72 * 25.4, 100, delta=0.5)
        self.assertAlmostEqual(float(page.mediabox.height) / 72 * 25.4, 150, delta=0.5)

    def test_picture_becomes_a_page(self):
        self.control.profile(label_type="png")
        shipment = self._booked()
        self.assertEqual(shipment.label_attachment_id.mimetype, "image/png")
        [page] = self._print(shipment.picking_id)
        self.assertAlmostEqual(float(page.mediabox.width) / 72 * 25.4, 100, delta=0.5)

    def test_base64_label(self):
        self.control.profile(label="base64")
        self.assertTrue(self._booked().label_attachment_id.raw.startswith(b"%PDF"))

    def test_two_boxes_are_two_pages(self):
        picking = self._transfer(quantity=2)
        packages = self.env["stock.package"].create(
            [{"name": "BOX-A", "shipping_weight": 0.3}, {"name": "BOX-B"}]
        )
        line = picking.move_line_ids
        line.quantity = 1
        line.copy({"quantity": 1, "result_package_id": packages[1].id})
        line.result_package_id = packages[0]
        picking.button_validate()
        shipment = picking.linkstar_shipment_id
        self.assertEqual(
            sorted(round(w, 3) for w in shipment.parcel_ids.mapped("weight")),
            [0.21, 0.3],
        )
        self.assertEqual(shipment.parcel_ids.package_id, packages)
        self._work(shipment)
        self.assertEqual(shipment.state, "ready", shipment.problem)
        self.assertEqual(
            self.control.order(shipment.reference_no)["request"]["order_pieces"], 2
        )
        self.assertEqual(len(self._print(picking)), 2)

    def test_a_carton_of_two_boxes_is_one_parcel(self):
        picking = self._transfer(quantity=2)
        carton, inner, other = self.env["stock.package"].create(
            [{"name": "CARTON", "shipping_weight": 2.0}, {"name": "A"}, {"name": "B"}]
        )
        line = picking.move_line_ids
        line.quantity = 1
        line.copy({"quantity": 1, "result_package_id": other.id})
        line.result_package_id = inner
        (inner + other).package_dest_id = carton
        picking.button_validate()
        [parcel] = picking.linkstar_shipment_id.parcel_ids
        self.assertEqual((parcel.package_id, parcel.weight), (carton, 2.0))

    def test_not_there_yet_says_why(self):
        self.control.profile(label_after=3600)
        shipment = self._validated().linkstar_shipment_id
        self._work(shipment)
        with self.assertRaises(UserError) as caught:
            shipment.picking_id.action_linkstar_print_label()
        self.assertIn(shipment.picking_id.name, str(caught.exception))
        self.assertIn("fetched automatically", str(caught.exception))

    def test_button_opens_the_report(self):
        shipment = self._booked_once()
        action = shipment.picking_id.action_linkstar_print_label()
        self.assertEqual(action["report_name"], "linkstar_delivery.report_label")
        self.assertEqual(action["context"]["active_ids"], shipment.picking_id.ids)

    def test_several_orders_of_a_transfer_and_one_of_them(self):
        self.service.one_order_per_box = True
        picking = self._transfer(quantity=2)
        line = picking.move_line_ids
        packages = self.env["stock.package"].create(
            [{"name": "BOX-1"}, {"name": "BOX-2"}]
        )
        line.quantity = 1
        line.copy({"quantity": 1, "result_package_id": packages[1].id})
        line.result_package_id = packages[0]
        picking.button_validate()
        shipments = picking._linkstar_open_shipments()
        self._work(shipments)
        self.assertEqual(shipments.mapped("state"), ["ready", "ready"])
        self.assertEqual(len(self._print(picking)), 2)
        [page] = self._print(shipments[1], "report_shipment_label")
        self.assertIn(
            shipments[1].tracking_number, page.extract_text().replace(" ", "")
        )

    def test_four_on_a_sheet(self):
        shipments = self._booked_once() + self._booked() + self._booked()
        [page] = self._print(shipments.picking_id, "report_label_a4")
        text = page.extract_text().replace(" ", "")
        self.assertTrue(all(shipment.tracking_number in text for shipment in shipments))
        self.assertAlmostEqual(float(page.mediabox.width) / 72 * 25.4, 210, delta=0.5)
        self.account.label_sheet = "a4"
        self.assertEqual(len(self._print(shipments.picking_id)), 1)
        self.env.user.linkstar_sheet = "thermal"
        self.assertEqual(len(self._print(shipments.picking_id)), 3)
        self.assertEqual(
            shipments[0].label_print_ids.mapped("sheet"), ["thermal", "a4", "a4"]
        )

    def test_each_user_chooses_the_sheet(self):
        self.picker.with_user(self.picker).linkstar_sheet = "a4"
        picking = self._booked().picking_id
        for user, width in ((self.env.user, 100), (self.picker, 210)):
            [page] = self._print(picking.with_user(user))
            self.assertAlmostEqual(
                float(page.mediabox.width) / 72 * 25.4, width, delta=0.5
            )

    def test_with_the_customs_form(self):
        self.account.label_content = "label_customs"
        self.assertEqual(len(self._print(self._booked().picking_id)), 2)

    def test_printed_again_is_counted(self):
        shipment = self._booked_once()
        orders = len(self.control.orders())
        self.assertEqual(shipment.label_print_count, 0)
        self._print(shipment.picking_id)
        self.assertEqual(shipment.label_print_count, 1)
        self.assertFalse(
            shipment.message_ids.filtered(lambda m: "printed again" in m.body)
        )
        self._print(shipment.picking_id)
        self.assertEqual(shipment.label_print_count, 2)
        self.assertEqual(shipment.label_print_ids.user_id, self.env.user)
        self.assertEqual(
            len(shipment.message_ids.filtered(lambda m: "printed again" in m.body)), 1
        )
        self.assertEqual(len(self.control.orders()), orders)

    def test_a_changed_file_is_not_printed(self):
        shipment, other = self._booked_once(), self._booked()
        self.assertEqual(len(shipment.label_sha256), 64)
        shipment.label_attachment_id.raw = other.label_attachment_id.raw
        with self.assertRaises(UserError) as caught:
            self._print(shipment.picking_id)
        self.assertIn(shipment.tracking_number, str(caught.exception))
        shipment.action_fetch_label()
        self._work(shipment)
        [page] = self._print(shipment.picking_id)
        self.assertIn(shipment.tracking_number, page.extract_text().replace(" ", ""))
        self.assertEqual(len(self.control.orders()), 2)

    def test_labels_are_private(self):
        shipment = self._booked_once()
        attachment = shipment.label_attachment_id
        self.assertFalse(attachment.public)
        self.assertTrue(attachment.with_user(self.picker).raw)
        self.assertIn(attachment, shipment.picking_id.message_ids.attachment_ids)
        groups = {"buyer": "base.group_portal", "colleague": "base.group_user"}
        for login, group in groups.items():
            user = new_test_user(self.env, f"linkstar_{login}", group)
            with self.subTest(login), self.assertRaises(AccessError):
                attachment.with_user(user).read(["raw"])
        seller = new_test_user(
            self.env,
            "linkstar_label_seller",
            "sales_team.group_sale_salesman_all_leads",
        )
        with self.assertRaises(AccessError):
            shipment.with_user(seller).action_print_label()

    def test_those_without_a_label_do_not_hold_up_the_others(self):
        ready = self._booked_once()
        self.control.profile(label_after=3600)
        waiting = self._validated().linkstar_shipment_id
        self._work(waiting)
        with self.assertRaises(RedirectWarning) as caught:
            (waiting + ready).picking_id.action_linkstar_print_label()
        message, action, _button, _context = caught.exception.args
        self.assertIn(waiting.picking_id.name, message)
        self.assertNotIn(ready.picking_id.name, message)
        self.assertEqual(action["context"]["active_ids"], ready.ids)
        self.assertEqual(
            action["report_name"], "linkstar_delivery.report_shipment_label"
        )

    def test_what_is_no_label_is_not_kept(self):
        self.control.fault("label", "html_200")
        shipment = self._validated().linkstar_shipment_id
        self._work(shipment)
        self.assertEqual(shipment.state, "accepted")
        self.assertFalse(shipment.label_attachment_id)
        self._later(shipment)
        self._work(shipment)
        self.assertEqual(shipment.state, "ready")

    def test_late_labels_print_by_themselves_and_once(self):
        self.warehouse.out_type_id.linkstar_auto_print = True
        pickings = self._transfer() + self._transfer()
        pickings.with_user(self.picker).button_validate()
        shipments = pickings.linkstar_shipment_id
        self.assertEqual(shipments.print_for_id, self.picker)
        claim = self.env["linkstar.shipment"].with_user(self.picker).claim_late_labels
        self.assertFalse(claim())
        self._work(shipments)
        self.assertFalse(
            self.env["linkstar.shipment"].claim_late_labels(), "they are another user's"
        )
        action = claim()
        self.assertEqual(action["type"], "ir.actions.report")
        self.assertEqual(action["context"]["active_ids"], shipments.ids)
        self.assertFalse(claim())

    def test_late_labels_wait_for_their_company(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.picker.company_ids += other
        self.warehouse.out_type_id.linkstar_auto_print = True
        picking = self._transfer()
        picking.with_user(self.picker).button_validate()
        self._work(picking.linkstar_shipment_id)
        shipments = self.env["linkstar.shipment"].with_user(self.picker)
        self.assertFalse(
            shipments.with_context(allowed_company_ids=other.ids).claim_late_labels()
        )
        self.assertTrue(shipments.claim_late_labels())

    def test_a_label_that_is_being_cancelled_is_not_printed(self):
        shipment = self._booked_once()
        shipment.action_cancel()
        self.assertFalse(shipment.picking_id.linkstar_has_label)
        with self.assertRaisesRegex(UserError, "being cancelled"):
            shipment.picking_id.action_linkstar_print_label()

    def test_a_label_that_is_there_prints_with_the_other_papers(self):
        self.warehouse.out_type_id.write(
            {"linkstar_auto_print": True, "auto_print_delivery_slip": True}
        )
        picking = self._transfer()
        picking._linkstar_queue()
        self._work(picking.linkstar_shipment_id)
        action = picking.button_validate()
        reports = [report["report_name"] for report in action["params"]["reports"]]
        self.assertEqual(
            reports,
            ["stock.report_deliveryslip", "linkstar_delivery.report_shipment_label"],
        )
        self.assertFalse(picking.linkstar_shipment_id.print_for_id)

    def test_browsers_are_told(self):
        picking = self._transfer()
        picking.with_user(self.picker).button_validate()
        shipment = picking.linkstar_shipment_id
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE linkstar_shipment SET create_date = create_date - interval '1 h'"
            " WHERE id = %s",
            [shipment.id],
        )
        self.env.invalidate_all()
        before = self.env["bus.bus"].search([], order="id desc", limit=1).id
        self._work(shipment)
        self.env.cr.precommit.run()
        sent = self.env["bus.bus"].search([("id", ">", before)])
        form = sent.filtered(
            lambda m: (
                f'"stock.picking",{picking.id},"linkstar"' in m.channel.replace(" ", "")
            )
        )
        self.assertIn('"ready"', form[-1:].message)
        user = sent.filtered(lambda m: "linkstar.label" in m.message)
        self.assertIn(
            f'"res.partner",{self.picker.partner_id.id}]', user.channel.replace(" ", "")
        )
        self.assertIn(shipment.tracking_number, user.message)

    def test_who_runs_a_wave_is_not_told_of_each_late_label(self):
        picking = self._transfer()
        picking.action_linkstar_wave()
        picking.button_validate()
        shipment = picking.linkstar_shipment_id
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE linkstar_shipment SET create_date = create_date - interval '1 h'"
            " WHERE id = %s",
            [shipment.id],
        )
        self.env.invalidate_all()
        before = self.env["bus.bus"].search([], order="id desc", limit=1).id
        self._work(shipment)
        self.env.cr.precommit.run()
        self.assertTrue(shipment.label_attachment_id)
        sent = self.env["bus.bus"].search([("id", ">", before)])
        self.assertTrue(sent)
        self.assertFalse(
            sent.filtered(lambda message: "linkstar.label" in message.message)
        )

    def test_only_who_may_read_the_transfer_listens(self):
        picking = self._transfer()
        channel = f"linkstar.picking_{picking.id}"
        employee = new_test_user(self.env, "linkstar_listener", "base.group_user")
        for user, hears in ((self.picker, True), (employee, False)):
            session = MagicMock()
            session.session.uid = user.id
            with (
                self.subTest(user.login),
                patch("odoo.addons.bus.models.ir_websocket.wsrequest", new=session),
            ):
                channels = (
                    self.env["ir.websocket"]
                    .with_user(user)
                    ._build_bus_channel_list([channel, "linkstar.picking_0", "other"])
                )
                texts = {str(channel) for channel in channels}
                self.assertIn("other", texts)
                self.assertNotIn(channel, texts)
                self.assertEqual(
                    str((picking.with_user(user), "linkstar")) in texts, hears
                )
