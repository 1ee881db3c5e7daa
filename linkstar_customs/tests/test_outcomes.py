# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import Command, fields
from odoo.tests import Form, new_test_user, tagged

from .common import CustomsCase


@tagged("post_install", "-at_install")
class TestOutcomes(CustomsCase):
    """All reasons why a scheme does not apply are shown, with the record to correct."""

    def to(self, country, **values):
        return self.buyer.copy(
            {"country_id": self.env.ref(country).id, "state_id": False, **values}
        )

    def codes(self, document):
        return [problem.code for problem in document._linkstar_check()[document]]

    def rates(self, **rates):
        self.env["res.currency.rate"].create(
            [
                {
                    "currency_id": self.env.ref(f"base.{code}").id,
                    "company_id": self.company.id,
                    "name": "2026-01-01",
                    "inverse_company_rate": rate,
                }
                for code, rate in rates.items()
            ]
        )

    def test_a_territory_hides_nothing(self):
        whisky = self.product(
            "Whisky", "W-1", price=80.0, hs_code="220830", text="whisky, in bottles"
        )
        canaries = self.to("base.es", zip="35001")
        firm = self.to("base.es", zip="35001", is_company=True)
        h7 = self.env["linkstar.h7.element"]._in_force(
            fields.Date.context_today(self.env.user)
        )
        for goods, price, partner, refusal, words in (
            (self.case, 500.0, canaries, "above_limit", "EUR 150"),
            (self.case, 20.0, firm, "business", "business"),
            (whisky, 20.0, canaries, "excise", "excise"),
        ):
            with self.subTest(refusal):
                order = self.order((goods, 1, price), partner=partner)
                picking = order.picking_ids
                declaration = picking._linkstar_declare()
                self.assertEqual(declaration.scheme_outcome, "territory")
                self.assertEqual(declaration.scheme_refusals, f"territory,{refusal}")
                self.assertEqual(len(declaration.scheme_reason.splitlines()), 2)
                self.assertTrue(
                    any(words in text for text in declaration._h7_problems(h7))
                )
                for document in (order, picking):
                    self.assertLessEqual(
                        {"scheme_territory", f"scheme_{refusal}"},
                        set(self.codes(document)),
                    )
        declaration = self.order(
            (whisky, 1, 500.0), partner=firm
        ).picking_ids._linkstar_declare()
        self.assertEqual(
            declaration.scheme_refusals, "territory,business,excise,above_limit"
        )
        self.assertEqual(len(declaration._h7_problems(h7)), 3)

    def test_no_declaration_of_the_union_outside_its_customs_area(self):
        h7 = []
        for postcode in ("51001", "52001"):
            declaration = self.order(
                (self.case, 1, 20.0), partner=self.to("base.es", zip=postcode)
            ).picking_ids._linkstar_declare()
            self.assertFalse(declaration.procedure)
            self.assertIn("customs area", declaration._h7_problems(h7)[0])

    def test_a_declaration_from_before_names_the_reason_that_was_kept(self):
        declaration = self.order((self.case, 1, 500.0)).picking_ids._linkstar_declare()
        declaration.scheme_refusals = False
        self.assertEqual(declaration._linkstar_refusals(), ["above_limit"])

    # --- without a registration

    def test_a_seller_without_a_registration_is_told_on_the_order(self):
        self.registration.active = False
        order = self.order((self.case, 1, 20.0)).copy()
        found = {problem.code: problem for problem in order._linkstar_check()[order]}
        problem = found["registration_not_registered"]
        self.assertEqual(
            (problem.severity, problem.model, problem.res_id),
            ("warn", "linkstar.tax.registration", 0),
        )
        self.assertIn("Tax registrations", problem.text)
        self.assertTrue(order.linkstar_unregistered)
        action = order.action_linkstar_register()
        self.assertEqual(action["context"]["default_scheme_id"], self.scheme.id)
        registration = Form(
            self.env["linkstar.tax.registration"].with_context(**action["context"])
        )
        self.assertEqual(
            (registration.scheme_id, registration.company_id),
            (self.scheme, self.company),
        )
        order.action_linkstar_check()
        lines = [
            ("document_model", "=", "sale.order"),
            ("document_id", "=", order.id),
            ("code", "=", "registration_not_registered"),
        ]
        check = self.env["linkstar.check"].search(lines)
        self.assertEqual(check.action_open()["res_model"], "linkstar.tax.registration")
        self.registration.active = True
        order.invalidate_recordset()
        self.assertFalse(order.linkstar_unregistered)

    def test_no_word_of_it_at_home_or_where_the_carrier_collects(self):
        self.registration.active = False
        self.warehouse.partner_id = self.to("base.fr", zip="75001")
        order = self.order((self.case, 1, 20.0))
        self.assertFalse(order.linkstar_unregistered)
        self.assertNotIn("registration_not_registered", self.codes(order))
        self.warehouse.partner_id = False
        service = self.env["product.product"].create(
            {"name": "Post", "type": "service"}
        )
        order = self.order((self.case, 1, 20.0))
        self.assertTrue(order.linkstar_unregistered)
        order.carrier_id = self.env["delivery.carrier"].create(
            {
                "name": "Post",
                "product_id": service.id,
                "linkstar_special_arrangements": True,
            }
        )
        self.assertEqual(order.linkstar_procedure, "F49")
        self.assertFalse(order.linkstar_unregistered)
        self.assertNotIn("registration_not_registered", self.codes(order))

    def test_a_salesperson_sees_it(self):
        self.registration.active = False
        user = new_test_user(
            self.env,
            "unregistered_sales",
            "sales_team.group_sale_salesman_all_leads",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        order = self.order((self.case, 1, 20.0)).with_user(user)
        self.assertTrue(order.linkstar_unregistered)
        self.assertIn("registration_not_registered", self.codes(order))

    # --- rules of the schemes

    def test_special_arrangements_end(self):
        self.registration.active = False
        service = self.env["product.product"].create(
            {"name": "Post", "type": "service"}
        )
        collects = self.env["delivery.carrier"].create(
            {
                "name": "Post",
                "product_id": service.id,
                "linkstar_special_arrangements": True,
            }
        )
        for day, code, words in (
            ("2028-06-30", "F49", "without it, import VAT"),
            ("2028-07-01", "F53", "The seller must register"),
        ):
            picking = self.order(
                (self.case, 1, 20.0), date=f"{day} 10:00:00"
            ).picking_ids
            picking.carrier_id = collects
            declaration = picking._linkstar_declare()
            self.assertEqual(declaration.procedure, code)
            self.assertRegex(declaration.scheme_reason, words)

    def test_the_united_kingdom_asks_sellers_to_register(self):
        self.rates(GBP=9.0)
        order = self.order(
            (self.case, 1, 20.0), partner=self.to("base.uk", zip="SW1A 1AA")
        )
        self.assertIn("The seller must register", order.linkstar_scheme_reason)
        self.assertNotIn(
            "paid on arrival.",
            order.linkstar_scheme_reason.replace(
                "import VAT cannot be paid on arrival.", ""
            ),
        )

    def test_food_is_no_matter_of_voec(self):
        self.rates(NOK=0.8)
        self.registration.copy(
            {
                "scheme_id": self.env.ref("linkstar_customs.scheme_voec").id,
                "number": "2000001",
            }
        )
        biscuits = self.product(
            "Biscuits", "B-1", price=80.0, hs_code="190531", text="biscuits, sweet"
        )
        norway = self.to("base.no", zip="0150")
        self.assertEqual(
            self.order((self.case, 1, 20.0), partner=norway).linkstar_scheme_outcome,
            "declared",
        )
        order = self.order((self.case, 1, 20.0), (biscuits, 1, 5.0), partner=norway)
        self.assertEqual(order.linkstar_scheme_outcome, "excluded")
        self.assertIn("scheme_excluded", self.codes(order))

    def test_swiss_tax_is_on_goods_and_transport(self):
        """CHF 5 of tax: at 8.1 % that is CHF 61.79 of goods and transport (5.004, so
        5.00), at 2.6 % CHF 192.31.
        """
        self.rates(CHF=8.0)
        book = self.product(
            "Book", "BK-1", price=80.0, hs_code="490199", text="novel, printed"
        )
        swiss = self.to("base.ch", zip="8001")
        service = self.env["product.product"].create(
            {"name": "Post", "type": "service"}
        )
        carrier = self.env["delivery.carrier"].create(
            {"name": "Post", "product_id": service.id}
        )
        for goods, price, freight, outcome in (
            (self.case, 61.70, 0, "exempt"),
            (self.case, 61.80, 0, "above_limit"),
            (self.case, 55.0, 6.70, "exempt"),
            (self.case, 55.0, 6.80, "above_limit"),
            (book, 185.0, 7.2, "exempt"),
            (book, 185.0, 7.5, "above_limit"),
        ):
            with self.subTest(f"{goods.name} {price} {freight}"):
                order = self.order((goods, 1, price), partner=swiss)
                if freight:
                    order.set_delivery_line(carrier, freight)
                    order.order_line.filtered("is_delivery").tax_ids = False
                    order.order_line.filtered("is_delivery").price_unit = freight
                self.assertEqual(order.linkstar_scheme_outcome, outcome)
                self.assertEqual(
                    order.picking_ids._linkstar_declare().scheme_outcome, outcome
                )

    # --- goods that leave together

    def test_two_orders_in_one_transfer_are_one_consignment(self):
        first, second = (
            self.order((self.case, 1, 90.0)),
            self.order((self.lamp, 1, 80.0)),
        )
        picking, other = first.picking_ids, second.picking_ids
        self.assertEqual(picking._linkstar_declare().scheme_outcome, "declared")
        other.move_ids.write({"picking_id": picking.id})
        declaration = picking._linkstar_declare()
        self.assertEqual(declaration.order_eur_value, 170.0)
        self.assertEqual(declaration.scheme_outcome, "above_limit")
        self.assertIn("170", declaration.scheme_reason)
