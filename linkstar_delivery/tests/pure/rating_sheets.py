# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A rate card, any rate card, and their files, for the tests of reading them."""

import io
from datetime import date
from decimal import Decimal
from functools import cache

import openpyxl
from addons.linkstar_delivery.rating import card as terms
from addons.linkstar_delivery.rating import sheet, sheet_write
from addons.linkstar_delivery.rating.card import (
    Area,
    Bracket,
    Card,
    Discount,
    ParcelLimits,
    Surcharge,
    WeightRule,
    Zone,
)
from addons.linkstar_delivery.rating.kinds import SURCHARGE_CODES
from hypothesis import strategies as st

D = Decimal
CARD = Card(
    "EU-STD",
    "CNY",
    date(2026, 1, 1),
    (
        Zone(
            "DE",
            (Area("DE"),),
            (
                Bracket(D(0), D(2), terms.PER_KG, D("48.5")),
                Bracket(D(2), None, terms.FLAT, D(120)),
            ),
        ),
        Zone(
            "=IT",
            (Area("IT", ("98",), (("00", "19"),)),),
            (Bracket(D(0), D(5), terms.FIRST_STEP, D(9), D("0.5"), D("0.1"), D(2)),),
        ),
    ),
    surcharges=(
        Surcharge("fuel", terms.PERCENT_FREIGHT, D(8)),
        Surcharge("pickup", terms.FIXED, D(5), optional=True),
    ),
    discounts=(Discount(D(500), D("2.5")),),
    limits=ParcelLimits(max_weight=D(30), goods_types=("battery",)),
)


@cache
def card_file():
    return sheet_write.xlsx(CARD)


def book(changes=(), drop=()):
    """The bytes of CARD's workbook after ``changes``: (sheet, cell, value)."""
    workbook = openpyxl.load_workbook(io.BytesIO(card_file()))
    for name, cell, value in changes:
        (
            workbook[name]
            if name in workbook.sheetnames
            else workbook.create_sheet(name)
        )[cell] = value
    for name in drop:
        del workbook[name]
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def problems_of(content, base=CARD):
    return [
        (each.sheet, each.row, each.column, each.code)
        for each in sheet.read(content, base).problems
    ]


_words = st.text(
    st.characters(
        min_codepoint=33, max_codepoint=0x2FFF, exclude_categories=("C", "Z")
    ),
    min_size=1,
    max_size=12,
)
_word = _words.filter(lambda text: "," not in text and "_x" not in text)
_numbers = st.decimals(min_value=0, max_value=10**6, places=4)
_positive = _numbers.filter(bool)
_maybe = st.none() | _positive
_days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
_code = (
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -", min_size=1, max_size=6)
    .map(str.strip)
    .filter(bool)
)
_area = st.builds(
    Area,
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2),
    st.lists(_code, max_size=3).map(tuple),
    st.lists(st.tuples(_code, _code), max_size=2).map(tuple),
)
AREAS = st.lists(_area, max_size=3).map(tuple)
_goods = st.lists(_word, max_size=2).map(tuple)
_bracket = st.builds(
    Bracket,
    _numbers,
    _maybe,
    st.sampled_from(terms.BRACKET_KINDS),
    _numbers,
    _numbers,
    _numbers,
    _numbers,
    _numbers,
    _numbers,
)
_zone = st.builds(
    Zone,
    _words,
    AREAS.filter(bool),
    st.lists(_bracket, max_size=3).map(
        lambda found: tuple(sorted(found, key=lambda each: each.over))
    ),
    AREAS,
    st.none() | st.integers(1, 99),
    st.none() | st.integers(1, 99),
    st.just("") | _words,
    _numbers,
)
_surcharge = st.builds(
    Surcharge,
    st.sampled_from(SURCHARGE_CODES),
    st.sampled_from(terms.BASES),
    _numbers,
    st.just("") | _words,
    _numbers,
    st.none() | _days,
    st.none() | _days,
    AREAS,
    _goods,
    _maybe,
    _maybe,
    st.booleans(),
)
CARDS = st.builds(
    Card,
    st.just("EU-STD"),
    st.sampled_from(["CNY", "EUR"]),
    _days,
    st.lists(_zone, max_size=3, unique_by=lambda zone: zone.name).map(tuple),
    st.none() | _days,
    st.just(2),
    st.builds(
        WeightRule,
        _maybe,
        _maybe,
        _maybe,
        st.sampled_from(terms.THRESHOLDS),
        _numbers,
        _maybe,
        st.sampled_from(terms.PER),
    ),
    st.builds(
        ParcelLimits,
        _maybe,
        _maybe,
        _maybe,
        _maybe,
        _maybe,
        st.none() | st.integers(1, 999),
        _goods,
    ),
    st.lists(_surcharge, max_size=2).map(tuple),
    st.lists(st.builds(Discount, _numbers, _numbers), max_size=2).map(tuple),
    st.sampled_from(terms.PER),
    st.sampled_from(terms.DISCOUNT_PER),
)
