# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Whether a buyer is a private person or a business, as far as the shop's data shows.

A tax number does not prove a business: in many countries every person has one.
"""

import re
from contextlib import suppress

from stdnum import get_cc_module
from stdnum.eu import vat as eu_vat

PRIVATE, BUSINESS, UNKNOWN = "private", "business", "unknown"

#: Numbers that a country gives to persons, by their modules in python-stdnum.
_OF_PERSONS = {
    "AT": ("vnr",),
    "BE": ("nn", "bis"),
    "BG": ("egn", "pnf"),
    "CH": ("ssn",),
    "CZ": ("rc",),
    "DE": ("idnr",),
    "DK": ("cpr",),
    "EE": ("ik",),
    "ES": ("dni", "nie"),
    "FI": ("hetu",),
    "FR": ("nif", "nir"),
    "GR": ("amka",),
    "IE": ("pps",),
    "IS": ("kennitala",),
    "IT": ("codicefiscale",),
    "LT": ("asmens",),
    "NL": ("bsn",),
    "NO": ("fodselsnummer",),
    "PL": ("pesel",),
    "PT": ("cc",),
    "RO": ("cnp",),
    "SE": ("personnummer",),
    "SI": ("emso",),
    "SK": ("rc",),
    "TR": ("tckimlik",),
    "UA": ("rntrc",),
}
#: Countries where persons and businesses have the same kind of number: only the country
#: code in front shows a business.
_OF_BOTH = frozenset({"CY", "GR", "HR", "SI"})
#: Countries where a person's number with the country code in front is also the VAT
#: number.
_SAME_WITH_SIGN = frozenset({"ES", "PT"})
#: First digits of the Portuguese numbers of natural persons.
_PORTUGUESE_PERSON = re.compile(r"[123]\d{8}|45\d{7}")


def guess(is_company, number, country):
    """Return PRIVATE, BUSINESS or UNKNOWN for a buyer in ``country`` (ISO 3166-1
    alpha-2, "" if unknown) with ``number``, any tax number; ``is_company``: the shop's
    contact is a company.
    """
    number = "".join((number or "").upper().split()).strip("./-")
    if is_company:
        return BUSINESS
    if not number:
        return PRIVATE
    sign = {"EL": "GR", "XI": "GB"}.get(number[:2], number[:2])
    signed = (
        bool(re.match(r"[A-Z]{2}\w", number))
        and _knows_vat(sign)
        and (sign == country or _is_vat(sign, number))
    )
    country = sign if signed else country
    bare = number[2:] if signed else number
    if (not signed or country in _SAME_WITH_SIGN) and _is_of_person(country, bare):
        return PRIVATE
    if _is_vat(country, bare):
        return UNKNOWN if country in _OF_BOTH and not signed else BUSINESS
    # A person's number with a country code that VAT numbers do not have.
    return PRIVATE if signed and _is_of_person(country, bare) else UNKNOWN


def _is_of_person(country, number):
    if country == "PT" and _is(country, "nif", number):
        return bool(_PORTUGUESE_PERSON.fullmatch(re.sub(r"\W", "", number)))
    if country == "IT" and number.isdigit():
        # A codice fiscale with eleven digits belongs to an organisation.
        return False
    return any(_is(country, name, number) for name in _OF_PERSONS.get(country, ()))


def _is_vat(country, number):
    return _is(country, "vat", number) or (
        country == "FR" and any(_is("FR", name, number) for name in ("siren", "siret"))
    )


def _knows_vat(country):
    return country.lower() in eu_vat.MEMBER_STATES or bool(
        country.isalpha() and get_cc_module(country, "vat")
    )


def _is(country, name, number):
    module = get_cc_module(country, name) if country else None
    # Some modules raise other errors for a wrong number, from its date or from their
    # lists.
    with suppress(Exception):
        return bool(module) and module.is_valid(number)
    return False
