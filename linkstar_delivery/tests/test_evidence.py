# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import base64
import io

from PIL import Image
from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .test_handover import PIXEL, HandoverCase


@tagged("post_install", "-at_install")
class TestEvidence(HandoverCase):
    def _photo(self, picking, **values):
        picture = io.BytesIO()
        Image.new("RGB", (2400, 1200), "orange").save(picture, "JPEG")
        model = self.env["linkstar.parcel.photo"].with_user(self.picker)
        return model.create(
            {
                "picking_id": picking.id,
                "image": base64.b64encode(picture.getvalue()),
                **values,
            }
        )

    def test_all_on_one_page_and_in_one_file(self):
        picking = self._transfer()
        photo = self._photo(picking, note="Bubble wrap")
        self.assertEqual(
            Image.open(io.BytesIO(base64.b64decode(photo.image_1920))).size, (1920, 960)
        )
        picking.with_user(self.picker).write({"shipping_weight": 0.5})
        picking.with_user(self.picker).button_validate()
        shipment = picking.linkstar_shipment_id
        self._work(shipment)
        self.assertEqual(
            (shipment.photo_ids, shipment.weighing_ids.mapped("weight")), (photo, [0.5])
        )
        self.assertEqual(shipment.weighing_ids.user_id, self.picker)
        manifest = self._manifest()
        manifest.scan(shipment.tracking_number)
        self._signed(manifest)
        self.control.advance(days=3)
        self._ask("tracking", shipment)
        seen = shipment.with_user(self.picker)
        reports = self.env["ir.actions.report"].with_user(self.picker)
        page = reports._render_qweb_html(
            "linkstar_delivery.report_evidence", shipment.ids
        )[0].decode()
        for text in (
            shipment.tracking_number,
            shipment.waybill,
            "0.500",
            "Bubble wrap",
            manifest.name,
            "Driver Wang",
            shipment.label_sha256,
            shipment.event_ids[0].text,
            "Jörg Müller",
            "data:image/jpg;base64",
        ):
            self.assertIn(text, page)
        self.assertEqual(
            seen.action_evidence()["report_name"], "linkstar_delivery.report_evidence"
        )
        [label] = shipment._linkstar_enclosed_files()
        self.assertIn(
            shipment.tracking_number,
            PdfReader(io.BytesIO(label.content))
            .pages[0]
            .extract_text()
            .replace(" ", ""),
        )
        shipment.label_attachment_id.raw = b"%PDF something else %%EOF"
        self.assertEqual(shipment._linkstar_enclosed_files(), [])
        page = reports._render_qweb_html(
            "linkstar_delivery.report_evidence", shipment.ids
        )[0].decode()
        self.assertIn("not the file that the carrier sent", page)

    def test_boxes_have_their_own(self):
        self.service.one_order_per_box = True
        picking = self._transfer(quantity=2)
        packages = self.env["stock.package"].create(
            [{"name": "EV-A", "shipping_weight": 0.3}, {"name": "EV-B"}]
        )
        line = picking.move_line_ids
        line.quantity = 1
        line.copy({"quantity": 1, "result_package_id": packages[1].id})
        line.result_package_id = packages[0]
        packages[1].with_user(self.picker).shipping_weight = 0.4
        mine, theirs, both = (
            self._photo(picking, package_id=package)
            for package in (packages[0].id, packages[1].id, False)
        )
        picking.button_validate()
        first, second = picking._linkstar_open_shipments()
        self.assertEqual(
            (first.photo_ids, second.photo_ids), (mine + both, theirs + both)
        )
        # A weighing from before the transfer existed belongs to another parcel; these
        # were made for it.
        self.assertEqual(second.weighing_ids.mapped("weight"), [0.4])

    def test_evidence_is_added_and_not_changed(self):
        picking = self._transfer()
        photo = self._photo(picking)
        picking.with_user(self.picker).shipping_weight = 0.5
        weighing = (
            self.env["linkstar.weighing"]
            .with_user(self.picker)
            .search([("picking_id", "=", picking.id)])
        )
        self.assertEqual(len(weighing), 1)
        for record, values in ((photo, {"image": PIXEL}), (weighing, {"weight": 9})):
            with self.assertRaises(AccessError):
                record.write(values)
            with self.assertRaises(AccessError):
                record.unlink()
        with self.assertRaises(AccessError):
            weighing.create({"company_id": self.company.id, "weight": 1})

    def test_the_server_tells_who_took_a_photo_and_when(self):
        photo = (
            self.env["linkstar.parcel.photo"]
            .with_user(self.picker)
            .create(
                {
                    "picking_id": self._transfer().id,
                    "image": PIXEL,
                    "user_id": self.env.ref("base.user_admin").id,
                    "taken_at": "2020-01-01",
                }
            )
        )
        self.assertEqual(photo.user_id, self.picker)
        self.assertNotEqual(photo.taken_at.year, 2020)

    def test_kinds_of_pictures(self):
        """A picture that the evidence report cannot show is refused with a sentence."""
        picking = self._transfer()
        cut = b"\x89PNG\r\n\x1a\n" + bytes(40)
        for content in (
            cut,
            b"",
            b"not a picture",
            b"%PDF-1.4 %%EOF",
            b"RIFF\x24\x00\x00\x00WEBPVP8 \x18\x00",
            b"<svg xmlns='a'/>",
        ):
            with self.subTest(content), self.assertRaises(UserError):
                self._photo(picking, image=base64.b64encode(content))
        with self.assertRaises(UserError):
            self._photo(picking, image="no base64!")

    def test_who_may(self):
        photo = self._photo(self._transfer())
        photo.picking_id.with_user(self.picker).shipping_weight = 0.5
        employee = new_test_user(
            self.env, "linkstar_evidence_employee", "base.group_user", **self.context
        )
        other = self.env["res.company"].create({"name": "Other"})
        stranger = new_test_user(
            self.env,
            "linkstar_evidence_stranger",
            "stock.group_stock_manager",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        for model in ("linkstar.parcel.photo", "linkstar.weighing"):
            with self.subTest(model):
                self.assertTrue(self.env[model].with_user(self.picker).search([]))
                self.assertFalse(
                    self.env[model]
                    .with_user(stranger)
                    .with_context(allowed_company_ids=other.ids)
                    .search([])
                )
                with self.assertRaises(AccessError):
                    self.env[model].with_user(employee).search([])
