# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What the cells of a row mean once the columns are decided: charges, weights, days,
currencies, texts.

A function of ``Meanings`` that ends with ``_of`` gets a tuple of the cells in the
columns that decide something, so that equal cells are read once.
"""

from decimal import Decimal

from . import numbers, table, words
from .values import StatementColumn

_ZERO = Decimal(0)
CENT = Decimal("0.011")
#: The columns with texts of a row.
TEXTS = ("country", "service")
_GRAMS = {
    "": Decimal(1),
    "kg": Decimal(1),
    "g": Decimal("0.001"),
    "lb": Decimal("0.45359237"),
    "oz": Decimal("0.028349523125"),
}
#: What ``words.plain`` removes of ASCII texts.
_GONE = dict.fromkeys(map(ord, " \t\v\f\r*:'_."))
_FIRST_OF_TOTALS = frozenset("合总小總tTsSgG")


class NotRead(ValueError):
    """The cell of a row cannot be read."""

    def __init__(self, column, code, cell):
        super().__init__(code)
        self.column, self.code, self.cell = column, code, cell


class Meanings:
    """``by_role``: {role: columns}; ``currency`` of amounts without one; ``ask``: is
    called with a column with amounts that may be costs or money back.
    """

    def __init__(self, by_role, currency, ask):
        self.by_role, self.currency, self._ask = by_role, currency, ask
        self.keys = [each for role in words.KEYS for each in by_role.get(role, ())]
        self.pairs = self._fee_pairs()
        #: The columns with amounts; the total is compared with the others.
        self.charges = [
            *by_role.get("fee", ()),
            *self.pairs,
            *by_role.get("difference", ()),
        ]
        totals = by_role.get("total")
        self.total = (
            totals[0]
            if totals and not self.pairs and not by_role.get("difference")
            else None
        )

    def _fee_pairs(self):
        """Pairs of the columns with a fee's name and its amount."""
        pairs, name = [], None
        for column in self.columns("kind", "amount"):
            if column.role == "kind":
                name = column
            elif name:
                pairs.append((name, column))
                name = None
        amounts = self.by_role.get("amount", [])
        if not pairs and self.by_role.get("kind") and amounts:
            # The amount is before the name.
            pairs.append((self.by_role["kind"][0], amounts[0]))
        return pairs

    def columns(self, *roles):
        """The columns of ``roles``, from left to right."""
        found = [each for role in roles for each in self.by_role.get(role, ())]
        return sorted(found, key=lambda column: column.index)

    def money(self):
        """All columns with amounts of charges and their totals."""
        return [
            column
            for role in ("fee", "amount", "total", "difference")
            for column in self.by_role.get(role, ())
        ]

    # --- charges

    def cells_of_charge(self, charge):
        """The columns that decide what one of ``charges`` is."""
        if isinstance(charge, StatementColumn):
            return [charge]
        return [*charge, *self.by_role.get("direction", ())]

    def charge_of(self, charge):
        """A function that returns the ``table.StatementCharge`` of the cells of
        :meth:`cells_of_charge`, ``None`` for no amount.
        """
        if not isinstance(charge, StatementColumn):
            return lambda cells: self._pair(charge[1], *cells)
        if charge.role == "fee":
            kind, special = charge.kind or "other", ""
        else:
            kind, special = "freight", "difference"

        def single(cells):
            amount = self.amount(charge, cells[0])
            return table.part(kind, charge.heading, amount, special) if amount else None

        return single

    def _pair(self, column, name, cell, *directions):
        amount = self.amount(column, cell)
        if not amount:
            return None
        text = "" if name is None else numbers.text_of(name)
        kind, turned, _known = words.kind_of(text) if text else ("other", 0, 0)
        credit = any(words.plain(each or "") in words.CREDIT for each in directions)
        if (turned or credit) and amount > 0:
            amount = -amount
        elif kind in words.CREDITS and amount > 0:
            # With the sign "credit" it is money for us, with "plain" a cost.
            if not column.sign:
                self._ask(column)
            amount = amount if column.sign == "plain" else -amount
        return table.part(kind, text, amount)

    def total_of(self, cells):
        """The total of a row."""
        return self.amount(self.total, cells[0])

    def rest(self, stated, found, heading):
        """What the total ``stated`` of a row has beside the charges ``found``, or
        ``None``.
        """
        if not stated and (stated is None or not found):
            return None
        if not found:
            return table.part("other", heading, stated, "lump")
        gap = stated - sum((each.amount for each in found), _ZERO)
        return None if abs(gap) < CENT else table.part("other", heading, gap, "gap")

    @staticmethod
    def amount(column, cell):
        """The amount in a cell, ``None`` for an empty one.

        :raise NotRead: for what is no number
        """
        if cell is None:
            return None
        try:
            value = numbers.number(cell, column.decimal or ".")
        except numbers.NotANumber as error:
            raise NotRead(column, "not_a_number", cell) from error
        return -value if value and column.sign == "turned" else value

    @classmethod
    def quiet(cls, column, cell):
        """The amount in a cell, ``None`` for what is no number."""
        try:
            return cls.amount(column, cell)
        except NotRead:
            return None

    # --- the row

    @staticmethod
    def quality(names):
        """The quality of the numbers of a row, pairs of a text and its quality: the
        best one counts.
        """
        found = {quality for text, quality in names if text}
        if not found or "" in found:
            return ""
        return "damaged" if "damaged" in found else "number"

    @staticmethod
    def is_total(cell):
        """Whether a text marks a row of totals."""
        # Most cells of most rows end here.
        if cell.lstrip()[:1] not in _FIRST_OF_TOTALS:
            return False
        word = cell.lower() if cell.isascii() and cell.isalnum() else words.plain(cell)
        return word in words.TOTALS or word.startswith(
            ("合计", "总计", "小计", "合計", "subtotal", "grandtotal")
        )

    @staticmethod
    def may_have_total(texts):
        """Whether a word for a total can be in ``texts``; a quick look at very many of
        them, joined by line breaks.
        """
        return not texts.isascii() or "total" in texts.translate(_GONE).lower()

    @staticmethod
    def is_top_up(cell):
        """Whether the name of a movement of the account is no cost of a parcel."""
        return words.plain(cell or "").startswith(words.TOP_UPS)

    def weight_columns(self, role):
        """The columns that decide a weight."""
        if role not in self.by_role:
            return []
        return [self.by_role[role][0], *self.by_role.get("weight_unit", ())]

    def weight_of(self, role):
        """A function that returns the weight in kilograms as text, "" for none, of the
        cells of :meth:`weight_columns`.
        """
        column = self.by_role[role][0]

        def weight(cells):
            cell, *units = cells
            value = self.amount(column, cell)
            if value is None:
                return ""
            unit = column.unit
            if isinstance(cell, str) and (said := numbers.parts(cell)) and said[2]:
                unit = words.UNITS.get(said[2], unit)
            for each in units:
                unit = words.UNITS.get(words.plain(each or ""), unit)
            if value < 0:
                raise NotRead(column, "negative_weight", cell)
            return table.digits(value * _GRAMS[unit])

        return weight

    @staticmethod
    def text_of(cells):
        """The first text of ``cells``."""
        for cell in cells:
            if cell is not None:
                return numbers.text_of(cell)[:64]
        return ""

    def currency_of(self, cells):
        """The code of the first currency in ``cells``, else that of the headings or
        the file.
        """
        for column, cell in zip(self.by_role.get("currency", ()), cells):
            if cell is not None:
                code = words.CURRENCIES.get(words.plain(cell)) or str(cell).upper()
                if len(code) != 3 or not code.isascii():
                    raise NotRead(column, "unknown_currency", cell)
                return code
        for column in self.money():
            if column.currency:
                return column.currency
        return self.currency

    def day_of(self, cells):
        """The day of hand-over as text: it decides which rate card holds. The day of
        billing does not.
        """
        for column, cell in zip(self.by_role.get("day", ()), cells):
            if cell is None:
                continue
            try:
                found = numbers.day(cell, column.order or "dmy")
            except numbers.NotADay as error:
                raise NotRead(column, "not_a_day", cell) from error
            if found:
                return found.isoformat()
        return ""
