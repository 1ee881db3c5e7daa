# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""How due times are spread."""

from datetime import timedelta

import pytest
from lifecycle.spread import longer, shorter

_PAUSE = timedelta(minutes=10)


def _added(ids, tries):
    return [longer(_PAUSE, f"{each} {tries}") / _PAUSE - 1 for each in ids]


def test_a_pause_is_never_shorter_and_at_most_a_fifth_longer():
    assert all(
        0 <= added <= 0.2 for tries in range(10) for added in _added(range(2000), tries)
    )


@pytest.mark.parametrize("first", [1, 999, 1_000_000])
@pytest.mark.parametrize("tries", [0, 1, 8])
def test_neighbours_are_spread_evenly(first, tries):
    """Shipments of one wave have ids that follow each other."""
    added = _added(range(first, first + 200), tries)
    for fifth in range(5):
        part = sum(fifth * 0.04 <= each < (fifth + 1) * 0.04 for each in added)
        assert 20 <= part <= 60, (fifth, part)


def test_the_same_key_gives_the_same_pause():
    assert longer(_PAUSE, "7 1") == longer(_PAUSE, "7 1")


def test_another_try_is_moved_differently():
    moved = [_added([each], tries) for each in range(100) for tries in (1, 2)]
    assert sum(a != b for a, b in zip(moved[::2], moved[1::2], strict=True)) == 100


def test_no_pause_stays_none():
    assert longer(timedelta(0), "1 1") == timedelta(0)


def test_an_interval_is_shortened_by_at_most_a_tenth():
    assert shorter(_PAUSE, 0) == _PAUSE
    assert shorter(_PAUSE, 1) == _PAUSE * 0.9
