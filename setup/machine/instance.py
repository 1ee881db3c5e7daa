"""Odoo on this machine: its configuration, its commands, and template databases."""

import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from . import odoo_source, others, postgres, process, python_env
from .paths import CACHE, ROOT, SETUP, alone_in, digest, run_folder
from .say import Missing, step

ADDONS = ("linkstar_customs", "linkstar_delivery", "linkstar_delivery_batch")
#: Addons that install themselves beside an addon of others, which is in ``apps``.
BRIDGES = (
    "linkstar_delivery_queue_job",
    "linkstar_delivery_margin",
    "linkstar_delivery_rma",
    "linkstar_delivery_spreadsheet",
    "linkstar_delivery_website_sale",
)
#: Apps of a merchant's database before our addons are installed; the demo and the tests
#: use them.
BASE = (
    "sale_management",
    "sale_stock",
    "stock_delivery",
    "stock_picking_batch",
    "account",
)
#: Further apps of a merchant: eCommerce, Manufacturing, Loyalty, Dropship, and margins
#: on orders. Our addons do not depend on them: all other tests run without them.
SHOP = (
    "sale_loyalty_delivery",
    "sale_margin",
    "sale_mrp",
    "stock_dropshipping",
    "website_sale",
)
#: Loggers of warnings that Debian's package or the missing network cause; see README,
#: "How to work on it".
LOG_HANDLERS = (":INFO", "werkzeug:WARNING")
_EXTENSION = "pg_trgm"


class Instance:
    """Odoo's program with this clone's addons and a database server; ``cluster``: see
    ``postgres.start``.
    """

    def __init__(self, cluster="postgres"):
        run_folder().mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor(1) as beside:
            located = beside.submit(_odoo)
            self.python = python_environment()
            self.home = located.result()
        with alone_in(run_folder()):
            self.server = postgres.start(cluster)
        self._configuration = run_folder() / (
            "odoo.conf" if cluster == "postgres" else f"odoo-{cluster}.conf"
        )
        self.environment = {
            **self.server.environment,
            "PYTHONDONTWRITEBYTECODE": "",
            "ODOO_RC": str(self._configuration),
            "PYTHONPATH": os.pathsep.join(
                filter(
                    None,
                    # The addons' tests find the sandbox carrier in SETUP.
                    [
                        os.environ.get("PYTHONPATH"),
                        str(self.home),
                        str(SETUP),
                        str(others.libraries_folder()),
                    ],
                )
            ),
        }
        self._write_configuration()

    def _write_configuration(self):
        addons = [
            self.home / "odoo/addons",
            self.home / "addons",
            ROOT,
            others.addons_folder(),
        ]
        options = {
            "addons_path": ",".join(
                str(folder)
                for folder in addons
                if any(folder.glob("*/__manifest__.py"))
            ),
            "data_dir": run_folder() / "odoo",
            "admin_passwd": "admin",
            "list_db": False,
            "max_cron_threads": 0,
            "log_handler": ",".join(LOG_HANDLERS),
            "http_interface": "127.0.0.1",
            "db_maxconn": 32,
            **self.server.options,
        }
        text = "".join(f"{key} = {value}\n" for key, value in options.items())
        # Whole at any moment: other processes of this clone read it.
        fresh = self._configuration.with_suffix(f".{os.getpid()}")
        fresh.write_text(f"[options]\n{text}")
        fresh.replace(self._configuration)

    def command(self, *arguments):
        return [self.python, "-m", "odoo", *arguments]

    def run(self, *arguments, log, stdin=None, check=True):
        """Run one command of Odoo to its end, with its output in the run folder's
        ``log``; return whether it succeeded.
        """
        path = run_folder() / log
        with open(path, "wb") as output:
            done = subprocess.run(
                [str(part) for part in self.command(*arguments)],
                stdout=output,
                stderr=subprocess.STDOUT,
                input=stdin,
                env=self.environment,
                cwd=ROOT,
                check=False,
            )
        if check and done.returncode:
            raise Missing(
                f"Odoo's command '{arguments[0]}' failed; see the end of {path}."
            )
        return not done.returncode

    def serve(self, database, port, *extra, name="odoo", environment=None):
        """Start the server on ``database`` and wait until it answers."""
        started = process.start(
            name,
            self.command(
                "server",
                "-d",
                database,
                "--db-filter",
                f"^{database}$",
                "-p",
                str(port),
                *extra,
            ),
            env={**self.environment, **(environment or {})},
            cwd=ROOT,
            port=port,
            database=database,
        )
        process.wait_for(f"http://127.0.0.1:{port}/web/login", started, name)
        return started

    def shell(self, database, script, log):
        """Run a script inside Odoo on ``database``; it has ``env`` and must commit
        itself.
        """
        self.run("shell", "-d", database, "--no-http", log=log, stdin=script.encode())

    def _base_template(self):
        """Return the name of a database with the base modules and no network services,
        built once per Odoo and Python.
        """
        services_off = _script("services_off.py")

        def build(work):
            self.install(work, BASE, "template.log")
            self.shell(work, services_off, "template-services.log")

        key = digest(
            self.home,
            self.python.parent.parent.name,
            *BASE,
            services_off,
            _EXTENSION,
        )
        return self._template(
            "base",
            key,
            build,
            "installing the base modules (once, a minute or two)",
        )

    def addons_template(self, *, demo, apps=()):
        """Return the name of a database with the addons of this clone, with or without
        their demo data and the users of the demo, and further ``apps``.
        """
        template = self._demo_template() if demo else self._plain_template()
        return self._apps_template(template, apps) if apps else template

    def _plain_template(self):
        base = self._base_template()
        sources = [
            path
            for addon in (*ADDONS, *BRIDGES)
            for path in sorted((ROOT / addon).rglob("*"))
            if _is_source(path)
        ]
        return self._template(
            "plain",
            digest(base, *sources),
            lambda work: self.install(work, ADDONS, "install-addons.log"),
            "installing the addons",
            base,
        )

    def _demo_template(self):
        plain = self._plain_template()
        script = _script("load_demo.py") + _script("people.py")
        return self._template(
            "demo",
            digest(plain, script),
            lambda work: self.shell(work, script, "install-demo-data.log"),
            "loading the addons' demo data",
            plain,
        )

    def _apps_template(self, template, apps):
        """Install ``apps`` as a merchant does who already has our addons: those of
        ``BRIDGES`` beside them install themselves.
        """

        def build(work):
            self.install(work, apps, f"install-{digest(*apps)[:6]}.log")
            # As in services_off.py, for what is new.
            self.server.sql(
                "UPDATE ir_cron SET active = false WHERE cron_name NOT LIKE"
                " 'Linkstar:%'",
                work,
            )

        return self._template(
            # With the start of its name, which tells plain and demo apart.
            f"{template.split('_')[1]}_{digest(*apps)[:6]}",
            digest(template, *apps),
            build,
            f"installing {', '.join(apps)}",
            template,
        )

    def install(self, database, modules, log):
        """Install ``modules``, of Odoo, ours or of ``others``."""
        others.prepare(modules, self.python)
        self._write_configuration()
        self.run(
            "server",
            "-d",
            database,
            "-i",
            ",".join(modules),
            "--stop-after-init",
            "--no-http",
            log=log,
        )

    def add_people(self, database):
        """Create the users of the demo and the key of :meth:`key` in a database without
        demo data.
        """
        self.shell(database, _script("people.py"), "people.log")

    def key(self, database):
        """Return the key of the public API that ``people.py`` has made."""
        return self.server.sql(
            "SELECT value FROM ir_config_parameter WHERE key = 'linkstar_setup.key'",
            database,
        )

    def _template(self, kind, key, build, what, template=None):
        """Return the database of this ``kind`` that was built for ``key``; older ones
        of this kind are dropped.

        It is built under another name, so that an existing database is always complete.
        """
        name = f"linkstar_{kind}_{key}"
        with alone_in(run_folder() / "odoo"):
            if name in self.server.databases():
                return name
            for old in self.server.databases():
                if re.fullmatch(rf"linkstar_{kind}_[0-9a-f]+(_building)?", old):
                    self.drop(old)
            step(f"Odoo: {what}")
            work = f"{name}_building"
            self.copy(template, work)
            build(work)
            self.server.rename(work, name)
            self._filestore(work).rename(self._filestore(name))
        return name

    def copy(self, template, name):
        """Create database ``name`` as a copy of ``template`` with its files; an
        existing one is replaced.
        """
        self.server.create(name, template or "template0")
        shutil.rmtree(self._filestore(name), ignore_errors=True)
        if template:
            # Odoo never writes to a file of its store again: it adds and deletes files.
            shutil.copytree(
                self._filestore(template), self._filestore(name), copy_function=os.link
            )
        else:
            # Like Odoo when it creates a database: without it, there are no indexes for
            # parts of numbers.
            self.server.sql(f"CREATE EXTENSION IF NOT EXISTS {_EXTENSION}", name)
            self._filestore(name).mkdir(parents=True)

    def drop(self, name):
        self.server.drop(name)
        shutil.rmtree(self._filestore(name), ignore_errors=True)

    def _filestore(self, database):
        return run_folder() / "odoo/filestore" / database


def python_environment():
    """The Python of :func:`python_env.prepare`, which one process prepares at a
    time.
    """
    with alone_in(CACHE / "python"):
        return python_env.prepare()


def _odoo():
    with alone_in(CACHE / "odoo"):
        return odoo_source.locate()


def _script(name):
    return (Path(__file__).parent / name).read_text()


def _is_source(path):
    return (
        path.is_file() and "__pycache__" not in path.parts and "tests" not in path.parts
    )


def sandbox(odoo, port, state, name="sandbox"):
    """Start the sandbox carrier and wait for it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "setup")}
    font = odoo_source.chinese_font(odoo.home)
    if font:
        environment["SANDBOX_CHINESE_FONT"] = str(font)
    started = process.start(
        name,
        [odoo.python, "-m", "sandbox", "--port", port, "--state", state],
        env=environment,
        cwd=ROOT,
        port=port,
    )
    process.wait_for(f"http://127.0.0.1:{port}/default/svc/wsdl", started, name)
    return started
