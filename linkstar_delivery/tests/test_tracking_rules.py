# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The merchant's rules before the reader of texts, what an event shows of its reading,
and what an update does with the rules that were shipped once.
"""

import importlib.util
import json

from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, tagged

from ..rules import tracking
from ..rules.tracking import grammar
from ..services import tracking_words
from .tracking_cases import ADDON, TABLES, cases, wrong_ends

RULES = "linkstar.tracking.rule"


def migration(version, name):
    spec = importlib.util.spec_from_file_location(
        name, ADDON / "migrations" / version / f"{name}.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@tagged("post_install", "-at_install")
class TestTrackingRules(TransactionCase):
    def setUp(self):
        super().setUp()
        self.rules = self.env[RULES]

    def test_no_text_is_wrongly_final(self):
        for table in TABLES:
            self.assertEqual(wrong_ends(table, self.rules._meaning), [], table)

    def test_without_rules_it_is_the_pure_reader(self):
        self.assertFalse(self.rules.search([]), "none is shipped")
        pure = tracking.Reader()
        for table in TABLES:
            for case in cases(table):
                self.assertEqual(
                    self.rules._read_event("", case["text"]),
                    pure.read("", case["text"], "linkstar"),
                    case["text"],
                )

    def test_a_rule_of_an_end_needs_to_be_conclusive(self):
        rule = self.rules.create(
            {
                "name": "Custom",
                "sequence": 1,
                "pattern": "gone home",
                "tracking_state": "delivered",
            }
        )
        self.assertFalse(self.rules._meaning("", "Parcel gone home"))
        rule.conclusive = True
        self.assertEqual(self.rules._meaning("", "Parcel gone home"), "delivered")
        self.assertFalse(
            self.rules._meaning("", "Parcel not gone home"),
            "doubts hold for own rules, too",
        )
        rule.exclusion = "parcel"
        self.assertFalse(self.rules._meaning("", "Parcel gone home"))
        with self.assertRaises(ValidationError):
            rule.exclusion = "("

    def test_own_rules_come_before_codes_and_texts(self):
        self.assertEqual(self.rules._meaning("EMI", "Delivered"), "delivered")
        rule = self.rules.create(
            {"name": "Custom", "code": "EMI", "tracking_state": "last_mile"}
        )
        self.assertEqual(self.rules._meaning("EMI", "Delivered"), "last_mile")
        rule.active = False
        self.assertEqual(self.rules._meaning("EMI", "Delivered"), "delivered")

    def test_each_meaning_has_a_name(self):
        names = tracking_words.names(self.env)
        self.assertFalse(grammar.SHOWN - set(names))
        self.assertEqual(len(set(names.values())), len(names))

    def test_rules_that_were_shipped_go_and_changed_ones_stay(self):
        self.env.cr.execute(
            "ALTER TABLE linkstar_tracking_rule ADD COLUMN IF NOT EXISTS shipped_values"
            " jsonb"
        )
        rows = {}
        for name, pattern in (
            ("unchanged", "shipped words"),
            ("changed", "own words"),
            ("archived", "shipped words"),
            ("own", "own words, too"),
        ):
            rows[name] = self.rules.create(
                {
                    "name": "Rule",
                    "pattern": pattern,
                    "tracking_state": "customs",
                    "active": name != "archived",
                }
            )
        self.env.flush_all()
        shipped = [rows[name].id for name in ("unchanged", "changed", "archived")]
        self.env.cr.execute(
            "UPDATE linkstar_tracking_rule SET shipped_values = %s WHERE id IN %s",
            [
                json.dumps(
                    {
                        "name": "Rule",
                        "sequence": 50,
                        "pattern": "shipped words",
                        "tracking_state": "customs",
                    }
                ),
                tuple(shipped),
            ],
        )
        for row_id in shipped:
            self.env["ir.model.data"].create(
                {
                    "module": "linkstar_delivery",
                    "name": f"rule_of_test_{row_id}",
                    "model": RULES,
                    "res_id": row_id,
                    "noupdate": True,
                }
            )
        self.env.flush_all()
        migration("19.0.2.1.0", "pre-tracking-rules").migrate(self.env.cr, "19.0.2.0.0")
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        left = self.rules.with_context(active_test=False).search([])
        self.assertEqual(left, rows["changed"] | rows["archived"] | rows["own"])
        self.assertEqual(rows["changed"].pattern, "own words")
        self.assertFalse(rows["archived"].active)
        self.assertFalse(
            self.env["ir.model.data"].search(
                [("module", "=", "linkstar_delivery"), ("model", "=", RULES)]
            )
        )
        self.assertEqual(self.rules._meaning("", "my own words"), "customs")
