"""The sheets of an xlsx workbook as rows of cells.

``sheet_book`` knows the workbook: its sheets, texts and formats. The cells are read by ``sheet_xml``.
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
    Problem,
    Refused,
    Row,
    shown,
)

_MOST_PARTS = 1000
_CHUNK = 1 << 20
#: All else is taken for XML: a workbook says itself which part of it is what.
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".tif", ".tiff", ".bin")
#: Of elements in all parts: a cell has three, each of which begins and ends.
_MOST_TAGS = 6 * MOST_CELLS
#: What makes one part grow when it is read, in the only encoding that is taken.
_DECLARED = re.compile(rb"<!(DOCTYPE|ENTITY)")
_ENCODED = re.compile(rb"""^(\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}?encoding\s*=\s*["'](?!utf-?8["']|us-ascii["'])""", re.IGNORECASE)
_MOST_KEPT = 10_000
_DIGITS_OF = re.compile(r"[0-9]{1,7}")
#: A spreadsheet counts in binary and shows 15 digits: 0.1 + 0.2 is the 0.3 that it shows.
_DIGITS = 15
_BROKEN = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError,
    SyntaxError, OverflowError, NotImplementedError, EOFError, RuntimeError,
)


def read_xlsx(content: bytes, sheets: dict[str, str]) -> tuple[dict[str, list[Row]], list[Problem]]:
    """Rows and problems by the names in ``sheets``, whose keys are these names without regard to case."""
    # Whatever comes of a broken file, here or in zipfile and expat.
    try:
        _check_archive(content)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read_book(Book(archive), sheets)
    except _BROKEN as error:
        raise NotUsable("damaged") from error


def _check_archive(content):
    """Refuse, before any reader sees it, what would not end: parts without end, and entities, by which a small one could grow."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        size = sum(part.file_size for part in parts)
        if len(parts) > _MOST_PARTS or size > MOST_UNPACKED or size > max(RATIO_FROM, MOST_RATIO * len(content)):
            raise NotUsable("unpacked_too_large", limit=MOST_UNPACKED // MEGABYTE)
        names = archive.namelist()
        if "[Content_Types].xml" not in names:
            raise NotUsable("not_a_sheet")
        if len(set(names)) < len(names) or any(part.flag_bits & 1 for part in parts):
            raise NotUsable("damaged")
        if any(part.file_size > MEGABYTE for part in parts if part.filename.endswith("/workbook.xml")):
            # It does nothing but name the sheets.
            raise NotUsable("too_much_work")
        tags = 0
        for part in parts:
            with archive.open(part) as stream:
                tags += _tags(stream, is_xml=not part.filename.lower().endswith(_PICTURES))
                if tags > _MOST_TAGS:
                    raise NotUsable("too_much_work")


def _tags(stream, is_xml):
    """How many elements a part begins or ends; all of it is read, so that its checksum counts."""
    tags, seam, first = 0, b"", True
    while chunk := stream.read(_CHUNK):
        if _DECLARED.search(seam + chunk) or (is_xml and first and (b"\0" in chunk[:4] or _ENCODED.match(chunk))):
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
            problems.append(Problem(shown(title), None, "", "unknown_sheet"))
            continue
        with book.open(path) as stream:
            rows = _Rows(name, _Values(book))
            merged = sheet_xml.read(stream, rows.take)
        problems += [Problem(name, int(_DIGITS_OF.search(area)[0]), shown(area), "merged") for area in merged]
        found[name] = [] if merged else rows.found
    return found, problems


class _Rows:
    """Collects the rows of one sheet that are not empty; ``take`` is for ``sheet_xml.read``."""

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
                place = columns[letters] if letters in columns else self._column(letters)
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
    """What cells of a sheet mean, by what they say (see ``sheet_xml``). The same prices come again and again."""

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
            return Refused("formula")
        if not text:
            return None
        if kind == "s":
            return self.book.texts[int(text)].strip() or None
        if kind in ("inlineStr", "str"):
            return text.strip() or None
        if kind == "b":
            return "true" if text == "1" else "false"
        if kind == "e":
            return Refused("error_cell", text)
        if kind == "d":
            return _day(datetime.fromisoformat(text.removesuffix("Z")))
        style = int(style or 0)
        if style and self.book.is_day(style):
            return _day(self.book.moment(float(text)))
        if style and self.book.is_percent(style):
            return Refused("percent_cell", text)
        number = Decimal(format(float(text), f".{_DIGITS}g"))
        return number if number.is_finite() else Refused("error_cell", text)


def _day(moment):
    """The day that a cell shows, if it shows nothing else."""
    if isinstance(moment, datetime) and moment == datetime.combine(moment.date(), datetime.min.time()):
        return moment.date()
    return Refused("not_a_date", str(moment))
