"""Rows about the work in the background: ``runner.…``."""

import time
from datetime import datetime, timedelta
from unittest.mock import patch

from .bench_rows import Samples, long_row
from .bench_warehouse import _merchant, _sandbox, _transfers, _validated

_DELAY, _PARALLEL = 0.2, 8
_FAIR, _HANGING = 200, 40
#: Each side is measured twice, in turn.
_TURNS = 2
_POLLED, _BATCH = 10_000, 50
#: Of the baseline: all of them would take more than half an hour and show the same.
_ASKED_ONE_BY_ONE = 100
#: Seconds after which a measurement is given up.
_PATIENCE = 300


@long_row(
    "runner.fair",
    f"{_FAIR} shipments booked at a carrier that answers in {_DELAY * 1000:.0f} ms,"
    f" {_PARALLEL} calls at once, beside an account whose carrier hangs",
    "the same shipments while nothing else is to do",
    limit=1.1,
)
def fair(env):
    from odoo.addons.linkstar_delivery.runner import kinds

    with _sandbox() as quick, _sandbox() as hanging:
        quick.control.fault("*", "slow", times=1_000_000, seconds=_DELAY)
        quick.control.fault("label", "slow", times=1_000_000, seconds=_DELAY)
        hanging.control.fault("*", "timeout_before", times=1_000_000, seconds=_PATIENCE)
        method = _merchant(env, quick.url, parallel_calls=_PARALLEL)[0]
        other = _another(env, method, hanging.url, timeout=_PATIENCE)
        # What would be begun at the commit is begun when it is measured.
        with patch.object(kinds, "start"):
            waiting = _queued(env, other, _HANGING)
            parts = [_queued(env, method, _FAIR) for _turn in range(2 * _TURNS + 1)]
            env.cr.commit()
        # The first part warms caches up and is not counted.
        _booked(env, parts.pop())
        alone, beside = [], []
        for _turn in range(_TURNS):
            alone.append(_booked(env, parts.pop()))
        waiting.work_at = _just_now()
        env.cr.commit()
        kinds.start(env.cr.dbname, [_due(waiting.account_id)])
        while not env["linkstar.shipment"].search_count(
            [("id", "in", waiting.ids), ("state", "=", "booking")]
        ):
            env.cr.commit()
            time.sleep(0.05)
        for _turn in range(_TURNS):
            beside.append(_booked(env, parts.pop()))
        if any(state == "ready" for state in waiting.mapped("state")):
            raise AssertionError("The carrier that hangs has answered.")
    return Samples(
        [taken * 1000 for taken in beside], [taken * 1000 for taken in alone]
    )


def _another(env, method, url, **account):
    """A delivery method like ``method`` at an account of its own."""
    made = method.linkstar_account_id.copy(
        {
            "name": "Hangs",
            "base_url": url,
            "app_token": "sandbox-token",
            "app_key": "sandbox-key",
            **account,
        }
    )
    service = method.linkstar_service_id.copy(
        {"account_id": made.id, "code": method.linkstar_service_id.code}
    )
    return method.copy(
        {
            "name": "Hangs",
            "linkstar_account_id": made.id,
            "linkstar_service_id": service.id,
        }
    )


def _just_now():
    """A moment that is due, to the second that the database is asked by."""
    return datetime.utcnow().replace(microsecond=0) - timedelta(seconds=1)


def _due(account):
    from odoo.addons.linkstar_delivery.runner.kinds import Work

    return Work("due_orders", account.id, parallel=account._places(for_orders=True))


def _queued(env, method, count):
    pickings = _transfers(env, method, count)
    for picking in pickings:
        _validated(picking)
    # None of them is due before it is measured.
    shipments = pickings.linkstar_shipment_ids
    shipments.work_at = False
    return shipments


def _booked(env, shipments):
    """Seconds that the booking of these takes, from the round that finds them."""
    from odoo.addons.linkstar_delivery.runner import kinds

    shipments.work_at = _just_now()
    env.cr.commit()
    start = time.perf_counter()
    kinds.start(env.cr.dbname, [_due(shipments.account_id)])
    while time.perf_counter() - start < _PATIENCE:
        env.cr.execute(
            "SELECT count(*) FROM linkstar_shipment WHERE id = ANY(%s) AND state !="
            " 'ready'",
            [shipments.ids],
        )
        [left] = env.cr.fetchone()
        env.cr.commit()
        if not left:
            taken = time.perf_counter() - start
            while kinds.under_way(env.cr.dbname, [_due(shipments.account_id)]):
                time.sleep(0.05)
            env.invalidate_all()
            return taken
        time.sleep(0.05)
    raise AssertionError(f"{left} shipments are not booked.")


@long_row(
    "runner.polling",
    f"tracking of {_POLLED} open parcels whose carrier answers in"
    f" {_DELAY * 1000:.0f} ms, {_BATCH} parcels a call, as the cron does it",
    "one call a parcel, in the cron of OCA's delivery_state 19.0",
    limit=1 / 30,
    apps=("delivery_state",),
)
def polling(env):
    with _sandbox() as carrier:
        method = _merchant(env, carrier.url, tracking_batch=_BATCH)[0]
        shipments = _open_parcels(env, method)
        carrier.control.advance(days=3)
        # Their histories are stored the first time; what is measured is that nothing is
        # new, as it is most of the time.
        _polled(env, shipments)
        carrier.control.fault("*", "slow", times=1_000_000, seconds=_DELAY)
        ours = _polled(env, shipments)
        calls = len(carrier.control.calls(service="getCargoTrack"))
        if calls > 2.2 * _POLLED / _BATCH:
            raise AssertionError(f"{calls} calls")
        baseline = _one_by_one(env, method, shipments)
    return Samples(
        [ours * 1000],
        [baseline / _ASKED_ONE_BY_ONE * _POLLED * 1000],
        f" ({_ASKED_ONE_BY_ONE} of them, times {_POLLED // _ASKED_ONE_BY_ONE})",
    )


def _open_parcels(env, method):
    """As many shipments on their way, with orders at the carrier for some of them: each
    call asks for different ones.
    """
    from odoo.addons.linkstar_delivery.runner import kinds

    with patch.object(kinds, "start"):
        first = _queued(env, method, _BATCH)
        env.cr.commit()
    _booked(env, first)
    waybills = first.mapped("waybill")
    # Each transfer has a share of them: what is rolled up is not all of them.
    values = first.copy_data()
    shipments = first.create(
        [
            {
                **values[number % _BATCH],
                "box": f"P{number}",
                "state": "ready",
                "waybill": waybills[number % _BATCH],
                "tracking_number": waybills[number % _BATCH],
                "booked_at": first[number % _BATCH].booked_at,
                "declaration_id": first[number % _BATCH].declaration_id.id,
            }
            for number in range(_POLLED)
        ]
    )
    first.write({"poll_at": False, "charge_at": False})
    env.cr.commit()
    return shipments


def _polled(env, shipments):
    """Seconds that one round of the cron takes for all of them."""
    shipments.poll_at = _just_now()
    env.cr.commit()
    start = time.perf_counter()
    env["linkstar.shipment"]._cron_poll()
    taken = time.perf_counter() - start
    env.invalidate_all()
    if min(shipments.mapped("poll_at")) <= _just_now():
        raise AssertionError("Some were not asked about.")
    return taken


def _one_by_one(env, method, shipments):
    """Seconds that the addon's cron takes for some of them: it calls the carrier for
    each transfer by itself, in one transaction for all.
    """
    pickings = _transfers(env, method, _ASKED_ONE_BY_ONE)
    waybills = dict(zip(pickings.ids, shipments.mapped("waybill"), strict=False))
    client = method.linkstar_account_id._client(timeout=20)
    carriers = type(env["delivery.carrier"])

    def update(_carrier, picking):
        [parcel] = client.track([waybills[picking.id]], kind="waybill")
        last = parcel.events[0]
        picking.tracking_state = f"{last.occurred_at} {last.code}"
        picking.tracking_state_history = "\n".join(
            f"{event.occurred_at} {event.text}" for event in parcel.events
        )
        picking.delivery_state = "in_transit"

    start = time.perf_counter()
    with patch.object(carriers, "linkstar_tracking_state_update", update, create=True):
        pickings.tracking_state_update()
        env.flush_all()
    taken = time.perf_counter() - start
    if pickings.filtered("pod_error"):
        raise AssertionError(pickings.mapped("pod_error"))
    env.cr.commit()
    return taken
