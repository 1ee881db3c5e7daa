"""Odoo on this machine: its configuration, commands of it, and databases kept as templates."""
import os
import re
import shutil
import subprocess
from pathlib import Path

from . import odoo_source, postgres, process, python_env
from .paths import CACHE, ROOT, alone_in, digest, run_folder
from .say import Missing, step

ADDONS = ("linkstar_customs", "linkstar_delivery", "linkstar_delivery_batch")
#: What a merchant's database has before our addons come; the demo and the tests use these apps.
BASE = ("sale_management", "sale_stock", "stock_delivery", "stock_picking_batch", "account")
#: Loggers that report what Debian's package lacks or what no network allows; see README, "How to work on it".
LOG_HANDLERS = (":INFO", "werkzeug:WARNING")
_EXTENSION = "pg_trgm"


class Instance:
    """Odoo's program with this clone's addons and a database server; ``cluster``: see ``postgres.start``."""

    def __init__(self, cluster="postgres"):
        run_folder().mkdir(parents=True, exist_ok=True)
        with alone_in(CACHE):
            self.home = odoo_source.locate()
            self.python = python_env.prepare(self.home)
        with alone_in(run_folder()):
            self.server = postgres.start(cluster)
        self._configuration = run_folder() / ("odoo.conf" if cluster == "postgres" else f"odoo-{cluster}.conf")
        self.environment = {**self.server.environment, "PYTHONDONTWRITEBYTECODE": "", "ODOO_RC": str(self._configuration)}
        self._write_configuration()

    def _write_configuration(self):
        addons = [self.home / "odoo/addons", self.home / "addons", ROOT]
        options = {
            "addons_path": ",".join(str(folder) for folder in addons if any(folder.glob("*/__manifest__.py"))),
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
        self._configuration.write_text(f"[options]\n{text}")

    def command(self, *arguments):
        return [self.python, "-m", "odoo", *arguments]

    def run(self, *arguments, log, stdin=None, check=True):
        """Run one command of Odoo to its end, its output in the run folder's ``log``; return whether it succeeded."""
        path = run_folder() / log
        with open(path, "wb") as output:
            done = subprocess.run(
                [str(part) for part in self.command(*arguments)], stdout=output, stderr=subprocess.STDOUT, input=stdin,
                env=self.environment, cwd=ROOT, check=False,
            )
        if check and done.returncode:
            raise Missing(f"Odoo's command '{arguments[0]}' failed; its last words are in {path}.")
        return not done.returncode

    def serve(self, database, port, *extra, name="odoo", environment=None):
        """Start the server on ``database`` and wait until it answers."""
        started = process.start(
            name,
            self.command("server", "-d", database, "--db-filter", f"^{database}$", "-p", str(port), *extra),
            env={**self.environment, **(environment or {})}, cwd=ROOT, port=port, database=database,
        )
        process.wait_for(f"http://127.0.0.1:{port}/web/login", started, name)
        return started

    def shell(self, database, script, log):
        """Run a script inside Odoo on ``database``; ``env`` is there, and it commits for itself."""
        self.run("shell", "-d", database, "--no-http", log=log, stdin=script.encode())

    def base_template(self, apps=()):
        """The name of a database with the base modules, further ``apps`` and no network services, built once per Odoo and Python."""
        services_off = (Path(__file__).parent / "services_off.py").read_text()

        def build(work):
            self.run("server", "-d", work, "-i", ",".join((*BASE, *apps)), "--stop-after-init", "--no-http", log="template.log")
            self.shell(work, services_off, "template-services.log")

        key = digest(self.home, self.python.parent.parent.name, *BASE, *apps, services_off, _EXTENSION)
        kind = _kind("base", apps)
        return self._template(kind, key, build, f"installing the base modules{_beside(apps)} (once, a minute or two)")

    def addons_template(self, *, demo, apps=()):
        """The name of a database with our addons as they are in this clone, with or without their demo data, beside ``apps``."""
        base = self.base_template(apps)
        sources = [path for addon in ADDONS for path in sorted((ROOT / addon).rglob("*")) if _is_source(path)]
        load_demo = (Path(__file__).parent / "load_demo.py").read_text()

        def build(work):
            self.run("server", "-d", work, "-i", ",".join(ADDONS), "--stop-after-init", "--no-http", log="install-addons.log")
            if demo:
                self.shell(work, load_demo, "install-demo-data.log")

        kind = _kind("demo" if demo else "plain", apps)
        what = f"installing the addons ({'demo' if demo else 'plain'}){_beside(apps)}"
        return self._template(kind, digest(base, *sources, load_demo), build, what, base)

    def _template(self, kind, key, build, what, template=None):
        """The database of this ``kind`` that was built from what ``key`` stands for; older ones of its kind go.

        It is built under another name, so that one that is there is always a whole one."""
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
        """Make database ``name``, in place of what is there, as a copy of ``template`` with the files that belong to it."""
        self.server.create(name, template or "template0")
        shutil.rmtree(self._filestore(name), ignore_errors=True)
        if template:
            shutil.copytree(self._filestore(template), self._filestore(name))
        else:
            # As Odoo does itself when it makes a database: without it, there are no indexes for parts of numbers.
            self.server.sql(f"CREATE EXTENSION IF NOT EXISTS {_EXTENSION}", name)
            self._filestore(name).mkdir(parents=True)

    def drop(self, name):
        self.server.drop(name)
        shutil.rmtree(self._filestore(name), ignore_errors=True)

    def _filestore(self, database):
        return run_folder() / "odoo/filestore" / database


def _kind(name, apps):
    """Part of a database's name, which has room for few letters, however many ``apps`` there are."""
    return f"{name}_{digest(*apps)[:6]}" if apps else name


def _beside(apps):
    return f" with {', '.join(apps)}" if apps else ""


def _is_source(path):
    return path.is_file() and "__pycache__" not in path.parts and "tests" not in path.parts


def sandbox(odoo, port, state, name="sandbox"):
    """Start the sandbox carrier and wait for it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "setup")}
    font = odoo_source.chinese_font(odoo.home)
    if font:
        environment["SANDBOX_CHINESE_FONT"] = str(font)
    started = process.start(
        name, [odoo.python, "-m", "sandbox", "--port", port, "--state", state], env=environment, cwd=ROOT, port=port
    )
    process.wait_for(f"http://127.0.0.1:{port}/default/svc/wsdl", started, name)
    return started
