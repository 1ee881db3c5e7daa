"""The checks of ``setup/lint``, in the order in which they run."""

from . import node_tools
from .paths import ROOT

#: Python without an ending: ruff finds them only by name.
_SCRIPTS = (
    "setup/bench",
    "setup/demo",
    "setup/lint",
    "setup/readme",
    "setup/stop",
    "setup/test",
)
_PRETTY = "**/*.{css,htm,html,js,json,md,scss,toml,xml,yaml,yml}"
_SCRIPTS_IN_BROWSERS = "linkstar_*/static/**/*.js"


def checks(python, node, addons, fix):
    """(name, command, its environment) of each check; with ``fix`` those that can do so
    change the files. ``python``: has the requirements; ``node``: of
    ``node_tools.prepare``.
    """
    sources = [".", *_SCRIPTS]

    def module(*words):
        return [str(python), "-m", *words], None

    def program(name, *words):
        return [str(python.parent / name), *words], None

    translations = sorted(
        str(path.relative_to(ROOT))
        for addon in addons
        for path in (ROOT / addon / "i18n").glob("*.po*")
    )
    named = {
        "ruff check": module("ruff", "check", *sources, *["--fix"] * fix),
        "ruff format": module("ruff", "format", *sources, *["--check"] * (not fix)),
        "pylint-odoo": module("pylint", "--rcfile", ".pylintrc", *addons),
        "oca-checks-odoo-module": program(
            "oca-checks-odoo-module", *["--fix"] * fix, *addons
        ),
        "oca-checks-po": program(
            "oca-checks-po", "--disable=po-pretty-format", *translations
        ),
        "prettier": node_tools.command(
            node,
            "prettier",
            "--write" if fix else "--check",
            "--log-level=warn",
            "--ignore-unknown",
            ".*.{cjs,yaml}",
            _PRETTY,
        ),
        "eslint": node_tools.command(
            node,
            "eslint",
            "--max-warnings=0",
            *["--fix"] * fix,
            _SCRIPTS_IN_BROWSERS,
        ),
        "readme": ([str(python), "setup/readme", *["--check"] * (not fix)], None),
    }
    return [(name, *command) for name, command in named.items()]
