# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What a product needs for a declaration: all findings at once, each with its own
code.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from . import descriptions, hs, identifiers
from .finding import Finding
from .identifiers import Identifiers

#: Findings that count only if a requirement with this name applies to the destination.
IDENTIFIERS, GPSR = "identifiers", "gpsr"

MANUFACTURER_MISSING, MANUFACTURER_INCOMPLETE = (
    "manufacturer_missing",
    "manufacturer_incomplete",
)
RESPONSIBLE_MISSING, RESPONSIBLE_INCOMPLETE = (
    "responsible_missing",
    "responsible_incomplete",
)
RESPONSIBLE_OUTSIDE = "responsible_outside"

#: Its parameter ``stand_in`` is the possible replacement, see ``identifiers.stand_in``.
NS_PID_MISSING = "ns_pid_missing"

_HS_RULE = "Regulation (EU) 2015/2446, annex B: commodity code of at least six digits"
_WEIGHT_RULE = (
    "Acts of the Universal Postal Union: CN 22 and CN 23, net weight of each article"
)
_ORIGIN_RULE = (
    "Acts of the Universal Postal Union: CN 22 and CN 23, country of origin of goods"
)
_REVIEW_RULE = (
    "Chapters and types of goods with extra checks before the simplified declaration"
    " (H7)"
)

_POST_RULE = "Acts of the Universal Postal Union: prohibited articles"

_REQUIREMENTS = {
    **dict.fromkeys(("m_pid", "ns_pid", "gtin"), IDENTIFIERS),
    **dict.fromkeys(("manufacturer", "responsible"), GPSR),
}


@dataclass(frozen=True)
class EconomicOperator:
    """A manufacturer or responsible person: whether it has a name, a postal and an
    electronic address, and whether it is in the union.
    """

    complete: bool
    in_union: bool = True


@dataclass(frozen=True)
class ProductData:
    """One product for customs; texts as entered, "" if unknown; weights of one unit in
    kg.

    ``net_weight`` is 0 if not entered. ``prohibited`` and ``second_look`` are names of
    its goods types that no parcel line carries, or for which customs makes extra
    checks.
    """

    hs_code: str = ""
    description_en: str = ""
    description_cn: str = ""
    material: str = ""
    use: str = ""
    origin: str = ""
    gross_weight: Decimal = Decimal(0)
    net_weight: Decimal = Decimal(0)
    identifiers: Identifiers = field(default_factory=Identifiers)
    manufacturer: EconomicOperator | None = None
    responsible: EconomicOperator | None = None
    prohibited: tuple = ()
    second_look: tuple = ()
    battery: bool = False


@dataclass(frozen=True)
class Law:
    """The tables of one day: stop words, words that may repeat a letter, the maximum
    length of a description, and those of the checked subheadings that exist.
    """

    terms: tuple = ()
    allowed: frozenset = frozenset()
    description_limit: int = 0
    subheadings: frozenset = frozenset()
    #: Chapters of two digits with extra customs checks, and those with extra checks
    #: only for goods with a battery.
    chapters: frozenset = frozenset()
    battery_chapters: frozenset = frozenset()
    #: The first digits of HS codes whose goods need no identifiers.
    unidentified: tuple = ()


def requirement(code):
    """Return the name of the requirement of a finding, "" if the finding always
    counts.
    """
    return _REQUIREMENTS.get(code.rpartition("_")[0], "")


def check(goods, law):
    """Return everything that ``goods`` lack, a tuple of ``Finding``, as if each
    requirement applied.
    """
    return (
        *_classification(goods, law),
        *(
            ()
            if goods.origin
            else (Finding("origin_missing", "block", source=_ORIGIN_RULE),)
        ),
        *descriptions.check(
            goods.description_en, law.terms, law.description_limit, law.allowed
        ),
        *_weights(goods),
        *_identifiers(goods, law),
        *_safety(goods),
        *(
            Finding("prohibited", "block", {"goods_type": name}, _POST_RULE)
            for name in goods.prohibited
        ),
        *(
            Finding("second_look", "warn", {"goods_type": name}, _REVIEW_RULE)
            for name in goods.second_look
        ),
    )


def _identifiers(goods, law):
    if law.unidentified and hs.heading(goods.hs_code).startswith(law.unidentified):
        return []
    other = identifiers.stand_in(goods.identifiers)[0]
    return [
        Finding(code, "block", {"stand_in": other} if code == NS_PID_MISSING else {})
        for code in identifiers.check(goods.identifiers)
    ]


def _classification(goods, law):
    try:
        code = hs.normalise(goods.hs_code)
    except hs.HsError as error:
        return [
            Finding(f"hs_{error.reason}", "block", {"hs_code": goods.hs_code}, _HS_RULE)
        ]
    if code[:6] not in law.subheadings:
        return [Finding("hs_unknown", "block", {"hs_code": code[:6]}, _HS_RULE)]
    if code[:2] in law.chapters or (goods.battery and code[:2] in law.battery_chapters):
        return [Finding("hs_second_look", "warn", {"hs_code": code[:2]}, _REVIEW_RULE)]
    return []


def _weights(goods):
    if goods.gross_weight <= 0:
        return [Finding("weight_zero", "block", source=_WEIGHT_RULE)]
    if goods.net_weight > goods.gross_weight:
        return [Finding("weight_net", "block", source=_WEIGHT_RULE)]
    return []


def _safety(goods):
    if goods.manufacturer is None:
        yield Finding(MANUFACTURER_MISSING, "block")
    elif not goods.manufacturer.complete:
        yield Finding(MANUFACTURER_INCOMPLETE, "block")
    if goods.responsible is None:
        yield Finding(RESPONSIBLE_MISSING, "block")
    elif not goods.responsible.complete:
        yield Finding(RESPONSIBLE_INCOMPLETE, "block")
    elif not goods.responsible.in_union:
        yield Finding(RESPONSIBLE_OUTSIDE, "block")
