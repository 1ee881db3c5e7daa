"""The addons that install themselves beside addons of others: their own tests, on one
database that has them all.
"""

from machine import instance, others, process
from machine.paths import run_folder
from shop import APPS

DATABASE = "linkstar_bridges"
#: {bridge: how many tests it has}
BRIDGES = {
    "linkstar_delivery_margin": 3,
    "linkstar_delivery_rma": 3,
    "linkstar_delivery_spreadsheet": 9,
    "linkstar_delivery_website_sale": 4,
}


def test_the_bridges():
    odoo = instance.Instance()
    others.prepare(("rma",), odoo.python)
    odoo.copy(odoo.addons_template(demo=False, apps=APPS), DATABASE)
    # Not in the database that is copied: it has another way to take goods back. And by
    # itself: an installation tests only what is new.
    install = ("server", "-d", DATABASE, "-i", "rma", "--stop-after-init", "--no-http")
    odoo.run(*install, log="bridges-install.log")
    fine = odoo.run(
        *("server", "-d", DATABASE),
        *("--test-tags", ",".join(f"/{addon}" for addon in BRIDGES)),
        *("--stop-after-init", "-p", str(process.free_port(8369))),
        log="bridges.log",
        check=False,
    )
    log = (run_folder() / "bridges.log").read_text()
    assert fine, log[-6000:]
    assert f"0 failed, 0 error(s) of {sum(BRIDGES.values())} tests" in log
    for addon in BRIDGES:
        assert f"odoo.addons.{addon}.tests" in log
