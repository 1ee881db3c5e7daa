"""What every addon has beside its code, and versions that stand in two files."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ADDONS = tuple(
    sorted(manifest.parent for manifest in ROOT.glob("linkstar_*/__manifest__.py"))
)
FRAGMENTS = ("DESCRIPTION", "CONFIGURE", "USAGE", "CONTRIBUTORS", "HISTORY")


def manifest(addon):
    return ast.literal_eval((addon / "__manifest__.py").read_text())


def pins(name):
    """{package: line} of a file of requirements, names as PyPI compares them."""
    lines = (ROOT / name).read_text().splitlines()
    return {
        _canonical(line.split("==")[0]): line
        for line in lines
        if line and not line.startswith("#")
    }


def _canonical(package):
    return re.sub(r"[-_.]+", "-", package).lower()


@pytest.mark.parametrize("addon", ADDONS, ids=lambda addon: addon.name)
def test_an_addon_is_complete(addon):
    missing = [
        path
        for path in (
            *(f"readme/{name}.md" for name in FRAGMENTS),
            "README.rst",
            "pyproject.toml",
            "static/description/icon.png",
            "static/description/index.html",
        )
        if not (addon / path).exists()
    ]
    assert not missing
    assert list((addon / "readme/newsfragments").glob("*.*.md"))
    assert {"website", "maintainers", "development_status"} <= set(manifest(addon))


def test_odoo_finds_each_file_of_tests():
    """Odoo's runner runs the files that ``tests/__init__.py`` imports, without a word
    about others.
    """
    assert [
        path.relative_to(ROOT).as_posix()
        for addon in ADDONS
        if (addon / "tests/__init__.py").exists()
        for path in sorted((addon / "tests").glob("test_*.py"))
        if path.stem not in _imported(addon / "tests/__init__.py")
    ] == []


def _imported(path):
    return {
        name.name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }


def test_our_requirements_are_those_of_the_manifests():
    named = {
        _canonical(re.split(r"[<>=!~]", package)[0])
        for addon in ADDONS
        for package in manifest(addon)
        .get("external_dependencies", {})
        .get("python", ())
    }
    assert set(pins("requirements.txt")) == named
    assert not set(pins("odoo-requirements.txt")) & named


def test_hooks_have_the_versions_of_the_requirements():
    hooks = re.findall(
        r'"([a-z-]+==[0-9.]+)"', (ROOT / ".pre-commit-config.yaml").read_text()
    )
    assert {hook.split("==")[0] for hook in hooks} >= {"ruff", "pylint-odoo"}
    assert set(hooks) <= set(pins("test-requirements.txt").values())


def test_paths_of_the_guide_exist():
    guide = (ROOT / "CONTRIBUTING.md").read_text()
    named = set(re.findall(r"`((?:linkstar_\w+|docs|setup|tests)/[^` ]*)", guide))
    assert len(named) > 40
    assert not [path for path in named if not (ROOT / path).exists()]


def test_names_of_the_guide_are_defined():
    """Each name in brackets behind a file is a function, class or table there."""
    guide = (ROOT / "CONTRIBUTING.md").read_text()
    named = [
        (path, name)
        for path, names in re.findall(
            r"`(linkstar_\w+/[^` ]*\.\w+)` \(([^)]*)\)", guide
        )
        for name in re.findall(r"`(\w+)`", names)
    ]
    assert len(named) > 50
    assert not [
        (path, name)
        for path, name in named
        if not re.search(
            rf'^\s*(?:def {name}\(|class {name}\b|{name}\b.* =)|id="{name}"',
            (ROOT / path).read_text(),
            re.MULTILINE,
        )
    ]


def test_each_file_names_its_licence():
    without = [
        path.relative_to(ROOT).as_posix()
        for addon in ADDONS
        for path in sorted(addon.rglob("*.py"))
        if (text := path.read_text()).strip()
        and not text.startswith(
            "# Copyright 2026 Linkstar connector team\n# License "
            # As the addon that it extends.
            + ("AGPL-3" if addon.name == "linkstar_delivery_rma" else "LGPL-3")
        )
    ]
    assert not without


def late(source):
    """Names of the tests that prepare something before they ask for the shipment that
    was booked without it.
    """
    found = []
    for test in ast.walk(ast.parse(source)):
        if not isinstance(test, ast.FunctionDef) or not test.name.startswith("test_"):
            continue
        asked = [
            number
            for number, statement in enumerate(test.body)
            for node in ast.walk(statement)
            if isinstance(node, ast.Attribute)
            and node.attr in ("_booked_once", "_sent_once")
        ]
        begins = 1 if ast.get_docstring(test) else 0
        if asked and asked != [begins]:
            found.append(test.name)
    return found


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("linkstar_*/tests/test_*.py")), ids=lambda path: path.stem
)
def test_what_is_booked_once_is_asked_for_first(path):
    assert late(path.read_text()) == []


def test_it_is_found_when_it_is_asked_for_later_or_twice():
    first, later = "a = self._booked_once()", "self.account.active = False"
    for body, wrong in (
        ((first, later), []),
        (("'Why.'", first), []),
        ((later, first), ["test_it"]),
        ((first, first), ["test_it"]),
    ):
        assert late("\n    ".join(["def test_it(self):", *body])) == wrong
