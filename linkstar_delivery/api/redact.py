# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Removes credentials and personal data from values that are stored or logged. Of a
sender or a consignee only the country stays.
"""

import itertools
import json
import math
import re
from decimal import Decimal
from urllib.parse import urlsplit

from .bounds import MAX_DEPTH
from .bounds import text as _clean

HIDDEN = "***"

_SECRET = re.compile(
    r"\w*(token|secret|passwd|password|app_?key|api_?key)|key|authorization",
    re.IGNORECASE,
)
_PARTY = re.compile(
    r"consignee|shipper|consignor|sender|receiver|recipient|buyer", re.IGNORECASE
)
_PARTY_FIELD = re.compile(
    r"(?:consignee|shipper|consignor|sender|receiver|recipient|buyer)_?(?P<field>\w*)",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"(\w+_)?(contact|company|street\d?|address\d?|addr\d?|tel|telephone|phone|mobile|fax|e_?mail|post_?code|zip(_?code)?|city"
    r"|province|state|district|doorplate|tax_?(no|number)|eori)|name",
    re.IGNORECASE,
)
_KEPT = re.compile(r"country(_?code)?|\w*_type|hawbcode", re.IGNORECASE)
_IOSS = re.compile(r"\bIM\d{10}\b", re.IGNORECASE)
# Each sequence of letters is matched from its beginning only, so that the search takes
# linear time.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(\.[\w-]++)+")
_URL = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
_BLOB = re.compile(r"[A-Za-z0-9+/=_\s-]{200,}")
_LONGEST = 2000
#: No secret, address or name is longer. This number of characters before a cut is
#: removed.
_SEAM = 500
_LONGEST_JSON = 1_000_000
_MOST_VALUES = 10_000


def mask_ioss(number):
    """``IM2760000000`` → ``IM27********``: the member state stays, the registration is
    hidden.
    """
    return number[:4] + "*" * max(len(number) - 4, 0)


def tax_numbers(request):
    """The numbers of the tax schemes in ``request``, the JSON value of one or several
    orders.
    """
    if isinstance(request, dict):
        own = {
            value
            for key, value in request.items()
            if key.lower() == "ioss" and isinstance(value, str) and value
        }
        return own.union(*map(tax_numbers, request.values()))
    return (
        set().union(*map(tax_numbers, request))
        if isinstance(request, list | tuple)
        else set()
    )


def mask_numbers(text, numbers=()):
    """``text`` with ``numbers``, and everything that looks like an IOSS number,
    masked.
    """
    for number in numbers:
        text = text.replace(number, mask_ioss(number))
    return _IOSS.sub(lambda found: mask_ioss(found[0]), text)


def redact(value, secrets=()):
    """Return a copy of the JSON value or text ``value`` that may be stored.

    Removed are credentials, every field of a party but its country, IOSS numbers, and
    paths and queries of addresses and files, also in JSON inside strings. ``secrets``
    are values that are removed from free text everywhere.
    """
    return _Copier(_pattern(secrets)).copy(value)


def scrub(text, secrets):
    """``text`` without the values ``secrets``; the rest is unchanged."""
    pattern = _pattern(secrets)
    return pattern.sub(HIDDEN, text) if pattern else text


def personal_values(value):
    """Return the values in ``value`` that :func:`redact` removes by their keys, to find
    them in free text.
    """
    found = set()
    _collect(value, False, found)
    return frozenset(found)


def _collect(value, personal, found):
    if isinstance(value, dict):
        for key, item in value.items():
            _collect(item, _is_hidden(key, personal), found)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _collect(item, personal, found)
    elif personal and isinstance(value, str) and len(value.strip()) > 1:
        found.add(value.strip())


def _is_hidden(key, in_party):
    """Whether values under ``key`` are hidden, inside a party or outside."""
    field = _PARTY_FIELD.fullmatch(key)
    if field and field["field"]:
        return not _KEPT.fullmatch(field["field"])
    if in_party:
        return not _KEPT.fullmatch(key)
    return bool(
        _SECRET.fullmatch(key) or _PARTY.fullmatch(key) or _PERSONAL.fullmatch(key)
    )


class _Copier:
    """Makes one copy with at most as many values as a log needs, and not deeper than
    Python's recursion allows.
    """

    def __init__(self, pattern):
        self._pattern = pattern
        self._left = _MOST_VALUES

    def copy(self, value, hidden=False, depth=0):
        if isinstance(value, (dict, list, tuple)):
            if depth > MAX_DEPTH:
                return "(nested too deeply)"
            return self._container(value, hidden, depth)
        if hidden:
            return value if value in (None, "") else HIDDEN
        if isinstance(value, str):
            return self._text(value, depth)
        if isinstance(value, Decimal):
            small = value.is_finite() and value.adjusted() < 15
            return (
                int(value)
                if small and value == value.to_integral_value()
                else _clean(str(value)[:_LONGEST])
            )
        if isinstance(value, float):
            return value if math.isfinite(value) else str(value)
        if isinstance(value, int):
            return value if -(10**40) < value < 10**40 else "(a long number)"
        return value

    def _container(self, value, hidden, depth):
        # At least one value of each, so that a later part of a call shows its
        # structure, too.
        taken = max(1, min(len(value), self._left))
        self._left -= taken
        if not isinstance(value, dict):
            copied = [self.copy(item, hidden, depth + 1) for item in value[:taken]]
            return (
                [*copied, f"({len(value) - taken} more)"]
                if taken < len(value)
                else copied
            )
        copied = {}
        for key, item in itertools.islice(value.items(), taken):
            key = str(key)
            copied[_cleaned(key, self._pattern)] = self._field(key, item, hidden, depth)
        return (
            copied
            if taken >= len(value)
            else {**copied, "…": f"({len(value) - taken} more)"}
        )

    def _field(self, key, value, in_party, depth):
        if key.lower() == "ioss" and isinstance(value, str):
            return mask_ioss(_clean(value[:_LONGEST]))
        return self.copy(value, _is_hidden(key[:_LONGEST], in_party), depth + 1)

    def _text(self, value, depth):
        stripped = value.strip("\ufeff \t\r\n")
        if stripped[:1] in ("{", "["):
            try:
                if len(stripped) > _LONGEST_JSON:
                    raise ValueError
                return json.dumps(
                    self.copy(json.loads(stripped), depth=depth + 1), ensure_ascii=False
                )
            except (ValueError, RecursionError):
                return f"(unreadable, {len(value)} characters)"
        return _cleaned(value, self._pattern)


def _cleaned(value, pattern):
    """``value`` without secrets and personal data, cut before any search looks through
    it.
    """
    length = len(value)
    if length > _LONGEST:
        value = value[: _LONGEST + _SEAM]
    value = _clean(value)
    if _BLOB.fullmatch(value) and " " not in value.strip():
        return f"(file, {length} characters)"
    if pattern:
        value = pattern.sub(HIDDEN, value)
    value = _URL.sub(_address, value)
    value = _IOSS.sub(lambda match: mask_ioss(match.group()), value)
    value = _EMAIL.sub(HIDDEN, value)
    if length <= _LONGEST:
        return value
    # A secret that the cut divided was not found: it is among the last characters.
    return f"{value[:-_SEAM][:_LONGEST]}… ({length} characters)"


def _address(match):
    """The host of an address. Path and query are removed: they often are the only key
    to a label with a person's address.
    """
    try:
        parts = urlsplit(match.group())
        host = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    except ValueError:
        host = HIDDEN
    return f"{match.group().split(':')[0]}://{host}/{HIDDEN}"


def _pattern(secrets):
    """Match any of ``secrets``; a Latin one only as a whole word, so that the name Li
    does not match inside Line.
    """
    words = sorted(
        {secret for secret in secrets if secret and len(secret) > 1},
        key=len,
        reverse=True,
    )
    if not words:
        return None
    bound = (
        (
            rf"(?<![^\W_]){re.escape(word)}(?![^\W_])"
            if word.isascii()
            else re.escape(word)
        )
        for word in words
    )
    return re.compile("|".join(bound), re.IGNORECASE)
