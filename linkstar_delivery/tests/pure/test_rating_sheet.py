"""Rate cards as files: what is read, what is refused and where, and that an export says what the card says."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rating import card as terms
from rating import notation, sheet, sheet_cells, sheet_changes, sheet_columns, sheet_file, sheet_write, sheet_xml
from rating.card import Area, Bracket, Card, Discount, Limits, Surcharge, WeightRule, Zone
from rating.check import problems

D = Decimal
CARD = Card(
    "EU-STD",
    "CNY",
    date(2026, 1, 1),
    (
        Zone("DE", (Area("DE"),), (Bracket(D(0), D(2), terms.PER_KG, D("48.5")), Bracket(D(2), None, terms.FLAT, D(120)))),
        Zone("=IT", (Area("IT", ("98",), (("00", "19"),)),), (Bracket(D(0), D(5), terms.FIRST_STEP, D(9), D("0.5"), D("0.1"), D(2)),)),
    ),
    surcharges=(Surcharge("fuel", terms.PERCENT_FREIGHT, D(8)), Surcharge("pickup", terms.FIXED, D(5), optional=True)),
    discounts=(Discount(D(500), D("2.5")),),
    limits=Limits(max_weight=D(30), goods_types=("battery",)),
)
WRITERS = pytest.mark.parametrize("write", [sheet_write.xlsx, sheet_write.csv_file], ids=["xlsx", "csv"])


def book(changes=(), drop=()):
    """The bytes of CARD's workbook after ``changes``: (sheet, cell, value)."""
    workbook = openpyxl.load_workbook(io.BytesIO(sheet_write.xlsx(CARD)))
    for name, cell, value in changes:
        (workbook[name] if name in workbook.sheetnames else workbook.create_sheet(name))[cell] = value
    for name in drop:
        del workbook[name]
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def told(content, base=CARD):
    return [(each.sheet, each.row, each.column, each.code) for each in sheet.read(content, base).problems]


# --- there and back


@WRITERS
def test_an_export_changes_nothing(write):
    reading = sheet.read(write(CARD), CARD)
    assert reading.problems == ()
    assert reading.card == CARD
    assert set(sheet_changes.changes(CARD, reading.card).values()) == {sheet_changes.Change(0, 0, 0)}


def test_the_explanation_is_not_read():
    assert sheet.read(sheet_write.xlsx(CARD, [("Card", "service", "The line.")]), CARD).card == CARD


_words = st.text(st.characters(min_codepoint=33, max_codepoint=0x2FFF, exclude_categories=("C", "Z")), min_size=1, max_size=12)
_word = _words.filter(lambda text: "," not in text and "_x" not in text)
_numbers = st.decimals(min_value=0, max_value=10**6, places=4)
_positive = _numbers.filter(bool)
_maybe = st.none() | _positive
_days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
_code = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -", min_size=1, max_size=6).map(str.strip).filter(bool)
_area = st.builds(
    Area,
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2),
    st.lists(_code, max_size=3).map(tuple),
    st.lists(st.tuples(_code, _code), max_size=2).map(tuple),
)
_areas = st.lists(_area, max_size=3).map(tuple)
_goods = st.lists(_word, max_size=2).map(tuple)
_bracket = st.builds(
    Bracket, _numbers, _maybe, st.sampled_from(terms.BRACKET_KINDS), _numbers, _numbers, _numbers, _numbers, _numbers, _numbers
)
_zone = st.builds(
    Zone,
    _words,
    _areas.filter(bool),
    st.lists(_bracket, max_size=3).map(lambda found: tuple(sorted(found, key=lambda each: each.over))),
    _areas,
    st.none() | st.integers(1, 99),
    st.none() | st.integers(1, 99),
    st.just("") | _words,
    _numbers,
)
_surcharge = st.builds(
    Surcharge,
    st.sampled_from(terms.SURCHARGE_CODES),
    st.sampled_from(terms.BASES),
    _numbers,
    st.just("") | _words,
    _numbers,
    st.none() | _days,
    st.none() | _days,
    _areas,
    _goods,
    _maybe,
    _maybe,
    st.booleans(),
)
_cards = st.builds(
    Card,
    st.just("EU-STD"),
    st.sampled_from(["CNY", "EUR"]),
    _days,
    st.lists(_zone, max_size=3, unique_by=lambda zone: zone.name).map(tuple),
    st.none() | _days,
    st.just(2),
    st.builds(WeightRule, _maybe, _maybe, _maybe, st.sampled_from(terms.THRESHOLDS), _numbers, _maybe, st.sampled_from(terms.PER)),
    st.builds(Limits, _maybe, _maybe, _maybe, _maybe, _maybe, st.none() | st.integers(1, 999), _goods),
    st.lists(_surcharge, max_size=2).map(tuple),
    st.lists(st.builds(Discount, _numbers, _numbers), max_size=2).map(tuple),
    st.sampled_from(terms.PER),
    st.sampled_from(terms.DISCOUNT_PER),
)


@settings(max_examples=60, deadline=None)
@given(_cards)
def test_any_card_comes_back(card):
    for write in (sheet_write.xlsx, sheet_write.csv_file):
        assert rebuilt(write(card), card) == card


def rebuilt(content, card):
    """What a file says of every part, whatever the rules say of it."""
    found, file_problems = sheet_file.read(content, sheet.SHEETS)
    reader = sheet._Reader(Card(card.service_code, "XXX", date(1999, 1, 1), ()), file_problems)
    made = reader.card(found)
    assert reader.problems == []
    return made


@given(_areas)
def test_areas_come_back(found):
    assert notation.areas(notation.areas_text(found)) == found


# --- parts


@pytest.mark.parametrize("kept", sheet.TABLES)
def test_a_sheet_that_is_not_there_leaves_its_part(kept):
    reading = sheet.read(book(drop=[name for name in sheet.TABLES if name != kept]), CARD)
    assert reading.card == CARD


def test_a_sheet_is_the_whole_of_its_part():
    content = b"Brackets,zone,over,up_to,kind,price\r\nBrackets,DE,0,3,flat,7\r\nBrackets,=IT,0,,per_kg,8\r\n"
    card = sheet.read(content, CARD).card
    assert [[(each.over, each.up_to, each.price) for each in zone.brackets] for zone in card.zones] == [[(0, 3, 7)], [(0, None, 8)]]
    assert card.surcharges == CARD.surcharges
    assert sheet_changes.changes(CARD, card)["brackets"] == sheet_changes.Change(new=0, changed=2, removed=1)


def test_changes_are_counted():
    content = book([("Brackets", "E2", 49), ("Surcharges", "A4", "fuel"), ("Surcharges", "C4", "fixed"), ("Surcharges", "D4", 1),
                    ("Surcharges", "F4", date(2026, 12, 1)), ("Card", "B9", 5000)])  # fmt: skip
    found = sheet_changes.changes(CARD, sheet.read(content, CARD).card)
    assert found["brackets"] == sheet_changes.Change(0, 1, 0)
    assert found["surcharges"] == sheet_changes.Change(1, 0, 0)
    assert found["zones"] == sheet_changes.Change(0, 0, 0)
    assert found["settings"].changed == 1


def test_brackets_may_stand_in_any_order():
    content = b"Brackets;zone;over;up_to;kind;price\nBrackets;DE;3;;flat;9\nBrackets;=IT;0;;flat;1\n\nBrackets;DE;0;3;flat;7\n"
    assert [each.over for each in sheet.read(content, CARD).card.zones[0].brackets] == [0, 3]


@pytest.mark.parametrize(
    "cell, number",
    [(12.5, D("12.5")), (12, D(12)), ("12.5", D("12.5")), (" 7 ", D(7)), (0.1 + 0.2, D("0.3")), (0, D(0))],
)
def test_numbers_that_are_taken(cell, number):
    assert sheet.read(book([("Brackets", "E2", cell)]), CARD).card.zones[0].brackets[0].price == number


# --- what is refused, and where

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
    assert (name, row, column, code) in told(book([(name, cell, value)]))


def test_two_zones_of_one_name():
    assert told(b"Zones,zone,areas\nZones,DE,DE\nZones,DE,FR\n")[0] == ("Zones", 3, "zone", "zone_name_twice")


def test_a_column_of_prices_is_needed():
    assert ("Brackets", 1, "price", "missing_column") in told(book([("Brackets", "E1", None), ("Brackets", "E2", None)]))


def test_merged_cells_are_refused():
    workbook = openpyxl.load_workbook(io.BytesIO(sheet_write.xlsx(CARD)))
    workbook["Brackets"].merge_cells("A2:A3")
    out = io.BytesIO()
    workbook.save(out)
    assert ("Brackets", 2, "A2:A3", "merged") in told(out.getvalue())


def test_a_percentage_is_refused():
    workbook = openpyxl.load_workbook(io.BytesIO(sheet_write.xlsx(CARD)))
    workbook["Surcharges"]["D2"] = 0.08
    workbook["Surcharges"]["D2"].number_format = "0%"
    out = io.BytesIO()
    workbook.save(out)
    assert ("Surcharges", 2, "amount", "percent_cell") in told(out.getvalue())


def test_all_problems_are_told_at_once():
    content = book([("Brackets", "E2", "x"), ("Brackets", "B3", "y"), ("Zones", "B2", "z"), ("Card", "B4", "soon")])
    assert {(name, row) for name, row, _column, _code in told(content)} >= {("Brackets", 2), ("Brackets", 3), ("Zones", 2), ("Card", 4)}


def refused(content):
    with pytest.raises(sheet_cells.NotUsable) as problem:
        sheet.read(content, CARD)
    return problem.value.code


@settings(max_examples=20, deadline=None)
@given(_cards)
def test_the_pattern_and_the_parser_take_the_same_cells(card):
    with zipfile.ZipFile(io.BytesIO(sheet_write.xlsx(card))) as parts:
        pages = [parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name]
    for plain in pages:
        # A comment is enough for the pattern to leave a sheet alone.
        other = plain.replace(b"</sheetData>", b"<!-- --></sheetData>")
        assert rows_by_pattern(other) is None
        assert rows_by_pattern(plain) == rows_of(plain) == rows_of(other) != []


def rows_by_pattern(content):
    rows = []
    rest = sheet_xml._without_plain_rows(content, lambda number, cells: rows.append((number, _told_alike(cells))))
    return None if rest is None else rows


def rows_of(content):
    rows = []
    sheet_xml.read(io.BytesIO(content), lambda number, cells: rows.append((number, _told_alike(cells))))
    return rows


def _told_alike(cells):
    return [(letters, sheet_xml.said(what) if isinstance(what, str) else what) for letters, what in cells]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1"><f>1+1</f><v>2</v></c>',
        '<c r="A1" t="str"><v>a&amp;b</v></c>',
        '<c r="A1" t="inlineStr"><is><t>a</t></is></c>',
        "<c r='A1'><v>1</v></c>",
        "<c><v>1</v></c>",
        '<c r="A1"><v>1</v></c>stray',
    ],
)
def test_the_pattern_takes_nothing_but_values(cell):
    content = f'<worksheet><sheetData><row r="1">{cell}</row></sheetData></worksheet>'.encode()
    assert rows_by_pattern(content) is None


def archive(parts, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def with_part(name, content):
    with zipfile.ZipFile(io.BytesIO(sheet_write.xlsx(CARD))) as packed:
        return archive({each: packed.read(each) for each in packed.namelist()} | {name: content})


@pytest.mark.parametrize(
    "xml, code",
    [
        ('<c r="E2"><v>nan</v></c>', "error_cell"),
        ('<c r="E2"><v>1e400</v></c>', "error_cell"),
        ('<c r="E2" t="inlineStr"><is><r><t>1</t></r><r><t>2</t></r><rPh><t>9</t></rPh></is></c>', None),
        ('<c r="E2" t="d"><v>2026-01-01T10:30:00</v></c>', "not_a_date"),
        ('<c r="E2"><f>1+1</f><v>2</v></c>', "formula"),
        ("<c><v>3</v></c>", "unknown_column"),
    ],
)
def test_cells_as_other_programs_write_them(xml, code):
    head = "".join(f'<c t="inlineStr"><is><t>{column.header}</t></is></c>' for column in sheet.TABLES["Brackets"][:5])
    row = '<c r="A2" t="inlineStr"><is><t>DE</t></is></c><c r="B2"><v>0</v></c><c r="D2" t="inlineStr"><is><t>flat</t></is></c>'
    if code == "unknown_column":
        head, xml = head + xml, '<c r="E2"><v>12</v></c>'
    content = with_part(
        "xl/worksheets/sheet3.xml",
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + f"<row>{head}</row><row>{row}{xml}</row></sheetData></worksheet>",
    )
    reading = sheet.read(archive_of(content), replace(CARD, zones=CARD.zones[:1]))
    assert [each.code for each in reading.problems] == ([code] if code else [])
    if not code:
        assert reading.card.zones[0].brackets[0].price == 12


def archive_of(content):
    """The workbook ``content`` with the sheet Brackets only."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    for name in ("Card", "Zones", "Surcharges"):
        parts["xl/workbook.xml"] = re.sub(rb'<sheet name="%s"[^>]*/>' % name.encode(), b"", parts["xl/workbook.xml"])
    return archive(parts)


@pytest.mark.parametrize(
    "content, code",
    [
        (b"", "empty_file"),
        (b" \r\n", "empty_file"),
        (b"x" * (sheet_cells.MOST_BYTES + 1), "too_large"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "old_excel"),
        (b"%PDF-1.7 \x00", "not_a_sheet"),
        (b"hello", "not_a_sheet"),
        (b"PK\x03\x04 not a zip", "damaged"),
        (archive({"a.txt": "x"}), "not_a_sheet"),
        (archive({"[Content_Types].xml": "<x/>"}), "damaged"),
        (sheet_write.xlsx(CARD)[:-200], "damaged"),
        ("Brackets,zone,ü".encode("latin-1"), "not_utf8"),
        (b'Brackets,zone,"open', "damaged"),
        (archive({"[Content_Types].xml": b"0" * (sheet_cells.MOST_UNPACKED + 1)}), "unpacked_too_large"),
        (archive({f"{number}.xml": "" for number in range(1001)}), "unpacked_too_large"),
    ],
    ids=range(14),
)
def test_files_that_are_no_card(content, code):
    assert refused(content) == code


def test_entities_and_broken_parts_are_refused():
    assert refused(with_part("xl/sharedStrings.xml", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>')) == "damaged"
    assert refused(with_part("xl/workbook.xml", b"<workbook>")) == "damaged"
    assert refused(with_part("xl/worksheets/sheet3.xml", b"<worksheet><sheetData><row>")) == "damaged"


def test_a_csv_file_without_sheet_names_is_told_so():
    assert told(b"zone,over,up_to,kind,price\nDE,0,1,flat,1\n") == [("zone", 1, "", "no_sheet_column")]


def test_too_many_rows(monkeypatch):
    monkeypatch.setattr(sheet_file, "MOST_ROWS", 3)
    rows = b"".join(b"Brackets,DE,%d,%d,flat,1\n" % (number, number + 1) for number in range(9))
    assert refused(b"Brackets,zone,over,up_to,kind,price\n" + rows) == "too_many_rows"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400) | st.binary(max_size=200).map(b"PK".__add__) | st.text(max_size=200).map(str.encode))
def test_rubbish_is_refused_and_nothing_else(content):
    try:
        reading = sheet.read(content, CARD)
    except sheet_cells.NotUsable:
        return
    assert reading.problems


def test_every_column_is_an_attribute():
    groups = (
        (sheet_columns.CARD, Card), (sheet_columns.WEIGHT_RULE, WeightRule), (sheet_columns.LIMITS, Limits), (sheet_columns.ZONE, Zone),
        (sheet_columns.BRACKET, Bracket), (sheet_columns.SURCHARGE, Surcharge),
    )  # fmt: skip
    apart = {Card: {"zones", "places", "weight_rule", "limits", "surcharges"}, Zone: {"brackets"}}
    for group, kind in groups:
        assert {column.attribute for column in group} == set(kind.__dataclass_fields__) - apart.get(kind, set())
    assert not problems(CARD)
