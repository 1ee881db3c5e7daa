# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import threading
import time
from contextlib import contextmanager
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..runner import kinds, transactions
from ..runner import waves as wave_runner
from .common import LinkstarCase


class _Counter:
    """Counts how many threads are inside at the same time."""

    def __init__(self):
        self.lock, self.now, self.most, self.done = threading.Lock(), 0, 0, []

    @contextmanager
    def inside(self, what=None):
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        try:
            time.sleep(0.005)
            yield
        finally:
            with self.lock:
                self.now -= 1
                self.done.append(what)


@tagged("post_install", "-at_install")
class TestWaveQueue(LinkstarCase):
    """Also with many waves, requests get database connections."""

    def _wait(self, counter, count):
        until = time.monotonic() + 30
        while len(counter.done) < count and time.monotonic() < until:
            time.sleep(0.02)
        self.assertEqual(len(counter.done), count)

    def _start(self, wave_ids, parallel=wave_runner.MOST):
        kinds.start(
            self.env.cr.dbname,
            [
                kinds.Work("wave", 0, (wave_id,), parallel=parallel)
                for wave_id in wave_ids
            ],
        )

    def test_eighty_waves_at_once(self):
        waves = self.env["linkstar.wave"].create(
            [
                {"name": f"W{number}", "company_id": self.company.id}
                for number in range(80)
            ]
        )
        counter = _Counter()

        def run(_registry, wave_id, *_args, **_kwargs):
            with counter.inside(wave_id):
                return False

        with patch.object(wave_runner, "run", run):
            waves.action_start()
            self.env.cr.postcommit.run()
            self._wait(counter, len(waves))
        self.assertEqual(sorted(counter.done), sorted(waves.ids))
        self.assertLessEqual(counter.most, wave_runner.MOST)

    def test_a_long_wave_lets_others_go_on(self):
        counter = _Counter()
        turns = {1: 3, 2: 1, 3: 0}

        def run(_registry, wave_id, *_args, **_kwargs):
            with counter.inside(wave_id):
                turns[wave_id] -= 1
                return turns[wave_id] >= 0

        with patch.object(wave_runner, "run", run):
            self._start([1, 2, 3], parallel=1)
            self._wait(counter, 7)
        self.assertEqual(counter.done, [1, 2, 3, 1, 2, 1, 1])

    @mute_logger("odoo.addons.linkstar_delivery.runner.engine")
    def test_a_wave_that_breaks_leaves_its_place(self):
        counter = _Counter()

        def run(_registry, wave_id, *_args, **_kwargs):
            with counter.inside(wave_id):
                raise ZeroDivisionError

        with patch.object(wave_runner, "run", run):
            self._start(range(1, 9))
            self._wait(counter, 8)

    def test_short_transactions_wait_for_each_other(self):
        counter = _Counter()

        class Registry:
            @staticmethod
            @contextmanager
            def cursor():
                with counter.inside():
                    yield self.env.cr

        threads = [
            threading.Thread(
                target=transactions.in_transaction, args=(Registry, lambda _env: None)
            )
            for _thread in range(80)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        self.assertEqual(len(counter.done), 80)
        self.assertLessEqual(counter.most, transactions.CONNECTIONS)

    def test_a_sentence_that_cannot_be_kept_does_not_stop_a_wave(self):
        pickings = self._transfer() + self._transfer()
        wave = self.env["linkstar.wave"].browse(
            pickings.action_linkstar_wave()["res_id"]
        )
        wave.action_start()
        validate = type(pickings).button_validate

        def refuse(records):
            if records.ids == pickings[0].ids:
                raise ValueError("a\x00b")
            return validate(records)

        refused = type(wave.line_ids)._refuse

        def fail(line, error):
            line.refusal = str(error)
            return refused(line, error)

        self.env.flush_all()
        with (
            patch.object(type(pickings), "button_validate", refuse),
            patch.object(type(wave.line_ids), "_refuse", fail),
            self.enter_registry_test_mode(),
            mute_logger("odoo.addons.linkstar_delivery.runner.waves"),
        ):
            wave._run()
        self.env.invalidate_all()
        self.assertEqual(wave.line_ids.mapped("phase"), ["refused", "handled"])
        self.assertEqual(wave.state, "done")
