"""Many orders at once: a transfer with an order for each box, and a wave. A fault of
one order does not affect the others.
"""

import os

import pytest
from case import Fault

FULL = bool(os.environ.get("LINKSTAR_FULL"))
_KINDS = (
    "refuse",
    "late",
    "reset_after",
    "half_json",
    "http_500+work",
    "refusal",
    "refusal+work",
)
_STEPS = ("createOrder", "getLabelUrl", "label")


def _some(combinations, every):
    return combinations if FULL else combinations[::every]


@pytest.mark.parametrize("kind", _some(_KINDS, 5))
@pytest.mark.parametrize("skip", [0, 1])
def test_an_order_for_each_box(case_at, kind, skip):
    """The first or the second box has the fault, while two workers process both."""
    case = case_at("boxes")
    case.pack(2)
    case.breaks(Fault("createOrder", kind, skip=skip))
    case.validate()
    case.at_once(case.work, case.work)
    case.recover()
    case.check()


@pytest.mark.parametrize("kind", _some(_KINDS, 4))
def test_cancelled_boxes(case_at, kind):
    case = case_at("boxes")
    case.pack(2)
    case.breaks(Fault("cancelOrder", kind, skip=1))
    case.validate()
    case.recover()
    case.cancel()
    case.recover("cancelled")
    case.check("cancelled")
    case.ship()
    case.recover()
    case.check()


@pytest.mark.parametrize("kind", _some(_KINDS, 4))
@pytest.mark.parametrize("step", _some(_STEPS, 2))
def test_wave(case_at, world, step, kind):
    cases = [case_at("accepting") for _transfer in range(4)]
    cases[1].breaks(
        Fault(step, kind.removesuffix("+work") if step == "label" else kind)
    )
    cases[2].breaks(Fault("createOrder", "refusal"))

    def started(env):
        env["stock.picking"].browse(
            [case.picking for case in cases]
        )._linkstar_new_wave().action_start()

    world.request(started)
    world.quiet(120)
    assert [len(case.orders()) for case in (cases[0], cases[3])] == [
        1,
        1,
    ], "one refusal does not affect the others"
    for case in cases:
        case.recover()
        case.check()
        assert len(case.orders()) == 1
