# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The SOAP envelope: credentials and JSON in, JSON text out."""

import codecs
import functools
import re
import threading
from pathlib import Path

import lxml.etree
import zeep
import zeep.exceptions
import zeep.wsdl
from zeep.loader import parse_xml

from .errors import Unavailable
from .values import line

_WSDL = Path(__file__).with_name("linkstar.wsdl")
_BINDING = "{http://www.example.org/Ec/}EcSOAP"
_SETTINGS = {
    "forbid_dtd": True,
    "forbid_entities": True,
    "xml_huge_tree": False,
    "raw_response": True,
}

_ENVELOPE = re.compile(r"<(?:[\w.-]+:)?Envelope[\s>]")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding=["']([\w.-]{1,40})["']""")
_CHARSET = re.compile(r"""charset=["']?([\w.-]{1,40})""", re.IGNORECASE)
#: Python knows more than 100 encodings. Some of them take minutes for a long answer,
#: and some are not encodings of text.
_CHARSETS = {
    "utf-8",
    "utf-16",
    "ascii",
    "gb2312",
    "gbk",
    "gb18030",
    "big5",
    "iso8859-1",
    "iso8859-15",
    "cp1252",
}
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,500})", re.IGNORECASE)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

_HEAD = 2000
#: Maximum number of characters of a failure that are read.
_MOST_OF_A_FAULT = 20000

_lock = threading.Lock()


class _Transport(zeep.Transport):
    """Sends with ``http`` and returns its reply. Unlike zeep's own transport it logs
    nothing and fetches nothing.
    """

    def __init__(self, http):
        super().__init__()
        self._http = http

    def post(self, address, message, headers):
        return self._http.request("POST", address, body=message, headers=headers)

    def _load_remote_data(self, url):
        raise Unavailable(reason="remote_document")


@functools.cache
def _parsed():
    return zeep.wsdl.Document(
        str(_WSDL), _Transport(None), settings=zeep.Settings(**_SETTINGS)
    )


def _document():
    """The WSDL beside this module, parsed once per process."""
    with _lock:
        return _parsed()


class Soap:
    """One endpoint with one pair of credentials. Can be used from several threads."""

    def __init__(self, http, endpoint, token, key):
        self._transport = _Transport(http)
        client = zeep.Client(
            _document(), transport=self._transport, settings=zeep.Settings(**_SETTINGS)
        )
        self._proxy = client.create_service(_BINDING, endpoint)
        self._credentials = {"appToken": token, "appKey": key}

    def call(self, service, params):
        """Return the text that ``service`` answers to the JSON text ``params``; every
        other outcome is ``Unavailable``.
        """
        reply = self._proxy.callService(
            paramsJson=params, service=service, **self._credentials
        )
        if reply.status != 200:
            raise self._failure(reply)
        if not reply.content.strip():
            raise Unavailable(reason="empty_page")
        text = _text(reply)
        start = _ENVELOPE.search(text)
        if not start:
            raise _page(text)
        if "<!DOCTYPE" in text[: start.start()] or "<!ENTITY" in text[: start.start()]:
            raise Unavailable(reason="document_type")
        end = text.rfind("Envelope>") + len("Envelope>")
        return self._response(text[start.start() : max(end, start.end())])

    def _failure(self, reply):
        """The error for an HTTP status other than success. SOAP sends its Faults, which
        have the reason, with the status 500.
        """
        text = _text(reply)[:_MOST_OF_A_FAULT]
        start, end = _ENVELOPE.search(text), text.rfind("Envelope>") + len("Envelope>")
        if start and "<!" not in text[: start.start()]:
            try:
                root = parse_xml(
                    text[start.start() : max(end, start.end())].encode(),
                    self._transport,
                    settings=zeep.Settings(**_SETTINGS),
                )
            except (zeep.exceptions.Error, lxml.etree.LxmlError, ValueError):
                return _status(reply)
            fault = root.find(".//{*}Fault")
            if fault is not None:
                return _fault(fault)
        return _status(reply)

    def _response(self, envelope):
        try:
            root = parse_xml(
                envelope.encode(), self._transport, settings=zeep.Settings(**_SETTINGS)
            )
        except (zeep.exceptions.Error, lxml.etree.LxmlError, ValueError):
            # Not chained: zeep puts the whole answer into its exception.
            raise Unavailable(reason="cut_off") from None
        fault = root.find(".//{*}Fault")
        if fault is not None:
            raise _fault(fault)
        response = root.find(".//{*}response")
        if response is None:
            raise Unavailable(reason="no_response")
        answer = "".join(response.itertext())
        if not answer.strip():
            raise Unavailable(reason="empty_answer")
        return answer


def _fault(element):
    """The error for a SOAP Fault, with the carrier's reason: ``faultstring``, or
    ``Reason`` of SOAP 1.2.
    """
    texts = (
        element.findtext(path, "")
        for path in ("faultstring", "{*}faultstring", "{*}Reason/{*}Text")
    )
    words = line(next(filter(None, texts), ""))[:300].rstrip(".")
    return (
        Unavailable(reason="soap_fault", words=words)
        if words
        else Unavailable(reason="soap_fault_silent")
    )


def _text(reply):
    """Decode by the bytes first, then by the declared encoding: some servers send GBK
    and declare UTF-8.
    """
    content = reply.content
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = content.decode("utf-16", errors="replace")
    else:
        text = _decoded(content, reply.content_type)
    return _NOT_XML.sub("", text)


def _decoded(content, content_type):
    declared = [
        match.group(1).decode() for match in [_DECLARED.match(content[:_HEAD])] if match
    ]
    for charset in (
        "utf-8-sig",
        *_CHARSET.findall(content_type[:_HEAD])[:2],
        *declared,
        "gb18030",
    ):
        try:
            if charset == "utf-8-sig" or codecs.lookup(charset).name in _CHARSETS:
                return content.decode(charset)
        except (LookupError, ValueError):
            continue
    return content.decode("utf-8", errors="replace")


def _status(reply):
    if 300 <= reply.status < 400:
        return Unavailable(reason="redirected", status=reply.status)
    return Unavailable(
        reason="no_service_here" if reply.status in (404, 405) else "server_failure",
        status=reply.status,
    )


def _page(text):
    head = text[:20000]
    if re.search(r"<html|<!doctype html|<body", head, re.IGNORECASE):
        title = _TITLE.search(head)
        title = line(title.group(1))[:100] if title else ""
        return (
            Unavailable(reason="web_page_title", title=title)
            if title
            else Unavailable(reason="web_page")
        )
    return Unavailable(reason="not_soap")
