"""Single values as the carrier writes them → Python values. None of these functions fails; what is unreadable is nothing."""

import html
import re
from datetime import datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation

CHINA = timezone(timedelta(hours=8))

_TAG = re.compile(r"<[/!?]?[a-zA-Z-][^<>]*>")
#: What would begin a tag, did the rest of it follow.
_BEGINS_TAG = re.compile(r"<(?=[/!?a-zA-Z])")
_MOST_PASSES = 10
_BREAK = re.compile(r"<(br|/p|/li|/div|/tr)\b[^<>]{0,50}>", re.IGNORECASE)
_MOMENT = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?"
)
_LARGEST = Decimal("1e12")


def plain(value):
    """Plain text of what may contain HTML, also tags in tags and escaped ones; line breaks are kept as newlines.

    Whatever it is put into, nothing in it begins a tag."""
    if not isinstance(value, str):
        return "" if value is None or isinstance(value, (bool, list, dict)) else str(value)
    text = value
    for _pass in range(_MOST_PASSES):
        before, text = text, _TAG.sub("", _BREAK.sub("\n", html.unescape(text)))
        if text == before:
            break
    text = _BEGINS_TAG.sub("< ", text).replace("\xa0", " ")
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def line(value):
    """Plain text on one line."""
    return " ".join(plain(value).split())


def number(value):
    """A ``Decimal`` from a number or a text with one, ``None`` from anything else."""
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        return None
    if isinstance(value, str):
        value = value.strip()
        value = value.replace(",", "") if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", value) else value
    try:
        found = Decimal(value)
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < _LARGEST and found.as_tuple().exponent > -20 else None


def flag(value):
    """``True``, ``False``, or ``None`` when neither is told."""
    word = str(value).strip().lower()
    if word in ("y", "yes", "1", "true", "是"):
        return True
    return False if word in ("n", "no", "0", "false", "否") else None


def days(value):
    """``"7-12"`` → (7, 12), ``"7"`` → (7, 7), nothing → (None, None)."""
    found = [int(part) for part in re.findall(r"\d{1,3}", plain(value))[:2]]
    return (min(found), max(found)) if found else (None, None)


def moment(value):
    """An aware moment in UTC from the carrier's text, which is China time unless it tells a zone; ``None`` if unreadable."""
    match = _MOMENT.match(line(value))
    if not match:
        return None
    *parts, zone = match.groups()
    try:
        naive = datetime(*(int(part or 0) for part in parts))
        if zone:
            return datetime.strptime(f"{naive:%Y-%m-%d %H:%M:%S} {zone}", "%Y-%m-%d %H:%M:%S %z").astimezone(timezone.utc)
        return naive.replace(tzinfo=CHINA).astimezone(timezone.utc)
    except (ValueError, OverflowError):
        return None


def same(one, other):
    """Whether two references or numbers are the same: hosts change the case of letters."""
    return one.strip().casefold() == other.strip().casefold()
