# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Work is done for many accounts and companies: an error of one of them does not affect
the others.
"""

from datetime import datetime, timedelta, timezone
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import linkstar_wave
from ..runner import waves as wave_runner
from ..services import ordering
from .common import LinkstarCase

_LOGGERS = (
    "odoo.addons.linkstar_delivery.runner.steps",
    "odoo.addons.linkstar_delivery.runner.engine",
    "odoo.addons.linkstar_delivery.runner.transactions",
    "odoo.addons.linkstar_delivery.models.linkstar_shipment",
    "odoo.addons.linkstar_delivery.runner.questions",
    "odoo.addons.linkstar_delivery.models.linkstar_wave",
    "odoo.addons.linkstar_delivery.runner.waves",
    "odoo.addons.linkstar_customs.models.product_product",
)
#: Some hours ago, wherever the carrier is: events of before the booking are not kept.
_MOMENT = f"{datetime.now(timezone.utc) - timedelta(hours=2):%Y-%m-%d %H:%M:%S}"
_DETAIL = (
    f'"Detail": [{{"Occur_date": "{_MOMENT}", "Comment": "Departed from the'
    ' Yiwu depot%s", "Status": "DF"}]'
)
_HOSTILE = {
    "exponent": (
        '{"ask": "Success", "data": [{"Code": "%s", "x": 1e1000000, "Status": 1e400,'
        ' "Detail": 1e99999999}]}'
    ),
    "digits": (
        '{"ask": "Success", "data": [{"Code": "%s", "Status": ' + "9" * 5000 + "}]}"
    ),
    "depth": '{"ask": "Success", "data": ' + "[" * 500 + '"%s"' + "]" * 500 + "}",
    "nothing": (
        '{"ask": "Success", "data": [{"Code": "%s", '
        + _DETAIL % r"\u0000\ud800"
        + "}]}"
    ),
    "reference": (
        '{"ask": "Success", "data": [{"Code": "%s", '
        + _DETAIL % ("&#" + "1" * 5000 + ";")
        + "}]}"
    ),
    "long": (
        '{"ask": "Success", "data": [{"Code": "%s", "TrackingNumber": "'
        + "0123456789" * 2000
        + '", '
        + _DETAIL % ""
        + "}]}"
    ),
    "dates": (
        '{"ask": "Success", "data": [{"Code": "%s", "Detail": ['
        + ", ".join(
            f'{{"Occur_date": "{year}-01-02 00:00", "Comment": "x"}}'
            for year in ("0000", "0001", "9999", "99999")
        )
        + "]}]}"
    ),
}


@tagged("post_install", "-at_install")
class TestSurvival(LinkstarCase):
    book_once = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_account = cls._make_account(cls.company, name="Other")
        cls.other_service = cls.env["linkstar.service"].create(
            {"account_id": cls.other_account.id, "code": "EU-STD", "name": "EU-STD"}
        )
        cls.other_method = cls._make_method(cls.other_service)

    def _cron(self, name):
        with mute_logger(*_LOGGERS):
            return super()._cron(name)

    def _due(self, shipments, field):
        for seconds, shipment in enumerate(shipments):
            shipment[field] = fields.Datetime.now() - timedelta(seconds=90 - seconds)

    def test_hostile_answers(self):
        bad, good = self._booked_once(), self._booked(method=self.other_method)
        for name, text in _HOSTILE.items():
            with self.subTest(name):
                good.event_ids.unlink()
                good.tracking_state = "none"
                self.control.advance(days=1)
                self._due(bad + good, "poll_at")
                self.control.fault("getCargoTrack", "answer", text=text % bad.waybill)
                with mute_logger("odoo.addons.linkstar_delivery.api.calls"):
                    self._cron("linkstar_delivery.cron_poll")
                self.assertFalse(self.control.faults())
                self.assertTrue(good.event_ids)
                self.assertTrue(
                    all(
                        shipment.poll_at > fields.Datetime.now()
                        for shipment in bad + good
                        if shipment.poll_at
                    )
                )
                call = self.env["linkstar.call"].search(
                    [("account_id", "=", self.account.id)], limit=1
                )
                self.assertEqual(
                    call.service,
                    "getCargoTrack",
                    "the call is in the log, whatever was answered",
                )
        self.assertTrue(bad.event_ids)
        self.assertNotIn("012345678901234567890123456789", bad.tracking_number or "")

    def test_hostile_charges(self):
        bad, good = self._booked_once(), self._booked(method=self.other_method)
        self.control.advance(days=20)
        texts = [
            (
                '{"ask": "Success", "data": [{"TotalFee": 1e1000000, "Freight":'
                ' "1e99999999", "SettleWeight": 1e400}]}'
            ),
            (
                '{"ask": "Success", "data": [{"TotalFee": "999999999999.99", "Freight":'
                ' "NaN", "SettleWeight": "Infinity"}]}'
            ),
        ]
        for text in texts:
            good.charge_ids.unlink()
            self._due(bad + good, "charge_at")
            self.control.fault("getReceivingExpense", "answer", text=text)
            self._cron("linkstar_delivery.cron_charges")
            self.assertFalse(self.control.faults())
            self.assertTrue(good.charge_ids)

    def test_a_history_that_cannot_be_kept(self):
        first, bad, last = shipments = (
            self._booked_once() + self._booked() + self._booked()
        )
        self.control.advance(days=3)
        for error in (OverflowError("Jörg Müller"), "SELECT 1 / 0"):
            shipments.event_ids.unlink()
            self._due(shipments, "poll_at")
            events = type(shipments.event_ids)
            store = events._store

            def fail(records, received, source, error=error, store=store):
                if bad.id in [shipment.id for shipment in received]:
                    if isinstance(error, str):
                        records.env.cr.execute(error)
                    raise error
                return store(records, received, source)

            with (
                patch.object(events, "_store", fail),
                mute_logger("odoo.sql_db"),
            ):
                self._cron("linkstar_delivery.cron_poll")
            self.assertTrue(first.event_ids and last.event_ids)
            self.assertFalse(bad.event_ids)
            self.assertGreater(bad.poll_at, fields.Datetime.now())
            self.assertIn("Unexpected error", bad.problem)
            self.assertNotIn("Müller", bad.problem)
        self._due(bad, "poll_at")
        self._cron("linkstar_delivery.cron_poll")
        self.assertTrue(bad.event_ids)
        self.assertFalse(bad.problem)

    def test_charges_that_cannot_be_kept(self):
        first, bad, last = shipments = (
            self._booked_once() + self._booked() + self._booked()
        )
        self.control.advance(days=20)
        self._due(shipments, "charge_at")
        take = type(shipments)._take_charges

        def fail(shipment, *args, **kwargs):
            if shipment.id == bad.id:
                raise OverflowError("Jörg Müller")
            return take(shipment, *args, **kwargs)

        with patch.object(type(shipments), "_take_charges", fail):
            self._cron("linkstar_delivery.cron_charges")
        self.assertTrue(first.charge_ids and last.charge_ids)
        self.assertGreater(bad.charge_at, fields.Datetime.now())
        self.assertIn("OverflowError", bad.problem)

    def test_an_account_that_cannot_even_be_asked(self):
        bad, good = self._booked_once(), self._booked(method=self.other_method)
        self.control.advance(days=3)
        self._due(bad + good, "poll_at")
        self._due(bad + good, "charge_at")
        client = type(self.account)._client

        def fail(account, *args, **kwargs):
            if account.id == self.account.id:
                raise RecursionError
            return client(account, *args, **kwargs)

        with patch.object(type(self.account), "_client", fail):
            self._cron("linkstar_delivery.cron_poll")
            self._cron("linkstar_delivery.cron_charges")
        self.assertNotEqual(good.tracking_state, "none")
        self.assertIn("RecursionError", self.account.problem)
        self.assertFalse(self.other_account.problem)
        self.assertGreater(bad.poll_at, fields.Datetime.now())
        self.assertGreater(bad.charge_at, fields.Datetime.now())
        self.assertIn("RecursionError", bad.problem)

    def test_a_round_that_breaks(self):
        bad, good = self._booked_once(), self._booked(method=self.other_method)
        self.control.advance(days=3)
        self._due(bad + good, "poll_at")
        questions = type(bad)._questions

        def fail(shipments, kind):
            if bad.id in shipments.ids:
                shipments.env.cr.execute("SELECT 1 / 0")
            return questions(shipments, kind)

        with (
            patch.object(type(bad), "_questions", fail),
            mute_logger("odoo.sql_db"),
        ):
            self._cron("linkstar_delivery.cron_poll")
        self.assertNotEqual(good.tracking_state, "none")

    def test_a_shipment_that_cannot_be_begun(self):
        bad, good = (self._validated().linkstar_shipment_id for _time in range(2))
        self._due(bad + good, "work_at")
        read = ordering.read_for_order

        def fail(shipment):
            if shipment.id == bad.id:
                raise ValueError("Jörg Müller")
            return read(shipment)

        with patch.object(ordering, "read_for_order", fail):
            self._cron("linkstar_delivery.cron_work")
        self.assertEqual((good.state, bad.state), ("ready", "queued"))
        self.assertGreater(
            bad.work_at,
            fields.Datetime.now(),
            "it is not the first of each round from now on",
        )
        self.assertIn("ValueError", bad.problem)
        self.assertNotIn("Müller", bad.problem)
        self._later(bad)
        self._work(bad)
        self.assertEqual((bad.state, bad.problem), ("ready", False))

    def test_a_wave_that_breaks(self):
        waves = self.env["linkstar.wave"]
        for _time in range(2):
            action = self._transfer().action_linkstar_wave()
            waves += waves.browse(action["res_id"])
        waves.action_start()
        run = wave_runner.run

        def fail(registry, wave_id, *args, **kwargs):
            if wave_id == waves[0].id:
                raise ValueError("Jörg Müller")
            return run(registry, wave_id, *args, **kwargs)

        with (
            patch.object(linkstar_wave.wave_runner, "run", fail),
            patch.object(type(waves), "_THREADS", 1),
        ):
            self._cron("linkstar_delivery.cron_wave")
        self.assertEqual(waves.mapped("state"), ["running", "done"])

    def test_a_product_that_cannot_be_looked_at(self):
        products = (
            self.product
            + self._make_product("One", weight=0)
            + self._make_product("Two", weight=0)
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE product_product SET linkstar_gaps = NULL WHERE id = ANY(%s)",
            [products.ids],
        )
        self.env.invalidate_all()
        compute = type(products)._compute_linkstar_gaps

        def fail(records):
            if products[1] in records:
                raise OverflowError
            return compute(records)

        with patch.object(type(products), "_compute_linkstar_gaps", fail):
            self._cron("linkstar_customs.ir_cron_recheck")
        self.assertTrue(products[2].linkstar_gaps)
        self.assertFalse(products[1].linkstar_gaps)
