# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""HTTP for calls to the carrier: with limits of time and size, without logging, and
with a clear result whether a call has left this machine.
"""

import contextlib
import ipaddress
import logging
import socket
import ssl
import threading
from contextvars import ContextVar
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.parse import urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from .errors import Misconfigured, NotSent, Unavailable

MAX_BYTES = 20 * 1024 * 1024

_flight = ContextVar("linkstar_flight", default=None)


class _Flight:
    """One request; ``connection`` is set as soon as something may have been sent."""

    def __init__(self):
        self.connection = None
        self.expired = False

    def expire(self):
        """End the request from another thread: a host that sends one byte per second
        never reaches a read time-out.
        """
        self.expired = True
        sock = getattr(self.connection, "sock", None)
        if sock is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)


class _Silence(logging.Filter):
    """Suppresses logs of libraries during our requests: envelopes, and addresses with a
    query that gives access to a label.
    """

    def filter(self, record):
        return _flight.get() is None


_silence = _Silence()


def _hush():
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] in ("urllib3", "requests", "zeep"):
            logging.getLogger(name).addFilter(_silence)


class _Marks:
    # Set here because http.client prints whole requests to stdout when other code has
    # switched on its class attribute.
    debuglevel = 0

    def connect(self):
        super().connect()
        flight = _flight.get()
        if flight is not None:
            if flight.expired:
                raise TimeoutError
            flight.connection = self


class _Connection(_Marks, HTTPConnection):
    pass


class _SecureConnection(_Marks, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


class _Adapter(HTTPAdapter):
    """Sets its two time-outs itself, because Odoo's test framework compares the one
    given to ``Session.send`` with a number. Calls to this machine do not use a proxy,
    because they may be plain text.
    """

    def __init__(self, timeouts):
        self._timeouts = timeouts
        super().__init__()

    def init_poolmanager(self, *args, **kwargs):
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}

    def proxy_manager_for(self, *args, **kwargs):
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}
        return manager

    def send(
        self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None
    ):
        if is_loopback(urlsplit(request.url).hostname):
            proxies = {}
        return super().send(
            request,
            stream=stream,
            timeout=self._timeouts,
            verify=verify,
            cert=cert,
            proxies=proxies,
        )


@dataclass(frozen=True)
class Reply:
    """An HTTP answer, complete and decompressed."""

    status: int
    content: bytes = field(repr=False)
    content_type: str = ""
    location: str = ""


@dataclass(frozen=True)
class Http:
    """Makes requests without following redirects and without keeping connections open.
    With ``total_timeout``, each request ends within that time.

    The peer can close an open connection while a request is being written. Then it
    would not be known whether the order was created.
    """

    connect_timeout: float
    read_timeout: float
    allow_http: bool = False
    total_timeout: float | None = None

    @property
    def longest_request(self):
        """The number of seconds after which a request ends even if bytes still
        arrive.
        """
        return self.total_timeout or self.connect_timeout + 3 * self.read_timeout

    def check(self, url):
        """Return ``url`` if it may be called, otherwise raise :class:`Misconfigured`
        with the reason.
        """
        try:
            parts = urlsplit(url)
            host, _port = parts.hostname, parts.port
        except ValueError:
            raise Misconfigured(reason="address_invalid") from None
        if (
            parts.scheme not in ("http", "https")
            or not host
            or any(char.isspace() for char in url)
        ):
            raise Misconfigured(reason="address_form")
        if parts.username is not None or parts.password is not None:
            raise Misconfigured(reason="address_user")
        if parts.scheme == "http" and not self.allow_http and not is_loopback(host):
            raise Misconfigured(reason="address_http", host=host)
        return url

    def request(self, method, url, *, body=None, headers=None):
        """Return the :class:`Reply` of any status, or raise ``NotSent`` or
        ``Unavailable``.
        """
        self.check(url)
        _hush()
        flight = _Flight()
        token = _flight.set(flight)
        watchdog = threading.Timer(self.longest_request, flight.expire)
        watchdog.daemon = True
        watchdog.start()
        try:
            with requests.Session() as session:
                adapter = _Adapter((self.connect_timeout, self.read_timeout))
                session.mount("http://", adapter)
                session.mount("https://", adapter)
                with session.request(
                    method,
                    url,
                    data=body,
                    headers={**(headers or {}), "Connection": "close"},
                    timeout=self.read_timeout,
                    stream=True,
                    allow_redirects=False,
                ) as response:
                    return _reply(response)
        except (
            requests.RequestException,
            urllib3.exceptions.HTTPError,
            HTTPException,
            OSError,
            UnicodeError,
        ) as error:
            # Not chained: these exceptions contain the whole address, and the query of
            # a label's address gives access to it.
            raise self._translated(error, flight, urlsplit(url).hostname) from None
        finally:
            watchdog.cancel()
            _flight.reset(token)

    def _translated(self, error, flight, host):
        causes = list(_causes(error))
        if flight.connection is not None:
            if flight.expired:
                return Unavailable(
                    reason="answer_slow", host=host, seconds=f"{self.longest_request:g}"
                )
            if _any(
                causes,
                requests.ReadTimeout,
                urllib3.exceptions.ReadTimeoutError,
                TimeoutError,
            ):
                return Unavailable(
                    reason="no_answer", host=host, seconds=f"{self.read_timeout:g}"
                )
            return Unavailable(reason="connection_broke", host=host)
        if _any(causes, requests.exceptions.ProxyError, urllib3.exceptions.ProxyError):
            return NotSent(reason="proxy", host=host)
        for cause in causes:
            if isinstance(cause, ssl.SSLCertVerificationError):
                return NotSent(
                    reason="certificate", host=host, why=str(cause.verify_message)
                )
        if _any(
            causes,
            requests.exceptions.SSLError,
            urllib3.exceptions.SSLError,
            ssl.SSLError,
        ):
            return NotSent(reason="no_https", host=host)
        if _any(causes, socket.gaierror):
            return NotSent(reason="host_unknown", host=host)
        if _any(causes, TimeoutError):
            return NotSent(
                reason="connect_timeout", host=host, seconds=f"{self.connect_timeout:g}"
            )
        if _any(causes, ConnectionRefusedError):
            return NotSent(reason="connection_refused", host=host)
        return NotSent(reason="no_connection", host=host)


def is_loopback(host):
    """Whether ``host`` is this machine, by its own name or by a loopback address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def _reply(response):
    content = bytearray()
    for chunk in response.iter_content(65536):
        content += chunk
        if len(content) > MAX_BYTES:
            raise Unavailable(reason="answer_large", size=MAX_BYTES // 1024 // 1024)
    return Reply(
        status=response.status_code,
        content=bytes(content),
        content_type=response.headers.get("Content-Type", ""),
        location=response.headers.get("Location", ""),
    )


def _any(causes, *types):
    return any(isinstance(cause, types) for cause in causes)


def _causes(error):
    """Yield ``error`` and all exceptions that caused it; urllib3 and requests store
    them in four different places.
    """
    seen, todo = set(), [error]
    while todo:
        current = todo.pop()
        if not isinstance(current, BaseException) or id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        todo += [
            current.__cause__,
            current.__context__,
            getattr(current, "reason", None),
            *current.args,
        ]
