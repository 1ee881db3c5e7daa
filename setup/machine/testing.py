"""``setup/test``: all runners with one total, and a check of Odoo's logs for
warnings.
"""

import contextlib
import os
import re
import subprocess
import threading
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from sandbox.client import start as start_sandbox

from . import apt, instance, log_check, process
from .paths import ROOT, run_folder
from .say import detail, step

PURE = (
    "linkstar_customs/tests/pure",
    "linkstar_delivery/tests/pure",
    "tests/architecture",
    "tests/lifecycle",
    "tests/sandbox",
    "tests/translations",
    "tests/wire",
)
#: Core's addons whose own tests of returns have to pass beside ours.
CORE = ("stock", "sale_stock", "stock_account", "stock_delivery")
_ODOO_COUNT = re.compile(
    r"(\d+) failed, (\d+) error\(s\) of (\d+) tests when loading database"
)


@dataclass
class Count:
    """``tags``: Odoo's test tags to run, None for all our tests; ``full``: with the
    slow tests.
    """

    tags: str | None = None
    full: bool = False
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    complaints: list = field(default_factory=list)
    #: Parts run side by side: what one prints is shown when it has ended.
    apart: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, part, passed, failed, skipped=0, log=None):
        """``log``: what the part has printed, to be shown."""
        with self._lock:
            if log:
                print(log.read_text(errors="replace"), end="", flush=True)
            step(
                f"{part}: {passed} passed, {failed} failed"
                + (f", {skipped} skipped" if skipped else "")
            )
            self.passed += passed
            self.failed += failed
            self.skipped += skipped
            if not passed + failed:
                self.complaints.append(f"{part}: no test ran")


def main(parts, tags=None, full=False):
    with ThreadPoolExecutor(1) as beside:
        programs = beside.submit(_programs, parts)
        odoo = instance.Instance()
        return _run(odoo, parts, Count(tags, full), programs.result)


def _programs(parts):
    """Install what the distribution has for ``parts``."""
    if {"odoo", "pytest", "whole", "beside"} & set(parts):
        apt.wkhtmltopdf()
    if {"whole", "beside"} & set(parts):
        apt.chromium()


def _run(odoo, parts, count, installed):
    """Run the ``parts``; ``installed`` waits for the programs that they need."""
    jobs = [(part, work) for part, work in JOBS if part in parts]
    count.apart = len(jobs) > 1

    def run(part, work):
        if part != "pure":
            # It takes longer than the programs.
            odoo.addons_template(demo=False)
            installed()
        step(f"tests: {part}")
        work(odoo, count)

    with ThreadPoolExecutor(_AT_ONCE) as side_by_side:
        for done in [side_by_side.submit(run, *job) for job in jobs]:
            done.result()
    installed_with = run_folder() / "install-addons.log"
    if installed_with.exists():
        count.complaints += log_check.complaints(installed_with)
    # Parts that end after one another read the same logs.
    for complaint in dict.fromkeys(count.complaints):
        detail(complaint)
    # The last line is for programs: the total of all runners.
    print(
        f"{count.passed} passed, {count.failed} failed, {count.skipped} skipped",
        flush=True,
    )
    return 1 if count.failed or count.complaints or not count.passed else 0


def _pytest(odoo, count, part, *arguments, environment=None):
    report = run_folder() / f"test-{part}.xml"
    report.unlink(missing_ok=True)
    command = [odoo.python, "-m", "pytest", "-q", f"--junitxml={report}", *arguments]
    environment = {
        **odoo.environment,
        "LINKSTAR_FULL": "1" if count.full else "",
        **(environment or {}),
    }
    log = run_folder() / f"test-{part}.log" if count.apart else None
    with open(log, "wb") if log else contextlib.nullcontext() as output:
        done = subprocess.run(
            [str(word) for word in command],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
            check=False,
        )
    if not report.exists():
        count.complaints.append(
            f"{part}: pytest ended with status {done.returncode} and no report"
            + (f", see {log}" if log else "")
        )
        return
    suite = ElementTree.parse(report).getroot().find("testsuite")
    total, failed, errors, skipped = (
        int(suite.get(name)) for name in ("tests", "failures", "errors", "skipped")
    )
    passed = total - failed - errors - skipped
    count.add(part, passed, failed + errors, skipped, log)
    if done.returncode and not failed + errors:
        count.complaints.append(f"{part}: pytest ended with status {done.returncode}")


def _pure(odoo, count):
    # One process each: the package of the rules has the same name in every addon.
    customs, *others = [path for path in PURE if (ROOT / path).exists()]
    _pytest(odoo, count, "pure-customs", "-p", "no:odoo", customs)
    _pytest(odoo, count, "pure", "-p", "no:odoo", *others)


def _database(odoo, name):
    odoo.copy(odoo.addons_template(demo=False), name)
    return name


def _odoo(odoo, count):
    """Run the addons' tests under Odoo's own runner."""
    tags = count.tags or ",".join(f"/{addon}" for addon in instance.ADDONS)
    fine = odoo.run(
        "server",
        "-d",
        _database(odoo, "linkstar_test_odoo"),
        "--test-tags",
        tags,
        "--stop-after-init",
        "-p",
        str(process.free_port(8269)),
        log="test-odoo.log",
        check=False,
    )
    log = run_folder() / "test-odoo.log"
    text = log.read_text()
    found = _ODOO_COUNT.search(text)
    if found:
        failed = int(found[1]) + int(found[2])
        count.add("odoo", int(found[3]) - failed, failed)
        if failed:
            detail(_failures(text))
    else:
        count.complaints.append(f"odoo: the runner did not come to its end, see {log}")
    if not fine and not (found and failed):
        count.complaints.append(f"odoo: the runner ended with an error, see {log}")
    count.complaints += log_check.complaints(log)


def _failures(text):
    """Return the failures in Odoo's log: the lines of each failed test up to the next
    one.
    """
    blocks = re.findall(
        r"^\S+ \S+ \d+ ERROR .*?(?=^\d{4}-\d\d-\d\d )", text, re.M | re.S
    )
    return "\n".join(blocks)[-6000:]


def _pytest_odoo(odoo, count, name, files, database=None):
    """Run the tests in ``files``; ``name`` is that of the report, and of the database
    if it is not another ``database``.
    """
    database = database or _database(odoo, f"linkstar_test_{name}")
    # One for all classes: to start one for each takes a minute or two.
    with start_sandbox(python=str(odoo.python)) as carrier:
        _pytest(
            odoo,
            count,
            name,
            "-p",
            "no:cacheprovider",
            # With a server, for the tests that need one.
            "--odoo-http",
            *files,
            f"--odoo-database={database}",
            f"--odoo-config={run_folder() / 'odoo.conf'}",
            environment={"LINKSTAR_SANDBOX": carrier.url},
        )


def _bridges(odoo, count):
    """Run the tests of the addons that install themselves beside addons of others, on
    one database that has these.
    """
    database = "linkstar_test_bridges"
    odoo.copy(odoo.addons_template(demo=True, apps=instance.SHOP), database)
    # Not in the database that is copied: it has another way to take goods back.
    odoo.install(database, ("rma",), "install-rma.log")
    _pytest_odoo(odoo, count, "bridges", _tests_of(*instance.BRIDGES), database)


def _core(odoo, count):
    """Run core's own tests of returns and refunds on a database with our addons.

    pytest-odoo runs them after everything is loaded. Odoo's runner runs most of them
    while it loads, when our columns are there and our models are not.
    """
    # In a package of Odoo, in a clone of it.
    folders = [odoo.home / "odoo/addons", odoo.home / "addons"]
    files = [
        file
        for addon in CORE
        for folder in [each / addon for each in folders if (each / addon).exists()][:1]
        for file in sorted(folder.glob("tests/test_*.py"))
        if "tour" not in file.name
    ]
    _pytest(
        odoo,
        count,
        "core",
        "-p",
        "no:cacheprovider",
        "-k",
        "return or refund",
        *files,
        f"--odoo-database={_database(odoo, 'linkstar_core')}",
        f"--odoo-config={run_folder() / 'odoo.conf'}",
    )


#: Those of ``tests/whole`` that are about our addons beside further apps.
_WITH_APPS = (
    "tests/whole/test_checkout.py",
    "tests/whole/test_dropship.py",
    "tests/whole/test_kits_and_vouchers.py",
    "tests/whole/test_kits_returned.py",
)
#: Others of ``tests/whole`` with systems of their own: they run apart from those that
#: share one.
_APART = (
    "tests/whole/test_dashboard.py::test_a_new_database_shows_a_sample",
    "tests/whole/test_kill_postgres.py",
    "tests/whole/test_new_forms.py",
)


def _whole_together(odoo, count):
    others = [
        f"--{'deselect' if '::' in path else 'ignore'}={path}"
        for path in (*_APART, *_WITH_APPS)
    ]
    _whole(odoo, count, "whole", ["tests/whole", *others], 0)


def _whole_apart(odoo, count):
    _whole(odoo, count, "whole-apart", _APART, 300)


def _with_apps(odoo, count):
    _whole(odoo, count, "with-apps", _WITH_APPS, 600)


def _upgrade(odoo, count):
    _whole(odoo, count, "upgrade", ["tests/upgrade"], 900)


def _whole(odoo, count, name, tests, ports):
    """Run ``tests``, which start and kill their own servers. ``ports`` is added to
    those that they try first: others start servers at the same time.
    """
    environment = {
        "LINKSTAR_CHROMIUM": apt.chromium(),
        "LINKSTAR_PORTS": str(ports),
        "LINKSTAR_TEMPLATE": odoo.addons_template(demo=True),
        "PYTHONPATH": os.pathsep.join([odoo.environment["PYTHONPATH"], str(ROOT)]),
    }
    _pytest(odoo, count, name, "-p", "no:odoo", *tests, environment=environment)
    for log in sorted(run_folder().glob("test-odoo-server*.log")):
        # Odoo correctly logs errors if its database is killed.
        if "-killed" not in log.stem:
            count.complaints += log_check.complaints(log)


#: Faults beside an addon of others.
_FAULTS_BESIDE = "tests/faults/test_queue_job.py"


def _faults(odoo, count):
    # It often waits for hanging calls, so one process more than cores is faster where
    # nothing else runs.
    processes = min((os.cpu_count() or 1) + (not count.apart), 4)
    side_by_side = ("-n", str(processes), "--dist", "worksteal")
    others = ("tests/faults", f"--ignore={_FAULTS_BESIDE}")
    _faulty(odoo, count, "faults", *side_by_side, *others)


def _faults_beside(odoo, count):
    _faulty(odoo, count, "faults-beside", _FAULTS_BESIDE)


def _faulty(odoo, count, name, *tests):
    """Run ``tests``, which run Odoo in their own processes, each with a copy of the
    demo database.
    """
    environment = {
        "LINKSTAR_TEMPLATE": odoo.addons_template(demo=True),
        "PYTHONPATH": os.pathsep.join([odoo.environment["PYTHONPATH"], str(ROOT)]),
    }
    _pytest(odoo, count, name, "-p", "no:odoo", *tests, environment=environment)


def _pytest_first(odoo, count):
    _pytest_odoo(odoo, count, "pytest", _tests_of(*instance.ADDONS)[::2])


def _pytest_second(odoo, count):
    _pytest_odoo(odoo, count, "pytest-second", _tests_of(*instance.ADDONS)[1::2])


def _tests_of(*addons):
    return [
        path.relative_to(ROOT)
        for addon in addons
        for path in sorted((ROOT / addon / "tests").glob("test_*.py"))
    ]


#: (Part, what runs it): whatever ends first makes room for the next one. The first
#: needs no database, and those at the end are short, so that all end together.
JOBS = (
    ("pure", _pure),
    ("pytest", _pytest_first),
    ("pytest", _pytest_second),
    ("whole", _whole_together),
    ("whole", _whole_apart),
    ("faults", _faults),
    ("beside", _core),
    ("beside", _with_apps),
    ("beside", _upgrade),
    ("beside", _faults_beside),
    ("beside", _bridges),
    ("odoo", _odoo),
)
#: One more than most machines of CI have cores: servers, browsers and faults often
#: wait.
_AT_ONCE = 3
PARTS = tuple(dict.fromkeys(part for part, _work in JOBS))
#: Those of a landing: all, because Odoo's own runner repeats the part ``pytest``.
LANDING = tuple(part for part in PARTS if part != "odoo")
#: Those of a change: what is beside our addons rarely breaks.
CHANGE = tuple(part for part in LANDING if part != "beside")
