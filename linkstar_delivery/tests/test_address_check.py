# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestAddressCheck(LinkstarCase):
    """Addresses, phone numbers, limits and goods are checked before the goods move."""

    def _codes(self, picking, severity=None):
        return [
            problem.code
            for problem in picking._linkstar_check()[picking]
            if severity in (None, problem.severity)
        ]

    def _to(self, **values):
        return self._transfer(
            partner=self.buyer.copy({"name": self.buyer.name, **values})
        )

    def test_each_problem_names_the_contact_and_the_remedy(self):
        picking = self._to(zip="1011", phone="12", name="x" * 40)
        problems = picking._linkstar_check()[picking]
        self.assertEqual(
            [(p.code, p.severity, p.model, p.res_id) for p in problems],
            [
                (f"address_{code}", "block", "res.partner", picking.partner_id.id)
                for code in ("postcode_form", "too_long", "phone_form")
            ],
        )
        text = "\n".join(p.text for p in problems)
        for wanted in (
            picking.name,
            "1011",
            "26133 / 53225",
            "40 characters",
            "maximum on the label is 35",
            "Correct it on the contact",
        ):
            self.assertIn(wanted, text)

    def test_warnings_block_nothing(self):
        picking = self._to(phone="+49 199 1234567")
        self.assertEqual(self._codes(picking), ["address_phone_unusual"])
        self.assertEqual(picking._linkstar_problems(), [])
        picking.button_validate()
        self.assertEqual(picking.state, "done")

    def test_all_of_several_transfers_at_once(self):
        """Also the sender's address, which is reported once."""
        self.company.partner_id.city = False
        self.warehouse.partner_id = self.company.partner_id
        pickings = self._to(zip="1") + self._to(city=False)
        with self.assertRaises(UserError) as caught:
            pickings.button_validate()
        text = str(caught.exception)
        self.assertEqual(text.count("Address of the sender"), 1)
        for picking in pickings:
            self.assertIn(picking.name, text)
        self.assertEqual(pickings.mapped("state"), ["assigned", "assigned"])

    def test_queries_do_not_grow_with_the_wave(self):
        def count(pickings):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            pickings._linkstar_check()
            return self.env.cr.sql_log_count - before

        pickings = sum(
            (self._to(name=f"Buyer {number}") for number in range(6)),
            self.env["stock.picking"],
        )
        count(pickings)
        self.assertLessEqual(count(pickings), count(pickings[:2]))

    def test_greek_buyer(self):
        """The label has the address in Latin letters; the transfer shows it, and it is
        sent to the carrier.
        """
        picking = self._to(
            name="Γιώργος Παπαδόπουλος",
            street="Οδός Ερμού 12",
            city="Αθήνα",
            zip="10563",
            country_id=self.env.ref("base.gr").id,
            phone="+30 210 3312000",
        )
        self.assertTrue(picking.linkstar_label_differs)
        self.assertEqual(
            picking.linkstar_label_address.split("\n"),
            [
                "Giorgos Papadopoulos",
                "Odos Ermou 12",
                "10563 Athina",
                "Greece",
                "+302103312000",
            ],
        )
        self.assertEqual(picking._linkstar_problems(), [])
        picking.button_validate()
        shipment = picking.linkstar_shipment_id
        self._work(shipment)
        self.assertEqual(shipment.state, "ready", shipment.problem)
        consignee = self.control.order(shipment.reference_no)["request"]["Consignee"]
        self.assertEqual(
            (consignee["consignee_name"], consignee["consignee_city"]),
            ("Giorgos Papadopoulos", "Athina"),
        )
        self.assertEqual(consignee["consignee_telephone"], "+302103312000")

    def test_umlauts_stay(self):
        picking = self._transfer()
        self.assertFalse(picking.linkstar_label_differs)
        self.assertIn(
            "Jörg Müller\nTeststraße 1\n10115 Berlin", picking.linkstar_label_address
        )

    def test_labels_in_any_letters(self):
        self.account.label_latin = False
        picking = self._to(name="Γιώργος Παπαδόπουλος")
        self.assertFalse(picking.linkstar_label_differs)

    def test_long_street_is_sent_on_several_lines(self):
        picking = self._to(
            street="Industriegebiet Nordost Am Alten Güterbahnhof 117",
            street2="Aufgang C",
        )
        self.assertTrue(picking.linkstar_label_differs)
        picking.button_validate()
        shipment = picking.linkstar_shipment_id
        self._work(shipment)
        consignee = self.control.order(shipment.reference_no)["request"]["Consignee"]
        self.assertEqual(
            [consignee.get(f"consignee_street{line}") for line in ("", "2", "3")],
            ["Industriegebiet Nordost Am Alten", "Güterbahnhof 117", "Aufgang C"],
        )
        self.account.label_street_lines = 1
        self.assertEqual(
            self._codes(self._to(street="Am Alten Güterbahnhof 117, Hinterhaus")),
            ["address_street_too_long"],
        )

    def test_province_from_the_postcode(self):
        picking = self._to(
            city="Bologna",
            zip="40122",
            country_id=self.env.ref("base.it").id,
            phone="+39 051 219 3111",
        )
        self.assertEqual(self._codes(picking), [])
        self.assertIn("Bologna\nItaly", picking.linkstar_label_address)

    def test_what_a_line_needs_of_the_consignee(self):
        self.service.write({"needs_phone": False, "needs_email": True})
        picking = self._to(phone=False)
        (problem,) = picking._linkstar_check()[picking]
        self.assertIn("e-mail address", problem.text)
        picking.partner_id.email = "joerg@example.com"
        self.assertEqual(self._codes(picking), [])

    def test_heavy_parcel(self):
        self.service.max_weight = 0.4
        picking = self._transfer()
        (problem,) = picking._linkstar_check()[picking]
        self.assertEqual(
            (problem.code, problem.model), ("parcel_too_heavy", "stock.picking")
        )
        self.assertIn("0.42", problem.text)
        self.service.max_weight = 0.42
        self.assertEqual(self._codes(picking), [])

    def test_limits_of_the_rate_card(self):
        card = self.env["linkstar.rate.card"].create(
            {
                "service_id": self.service.id,
                "name": "Card",
                "valid_from": "2020-01-01",
                "max_weight": 0.3,
                "currency_id": self.cny.id,
                "zone_ids": [
                    (
                        0,
                        0,
                        {
                            "name": "1",
                            "areas": "DE",
                            "bracket_ids": [
                                (
                                    0,
                                    0,
                                    {
                                        "over": 0,
                                        "up_to": 20,
                                        "kind": "per_kg",
                                        "price": 10,
                                    },
                                ),
                            ],
                        },
                    )
                ],
            }
        )
        picking = self._transfer()
        self.assertEqual(self._codes(picking), [])
        card.action_activate()
        self.assertEqual(self._codes(picking), ["parcel_too_heavy"])
        self.service.max_weight = 5
        self.assertEqual(
            self._codes(picking), ["parcel_too_heavy"], "the tighter limit counts"
        )

    def test_goods_that_the_line_does_not_carry(self):
        liquid = self.env.ref("linkstar_customs.goods_type_liquid")
        product = self._make_product("Perfume oil", linkstar_goods_type_ids=liquid.ids)
        picking = self._transfer(product=product)
        (problem,) = [
            p for p in picking._linkstar_check()[picking] if p.severity == "block"
        ]
        self.assertEqual(problem.code, "goods_not_carried")
        self.assertIn("Perfume oil", problem.text)
        self.assertIn(liquid.name, problem.text)
        self.service.goods_type_ids = liquid
        self.assertEqual(self._codes(picking, "block"), [])

    def test_one_kind_of_battery_only(self):
        """A line may carry batteries in devices and no other batteries."""
        contained, packed = (
            self._make_product(kind, linkstar_battery=kind)
            for kind in ("ion_contained", "ion_packed")
        )
        self.service.goods_type_ids = self.env.ref(
            "linkstar_customs.goods_type_ion_contained"
        )
        self.assertEqual(self._codes(self._transfer(product=contained), "block"), [])
        self.assertEqual(
            self._codes(self._transfer(product=packed), "block"), ["goods_not_carried"]
        )
        self.service.carries_battery = True
        self.assertEqual(self._codes(self._transfer(product=packed), "block"), [])

    def test_order_says_it_before_the_warehouse_does(self):
        order = self._order(partner=self.buyer.copy({"name": "Anna", "zip": "1"}))
        (problem,) = order._linkstar_check()[order]
        self.assertEqual(
            (problem.code, problem.model), ("address_postcode_form", "res.partner")
        )
