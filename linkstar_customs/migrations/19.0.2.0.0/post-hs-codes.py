# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Check products with an HS code of 7 or 9 digits again: they are no longer customs
    ready.
    """
    env = api.Environment(cr, SUPERUSER_ID, {})
    odd = r"^\d{7}(\d\d)?$"
    cr.execute("SELECT id FROM product_category WHERE linkstar_hs_code ~ %s", [odd])
    categories = [row[0] for row in cr.fetchall()]
    cr.execute(
        """
        SELECT product.id
          FROM product_product product
          JOIN product_template template ON template.id = product.product_tmpl_id
         WHERE template.hs_code ~ %s OR product.linkstar_variant_hs_code ~ %s
        """,
        [odd, odd],
    )
    products = [row[0] for row in cr.fetchall()]
    env["product.product"]._linkstar_recheck(
        ["|", ("id", "in", products), ("categ_id", "child_of", categories)]
    )
