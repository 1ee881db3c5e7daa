# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Fetches the file of a label from the text that the carrier sends under ``url``."""

import base64
import binascii
import re
from urllib.parse import urljoin, urlsplit

from .bounds import unescaped
from .errors import Misconfigured, NotReady, Unavailable
from .messages import Label
from .transport import is_loopback

_DATA_URI = re.compile(r"data:[\w./+-]*;base64,", re.IGNORECASE)
# How a file begins, and how it ends within its last kilobytes. This detects incomplete
# files, which would be stored and printed.
_FORMS = (
    (b"%PDF", b"%%EOF", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", b"IEND", "image/png"),
)
_REDIRECTIONS = 3
_LONGEST_ADDRESS = 8000


def inline(source):
    """The :class:`Label` in the base64 text ``source``, ``None`` when it is something
    else.
    """
    text = "".join(_DATA_URI.sub("", source, count=1).split())
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    media_type = _media_type(content)
    return Label(content, media_type) if media_type else None


class Downloads:
    """Downloads labels from the account's own host and from ``hosts`` (``host`` or
    ``host:port``), and from no other host.

    An answer of the carrier must not make this server call into its own network. On
    this machine the port must match, too, because other ports are other programs.
    """

    def __init__(self, http, base_url, hosts=()):
        self._http = http
        self._base_url = base_url
        self._hosts = {host.strip().lower() for host in hosts}

    def fetch(self, source):
        """Return the :class:`Label` at the link ``source``.

        Raises ``NotReady`` when the file does not exist yet, ``Misconfigured`` when the
        host is not allowed, ``Unavailable`` when the file is not a label.
        """
        address = self._base_url
        target = unescaped(source[: _LONGEST_ADDRESS + 1])
        for _redirection in range(_REDIRECTIONS + 1):
            address = self._allowed(address, target)
            reply = self._http.request("GET", address)
            if not (300 <= reply.status < 400 and reply.location):
                break
            target = reply.location
        if reply.status == 404:
            raise NotReady(reason="label_not_there")
        if reply.status != 200:
            raise Unavailable(reason="label_status", status=reply.status)
        media_type = _media_type(reply.content)
        if not media_type:
            raise Unavailable(reason="label_damaged")
        return Label(reply.content, media_type)

    def _allowed(self, base, target):
        """Return ``target`` as a complete address (a relative one starts from ``base``)
        if it may be called.
        """
        try:
            address = urljoin(base, target)
            parts = urlsplit(address)
            host, port = parts.hostname, parts.port
        except ValueError:
            host = None
        if len(target) > _LONGEST_ADDRESS or not target.isprintable():
            host = None
        if not host or parts.scheme not in ("http", "https"):
            raise Unavailable(reason="label_address")
        own = urlsplit(self._base_url)
        is_own = host == own.hostname and (port == own.port or not is_loopback(host))
        if (
            not is_own
            and host not in self._hosts
            and f"{host}:{port}" not in self._hosts
        ):
            raise Misconfigured(reason="label_host", host=host)
        return self._http.check(address)


def _media_type(content):
    for begin, end, media_type in _FORMS:
        if content.startswith(begin) and end in content[-4096:]:
            return media_type
    return None
