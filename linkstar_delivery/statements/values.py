# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the reader of statements returns."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

MEGABYTE = 1024 * 1024
MOST_BYTES = 120 * MEGABYTE
MOST_UNPACKED = 1024 * MEGABYTE
MOST_FILES = 50
MOST_ROWS = 1_048_576
MOST_COLUMNS = 400
MOST_PROBLEMS = 500

#: An error prevents the import; a question prevents it until a person answers it in the
#: columns or accepts the totals; a note does not.
ERROR, QUESTION, NOTE = "error", "question", "note"


class FileRefused(Exception):
    """The file cannot be read at all; ``code`` says why."""

    def __init__(self, code, **params):
        super().__init__(code)
        self.code, self.params = code, params


class Problem(NamedTuple):
    """Something at a place of a file. ``row`` counts from 1, ``None`` is the whole
    sheet; ``column`` is a heading.
    """

    severity: str
    code: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    params: Mapping[str, object] = MappingProxyType({})


class Sheet(NamedTuple):
    """The rows of a sheet, each a list of ``str``, ``int``, ``float``, ``date`` or
    ``None``; ``start`` is the number of the first row.
    """

    name: str
    rows: list
    hidden: bool = False
    start: int = 1


class StatementColumn(NamedTuple):
    """A column and its meaning (see ``words.ROLES``).

    ``decimal`` is the decimal mark of its texts, ``order`` the order of its days ("dmy"
    or "mdy"). ``sign`` is "plain" (as written), "turned" (all amounts have the opposite
    sign), "credit" (discounts and claims above zero are money for us), or "" (open).
    """

    sheet: str
    index: int
    heading: str
    example: str = ""
    role: str = ""
    kind: str = ""
    unit: str = ""
    currency: str = ""
    decimal: str = ""
    order: str = ""
    sign: str = ""


class StatementLine(NamedTuple):
    """One charge of one parcel. Weights are in kilograms.

    ``quality`` of the numbers: "" as written, "number" (from a numeric cell: zeros in
    front may be lost), "damaged" (digits are lost). ``special``: "" or "difference"
    (added to an earlier bill), "lump" (the total of a row without parts), "gap" (the
    difference of a row's total to its parts).
    """

    sheet: str
    row: int
    waybill: str
    reference: str
    tracking: str
    quality: str
    country: str
    service: str
    actual: Decimal | None
    volumetric: Decimal | None
    settled: Decimal | None
    kind: str
    fee: str
    amount: Decimal
    special: str
    currency: str
    day: str


class Reading(NamedTuple):
    """The content of a file. ``table`` is a ``table.StatementTable``; its amounts by
    currency have "" where none is stated. ``stated`` are the totals by sheet.
    ``balance`` is what a prepaid account has after the last movement, or ``None``.
    """

    columns: tuple
    problems: tuple
    stated: dict
    table: object
    balance: Decimal | None
