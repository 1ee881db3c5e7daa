# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common import CustomsCase


@tagged("post_install", "-at_install")
class TestConsignment(CustomsCase):
    """Which scheme, which number, which procedure, and the texts about them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls.env["crm.team"].create(
            {"name": "Bazaar", "company_id": cls.company.id}
        )
        cls.marketplace = cls.env["linkstar.marketplace"].create(
            {
                "name": "Bazaar",
                "company_id": cls.company.id,
                "team_ids": [Command.set(cls.team.ids)],
            }
        )

    def registration_of(self, **values):
        return self.registration.copy({"number": "IM2500000017", **values})

    def buyer_in(self, country, **values):
        return self.env["res.partner"].create(
            {"name": "Zoé", "country_id": self.env.ref(country).id, **values}
        )

    def declared_with(self, order):
        declaration = order.picking_ids._linkstar_declare()
        return declaration.scheme_outcome, declaration.registration_id

    def codes(self, records):
        return [
            problem.code
            for problems in records._linkstar_check().values()
            for problem in problems
        ]

    def test_a_marketplace_order_has_the_marketplaces_number_or_none(self):
        order = self.order((self.case, 1, 10.0))
        order.team_id = self.team
        self.assertEqual(order.linkstar_marketplace_id, self.marketplace)
        self.assertEqual(
            self.declared_with(order), ("marketplace", self.registration.browse())
        )
        self.assertFalse(order.picking_ids.linkstar_declaration_ids.procedure)
        self.assertEqual(
            order.picking_ids.linkstar_declaration_ids._linkstar_scheme_number(), ""
        )
        self.assertIn("registration_marketplace", self.codes(order))
        self.assertIn("registration_marketplace", self.codes(order.picking_ids))
        theirs = self.registration_of(marketplace_id=self.marketplace.id)
        self.assertEqual(self.declared_with(order), ("declared", theirs))
        self.assertEqual(self.codes(order.picking_ids), [])
        # Its number is never declared for an order of the own shop.
        self.registration.valid_to = "2026-01-31"
        self.assertEqual(
            self.declared_with(self.order((self.case, 1, 10.0)))[0], "expired"
        )

    def test_number_by_team_and_by_source(self):
        web = self.env["crm.team"].create(
            {"name": "Web shop", "company_id": self.company.id}
        )
        source = self.env["utm.source"].create({"name": "Price search"})
        of_team = self.registration_of(team_ids=[Command.set(web.ids)])
        of_source = self.registration_of(
            number="IM3720000010",
            source_ids=[Command.set(source.ids)],
            valid_from="2025-01-01",
        )
        order = self.order((self.case, 1, 10.0))
        self.assertEqual(self.declared_with(order)[1], self.registration)
        order.source_id = source
        self.assertEqual(self.declared_with(order)[1], of_source)
        order.write({"source_id": False, "team_id": web.id})
        self.assertEqual(self.declared_with(order)[1], of_team)

    def test_expired_is_told_and_keeps_the_goods_back(self):
        self.registration.valid_to = "2026-02-28"
        order = self.order((self.case, 1, 10.0))
        self.assertEqual(self.declared_with(order)[0], "expired")
        (problem,) = order.picking_ids._linkstar_customs_problems()
        self.assertEqual(
            (problem.severity, problem.code), ("block", "registration_expired")
        )
        self.assertIn("ended before 2026-03-02", problem.text)
        self.registration.active = False
        self.assertEqual(self.declared_with(order)[0], "not_registered")
        self.assertEqual(self.codes(order.picking_ids), ["registration_not_registered"])

    def test_procedure(self):
        order = self.order((self.case, 1, 10.0))
        declaration = order.picking_ids._linkstar_declare()
        self.assertEqual(declaration.procedure, "F48")
        self.registration.active = False
        order.picking_ids._linkstar_declare()
        self.assertEqual(declaration.procedure, "F53")
        service = self.env["product.product"].create(
            {"name": "Post", "type": "service"}
        )
        order.picking_ids.carrier_id = self.env["delivery.carrier"].create(
            {
                "name": "Post",
                "product_id": service.id,
                "linkstar_special_arrangements": True,
            }
        )
        order.picking_ids._linkstar_declare()
        self.assertEqual(declaration.procedure, "F49")
        self.assertFalse(
            self.order((self.case, 1, 10.0), partner=self.buyer_in("base.us"))
            .picking_ids._linkstar_declare()
            .procedure
        )

    def test_excise_goods_are_out_and_perfume_is_not(self):
        wine = self.product(
            "Wine", "W-1", price=80.0, hs_code="2204.21", text="red wine, bottled"
        )
        perfume = self.product(
            "Perfume",
            "P-1",
            price=80.0,
            hs_code="3303.00",
            text="perfume, with alcohol",
        )
        snuff = self.product("Snuff", "S-1", price=80.0, hs_code="123456", text="snuff")
        snuff.linkstar_goods_type_ids = self.env["linkstar.goods.type"].search(
            [("excise", "=", True)], limit=1
        )
        for goods, outcome in (
            (wine, "excise"),
            (snuff, "excise"),
            (perfume, "declared"),
        ):
            with self.subTest(goods=goods.name):
                declaration = self.order(
                    (self.case, 1, 10.0), (goods, 1, 10.0)
                ).picking_ids._linkstar_declare()
                self.assertEqual(declaration.scheme_outcome, outcome)
        self.assertEqual(declaration.procedure, "F48")

    def test_northern_ireland_is_never_silently_the_eu(self):
        rate = {
            "company_id": self.company.id,
            "name": "2026-01-01",
            "inverse_company_rate": 9.0,
        }
        self.env["res.currency.rate"].create(
            {"currency_id": self.env.ref("base.GBP").id, **rate}
        )
        uk = self.registration_of(
            scheme_id=self.env.ref("linkstar_customs.scheme_uk").id,
            number="GB 980780684",
        )
        order = self.order(
            (self.case, 1, 10.0), partner=self.buyer_in("base.uk", zip="bt1 1aa")
        )
        self.assertEqual(self.declared_with(order), ("declared", uk))
        self.company.linkstar_northern_ireland = "eu"
        self.assertEqual(self.declared_with(order), ("declared", self.registration))
        belfast = self.order(
            (self.case, 1, 10.0), partner=self.buyer_in("base.uk", zip="B1 1TB")
        )
        self.assertEqual(self.declared_with(belfast), ("declared", uk))

    def test_british_limit_and_norwegian_items(self):
        for currency, rate in (("base.GBP", 8.0), ("base.NOK", 0.8)):
            self.env["res.currency.rate"].create(
                {
                    "currency_id": self.env.ref(currency).id,
                    "company_id": self.company.id,
                    "name": "2026-01-01",
                    "inverse_company_rate": rate,
                }
            )
        self.registration_of(
            scheme_id=self.env.ref("linkstar_customs.scheme_uk").id,
            number="GB980780684",
        )
        self.registration_of(
            scheme_id=self.env.ref("linkstar_customs.scheme_voec").id, number="2000001"
        )
        for country, price, quantity, outcome in (
            ("base.uk", 135.0, 1, "declared"),
            ("base.uk", 135.01, 1, "above_limit"),
            ("base.uk", 70.0, 2, "above_limit"),
            # At NOK 10 per EUR: the limit is per item and excluded.
            ("base.no", 299.99, 3, "declared"),
            ("base.no", 300.0, 1, "above_limit"),
        ):
            with self.subTest(country=country, price=price):
                order = self.order(
                    (self.case, quantity, price), partner=self.buyer_in(country)
                )
                self.assertEqual(self.declared_with(order)[0], outcome)

    def test_numbers_of_other_schemes(self):
        for scheme, number, words in (
            ("uk", "GB123456789", "British VAT number"),
            ("voec", "20000", "VOEC"),
        ):
            with self.assertRaises(ValidationError) as caught:
                self.registration_of(
                    scheme_id=self.env.ref(f"linkstar_customs.scheme_{scheme}").id,
                    number=number,
                )
            self.assertIn(words, str(caught.exception))
            self.assertNotIn(number, str(caught.exception))

    def test_a_rate_that_decides_and_is_not_there_blocks(self):
        self.pricelist.currency_id = self.yuan
        self.registration.valid_from = "2025-01-01"
        picking = self.order(
            (self.case, 1, 80.0), date="2025-06-01 10:00:00"
        ).picking_ids
        (problem,) = picking._linkstar_customs_problems()
        self.assertEqual(
            (problem.severity, problem.code, problem.res_id),
            ("block", "rate_missing", self.euro.id),
        )

    def test_readable_on_the_order_and_the_transfer(self):
        order = self.order((self.case, 1, 150.01))
        self.assertEqual(
            (order.linkstar_scheme_outcome, order.linkstar_procedure),
            ("above_limit", "F53"),
        )
        self.assertIn("150.01", order.linkstar_scheme_reason)
        self.assertIn("150.01", order.linkstar_consignment_text)
        order.picking_ids._linkstar_declare()
        self.assertEqual(
            (
                order.picking_ids.linkstar_scheme_outcome,
                order.picking_ids.linkstar_procedure,
            ),
            ("above_limit", "F53"),
        )

    # --- hints

    def test_two_descriptions_of_one_code_are_a_hint(self):
        other = self.product(
            "Case, red",
            "PC-2",
            price=80.0,
            hs_code="392690",
            text="cover for telephones, silicone",
        )
        order = self.order(
            (self.case, 1, 10.0), (other, 1, 10.0), date="2026-11-20 10:00:00"
        )
        hints = [
            problem
            for problem in order._linkstar_check()[order]
            if problem.code == "items_alike"
        ]
        self.assertEqual([hint.severity for hint in hints], ["warn"])
        self.assertIn("cover for telephones", hints[0].text)
        self.assertTrue(hints[0].source)

    def test_splitting_is_told_and_changes_nothing(self):
        order = self.order((self.case, 2, 90.0))
        picking = order.picking_ids
        picking.move_ids.write({"quantity": 1, "picked": True})
        self.assertEqual(self.codes(picking), ["scheme_above_limit", "splitting"])
        self.assertEqual(picking._linkstar_declare().scheme_outcome, "above_limit")
        first, second = (
            self.order((self.case, 1, 90.0)),
            self.order((self.case, 1, 80.0)),
        )
        self.assertIn("splitting", self.codes(first.picking_ids))
        self.assertEqual(self.declared_with(second)[0], "declared")
        self.assertNotIn(
            "splitting",
            self.codes(
                self.order((self.case, 1, 80.0), date="2026-05-02 10:00:00").picking_ids
            ),
        )

    # --- forecast and correction

    def test_forecast_of_an_order(self):
        order = self.order((self.case, 2, 10.0), (self.lamp, 1, 39.0)).copy()
        forecast = order._linkstar_forecast()
        self.assertEqual(
            (forecast.state, forecast.total_value, forecast.item_count),
            ("forecast", 59.0, 2),
        )
        self.assertFalse(forecast.picking_id)
        order.order_line[0].price_unit = 8.0
        self.assertEqual(order._linkstar_forecast(), forecast)
        self.assertEqual(forecast.line_ids.mapped("value"), [16.0, 39.0])
        self.assertEqual(order.action_linkstar_forecast()["res_id"], forecast.id)
        forecast._freeze()
        self.assertEqual(forecast.state, "forecast")
        order.unlink()
        self.assertFalse(forecast.exists())

    def test_a_salesperson_forecasts(self):
        user = new_test_user(
            self.env,
            "forecast_sales",
            "sales_team.group_sale_salesman_all_leads",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        order = self.order((self.case, 2, 10.0)).with_user(user)
        self.assertEqual(order._linkstar_forecast().total_value, 20.0)
        self.assertEqual(order.linkstar_scheme_outcome, "declared")

    def test_expected_charges_stay_with_what_was_declared(self):
        declaration = self.order(
            (self.case, 2, 10.0), (self.lamp, 1, 39.0)
        ).picking_ids._linkstar_declare()
        (charge,) = declaration.charge_ids
        self.assertEqual(
            (charge.quantity, charge.amount, charge.currency_id, charge.kind),
            (2, 6.0, self.euro, "duty"),
        )
        declaration._freeze()
        self.assertEqual(charge.state, "frozen")
        for attempt in (charge.unlink, lambda: charge.write({"amount": 0.0})):
            with self.assertRaises(UserError):
                attempt()

    def test_a_correction_tells_who_and_why(self):
        user = new_test_user(
            self.env,
            "corrector",
            "stock.group_stock_user",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        picking = self.order((self.case, 2, 10.0)).picking_ids
        first = picking._linkstar_declare()
        first._freeze()
        self.case.linkstar_description_en = "phone case, thermoplastic"
        wizard = self.env["linkstar.customs.correction"].with_user(user)
        action = wizard.create(
            {"declaration_id": first.id, "reason": "The material was wrong."}
        ).action_correct()
        second = self.env["linkstar.customs.declaration"].browse(action["res_id"])
        self.assertEqual(
            (second.version, second.corrects_id, second.create_uid), (2, first, user)
        )
        self.assertEqual(
            (second.reason, second.line_ids.description_en),
            ("The material was wrong.", "phone case, thermoplastic"),
        )
        self.assertEqual(first.line_ids.description_en, "phone cover, silicone")
        self.assertIn("The material was wrong.", picking.message_ids[0].body)
        second.with_user(user).action_declare()
        self.assertEqual(second.state, "frozen")
        with self.assertRaises(UserError):
            wizard.create(
                {"declaration_id": first.id, "reason": "Again."}
            ).action_correct()

    @mute_logger("odoo.sql_db")
    def test_a_declared_line_is_kept_whoever_deletes(self):
        declaration = self.order((self.case, 2, 10.0)).picking_ids._linkstar_declare()
        declaration._freeze()
        for records, error in (
            (declaration, UserError),
            (declaration.line_ids, UserError),
            (declaration.picking_id, IntegrityError),
            (declaration.sale_order_id, UserError),
            (self.company, IntegrityError),
        ):
            with (
                self.subTest(model=records._name),
                self.assertRaises(error),
                self.env.cr.savepoint(),
            ):
                records.sudo().unlink()
                self.env.flush_all()
        self.assertTrue(declaration.line_ids.exists())
