# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Hostile workbooks and csv files: small files that grow, never end or crash their
reader.
"""

import io
import random
import resource
import sys
import time
import warnings
import zipfile
from decimal import Decimal
from functools import cache

import pytest
import xlsxwriter
from addons.linkstar_delivery.rating import (
    sheet,
    sheet_apart,
    sheet_cells,
    sheet_file,
    sheet_write,
)
from hypothesis import given, settings
from rating_sheets import CARD, CARDS, card_file

SHEET = "xl/worksheets/sheet3.xml"
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
ENTITIES = "".join(
    f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10)
)
BOMB = f'<!DOCTYPE x [<!ENTITY a0 "{"x" * 1000}">{ENTITIES}]>'


@cache
def parts():
    with zipfile.ZipFile(io.BytesIO(card_file())) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def archive(content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, data in content.items():
            packed.writestr(name, data)
    return out.getvalue()


def with_part(name, content):
    return archive(parts() | {name: content})


def with_rows(rows, after=""):
    return with_part(SHEET, f"{HEAD}<sheetData>{rows}</sheetData>{after}</worksheet>")


def with_type(encoding):
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>{BOMB}{HEAD}'
        "<sheetData><row><c><v>&a9;</v></c></row></sheetData></worksheet>"
    )
    return with_part(SHEET, text.encode(encoding))


def doubled():
    out = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(out, "w") as packed:
        for name, data in [*parts().items(), *parts().items()]:
            packed.writestr(name, data)
    return out.getvalue()


HOSTILE = {
    "merged": lambda: with_rows(
        "", "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 3_000_000 + "</mergeCells>"
    ),
    "entities": lambda: with_type("utf-8"),
    "entities in utf-16": lambda: with_type("utf-16"),
    "entities in latin-1": lambda: with_type("iso-8859-1"),
    "entities after a comment": lambda: with_part(
        "xl/sharedStrings.xml",
        f"<!--{'x' * 200_000}-->{BOMB}<sst><si><t>&a9;</t></si></sst>",
    ),
    "entities in styles": lambda: with_part(
        "xl/styles.xml", f"{BOMB}<styleSheet>&a9;</styleSheet>"
    ),
    "entities in a part of another name": lambda: with_part(
        "xl/other.bin", f"{BOMB}<x>&a9;</x>"
    ),
    "strings": lambda: with_part(
        "xl/sharedStrings.xml", "<sst>" + "<si><t>a</t></si>" * 5_000_000 + "</sst>"
    ),
    "one long string": lambda: with_part(
        "xl/sharedStrings.xml", "<sst><si><t>" + "a" * 90_000_000 + "</t></si></sst>"
    ),
    "cells": lambda: with_rows("<row>" + "<c><v>1</v></c>" * 5_000_000 + "</row>"),
    "rows": lambda: with_rows('<row r="1"/>' * 5_000_000),
    "far cells": lambda: with_rows(
        "".join(
            f'<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>'
            for row in range(1, 40_000)
        )
    ),
    "last cell": lambda: with_rows(
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    ),
    "deep": lambda: with_rows("<row>" * 1_000_000),
    "digits": lambda: with_rows(
        f'<row r="{"9" * 100_000}"><c r="A1"><v>{"9" * 100_000}</v></c></row>'
    ),
    "attribute": lambda: with_rows(
        f'<row r="1" spans="{"1" * 50_000_000}"><c r="A1"><v>1</v></c></row>'
    ),
    "parts": lambda: archive(
        parts() | {f"xl/{number}.xml": "" for number in range(2000)}
    ),
    "part twice": doubled,
    "sheets": lambda: with_part(
        "xl/workbook.xml",
        parts()["xl/workbook.xml"].replace(b"<sheets>", b"<sheets>" + _SHEET * 100_000),
    ),
    "columns": lambda: b"Brackets," + b"," * 10_000_000,
    "csv cells": lambda: (b"Brackets" + b",1" * 500 + b"\n") * 10_000,
    "csv quotes": lambda: b'Brackets,"' + b'""' * 5_000_000,
    "csv sheets": lambda: b"".join(
        b"%d,a\n" % number for number in range(1, 1_000_000)
    ),
    "csv errors": (
        lambda: (
            b"Brackets,zone,over,up_to,kind,price\n" + b"Brackets,DE,x,y,z,n\n" * 45_000
        )
    ),
    "csv areas": (
        lambda: (
            b"Zones,zone,areas\n"
            + b"".join(
                b'Zones,Z%d,"DE %s"\n' % (row, b"1," * 4000) for row in range(1000)
            )
        )
    ),
}
_SHEET = b'<sheet name="Brackets" sheetId="3" r:id="rId3"/>'


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_cost_little(name):
    content = HOSTILE[name]()
    if len(content) > sheet_cells.MOST_BYTES:
        content = content[: sheet_cells.MOST_BYTES]
    started = time.monotonic()
    with _less_memory():
        try:
            reading = sheet.read(content, CARD, sheet_apart.read)
            assert 0 < len(reading.problems) <= sheet_cells.MOST_PROBLEMS + 1000
            assert all(
                len(f"{each.column}{each.sheet}{dict(each.params)}") < 2000
                for each in reading.problems
            )
        except sheet_cells.NotUsable as refused:
            assert refused.code in (
                "damaged",
                "unpacked_too_large",
                "too_much_work",
                "too_many_rows",
                "too_many_columns",
            )
    assert time.monotonic() - started < sheet_apart._SECONDS / 2


class _less_memory:
    """Leave this process little memory: the file must be read in the separate
    process.
    """

    def __enter__(self):
        pages = int(open("/proc/self/statm").read().split()[0])
        self.before = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(
            resource.RLIMIT_AS,
            (
                pages * resource.getpagesize() + 200 * sheet_cells.MEGABYTE,
                self.before[1],
            ),
        )

    def __exit__(self, *_error):
        resource.setrlimit(resource.RLIMIT_AS, self.before)


@settings(max_examples=15, deadline=None)
@given(CARDS)
def test_the_child_reads_what_this_process_reads(card):
    for content in (sheet_write.xlsx(card), sheet_write.csv_file(card)):
        assert sheet_apart.read(content, sheet.SHEETS) == sheet_file.read(
            content, sheet.SHEETS
        )


def test_a_card_of_the_largest_size_is_read():
    rows = [
        f"Z{row % 200},{row // 200},{row // 200 + 1},flat,{row % 977}.5,1,2,3,4,5\n"
        for row in range(49_000)
    ]
    header = (
        "zone,over,up_to,kind,price,first_weight,step_weight,step_price,minimum,"
        "registration\n"
    )
    content = f"Brackets,{header}{''.join(f'Brackets,{row}' for row in rows)}".encode()
    assert len(sheet_apart.read(content, sheet.SHEETS)[0]["Brackets"]) == 49_001
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("Brackets")
    for number, row in enumerate([header, *rows]):
        for place, cell in enumerate(row.strip().split(",")):
            if cell[0].isdecimal():
                page.write_number(number, place, Decimal(cell))
            else:
                page.write_string(number, place, cell)
    book.close()
    assert len(sheet_apart.read(out.getvalue(), sheet.SHEETS)[0]["Brackets"]) == 49_001


@pytest.mark.parametrize(
    ("end", "code"),
    [
        ("import os; os.abort()", "too_much_work"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "too_much_work"),
        ("rows = [bytearray(1 << 24) for _ in range(1000)]", "too_much_work"),
        ("import time; time.sleep(60)", "too_much_work"),
        ("raise AssertionError", "damaged"),
    ],
)
def test_a_reader_that_ends_its_process(monkeypatch, end, code):
    """Readers written in another language may crash on one bad cell."""
    monkeypatch.setattr(sheet_apart, "_SECONDS", 5)
    ending = f"sheet_apart._answer = lambda *_io: exec({end!r})\nsheet_apart.child()"
    monkeypatch.setattr(
        sheet_apart, "_CHILD", sheet_apart._CHILD.replace("sheet_apart.child()", ending)
    )
    with pytest.raises(sheet_cells.NotUsable) as refused:
        sheet_apart.read(b"Brackets,zone", sheet.SHEETS)
    assert refused.value.code == code


def test_without_a_child_nothing_is_read(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere")
    with pytest.raises(sheet_cells.NotUsable) as refused:
        sheet_apart.read(b"Brackets,zone", sheet.SHEETS)
    assert refused.value.code == "too_much_work"


def test_the_child_takes_nothing_from_around_it(tmp_path, monkeypatch):
    """Neither modules from the server's working folder nor its environment
    variables.
    """
    for name in ("json.py", "csv.py", "openpyxl.py", "sitecustomize.py"):
        (tmp_path / name).write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert sheet_apart.read(card_file(), sheet.SHEETS)[0]


def test_random_damage_is_refused_or_read():
    rng = random.Random(20261129)
    good = [card_file(), sheet_write.csv_file(CARD)]
    for _case in range(12):
        content = bytearray(rng.choice(good))
        for _byte in range(rng.randint(1, 20)):
            content[rng.randrange(len(content))] = rng.randrange(256)
        try:
            sheet.read(bytes(content), CARD, sheet_apart.read)
        except sheet_cells.NotUsable as refused:
            assert refused.code
