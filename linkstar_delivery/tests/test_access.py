# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestAccess(LinkstarCase):
    book_once = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        context = {
            "company_id": cls.company.id,
            "company_ids": [Command.set(cls.company.ids)],
        }
        cls.picker = new_test_user(
            cls.env,
            "linkstar_picker",
            "base.group_user,stock.group_stock_user",
            **context,
        )
        cls.seller = new_test_user(
            cls.env,
            "linkstar_seller",
            "base.group_user,sales_team.group_sale_salesman_all_leads",
            **context,
        )
        cls.clerk = new_test_user(
            cls.env,
            "linkstar_clerk",
            "base.group_user,account.group_account_invoice",
            **context,
        )
        cls.employee = new_test_user(
            cls.env, "linkstar_employee", "base.group_user", **context
        )
        cls.portal = new_test_user(
            cls.env, "linkstar_portal", "base.group_portal", **context
        )

    def test_picker_ships_and_prints_and_sees_no_secret_and_no_cost(self):
        picking = self._transfer().with_user(self.picker)
        picking.button_validate()
        shipment = picking.linkstar_shipment_id
        self._work(shipment.sudo())
        self.assertEqual(shipment.state, "ready")
        self.assertTrue(picking.action_linkstar_print_label())
        self.assertTrue(shipment.label_attachment_id.raw)
        account = shipment.account_id
        for field in ("app_token", "app_key"):
            with self.assertRaises(AccessError):
                account.read([field])
        with self.assertRaises(AccessError):
            shipment.read(["charge_ids"])
        with self.assertRaises(AccessError):
            self.env["linkstar.charge"].with_user(self.picker).search([])
        with self.assertRaises(AccessError):
            self.env["linkstar.call"].with_user(self.picker).search([])
        with self.assertRaises(AccessError):
            shipment.write({"state": "cancelled"})
        with self.assertRaises(AccessError):
            account.action_test_connection()
        shipment.action_cancel()
        self.assertTrue(shipment.cancel_requested)

    def test_picker_opens_a_transfer(self):
        """Core's methods with postcode prefixes block users who may not create contacts
        from opening any transfer.
        """
        self.method.zip_prefix_ids = self.env["delivery.zip.prefix"].create(
            {"name": "10"}
        )
        picking = self._transfer().with_user(self.picker)
        self.env.invalidate_all()
        self.assertIn(self.method, picking.allowed_carrier_ids)

    def test_seller_quotes_and_looks(self):
        order = self._order().with_user(self.seller)
        rate = self.method.with_user(self.seller).rate_shipment(order)
        self.assertTrue(rate["success"], rate["error_message"])
        shipment = self._booked()
        self.assertEqual(shipment.with_user(self.seller).state, "ready")
        with self.assertRaises(AccessError):
            self.account.with_user(self.seller).read(["app_key"])
        with self.assertRaises(AccessError):
            shipment.with_user(self.seller).write({"waybill": "X"})
        with self.assertRaises(AccessError):
            shipment.with_user(self.seller).action_fetch_charges()

    def test_clerk_sees_charges(self):
        shipment = self._booked_once().with_user(self.clerk)
        self.assertFalse(shipment.charge_ids)
        with self.assertRaises(AccessError):
            shipment.account_id.read(["app_key"])

    def test_others_see_nothing(self):
        self._booked_once()
        for user in (self.employee, self.portal):
            for model in (
                "linkstar.account",
                "linkstar.shipment",
                "linkstar.parcel",
                "linkstar.charge",
                "linkstar.call",
            ):
                with (
                    self.subTest(f"{user.login} {model}"),
                    self.assertRaises(AccessError),
                ):
                    self.env[model].with_user(user).search([])

    def test_companies_are_walls(self):
        shipment = self._booked_once()
        other = self.env["res.company"].create({"name": "Other"})
        stranger = new_test_user(
            self.env,
            "linkstar_stranger",
            "base.group_system,stock.group_stock_manager,account.group_account_manager",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        for model in (
            "account",
            "service",
            "shipment",
            "parcel",
            "tracking.event",
            "charge",
            "call",
        ):
            with self.subTest(model):
                self.assertFalse(
                    self.env[f"linkstar.{model}"]
                    .with_user(stranger)
                    .with_context(allowed_company_ids=other.ids)
                    .search([])
                )
        with self.assertRaises(AccessError):
            shipment.with_user(stranger).with_context(
                allowed_company_ids=other.ids
            ).read(["waybill"])
        wizard = (
            self.env["linkstar.cancellation"]
            .with_user(stranger)
            .with_context(allowed_company_ids=other.ids)
            .create(
                {
                    "line_ids": [
                        Command.create(
                            {"shipment_id": shipment.id, "outcome": "cancel"}
                        )
                    ]
                }
            )
        )
        self.env.invalidate_all()
        for field in (
            "tracking_state",
            "picking_id",
            "tracking_number",
            "waybill",
            "state",
        ):
            with self.subTest(f"wizard: {field}"), self.assertRaises(AccessError):
                wizard.line_ids.read([field])
        with self.assertRaises(AccessError):
            wizard.action_confirm()
        self.assertFalse(shipment.cancel_requested)
