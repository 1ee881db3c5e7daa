"""``kill -9`` of Odoo at each step of a booking ends with one parcel at the carrier and
its label in Odoo.
"""

import threading

import pytest


def _validate(world, picking):
    """Press Validate. There may be no answer, because the server is about to be
    killed.
    """

    def press():
        try:
            world.odoo.call("stock.picking", "button_validate", [picking])
        except Exception as lost:
            answers.append(lost)

    answers = []
    thread = threading.Thread(target=press, daemon=True)
    thread.start()
    return thread


def _one_parcel(world, shipment):
    world.wait_until_ready(shipment)
    assert len(world.orders_at_carrier(shipment)) == 1
    [(name, waybill, number)] = world.sql(
        "SELECT a.name, s.waybill, s.tracking_number FROM linkstar_shipment s JOIN"
        " ir_attachment a ON a.id = s.label_attachment_id WHERE s.id = %s",
        shipment,
    )
    assert name.startswith("LabelShipping-linkstar-")
    order = world.carrier.order(world.reference(shipment))
    assert order["waybill"] == waybill
    assert number


def test_between_the_answer_and_the_commit(world):
    picking = world.transfer()
    world.carrier.fault("createOrder", "slow", seconds=3)
    thread = _validate(world, picking)
    shipment = world.claimed(picking)
    thread.join(30)
    # This lock prevents Odoo from committing the answer.
    holder = world.connect()
    holder.cursor().execute(
        "SELECT id FROM linkstar_shipment WHERE id = %s FOR UPDATE", [shipment]
    )
    world.wait("the carrier has answered", lambda: world.orders_at_carrier(shipment))
    world.wait(
        "Odoo has the answer and waits for the row",
        lambda: world.sql(
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND"
            " wait_event_type = 'Lock'"
        ),
    )
    world.kill()
    holder.rollback()
    holder.close()
    assert world.sql(
        "SELECT state, knowledge, waybill FROM linkstar_shipment WHERE id = %s",
        shipment,
    ) == [("booking", "uncertain", None)]
    assert len(world.orders_at_carrier(shipment)) == 1
    world.start()
    world.time_passes(shipment)
    _one_parcel(world, shipment)
    assert len(world.carrier.calls(service="createOrder")) == 1, (
        "it was asked for, not sent again"
    )


@pytest.mark.parametrize(
    ("service", "fault"),
    [
        ("createOrder", "timeout_before"),
        ("createOrder", "timeout_after"),
        ("getLabelUrl", "timeout_after"),
        ("label", "timeout_after"),
    ],
)
def test_during_a_call(world, service, fault):
    picking = world.transfer()
    world.carrier.fault(service, fault, seconds=30)
    _validate(world, picking)
    world.wait("the call is under way", lambda: world.carrier.calls(service=service))
    shipment, _state = world.shipment_of(picking)
    world.kill()
    world.carrier.clear_faults()
    world.start()
    world.time_passes(shipment)
    _one_parcel(world, shipment)


def test_two_people_validate_at_once(world):
    picking = world.transfer()
    threads = [_validate(world, picking) for _person in range(3)]
    for thread in threads:
        thread.join(60)
    shipment, _state = world.shipment_of(picking)
    _one_parcel(world, shipment)
    assert world.sql(
        "SELECT count(*) FROM linkstar_shipment WHERE picking_id = %s", picking
    ) == [(1,)]
    assert len(world.carrier.calls(service="createOrder")) == 1


def test_two_workers_at_once(world):
    """The thread after the click and the cron try to claim the same shipment."""
    world.carrier.fault("createOrder", "slow", seconds=2)
    picking = world.transfer()
    _validate(world, picking)
    shipment = world.claimed(picking)
    for _again in range(3):
        world.cron_comes()
    _one_parcel(world, shipment)
    assert len(world.carrier.calls(service="createOrder")) == 1
