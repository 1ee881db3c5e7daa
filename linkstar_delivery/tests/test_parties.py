# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.tests import tagged

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestParties(LinkstarCase):
    """The consignee on the label: names, phone numbers and e-mail addresses that are
    missing on a delivery address, and provinces.
    """

    def _sent(self, picking):
        picking.button_validate()
        shipment = picking.linkstar_shipment_id
        self._work(shipment)
        self.assertEqual(shipment.state, "ready", shipment.problem)
        return self.control.order(shipment.reference_no)["request"]

    def _place(self, parent, **values):
        """A delivery address of ``parent`` with a place only."""
        return self.env["res.partner"].create(
            {
                "type": "delivery",
                "parent_id": parent.id,
                "street": "Lagerstraße 3",
                "city": "Hamburg",
                "zip": "20357",
                "country_id": self.env.ref("base.de").id,
                **values,
            }
        )

    def test_what_a_delivery_address_lacks_is_its_parents(self):
        self.buyer.email = "joerg@example.com"
        picking = self._transfer(
            partner=self.buyer, partner_shipping_id=self._place(self.buyer).id
        )
        self.assertEqual(picking._linkstar_problems(), [])
        self.assertEqual(
            picking.linkstar_label_address.split("\n"),
            [
                "Jörg Müller",
                "Lagerstraße 3",
                "20357 Hamburg",
                "Germany",
                "+49301234567",
            ],
        )
        consignee = self._sent(picking)["Consignee"]
        self.assertEqual(
            [
                consignee.get(f"consignee_{part}")
                for part in ("name", "company", "telephone", "email")
            ],
            ["Jörg Müller", None, "+49301234567", "joerg@example.com"],
        )

    def test_what_the_parent_lacks_is_the_customers(self):
        self.buyer.email = "joerg@example.com"
        neighbour = self.env["res.partner"].create(
            {"name": "Anna Berg", "street": "Weg 1", "city": "Bonn"}
        )
        picking = self._transfer(
            partner=self.buyer, partner_shipping_id=self._place(neighbour).id
        )
        order = picking.sale_id
        self.assertEqual(
            [
                p.code
                for p in order._linkstar_check()[order]
                if p.code.startswith("address")
            ],
            [],
        )
        consignee = self._sent(picking)["Consignee"]
        self.assertEqual(
            [
                consignee.get(f"consignee_{part}")
                for part in ("name", "telephone", "email")
            ],
            ["Anna Berg", "+49301234567", "joerg@example.com"],
        )

    def test_a_company_stands_once(self):
        firm = self.buyer.copy({"name": "Müller GmbH", "is_company": True})
        consignee = self._sent(
            self._transfer(partner=firm, partner_shipping_id=self._place(firm).id)
        )["Consignee"]
        self.assertEqual(
            (consignee["consignee_name"], consignee.get("consignee_company")),
            ("Müller GmbH", None),
        )
        someone = self._place(firm, name="Anna Berg")
        consignee = self._sent(
            self._transfer(partner=firm, partner_shipping_id=someone.id)
        )["Consignee"]
        self.assertEqual(
            (consignee["consignee_name"], consignee["consignee_company"]),
            ("Anna Berg", "Müller GmbH"),
        )

    def test_one_plain_mail_address(self):
        for written in (
            '"Jörg Müller" <joerg@example.com>',
            "joerg@example.com; office@example.com",
            " Joerg@Example.com, x@example.com",
        ):
            with self.subTest(written):
                self.buyer.email = written
                self.assertEqual(
                    self._sent(self._transfer())["Consignee"]["consignee_email"],
                    "joerg@example.com",
                )
        self.buyer.email = "no address"
        self.assertNotIn("consignee_email", self._sent(self._transfer())["Consignee"])

    def test_invisible_characters_never_leave(self):
        self.buyer.write(
            {
                "name": "\u202aJörg\u00a0Müller\u202c",
                "street": "Test\u00adstraße\u200b 1",
                "zip": "\ufeff10115",
            }
        )
        picking = self._transfer()
        self.assertEqual(picking._linkstar_problems(), [])
        consignee = self._sent(picking)["Consignee"]
        self.assertEqual(
            [consignee[f"consignee_{part}"] for part in ("name", "street", "postcode")],
            ["Jörg Müller", "Teststraße 1", "10115"],
        )

    def test_the_senders_province_in_latin_letters(self):
        self.assertEqual(self.company.state_id.name, "广东省")
        self.assertEqual(
            self._sent(self._transfer())["Shipper"]["shipper_province"], "Guangdong"
        )
        self.company.state_id.linkstar_latin_name = "Kwangtung"
        self.assertEqual(
            self._sent(self._transfer())["Shipper"]["shipper_province"], "Kwangtung"
        )
        self.env["res.country.state"]._linkstar_fill_latin_names()
        self.assertEqual(
            self.company.state_id.linkstar_latin_name,
            "Kwangtung",
            "what somebody entered stays",
        )

    def test_every_province_of_china_has_a_latin_name(self):
        provinces = self.env["res.country.state"].search(
            [("country_id.code", "=", "CN")]
        )
        self.assertTrue(provinces)
        self.assertEqual(
            provinces.filtered(
                lambda state: not (state.linkstar_latin_name or "").isascii()
            ).mapped("name"),
            [],
        )
        self.assertTrue(all(provinces.mapped("linkstar_latin_name")))

    def test_places_that_need_a_second_look_are_said(self):
        cases = {
            "Teststraße": ("address_house_number_missing", "warn"),
            "Packstation 145": ("address_locker_number_missing", "block"),
            "Postfach 12": ("address_post_box", "warn"),
        }
        for street, expected in cases.items():
            with self.subTest(street):
                picking = self._transfer(
                    partner=self.buyer.copy({"name": "Anna", "street": street})
                )
                (problem,) = picking._linkstar_check()[picking]
                self.assertEqual((problem.code, problem.severity), expected)
                self.assertIn(street.split()[0], problem.text)
