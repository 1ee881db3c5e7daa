# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Reads what the carrier answers to a dispute: a table with the number of each parcel,
the amount that it gives back, and a remark.

Also decides which credit of a later statement belongs to which dispute.
"""

from decimal import Decimal
from typing import NamedTuple

from . import numbers, words
from .values import ERROR, FileRefused, Problem

_ACCEPTED = (
    "认可金额 同意金额 同意退款金额 应退金额 退款金额 实退金额 退费金额 调整金额 "
    "acceptedamount accepted creditamount credit refundamount refund"
)
_REMARK = "回复 答复 处理结果 处理意见 备注 原因说明 answer reply remark comment result"
_MOST_ABOVE = 30
ZERO = Decimal(0)


class AnswerRow(NamedTuple):
    """The answer for one parcel. ``accepted`` is 0 or more; ``numbers`` are compared
    with waybill, tracking number and reference.
    """

    sheet: str
    row: int
    numbers: tuple
    accepted: Decimal
    remark: str


def read(sheets):
    """([``AnswerRow``], [``Problem``]) of the sheets of a file. A row without an amount
    has no answer yet.

    :raise FileRefused: when no sheet has the headings
    """
    rows, problems, found = [], [], False
    for sheet in sheets:
        head = _head(sheet)
        if head:
            found = True
            _read_sheet(sheet, *head, rows, problems)
    if not found:
        raise FileRefused("no_answer")
    return rows, problems


def _is(cell, known):
    known = {words.plain(word) for word in known.split()}
    bare = str(cell).split("(")[0].split("（")[0]
    return any(
        words.plain(part) in known
        for part in (bare, *bare.replace("/", "\n").split("\n"))
    )


def _head(sheet):
    """(index of the row, columns of numbers, column of the amount, of the remark)."""
    for place, row in enumerate(sheet.rows[:_MOST_ABOVE]):
        names, amount, remark = [], None, None
        for index, cell in enumerate(row):
            if not isinstance(cell, str):
                continue
            if _is(cell, _ACCEPTED):
                amount = index if amount is None else amount
            elif _is(cell, _REMARK):
                remark = index
            elif words.heading(cell)[0] in words.KEYS:
                names.append(index)
        if names and amount is not None:
            return place, names, amount, remark
    return None


def _read_sheet(sheet, place, names, amount, remark, rows, problems):
    below = sheet.rows[place + 1 :]
    mark, unclear = numbers.decimal_mark(_cell(row, amount) for row in below)
    heading = str(sheet.rows[place][amount]).split("\n")[0]
    if mark is None or unclear:
        problems.append(Problem(ERROR, "two_decimal_marks", sheet.name, None, heading))
        return
    for number, row in enumerate(below, sheet.start + place + 1):
        own = tuple(
            dict.fromkeys(
                name
                for name, quality in (numbers.name(_cell(row, each)) for each in names)
                if name and quality != "damaged"
            )
        )
        try:
            accepted = numbers.number(_cell(row, amount), mark)
        except numbers.NotANumber:
            problems.append(
                Problem(
                    ERROR,
                    "not_a_number",
                    sheet.name,
                    number,
                    heading,
                    {"value": str(_cell(row, amount))[:50]},
                )
            )
            continue
        if accepted is None or _is_total(row):
            continue
        if not own:
            if accepted:
                problems.append(
                    Problem(ERROR, "no_number", sheet.name, number, heading)
                )
            continue
        text = "" if remark is None else numbers.text_of(_cell(row, remark) or "")
        # A credit is written with and without its sign.
        rows.append(AnswerRow(sheet.name, number, own, abs(accepted), text[:500]))


_TOTALS = {words.plain(word) for word in words.TOTALS}


def _is_total(row):
    return any(
        isinstance(cell, str)
        and any(words.plain(part) in _TOTALS for part in cell.split("\n"))
        for cell in row
    )


def _cell(row, index):
    return row[index] if index < len(row) else None


# --- credits


class Claimed(NamedTuple):
    """One disputed parcel: ``after`` is the last line of its statement, ``amount`` what
    may come back.
    """

    id: int
    after: int
    amount: Decimal


def allocate(claimed, given):
    """{id of a disputed parcel: credited amount} of the disputes and the credits
    ``given`` of one parcel.

    A credit, (line, amount), goes to the earliest dispute of a statement before it that
    still misses something; what is more than all of them goes to the last one.
    """
    got = {each.id: ZERO for each in claimed}
    ordered = sorted(claimed, key=lambda each: (each.after, each.id))
    for line, amount in sorted(given):
        possible = [each for each in ordered if each.after < line]
        for each in possible:
            taken = min(amount, max(each.amount - got[each.id], ZERO))
            got[each.id] += taken
            amount -= taken
        if amount and possible:
            got[possible[-1].id] += amount
    return got
