"""``setup/test``: every runner, one count, and a look into Odoo's logs for what no test asserts."""
import ast
import os
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field

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
_ODOO_COUNT = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests when loading database")


@dataclass
class Count:
    """``tags``: those of Odoo's tests to run, None for all of ours; ``full``: with the tests that take long."""

    tags: str | None = None
    full: bool = False
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    complaints: list = field(default_factory=list)

    def add(self, part, passed, failed, skipped=0):
        detail(f"{part}: {passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
        self.passed += passed
        self.failed += failed
        self.skipped += skipped
        if not passed + failed:
            self.complaints.append(f"{part}: no test ran")


def main(parts, tags=None, full=False):
    odoo, count = instance.Instance(), Count(tags, full)
    for part in PARTS:
        if part in parts:
            step(f"tests: {part}")
            PARTS[part](odoo, count)
    for complaint in count.complaints:
        detail(complaint)
    # The last line is for machines: all runners together.
    print(f"{count.passed} passed, {count.failed} failed, {count.skipped} skipped", flush=True)
    return 1 if count.failed or count.complaints or not count.passed else 0


def _pytest(odoo, count, part, *arguments, environment=None):
    report = run_folder() / f"test-{part}.xml"
    report.unlink(missing_ok=True)
    command = [odoo.python, "-m", "pytest", "-q", f"--junitxml={report}", *arguments]
    environment = {**odoo.environment, "LINKSTAR_FULL": "1" if count.full else "", **(environment or {})}
    done = subprocess.run([str(word) for word in command], cwd=ROOT, env=environment, check=False)
    if not report.exists():
        count.complaints.append(f"{part}: pytest ended with status {done.returncode} and no report")
        return
    suite = ElementTree.parse(report).getroot().find("testsuite")
    total, failed, errors, skipped = (int(suite.get(name)) for name in ("tests", "failures", "errors", "skipped"))
    count.add(part, total - failed - errors - skipped, failed + errors, skipped)
    if done.returncode and not failed + errors:
        count.complaints.append(f"{part}: pytest ended with status {done.returncode}")


def _pure(odoo, count):
    # A process each: in every addon the package of its rules has the same name.
    customs, *others = [path for path in PURE if (ROOT / path).exists()]
    _pytest(odoo, count, "pure-customs", "-p", "no:odoo", customs)
    _pytest(odoo, count, "pure", "-p", "no:odoo", *others)


def _database(odoo):
    odoo.copy(odoo.addons_template(demo=False), "linkstar_test")
    return "linkstar_test"


def _http_classes():
    """Names of the addons' test classes that need a server, which pytest-odoo leaves out: ``HttpCase`` and what is made of it."""
    bases = {}
    for addon in instance.ADDONS:
        for path in sorted((ROOT / addon / "tests").glob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.ClassDef):
                    bases[addon, node.name] = {base.id for base in node.bases if isinstance(base, ast.Name)}
    needed, found = {"HttpCase"}, set()
    while more := {key for key, names in bases.items() if names & needed} - found:
        found |= more
        needed |= {name for _addon, name in more}
    return sorted(found)


def _odoo(odoo, count):
    """Those of the addons' tests that the part ``pytest`` leaves out; all of them with ``--full``."""
    apt.wkhtmltopdf()
    everything = ",".join(f"/{addon}" for addon in instance.ADDONS)
    tags = count.tags or (everything if count.full else ",".join(f"/{addon}:{name}" for addon, name in _http_classes()))
    fine = odoo.run(
        "server", "-d", _database(odoo), "--test-tags", tags, "--stop-after-init", "-p", str(process.free_port(8169)),
        log="test-odoo.log", check=False,
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
    for each in (run_folder() / "install-addons.log", log):
        count.complaints += log_check.complaints(each)


def _failures(text):
    """What failed, from Odoo's log: the lines of each failed test up to the next one."""
    blocks = re.findall(r"^\S+ \S+ \d+ ERROR .*?(?=^\d{4}-\d\d-\d\d )", text, re.M | re.S)
    return "\n".join(blocks)[-6000:]


def _pytest_odoo(odoo, count):
    apt.wkhtmltopdf()
    folders = [f"{addon}/tests" for addon in instance.ADDONS if (ROOT / addon / "tests").exists()]
    ignored = [f"--ignore={folder}/pure" for folder in folders]
    _pytest(
        odoo, count, "pytest", "-p", "no:cacheprovider", *folders, *ignored,
        f"--odoo-database={_database(odoo)}", f"--odoo-config={run_folder() / 'odoo.conf'}",
    )


def _whole(odoo, count):
    """``tests/whole`` starts its own servers: it kills them, too."""
    apt.wkhtmltopdf()
    environment = {
        "LINKSTAR_CHROMIUM": apt.chromium(),
        "LINKSTAR_TEMPLATE": odoo.addons_template(demo=True),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "setup"), str(ROOT)]),
    }
    _pytest(odoo, count, "whole", "-p", "no:odoo", "tests/upgrade", "tests/whole", environment=environment)
    for log in sorted(run_folder().glob("test-odoo-server*.log")):
        # Where the database is killed under Odoo, Odoo says so, loudly and rightly.
        if not log.stem.endswith("-killed"):
            count.complaints += log_check.complaints(log)


def _faults(odoo, count):
    """``tests/faults`` runs Odoo inside itself, on a copy of the database with the demo data for each of its processes."""
    environment = {
        "LINKSTAR_TEMPLATE": odoo.addons_template(demo=True),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "setup"), str(ROOT)]),
    }
    # Much of it is waiting for calls that hang, so there may be one process more than there are cores.
    side_by_side = ("-n", str(min((os.cpu_count() or 1) + 1, 4)), "--dist", "worksteal")
    _pytest(odoo, count, "faults", "-p", "no:odoo", *side_by_side, "tests/faults", environment=environment)


PARTS = {"pure": _pure, "odoo": _odoo, "pytest": _pytest_odoo, "whole": _whole, "faults": _faults}
