"""Paths: the clone, the user's cache (downloads, shared by clones) and the run folder
(data of running programs).
"""

import fcntl
import hashlib
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SETUP = ROOT / "setup"
CACHE = Path(
    os.environ.get("LINKSTAR_CACHE")
    or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "linkstar"
)

#: A Unix socket's path may have 107 bytes; PostgreSQL appends "/.s.PGSQL.5432".
_SOCKET_FOLDER_LIMIT = 107 - len("/.s.PGSQL.65535")


def digest(*parts):
    """Return a short key for ``parts`` (text or files), to name a cached thing by its
    inputs.
    """
    found = hashlib.sha256()
    for part in parts:
        found.update(
            part.read_bytes()
            if isinstance(part, Path) and part.is_file()
            else str(part).encode()
        )
        found.update(b"\0")
    return found.hexdigest()[:12]


def run_folder():
    """This clone's folder for logs, process ids, databases' files and artefacts."""
    return ROOT / ".run"


def open_to_others(path):
    """Whether a user without special rights can reach ``path`` (each parent has the
    execute bit for others).
    """
    return all(folder.stat().st_mode & 0o001 for folder in [path, *path.parents])


def socket_folder(for_other_user):
    """Return the folder of PostgreSQL's files: the run folder, or, if its user cannot
    reach that or the path is too long for a socket, a separate temporary folder of this
    clone.
    """
    wanted = run_folder() / "pg"
    if len(str(wanted)) <= _SOCKET_FOLDER_LIMIT and not (
        for_other_user and not open_to_others(ROOT)
    ):
        return wanted
    return Path(tempfile.gettempdir()) / f"linkstar-{os.getuid()}-{digest(str(ROOT))}"


@contextmanager
def alone_in(folder):
    """Let only one process at a time prepare ``folder``: a user may start two commands
    at once.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
