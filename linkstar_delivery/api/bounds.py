# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Limits for answers. A larger answer is refused before it is read, so that it cannot
block or crash the process.
"""

import html
import json
import re
from decimal import Decimal, InvalidOperation

from .errors import Unavailable

MAX_DEPTH = 32
MAX_VALUES = 100_000
#: Every value needs a comma, a bracket or a brace; texts contain commas, too.
MAX_COMMAS = 2 * MAX_VALUES
_MAX_KEY = 200
_MAX_LITERAL = 60
_MAX_EXPONENT = 30
#: PostgreSQL cannot store them: NUL and single surrogates.
_NOT_KEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: ``html.unescape`` converts each of them to an integer, and Python raises an error for
#: too many digits.
_LONG_REFERENCE = re.compile(r"&#[xX]?[0-9a-fA-F]{9,}")


def text(value):
    """``value`` without the characters that a database cannot store."""
    return value if value.isprintable() else _NOT_KEPT.sub("", value)


def unescaped(value):
    """``value`` with its HTML references resolved once; references that are not a
    character are left out.
    """
    return html.unescape(_LONG_REFERENCE.sub("", value)) if "&" in value else value


def _number(literal):
    """A ``Decimal``, ``None`` for a number that cannot be an amount, weight or
    count.
    """
    if len(literal) > _MAX_LITERAL:
        return None
    try:
        found = Decimal(literal)
    except InvalidOperation:
        return None
    return (
        found if found.is_finite() and abs(found.adjusted()) <= _MAX_EXPONENT else None
    )


def _whole(literal):
    return int(literal) if len(literal) <= _MAX_LITERAL else None


#: Reads numbers within limits; its result must still be :func:`checked`.
decoder = json.JSONDecoder(
    parse_float=_number, parse_int=_whole, parse_constant=lambda _name: None
)


def check_length(value):
    """Refuse a text that is longer than an answer of :data:`MAX_VALUES`, without
    reading it.

    :raise Unavailable: when the text may have too many values
    """
    if value.count(",") > MAX_COMMAS:
        raise Unavailable(reason="answer_values")


def checked(value):
    """Return the JSON ``value`` that ``decoder`` read; all texts and keys can be stored
    in a database.

    :raise Unavailable: when it is nested too deeply or has too many values
    """
    if isinstance(value, str):
        return text(value)
    if not isinstance(value, (dict, list)):
        return value
    count, todo = 0, [(value, 1)]
    while todo:
        container, depth = todo.pop()
        count += len(container)
        if depth > MAX_DEPTH:
            raise Unavailable(reason="answer_depth")
        if count > MAX_VALUES:
            raise Unavailable(reason="answer_values")
        if isinstance(container, dict):
            for key in [
                key for key in container if len(key) > _MAX_KEY or not key.isprintable()
            ]:
                container.setdefault(text(key[:_MAX_KEY]), container.pop(key))
        for key, item in (
            container.items() if isinstance(container, dict) else enumerate(container)
        ):
            if isinstance(item, (dict, list)):
                todo.append((item, depth + 1))
            elif isinstance(item, str) and not item.isprintable():
                container[key] = text(item)
    return value
