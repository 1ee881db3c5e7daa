"""Processes of this clone: started in the background with a log, noted in the run
folder, ended only by their id.
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

from .paths import run_folder
from .say import Missing


def free_port(wanted):
    """Return ``wanted`` if nothing listens there, else any free port."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return probe.getsockname()[1]
    raise Missing("No free port on 127.0.0.1: end a program that listens there.")


def _record(name):
    return run_folder() / f"{name}.process"


def _born(pid):
    """Return the start time of the process: it identifies a process together with the
    id, because ids are reused.
    """
    done = subprocess.run(
        ["ps", "-o", "lstart=", "-p", str(pid)],
        text=True,
        capture_output=True,
        check=False,
    )
    return done.stdout.strip()


def running(name):
    """Return the values noted at the start of ``name`` (``pid``, ``port``, …), or None
    if it no longer runs.
    """
    try:
        found = json.loads(_record(name).read_text())
    except (OSError, ValueError):
        return None
    return found if found["born"] and _born(found["pid"]) == found["born"] else None


def start(name, command, *, env=None, cwd=None, **notes):
    """Start ``command`` in the background, its output going to ``<run
    folder>/<name>.log``.
    """
    with open(run_folder() / f"{name}.log", "ab") as log:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            env=env,
            cwd=cwd,
            start_new_session=True,
        )
    remember(name, process.pid, **notes)
    return process


def remember(name, pid, **notes):
    _record(name).write_text(json.dumps({"pid": pid, "born": _born(pid), **notes}))


def names():
    """Return the names of all programs that have been noted."""
    return [record.stem for record in sorted(run_folder().glob("*.process"))]


def stop(name, patience=20, first=signal.SIGTERM):
    """End ``name`` if it runs, with the signal ``first`` and, if it does not end, with
    SIGKILL. Return whether it was running.
    """
    found = running(name)
    if found:
        for sent in (first, signal.SIGKILL):
            try:
                os.kill(found["pid"], sent)
            except ProcessLookupError:
                break
            deadline = time.monotonic() + patience
            while time.monotonic() < deadline and _born(found["pid"]) == found["born"]:
                _reap(found["pid"])
                time.sleep(0.05)
            if _born(found["pid"]) != found["born"]:
                break
    _record(name).unlink(missing_ok=True)
    return bool(found)


def _reap(pid):
    """Wait for a child process: until then it stays in the process table."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)


def wait_for(url, process, name, seconds=120):
    """Wait until ``url`` answers with a status below 500; if ``process`` ends first,
    the error names its log.
    """
    log = run_folder() / f"{name}.log"
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise Missing(f"{name} ended while starting; see the end of {log}.")
        try:
            with urllib.request.urlopen(url, timeout=10):
                return
        except urllib.error.HTTPError as problem:
            if problem.code < 500:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise Missing(f"{name} did not answer within {seconds} s; see {log}.")
