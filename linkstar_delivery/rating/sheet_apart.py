# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Reads rate cards of users in a separate process, see ``child_process``.

The child process gets the bytes of the file and returns the content as JSON. Each text,
number and day is included once, and rows refer to it by its index, so that a long text
in a million cells is sent once.
"""

import json
import os
from datetime import date
from decimal import Decimal

from . import child_process
from .sheet_cells import MEGABYTE, MOST_TEXT, NotUsable, RefusedCell, Row, SheetProblem

#: Three times what a file of the largest allowed size needs.
_MEMORY = 512 * MEGABYTE
_SECONDS = 60
# The package is loaded under its own name, without its ``__init__`` and without the
# addon around it, so that Odoo is not loaded.
_CHILD = """
import sys
sys.path[:] = sys.argv[2:]
sys.modules["rating"] = package = type(sys)("rating")
package.__path__ = [sys.argv[1]]
from rating import sheet_apart
sheet_apart.child()
"""


def read(
    content: bytes, known: tuple[str, ...]
) -> tuple[dict[str, list[Row]], list[SheetProblem]]:
    """As ``sheet_file.read``, in a process with limited memory and time.

    :raise NotUsable: also for a file that needs more memory or time than a rate card
    should
    """
    answer = _ask(json.dumps(known).encode() + b"\n" + content)
    if "not_usable" in answer:
        raise NotUsable(answer["not_usable"], **answer["params"])
    values = [None, *(_MAKE[kind](*said) for kind, *said in answer["values"])]
    found = {
        name: [
            Row(number, tuple([values[place] for place in places]))
            for number, places in rows
        ]
        for name, rows in answer["sheets"].items()
    }
    return found, [
        SheetProblem(*place, params) for *place, params in answer["problems"]
    ]


def _ask(said):
    folder = os.path.dirname(os.path.abspath(__file__))
    try:
        return json.loads(child_process.ask(_CHILD, folder, said, _SECONDS))
    except child_process.ChildFailed as failed:
        raise NotUsable(failed.reason) from failed


_MAKE = {
    "text": str,
    "number": Decimal,
    "day": date.fromisoformat,
    "refused": RefusedCell,
}


# --- in the child


def child():
    """Read the file from stdin, write its content to stdout, and exit."""
    child_process.answer(_answer, _MEMORY, _SECONDS)


def _answer(source, target):
    from . import sheet_file

    known = tuple(json.loads(source.readline()))
    try:
        answer = _said(*sheet_file.read(source.read(), known))
    except NotUsable as problem:
        answer = {"not_usable": problem.code, "params": problem.params}
    # All at once, which json writes four times as fast as piece by piece.
    target.write(json.dumps(answer).encode())


def _said(found, problems):
    places, length = {None: 0}, 0
    sheets = {}
    for name, rows in found.items():
        sheets[name] = said = []
        for row in rows:
            numbers = []
            for cell in row.cells:
                place = places.get(cell)
                if place is None:
                    place = places[cell] = len(places)
                    length += len(cell) if isinstance(cell, str) else 0
                numbers.append(place)
            said.append((row.number, numbers))
    if length > MOST_TEXT:
        raise NotUsable("too_much_work")
    return {
        "values": [_value(cell) for cell in places if cell is not None],
        "sheets": sheets,
        "problems": [
            (each.sheet, each.row, each.column, each.code, dict(each.params))
            for each in problems
        ],
    }


def _value(cell):
    if isinstance(cell, RefusedCell):
        return "refused", cell.code, cell.value
    kind = (
        "text"
        if isinstance(cell, str)
        else "number"
        if isinstance(cell, Decimal)
        else "day"
    )
    return kind, str(cell)
