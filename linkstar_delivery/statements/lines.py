# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The charges in the rows of a statement.

The decimal mark, the order of days and the sign of amounts are decided for each column;
what the column does not show is proved by the totals of the rows, or asked.
"""

from collections import Counter
from decimal import Decimal
from itertools import pairwise

from . import layout, numbers, words
from .values import (
    ERROR,
    MOST_PROBLEMS,
    NOTE,
    QUESTION,
    Problem,
    Reading,
    StatementColumn,
    StatementLine,
)

_ZERO = Decimal(0)
_CENT = Decimal("0.011")
_GRAMS = {
    "": Decimal(1),
    "kg": Decimal(1),
    "g": Decimal("0.001"),
    "lb": Decimal("0.45359237"),
    "oz": Decimal("0.028349523125"),
}
_SAMPLE = 500
_FIRST_OF_TOTALS = frozenset("合总小總tTsSgG")


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
        book.lines or book.failed
    ):
        book.problem(ERROR, "no_lines")
    return Reading(
        tuple(book.columns),
        tuple(book.problems),
        dict(book.totals),
        dict(book.stated),
        book.lines,
    )


class _Book:
    def __init__(self, currency):
        self.currency = currency
        self.columns, self.problems, self.lines = [], [], []
        self.totals, self.stated = Counter(), Counter()
        self.failed = False

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
            if number > head.last and any(cell is not None for cell in row)
        ]
        self.titles = {column.index: column.heading for column in head.columns}
        self.columns = [self._decided(column) for column in head.columns]
        self.by_role = {}
        for column in self.columns:
            self.by_role.setdefault(column.role, []).append(column)
        self._report_unknown()
        self._prove_signs()
        self.book.columns += self.columns
        self._lines()

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
        rows = self.body if most is None else self.body[:most]
        return [row[column.index] for _n, row in rows if column.index < len(row)]

    def _decided(self, column):
        """``column`` with an example and the marks that its cells prove."""
        column = column._replace(example=self._example(column.index, self.head.last))
        if column.role in (*words.MONEY, *words.WEIGHTS) and not column.decimal:
            mark, unclear = numbers.decimal_mark(self._cells(column))
            if mark is None:
                self._contradiction(column, "two_decimal_marks")
            column = column._replace(
                decimal="?" if unclear else "" if mark is None else mark
            )
        if column.role == "day" and not column.order:
            order, unclear = numbers.day_order(self._cells(column))
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
        if not balances or not amounts or amounts[0].sign:
            return
        pairs = [
            (
                self._quiet(self._at(row, balances[0]), balances[0]),
                self._quiet(self._at(row, amounts[0]), amounts[0]),
            )
            for _number, row in self.body
        ]
        pairs = [pair for pair in pairs if None not in pair]
        moves = Counter()
        for (before, first), (after, second) in pairwise(pairs):
            for step in (after - before, before - after):
                # The newest movement can be the first row.
                if abs(step - second) < _CENT or abs(step - first) < _CENT:
                    moves["turned" if after - before == step else "plain"] += 1
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
            count += abs(sum(amounts) - stated) < _CENT
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
        if cell is None:
            return None
        try:
            value = numbers.number(cell, column.decimal or ".")
        except numbers.NotANumber:
            return None
        return -value if value and column.sign == "turned" else value

    # --- rows

    def _lines(self):
        self.asked = set()
        self.days = {}
        self.keys = [c for role in words.KEYS for c in self.by_role.get(role, [])]
        self.pairs = self._fee_pairs()
        self.last_key = None
        self.sums = Counter()
        self.all = Counter()
        self.group = {}
        for number, row in self.body:
            if self._is_head(row):
                continue
            self._row(number, row)

    def _fee_pairs(self):
        """Pairs of the columns with a fee's name and its amount."""
        pairs, name = [], None
        for column in self.columns:
            if column.role == "kind":
                name = column
            elif column.role == "amount" and name:
                pairs.append((name, column))
                name = None
        amounts = self.by_role.get("amount", [])
        if not pairs and self.by_role.get("kind") and amounts:
            # The amount is before the name.
            pairs.append((self.by_role["kind"][0], amounts[0]))
        return pairs

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
        names = {c.role: numbers.name(self._at(row, c)) for c in self.keys}
        named = any(text for text, _quality in names.values())
        total_word = any(
            isinstance(cell, str) and self._is_total(cell) for cell in row if cell
        )
        charges = self._charges(number, row, quiet=not named)
        if total_word and (not named or self._key_is_word(names)):
            self._check_totals(number, row)
            return
        if not named:
            if not charges:
                return
            if self.pairs and self.last_key and self._has_kind(row):
                names = self.last_key
            elif self._is_sum(row):
                self._check_totals(number, row)
                return
            elif self._is_top_up(row):
                return
            else:
                self.book.problem(ERROR, "no_number", self.sheet.name, number)
                return
        elif self._is_top_up(row):
            return
        self.last_key = names
        weights = {
            role: self._weight(number, row, role)
            for role in words.WEIGHTS
            if role in self.by_role
        }
        currency = self._currency(number, row)
        self._note_sums(row)
        qualities = (
            {quality for _text, quality in names.values() if quality}
            if not any(text and not q for text, q in names.values())
            else set()
        )
        waybill, reference, tracking = (
            names.get(role, ("", ""))[0] for role in words.KEYS
        )
        start = (
            self.sheet.name,
            number,
            waybill,
            reference,
            tracking,
            "damaged" if "damaged" in qualities else "number" if qualities else "",
            self._text(row, "country"),
            self._text(row, "service"),
            weights.get("actual"),
            weights.get("volumetric"),
            weights.get("settled"),
        )
        day = self._day(number, row)
        for kind, fee, amount, special in charges:
            self.book.lines.append(
                StatementLine(*start, kind, fee, amount, currency, day, special)
            )
            self.book.totals[currency] += amount
            self.all[currency] += amount

    def _charges(self, number, row, quiet=False):
        """[(kind, name of the fee, amount, special)] of a row."""
        found = []
        read = self._quiet_cell if quiet else self._amount
        for column in self.by_role.get("fee", ()):
            if amount := read(number, row, column):
                found.append((column.kind or "other", column.heading, amount, ""))
        for name, column in self.pairs:
            amount = read(number, row, column)
            if not amount:
                continue
            text = self._at(row, name)
            text = "" if text is None else numbers.text_of(text)
            kind, turned, _known = words.kind_of(text) if text else ("other", 0, 0)
            if (turned or self._is_credit(row)) and amount > 0:
                amount = -amount
            elif kind in words.CREDITS and amount > 0:
                amount = self._credit(column, amount)
            found.append((kind, text, amount, ""))
        for column in self.by_role.get("difference", ()):
            if amount := read(number, row, column):
                found.append(("freight", column.heading, amount, "difference"))
        totals = self.by_role.get("total", ())
        if totals and not self.pairs and not self.by_role.get("difference"):
            stated = read(number, row, totals[0])
            parts = sum((amount for _k, _f, amount, _s in found), _ZERO)
            if stated and not found:
                found.append(("other", totals[0].heading, stated, "lump"))
            elif (
                stated is not None
                and self._at(row, totals[0]) is not None
                and abs(stated - parts) >= _CENT
            ):
                found.append(("other", totals[0].heading, stated - parts, "gap"))
        return found

    def _credit(self, column, amount):
        """A claim or discount above zero in a list of fees. With the sign "credit" it
        is money for us, with "plain" a cost; it is asked once.
        """
        if not column.sign and column.index not in self.asked:
            self.asked.add(column.index)
            self.book.problem(QUESTION, "sign", self.sheet.name, None, column.heading)
        return amount if column.sign == "plain" else -amount

    def _is_credit(self, row):
        return any(
            words.plain(self._at(row, column) or "") in words.CREDIT
            for column in self.by_role.get("direction", ())
        )

    def _is_top_up(self, row):
        if "balance" not in self.by_role:
            return False
        return any(
            words.plain(self._at(row, name) or "").startswith(words.TOP_UPS)
            for name in self.by_role.get("kind", ())
        )

    def _has_kind(self, row):
        return any(self._at(row, name) is not None for name, _amount in self.pairs)

    def _is_total(self, cell):
        # Most cells of most rows end here.
        if cell.lstrip()[:1] not in _FIRST_OF_TOTALS:
            return False
        word = words.plain(cell)
        return word in words.TOTALS or word.startswith(
            ("合计", "总计", "小计", "合計", "subtotal", "grandtotal")
        )

    def _key_is_word(self, names):
        return any(self._is_total(text) for text, _quality in names.values() if text)

    # --- totals

    def _money_columns(self):
        return [
            column
            for role in ("fee", "amount", "total", "difference")
            for column in self.by_role.get(role, ())
        ]

    def _note_sums(self, row):
        for column in self._money_columns():
            value = self._quiet(self._at(row, column), column)
            if value:
                self.sums[column.index] += value
                self.group[column.index] = self.group.get(column.index, _ZERO) + value

    def _is_sum(self, row):
        stated = [
            (self._quiet(self._at(row, column), column), self.sums[column.index])
            for column in self._money_columns()
        ]
        stated = [pair for pair in stated if pair[0] is not None]
        return bool(stated) and all(abs(a - b) < _CENT for a, b in stated)

    def _check_totals(self, number, row):
        """Compare a row of totals with the sums so far: of the sheet, or since the
        last such row.
        """
        for column in self._money_columns():
            stated = self._quiet(self._at(row, column), column)
            if stated is None:
                continue
            sums = (self.sums[column.index], self.group.get(column.index, _ZERO))
            if min(abs(stated - each) for each in sums) >= _CENT:
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

    def _amount(self, number, row, column):
        cell = self._at(row, column)
        if cell is None:
            return None
        try:
            value = numbers.number(cell, column.decimal or ".")
        except numbers.NotANumber:
            self._failed(number, column, "not_a_number", cell)
            return None
        return -value if value and column.sign == "turned" else value

    def _quiet_cell(self, _number, row, column):
        return self._quiet(self._at(row, column), column)

    def _weight(self, number, row, role):
        column = self.by_role[role][0]
        cell = self._at(row, column)
        value = self._amount(number, row, column)
        if value is None:
            return None
        unit = column.unit
        if isinstance(cell, str) and (said := numbers.parts(cell)) and said[2]:
            unit = words.UNITS.get(said[2], unit)
        for told in self.by_role.get("weight_unit", ()):
            unit = words.UNITS.get(words.plain(self._at(row, told) or ""), unit)
        if value < 0:
            self._failed(number, column, "negative_weight", cell)
        return value * _GRAMS[unit]

    def _text(self, row, role):
        for column in self.by_role.get(role, ()):
            cell = self._at(row, column)
            if cell is not None:
                return numbers.text_of(cell)[:64]
        return ""

    def _currency(self, number, row):
        for column in self.by_role.get("currency", ()):
            cell = self._at(row, column)
            if cell is not None:
                code = words.CURRENCIES.get(words.plain(cell)) or str(cell).upper()
                if len(code) != 3 or not code.isascii():
                    self._failed(number, column, "unknown_currency", cell)
                return code
        for column in self._money_columns():
            if column.currency:
                return column.currency
        return self.book.currency

    def _day(self, number, row):
        """The day of hand-over: it decides which rate card holds. The day of billing
        does not.
        """
        for column in self.by_role.get("day", ()):
            cell = self._at(row, column)
            if cell is None:
                continue
            if (column.index, cell) not in self.days:
                try:
                    found = numbers.day(cell, column.order or "dmy")
                except numbers.NotADay:
                    self._failed(number, column, "not_a_day", cell)
                    continue
                self.days[column.index, cell] = found.isoformat() if found else ""
            if said := self.days[column.index, cell]:
                return said
        return ""
