# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from pathlib import Path

from odoo.modules.migration import load_script
from odoo.tests import tagged

from .common import CustomsCase

_SCRIPTS = Path(__file__).resolve().parents[1] / "migrations" / "19.0.2.0.0"


@tagged("post_install", "-at_install")
class TestUpdate(CustomsCase):
    """The update from 19.0.1.0.0 with existing data."""

    def run_script(self, name):
        self.env.flush_all()
        load_script(
            str(_SCRIPTS / name), name.removesuffix(".py").replace("-", "_")
        ).migrate(self.env.cr, "19.0.1.0.0")
        self.env.flush_all()
        self.env.invalidate_all()

    def test_weights_are_kept_to_the_gram(self):
        precision = self.env["decimal.precision"].search(
            [("name", "=", "Stock Weight")]
        )
        precision.digits = 2
        self.run_script("post-weights.py")
        self.assertEqual(precision.digits, 3)

    def test_products_with_a_lost_zero_are_not_ready_any_more(self):
        category = self.env["product.category"].create(
            {"name": "Coffee", "linkstar_hs_code": "9012100"}
        )
        own, inherited = (
            self.case,
            self.product(
                "Coffee", "C-1", price=5.0, hs_code=False, categ_id=category.id
            ),
        )
        variant = self.product(
            "Tea",
            "T-1",
            price=5.0,
            hs_code="392690",
            linkstar_variant_hs_code="902100000",
        )
        own.hs_code = "392690970"
        products = own + inherited + variant + self.lamp
        self.env.flush_all()
        # As the earlier version stored them.
        self.env.cr.execute(
            "UPDATE product_product SET linkstar_gaps = NULL WHERE id IN %s",
            [tuple(products.ids)],
        )
        self.env.invalidate_all()
        self.run_script("post-hs-codes.py")
        self.assertEqual(
            products.mapped("linkstar_customs_ready"), [False, False, False, True]
        )

    def test_a_swiss_limit_that_somebody_changed_counts_as_tax(self):
        scheme = self.env.ref("linkstar_customs.scheme_switzerland")
        self.assertEqual((scheme.basis, scheme.limit), ("tax", 5.0))
        self.run_script("post-swiss-limit.py")
        self.assertEqual(scheme.limit, 5.0)
        scheme.limit = 100.0
        self.run_script("post-swiss-limit.py")
        self.assertEqual(scheme.limit, 8.1)
