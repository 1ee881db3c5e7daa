"""Files of strangers, read in a process of their own: what takes all memory, never ends, or ends its process, does so there.

The child gets the file as it came, and says what is in it as JSON. Each text, number and day is in there once, and rows name
them by their place, so that one long text in a million cells stays one.
"""

import json
import os
import sys
from datetime import date
from decimal import Decimal

from .sheet_cells import MEGABYTE, MOST_TEXT, NotUsable, Problem, Refused, Row

#: What a file of the largest size takes is a third of it.
_MEMORY = 512 * MEGABYTE
_SECONDS = 60
#: The exit status of a child that knows that it had too little memory.
_NO_MEMORY = 3
# The package is loaded under its own name, without its start-up file, without the addon around it, and so without Odoo.
_CHILD = """
import sys
sys.path[:] = sys.argv[2:]
sys.modules["rating"] = package = type(sys)("rating")
package.__path__ = [sys.argv[1]]
from rating import sheet_apart
sheet_apart.child()
"""


def read(content: bytes, known: tuple[str, ...]) -> tuple[dict[str, list[Row]], list[Problem]]:
    """As ``sheet_file.read``, in a process with little memory and time.

    :raise NotUsable: also for a file that needs more of them than a rate card
    """
    answer = _ask(json.dumps(known).encode() + b"\n" + content)
    if "not_usable" in answer:
        raise NotUsable(answer["not_usable"], **answer["params"])
    values = [None, *(_MAKE[kind](*said) for kind, *said in answer["values"])]
    found = {
        name: [Row(number, tuple([values[place] for place in places])) for number, places in rows]
        for name, rows in answer["sheets"].items()
    }
    return found, [Problem(*place, params) for *place, params in answer["problems"]]


def _ask(said):
    # The child imports this module, too, and has no use for it.
    import subprocess

    folder = os.path.dirname(os.path.abspath(__file__))
    # Without its own start-up files: the paths are those of this process, wherever they came from.
    command = [sys.executable, "-I", "-S", "-c", _CHILD, folder, *filter(None, sys.path)]
    try:
        done = subprocess.run(command, input=said, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=_SECONDS, check=False)
    except (subprocess.TimeoutExpired, OSError) as error:
        raise NotUsable("too_much_work") from error
    # A child that was ended has a negative status.
    if done.returncode < 0 or done.returncode == _NO_MEMORY:
        raise NotUsable("too_much_work")
    if done.returncode:
        raise NotUsable("damaged")
    return json.loads(done.stdout)


_MAKE = {"text": str, "number": Decimal, "day": date.fromisoformat, "refused": Refused}


# --- in the child


def child():
    """Read what comes in, write what is in it, and end."""
    _limit()
    try:
        _answer(sys.stdin.buffer, sys.stdout)
    except MemoryError:
        sys.exit(_NO_MEMORY)


def _limit():
    try:
        import resource
    except ImportError:
        # Windows has no such limits; the time limit holds there, too.
        return
    for limit, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS), (resource.RLIMIT_CORE, 0)):
        try:
            hard = resource.getrlimit(limit)[1]
            resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (ValueError, OSError):
            # Not every system has each of them.
            continue


def _answer(source, target):
    from . import sheet_file

    known = tuple(json.loads(source.readline()))
    try:
        answer = _said(*sheet_file.read(source.read(), known))
    except NotUsable as problem:
        answer = {"not_usable": problem.code, "params": problem.params}
    json.dump(answer, target)


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
        "problems": [(each.sheet, each.row, each.column, each.code, dict(each.params)) for each in problems],
    }


def _value(cell):
    if isinstance(cell, Refused):
        return "refused", cell.code, cell.value
    kind = "text" if isinstance(cell, str) else "number" if isinstance(cell, Decimal) else "day"
    return kind, str(cell)
