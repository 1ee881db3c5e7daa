# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Phone numbers in the international format E.164."""

import phonenumbers

MISSING, BAD, UNUSUAL, GOOD = "missing", "bad", "unusual", "good"

#: No phone number has fewer digits with its area code; the data set also accepts short
#: numbers for local calls.
_FEWEST = 6


def read(text, country):
    """``text`` as people write it in ``country`` (ISO 3166-1 alpha-2) → (how certain it
    is, the number).

    BAD: no network could dial the number; the text is returned unchanged. UNUSUAL: the
    number could be dialled, but by the data set nobody has it.
    """
    text = " ".join((text or "").split())
    if not text:
        return MISSING, ""
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return BAD, text
    if (
        not phonenumbers.is_possible_number(number)
        or len(str(number.national_number)) < _FEWEST
    ):
        return BAD, text
    extension, number.extension = number.extension, None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if extension:
        written = f"{written} x{extension}"
    return (GOOD if phonenumbers.is_valid_number(number) else UNUSUAL), written
