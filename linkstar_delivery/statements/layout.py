# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Where the head of a sheet is, and what its columns mean."""

from typing import NamedTuple

from . import words
from .values import StatementColumn

_MOST_ABOVE = 60


class Head(NamedTuple):
    """``row`` is the index of the first row of the head, ``last`` of its last row."""

    row: int
    last: int
    columns: tuple


def find(sheet, known):
    """The ``Head`` of ``sheet``, or ``None``.

    :param known: {heading after ``words.plain``: the column as it was corrected before}
    """
    best, most = None, 0
    rows = sheet.rows[:_MOST_ABOVE]
    for place, row in enumerate(rows):
        if not any(isinstance(cell, str) for cell in row):
            continue
        single = _columns(sheet.name, row, known)
        tries = [(place, single)]
        if place + 1 < len(rows) and _is_text(rows[place + 1]):
            tries.append((place + 1, _columns(sheet.name, _two(rows, place), known)))
        for last, columns in tries:
            count = len([column for column in columns if column.role])
            if count > most and _is_whole(columns):
                best, most = Head(place, last, tuple(columns)), count
    return best and best._replace(columns=_pairs(best.columns))


def _two(rows, place):
    """One row of headings out of two: what is below wins, a group above stays where
    nothing is below.
    """
    above, below = rows[place], rows[place + 1]
    width = max(len(above), len(below))
    above = [*above, *[None] * (width - len(above))]
    below = [*below, *[None] * (width - len(below))]
    return [low or high for high, low in zip(above, below)]


def _is_text(row):
    filled = [cell for cell in row if cell is not None]
    return bool(filled) and all(isinstance(cell, str) for cell in filled)


def _columns(sheet, row, known):
    columns = []
    for index, cell in enumerate(row):
        if not isinstance(cell, str):
            continue
        role, kind, unit, currency = words.heading(cell)
        column = StatementColumn(
            sheet,
            index,
            cell.strip(),
            role=role,
            kind=kind,
            unit=unit,
            currency=currency,
        )
        if corrected := known.get(words.plain(cell)):
            column = column._replace(**corrected)
        columns.append(column)
    return columns


def _is_whole(columns):
    roles = {column.role for column in columns}
    return bool(roles & set(words.KEYS)) and bool(
        roles & {"fee", "amount", "total", "difference"}
    )


def _pairs(columns):
    """A word such as "amount" beside a column per fee is the total of the row; one
    currency in the heading of a weight is none.
    """
    roles = [column.role for column in columns]
    if "kind" not in roles and "amount" in roles and "total" not in roles:
        columns = tuple(
            column._replace(role="total") if column.role == "amount" else column
            for column in columns
        )
    seen, result = set(), []
    for column in columns:
        once = column.role in (*words.KEYS, *words.WEIGHTS, *words.DAYS, "total")
        # The second column for one meaning (a weight in two units) is not read.
        if once and column.role in seen:
            column = column._replace(role="ignored")
        seen.add(column.role)
        result.append(column)
    return tuple(result)
