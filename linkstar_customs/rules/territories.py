"""Places where an address says one country and the law another: the Canaries, Livigno, Guadeloupe."""

import re
from dataclasses import dataclass

from .postcodes import clean


@dataclass(frozen=True)
class Territory:
    """A part of ``country`` (ISO 3166-1 alpha-2) known by its postcodes or by its state codes.

    ``postcode_pattern`` is a regular expression for the whole postcode as of ``postcodes.clean``, "" when postcodes do not tell.
    ``in_vat_area`` says whether a VAT scheme of the country's union can be used there.
    """

    code: str
    country: str
    postcode_pattern: str
    states: frozenset
    in_vat_area: bool


def find(country, postcode, state, territories):
    """Return the first of ``territories`` that the address lies in, or None. ``state`` is a state code or ""."""
    bare = clean(postcode, country)
    for territory in territories:
        if territory.country != country:
            continue
        by_postcode = territory.postcode_pattern and re.fullmatch(territory.postcode_pattern, bare)
        if by_postcode or (state and state in territory.states):
            return territory
    return None


def is_northern_ireland(country, postcode):
    """Whether an address lies in Northern Ireland, which follows EU rules for goods and is written as British: by the postcode, or
    by the country code XI that some write."""
    return country == "XI" or (country == "GB" and bool(re.match(r"BT\d", clean(postcode, country))))
