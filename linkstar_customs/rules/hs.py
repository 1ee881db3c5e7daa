# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""HS codes: the tariff classification of goods, 6 digits worldwide and up to 10 in a
national tariff.
"""

MISSING, CHARACTERS, LENGTH, ZERO = "missing", "characters", "length", "zero"


class HsError(ValueError):
    """The text is not an HS code; ``reason`` is MISSING, CHARACTERS, LENGTH or ZERO: an
    odd number of digits, because a spreadsheet removed the zero in front.
    """

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def normalise(text):
    """Return the digits of an HS code written with dots, hyphens or spaces: "3926.90
    97" gives "39269097".

    :raise HsError: if the text is empty, has other characters, or does not have 6, 8 or
    10 digits
    """
    code = "".join(
        character
        for character in text or ""
        if not character.isspace() and character not in ".-"
    )
    if not code:
        raise HsError(MISSING)
    if not (code.isascii() and code.isdigit()):
        raise HsError(CHARACTERS)
    if not 6 <= len(code) <= 10:
        raise HsError(LENGTH)
    if len(code) % 2:
        raise HsError(ZERO)
    return code


def heading(text):
    """Return the six worldwide digits of ``text``, "" if it is not an HS code."""
    try:
        return normalise(text)[:6]
    except HsError:
        return ""
