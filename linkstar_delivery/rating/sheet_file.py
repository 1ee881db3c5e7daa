"""The bytes of an xlsx or csv file as rows of cells, and nothing that could hurt on the way.

A workbook has the sheets of ``sheet.SHEETS``. A csv file holds the same sheets one below the other: the first cell of each
row names the sheet, and the first row of a sheet is its header. Both are UTF-8 and may be separated by commas, semicolons
or tabs; which, the first row tells.
"""

import csv
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
#: Of all files in a workbook together, as its directory tells; ``zipfile`` reads no more of a file than that.
MOST_UNPACKED = 100 * MEGABYTE
MOST_ROWS = 50_000
_MOST_CELLS = 1_000_000
_CHUNK = 1 << 16

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z0-9:]{1,40})[\"']")
_DIGITS = 15


@dataclass(frozen=True)
class Problem:
    """What is wrong at a place of a file; ``row`` counts from 1 as the spreadsheet does, ``None`` is the whole sheet."""

    sheet: str
    row: int | None
    column: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)


class NotUsable(Exception):
    """The file as a whole cannot be read."""

    def __init__(self, code, **params):
        super().__init__(code)
        self.code, self.params = code, params


@dataclass(frozen=True)
class Refused:
    """A cell whose content cannot be taken."""

    code: str
    value: str = ""


@dataclass(frozen=True)
class Row:
    """``cells``: text that is not empty, ``Decimal``, ``bool``, ``date``, ``Refused`` or ``None``."""

    number: int
    cells: tuple


def read(content: bytes, known: tuple[str, ...]) -> tuple[dict[str, list[Row]], list[Problem]]:
    """The rows that are not empty of each sheet in ``known``, which are told apart from others without regard to case.

    :raise NotUsable: for what is no such file at all, or is too large
    """
    if len(content) > MOST_BYTES:
        raise NotUsable("too_large", size=-(-len(content) // MEGABYTE), limit=MOST_BYTES // MEGABYTE)
    if not content.strip():
        raise NotUsable("empty_file")
    if content.startswith(_OLD_EXCEL):
        raise NotUsable("old_excel")
    sheets = {name.casefold(): name for name in known}
    return _read_xlsx(content, sheets) if content.startswith(b"PK") else _read_csv(content, sheets)


# --- xlsx


def _read_xlsx(content, sheets):
    _check_archive(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        try:
            return _read_book(book, sheets)
        finally:
            book.close()
    except NotUsable:
        raise
    # openpyxl raises whatever comes of a broken file, in its own code or in that of zipfile and expat.
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError, OverflowError,
            zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError) as error:
        raise NotUsable("damaged") from error


def _check_archive(content):
    """Refuse before anything is unpacked what would not end; and entities, by which a small part could grow."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > 1000 or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise NotUsable("unpacked_too_large", limit=MOST_UNPACKED // MEGABYTE)
            if "[Content_Types].xml" not in archive.namelist():
                raise NotUsable("not_a_sheet")
            for part in parts:
                with archive.open(part) as stream:
                    if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in stream.read(_CHUNK):
                        raise NotUsable("damaged")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise NotUsable("damaged") from error


def _read_book(book, sheets):
    found, problems = {}, []
    for sheet in book.worksheets:
        name = sheets.get(sheet.title.strip().casefold())
        if name is None or name in found:
            problems.append(Problem(sheet.title, None, "", "unknown_sheet"))
            continue
        merged = _merged(sheet)
        problems += [Problem(name, int(re.search("[0-9]+", area).group()), area, "merged") for area in merged]
        found[name] = [] if merged else _rows(sheet, name)
    return found, problems


def _merged(sheet):
    """The merged cells: a sheet read as a stream does not tell them, its text does."""
    found, before = [], b""
    with sheet._get_source() as stream:
        while chunk := stream.read(_CHUNK):
            text = before + chunk
            found += [area.decode() for area in _MERGED.findall(text)]
            begun = text.rfind(b"<")  # a tag that ends in the next chunk
            before = text[begun:] if text.rfind(b">") < begun and len(text) - begun < _CHUNK else b""
    return found


def _rows(sheet, name):
    sheet.reset_dimensions()  # what a file says of its size need not be true
    rows, size = [], 0
    for number, cells in enumerate(sheet.iter_rows(), 1):
        size += len(cells)
        if number > MOST_ROWS or size > _MOST_CELLS:
            raise NotUsable("too_many_rows", sheet=name, limit=MOST_ROWS)
        taken = tuple([None if cell.value is None else _taken(cell) for cell in cells])
        if any(cell is not None for cell in taken):
            rows.append(Row(number, taken))
    return rows


def _taken(cell):
    value, kind = cell.value, cell.data_type
    if kind == "f":
        return Refused("formula")
    if kind == "e":
        return Refused("error_cell", str(value))
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool):
        return value
    if isinstance(value, datetime):
        return value.date() if value == datetime.combine(value.date(), datetime.min.time()) else Refused("not_a_date", str(value))
    if isinstance(value, (int, float)):
        if cell.has_style and "%" in cell.number_format:
            return Refused("percent_cell", str(value))
        # A spreadsheet counts in binary and shows 15 digits: 0.1 + 0.2 is the 0.3 that it shows.
        return Decimal(format(value, f".{_DIGITS}g"))
    return Refused("not_a_text", str(value))


# --- csv

_FORMULA_MARKS = ("=", "+", "-", "@", "'")


def _read_csv(content, sheets):
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotUsable("not_utf8") from error
    if "\0" in text:
        raise NotUsable("not_a_sheet")
    delimiter = re.search("[,;\t]", text.lstrip().partition("\n")[0])
    if not delimiter:
        raise NotUsable("not_a_sheet")
    found, problems, unknown = {}, [], set()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter.group(), strict=True)
    number = 1
    try:
        for cells in reader:
            first, number = number, reader.line_num + 1
            taken = tuple([_unmarked(cell.strip()) or None for cell in cells])
            if not any(taken):
                continue
            name = sheets.get((taken[0] or "").casefold())
            if name is None:
                if not found and not unknown:
                    return {}, [Problem(taken[0] or "", first, "", "no_sheet_column")]
                if taken[0] not in unknown:
                    problems.append(Problem(taken[0] or "", first, "", "unknown_sheet"))
                unknown.add(taken[0])
                continue
            rows = found.setdefault(name, [])
            if len(rows) > MOST_ROWS:
                raise NotUsable("too_many_rows", sheet=name, limit=MOST_ROWS)
            rows.append(Row(first, taken[1:]))
    except csv.Error as error:
        raise NotUsable("damaged") from error
    return found, problems


def _unmarked(text):
    """Text without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA_MARKS and text[1:2] else text


def marked(text: str) -> str:
    """Text as it stands in a csv file; see :func:`_unmarked`."""
    return f"'{text}" if text[:1] in _FORMULA_MARKS and text else text
