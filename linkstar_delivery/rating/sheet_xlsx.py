"""The sheets of an xlsx workbook as rows of cells.

openpyxl knows the workbook: its sheets, texts and formats. The cells are read from the sheet's XML as it streams by, since
that tells formulas and merged cells, which openpyxl's streams leave out, and takes a third of the time.
"""

import io
import zipfile
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from xml.parsers import expat

import openpyxl
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.exceptions import InvalidFileException

from .sheet_cells import MEGABYTE, MOST_ROWS, MOST_UNPACKED, NotUsable, Problem, Refused, Row

_MOST_CELLS = 1_000_000
_MOST_PARTS = 1000
_HEAD = 1 << 16
_DIGITS = 15
_BROKEN = (
    InvalidFileException, zipfile.BadZipFile, expat.ExpatError, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError,
    SyntaxError, OverflowError, NotImplementedError, EOFError, RuntimeError,
)


def read_xlsx(content: bytes, sheets: dict[str, str]) -> tuple[dict[str, list[Row]], list[Problem]]:
    """Rows and problems by the names in ``sheets``, whose keys are these names without regard to case."""
    # openpyxl raises whatever comes of a broken file, in its own code or in that of zipfile and expat.
    try:
        _check_archive(content)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        try:
            return _read_book(book, sheets)
        finally:
            book.close()
    except _BROKEN as error:
        raise NotUsable("damaged") from error


def _check_archive(content):
    """Refuse before anything is unpacked what would not end; and entities, by which a small part could grow."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise NotUsable("unpacked_too_large", limit=MOST_UNPACKED // MEGABYTE)
        if "[Content_Types].xml" not in archive.namelist():
            raise NotUsable("not_a_sheet")
        for part in parts:
            with archive.open(part) as stream:
                if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in stream.read(_HEAD):
                    raise NotUsable("damaged")


def _read_book(book, sheets):
    found, problems = {}, []
    for sheet in book.worksheets:
        name = sheets.get(sheet.title.strip().casefold())
        if name is None or name in found:
            problems.append(Problem(sheet.title, None, "", "unknown_sheet"))
            continue
        cells = _Cells(book, sheet, name)
        with sheet._get_source() as stream:
            cells.read(stream)
        problems += [Problem(name, int("".join(filter(str.isdigit, area.partition(":")[0]))), area, "merged") for area in cells.merged]
        found[name] = [] if cells.merged else cells.rows
    return found, problems


class _Cells:
    """Takes the cells of one sheet from its XML."""

    def __init__(self, book, sheet, name):
        self.book, self.name, self.texts = book, name, sheet._shared_strings
        self.rows, self.merged = [], []
        self.number, self.row, self.size = 0, {}, 0
        self.column, self.kind, self.style, self.formula = -1, "n", 0, False
        self.parts, self.taking, self.aside = [], False, False
        self.columns, self.percents = {}, {}

    def read(self, stream):
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = self._start, self._end, self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ParseFile(stream)

    def _doctype(self, *_declaration):
        raise NotUsable("damaged")

    def _start(self, tag, attributes):
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if tag == "c":
            reference = attributes.get("r")
            self.column = self._column(reference) if reference else self.column + 1
            self.kind, self.style = attributes.get("t", "n"), int(attributes.get("s", 0))
            self.formula, self.parts = False, []
        elif tag in ("v", "t"):
            self.taking = not self.aside
        elif tag == "row":
            self.number = int(attributes.get("r", self.number + 1))
            self.row, self.column = {}, -1
            if self.number > MOST_ROWS:
                raise NotUsable("too_many_rows", sheet=self.name, limit=MOST_ROWS)
        elif tag == "f":
            self.formula = True
        elif tag == "rPh":  # how a text is spoken
            self.aside = True
        elif tag == "mergeCell":
            self.merged.append(attributes["ref"])

    def _text(self, text):
        if self.taking:
            self.parts.append(text)

    def _end(self, tag):
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        if tag in ("v", "t"):
            self.taking = False
        elif tag == "c":
            value = Refused("formula") if self.formula else self._value("".join(self.parts))
            if value is not None:
                self.row[self.column] = value
        elif tag == "row" and self.row:
            width = max(self.row) + 1
            self.size += width
            if self.size > _MOST_CELLS:
                raise NotUsable("too_many_rows", sheet=self.name, limit=MOST_ROWS)
            self.rows.append(Row(self.number, tuple([self.row.get(column) for column in range(width)])))
        elif tag == "rPh":
            self.aside = False

    def _column(self, reference):
        letters = reference.rstrip("0123456789")
        if letters not in self.columns:
            self.columns[letters] = column_index_from_string(letters) - 1
        return self.columns[letters]

    def _value(self, text):
        if self.kind == "s":
            return self.texts[int(text)].strip() or None if text else None
        if self.kind in ("inlineStr", "str"):
            return text.strip() or None
        if not text:
            return None
        if self.kind == "b":
            return text == "1"
        if self.kind == "e":
            return Refused("error_cell", text)
        if self.kind == "d":
            return _day(datetime.fromisoformat(text.removesuffix("Z")))
        if self.style in self.book._date_formats:
            return _day(from_excel(float(text), self.book.epoch))
        if self.style and self._is_percent():
            return Refused("percent_cell", text)
        number = _number(text)
        return number if number.is_finite() else Refused("error_cell", text)

    def _is_percent(self):
        if self.style not in self.percents:
            number = self.book._cell_styles[self.style].numFmtId
            if number < BUILTIN_FORMATS_MAX_SIZE:
                told = BUILTIN_FORMATS.get(number, "")
            else:
                told = self.book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE]
            self.percents[self.style] = "%" in told
        return self.percents[self.style]


@lru_cache(maxsize=4096)
def _number(text):
    """A spreadsheet counts in binary and shows 15 digits: 0.1 + 0.2 is the 0.3 that it shows."""
    return Decimal(format(float(text), f".{_DIGITS}g"))


def _day(moment):
    """The day that a cell shows, if it shows nothing else."""
    if isinstance(moment, datetime) and moment == datetime.combine(moment.date(), datetime.min.time()):
        return moment.date()
    return Refused("not_a_date", str(moment))
