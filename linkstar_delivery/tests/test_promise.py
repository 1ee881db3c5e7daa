# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Promised dates on orders and shipments, and the history that they come from."""

from datetime import date, timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user, tagged
from odoo.tools.misc import format_date

from ..rules import promise as rules
from ..services import promising
from .common import LinkstarCase


@tagged("post_install", "-at_install")
class TestPromise(LinkstarCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["linkstar.peak"].search([]).active = False
        cls.service.write({"days_min": 10, "days_max": 18, "tracked": True})
        cls.company.linkstar_handling_days = 0
        cls.germany = cls.env.ref("base.de")

    def _expected(self, days, start=None):
        """``days`` after the first working day."""
        start = start or promising.today(self.company)
        return rules.working_day(start, "CN", ()) + timedelta(days=days)

    def _delivered(self, days, **values):
        """A parcel that was handed over in the last weeks and took ``days``."""
        shipment = self._booked(**values)
        sent = fields.Datetime.now() - timedelta(days=60)
        shipment.write({"handed_over_at": sent, "tracking_state": "delivered"})
        shipment.parcel_ids.write(
            {"tracking_state": "delivered", "state_since": sent + timedelta(days=days)}
        )
        return shipment

    def test_the_order_and_its_shipment_have_the_date_of_the_line(self):
        order = self._order()
        self.assertEqual(order.linkstar_promised_date, self._expected(18))
        self.assertEqual(order.linkstar_usual_date, self._expected(10))
        self.assertEqual(order.linkstar_promise_source, "line")
        order.linkstar_promised_date = "2020-01-01"
        order.action_confirm()
        self.assertEqual(order.linkstar_promised_date, self._expected(18))
        order.linkstar_promised_date = "2027-03-04"
        picking = order.picking_ids
        picking.move_ids.quantity = 2
        picking.button_validate()
        shipment = picking.linkstar_shipment_id
        self.assertEqual(shipment.promised_date, date(2027, 3, 4))
        self.assertEqual(shipment.promise_source, "line")

    def test_no_days_no_promise(self):
        self.service.write({"days_min": 0, "days_max": 0})
        order = self._order()
        self.assertFalse(order.linkstar_promised_date)
        self.assertFalse(order.linkstar_promise_source)
        self.assertEqual(self.method._linkstar_promise_text(order), "")

    def test_another_method_has_no_promise(self):
        order = self._order()
        other = self.env["delivery.carrier"].create(
            {"name": "Pick up", "product_id": self.method.product_id.id}
        )
        order.set_delivery_line(other, 0)
        self.assertFalse(order.linkstar_promised_date)

    def test_the_days_of_our_own_parcels(self):
        # By hand: the median of 7, 9, 30 is 9; nine of ten are 30 or fewer.
        for days in (6.5, 9, 29.1):
            self._delivered(days)
        self.env["linkstar.lane"]._cron_calculate()
        lane = self.env["linkstar.lane"].search([("service_id", "=", self.service.id)])
        self.assertEqual(lane.country_id, self.germany)
        self.assertEqual(
            (lane.parcels, lane.median_days, lane.ninetieth_days), (3, 9, 30)
        )
        self.assertFalse(lane.enough)
        self.assertEqual(self._order().linkstar_promise_source, "line")
        lane.parcels = 20
        self.env.registry.clear_cache()
        self.assertTrue(lane.enough)
        order = self._order()
        self.assertEqual(order.linkstar_promise_source, "history")
        self.assertEqual(order.linkstar_promised_date, self._expected(30))
        self.assertEqual(order.linkstar_usual_date, self._expected(9))

    def test_history_that_does_not_count(self):
        old = self._delivered(9)
        old.handed_over_at = fields.Datetime.now() - timedelta(days=120)
        old.parcel_ids.state_since = fields.Datetime.now() - timedelta(days=91)
        self._delivered(9).parcel_ids.tracking_state = "returning"
        clock = self._delivered(9)
        clock.parcel_ids.state_since = clock.handed_over_at - timedelta(hours=1)
        sent = fields.Date.today() - timedelta(days=60)
        peak = self.env["linkstar.peak"].create(
            {
                "name": "Strike",
                "first_day": sent - timedelta(days=1),
                "last_day": sent + timedelta(days=1),
                "country_ids": self.germany.ids,
            }
        )
        self._delivered(9)
        lanes = self.env["linkstar.lane"]
        lanes._cron_calculate()
        domain = [("service_id", "=", self.service.id)]
        self.assertFalse(lanes.search(domain))
        peak.country_ids = self.env.ref("base.fr")
        lanes._cron_calculate()
        self.assertEqual(lanes.search(domain).parcels, 1)
        peak.country_ids = False
        lanes._cron_calculate()
        self.assertFalse(lanes.search(domain))

    def test_lanes_are_two_statements(self):
        counts = []
        for _time in range(2):
            self._delivered(9)
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            promising.calculate_lanes(self.env)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts, [2, 2])

    def test_a_promise_costs_no_query(self):
        order = self._order()
        self.method._linkstar_promise_text(order)
        with self.assertQueryCount(0):
            text = self.method._linkstar_promise_text(order)
        self.assertIn("Expected between", text)

    def test_the_sentence_of_the_checkout(self):
        """The days of the quotation, in the language of the environment."""
        self.env["res.lang"]._activate_lang("de_DE")
        self.env["ir.module.module"]._load_module_terms(
            ["linkstar_delivery"], ["de_DE"]
        )
        order = self._order()
        for lang, words in (
            ("en_US", "Expected between {} and {}."),
            ("de_DE", "Erwartet zwischen {} und {}."),
        ):
            days = (
                format_date(self.env, day, lang, date_format="long")
                for day in (order.linkstar_usual_date, order.linkstar_promised_date)
            )
            method = self.method.with_context(lang=lang)
            self.assertEqual(method._linkstar_promise_text(order), words.format(*days))
        self.assertEqual(
            self.method.rate_shipment(order)["linkstar_promise"],
            self.method._linkstar_promise_text(order),
        )

    def test_the_best_line_is_known_with_its_price(self):
        order = self._order()
        fast = self._make_service("EU-EXP")
        fast.write({"days_min": 3, "days_max": 3})
        best = self._make_method(self.service)
        best.write({"linkstar_choice": "best", "linkstar_policy": "fastest"})
        self.assertEqual(best._linkstar_promise_text(order), "")
        rate = best.rate_shipment(order)
        self.assertTrue(rate["success"], rate["error_message"])
        day = format_date(self.env, self._expected(3), date_format="long")
        self.assertEqual(rate["linkstar_promise"], f"Expected by {day}.")
        order.set_delivery_line(best, rate["price"])
        self.assertEqual(best._linkstar_promise_text(order), f"Expected by {day}.")

    def test_a_peak_season_by_hand(self):
        today = promising.today(self.company)
        with Form(self.env["linkstar.peak"]) as form:
            form.name = "Black Friday"
            form.first_day = today - timedelta(days=7)
            form.last_day = today + timedelta(days=7)
            form.extra_days = 5
        self.assertEqual(self._order().linkstar_promised_date, self._expected(23))
        form.record.active = False
        self.assertEqual(self._order().linkstar_promised_date, self._expected(18))

    def test_periods_that_make_no_sense(self):
        values = {"name": "Wrong", "first_day": "2027-02-05", "last_day": "2027-02-10"}
        for wrong in (
            {"last_day": "2027-02-04"},
            {"last_day": "2028-02-04"},
            {"extra_days": -1},
            {"extra_days": 61},
        ):
            with self.assertRaises(Exception) as raised, self.cr.savepoint():
                self.env["linkstar.peak"].create({**values, **wrong})
                self.env.flush_all()
            self.assertIn("check constraint", str(raised.exception))

    def test_default_seasons_reach_two_years_ahead(self):
        peaks = self.env["linkstar.peak"].with_context(active_test=False)
        shipped = peaks.search([("shipped_values", "!=", False)])
        for year in (2026, 2027, 2028):
            names = shipped.filtered(lambda p, y=year: p.first_day.year == y).mapped(
                "name"
            )
            self.assertIn(f"Black Friday {year}", names)
        for year in (2027, 2028):
            new_year = shipped.filtered(
                lambda p, y=year: p.name == f"Chinese New Year {y}"
            )
            self.assertEqual(new_year.kind, "closed_origin")
            self.assertEqual(new_year.country_ids.code, "CN")

    def test_a_buyer_cannot_read_the_promise_by_rpc(self):
        portal = new_test_user(self.env, "promise_portal", "base.group_portal")
        order = self._order(partner=portal.partner_id)
        for name in ("linkstar_promised_date", "linkstar_promise_source"):
            self.assertNotIn(name, order.with_user(portal).fields_get())
            with self.assertRaises(AccessError):
                order.with_user(portal).read([name])
