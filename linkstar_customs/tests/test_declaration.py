# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from decimal import Decimal

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..rules.items import DeclaredItem
from ..services.declaration import values_of
from .common import CustomsCase


@tagged("post_install", "-at_install")
class TestDeclaration(CustomsCase):
    def test_item_as_carriers_read_it(self):
        self.lamp.write(
            {
                "hs_code": "9405.21 00",
                "linkstar_description_cn": "LED台灯",
                "linkstar_material": "aluminium",
                "linkstar_battery": "ion_contained",
            }
        )
        declaration = self.order((self.lamp, 2, 39.0)).picking_ids._linkstar_declare()
        item = DeclaredItem(
            sku="DL-5",
            description_en="desk lamp, LED, aluminium",
            description_cn="LED台灯",
            quantity=2,
            unit_price=Decimal("39.00"),
            currency="EUR",
            unit_weight=Decimal("1.250"),
            hs_code="94052100",
            origin="CN",
            material="aluminium",
            battery=True,
            skus=("DL-5",),
        )
        self.assertEqual(declaration._linkstar_items(), (item,))
        self.assertEqual((declaration.total_value, declaration.net_weight), (78.0, 2.5))

    def test_told_values_are_those_that_follow(self):
        """Values passed on creation, to write each row once, are those that Odoo would
        calculate.
        """
        declaration = self.order(
            (self.case, 3, 3.33), (self.lamp, 1, 39.0)
        ).picking_ids._linkstar_declare()
        rows = {
            declaration: ("total_value", "net_weight", "gross_weight"),
            declaration.line_ids: ("currency_id", "value", "net_weight"),
        }
        rows[declaration.charge_ids] = ("picking_id", "state")
        self.assertTrue(declaration.charge_ids)

        def values_now():
            values = [
                [record[name] for record in records]
                for records, names in rows.items()
                for name in names
            ]
            return [
                *values,
                (declaration.line_ids.company_id, declaration.charge_ids.company_id),
            ]

        before = values_now()
        for records, names in rows.items():
            for name in (*names, *(["company_id"] if records != declaration else [])):
                self.env.add_to_compute(records._fields[name], records)
        self.assertEqual(values_now(), before)
        self.assertEqual(before[-1], (self.company, self.company))

    def test_each_row_is_written_once_and_not_read_back(self):
        other, picking = (
            self.order((self.case, 2, 10.0), (self.lamp, 1, 39.0)).picking_ids
            for _time in range(2)
        )
        other._linkstar_declare()
        declarations = self.env["linkstar.customs.declaration"]
        [values] = values_of(self.env(su=True), picking._linkstar_to_declare()).values()
        values |= picking._linkstar_next_version(declarations, "")
        tables = (
            "linkstar_customs_declaration",
            "linkstar_customs_declaration_line",
            "linkstar_customs_expected_charge",
        )
        with self.assertQueriesContain([f'INSERT INTO "{table}"' for table in tables]):
            declarations.create([values])

    def test_weights_in_pounds_are_declared_in_kilograms(self):
        self.env["ir.config_parameter"].set_param("product.weight_in_lbs", "1")
        self.lamp.weight = 10.0
        item = (
            self.order((self.lamp, 1, 39.0))
            .picking_ids._linkstar_declare()
            ._linkstar_items()[0]
        )
        self.assertEqual(item.unit_weight, Decimal("4.536"))

    def test_services_are_no_goods(self):
        service = self.env["product.product"].create(
            {"name": "Gift wrapping", "type": "service"}
        )
        declaration = self.order(
            (self.case, 1, 10.0), (service, 1, 500.0)
        ).picking_ids._linkstar_declare()
        self.assertEqual(
            (declaration.total_value, declaration.order_eur_value), (10.0, 10.0)
        )

    def test_draft_is_built_anew(self):
        order = self.order((self.case, 2, 10.0))
        first = order.picking_ids._linkstar_declare()
        order.order_line.price_unit = 8.0
        self.assertEqual(order.picking_ids._linkstar_declare(), first)
        self.assertEqual(first.line_ids.mapped("value"), [16.0])

    def test_frozen_stays_and_a_correction_is_a_new_version(self):
        order = self.order((self.case, 2, 10.0))
        picking = order.picking_ids
        first = picking._linkstar_declare()
        first._freeze()
        first._freeze()
        order.order_line.price_unit = 8.0
        second = picking._linkstar_declare()
        self.assertNotEqual(first, second)
        self.assertEqual((first.version, first.total_value), (1, 20.0))
        self.assertEqual(
            (second.version, second.total_value, second.state), (2, 16.0, "draft")
        )

    def test_nothing_of_a_frozen_declaration_can_change(self):
        declaration = self.order((self.case, 2, 10.0)).picking_ids._linkstar_declare()
        declaration._freeze()
        line = declaration.line_ids
        for attempt in (
            lambda: declaration.write({"eur_value": 1.0}),
            lambda: declaration.write({"state": "draft"}),
            lambda: line.write({"unit_price": 1.0}),
            line.copy,
            line.unlink,
            declaration.unlink,
            declaration.action_refresh,
        ):
            with self.assertRaises(UserError) as caught:
                attempt()
            self.assertIn(declaration.name, str(caught.exception))

    def test_draft_goes_with_its_transfer(self):
        picking = self.order((self.case, 2, 10.0)).picking_ids
        declaration = picking._linkstar_declare()
        picking.action_cancel()
        picking.unlink()
        self.assertFalse(declaration.exists())

    def test_many_transfers_take_no_more_queries(self):
        def queries(count):
            ids = [
                self.order((self.case, 2, 10.0), (self.lamp, 1, 39.0)).picking_ids.id
                for _ in range(count)
            ]
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            declarations = self.env["stock.picking"].browse(ids)._linkstar_declare()
            self.env.flush_all()
            self.assertEqual(len(declarations.line_ids), 2 * count)
            fresh = self.env.cr.sql_log_count - before
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertEqual(
                self.env["stock.picking"].browse(ids)._linkstar_declare(), declarations
            )
            self.env.flush_all()
            return fresh, self.env.cr.sql_log_count - before

        queries(1)
        few, many = queries(3), queries(9)
        self.assertLessEqual(many[0], few[0])
        self.assertLessEqual(many[1], few[1])

    def test_buttons_of_the_transfer(self):
        picking = self.order((self.case, 2, 10.0)).picking_ids
        action = picking.action_linkstar_declare()
        self.assertEqual(
            (action["res_id"], picking.linkstar_declaration_count),
            (picking.linkstar_declaration_ids.id, 1),
        )
