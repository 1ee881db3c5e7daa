"""The addon that feeds Odoo's margins, where these are installed: its own tests on a
database that has them.
"""

from machine import instance, process
from machine.paths import run_folder

DATABASE = "linkstar_margin"


def test_the_bridge_to_margins():
    odoo = instance.Instance()
    odoo.copy(odoo.addons_template(demo=False, apps=("sale_margin",)), DATABASE)
    fine = odoo.run(
        *("server", "-d", DATABASE, "--test-tags", "/linkstar_delivery_margin"),
        *("--stop-after-init", "-p", str(process.free_port(8369))),
        log="margin-bridge.log",
        check=False,
    )
    log = (run_folder() / "margin-bridge.log").read_text()
    assert fine, log[-6000:]
    assert "0 failed, 0 error(s) of 3 tests" in log
