"""State in SQLite: orders, labels, faults, the log of calls, and small values (clock,
profile).

One call is one transaction, committed before the first byte of the answer is sent. So a
killed server knows exactly what work it had done.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT, reference TEXT NOT NULL,
    reference_key TEXT NOT NULL, waybill TEXT, line TEXT NOT NULL,
    created REAL NOT NULL, request TEXT NOT NULL, numbers TEXT,
    stopped TEXT NOT NULL DEFAULT '', stopped_at REAL);
CREATE INDEX IF NOT EXISTS orders_reference ON orders (reference_key);
CREATE INDEX IF NOT EXISTS orders_waybill ON orders (waybill);
CREATE TABLE IF NOT EXISTS numbers (number TEXT NOT NULL, order_id INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS numbers_number ON numbers (number);
CREATE TABLE IF NOT EXISTS labels (token TEXT PRIMARY KEY, content TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS calls (
    id INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL,
    service TEXT NOT NULL, refs TEXT NOT NULL,
    outcome TEXT NOT NULL, work_done INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS faults (
    id INTEGER PRIMARY KEY AUTOINCREMENT, service TEXT NOT NULL, kind TEXT NOT NULL,
    times INTEGER NOT NULL, skip INTEGER NOT NULL, seconds REAL NOT NULL,
    text TEXT NOT NULL, work INTEGER NOT NULL,
    reference TEXT NOT NULL DEFAULT '');
"""
#: Tables of which a copy can be kept.
_KEPT = ("orders", "numbers", "labels", "calls")


@dataclass(frozen=True)
class Order:
    """One order as created. `numbers` contains, per box, its first and its last-mile
    tracking number (equal if the line never changes it). `stopped` is "", "cancelled"
    or "intercepted".
    """

    id: int
    reference: str
    waybill: str
    line: str
    created: datetime
    request: dict
    numbers: list[dict]
    stopped: str
    stopped_at: datetime | None

    @property
    def consignee(self) -> dict:
        return self.request.get("Consignee") or {}

    @property
    def country(self) -> str:
        return str(self.request.get("country_code", "")).upper()

    @property
    def postcode(self) -> str:
        return str(self.consignee.get("consignee_postcode") or "")


def _order(row: sqlite3.Row) -> Order:
    return Order(
        id=row["id"],
        reference=row["reference"],
        waybill=row["waybill"],
        line=row["line"],
        created=datetime.fromtimestamp(row["created"], timezone.utc),
        request=json.loads(row["request"]),
        numbers=json.loads(row["numbers"] or "[]"),
        stopped=row["stopped"],
        stopped_at=(
            datetime.fromtimestamp(row["stopped_at"], timezone.utc)
            if row["stopped_at"] is not None
            else None
        ),
    )


class Store:
    """`path` is a file name, or ":memory:". One connection, one writer at a time."""

    def __init__(self, path: str):
        self.lock = threading.RLock()
        self.db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self.db.row_factory = sqlite3.Row
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=FULL")
        self.db.executescript(SCHEMA)
        for table in _KEPT:
            self.db.execute(
                f"CREATE TABLE IF NOT EXISTS kept_{table} AS SELECT * FROM {table}"
                " WHERE false"
            )
        if "reference" not in [
            column["name"] for column in self.db.execute("PRAGMA table_info(faults)")
        ]:
            # State files of earlier versions lack this column.
            self.db.execute(
                "ALTER TABLE faults ADD COLUMN reference TEXT NOT NULL DEFAULT ''"
            )

    def close(self) -> None:
        with self.lock:
            self.db.close()

    @contextmanager
    def transaction(self):
        """A transaction with the only write access."""
        with self.lock:
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self.db.execute("ROLLBACK")
                raise
            self.db.execute("COMMIT")

    def rows(self, sql: str, *values) -> list[sqlite3.Row]:
        with self.lock:
            return self.db.execute(sql, values).fetchall()

    def run(self, sql: str, *values) -> int:
        """Execute, and return the id of an inserted row."""
        with self.lock:
            return self.db.execute(sql, values).lastrowid

    def get(self, key: str, default):
        found = self.rows("SELECT value FROM meta WHERE key = ?", key)
        return json.loads(found[0]["value"]) if found else default

    def put(self, key: str, value) -> None:
        self.run(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value ="
            " excluded.value",
            key,
            json.dumps(value),
        )

    def clear(self) -> None:
        """Delete everything except the numbering of orders, so that no waybill is
        repeated.
        """
        for table in ("orders", "numbers", "labels", "calls", "faults"):
            self.run(f"DELETE FROM {table}")
        self.run("DELETE FROM meta WHERE key = 'profile'")

    def keep(self) -> None:
        """Keep a copy of the orders and calls, for :meth:`recall`."""
        for table in _KEPT:
            self.run(f"DELETE FROM kept_{table}")
            self.run(f"INSERT INTO kept_{table} SELECT * FROM {table}")

    def recall(self) -> None:
        """Bring back what was kept; raises ValueError if it is still there."""
        try:
            for table in _KEPT:
                self.run(f"INSERT INTO {table} SELECT * FROM kept_{table}")
        except sqlite3.IntegrityError:
            raise ValueError("What was kept is still there: reset first.") from None

    def add_order(
        self, reference: str, line: str, created: datetime, request: dict
    ) -> int:
        return self.run(
            "INSERT INTO orders (reference, reference_key, line, created, request)"
            " VALUES (?, ?, ?, ?, ?)",
            reference,
            reference.upper(),
            line,
            created.timestamp(),
            json.dumps(request, ensure_ascii=False),
        )

    def set_numbers(self, order_id: int, waybill: str, numbers: list[dict]) -> None:
        self.run(
            "UPDATE orders SET waybill = ?, numbers = ? WHERE id = ?",
            waybill,
            json.dumps(numbers),
            order_id,
        )
        for number in {n for box in numbers for n in box.values()}:
            self.run("INSERT INTO numbers VALUES (?, ?)", number.upper(), order_id)

    def stop(self, order_id: int, how: str, moment: datetime) -> None:
        self.run(
            "UPDATE orders SET stopped = ?, stopped_at = ? WHERE id = ?",
            how,
            moment.timestamp(),
            order_id,
        )

    def set_request(self, order_id: int, request: dict) -> None:
        self.run(
            "UPDATE orders SET request = ? WHERE id = ?",
            json.dumps(request, ensure_ascii=False),
            order_id,
        )

    def orders(self, reference: str | None = None, beginning: str = "") -> list[Order]:
        """Return orders, oldest first; with `reference` or `beginning`, only those with
        this reference or this start of it, ignoring case.
        """
        if reference is None:
            where = "substr(reference_key, 1, length(:beginning)) = :beginning"
            with self.lock:
                found = self.db.execute(
                    f"SELECT * FROM orders WHERE {where} ORDER BY id",
                    {"beginning": beginning.upper()},
                )
                return [_order(row) for row in found.fetchall()]
        return [
            _order(r)
            for r in self.rows(
                "SELECT * FROM orders WHERE reference_key = ? ORDER BY id",
                reference.upper(),
            )
        ]

    def find(self, code: str, kind: int | None) -> Order | None:
        """Return the newest order with `code`: `kind` 1 waybill, 2 reference, 3
        tracking number, None any of them.
        """
        clauses = {
            1: "waybill = :code",
            2: "reference_key = :code",
            3: "id IN (SELECT order_id FROM numbers WHERE number = :code)",
        }
        where = clauses[kind] if kind in clauses else " OR ".join(clauses.values())
        with self.lock:
            sql = f"SELECT * FROM orders WHERE {where} ORDER BY id DESC LIMIT 1"
            row = self.db.execute(sql, {"code": code.strip().upper()}).fetchone()
        return _order(row) if row else None

    def add_call(
        self,
        time: str,
        service: str,
        references: list[str],
        outcome: str,
        work_done: bool,
    ) -> None:
        self.run(
            "INSERT INTO calls (time, service, refs, outcome, work_done) VALUES (?, ?,"
            " ?, ?, ?)",
            time,
            service,
            json.dumps(references),
            outcome,
            work_done,
        )

    def calls(self, service: str | None, reference: str | None) -> list[dict]:
        found = []
        for row in self.rows("SELECT * FROM calls ORDER BY id"):
            references = json.loads(row["refs"])
            if service and row["service"] != service:
                continue
            if reference and reference.upper() not in [r.upper() for r in references]:
                continue
            found.append(
                {
                    "id": row["id"],
                    "time": row["time"],
                    "service": row["service"],
                    "references": references,
                    "outcome": row["outcome"],
                    "work_done": bool(row["work_done"]),
                }
            )
        return found
