import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "setup"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from case import Case
from world import World


@pytest.fixture(scope="session")
def world():
    running = World()
    yield running
    running.close()


@pytest.fixture
def case_at(world):
    """Create a :class:`Case` at a host of this kind; its remaining faults are deleted
    afterwards.
    """
    made = []

    def make(host):
        made.append(Case(world, host))
        return made[-1]

    yield make
    world.quiet()
    for case in made:
        case.carrier.clear_faults(case.reference)
