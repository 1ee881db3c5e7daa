"""``setup/bench``: measures rows inside Odoo on a separate database, and compares each
with its limit.
"""

import contextlib
import json
import sys

from . import instance
from .bench_rows import chosen
from .paths import SETUP, run_folder
from .say import Missing, detail, step

DATABASE = "linkstar_bench"

#: Runs inside Odoo, which provides ``env``.
_INSIDE = """
import sys
sys.path.insert(0, {setup!r})
from machine import bench_rows
bench_rows.measure_to(env, {names!r}, {file!r})
"""


def main(names, as_json):
    rows = chosen(names)
    # Other output goes to stderr: programs read only the list from stdout.
    with (
        contextlib.redirect_stdout(sys.stderr) if as_json else contextlib.nullcontext()
    ):
        results = []
        for part in [
            [row for row in rows if not row.commits],
            *([row] for row in rows if row.commits),
        ]:
            results += _measured(part) if part else []
    if as_json:
        keys = ("name", "value", "unit", "baseline", "ratio", "limit", "ok")
        print(
            json.dumps(
                [{key: result[key] for key in keys} for result in results], indent=2
            )
        )
    else:
        _table(results)
    return 0 if all(result["ok"] for result in results) else 1


def _measured(rows):
    names = [row.name for row in rows]
    odoo, file = instance.Instance(), run_folder() / "bench.json"
    odoo.copy(odoo.addons_template(demo=False, apps=rows[0].apps), DATABASE)
    step(f"measuring {', '.join(names)}")
    file.unlink(missing_ok=True)
    odoo.shell(
        DATABASE,
        _INSIDE.format(setup=str(SETUP), names=names, file=str(file)),
        "bench.log",
    )
    if not file.exists():
        raise Missing(
            "The benchmark gave no result; see the end of"
            f" {run_folder() / 'bench.log'}."
        )
    return json.loads(file.read_text())


def _table(results):
    for result in results:
        verdict = "ok" if result["ok"] else "MISSED"
        ratio = "none" if result["ratio"] is None else f"{result['ratio']:.3f}"
        print(
            f"{result['name']:28} ratio {ratio}, limit {result['limit']:g}: {verdict}"
        )
        detail(
            f"{_figures(result['value'], result['spread'], result['unit'])} "
            f" {result['what']}"
        )
        detail(
            f"{_figures(result['baseline'], result['baseline_spread'], result['unit'])}"
            f"  {result['against']}"
        )


def _figures(median, spread, unit):
    low, high = spread
    return f"{median:9.3f} {unit} ({low:.3f} to {high:.3f})"
