# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The charges of a statement as lines of csv, made of texts that many lines share: what
belongs to the row of the file in front, the charge itself, and what follows.
"""

import hashlib
import re
from collections import Counter
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

ZERO = Decimal(0)
_QUOTED = re.compile(r'[",\r\n]')


class StatementCharge(NamedTuple):
    """One charge. ``same`` is equal for the same charge in another file."""

    amount: Decimal
    text: str
    same: str


def cell(text):
    """``text`` as a cell of csv."""
    if _QUOTED.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text


def digits(number):
    """A ``Decimal`` as text without zeros behind, "" for ``None``."""
    return "" if number is None else format(number.normalize(), "f")


def front(sheet, row, waybill, reference, tracking, quality, country, service, weights):
    """The text before a charge, see ``values.StatementLine``; ``weights`` are texts."""
    texts = (sheet, row, waybill, reference, tracking, quality, country, service)
    return ",".join((*map(cell, texts), *weights, ""))


def identity(waybill, reference, tracking, quality, settled):
    """What is equal for the same parcel in another file."""
    return ",".join((waybill, reference, tracking, quality, settled, ""))


@lru_cache(50_000)
def part(kind, fee, amount, special=""):
    """The ``StatementCharge`` of a charge."""
    number = digits(amount)
    return StatementCharge(
        amount, ",".join((kind, cell(fee), number, special)), f"{kind},{number},"
    )


@lru_cache(5_000)
def tail(currency, day):
    """The text behind a charge."""
    return f",{cell(currency)},{day}\n"


class StatementTable:
    """Collects the lines. ``totals`` are the amounts by currency."""

    def __init__(self):
        self.lines, self.same, self.totals = [], [], Counter()

    def add(self, start, parcel, parts, currency, day):
        """Add the charges of one row: ``start`` as of :func:`front`, ``parcel`` as of
        :func:`identity`.
        """
        for each in parts:
            self.lines.append(start + each.text + tail(currency, day))
            self.same.append(parcel + each.same + currency)
            self.totals[currency] += each.amount

    def content_hash(self):
        """The same for the same charges in another order, sheet, row or file."""
        return hashlib.sha256("\n".join(sorted(self.same)).encode()).hexdigest()
