# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Texts without a meaning: the list, the rule that is made from it, and what a rule
would change.
"""

from datetime import datetime, timedelta, timezone

from odoo.tests import Form, tagged

from ..api.messages import TrackedParcel, TrackEvent
from .common import LinkstarCase

NOW = datetime.now(timezone.utc).replace(microsecond=0)


@tagged("post_install", "-at_install")
class TestTrackingTexts(LinkstarCase):
    book_once = True

    def setUp(self):
        super().setUp()
        self.one, self.two = self._booked_once(), self._booked()
        self._tell(self.one, "Xyzzy 12 (plugh)", "Frobnicated")
        self._tell(self.two, "Xyzzy 345 (plugh)", "Out for delivery")

    def _tell(self, shipment, *texts):
        history = TrackedParcel(
            code=shipment.waybill,
            events=tuple(
                TrackEvent(NOW + timedelta(hours=hour), "", text)
                for hour, text in enumerate(texts)
            ),
        )
        shipment.event_ids._store({shipment: [history]}, "poll")

    def _texts(self):
        return self.env["linkstar.tracking.text"].search(
            [("company_id", "=", self.company.id)]
        )

    def test_the_list(self):
        first, second = self._texts()
        self.assertIn(first.text, ("Xyzzy 12 (plugh)", "Xyzzy 345 (plugh)"))
        self.assertEqual((first.shipment_count, first.event_count), (2, 2))
        self.assertEqual((second.text, second.shipment_count), ("Frobnicated", 1))
        found = self.env["linkstar.shipment"].search(first.action_shipments()["domain"])
        self.assertEqual(found, self.one + self.two)
        self.assertEqual(
            self.env["linkstar.shipment"].search(second.action_shipments()["domain"]),
            self.one,
        )

    def test_old_events_are_not_listed(self):
        self.one.event_ids.occurred_at = NOW.replace(tzinfo=None) - timedelta(days=91)
        self.assertEqual(self._texts().shipment_count, 1)

    def test_from_a_text_to_its_meaning(self):
        action = self._texts()[0].action_make_rule()
        form = Form(self.env[action["res_model"]].with_context(**action["context"]))
        self.assertEqual(form.pattern, r"^Xyzzy \d+ \(plugh\)$")
        self.assertEqual(form.change_count, 0, "no meaning yet")
        form.tracking_state = "customs_hold"
        self.assertEqual(form.change_count, 2)
        self.assertIn("“Xyzzy 12 (plugh)”", form.changes)
        self.assertIn("no meaning → Held by customs (parcels: 1)", form.changes)
        rule = form.save()
        self.assertEqual(self.one.tracking_state, "none", "nothing is changed yet")
        self.assertEqual(rule.change_count, 2)
        rule.action_apply()
        self.assertEqual(self.one.tracking_state, "customs_hold")
        self.assertEqual(self.two.tracking_state, "out_for_delivery")
        self.assertEqual(
            self.one.picking_id.move_ids.linkstar_tracking_state, "customs_hold"
        )
        rule.invalidate_recordset()
        self.assertEqual((rule.change_count, rule.changes), (0, ""))
        self.assertEqual(self._texts().text, "Frobnicated")

    def test_a_rule_for_a_code(self):
        history = TrackedParcel(
            code=self.one.waybill, events=(TrackEvent(NOW, "Q7", ""),)
        )
        self.one.event_ids._store({self.one: [history]}, "poll")
        [row] = self._texts().filtered(lambda text: text.code == "Q7")
        context = row.action_make_rule()["context"]
        self.assertEqual(context["default_code"], "Q7")
        self.assertFalse(context["default_pattern"])
        form = Form(self.env["linkstar.tracking.rule"].with_context(**context))
        form.tracking_state = "received"
        self.assertEqual(form.change_count, 1)

    def test_a_change_of_a_rule(self):
        rule = self.env["linkstar.tracking.rule"].create(
            {"name": "Own", "pattern": "xyzzy", "tracking_state": "customs"}
        )
        rule.action_apply()
        self.assertEqual(self.one.tracking_state, "customs")
        with Form(rule) as form:
            form.pattern = "xyzzy 12"
            self.assertEqual(form.change_count, 1)
            self.assertIn("“Xyzzy 345 (plugh)”: In customs → no meaning", form.changes)
            form.pattern = "("
            self.assertIn("not a valid regular expression", form.changes)
            form.pattern = "xyzzy"
            self.assertEqual(form.change_count, 0)
        rule.active = False
        self.assertEqual(rule.change_count, 2, "without it they have no meaning")

    def test_an_end_without_proof_changes_nothing(self):
        with Form(self.env["linkstar.tracking.rule"]) as form:
            form.name = "Own"
            form.pattern = "frobnicated"
            form.tracking_state = "delivered"
            self.assertEqual(form.change_count, 0)
            form.conclusive = True
            self.assertEqual(form.change_count, 1)

    def test_events_of_another_company(self):
        other = self.env["res.company"].create({"name": "Other"})
        rule = self.env["linkstar.tracking.rule"].with_context(
            allowed_company_ids=other.ids
        )
        form = Form(rule)
        form.name, form.pattern = "Own", "xyzzy"
        form.tracking_state = "customs"
        self.assertEqual(form.change_count, 0)
