"""``setup/demo``: starts everything, ships one order through the public API, and shows
how to sign in.
"""

from . import apt, instance, postgres, process, walk
from .paths import run_folder
from .say import Missing, detail, step

DATABASE = "linkstar_demo"
_ODOO_PORT, _SANDBOX_PORT = 8069, 8790


def main(once, fresh):
    odoo = instance.Instance()
    try:
        apt.wkhtmltopdf()
    except Missing as problem:
        detail(
            f"Without it Odoo shows labels as links instead of printing them: {problem}"
        )
    process.stop("odoo")
    _database(odoo, fresh)
    sandbox_port = _sandbox(odoo)
    port = process.free_port(_ODOO_PORT)
    step("Odoo: starting")
    odoo.serve(DATABASE, port, "--max-cron-threads", "1")
    try:
        walk.drive(
            f"http://127.0.0.1:{port}",
            DATABASE,
            _key_file().read_text(),
            f"http://127.0.0.1:{sandbox_port}",
            odoo.python,
        )
        # What the buttons announced would cover the first screen.
        odoo.server.sql("DELETE FROM bus_bus", DATABASE)
    finally:
        if once:
            step("stopping")
            process.stop("odoo")
            process.stop("sandbox")
            postgres.stop()
    if not once:
        step("ready")
        detail(
            f"Odoo:     http://127.0.0.1:{port}  login admin, password admin"
            " (warehouse: picker / picker, sales: seller / seller)"
        )
        detail(
            "Look at:  Sales ▸ Orders, Inventory ▸ Deliveries, Inventory ▸ Linkstar"
            " shipments,"
        )
        detail("          Inventory ▸ Configuration ▸ Linkstar ▸ Linkstar accounts")
        detail(
            f"Carrier:  http://127.0.0.1:{sandbox_port} (how to move its clock or break"
            " it: setup/sandbox/README.md)"
        )
        detail("End it:   setup/stop")


def _key_file():
    return run_folder() / "demo-api-key"


def _database(odoo, fresh):
    """Return a demo database with the addons of this clone; an older one is updated, so
    that its records stay.
    """
    template = odoo.addons_template(demo=True)
    marker = run_folder() / "demo-template"
    if fresh or DATABASE not in odoo.server.databases() or not _key_file().exists():
        odoo.copy(template, DATABASE)
        _take_key(odoo)
    elif marker.read_text() != template:
        step("Odoo: updating the addons in the demo database")
        odoo.run(
            "server",
            "-d",
            DATABASE,
            "-u",
            ",".join(instance.ADDONS),
            "--stop-after-init",
            "--no-http",
            log="demo-upgrade.log",
        )
    marker.write_text(template)


def _take_key(odoo):
    """Move the key of the public API from the demo database, where it could be read,
    to a file; it is valid for 90 days from now.
    """
    file = _key_file()
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    file.write_text(odoo.key(DATABASE))
    odoo.server.sql(
        "DELETE FROM ir_config_parameter WHERE key = 'linkstar_setup.key'; UPDATE"
        " res_users_apikeys SET expiration_date = now() + interval '90 days'",
        DATABASE,
    )


def _sandbox(odoo):
    running = process.running("sandbox")
    if running:
        return running["port"]
    step("Sandbox carrier: starting")
    port = process.free_port(_SANDBOX_PORT)
    instance.sandbox(odoo, port, run_folder() / "sandbox.sqlite")
    return port
