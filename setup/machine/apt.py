"""Programs from the distribution, installed only as root and only when they are missing."""
import os
import shutil
import subprocess

from .say import Missing, step


def install(*packages, why):
    """Install Debian's ``packages``; where this may not be done, say which they are."""
    named = " ".join(packages)
    if os.getuid() or not shutil.which("apt-get"):
        raise Missing(f"{why} is missing: install {named} (on Debian, as root: apt-get install {named}).")
    step(f"installing {named}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", "-qq", *command], text=True, capture_output=True, check=False, env=environment)
        if done.returncode:
            raise Missing(f"{why}: 'apt-get {' '.join(command)}' failed: {done.stderr.strip().splitlines()[-1:] or ['no message']}")


def chromium():
    """The path of a Chromium or Chrome, installed when there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    for attempt in (1, 2):
        for name in names:
            if shutil.which(name):
                return shutil.which(name)
        if attempt == 1:
            install("chromium", "fonts-dejavu-core", why="Chromium, for the browser tests,")
    raise Missing("Chromium was installed but is not on the PATH: set PATH to the folder that holds it.")


def wkhtmltopdf():
    """Odoo's client prints a PDF only where this program is, even one that is a stored file. With fonts for both languages on
    customs papers; which ones there are is asked of fontconfig, which comes with wkhtmltopdf."""
    if not shutil.which("wkhtmltopdf"):
        install("wkhtmltopdf", "fonts-dejavu-core", "fonts-droid-fallback", why="wkhtmltopdf")
    for language, package in (("en", "fonts-dejavu-core"), ("zh", "fonts-droid-fallback")):
        found = subprocess.run(["fc-list", f":lang={language}"], text=True, capture_output=True, check=False)
        if not found.stdout.strip():
            install(package, why=f"A font for papers ({language})")
