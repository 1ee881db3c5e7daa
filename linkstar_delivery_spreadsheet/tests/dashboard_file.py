# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The file of the dashboard, as the tests read it."""

import json
import re

from odoo.tools import file_open

FOLDER = "linkstar_delivery_spreadsheet/data/files"
_CALL = re.compile(r"(PIVOT(?:\.VALUE|\.HEADER)?|ODOO\.LIST(?:\.HEADER)?)\(([^()]*)\)")
_CELL = re.compile(r"([A-Z]+)(\d+)")


def read(name):
    with file_open(f"{FOLDER}/{name}_dashboard.json") as file:
        return json.load(file)


def charts(data):
    """The charts that ask the server, by id."""
    return {
        figure["id"]: figure["data"]
        for sheet in data["sheets"]
        for figure in sheet["figures"]
        if figure["data"]["type"].startswith("odoo_")
    }


def sources(data):
    """{name: a pivot, list or chart}: all that asks the server for data."""
    return {
        **{f"pivot {number}": each for number, each in data["pivots"].items()},
        **{f"list {number}": each for number, each in data["lists"].items()},
        **{f"chart {name}": each for name, each in charts(data).items()},
    }


def cells(data):
    """Triples of sheet, (column, row) counted from 1, and content."""
    for sheet in data["sheets"]:
        for name, content in sheet["cells"].items():
            yield sheet["name"], place(name), content


def place(name):
    letters, row = _CELL.fullmatch(name).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column, int(row)


def calls(content):
    """Pairs of function and arguments in a formula."""
    return [
        (name, [argument.strip().strip('"') for argument in arguments.split(",")])
        for name, arguments in _CALL.findall(content)
    ]


def ranges(text):
    """The corners in a reference to another sheet, like ``Data!B1:B9``."""
    sheet, _mark, corners = text.partition("!")
    return sheet, [place(corner) for corner in corners.split(":")]
