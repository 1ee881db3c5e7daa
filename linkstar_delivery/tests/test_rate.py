# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestRate(LinkstarCase):
    def _rate(self, order):
        return self.method.rate_shipment(order)

    def test_price_in_the_orders_currency(self):
        order = self._order()
        in_cny = self._rate(order)
        self.assertTrue(in_cny["success"], in_cny["error_message"])
        self.assertGreater(in_cny["price"], 0)
        pricelist = self.env["product.pricelist"].create(
            {"name": "EUR", "currency_id": self.eur.id, "company_id": self.company.id}
        )
        in_eur = self._rate(self._order(pricelist_id=pricelist.id))
        self.assertAlmostEqual(in_eur["price"], in_cny["price"] / 8, delta=0.01)

    def test_total_is_the_carriers(self):
        order = self._order()
        [quote] = [
            quote
            for quote in self.account._client(timeout=20).quote(_request(order))
            if quote.service_code == "EU-STD"
        ]
        self.assertAlmostEqual(self._rate(order)["price"], float(quote.total), places=2)

    def test_margin_and_free_over_as_core_does(self):
        plain = self._rate(self._order())["price"]
        self.method.write({"margin": 0.5, "fixed_margin": 2})
        self.assertAlmostEqual(
            self._rate(self._order())["price"], plain * 1.5 + 2, places=2
        )
        self.method.write({"free_over": True, "amount": 1})
        rate = self._rate(self._order())
        self.assertEqual(rate["price"], 0)
        self.assertGreater(rate["carrier_price"], 0)

    def test_wizard(self):
        order = self._order()
        with Form(
            self.env["choose.delivery.carrier"].with_context(
                default_order_id=order.id, default_carrier_id=self.method.id
            )
        ) as form:
            wizard = form.save()
        wizard.update_price()
        self.assertGreater(wizard.delivery_price, 0)
        wizard.button_confirm()
        self.assertEqual(order.carrier_id, self.method)

    def test_problems_are_sentences_and_always_carry_a_price(self):
        order = self._order()
        weightless = self._make_product("Feather", weight=0)
        no_postcode = self.buyer.copy({"zip": False})
        cases = [
            (self._order(product=weightless), "Feather"),
            (self._order(partner=no_postcode), "postcode"),
        ]
        for bad_order, wanted in cases:
            with self.subTest(wanted):
                rate = self._rate(bad_order)
                self.assertEqual((rate["success"], rate["price"]), (False, 0.0))
                self.assertIn(wanted, rate["error_message"])
        self.service.country_ids = self.env.ref("base.fr")
        self.assertIn("Germany", self._rate(order)["error_message"])
        self.assertEqual(self._calls("feeTrail"), [])

    def test_carrier_down(self):
        self.account.base_url = "http://127.0.0.1:9"
        rate = self._rate(self._order())
        self.assertFalse(rate["success"])
        self.assertIn("cannot be reached", rate["error_message"])
        with self.assertRaises(UserError):
            self.env["choose.delivery.carrier"].create(
                {"order_id": self._order().id, "carrier_id": self.method.id}
            ).update_price()


def _request(order):
    from decimal import Decimal

    from ..api.messages import QuoteRequest

    address = order.partner_shipping_id
    return QuoteRequest(
        country=address.country_id.code,
        postcode=address.zip,
        city=address.city,
        weight=Decimal("0.420"),
        service_code="EU-STD",
    )
