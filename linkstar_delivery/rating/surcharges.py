# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which surcharges are due, and their amounts."""

from decimal import Decimal

from . import card as terms
from .compiled import CompiledCard, CompiledSurcharge
from .values import PriceStep, Request

_PERCENT = Decimal("0.01")


def steps(
    compiled: CompiledCard,
    request: Request,
    key: str,
    billable: Decimal,
    freight: Decimal,
    waybills: int,
) -> list[PriceStep]:
    """One step for each surcharge with an amount. ``freight`` is the freight after
    discount; ``key`` is the key of the postcode.
    """
    found = []
    for each in compiled.surcharges:
        surcharge = each.surcharge
        parcels = _due(each, request, key)
        if not parcels:
            continue
        quantity = _quantity(
            surcharge.basis, request, parcels, billable, freight, waybills
        )
        rate = (
            surcharge.amount * _PERCENT
            if surcharge.basis in terms.PERCENTAGES
            else surcharge.amount
        )
        amount = max(rate * quantity, surcharge.minimum) if quantity else terms.ZERO
        if amount:
            found.append(
                PriceStep(
                    "surcharge",
                    amount,
                    {
                        "surcharge": surcharge.code,
                        "name": surcharge.name,
                        "basis": surcharge.basis,
                        "rate": surcharge.amount,
                        "quantity": quantity,
                        "minimum": surcharge.minimum,
                        "waybills": waybills,
                    },
                )
            )
    return found


def _due(compiled: CompiledSurcharge, request: Request, key: str) -> int:
    """The number of parcels that the surcharge is due for; zero when a condition is not
    met.
    """
    surcharge = compiled.surcharge
    if surcharge.optional and surcharge.code not in request.options:
        return 0
    if surcharge.valid_from is not None and request.on_date < surcharge.valid_from:
        return 0
    if surcharge.valid_to is not None and request.on_date > surcharge.valid_to:
        return 0
    if surcharge.goods_types and not request.goods_types.intersection(
        surcharge.goods_types
    ):
        return 0
    if not compiled.holds_at(request.country, key):
        return 0
    if surcharge.over_side is None and surcharge.over_weight is None:
        return len(request.parcels)
    return sum(_is_over(parcel, surcharge) for parcel in request.parcels)


def _is_over(parcel, surcharge):
    if surcharge.over_side is not None and not (
        parcel.sides and max(parcel.sides) > surcharge.over_side
    ):
        return False
    return surcharge.over_weight is None or parcel.weight > surcharge.over_weight


def _quantity(basis, request, parcels, billable, freight, waybills):
    return {
        terms.FIXED: waybills,
        terms.PER_PARCEL: parcels,
        terms.SURCHARGE_PER_KG: billable,
        terms.PER_ITEM: request.item_count,
        terms.PER_DUTY_ITEM: request.duty_items,
        terms.PERCENT_FREIGHT: freight,
        terms.PERCENT_VALUE: request.declared_value,
    }[basis]
