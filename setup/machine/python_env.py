"""A virtual environment in the cache with the pinned requirements and Odoo on its
path.
"""

import shutil
import subprocess
import sys
import venv

from .paths import CACHE, ROOT, digest
from .say import Missing, step

# Odoo 19.0 supports 3.10, but the pinned Pillow and Hypothesis do not.
_OLDEST, _NEWEST = (3, 11), (3, 13)


def prepare(odoo_home):
    """Return the Python of an environment with Odoo and the pinned packages of the
    three files of requirements.

    Its key contains these files, the interpreter and Odoo's folder: any change creates
    a new environment.
    """
    if not _OLDEST <= sys.version_info[:2] <= _NEWEST:
        oldest, newest, this = (
            ".".join(map(str, version[:2]))
            for version in (_OLDEST, _NEWEST, sys.version_info)
        )
        raise Missing(
            f"This needs Python {oldest} to {newest}, and this is {this}: put a fitting"
            " python3 first on the PATH."
        )
    files = [
        ROOT / "requirements.txt",
        ROOT / "odoo-requirements.txt",
        ROOT / "test-requirements.txt",
    ]
    folder = CACHE / f"python-{digest(*files, sys.version, sys.base_prefix, odoo_home)}"
    python = folder / "bin/python"
    if (folder / ".complete").exists():
        return python
    step("Python: installing the pinned requirements (once)")
    shutil.rmtree(folder, ignore_errors=True)
    try:
        venv.create(folder, with_pip=True)
    except (subprocess.CalledProcessError, OSError) as problem:
        raise Missing(
            "Python cannot make a virtual environment: install Debian's package"
            " python3-venv."
        ) from problem
    install = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    for file in files:
        install += ["-r", str(file)]
    done = subprocess.run(install, text=True, capture_output=True, check=False)
    if done.returncode:
        errors = [
            line for line in done.stderr.splitlines() if "ERROR" in line
        ] or done.stderr.splitlines()[-1:]
        why = errors[0] if errors else "no message"
        raise Missing(
            f"pip could not install the requirements ({why}): check the connection to"
            " the package index."
        )
    packages = next(folder.glob("lib/python3*/site-packages"))
    (packages / "odoo.pth").write_text(f"{odoo_home}\n")
    (folder / ".complete").touch()
    return python
