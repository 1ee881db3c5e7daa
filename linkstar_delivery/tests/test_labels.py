import io

from pypdf import PdfReader

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestLabels(LinkstarCase):
    def _print(self, pickings):
        report = self.env["ir.actions.report"].with_context(force_report_rendering=True)
        content, kind = report._render_qweb_pdf("linkstar_delivery.action_report_label", pickings.ids)
        self.assertEqual(kind, "pdf")
        return PdfReader(io.BytesIO(content)).pages

    def test_in_the_order_of_the_list(self):
        shipments = self._booked() + self._booked() + self._booked()
        shuffled = (shipments[2] + shipments[0] + shipments[1]).picking_id
        self.assertEqual([p.id for p in shuffled], [shipments[2].picking_id.id, shipments[0].picking_id.id, shipments[1].picking_id.id])
        texts = [page.extract_text() for page in self._print(shuffled)]
        self.assertEqual(len(texts), 3)
        for text, picking in zip(texts, shuffled, strict=True):
            self.assertIn(picking.carrier_tracking_ref, text.replace(" ", ""))

    def test_size(self):
        [page] = self._print(self._booked().picking_id)
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
        packages = self.env["stock.package"].create([{"name": "BOX-A", "shipping_weight": 0.3}, {"name": "BOX-B"}])
        line = picking.move_line_ids
        line.quantity = 1
        line.copy({"quantity": 1, "result_package_id": packages[1].id})
        line.result_package_id = packages[0]
        picking.button_validate()
        shipment = picking.linkstar_shipment_id
        self.assertEqual(sorted(round(w, 3) for w in shipment.parcel_ids.mapped("weight")), [0.21, 0.3])
        self.assertEqual(shipment.parcel_ids.package_id, packages)
        self._work(shipment)
        self.assertEqual(shipment.state, "ready", shipment.problem)
        self.assertEqual(self.control.order(shipment.reference_no)["request"]["order_pieces"], 2)
        self.assertEqual(len(self._print(picking)), 2)

    def test_a_carton_of_two_boxes_is_one_parcel(self):
        picking = self._transfer(quantity=2)
        carton, inner, other = self.env["stock.package"].create([{"name": "CARTON", "shipping_weight": 2.0}, {"name": "A"}, {"name": "B"}])
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
        self.assertIn("fetched by itself", str(caught.exception))

    def test_button_opens_the_report(self):
        shipment = self._booked()
        action = shipment.picking_id.action_linkstar_print_label()
        self.assertEqual(action["report_name"], "linkstar_delivery.report_label")
        self.assertEqual(action["context"]["active_ids"], shipment.picking_id.ids)
