# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Places that belong to a country in addresses, but not in customs or VAT law: the
Canary Islands, Livigno, Guadeloupe.
"""

import re
from dataclasses import dataclass

from .postcodes import clean


@dataclass(frozen=True)
class Territory:
    """A part of ``country`` (ISO 3166-1 alpha-2), recognised by its postcodes or its
    state codes.

    ``postcode_pattern`` is a regular expression for the whole postcode as returned by
    ``postcodes.clean``, "" if postcodes cannot identify it. ``in_vat_area``: a VAT
    scheme of the country's union can be used there.
    """

    code: str
    country: str
    postcode_pattern: str
    states: frozenset
    in_vat_area: bool


def find(country, postcode, state, territories):
    """Return the first of ``territories`` that contains the address, or None. ``state``
    is a state code or "".
    """
    bare = clean(postcode, country)
    for territory in territories:
        if territory.country != country:
            continue
        by_postcode = territory.postcode_pattern and re.fullmatch(
            territory.postcode_pattern, bare
        )
        if by_postcode or (state and state in territory.states):
            return territory
    return None


def is_northern_ireland(country, postcode):
    """Whether an address is in Northern Ireland, which follows EU rules for goods but
    has British addresses: by the postcode, or by the country code XI.
    """
    return country == "XI" or (
        country == "GB" and bool(re.match(r"BT\d", clean(postcode, country)))
    )
