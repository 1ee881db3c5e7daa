"""A folder with Odoo 19.0: the user's own (``ODOO_HOME``), the Debian package unpacked
into the cache, or a shallow clone.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

from .paths import CACHE, digest
from .say import Missing, detail, step

SERIES = "19.0"
#: Packages that links in ``web/static`` of the Odoo package point to, with the suite of
#: each.
_PACKAGES = {
    "unstable": [
        "odoo-19",
        "libjs-jquery",
        "libjs-jquery-form",
        "libjs-underscore",
        "fonts-roboto-unhinted",
        "fonts-montserrat",
        "fonts-inconsolata",
        "fonts-ocr-b",
    ],
    # Font Awesome 4.7 is in stable; version 6 of unstable lacks the files that Odoo
    # links to. The last is not linked: the sandbox carrier prints Chinese with it.
    "stable": ["fonts-font-awesome", "fonts-droid-fallback"],
}
_KEY = digest(*(name for names in _PACKAGES.values() for name in names))


def locate():
    """Return the folder with ``odoo/release.py``; download Odoo into the cache if there
    is none yet.
    """
    own = os.environ.get("ODOO_HOME")
    if own:
        return _checked(Path(own))
    for folder in [
        *sorted(CACHE.glob(f"odoo-debian-*-{_KEY}"), reverse=True),
        CACHE / "odoo-git",
    ]:
        if (folder / ".complete").exists():
            return _checked(_package_folder(folder))
    problems = []
    for fetch in (_from_debian, _from_git):
        try:
            return _checked(fetch())
        except Missing as problem:
            problems.append(str(problem))
            detail(str(problem))
    raise Missing(
        "Odoo 19.0 could not be fetched ("
        + " ".join(problems)
        + ") Get it from odoo.com or Odoo's repository, "
        "branch 19.0, and set ODOO_HOME to its folder."
    )


def chinese_font(home):
    """Return a Chinese font that was downloaded with Odoo's package, or None."""
    font = home.parents[3] / "usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf"
    return font if font.exists() else None


def _package_folder(folder):
    """Return Odoo's source root in a cached download."""
    debian = folder / "usr/lib/python3/dist-packages"
    return debian if debian.exists() else folder


def _checked(home):
    """Return ``home`` if it is Odoo of the right series; both layouts have
    ``odoo/release.py`` in the source root.
    """
    release = home / "odoo/release.py"
    if not release.exists():
        raise Missing(
            f"ODOO_HOME={home} contains no odoo/release.py: set it to the folder that"
            " contains Odoo's folder 'odoo'."
        )
    if not re.search(r"^version_info = \(19, 0", release.read_text(), re.M):
        raise Missing(
            f"Odoo in {home} is not series {SERIES}: check out branch {SERIES}, or"
            " unset ODOO_HOME."
        )
    return home


def _run(args, what, **options):
    try:
        done = subprocess.run(
            args, text=True, capture_output=True, check=False, **options
        )
    except FileNotFoundError as problem:
        raise Missing(f"{what} needs the program {args[0]}: install it.") from problem
    if done.returncode:
        last = (
            done.stderr.strip() or done.stdout.strip() or "no message"
        ).splitlines()[-1]
        raise Missing(f"{what} failed: {last}.")
    return done.stdout


def _mirror():
    """Return the Debian mirror of this machine's apt."""
    sites = _run(
        [
            "apt-get",
            "indextargets",
            "--format",
            "$(SITE)",
            "Created-By: Packages",
            "Label: Debian",
        ],
        "Asking apt for its mirror",
    ).split()
    if not sites:
        raise Missing(
            "apt has no Debian mirror configured (run 'apt-get update' once)."
        )
    return sites[0]


def _apt(folder, mirror):
    """Return the command of a separate apt: lists, cache and sources in ``folder``, so
    that the machine's own do not change.
    """
    for name in ("lists/partial", "cache/archives/partial", "debs"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    sources = folder / "sources.list"
    sources.write_text("".join(f"deb {mirror} {suite} main\n" for suite in _PACKAGES))
    pins = folder / "preferences"
    pins.write_text(
        "".join(
            f"Package: {name}\nPin: release a={suite}\nPin-Priority: 1001\n\n"
            for suite, names in _PACKAGES.items()
            for name in names
        )
    )
    options = {
        "Dir::State::lists": folder / "lists",
        "Dir::Cache": folder / "cache",
        "Dir::Etc::sourcelist": sources,
        "Dir::Etc::sourceparts": "-",
        "Dir::Etc::preferences": pins,
        "Dir::Etc::preferencesparts": "-",
        # For ordinary users: drop no privileges, use no lock in /var.
        "Debug::NoLocking": "true",
        "APT::Sandbox::User": "root",
        "Acquire::Languages": "none",
    }
    return [
        "apt-get",
        "-qq",
        *(part for key, value in options.items() for part in ("-o", f"{key}={value}")),
    ]


def _from_debian():
    if not shutil.which("apt-get") or not shutil.which("dpkg"):
        raise Missing("this is not a Debian system (apt-get or dpkg is missing).")
    step("Odoo: downloading Debian's package odoo-19 (about 123 MB, once)")
    work = CACHE / "apt"
    apt = _apt(work, _mirror())
    _run([*apt, "update"], "Reading the list of Debian's packages")
    names = [
        f"{name}/{suite}" for suite, packages in _PACKAGES.items() for name in packages
    ]
    debs = work / "debs"
    _run([*apt, "download", *names], "Downloading odoo-19", cwd=debs)
    archives = sorted(debs.glob("*.deb"))
    version = next(
        re.sub(r"[^\w.+-]", "_", a.name.split("_")[1])
        for a in archives
        if a.name.startswith("odoo-19_")
    )
    target = CACHE / f"odoo-debian-{version}-{_KEY}"
    step(f"Odoo: unpacking {version} (1.2 GB)")
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for archive in archives:
        _run(["dpkg", "-x", str(archive), str(target)], f"Unpacking {archive.name}")
    _relink(target)
    (target / ".complete").touch()
    shutil.rmtree(work)
    return _package_folder(target)


def _relink(target):
    """Redirect the package's absolute links, which point to the installed path, into
    ``target``.
    """
    for folder, folders, files in os.walk(target):
        for name in [*folders, *files]:
            link = Path(folder) / name
            if link.is_symlink() and os.readlink(link).startswith("/"):
                meant = target / os.readlink(link).lstrip("/")
                link.unlink()
                link.symlink_to(os.path.relpath(meant, link.parent))


def _from_git():
    step(f"Odoo: shallow clone of branch {SERIES}")
    target = CACHE / "odoo-git"
    shutil.rmtree(target, ignore_errors=True)
    CACHE.mkdir(parents=True, exist_ok=True)
    _run(
        [
            "git",
            "clone",
            "-q",
            "--depth",
            "1",
            "-b",
            SERIES,
            "https://github.com/odoo/odoo.git",
            str(target),
        ],
        "Cloning Odoo's repository",
    )
    (target / ".complete").touch()
    return target
