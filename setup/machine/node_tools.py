"""Prettier and eslint from npm, in the cache, in the versions that
``.pre-commit-config.yaml`` pins.
"""

import os
import re
import shutil
import subprocess

from . import apt
from .paths import CACHE, ROOT, alone_in, digest
from .say import Missing, step

_PINS = ROOT / ".pre-commit-config.yaml"
_PINNED = re.compile(r'^ *- "((?:@[a-z-]+/)?[a-z-]+@[0-9.]+)"$', re.MULTILINE)


def prepare():
    """The folder that has the tools' programs in ``node_modules/.bin``.

    It is keyed by their versions, so that a change of one makes a new one.
    """
    if not (shutil.which("node") and shutil.which("npm")):
        apt.install("nodejs", "npm", why="Node.js, for prettier and eslint,")
    packages = _PINNED.findall(_PINS.read_text())
    folder = CACHE / f"node-{digest(*packages)}"
    with alone_in(CACHE / "node"):
        if not (folder / ".complete").exists():
            _install(folder, packages)
    return folder


def _install(folder, packages):
    step("Node: installing prettier and eslint (once)")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "package.json").write_text("{}\n")
    done = subprocess.run(
        ["npm", "install", "--no-audit", "--no-fund", "--no-save", *packages],
        cwd=folder,
        text=True,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["no message"])[0]
        raise Missing(
            f"npm could not install prettier and eslint ({why}): check the connection"
            " to the npm registry."
        )
    (folder / ".complete").touch()


def command(folder, program, *arguments):
    """The words of a call of ``program``, and its environment: our configuration lies
    in the clone and finds plug-ins through NODE_PATH.
    """
    modules = folder / "node_modules"
    return (
        [str(modules / ".bin" / program), *arguments],
        {**os.environ, "NODE_PATH": str(modules)},
    )
