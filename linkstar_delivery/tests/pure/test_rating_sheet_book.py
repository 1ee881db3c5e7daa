# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""``sheet_book`` reads workbooks like openpyxl, which supports everything and is
slow.
"""

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest
import xlsxwriter
from addons.linkstar_delivery.rating.sheet_book import Book, column
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, from_excel

FORMATS = [
    "General",
    "0",
    "0.00",
    "0%",
    "0.00%",
    "mm-dd-yy",
    "yyyy-mm-dd",
    "d-mmm-yy",
    "h:mm",
    "mm:ss",
    "[h]:mm:ss",
    '0.00 "days"',
    '#,##0 "%"',
    "[Red]0.00",
    "[$-409]d mmm yyyy",
    "[$€-407]#,##0.00",
    "0.00\\d",
    "_-* #,##0.00_-",
    'yyyy"年"m"月"d"日"',
    "[$CNY] 0.00",
    "@",
    "0.0E+00",
]


def book_of(content):
    return Book(zipfile.ZipFile(io.BytesIO(content)))


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("mac", [False, True])
def test_formats_and_days(mac):
    book = openpyxl.Workbook()
    if mac:
        book.epoch = CALENDAR_MAC_1904
    for row, pattern in enumerate(FORMATS, 1):
        book.active.cell(row, 1, 46000.5).number_format = pattern
    mine = book_of(saved(book))
    styles = [
        cell.style_id
        for cell in next(openpyxl.load_workbook(io.BytesIO(saved(book))).active.columns)
    ]
    for pattern, style in zip(FORMATS, styles, strict=True):
        assert mine.is_day(style) == openpyxl.styles.numbers.is_date_format(pattern), (
            pattern
        )
        assert mine.is_percent(style) == (pattern.endswith("%")), pattern
    for number in (61, 46000, 46000.5, 46000.999999):
        assert (
            abs((mine.moment(number) - from_excel(number, book.epoch)).total_seconds())
            < 1
        )
    if not mac:
        assert mine.moment(1) == datetime(1900, 1, 1)


def test_days_that_no_file_declares():
    book = openpyxl.Workbook()
    book.active["A1"] = 46000
    with zipfile.ZipFile(io.BytesIO(saved(book))) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts["xl/styles.xml"] = (
        b'<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/><xf'
        b' numFmtId="57"/><xf/></cellXfs></styleSheet>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    assert [book_of(out.getvalue()).is_day(style) for style in range(4)] == [
        False,
        True,
        True,
        False,
    ]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.text(
            st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")),
            min_size=1,
            max_size=30,
        ),
        min_size=1,
        max_size=9,
    ),
    st.lists(
        st.from_regex(r"\A[A-Za-z一-二 ]{1,20}\Z"),
        min_size=1,
        max_size=4,
        unique_by=str.casefold,
    ),
)
def test_texts_and_names(texts, names):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name in names:
        page = book.add_worksheet(name)
        for row, text in enumerate(texts):
            page.write_string(row, 0, f"x{text}")
    book.close()
    content = out.getvalue()
    mine = book_of(content)
    known = openpyxl.load_workbook(io.BytesIO(content))
    assert [name for name, _path in mine.sheets] == known.sheetnames
    assert set(mine.texts) == {
        cell.value for page in known for cell in next(page.columns)
    }


def test_columns():
    assert [column(letters) for letters in ("A", "Z", "AA", "XFD", "c")] == [
        0,
        25,
        26,
        16383,
        2,
    ]
    for letters in ("", "ABCD", "Ä", "1"):
        with pytest.raises(ValueError):
            column(letters)
