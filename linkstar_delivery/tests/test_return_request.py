# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A buyer asks on the page of the order to send goods back."""

import io
import re

from PIL import Image

from odoo.exceptions import UserError
from odoo.tests import HttpCase, new_test_user, tagged

from .returns_case import ReturnsCase


def _picture():
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(file, "PNG")
    return file.getvalue()


@tagged("post_install", "-at_install")
class TestReturnRequest(HttpCase, ReturnsCase):
    def setUp(self):
        super().setUp()
        self.company.linkstar_return_requests = True
        self.company.linkstar_return_instructions = "Write the number on the parcel."
        self.order = self._sold((self.case, 3))
        self.url = self.order.get_portal_url(suffix="/linkstar/return")
        self.move = self.order.picking_ids.move_ids

    def _post(self, files=None, token=True, **values):
        page = self.url_open(self.url).text
        csrf = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        self.assertTrue(csrf, page[:500])
        return self.url_open(
            self.url.split("?")[0],
            data={
                "csrf_token": csrf[1],
                "access_token": self.order.access_token if token else "",
                "buyer_reason": "damaged",
                f"quantity_{self.move.id}": "2",
                "note": "The <b>lid</b> is broken.",
                **values,
            },
            files=files,
        )

    def _found(self):
        return self.env["linkstar.return"].search(
            [("sale_order_id", "=", self.order.id)]
        )

    def test_a_request_is_accepted(self):
        answer = self._post(
            files=[("photos", ("p.png", io.BytesIO(_picture()), "image/png"))]
        )
        self.assertEqual(answer.status_code, 200)
        record = self._found()
        self.assertRecordValues(
            record,
            [
                {
                    "state": "proposed",
                    "origin": "buyer",
                    "reason": "buyer",
                    "buyer_reason": "damaged",
                    "note": "The <b>lid</b> is broken.",
                }
            ],
        )
        self.assertEqual(record.line_ids.quantity, 2)
        self.assertEqual(record.photo_ids.mimetype, "image/jpeg")
        self.assertEqual(self.order.delivery_status, "full")
        self.assertFalse(record.transfer_ids, "nothing moves without a person")
        page = self.url_open(self.order.get_portal_url()).text
        self.assertIn("Requested", page)
        self.assertNotIn("/my/picking/return/pdf/", page)
        place = self.env["linkstar.return.place"]._of(self.company)
        place.partner_id = self.env["res.partner"].create(
            {"name": "Return hub", "street": "Hub road 5", "city": "Halle"}
        )
        record.place_id = place
        record.with_user(self.picker).action_expect()
        page = self.url_open(self.order.get_portal_url()).text
        for text in ("Accepted", "Hub road 5", "Write the number on the parcel."):
            self.assertIn(text, page)
        self.assertNotIn("Awaiting arrival", page, "core's list is replaced")
        self._scan(record, self.case.barcode, quantity=2)
        self._receive(record)
        self.assertIn("Received", self.url_open(self.order.get_portal_url()).text)

    def test_a_request_is_declined_with_an_answer(self):
        self._post()
        record = self._found()
        with self.assertRaises(UserError):
            record.action_decline()
        record.answer = "The lid can be glued."
        record.with_user(self.seller).action_decline()
        page = self.url_open(self.order.get_portal_url()).text
        self.assertIn("Declined", page)
        self.assertIn("The lid can be glued.", page)

    def test_bad_requests_are_told_and_store_nothing(self):
        for values, sentence in (
            ({"buyer_reason": "x"}, "Choose a reason"),
            ({f"quantity_{self.move.id}": "4"}, "from 0 to 3"),
            ({f"quantity_{self.move.id}": "-1"}, "from 0 to 3"),
            ({f"quantity_{self.move.id}": "nan"}, "from 0 to 3"),
            ({f"quantity_{self.move.id}": "two"}, "from 0 to 3"),
            ({f"quantity_{self.move.id}": "0"}, "how much"),
        ):
            with self.subTest(str(values)):
                self.assertIn(sentence, self._post(**values).text)
        for content in (b"<svg/>", b"GIF89a", _picture()[:30], b"\x89PNG\r\n\x1a\nxxx"):
            with self.subTest(content):
                answer = self._post(
                    files=[("photos", ("p.png", io.BytesIO(content), "image/png"))]
                )
                self.assertIn("cannot be read", answer.text)
        answer = self._post(
            files=[
                ("photos", (f"{n}.png", io.BytesIO(_picture()), "image/png"))
                for n in range(6)
            ]
        )
        self.assertIn("at most 5", answer.text)
        self.assertFalse(self._found())
        self._post()
        # The rest can be asked for, no more.
        self.assertIn("from 0 to 1", self._post().text)

    def test_strangers_and_other_buyers(self):
        self.url_open("/my/orders/1/linkstar/return")
        other = new_test_user(self.env, "returns_portal", "base.group_portal")
        self.authenticate(other.login, other.login)
        plain = self.url.split("?")[0]
        self.assertNotIn(self.order.name, self.url_open(plain).text)
        self.assertNotIn(
            self.order.name, self.url_open(f"{plain}?access_token=wrong").text
        )
        self.assertNotIn(self.order.name, self.url_open(f"{plain}?access_token=é").text)
        for model in (
            "linkstar.return",
            "linkstar.return.line",
            "linkstar.return.item",
        ):
            self.assertFalse(self.env[model].with_user(other).has_access("read"))
        fields = self.env["sale.order"].with_user(other).fields_get()
        self.assertNotIn("linkstar_return_count", fields)

    def test_a_company_without_requests(self):
        self.company.linkstar_return_requests = False
        page = self.url_open(self.url).text
        self.assertIn("nothing that can be returned", page)
        self.assertNotIn(
            "linkstar/return", self.url_open(self.order.get_portal_url()).text
        )
        with self.assertRaises(UserError):
            self.env["linkstar.return"]._request(
                self.order, {"buyer_reason": "other", f"quantity_{self.move.id}": 1}, []
            )
