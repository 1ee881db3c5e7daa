"""The rooms of the addons: which room may import which, where threads start, where
models are. Each check is tested with a case that breaks its rule.
"""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ADDONS = tuple(
    sorted(manifest.parent.name for manifest in ROOT.glob("linkstar_*/__manifest__.py"))
)
PURE = ("api", "labels", "lifecycle", "rating", "rules", "statements")
#: Each room may import itself and the rooms listed here.
BEHIND = {
    "services": ("services", *PURE),
    "runner": ("runner", "services", *PURE),
    "models": ("models", "runner", "services", *PURE),
}
#: A timer that closes the connection of a slow call; it does no work.
CLOCKS = ("linkstar_delivery/api/transport.py",)
#: The one place where threads start.
ENGINE = "linkstar_delivery/runner/engine.py"
TRANSACTIONS = "linkstar_delivery/runner/transactions.py"
#: Core asks for a price and shows it in one request: somebody waits for it in front of
#: the page, so this call is made at once. It changes nothing at the carrier, has a
#: short time-out, and what it answered is kept for when Odoo runs the request again.
PRICES = ("linkstar_delivery/services/quotation.py",)
NOT_RUNNING = ("tests", "migrations")


def sources():
    """Return [(path from the root, source)] of all code that runs in Odoo."""
    found = []
    for addon in ADDONS:
        for path in sorted((ROOT / addon).rglob("*.py")):
            inside = path.relative_to(ROOT)
            if not set(inside.parts) & set(NOT_RUNNING):
                found.append((inside.as_posix(), path.read_text()))
    return found


def imports(path, text):
    """Return the full names of the imports of the file ``path``, relative ones
    resolved: addon.room.module.
    """
    package = path.removesuffix(".py").split("/")[:-1]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*start, *filter(None, [node.module])])
            yield from (f"{base}.{name.name}" for name in node.names)


def odoo_in_pure_rooms(files):
    """Pure rooms do not import Odoo. They may import the pure rooms of the addon below,
    by a relative import, which does not need Odoo.
    """
    for path, text in files:
        if path.split("/")[1] in PURE:
            for name in imports(path, text):
                addon, room = [*name.split("."), ""][:2]
                if addon == "odoo" or (addon in ADDONS and room not in PURE):
                    yield f"{path} imports {name}"


def arrows_that_go_back(files):
    for path, text in files:
        addon, room = path.split("/")[:2]
        for name in imports(path, text) if room in BEHIND else ():
            parts = name.split(".")
            if (
                parts[0] == addon
                and len(parts) > 2
                and parts[1] not in BEHIND[room]
                and parts[1] in (*BEHIND, "wizards", "controllers")
            ):
                yield f"{path} imports {name}"


def values_of(class_node):
    """Return {name: node of its value} of the assignments in a class."""
    return {
        target.id: item.value
        for item in class_node.body
        if isinstance(item, ast.Assign)
        for target in item.targets
        if isinstance(target, ast.Name)
    }


def models_in_several_classes(files):
    seen = Counter()
    for path, text in files:
        for node in ast.parse(text).body:
            if isinstance(node, ast.ClassDef):
                values = values_of(node)
                model = values.get("_name") or values.get("_inherit")
                if isinstance(model, ast.Constant):
                    seen[path.split("/")[0], model.value] += 1
    yield from (
        f"{addon}: {model} in {count} classes"
        for (addon, model), count in seen.items()
        if count > 1
    )


def names_given_twice(files):
    """In a class with two definitions of a name, the second silently replaces the
    first.
    """
    for path, text in files:
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef):
                names = [
                    item.name for item in node.body if isinstance(item, ast.FunctionDef)
                ]
                values = [
                    target
                    for item in node.body
                    if isinstance(item, ast.Assign)
                    for target in item.targets
                ]
                names += [
                    target.id for target in values if isinstance(target, ast.Name)
                ]
                yield from (
                    f"{path}: {node.name}.{name}"
                    for name, count in Counter(names).items()
                    if count > 1
                )


def classes_of_one_name(files):
    """A name has one meaning in all addons; a class that extends a model has the
    model's name.
    """
    seen = {}
    for path, text in files:
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef) and "_inherit" not in values_of(node):
                seen.setdefault(node.name, []).append(f"{path}:{node.lineno}")
    yield from (
        f"{name} in {', '.join(places)}"
        for name, places in seen.items()
        if len(places) > 1
    )


def threads_outside_the_engine(files):
    for path, text in files:
        if path not in (ENGINE, *CLOCKS):
            for node in ast.walk(ast.parse(text)):
                named = (
                    node.attr
                    if isinstance(node, ast.Attribute)
                    else node.id
                    if isinstance(node, ast.Name)
                    else ""
                )
                if named in ("Thread", "Timer", "ThreadPoolExecutor"):
                    yield f"{path}:{node.lineno} starts threads"


def wire_words():
    """The carrier's own words, as far as no other word looks like them (innerCapitals):
    of its WSDL, and all that ``api`` compares answers with or sends.
    """
    api = ROOT / "linkstar_delivery" / "api"
    words = set(re.findall(r'name="(\w+)"', (api / "linkstar.wsdl").read_text()))
    for path in api.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.add(node.value)
    return {word for word in words if re.fullmatch(r"\w[a-z]+([A-Z][a-z]+)+", word)}


def wire_words_outside_api(files):
    word = re.compile(rf"\b({'|'.join(sorted(wire_words()))})\b")
    for path, text in files:
        if path.split("/")[1] != "api":
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield from (
                        f"{path}:{node.lineno} says {found}"
                        for found in word.findall(node.value)
                    )


def calls_of_a_client(path, text):
    """The lines that call a method of a client: ``client.ping()``,
    ``account._client().ping()``, or one that is named ``….client``.
    """
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if isinstance(owner, ast.Call):
                owner = owner.func
            name = getattr(owner, "attr", getattr(owner, "id", ""))
            if name in ("client", "_client"):
                yield f"{path}:{node.lineno} calls {node.func.attr}"


def calls_outside_the_runner(files):
    """The carrier is called by the runner, which has no transaction open then; a button
    hands its work over.
    """
    for path, text in files:
        if path.split("/")[1] not in ("api", "runner") and path not in PRICES:
            yield from calls_of_a_client(path, text)


def transactions_around_calls(files):
    """A transaction of the runner is opened in ``runner/transactions.py`` alone, which
    knows of it when a call is made.
    """
    for path, text in files:
        if path.split("/")[1] == "runner" and path != TRANSACTIONS:
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Attribute) and node.attr == "cursor":
                    yield f"{path}:{node.lineno} opens a transaction"


CHECKS = {
    odoo_in_pure_rooms: (
        "linkstar_delivery/rules/x.py",
        "from odoo.addons.linkstar_customs.rules import postcodes",
    ),
    arrows_that_go_back: (
        "linkstar_delivery/services/x.py",
        "from ..models import linkstar_account",
    ),
    models_in_several_classes: (
        "linkstar_delivery/models/x.py",
        "\n".join(f"class {name}:\n    _inherit = 'stock.move'" for name in "AB"),
    ),
    names_given_twice: (
        "linkstar_delivery/models/x.py",
        "class A:\n    number = 1\n    number = 2",
    ),
    calls_outside_the_runner: (
        "linkstar_delivery/models/x.py",
        "def action_ask(self):\n    self.account_id._client().ping()",
    ),
    transactions_around_calls: (
        "linkstar_delivery/runner/x.py",
        "with registry.cursor() as cr:\n    client.ping()",
    ),
    classes_of_one_name: (
        "linkstar_delivery/rules/x.py",
        "class A:\n    pass\nclass A:\n    pass",
    ),
    threads_outside_the_engine: (
        "linkstar_delivery/models/x.py",
        "import threading\nthreading.Thread(target=print).start()",
    ),
    wire_words_outside_api: (
        "linkstar_delivery/runner/x.py",
        "raise errors.Unavailable(service='createOrder')",
    ),
}

each_check = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)


@each_check
def test_rule_holds(check):
    assert list(check(sources())) == []


@each_check
def test_rule_can_be_broken(check):
    assert list(check([CHECKS[check]]))
