# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Converts single values of the carrier into Python values. None of these functions
raises; an unreadable value is missing.
"""

import re
from datetime import datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation

from .bounds import text as kept
from .bounds import unescaped

CHINA = timezone(timedelta(hours=8))

_TAG = re.compile(r"<[/!?]?[a-zA-Z-][^<>]*>")
#: Characters that would begin a tag if more text followed.
_BEGINS_TAG = re.compile(r"<(?=[/!?a-zA-Z])")
_MOST_PASSES = 10
_BREAK = re.compile(r"<(br|/p|/li|/div|/tr)\b[^<>]{0,50}>", re.IGNORECASE)
_MOMENT = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:["
    r" T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?"
)
_LARGEST_EXPONENT = 12
_LONGEST_NUMBER = 60
#: Maximum number of characters of a text with its HTML, and of the plain text.
_LONGEST_HTML, _LONGEST_TEXT = 40_000, 10_000
_LONGEST_LINE = 500
#: A longer number is ignored, because a part of it would be another number.
_LONGEST_IDENTIFIER = 200
#: The years in which a parcel can exist. Python's years end at 9999, one day earlier
#: for time zones east of Greenwich.
_YEARS = range(2000, 2100)


def plain(value):
    """Plain text from text that may contain HTML, also nested and escaped tags; line
    breaks become newlines. Text over the limit is cut. Nothing in the result can begin
    a tag, wherever it is used.
    """
    if not isinstance(value, str):
        return (
            "" if value is None or isinstance(value, (bool, list, dict)) else str(value)
        )
    text = value[:_LONGEST_HTML]
    for _pass in range(_MOST_PASSES):
        before, text = text, _TAG.sub("", _BREAK.sub("\n", unescaped(text)))
        if text == before:
            break
    text = kept(_BEGINS_TAG.sub("< ", text)).replace("\xa0", " ")
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)[:_LONGEST_TEXT].rstrip()


def line(value):
    """Plain text on one line, at most 500 characters."""
    return " ".join(plain(value).split())[:_LONGEST_LINE].rstrip()


def identifier(value):
    """A number or code on one line, "" when it is longer than any code."""
    found = " ".join(plain(value).split())
    return found if len(found) <= _LONGEST_IDENTIFIER else ""


def number(value):
    """A ``Decimal`` from a number or a text with a number, ``None`` from anything
    else.
    """
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        return None
    if isinstance(value, str):
        value = value.strip() if len(value) <= _LONGEST_NUMBER else ""
        value = (
            value.replace(",", "")
            if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", value)
            else value
        )
    try:
        found = Decimal(value)
    except InvalidOperation:
        return None
    # An operation would raise for an exponent beyond the context's limit; ``adjusted``
    # does not.
    if (
        not found.is_finite()
        or found.as_tuple().exponent <= -20
        or found.adjusted() >= _LARGEST_EXPONENT
    ):
        return None
    return found


def flag(value):
    """``True``, ``False``, or ``None`` when the value is neither."""
    word = (
        ""
        if isinstance(value, (dict, list))
        else str(value)[:_LONGEST_LINE].strip().lower()
    )
    if word in ("y", "yes", "1", "true", "是"):
        return True
    return False if word in ("n", "no", "0", "false", "否") else None


def days(value):
    """``"7-12"`` → (7, 12), ``"7"`` → (7, 7), nothing → (None, None)."""
    found = [int(part) for part in re.findall(r"\d{1,3}", plain(value))[:2]]
    return (min(found), max(found)) if found else (None, None)


def local_moment(value):
    """An aware moment from the carrier's text, in the time zone of the text, or in
    China time if the text has none; ``None`` if unreadable.
    """
    match = _MOMENT.match(line(value))
    if not match:
        return None
    *parts, zone = match.groups()
    try:
        naive = datetime(*(int(part or 0) for part in parts))
        if naive.year not in _YEARS:
            return None
        if zone:
            return datetime.strptime(
                f"{naive:%Y-%m-%d %H:%M:%S} {zone}", "%Y-%m-%d %H:%M:%S %z"
            )
        return naive.replace(tzinfo=CHINA)
    except (ValueError, OverflowError):
        return None


def moment(value):
    """The moment of :func:`local_moment` in UTC."""
    found = local_moment(value)
    return found and found.astimezone(timezone.utc)


def same(one, other):
    """Whether two references or numbers are equal: hosts change upper and lower
    case.
    """
    return one.strip().casefold() == other.strip().casefold()
