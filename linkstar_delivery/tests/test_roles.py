# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .common import LinkstarCase

_OPERATIONS = ("read", "write", "create", "unlink")
#: Models and fields with amounts, or with the carrier's prices.
_COSTS = (
    "linkstar.charge",
    "linkstar.rate.card",
    "linkstar.rate.zone",
    "linkstar.rate.bracket",
    "linkstar.rate.surcharge",
)
_RULES = (
    "linkstar.account",
    "linkstar.service",
    "linkstar.option.rule",
    "linkstar.extra.service",
    "linkstar.tracking.rule",
)
_PAPERS = (
    "linkstar.shipment",
    "linkstar.parcel",
    "linkstar.tracking.event",
    "linkstar.customs.declaration",
)


@tagged("post_install", "-at_install")
class TestRoles(HttpCase, LinkstarCase):
    """One test for each role: what it may do, and that it can see and do nothing
    else.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        context = {
            "company_id": cls.company.id,
            "company_ids": [Command.set(cls.company.ids)],
        }
        cls.people = {
            role: new_test_user(cls.env, f"linkstar_role_{role}", groups, **context)
            for role, groups in (
                ("picker", "base.group_user,stock.group_stock_user"),
                ("seller", "base.group_user,sales_team.group_sale_salesman_all_leads"),
                ("clerk", "base.group_user,account.group_account_invoice"),
                ("employee", "base.group_user"),
                ("portal", "base.group_portal"),
                ("public", "base.group_public"),
            )
        }
        cls.registration = cls.env["linkstar.tax.registration"].create(
            {
                "company_id": cls.company.id,
                "scheme_id": (
                    cls.env["linkstar.tax.scheme"]
                    .search(
                        [("country_ids", "in", cls.env.ref("base.de").ids)], limit=1
                    )
                    .id
                ),
                "name": "Own shop",
                "number": "IM2760000742",
                "valid_from": "2020-01-01",
            }
        )
        cls.extra = cls.env["linkstar.extra.service"].create(
            {"service_id": cls.service.id, "code": "S1", "name": "Signature"}
        )

    def _models(self):
        """The names of our models without wizards."""
        ours = (
            (name, model)
            for name, model in self.env.registry.items()
            if name.startswith("linkstar.")
        )
        return [
            name for name, model in ours if not model._abstract and not model._transient
        ]

    def _may(self, role, operation):
        return {
            name
            for name in self._models()
            if self.env[name].with_user(self.people[role]).has_access(operation)
        }

    def _refused(self, role, records, *fields):
        for field in fields:
            with (
                self.subTest(f"{role}: {records._name}.{field}"),
                self.assertRaises(AccessError),
            ):
                records.with_user(self.people[role]).read([field])

    def test_warehouse(self):
        """Packs, books, prints, cancels; sees no credentials, no costs, no IOSS number;
        changes only transfers.
        """
        picker = self.people["picker"]
        picking = self._transfer().with_user(picker)
        self.assertEqual(
            [problem.code for problem in picking._linkstar_check()[picking]], []
        )
        self.assertTrue(picking.linkstar_label_address)
        picking.linkstar_extra_ids = self.extra
        picking.action_linkstar_book()
        shipment = picking.linkstar_shipment_id
        self._work(shipment.sudo())
        self.assertEqual(shipment.state, "ready", shipment.problem)
        self.assertTrue(picking.action_linkstar_print_label())
        self.assertTrue(shipment.label_attachment_id.raw)
        picking.button_validate()
        self.assertEqual((picking.state, picking.carrier_price), ("done", 0))
        shipment.action_cancel()
        self.assertTrue(shipment.cancel_requested)

        self.assertFalse(
            self._may("picker", "read")
            & {*_COSTS, "linkstar.call", "linkstar.option.rule"}
        )
        self.assertFalse(
            self._may("picker", "write")
            & {*_COSTS, *_RULES, *_PAPERS, "linkstar.tax.registration"}
        )
        self._refused("picker", self.account, "app_token", "app_key")
        self._refused("picker", self.registration, "number")
        self._refused("picker", shipment, "charge_ids", "settled_weight", "call_ids")
        self._refused("picker", self.extra, "price", "percent", "minimum", "terms")
        self._refused("picker", self.service, "return_cost", "destroy_cost")
        self._refused("picker", picking, "linkstar_option_prices")
        for action in (
            self.account.action_test_connection,
            self.account.action_synchronise_services,
            shipment.action_fetch_charges,
        ):
            with self.subTest(action.__name__), self.assertRaises(AccessError):
                getattr(action.__self__.with_user(picker), action.__name__)()

    def test_warehouse_form_shows_no_cost(self):
        """The data that the browser receives for a picker's forms."""
        picker = self.people["picker"]
        for model, secret in (
            ("stock.picking", {"linkstar_option_prices"}),
            ("linkstar.shipment", {"charge_ids", "settled_weight", "call_ids"}),
            ("linkstar.service", {"return_cost", "destroy_cost"}),
            ("linkstar.extra.service", {"price", "percent", "minimum", "terms"}),
            ("linkstar.account", {"app_token", "app_key"}),
        ):
            with self.subTest(model):
                readable = set(self.env[model].with_user(picker).fields_get())
                self.assertFalse(readable & secret)

    def test_sales(self):
        """Quotes and reads where a parcel is; cannot book or cancel."""
        seller = self.people["seller"]
        shipment = self._booked()
        order = shipment.sale_order_id.with_user(seller)
        self.assertEqual(order.picking_ids.linkstar_tracking_state, "none")
        order.write({"linkstar_platform": "ebay", "linkstar_platform_number": "1"})
        self.assertFalse(
            self._may("seller", "write")
            & {*_COSTS, *_RULES, *_PAPERS, "linkstar.tax.registration"}
        )
        self._refused("seller", self.account, "app_token", "app_key")
        self._refused("seller", self.registration, "number")
        self._refused("seller", shipment, "charge_ids", "settled_weight", "call_ids")
        picking = self._transfer().with_user(seller)
        for button in (
            "action_linkstar_book",
            "send_to_shipper",
            "action_linkstar_wave",
        ):
            with self.subTest(button), self.assertRaises(AccessError):
                getattr(picking, button)()
        self.assertFalse(picking.sudo().linkstar_shipment_ids)
        for button in (
            "action_cancel",
            "action_intercept",
            "action_retry",
            "action_fetch_charges",
        ):
            with self.subTest(button), self.assertRaises(AccessError):
                getattr(shipment.with_user(seller), button)()

    def test_finance(self):
        """Sees billed amounts; cannot ship or configure."""
        clerk = self.people["clerk"]
        shipment = self._booked()
        self.assertEqual(
            shipment.with_user(clerk).charge_ids.ids, shipment.charge_ids.ids
        )
        self.assertFalse(
            self._may("clerk", "write")
            & {*_COSTS, *_RULES, *_PAPERS, "linkstar.tax.registration"}
        )
        self.assertNotIn("linkstar.call", self._may("clerk", "read"))
        self._refused("clerk", self.account, "app_token", "app_key")
        self._refused("clerk", self.registration, "number")
        for button in ("action_cancel", "action_intercept", "action_retry"):
            with self.subTest(button), self.assertRaises(AccessError):
                getattr(shipment.with_user(clerk), button)()

    def test_employees(self):
        """Employees read only the description terms of products."""
        for operation in _OPERATIONS:
            words = {
                f"linkstar.{word}"
                for word in (
                    "goods.type",
                    "marketplace",
                    "hs.code",
                    "description.term",
                    "customs.requirement",
                )
            }
            self.assertFalse(
                self._may("employee", operation)
                - (words if operation == "read" else set()),
                operation,
            )

    def test_customers_and_strangers(self):
        """No record, no button, no label, not even of their own parcel: the portal
        shows what core shows.
        """
        shipment = self._booked()
        for role in ("portal", "public"):
            user = self.people[role]
            for operation in _OPERATIONS:
                self.assertFalse(self._may(role, operation), f"{role} {operation}")
            for button in (
                "action_cancel",
                "action_intercept",
                "action_retry",
                "action_print_label",
                "action_fetch_tracking",
            ):
                with self.subTest(f"{role} {button}"), self.assertRaises(AccessError):
                    getattr(shipment.with_user(user), button)()
            with self.subTest(f"{role}: label"), self.assertRaises(AccessError):
                shipment.label_attachment_id.with_user(user).read(["raw"])
            with self.subTest(f"{role}: transfers"):
                readable = (
                    self.env["stock.picking"].with_user(user).fields_get()
                    if role == "portal"
                    else {}
                )
                self.assertFalse(
                    [name for name in readable if name.startswith("linkstar_")]
                )
            reports = self.env["ir.actions.report"].with_user(user)
            with self.subTest(f"{role}: report"), self.assertRaises(AccessError):
                reports._render_qweb_pdf(
                    "linkstar_delivery.action_report_label", shipment.picking_id.ids
                )

    def test_routes_for_strangers(self):
        """The addresses of labels and reports."""
        shipment = self._booked()
        attachment = shipment.label_attachment_id
        content = attachment.raw[:20]
        for login in (None, "linkstar_role_portal"):
            self.authenticate(login, login)
            for url in (
                f"/web/content/{attachment.id}",
                f"/web/content/ir.attachment/{attachment.id}/raw",
                f"/report/pdf/linkstar_delivery.report_label/{shipment.picking_id.id}",
                f"/web/content/linkstar.shipment/{shipment.id}/label_attachment_id",
            ):
                with self.subTest(f"{login} {url}"), mute_logger("odoo.http"):
                    answer = self.url_open(url)
                    self.assertNotIn(content, answer.content)
                    self.assertNotIn(b"%PDF", answer.content[:1000])

    def test_companies_are_walls_for_every_model(self):
        """A model with a company has a rule for all users that checks the company."""
        for name in self._models():
            if "company_id" not in self.env[name]._fields:
                continue
            with self.subTest(name):
                rules = self.env["ir.rule"].search(
                    [("model_id.model", "=", name), ("groups", "=", False)]
                )
                self.assertTrue(
                    any("company_ids" in rule.domain_force for rule in rules)
                )

    def test_server_actions_and_menus_name_who_may(self):
        modules = ("linkstar_customs", "linkstar_delivery")
        for model, field in (
            ("ir.actions.server", "group_ids"),
            ("ir.actions.report", "group_ids"),
        ):
            names = self.env["ir.model.data"].search(
                [("module", "in", modules), ("model", "=", model)]
            )
            records = self.env[model].browse(names.mapped("res_id")).exists()
            open_to_all = records.filtered(
                lambda action, field=field: (
                    not action[field] and getattr(action, "usage", "") != "ir_cron"
                )
            )
            self.assertFalse(open_to_all.mapped("name"), model)
