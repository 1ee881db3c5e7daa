# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.tests import tagged

from .common import CustomsCase


@tagged("post_install", "-at_install")
class TestProblems(CustomsCase):
    def test_goods_that_lack_nothing(self):
        self.assertEqual(
            self.order((self.case, 2, 10.0)).picking_ids._linkstar_customs_problems(),
            [],
        )

    def test_all_at_once_each_with_product_and_remedy(self):
        bare = self.product(
            "Thing",
            "X-1",
            price=0.0,
            weight=0.0,
            hs_code=False,
            text=False,
            origin=False,
        )
        short = self.product("Short", "X-2", price=5.0, hs_code="39269")
        pickings = (
            self.order((bare, 1, 0.0), (self.case, 2, 9.0)).picking_ids
            + self.order((short, 1, 5.0)).picking_ids
        )
        problems = pickings._linkstar_customs_problems()
        texts = [
            (problem.severity, problem.model, problem.res_id) for problem in problems
        ]
        self.assertEqual(
            texts,
            [("block", "product.product", bare.id)] * 5
            + [("block", "product.product", short.id)],
        )
        for problem, words in zip(
            problems,
            ("HS code", "origin", "description", "weight", "value", "39269"),
            strict=True,
        ):
            self.assertIn(words, problem.text)
            self.assertIn("[X-2]" if words == "39269" else "[X-1]", problem.text)

    def test_quantity_that_is_not_whole(self):
        picking = self.order((self.case, 1.5, 10.0)).picking_ids
        (problem,) = picking._linkstar_customs_problems()
        self.assertEqual((problem.model, problem.res_id), ("stock.picking", picking.id))
        self.assertIn("1.5", problem.text)

    def test_free_goods_without_any_price(self):
        gift = self.product("Gift", "G-1", price=0.0)
        (problem,) = self.order((gift, 1, 0.0)).picking_ids._linkstar_customs_problems()
        self.assertIn("value is zero", problem.text)

    def test_value_of_less_than_a_cent_each(self):
        (problem,) = self.order(
            (self.case, 100, 0.5, {"discount": 99.0})
        ).picking_ids._linkstar_customs_problems()
        self.assertIn("value is zero", problem.text)

    def test_unknown_rate_is_a_warning(self):
        in_euro = self.order(
            (self.case, 1, 10.0), date="2025-06-01 10:00:00"
        ).picking_ids
        codes = [problem.code for problem in in_euro._linkstar_customs_problems()]
        self.assertEqual(codes, ["registration_not_registered"])
        self.pricelist.currency_id = self.yuan
        problems = self.order(
            (self.case, 1, 80.0), date="2025-06-01 10:00:00"
        ).picking_ids._linkstar_customs_problems()
        (problem,) = [each for each in problems if each.code == "rate_missing"]
        self.assertEqual(
            (problem.severity, problem.model, problem.res_id),
            ("warn", "res.currency", self.euro.id),
        )

    def test_goods_that_stay_behind_do_not_matter(self):
        bare = self.product("Thing", "X-1", price=5.0, hs_code=False)
        picking = self.order((bare, 1, 5.0), (self.case, 1, 9.0)).picking_ids
        picking.move_ids.filtered(lambda move: move.product_id == self.case).write(
            {"quantity": 1, "picked": True}
        )
        self.assertEqual(picking._linkstar_customs_problems(), [])

    def test_product_knows_what_it_lacks(self):
        template = self.case.product_tmpl_id
        self.assertTrue(template.linkstar_customs_ready)
        self.assertFalse(template.linkstar_customs_missing)
        self.case.write({"hs_code": "39AB", "weight": 0.0})
        self.assertFalse(template.linkstar_customs_ready)
        self.assertIn("39AB", template.linkstar_customs_missing)
        self.assertIn("weight", template.linkstar_customs_missing)
        self.assertIn(
            template, template.search([("linkstar_customs_ready", "=", False)])
        )
