# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Rate cards as files: what is read, what is refused and where, and that an export has
the content of the card.
"""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from addons.linkstar_delivery.rating import (
    notation,
    sheet,
    sheet_changes,
    sheet_columns,
    sheet_file,
    sheet_write,
)
from addons.linkstar_delivery.rating.card import (
    Bracket,
    Card,
    ParcelLimits,
    Surcharge,
    WeightRule,
    Zone,
)
from addons.linkstar_delivery.rating.check import problems
from hypothesis import given, settings
from rating_sheets import AREAS, CARD, CARDS, book, problems_of

D = Decimal
WRITERS = pytest.mark.parametrize(
    "write", [sheet_write.xlsx, sheet_write.csv_file], ids=["xlsx", "csv"]
)


# --- export and import


@WRITERS
def test_an_export_changes_nothing(write):
    reading = sheet.read(write(CARD), CARD)
    assert reading.problems == ()
    assert reading.card == CARD
    assert set(sheet_changes.changes(CARD, reading.card).values()) == {
        sheet_changes.CardChange(0, 0, 0)
    }


def test_the_explanation_is_not_read():
    assert (
        sheet.read(
            sheet_write.xlsx(CARD, [("Card", "service", "The line.")]), CARD
        ).card
        == CARD
    )


@settings(max_examples=60, deadline=None)
@given(CARDS)
def test_any_card_comes_back(card):
    for write in (sheet_write.xlsx, sheet_write.csv_file):
        assert rebuilt(write(card), card) == card


def rebuilt(content, card):
    """The content of every part of a file, without checking any rules."""
    found, file_problems = sheet_file.read(content, sheet.SHEETS)
    reader = sheet._Reader(
        Card(card.service_code, "XXX", date(1999, 1, 1), ()), file_problems
    )
    made = reader.card(found)
    assert reader.problems == []
    return made


@given(AREAS)
def test_areas_come_back(found):
    assert notation.areas(notation.areas_text(found)) == found


# --- parts


@pytest.mark.parametrize("kept", sheet.TABLES)
def test_a_sheet_that_is_not_there_leaves_its_part(kept):
    reading = sheet.read(
        book(drop=[name for name in sheet.TABLES if name != kept]), CARD
    )
    assert reading.card == CARD


def test_a_sheet_is_the_whole_of_its_part():
    content = (
        b"Brackets,zone,over,up_to,kind,price\r\n"
        b"Brackets,DE,0,3,flat,7\r\n"
        b"Brackets,=IT,0,,per_kg,8\r\n"
    )
    card = sheet.read(content, CARD).card
    assert [
        [(each.over, each.up_to, each.price) for each in zone.brackets]
        for zone in card.zones
    ] == [[(0, 3, 7)], [(0, None, 8)]]
    assert card.surcharges == CARD.surcharges
    assert sheet_changes.changes(CARD, card)["brackets"] == sheet_changes.CardChange(
        new=0, changed=2, removed=1
    )


def test_changes_are_counted():
    content = book(
        [
            ("Brackets", "E2", 49),
            ("Surcharges", "A4", "fuel"),
            ("Surcharges", "C4", "fixed"),
            ("Surcharges", "D4", 1),
            ("Surcharges", "F4", date(2026, 12, 1)),
            ("Card", "B9", 5000),
        ]
    )
    found = sheet_changes.changes(CARD, sheet.read(content, CARD).card)
    assert found["brackets"] == sheet_changes.CardChange(0, 1, 0)
    assert found["surcharges"] == sheet_changes.CardChange(1, 0, 0)
    assert found["zones"] == sheet_changes.CardChange(0, 0, 0)
    assert found["settings"].changed == 1


def test_brackets_may_stand_in_any_order():
    content = (
        b"Brackets;zone;over;up_to;kind;price\n"
        b"Brackets;DE;3;;flat;9\n"
        b"Brackets;=IT;0;;flat;1\n\n"
        b"Brackets;DE;0;3;flat;7\n"
    )
    assert [each.over for each in sheet.read(content, CARD).card.zones[0].brackets] == [
        0,
        3,
    ]


@pytest.mark.parametrize(
    "cell, number",
    [
        (12.5, D("12.5")),
        (12, D(12)),
        ("12.5", D("12.5")),
        (" 7 ", D(7)),
        (0.1 + 0.2, D("0.3")),
        (0, D(0)),
    ],
)
def test_numbers_that_are_taken(cell, number):
    assert (
        sheet.read(book([("Brackets", "E2", cell)]), CARD)
        .card.zones[0]
        .brackets[0]
        .price
        == number
    )


# --- refused files, with the place of the error

BAD_CELLS = [
    ("Brackets", "E2", "12,5", (2, "price", "comma")),
    ("Brackets", "E2", "1.234,5", (2, "price", "comma")),
    ("Brackets", "E2", "1,234.5", (2, "price", "comma")),
    ("Brackets", "E2", "twelve", (2, "price", "not_a_number")),
    ("Brackets", "E2", "1e3", (2, "price", "not_a_number")),
    ("Brackets", "E2", "١٢", (2, "price", "not_a_number")),
    ("Brackets", "E2", "12 CNY", (2, "price", "not_a_number")),
    ("Brackets", "E2", True, (2, "price", "not_a_number")),
    ("Brackets", "E2", date(2026, 1, 1), (2, "price", "not_a_number")),
    ("Brackets", "E2", None, (2, "price", "missing")),
    ("Brackets", "E2", "=1+1", (2, "price", "formula")),
    ("Brackets", "E2", "#DIV/0!", (2, "price", "error_cell")),
    ("Brackets", "E2", -1, (2, "price", "negative")),
    ("Brackets", "E2", 10**9, (2, "price", "too_many_digits")),
    ("Brackets", "E2", "0.1234567890123456", (2, "price", "not_a_number")),
    ("Brackets", "C2", 0, (2, "up_to", "not_positive")),
    ("Brackets", "C2", 3, (3, "", "bracket_overlap")),
    ("Brackets", "C2", 1, (3, "", "bracket_gap")),
    ("Brackets", "D2", "per kilo", (2, "kind", "unknown_code")),
    ("Brackets", "A2", "Germany", (2, "zone", "zone_unknown")),
    ("Brackets", "L2", 3, (2, "", "outside_columns")),
    ("Brackets", "E1", "Preis", (1, "preis", "unknown_column")),
    ("Brackets", "F1", "price", (1, "price", "column_twice")),
    ("Zones", "B3", "DE 10", (3, "", "zones_overlap")),
    ("Zones", "B2", "Germany", (2, "areas", "bad_area")),
    ("Zones", "B2", "DE 9..1", (2, "areas", "range_backwards")),
    ("Zones", "C2", "DE", (2, "areas", "empty_zone")),
    ("Zones", "D2", 2.5, (2, "days_min", "not_whole")),
    ("Zones", "A2", "D\nE", (2, "zone", "control_character")),
    ("Surcharges", "A2", "petrol", (2, "code", "unknown_code")),
    ("Surcharges", "C2", "percent", (2, "basis", "unknown_code")),
    ("Surcharges", "D2", 120, (2, "amount", "over_hundred")),
    ("Surcharges", "F2", "1/2/2026", (2, "valid_from", "not_a_date")),
    ("Surcharges", "L2", "maybe", (2, "optional", "not_a_flag")),
    ("Card", "A3", "money", (3, "money", "unknown_setting")),
    ("Card", "A3", "service", (3, "service", "setting_twice")),
    ("Card", "B2", "EU-FAST", (2, "service", "other_service")),
    ("Card", "B3", "Yuan", (3, "currency", "bad_currency")),
    ("Card", "B4", "soon", (4, "valid_from", "not_a_date")),
    ("Card", "B5", date(2025, 1, 1), (5, "valid_to", "ends_before_begins")),
    ("Card", "B7", "500", (7, "discounts", "bad_discount")),
    ("Card", "B7", "500: 120", (7, "discounts", "over_hundred")),
    ("Card", "B8", "pallets", (8, "discount_per", "unknown_code")),
    ("Card", "B10", 2, (9, "divisor", "missing_divisor")),
    ("Card", "B10", "=A1", (10, "over_ratio", "formula")),
    ("Prices", "A1", "zone", (None, "", "unknown_sheet")),
]


@pytest.mark.parametrize("name, cell, value, place", BAD_CELLS)
def test_a_bad_cell_is_refused_with_its_place(name, cell, value, place):
    row, column, code = place
    assert (name, row, column, code) in problems_of(book([(name, cell, value)]))


def test_two_zones_of_one_name():
    assert problems_of(b"Zones,zone,areas\nZones,DE,DE\nZones,DE,FR\n")[0] == (
        "Zones",
        3,
        "zone",
        "zone_name_twice",
    )


def test_a_column_of_prices_is_needed():
    assert ("Brackets", 1, "price", "missing_column") in problems_of(
        book([("Brackets", "E1", None), ("Brackets", "E2", None)])
    )


def test_merged_cells_are_refused():
    workbook = openpyxl.load_workbook(io.BytesIO(sheet_write.xlsx(CARD)))
    workbook["Brackets"].merge_cells("A2:A3")
    out = io.BytesIO()
    workbook.save(out)
    assert ("Brackets", 2, "A2:A3", "merged") in problems_of(out.getvalue())


def test_a_percentage_is_refused():
    workbook = openpyxl.load_workbook(io.BytesIO(sheet_write.xlsx(CARD)))
    workbook["Surcharges"]["D2"] = 0.08
    workbook["Surcharges"]["D2"].number_format = "0%"
    out = io.BytesIO()
    workbook.save(out)
    assert ("Surcharges", 2, "amount", "percent_cell") in problems_of(out.getvalue())


def test_all_problems_are_told_at_once():
    content = book(
        [
            ("Brackets", "E2", "x"),
            ("Brackets", "B3", "y"),
            ("Zones", "B2", "z"),
            ("Card", "B4", "soon"),
        ]
    )
    assert {(name, row) for name, row, _column, _code in problems_of(content)} >= {
        ("Brackets", 2),
        ("Brackets", 3),
        ("Zones", 2),
        ("Card", 4),
    }


def test_every_column_is_an_attribute():
    groups = (
        (sheet_columns.CARD, Card),
        (sheet_columns.WEIGHT_RULE, WeightRule),
        (sheet_columns.LIMITS, ParcelLimits),
        (sheet_columns.ZONE, Zone),
        (sheet_columns.BRACKET, Bracket),
        (sheet_columns.SURCHARGE, Surcharge),
    )
    apart = {
        Card: {"zones", "places", "weight_rule", "limits", "surcharges"},
        Zone: {"brackets"},
    }
    for group, kind in groups:
        assert {column.attribute for column in group} == set(
            kind.__dataclass_fields__
        ) - apart.get(kind, set())
    assert not problems(CARD)
