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

    ``number_required`` is False where small consignments are free of tax without any registration, whoever buys. ``union`` says that
    the European Union's procedure codes are declared. ``excluded``: how the HS codes of goods begin that it is not for.
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

    ``value`` is their intrinsic value in the scheme's currency: the price really paid, without VAT, transport and
    insurance; of the dearest item where the scheme's limit counts per item. ``in_vat_area`` is False for a special
    territory outside the scheme's VAT area. ``excise``: alcohol or tobacco is among them. ``marketplace``: sold through one,
    whose number it has to be, for the marketplace counts as the seller. ``buyer_unknown``: nobody said whether the buyer is a
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


def outcomes(consignment, scheme, registration):
    """Everything that keeps ``scheme`` (None: there is none for the destination) from ``consignment`` of a seller with that
    ``registration``, of a sale through a marketplace the marketplace's own: a tuple of ``Outcome``, what no number would change first.

    DECLARED or EXEMPT, by itself, when nothing does. A missing number is named only where nothing else is in the way."""
    if scheme is None or consignment.country not in scheme.countries:
        return (Outcome.NO_SCHEME,)
    private_only = scheme.number_required
    tests = (
        (Outcome.TERRITORY, not consignment.in_vat_area),
        (Outcome.BUSINESS, private_only and consignment.to_business),
        (Outcome.EXCISE, consignment.excise),
        (Outcome.EXCLUDED, scheme.excluded and any(code.startswith(scheme.excluded) for code in consignment.hs_codes)),
        (Outcome.ABOVE_LIMIT, not scheme.holds(consignment.value)),
        (Outcome.BUYER_UNKNOWN, private_only and consignment.buyer_unknown),
    )
    refusing = tuple(outcome for outcome, holds in tests if holds)
    if refusing:
        return refusing
    if not scheme.number_required:
        return (Outcome.EXEMPT,)
    if registration is Registration.VALID:
        return (Outcome.DECLARED,)
    # The seller's own number never stands in for the marketplace's.
    if consignment.marketplace:
        return (Outcome.MARKETPLACE,)
    return (Outcome.EXPIRED if registration is Registration.EXPIRED else Outcome.NOT_REGISTERED,)


def decide(consignment, scheme, registration):
    """The first of :func:`outcomes`."""
    return outcomes(consignment, scheme, registration)[0]


def procedure(outcome, scheme, special_arrangements):
    """The procedure code that follows from ``outcome``, None where none follows: outside the union, or an error.

    ``special_arrangements`` says that the carrier collects the VAT from the buyer (Directive 2006/112/EC, art. 369y), which it
    may for consignments that IOSS would have been possible for.
    """
    if scheme is None or not scheme.union or outcome in (
        Outcome.NO_SCHEME, Outcome.MARKETPLACE, Outcome.EXEMPT, Outcome.BUYER_UNKNOWN,
    ):
        return None
    if outcome is Outcome.DECLARED:
        return Procedure.IOSS
    if outcome in (Outcome.NOT_REGISTERED, Outcome.EXPIRED) and special_arrangements:
        return Procedure.SPECIAL_ARRANGEMENTS
    return Procedure.STANDARD
