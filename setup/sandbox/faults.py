"""Faults on command: which call fails in which way, and the effect on the
connection.
"""

from __future__ import annotations

import os
import socket
import struct
import time
from dataclasses import dataclass

from werkzeug.wrappers import Response

from . import envelope

LABEL = "label"
KINDS = {
    "refuse": False,
    "timeout_before": False,
    "timeout_after": True,
    "late": True,
    "reset_after": True,
    "http_500": False,
    "html_200": False,
    "empty": False,
    "half_json": True,
    "soap_fault": False,
    "slow": True,
    "failure": False,
    "answer": False,
}
"""Kind → whether the work is done. `work` in a command overrides it for kinds in FREE.
"""
FREE = ("http_500", "html_200", "empty", "soap_fault", "failure", "answer")
SECONDS = {"timeout_before": 60.0, "timeout_after": 60.0, "late": 60.0, "slow": 5.0}
"""Default waiting time of a kind, in seconds."""
HTML = (
    "<!DOCTYPE html><html><head><title>{title}</title></head>"
    "<body><h1>{title}</h1><p>{text}</p></body></html>"
)


@dataclass(frozen=True)
class Fault:
    kind: str
    seconds: float
    text: str
    works: bool

    @property
    def delay(self) -> float:
        """Seconds before the work starts."""
        return self.seconds if self.kind == "late" else 0


def add(store, command: dict) -> dict:
    """Store a fault from a control command. Raises ValueError with a sentence."""
    unknown = set(command) - {
        "service",
        "kind",
        "times",
        "seconds",
        "text",
        "skip",
        "work",
        "reference",
    }
    if unknown:
        raise ValueError(f"A fault has no {', '.join(sorted(unknown))}.")
    kind = command.get("kind")
    if kind not in KINDS:
        raise ValueError(f"kind is one of {', '.join(KINDS)}, not {kind!r}.")
    work = command.get("work", KINDS[kind])
    if work != KINDS[kind] and kind not in FREE:
        raise ValueError(f"work can be chosen for {', '.join(FREE)} only.")
    times, skip = int(command.get("times", 1)), int(command.get("skip", 0))
    seconds = float(command.get("seconds", SECONDS.get(kind, 0)))
    if times < 1 or skip < 0 or seconds < 0:
        raise ValueError("times is at least 1, skip and seconds at least 0.")
    service, text = str(command.get("service") or "*"), str(command.get("text") or "")
    identity = store.run(
        "INSERT INTO faults (service, kind, times, skip, seconds, text, work,"
        " reference) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        service,
        kind,
        times,
        skip,
        seconds,
        text,
        bool(work),
        str(command.get("reference") or "").upper(),
    )
    return next(fault for fault in pending(store) if fault["id"] == identity)


def pending(store) -> list[dict]:
    """Return the remaining faults, oldest first."""
    return [
        dict(row) | {"work": bool(row["work"])}
        for row in store.rows("SELECT * FROM faults ORDER BY id")
    ]


def clear(store, reference: str = "") -> None:
    """Delete the remaining faults, all or those for this start of a reference."""
    if reference:
        store.run("DELETE FROM faults WHERE reference = ?", reference.upper())
    else:
        store.run("DELETE FROM faults")


def take(store, service: str, references: list[str]) -> Fault | None:
    """Return the oldest fault that is due for a call of `service` about `references`,
    and count its use; `*` means every service except the label download. A fault with
    calls to skip lets this call pass.
    """
    for fault in pending(store):
        if fault["service"] != service and (
            fault["service"] != "*" or service == LABEL
        ):
            continue
        if not any(
            reference.upper().startswith(fault["reference"])
            for reference in references or [""]
        ):
            continue
        if fault["skip"]:
            store.run("UPDATE faults SET skip = skip - 1 WHERE id = ?", fault["id"])
            continue
        if fault["times"] > 1:
            store.run("UPDATE faults SET times = times - 1 WHERE id = ?", fault["id"])
        else:
            store.run("DELETE FROM faults WHERE id = ?", fault["id"])
        return Fault(fault["kind"], fault["seconds"], fault["text"], fault["work"])
    return None


def play(fault: Fault, environ: dict, response: Response | None) -> Response:
    """Return the answer to the client. `response` is the good answer, if the work was
    done. For kinds without an answer, end the connection and raise
    ConnectionAbortedError.
    """
    if fault.kind in ("slow", "timeout_before", "timeout_after"):
        time.sleep(fault.seconds)
    if fault.kind in ("refuse", "timeout_before", "timeout_after", "late"):
        _drop(environ, reset=False)
    if fault.kind == "reset_after":
        _drop(environ, reset=True)
    if fault.kind == "http_500":
        text = HTML.format(
            title="500 Internal Server Error",
            text=fault.text or "The server met an error.",
        )
        return Response(text, 500, content_type="text/html; charset=utf-8")
    if fault.kind == "html_200":
        text = HTML.format(
            title="System maintenance",
            text=fault.text or "系统维护中 We are back soon.",
        )
        return Response(text, 200, content_type="text/html; charset=utf-8")
    if fault.kind == "empty":
        return Response(b"", 200, content_type="text/xml; charset=utf-8")
    if fault.kind == "soap_fault":
        return envelope.fault("SOAP-ENV:Server", fault.text or "Internal error")
    if fault.kind == "answer":
        return envelope.answer(fault.text)
    return response


def _drop(environ: dict, reset: bool) -> None:
    connection: socket.socket = environ["werkzeug.socket"]
    if reset:
        # With a linger time of 0 the kernel sends RST. The server's own shutdown would
        # send FIN first, so the descriptor is closed here.
        connection.setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
        )
        os.close(connection.detach())
    else:
        connection.shutdown(socket.SHUT_RDWR)
    raise ConnectionAbortedError("ended on command")
