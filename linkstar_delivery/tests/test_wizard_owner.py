# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import base64

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from ..rating import sheet_write
from .test_rate_card import RateCardCase


@tagged("post_install", "-at_install")
class TestWizardOwner(RateCardCase):
    """Only the user who opened a wizard can see its data; the import uses exactly the
    file that was checked.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = (
            "sales_team.group_sale_manager,stock.group_stock_manager,"
            "linkstar_customs.group_customs_manager,base.group_system"
        )
        other = cls.env["res.company"].create({"name": "Other"})
        cls.asker, cls.colleague, cls.stranger = (
            new_test_user(
                cls.env,
                f"wizard_{name}",
                groups,
                company_id=company.id,
                company_ids=[Command.set(company.ids)],
            )
            for name, company in (
                ("asker", cls.company),
                ("colleague", cls.company),
                ("stranger", other),
            )
        )

    def _models(self):
        return [
            name
            for name, model in self.env.registry.items()
            if name.startswith("linkstar.") and model._transient
        ]

    def test_every_transient_model_has_a_rule_of_its_owner(self):
        self.assertGreater(len(self._models()), 9)
        for name in self._models():
            with self.subTest(name):
                rules = self.env["ir.rule"].search(
                    [("model_id.model", "=", name), ("groups", "=", False)]
                )
                self.assertIn(
                    "[('create_uid', '=', user.id)]", rules.mapped("domain_force")
                )

    def test_nobody_else_reads_or_changes_a_comparison(self):
        order = self._order()
        action = order.with_user(self.asker).action_linkstar_compare()
        comparison = self.env[action["res_model"]].browse(action["res_id"])
        self.assertTrue(comparison.with_user(self.asker).line_ids)
        for user in (self.colleague, self.stranger):
            for records in (comparison, comparison.line_ids):
                seen = records.with_user(user).with_context(
                    allowed_company_ids=user.company_ids.ids
                )
                self.env.invalidate_all()
                with self.subTest(f"{user.login} {records._name}"):
                    self.assertFalse(seen.search([("id", "in", records.ids)]))
                    for attempt in (
                        seen.read,
                        lambda seen=seen, user=user: seen.write(
                            {"create_uid": user.id}
                        ),
                        seen.unlink,
                    ):
                        with self.assertRaises(AccessError):
                            attempt()

    def test_only_the_file_that_was_checked_is_imported(self):
        card = self._make_card()
        before = card._value()
        file = base64.b64encode(sheet_write.csv_file(before))
        cheap = base64.b64encode(
            sheet_write.csv_file(before).replace(b"10.05", b"0.01")
        )
        self.assertNotEqual(file, cheap)
        wizard = (
            self.env["linkstar.rate.card.import"]
            .with_user(self.asker)
            .create({"card_id": card.id, "file": file, "filename": "a.csv"})
        )
        with self.assertRaisesRegex(UserError, "Press Check"):
            wizard.action_import()
        wizard.action_check()
        self.assertTrue(wizard.checked)
        for user in (self.colleague, self.stranger):
            with self.subTest(user.login), self.assertRaises(AccessError):
                wizard.with_user(user).with_context(
                    allowed_company_ids=user.company_ids.ids
                ).write({"file": cheap})
        wizard.file = cheap
        self.assertFalse(wizard.checked)
        with self.assertRaisesRegex(UserError, "Press Check"):
            wizard.action_import()
        self.assertEqual(card._value(), before)
        wizard.action_check()
        wizard.action_import()
        self.assertNotEqual(card._value(), before)
