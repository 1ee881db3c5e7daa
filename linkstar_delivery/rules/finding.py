"""What a check found, by code."""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Code → (whether it keeps a parcel from being booked, the parameters that come with it).
FINDINGS = {
    "missing": (True, ("parts",)),
    "postcode_form": (True, ("postcode", "examples")),
    "province_missing": (True, ()),
    "province_differs": (False, ("postcode", "province", "other")),
    "house_number_missing": (False, ("street",)),
    "locker_number_missing": (True, ("place", "fewest", "most")),
    "post_box": (False, ("line",)),
    "too_long": (True, ("part", "text", "length", "limit")),
    "street_too_long": (True, ("text", "lines", "limit")),
    "no_letters": (True, ("part", "text")),
    "phone_form": (True, ("phone",)),
    "phone_unusual": (False, ("phone",)),
    "option_not_offered": (True, ("names",)),
    "option_excluded": (True, ("names",)),
    "option_no_amount": (True, ("name",)),
    "option_no_insurance": (True, ("amount",)),
    "option_never_insured": (True, ("amount",)),
    "option_over_insured": (False, ("amount", "value")),
    "option_return_destroyed": (True, ("name",)),
}


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with an address or with options. The codes and their parameters are in ``FINDINGS``.

    ``part`` and ``parts`` are names of ``Address`` fields."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)

    @property
    def blocks(self):
        return FINDINGS[self.code][0]
