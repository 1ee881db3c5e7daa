# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""H7: the customs declaration with a reduced data set for consignments of low value to
private persons.

Delegated Regulation (EU) 2015/2446, annex B, column H7. The elements are passed as a
table. Only the seller's data is filled in; the declarant adds the rest, such as the
customs office.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

DECLARATION, SHIPMENT, ITEM = "declaration", "shipment", "item"
MISSING, TOO_LONG, WRONG = "missing", "too_long", "wrong"
IOSS_ROLE = "FR5"
_FORMAT = re.compile(r"(?P<kind>an|a|n)(?P<upto>\.\.)?(?P<size>\d+)(,(?P<places>\d+))?")


@dataclass(frozen=True)
class Element:
    """A data element: ``number`` as in annex B, ``format`` in its notation ("an..70",
    "n..16,2", "a2"), of one ``level``.

    ``required``: a declaration without it is refused; ``key`` is its name here.
    """

    key: str
    number: str
    name: str
    level: str
    required: bool
    format: str


@dataclass(frozen=True)
class Place:
    """Name and address of exporter or importer; ``country`` ISO 3166-1 alpha-2,
    ``identity`` an EORI or "".
    """

    name: str
    street: str
    postcode: str
    city: str
    country: str
    identity: str = ""


@dataclass(frozen=True)
class H7Item:
    """One declared item: ``value`` intrinsic, in ``H7.currency``; ``gross_mass`` in kg.

    ``documents`` and ``references`` are pairs (type, number), such as ("C127", "PC-1")
    and ("Y081", "").
    """

    description: str
    hs6: str
    value: Decimal
    gross_mass: Decimal
    packages: int = 1
    documents: tuple = ()
    references: tuple = ()


@dataclass(frozen=True)
class H7:
    """The goods of one consignment. ``procedure`` is F48 (IOSS), F49 or F53; ``ioss``
    is the number, "" without IOSS.
    """

    lrn: str
    procedure: str
    currency: str
    exporter: Place
    importer: Place
    items: tuple
    ioss: str = ""
    reference: str = ""
    transport_document: str = ""
    transport_cost: Decimal = Decimal(0)

    @property
    def gross_mass(self):
        return sum((item.gross_mass for item in self.items), Decimal(0))


@dataclass(frozen=True)
class ElementError:
    """What is wrong with one element: ``reason`` is MISSING, TOO_LONG or WRONG;
    ``item`` counts from 1 and is 0 outside the items.
    """

    element: Element
    reason: str
    value: str
    item: int = 0


def payload(h7, elements):
    """Return {"declaration": {key: text}, "shipment": {…}, "items": [{…}]} of those
    ``elements`` that have a value.
    """
    known = {
        level: [element for element in elements if element.level == level]
        for level in (DECLARATION, SHIPMENT, ITEM)
    }
    top = _top(h7)
    items = [_item(h7, item, number) for number, item in enumerate(h7.items, 1)]
    return {
        DECLARATION: _chosen(top, known[DECLARATION]),
        SHIPMENT: _chosen(top, known[SHIPMENT]),
        "items": [_chosen(item, known[ITEM]) for item in items],
    }


def rows(h7, elements):
    """Return the payload as a table, one {number and name of the element: text} per
    item, with the upper levels repeated.
    """
    filled = payload(h7, elements)
    return [
        {
            heading(element): _text(
                {**filled[DECLARATION], **filled[SHIPMENT], **item}.get(element.key, "")
            )
            for element in elements
        }
        for item in filled["items"]
    ]


def heading(element):
    return f"{element.number} {element.name}"


def findings(h7, elements):
    """Return everything that customs would refuse in ``h7``, in the order of
    ``elements``, those of items last.
    """
    filled, found = payload(h7, elements), []
    for element in elements:
        if element.level == ITEM:
            continue
        found += _findings(element, filled[element.level].get(element.key, ""), h7, 0)
    for number, item in enumerate(filled["items"], 1):
        for element in elements:
            if element.level == ITEM:
                found += _findings(element, item.get(element.key, ""), h7, number)
    return found


def is_format(notation):
    """Whether ``fits`` can read ``notation``."""
    return bool(_FORMAT.fullmatch(notation))


def fits(text, notation):
    """Return (characters, length): whether each of them in ``text`` matches
    ``notation``. "n..16,2" has 16 digits, up to 2 after the point.
    """
    form = _FORMAT.fullmatch(notation)
    size, places = int(form["size"]), int(form["places"] or 0)
    if form["kind"] == "n":
        number = re.fullmatch(r"(\d+)(?:\.(\d+))?", text)
        digits = number and (
            number[1].lstrip("0") or "0",
            (number[2] or "").rstrip("0"),
        )
        return (
            bool(number),
            bool(number)
            and len(digits[0]) + len(digits[1]) <= size
            and len(digits[1]) <= places,
        )
    characters = (
        text.isalpha() and text.isascii()
        if form["kind"] == "a"
        else not re.search(r"[\x00-\x1f]", text)
    )
    return characters, len(text) <= size if form["upto"] else len(text) == size


def _findings(element, text, h7, item):
    if not text:
        required = element.required or (
            h7.procedure == "F48" and element.key in ("fiscal_role", "fiscal_number")
        )
        return [ElementError(element, MISSING, "", item)] if required else []
    found = []
    for each in (
        [pair["reference"] for pair in text if pair["reference"]]
        if isinstance(text, list)
        else [text]
    ):
        characters, length = fits(each, element.format)
        if not (characters and length):
            found.append(
                ElementError(element, TOO_LONG if characters else WRONG, each, item)
            )
    return found


def _top(h7):
    ioss = h7.procedure == "F48"
    return {
        "declaration_type": "IM",
        "additional_declaration_type": "A",
        "lrn": h7.lrn,
        **_place("exporter", h7.exporter),
        **_place("importer", h7.importer),
        "fiscal_role": IOSS_ROLE if ioss else "",
        "fiscal_number": h7.ioss if ioss else "",
        "transport_document": h7.transport_document,
        # With IOSS the seller has taxed these costs already, and France wants them left
        # out.
        "transport_cost_currency": (
            h7.currency if h7.transport_cost and not ioss else ""
        ),
        "transport_cost": (
            _number(h7.transport_cost) if h7.transport_cost and not ioss else ""
        ),
        "total_gross_mass": _number(h7.gross_mass),
    }


def _place(role, place):
    return {
        f"{role}_name": place.name,
        f"{role}_identity": place.identity,
        f"{role}_street": place.street,
        f"{role}_postcode": place.postcode,
        f"{role}_city": place.city,
        f"{role}_country": place.country,
    }


def _item(h7, item, number):
    return {
        "item_number": str(number),
        "procedure": h7.procedure,
        "value_currency": h7.currency,
        "value": _number(item.value),
        "description": item.description,
        "packages": str(item.packages),
        "hs6": item.hs6,
        "gross_mass": _number(item.gross_mass),
        "documents": [
            {"type": kind, "reference": number} for kind, number in item.documents
        ],
        "references": [
            {"type": kind, "reference": number} for kind, number in item.references
        ],
        "ucr": h7.reference,
    }


def _chosen(values, elements):
    return {
        element.key: values[element.key]
        for element in elements
        if values.get(element.key)
    }


def _text(value):
    """Return ``value`` for a cell: pairs as "C127:PC-1; C129:04012345678901"."""
    if isinstance(value, list):
        return "; ".join(
            f"{pair['type']}:{pair['reference']}".rstrip(":") for pair in value
        )
    return value


def _number(number):
    return f"{number:f}"
