"""The rows about costs: ``finance.…``."""

import base64
import contextlib
import csv
import gc
import io
import threading
import time
from dataclasses import replace
from decimal import Decimal
from unittest.mock import patch

from .bench_rates import _card
from .bench_rows import Bound, Pair, row
from .bench_warehouse import _merchant, _transfers, _validated

_ANALYSED = 500_000
#: Shipments, and lines, of an order; each order has one transfer.
_PER_ORDER = 2
#: Lines of a statement, shipments they are matched against, records that load() makes.
_LINES, _SHIPPED, _LOADED = 99_999, 200_000, 1_000
#: Lines that are checked, and the shares of their import's time that the amounts, and
#: the whole check, may take.
_CHECKED, _EXPECTED_LIMIT, _CHECK_LIMIT = 99_999, 0.5, 1.5
#: Parcels of a what-if, and the cards that they are tried on.
_TRIED, _CARDS = 100_000, 12
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


@row(
    "finance.import",
    f"a statement of {_LINES} lines (xlsx, a fee a column) read in its own process,"
    f" loaded and matched against {_SHIPPED} shipments",
    "Odoo's load() makes records of as many columns that find their shipment by its"
    f" waybill ({_LOADED} of them)",
    limit=1 / 20,
    times=3,
    warm_up=1,
)
def statement(env):
    first = _shipments(env, _SHIPPED)
    lines = list(_statement(_LINES))
    book = _bill(env, first, "statement.xlsx", _xlsx(lines))
    text = _bill(env, first, "statement.csv", _csv(lines))
    short = _bill(
        env, first, "short.csv", _csv(lines[: _LINES // len(_FEES) // 10 + 1])
    )
    names, records = _records(env, text, lines)

    # load() finds a record by its name: here by the waybill alone, with an index.
    env.cr.execute("CREATE INDEX ON linkstar_shipment (waybill)")
    shipment = type(env["linkstar.shipment"])

    def baseline():
        with patch.object(shipment, "_rec_names_search", ["waybill"]):
            result = env["linkstar.bill.line"].load(names, records)
        if len(result["ids"] or ()) != _LOADED:
            raise AssertionError(result["messages"][:3])

    load = _microseconds(env, baseline, _LOADED)
    with env.cr.savepoint() as point:
        with _Memory() as memory:
            book._load()
        _expect_found(env, book)
        point.rollback()
    by_csv = _microseconds(env, text._load, _LINES)
    by_short = _microseconds(env, short._load, _LINES // 10)
    return Pair(
        book._load,
        baseline,
        (
            Bound(
                "finance.import_csv",
                "a line of the same as csv; maximum: a fortieth of load()",
                by_csv,
                load / 40,
                "µs",
            ),
            Bound(
                "finance.import_growth",
                f"a line of {_LINES} by a line of {_LINES // 10}",
                by_csv / by_short,
                1.2,
                "times",
            ),
            Bound(
                "finance.import_memory",
                "of the server and the reading process, above the start",
                memory.most,
                500,
                "MB",
            ),
        ),
        baseline_times=round(_LINES / _LOADED),
    )


@row(
    "finance.expected",
    f"the expected amounts of {_CHECKED} lines of a statement, calculated again and"
    " compared",
    "the import of as many lines as csv",
    limit=_EXPECTED_LIMIT,
    times=5,
    warm_up=1,
)
def expected(env):
    from odoo.addons.linkstar_delivery.models.linkstar_bill import _SLICE
    from odoo.addons.linkstar_delivery.services import bill_check

    bill, other = _two_bills(env)
    work, groups = bill_check.CheckRun(env), []
    bill.checked_to = 0
    while parcels := work.next(bill, _SLICE):
        bill.checked_to = parcels[-1][0]
        groups.append(bill_check.lines_of(bill, parcels))

    def ours():
        work = bill_check.CheckRun(env)
        for part in groups:
            found, _facts = bill_check.judged(bill, part, work)
            if {each.verdict for each in found} - {"agrees", "tolerated"}:
                raise AssertionError(found)

    return Pair(ours, other._load)


@row(
    "finance.check",
    f"the whole check of {_CHECKED} lines of a statement, with its verdicts saved",
    "the import of as many lines as csv",
    limit=_CHECK_LIMIT,
    times=5,
    warm_up=1,
)
def check(env):
    from odoo.addons.linkstar_delivery.services import bill_check

    bill, other = _two_bills(env)

    def ours():
        bill.write({"state": "running", "checked_to": 0, "run": bill.run + 1})
        work = bill_check.CheckRun(env)
        while bill.state == "running":
            bill._check_some(work)

    with env.cr.savepoint() as point:
        ours()
        found = env["linkstar.bill.verdict"]._read_group(
            [("bill_id", "=", bill.id)], ["verdict"], ["__count"]
        )
        if {verdict for verdict, _count in found} - {"agrees", "tolerated"}:
            raise AssertionError(found)
        point.rollback()
    return Pair(ours, other._load)


@row(
    "finance.what_if",
    f"{_TRIED} parcels on {_CARDS} cards, for each rate",
    "the maximum",
    times=2,
    warm_up=0,
)
def what_if(env):
    first = _shipments(env, _TRIED)
    cards = env["linkstar.rate.card"].browse(
        _priced(_line(env, first.account_id, f"L{number}")).id
        for number in range(_CARDS)
    )
    asked = env["linkstar.what.if"].create(
        {
            "name": "Bench",
            "date_from": "2026-03-01",
            "date_to": "2026-03-31",
            "card_ids": [(6, 0, cards.ids)],
        }
    )
    asked.action_calculate()
    tried, memories = None, []
    start = time.perf_counter()
    while asked.state == "running":
        tried = asked._next_step(tried)
        env.invalidate_all()
        gc.collect()
        memories.append(_resident())
    taken = time.perf_counter() - start
    if asked.done != _TRIED or set(asked.line_ids.mapped("carried")) != {_TRIED}:
        raise AssertionError(asked.failure or asked.done)
    warm = memories[len(memories) // 5]
    return Pair(
        lambda: None,
        lambda: None,
        (
            Bound(
                "finance.what_if",
                f"a rate of {_TRIED} parcels on {_CARDS} cards",
                taken * 1_000_000 / _TRIED / _CARDS,
                60,
                "µs",
            ),
            Bound(
                "finance.what_if_memory",
                "growth after the first fifth of the parcels",
                max(memories) - warm,
                20,
                "MB",
            ),
        ),
    )


# --- how they are measured


def _microseconds(env, work, count):
    """The time of one of ``count`` things that ``work`` does, the better of two."""
    found = []
    for _time in range(2):
        with env.cr.savepoint() as point:
            env.invalidate_all()
            gc.collect()
            start = time.perf_counter()
            work()
            env.flush_all()
            found.append((time.perf_counter() - start) * 1_000_000 / count)
            point.rollback()
    return min(found)


def _resident():
    """Megabytes of this process and its children."""
    import psutil

    own = psutil.Process()
    size = own.memory_info().rss
    for child in own.children():
        with contextlib.suppress(psutil.NoSuchProcess):
            size += child.memory_info().rss
    return size / 1024**2


class _Memory:
    """``most``: the highest increase of :func:`_resident` meanwhile, in megabytes."""

    def __enter__(self):
        gc.collect()
        self.start, self.most, self.ended = _resident(), 0, threading.Event()
        self.watch = threading.Thread(target=self._watch)
        self.watch.start()
        return self

    def __exit__(self, *_error):
        self.ended.set()
        self.watch.join()

    def _watch(self):
        while not self.ended.wait(0.02):
            self.most = max(self.most, _resident() - self.start)


# --- what the rows are about


def _two_bills(env):
    """Two statements of ``_CHECKED`` lines, the first one imported."""
    parcels = _CHECKED // len(_FEES)
    first = _shipments(env, 2 * parcels)
    _priced(first.service_id, as_billed=True)
    bill, other = (
        _bill(env, first, f"{start}.csv", _csv(_statement(_CHECKED, 1, start)))
        for start in (0, parcels)
    )
    bill._load()
    return bill, other


def _line(env, account, code):
    return env["linkstar.service"].create(
        {"account_id": account.id, "code": code, "name": code}
    )


def _priced(service, as_billed=False):
    """An active rate card of five zones for a line; ``as_billed``: with the prices of
    :func:`_statement`.
    """
    card = service.env["linkstar.rate.card"].create(
        {"name": service.code, "service_id": service.id, "valid_from": "2026-01-01"}
    )
    prices = _card(service.code)
    if as_billed:
        bracket = replace(
            prices.zones[0].brackets[0], up_to=Decimal(30), price=Decimal(90)
        )
        prices = replace(
            prices,
            zones=tuple(replace(zone, brackets=(bracket,)) for zone in prices.zones),
            discounts=(),
        )
    card._take_over(prices, service.env.ref("base.CNY"))
    card.action_activate()
    return card


_FEES = {"freight": "运费", "registration": "挂号费", "fuel": "燃油附加费"}
_HEADINGS = (
    *("运单号", "客户单号", "跟踪号", "目的国", "产品", "签入时间", "实重(KG)"),
    *("计费重(KG)", *_FEES.values(), "合计(RMB)"),
)


def _statement(count, step=2, first=0):
    """The rows of a statement of ``count`` lines, a parcel a row and a fee a column as
    most carriers write it, about every second shipment from the one with the number
    ``first`` on. Of one parcel in ten only the tracking number is known.
    """
    yield list(_HEADINGS)
    for number in range(count // len(_FEES)):
        place = first + number * step
        # As measured, rounded up to the step of the card.
        weight = (500 + place % 400 + 9) // 10 / 100
        fees = (round(weight * 90, 2), 18, round(weight * 90 * 0.085, 2))
        yield [
            "" if number % 10 == 9 else f"LS{place:08}",
            "" if number % 10 == 9 else f"RF{place:08}",
            f"TR{place:08}",
            *("德国", "EU-STD", f"2026-03-{number % 28 + 1:02}"),
            *(weight, weight, *fees, round(sum(fees), 2)),
        ]


def _csv(rows):
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def _xlsx(rows):
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def _bill(env, shipment, name, content):
    """A statement that is read and can be imported."""
    bill = env["linkstar.bill"].create(
        {
            "account_id": shipment.account_id.id,
            "filename": name,
            "file": base64.b64encode(content),
        }
    )
    bill.action_read()
    if bill.blocked:
        raise AssertionError(bill.problem_text)
    return bill


def _records(env, bill, lines):
    """The fields and rows of ``lines`` for ``load()``."""
    names = (
        *("bill_id/.id", "shipment_id", "sheet", "row", "waybill", "reference"),
        *("tracking", "country", "service", "actual", "settled", "kind", "fee"),
        *("amount", "foreign_currency_id/.id", "day", "match"),
    )
    currency, records = env.ref("base.CNY").id, []
    for number, cells in enumerate(lines[1 : _LOADED // len(_FEES) + 2], 2):
        waybill, reference, tracking, country, service, day, actual, settled = cells[:8]
        for (kind, fee), amount in zip(_FEES.items(), cells[8:11], strict=True):
            records.append(
                [
                    *(str(bill.id), f"LS{tracking[2:]}", "x", str(number), waybill),
                    *(reference, tracking, country, service, str(actual)),
                    *(str(settled), kind, fee, str(amount), str(currency), day),
                    "found",
                ]
            )
    return list(names), records[:_LOADED]


def _expect_found(env, bill):
    found = env["linkstar.bill.line"]._read_group(
        [("bill_id", "=", bill.id)],
        ["match"],
        ["__count", "shipment_id:count_distinct"],
    )
    if found != [("found", _LINES, _LINES // len(_FEES))]:
        raise AssertionError(found)


def _shipments(env, count):
    """The first of ``count`` delivered shipments of March 2026, each with a parcel of
    0.5 to 0.9 kg and a quoted and a billed charge; waybills LS00000000, LS00000001, …
    The ids of orders, transfers and declarations follow each other.
    """
    first = _delivered(env)
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
        first.parcel_ids.id,
        count - 1,
        shipment_id=at,
        weight="t.weight + mod(n, 400) * 0.001",
    )
    for charge in charges:
        _copies(env, "linkstar_charge", charge.id, count - 1, shipment_id=at)
    env.invalidate_all()
    env.cr.execute("ANALYZE")
    return first


def _delivered(env):
    """The shipment that the others are copies of, with one parcel."""
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
