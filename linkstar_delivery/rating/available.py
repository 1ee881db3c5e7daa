# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Whether a line is available for an order."""

from decimal import Decimal

from .compiled import CompiledCard, CompiledZone
from .values import Reason, Request

#: A weight or side of this size (kg, cm) or more is an input error.
_MOST = 100_000
#: Reasons for which the weight cannot be calculated.
_UNMEASURED = frozenset({"no_parcel", "no_weight", "bad_sides"})


def girth(sides) -> Decimal:
    """The longest side plus twice the other two."""
    return 2 * sum(sides) - max(sides)


def reasons(
    compiled: CompiledCard, request: Request, zone: CompiledZone | None
) -> list[Reason]:
    """All reasons that do not need the billable weight; ``zone`` is the zone of the
    address.
    """
    found = list(_parcels(request))
    found += _date(compiled.card, request)
    found += _place(compiled, request, zone)
    found += limit_reasons(compiled.card.limits, request)
    return found


def can_be_weighed(found: list[Reason]) -> bool:
    """Whether the billable weight can be calculated, although the line is not
    available.
    """
    return not any(reason.code in _UNMEASURED for reason in found)


def _parcels(request):
    if not request.parcels:
        yield Reason("no_parcel")
    for number, parcel in enumerate(request.parcels, 1):
        if not _has_weight(parcel):
            yield Reason("no_weight", {"number": number})
        if not _sides_are_good(parcel):
            yield Reason("bad_sides", {"number": number})


def _has_weight(parcel):
    return parcel.weight is not None and _is_measure(parcel.weight)


def _sides_are_good(parcel):
    return parcel.sides is None or (
        len(parcel.sides) == 3 and all(map(_is_measure, parcel.sides))
    )


def _is_measure(value):
    return value.is_finite() and 0 < value < _MOST


def _date(card, request):
    if request.on_date < card.valid_from:
        yield Reason(
            "not_valid_yet", {"date": request.on_date, "valid_from": card.valid_from}
        )
    if card.valid_to is not None and request.on_date > card.valid_to:
        yield Reason(
            "not_valid_any_more", {"date": request.on_date, "valid_to": card.valid_to}
        )


def _place(compiled, request, zone):
    if zone is not None:
        return
    if not compiled.goes_to(request.country):
        yield Reason("country", {"country": request.country})
    elif request.postcode.strip():
        yield Reason(
            "postcode", {"country": request.country, "postcode": request.postcode}
        )
    else:
        yield Reason("postcode_missing", {"country": request.country})


def limit_reasons(limits, request: Request):
    """How ``request`` exceeds ``limits`` (``card.ParcelLimits``)."""
    if limits.max_parcels is not None and len(request.parcels) > limits.max_parcels:
        yield Reason(
            "too_many_parcels",
            {"count": len(request.parcels), "limit": limits.max_parcels},
        )
    sized = (
        limits.max_side is not None
        or limits.max_side_sum is not None
        or limits.max_girth is not None
    )
    for number, parcel in enumerate(request.parcels, 1):
        if (
            limits.max_weight is not None
            and _has_weight(parcel)
            and parcel.weight > limits.max_weight
        ):
            yield Reason(
                "too_heavy",
                {"number": number, "weight": parcel.weight, "limit": limits.max_weight},
            )
        if parcel.sides and sized and _sides_are_good(parcel):
            yield from _size(number, parcel.sides, limits)
    for goods_type in sorted(_not_carried(limits, request)):
        yield Reason("goods_type", {"goods_type": goods_type})
    if limits.max_value is not None and request.declared_value > limits.max_value:
        yield Reason(
            "value_over_limit",
            {"value": request.declared_value, "limit": limits.max_value},
        )


def _not_carried(limits, request):
    """The types of goods that the line does not carry. Where a special type and its
    general type are both not carried, only the special type is named.
    """
    if not request.goods_types:
        return set()
    carried = set(limits.goods_types)
    carried |= {
        special for special, general in request.goods_general if general in carried
    }
    return (
        request.goods_types
        - carried
        - {
            general
            for special, general in request.goods_general
            if special in request.goods_types
        }
    )


def _size(number, sides, limits):
    for code, name, limit, value in (
        ("too_long", "side", limits.max_side, max(sides)),
        ("side_sum", "side_sum", limits.max_side_sum, sum(sides)),
        ("girth", "girth", limits.max_girth, girth(sides)),
    ):
        if limit is not None and value > limit:
            yield Reason(code, {"number": number, name: value, "limit": limit})
