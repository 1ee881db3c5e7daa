# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A carrier on 127.0.0.1 that can also fail below HTTP, and values for several
tests.
"""

import contextlib
import json
import re
import socket
import socketserver
import struct
import threading
import time
from dataclasses import replace
from decimal import Decimal
from html import escape, unescape

from api.messages import OrderBox, OrderItem, OrderRequest, Party

PDF = b"%PDF-1.4 made up %%EOF\n"
PNG = b"\x89PNG\r\n\x1a\nmade up IEND\xaeB`\x82"

ORDER = OrderRequest(
    return_if_undeliverable=False,
    reference_no="DEMO-0001",
    service_code="EU-STD",
    consignee=Party(
        name="Max Muster",
        street="Teststr. 1",
        city="Berlin",
        postcode="10115",
        country="DE",
        phone="+49301234567",
    ),
    shipper=Party(
        name="Li",
        country="CN",
        state="Guangdong",
        city="Shenzhen",
        street="Road 1",
        postcode="518000",
        phone="075500000000",
    ),
    items=(
        OrderItem(
            description_en="phone case of silicone",
            description_cn="硅胶手机壳",
            quantity=2,
            unit_price=Decimal("3.50"),
            unit_weight=Decimal("0.21"),
            currency="EUR",
            hs_code="392690",
            sku="S1",
        ),
    ),
    weight=Decimal("0.42"),
    boxes=(
        OrderBox(
            weight=Decimal("0.42"),
            length=Decimal(20),
            width=Decimal(12),
            height=Decimal(4),
        ),
    ),
    ioss="IM2760000000",
)


def order(reference_no, **changes):
    """The order of the carrier's documentation with another reference."""
    return replace(ORDER, reference_no=reference_no, **changes)


def envelope(text):
    """A SOAP answer around the text ``text``."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><SOAP-ENV:Envelope'
        ' xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"'
        ' xmlns:ns1="http://www.example.org/Ec/"><SOAP-ENV:Body>'
        f"<ns1:callServiceResponse><response>{escape(text, quote=False)}</response>"
        "</ns1:callServiceResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>"
    ).encode()


def http(body, status="200 OK", content_type="text/xml; charset=utf-8", headers=()):
    """A behaviour: answer with ``body``."""
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(body)}",
        *headers,
        "",
        "",
    ]

    def behave(connection):
        connection.sendall("\r\n".join(lines).encode() + body)

    return behave


def says(value):
    """A behaviour: answer in SOAP with a JSON value, or with an unchanged text."""
    return http(
        envelope(
            value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        )
    )


def hang(connection):
    """Read everything, answer nothing."""
    time.sleep(1.5)


def reset(connection):
    """Read everything, then reset the connection."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def hang_up(connection):
    """Read everything, then close without an answer."""


def cut_short(connection):
    """Announce more bytes than are sent."""
    connection.sendall(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length:"
        b" 5000\r\n\r\n<?xml version='1.0'?><a>"
    )


def drip(connection):
    """Send a byte from time to time without end, so that no single read takes long."""
    with contextlib.suppress(OSError):
        connection.sendall(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 5000\r\n\r\n"
        )
        for _byte in range(40):
            connection.sendall(b" ")
            time.sleep(0.2)


class Peer:
    """Answers each request with the next item of ``script``, and repeats the last one.
    ``requests`` are the heads and bodies of the requests, ``calls`` the SOAP calls
    among them as (service, parameters).
    """

    def __init__(self):
        self.script = []
        self.requests = []
        peer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                peer._serve(self.request)

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True
            request_queue_size = 64
            block_on_close = False

            def handle_error(self, request, client_address):
                """Peers that close the connection early are part of the tests."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        threading.Thread(
            target=self._server.serve_forever, args=(0.01,), daemon=True
        ).start()
        return self

    def __exit__(self, *_exception):
        self.close()

    def close(self):
        """Refuse connections from now on."""
        self._server.shutdown()
        self._server.server_close()

    def _serve(self, connection):
        received = b""
        while b"\r\n\r\n" not in received:
            part = connection.recv(65536)
            if not part:
                return
            received += part
        head, _separator, body = received.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        while length and len(body) < int(length.group(1)):
            body += connection.recv(65536)
        self.requests.append((head.decode(), body.decode()))
        behave = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        behave(connection)

    @property
    def calls(self):
        found = []
        for _head, body in self.requests:
            if "callService" in body:
                service = re.search(r"<service>(.*?)</service>", body, re.DOTALL).group(
                    1
                )
                params = re.search(
                    r"<paramsJson>(.*?)</paramsJson>", body, re.DOTALL
                ).group(1)
                found.append(
                    (service, json.loads(unescape(params), parse_float=Decimal))
                )
        return found
