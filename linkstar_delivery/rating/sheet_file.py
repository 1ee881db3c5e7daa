# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Reads the bytes of an xlsx or csv file as rows of cells, and refuses dangerous
content.

A workbook has the sheets of ``sheet.SHEETS``. A csv file has the same sheets one below
the other: the first cell of each row names the sheet, and the first row of a sheet is
its header. A csv file is UTF-8, and its separator (comma, semicolon or tab) is taken
from the first row.
"""

import csv
import io
import re

from .sheet_cells import (
    MEGABYTE,
    MOST_BYTES,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_PROBLEMS,
    MOST_ROWS,
    NotUsable,
    Row,
    SheetProblem,
    shown,
)

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def read(
    content: bytes, known: tuple[str, ...]
) -> tuple[dict[str, list[Row]], list[SheetProblem]]:
    """The rows that are not empty of each sheet in ``known``. Upper and lower case in
    the names of sheets do not matter.

    :raise NotUsable: when it is not such a file, or too large
    """
    if len(content) > MOST_BYTES:
        raise NotUsable(
            "too_large", size=-(-len(content) // MEGABYTE), limit=MOST_BYTES // MEGABYTE
        )
    if not content.strip():
        raise NotUsable("empty_file")
    if content.startswith(_OLD_EXCEL):
        raise NotUsable("old_excel")
    sheets = {name.casefold(): name for name in known}
    if not content.startswith(b"PK"):
        return _read_csv(content, sheets)
    # Loading the modules that it needs takes longer than reading most files.
    from .sheet_xlsx import read_xlsx

    return read_xlsx(content, sheets)


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
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter.group(), strict=True
    )
    number, size = 1, 0
    try:
        for cells in reader:
            first, number = number, reader.line_num + 1
            size += len(cells)
            if len(cells) > MOST_COLUMNS:
                raise NotUsable(
                    "too_many_columns", sheet=shown(cells[0]), limit=MOST_COLUMNS
                )
            if size > MOST_CELLS:
                raise NotUsable("too_much_work")
            taken = tuple([_unmarked(cell.strip()) or None for cell in cells])
            if not any(taken):
                continue
            name = sheets.get((taken[0] or "").casefold())
            if name is None:
                if not found and not unknown:
                    return {}, [
                        SheetProblem(
                            shown(taken[0] or ""), first, "", "no_sheet_column"
                        )
                    ]
                if taken[0] not in unknown:
                    problems.append(
                        SheetProblem(shown(taken[0] or ""), first, "", "unknown_sheet")
                    )
                    if len(problems) > MOST_PROBLEMS:
                        return {}, problems
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
    """Text without the apostrophe that prevents a spreadsheet from reading it as a
    formula.
    """
    return (
        text[1:]
        if text[:1] == "'" and text[1:2] in _FORMULA_MARKS and text[1:2]
        else text
    )


def marked(text: str) -> str:
    """Text as it is written in a csv file; see :func:`_unmarked`."""
    return f"'{text}" if text[:1] in _FORMULA_MARKS and text else text
