"""A complete system for the tests of this folder: PostgreSQL, the sandbox carrier and
an Odoo that may be killed.
"""

import os
import signal
import sys
import time
from pathlib import Path

import psycopg2
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "setup"))

from machine import instance, process
from machine.odoo_api import Odoo
from machine.paths import run_folder

_DATABASE = "linkstar_whole"


class World:
    """The running system, and ways to disturb it."""

    def __init__(self, name="", apps=(), cluster="", demo=True):
        """``cluster``: a separate PostgreSQL, see ``postgres.start``. Without ``demo``
        our addons have no records except the default tables. ``name`` distinguishes
        worlds that run at the same time; ``apps`` are further Odoo apps besides ours
        and those of setup/demo.
        """
        from sandbox.client import Control

        # Each process that runs these tests has worlds and ports of its own.
        worker = os.environ.get("PYTEST_XDIST_WORKER", "")
        name += f"-{worker}" if worker else ""
        ports = int(worker.removeprefix("gw") or 0) * 20
        ports += int(os.environ.get("LINKSTAR_PORTS") or 0)
        self.database, self.server, self.host = (
            f"{_DATABASE}{name}",
            f"test-odoo-server{name}",
            f"test-sandbox{name}",
        )
        self.instance = instance.Instance()
        template = os.environ.get("LINKSTAR_TEMPLATE") if demo and not apps else ""
        self.instance.copy(
            template or self.instance.addons_template(demo=demo, apps=apps),
            self.database,
        )
        if cluster:
            usual = self.instance
            self.instance = instance.Instance(cluster)
            self.instance.server.take_over(self.database, usual.server)
        if not demo:
            self.instance.add_people(self.database)
        self.key = self.instance.key(self.database)
        self.sandbox_port = process.free_port(8890 + ports)
        state = run_folder() / f"whole-sandbox{name}.sqlite"
        for leftover in run_folder().glob(f"{state.name}*"):
            leftover.unlink()
        instance.sandbox(self.instance, self.sandbox_port, state, name=self.host)
        self.carrier = Control(f"http://127.0.0.1:{self.sandbox_port}")
        self.port = process.free_port(8169 + ports)
        (run_folder() / f"{self.server}.log").unlink(missing_ok=True)
        self.start()
        if demo:
            self.account = self.odoo.ref("linkstar_delivery.demo_account")
            self.odoo.write(
                "linkstar.account",
                self.account,
                base_url=f"http://127.0.0.1:{self.sandbox_port}",
            )

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def odoo(self):
        return Odoo(self.url, self.database, self.key)

    def start(self):
        self.instance.serve(
            self.database, self.port, "--max-cron-threads", "1", name=self.server
        )

    def kill(self):
        """Kill the server, as if the machine lost power."""
        pid = process.running(self.server)["pid"]
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)

    def stop(self):
        process.stop(self.server)
        process.stop(self.host)

    def connect(self):
        options = self.instance.server.options
        return psycopg2.connect(
            dbname=self.database,
            host=options.get("db_host"),
            port=options.get("db_port"),
            user=options.get("db_user"),
            password=options.get("db_password"),
        )

    def sql(self, statement, *values):
        connection = self.connect()
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.fetchall() if cursor.description else None
        finally:
            connection.close()

    def time_passes(self, shipment):
        """Let the lease of ``shipment`` expire, and make the cron due."""
        past = "(now() at time zone 'utc') - interval '1 s'"
        late = "sent_at = sent_at - interval '1 h'"
        self.sql(
            f"UPDATE linkstar_shipment SET work_at = {past}, {late} WHERE id = %s AND"
            " work_at IS NOT NULL",
            shipment,
        )
        self.cron_comes()

    def cron_comes(self):
        past = "(now() at time zone 'utc') - interval '1 s'"
        self.sql(
            f"UPDATE ir_cron SET nextcall = {past} WHERE cron_name LIKE 'Linkstar:"
            " book%%'"
        )
        self.instance.server.sql(f"NOTIFY cron_trigger, '{self.database}'")

    def claimed(self, picking):
        """Return the id of the picking's shipment when a worker has claimed it."""
        query = (
            "SELECT id FROM linkstar_shipment WHERE picking_id = %s AND state ="
            " 'booking'"
        )
        return self.wait("the shipment is claimed", lambda: self.sql(query, picking))[
            0
        ][0]

    def order(self, partner="demo_partner_berlin", product="demo_product_phone_case"):
        return self.odoo.create(
            "sale.order",
            partner_id=self.odoo.ref(f"linkstar_customs.{partner}"),
            order_line=[
                [
                    0,
                    0,
                    {
                        "product_id": self._variant(f"linkstar_customs.{product}"),
                        "product_uom_qty": 1,
                    },
                ]
            ],
        )

    def transfer(self, partner="demo_partner_berlin", method="demo_carrier_std"):
        """Return the transfer of a confirmed order, ready to be validated."""
        odoo, order = self.odoo, self.order(partner)
        wizard = odoo.create(
            "choose.delivery.carrier",
            order_id=order,
            carrier_id=odoo.ref(f"linkstar_delivery.{method}"),
        )
        odoo.call("choose.delivery.carrier", "update_price", [wizard])
        odoo.call("choose.delivery.carrier", "button_confirm", [wizard])
        odoo.call("sale.order", "action_confirm", [order])
        return odoo.read("sale.order", order, "picking_ids")["picking_ids"][0]

    def _variant(self, xml_id):
        record = self.odoo.ref(xml_id)
        return self.odoo.search(
            "product.product",
            ["|", ["id", "=", record], ["product_tmpl_id", "=", record]],
            "id",
        )[0]["id"]

    def shipment_of(self, picking):
        return self.sql(
            "SELECT id, state FROM linkstar_shipment WHERE picking_id = %s ORDER BY id"
            " DESC",
            picking,
        )[0]

    def wait(self, what, condition, seconds=60):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found = condition()
            if found:
                return found
            time.sleep(0.1)
        raise AssertionError(f"After {seconds} s still not: {what}")

    def wait_until_ready(self, shipment, seconds=90):
        """Call the cron repeatedly: a server that has just started may not listen to
        calls yet.
        """
        called = time.monotonic()

        def ready():
            nonlocal called
            if time.monotonic() > called + 5:
                called = time.monotonic()
                self.cron_comes()
            return self.state(shipment) == "ready"

        self.wait("the label is ready", ready, seconds)

    def state(self, shipment):
        return self.sql("SELECT state FROM linkstar_shipment WHERE id = %s", shipment)[
            0
        ][0]

    def reference(self, shipment):
        return self.sql(
            "SELECT reference_no FROM linkstar_shipment WHERE id = %s", shipment
        )[0][0]

    def orders_at_carrier(self, shipment):
        reference = self.reference(shipment)
        return [
            order
            for order in self.carrier.orders()
            if order["reference_no"] == reference
        ]


@pytest.fixture(scope="session")
def browser():
    from chromium import launched
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = launched(playwright)
        yield running
        running.close()


@pytest.fixture
def page(browser, world):
    """A page of the picker."""
    from chromium import signed_in

    page = signed_in(browser, world, "picker")
    yield page
    page.close()


@pytest.fixture(scope="session")
def running():
    world = World()
    yield world
    world.stop()


@pytest.fixture
def world(running):
    """The running world, with a carrier that has no orders yet and silently accepts the
    same reference twice.
    """
    running.carrier.reset()
    running.carrier.profile(duplicates="accepted")
    return running


@pytest.fixture(scope="session")
def empty():
    """A running world without demo data."""
    world = World("-empty", demo=False)
    yield world
    world.stop()


@pytest.fixture(scope="session")
def running_shop():
    """See ``shop``."""
    from machine.instance import SHOP
    from shop import Shop

    world = Shop("-shop", apps=SHOP)
    yield world
    world.stop()
