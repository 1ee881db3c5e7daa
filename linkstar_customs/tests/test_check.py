# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools.safe_eval import safe_eval

from .common import CustomsCase


@tagged("post_install", "-at_install")
class TestCheckList(CustomsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bare = cls.product("Thing", "X-1", price=5.0, hs_code=False, origin=False)

    def draft(self, *lines, partner=None):
        return self.env["sale.order"].create(
            {
                "partner_id": (partner or self.buyer).id,
                "company_id": self.company.id,
                "warehouse_id": self.warehouse.id,
                "pricelist_id": self.pricelist.id,
                "order_line": [
                    (
                        0,
                        0,
                        {
                            "product_id": product.id,
                            "product_uom_qty": 1,
                            "price_unit": price,
                            "tax_ids": [(5,)],
                        },
                    )
                    for product, price in lines
                ],
            }
        )

    def codes(self, document):
        """Return the problems of a document, except missing exchange rates, which tests
        do not enter.
        """
        return [
            problem.code
            for problem in document._linkstar_check()[document]
            if problem.code != "rate_missing"
        ]

    def test_law_of_the_destination(self):
        self.case.write({"linkstar_ns_pid": False})
        self.case.product_tmpl_id.linkstar_responsible_id = False
        german = self.draft((self.case, 9.0))
        self.assertEqual(self.codes(german), ["ns_pid_missing", "responsible_missing"])
        found = german._linkstar_check()[german]
        self.assertEqual([problem.severity for problem in found], ["block", "warn"])
        self.assertIn("C128", found[0].source)
        self.assertIn("2023/988", found[1].source)
        british = self.buyer.copy(
            {"country_id": self.env.ref("base.uk").id, "zip": "SW1A 1AA"}
        )
        self.assertEqual(
            self.codes(self.draft((self.case, 9.0), partner=british)),
            ["registration_not_registered"],
        )
        irish = self.buyer.copy(
            {"country_id": self.env.ref("base.uk").id, "zip": "bt1 5gs"}
        )
        self.assertEqual(
            self.codes(self.draft((self.case, 9.0), partner=irish)),
            ["responsible_missing", "registration_not_registered"],
        )
        firm = self.buyer.copy({"is_company": True})
        self.assertEqual(
            self.codes(self.draft((self.case, 9.0), partner=firm)),
            ["responsible_missing", "scheme_business"],
        )

    def test_law_of_the_day(self):
        self.case.linkstar_ns_pid = False
        picking = self.order((self.case, 1, 9.0)).picking_ids
        self.env.ref("linkstar_customs.requirement_identifiers").valid_to = "2026-11-02"
        for day, codes in (
            ("2026-10-31", []),
            ("2026-11-01", ["ns_pid_missing"]),
            ("2026-11-03", []),
        ):
            picking.date_done = f"{day} 12:00:00"
            self.assertEqual(self.codes(picking), codes, day)

    def test_names_that_are_none(self):
        self.buyer.write({"street": "N/A", "city": "Unknown"})
        picking = self.order((self.case, 1, 9.0)).picking_ids
        found = picking._linkstar_check()[picking]
        self.assertEqual(
            [
                (problem.code, problem.severity, problem.model, problem.res_id)
                for problem in found
            ],
            [("party_stop_word", "block", "res.partner", self.buyer.id)] * 2,
        )

    def test_prohibited_goods(self):
        self.case.linkstar_goods_type_ids = self.env.ref(
            "linkstar_customs.goods_type_medicine"
        )
        self.lamp.linkstar_goods_type_ids = self.env.ref(
            "linkstar_customs.goods_type_food"
        )
        self.assertEqual(
            self.codes(self.draft((self.case, 9.0), (self.lamp, 9.0))),
            ["prohibited", "second_look"],
        )

    def test_order_is_noted_refused_or_left_alone(self):
        user = new_test_user(
            self.env,
            "customs_sales",
            "sales_team.group_sale_manager",
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )

        def noted(order):
            return order.message_ids.filtered(
                lambda message: "HS code" in (message.body or "")
            )

        self.company.linkstar_check_orders = "off"
        order = self.draft((self.bare, 5.0)).with_user(user)
        self.assertEqual(order.linkstar_blocking_count, 0)
        order.action_confirm()
        self.assertFalse(noted(order))
        self.company.linkstar_check_orders = "warn"
        order = self.draft((self.bare, 5.0)).with_user(user)
        self.assertEqual(order.linkstar_blocking_count, 2)
        self.assertTrue(order.action_confirm())
        self.assertEqual((order.state, len(noted(order))), ("sale", 1))
        self.company.linkstar_check_orders = "block"
        order = self.draft((self.bare, 5.0)).with_user(user)
        with self.assertRaises(UserError) as caught:
            order.action_confirm()
        for words in ("HS code", "origin", "X-1"):
            self.assertIn(words, str(caught.exception))
        self.assertEqual(order.state, "draft")
        order.sudo().action_confirm()
        self.assertEqual(
            (order.state, len(noted(order))),
            ("sale", 1),
            "an automatic confirmation is not blocked",
        )

    def test_order_at_home_is_nobodys_concern(self):
        self.company.linkstar_check_orders = "block"
        neighbour = self.buyer.copy({"country_id": self.env.ref("base.cn").id})
        order = self.draft((self.bare, 5.0), partner=neighbour)
        self.assertEqual(order.linkstar_blocking_count, 0)
        order.action_confirm()
        self.assertEqual(order.state, "sale")

    def test_transfer_is_held_as_the_company_wants(self):
        picking = self.order((self.bare, 1, 5.0)).picking_ids
        picking.move_ids.quantity = 1
        self.assertEqual(picking.linkstar_blocking_count, 2)
        self.company.linkstar_check_transfers = "abroad"
        with self.assertRaises(UserError) as caught:
            picking.button_validate()
        self.assertIn("HS code", str(caught.exception))
        self.assertNotEqual(picking.state, "done")
        self.company.linkstar_check_transfers = "carriers"
        self.assertFalse(picking._linkstar_held_by_customs())
        self.company.linkstar_check_transfers = "off"
        picking.button_validate()
        self.assertEqual(picking.state, "done")

    def test_list_of_several_transfers_opens_each_remedy(self):
        user = new_test_user(
            self.env,
            "customs_packer",
            "stock.group_stock_user",
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        pickings = (
            self.order((self.bare, 1, 5.0))
            + self.order((self.case, 1, 5.0))
            + self.order((self.bare, 1, 5.0))
        ).picking_ids
        action = pickings.with_user(user).action_linkstar_check()
        lines = self.listed(user, action)
        self.assertEqual(
            lines.mapped("document"), [pickings[0].name] * 2 + [pickings[2].name] * 2
        )
        self.assertEqual(action["context"]["group_by"], ["document"])
        self.assertTrue(any(lines.mapped("source")))
        opened = lines[0].action_open()
        self.assertEqual(
            (opened["res_model"], opened["res_id"]), ("product.product", self.bare.id)
        )
        self.assertEqual(lines[0].action_open_document()["res_id"], pickings[0].id)
        self.bare.write(
            {"hs_code": "392690", "country_of_origin": self.env.ref("base.cn").id}
        )
        again = (
            self.env["linkstar.check"]
            .with_user(user)
            .with_context(**action["context"])
            .action_again()
        )
        self.assertEqual(
            (again["tag"], again["params"]["type"]), ("display_notification", "success")
        )
        self.assertEqual(again["params"]["next"]["tag"], "soft_reload")
        self.assertFalse(self.listed(user, action), "no row is left below the message")

    def listed(self, user, action):
        """Return the rows of the check list that ``action`` opens, as the browser reads
        them, also after a reload.
        """
        kept = {"active_id": action["context"]["active_id"]}
        stored = self.env["ir.actions.act_window"]._for_xml_id(
            "linkstar_customs.action_linkstar_check"
        )
        domain = safe_eval(stored["domain"], {"context": kept})
        self.assertEqual(
            safe_eval(stored["context"], {"context": kept})["linkstar_check_run"],
            kept["active_id"],
        )
        return self.env["linkstar.check"].with_user(user).search(domain)

    def test_each_check_has_a_list_of_its_own(self):
        """A list shows the problems of its own documents, also if the user checks
        others before or after.
        """
        user = new_test_user(
            self.env,
            "customs_packer",
            "stock.group_stock_user",
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        first, second = (
            (self.order((self.bare, 1, 5.0))).picking_ids for _n in range(2)
        )
        actions = [
            picking.with_user(user).action_linkstar_check()
            for picking in (first, second)
        ]
        self.assertEqual(
            set(self.listed(user, actions[0]).mapped("document")), {first.name}
        )
        self.assertEqual(
            set(self.listed(user, actions[1]).mapped("document")), {second.name}
        )
        checks = self.env["linkstar.check"].with_user(user)
        checks.with_context(
            linkstar_check_run=actions[0]["context"]["active_id"]
        ).action_again()
        self.assertEqual(
            len(self.listed(user, actions[0])),
            2,
            "new results replace the old ones",
        )
        self.assertEqual(len(self.listed(user, actions[1])), 2)

    def test_a_list_that_is_gone_is_not_all_clear(self):
        user = new_test_user(
            self.env,
            "customs_packer",
            "stock.group_stock_user",
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        action = (
            self.order((self.bare, 1, 5.0))
            .picking_ids.with_user(user)
            .action_linkstar_check()
        )
        checks = self.env["linkstar.check"].with_user(user)
        with self.assertRaises(UserError):
            checks.action_again()
        run = self.env["linkstar.check.run"].browse(action["context"]["active_id"])
        colleague = user.copy({"login": "customs_colleague"})
        with self.assertRaises(AccessError):
            checks.with_user(colleague).with_context(
                linkstar_check_run=run.id
            ).action_again()
        run.sudo().unlink()
        with self.assertRaises(UserError):
            checks.with_context(linkstar_check_run=run.id).action_again()

    def test_number_of_queries_does_not_grow(self):
        def count(documents):
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.cr.sql_log_count
            documents.browse(documents.ids)._linkstar_check()
            return self.cr.sql_log_count - start

        orders = self.env["sale.order"].union(
            *(self.order((self.case, 1, 5.0), (self.lamp, 2, 7.0)) for _n in range(12))
        )
        for documents in (orders, orders.picking_ids):
            count(documents[:1])
            self.assertLessEqual(count(documents), count(documents[:3]))
