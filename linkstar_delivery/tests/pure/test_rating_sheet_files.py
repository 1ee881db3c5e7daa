# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Files that are not rate cards, or that other programs wrote: the bytes below the
cells.
"""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from addons.linkstar_delivery.rating import (
    sheet,
    sheet_cells,
    sheet_file,
    sheet_write,
    sheet_xml,
)
from beside import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from rating_sheets import CARD, CARDS, problems_of


def refused(content):
    with pytest.raises(sheet_cells.NotUsable) as problem:
        sheet.read(content, CARD)
    return problem.value.code


@settings(max_examples=20, deadline=None)
@given(CARDS)
def test_the_pattern_and_the_parser_take_the_same_cells(card):
    with zipfile.ZipFile(io.BytesIO(sheet_write.xlsx(card))) as parts:
        pages = [
            parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name
        ]
    for plain in pages:
        # With a comment, the sheet is not read by the pattern.
        other = plain.replace(b"</sheetData>", b"<!-- --></sheetData>")
        assert rows_by_pattern(other) is None
        assert rows_by_pattern(plain) == rows_of(plain) == rows_of(other) != []


def rows_by_pattern(content):
    rows = []
    rest = sheet_xml._without_plain_rows(
        content, lambda number, cells: rows.append((number, _comparable(cells)))
    )
    return None if rest is None else rows


def rows_of(content):
    rows = []
    sheet_xml.read(
        io.BytesIO(content),
        lambda number, cells: rows.append((number, _comparable(cells))),
    )
    return rows


def _comparable(cells):
    return [
        (letters, sheet_xml.said(what) if isinstance(what, str) else what)
        for letters, what in cells
    ]


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
    row = f'<row r="1">{cell}</row>'
    content = f"<worksheet><sheetData>{row}</sheetData></worksheet>"
    assert rows_by_pattern(content.encode()) is None


def archive(parts, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def with_part(name, content):
    with zipfile.ZipFile(io.BytesIO(sheet_write.xlsx(CARD))) as packed:
        return archive(
            {each: packed.read(each) for each in packed.namelist()} | {name: content}
        )


@pytest.mark.parametrize(
    "xml, code",
    [
        ('<c r="E2"><v>nan</v></c>', "error_cell"),
        ('<c r="E2"><v>1e400</v></c>', "error_cell"),
        (
            (
                '<c r="E2" t="inlineStr"><is>'
                "<r><t>1</t></r><r><t>2</t></r><rPh><t>9</t></rPh></is></c>"
            ),
            None,
        ),
        ('<c r="E2" t="d"><v>2026-01-01T10:30:00</v></c>', "not_a_date"),
        ('<c r="E2"><f>1+1</f><v>2</v></c>', "formula"),
        ("<c><v>3</v></c>", "unknown_column"),
    ],
)
def test_cells_as_other_programs_write_them(xml, code):
    head = "".join(
        f'<c t="inlineStr"><is><t>{column.header}</t></is></c>'
        for column in sheet.TABLES["Brackets"][:5]
    )
    row = (
        '<c r="A2" t="inlineStr"><is><t>DE</t></is></c><c r="B2"><v>0</v></c><c r="D2"'
        ' t="inlineStr"><is><t>flat</t></is></c>'
    )
    if code == "unknown_column":
        head, xml = head + xml, '<c r="E2"><v>12</v></c>'
    content = with_part(
        "xl/worksheets/sheet3.xml",
        "<worksheet"
        ' xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
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
        parts["xl/workbook.xml"] = re.sub(
            rb'<sheet name="%s"[^>]*/>' % name.encode(), b"", parts["xl/workbook.xml"]
        )
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
        (
            archive({"[Content_Types].xml": b"0" * (sheet_cells.MOST_UNPACKED + 1)}),
            "unpacked_too_large",
        ),
        (
            archive({f"{number}.xml": "" for number in range(1001)}),
            "unpacked_too_large",
        ),
    ],
    ids=range(14),
)
def test_files_that_are_no_card(content, code):
    assert refused(content) == code


def test_entities_and_broken_parts_are_refused():
    assert (
        refused(
            with_part(
                "xl/sharedStrings.xml",
                b'<!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>',
            )
        )
        == "damaged"
    )
    assert refused(with_part("xl/workbook.xml", b"<workbook>")) == "damaged"
    assert (
        refused(with_part("xl/worksheets/sheet3.xml", b"<worksheet><sheetData><row>"))
        == "damaged"
    )


def test_a_csv_file_without_sheet_names_is_told_so():
    assert problems_of(b"zone,over,up_to,kind,price\nDE,0,1,flat,1\n") == [
        ("zone", 1, "", "no_sheet_column")
    ]


def test_too_many_rows(monkeypatch):
    monkeypatch.setattr(sheet_file, "MOST_ROWS", 3)
    rows = b"".join(
        b"Brackets,DE,%d,%d,flat,1\n" % (number, number + 1) for number in range(9)
    )
    assert refused(b"Brackets,zone,over,up_to,kind,price\n" + rows) == "too_many_rows"


@settings(max_examples=examples(150), deadline=None)
@given(
    st.binary(max_size=400)
    | st.binary(max_size=200).map(b"PK".__add__)
    | st.text(max_size=200).map(str.encode)
)
def test_rubbish_is_refused_and_nothing_else(content):
    try:
        reading = sheet.read(content, CARD)
    except sheet_cells.NotUsable:
        return
    assert reading.problems
