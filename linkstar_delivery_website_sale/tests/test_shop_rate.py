# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a browser gets of a rate, and what the checkout shows. The routes themselves are
called by ``tests/whole/test_checkout.py``.
"""

from lxml import html

from odoo.tests import tagged

from odoo.addons.linkstar_delivery.tests.common import LinkstarCase

#: What a rate has in core's route, and more than that.
RATE = {
    "success": True,
    "price": 9.0,
    "carrier_price": 5.0,
    "error_message": False,
    "warning_message": "The carrier did not answer.",
    "amount_delivery": "<span>9.00</span>",
    "is_free_delivery": False,
    "compute_price_after_delivery": False,
    "linkstar_promise": "Expected by May 1, 2027.",
    "explanation": "Freight 5.00",
}


@tagged("post_install", "-at_install")
class TestShopRate(LinkstarCase):
    def setUp(self):
        super().setUp()
        self.service.write({"days_min": 10, "days_max": 18})

    def _shown(self, order, methods):
        """The texts of the methods in the form of the checkout, by their names."""
        form = self.env["ir.ui.view"]._render_template(
            "website_sale.delivery_form",
            {
                "delivery_methods": methods,
                "selected_dm_id": methods[0].id,
                "order": order,
            },
        )
        return {
            label.xpath("span")[0].text_content().strip(): [
                each.text_content().strip()
                for each in label.xpath("small[@name='linkstar_promise']")
            ]
            for label in html.fromstring(str(form)).xpath("//label")
        }

    def test_a_browser_gets_no_cost_and_no_sentence_for_salespersons(self):
        self.assertEqual(
            self.method._linkstar_shop_rate(RATE),
            {
                "success": True,
                "price": 9.0,
                "error_message": False,
                "warning_message": False,
                "amount_delivery": "<span>9.00</span>",
                "is_free_delivery": False,
                "compute_price_after_delivery": False,
                "linkstar_promise": "Expected by May 1, 2027.",
            },
        )

    def test_a_refusal_is_one_sentence_for_the_buyer(self):
        order = self._order()
        self.product.weight = 0
        rate = self.method.rate_shipment(order)
        self.assertFalse(rate["success"])
        self.assertIn("Phone case", rate["error_message"])
        shown = self.method._linkstar_shop_rate({**rate, "amount_delivery": "0"})
        self.assertEqual(
            shown,
            {
                "success": False,
                "price": 0.0,
                "amount_delivery": "0",
                "error_message": "Not available for this address or these goods",
                "warning_message": False,
            },
        )

    def test_the_rate_of_another_carrier_is_as_in_core(self):
        other = self.method.copy({"delivery_type": "fixed"})
        self.assertEqual(other._linkstar_shop_rate(RATE), RATE)

    def test_the_form_shows_the_date_beside_each_line_of_ours(self):
        order = self._order()
        other = self.method.copy({"delivery_type": "fixed"})
        other.name = "Pick up"
        slow = self._make_method(self._make_service("EU-EXP"))
        slow.name = "Not known"
        slow.linkstar_service_id.write({"days_min": 0, "days_max": 0})
        self.assertEqual(
            self._shown(order, self.method + other + slow),
            {
                self.method.name: [self.method._linkstar_promise_text(order)],
                "Pick up": [],
                "Not known": [""],
            },
        )
        self.assertIn("Expected between", self.method._linkstar_promise_text(order))
