"""The update of a database of the earlier version: every shipment continues from its
state, and none is sent twice.

``data/`` contains a database with our addons at 19.0.1.0.0 and Odoo 19.0 (without the
HS table, which an update loads again), the sandbox carrier's state at the same moment,
and the ids of the cases (``cases.json``).
"""

import json
import lzma
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "setup"))

from machine import instance, process
from machine.paths import run_folder

DATA = Path(__file__).parent / "data"
DATABASE = "linkstar_upgrade"
CASES = json.loads((DATA / "cases.json").read_text())


class Updated:
    """The old database after the update, a sandbox carrier with its orders, and a
    running server.
    """

    def __init__(self):
        from sandbox.client import Control

        self.odoo = instance.Instance()
        self.odoo.server.create(DATABASE)
        load = [
            self.odoo.server.binaries / "psql",
            "-X",
            "-q",
            "-o",
            os.devnull,
            "-v",
            "ON_ERROR_STOP=1",
            "-d",
            DATABASE,
        ]
        dump = lzma.decompress((DATA / "database.sql.xz").read_bytes())
        subprocess.run(load, input=dump, env=self.odoo.server.environment, check=True)
        self.before = dict(
            self.sql("SELECT reference_no, state FROM linkstar_shipment")
        )
        self.fine = self.odoo.run(
            "server",
            "-d",
            DATABASE,
            "-u",
            ",".join(instance.ADDONS),
            "--stop-after-init",
            "--no-http",
            log="upgrade.log",
            check=False,
        )
        # Before any cron asks the carrier: its parcels have travelled since the data
        # were made.
        self.tracking = dict(
            self.sql("SELECT id, tracking_state FROM linkstar_shipment")
        )
        state = run_folder() / "upgrade-sandbox.sqlite"
        shutil.copyfile(DATA / "sandbox.sqlite", state)
        port = process.free_port(8930)
        instance.sandbox(self.odoo, port, state, name="test-sandbox-upgrade")
        self.carrier = Control(f"http://127.0.0.1:{port}")
        self.sql(
            "UPDATE linkstar_account SET base_url = %s", f"http://127.0.0.1:{port}"
        )
        self.odoo.serve(
            DATABASE,
            process.free_port(8209),
            "--max-cron-threads",
            "1",
            name="test-odoo-server-upgrade",
        )

    def close(self):
        process.stop("test-odoo-server-upgrade")
        process.stop("test-sandbox-upgrade")

    def sql(self, statement, *values):
        options = self.odoo.server.options
        connection = psycopg2.connect(
            dbname=DATABASE,
            host=options.get("db_host"),
            port=options.get("db_port"),
            user=options.get("db_user"),
            password=options.get("db_password"),
        )
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.fetchall() if cursor.description else None
        finally:
            connection.close()

    def shipment(self, case):
        return self.sql(
            "SELECT state, waybill, reference_no, label_attachment_id IS NOT NULL FROM"
            " linkstar_shipment WHERE id = %s",
            CASES[case],
        )[0]

    def work(self, seconds=120):
        """Run the crons until nothing is due."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            past = "(now() at time zone 'utc') - interval '1 s'"
            self.sql(
                f"UPDATE linkstar_shipment SET work_at = {past} WHERE work_at IS NOT"
                " NULL AND lease IS NULL"
            )
            self.sql(
                "UPDATE ir_cron SET nextcall = (now() at time zone 'utc') - interval '1"
                " s' WHERE cron_name LIKE 'Linkstar%%'"
            )
            self.odoo.server.sql(f"NOTIFY cron_trigger, '{DATABASE}'")
            time.sleep(1)
            if not self.sql(
                "SELECT 1 FROM linkstar_shipment WHERE work_at IS NOT NULL"
            ):
                return


@pytest.fixture(scope="module")
def updated():
    world = Updated()
    yield world
    world.close()


def test_the_update_itself(updated):
    log = (run_folder() / "upgrade.log").read_text()
    assert updated.fine, log[-3000:]
    modules = {
        name: (state, version)
        for name, state, version in updated.sql(
            "SELECT name, state, latest_version FROM ir_module_module WHERE name LIKE"
            " 'linkstar%%'"
        )
    }
    assert modules == {
        "linkstar_customs": ("installed", "19.0.2.0.0"),
        "linkstar_delivery": ("installed", "19.0.2.2.0"),
        "linkstar_delivery_batch": ("installed", "19.0.2.0.0"),
        # Its queue is not there.
        "linkstar_delivery_queue_job": ("uninstalled", None),
        "linkstar_delivery_margin": ("uninstalled", None),
        # Nor are its RMA.
        "linkstar_delivery_rma": ("uninstalled", None),
        # Odoo installs new addons of this kind with new apps, not with an update.
        "linkstar_delivery_spreadsheet": ("uninstalled", None),
        # Nor is there a shop.
        "linkstar_delivery_website_sale": ("uninstalled", None),
    }
    assert (
        dict(updated.sql("SELECT reference_no, state FROM linkstar_shipment")).keys()
        >= updated.before.keys()
    )


def test_every_shipment_goes_on_where_it_was_and_none_is_sent_twice(updated):
    assert {
        order["reference_no"] for order in updated.carrier.orders()
    } <= updated.before.keys()
    updated.work()
    for case in ("ready", "polled", "delivered", "intercepted"):
        state, waybill, _reference, labelled = updated.shipment(case)
        assert (state, labelled, bool(waybill)) == ("ready", True, True), case
    for case in ("uncertain", "uncertain_absent", "accepted", "queued", "booking"):
        assert updated.shipment(case)[0] == "ready", (case, updated.shipment(case))
    assert [
        updated.shipment(case)[0] for case in ("cancelled", "cancelling", "refused")
    ] == ["cancelled", "cancelled", "refused"]
    # Also those of the running wave: for each live order here, the carrier has exactly
    # one order.
    alive = updated.sql(
        "SELECT reference_no FROM linkstar_shipment WHERE state NOT IN ('cancelled',"
        " 'refused')"
    )
    orders = [
        order["reference_no"]
        for order in updated.carrier.orders()
        if order["state"] not in ("cancelled", "intercepted")
    ]
    intercepted = {updated.shipment("intercepted")[2]}
    assert sorted(orders) == sorted({reference for (reference,) in alive} - intercepted)
    ready = updated.sql(
        "SELECT count(*) FROM linkstar_shipment WHERE picking_id = ANY(%s) AND state ="
        " 'ready'",
        CASES["wave_transfers"],
    )
    assert ready == [(len(CASES["wave_transfers"]),)]


def test_what_was_known_is_known(updated):
    assert [
        updated.tracking[CASES[case]] for case in ("delivered", "polled", "ready")
    ] == ["delivered", "departed", "none"]
    assert updated.sql(
        "SELECT intercept_state FROM linkstar_shipment WHERE id = %s",
        CASES["intercepted"],
    ) == [("confirmed",)]
    assert (
        updated.sql(
            "SELECT count(*) FROM linkstar_charge WHERE shipment_id = %s AND stage ="
            " 'billed'",
            CASES["delivered"],
        )[0][0]
        > 1
    )
