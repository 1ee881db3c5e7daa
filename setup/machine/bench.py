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
    results, lost, copied = [], [], False
    # Other output goes to stderr: programs read only the list from stdout.
    with (
        contextlib.redirect_stdout(sys.stderr) if as_json else contextlib.nullcontext()
    ):
        odoo = instance.Instance()
        for row in sorted(rows, key=lambda row: row.commits):
            # Rows that commit nothing follow each other on one database.
            if row.commits or not copied:
                odoo.copy(odoo.addons_template(demo=False, apps=row.apps), DATABASE)
                copied = True
            # Shown at once, and a row without a result stops no other: all of them take
            # an hour.
            try:
                measured = _measured(odoo, row)
            except Missing as problem:
                lost.append(row.name)
                detail(str(problem))
                continue
            _table(measured)
            results += measured
    if as_json:
        keys = ("name", "value", "unit", "baseline", "ratio", "limit", "ok")
        print(
            json.dumps(
                [{key: result[key] for key in keys} for result in results], indent=2
            )
        )
    return 1 if lost or not all(result["ok"] for result in results) else 0


def _measured(odoo, row):
    """Measure a row in a process of its own; return its results."""
    file, log = run_folder() / "bench.json", f"bench-{row.name}.log"
    step(f"measuring {row.name}")
    file.unlink(missing_ok=True)
    odoo.shell(
        DATABASE,
        _INSIDE.format(setup=str(SETUP), names=[row.name], file=str(file)),
        log,
    )
    if not file.exists():
        raise Missing(
            f"{row.name} gave no result; see the end of {run_folder() / log}."
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
