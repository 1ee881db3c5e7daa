# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Tracking events that a carrier sends by itself: who sent them, and what they are.

A request has a time and a signature in its headers. The signature is the HMAC-SHA256,
with the account's secret as key, of the time, a full stop and the raw body: ::

    X-Linkstar-Timestamp: 1798545600
    X-Linkstar-Signature: sha256=5f0c…

The body is JSON in UTF-8: ``{"events": [{"number", "time", "code", "text", "place"},
…]}``, or only the list.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

from . import bounds, values
from .errors import Unavailable
from .messages import TrackedParcel, TrackEvent

TIMESTAMP, SIGNATURE = "X-Linkstar-Timestamp", "X-Linkstar-Signature"
#: A request is refused this many seconds before and after its time.
WINDOW = 300
#: A larger body is refused before it is read.
MOST_BYTES = 262_144
MOST_EVENTS = 1000
_SECONDS = re.compile(r"[0-9]{9,11}")
_SIGNED = re.compile(r"(?:sha256=)?([0-9a-fA-F]{64})")
#: The key for an account that has none, so that its refusal takes the same time.
_NOBODY = secrets.token_hex(32)


class Malformed(Exception):
    """The body of a signed request is not what :func:`decode` reads. ``reason``:
    "encoding", "json", "shape", "values" or "events" (too many).
    """

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Push:
    """``parcels``: one for each number, in the order of the request. ``unreadable``:
    the number of events without a number or a time, or with neither code nor text.
    """

    parcels: tuple[TrackedParcel, ...]
    unreadable: int = 0

    @property
    def received(self):
        return self.unreadable + sum(len(parcel.events) for parcel in self.parcels)


def new_secret():
    """A secret for one account: 64 hexadecimal digits."""
    return secrets.token_hex(32)


def sign(secret, timestamp, body):
    """The value of the signature header.

    :param secret: text, used as it is (not decoded)
    :param timestamp: seconds since 1970, text
    :param body: bytes
    """
    return f"sha256={_digest(secret, timestamp, body)}"


def _digest(secret, timestamp, body):
    key = secret.encode()
    return hmac.new(key, timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def in_window(timestamp, now):
    """Whether the header ``timestamp`` is a time near ``now`` (seconds since 1970)."""
    return bool(
        isinstance(timestamp, str)
        and _SECONDS.fullmatch(timestamp)
        and abs(int(timestamp) - now) <= WINDOW
    )


def verified(secret, timestamp, signature, body, now):
    """The digest of a request, which no other request has, or "" when the request is
    refused. Takes the same time for each reason.

    :param secret: the account's secret, "" or None when there is none
    :param timestamp: the headers as they came, None without them
    :param body: bytes
    :param now: seconds since 1970
    """
    timely = in_window(timestamp, now)
    given = _SIGNED.fullmatch(signature) if isinstance(signature, str) else None
    expected = _digest(secret or _NOBODY, timestamp if timely else "", body)
    # Bytes: a text that is not ASCII raises an error.
    same = hmac.compare_digest(
        expected.encode(), (given[1].lower() if given else "").encode()
    )
    return expected if secret and timely and same else ""


def decode(body):
    """The :class:`Push` of a body.

    :raise Malformed: when it cannot be read as a whole
    """
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Malformed("encoding") from error
    try:
        bounds.check_length(text)
        found = bounds.checked(bounds.decoder.decode(text))
    except Unavailable as error:
        raise Malformed("values") from error
    except (ValueError, RecursionError) as error:
        raise Malformed("json") from error
    events = found.get("events") if isinstance(found, dict) else found
    if not isinstance(events, list):
        raise Malformed("shape")
    if len(events) > MOST_EVENTS:
        raise Malformed("events")
    histories, unreadable = {}, 0
    for item in events:
        number, event = _event(item)
        if event:
            histories.setdefault(number, []).append(event)
        else:
            unreadable += 1
    return Push(
        tuple(
            TrackedParcel(
                number, events=tuple(sorted(own, key=lambda event: event.occurred_at))
            )
            for number, own in histories.items()
        ),
        unreadable,
    )


def _event(item):
    """(number, event) of an item of the list; ("", None) when it is unreadable."""
    if not isinstance(item, dict):
        return "", None
    number = values.identifier(item.get("number"))
    occurred_at = values.local_moment(item.get("time"))
    code, text = values.identifier(item.get("code")), values.plain(item.get("text"))
    if not number or not occurred_at or not (code or text):
        return "", None
    return number, TrackEvent(occurred_at, code, text, values.line(item.get("place")))
