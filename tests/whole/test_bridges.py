"""The addons that install themselves beside addons of others: their own tests, on one
database that has them all.
"""

from machine import instance, process
from machine.paths import run_folder

DATABASE = "linkstar_bridges"
APPS = ("sale_margin", "rma")
ADDONS = (
    "linkstar_delivery_margin",
    "linkstar_delivery_rma",
    "linkstar_delivery_spreadsheet",
)


def test_the_bridges():
    odoo = instance.Instance()
    odoo.copy(odoo.addons_template(demo=False, apps=APPS), DATABASE)
    fine = odoo.run(
        *("server", "-d", DATABASE),
        *("--test-tags", ",".join(f"/{addon}" for addon in ADDONS)),
        *("--stop-after-init", "-p", str(process.free_port(8369))),
        log="bridges.log",
        check=False,
    )
    log = (run_folder() / "bridges.log").read_text()
    assert fine, log[-6000:]
    assert "0 failed, 0 error(s) of 15 tests" in log
    for addon in ADDONS:
        assert f"odoo.addons.{addon}.tests" in log
