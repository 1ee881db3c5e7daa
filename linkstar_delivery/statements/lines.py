# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The charges in the rows of a statement.

The decimal mark, the order of days and the sign of amounts are decided for each column;
what the column does not show is proved by the totals of the rows, or asked.
"""

from collections import Counter
from decimal import Decimal
from itertools import pairwise, zip_longest

from . import layout, numbers, table, words
from .meanings import CENT, TEXTS, Meanings, NotRead
from .ordinary import Ordinary
from .values import (
    ERROR,
    MOST_PROBLEMS,
    NOTE,
    QUESTION,
    Problem,
    Reading,
    StatementColumn,
)

_ZERO = Decimal(0)
_SAMPLE = 500


def read(sheets, known, currency=""):
    """The ``Reading`` of ``sheets``.

    :param known: {heading after ``words.plain``: {attribute of ``StatementColumn``:
        value}}, the corrections that people made before
    :param currency: the currency of amounts without one
    """
    book = _Book(currency)
    for sheet in sheets:
        if sheet.hidden:
            book.problem(NOTE, "hidden_sheet", sheet.name)
        elif any(any(cell is not None for cell in row) for row in sheet.rows):
            _SheetReader(book, sheet, known).run()
    if not any(column.role for column in book.columns) or not (
        book.table.lines or book.failed
    ):
        book.problem(ERROR, "no_lines")
    return Reading(
        tuple(book.columns),
        tuple(book.problems),
        dict(book.stated),
        book.table,
        book.balance,
    )


class _Book:
    def __init__(self, currency):
        self.currency = currency
        self.columns, self.problems = [], []
        self.table, self.stated = table.StatementTable(), Counter()
        self.failed, self.balance = False, None

    def problem(self, severity, code, sheet="", row=None, column="", **params):
        self.failed = self.failed or severity != NOTE
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(severity, code, sheet, row, column, params))


class _SheetReader:
    """Reads one sheet into ``book``."""

    def __init__(self, book, sheet, known):
        self.book, self.sheet, self.known = book, sheet, known

    def run(self):
        head = layout.find(self.sheet, self.known)
        if head is None:
            self._without_head()
            return
        self.head = head
        self.body = [
            (number + self.sheet.start, row)
            for number, row in enumerate(self.sheet.rows)
            if number > head.last and not self._is_empty(row)
        ]
        self.cells = list(zip_longest(*(row for _number, row in self.body)))
        self.titles = {column.index: column.heading for column in head.columns}
        self.columns = [self._decided(column) for column in head.columns]
        self.by_role = {}
        for column in self.columns:
            self.by_role.setdefault(column.role, []).append(column)
        self._report_unknown()
        self._prove_signs()
        self.book.columns += self.columns
        self._lines()

    @staticmethod
    def _is_empty(row):
        return not row or (row[0] is None and row.count(None) == len(row))

    def _without_head(self):
        rows = self.sheet.rows[:60]
        texts = [sum(isinstance(cell, str) for cell in row) for row in rows]
        most = max(texts, default=0)
        if len(self.sheet.rows) < 2 or most < 2:
            self.book.problem(NOTE, "unread_sheet", self.sheet.name)
            return
        place = texts.index(most)
        for index, cell in enumerate(rows[place]):
            if isinstance(cell, str):
                role, kind, unit, currency = words.heading(cell)
                self.book.columns.append(
                    StatementColumn(
                        self.sheet.name,
                        index,
                        cell.strip(),
                        self._example(index, place),
                        role,
                        kind,
                        unit,
                        currency,
                    )
                )
        # A cover with totals has no numbers of parcels; something must be below it.
        keys = any(column.role in words.KEYS for column in self.book.columns)
        self.book.problem(
            QUESTION if keys or len(self.sheet.rows) > 30 else NOTE,
            "no_head",
            self.sheet.name,
        )

    def _example(self, index, after):
        for row in self.sheet.rows[after + 1 :]:
            if index < len(row) and row[index] is not None:
                return str(row[index])[:60]
        return ""

    def _cells(self, column, most=None):
        if column.index >= len(self.cells):
            return ()
        return self.cells[column.index][:most]

    def _decided(self, column):
        """``column`` with an example and the marks that its cells prove."""
        column = column._replace(example=self._example(column.index, self.head.last))
        if column.role in (*words.MONEY, *words.WEIGHTS) and not column.decimal:
            mark, unclear = numbers.decimal_mark(set(self._cells(column)))
            if mark is None:
                self._contradiction(column, "two_decimal_marks")
            column = column._replace(
                decimal="?" if unclear else "" if mark is None else mark
            )
        if column.role == "day" and not column.order:
            order, unclear = numbers.day_order(set(self._cells(column)))
            if order is None:
                self._contradiction(column, "two_day_orders")
            if unclear:
                self.book.problem(
                    QUESTION, "day_order", self.sheet.name, None, column.heading
                )
            column = column._replace(order=order or "")
        return column

    def _contradiction(self, column, code):
        self.book.problem(ERROR, code, self.sheet.name, None, column.heading)

    def _report_unknown(self):
        for column in self.columns:
            if not column.role and any(
                isinstance(cell, (int, float)) and cell
                for cell in self._cells(column, _SAMPLE)
            ):
                self.book.problem(
                    NOTE, "unknown_column", self.sheet.name, None, column.heading
                )

    # --- what the totals prove

    def _prove_signs(self):
        """Decide decimal marks and signs that are open by the totals of the rows."""
        fees = self.by_role.get("fee", [])
        totals = self.by_role.get("total", [])
        undecided = [c for c in (*fees, *totals) if c.decimal == "?"]
        if undecided and fees and totals:
            best = max(
                (".", ","),
                key=lambda mark: self._holding(
                    [self._marked(c, mark) for c in fees], self._marked(totals[0], mark)
                ),
            )
            proved = self._holding(
                [self._marked(c, best) for c in fees], self._marked(totals[0], best)
            )
            if proved:
                for column in undecided:
                    self._put(column, decimal=best)
        for column in list(self.columns):
            if column.decimal == "?":
                self.book.problem(
                    QUESTION, "decimal_mark", self.sheet.name, None, column.heading
                )
                self._put(column, decimal=".")
        self._prove_credits()
        self._prove_movements()

    def _prove_credits(self):
        for column in list(self.by_role.get("fee", [])):
            if column.kind not in words.CREDITS or column.sign:
                continue
            values = [self._quiet(cell, column) for cell in self._cells(column)]
            if not any(value and value > 0 for value in values):
                continue
            totals = self.by_role.get("total", [])
            others = [c for c in self.by_role["fee"] if c is not column]
            as_is = turned = 0
            if totals:
                as_is = self._holding([*others, column], totals[0])
                turned = self._holding(
                    [*others, column._replace(sign="turned")], totals[0]
                )
            if as_is == turned:
                self.book.problem(
                    QUESTION, "sign", self.sheet.name, None, column.heading
                )
            self._put(column, sign="turned" if turned >= as_is else "plain")

    def _prove_movements(self):
        """Movements of an account: a cost below zero reduces the balance."""
        balances = self.by_role.get("balance", [])
        amounts = self.by_role.get("amount", []) or self.by_role.get("total", [])
        if not balances or not amounts:
            return
        pairs = [
            (
                self._quiet(self._at(row, balances[0]), balances[0]),
                self._quiet(self._at(row, amounts[0]), amounts[0]),
            )
            for _number, row in self.body
        ]
        pairs = [pair for pair in pairs if None not in pair]
        moves, forward = Counter(), 0
        for (before, first), (after, second) in pairwise(pairs):
            forward += abs(abs(after - before) - abs(second)) < CENT
            forward -= abs(abs(after - before) - abs(first)) < CENT
            for step in (after - before, before - after):
                # The newest movement can be the first row.
                if abs(step - second) < CENT or abs(step - first) < CENT:
                    moves["turned" if after - before == step else "plain"] += 1
        if pairs:
            self.book.balance = pairs[-1 if forward >= 0 else 0][0]
        if amounts[0].sign:
            return
        if not moves:
            self.book.problem(
                QUESTION, "sign", self.sheet.name, None, amounts[0].heading
            )
        costs = sum(1 if amount < 0 else -1 for _balance, amount in pairs)
        self._put(amounts[0], sign="turned" if costs > 0 else "plain")

    def _holding(self, fees, total):
        """In how many rows these fees add up to the total; a row in which only one of
        them is not zero proves their signs, too.
        """
        count = 0
        for _number, row in self.body[:_SAMPLE]:
            stated = self._quiet(self._at(row, total), total)
            if not stated:
                continue
            amounts = [self._quiet(self._at(row, fee), fee) or _ZERO for fee in fees]
            count += abs(sum(amounts) - stated) < CENT
        return count

    def _marked(self, column, mark):
        return column._replace(decimal=mark) if column.decimal == "?" else column

    def _put(self, column, **values):
        new = column._replace(**values)
        place = next(
            n for n, each in enumerate(self.columns) if each.index == column.index
        )
        group = self.by_role[column.role]
        group[next(n for n, each in enumerate(group) if each.index == column.index)] = (
            new
        )
        self.columns[place] = new

    def _at(self, row, column):
        return row[column.index] if column.index < len(row) else None

    def _quiet(self, cell, column):
        """The amount in a cell, ``None`` for what is no number."""
        return Meanings.quiet(column, cell)

    # --- rows

    def _lines(self):
        self.asked = set()
        self.means = Meanings(self.by_role, self.book.currency, self._ask_sign)
        self.last_key = None
        self.sums = Counter()
        self.group = {}
        # Most rows are read column by column; what is left is read row by row.
        ordinary = Ordinary(self.means, self.sheet.name, self.body, self.cells)
        start = 0
        for place in ordinary.others:
            self._add(ordinary, start, place)
            number, row = self.body[place]
            if not self._is_head(row):
                self._row(number, row)
            start = place + 1
        self._add(ordinary, start, len(self.body))

    def _add(self, ordinary, start, end):
        """Add the ordinary rows from ``start`` to before ``end``."""
        if start == end:
            return
        ordinary.add(self.book.table, start, end)
        if end < len(self.body):
            # A row of totals may follow.
            self.last_key = ordinary.names(end - 1)
            for column in self.means.money():
                self._note_sum(column.index, ordinary.sum(column, start, end))

    def _ask_sign(self, column):
        """A claim or discount above zero in a list of fees."""
        if column.index not in self.asked:
            self.asked.add(column.index)
            self.book.problem(QUESTION, "sign", self.sheet.name, None, column.heading)

    def _is_head(self, row):
        """Whether the head is there again, as on each page of a long paper."""
        same = 0
        for index, cell in enumerate(row):
            if isinstance(cell, str):
                if cell.strip() != self.titles.get(index):
                    return False
                same += 1
        return same > 1

    def _row(self, number, row):
        names = {c.role: numbers.name(self._at(row, c)) for c in self.means.keys}
        named = any(text for text, _quality in names.values())
        total_word = any(
            isinstance(cell, str) and Meanings.is_total(cell) for cell in row if cell
        )
        charges = self._charges(number, row, quiet=not named)
        if total_word and (not named or self._key_is_word(names)):
            self._check_totals(number, row)
            return
        # Before a row without a number is taken for one of the parcel above.
        if self._is_top_up(row):
            return
        if not named:
            if not charges:
                return
            if self.means.pairs and self.last_key and self._has_kind(row):
                names = self.last_key
            elif self._is_sum(row):
                self._check_totals(number, row)
                return
            else:
                self.book.problem(ERROR, "no_number", self.sheet.name, number)
                return
        self.last_key = names
        weights = [self._weight(number, row, role) for role in words.WEIGHTS]
        currency = self._said(number, row, "currency", self.means.currency_of)
        self._note_sums(row)
        texts = [self._said(number, row, role, Meanings.text_of) for role in TEXTS]
        day = self._said(number, row, "day", self.means.day_of)
        parcel = (
            *(names.get(role, ("", ""))[0] for role in words.KEYS),
            Meanings.quality(names.values()),
        )
        self.book.table.add(
            table.front(self.sheet.name, str(number), *parcel, *texts, weights),
            table.identity(*parcel, weights[-1]),
            charges,
            currency,
            day,
        )

    def _charges(self, number, row, quiet=False):
        """The ``table.StatementCharge`` of each charge of a row."""
        means, found = self.means, []
        for charge in means.charges:
            cells = self._at_all(row, means.cells_of_charge(charge))
            part = self._read(number, means.charge_of(charge), cells, quiet)
            if part:
                found.append(part)
        if means.total:
            cells = self._at_all(row, [means.total])
            stated = self._read(number, means.total_of, cells, quiet)
            rest = means.rest(stated, found, means.total.heading)
            if rest:
                found.append(rest)
        return found

    def _is_top_up(self, row):
        return "balance" in self.by_role and any(
            Meanings.is_top_up(self._at(row, name))
            for name in self.by_role.get("kind", ())
        )

    def _has_kind(self, row):
        return any(
            self._at(row, name) is not None for name, _amount in self.means.pairs
        )

    def _key_is_word(self, names):
        return any(Meanings.is_total(text) for text, _quality in names.values() if text)

    # --- totals

    def _note_sums(self, row):
        for column in self.means.money():
            self._note_sum(column.index, self._quiet(self._at(row, column), column))

    def _note_sum(self, index, value):
        if value:
            self.sums[index] += value
            self.group[index] = self.group.get(index, _ZERO) + value

    def _is_sum(self, row):
        stated = [
            (self._quiet(self._at(row, column), column), self.sums[column.index])
            for column in self.means.money()
        ]
        stated = [pair for pair in stated if pair[0] is not None]
        return bool(stated) and all(abs(a - b) < CENT for a, b in stated)

    def _check_totals(self, number, row):
        """Compare a row of totals with the sums so far: of the sheet, or since the
        last such row.
        """
        for column in self.means.money():
            stated = self._quiet(self._at(row, column), column)
            if stated is None:
                continue
            sums = (self.sums[column.index], self.group.get(column.index, _ZERO))
            if min(abs(stated - each) for each in sums) >= CENT:
                self.book.problem(
                    QUESTION,
                    "total_differs",
                    self.sheet.name,
                    number,
                    column.heading,
                    stated=str(stated),
                    found=str(sums[0]),
                )
        totals = self.by_role.get("total") or self.by_role.get("amount") or ()
        if totals:
            stated = self._quiet(self._at(row, totals[0]), totals[0])
            if stated is not None:
                self.book.stated[self.sheet.name] = stated
        self.group = {}

    # --- cells

    def _failed(self, number, column, code, cell):
        self.book.problem(
            ERROR, code, self.sheet.name, number, column.heading, value=str(cell)[:60]
        )

    def _read(self, number, function, cells, quiet=False):
        """``function(cells)``; a cell that cannot be read is a problem of the row, and
        ``None``.
        """
        try:
            return function(cells)
        except NotRead as problem:
            if not quiet:
                self._failed(number, problem.column, problem.code, problem.cell)
            return None

    def _at_all(self, row, columns):
        return tuple(self._at(row, column) for column in columns)

    def _weight(self, number, row, role):
        columns = self.means.weight_columns(role)
        if not columns:
            return ""
        cells = self._at_all(row, columns)
        return self._read(number, self.means.weight_of(role), cells) or ""

    def _said(self, number, row, role, function):
        cells = self._at_all(row, self.by_role.get(role, ()))
        return self._read(number, function, cells) or ""
