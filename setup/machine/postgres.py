"""A private PostgreSQL cluster on a socket, or the server of ``PGHOST``; databases are
created from templates.
"""

import os
import pwd
import re
import shutil
import signal
import subprocess
from pathlib import Path

from . import apt, process
from .paths import run_folder, socket_folder
from .say import Missing, step

_OLDEST = 13
_USUAL = "postgres"
#: A cluster of its own, for tests that kill it.
KILLED = "killed"
CLUSTERS = (_USUAL, KILLED)
_ROLE = "linkstar"


class Server:
    """A database server. ``environment`` contains the values for libpq, ``options``
    those for Odoo's configuration.
    """

    def __init__(self, binaries, environment):
        self.binaries = binaries
        self.environment = {**os.environ, **environment}

    @property
    def options(self):
        """Return Odoo's options for the connection, without values that libpq reads
        from the environment.
        """
        names = {
            "db_host": "PGHOST",
            "db_port": "PGPORT",
            "db_user": "PGUSER",
            "db_password": "PGPASSWORD",
        }
        return {
            option: self.environment[name]
            for option, name in names.items()
            if self.environment.get(name)
        }

    def sql(self, statement, database="postgres"):
        done = subprocess.run(
            [
                self.binaries / "psql",
                "-X",
                "-q",
                "-t",
                "-A",
                "-v",
                "ON_ERROR_STOP=1",
                "-d",
                database,
                "-c",
                statement,
            ],
            text=True,
            capture_output=True,
            check=False,
            env=self.environment,
        )
        if done.returncode:
            lines = done.stderr.strip().splitlines() or ["no message"]
            raise Missing(f"PostgreSQL refused: {lines[0]}.")
        return done.stdout.strip()

    def databases(self):
        return set(self.sql("SELECT datname FROM pg_database").split())

    def drop(self, name):
        self.sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def create(self, name, template="template0"):
        """Create ``name`` as a copy of ``template``; an existing one is replaced."""
        self.drop(name)
        self.sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    def take_over(self, name, other):
        """Create ``name`` as a copy of the database with that name on the server
        ``other``.
        """
        self.create(name)
        dump = subprocess.Popen(
            [other.binaries / "pg_dump", "-O", name],
            env=other.environment,
            stdout=subprocess.PIPE,
        )
        load = [
            self.binaries / "psql",
            "-X",
            "-q",
            "-o",
            os.devnull,
            "-v",
            "ON_ERROR_STOP=1",
            "-d",
            name,
        ]
        with dump:
            done = subprocess.run(
                load, stdin=dump.stdout, env=self.environment, check=False
            )
        if done.returncode or dump.returncode:
            raise Missing(
                f"The database {name} could not be copied from one PostgreSQL server to"
                " another."
            )

    def rename(self, old, new):
        self.sql(f'ALTER DATABASE "{old}" RENAME TO "{new}"')


def start(cluster=_USUAL):
    """Return a running server: the user's if ``PGHOST`` is set, else this clone's own,
    started if needed. With another name it is always a separate cluster, which tests
    may kill.
    """
    if os.environ.get("PGHOST") and cluster == _USUAL:
        binaries = _binaries()
        server = Server(binaries, {})
        server.sql("SELECT 1")
        return server
    binaries = _binaries(to_serve=True) or _installed()
    owner = _owner()
    base = socket_folder(for_other_user=owner is not None)
    if cluster != _USUAL:
        base = base.with_name(f"{base.name}-{cluster}")
    server = Server(binaries, {"PGHOST": str(base), "PGPORT": "5432", "PGUSER": _ROLE})
    run_folder().mkdir(parents=True, exist_ok=True)
    if not _answers(server):
        process.remember(cluster, _started(binaries, base, owner))
    return server


def _started(binaries, base, owner):
    """Start the cluster in ``base`` as the user ``owner``, made first if needed; return
    its process id.
    """
    as_owner = (
        {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        if owner
        else {}
    )
    base.mkdir(parents=True, exist_ok=True)
    if owner:
        os.chown(base, owner.pw_uid, owner.pw_gid)
    # Users with access to this folder may use the server: there is no password, and it
    # listens only on this socket.
    base.chmod(0o700)
    data = base / "data"
    if not (data / "PG_VERSION").exists():
        step("PostgreSQL: creating a private cluster")
        _run(
            [
                binaries / "initdb",
                "-D",
                data,
                "-U",
                _ROLE,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
            ],
            as_owner,
            base,
        )
    _configure(data, base)
    _run(
        [
            binaries / "pg_ctl",
            "-D",
            data,
            "-l",
            base / "log",
            "-w",
            "-t",
            "60",
            "start",
        ],
        as_owner,
        base,
    )
    return int((data / "postmaster.pid").read_text().splitlines()[0])


def stop(cluster=_USUAL):
    """End a cluster, whoever is connected: after SIGTERM it would wait for them, and
    after SIGKILL a copied database may give an id a second time.
    """
    return process.stop(cluster, first=signal.SIGINT)


def _configure(data, base):
    """Write the configuration. The data need not survive a power cut, so ``fsync`` is
    off; a killed server still loses nothing.
    """
    (data / "postgresql.auto.conf").write_text(
        "# written by setup at each start\nunix_socket_directories ="
        f" '{base}'\nlisten_addresses = ''\nport = 5432\nfsync = off\nfull_page_writes"
        " = off\nmax_connections = 200\nshared_buffers = 256MB\nmax_wal_size ="
        " 2GB\nlog_min_messages = warning\ntimezone = 'UTC'\n"
    )


def _answers(server):
    done = subprocess.run(
        [server.binaries / "pg_isready", "-q", "-t", "3"],
        check=False,
        env=server.environment,
    )
    return done.returncode == 0


def _run(command, as_owner, cwd):
    done = subprocess.run(
        [str(part) for part in command],
        text=True,
        check=False,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if command[0].name != "pg_ctl" else subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        **as_owner,
    )
    if done.returncode:
        last = (done.stdout or "").strip().splitlines()[-1:] or [f"see {cwd / 'log'}"]
        raise Missing(f"PostgreSQL's {command[0].name} failed: {last[0]}")


def _owner():
    """Return the account that runs PostgreSQL if the caller is root, because PostgreSQL
    refuses root; else None.
    """
    if os.getuid():
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Missing(
        "PostgreSQL does not run as root and there is no account 'postgres' or"
        " 'nobody': run this as an ordinary user."
    )


def _binaries(to_serve=False):
    """Return the folder of the newest suitable PostgreSQL server, or None."""
    found = []
    for folder in [
        *Path("/usr/lib/postgresql").glob("*/bin"),
        *(Path(p) for p in os.environ.get("PATH", "").split(os.pathsep)),
    ]:
        needed = (
            ["psql"]
            if os.environ.get("PGHOST") and not to_serve
            else ["initdb", "pg_ctl", "psql", "pg_isready"]
        )
        if all(shutil.which(name, path=str(folder)) for name in needed):
            said = subprocess.run(
                [folder / "psql", "--version"],
                text=True,
                capture_output=True,
                check=False,
            ).stdout
            version = re.search(r"(\d+)(?:\.\d+)?", said)
            if version and int(version[1]) >= _OLDEST:
                found.append((int(version[1]), str(folder)))
    if not found:
        if os.environ.get("PGHOST") and not to_serve:
            raise Missing(
                f"PGHOST is set, but there is no psql {_OLDEST} or newer: install"
                " PostgreSQL's client."
            )
        return None
    return Path(max(found)[1])


def _installed():
    step("PostgreSQL: installing it from the distribution")
    # Without this, the package creates and starts a cluster for the machine.
    snippet = Path("/etc/postgresql-common/createcluster.d/linkstar-setup.conf")
    made = not os.getuid() and not snippet.parent.exists()
    if not os.getuid():
        snippet.parent.mkdir(parents=True, exist_ok=True)
        snippet.write_text("create_main_cluster = false\n")
    try:
        apt.install("postgresql", why=f"PostgreSQL {_OLDEST} or newer")
    finally:
        if not os.getuid():
            snippet.unlink(missing_ok=True)
            if made and not any(snippet.parent.iterdir()):
                shutil.rmtree(snippet.parent, ignore_errors=True)
    found = _binaries()
    if not found:
        raise Missing(
            f"The distribution's PostgreSQL is older than {_OLDEST}: install a newer"
            " one, or set PGHOST to a server you have."
        )
    return found
