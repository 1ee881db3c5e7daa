# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.tests import tagged

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestPostcodes(LinkstarCase):
    """Customs, labels and prices use the same postcode, in any notation."""

    def _to(self, country, postcode, **values):
        return self.buyer.copy(
            {
                "country_id": self.env.ref(f"base.{country}").id,
                "zip": postcode,
                **values,
            }
        )

    def test_no_number_to_a_territory_whose_postcode_is_written_in_another_way(self):
        for postcode in ("35.001", "E-35001", "３５００１"):
            with self.subTest(postcode=postcode):
                buyer = self._to(
                    "es",
                    postcode,
                    city="Las Palmas",
                    state_id=self.env.ref("base.state_es_gc").id,
                    phone="+34 928 123 456",
                )
                # Found by the postcode alone.
                self.env["linkstar.special.territory"].search(
                    [("code", "=", "ES-CN")]
                ).state_ids = False
                shipment = self._booked(partner=buyer)
                request = self.control.order(shipment.reference_no)["request"]
                self.assertEqual(request["Consignee"]["consignee_postcode"], "35001")
                self.assertFalse(shipment.declaration_id._linkstar_scheme_number())
                self.assertNotIn("IM2760000334", str(request))

    def test_the_price_is_asked_for_the_postcode_of_the_label(self):
        for country, written, shown in (
            ("es", "28.039", "28039"),
            ("fi", "AX-22100", "22100"),
            ("de", "D-10115", "10115"),
            ("de", "1", "1"),
        ):
            with self.subTest(written=written):
                order = self._order(partner=self._to(country, written))
                self.assertEqual(order._linkstar_facts().postcode, shown)
