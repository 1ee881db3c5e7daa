# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The columns of a rate card's file: the attribute of each column, and how its cells
are read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from . import card as terms
from . import notation
from .kinds import SURCHARGE_CODES
from .notation import NotReadable

_MOST = Decimal(10) ** 9
_DIGITS = 15
_YES, _NO = ("yes", "true", "1"), ("no", "false", "0")


@dataclass(frozen=True)
class Column:
    """``read`` converts a cell that is not empty into the attribute, or raises
    ``NotReadable``.
    """

    header: str
    attribute: str
    read: Callable
    required: bool = False


def text(cell):
    if isinstance(cell, Decimal):
        return notation.number_text(cell)
    if not isinstance(cell, str):
        raise NotReadable("not_a_text", str(cell))
    return notation.line(cell)


def amount(cell):
    if isinstance(cell, str):
        cell = notation.number(cell)
    if not isinstance(cell, Decimal):
        raise NotReadable("not_a_number", str(cell))
    if not -_MOST < cell < _MOST or (
        len(str(cell)) > _DIGITS and len(cell.as_tuple().digits) > _DIGITS
    ):
        raise NotReadable("too_many_digits", str(cell))
    return cell


def above_zero(cell):
    """A number above zero. Users leave the cell empty for "none" and must not write
    0.
    """
    value = amount(cell)
    if not value:
        raise NotReadable("not_positive", str(value))
    return value


def count(cell):
    value = above_zero(cell)
    if value != value.to_integral_value():
        raise NotReadable("not_whole", str(value))
    return int(value)


def day(cell):
    if isinstance(cell, date):
        return cell
    try:
        return date.fromisoformat(text(cell))
    except ValueError as error:
        raise NotReadable("not_a_date", str(cell)) from error


def flag(cell):
    word = text(cell).casefold()
    if word not in _YES + _NO:
        raise NotReadable("not_a_flag", word)
    return word in _YES


def one_of(words):
    def read(cell):
        word = text(cell)
        if word not in words:
            raise NotReadable("unknown_code", word)
        return word

    return read


def _listed(read):
    return lambda cell: read(text(cell))


areas, words, discounts = (
    _listed(notation.areas),
    _listed(notation.words),
    _listed(notation.discounts),
)

#: Settings of the sheet Card that are attributes of the card itself, of its weight rule
#: and of its limits.
CARD = (
    Column("service", "service_code", text, required=True),
    Column("currency", "currency", text, required=True),
    Column("valid_from", "valid_from", day, required=True),
    Column("valid_to", "valid_to", day),
    Column("priced_per", "priced_per", one_of(terms.PER)),
    Column("discounts", "discounts", discounts),
    Column("discount_per", "discount_per", one_of(terms.DISCOUNT_PER)),
)
WEIGHT_RULE = (
    Column("divisor", "divisor", above_zero),
    Column("over_ratio", "over_ratio", above_zero),
    Column("over_side", "over_side", above_zero),
    Column("thresholds", "thresholds", one_of(terms.THRESHOLDS)),
    Column("minimum_weight", "minimum", amount),
    Column("weight_step", "step", above_zero),
    Column("weight_per", "per", one_of(terms.PER)),
)
LIMITS = (
    Column("max_weight", "max_weight", above_zero),
    Column("max_side", "max_side", above_zero),
    Column("max_side_sum", "max_side_sum", above_zero),
    Column("max_girth", "max_girth", above_zero),
    Column("max_value", "max_value", above_zero),
    Column("max_parcels", "max_parcels", count),
    Column("goods_types", "goods_types", words),
)
ZONE = (
    Column("zone", "name", text, required=True),
    Column("areas", "areas", areas, required=True),
    Column("excluded", "excluded", areas),
    Column("days_min", "days_min", count),
    Column("days_max", "days_max", count),
    Column("last_mile", "last_mile", text),
    Column("minimum_weight", "minimum_weight", amount),
)
BRACKET = (
    Column("over", "over", amount, required=True),
    Column("up_to", "up_to", above_zero),
    Column("kind", "kind", one_of(terms.BRACKET_KINDS), required=True),
    Column("price", "price", amount, required=True),
    Column("first_weight", "first_weight", amount),
    Column("step_weight", "step_weight", amount),
    Column("step_price", "step_price", amount),
    Column("minimum", "minimum", amount),
    Column("registration", "registration", amount),
)
SURCHARGE = (
    Column("code", "code", one_of(SURCHARGE_CODES), required=True),
    Column("name", "name", text),
    Column("basis", "basis", one_of(terms.BASES), required=True),
    Column("amount", "amount", amount, required=True),
    Column("minimum", "minimum", amount),
    Column("valid_from", "valid_from", day),
    Column("valid_to", "valid_to", day),
    Column("areas", "areas", areas),
    Column("goods_types", "goods_types", words),
    Column("over_side", "over_side", above_zero),
    Column("over_weight", "over_weight", above_zero),
    Column("optional", "optional", flag),
)
