"""Addons of others, from PyPI, that some tests and measurements install beside ours.
Nothing of ours needs them.
"""

import os
import shutil
import subprocess

from .paths import CACHE, alone_in, digest
from .say import Missing, step

#: {addon: the packages that hold it and what its manifest asks of Python}
_PACKAGES = {
    "queue_job": ("odoo-addon-queue_job==19.0.2.4.0.1", "openupgradelib==3.13.7"),
    "delivery_state": ("odoo-addon-delivery_state==19.0.1.1.0.2",),
    "rma": ("odoo-addon-rma==19.0.1.0.4.2",),
}
_NAMES = sorted({name for names in _PACKAGES.values() for name in names})
_FOLDER = CACHE / f"others-{digest(*_NAMES)}"


def addons_folder():
    """Where the addons are, for Odoo's ``addons_path``; it may be empty."""
    return _FOLDER / "odoo/addons"


def libraries_folder():
    """What their manifests ask of Python, for its path."""
    return _FOLDER / "libraries"


def prepare(apps, python):
    """Fetch those of ``apps`` that are addons of others, once, all of them together."""
    if not set(apps) & set(_PACKAGES):
        return
    with alone_in(CACHE):
        if (_FOLDER / ".complete").exists():
            return
        step("addons of others: fetching them (once)")
        shutil.rmtree(_FOLDER, ignore_errors=True)
        for target, names in (
            (_FOLDER, [name for name in _NAMES if name.startswith("odoo-addon-")]),
            (
                libraries_folder(),
                [name for name in _NAMES if not name.startswith("odoo-addon-")],
            ),
        ):
            done = subprocess.run(
                [
                    *(python, "-m", "pip", "install", "-q", "--no-deps"),
                    *("--disable-pip-version-check", "--target", target),
                    *names,
                ],
                env={**os.environ, "PYTHONPATH": ""},
                text=True,
                capture_output=True,
                check=False,
            )
            if done.returncode:
                raise Missing(
                    "pip could not fetch the addons of others"
                    f" ({done.stderr.splitlines()[-1:]}): check the connection to the"
                    " package index."
                )
        (_FOLDER / ".complete").touch()
