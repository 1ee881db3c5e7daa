"""What a log of Odoo's may contain after a green run."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "setup"))

from machine import log_check

CRON = "odoo.addons.base.models.ir_cron"
TRACEBACK = [
    "Traceback (most recent call last):",
    '  File "odoo/sql_db.py", line 433, in execute',
]


def line(level, logger, text, *below, pid=7):
    return "\n".join(
        [f"2026-11-30 23:46:45,596 {pid} {level} shop {logger}: {text} ", *below]
    )


STOPS = line("INFO", "odoo.service.server", "Initiating shutdown")
CUT_OFF = line(
    "WARNING",
    CRON,
    "Exception in cron:",
    *TRACEBACK,
    "psycopg2.InterfaceError: cursor already closed",
)
POINTER_IS_NULL = line(
    "ERROR",
    "odoo.sql_db",
    "bad query: b'SELECT id FROM linkstar_shipment'",
    "ERROR: connection pointer is NULL",
)
GIVEN_BACK = "Linkstar: a call of account 1 counts until its time is over: "
CUT_OFF_IN_SHORT = line(
    "WARNING",
    "odoo.addons.linkstar_delivery.runner.places",
    f"{GIVEN_BACK}InterfaceError < sql_db.py:374 __init__ < sql_db.py:763 cursor",
)
REFUSED = line(
    "ERROR",
    "odoo.sql_db",
    "bad query: UPDATE stock_quant",
    "ERROR: could not serialize access due to concurrent update",
)


def complaints(tmp_path, *lines):
    log = tmp_path / "odoo.log"
    log.write_text("\n".join(lines))
    return log_check.complaints(log)


@pytest.mark.parametrize(
    "lines",
    [
        [line("INFO", CRON, "Job 'Linkstar: work' (24) starting")],
        [
            line(
                "WARNING",
                "odoo.http",
                "Not validated, because the carrier would refuse the parcel: 1",
            )
        ],
        [REFUSED],
        [STOPS, CUT_OFF],
        [STOPS, POINTER_IS_NULL],
        [STOPS, CUT_OFF_IN_SHORT],
        [
            STOPS,
            line("ERROR", "odoo.sql_db", "bad query", "no connection to the server"),
        ],
        [STOPS, CUT_OFF, line("INFO", "odoo.sql_db", "Closed 7 connections")],
    ],
)
def test_explained(tmp_path, lines):
    assert complaints(tmp_path, *lines) == []


@pytest.mark.parametrize(
    "lines",
    [
        # A cursor that is closed while the server goes on.
        [CUT_OFF],
        [POINTER_IS_NULL],
        [CUT_OFF_IN_SHORT],
        # Another server with the same log.
        [line("INFO", "odoo.service.server", "Initiating shutdown", pid=8), CUT_OFF],
        # What fails at the end for another reason.
        [STOPS, line("WARNING", CRON, "Exception in cron:", *TRACEBACK, "KeyError: 1")],
        [STOPS, line("WARNING", "odoo", f"{GIVEN_BACK}KeyError < sql_db.py:374 get")],
        [STOPS, line("WARNING", "odoo", f"{GIVEN_BACK}OperationalError < turn.py:9 x")],
        [line("CRITICAL", "odoo.modules", "Couldn't load module linkstar_delivery")],
    ],
)
def test_unexplained(tmp_path, lines):
    assert len(complaints(tmp_path, *lines)) == 1


def test_a_complaint_says_where_what_and_why_and_only_once(tmp_path):
    assert complaints(tmp_path, CUT_OFF, CUT_OFF) == [
        f"odoo.log: WARNING {CRON}: Exception in cron: "
        "psycopg2.InterfaceError: cursor already closed"
    ]
