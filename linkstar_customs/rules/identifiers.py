# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Product identifiers in declarations of goods sold to private persons, required from
2026-11-01.

M-PID is the seller's own reference (code C127), NS-PID the manufacturer's (C128), S-PID
a GTIN (C129) or the statement that none exists (Y081). Identifiers are never invented
here, and leading zeros stay.
"""

from dataclasses import dataclass

from stdnum import ean
from stdnum.exceptions import ValidationError

M_PID, NS_PID, S_PID, NO_GTIN = "C127", "C128", "C129", "Y081"
LONGEST = 64

MISSING, CHARACTERS, LENGTH = "missing", "characters", "length"
GTIN_MISSING, GTIN_WRONG, GTIN_OTHER, GTIN_DENIED = (
    "gtin_missing",
    "gtin_wrong",
    "gtin_other",
    "gtin_denied",
)
GTIN_STORE = "gtin_store"


@dataclass(frozen=True)
class Identifiers:
    """``m_pid``, ``ns_pid`` and ``barcode`` as entered, "" if unknown; ``no_gtin``: a
    user stated that the product has no GTIN.
    """

    m_pid: str = ""
    ns_pid: str = ""
    barcode: str = ""
    no_gtin: bool = False


def is_gtin(barcode):
    """Whether ``barcode`` is a GTIN of 8, 12, 13 or 14 digits with the correct check
    digit, valid outside the shop too.
    """
    return _has_form(barcode) and not is_of_store(barcode)


def is_of_store(barcode):
    """Whether ``barcode`` has the form of a GTIN, but a prefix for internal numbers of
    stores: 2, and also 4 with twelve digits.
    """
    if not _has_form(barcode):
        return False
    digits = barcode[1:] if len(barcode) == 14 else barcode
    if len(digits) == 13 and digits[0] == "0":
        # Twelve digits, with a zero in front.
        digits = digits[1:]
    return digits[0] == "2" or (digits[0] == "4" and len(digits) == 12)


def _has_form(barcode):
    try:
        ean.validate(barcode)
    except ValidationError:
        return False
    return barcode.isascii()


#: Possible replacements of a missing manufacturer's reference, in this order.
GTIN, BARCODE, SKU, NOTHING = "gtin", "barcode", "sku", "none"


def stand_in(identifiers):
    """Return (the kind of reference that can replace the manufacturer's, the
    reference); (NOTHING, "") if there is none.
    """
    barcode = identifiers.barcode.strip()
    if is_gtin(barcode):
        return GTIN, barcode
    if not _reference(barcode):
        return BARCODE, barcode
    return (
        (SKU, identifiers.m_pid.strip())
        if not _reference(identifiers.m_pid)
        else (NOTHING, "")
    )


def check(identifiers):
    """Return what is wrong with ``identifiers``, a tuple of codes such as
    "m_pid_missing"; () if nothing is.
    """
    found = [
        f"{name}_{reason}"
        for name in ("m_pid", "ns_pid")
        if (reason := _reference(getattr(identifiers, name)))
    ]
    return (*found, *_barcode(identifiers))


def declared(identifiers):
    """Return the declared identifiers, a tuple of (code, identifier): only correct
    ones, and "" with Y081.
    """
    stated = [
        (code, text.strip())
        for code, text in ((M_PID, identifiers.m_pid), (NS_PID, identifiers.ns_pid))
        if not _reference(text)
    ]
    barcode = identifiers.barcode.strip()
    if is_gtin(barcode):
        stated.append((S_PID, barcode))
    elif identifiers.no_gtin:
        stated.append((NO_GTIN, ""))
    return tuple(stated)


def _reference(text):
    text = text.strip()
    if not text:
        return MISSING
    if not (text.isascii() and text.isprintable()):
        return CHARACTERS
    return LENGTH if len(text) > LONGEST else ""


def _barcode(identifiers):
    barcode = identifiers.barcode.strip()
    if is_gtin(barcode):
        return (GTIN_DENIED,) if identifiers.no_gtin else ()
    if identifiers.no_gtin:
        # A user stated that there is no GTIN, so another barcode of the shop is no
        # mistake.
        return ()
    if not barcode:
        return (GTIN_MISSING,)
    if is_of_store(barcode):
        return (GTIN_STORE,)
    looks_like_one = (
        barcode.isascii() and barcode.isdigit() and len(barcode) in (8, 12, 13, 14)
    )
    return (GTIN_WRONG,) if looks_like_one else (GTIN_OTHER,)
