# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import CustomsCase


@tagged("post_install", "-at_install")
class TestDefaultData(CustomsCase):
    """A user's change survives an update of the addon; the new default value is
    offered.
    """

    def load(self, model, name, values, update=True):
        data = [
            {
                "xml_id": f"linkstar_customs.{name}",
                "values": dict(values),
                "noupdate": False,
            }
        ]
        return (
            self.env[model]
            .with_context(install_module="linkstar_customs", install_mode=True)
            ._load_records(data, update)
        )

    def test_what_nobody_changed_follows_the_update(self):
        values = {
            "name": "Test scheme",
            "limit": 100.0,
            "currency_id": self.euro.id,
            "valid_from": "2026-01-01",
        }
        scheme = self.load("linkstar.tax.scheme", "test_scheme", values, update=False)
        self.assertFalse(scheme.shipped_differs)
        self.load("linkstar.tax.scheme", "test_scheme", {**values, "limit": 120.0})
        self.assertEqual((scheme.limit, scheme.shipped_differs), (120.0, False))

    def test_what_a_user_changed_stays_and_ours_is_offered(self):
        scheme, before = self.scheme, self.scheme.country_ids
        values = {
            "limit": 200.0,
            "valid_to": "2028-12-31",
            "country_ids": [Command.set(self.env.ref("base.de").ids)],
        }
        scheme.write(
            {
                "limit": 140.0,
                "country_ids": [Command.unlink(self.env.ref("base.mt").id)],
            }
        )
        self.assertTrue(scheme.shipped_differs)
        self.assertIn("150", scheme.shipped_text)
        self.load("linkstar.tax.scheme", "scheme_ioss", values)
        self.assertEqual((scheme.limit, str(scheme.valid_to)), (140.0, "2028-12-31"))
        self.assertEqual(scheme.country_ids, before - self.env.ref("base.mt"))
        self.assertIn("200", scheme.shipped_text)
        self.assertIn(scheme, scheme.search([("shipped_differs", "=", True)]))
        scheme.action_take_over_shipped()
        self.assertEqual(
            (scheme.limit, scheme.country_ids, scheme.shipped_differs),
            (200.0, self.env.ref("base.de"), False),
        )

    def test_every_shipped_table_is_as_shipped_after_the_installation(self):
        for model in (
            "linkstar.customs.charge.rule",
            "linkstar.customs.requirement",
            "linkstar.description.term",
            "linkstar.excise.code",
            "linkstar.goods.type",
            "linkstar.h7.element",
            "linkstar.hs.code",
            "linkstar.special.territory",
            "linkstar.tax.scheme",
            "linkstar.vat.rate",
        ):
            rows = self.env[model].with_context(active_test=False).search([])
            shipped = rows.filtered("shipped_values")
            self.assertTrue(shipped, model)
            self.assertFalse(shipped.filtered("shipped_differs"), model)
            for row in shipped[:50]:
                self.assertEqual(row._shipped_other(), {}, row.display_name)

    def test_no_update_deletes_a_row_that_is_shipped_no_more(self):
        kept = self.env["ir.model.data"].search(
            [
                ("module", "=", "linkstar_customs"),
                ("model", "in", ["linkstar.tax.scheme", "linkstar.description.term"]),
            ]
        )
        self.assertTrue(kept and all(kept.mapped("noupdate")))

    def test_subheadings(self):
        table = self.env["linkstar.hs.code"]
        case, lamp = (
            table.search([("code", "=", code)]) for code in ("392690", "940521")
        )
        case.keywords = "our own words"
        self.assertTrue(case.shipped_differs)
        lamp.write(
            {
                "shipped_values": {**lamp.shipped_values, "keywords": "older words"},
                "keywords": "older words",
            }
        )
        table._load_shipped()
        self.assertEqual((case.keywords, case.shipped_differs), ("our own words", True))
        self.assertIn("desk lamp", lamp.keywords)
        self.assertFalse(lamp.shipped_differs)
        case.action_take_over_shipped()
        self.assertIn("phone case", case.keywords)
        self.assertFalse(case.shipped_differs)

    def test_an_update_writes_only_the_subheadings_that_changed(self):
        table, cursor = self.env["linkstar.hs.code"], self.env.cr
        lamp = table.search([("code", "=", "940521")])
        lamp.shipped_values = {**lamp.shipped_values, "keywords": "older words"}
        for rows in (1, None):
            with patch.object(
                cursor, "execute_values", side_effect=cursor.execute_values
            ) as written:
                table._load_shipped()
            self.assertEqual(
                {len(call.args[1]) for call in written.call_args_list},
                {rows} - {None},
            )

    def test_only_keepers_of_the_rules_change_tables(self):
        user = new_test_user(self.env, "customs_stock_only", "stock.group_stock_user")
        keeper = new_test_user(
            self.env, "customs_keeper_only", "linkstar_customs.group_customs_user"
        )
        for model in (
            "linkstar.customs.requirement",
            "linkstar.description.term",
            "linkstar.goods.type",
            "linkstar.hs.code",
        ):
            row = self.env[model].search([], limit=1)
            with self.assertRaises(AccessError):
                row.with_user(user).write({"active": False})
            with self.assertRaises(AccessError):
                row.with_user(user).action_take_over_shipped() or row.with_user(
                    user
                ).check_access("write")
            row.with_user(keeper).write({"active": False})
