# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A card as the rows of a file, and as an xlsx or csv file that ``sheet.read`` turns
into the same card again.
"""

import csv
import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import xlsxwriter

from . import notation, sheet_columns, sheet_file
from .card import Area, Card, Discount
from .sheet import EXPLANATION, TABLES

_WIDTH, _WIDE = 14, 48
_WIDE_COLUMNS = ("areas", "excluded", "value", "text")


def tables(card: Card) -> dict[str, list[tuple]]:
    """The rows of each sheet with its header first. Cells are text, ``Decimal``,
    ``int``, ``date``, ``True``, or ``None`` when empty.
    """
    settings = (
        (sheet_columns.CARD, card),
        (sheet_columns.WEIGHT_RULE, card.weight_rule),
        (sheet_columns.LIMITS, card.limits),
    )
    brackets = [
        (zone.name, *_cells(sheet_columns.BRACKET, bracket))
        for zone in card.zones
        for bracket in zone.brackets
    ]
    rows = {
        "Card": [
            (column.header, _cell(getattr(part, column.attribute)))
            for group, part in settings
            for column in group
        ],
        "Zones": [_cells(sheet_columns.ZONE, zone) for zone in card.zones],
        "Brackets": brackets,
        "Surcharges": [
            _cells(sheet_columns.SURCHARGE, surcharge) for surcharge in card.surcharges
        ],
    }
    return {
        name: [tuple(column.header for column in TABLES[name]), *rows[name]]
        for name in TABLES
    }


def _cells(group, part):
    """One row. Where the card has no value, such as no step, the cell stays empty."""
    values = [(getattr(part, column.attribute), column.required) for column in group]
    return tuple(
        _cell(value) if value or required else None for value, required in values
    )


def _cell(value):
    if isinstance(value, tuple):
        first = value[0] if value else None
        write = {Area: notation.areas_text, Discount: notation.discounts_text}.get(
            type(first), notation.words_text
        )
        return write(value) or None
    return None if value == "" or value is False else value


def xlsx(card: Card, explanation: Sequence[tuple[str, str, str]] = ()) -> bytes:
    """A workbook; ``explanation`` has the rows of a sheet for people: sheet, column,
    text.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    head, day = (
        book.add_format({"bold": True, "bottom": 1}),
        book.add_format({"num_format": "yyyy-mm-dd"}),
    )
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheets = tables(card)
    if explanation:
        sheets[EXPLANATION] = [("sheet", "column", "text"), *explanation]
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        page.freeze_panes(1, 0)
        for place, title in enumerate(rows[0]):
            page.set_column(
                place,
                place,
                _WIDE if title in _WIDE_COLUMNS else _WIDTH,
                wrapped if title == "text" else None,
            )
            page.write_string(0, place, title, head)
        for number, row in enumerate(rows[1:], 1):
            for place, value in enumerate(row):
                _write(page, number, place, value, day)
    book.close()
    return out.getvalue()


def _write(page, row, column, value, day):
    if isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif isinstance(value, (Decimal, int)):
        page.write_number(row, column, value)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, day)
    elif value is not None:
        page.write_string(row, column, value)


def csv_file(card: Card) -> bytes:
    """One csv file with all sheets, see ``sheet_file``. The byte order mark makes
    spreadsheets read it as UTF-8.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for name, rows in tables(card).items():
        for row in rows:
            writer.writerow([name, *map(_text, row)])
    return out.getvalue().encode("utf-8-sig")


def _text(value):
    if value is None:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, Decimal):
        return notation.number_text(value)
    return sheet_file.marked(value) if isinstance(value, str) else str(value)
