"""Telephone numbers the way every country's network takes them (E.164)."""

import phonenumbers

MISSING, BAD, UNUSUAL, GOOD = "missing", "bad", "unusual", "good"

#: No subscriber anywhere has fewer digits, area code and all; the data set takes the short ones for local calls.
_FEWEST = 6


def read(text, country):
    """``text`` as people write it in ``country`` (ISO 3166-1 alpha-2) → (how sure it is, the number).

    A number is BAD when no network could dial it, and then comes back as it was written; UNUSUAL when it could be dialled but
    nobody has such a number, as far as the data set knows."""
    text = " ".join((text or "").split())
    if not text:
        return MISSING, ""
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return BAD, text
    if not phonenumbers.is_possible_number(number) or len(str(number.national_number)) < _FEWEST:
        return BAD, text
    extension, number.extension = number.extension, None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if extension:
        written = f"{written} x{extension}"
    return (GOOD if phonenumbers.is_valid_number(number) else UNUSUAL), written
