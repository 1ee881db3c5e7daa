# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The errors of an address or of options, by code."""

from ...linkstar_customs.rules.finding import Finding

#: Code → (severity, its parameters); ``part`` and ``parts`` are names of ``Address``
#: fields.
FINDINGS = {
    "missing": ("block", ("parts",)),
    "postcode_form": ("block", ("postcode", "examples")),
    "province_missing": ("block", ()),
    "province_differs": ("warn", ("postcode", "province", "other")),
    "house_number_missing": ("warn", ("street",)),
    "locker_number_missing": ("block", ("place", "fewest", "most")),
    "post_box": ("warn", ("line",)),
    "too_long": ("block", ("part", "text", "length", "limit")),
    "street_too_long": ("block", ("text", "lines", "limit")),
    "no_letters": ("block", ("part", "text")),
    "phone_form": ("block", ("phone",)),
    "phone_unusual": ("warn", ("phone",)),
    "option_not_offered": ("block", ("names",)),
    "option_excluded": ("block", ("names",)),
    "option_no_amount": ("block", ("name",)),
    "option_no_insurance": ("block", ("amount",)),
    "option_never_insured": ("block", ("amount",)),
    "option_over_insured": ("warn", ("amount", "value")),
    "option_return_destroyed": ("block", ("name",)),
}


def found(code, **params):
    """The :class:`Finding` of ``code``, with the parameters listed in ``FINDINGS``."""
    return Finding(code, FINDINGS[code][0], params)
