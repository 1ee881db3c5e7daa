# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Who gets the dashboard: those who may read the analysis."""

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, new_test_user, tagged

_GROUPS = {
    "clerk": "account.group_account_invoice",
    "sales_manager": "sales_team.group_sale_manager",
    "seller": "sales_team.group_sale_salesman_all_leads",
    "picker": "stock.group_stock_user",
    "stock_manager": "stock.group_stock_manager",
    "keeper": "spreadsheet_dashboard.group_dashboard_manager",
}


@tagged("post_install", "-at_install")
class TestDashboardAccess(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = {
            name: new_test_user(
                cls.env, f"dashboard_{name}", f"base.group_user,{group}"
            )
            for name, group in _GROUPS.items()
        }
        cls.dashboard = cls.env.ref(
            "linkstar_delivery_spreadsheet.dashboard_parcel_costs"
        )

    def test_whoever_reads_the_analysis_sees_it_and_nobody_else(self):
        seen = {
            name
            for name, user in self.people.items()
            if self.dashboard.with_user(user).has_access("read")
            and self.env["linkstar.analysis"].with_user(user).has_access("read")
        }
        self.assertEqual(seen, {"clerk", "sales_manager"})
        # Who keeps dashboards may change all of them, and still reads no cost.
        keeper = self.dashboard.with_user(self.people["keeper"])
        self.assertTrue(keeper.has_access("write"))
        with self.assertRaises(AccessError):
            keeper._dashboard_is_empty()

    def _load(self, name):
        login = f"dashboard_{name}"
        self.authenticate(login, login)
        return self.url_open(f"/spreadsheet/dashboard/data/{self.dashboard.id}")

    def test_what_the_browser_gets(self):
        for name in ("clerk", "sales_manager"):
            answer = self._load(name)
            self.assertEqual(answer.status_code, 200, name)
            content = answer.json()
            empty = not self.env["linkstar.analysis"].search_count([], limit=1)
            self.assertEqual(content.get("is_sample", False), empty)
            self.assertEqual(bool(content["snapshot"]["pivots"]), not empty)
        for name in ("seller", "picker", "stock_manager", "keeper"):
            answer = self._load(name)
            self.assertEqual(answer.status_code, 403, name)
            self.assertNotIn("snapshot", answer.text)
