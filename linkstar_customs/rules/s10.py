# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Postal item numbers of UPU standard S10: two letters, eight digits, their check
digit, the country of the post.
"""

import re

_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_PATTERN = re.compile(r"[A-Z]{2}(\d{8})(\d)[A-Z]{2}")


def check_digit(serial):
    """Return the check digit of the eight digits ``serial``: "47312482" has 9."""
    rest = (
        11
        - sum(
            weight * int(digit) for weight, digit in zip(_WEIGHTS, serial, strict=True)
        )
        % 11
    )
    return {10: 0, 11: 5}.get(rest, rest)


def looks_like(number):
    """Whether ``number`` has the form of a postal item number, ignoring spaces."""
    return bool(_PATTERN.fullmatch(_bare(number)))


def is_valid(number):
    """Whether ``number`` is a postal item number with a correct check digit."""
    found = _PATTERN.fullmatch(_bare(number))
    return bool(found) and check_digit(found[1]) == int(found[2])


def may_be_printed(number):
    """Whether ``number`` may be printed as a barcode: a postal item number must be
    correct, other numbers of carriers are not checked.
    """
    return bool(_bare(number)) and (is_valid(number) or not looks_like(number))


def _bare(number):
    return "".join((number or "").split()).upper()
