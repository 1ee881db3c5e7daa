"""The SOAP envelope: one operation, four strings in, one string out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from werkzeug.wrappers import Response

EC = "http://www.example.org/Ec/"
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
WSDL_SOAP = "http://schemas.xmlsoap.org/wsdl/soap/"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Everything outside the production `Char` of XML 1.0."""
_WSDL = (Path(__file__).parent / "linkstar.wsdl").read_bytes()


class BadEnvelope(Exception):
    """The body is not a call: the answer is a SOAP Fault of the client."""


@dataclass(frozen=True)
class Call:
    service: str
    params_json: str
    token: str
    key: str


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )


def parse(body: bytes) -> Call:
    """Read a call. Children may have the namespace or not, as servers accept both.
    Raises BadEnvelope.
    """
    try:
        root = etree.fromstring(body, _parser())
    except etree.XMLSyntaxError as error:
        raise BadEnvelope("The body is not well-formed XML.") from error
    if root.getroottree().docinfo.doctype:
        raise BadEnvelope("A document type declaration is not accepted.")
    operation = root.find(f"{{{SOAP}}}Body/{{*}}callService")
    if operation is None:
        raise BadEnvelope("The body holds no callService.")
    values = {
        etree.QName(child).localname: child.text or ""
        for child in operation
        if isinstance(child.tag, str)
    }
    return Call(
        service=values.get("service", "").strip(),
        params_json=values.get("paramsJson", ""),
        token=values.get("appToken", ""),
        key=values.get("appKey", ""),
    )


def answer(text: str, encoding: str = "utf-8") -> Response:
    """Return the answer's envelope around a text. Characters that XML or the encoding
    does not support are replaced or escaped.
    """
    envelope, body = _envelope()
    element = etree.SubElement(body, f"{{{EC}}}callServiceResponse", nsmap={"ns1": EC})
    etree.SubElement(element, "response").text = NOT_XML.sub("\ufffd", text)
    return _response(envelope, 200, encoding)


def fault(code: str, text: str) -> Response:
    envelope, body = _envelope()
    element = etree.SubElement(body, f"{{{SOAP}}}Fault")
    etree.SubElement(element, "faultcode").text = code
    etree.SubElement(element, "faultstring").text = text
    return _response(envelope, 500, "utf-8")


def wsdl(address: str) -> Response:
    """Return the interface description with `address` as its endpoint."""
    root = etree.fromstring(_WSDL, _parser())
    for element in root.iter(f"{{{WSDL_SOAP}}}address"):
        element.set("location", address)
    return Response(
        etree.tostring(root, xml_declaration=True, encoding="utf-8"),
        content_type="text/xml; charset=utf-8",
    )


def _envelope():
    envelope = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"SOAP-ENV": SOAP})
    return envelope, etree.SubElement(envelope, f"{{{SOAP}}}Body")


def _response(root, status: int, encoding: str) -> Response:
    content = etree.tostring(root, xml_declaration=True, encoding=encoding)
    return Response(content, status, content_type=f"text/xml; charset={encoding}")
