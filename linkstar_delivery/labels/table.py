# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Exports a list as a spreadsheet file."""

import csv
import io

import xlsxwriter

#: A spreadsheet would read text with this beginning as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def xlsx(title, columns, rows):
    """Bytes of a workbook: ``columns`` are headings, ``rows`` are texts and numbers;
    texts stay texts.
    """
    output = io.BytesIO()
    with xlsxwriter.Workbook(
        output,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    ) as book:
        sheet = book.add_worksheet(title[:31])
        bold = book.add_format({"bold": True})
        widths = [len(column) for column in columns]
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column, bold)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                widths[place] = max(widths[place], len(str(value or "")))
                if isinstance(value, int | float):
                    sheet.write_number(number, place, value)
                elif value:
                    sheet.write_string(number, place, value)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, min(width + 2, 50))
        sheet.freeze_panes(1, 0)
    return output.getvalue()


def csv_file(columns, rows):
    """Bytes of a CSV file in UTF-8 with a byte order mark, so that spreadsheets
    recognise the encoding.
    """
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow(columns)
    for row in rows:
        writer.writerow(
            [
                (
                    f"'{value}"
                    if isinstance(value, str) and value.startswith(_FORMULA)
                    else value
                )
                for value in row
            ]
        )
    return output.getvalue().encode("utf-8-sig")
