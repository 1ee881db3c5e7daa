"""The short pauses after a failure end as planned, without the cron; and these tests
wait for every thread of the worker.
"""

import threading
import time

import pytest
from case import Fault


@pytest.mark.parametrize("kind", ["refuse", "http_500"])
def test_second_try_without_the_cron(case_at, kind):
    case = case_at("refusing")
    case.breaks(Fault("getLabelUrl", kind))
    began = time.monotonic()
    case.validate()
    while not case.is_ready() and time.monotonic() < began + 25:
        time.sleep(0.2)
    assert case.is_ready(), case.story()
    assert 9 < time.monotonic() - began < 20
    case.world.quiet()
    case.check()


def test_a_thread_that_is_just_being_started_is_waited_for(world, monkeypatch):
    """Python lists it before it has started, and nobody can join it then."""
    ended = threading.Event()
    thread = threading.Thread(target=ended.set, name="linkstar.lane")
    monkeypatch.setattr(threading, "enumerate", lambda: [thread] * (not ended.is_set()))
    threading.Timer(0.05, thread.start).start()
    world.quiet()
    assert ended.is_set()
