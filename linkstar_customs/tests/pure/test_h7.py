# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from dataclasses import replace
from decimal import Decimal

import pytest
from rules.h7 import (
    H7,
    MISSING,
    TOO_LONG,
    WRONG,
    Element,
    H7Item,
    Place,
    findings,
    fits,
    payload,
    rows,
)

ELEMENTS = tuple(
    Element(*row)
    for row in (
        (
            "declaration_type",
            "11 01 001 000",
            "Declaration type",
            "declaration",
            True,
            "a2",
        ),
        ("lrn", "12 09 001 000", "LRN", "declaration", True, "an..22"),
        ("importer_name", "13 04 016 000", "Importer name", "shipment", True, "an..70"),
        (
            "importer_postcode",
            "13 04 018 021",
            "Importer postcode",
            "shipment",
            True,
            "an..17",
        ),
        (
            "importer_country",
            "13 04 018 020",
            "Importer country",
            "shipment",
            True,
            "a2",
        ),
        (
            "fiscal_role",
            "13 16 031 000",
            "Fiscal reference role",
            "shipment",
            False,
            "an3",
        ),
        (
            "fiscal_number",
            "13 16 034 000",
            "Fiscal reference VAT id",
            "shipment",
            False,
            "an..17",
        ),
        (
            "transport_cost",
            "14 15 014 000",
            "Transport cost",
            "shipment",
            False,
            "n..16,2",
        ),
        ("item_number", "11 03 000 000", "Goods item number", "item", True, "n..5"),
        ("procedure", "11 10 000 000", "Additional procedure", "item", True, "an3"),
        ("value", "14 14 014 000", "Intrinsic value", "item", True, "n..16,2"),
        (
            "description",
            "18 05 001 000",
            "Description of goods",
            "item",
            True,
            "an..512",
        ),
        ("hs6", "18 09 056 000", "Commodity code", "item", True, "an6"),
        ("gross_mass", "18 04 001 000", "Gross mass", "item", True, "n..16,6"),
        ("documents", "12 03 001 000", "Supporting document", "item", False, "an..70"),
        (
            "references",
            "12 04 002 000",
            "Additional reference",
            "item",
            False,
            "an..70",
        ),
    )
)
CASE = H7Item(
    "phone case, silicone",
    "392690",
    Decimal("19.80"),
    Decimal("0.120"),
    documents=(("C127", "PC-1"),),
    references=(("Y081", ""),),
)
LAMP = H7Item("desk lamp, LED", "940521", Decimal("39.00"), Decimal("1.300"))
SENT = H7(
    lrn="OUT-1-1",
    procedure="F48",
    currency="EUR",
    exporter=Place("Ling Hai", "Room 1208", "518000", "Shenzhen", "CN"),
    importer=Place("Jürgen Groß", "Kastanienallee 7", "10435", "Berlin", "DE"),
    items=(CASE, LAMP),
    ioss="IM2760000016",
    transport_cost=Decimal("4.90"),
)


def test_payload_of_an_ioss_consignment():
    assert payload(SENT, ELEMENTS) == {
        "declaration": {"declaration_type": "IM", "lrn": "OUT-1-1"},
        "shipment": {
            "importer_name": "Jürgen Groß",
            "importer_postcode": "10435",
            "importer_country": "DE",
            "fiscal_role": "FR5",
            "fiscal_number": "IM2760000016",
        },
        "items": [
            {
                "item_number": "1",
                "procedure": "F48",
                "value": "19.80",
                "description": "phone case, silicone",
                "hs6": "392690",
                "gross_mass": "0.120",
                "documents": [{"type": "C127", "reference": "PC-1"}],
                "references": [{"type": "Y081", "reference": ""}],
            },
            {
                "item_number": "2",
                "procedure": "F48",
                "value": "39.00",
                "description": "desk lamp, LED",
                "hs6": "940521",
                "gross_mass": "1.300",
            },
        ],
    }
    assert findings(SENT, ELEMENTS) == []


def test_without_ioss_the_transport_is_told_and_no_number():
    filled = payload(replace(SENT, procedure="F49"), ELEMENTS)["shipment"]
    assert (
        filled.get("fiscal_role"),
        filled.get("fiscal_number"),
        filled["transport_cost"],
    ) == (None, None, "4.90")


def test_rows():
    first, second = rows(SENT, ELEMENTS)
    assert list(first) == [f"{element.number} {element.name}" for element in ELEMENTS]
    assert first["12 03 001 000 Supporting document"] == "C127:PC-1"
    assert first["12 04 002 000 Additional reference"] == "Y081"
    assert (
        second["12 09 001 000 LRN"],
        second["12 03 001 000 Supporting document"],
    ) == ("OUT-1-1", "")


def test_everything_wrong_is_found_at_once():
    wrong = replace(
        SENT,
        lrn="X" * 23,
        ioss="",
        importer=replace(SENT.importer, name="", country="D1"),
        items=(
            replace(CASE, description="", hs6="39269"),
            replace(LAMP, value=Decimal("1.234"), documents=(("C127", "S" * 71),)),
        ),
    )
    assert [
        (found.element.key, found.reason, found.item)
        for found in findings(wrong, ELEMENTS)
    ] == [
        ("lrn", TOO_LONG, 0),
        ("importer_name", MISSING, 0),
        ("importer_country", WRONG, 0),
        ("fiscal_number", MISSING, 0),
        ("description", MISSING, 1),
        ("hs6", TOO_LONG, 1),
        ("value", TOO_LONG, 2),
        ("documents", TOO_LONG, 2),
    ]


@pytest.mark.parametrize(
    ("text", "notation", "expected"),
    [
        ("DE", "a2", (True, True)),
        ("DEU", "a2", (True, False)),
        ("D1", "a2", (False, True)),
        ("ß", "a..2", (False, True)),
        ("a" * 512, "an..512", (True, True)),
        ("a" * 513, "an..512", (True, False)),
        ("two\nlines", "an..70", (False, True)),
        ("12345", "n..5", (True, True)),
        ("123456", "n..5", (True, False)),
        ("0.120000", "n..16,2", (True, True)),
        ("0.125", "n..16,2", (True, False)),
        ("99999999999999.99", "n..16,2", (True, True)),
        ("100000000000000.99", "n..16,2", (True, False)),
        ("-1", "n..16,2", (False, False)),
        ("1,5", "n..16,2", (False, False)),
    ],
)
def test_formats(text, notation, expected):
    assert fits(text, notation) == expected
