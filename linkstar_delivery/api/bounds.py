"""How large an answer may be before it is read: what is larger is no answer, and must not hold or end the process."""

import html
import json
import re
from decimal import Decimal, InvalidOperation

from .errors import Unavailable

MAX_DEPTH = 32
MAX_VALUES = 100_000
#: No value is read without a comma, a bracket or a brace; texts have commas, too.
MAX_COMMAS = 2 * MAX_VALUES
_MAX_KEY = 200
_MAX_LITERAL = 60
_MAX_EXPONENT = 30
#: PostgreSQL keeps neither of them: NUL, and halves of characters.
_NOT_KEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: ``html.unescape`` makes a number of each, whose digits Python limits by an error.
_LONG_REFERENCE = re.compile(r"&#[xX]?[0-9a-fA-F]{9,}")


def text(value):
    """``value`` without the characters that a database cannot keep."""
    return value if value.isprintable() else _NOT_KEPT.sub("", value)


def unescaped(value):
    """``value`` with its HTML references resolved once; numbers that are no character are left out."""
    return html.unescape(_LONG_REFERENCE.sub("", value)) if "&" in value else value


def _number(literal):
    """A ``Decimal``, ``None`` for one that no amount, weight or count is."""
    if len(literal) > _MAX_LITERAL:
        return None
    try:
        found = Decimal(literal)
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found.adjusted()) <= _MAX_EXPONENT else None


def _whole(literal):
    return int(literal) if len(literal) <= _MAX_LITERAL else None


#: Reads numbers within bounds; what it returns is still to be :func:`checked`.
decoder = json.JSONDecoder(parse_float=_number, parse_int=_whole, parse_constant=lambda _name: None)


def check_length(value):
    """Refuse a text that cannot hold an answer of :data:`MAX_VALUES`, without reading it.

    :raise Unavailable: for one with too many values"""
    if value.count(",") > MAX_COMMAS:
        raise Unavailable(reason="answer_values")


def checked(value):
    """Return the JSON ``value`` that ``decoder`` made, its texts and keys fit for a database.

    :raise Unavailable: for one that is nested too deeply or has too many values"""
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
            for key in [key for key in container if len(key) > _MAX_KEY or not key.isprintable()]:
                container.setdefault(text(key[:_MAX_KEY]), container.pop(key))
        for key, item in container.items() if isinstance(container, dict) else enumerate(container):
            if isinstance(item, (dict, list)):
                todo.append((item, depth + 1))
            elif isinstance(item, str) and not item.isprintable():
                container[key] = text(item)
    return value
