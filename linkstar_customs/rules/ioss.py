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
    ABOVE_LIMIT = "above_limit"
    NOT_REGISTERED = "not_registered"


@dataclass(frozen=True)
class Scheme:
    """``countries``: ISO codes; ``limit``: highest value, itself inside, in the scheme's currency."""

    countries: frozenset
    limit: Decimal


@dataclass(frozen=True)
class Consignment:
    """All goods sent under one transport contract, to one consignee.

    ``value`` is their intrinsic value in the scheme's currency: the price really paid, without VAT, transport and
    insurance; of the dearest item where the scheme's limit counts per item. ``in_vat_area`` is False for a special
    territory outside the scheme's VAT area.
    """

    country: str
    value: Decimal
    to_business: bool
    in_vat_area: bool = True


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


def decide(consignment, scheme, registered):
    """Whether ``scheme`` (None: there is none for the destination) applies to ``consignment`` of a seller who is
    ``registered`` for it or not."""
    if scheme is None or consignment.country not in scheme.countries:
        return Outcome.NO_SCHEME
    if not consignment.in_vat_area:
        return Outcome.TERRITORY
    if consignment.to_business:
        return Outcome.BUSINESS
    if consignment.value > scheme.limit:
        return Outcome.ABOVE_LIMIT
    return Outcome.DECLARED if registered else Outcome.NOT_REGISTERED
