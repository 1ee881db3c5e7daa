"""Rows about open parcels and what needs attention: ``tracking.round`` and
``tracking.list``.
"""

import re
import time
from pathlib import Path

from .bench_rows import Bound, Pair, row
from .bench_warehouse import _merchant, _transfers, _validated

_OPEN, _FEW = 100_000, 1000
_MOST_S, _MOST_MB = 60, 200
_ENTRIES, _LITTLE = 50_000, 50
#: The number of rows that the web client asks for.
_PAGE = 80

#: Of ten open parcels: three before they are received, five on the way, one held by
#: customs, one that could not be delivered.
_STATES = (
    "registered",
    "registered",
    "registered",
    "received",
    "departed",
    "departed",
    "arrived",
    "last_mile",
    "customs_hold",
    "delivery_failed",
)


@row(
    "tracking.round",
    f"the round over {_OPEN} open parcels with {3 * _OPEN} events: one in five needs"
    " attention",
    "maximum",
    times=2,
    warm_up=0,
)
def find(env):
    first = _parcels(env, _FEW)
    # The first round fills caches.
    _round(env)
    _taken, few_statements, _memory = _round(env)
    _parcels(env, _OPEN - _FEW, first)
    taken, statements, memory = _round(env)
    found = env["linkstar.exception"].search_count([("state", "=", "open")])
    if found < _OPEN / 10:
        raise AssertionError(f"only {found} entries")
    what = f"the round over {_OPEN} open parcels"
    return Pair(
        lambda: None,
        lambda: None,
        (
            Bound("tracking.round", f"{what}: time", taken, _MOST_S, "s"),
            Bound("tracking.round_memory", f"{what}: memory", memory, _MOST_MB, "MB"),
            Bound(
                "tracking.round_sql",
                f"{what}: statements, at most those for {_FEW} parcels",
                statements,
                few_statements,
                "SQL",
            ),
        ),
    )


@row(
    "tracking.list",
    f"a page of {_PAGE} rows of what needs attention among {_ENTRIES} open entries",
    f"the same page where there are no more than {_LITTLE} entries",
    limit=1.5,
)
def entries(env):
    many, few = _merchant_company(env), env["res.company"].create({"name": "Small"})
    for company, count in ((many, _ENTRIES), (few, _LITTLE)):
        _entries(env, company, count)
    user = env["res.users"].create(
        {
            "name": "Warehouse",
            "login": "bench_warehouse",
            "company_ids": [(6, 0, (many + few).ids)],
            "company_id": many.id,
            "group_ids": [(4, env.ref("stock.group_stock_user").id)],
        }
    )
    env.cr.execute("ANALYZE linkstar_exception")
    return Pair(_opened(env, user, many), _opened(env, user, few))


def _merchant_company(env):
    return env["res.company"].create({"name": "Large"})


def _opened(env, user, company):
    """A function that reads the first page of the list as the web client does."""
    model = env["linkstar.exception"].with_user(user)
    model = model.with_context(allowed_company_ids=company.ids)
    arch = model.get_view(env.ref("linkstar_delivery.linkstar_exception_view_list").id)
    limit = int(re.search(r'<list[^>]* count_limit="(\d+)"', arch["arch"])[1])
    specification = {
        name: {"fields": {"display_name": {}}}
        if model._fields[name].type == "many2one"
        else {}
        for name in re.findall(r'<field name="(\w+)"', arch["arch"])
    }

    def read():
        return model.web_search_read(
            [("state", "=", "open")],
            specification,
            limit=_PAGE,
            count_limit=limit + 1,
        )

    if not read()["records"]:
        raise AssertionError("an empty list")
    return read


def _entries(env, company, count):
    env.cr.execute(
        """
        INSERT INTO linkstar_exception (
               company_id, kind, key, state, first_at, opened_at, since, deadline,
               times, escalated, parcels, create_date, write_date
        )
        SELECT %(company)s, (ARRAY['late', 'stalled', 'customs_hold'])[1 + n %% 3],
               'bench:' || n, 'open', moment, moment, moment,
               moment + n * INTERVAL '1 minute', 1, FALSE, 1, moment, moment
          FROM generate_series(1, %(count)s) n, timezone('UTC', now()) moment
        """,
        {"company": company.id, "count": count},
    )


def _round(env):
    """(Seconds, statements, memory in MB) of one round."""
    model = env["linkstar.exception"]
    env.flush_all()
    env.invalidate_all()
    before = _memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")
    statements, start = env.cr.sql_log_count, time.perf_counter()
    model._cron_find()
    env.flush_all()
    taken = time.perf_counter() - start
    statements = env.cr.sql_log_count - statements
    return taken, statements, max(0, _memory("VmHWM") - before)


def _memory(name):
    """The memory of this process in MB: ``VmRSS`` now, ``VmHWM`` at its peak."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(rf"{name}:\s+(\d+) kB", status)[1]) / 1024


def _parcels(env, count, source=None):
    """Make ``count`` open parcels like one that was booked, without grouping.

    :return: the shipment that the others are copies of
    """
    if not source:
        env["linkstar.exception.rule"].search([]).strike = 0
        method, _fixed = _merchant(env, "https://127.0.0.1:9")
        picking = _transfers(env, method, 1)
        _validated(picking)
        source = picking.linkstar_shipment_id
        method.linkstar_service_id.tracked = True
        env.flush_all()
    begin = env["linkstar.shipment"].search_count([])
    picking = _copied(
        env, "stock_picking", source.picking_id.id, count, name=f"'B' || {begin} + n"
    )
    states = ", ".join(f"'{state}'" for state in _STATES)
    state = f"(ARRAY[{states}])[1 + n % 10]"
    ago = "timezone('UTC', now()) - INTERVAL '1 day' * "
    shipment = _copied(
        env,
        "linkstar_shipment",
        source.id,
        count,
        picking_id=f"{picking} + n - 1",
        reference_no=f"'BENCH-' || {begin} + n",
        waybill=f"'W' || {begin} + n",
        tracking_number=f"'T' || {begin} + n",
        state="'ready'",
        tracking_state=state,
        work_at="NULL",
        happened="NULL",
        booked_at=f"{ago} 3",
        create_date=f"{ago} 3",
        handed_over_at=f"{ago} 2",
        # One in fifty is late by its date.
        promised_date="current_date + CASE WHEN n % 50 = 4 THEN -2 ELSE 9 END",
    )
    _copied(
        env,
        "linkstar_parcel",
        source.parcel_ids[:1].id,
        count,
        shipment_id=f"{shipment} + n - 1",
        tracking_state=state,
        state_since=f"{ago} 1",
    )
    _scanned(env, shipment, count)
    for table in ("linkstar_shipment", "linkstar_parcel", "linkstar_tracking_event"):
        env.cr.execute(f"ANALYZE {table}")
    env.invalidate_all()
    return source


def _scanned(env, first, count):
    """Three scans for each of ``count`` shipments, from ``first`` on."""
    env.cr.execute(
        """
        INSERT INTO linkstar_tracking_event (
               shipment_id, company_id, occurred_at, text, tracking_state, source,
               create_date, write_date
        )
        SELECT shipment.id, shipment.company_id,
               timezone('UTC', now()) - each * INTERVAL '8 hours', 'Scanned ' || each,
               'received', 'poll', now(), now()
          FROM linkstar_shipment shipment, generate_series(1, 3) each
         WHERE shipment.id BETWEEN %(first)s AND %(first)s + %(count)s - 1
        """,
        {"first": first, "count": count},
    )


def _copied(env, table, source, count, **changes):
    """Copy the row ``source`` of ``table``; ``changes``: SQL of its columns, in which
    ``n`` counts from 1.

    :return: the id of the first copy; the others follow one by one
    """
    env.cr.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
        " AND table_schema = current_schema() AND column_name != 'id'",
        [table],
    )
    columns = [name for (name,) in env.cr.fetchall()]
    values = [changes.get(name, f'source."{name}"') for name in columns]
    names = ", ".join(f'"{name}"' for name in columns)
    env.cr.execute(
        f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} FROM {table} source,"
        f" generate_series(1, {count}) n WHERE source.id = {source} ORDER BY n"
    )
    env.cr.execute(f"SELECT max(id) - {count} + 1 FROM {table}")
    return env.cr.fetchone()[0]
