# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.tests import tagged

from .common import CustomsCase


@tagged("post_install", "-at_install")
class TestScheme(CustomsCase):
    def declaration(self, price=100.0, quantity=1, **options):
        return self.order(
            (self.case, quantity, price), **options
        ).picking_ids._linkstar_declare()

    def consignee(self, country, **values):
        return self.env["res.partner"].create(
            {"name": "Zoé", "country_id": self.env.ref(country).id, **values}
        )

    def test_number_is_declared_up_to_the_limit(self):
        declaration = self.declaration(150.0)
        self.assertEqual(
            (declaration.scheme_outcome, declaration.registration_id),
            ("declared", self.registration),
        )
        self.assertEqual(declaration._linkstar_scheme_number(), "IM2760000016")
        self.assertEqual(declaration.masked_number, "IM27********")
        self.assertNotIn("0000016", declaration.scheme_reason)

    def test_above_the_limit(self):
        declaration = self.declaration(150.01)
        self.assertEqual(
            (declaration.scheme_outcome, declaration._linkstar_scheme_number()),
            ("above_limit", ""),
        )
        self.assertIn("150.01", declaration.scheme_reason)

    def test_limit_counts_all_parcels_of_the_order(self):
        order = self.order((self.case, 2, 100.0))
        picking = order.picking_ids
        self.validate(picking, {self.case: 1})
        declaration = picking._linkstar_declare()
        self.assertEqual(
            (declaration.eur_value, declaration.order_eur_value), (100.0, 200.0)
        )
        self.assertEqual(declaration.scheme_outcome, "above_limit")

    def test_destinations(self):
        for partner, outcome in (
            (self.consignee("base.fr", zip="69002"), "declared"),
            (self.consignee("base.mc", zip="98000"), "declared"),
            (self.consignee("base.us", zip="10001"), "no_scheme"),
            (self.consignee("base.es", zip="35001"), "territory"),
            (
                self.consignee("base.es", state_id=self.env.ref("base.state_es_tf").id),
                "territory",
            ),
            (self.consignee("base.de", zip="D-78266"), "territory"),
            (self.consignee("base.fr", zip="97133"), "territory"),
            (self.consignee("base.pt", zip="9500-150"), "declared"),
            (self.consignee("base.de", zip="10115", is_company=True), "business"),
            (
                self.consignee(
                    "base.de",
                    zip="10115",
                    parent_id=self.consignee("base.de", is_company=True).id,
                ),
                "business",
            ),
        ):
            with self.subTest(country=partner.country_id.code, zip=partner.zip):
                self.assertEqual(
                    self.declaration(20.0, partner=partner).scheme_outcome, outcome
                )

    def test_registration_valid_on_the_day_of_the_order(self):
        self.assertEqual(
            self.declaration(20.0, date="2025-12-31 10:00:00").scheme_outcome,
            "not_registered",
        )
        self.registration.valid_to = "2026-02-28"
        newer = self.registration.copy(
            {"number": "IM2500000017", "valid_from": "2026-03-01", "valid_to": False}
        )
        self.assertEqual(
            self.declaration(
                20.0, date="2026-02-28 10:00:00"
            )._linkstar_scheme_number(),
            "IM2760000016",
        )
        self.assertEqual(
            self.declaration(
                20.0, date="2026-03-01 10:00:00"
            )._linkstar_scheme_number(),
            "IM2500000017",
        )
        self.assertEqual(
            self.company._linkstar_registration(self.scheme, newer.valid_from), newer
        )
        self.assertFalse(
            self.env["res.company"]
            .create({"name": "Other"})
            ._linkstar_registration(self.scheme, newer.valid_from)
        )

    def test_rate_of_the_day_of_the_order(self):
        self.env["res.currency.rate"].create(
            {
                "currency_id": self.euro.id,
                "company_id": self.company.id,
                "name": "2026-04-01",
                "inverse_company_rate": 10.0,
            }
        )
        self.pricelist.currency_id = self.yuan
        before, after = (
            self.declaration(800.0, date=f"2026-0{month}-15 10:00:00")
            for month in (3, 4)
        )
        self.assertEqual(
            (str(before.rate_date), before.total_value, before.eur_value),
            ("2026-03-15", 800.0, 100.0),
        )
        self.assertEqual(
            (str(after.rate_date), after.total_value, after.eur_value),
            ("2026-04-15", 800.0, 80.0),
        )
        self.assertEqual(before.currency_id, self.yuan)

    def test_limit_per_item(self):
        self.scheme.write({"basis": "item"})
        self.assertEqual(self.declaration(100.0, quantity=3).scheme_outcome, "declared")
        self.assertEqual(self.declaration(150.01).scheme_outcome, "above_limit")
