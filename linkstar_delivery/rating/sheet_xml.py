# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The XML of a sheet as raw cells.

A cell is (letters of the column or "", content). The content is (style, type, text),
where text and formula text may be ``None``, or an XML text that :func:`said` converts
into this form. Rows with plain value cells, which are nearly all rows of a price list,
are read by a pattern: 24,000 cells in 15 ms. expat needs 57 ms and ElementTree 70 ms,
with which the row ``rates.card_import`` of the benchmark misses its limit. All other
parts of the sheet go through expat, and so does each sheet that the pattern does not
cover completely.
"""

import re
from collections.abc import Callable
from xml.parsers import expat

from .sheet_cells import MEGABYTE, MOST_ROWS, NotUsable

_MOST_AT_ONCE = 16 * MEGABYTE
#: More than one would already be an error.
_MOST_MERGED = 1000
_CELL = (
    r'<c r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(?:'
    r' t="([a-z]+)")?(?:/>|><v>([^<&]*)</v></c>)'
)
#: For a row of plain cells: the letters, and the rest, which is the same text for cells
#: with the same content.
_CELLS = re.compile(r'<c r="([A-Z]+)\d+"([^>]*>(?:<v>[^<]*</v></c>)?)')
_SAID = re.compile(_CELL.partition(r'\d+"')[2])
_ROW = re.compile(
    rf'<row r="(\d+)"[^<>/]*(?:/>|>((?:{re.sub("[(](?![?])", "(?:", _CELL)})*+)</row>)'
)
_OPEN, _CLOSE = "<sheetData>", "</sheetData>"


def read(stream, take: Callable) -> list[str]:
    """Call ``take(number, cells)`` for each row; the number is 0 where the sheet does
    not give it. Return the areas of merged cells.

    :raise NotUsable: for a sheet that declares entities
    """
    content = stream.read(_MOST_AT_ONCE + 1)
    rest = _without_plain_rows(content, take) if len(content) <= _MOST_AT_ONCE else None
    parser = _Parser(take)
    if rest is not None:
        parser.expat.Parse(rest, True)
    else:
        stream.seek(0)
        parser.expat.ParseFile(stream)
    return parser.merged


def said(rest: str) -> tuple[str, str, str]:
    """Style, type and text of a cell, from the XML after its position."""
    return _SAID.fullmatch(rest).groups(default="")


def _without_plain_rows(content, take):
    """The sheet without its plain rows, which were taken. ``None``, with no row taken,
    when a row has more than plain values.
    """
    try:
        text = content.decode("ascii")
    except UnicodeDecodeError:
        return None
    head, opened, rest = text.partition(_OPEN)
    body, closed, tail = rest.rpartition(_CLOSE)
    if not opened or not closed or "<!" in head:
        return None
    rows, end = [], 0
    for row in _ROW.finditer(body):
        if row.start() != end or len(rows) > MOST_ROWS:
            return None
        rows.append(row)
        end = row.end()
    if end != len(body):
        return None
    for row in rows:
        take(int(row[1]), _CELLS.findall(row[2] or ""))
    return f"{head}{opened}{closed}{tail}".encode()


class _Parser:
    """Reads the cells with expat."""

    def __init__(self, take):
        self.take, self.merged = take, []
        self.number, self.cells = 0, []
        self.cell, self.formula = ("", "", ""), False
        self.parts, self.taking, self.aside = [], False, False
        self.expat = parser = expat.ParserCreate()
        parser.buffer_text = True
        (
            parser.StartElementHandler,
            parser.EndElementHandler,
            parser.CharacterDataHandler,
        ) = (self._start, self._end, self._text)
        parser.StartDoctypeDeclHandler = self._doctype

    def _doctype(self, *_declaration):
        raise NotUsable("damaged")

    def _start(self, tag, attributes):
        match tag.rpartition(":")[2]:
            case "v" | "t":
                self.taking = not self.aside
            case "c":
                self.cell = (
                    attributes.get("r", "").rstrip("0123456789"),
                    attributes.get("s", ""),
                    attributes.get("t", ""),
                )
                self.formula, self.parts = False, []
            case "row":
                self.number, self.cells = int(attributes.get("r", 0)), []
            case "f":
                self.formula = True
            case "rPh":  # phonetic hints
                self.aside = True
            case "mergeCell":
                if len(self.merged) < _MOST_MERGED:
                    self.merged.append(attributes["ref"])

    def _text(self, text):
        if self.taking:
            self.parts.append(text)

    def _end(self, tag):
        match tag.rpartition(":")[2]:
            case "v" | "t":
                self.taking = False
            case "c":
                letters, style, kind = self.cell
                self.cells.append(
                    (
                        letters,
                        (style, kind, None if self.formula else "".join(self.parts)),
                    )
                )
            case "row":
                self.take(self.number, self.cells)
            case "rPh":
                self.aside = False
