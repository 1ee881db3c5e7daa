# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The sheets of an xlsx workbook as rows of cells.

``sheet_book`` reads the structure of the workbook, ``sheet_xml`` reads the cells.
"""

import io
import re
import zipfile
import zlib
from datetime import datetime
from decimal import Decimal
from xml.parsers import expat

from . import sheet_xml
from .sheet_book import Book, column
from .sheet_cells import (
    MEGABYTE,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_PROBLEMS,
    MOST_RATIO,
    MOST_ROWS,
    MOST_UNPACKED,
    RATIO_FROM,
    NotUsable,
    RefusedCell,
    Row,
    SheetProblem,
    shown,
)

_MOST_PARTS = 1000
_CHUNK = 1 << 20
#: Any other part is treated as XML: a workbook itself declares the use of each part.
_PICTURES = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".bmp",
    ".emf",
    ".wmf",
    ".tif",
    ".tiff",
    ".bin",
)
#: Tags in all parts: a cell has three elements, each of which begins and ends.
_MOST_TAGS = 6 * MOST_CELLS
#: Constructs that make a part grow while it is read, in the only encoding that is
#: accepted.
_DECLARED = re.compile(rb"<!(DOCTYPE|ENTITY)")
_ENCODED = re.compile(
    rb"""^(\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}?encoding\s*=\s*["'](?!utf-?8["']|us-ascii["'])""",
    re.IGNORECASE,
)
_MOST_KEPT = 10_000
_DIGITS_OF = re.compile(r"[0-9]{1,7}")
#: Spreadsheets calculate in binary and show 15 digits: 0.1 + 0.2 is shown as 0.3.
_DIGITS = 15
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    SyntaxError,
    OverflowError,
    NotImplementedError,
    EOFError,
    RuntimeError,
)


def read_xlsx(
    content: bytes, sheets: dict[str, str]
) -> tuple[dict[str, list[Row]], list[SheetProblem]]:
    """Rows and problems by the names in ``sheets``, whose keys are these names in lower
    case.
    """
    # A broken file may cause any exception here, in zipfile or in expat.
    try:
        _check_archive(content)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read_book(Book(archive), sheets)
    except _BROKEN as error:
        raise NotUsable("damaged") from error


def _check_archive(content):
    """Refuse dangerous files before any parser sees them: parts that are too large, and
    entities, which can make a small part grow.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        size = sum(part.file_size for part in parts)
        if (
            len(parts) > _MOST_PARTS
            or size > MOST_UNPACKED
            or size > max(RATIO_FROM, MOST_RATIO * len(content))
        ):
            raise NotUsable("unpacked_too_large", limit=MOST_UNPACKED // MEGABYTE)
        names = archive.namelist()
        if "[Content_Types].xml" not in names:
            raise NotUsable("not_a_sheet")
        if len(set(names)) < len(names) or any(part.flag_bits & 1 for part in parts):
            raise NotUsable("damaged")
        if any(
            part.file_size > MEGABYTE
            for part in parts
            if part.filename.endswith("/workbook.xml")
        ):
            # This part only names the sheets.
            raise NotUsable("too_much_work")
        tags = 0
        for part in parts:
            with archive.open(part) as stream:
                tags += _tags(
                    stream, is_xml=not part.filename.lower().endswith(_PICTURES)
                )
                if tags > _MOST_TAGS:
                    raise NotUsable("too_much_work")


def _tags(stream, is_xml):
    """The number of tags in a part. The whole part is read, so that its checksum is
    verified.
    """
    tags, seam, first = 0, b"", True
    while chunk := stream.read(_CHUNK):
        if _DECLARED.search(seam + chunk) or (
            is_xml and first and (b"\0" in chunk[:4] or _ENCODED.match(chunk))
        ):
            raise NotUsable("damaged")
        tags += chunk.count(b"<")
        seam, first = chunk[-16:], False
    return tags


def _read_book(book, sheets):
    found, problems = {}, []
    for title, path in book.sheets:
        if len(problems) > MOST_PROBLEMS:
            break
        name = sheets.get(title.strip().casefold())
        if name is None or name in found:
            problems.append(SheetProblem(shown(title), None, "", "unknown_sheet"))
            continue
        with book.open(path) as stream:
            rows = _Rows(name, _Values(book))
            merged = sheet_xml.read(stream, rows.take)
        problems += [
            SheetProblem(name, int(_DIGITS_OF.search(area)[0]), shown(area), "merged")
            for area in merged
        ]
        found[name] = [] if merged else rows.found
    return found, problems


class _Rows:
    """Collects the rows of one sheet that are not empty; ``take`` is for
    ``sheet_xml.read``.
    """

    def __init__(self, name, values):
        self.name, self.values, self.found = name, values, []
        self.number, self.size, self.columns = 0, 0, {}

    def take(self, number, cells):
        self.number = number or self.number + 1
        if self.number > MOST_ROWS:
            raise NotUsable("too_many_rows", sheet=self.name, limit=MOST_ROWS)
        row, place, values, columns = [], -1, self.values, self.columns
        for letters, said in cells:
            if letters:
                place = (
                    columns[letters] if letters in columns else self._column(letters)
                )
            else:
                place += 1
            value = values[said]
            if value is None:
                continue
            if place >= MOST_COLUMNS:
                raise NotUsable("too_many_columns", sheet=self.name, limit=MOST_COLUMNS)
            if place == len(row):
                row.append(value)
            else:
                row += [None] * (place + 1 - len(row))
                row[place] = value
        if row:
            self.size += len(row)
            if self.size > MOST_CELLS:
                raise NotUsable("too_many_rows", sheet=self.name, limit=MOST_ROWS)
            self.found.append(Row(self.number, tuple(row)))

    def _column(self, letters):
        self.columns[letters] = column(letters)
        return self.columns[letters]


class _Values(dict):
    """The values of the cells of a sheet, by their content (see ``sheet_xml``). Results
    are stored, because prices are often repeated.
    """

    def __init__(self, book):
        super().__init__()
        self.book = book

    def __missing__(self, key):
        value = self._value(*(sheet_xml.said(key) if isinstance(key, str) else key))
        if len(self) < _MOST_KEPT:
            self[key] = value
        return value

    def _value(self, style, kind, text):
        if text is None:
            return RefusedCell("formula")
        if not text:
            return None
        if kind == "s":
            return self.book.texts[int(text)].strip() or None
        if kind in ("inlineStr", "str"):
            return text.strip() or None
        if kind == "b":
            return "true" if text == "1" else "false"
        if kind == "e":
            return RefusedCell("error_cell", text)
        if kind == "d":
            return _day(datetime.fromisoformat(text.removesuffix("Z")))
        style = int(style or 0)
        if style and self.book.is_day(style):
            return _day(self.book.moment(float(text)))
        if style and self.book.is_percent(style):
            return RefusedCell("percent_cell", text)
        number = Decimal(format(float(text), f".{_DIGITS}g"))
        return number if number.is_finite() else RefusedCell("error_cell", text)


def _day(moment):
    """The day that a cell shows, if it shows only a day."""
    if isinstance(moment, datetime) and moment == datetime.combine(
        moment.date(), datetime.min.time()
    ):
        return moment.date()
    return RefusedCell("not_a_date", str(moment))
