"""Cases where Odoo's own flow creates several shipments of one parcel (or loses one):
here there is one shipment with one order.
"""

import pytest
from case import Fault
from test_statements import Saboteur


def _batch(world, *cases):
    """Validate these transfers as one batch."""

    def done(env):
        batch = env["stock.picking.batch"].create(
            {"picking_ids": [(6, 0, [case.picking for case in cases])]}
        )
        batch.action_confirm()
        return batch.action_done()

    world.request(done)


def _one_order_each(*cases):
    for case in cases:
        case.recover()
        case.check()
        assert len(case.orders()) == 1
        assert len(case.shipments()) == 1


@pytest.mark.parametrize("second", ["refusal", "html_200"])
def test_batch_whose_second_transfer_fails(case_at, world, second):
    """Core: done without a number, or both rolled back and the first parcel orphaned at
    the carrier.
    """
    good, bad = case_at("accepting"), case_at("accepting")
    bad.breaks(Fault("createOrder", second))
    _batch(world, good, bad)
    world.quiet()
    assert len(good.orders()) == 1
    _one_order_each(good, bad)


def test_batch_whose_first_transfer_fails(case_at, world):
    """Core: the good transfer is blocked by the bad one."""
    bad, good = case_at("accepting"), case_at("accepting")
    bad.breaks(Fault("createOrder", "refusal"))
    _batch(world, bad, good)
    world.quiet()
    assert len(good.orders()) == 1
    _one_order_each(bad, good)


def test_label_fails_and_the_user_tries_twice(case_at, world):
    """Core: two parcels, no number."""
    case = case_at("accepting")
    case.breaks(Fault("getLabelUrl", "refusal", times=3))
    case.validate()
    world.quiet()
    for _click in range(2):
        case.retry()
        case.ship()
        world.quiet()
    _one_order_each(case)
    assert len(case.created()) == 1


def test_serialization_failures_of_one_click(case_at):
    """Core: three parcels from one click."""
    case = case_at("accepting")
    sabotage = Saboteur("conflict", 60)
    sabotage.more = 1
    with sabotage:
        case.validate()
    assert sabotage.more == 0
    _one_order_each(case)
    assert len(case.created()) == 1


def test_double_click_on_send_to_shipper(case_at):
    """Core: three parcels."""
    case = case_at("accepting")
    case.breaks(Fault("createOrder", "slow", seconds=0.5))
    case.validate()
    case.at_once(case.ship, case.ship, lambda: case.ship(1))
    _one_order_each(case)
    assert len(case.created()) == 1


def test_double_click_after_cancelling(case_at, world):
    """There is no shipment yet when the two clicks arrive."""
    case = case_at("accepting")
    case.validate()
    world.quiet()
    case.cancel()
    case.recover("cancelled")
    case.at_once(case.ship, case.ship, lambda: case.ship(1))
    assert not case.refusals, "the second user finds it done"
    case.recover()
    case.check()
    assert len(case.shipments()) == 2
    assert len(case.created()) == 2


def test_two_users_validate_one_transfer(case_at):
    """Core: two parcels."""
    case = case_at("accepting")
    case.at_once(case.validate, lambda: case.validate(1))
    _one_order_each(case)
    assert len(case.created()) == 1


def test_two_users_want_the_label_before_validation(case_at, world):
    case = case_at("accepting")
    case.at_once(case.book, lambda: case.book(1), case.book)
    assert not case.refusals, "the second user finds it done"
    world.quiet()
    case.at_once(case.validate, lambda: case.validate(1))
    _one_order_each(case)
    assert len(case.created()) == 1


def test_validated_while_its_label_is_being_cancelled(case_at, world):
    """The goods leave with one label, not with the one that is being cancelled."""
    case = case_at("accepting")
    case.book()
    world.quiet()
    case.breaks(Fault("cancelOrder", "slow", seconds=0.5))
    case.cancel()
    case.validate()
    # No further click is needed.
    case.recover_until(case.is_ready, otherwise=lambda: None)
    case.check()
    assert len(case.created()) == 2
