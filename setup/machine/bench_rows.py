"""The rows of ``setup/bench`` and how one is measured. The command imports this for the
names, Odoo's shell to measure.

A row is a function that gets ``env``, prepares what it needs and returns a
:class:`Pair`::

    @row("rates.wizard", "the wizard's offline quotation", "core's base_on_rule",
    limit=1.2, sql_limit=1.2) def wizard(env):
        return Pair(ours=lambda: …, baseline=lambda: …)

Both are called in turn, as in a request of their own: with an empty record cache and no
garbage of the other's to clear, what they write being flushed in the measured time and
rolled back after it. They may not commit; a row that has to is declared with
:func:`long_row`, gets a database of its own and returns :class:`Samples`, which it
measured itself. A module of rows is named in ``_MODULES``; it imports Odoo and our
addons only inside its functions. Call :func:`row` with ``sql_limit`` for a second
result ``<name>_sql`` that counts queries.
"""

import gc
import importlib
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .say import Missing

_MODULES = (
    "bench_rates",
    "bench_warehouse",
    "bench_labels",
    "bench_customs",
    "bench_runner",
    "bench_tracking",
    "bench_attention",
    "bench_finance",
    "bench_due",
)
_ROWS = {}
_WARM_UP = 3


@dataclass(frozen=True)
class Bound:
    """A value measured while a row is prepared, and its maximum; it becomes a result
    ``name``.
    """

    name: str
    what: str
    value: float
    most: float
    unit: str


@dataclass(frozen=True)
class Pair:
    """Two functions without parameters to compare; their results are ignored.
    ``bounds`` are reported with them.

    ``baseline_times``: the baseline does only this fraction of the work, such as a
    tenth, so its time is multiplied by this number.
    """

    ours: Callable
    baseline: Callable
    bounds: tuple = ()
    baseline_times: int = 1


@dataclass(frozen=True)
class Samples:
    """The milliseconds of both sides, and a remark if less was run than described."""

    ours: list
    baseline: list
    remark: str = ""


@dataclass(frozen=True)
class Row:
    """One row: ``what`` is measured against ``against``, ``times`` times (at least
    two), after ``warm_up`` runs that do not count. The limits apply to our median
    divided by the baseline's median.
    """

    name: str
    what: str
    against: str
    limit: float | None
    sql_limit: float | None
    times: int
    warm_up: int
    prepare: Callable
    commits: bool = False
    apps: tuple = ()


def row(name, what, against, *, limit=None, sql_limit=None, times=30, warm_up=_WARM_UP):
    def register(function):
        _ROWS[name] = Row(
            name, what, against, limit, sql_limit, times, warm_up, function
        )
        return function

    return register


def long_row(name, what, against, *, limit, apps=()):
    """``apps``: addons that its database has beside ours."""

    def register(function):
        _ROWS[name] = Row(
            name, what, against, limit, None, 1, 0, function, commits=True, apps=apps
        )
        return function

    return register


def chosen(names):
    """Return the rows with a name that begins with one of ``names``; without names, all
    of them.

    :raise Missing: if one of the names fits no row
    """
    for module in _MODULES:
        importlib.import_module(f"{__package__}.{module}")
    for name in names:
        if not any(_fits(name, known) for known in _ROWS):
            raise Missing(f"There is no row {name}: choose of {', '.join(_ROWS)}.")
    return [
        found
        for known, found in _ROWS.items()
        if not names or any(_fits(name, known) for name in names)
    ]


def _fits(name, known):
    return known == name or known.startswith(f"{name.rstrip('.')}.")


def measure_to(env, names, file):
    """Measure the rows and write the results to ``file``, completely or not at all."""
    results = [result for each in chosen(names) for result in measure(env, each)]
    Path(file).write_text(json.dumps(results))


def measure(env, found):
    """Return the results of one row: a dictionary for each of its limits."""
    if found.commits:
        samples = found.prepare(env)
        compared = _compared(samples.ours, samples.baseline, found.limit)
        return [
            {
                "name": found.name,
                "unit": "ms",
                "what": found.what,
                "against": f"{found.against}{samples.remark}",
                **compared,
            }
        ]
    with env.cr.savepoint() as point:
        pair = found.prepare(env)
        env.flush_all()
        for call in (pair.ours, pair.baseline) * found.warm_up:
            _sample(env, call)
        samples = [
            (_sample(env, pair.ours), _sample(env, pair.baseline))
            for _time in range(found.times)
        ]
        point.rollback()
    results = []
    for name, unit, limit, which in (
        (found.name, "ms", found.limit, 0),
        (f"{found.name}_sql", "SQL", found.sql_limit, 1),
    ):
        if limit is not None:
            ours, baseline = (
                [sample[side][which] for sample in samples] for side in (0, 1)
            )
            baseline = [taken * pair.baseline_times for taken in baseline]
            results.append(
                {
                    "name": name,
                    "unit": unit,
                    "what": found.what,
                    "against": found.against,
                    **_compared(ours, baseline, limit),
                }
            )
    for bound in pair.bounds:
        figures = _compared([bound.value] * 2, [bound.most] * 2, 1)
        results.append(
            {
                "name": bound.name,
                "unit": bound.unit,
                "what": bound.what,
                "against": "maximum",
                **figures,
            }
        )
    return results


def _sample(env, call):
    """Return milliseconds and SQL queries of one call."""
    with env.cr.savepoint() as point:
        env.invalidate_all()
        gc.collect()
        queries, start = env.cr.sql_log_count, time.perf_counter()
        call()
        env.flush_all()
        taken = (time.perf_counter() - start) * 1000, env.cr.sql_log_count - queries
        point.rollback()
    return taken


def _compared(ours, baseline, limit):
    value, against = statistics.median(ours), statistics.median(baseline)
    ratio = value / against if against else None
    return {
        "value": value,
        "spread": _quartiles(ours),
        "baseline": against,
        "baseline_spread": _quartiles(baseline),
        "ratio": ratio,
        "limit": limit,
        "ok": value == 0 if ratio is None else ratio <= limit,
    }


def _quartiles(values):
    if len(values) == 1:
        return [values[0], values[0]]
    low, _middle, high = statistics.quantiles(values, n=4)
    return [low, high]
