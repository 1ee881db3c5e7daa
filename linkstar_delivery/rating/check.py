# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""All errors of a card, each with its place."""

import re
from decimal import Decimal
from itertools import combinations

from . import card as terms
from . import check_zones
from .card import Card
from .kinds import SURCHARGE_CODES
from .values import CardProblem


def problems(card: Card) -> list[CardProblem]:
    """All errors of ``card``, in the order of its fields. A card without errors can be
    compiled and quoted.
    """
    return [
        *_head(card),
        *check_zones.problems(card.zones),
        *_weight_rule(card),
        *_limits(card.limits),
        *_surcharges(card.surcharges),
        *_discounts(card.discounts),
    ]


def _head(card):
    if not card.service_code.strip():
        yield CardProblem(("service_code",), "missing")
    if not re.fullmatch("[A-Z]{3}", card.currency):
        yield CardProblem(("currency",), "bad_currency", {"value": card.currency})
    if card.places not in range(7):
        yield CardProblem(("places",), "bad_places", {"value": card.places})
    yield from _window((), card)
    yield from _known(("priced_per",), card.priced_per, terms.PER)
    yield from _known(("discount_per",), card.discount_per, terms.DISCOUNT_PER)
    if card.priced_per == terms.PARCEL and card.weight_rule.per == terms.SHIPMENT:
        yield CardProblem(("priced_per",), "needs_parcel_weight")


def _window(place, owner):
    if (
        owner.valid_from is not None
        and owner.valid_to is not None
        and owner.valid_to < owner.valid_from
    ):
        params = {"valid_from": owner.valid_from, "valid_to": owner.valid_to}
        yield CardProblem((*place, "valid_to"), "ends_before_begins", params)


def _known(place, value, closed_list):
    if value not in closed_list:
        yield CardProblem(place, "unknown_code", {"value": value})


def _weight_rule(card):
    rule, place = card.weight_rule, ("weight_rule",)
    for name in ("divisor", "over_ratio", "over_side", "step"):
        yield from check_zones.number(
            (*place, name), getattr(rule, name), positive=True, optional=True
        )
    yield from check_zones.number((*place, "minimum"), rule.minimum)
    yield from _known((*place, "thresholds"), rule.thresholds, terms.THRESHOLDS)
    yield from _known((*place, "per"), rule.per, terms.PER)
    if rule.divisor is None and (
        rule.over_ratio is not None or rule.over_side is not None
    ):
        yield CardProblem((*place, "divisor"), "missing_divisor")


def _limits(limits):
    for name in ("max_weight", "max_side", "max_side_sum", "max_girth", "max_value"):
        yield from check_zones.number(
            ("limits", name), getattr(limits, name), positive=True, optional=True
        )
    if limits.max_parcels is not None and limits.max_parcels < 1:
        yield CardProblem(
            ("limits", "max_parcels"), "not_positive", {"value": limits.max_parcels}
        )


def _surcharges(surcharges):
    for index, surcharge in enumerate(surcharges):
        place = ("surcharges", index)
        yield from _known((*place, "code"), surcharge.code, SURCHARGE_CODES)
        yield from _known((*place, "basis"), surcharge.basis, terms.BASES)
        amounts = list(check_zones.number((*place, "amount"), surcharge.amount))
        yield from amounts
        if (
            not amounts
            and surcharge.basis in terms.PERCENTAGES
            and surcharge.amount > 100
        ):
            yield CardProblem(
                (*place, "amount"), "over_hundred", {"value": surcharge.amount}
            )
        yield from check_zones.number((*place, "minimum"), surcharge.minimum)
        for name in ("over_side", "over_weight"):
            yield from check_zones.number(
                (*place, name), getattr(surcharge, name), optional=True
            )
        yield from _window(place, surcharge)
        yield from check_zones.areas((*place, "areas"), surcharge.areas)
    for (first, one), (second, other) in combinations(enumerate(surcharges), 2):
        if _conditions(one) == _conditions(other) and _meet(one, other):
            yield CardProblem(
                ("surcharges", second),
                "surcharge_twice",
                {"surcharge": other.code, "other": first},
            )


def _conditions(surcharge):
    return (
        surcharge.code,
        surcharge.basis,
        set(surcharge.areas),
        set(surcharge.goods_types),
        surcharge.over_side,
        surcharge.over_weight,
        surcharge.optional,
    )


def _meet(one, other):
    """Whether both surcharges are due on the same day."""
    begins = [each.valid_from for each in (one, other) if each.valid_from is not None]
    ends = [each.valid_to for each in (one, other) if each.valid_to is not None]
    return not begins or not ends or max(begins) <= min(ends)


def _discounts(discounts):
    seen: set[Decimal] = set()
    for index, discount in enumerate(discounts):
        place = ("discounts", index)
        volumes = list(
            check_zones.number((*place, "from_volume"), discount.from_volume)
        )
        percents = list(check_zones.number((*place, "percent"), discount.percent))
        yield from volumes
        yield from percents
        if not percents and discount.percent > 100:
            yield CardProblem(
                (*place, "percent"), "over_hundred", {"value": discount.percent}
            )
        if not volumes and discount.from_volume in seen:
            yield CardProblem(
                (*place, "from_volume"),
                "discount_twice",
                {"from_volume": discount.from_volume},
            )
        if not volumes:
            seen.add(discount.from_volume)
