"""Places where an address says one country and the law another: the Canaries, Livigno, Guadeloupe."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Territory:
    """A part of ``country`` (ISO 3166-1 alpha-2) known by its postcodes or by its state codes.

    ``postcode_pattern`` is a regular expression for the whole normalised postcode, "" when postcodes do not tell.
    ``in_vat_area`` says whether a VAT scheme of the country's union can be used there.
    """

    code: str
    country: str
    postcode_pattern: str
    states: frozenset
    in_vat_area: bool


def normalise_postcode(postcode, country):
    """Upper case, without spaces and hyphens, and without the country that some write in front: "d-78266" gives "78266"."""
    bare = re.sub(r"[\s-]", "", postcode or "").upper()
    prefixes = (country, {"DE": "D", "AT": "A", "FR": "F", "IT": "I", "ES": "E"}.get(country, country))
    for prefix in prefixes:
        if bare.startswith(prefix) and bare[len(prefix) :].isdigit():
            return bare[len(prefix) :]
    return bare


def find(country, postcode, state, territories):
    """Return the first of ``territories`` that the address lies in, or None. ``state`` is a state code or ""."""
    bare = normalise_postcode(postcode, country)
    for territory in territories:
        if territory.country != country:
            continue
        by_postcode = territory.postcode_pattern and re.fullmatch(territory.postcode_pattern, bare)
        if by_postcode or (state and state in territory.states):
            return territory
    return None


def is_northern_ireland(country, postcode):
    """Whether an address lies in Northern Ireland, which follows EU rules for goods and is told as British: by the postcode, or
    by the country code XI that some write."""
    return country == "XI" or (country == "GB" and bool(re.match(r"BT\d", normalise_postcode(postcode, country))))
