"""Odoo inside the test's process, on a separate database with real commits, and a
sandbox carrier for each kind of host.

There is no server between a test and the worker, so a case takes about a second. Users'
clicks are functions that run in transactions like requests (``retrying``), the thread
after a click is the real one, and the cron's method is called directly.
"""

import contextlib
import os
import threading
import time

import psycopg2
from machine import instance
from machine.paths import run_folder
from sandbox.client import start_several

#: pytest runs several processes in parallel, each with its own database.
_WORKER = os.environ.get("PYTEST_XDIST_WORKER")

#: The differences between hosts for booking; the line at ``boxes`` needs an order for
#: each box.
HOSTS = {
    "refusing": {"duplicates": "refused"},
    "accepting": {"duplicates": "accepted", "number_on_create": False},
    "numberless": {"duplicates": "accepted", "separate_number": False},
    "boxes": {"duplicates": "accepted"},
    "prefixed": {
        "duplicates": "accepted",
        "number_on_create": False,
        "error_prefix": "服务异常：",
    },
    "lacking": {
        "duplicates": "accepted",
        "missing_services": ["getTrackNumber"],
        "missing_error": "top_level",
    },
}
#: Seconds that the account waits for an answer; hanging faults last a little longer.
TIMEOUT = 1


class World:
    """``apps``: what is installed beside our addons; ``name`` tells worlds of one
    process apart.
    """

    def __init__(self, name="", apps=()):
        self._odoo = instance.Instance()
        name = "-".join(filter(None, ["faults", name, _WORKER]))
        self.database = f"linkstar_{name}".replace("-", "_")
        self._odoo.copy(
            (not apps and os.environ.get("LINKSTAR_TEMPLATE"))
            or self._odoo.addons_template(demo=True, apps=apps),
            self.database,
        )
        self.log = run_folder() / f"test-{name}.log"
        self.log.unlink(missing_ok=True)
        self.registry = self._load()
        options = self._odoo.server.options
        self._connection = psycopg2.connect(
            dbname=self.database,
            host=options.get("db_host"),
            port=options.get("db_port"),
            user=options.get("db_user"),
            password=options.get("db_password"),
        )
        self._connection.autocommit = True
        self._servers = {}
        self.users, self.methods, self._spare = [], {}, []
        with self.transaction() as env:
            self.admin = env.ref("base.user_admin").id
        # Not a process for each: a start needs a third of a second of the processor.
        for (host, profile), server in zip(
            HOSTS.items(), start_several(len(HOSTS)), strict=True
        ):
            self._open(host, profile, server)
        with self.transaction() as env:
            self.users = self._pickers(env)

    def _load(self):
        import odoo.modules.registry
        import odoo.tools

        options = [
            "-c",
            str(run_folder() / "odoo.conf"),
            "-d",
            self.database,
            "--logfile",
            str(self.log),
            "--no-http",
        ]
        odoo.tools.config.parse_config(options, setup_logging=True)
        return odoo.modules.registry.Registry(self.database)

    def _open(self, host, profile, server):
        """Let this sandbox carrier behave like ``host``, and create an account, a line
        and a delivery method for it.
        """
        self._servers[host] = server
        server.control.profile(**profile)
        with self.transaction() as env:
            account = env.ref("linkstar_delivery.demo_account").copy(
                {
                    "name": host,
                    "base_url": server.url,
                    "app_token": "sandbox-token",
                    "app_key": "sandbox-key",
                    "timeout": TIMEOUT,
                }
            )
            service = env.ref("linkstar_delivery.demo_service_std").copy(
                {
                    "account_id": account.id,
                    "code": "EU-STD",
                    "one_order_per_box": host == "boxes",
                }
            )
            method = env.ref("linkstar_delivery.demo_carrier_std").copy(
                {
                    "name": host,
                    "linkstar_account_id": account.id,
                    "linkstar_service_id": service.id,
                }
            )
            self.methods[host] = method.id

    def _pickers(self, env):
        groups = env.ref("base.group_user") + env.ref("stock.group_stock_user")
        return (
            env["res.users"]
            .create(
                [
                    {
                        "name": f"Picker {number}",
                        "login": f"faults-{number}",
                        "group_ids": [(6, 0, groups.ids)],
                    }
                    for number in (1, 2)
                ]
            )
            .ids
        )

    def close(self):
        import odoo.sql_db

        self.quiet()
        for server in self._servers.values():
            server.stop()
        self._connection.close()
        odoo.sql_db.close_all()

    def carrier(self, host):
        return self._servers[host].control

    @contextlib.contextmanager
    def transaction(self, user=None):
        """An environment with a transaction that is committed at the end."""
        from odoo import SUPERUSER_ID, api

        with self.registry.cursor() as cr:
            yield api.Environment(cr, user or SUPERUSER_ID, {})

    def request(self, do, user=None):
        """Run ``do(env)`` as Odoo runs a user's click: again after a conflict, and
        committed at the end.
        """
        from odoo import api
        from odoo.service.model import retrying

        with self.registry.cursor() as cr:
            env = api.Environment(cr, user or self.users[0], {})
            env.transaction.default_env = env
            return retrying(lambda: do(env), env)

    def cron(self):
        """Run the cron."""
        with self.transaction() as env:
            env["linkstar.shipment"]._cron_work()

    def quiet(self, seconds=60):
        """Wait until no thread of the worker runs in this process."""
        deadline = time.monotonic() + seconds
        while workers := [
            thread
            for thread in threading.enumerate()
            if thread.name.startswith("linkstar")
        ]:
            if workers[0].is_alive():
                # Without polling, which takes the processor from the worker.
                workers[0].join(max(deadline - time.monotonic(), 0))
            else:
                # It is just being started (Python lists such threads, too), and cannot
                # be joined yet.
                time.sleep(0.001)
            assert time.monotonic() < deadline, "a worker does not end"

    def transfer(self, host):
        """Return the id of a transfer by ``host`` that is ready to be validated;
        created in batches, for speed.
        """
        if not self._spare:
            self._spare = self._transfers(25)
        picking = self._spare.pop()
        with self.transaction() as env:
            env["stock.picking"].browse(picking).carrier_id = self.methods[host]
        return picking

    def _transfers(self, count):
        from odoo.addons.linkstar_customs.services.queries import ONLY_BLOCKING

        with self.transaction() as env:
            buyer = env.ref("linkstar_customs.demo_partner_berlin")
            product = env.ref(
                "linkstar_customs.demo_product_phone_case"
            ).product_variant_id
            shelf = (
                env["stock.warehouse"]
                .search([("company_id", "=", env.company.id)], limit=1)
                .lot_stock_id
            )
            env["stock.quant"]._update_available_quantity(product, shelf, 2 * count)
            orders = env["sale.order"].create(
                [
                    {
                        "partner_id": buyer.id,
                        "order_line": [
                            (0, 0, {"product_id": product.id, "product_uom_qty": 2})
                        ],
                    }
                    for _each in range(count)
                ]
            )
            # Nobody reads the warnings, and each looks at the buyer's other orders.
            orders.with_context(**{ONLY_BLOCKING: True}).action_confirm()
            for move in orders.picking_ids.move_ids:
                move.quantity = move.product_uom_qty
            return orders.picking_ids.ids

    def sql(self, statement, *values):
        """Run SQL outside Odoo's transactions, to read data or move the clock."""
        with self._connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else None
