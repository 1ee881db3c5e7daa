"""What a file of a rate card consists of, before anybody knows what it means."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
#: Of all files in a workbook together, as its directory tells; ``zipfile`` reads no more of a file than that.
MOST_UNPACKED = 100 * MEGABYTE
#: Of these together and of the file; prices pack well, but not so well.
MOST_RATIO, RATIO_FROM = 200, 16 * MEGABYTE
MOST_ROWS = 50_000
MOST_COLUMNS = 1000
MOST_CELLS = 1_000_000
#: Characters of all different texts of a file: postcodes of all remote areas of the world have a quarter of it.
MOST_TEXT = 2_000_000
#: No reader of errors gets to the end of so many.
MOST_PROBLEMS = 5000
_LONGEST_SHOWN = 200


def shown(text: str) -> str:
    """``text`` short enough for a sentence."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


class Problem(NamedTuple):
    """What is wrong at a place of a file; ``row`` counts from 1 as the spreadsheet does, ``None`` is the whole sheet."""

    sheet: str
    row: int | None
    column: str
    code: str
    params: Mapping[str, object] = MappingProxyType({})

    def __hash__(self):
        return hash(self[:4])


class NotUsable(Exception):
    """The file as a whole cannot be read."""

    def __init__(self, code, **params):
        super().__init__(code)
        self.code, self.params = code, params


class Refused(NamedTuple):
    """A cell whose content cannot be taken."""

    code: str
    value: str = ""


class Row(NamedTuple):
    """``cells``: text that is not empty, ``Decimal``, ``date``, ``Refused`` or ``None``."""

    number: int
    cells: tuple
