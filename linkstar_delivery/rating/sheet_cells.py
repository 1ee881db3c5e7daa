# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The raw content of a rate card's file, before it gets a meaning."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
#: All files in a workbook together, by its directory; ``zipfile`` reads no more of a
#: file than the directory says.
MOST_UNPACKED = 100 * MEGABYTE
#: The ratio of these to the size of the file. Prices compress well, but not this well.
MOST_RATIO, RATIO_FROM = 200, 16 * MEGABYTE
MOST_ROWS = 50_000
MOST_COLUMNS = 1000
MOST_CELLS = 1_000_000
#: Characters of all different texts of a file. The postcodes of all remote areas of the
#: world need a quarter of it.
MOST_TEXT = 2_000_000
#: Nobody corrects more errors than this in one go.
MOST_PROBLEMS = 5000
_LONGEST_SHOWN = 200


def shown(text: str) -> str:
    """``text`` short enough for a sentence."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


class SheetProblem(NamedTuple):
    """An error at a place of a file; ``row`` counts from 1 as in a spreadsheet,
    ``None`` is the whole sheet.
    """

    sheet: str
    row: int | None
    column: str
    code: str
    params: Mapping[str, object] = MappingProxyType({})

    def __hash__(self):
        return hash(self[:4])


class NotUsable(Exception):
    """The file cannot be read at all."""

    def __init__(self, code, **params):
        super().__init__(code)
        self.code, self.params = code, params


class RefusedCell(NamedTuple):
    """A cell with a value that is not accepted."""

    code: str
    value: str = ""


class Row(NamedTuple):
    """``cells``: text that is not empty, ``Decimal``, ``date``, ``RefusedCell`` or
    ``None``.
    """

    number: int
    cells: tuple
