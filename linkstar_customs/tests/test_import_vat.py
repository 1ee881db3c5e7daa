# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from decimal import Decimal

from odoo.tests import tagged

from ..services.import_vat import ExpectedVat
from .common import CustomsCase


@tagged("post_install", "-at_install")
class TestImportVat(CustomsCase):
    """Orders without IOSS, at 8 CNY per EUR; each declared item has a duty of EUR 3."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registration.active = False

    def vat_of(self, *lines, place=("base.de", "10435")):
        country, zip_code = place
        partner = self.env["res.partner"].create(
            {"name": "Zoé", "country_id": self.env.ref(country).id, "zip": zip_code}
        )
        order = self.order(*lines, partner=partner)
        declaration = order.picking_ids._linkstar_declare()
        return ExpectedVat(self.env).of(declaration)

    def test_by_destination(self):
        for country, zip_code, rate, amount in (
            ("base.de", "10435", "19", "7.98"),
            ("base.es", "28035", "21", "8.82"),
            # Madeira has its own rate.
            ("base.pt", "9000-001", "22", "9.24"),
            ("base.mc", "98000", "20", "8.40"),
        ):
            with self.subTest(zip_code):
                found = self.vat_of((self.lamp, 1, 39.0), place=(country, zip_code))
                self.assertEqual(
                    (found.goods, found.charges, found.rates, found.amount),
                    (39, 3, (Decimal(rate),), Decimal(amount)),
                )

    def test_transport_and_insurance_are_taxed(self):
        service = self.env["product.product"].create(
            {"name": "Shipping", "type": "service"}
        )
        found = self.vat_of(
            (self.lamp, 1, 39.0), (service, 1, 5.0, {"is_delivery": True})
        )
        self.assertEqual((found.costs, found.amount), (5, Decimal("8.93")))

    def test_goods_with_a_reduced_rate(self):
        """7 % of 40 and 19 % of 60, each with its duty of 3."""
        book = self.product(
            "Book", "BK", price=20.0, hs_code="490199", text="printed book"
        )
        self.env.ref("linkstar_customs.vat_de_reduced_7").headings = "4901"
        found = self.vat_of((book, 2, 20.0), (self.lamp, 1, 60.0))
        self.assertEqual(found.rates, (7, 19))
        self.assertEqual(found.amount, Decimal("14.98"))

    def test_goods_above_the_limit_have_no_known_duty(self):
        found = self.vat_of((self.lamp, 6, 39.0))
        self.assertEqual((found.charges, found.amount), (0, Decimal("44.46")))

    def test_the_estimate_of_the_company_changes_nothing(self):
        self.company.linkstar_charge_vat = "never"
        self.assertEqual(self.vat_of((self.lamp, 1, 39.0)).amount, Decimal("7.98"))

    def test_unknown(self):
        lines = (self.lamp, 1, 39.0)
        # Outside the VAT area, and a country without rates.
        for place in (("base.es", "35001"), ("base.us", "10001")):
            with self.subTest(place):
                self.assertIsNone(self.vat_of(lines, place=place))
        # Romania's fee is in RON, which has no exchange rate.
        romania = ("base.ro", "010011")
        self.assertIsNone(self.vat_of(lines, place=romania))
        self.env["res.currency.rate"].create(
            {
                "currency_id": self.env.ref("base.RON").id,
                "company_id": self.company.id,
                "name": "2026-01-01",
                "inverse_company_rate": 1.6,
            }
        )
        # RON 25 are EUR 5: 21 % of 39 + 3 + 5.
        self.assertEqual(self.vat_of(lines, place=romania).amount, Decimal("9.87"))

    def test_special_arrangements_may_use_the_standard_rate(self):
        """Directive 2006/112/EC, art. 369z: for goods with a reduced rate, two amounts
        can be right.
        """
        carrier = self.env["delivery.carrier"].create(
            {
                "name": "Post",
                "product_id": self.env["product.product"]
                .create({"name": "Post", "type": "service"})
                .id,
                "linkstar_special_arrangements": True,
            }
        )

        def vat_of(product):
            picking = self.order((product, 1, 39.0)).picking_ids
            picking.carrier_id = carrier
            declaration = picking._linkstar_declare()
            self.assertEqual(declaration.procedure, "F49")
            return ExpectedVat(self.env).of(declaration)

        self.assertEqual(vat_of(self.lamp).amount, Decimal("7.98"))
        self.env.ref("linkstar_customs.vat_de_reduced_7").headings = "9405"
        self.assertIsNone(vat_of(self.lamp))
