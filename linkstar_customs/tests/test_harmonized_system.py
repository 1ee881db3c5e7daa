# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.orm.model_classes import add_to_registry
from odoo.tests import tagged

from .common import CustomsCase


def _other_addon():
    """The models and fields of the OCA addon that our code reads; the addon itself need
    not be installed.
    """

    class HsCode(models.Model):
        _module = None
        _name = "hs.code"
        _description = "H.S. code of another addon"
        _rec_name = "local_code"

        local_code = fields.Char(required=True)
        hs_code = fields.Char(compute="_compute_hs_code", store=True)
        company_id = fields.Many2one("res.company")

        @api.depends("local_code")
        def _compute_hs_code(self):
            for code in self:
                code.hs_code = (code.local_code or "")[:6]

    class ProductTemplate(models.Model):
        _module = None
        _name = "product.template"
        _inherit = ["product.template"]

        hs_code_id = fields.Many2one("hs.code")
        origin_country_id = fields.Many2one("res.country")
        hs_code = fields.Char(related="hs_code_id.hs_code", store=True)
        country_of_origin = fields.Many2one(related="origin_country_id", store=True)

    class ProductCategory(models.Model):
        _module = None
        _name = "product.category"
        _inherit = ["product.category"]

        hs_code_id = fields.Many2one("hs.code")

    return HsCode, ProductTemplate, ProductCategory


@tagged("post_install", "-at_install")
class TestHarmonizedSystem(CustomsCase):
    """With the OCA addon that stores HS codes as records: our addon reads them there,
    and opens its forms.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # The OCA addon if it is installed, else the fields that our code reads.
        if "hs_code_id" not in cls.env["product.template"]._fields:
            cls.add_models(_other_addon())
        cls.HsCode = cls.env["hs.code"].with_context(active_test=False)
        (
            cls.HsCode.search(
                [("local_code", "in", ["39269097", "94052140", "9012100"])]
            )
        ).unlink()
        cls.plastic, cls.lamps = cls.HsCode.create(
            [{"local_code": "39269097"}, {"local_code": "94052140"}]
        )
        cls.thing = cls.product("Thing", "X-1", price=5.0, hs_code=False, origin=False)

    @classmethod
    def add_models(cls, definitions):
        registry, names = (
            cls.env.registry,
            [
                "product.template",
                "product.category",
                "product.product",
            ],
        )
        bases = {name: registry[name]._base_classes__ for name in names}

        def restore():
            for name, classes in bases.items():
                registry[name]._base_classes__ = classes
            registry.models.pop("hs.code", None)
            registry._setup_models__(cls.env.cr)

        cls.addClassCleanup(restore)
        for definition in definitions:
            add_to_registry(registry, definition)
        registry._setup_models__(cls.env.cr)
        registry.init_models(
            cls.env.cr,
            ["hs.code", "product.template", "product.category"],
            {"module": "linkstar_customs"},
        )
        cls.env["ir.model.access"].create(
            {
                "name": "Codes of another addon",
                "model_id": cls.env["ir.model"]._get_id("hs.code"),
                "perm_read": True,
                "perm_write": True,
                "perm_create": True,
                "perm_unlink": True,
                "group_id": cls.env.ref("base.group_user").id,
            }
        )

    def test_of_the_product(self):
        template = self.thing.product_tmpl_id
        self.assertFalse(self.thing.linkstar_customs_ready)
        template.write(
            {
                "hs_code_id": self.plastic.id,
                "origin_country_id": self.env.ref("base.cn").id,
            }
        )
        self.assertEqual(self.thing.linkstar_hs6, "392690")
        self.assertTrue(
            self.thing.linkstar_customs_ready, self.thing.linkstar_customs_missing
        )
        declared = self.thing._linkstar_declared()
        self.assertEqual(
            (declared["hs_code"], declared["origin_id"]),
            ("39269097", self.env.ref("base.cn").id),
        )
        self.assertEqual(template.linkstar_hs_id.code, "392690")
        (line,) = (
            self.order((self.thing, 1, 10.0)).picking_ids._linkstar_declare().line_ids
        )
        self.assertEqual((line.hs_code, line.origin_id.code), ("39269097", "CN"))

    def test_of_the_category_and_the_one_above_it(self):
        above = self.env["product.category"].create({"name": "Household"})
        below = self.env["product.category"].create(
            {"name": "Lamps", "parent_id": above.id}
        )
        self.thing.categ_id = below
        self.thing.product_tmpl_id.origin_country_id = self.env.ref("base.cn")
        above.hs_code_id = self.plastic
        self.assertEqual(self.thing.linkstar_hs6, "392690")
        below.hs_code_id = self.lamps
        self.assertEqual(
            (self.thing.linkstar_hs6, self.thing._linkstar_declared()["hs_code"]),
            ("940521", "94052140"),
        )
        self.assertEqual(below.linkstar_hs_id.code, "940521")
        self.assertTrue(
            self.thing.linkstar_customs_ready, self.thing.linkstar_customs_missing
        )
        self.assertIn(
            self.thing, self.thing.search([("linkstar_customs_ready", "=", True)])
        )

    def test_a_correction_of_the_record_counts_at_once(self):
        self.thing.product_tmpl_id.hs_code_id = self.plastic
        self.plastic.local_code = "94052140"
        self.assertEqual(self.thing.linkstar_hs6, "940521")

    def test_the_remedy_is_where_the_code_is_kept(self):
        wrong = self.HsCode.create({"local_code": "9012100"})
        self.thing.product_tmpl_id.hs_code_id = wrong
        (problem,) = [
            each
            for each in self.thing._linkstar_product_problems()[self.thing]
            if each.code.startswith("hs_")
        ]
        self.assertEqual(
            (problem.code, problem.model, problem.res_id),
            ("hs_zero", "hs.code", wrong.id),
        )
        self.assertIn("correct it there", problem.text)
        self.thing.product_tmpl_id.hs_code_id = False
        self.thing.categ_id = self.env["product.category"].create(
            {"name": "Coffee", "hs_code_id": wrong.id}
        )
        (problem,) = [
            each
            for each in self.thing._linkstar_product_problems()[self.thing]
            if each.code.startswith("hs_")
        ]
        self.assertEqual((problem.model, problem.res_id), ("hs.code", wrong.id))

    def test_a_code_that_was_searched_by_words_is_chosen_there(self):
        template, category = (
            self.thing.product_tmpl_id,
            self.env["product.category"].create({"name": "Plastics"}),
        )
        subheading = self.env["linkstar.hs.code"].search(
            [("code", "=", "392690")], limit=1
        )
        for record in (template, category):
            record.linkstar_hs_id = subheading
            self.assertEqual(record.hs_code_id, self.plastic)
        with self.assertRaises(UserError) as caught:
            template.linkstar_hs_id = self.env["linkstar.hs.code"].search(
                [("code", "=", "090121")], limit=1
            )
        self.assertIn("090121", str(caught.exception))

    def test_their_fields_are_shown_where_ours_cannot_be_changed(self):
        arch = self.env["product.template"].get_view(
            self.env.ref("product.product_template_form_view").id, "form"
        )["arch"]
        tab = arch[arch.index('name="linkstar_classification"') :][:1500]
        self.assertIn('name="hs_code_id"', tab)
        self.assertIn('name="origin_country_id"', tab)
        self.assertNotIn('name="hs_code"', tab)
