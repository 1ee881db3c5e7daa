# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Rules of ICS2 for descriptions, as of 2026-11-22; each row has its source."""

import pytest
from rules import descriptions
from rules.descriptions import Term
from rules.finding import Finding

LIST = "EU ICS2 list of stop words"
RULES = "ICS2 rules for goods descriptions"
TERMS = (
    Term("Gift", "block", LIST),
    Term("Gift box", "block", LIST),
    Term("Case", "block", LIST),
    Term("Parts", "block", LIST),
    Term("N/A", "block", LIST),
    Term("Plastic", "warn", "IATA"),
)


@pytest.mark.parametrize(
    ("on_date", "source", "text", "code", "severity"),
    [
        ("2026-11-22", RULES, None, descriptions.MISSING, "block"),
        ("2026-11-22", RULES, "  \t ", descriptions.MISSING, "block"),
        ("2026-11-22", RULES, "硅胶手机壳", descriptions.LATIN, "block"),
        ("2026-11-22", RULES, "Чехол", descriptions.LATIN, "block"),
        ("2026-11-22", RULES, "12345", descriptions.SYMBOLS, "block"),
        ("2026-11-22", RULES, "-- / **", descriptions.SYMBOLS, "block"),
        ("2026-11-22", RULES, "T 5", descriptions.SHORT, "block"),
        ("2026-11-22", RULES, "phone caaase", descriptions.REPEATED, "block"),
        ("2026-11-22", RULES, "XXX", descriptions.REPEATED, "block"),
        ("2026-11-22", RULES, "invoice_0815.pdf", descriptions.FILE, "block"),
        ("2026-11-22", RULES, "a pen " * 100, descriptions.LONG, "block"),
        ("2026-11-22", LIST, "Gift", descriptions.ONLY, "block"),
        ("2026-11-22", LIST, " gift. ", descriptions.ONLY, "block"),
        ("2026-11-22", RULES, "n/a", descriptions.SHORT, "block"),
        (
            "2026-11-22",
            RULES,
            "phone cover --- silicone",
            descriptions.REPEATED,
            "block",
        ),
        ("2026-11-22", RULES, "LED lamp, 5000 K", descriptions.REPEATED, "warn"),
        ("2026-11-22", LIST, "GIFT BOX 2", descriptions.ONLY, "block"),
        ("2026-11-22", LIST, "gift, parts", descriptions.ONLY, "block"),
        ("2026-11-22", LIST, "phone case, silicone", descriptions.CONTAINS, "warn"),
        ("2026-11-22", "IATA", "Plastic", descriptions.ONLY, "warn"),
    ],
)
def test_what_is_refused(on_date, source, text, code, severity):
    (finding,) = descriptions.check(text, TERMS, limit=512)
    assert (finding.code, finding.severity) == (code, severity)
    if source in {term.source for term in TERMS}:
        assert finding.source == source


@pytest.mark.parametrize(
    ("on_date", "source", "text"),
    [
        ("2026-11-22", RULES, "men's T-shirt, knitted, cotton"),
        ("2026-11-22", RULES, "LED desk lamp, aluminium, 4500 K, 220 V"),
        ("2026-11-22", LIST, "showcase lamp, glass"),
        ("2026-11-22", LIST, "cover for a phone, plastic"),
        ("2026-11-22", RULES, "手机壳 phone cover, silicone"),
        ("2026-11-22", RULES, "hose 100 mm, rubber"),
    ],
)
def test_what_passes(on_date, source, text):
    assert descriptions.check(text, TERMS, limit=512) == ()


def test_every_term_is_named():
    assert descriptions.check("gift case of oak", TERMS) == (
        Finding(descriptions.CONTAINS, "warn", {"text": "Gift"}, LIST),
        Finding(descriptions.CONTAINS, "warn", {"text": "Case"}, LIST),
    )


def test_what_is_only_worth_a_warning_softens():
    (finding,) = descriptions.check("plastic parts", TERMS)
    assert (finding.code, finding.severity) == (descriptions.ONLY, "warn")


def test_limit_is_inside():
    assert descriptions.check("ab c" * 128, limit=512) == ()
    assert descriptions.check("ab c" * 128 + "d", limit=512)[0].params == {
        "text": "513"
    }


def test_clean():
    assert descriptions.clean("  phone\u00a0 case \n") == "phone case"


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("AAA batteries, alkaline", True),
        ("men's T-shirt, XXXL, cotton", True),
        ("shirt (xxxl), cotton", True),
        ("AAA-battery holder, plastic", True),
        ("aaaaaaa", False),
        ("shirt, cottton", False),
        ("XXXL XXXXXXXXX", False),
        ("phone cover ---", False),
    ],
)
def test_words_that_may_repeat_a_letter(text, fine):
    allowed = frozenset({"aaa", "xxxl"})
    found = [finding.code for finding in descriptions.check(text, allowed=allowed)]
    assert (descriptions.REPEATED not in found) is fine
