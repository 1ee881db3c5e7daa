# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Reads statements in a separate process, see ``rating.child_process``.

The child gets the bytes of the file and answers with one line of JSON (columns,
problems, totals) and then the lines as csv, which PostgreSQL loads as they are.
"""

import json
import os
from decimal import Decimal
from typing import NamedTuple

from ..rating import child_process
from . import answers, files, lines
from .values import MEGABYTE, FileRefused, Problem, StatementColumn

#: 100,000 rows of 50 columns need a third of it.
_MEMORY = 768 * MEGABYTE
_SECONDS = 300
# The addon's folder and its rates are packages without their own ``__init__``, so that
# neither Odoo nor the other addon is loaded.
_CHILD = """
import sys
sys.path[:] = sys.argv[2:]
for name in ("addon", "addon.rating"):
    sys.modules[name] = package = type(sys)(name)
    package.__path__ = [sys.argv[1] + name[5:].replace(".", "/")]
from addon.statements import apart
apart.child()
"""


class StatementAnswer(NamedTuple):
    """What the child found. ``table`` is csv with the fields of
    ``values.StatementLine``; ``content_hash`` is the same for the same lines in another
    order or another file; ``balance`` is that of a prepaid account at the end.
    """

    columns: tuple
    problems: tuple
    totals: dict
    stated: dict
    count: int
    content_hash: str
    balance: Decimal | None
    table: bytes


def read(content, filename="", known=None, currency=""):
    """The ``StatementAnswer`` for the bytes ``content``; see ``lines.read``.

    :raise FileRefused: for a file that cannot be read, or needs too much memory or time
    """
    asked = {"filename": filename, "known": known or {}, "currency": currency}
    said, _mark, table = _ask(json.dumps(asked).encode() + b"\n" + content).partition(
        b"\n"
    )
    answer = json.loads(said)
    if "not_usable" in answer:
        raise FileRefused(answer["not_usable"], **answer["params"])
    return StatementAnswer(
        tuple(StatementColumn(*column) for column in answer["columns"]),
        tuple(Problem(*problem) for problem in answer["problems"]),
        _decimals(answer["totals"]),
        _decimals(answer["stated"]),
        answer["count"],
        answer["hash"],
        None if answer["balance"] is None else Decimal(answer["balance"]),
        table,
    )


def read_answers(content, filename=""):
    """([``answers.AnswerRow``], [``Problem``]) of the carrier's answer to a dispute.

    :raise FileRefused: as ``read``; "no_answer" for a table of something else
    """
    asked = {"filename": filename, "answers": True}
    answer = json.loads(_ask(json.dumps(asked).encode() + b"\n" + content))
    if "not_usable" in answer:
        raise FileRefused(answer["not_usable"], **answer["params"])
    return (
        [
            answers.AnswerRow(sheet, row, tuple(names), Decimal(accepted), remark)
            for sheet, row, names, accepted, remark in answer["rows"]
        ],
        [Problem(*problem) for problem in answer["problems"]],
    )


def _decimals(amounts):
    return {name: Decimal(amount) for name, amount in amounts.items()}


def _ask(said):
    folder = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    try:
        return child_process.ask(_CHILD, folder, said, _SECONDS)
    except child_process.ChildFailed as failed:
        raise FileRefused(failed.reason) from failed


# --- in the child


def child():
    """Read the file from stdin, write the answer to stdout, and exit."""
    child_process.answer(_work, _MEMORY, _SECONDS)


def _work(source, target):
    asked = json.loads(source.readline())
    if asked.pop("answers", False):
        target.write(_answer_rows(source.read(), **asked))
    else:
        target.write(_answer(source.read(), **asked))


def _answer_rows(content, filename):
    try:
        rows, problems = answers.read(files.sheets(content, filename))
    except FileRefused as problem:
        said = {"not_usable": problem.code, "params": problem.params}
    else:
        said = {
            "rows": [
                (each.sheet, each.row, each.numbers, str(each.accepted), each.remark)
                for each in rows
            ],
            "problems": [(*each[:5], dict(each.params)) for each in problems],
        }
    return json.dumps(said).encode() + b"\n"


def _answer(content, filename, known, currency):
    try:
        reading = lines.read(files.sheets(content, filename), known, currency)
    except FileRefused as problem:
        said = {"not_usable": problem.code, "params": problem.params}
        return json.dumps(said).encode() + b"\n"
    said = {
        "columns": reading.columns,
        "problems": [
            (*problem[:5], dict(problem.params)) for problem in reading.problems
        ],
        "totals": {name: str(amount) for name, amount in reading.table.totals.items()},
        "stated": {name: str(amount) for name, amount in reading.stated.items()},
        "count": len(reading.table.lines),
        "hash": reading.table.content_hash(),
        "balance": None if reading.balance is None else str(reading.balance),
    }
    text = "".join(reading.table.lines)
    return json.dumps(said).encode() + b"\n" + text.encode()
