"""The XML of a workbook's sheet as cells, before anybody knows what they mean.

A cell is told as (column's letters or "", what it says): either (style, type, text), each a text and that of a formula ``None``,
or an XML text that :func:`said` makes these of. What a sheet of prices consists of, row after row of cells with nothing but a
value, is taken by a pattern, which is three times as fast as a parser; everything else on the sheet, and each sheet in which the
pattern leaves out a single character, goes through expat.
"""

import re
from collections.abc import Callable
from xml.parsers import expat

from .sheet_cells import MEGABYTE, MOST_ROWS, NotUsable

_MOST_AT_ONCE = 16 * MEGABYTE
#: One is an error already.
_MOST_MERGED = 1000
_CELL = r'<c r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(?: t="([a-z]+)")?(?:/>|><v>([^<&]*)</v></c>)'
#: Of a row of which each cell is such: the letters, and the rest, which is the same text wherever a cell says the same.
_CELLS = re.compile(r'<c r="([A-Z]+)\d+"([^>]*>(?:<v>[^<]*</v></c>)?)')
_SAID = re.compile(_CELL.partition(r'\d+"')[2])
_ROW = re.compile(rf'<row r="(\d+)"[^<>/]*(?:/>|>((?:{re.sub("[(](?![?])", "(?:", _CELL)})*+)</row>)')
_OPEN, _CLOSE = "<sheetData>", "</sheetData>"


def read(stream, take: Callable) -> list[str]:
    """Call ``take(number, cells)`` for each row, the number being 0 where it is not told; return the areas of merged cells.

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
    """Style, type and text of a cell, from its XML after the place."""
    return _SAID.fullmatch(rest).groups(default="")


def _without_plain_rows(content, take):
    """The sheet without its rows, which were taken; ``None``, and nothing taken, when one of them has more than values."""
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
    """Takes the cells as expat meets them."""

    def __init__(self, take):
        self.take, self.merged = take, []
        self.number, self.cells = 0, []
        self.cell, self.formula = ("", "", ""), False
        self.parts, self.taking, self.aside = [], False, False
        self.expat = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = self._start, self._end, self._text
        parser.StartDoctypeDeclHandler = self._doctype

    def _doctype(self, *_declaration):
        raise NotUsable("damaged")

    def _start(self, tag, attributes):
        match tag.rpartition(":")[2]:
            case "v" | "t":
                self.taking = not self.aside
            case "c":
                self.cell = (attributes.get("r", "").rstrip("0123456789"), attributes.get("s", ""), attributes.get("t", ""))
                self.formula, self.parts = False, []
            case "row":
                self.number, self.cells = int(attributes.get("r", 0)), []
            case "f":
                self.formula = True
            case "rPh":  # how a text is spoken
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
                self.cells.append((letters, (style, kind, None if self.formula else "".join(self.parts))))
            case "row":
                self.take(self.number, self.cells)
            case "rPh":
                self.aside = False
