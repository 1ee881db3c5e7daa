"""A virtual environment in the cache with the pinned requirements."""

import shutil
import subprocess
import sys
from pathlib import Path

from .paths import CACHE, ROOT, digest
from .say import Missing, step

# Odoo 19.0 supports 3.10, but the pinned Pillow and Hypothesis do not.
_OLDEST, _NEWEST = (3, 11), (3, 13)
#: What an environment needs of an interpreter, and what makes it another one.
_ASKED = "import ensurepip, ssl, sqlite3, sys; print(sys.version, sys.base_prefix)"


def prepare():
    """Return the Python of an environment with the pinned packages of the three files
    of requirements. Odoo is not in it, so that lint does not follow our code into it.

    Its key contains these files and the interpreter: any change creates a new
    environment.
    """
    files = [
        ROOT / "requirements.txt",
        ROOT / "odoo-requirements.txt",
        ROOT / "test-requirements.txt",
    ]
    folders = {
        interpreter: CACHE / f"python-{digest(*files, version)}"
        for interpreter, version in _interpreters()
    }
    for folder in folders.values():
        if (folder / ".complete").exists():
            return folder / "bin/python"
    step("Python: installing the pinned requirements (once)")
    for interpreter, folder in folders.items():
        if not (problem := _install(interpreter, folder, files)):
            (folder / ".complete").touch()
            return folder / "bin/python"
    raise Missing(problem)


def _install(interpreter, folder, files):
    """Make the environment in ``folder``; return the problem, "" for none."""
    shutil.rmtree(folder, ignore_errors=True)
    if _run(interpreter, "-m", "venv", folder).returncode:
        return (
            "Python cannot make a virtual environment: install Debian's package"
            " python3-venv."
        )
    python = folder / "bin/python"
    # Few modules are ever imported: Python compiles them when they are.
    pip = ["-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-compile"]
    wanted = [word for file in files for word in ("-r", file)]
    pins = ROOT / "test-requirements.txt"
    if not _run(python, *pip, "-c", pins, "uv").returncode:
        # A quarter of pip's time. It does not read pip's configuration, which may name
        # the only index that this machine reaches.
        uv = [folder / "bin/uv", "pip", "install", "-q", "--no-cache"]
        if not _run(*uv, "--python", python, *wanted).returncode:
            return ""
    done = _run(python, *pip, *wanted)
    if not done.returncode:
        return ""
    errors = [
        line for line in done.stderr.splitlines() if "ERROR" in line
    ] or done.stderr.splitlines()[-1:]
    why = errors[0] if errors else "no message"
    return (
        f"pip could not install the requirements ({why}): check the connection to"
        " the package index."
    )


def _interpreters():
    """Pairs (path, version) of the Pythons that can make the environment: the system's,
    then the one that runs this.

    Distributions let the compiler learn what Python does often. One that a version
    manager has built without that needs half as much time again.
    """
    found = []
    for minor in range(_NEWEST[1], _OLDEST[1] - 1, -1):
        path = Path(f"/usr/bin/python{_OLDEST[0]}.{minor}")
        if path.exists() and not (done := _run(path, "-c", _ASKED)).returncode:
            found.append((path, done.stdout))
    if _OLDEST <= sys.version_info[:2] <= _NEWEST:
        found.append((Path(sys.executable), f"{sys.version} {sys.base_prefix}"))
    if not found:
        oldest, newest, this = (
            ".".join(map(str, version[:2]))
            for version in (_OLDEST, _NEWEST, sys.version_info)
        )
        raise Missing(
            f"This needs Python {oldest} to {newest}, and this is {this}: put a fitting"
            " python3 first on the PATH."
        )
    return found


def _run(*command):
    return subprocess.run(
        [str(word) for word in command], text=True, capture_output=True, check=False
    )
