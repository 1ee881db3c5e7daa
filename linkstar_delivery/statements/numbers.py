# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Numbers, days and numbers that are names, as people and programs write them.

What one cell does not tell (is 1,234 a thousand or a little more than one?) is decided
for a whole column.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from .words import CURRENCIES, UNITS

_SERIAL = date(1899, 12, 30)
_NOISE = Decimal("0.000001")
_AROUND = re.compile(
    r"^(?P<open>\()?(?P<mark>[^\d().,+\-]*)(?P<sign>[+\-]?)(?P<after>[^\d().,+\-]*)"
    r"(?P<digits>[\d.,' ]*\d[.,]?)(?P<unit>[^\d().,+\-]*)(?P<back>-?)(?P<close>\))?$"
)
#: Amounts, weights and words are often the same in many rows.
_CACHED = 50_000
_NOTHING = ("", "-", "--", "—", "/", "n/a", "na", "无")


class NotANumber(ValueError):
    """The text is no number."""


@lru_cache(_CACHED)
def text_of(cell):
    """A cell as text without the width of its characters."""
    return unicodedata.normalize("NFKC", str(cell)).replace("\xa0", " ").strip()


@lru_cache(_CACHED)
def parts(cell):
    """(sign, digits with separators, unit or currency) of a text; ``None`` for
    nothing.

    :raise NotANumber: for a text that is no number
    """
    text = text_of(cell).replace("−", "-")
    if text.casefold() in _NOTHING:
        return None
    found = _AROUND.match(text)
    if not found or bool(found["open"]) != bool(found["close"]):
        raise NotANumber(text)
    words = [
        found[name].strip().casefold()
        for name in ("mark", "after", "unit")
        if found[name].strip()
    ]
    if any(
        word not in UNITS and word not in CURRENCIES and word != "¥" for word in words
    ):
        raise NotANumber(text)
    minus = bool(found["open"]) ^ (found["sign"] == "-" or found["back"] == "-")
    digits = re.sub(r"['\s]", "", found["digits"]).rstrip(".,")
    return -1 if minus else 1, digits, words[-1] if words else ""


def evidence(digits):
    """The decimal mark that ``digits`` prove, "" when they have no separator, "?" when
    they do not decide, "!" when they are no number.
    """
    marks = [char for char in digits if char in ".,"]
    if not marks:
        return ""
    last, groups = marks[-1], re.split("[.,]", digits)
    grouped = all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3
    if len(set(marks)) == 2:
        inner = groups[1:-1]
        if marks.count(last) > 1 or not all(len(group) == 3 for group in inner):
            return "!"
        return last
    if len(marks) > 1:
        return ({".": ",", ",": "."}[last]) if grouped else "!"
    if len(groups[1]) != 3 or not grouped or groups[0] == "0":
        return last
    return "?"


@lru_cache(_CACHED)
def number(cell, decimal="."):
    """A cell as ``Decimal``, ``None`` for an empty one.

    :raise NotANumber: for something else, and for digits that ``decimal`` contradicts
    """
    if cell is None or isinstance(cell, bool):
        return None
    if isinstance(cell, int):
        return Decimal(cell)
    if isinstance(cell, float):
        if cell != cell or cell in (float("inf"), float("-inf")):
            raise NotANumber(str(cell))
        return Decimal(repr(cell)).quantize(_NOISE).normalize() + 0
    if not isinstance(cell, str):
        raise NotANumber(str(cell))
    found = parts(cell)
    if found is None:
        return None
    sign, digits, _unit = found
    proof = evidence(digits)
    if proof == "!" or (proof in (".", ",") and proof != decimal):
        raise NotANumber(text_of(cell))
    other = "," if decimal == "." else "."
    return sign * Decimal(digits.replace(other, "").replace(decimal, "."))


def decimal_mark(cells):
    """(decimal mark, whether it is undecided) of the texts of a column; (None, False)
    when the texts contradict each other.
    """
    seen = set()
    for cell in cells:
        if isinstance(cell, str):
            try:
                found = parts(cell)
            except NotANumber:
                continue
            if found:
                seen.add(evidence(found[1]))
    proved = seen & {".", ","}
    if len(proved) == 2:
        return None, False
    if proved:
        return proved.pop(), False
    return ".", "?" in seen


# --- days

_YMD = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_DMY = re.compile(r"^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_NAMED = re.compile(r"^(\d{1,2})[-/ ]([A-Za-z]{3})[a-z]*[-/ ](\d{4}|\d{2})")
_COMPACT = re.compile(r"^(20\d{2})(\d{2})(\d{2})(?!\d)")
_MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)


class NotADay(ValueError):
    """The cell is no day."""


def day_order(cells):
    """("dmy" or "mdy", whether it is undecided) of the texts of a column; (None, False)
    when they contradict each other. Points are between day and month.
    """
    seen, unclear = set(), False
    for cell in cells:
        found = _DMY.match(text_of(cell)) if isinstance(cell, str) else None
        if not found:
            continue
        first, second = int(found[1]), int(found[3])
        if first > 12 or found[2] == ".":
            seen.add("dmy")
        elif second > 12:
            seen.add("mdy")
        elif first != second:
            unclear = True
    if len(seen) == 2:
        return None, False
    return (seen.pop(), False) if seen else ("dmy", unclear)


def day(cell, order="dmy"):
    """A cell as ``date``; ``None`` for an empty one and for the days 1900 and 1970 that
    programs write for nothing.

    :raise NotADay: for something else
    """
    if cell is None or cell == "":
        return None
    try:
        found = _day(cell, order)
    except (ValueError, OverflowError) as error:
        raise NotADay(text_of(cell)) from error
    return None if found is None or found.year <= 1970 else found


def _day(cell, order):
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, (int, float)):
        if 0 <= cell < 2_958_466:
            return _SERIAL + timedelta(days=int(cell))
        return date(int(cell) // 10000, int(cell) // 100 % 100, int(cell) % 100)
    text = text_of(cell)
    if text.casefold() in _NOTHING:
        return None
    if found := _YMD.match(text) or _COMPACT.match(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NAMED.match(text):
        month = _MONTHS.index(found[2].casefold()) + 1
        return date(_year(found[3]), month, int(found[1]))
    if found := _DMY.match(text):
        first, second = int(found[1]), int(found[3])
        if order == "mdy":
            first, second = second, first
        return date(_year(found[4]), second, first)
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return _SERIAL + timedelta(days=int(float(text)))
    raise ValueError(text)


def _year(text):
    return int(text) if len(text) == 4 else 2000 + int(text)


# --- numbers that are names

_FORMULA = re.compile(r'^="?(.*?)"?$')
_POWER = re.compile(r"^\d(?:[.,]\d+)?E\+?\d+$")
_EXACT = 10**15


def name(cell):
    """(number as it is compared, quality) of a cell with a waybill or the like; see
    ``values.StatementLine``.
    """
    if cell is None:
        return "", ""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        if cell != int(cell):
            return str(cell), "damaged"
        # A spreadsheet keeps 15 digits.
        return str(int(cell)), "damaged" if abs(cell) >= _EXACT else "number"
    if isinstance(cell, str) and cell.isascii() and cell.isalnum():
        text = cell.upper()
        return text, "damaged" if is_damaged(text) else ""
    text = "".join(
        char for char in text_of(cell) if char.isprintable() and not char.isspace()
    )
    text = _FORMULA.sub(r"\1", text).strip("'\"").upper()
    return text, "damaged" if is_damaged(text) else ""


def is_damaged(text):
    """Whether a number as :func:`name` returns it is written as a power of ten."""
    return "E" in text and bool(_POWER.match(text))


def stem(number):
    """(digits in front, count of digits) that a damaged number still shows, or
    ``None``.
    """
    if _POWER.match(number):
        digits, _mark, power = number.replace(",", ".").partition("E")
        front = digits.replace(".", "")
        return front, int(power.lstrip("+")) + 1
    if number.isdigit() and len(number) > 15:
        return number[:15], len(number)
    return None
