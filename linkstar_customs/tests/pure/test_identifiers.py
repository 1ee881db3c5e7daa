# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Product identifiers from 2026-11-01, and names of parties; each row has its
source.
"""

import pytest
from rules import identifiers, parties
from rules.identifiers import Identifiers

LAW = "Product identifiers for distance sales, from 2026-11-01"
GS1 = "GS1 General Specifications, check digit"
GOOD = {"m_pid": "PC-1", "ns_pid": "F-77", "barcode": "4006381333931"}


@pytest.mark.parametrize(
    ("on_date", "source", "change", "codes"),
    [
        ("2026-11-01", LAW, {}, ()),
        ("2026-11-01", LAW, {"barcode": "", "no_gtin": True}, ()),
        ("2026-11-01", LAW, {"m_pid": " "}, ("m_pid_missing",)),
        ("2026-11-01", LAW, {"ns_pid": ""}, ("ns_pid_missing",)),
        ("2026-11-01", LAW, {"m_pid": "手机壳-1"}, ("m_pid_characters",)),
        ("2026-11-01", LAW, {"m_pid": "A\nB"}, ("m_pid_characters",)),
        ("2026-11-01", LAW, {"ns_pid": "9" * 64}, ()),
        ("2026-11-01", LAW, {"ns_pid": "9" * 65}, ("ns_pid_length",)),
        ("2026-11-01", LAW, {"barcode": ""}, ("gtin_missing",)),
        ("2026-11-01", GS1, {"barcode": "4006381333932"}, ("gtin_wrong",)),
        ("2026-11-01", GS1, {"barcode": "00012345600012"}, ()),
        ("2026-11-01", GS1, {"barcode": "96385074"}, ()),
        ("2026-11-01", GS1, {"barcode": "036000291452"}, ()),
        ("2026-11-01", LAW, {"barcode": "SHELF-17"}, ("gtin_other",)),
        ("2026-11-01", LAW, {"barcode": "SHELF-17", "no_gtin": True}, ()),
        ("2026-11-01", LAW, {"no_gtin": True}, ("gtin_denied",)),
        (
            "2026-11-01",
            LAW,
            {"m_pid": "", "ns_pid": "", "barcode": ""},
            ("m_pid_missing", "ns_pid_missing", "gtin_missing"),
        ),
    ],
)
def test_what_is_refused(on_date, source, change, codes):
    assert identifiers.check(Identifiers(**{**GOOD, **change})) == codes


@pytest.mark.parametrize(
    ("on_date", "source", "change", "stated"),
    [
        (
            "2026-11-01",
            LAW,
            {},
            (("C127", "PC-1"), ("C128", "F-77"), ("C129", "4006381333931")),
        ),
        (
            "2026-11-01",
            LAW,
            {"m_pid": "0042"},
            (("C127", "0042"), ("C128", "F-77"), ("C129", "4006381333931")),
        ),
        (
            "2026-11-01",
            LAW,
            {"barcode": "0614141999996"},
            (("C127", "PC-1"), ("C128", "F-77"), ("C129", "0614141999996")),
        ),
        (
            "2026-11-01",
            LAW,
            {"barcode": "S-1", "no_gtin": True},
            (("C127", "PC-1"), ("C128", "F-77"), ("Y081", "")),
        ),
        ("2026-11-01", LAW, {"barcode": "S-1", "ns_pid": ""}, (("C127", "PC-1"),)),
    ],
)
def test_what_is_declared(on_date, source, change, stated):
    assert identifiers.declared(Identifiers(**{**GOOD, **change})) == stated


STOP = ("N/A", "unknown", "Same as consignee", "-", "XXX")
ICS2 = "ICS2 stop words for parties"


@pytest.mark.parametrize(
    ("on_date", "source", "text", "code"),
    [
        ("2026-11-22", ICS2, "n/a", parties.STOP_WORD),
        ("2026-11-22", ICS2, " UNKNOWN ", parties.STOP_WORD),
        ("2026-11-22", ICS2, "same  as consignee", parties.STOP_WORD),
        ("2026-11-22", ICS2, "xxx", parties.STOP_WORD),
        ("2026-11-22", ICS2, "Haus III", ""),
        ("2026-11-22", ICS2, "***", parties.NO_LETTERS),
        ("2026-11-22", ICS2, "Jürgen Groß", ""),
        ("2026-11-22", ICS2, "Hauptstraße 1000", ""),
        ("2026-11-22", ICS2, "Anna Unknown", ""),
        ("2026-11-22", ICS2, "李雷", ""),
        ("2026-11-22", ICS2, "", ""),
    ],
)
def test_parties(on_date, source, text, code):
    assert parties.check(text, STOP) == code


@pytest.mark.parametrize(
    ("barcode", "of_store"),
    [
        ("2012345678903", True),
        ("20123451", True),
        ("212345678992", True),
        ("412345678996", True),
        ("0212345678992", True),
        ("4006381333931", False),
        ("4012345678901", False),
        ("036000291452", False),
        ("40123455", False),
        ("2012345678902", False),
    ],
)
def test_numbers_of_a_store_are_no_gtin(barcode, of_store):
    assert identifiers.is_of_store(barcode) is of_store
    if of_store:
        assert not identifiers.is_gtin(barcode)
        assert identifiers.GTIN_STORE in identifiers.check(
            identifiers.Identifiers("A", "B", barcode)
        )
        assert all(
            code != identifiers.S_PID
            for code, _number in identifiers.declared(
                identifiers.Identifiers("A", "B", barcode)
            )
        )
