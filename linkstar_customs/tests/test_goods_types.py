# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import Command
from odoo.tests import tagged

from .common import CustomsCase


@tagged("post_install", "-at_install")
class TestGoodsTypes(CustomsCase):
    def test_general_types_are_there_beside_special_ones(self):
        self.assertEqual(self.case._linkstar_goods_types(), frozenset())
        self.lamp.linkstar_battery = "ion_packed"
        self.case.linkstar_goods_type_ids = [
            Command.link(self.env.ref("linkstar_customs.goods_type_medicine").id),
            Command.link(self.env.ref("linkstar_customs.goods_type_liquid").id),
        ]
        self.assertEqual(self.lamp._linkstar_goods_types(), {"battery", "ion_packed"})
        self.assertEqual(
            self.case._linkstar_goods_types(), {"medicine", "prohibited", "liquid"}
        )
        self.assertEqual(
            (self.case + self.lamp)._linkstar_goods_types(),
            {"battery", "ion_packed", "medicine", "prohibited", "liquid"},
        )


@tagged("post_install", "-at_install")
class TestCheck(CustomsCase):
    def test_a_list_for_each_transfer_and_order(self):
        bare = self.product("Thing", "X-1", price=0.0, hs_code=False)
        fine, bad = (
            self.order((self.case, 2, 10.0)),
            self.order((bare, 1, 0.0), (self.case, 1, 9.0)),
        )
        pickings, orders = fine.picking_ids + bad.picking_ids, fine + bad
        for checked, found in (
            (pickings, pickings._linkstar_check()),
            (orders, orders._linkstar_check()),
        ):
            self.assertEqual(list(found), list(checked))
            self.assertEqual(found[checked[0]], [])
            self.assertEqual(
                [problem.code for problem in found[checked[1]]],
                ["hs_missing", "value_zero"],
            )
            self.assertTrue(
                all(
                    checked[1].name in problem.text and "[X-1]" in problem.text
                    for problem in found[checked[1]]
                )
            )
