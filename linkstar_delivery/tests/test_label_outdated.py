# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The data that was sent to the carrier is compared with the current data; printing an
outdated label gives a warning.
"""

import io

from pypdf import PdfReader

from odoo.exceptions import RedirectWarning
from odoo.tests import tagged

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestLabelOutdated(LinkstarCase):
    def _labelled(self, **values):
        """A transfer with a label that is not validated."""
        picking = self._transfer(**values)
        picking.action_linkstar_book()
        self._work(picking.linkstar_shipment_ids)
        self.assertEqual(picking.linkstar_state, "ready", picking.linkstar_problem)
        self.assertFalse(picking.linkstar_changes)
        return picking

    def _changes(self, picking):
        self.env.invalidate_all()
        return picking.linkstar_changes or ""

    def test_each_thing_that_was_sent(self):
        france = self.env.ref("base.fr")
        picking = self._labelled()
        product, order = self.product, self.env["sale.order"]
        for record, values, expected in (
            (product, {"hs_code": "420231"}, "the HS code"),
            (
                product,
                {"linkstar_description_en": "wallet of leather"},
                "the English description",
            ),
            (
                product,
                {"linkstar_description_cn": "皮革钱包"},
                "the Chinese description",
            ),
            (product, {"country_of_origin": france.id}, "the country of origin"),
            (product, {"default_code": "NEW-1"}, "the SKU"),
            (product, {"linkstar_material": "leather"}, "the material"),
            (product, {"weight": 0.22}, "the weight of an item"),
            (self.buyer, {"street": "Andere Straße 2"}, "the address"),
            (self.company.partner_id, {"street": "Road 2"}, "the sender's address"),
            (self.service, {"undeliverable": "destroy"}, "the options"),
            (order, {"linkstar_platform_number": "302-7"}, "platform or order number"),
        ):
            changed = record or picking.sale_id
            before = {name: changed[name] for name in values}
            with self.subTest(expected):
                changed.write(values)
                text = self._changes(picking)
                self.assertIn(expected, text)
                self.assertEqual(text.count(","), 0, text)
                changed.write(before)
                self.assertEqual(self._changes(picking), "")

    def test_the_price_of_an_item(self):
        picking = self._labelled()
        picking.sale_id.order_line.filtered(
            lambda line: not line.is_delivery
        ).price_unit = 31
        text = self._changes(picking)
        self.assertIn("value 56.00 CNY, now 62.00 CNY", text)
        self.assertIn("the price of an item", text)

    def test_prices_that_were_exchanged(self):
        """The total value stays the same."""
        other = self._make_product("Cable", weight=0.21)
        order = self._order(quantity=1)
        order.order_line.filtered(lambda line: not line.is_delivery).copy(
            {
                "order_id": order.id,
                "product_id": other.id,
                "price_unit": 12,
            }
        )
        order.action_confirm()
        picking = order.picking_ids
        for move in picking.move_ids:
            move.quantity = move.product_uom_qty
        picking.action_linkstar_book()
        self._work(picking.linkstar_shipment_ids)
        first, second = order.order_line.filtered(lambda line: not line.is_delivery)
        first.price_unit, second.price_unit = second.price_unit, first.price_unit
        self.assertIn("the price of an item", self._changes(picking))

    def test_the_tax_number(self):
        """The tax registration did not exist when the label was made; its number cannot
        be read anywhere.
        """
        picking = self._labelled()
        registration = self.env["linkstar.tax.registration"].create(
            {
                "name": "Own shop",
                "company_id": self.company.id,
                "scheme_id": self.env.ref("linkstar_customs.scheme_ioss").id,
                "number": "IM2760000016",
                "valid_from": "2020-01-01",
            }
        )
        self.assertIn("the tax number", self._changes(picking))
        picking.action_linkstar_book()
        self._work(picking.linkstar_shipment_ids)
        self._work(picking.linkstar_shipment_ids)
        shipment = picking.linkstar_shipment_id
        self.assertEqual(shipment.attempt, 2)
        self.assertFalse(self._changes(picking))
        self.assertEqual(len(shipment.sent_snapshot["tax"]), 16)
        self.assertNotIn(registration.number, str(shipment.sent_snapshot))

    def test_what_was_booked_before_all_was_kept(self):
        picking = self._labelled()
        shipment = picking.linkstar_shipment_id
        shipment.sent_snapshot = {
            name: value
            for name, value in shipment.sent_snapshot.items()
            if name not in ("items", "tax", "platform")
        }
        self.product.hs_code = "420231"
        self.assertEqual(self._changes(picking), "")

    def test_validation_books_again(self):
        picking = self._labelled()
        self.product.hs_code = "420231"
        picking.button_validate()
        for _step in range(2):
            self._work(picking.linkstar_shipment_ids)
        shipment = picking._linkstar_open_shipments()
        self.assertEqual((shipment.attempt, shipment.state), (2, "ready"))
        self.assertEqual(
            self.control.order(shipment.reference_no)["request"]["ItemArr"][0][
                "hs_code"
            ],
            "420231",
        )

    # --- print

    def test_print_says_so(self):
        picking, good = self._labelled(), self._labelled()
        self.assertEqual(
            picking.action_linkstar_print_label()["report_name"],
            "linkstar_delivery.report_label",
        )
        picking.sale_id.linkstar_platform_number = "302-7"
        self.env.invalidate_all()
        for records, button in (
            (picking + good, "action_linkstar_print_label"),
            (picking.linkstar_shipment_id, "action_print_label"),
        ):
            with self.assertRaises(RedirectWarning) as caught:
                getattr(records, button)()
            message, action, name, _context = caught.exception.args
            self.assertIn("outdated", message)
            self.assertIn(picking.name, message)
            self.assertNotIn(good.name, message)
            self.assertEqual(
                (name, action["type"]), ("Print anyway", "ir.actions.report")
            )
            self.assertEqual(action["context"]["active_ids"], records.ids)

    def test_the_menu_says_so(self):
        picking = self._labelled()
        picking.sale_id.linkstar_platform_number = "302-7"
        self.env.invalidate_all()
        sent = []
        self.patch(
            type(self.env["res.users"]),
            "_bus_send",
            lambda user, kind, message, **more: sent.append((kind, message)),
        )
        reports = self.env["ir.actions.report"].with_context(
            force_report_rendering=True
        )
        content, _kind = reports._render_qweb_pdf(
            "linkstar_delivery.report_label", picking.ids
        )
        self.assertEqual(len(PdfReader(io.BytesIO(content)).pages), 1)
        [message] = [message for kind, message in sent if kind == "simple_notification"]
        self.assertIn("outdated", message["message"])

    def test_what_has_left_is_not_out_of_date(self):
        picking = self._labelled()
        picking.linkstar_shipment_id.tracking_state = "departed"
        self.product.hs_code = "420231"
        self.env.invalidate_all()
        self.assertEqual(
            picking.action_linkstar_print_label()["type"], "ir.actions.report"
        )
