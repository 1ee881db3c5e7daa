"""Control of the sandbox from tests and scripts: its control interface, and a separate
server. Standard library only.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import ProxyHandler, Request, build_opener

TOKEN, KEY = "sandbox-token", "sandbox-key"
# Do not use the machine's proxy between a test and its own server.
_open = build_opener(ProxyHandler({})).open


class Control:
    """`base_url` has no final slash. Methods raise RuntimeError with the sandbox's own
    sentence.
    """

    def __init__(self, base_url: str):
        self.base_url = base_url.rstrip("/")

    def _ask(self, method: str, path: str, body: dict | None = None):
        data = None if body is None else json.dumps(body).encode()
        request = Request(
            f"{self.base_url}/control/{path}",
            data,
            {"Content-Type": "application/json"},
            method=method,
        )
        try:
            with _open(request, timeout=30) as response:
                return json.load(response)
        except HTTPError as error:
            with error:
                raise RuntimeError(
                    f"{error.code}: {json.load(error)['error']}"
                ) from None

    def reset(self) -> None:
        """Delete orders, calls, faults, profile, and clock changes."""
        self._ask("POST", "reset", {})

    def keep(self) -> None:
        """Keep a copy of the orders and calls."""
        self._ask("POST", "keep", {})

    def recall(self) -> None:
        """After a reset, bring back the orders and calls that were kept."""
        self._ask("POST", "recall", {})

    def calls(
        self, service: str | None = None, reference: str | None = None
    ) -> list[dict]:
        """Return the calls to the carrier, oldest first: id, time, service, references,
        outcome, work_done.
        """
        wanted = {"service": service, "reference": reference}
        return self._ask(
            "GET", "calls?" + urlencode({k: v for k, v in wanted.items() if v})
        )

    def fault(self, service: str, kind: str, times: int = 1, **more) -> dict:
        """Let the next `times` calls of `service` ("*" any, "label" the download) fail;
        `more`: seconds, text, skip, work, reference (its start).
        """
        return self._ask(
            "POST", "faults", {"service": service, "kind": kind, "times": times} | more
        )

    def faults(self) -> list[dict]:
        return self._ask("GET", "faults")

    def clear_faults(self, reference: str = "") -> None:
        """Delete the remaining faults, all or those with this `reference`."""
        self._ask("DELETE", "faults?" + urlencode({"reference": reference}))

    def profile(self, **changes) -> dict:
        """Change the host's profile, or only read it without arguments."""
        return (
            self._ask("POST", "profile", changes)
            if changes
            else self._ask("GET", "profile")
        )

    def clock(self) -> dict:
        return self._ask("GET", "clock")

    def advance(self, hours: float = 0, days: float = 0) -> dict:
        return self._ask("POST", "clock", {"advance_hours": hours + 24 * days})

    def set_clock(self, moment: str) -> dict:
        """Set the clock to an ISO 8601 time; China time without a zone."""
        return self._ask("POST", "clock", {"now": moment})

    def push(self, url: str, secret: str, reference: str = "") -> dict:
        """Send the events of the orders with a reference that begins so to `url`, and
        return its `status` and `answer`.
        """
        return self._ask(
            "POST", "push", {"url": url, "secret": secret, "reference": reference}
        )

    def orders(self, beginning: str = "") -> list[dict]:
        """Return all orders, or those with a reference that begins so, oldest first."""
        return self._ask("GET", "orders?" + urlencode({"beginning": beginning}))

    def order(self, reference: str) -> dict | None:
        """Return the newest order of a reference with its whole request, or None."""
        try:
            return self._ask("GET", f"orders/{quote(reference, safe='')}")
        except RuntimeError as error:
            if str(error).startswith("404"):
                return None
            raise


class Server:
    """A running sandbox: `url`, `control`, `stop()`, `kill()`. As a context manager, it
    stops at the end.
    """

    def __init__(self, process: subprocess.Popen, url: str):
        self.process = process
        self.url = url
        self.control = Control(url)

    def stop(self, seconds: float = 10) -> int:
        """End it with SIGTERM, and return its exit status."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            status = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        self.process.stdout.close()
        return status

    def kill(self) -> None:
        """End it at once, like a power cut."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *error) -> None:
        self.stop()


def start(
    port: int = 0,
    state: str | Path = "memory",
    python: str = sys.executable,
    *options: str,
) -> Server:
    """Start a sandbox and wait until it answers. `options` are added to its command
    line.
    """
    [server] = _start(
        1, "--port", str(port), "--state", str(state), *options, python=python
    )
    return server


def start_several(count: int) -> list[Server]:
    """Start so many independent sandboxes in one process: each has its own `url` and
    state, and they end together.
    """
    options = ("--port", "0", "--state", "memory", "--carriers", str(count))
    return _start(count, *options)


def _start(count: int, *options: str, python: str = sys.executable) -> list[Server]:
    folder = str(Path(__file__).resolve().parents[1])
    path = os.pathsep.join(filter(None, [folder, os.environ.get("PYTHONPATH", "")]))
    process = subprocess.Popen(
        [python, "-m", "sandbox", *options],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": path},
    )
    lines = [process.stdout.readline() for _each in range(count)]
    if not lines[-1].startswith("Sandbox carrier on "):
        process.kill()
        process.wait()
        process.stdout.close()
        raise RuntimeError(
            "The sandbox carrier did not start: see its error output for the reason."
        )
    servers = [Server(process, line.split()[-1]) for line in lines]
    for server in servers:
        _wait_for(server)
    return servers


def _wait_for(server: Server) -> None:
    for _ in range(100):
        try:
            with _open(server.url, timeout=5):
                return
        except URLError:
            time.sleep(0.05)
    server.process.kill()
    raise RuntimeError("The sandbox carrier does not answer.")
