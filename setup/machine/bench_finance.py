"""The row about costs: ``finance.analysis``."""

from .bench_rows import Pair, row
from .bench_warehouse import _merchant, _transfers, _validated

_ANALYSED = 100_000
#: Shipments, and lines, of an order; each order has one transfer.
_PER_ORDER = 2
#: Indexes that no row uses, and that take minutes to fill.
_UNUSED = """
    SELECT indexname FROM pg_indexes
     WHERE tablename IN ('linkstar_shipment', 'linkstar_parcel')
       AND indexdef LIKE '%trgm%'
"""


@row(
    "finance.analysis",
    f"the analysis of {_ANALYSED} shipments opened: by line, with costs, days, share on"
    " time",
    f"core's sales analysis of {_ANALYSED} order lines opened",
    limit=2,
    times=3,
    warm_up=1,
)
def analysis(env):
    first = _shipments(env, _ANALYSED)
    goods = first.sale_order_id.order_line[:1]
    orders = first.sale_order_id.id
    _copies(
        env,
        "sale_order_line",
        goods.id,
        _ANALYSED,
        order_id=f"{orders} + (n + 1) / {_PER_ORDER}",
    )
    env.cr.execute("ANALYZE sale_order_line")

    def ours():
        env["linkstar.analysis"].formatted_read_grouping_sets(
            [],
            [[], ["service_id"]],
            [
                *("parcels:sum", "cost_per_parcel:per_unit", "cost_per_kg:per_unit"),
                *("over_quoted:sum", "days:median", "on_time:avg", "__count"),
            ],
        )

    def baseline():
        env["sale.report"].formatted_read_grouping_sets(
            [("state", "not in", ("draft", "cancel", "sent"))],
            [[], ["date:month"], ["team_id"], ["date:month", "team_id"]],
            ["product_uom_qty:sum", "__count"],
        )

    return Pair(ours, baseline)


# --- what the rows are about


def _shipments(env, count):
    """The first of ``count`` delivered shipments of March 2026, each with a parcel of
    0.5 to 0.9 kg and a quoted and a billed charge; waybills LS00000000, LS00000001, …
    The ids of orders, transfers and declarations follow each other.
    """
    method = _merchant(env, "http://127.0.0.1:1")[0]
    picking = _transfers(env, method, 1)
    _validated(picking)
    first = picking.linkstar_shipment_id
    first.write(
        {
            "waybill": "LS00000000",
            "tracking_number": "TR00000000",
            "state": "ready",
            "tracking_state": "delivered",
            "booked_at": "2026-03-02 10:00:00",
            "handed_over_at": "2026-03-02 10:00:00",
            "promised_date": "2026-03-20",
            "work_at": False,
            "poll_at": False,
            "charge_at": False,
        }
    )
    first.parcel_ids[1:].unlink()
    parcel = first.parcel_ids
    parcel.write(
        {
            "weight": 0.5,
            "tracking_state": "delivered",
            "state_since": "2026-03-12 10:00:00",
        }
    )
    charges = env["linkstar.charge"].create(
        [
            {
                "shipment_id": first.id,
                "company_id": first.company_id.id,
                "kind": "freight",
                "stage": stage,
                "currency_id": first.currency_id.id,
                "amount": 45,
            }
            for stage in ("quoted", "billed")
        ]
    )
    env.flush_all()
    env.cr.execute(_UNUSED)
    for (name,) in env.cr.fetchall():
        env.cr.execute(f'DROP INDEX "{name}"')  # pylint: disable=sql-injection
    transfers, declarations = _orders(env, first, count // _PER_ORDER)
    ids = _copies(
        env,
        "linkstar_shipment",
        first.id,
        count - 1,
        waybill="'LS' || lpad(n::text, 8, '0')",
        tracking_number="'TR' || lpad(n::text, 8, '0')",
        number="'TR' || lpad(n::text, 8, '0')",
        reference_no="'RF' || lpad(n::text, 8, '0')",
        box="'P' || n",
        booked_at="t.booked_at + mod(n, 20) * interval '1 day'",
        picking_id=f"{transfers} + (n + 1) / {_PER_ORDER}",
        declaration_id=f"{declarations} + (n + 1) / {_PER_ORDER}",
    )
    at = f"{ids} + n"
    _copies(
        env,
        "linkstar_parcel",
        parcel.id,
        count - 1,
        shipment_id=at,
        weight="t.weight + mod(n, 400) * 0.001",
    )
    for charge in charges:
        _copies(env, "linkstar_charge", charge.id, count - 1, shipment_id=at)
    env.invalidate_all()
    env.cr.execute("ANALYZE")
    return first


def _orders(env, shipment, count):
    """Copy the order of ``shipment`` with its transfer and declaration ``count`` times;
    return the ids before the first transfer and the first declaration.
    """
    orders = _copies(
        env,
        "sale_order",
        shipment.sale_order_id.id,
        count,
        name="'S' || n",
        access_token="NULL",
    )
    transfers = _copies(
        env,
        "stock_picking",
        shipment.picking_id.id,
        count,
        name="'W' || n",
        sale_id=f"{orders} + n",
    )
    declarations = _copies(
        env,
        "linkstar_customs_declaration",
        shipment.declaration_id.id,
        count,
        picking_id=f"{transfers} + n",
    )
    return transfers, declarations


def _copies(env, table, record, count, **changes):
    """Copy the row ``record`` of ``table`` ``count`` times (``n`` from 1 on), with the
    SQL in ``changes``; return the id before the first copy.
    """
    env.cr.execute(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_name = %s AND column_name <> 'id'",
        [table],
    )
    columns = [name for (name,) in env.cr.fetchall()]
    env.cr.execute(f"SELECT max(id) FROM {table}")  # pylint: disable=sql-injection
    last = env.cr.fetchone()[0]
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(changes.get(name, f't."{name}"') for name in columns)
    env.cr.execute(  # pylint: disable=sql-injection
        f"INSERT INTO {table} (id, {names}) SELECT {last} + n, {values}"
        f" FROM {table} t, generate_series(1, %s) n WHERE t.id = %s",
        [count, record],
    )
    env.cr.execute(
        f"SELECT setval('{table}_id_seq', {last + count})"  # pylint: disable=sql-injection
    )
    return last
