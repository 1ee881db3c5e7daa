"""Whether a buyer is a private person or a business, as far as what a shop knows of them says it.

A tax number is no proof of a business: in many countries every person has one.
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
#: Where persons and businesses have numbers of one kind, so that only the sign of the country in front tells of a business.
_OF_BOTH = frozenset({"CY", "GR", "HR", "SI"})
#: Where a person's number is the VAT number, too, once the sign of the country is in front.
_SAME_WITH_SIGN = frozenset({"ES", "PT"})
#: First figures of the Portuguese numbers of natural persons.
_PORTUGUESE_PERSON = re.compile(r"[123]\d{8}|45\d{7}")


def guess(is_company, number, country):
    """PRIVATE, BUSINESS or UNKNOWN of somebody in ``country`` (ISO 3166-1 alpha-2, "" where it is not known) who gave ``number``, any
    number for a tax authority; ``is_company``: the shop keeps them as a company."""
    number = "".join((number or "").upper().split()).strip("./-")
    if is_company:
        return BUSINESS
    if not number:
        return PRIVATE
    sign = {"EL": "GR", "XI": "GB"}.get(number[:2], number[:2])
    signed = bool(re.match(r"[A-Z]{2}\w", number)) and _knows_vat(sign) and (sign == country or _is_vat(sign, number))
    country = sign if signed else country
    bare = number[2:] if signed else number
    if (not signed or country in _SAME_WITH_SIGN) and _is_of_person(country, bare):
        return PRIVATE
    if _is_vat(country, bare):
        return UNKNOWN if country in _OF_BOTH and not signed else BUSINESS
    # A person's number with the country in front that no VAT number has.
    return PRIVATE if signed and _is_of_person(country, bare) else UNKNOWN


def _is_of_person(country, number):
    if country == "PT" and _is(country, "nif", number):
        return bool(_PORTUGUESE_PERSON.fullmatch(re.sub(r"\W", "", number)))
    if country == "IT" and number.isdigit():
        # The codice fiscale of eleven figures is an organisation's.
        return False
    return any(_is(country, name, number) for name in _OF_PERSONS.get(country, ()))


def _is_vat(country, number):
    return _is(country, "vat", number) or (country == "FR" and any(_is("FR", name, number) for name in ("siren", "siret")))


def _knows_vat(country):
    return country.lower() in eu_vat.MEMBER_STATES or bool(country.isalpha() and get_cc_module(country, "vat"))


def _is(country, name, number):
    module = get_cc_module(country, name) if country else None
    # Some modules look into dates and lists that a wrong number has no place in.
    with suppress(Exception):
        return bool(module) and module.is_valid(number)
    return False
