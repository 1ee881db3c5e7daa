"""The row ``tracking.due``: how long it takes to find the parcels that are due for a
question about their tracking, beside many that are finished.
"""

import time
from datetime import timedelta
from unittest.mock import patch

from .bench_rows import Samples, long_row
from .bench_runner import _just_now, _queued
from .bench_warehouse import _merchant, _sandbox

_OPEN, _DUE = 100_000, 500
_FINISHED = 2_000_000
#: Each time is the best of some: what is compared takes less than a millisecond.
_TIMES, _BEST_OF = 15, 5


@long_row(
    "tracking.due",
    f"{_DUE} due parcels found among {_OPEN} open ones beside {_FINISHED} that are"
    " finished",
    "the same without the finished ones",
    limit=1.5,
)
def due(env):
    from odoo.addons.linkstar_delivery.runner import kinds

    with _sandbox() as carrier, patch.object(kinds, "start"):
        method = _merchant(env, carrier.url)[0]
        model = _queued(env, method, 1)
        env.cr.commit()
    model.write({"poll_at": False, "charge_at": False})
    env.flush_all()
    _copies(env, model, "open", _OPEN)
    env.cr.execute(
        "UPDATE linkstar_shipment SET poll_at = %s WHERE box LIKE 'open-%%'",
        [_just_now() + timedelta(hours=3)],
    )
    env.cr.execute(
        "UPDATE linkstar_shipment SET poll_at = %s WHERE id IN (SELECT id FROM"
        " linkstar_shipment WHERE box LIKE 'open-%%' ORDER BY random() LIMIT %s)",
        [_just_now(), _DUE],
    )
    _settled(env)
    baseline = _found(env)
    _without_parts_of_numbers(env)
    _copies(env, model, "over", _FINISHED)
    _settled(env)
    return Samples(_found(env), baseline)


def _without_parts_of_numbers(env):
    """Drop the indexes for parts of numbers, with which two million rows take a quarter
    of an hour to insert. What is measured does not use them.
    """
    env.cr.execute(
        "SELECT indexname FROM pg_indexes WHERE tablename = 'linkstar_shipment'"
        " AND indexdef LIKE '%%gin%%'"
    )
    for [name] in env.cr.fetchall():
        env.cr.execute(f'DROP INDEX "{name}"')
    env.cr.commit()


def _copies(env, model, name, count):
    """``count`` shipments as ``model``, none of them due."""
    env.cr.execute(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_name = 'linkstar_shipment' AND column_name NOT IN"
        " ('id', 'box', 'reference_no') ORDER BY column_name"
    )
    columns = ", ".join(f'"{column}"' for [column] in env.cr.fetchall())
    env.cr.execute(
        f"INSERT INTO linkstar_shipment (box, reference_no, {columns})"
        f" SELECT '{name}-' || n, '{name}-' || n, {columns}"
        " FROM linkstar_shipment, generate_series(1, %s) n WHERE id = %s",
        [count, model.id],
    )
    env.cr.commit()


def _settled(env):
    """What the database knows of its tables is up to date, as after a night."""
    env.cr.commit()
    env.cr._cnx.autocommit = True
    env.cr.execute("VACUUM ANALYZE linkstar_shipment")
    env.cr._cnx.autocommit = False


def _found(env):
    """Milliseconds for the accounts with due parcels and for these parcels."""
    _once(env)
    return [min(_once(env) for _turn in range(_BEST_OF)) for _time in range(_TIMES)]


def _once(env):
    shipments = env["linkstar.shipment"]
    env.invalidate_all()
    start = time.perf_counter()
    accounts = shipments._accounts_due("poll_at")
    found = shipments._search_due("poll_at", _DUE + 100)
    taken = (time.perf_counter() - start) * 1000
    if len(found) != _DUE or len(accounts) != 1:
        raise AssertionError(f"{len(found)} parcels, {len(accounts)} accounts")
    return taken
