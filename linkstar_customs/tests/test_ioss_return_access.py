# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, freeze_time, new_test_user, tagged

from .test_ioss_return import IossReturnCase


@tagged("post_install", "-at_install")
@freeze_time("2026-06-10")
class TestIossReturnAccess(IossReturnCase, HttpCase):
    def user(self, *groups, company=None):
        company = company or self.company
        return new_test_user(
            self.env,
            f"ioss_{groups[0]}_{company.id}",
            ",".join(groups),
            company_id=company.id,
            company_ids=company.ids,
        )

    def seen_by(self, user, record):
        return record.with_user(user).with_context(
            allowed_company_ids=user.company_ids.ids
        )

    def test_warehouse_and_sales_see_nothing(self):
        record = self.draft()
        for group in (
            "stock.group_stock_manager",
            "sales_team.group_sale_manager",
            "linkstar_customs.group_customs_manager",
        ):
            seen = self.seen_by(self.user(group), record)
            for model in (
                "linkstar.ioss.return",
                "linkstar.ioss.return.line",
                "linkstar.ioss.return.entry",
            ):
                with self.assertRaises(AccessError):
                    seen.env[model].search([])

    def test_invoicing_reads(self):
        self.sold((self.case, 2, 10.0))
        record = self.draft()
        seen = self.seen_by(self.user("account.group_account_invoice"), record)
        self.assertEqual(
            (seen.vat_total, seen.line_ids.country_id.code, seen.masked_number),
            (3.8, "DE", "IM27********"),
        )
        self.assertTrue(seen._xlsx())
        for attempt in (
            seen.action_compute,
            lambda: seen.write({"period": "2026-02-01"}),
            seen.unlink,
        ):
            with self.assertRaises(AccessError):
                attempt()
        for attempt in (seen.action_close, seen.action_reopen):
            with self.assertRaises(UserError):
                attempt()

    def test_manager_computes_and_closes(self):
        self.sold((self.case, 2, 10.0))
        record = self.env["linkstar.ioss.return"].create(
            {"registration_id": self.registration.id, "period": "2026-03-01"}
        )
        seen = self.seen_by(self.user("account.group_account_manager"), record)
        seen.action_compute()
        with self.assertRaises(UserError):
            seen.write({"state": "closed"})
        with self.assertRaises(UserError):
            seen.create(
                {
                    "registration_id": self.registration.id,
                    "period": "2026-02-01",
                    "state": "closed",
                }
            )
        seen.action_close()
        self.assertEqual((seen.state, seen.closed_by_id), ("closed", seen.env.user))
        seen.action_reopen()
        self.assertEqual(seen.state, "draft")

    def test_other_company_sees_nothing(self):
        record = self.draft()
        other = self.env["res.company"].create({"name": "Other"})
        seen = self.seen_by(
            self.user("account.group_account_manager", company=other), record
        )
        self.assertFalse(seen.search([]))
        with self.assertRaises(AccessError):
            seen.read(["period"])

    def test_download(self):
        record = self.draft()
        finance, picker = (
            self.user("account.group_account_invoice"),
            self.user("stock.group_stock_user"),
        )
        for user, kind, expected in (
            (finance, "xlsx", 200),
            (finance, "csv", 200),
            (finance, "exe", 404),
            (picker, "xlsx", 404),
        ):
            self.authenticate(user.login, user.login)
            answer = self.url_open(f"/linkstar/ioss_return/{record.id}.{kind}")
            self.assertEqual(answer.status_code, expected)
        self.assertIn(b"PK", self.download(finance, record).content[:2])

    def download(self, user, record):
        self.authenticate(user.login, user.login)
        return self.url_open(f"/linkstar/ioss_return/{record.id}.xlsx")
