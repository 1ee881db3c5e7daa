# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Labels with and without their customs forms, as chosen for each print."""

import io
from unittest.mock import patch

from pypdf import PdfReader

from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from ..services import printing
from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestLabelForms(LinkstarCase):
    book_once = True

    def _print(self, records, report):
        reports = records.env["ir.actions.report"].with_context(
            force_report_rendering=True
        )
        content, _kind = reports._render_qweb_pdf(
            f"linkstar_delivery.{report}", records.ids
        )
        return PdfReader(io.BytesIO(content)).pages

    def _texts(self, records, report):
        return [
            " ".join(page.extract_text().split())
            for page in self._print(records, report)
        ]

    def _contents(self, shipment):
        """The pages that the carrier was asked for, call by call."""
        calls = (
            shipment.sudo()
            .call_ids.filtered(lambda call: call.service == "getLabelUrl")
            .sorted("id")
        )
        return [call.request["label_content_type"] for call in calls]

    def test_of_an_account_that_takes_labels_only(self):
        """The form is made from the data that was sent to the carrier, without a
        call.
        """
        first, second = self._booked_once(), self._booked(quantity=1)
        calls = len(self.control.calls())
        texts = self._texts((second + first).picking_id, "report_label_with_form")
        self.assertEqual(len(texts), 4)
        for shipment, label, form in zip(
            (second, first), texts[::2], texts[1::2], strict=True
        ):
            self.assertIn(shipment.tracking_number, label.replace(" ", ""))
            self.assertIn("CUSTOMS DECLARATION", form)
            self.assertIn(f"{shipment.declaration_id.total_value:.2f} CNY", form)
            self.assertIn("phone cover of silicone", form)
        self.assertEqual(len(self.control.calls()), calls)
        self.assertEqual(
            len(self._print((second + first).picking_id, "report_label")), 2
        )
        self.assertEqual(first.label_print_ids.mapped("with_form"), [False, True])
        self.assertEqual(first.label_print_count, 2)

    def test_forms_have_the_size_of_labels(self):
        shipment = self._booked_once()
        for kind, limit in (("cn22", 300), ("cn23", 1)):
            self.company.linkstar_cn22_limit = limit
            with self.subTest(kind):
                self.assertEqual(shipment.declaration_id._customs_form(), kind)
                pages = self._print(shipment, "report_shipment_label_with_form")
                self.assertEqual(
                    [round(float(page.mediabox.height) / 72 * 25.4) for page in pages],
                    [150, 150],
                )
        self.env.user.linkstar_sheet = "a4"
        [sheet] = self._print(shipment, "report_shipment_label_with_form")
        self.assertEqual(round(float(sheet.mediabox.width) / 72 * 25.4), 210)

    def test_of_an_account_that_takes_both(self):
        self.account.label_content = "label_customs"
        shipment = self._booked()
        self.assertEqual(self._contents(shipment), [1, 2])
        self.assertNotEqual(shipment.form_attachment_id, shipment.label_attachment_id)
        self.assertFalse(shipment.form_attachment_id.public)
        label, form = self._texts(shipment, "report_shipment_label")
        self.assertIn(shipment.tracking_number, label.replace(" ", ""))
        self.assertIn("Waybill", form)
        self.assertEqual(
            len(self._print(shipment, "report_shipment_label_with_form")), 2
        )
        [label] = self._texts(shipment.picking_id, "report_label_without_form")
        self.assertIn(shipment.tracking_number, label.replace(" ", ""))
        self.assertEqual(
            shipment.label_print_ids.mapped("with_form"), [False, True, True]
        )

    def test_picking_lists_stay_with_the_label(self):
        self.account.label_content = "all"
        shipment = self._booked()
        self.assertEqual(self._contents(shipment), [5, 2])
        self.assertEqual(len(self._print(shipment, "report_shipment_label")), 3)
        self.assertEqual(
            len(self._print(shipment, "report_shipment_label_without_form")), 2
        )

    def test_a_label_does_not_wait_for_its_form(self):
        self.account.label_content = "label_customs"
        # The second call for a label is the one for the form.
        self.control.fault("getLabelUrl", "html_200", skip=1)
        shipment = self._booked()
        self.assertEqual(self._contents(shipment), [1, 2])
        self.assertFalse(shipment.form_attachment_id)
        _label, form = self._texts(shipment, "report_shipment_label")
        self.assertIn("CUSTOMS DECLARATION", form)
        shipment.action_fetch_label()
        self._work(shipment)
        self.assertTrue(shipment.form_attachment_id)

    def test_a_changed_form_is_not_printed(self):
        self.account.label_content = "label_customs"
        shipment = self._booked()
        shipment.form_attachment_id.raw = shipment.label_attachment_id.raw
        with self.assertRaisesRegex(UserError, "label is damaged"):
            self._print(shipment, "report_shipment_label")

    def _two_boxes(self):
        """A booked transfer with two pieces in one box and one in another, each box
        with its own order.
        """
        self.service.one_order_per_box = True
        picking = self._transfer(quantity=3)
        packages = self.env["stock.package"].create(
            [{"name": "BOX-1"}, {"name": "BOX-2"}]
        )
        line = picking.move_line_ids
        line.quantity = 2
        line.copy({"quantity": 1, "result_package_id": packages[1].id})
        line.result_package_id = packages[0]
        picking.button_validate()
        shipments = picking._linkstar_open_shipments()
        self._work(shipments)
        return shipments

    def test_each_box_has_a_form_of_what_is_in_it(self):
        shipments = self._two_boxes()
        texts = self._texts(shipments.picking_id, "report_label_with_form")
        self.assertEqual(len(texts), 4)
        unit = shipments.declaration_id.total_value / 3
        for shipment, label, form, quantity in zip(
            shipments, texts[::2], texts[1::2], (2, 1), strict=True
        ):
            self.assertIn(shipment.tracking_number, label.replace(" ", ""))
            self.assertIn(f"{quantity} × phone", form)
            self.assertIn(f"{unit * quantity:.2f} CNY", form)
            self.assertNotIn(f"{unit * 3:.2f} CNY", form)

    def test_the_forms_of_a_transfer_are_those_of_its_boxes(self):
        """Printed without labels, from the transfer or its declaration: a form of the
        whole content in each box would be wrong.
        """
        shipments, other = self._two_boxes(), self._booked_once()
        declarations = shipments.declaration_id | other.declaration_id
        picker = new_test_user(
            self.env, "formpicker", "stock.group_stock_user", company_id=self.company.id
        )
        report = shipments.picking_id.with_user(
            picker
        ).action_linkstar_print_customs_form()["report_name"]
        self.assertEqual(report, "linkstar_customs.report_customs_form")
        reports = self.env["ir.actions.report"].with_user(picker)
        content, _kind = reports.with_context(
            force_report_rendering=True
        )._render_qweb_pdf(report, declarations.ids)
        texts = [
            " ".join(page.extract_text().split())
            for page in PdfReader(io.BytesIO(content)).pages
        ]
        self.assertEqual(len(texts), 3)
        unit = shipments.declaration_id.total_value / 3
        for text, quantity in zip(texts[:2], (2, 1), strict=True):
            self.assertIn(f"{quantity} × phone", text)
            self.assertIn(f"{unit * quantity:.2f} CNY", text)
        # A cancelled order has no form any more.
        shipments[0].state = "cancelled"
        self.assertEqual(len(reports._linkstar_forms_of_boxes(declarations.ids)), 1)

    def test_menus_and_buttons(self):
        """A wave prints with or without forms from its menu, and offers to print the
        rest where some have no label.
        """
        shipment = self._booked_once()
        wave = shipment.picking_id._linkstar_new_wave(kind="book")
        wave.action_start()
        wave.line_ids.phase = "handled"
        for choice in ("with", "without"):
            action = self.env.ref(f"linkstar_delivery.action_wave_labels_{choice}_form")
            report = action.with_context(
                active_model=wave._name, active_ids=wave.ids, active_id=wave.id
            ).run()
            self.assertEqual(
                report["report_name"], f"linkstar_delivery.report_label_{choice}_form"
            )
            self.assertEqual(report["context"]["active_ids"], shipment.picking_id.ids)

    def test_only_the_warehouse_prints(self):
        shipment = self._booked_once()
        company = {
            "company_id": self.company.id,
            "company_ids": [(6, 0, self.company.ids)],
        }
        picker = new_test_user(
            self.env,
            "linkstar_form_picker",
            "base.group_user,stock.group_stock_user",
            **company,
        )
        self.assertEqual(
            len(
                self._print(
                    shipment.with_user(picker), "report_shipment_label_with_form"
                )
            ),
            2,
        )

    def test_without_the_program_that_draws_forms(self):
        shipment = self._booked_once()
        reports = type(self.env["ir.actions.report"])
        with (
            patch.object(reports, "get_wkhtmltopdf_state", return_value="install"),
            self.assertRaisesRegex(UserError, "wkhtmltopdf"),
        ):
            printing.pdf(shipment, forms=True)
        self.assertFalse(shipment.label_print_count)
