# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A line on trial: its first parcels, what the report says, and its end."""

from datetime import timedelta

from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger

from ..services import promising
from .test_attention import DAY, AttentionCase


@tagged("post_install", "-at_install")
class TestTrial(AttentionCase):
    def _trial(self, **values):
        return self.env["linkstar.trial"].create(
            {
                "service_id": self.service.id,
                "parcels": 3,
                "begins": promising.today_at(self.company, self.now),
                **values,
            }
        )

    def _trips(self):
        """One delivered in time, one too late, one lost."""
        good, late, lost = self._sent(), self._sent(), self._sent()
        today = promising.today_at(self.company, self.now)
        good.promised_date, late.promised_date = today + 9 * DAY, today - DAY
        for shipment in good + late:
            self._tell(shipment, "Parcel received at the Shenzhen depot", self.now)
        self._tell(good, "Delivered to the recipient", self.now + timedelta(hours=2))
        self._tell(late, "Delivered to the recipient", self.now + timedelta(hours=4))
        self._tell(lost, "The parcel is lost", self.now)
        return good + late + lost

    def _cost(self, shipment, quoted, billed):
        for stage, amount in (("quoted", quoted), ("billed", billed)):
            self.env["linkstar.charge"].create(
                {
                    "shipment_id": shipment.id,
                    "company_id": self.company.id,
                    "kind": "freight",
                    "stage": stage,
                    "currency_id": self.cny.id,
                    "amount": amount,
                }
            )

    def test_the_report(self):
        trial = self._trial()
        trips = self._trips()
        # Later parcels do not count.
        self._sent()
        trial.invalidate_recordset()
        self.assertEqual(trial.action_shipments()["domain"][0][2], trips.ids)
        self.assertEqual(
            (trial.counted, trial.arrived, trial.late, trial.lost, trial.under_way),
            (3, 2, 1, 1, 0),
        )
        self.assertIn("On its way", trial.stages)
        self.assertGreater(trial.ninetieth_days, 0)

    def test_costs(self):
        trial = self._trial()
        one, two, three = self._sent(), self._sent(), self._sent()
        for shipment in one + two + three:
            shipment.charge_ids.unlink()
        self._cost(one, 40, 50)
        self._cost(two, 40, 46)
        trial.invalidate_recordset()
        self.assertEqual((trial.cost_parcels, trial.quoted, trial.billed), (2, 80, 96))
        self.assertEqual(trial.cost_percent, 20)

    def test_its_end(self):
        trial = self._trial(
            user_id=new_test_user(
                self.env,
                "linkstar_trial_manager",
                "base.group_user,stock.group_stock_manager",
                company_id=self.company.id,
                company_ids=[(6, 0, self.company.ids)],
            ).id
        )
        trial._finish()
        self.assertEqual(trial.state, "running", "no parcel yet")
        self._trips()
        trial.invalidate_recordset()
        trial._finish()
        self.assertEqual(trial.state, "finished")
        self.assertTrue(trial.finished_at)
        self.assertEqual(trial.activity_ids.user_id, trial.user_id)
        trial._finish()
        self.assertEqual(len(trial.activity_ids), 1)

    def test_parcels_from_the_first_day_on(self):
        self._sent()
        tomorrow = promising.today_at(self.company, self.now) + DAY
        trial = self._trial(begins=tomorrow)
        self.assertEqual(trial.counted, 0)

    def test_stopped_and_again(self):
        trial = self._trial()
        trial.action_stop()
        self.assertEqual(trial.state, "stopped")
        self.assertTrue(self._trial())

    @mute_logger("odoo.sql_db")
    def test_one_at_a_time(self):
        self._trial()
        with self.assertRaises(UniqueViolation):
            self._trial()

    @mute_logger("odoo.sql_db")
    def test_a_number_outside_its_limits(self):
        for parcels in (0, -1, 501):
            with self.assertRaises(CheckViolation):
                self._trial(parcels=parcels)

    def test_new_by_hand(self):
        with Form(self.env["linkstar.trial"]) as form:
            form.service_id = self.service
        self.assertEqual(form.record.parcels, 20)
        self.assertEqual(form.record.company_id, self.company)
