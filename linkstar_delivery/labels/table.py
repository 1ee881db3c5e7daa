"""A list as a file for a spreadsheet."""

import csv
import io

import xlsxwriter

#: What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def xlsx(title, columns, rows):
    """Bytes of a workbook: ``columns`` are headings, ``rows`` texts and numbers; texts stay texts."""
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(title[:31])
        bold = book.add_format({"bold": True})
        widths = [len(column) for column in columns]
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column, bold)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row):
                widths[place] = max(widths[place], len(str(value or '')))
                if isinstance(value, int | float):
                    sheet.write_number(number, place, value)
                elif value:
                    sheet.write_string(number, place, value)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, min(width + 2, 50))
        sheet.freeze_panes(1, 0)
    return output.getvalue()


def csv_file(columns, rows):
    """Bytes of a CSV in UTF-8 with a mark, which spreadsheets need to see that it is."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value for value in row])
    return output.getvalue().encode("utf-8-sig")
