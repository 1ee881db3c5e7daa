# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The ordinary rows of a statement, read column by column: a cell that is in many rows
is understood once.

An ordinary row has the number of a parcel, no word for a total, and no cell that cannot
be read. The others are left to ``lines``, which reads every row by itself to the same
result, only five times slower.
"""

from itertools import repeat
from operator import itemgetter

from . import numbers, table, words
from .meanings import TEXTS, Meanings, NotRead

#: What ``numbers.name`` removes or has to look at.
_NOT_PLAIN = frozenset(" '\"=")


class _Known(dict):
    """{cells: what ``function`` returns of them}; ``bad`` has those that cannot be
    read.
    """

    def __init__(self, function):
        super().__init__()
        self.function, self.bad = function, set()

    def __missing__(self, cells):
        try:
            value = self.function(cells)
        except NotRead:
            self.bad.add(cells)
            value = ""
        self[cells] = value
        return value


class Ordinary:
    """``others`` are the places of the rows that are not ordinary, in order.

    :param body: [(number of the row, row)]
    :param cells: the same rows as a list of columns
    """

    def __init__(self, means, sheet, body, cells):
        self.means, self.count, self.cells = means, len(body), cells
        self.others = set()
        self.numbers = [self._names(column) for column in means.keys]
        self._leave_unnamed()
        self._leave_totals()
        self.parts = [
            self._known(means.charge_of(charge), means.cells_of_charge(charge))
            for charge in means.charges
        ]
        self.stated = (
            self._known(means.total_of, [means.total]) if means.total else None
        )
        self._leave_top_ups()
        self._prepare(sheet, body)
        self.others = sorted(self.others)

    def _column(self, column):
        if column.index < len(self.cells):
            return self.cells[column.index]
        return (None,) * self.count

    def _known(self, function, columns):
        """What ``function`` returns for each row of ``columns``; rows that cannot be
        read are no ordinary ones.
        """
        known = _Known(function)
        if not columns:
            return [known[()]] * self.count
        cells = list(zip(*map(self._column, columns)))
        found = list(map(known.__getitem__, cells))
        if known.bad:
            self.others.update(
                place for place, each in enumerate(cells) if each in known.bad
            )
        return found

    def _said(self, role, function):
        return self._known(function, self.means.by_role.get(role, ()))

    # --- numbers of parcels

    def _names(self, column):
        """(texts, qualities) of a column; the qualities are ``None`` where all are
        "".
        """
        cells = ["" if cell is None else cell for cell in self._column(column)]
        if set(map(type, cells)) == {str}:
            joined = "\n".join(cells)
            texts = joined.upper().split("\n")
            if (
                len(texts) == self.count
                and joined.isascii()
                and joined.replace("\n", "").isprintable()
                and _NOT_PLAIN.isdisjoint(joined)
            ):
                damaged = [text for text in set(texts) if numbers.is_damaged(text)]
                if not damaged:
                    return texts, None
        found = list(map(numbers.name, self._column(column)))
        return list(map(itemgetter(0), found)), list(map(itemgetter(1), found))

    def names(self, place):
        """{role: (text, quality)} of one row."""
        return {
            column.role: (texts[place], qualities[place] if qualities else "")
            for column, (texts, qualities) in zip(self.means.keys, self.numbers)
        }

    def _leave_unnamed(self):
        texts = [texts for texts, _qualities in self.numbers]
        if all("" in column for column in texts):
            self.others.update(
                place for place, row in enumerate(zip(*texts)) if not any(row)
            )

    def _qualities(self):
        """The quality of each row, ``None`` where all are ""."""
        if any(
            qualities is None and "" not in texts for texts, qualities in self.numbers
        ):
            return None
        names = (
            zip(texts, qualities or repeat("")) for texts, qualities in self.numbers
        )
        return list(map(Meanings.quality, zip(*names)))

    # --- rows that are something else

    def _leave_totals(self):
        for column in self.cells:
            texts = [cell for cell in set(column) if cell.__class__ is str]
            if not Meanings.may_have_total("\n".join(texts)):
                continue
            totals = set(filter(Meanings.is_total, texts))
            if totals:
                self.others.update(
                    place for place, cell in enumerate(column) if cell in totals
                )

    def _leave_top_ups(self):
        if "balance" not in self.means.by_role:
            return
        for column in self.means.by_role.get("kind", ()):
            cells = self._column(column)
            top_ups = {cell for cell in set(cells) if Meanings.is_top_up(cell)}
            self.others.update(
                place for place, cell in enumerate(cells) if cell in top_ups
            )

    # --- lines

    def _prepare(self, sheet, body):
        """The texts before and behind the charges of each row."""
        means, nothing = self.means, [""] * self.count
        texts = {
            column.role: text for column, (text, _q) in zip(means.keys, self.numbers)
        }
        parcel = [
            *(texts.get(role) or nothing for role in words.KEYS),
            self._qualities() or nothing,
        ]
        weights = [
            self._known(means.weight_of(role), columns)
            if (columns := means.weight_columns(role))
            else nothing
            for role in words.WEIGHTS
        ]
        self.fronts = list(
            map(
                ",".join,
                zip(
                    repeat(table.cell(sheet)),
                    (str(number) for number, _row in body),
                    *map(_quoted, parcel),
                    *(_quoted(self._said(role, means.text_of)) for role in TEXTS),
                    *weights,
                    repeat(""),
                ),
            )
        )
        self.parcels = list(map(",".join, zip(*parcel, weights[-1], repeat(""))))
        self.currencies = self._said("currency", means.currency_of)
        self.days = self._said("day", means.day_of)

    def add(self, target, start, end):
        """Add the rows from ``start`` to before ``end`` to ``target``, a
        ``table.StatementTable``; none of ``others`` may be among them.
        """
        means, rows = self.means, slice(start, end)
        heading = means.total.heading if means.total else ""
        charges = zip(*(column[rows] for column in self.parts))
        if not self.parts:
            charges = repeat((), end - start)
        for front, parcel, parts, stated, currency, day in zip(
            self.fronts[rows],
            self.parcels[rows],
            charges,
            self.stated[rows] if self.stated else repeat(None),
            self.currencies[rows],
            self.days[rows],
        ):
            found = [part for part in parts if part]
            if stated is not None and (rest := means.rest(stated, found, heading)):
                found.append(rest)
            target.add(front, parcel, found, currency, day)

    def sum(self, column, start, end):
        """The sum of the amounts in these rows."""
        known = _Known(lambda cell: Meanings.quiet(column, cell))
        amounts = map(known.__getitem__, self._column(column)[start:end])
        return sum(filter(None, amounts), table.ZERO)


def _quoted(texts):
    """Texts as cells of csv."""
    texts = list(texts)
    joined = "\0".join(set(texts))
    return texts if table.cell(joined) is joined else list(map(table.cell, texts))
