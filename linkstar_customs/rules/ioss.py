"""Import VAT schemes for consignments sold to private persons, of which the EU's IOSS is the model.

IOSS: Council Directive 2006/112/EC, title XII, chapter 6, section 4; intrinsic value: art. 1 (48) of Delegated Regulation
(EU) 2015/2446.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from stdnum.eu import oss
from stdnum.exceptions import ValidationError

INTERMEDIARY, FORMAT = "intermediary", "format"


class NumberError(ValueError):
    """The text is no IOSS number; ``reason`` is INTERMEDIARY (an IN number, never declared) or FORMAT."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


class Outcome(Enum):
    """Whether the scheme's number is declared, or the first reason why not."""

    DECLARED = "declared"
    NO_SCHEME = "no_scheme"
    TERRITORY = "territory"
    BUSINESS = "business"
    EXCISE = "excise"
    ABOVE_LIMIT = "above_limit"
    EXEMPT = "exempt"
    MARKETPLACE = "marketplace"
    EXPIRED = "expired"
    NOT_REGISTERED = "not_registered"


class Registration(Enum):
    """Whether the seller has a number in the scheme: VALID on the day, EXPIRED before it, or NONE."""

    VALID = "valid"
    EXPIRED = "expired"
    NONE = "none"


class Procedure(Enum):
    """The additional procedure codes of the union's import declaration (Delegated Regulation (EU) 2015/2446, annex B)."""

    IOSS = "F48"
    SPECIAL_ARRANGEMENTS = "F49"
    STANDARD = "F53"


@dataclass(frozen=True)
class Scheme:
    """``countries``: ISO codes; ``limit``: highest value in the scheme's currency, itself inside unless ``limit_excluded``.

    ``number_required`` is False where small consignments are free of tax without any registration. ``union`` says that the
    European Union's procedure codes are declared.
    """

    countries: frozenset
    limit: Decimal
    limit_excluded: bool = False
    number_required: bool = True
    union: bool = True

    def holds(self, value):
        return value < self.limit if self.limit_excluded else value <= self.limit


@dataclass(frozen=True)
class Consignment:
    """All goods sent under one transport contract, to one consignee.

    ``value`` is their intrinsic value in the scheme's currency: the price really paid, without VAT, transport and
    insurance; of the dearest item where the scheme's limit counts per item. ``in_vat_area`` is False for a special
    territory outside the scheme's VAT area. ``excise``: alcohol or tobacco is among them. ``marketplace``: sold through one,
    whose number it has to be, for the marketplace counts as the seller.
    """

    country: str
    value: Decimal
    to_business: bool
    in_vat_area: bool = True
    excise: bool = False
    marketplace: bool = False


def normalise_number(text):
    """Return an IOSS number as it is declared, "IM" and ten digits.

    :raise NumberError: for an intermediary's own number (IN…) and for anything else that is none
    """
    number = oss.compact(text or "")
    if number.startswith("IN"):
        raise NumberError(INTERMEDIARY)
    try:
        number = oss.validate(number)
    except ValidationError as error:
        raise NumberError(FORMAT) from error
    if not number.startswith("IM"):
        raise NumberError(FORMAT)
    return number


def decide(consignment, scheme, registration):
    """Whether ``scheme`` (None: there is none for the destination) applies to ``consignment`` of a seller with that
    ``registration``; of a sale through a marketplace the marketplace's own."""
    if scheme is None or consignment.country not in scheme.countries:
        return Outcome.NO_SCHEME
    if not consignment.in_vat_area:
        return Outcome.TERRITORY
    if consignment.to_business:
        return Outcome.BUSINESS
    if consignment.excise:
        return Outcome.EXCISE
    if not scheme.holds(consignment.value):
        return Outcome.ABOVE_LIMIT
    if not scheme.number_required:
        return Outcome.EXEMPT
    if registration is Registration.VALID:
        return Outcome.DECLARED
    # The seller's own number never stands in for the marketplace's.
    if consignment.marketplace:
        return Outcome.MARKETPLACE
    return Outcome.EXPIRED if registration is Registration.EXPIRED else Outcome.NOT_REGISTERED


def procedure(outcome, scheme, special_arrangements):
    """The procedure code that follows from ``outcome``, None where none can be told: outside the union, or an error.

    ``special_arrangements`` says that the carrier collects the VAT from the buyer (Directive 2006/112/EC, art. 369y), which it
    may for consignments that IOSS would have been possible for.
    """
    if scheme is None or not scheme.union or outcome in (Outcome.NO_SCHEME, Outcome.MARKETPLACE, Outcome.EXEMPT):
        return None
    if outcome is Outcome.DECLARED:
        return Procedure.IOSS
    if outcome in (Outcome.NOT_REGISTERED, Outcome.EXPIRED) and special_arrangements:
        return Procedure.SPECIAL_ARRANGEMENTS
    return Procedure.STANDARD
