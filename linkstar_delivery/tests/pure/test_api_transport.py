# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import contextlib
import itertools
import socket
import ssl
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest
import requests
from api import Client, errors, soap
from api.transport import MAX_BYTES, Http
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID
from wire_peer import cut_short, drip, envelope, hang, hang_up, http, order, reset, says

FINE = says(
    {
        "ask": "Success",
        "reference_no": "R1",
        "order_code": "W1",
        "shipping_method_no": "T1",
    }
)


def raised(client, kind, text):
    with pytest.raises(errors.CarrierError) as caught:
        client.create_order(order("R1"))
    assert type(caught.value) is kind
    assert caught.value.service == "createOrder"
    assert text in caught.value.message
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


XML = "<?xml version='1.0'?>"
ENTITY = (
    f"{XML}<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>".encode()
    + envelope("&e;").split(b"?>", 1)[1]
)
LAUGHS = (
    f"{XML}<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>".encode()
    + envelope("x").split(b"?>", 1)[1].replace(b">x<", b">&b;<")
)
FAULT = (
    b"<e:Envelope"
    b' xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><e:Fault><faultcode>e:Server</faultcode><faultstring>Procedure'
    b"  failed KEY-xyz</faultstring></e:Fault></e:Body></e:Envelope>"
)
NOTHING = (
    b"<e:Envelope"
    b' xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body/></e:Envelope>'
)


@pytest.mark.parametrize(
    "behave, text",
    [
        pytest.param(hang, "did not answer within 0.5 s", id="hang"),
        pytest.param(reset, "ended before the answer", id="reset"),
        pytest.param(hang_up, "ended before the answer", id="hang up"),
        pytest.param(cut_short, "ended before the answer", id="cut short"),
        pytest.param(drip, "did not finish its answer within 2.5 s", id="drips"),
        pytest.param(
            http(b"<html>", "500 Internal Server Error"), "HTTP status 500", id="500"
        ),
        pytest.param(
            http(envelope("{}"), "502 Bad Gateway"),
            "HTTP status 502",
            id="502 with SOAP",
        ),
        pytest.param(http(b"", "401 Unauthorized"), "HTTP status 401", id="401"),
        pytest.param(
            http(b"", "404 Not Found"), "no carrier service at this address", id="404"
        ),
        pytest.param(
            http(b"", "302 Found", headers=["Location: http://127.0.0.1:9/"]),
            "redirect",
            id="redirect",
        ),
        pytest.param(
            http(
                b"<!DOCTYPE html><html><head><title>Sign &amp; in</title>",
                content_type="text/html",
            ),
            "answered with a web page (Sign & in)",
            id="page",
        ),
        pytest.param(http(b""), "empty page", id="empty"),
        pytest.param(http(b" \r\n"), "empty page", id="blank"),
        pytest.param(http(b'{"ask":"Success"}'), "is not SOAP", id="JSON"),
        pytest.param(http(b"\x00\xff\xfe\x01" * 10), "is not SOAP", id="noise"),
        pytest.param(http(envelope("{}")[:-40]), "incomplete", id="half XML"),
        pytest.param(http(FAULT), "SOAP Fault: Procedure failed ***", id="fault"),
        pytest.param(http(NOTHING), "no response in it", id="no response"),
        pytest.param(says(""), "empty", id="empty response"),
        pytest.param(
            says('{"ask":"Success","order_code":"W1"'), "incomplete", id="half JSON"
        ),
        pytest.param(
            says("<html><body>down</body></html>"), "web page", id="page in SOAP"
        ),
        pytest.param(http(ENTITY), "document type or entities", id="external entity"),
        pytest.param(http(LAUGHS), "document type or entities", id="entities"),
        pytest.param(
            http(ENTITY.decode().encode("utf-16")),
            "document type or entities",
            id="entity in UTF-16",
        ),
        pytest.param(
            http(
                b"<!-- \xef\xbb\xbf --><!DOCTYPE x>" + envelope("{}").split(b"?>", 1)[1]
            ),
            "document type",
            id="doctype",
        ),
        pytest.param(http(b"x" * (MAX_BYTES + 1)), "larger than 20 MB", id="21 MB"),
        pytest.param(
            http(b"", headers=["Content-Encoding: gzip"]), "", id="empty gzip"
        ),
        pytest.param(
            http(b"not gzip", headers=["Content-Encoding: gzip"]),
            "ended before",
            id="no gzip",
        ),
    ],
)
def test_sent_but_no_usable_answer(peer, client, records, behave, text):
    peer.script = [behave]
    raised(client, errors.Unavailable, text)
    assert len(peer.requests) == 1, (
        "nothing is sent twice and no redirection is followed"
    )
    assert [record.outcome for record in records] == ["unavailable"]


def test_somebody_who_waits_for_it_is_told_when_to_stop(peer):
    """A peer that sends a byte from time to time never reaches the time-out of a
    read.
    """
    peer.script = [drip]
    patient = Client(
        peer.url,
        "TOKEN-abc",
        "KEY-xyz",
        connect_timeout=1,
        read_timeout=5,
        total_timeout=0.5,
    )
    raised(patient, errors.Unavailable, "did not finish its answer within 0.5 s")


def test_reset_without_reading(peer, client):
    peer.script = [lambda connection: time.sleep(0)]
    raised(client, errors.Unavailable, "ended before")


def test_nobody_listens(client, peer, records):
    peer.close()
    raised(client, errors.NotSent, "127.0.0.1 refuses connections")
    assert records[0].outcome == "not_sent"


def test_the_host_does_not_exist():
    raised(
        Client("https://carrier.invalid", "t", "k"),
        errors.NotSent,
        "The host name carrier.invalid cannot be found",
    )


def test_the_connection_is_not_accepted():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        port = listener.getsockname()[1]
        fillers = [socket.socket() for _number in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(("127.0.0.1", port))
        raised(
            Client(f"http://127.0.0.1:{port}", "t", "k", connect_timeout=0.5),
            errors.NotSent,
            "did not accept a connection within 0.5 s",
        )
        for filler in fillers:
            filler.close()


def test_tls_failures_happen_before_anything_is_sent(peer):
    secure = peer.url.replace("http://", "https://")
    raised(
        Client(secure, "t", "k", connect_timeout=1, read_timeout=1), errors.NotSent, ""
    )
    assert peer.requests == []


def test_a_tls_handshake_that_never_ends_is_not_sent():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        url = f"https://127.0.0.1:{listener.getsockname()[1]}"
        raised(
            Client(url, "t", "k", connect_timeout=0.5, read_timeout=0.5),
            errors.NotSent,
            "did not accept a connection",
        )


def self_signed(folder):
    """The files of a self-signed certificate for localhost and of its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(timezone.utc)
    certificate = (
        x509.CertificateBuilder(
            name,
            name,
            key.public_key(),
            x509.random_serial_number(),
            now - timedelta(days=1),
            now + timedelta(days=1),
        )
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(certificate.public_bytes(Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    return files


def test_an_untrusted_certificate(tmp_path):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*self_signed(tmp_path))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        def serve():
            with contextlib.suppress(OSError):
                context.wrap_socket(listener.accept()[0], server_side=True)

        server = threading.Thread(target=serve)
        server.start()
        raised(
            Client(f"https://localhost:{listener.getsockname()[1]}", "t", "k"),
            errors.NotSent,
            "certificate of localhost",
        )
        server.join()


@pytest.mark.parametrize(
    "url, text",
    [
        ("http://carrier.example", "begins with http://"),
        ("http://127.0.0.1.example", "begins with http://"),
        ("http://localhost.example", "begins with http://"),
        ("http://10.0.0.1:8080/x", "begins with http://"),
        ("https://user:secret@carrier.example", "user name"),
        ("ftp://carrier.example", "https://"),
        ("carrier.example", "https://"),
        ("https://", "https://"),
        ("https://carrier.example:port", "not a valid URL"),
        ("https://[::1", "not a valid URL"),
        ("https://carrier .example", "https://"),
        ("", "https://"),
        (None, "https://"),
    ],
)
def test_unusable_addresses_are_refused_without_a_connection(monkeypatch, url, text):
    def never(*_args, **_kwargs):
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket, "create_connection", never)
    monkeypatch.setattr(socket, "getaddrinfo", never)
    with pytest.raises(errors.Misconfigured, match=text) as caught:
        Client(url, "t", "k")
    assert "secret" not in caught.value.message


@pytest.mark.parametrize(
    "token, key", [("", "k"), ("t", None), ("  ", "k"), ("t\x00", "k"), ("t", "k\nx")]
)
def test_unusable_credentials(token, key):
    with pytest.raises(errors.Misconfigured):
        Client("https://carrier.example", token, key)


def test_plain_http_when_it_is_allowed():
    assert Http(1, 1, allow_http=True).check("http://carrier.example")
    Client("http://carrier.example", "t", "k", allow_http=True)


@pytest.mark.parametrize(
    "tail",
    [
        "",
        "/",
        "/default/svc/wsdl",
        "/default/svc/wsdl?x=1",
        "/default/svc/web-service",
        "/default/svc/",
    ],
)
def test_pasted_addresses(peer, tail):
    peer.script = [FINE]
    Client(peer.url + "/tms" + tail, "t", "k").create_order(order("R1"))
    assert peer.requests[0][0].startswith("POST /tms/default/svc/web-service HTTP/1.1")


BODY = (
    '{"ask":"Success","reference_no":"R1",'
    '"order_code":"运单1","shipping_method_no":"T1"}'
)


@pytest.mark.parametrize(
    "reply",
    [
        http(b"\xef\xbb\xbf" + envelope(BODY)),
        http(b"<br />\n<b>Notice</b>: x in y\n" + envelope(BODY) + b"\n<!-- 0.2 s -->"),
        http(envelope(BODY).decode().encode("gb18030"), content_type="text/xml"),
        http(
            envelope(BODY).decode().replace("UTF-8", "GBK").encode("gbk"),
            content_type="text/xml; charset=GBK",
        ),
        http(
            envelope(BODY).decode().replace("UTF-8", "GBK").encode("gbk"),
            content_type="text/xml; charset=utf-8",
        ),
        http(envelope(BODY).decode().encode("utf-16")),
        http(envelope(BODY), content_type="text/html"),
        http(envelope(BODY), content_type="nonsense; charset=none"),
        http(
            envelope(BODY)
            .replace(b"<response>", b"<ns1:response>")
            .replace(b"</response>", b"</ns1:response>")
        ),
        http(envelope(BODY).replace(b"<response>", b"<other/><response>")),
        http(envelope(BODY).replace(b'"ask"', b'\x0b"ask"')),
    ],
)
def test_answers_in_every_form(peer, client, reply):
    peer.script = [reply]
    assert client.create_order(order("R1")).waybill == "运单1"


def test_cdata(peer, client):
    peer.script = [
        http(envelope("X").replace(b">X<", f"><![CDATA[{BODY}]]><".encode()))
    ]
    assert client.create_order(order("R1")).waybill == "运单1"


def test_what_is_sent(peer, client):
    peer.script = [FINE]
    client.create_order(order("R1"))
    head, body = peer.requests[0]
    assert "Connection: close" in head
    for part in (
        "<appToken>TOKEN-abc</appToken>",
        "<appKey>KEY-xyz</appKey>",
        "<service>createOrder</service>",
        "硅胶手机壳",
    ):
        assert part in body
    assert [service for service, _params in peer.calls] == ["createOrder"]


def test_time_outs_reach_the_adapter_as_one_number(peer, client, monkeypatch):
    seen = []
    send = requests.Session.send

    def spy(self, request, **options):
        seen.append(options["timeout"])
        assert options["timeout"] < 10
        return send(self, request, **options)

    monkeypatch.setattr(requests.Session, "send", spy)
    peer.script = [FINE]
    client.create_order(order("R1"))
    assert seen == [0.5]


def test_calls_to_this_machine_pass_by_the_proxy(peer, client, monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    peer.script = [FINE]
    client.create_order(order("R1"))
    raised(
        Client("https://carrier.example", "t", "k"),
        errors.NotSent,
        "The proxy for carrier.example",
    )


def test_a_proxy_that_took_the_request_leaves_doubt(peer, monkeypatch):
    monkeypatch.setenv("http_proxy", peer.url)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    peer.script = [hang_up]
    raised(
        Client("http://carrier.example", "t", "k", allow_http=True),
        errors.Unavailable,
        "ended before",
    )


def test_the_wsdl_is_parsed_once_and_never_fetched(peer, client):
    peer.script = [FINE]
    document = soap._document()
    for _number in range(3):
        Client(peer.url, "t", "k").create_order(order("R1"))
    assert soap._document() is document
    assert all(head.startswith("POST ") for head, _body in peer.requests)


def test_one_client_in_several_threads(peer, client):
    counter = itertools.count()
    lock = threading.Lock()

    def behave(connection):
        with lock:
            number = next(counter)
        says({"ask": "Success", "order_code": f"W{number}", "shipping_method_no": "T"})(
            connection
        )

    peer.script = [behave]
    with ThreadPoolExecutor(8) as pool:
        booked = list(
            pool.map(lambda number: client.create_order(order(f"R{number}")), range(40))
        )
    assert [item.reference_no for item in booked] == [
        f"R{number}" for number in range(40)
    ]
    assert len({item.waybill for item in booked}) == 40
    sent = [params["reference_no"] for _service, params in peer.calls]
    assert sorted(sent) == sorted(item.reference_no for item in booked)
