# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Postcodes in the form that customs, addresses and prices compare. All code must read
postcodes here, so that declaration, price and address of a parcel agree on the place.
"""

import re
import unicodedata

#: Countries whose postcodes are written as in Great Britain.
BRITISH = frozenset({"GB", "GG", "JE", "IM", "GI", "XI"})
#: Prefixes that people write in front of the digits, besides the country's own code:
#: vehicle codes, and codes of places that use the postcodes of a country (Åland's
#: AX-22100 is Finland's 22100).
_SIGNS = {
    "AT": ("A",),
    "BE": ("B",),
    "CH": ("FL",),
    "DE": ("D",),
    "DK": ("GL", "FO", "FR"),
    "ES": ("E", "IC"),
    "FI": ("FIN", "AX", "SF"),
    "FO": ("FR",),
    "FR": ("F", "MC"),
    "GR": ("EL",),
    "HU": ("H",),
    "IT": ("I", "SM", "RSM", "V", "SCV", "VA"),
    "LI": ("FL", "CH"),
    "LU": ("L",),
    "NO": ("N", "SJ"),
    "PT": ("P",),
    "RS": ("SRB",),
    "SE": ("S",),
    "SI": ("SLO",),
    "SM": ("RSM", "IT", "I"),
    "VA": ("V", "SCV", "IT", "I"),
}


def plain(text):
    """Return ``text`` in upper case and ASCII digits, with single spaces and no
    invisible characters; "" for nothing.
    """
    text = text or ""
    if not text.isascii():
        text = "".join(
            _ascii(character) for character in unicodedata.normalize("NFKC", text)
        )
    return " ".join(text.upper().split())


def clean(text, country):
    """Return the letters and digits of a postcode, or of its first part, without the
    prefix of ``country`` (ISO 3166-1 alpha-2).

    "35.001" in Spain is "35001", "d-78266" in Germany "78266", "gy1 1wr" in Great
    Britain "GY11WR".
    """
    bare = _bare(plain(text))
    return bare.removeprefix(_sign(bare, country))


def written(text, country):
    """Return the same with the spaces and hyphens as entered: "se-114 55" in Sweden is
    "114 55".
    """
    text = plain(text)
    sign = _sign(_bare(text), country)
    return (
        re.sub(r"^[\W_]*" + r"[\W_]*".join(sign) + r"[\W_]*", "", text)
        if sign
        else text
    )


def _bare(text):
    return re.sub(r"[\W_]", "", text)


def _sign(bare, country):
    """Return the prefix of ``bare``, "" if none."""
    if country in BRITISH:
        # GB is not a postcode area, so it is the country.
        return "GB" if bare.startswith("GB") and bare[2:3].isalpha() else ""
    if (
        country
        and bare.startswith(country)
        and bare[len(country) : len(country) + 1].isdigit()
    ):
        return country
    return next(
        (
            sign
            for sign in _SIGNS.get(country, ())
            if bare.startswith(sign) and bare[len(sign) :].isdigit()
        ),
        "",
    )


def _ascii(character):
    if unicodedata.category(character) in ("Cf", "Cn", "Co"):
        return ""
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)
