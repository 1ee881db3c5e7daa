"""The shipped rules as the database has them: what they read, and that they survive updates."""

import importlib.util

from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, tagged
from odoo.tools import convert_file, mute_logger

from ..rules import tracking
from .tracking_cases import ADDON, TABLES, cases, reader, wrong_ends

RULES = "linkstar.tracking.rule"


def migration(name):
    spec = importlib.util.spec_from_file_location(name, ADDON / "migrations" / "19.0.2.0.0" / f"{name}-tracking.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@tagged("post_install", "-at_install")
class TestTrackingRules(TransactionCase):
    def setUp(self):
        super().setUp()
        self.rules = self.env[RULES]

    def _update(self):
        """Load the shipped rules as an update of the addon does."""
        self.env.flush_all()
        env = self.env(context={**self.env.context, "install_module": "linkstar_delivery"})
        convert_file(env, "linkstar_delivery", "data/linkstar.tracking.rule.csv", {}, mode="update", noupdate=False)
        self.env.invalidate_all()

    def test_no_text_is_wrongly_final(self):
        for table in TABLES:
            self.assertEqual(wrong_ends(table, self.rules._meaning), [], table)

    def test_database_and_file_agree(self):
        pure = reader(tracking)
        for table in TABLES:
            for case in cases(table):
                self.assertEqual(self.rules._read_event("", case["text"]), pure.read("", case["text"], "linkstar"), case["text"])

    def test_a_rule_of_an_end_needs_to_be_conclusive(self):
        rule = self.rules.create({"name": "Custom", "sequence": 1, "pattern": "gone home", "tracking_state": "delivered"})
        self.assertFalse(self.rules._meaning("", "Parcel gone home"))
        rule.conclusive = True
        self.assertEqual(self.rules._meaning("", "Parcel gone home"), "delivered")
        self.assertFalse(self.rules._meaning("", "Parcel not gone home"), "the doubts hold for own rules, too")
        rule.exclusion = "parcel"
        self.assertFalse(self.rules._meaning("", "Parcel gone home"))
        with self.assertRaises(ValidationError):
            rule.exclusion = "("

    def test_an_update_keeps_what_somebody_changed(self):
        changed = self.env.ref("linkstar_delivery.rule_delivered_de")
        archived = self.env.ref("linkstar_delivery.rule_lost")
        changed.pattern = "abgeladen"
        archived.active = False
        own = self.rules.create({"name": "Custom", "pattern": "gone home", "tracking_state": "delivered", "conclusive": True})
        self.assertTrue(changed.shipped_differs)
        self._update()
        self.assertEqual(changed.pattern, "abgeladen")
        self.assertTrue(changed.shipped_differs)
        self.assertFalse(archived.active)
        self.assertEqual(self.rules._meaning("", "gone home"), own.tracking_state)
        changed.action_take_over_shipped()
        self.assertEqual(self.rules._meaning("", "Die Sendung wurde zugestellt"), "delivered")

    def test_an_update_renews_what_nobody_changed(self):
        rule = self.env.ref("linkstar_delivery.rule_delivered_de")
        wanted = rule.pattern
        old = {"pattern": "alt", "shipped_values": {**rule.shipped_values, "pattern": "alt"}}
        rule.with_context(linkstar_loading_shipped=True).write(old)
        self._update()
        self.assertEqual((rule.pattern, rule.shipped_differs), (wanted, False))

    @mute_logger("odoo.sql_db")
    def test_rules_of_the_version_before_are_renewed(self):
        """They came with ``noupdate`` and without a copy of what was shipped."""
        script = migration("pre")
        new = {xml_id: self.env.ref(f"linkstar_delivery.{xml_id}") for xml_id in script.SHIPPED}
        wanted = {xml_id: rule.read(["sequence", "pattern", "conclusive", "tracking_state"])[0] for xml_id, rule in new.items()}
        for xml_id, (sequence, name, code, pattern, state, intercepted) in script.SHIPPED.items():
            new[xml_id].with_context(linkstar_loading_shipped=True).write({
                "sequence": sequence, "name": name, "code": code, "pattern": pattern, "tracking_state": state, "intercepted": intercepted,
                "code_list": False, "exclusion": False, "conclusive": False, "doubt": False, "correction": False, "shipped_values": False,
            })
        new["rule_out"].pattern = "my own words"
        mine = self.rules.create({"name": "Custom", "pattern": "gone home", "tracking_state": "delivered"})
        self.env.flush_all()
        self.env.cr.execute("UPDATE linkstar_tracking_rule SET shipped_values = NULL WHERE id IN %s", [tuple(r.id for r in new.values())])
        self.env.cr.execute("UPDATE ir_model_data SET noupdate = TRUE WHERE model = %s", [RULES])
        self.env.registry.clear_cache()
        self.env.invalidate_all()
        script.migrate(self.env.cr, "19.0.1.0.0")
        self._update()
        for xml_id, values in wanted.items():
            if xml_id == "rule_out":
                values = {**values, "pattern": "my own words"}
            self.assertEqual(new[xml_id].read(list(values))[0], values, xml_id)
        self.assertTrue(new["rule_out"].shipped_differs)
        self.assertFalse(new["rule_delivered"].shipped_differs)
        self.assertTrue(mine.conclusive, "whoever wrote a rule for an end meant it")
        for table in TABLES:
            self.assertEqual(wrong_ends(table, self.rules._meaning), [], table)
