"""Programs from the distribution, installed only as root and only if they are
missing.
"""

import contextlib
import os
import shutil
import subprocess

from .paths import CACHE, alone_in
from .say import Missing, step


def install(*packages, why):
    """Install Debian's ``packages``; without the right to do so, name them in the
    error.
    """
    named = " ".join(packages)
    if os.getuid() or not shutil.which("apt-get"):
        raise Missing(
            f"{why} is missing: install {named} (on Debian, as root: apt-get install"
            f" {named})."
        )
    # apt-get refuses to run twice at a time, and parts of the tests run side by side.
    with alone_in(CACHE / "apt"):
        step(f"installing {named}")
        for command in (
            ["update"],
            ["install", "-y", "--no-install-recommends", *packages],
        ):
            done = subprocess.run(
                ["apt-get", "-qq", *command],
                text=True,
                capture_output=True,
                check=False,
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            )
            if done.returncode:
                raise Missing(
                    f"{why}: 'apt-get {' '.join(command)}' failed:"
                    f" {done.stderr.strip().splitlines()[-1:] or ['no message']}"
                )


_SHELL = "chromium-headless-shell"


def chromium():
    """Return the path of a Chromium or Chrome, and install one if there is none: where
    possible the one without windows, which needs less than two thirds of the time.
    """
    with contextlib.suppress(Missing):
        if not shutil.which(_SHELL):
            install(_SHELL, "fonts-dejavu-core", why="Chromium, for the browser tests,")
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    for attempt in (1, 2):
        for name in (_SHELL, *names):
            if shutil.which(name):
                return shutil.which(name)
        if attempt == 1:
            install(
                "chromium", "fonts-dejavu-core", why="Chromium, for the browser tests,"
            )
    raise Missing(
        "Chromium was installed but is not on the PATH: set PATH to the folder that"
        " holds it."
    )


def wkhtmltopdf():
    """Install wkhtmltopdf: Odoo's client prints PDFs only with it, even stored files.
    Also install fonts for both languages on customs papers; fontconfig, which comes
    with wkhtmltopdf, knows which ones exist.
    """
    if not shutil.which("wkhtmltopdf"):
        install(
            "wkhtmltopdf",
            "fonts-dejavu-core",
            "fonts-droid-fallback",
            why="wkhtmltopdf",
        )
    for language, package in (
        ("en", "fonts-dejavu-core"),
        ("zh", "fonts-droid-fallback"),
    ):
        found = subprocess.run(
            ["fc-list", f":lang={language}"],
            text=True,
            capture_output=True,
            check=False,
        )
        if not found.stdout.strip():
            install(package, why=f"A font for papers ({language})")
