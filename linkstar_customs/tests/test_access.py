# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user, tagged

from .common import CustomsCase


@tagged("post_install", "-at_install")
class TestAccess(CustomsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.picking = cls.order((cls.case, 2, 10.0)).picking_ids
        cls.declaration = cls.picking._linkstar_declare()

    def user(self, *groups, company=None):
        company = company or self.company
        name = groups[0].replace(".", "_")
        user = new_test_user(
            self.env,
            f"customs_{name}_{company.id}",
            ",".join(groups),
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )
        return user

    def seen_by(self, user, records):
        return records.with_user(user).with_context(
            allowed_company_ids=user.company_ids.ids
        )

    def refuse_number(self, user):
        registration = self.seen_by(user, self.registration)
        self.assertEqual(registration.masked_number, "IM27********")
        for attempt in (
            lambda: registration.number,
            lambda: registration.read(["number"]),
            lambda: registration.search([("number", "=like", "IM2%")]),
            lambda: registration.write({"number": "IM2500000017"}),
        ):
            with self.assertRaises(AccessError):
                attempt()

    def test_stock_user_declares_and_reads(self):
        user = self.user("stock.group_stock_user")
        picking = self.seen_by(user, self.picking)
        self.assertEqual(picking._linkstar_customs_problems(), [])
        declaration = picking._linkstar_declare()
        self.assertEqual(
            (declaration.total_value, declaration.masked_number), (20.0, "IM27********")
        )
        self.assertEqual(declaration.line_ids.sku, "PC-1")
        self.assertEqual(declaration._linkstar_scheme_number(), "IM2760000016")
        for attempt in (
            lambda: declaration.write({"eur_value": 1.0}),
            lambda: declaration.line_ids.write({"unit_price": 1.0}),
            declaration.unlink,
        ):
            with self.assertRaises(AccessError):
                attempt()
        self.refuse_number(user)
        declaration._freeze()
        self.assertEqual(declaration.state, "frozen")

    def test_salesperson_reads(self):
        user = self.user("sales_team.group_sale_salesman")
        declaration = self.seen_by(user, self.declaration)
        self.assertEqual(
            (declaration.total_value, declaration.line_ids.quantity), (20.0, 2)
        )
        with self.assertRaises(AccessError):
            declaration.unlink()
        self.refuse_number(user)

    def test_keeper_of_the_rules(self):
        user = self.user("linkstar_customs.group_customs_user")
        self.seen_by(user, self.scheme).limit = 140.0
        self.refuse_number(user)

    def test_keeper_of_the_numbers(self):
        user = self.user("linkstar_customs.group_customs_manager")
        registration = self.seen_by(user, self.registration)
        self.assertEqual(registration.number, "IM2760000016")
        registration.number = "IM2500000017"

    def test_portal_sees_nothing(self):
        user = self.user("base.group_portal")
        for records in (
            self.declaration,
            self.declaration.line_ids,
            self.registration,
            self.scheme,
            self.env["linkstar.special.territory"],
        ):
            with self.assertRaises(AccessError):
                records.with_user(user).search([])
        with self.assertRaises(AccessError):
            self.picking.with_user(user)._linkstar_declare()

    def test_another_company_sees_nothing(self):
        other = self.env["res.company"].create({"name": "Other"})
        user = self.user(
            "stock.group_stock_manager",
            "linkstar_customs.group_customs_manager",
            company=other,
        )
        for records in (self.declaration, self.declaration.line_ids, self.registration):
            self.assertFalse(
                self.seen_by(user, records).search([("id", "in", records.ids)])
            )
            with self.assertRaises(AccessError):
                self.seen_by(user, records).read(["display_name"])
        with self.assertRaises(AccessError):
            self.seen_by(user, self.picking)._linkstar_declare()

    def test_what_somebody_exported_or_checked_is_theirs(self):
        """The file of an export contains the full number of the scheme, and a list of
        problems names goods and buyers.
        """
        keeper = self.user("linkstar_customs.group_customs_manager")
        export = (
            self.env["linkstar.h7.export"]
            .with_user(keeper)
            .create({"declaration_ids": self.declaration.ids})
        )
        self.company.write({"street": "Room 1208", "city": "Shenzhen", "zip": "518000"})
        export.action_export()
        self.case.hs_code = False
        self.seen_by(keeper, self.picking).action_linkstar_check()
        found = self.env["linkstar.check"].with_user(keeper).search([])
        correction = (
            self.env["linkstar.customs.correction"]
            .with_user(keeper)
            .create(
                {"declaration_id": self.declaration.id, "reason": "The buyer moved."}
            )
        )
        self.assertTrue(export.file and found)
        elsewhere = self.user(
            "linkstar_customs.group_customs_manager",
            company=self.env["res.company"].create({"name": "Other"}),
        )
        for records in (export, found, correction):
            self.assertFalse(
                self.seen_by(elsewhere, records).search([("id", "in", records.ids)])
            )
            with self.assertRaises(AccessError):
                self.seen_by(elsewhere, records).read()

    def test_whoever_may_read_a_declaration_can_open_it(self):
        """A user who may read a declaration may read everything on its form."""
        self.buyer.write({"country_id": self.env.ref("base.es").id, "zip": "35001"})
        declaration = self.picking._linkstar_declare()
        self.assertTrue(
            declaration.territory_id
            and declaration.charge_ids
            and declaration.scheme_id
        )
        for group in (
            "stock.group_stock_user",
            "sales_team.group_sale_salesman",
            "account.group_account_readonly",
            "account.group_account_invoice",
            "account.group_account_manager",
        ):
            with self.subTest(group):
                form = Form(self.seen_by(self.user(group), declaration))
                self.assertEqual(
                    (len(form.charge_ids), form.territory_id),
                    (1, declaration.territory_id),
                )
