# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Differences that a company accepts again and again: a rule tolerates them, and equal
decisions propose a rule.
"""

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from .verdict import DISPUTE, TOLERATED, ZERO, Why

#: So many equal decisions propose a rule.
LEAST = 3
#: The reasons that a rule can be about: amounts that are too high.
CODES = (
    "wrong_weight",
    "wrong_price",
    "wrong_zone",
    "wrong_surcharge",
    "wrong_duty",
    "wrong_vat",
    "vat_not_due",
    "outdated_card",
    "row_total",
)


class AcceptedDifference(NamedTuple):
    """A reason of a verdict with its kind of charge, "" where it has none, and its
    amount; of a rule, the highest amount, and "" for any kind.
    """

    code: str
    kind: str
    amount: Decimal

    def covers(self, other):
        """Whether this rule tolerates the difference ``other``."""
        same = self.code == other.code and self.kind in ("", other.kind)
        return same and ZERO < other.amount <= self.amount


def differences(reasons):
    """The differences of triples (code, amount, parameters), ``None`` where one of them
    is none that can be accepted.
    """
    found = []
    for code, amount, params in reasons:
        if code in ("tolerated", "tax_in_one"):
            continue
        if code not in CODES or amount is None:
            return None
        found.append(
            AcceptedDifference(code, params.get("kind") or "", Decimal(amount))
        )
    return found


def is_tolerated(reasons, rules):
    """Whether ``rules`` cover all differences of ``reasons``."""
    found = differences(reasons)
    return bool(found) and all(
        any(rule.covers(each) for rule in rules) for each in found
    )


def apply(verdict, rules):
    """``verdict``, tolerated where ``rules`` cover what would be disputed."""
    if verdict.verdict != DISPUTE or not is_tolerated(verdict.reasons, rules):
        return verdict
    return replace(
        verdict,
        verdict=TOLERATED,
        disputed=ZERO,
        reasons=(*verdict.reasons, Why("by_rule", None, {})),
    )


def proposal(decisions, rules):
    """(rule, count of decisions) for the accepted ``decisions``, each a list of
    reasons; ``None`` when fewer than ``LEAST`` are equal. Only decisions about one
    difference count, and none that ``rules`` cover.
    """
    equal = defaultdict(list)
    for reasons in decisions:
        found = differences(reasons)
        if found and len(found) == 1 and not is_tolerated(reasons, rules):
            equal[found[0].code, found[0].kind].append(found[0].amount)
    often = [(len(amounts), key) for key, amounts in equal.items()]
    count, key = max(often, default=(0, None))
    if count < LEAST:
        return None
    return AcceptedDifference(*key, max(equal[key])), count
