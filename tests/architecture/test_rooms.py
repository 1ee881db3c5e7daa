"""The rooms of the addons: who may import whom, where threads start, where models are. Each check is tried on a case that breaks it."""

import ast
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ADDONS = tuple(sorted(manifest.parent.name for manifest in ROOT.glob("linkstar_*/__manifest__.py")))
PURE = ("api", "labels", "lifecycle", "rating", "rules")
#: A room may import those that stand behind it, and itself.
BEHIND = {
    "services": ("services", *PURE),
    "runner": ("runner", "services", *PURE),
    "models": ("models", "runner", "services", *PURE),
}
#: A clock that closes the connection of a call which takes too long; it does no work.
CLOCKS = ("linkstar_delivery/api/transport.py",)
NOT_RUNNING = ("tests", "migrations")


def sources():
    """[(path from the root, its text)] of all that runs in Odoo."""
    found = []
    for addon in ADDONS:
        for path in sorted((ROOT / addon).rglob("*.py")):
            inside = path.relative_to(ROOT)
            if not set(inside.parts) & set(NOT_RUNNING):
                found.append((inside.as_posix(), path.read_text()))
    return found


def imports(path, text):
    """The full names of what the file ``path`` imports, relative ones resolved: addon.room.module."""
    package = path.removesuffix(".py").split("/")[:-1]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*start, *filter(None, [node.module])])
            yield from (f"{base}.{name.name}" for name in node.names)


def odoo_in_pure_rooms(files):
    """Pure rooms import no Odoo; the pure rooms of the addon below are no Odoo, though their name begins with it."""
    for path, text in files:
        if path.split("/")[1] in PURE:
            for name in imports(path, text):
                parts = name.split(".")
                ours = parts[:2] == ["odoo", "addons"] and parts[2] in ADDONS and parts[3] in PURE
                if parts[0] == "odoo" and not ours:
                    yield f"{path} imports {name}"


def arrows_that_go_back(files):
    for path, text in files:
        addon, room = path.split("/")[:2]
        for name in imports(path, text) if room in BEHIND else ():
            parts = name.split(".")
            if parts[0] == addon and len(parts) > 2 and parts[1] not in BEHIND[room] and parts[1] in (*BEHIND, "wizards", "controllers"):
                yield f"{path} imports {name}"


def models_in_several_classes(files):
    seen = Counter()
    for path, text in files:
        for node in ast.parse(text).body:
            if isinstance(node, ast.ClassDef):
                values = {
                    target.id: item.value
                    for item in node.body
                    if isinstance(item, ast.Assign)
                    for target in item.targets
                    if isinstance(target, ast.Name)
                }
                model = values.get("_name") or values.get("_inherit")
                if isinstance(model, ast.Constant):
                    seen[path.split("/")[0], model.value] += 1
    yield from (f"{addon}: {model} in {count} classes" for (addon, model), count in seen.items() if count > 1)


def names_given_twice(files):
    """Of a class the second one counts, and the first is lost without a word."""
    for path, text in files:
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef):
                names = [item.name for item in node.body if isinstance(item, ast.FunctionDef)]
                values = [target for item in node.body if isinstance(item, ast.Assign) for target in item.targets]
                names += [target.id for target in values if isinstance(target, ast.Name)]
                yield from (f"{path}: {node.name}.{name}" for name, count in Counter(names).items() if count > 1)


def threads_outside_the_runner(files):
    for path, text in files:
        if path.split("/")[1] != "runner" and path not in CLOCKS:
            for node in ast.walk(ast.parse(text)):
                named = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
                if named in ("Thread", "Timer", "ThreadPoolExecutor"):
                    yield f"{path}:{node.lineno} starts threads"


CHECKS = {
    odoo_in_pure_rooms: ("linkstar_delivery/rules/x.py", "from odoo import fields"),
    arrows_that_go_back: ("linkstar_delivery/services/x.py", "from ..models import linkstar_account"),
    models_in_several_classes: ("linkstar_delivery/models/x.py", "\n".join(f"class {name}:\n    _inherit = 'stock.move'" for name in "AB")),
    names_given_twice: ("linkstar_delivery/models/x.py", "class A:\n    number = 1\n    number = 2"),
    threads_outside_the_runner: ("linkstar_delivery/models/x.py", "import threading\nthreading.Thread(target=print).start()"),
}

each_check = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)


@each_check
def test_rule_holds(check):
    assert list(check(sources())) == []


@each_check
def test_rule_can_be_broken(check):
    assert list(check([CHECKS[check]]))
