# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.tests import tagged

from .common import CustomsCase


@tagged("post_install", "-at_install")
class TestParties(CustomsCase):
    """Sender and consignee on customs forms."""

    def test_province_in_latin_letters(self):
        self.company.partner_id.write(
            {"city": "Shenzhen", "state_id": self.env.ref("base.state_cn_GD").id}
        )
        self.warehouse.partner_id = self.company.partner_id
        declaration = self.order((self.case, 1, 10.0)).picking_ids._linkstar_declare()
        self.assertIn("Guangdong", declaration._facts()["sender"].address)
        self.assertNotIn("广东省", declaration._facts()["sender"].address)
        paper, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "linkstar_customs.action_report_cn23", declaration.ids
        )
        self.assertIn("Guangdong", paper.decode())

    def test_what_the_consignee_lacks_is_the_customers(self):
        self.buyer.write(
            {
                "phone": "+49 30 1234567",
                "email": "Jürgen <juergen@example.com>, office@example.com",
            }
        )
        neighbour = self.env["res.partner"].create(
            {
                "name": "Anna Berg",
                "street": "Weg 1",
                "city": "Bonn",
                "country_id": self.env.ref("base.de").id,
            }
        )
        order = self.order((self.case, 1, 10.0))
        order.picking_ids.partner_id = neighbour
        consignee = order.picking_ids._linkstar_declare()._facts()["consignee"]
        self.assertEqual(
            (consignee.name, consignee.phone, consignee.email),
            ("Anna Berg", "+49 30 1234567", "juergen@example.com"),
        )
        place = self.env["res.partner"].create(
            {
                "type": "delivery",
                "parent_id": self.buyer.id,
                "street": "Weg 1",
                "city": "Bonn",
            }
        )
        self.assertEqual(place._linkstar_contact()["name"], "Jürgen Groß")
