# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Files of labels and photos are stored unchanged; a damaged file does not spoil the
print of others.
"""

import base64
import hashlib
import io

from PIL import Image
from pypdf import PdfReader

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestLabelFiles(LinkstarCase):
    book_once = True

    def _print(self, records, report="report_label"):
        reports = records.env["ir.actions.report"].with_context(
            force_report_rendering=True
        )
        content, _kind = reports._render_qweb_pdf(
            f"linkstar_delivery.{report}", records.ids
        )
        return [
            page.extract_text().replace(" ", "")
            for page in PdfReader(io.BytesIO(content)).pages
        ]

    def _damaged(self, shipment):
        """A damaged file that was accepted as a label, as before streams were
        checked.
        """
        attachment = shipment.label_attachment_id
        attachment.raw = attachment.raw.replace(b"/Kids", b"/Xids")
        shipment.label_sha256 = hashlib.sha256(attachment.raw).hexdigest()

    # --- stored unchanged

    def test_a_picture_of_600_dots_an_inch(self):
        self.control.profile(label_type="png", label_dpi=600)
        shipment = self._booked()
        content = shipment.label_attachment_id.raw
        self.assertEqual(Image.open(io.BytesIO(content)).size, (2363, 3544))
        self.assertEqual(hashlib.sha256(content).hexdigest(), shipment.label_sha256)
        self.assertEqual(len(self._print(shipment.picking_id)), 1)

    def test_a_form_of_600_dots_an_inch(self):
        self.control.profile(label_type="png", label_dpi=600)
        self.account.label_content = "label_customs"
        shipment = self._booked()
        self.assertEqual(
            hashlib.sha256(shipment.form_attachment_id.raw).hexdigest(),
            shipment.form_sha256,
        )
        self.assertEqual(len(self._print(shipment.picking_id)), 2)

    def test_packing_photos(self):
        for kind, size in (
            ("JPEG", (4000, 3000)),
            ("PNG", (2400, 1200)),
            ("JPEG", (640, 480)),
        ):
            picture = io.BytesIO()
            Image.effect_noise(size, 60).save(
                picture, kind, **({"quality": 97} if kind == "JPEG" else {})
            )
            with self.subTest(kind=kind, size=size):
                photo = self.env["linkstar.parcel.photo"].create(
                    {
                        "picking_id": self._transfer().id,
                        "image": base64.b64encode(picture.getvalue()),
                    }
                )
                self.env.flush_all()
                self.env.invalidate_all()
                self.assertEqual(base64.b64decode(photo.image), picture.getvalue())
                self.assertEqual(
                    max(Image.open(io.BytesIO(base64.b64decode(photo.image_256))).size),
                    256,
                )
                shown = Image.open(io.BytesIO(base64.b64decode(photo.image_1920)))
                self.assertEqual(max(shown.size), min(max(size), 1920))

    # --- damaged

    def test_a_damaged_label_is_not_taken(self):
        shipment = self._validated().linkstar_shipment_id
        self.control.fault("label", "half_json")
        self._work(shipment)
        self.assertEqual(
            (shipment.state, shipment.label_attachment_id.id), ("accepted", False)
        )

    def test_one_damaged_label_spoils_no_print(self):
        for changed in (False, True):
            shipments = self._booked() + self._booked() + self._booked()
            first, damaged, last = shipments
            self._damaged(damaged)
            if changed:
                damaged.label_sha256 = "0" * 64
            with self.subTest(changed=changed):
                for records, report in (
                    (shipments.picking_id, "report_label"),
                    (shipments, "report_shipment_label"),
                ):
                    texts = self._print(records, report)
                    self.assertEqual(len(texts), 2)
                    self.assertTrue(
                        all(
                            any(s.tracking_number in text for text in texts)
                            for s in first + last
                        )
                    )
                note = damaged.message_ids.filtered(
                    lambda message: "Not printed" in message.body
                )
                self.assertIn(damaged.tracking_number, note[:1].body)
                self.assertNotIn(first.tracking_number, note[:1].body)
                self.assertEqual(
                    (
                        first.label_print_count,
                        damaged.label_print_count,
                        last.label_print_count,
                    ),
                    (2, 0, 2),
                )

    def test_whoever_prints_reads_which_was_left_out(self):
        good, damaged = self._booked_once(), self._booked()
        self._damaged(damaged)
        sent = []
        self.patch(
            type(self.env["res.users"]),
            "_bus_send",
            lambda user, kind, message, **more: sent.append((user, kind, message)),
        )
        self._print((damaged + good).picking_id)
        [(user, kind, message)] = [
            entry for entry in sent if entry[1] == "simple_notification"
        ]
        self.assertEqual(
            (user, kind, message["type"]),
            (self.env.user, "simple_notification", "warning"),
        )
        self.assertIn(damaged.picking_id.name, message["message"])
        self.assertIn("Fetch label again", message["message"])

    def test_only_damaged_ones(self):
        shipment = self._booked_once()
        self._damaged(shipment)
        with self.assertRaises(UserError) as caught:
            self._print(shipment.picking_id)
        self.assertIn(shipment.tracking_number, str(caught.exception))
        self.assertEqual(shipment.label_print_count, 0)

    def test_evidence_goes_without_a_damaged_label(self):
        shipment = self._booked_once()
        self._damaged(shipment)
        self.assertEqual(shipment._linkstar_enclosed_files(), [])

    def test_a_damaged_form_leaves_its_label_out(self):
        self.account.label_content = "label_customs"
        good, damaged = self._booked(), self._booked()
        attachment = damaged.form_attachment_id
        attachment.raw = attachment.raw.replace(b"/Kids", b"/Xids")
        damaged.form_sha256 = hashlib.sha256(attachment.raw).hexdigest()
        texts = self._print((damaged + good).picking_id)
        self.assertEqual(len(texts), 2)
        self.assertIn(good.tracking_number, texts[0])
        self.assertIn(
            damaged.tracking_number,
            self._print(damaged, "report_shipment_label_without_form")[0],
        )
