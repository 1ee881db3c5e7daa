# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Import VAT schemes for consignments sold to private persons, modelled on the EU's
IOSS.

IOSS: Council Directive 2006/112/EC, title XII, chapter 6, section 4; intrinsic value:
art. 1 (48) of Delegated Regulation (EU) 2015/2446.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from stdnum.eu import oss
from stdnum.exceptions import ValidationError

INTERMEDIARY, FORMAT = "intermediary", "format"


class NumberError(ValueError):
    """The text is not an IOSS number; ``reason`` is INTERMEDIARY (an IN number, never
    declared) or FORMAT.
    """

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


class SchemeOutcome(Enum):
    """Whether the scheme's number is declared, or a reason why not."""

    DECLARED = "declared"
    NO_SCHEME = "no_scheme"
    TERRITORY = "territory"
    BUSINESS = "business"
    EXCISE = "excise"
    EXCLUDED = "excluded"
    ABOVE_LIMIT = "above_limit"
    EXEMPT = "exempt"
    BUYER_UNKNOWN = "buyer_unknown"
    MARKETPLACE = "marketplace"
    EXPIRED = "expired"
    NOT_REGISTERED = "not_registered"


class Registration(Enum):
    """The seller's registration in the scheme: VALID on the day, EXPIRED before it, or
    NONE.
    """

    VALID = "valid"
    EXPIRED = "expired"
    NONE = "none"


class Procedure(Enum):
    """The additional procedure codes of the union's import declaration (Delegated
    Regulation (EU) 2015/2446, annex B).
    """

    IOSS = "F48"
    SPECIAL_ARRANGEMENTS = "F49"
    STANDARD = "F53"


@dataclass(frozen=True)
class Scheme:
    """``countries``: ISO codes; ``limit``: highest value in the scheme's currency,
    included unless ``limit_excluded``.

    ``number_required`` is False if small consignments are free of tax without a
    registration, for any buyer. ``union``: the European Union's procedure codes are
    declared. ``excluded``: the first digits of HS codes to which the scheme does not
    apply.
    """

    countries: frozenset
    limit: Decimal
    limit_excluded: bool = False
    number_required: bool = True
    union: bool = True
    excluded: tuple = ()

    def holds(self, value):
        return value < self.limit if self.limit_excluded else value <= self.limit


@dataclass(frozen=True)
class Consignment:
    """All goods sent under one transport contract, to one consignee.

    ``value`` is their intrinsic value in the scheme's currency: the price actually
    paid, without VAT, transport and insurance; of the most expensive item if the
    scheme's limit is per item. ``in_vat_area`` is False for a special territory outside
    the scheme's VAT area. ``excise``: there are excise goods among them.
    ``marketplace``: sold through a marketplace, which counts as the seller, so its
    number is needed. ``buyer_unknown``: it is not known whether the buyer is a
    business. ``hs_codes`` are those of the goods.
    """

    country: str
    value: Decimal
    to_business: bool
    in_vat_area: bool = True
    excise: bool = False
    marketplace: bool = False
    buyer_unknown: bool = False
    hs_codes: tuple = ()


def normalise_number(text):
    """Return an IOSS number as it is declared, "IM" and ten digits.

    :raise NumberError: for an intermediary's own number (IN…) and any other text
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


def outcomes(consignment, scheme, registration):
    """Return all reasons why ``scheme`` (None: no scheme for the destination) does not
    apply to ``consignment``, a tuple of ``SchemeOutcome``. ``registration`` is the
    seller's; for a sale through a marketplace, the marketplace's.

    Without such reasons, the only outcome is DECLARED or EXEMPT. Reasons that no number
    would change come first; a missing number is returned only if there is no other
    reason.
    """
    if scheme is None or consignment.country not in scheme.countries:
        return (SchemeOutcome.NO_SCHEME,)
    private_only = scheme.number_required
    tests = (
        (SchemeOutcome.TERRITORY, not consignment.in_vat_area),
        (SchemeOutcome.BUSINESS, private_only and consignment.to_business),
        (SchemeOutcome.EXCISE, consignment.excise),
        (
            SchemeOutcome.EXCLUDED,
            scheme.excluded
            and any(code.startswith(scheme.excluded) for code in consignment.hs_codes),
        ),
        (SchemeOutcome.ABOVE_LIMIT, not scheme.holds(consignment.value)),
        (SchemeOutcome.BUYER_UNKNOWN, private_only and consignment.buyer_unknown),
    )
    refusing = tuple(outcome for outcome, holds in tests if holds)
    if refusing:
        return refusing
    if not scheme.number_required:
        return (SchemeOutcome.EXEMPT,)
    if registration is Registration.VALID:
        return (SchemeOutcome.DECLARED,)
    # The seller's own number never replaces the marketplace's.
    if consignment.marketplace:
        return (SchemeOutcome.MARKETPLACE,)
    return (
        (
            SchemeOutcome.EXPIRED
            if registration is Registration.EXPIRED
            else SchemeOutcome.NOT_REGISTERED
        ),
    )


def decide(consignment, scheme, registration):
    """Return the first of :func:`outcomes`."""
    return outcomes(consignment, scheme, registration)[0]


def procedure(outcome, scheme, special_arrangements):
    """Return the procedure code for ``outcome``, None if there is none: outside the
    union, or for an error.

    ``special_arrangements``: the carrier collects the VAT from the buyer (Directive
    2006/112/EC, art. 369y), which is allowed if IOSS would have been possible.
    """
    if (
        scheme is None
        or not scheme.union
        or outcome
        in (
            SchemeOutcome.NO_SCHEME,
            SchemeOutcome.MARKETPLACE,
            SchemeOutcome.EXEMPT,
            SchemeOutcome.BUYER_UNKNOWN,
        )
    ):
        return None
    if outcome is SchemeOutcome.DECLARED:
        return Procedure.IOSS
    if (
        outcome in (SchemeOutcome.NOT_REGISTERED, SchemeOutcome.EXPIRED)
        and special_arrangements
    ):
        return Procedure.SPECIAL_ARRANGEMENTS
    return Procedure.STANDARD
