"""Sends the tracking events of the sandbox's parcels to a receiver, signed as
docs/push.md says. Standard library only, and nothing of the addon: it is the other end.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

from . import story
from .clock import china_text
from .store import Order, Store

_open = build_opener(ProxyHandler({})).open
SECONDS = 30


def send(store: Store, now, command: dict) -> dict:
    """Send what has happened so far to the parcels whose reference begins with
    `reference` (all without it) to `url`, signed with `secret`. Return the receiver's
    `status` and `answer`.
    """
    if not {"url", "secret"} <= set(command) <= {"url", "secret", "reference"}:
        raise ValueError("A push has url, secret, and reference if not all are meant.")
    orders = store.orders(beginning=str(command.get("reference", "")))
    events = [event for order in orders for event in _events(order, now)]
    return post(str(command["url"]), str(command["secret"]), {"events": events})


def _events(order: Order, now) -> list[dict]:
    number = (story.numbers_now(order, now) or [order.waybill])[0]
    return [
        {
            "number": number,
            "time": f"{china_text(event.at)}+08:00".replace(" ", "T"),
            "code": event.code,
            "text": event.en,
            "place": event.area,
        }
        for event in story.happened(order, now)
    ]


def post(url: str, secret: str, content: dict) -> dict:
    body = json.dumps(content).encode()
    timestamp = str(int(time.time()))
    signed = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256)
    request = Request(
        url,
        body,
        {
            "Content-Type": "application/json",
            "X-Linkstar-Timestamp": timestamp,
            "X-Linkstar-Signature": f"sha256={signed.hexdigest()}",
        },
    )
    try:
        with _open(request, timeout=SECONDS) as response:
            return {"status": response.status, "answer": _read(response)}
    except HTTPError as error:
        with error:
            return {"status": error.code, "answer": _read(error)}
    except URLError as error:
        raise ValueError(f"The receiver does not answer: {error.reason}.") from error


def _read(response):
    text = response.read(100_000).decode(errors="replace")
    try:
        return json.loads(text)
    except ValueError:
        return text
