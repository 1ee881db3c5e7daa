# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from lxml import etree

from odoo.tests import TransactionCase, tagged
from odoo.tools.safe_eval import safe_eval


@tagged("post_install", "-at_install")
class TestScreens(TransactionCase):
    def test_a_method_shows_no_switch_without_effect(self):
        """The account decides whether labels are real, and logs all calls: core's
        switches on the method would have no effect.
        """
        form = etree.fromstring(
            self.env["delivery.carrier"].get_view(view_type="form")["arch"]
        )
        buttons = form.xpath(
            "//button[@name='toggle_prod_environment' or @name='toggle_debug']"
        )
        self.assertEqual(len(buttons), 4)
        for button in buttons:
            for switched in (False, True):
                values = {
                    "delivery_type": "linkstar",
                    "prod_environment": switched,
                    "debug_logging": switched,
                }
                self.assertTrue(
                    safe_eval(button.get("invisible"), values), button.get("name")
                )
        shown = [
            button.get("name")
            for button in buttons
            if not safe_eval(
                button.get("invisible"),
                {
                    "delivery_type": "ups",
                    "prod_environment": False,
                    "debug_logging": False,
                },
            )
        ]
        self.assertEqual(
            shown,
            ["toggle_prod_environment", "toggle_debug"],
            "other carriers keep them",
        )

    def test_apps_finds_the_addons(self):
        """Apps opens with the filter Apps."""
        for name in ("linkstar_customs", "linkstar_delivery"):
            module = self.env["ir.module.module"].search([("name", "=", name)])
            self.assertTrue(module.application)
            self.assertIn("Configuration", str(module.description_html))
            self.assertTrue(module.icon_image)
