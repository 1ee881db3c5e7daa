"""The short pauses after a failure end as planned, without the cron."""

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
