# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Lanes do not wait for each other, and each item is in a lane only once. The module is
loaded alone, because its package imports Odoo.
"""

import importlib.util
import sys
import threading
import time
from pathlib import Path
from types import ModuleType

import api
import api.errors
import pytest

_ADDON = Path(__file__).resolve().parents[2]
_PATIENCE = 30


@pytest.fixture(scope="module")
def engine():
    # ``..api`` in the module is the package that these tests import as ``api``.
    around = ModuleType("engine_addon")
    around.__path__ = [str(_ADDON)]
    sys.modules["engine_addon"] = around
    sys.modules["engine_addon.api"] = api
    sys.modules["engine_addon.api.errors"] = api.errors
    spec = importlib.util.spec_from_file_location(
        "engine_addon.runner.engine", _ADDON / "runner" / "engine.py"
    )
    module = importlib.util.module_from_spec(spec)
    module.__package__ = "engine_addon.runner"
    spec.loader.exec_module(module)
    return module


class Works:
    """Counts finished items; an item that hangs continues when the test releases it."""

    def __init__(self):
        self.done, self.most, self._now = [], 0, 0
        self._changed, self.go = threading.Condition(), threading.Event()

    def do(self, item):
        with self._changed:
            self._now += 1
            self.most = max(self.most, self._now)
        if item == "hangs":
            self.go.wait(_PATIENCE)
        if item == "breaks":
            self._end(item)
            raise ZeroDivisionError
        self._end(item)

    def _end(self, item):
        with self._changed:
            self._now -= 1
            self.done.append(item)
            self._changed.notify_all()

    def wait(self, count):
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.done) >= count, _PATIENCE)


@pytest.fixture
def works():
    made = Works()
    yield made
    made.go.set()


def test_a_lane_that_hangs_delays_no_other(engine, works):
    engine.soon("slow", ["hangs", "behind it"], 1, works.do)
    engine.soon("quick", range(50), 1, works.do)
    works.wait(50)
    assert works.done == list(range(50))
    assert engine.is_busy("slow")
    works.go.set()
    works.wait(52)
    assert works.done[50:] == ["hangs", "behind it"]


def test_no_more_at_once_than_the_lane_may(engine, works):
    for _time in range(3):
        engine.soon("limited", range(100), 4, works.do)
    works.wait(100)
    assert works.most <= 4
    assert set(works.done) == set(range(100))


def test_what_breaks_leaves_its_place(engine, works):
    engine.soon("broken", ["breaks", "next"], 1, works.do)
    works.wait(2)
    assert works.done == ["breaks", "next"]


def test_what_waits_is_taken_once(engine, works):
    engine.soon("once", ["hangs"], 1, works.do)
    for _time in range(5):
        engine.soon("once", ["a", "b"], 1, works.do)
    works.go.set()
    works.wait(3)
    engine.soon("once", ["end"], 1, works.do)
    works.wait(4)
    assert works.done == ["hangs", "a", "b", "end"]


def test_what_waits_or_is_worked_on_is_known(engine, works):
    assert not engine.has("known", "hangs")
    engine.soon("known", ["hangs", "waits"], 1, works.do)
    assert engine.has("known", "hangs")
    assert engine.has("known", "waits")
    assert not engine.has("other", "hangs")
    works.go.set()
    works.wait(2)
    deadline = time.monotonic() + _PATIENCE
    while engine.has("known", "waits") and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not engine.has("known", "hangs")
    assert not engine.has("known", "waits")


def test_together_begins_with_no_more_after_an_exception(engine, works):
    with pytest.raises(ZeroDivisionError):
        engine.together(works.do, ["breaks", *range(1000)], 2)
    assert len(works.done) < 1000
    assert engine.together(str, [1, 2, 3], 2) == ["1", "2", "3"]
    assert engine.together(str, [], 5) == []


def test_later(engine, works):
    engine.later(0.05, lambda: works.do("second"))
    engine.later(0, lambda: works.do("first"))
    works.wait(2)
    assert works.done == ["first", "second"]
