"""Takes credentials and persons out of what is kept or logged. Of a party only the country stays."""

import json
import re
from decimal import Decimal
from urllib.parse import urlsplit

HIDDEN = "***"

_SECRET = re.compile(r"\w*(token|secret|passwd|password|app_?key|api_?key)|key|authorization", re.IGNORECASE)
_PARTY = re.compile(r"consignee|shipper|consignor|sender|receiver|recipient|buyer", re.IGNORECASE)
_PARTY_FIELD = re.compile(r"(?:consignee|shipper|consignor|sender|receiver|recipient|buyer)_?(?P<field>\w*)", re.IGNORECASE)
_PERSONAL = re.compile(
    r"(\w+_)?(contact|company|street\d?|address\d?|addr\d?|tel|telephone|phone|mobile|fax|e_?mail|post_?code|zip(_?code)?|city"
    r"|province|state|district|doorplate|tax_?(no|number)|eori)|name",
    re.IGNORECASE,
)
_KEPT = re.compile(r"country(_?code)?|\w*_type|hawbcode", re.IGNORECASE)
_IOSS = re.compile(r"\bIM\d{10}\b", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_URL = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
_BLOB = re.compile(r"[A-Za-z0-9+/=_\s-]{200,}")
_LONGEST = 2000


def mask_ioss(number):
    """``IM2760000000`` → ``IM27********``: the member state stays, the registration does not."""
    return number[:4] + "*" * max(len(number) - 4, 0)


def tax_numbers(request):
    """The tax scheme's number in the JSON value ``request`` of an order, or of several."""
    if isinstance(request, dict):
        own = {value for key, value in request.items() if key.lower() == "ioss" and isinstance(value, str) and value}
        return own.union(*map(tax_numbers, request.values()))
    return set().union(*map(tax_numbers, request)) if isinstance(request, list | tuple) else set()


def mask_numbers(text, numbers=()):
    """``text`` with ``numbers``, and all that look like an IOSS number, masked."""
    for number in numbers:
        text = text.replace(number, mask_ioss(number))
    return _IOSS.sub(lambda found: mask_ioss(found[0]), text)


def redact(value, secrets=()):
    """Return a copy of the JSON value or text ``value`` that may be kept.

    Credentials, every field of a party but its country, IOSS numbers, paths and queries of addresses and files are taken
    out, also from JSON inside strings. ``secrets`` are values to take out of free text, wherever they stand.
    """
    return _redacted(value, _pattern(secrets))


def scrub(text, secrets):
    """``text`` without the values ``secrets``, and otherwise as it is."""
    pattern = _pattern(secrets)
    return pattern.sub(HIDDEN, text) if pattern else text


def personal_values(value):
    """Return the values in ``value`` that :func:`redact` takes out by their keys, to find them again in free text."""
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
    """Whether values under ``key`` are hidden, inside of a party or not."""
    field = _PARTY_FIELD.fullmatch(key)
    if field and field["field"]:
        return not _KEPT.fullmatch(field["field"])
    if in_party:
        return not _KEPT.fullmatch(key)
    return bool(_SECRET.fullmatch(key) or _PARTY.fullmatch(key) or _PERSONAL.fullmatch(key))


def _redacted(value, pattern, hidden=False):
    if isinstance(value, dict):
        return {_cleaned(str(key), pattern): _field(str(key), item, pattern, hidden) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_redacted(item, pattern, hidden) for item in value]
    if hidden:
        return value if value in (None, "") else HIDDEN
    if isinstance(value, str):
        return _text(value, pattern)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and abs(value) < 10**15 else str(value)
    return value


def _field(key, value, pattern, in_party):
    if key.lower() == "ioss" and isinstance(value, str):
        return mask_ioss(value)
    hidden = _is_hidden(key, in_party)
    return _redacted(value, pattern, hidden)


def _text(value, pattern):
    stripped = value.strip("\ufeff \t\r\n")
    if stripped[:1] in ("{", "["):
        try:
            return json.dumps(_redacted(json.loads(stripped), pattern), ensure_ascii=False)
        except (ValueError, RecursionError):
            return f"(unreadable, {len(value)} characters)"
    return _cleaned(value, pattern)


def _cleaned(value, pattern):
    if pattern:
        value = pattern.sub(HIDDEN, value)
    value = _URL.sub(_address, value)
    value = _IOSS.sub(lambda match: mask_ioss(match.group()), value)
    value = _EMAIL.sub(HIDDEN, value)
    if _BLOB.fullmatch(value) and " " not in value.strip():
        return f"(file, {len(value)} characters)"
    return value if len(value) <= _LONGEST else f"{value[:_LONGEST]}… ({len(value)} characters)"


def _address(match):
    """The host of an address. Its path and query often are the only key to a label that shows a person."""
    try:
        parts = urlsplit(match.group())
        host = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    except ValueError:
        host = HIDDEN
    return f"{match.group().split(':')[0]}://{host}/{HIDDEN}"


def _pattern(secrets):
    """Match any of ``secrets``; a Latin one as a whole word, so that the name Li does not take a piece out of Line."""
    words = sorted({secret for secret in secrets if secret and len(secret) > 1}, key=len, reverse=True)
    if not words:
        return None
    bound = (rf"(?<![^\W_]){re.escape(word)}(?![^\W_])" if word.isascii() else re.escape(word) for word in words)
    return re.compile("|".join(bound), re.IGNORECASE)
