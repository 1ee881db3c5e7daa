# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The rows of a statement's file, by its content and not by its name: xlsx, old xls,
text with separators, web pages and SpreadsheetML that are called xls, and a zip of
these.

Call it in a process with limited memory only (``apart``): a workbook of a few bytes can
end its process.
"""

import csv
import io
import re
import struct
import zipfile
from datetime import date, datetime
from html.parser import HTMLParser
from itertools import islice

from . import values
from .values import FileRefused, Sheet

_OLD = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
#: The first record of an old workbook (BOF of its globals), and the record of one with
#: a password (FILEPASS), which comes first or second after it.
_BOF = re.compile(rb"\x09\x08[\x08\x10]\x00\x00[\x05\x06]\x05\x00")
_FILEPASS = 0x002F
_OFFICE = "urn:schemas-microsoft-com:office:spreadsheet"
_LONGEST_CELL = 32_767


def sheets(content, name=""):
    """The sheets of a file, a list of ``Sheet``.

    :raise FileRefused: when it is no such file
    """
    if len(content) > values.MOST_BYTES:
        raise FileRefused(
            "too_large",
            size=len(content) // values.MEGABYTE,
            limit=values.MOST_BYTES // values.MEGABYTE,
        )
    if not content.strip():
        raise FileRefused("empty_file")
    if content.startswith(_OLD):
        if _ENCRYPTED in content or _is_locked(content):
            raise FileRefused("password")
        return _workbook(content)
    if content.startswith(b"PK"):
        return _packed(content)
    head = content[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith(b"<?xml") or _OFFICE.encode() in content[:4096]:
        return _spreadsheet_xml(content)
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<meta")) or (
        b"<table" in content[:65536].lower() and head.startswith(b"<")
    ):
        return _web_page(_text(content))
    return [Sheet(name, _separated(_text(content)))]


def _is_locked(content):
    """Whether an old workbook is encrypted."""
    found = _BOF.search(content)
    place = found.start() if found else len(content)
    for _record in range(3):
        if place + 4 > len(content):
            return False
        kind, size = struct.unpack_from("<HH", content, place)
        if kind == _FILEPASS:
            return True
        place += 4 + size
    return False


def _packed(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = [entry for entry in packed.infolist() if not entry.is_dir()]
            if sum(entry.file_size for entry in entries) > values.MOST_UNPACKED:
                raise FileRefused("too_much_work")
            names = {entry.filename for entry in entries}
            if "[Content_Types].xml" in names:
                return _workbook(content)
            entries = [
                entry
                for entry in entries
                if not entry.filename.startswith(("__MACOSX/", "."))
            ]
            if len(entries) > values.MOST_FILES:
                raise FileRefused("too_many_files", limit=values.MOST_FILES)
            if any(entry.flag_bits & 1 for entry in entries):
                raise FileRefused("password")
            found = []
            for entry in entries:
                inner = packed.read(entry)
                if inner.startswith(b"PK") and b"[Content_Types].xml" not in inner:
                    raise FileRefused("nested_zip", name=entry.filename)
                found += [
                    each._replace(
                        name=f"{entry.filename} {each.name}".strip()
                        if each.name != entry.filename
                        else each.name
                    )
                    for each in sheets(inner, entry.filename)
                ]
            return found
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as error:
        raise FileRefused("damaged") from error


# --- workbooks


def _workbook(content):
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        hidden = {
            each.name: each.visible != python_calamine.SheetVisibleEnum.Visible
            for each in book.sheets_metadata
        }
        found = []
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            height, width = sheet.total_height, sheet.total_width
            if width > values.MOST_COLUMNS or height > values.MOST_ROWS:
                raise FileRefused("too_large_sheet", sheet=name)
            rows = sheet.to_python(skip_empty_area=False) if height else []
            found.append(
                Sheet(name, [_clean(row) for row in rows], hidden.get(name, False))
            )
        return found
    except python_calamine.PasswordError as error:
        raise FileRefused("password") from error
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise FileRefused("damaged") from error


_KEPT = frozenset((str, int, float, date, datetime))


def _clean(row):
    if _KEPT.issuperset(map(type, row)):
        return [None if cell == "" else cell for cell in row] if "" in row else row
    return [
        cell if type(cell) in _KEPT and cell != "" else _as_text(cell) for cell in row
    ]


def _as_text(cell):
    return None if cell == "" or isinstance(cell, bool) else str(cell)


# --- text


def _text(content):
    """The text of ``content``: UTF-16 and UTF-8 with a mark, then UTF-8, then
    GB18030, each strictly.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        tries = ("utf-16",)
    else:
        tries = ("utf-8-sig", "gb18030")
    for encoding in tries:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise FileRefused("not_a_sheet")
        return text
    raise FileRefused("not_text")


def _separated(text):
    if not re.search("[,;\t|]", text):
        raise FileRefused("not_a_sheet")
    sample = [line for line in islice(io.StringIO(text), 40) if line.strip()]
    # The separator that is in most lines, and there most often.
    delimiter = max(
        ";\t|,",
        key=lambda mark: (
            sum(mark in line for line in sample),
            sum(line.count(mark) for line in sample),
        ),
    )
    rows, size = [], 0
    try:
        for cells in csv.reader(
            io.StringIO(text, newline=""), delimiter=delimiter, strict=False
        ):
            size += len(cells)
            if len(cells) > values.MOST_COLUMNS:
                raise FileRefused("too_large_sheet", sheet="")
            row = list(map(str.strip, cells))
            rows.append([cell or None for cell in row] if "" in row else row)
    except csv.Error as error:
        raise FileRefused("damaged") from error
    return rows


class _Tables(HTMLParser):
    """Collects the rows of all tables of a page; a cell over several columns is
    followed by empty ones, a cell over several rows is repeated as empty ones.
    """

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.rows, self.row, self.cell, self.span = [], None, None, 1
        self.below = {}
        self.height = 1

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self._end_row()
            self.row = []
        elif tag in ("td", "th"):
            self._end_cell()
            given = dict(attrs)
            self.span, self.height = (
                min(int(given.get(name) or 1), values.MOST_COLUMNS)
                if (given.get(name) or "1").isdigit()
                else 1
                for name in ("colspan", "rowspan")
            )
            self.row = [] if self.row is None else self.row
            self._skip()
            self.cell = []
        elif tag == "br" and self.cell is not None:
            self.cell.append("\n")

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()

    def handle_data(self, data):
        if self.cell is not None:
            self.cell.append(data)

    def _skip(self):
        while self.below.get(len(self.row), 0):
            self.below[len(self.row)] -= 1
            self.row.append(None)

    def _end_cell(self):
        if self.cell is not None:
            if self.height > 1:
                for column in range(len(self.row), len(self.row) + self.span):
                    self.below[column] = self.height - 1
            text = "".join(self.cell).strip()
            self.row += [text or None, *[None] * (self.span - 1)]
            self.cell = None
            if len(self.row) > values.MOST_COLUMNS:
                raise FileRefused("too_large_sheet", sheet="")

    def _end_row(self):
        self._end_cell()
        if self.row is not None:
            self.rows.append(self.row)
            self.row = None


def _web_page(text):
    reader = _Tables()
    reader.feed(text)
    reader.close()
    reader._end_row()
    if not reader.rows:
        raise FileRefused("not_a_sheet")
    return [Sheet("", reader.rows)]


def _spreadsheet_xml(content):
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise FileRefused("damaged") from error
    space = f"{{{_OFFICE}}}"
    if root.tag != f"{space}Workbook":
        raise FileRefused("not_a_sheet")
    found = []
    for sheet in root.iter(f"{space}Worksheet"):
        rows = []
        for row in sheet.iter(f"{space}Row"):
            index = row.get(f"{space}Index")
            if index and index.isdigit():
                if int(index) > values.MOST_ROWS:
                    raise FileRefused("too_large_sheet", sheet="")
                rows += [[] for _empty in range(len(rows), int(index) - 1)]
            cells = []
            for cell in row.iter(f"{space}Cell"):
                place = cell.get(f"{space}Index") or ""
                place = int(place) - 1 if place.isdigit() else len(cells)
                if place >= values.MOST_COLUMNS:
                    raise FileRefused("too_large_sheet", sheet="")
                cells += [None] * (place - len(cells))
                cells.append(_xml_cell(cell.find(f"{space}Data"), space))
                across = cell.get(f"{space}MergeAcross") or ""
                if across.isdigit():
                    cells += [None] * min(int(across), values.MOST_COLUMNS)
            rows.append(cells)
        found.append(Sheet(sheet.get(f"{space}Name") or "", rows))
    return found


def _xml_cell(data, space):
    if data is None:
        return None
    text = "".join(data.itertext()).strip()
    kind = data.get(f"{space}Type")
    if kind == "Number":
        try:
            return float(text)
        except ValueError:
            return text or None
    if kind == "DateTime":
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            return text or None
    return text or None
