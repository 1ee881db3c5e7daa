# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The price of an order on one line with its calculation, or all reasons why there is
no price.
"""

from decimal import ROUND_HALF_UP, Decimal

from . import available, postcode, surcharges
from .card import FIRST_STEP, KILOGRAMS, PARCEL, PER_KG, ZERO, Card
from .compiled import CompiledCard, compile_card
from .kinds import CODES
from .values import NotAvailable, Price, PriceStep, Reason, Request
from .weight import begun, kind_of, weigh


def quote(card: CompiledCard | Card, request: Request) -> Price | NotAvailable:
    """Quote ``request`` on one line. A caller that uses a card more than once should
    compile it first.
    """
    compiled = card if isinstance(card, CompiledCard) else compile_card(card)
    card = compiled.card
    key = postcode.key(request.postcode, request.country)
    zone = compiled.zone(request.country, key)
    reasons = available.reasons(compiled, request, zone)
    weighed = billed = ()
    if zone is not None and available.can_be_weighed(reasons):
        weighed = weigh(request.parcels, card.weight_rule, zone.zone.minimum_weight)
        billed = _billed(card, weighed)
        heavy = any(reason.code == "too_heavy" for reason in reasons)
        reasons += [
            reason
            for number, weight in billed
            if (reason := _no_bracket(zone, number, weight, heavy))
        ]
    if reasons:
        return NotAvailable(card.service_code, tuple(reasons))
    amounts = _amounts(
        compiled, request, zone, key, [weight for _number, weight in billed]
    )
    total, charges, rounding = _rounded(
        _by_kind(step for step in amounts if step.amount), card.places
    )
    return Price(
        service_code=card.service_code,
        total=total,
        currency=card.currency,
        zone=zone.zone.name,
        zone_index=zone.index,
        days_min=zone.zone.days_min,
        days_max=zone.zone.days_max,
        last_mile=zone.zone.last_mile,
        billable_weight=sum((weight for _number, weight in billed), ZERO),
        weight_kind=kind_of(weighed),
        charges=charges,
        steps=(*_remarks(card, request, weighed), *amounts, *rounding),
    )


def _amounts(compiled, request, zone, key, weights):
    """The steps that have an amount; ``weights`` are the weights of the waybills."""
    steps = [step for weight in weights for step in _freight(zone, weight)]
    freight = _by_kind(steps)["freight"]
    discount = list(_discount(compiled, request, freight))
    net = sum((step.amount for step in discount), freight)
    return [
        *steps,
        *discount,
        *surcharges.steps(compiled, request, key, sum(weights), net, len(weights)),
    ]


def _billed(card, weighed):
    """Pairs of the number of a parcel and the billable weight of its waybill; one pair
    where all parcels share a waybill.
    """
    if card.priced_per == PARCEL:
        return [(each.number, each.billable) for each in weighed]
    return [(None, sum((each.billable for each in weighed), ZERO))]


def _no_bracket(zone, number, weight, heavy):
    if zone.bracket(weight) is not None:
        return None
    if zone.ends and weight > zone.ends[-1]:
        params = {
            "number": number,
            "weight": weight,
            "limit": zone.ends[-1],
            "zone": zone.zone.name,
        }
        return None if heavy else Reason("billable_too_heavy", params)
    return Reason(
        "no_bracket", {"number": number, "weight": weight, "zone": zone.zone.name}
    )


def _freight(zone, weight):
    bracket, name = zone.bracket(weight), zone.zone.name
    if bracket.kind == FIRST_STEP:
        steps = (
            begun(weight - bracket.first_weight, bracket.step_weight)
            if weight > bracket.first_weight
            else ZERO
        )
        freight = bracket.price + steps * bracket.step_price
        params = {
            "zone": name,
            "weight": weight,
            "price": bracket.price,
            "first_weight": bracket.first_weight,
            "steps": steps,
            "step_weight": bracket.step_weight,
            "step_price": bracket.step_price,
        }
    elif bracket.kind == PER_KG:
        freight = bracket.price * weight
        params = {"zone": name, "weight": weight, "price": bracket.price}
    else:
        freight = bracket.price
        params = {
            "zone": name,
            "weight": weight,
            "price": bracket.price,
            "over": bracket.over,
            "up_to": bracket.up_to,
        }
    yield PriceStep(f"freight_{bracket.kind}", freight, params)
    if freight < bracket.minimum:
        yield PriceStep(
            "freight_minimum",
            bracket.minimum - freight,
            {"zone": name, "minimum": bracket.minimum, "freight": freight},
        )
    if bracket.registration:
        yield PriceStep(
            "registration", bracket.registration, {"zone": name, "weight": weight}
        )


def _discount(compiled, request, freight):
    """The highest discount that was reached, or the remark that no discount was
    reached.
    """
    per = compiled.card.discount_per
    volume = request.monthly_weight if per == KILOGRAMS else request.monthly_parcels
    for discount in compiled.discounts:
        if volume >= discount.from_volume:
            params = {
                "percent": discount.percent,
                "freight": freight,
                "from_volume": discount.from_volume,
            }
            yield PriceStep(
                "discount",
                -freight * discount.percent / 100,
                {**params, "monthly_volume": volume, "per": per},
            )
            return
    if compiled.discounts:
        first = compiled.discounts[-1]
        params = {"percent": first.percent, "from_volume": first.from_volume}
        yield PriceStep(
            "no_discount", params={**params, "monthly_volume": volume, "per": per}
        )


def _kind(step):
    if step.code == "surcharge":
        return step.params["surcharge"]
    return step.code if step.code in ("registration", "discount") else "freight"


def _by_kind(steps):
    sums: dict[str, Decimal] = {}
    for step in steps:
        kind = _kind(step)
        sums[kind] = sums.get(kind, ZERO) + step.amount
    return sums


def _rounded(sums, places):
    """The total, rounded once, the charges that add up to it, and the step of the
    rounding.

    Each charge is the increase of the rounded sum when the charge is added, so that no
    charge is off by more than one digit.
    """
    digit = Decimal(1).scaleb(-places)
    exact, total, charges = ZERO, ZERO.quantize(digit), []
    for kind in CODES:
        if kind in sums:
            exact += sums[kind]
            before, total = total, exact.quantize(digit, ROUND_HALF_UP)
            if total != before:
                charges.append((kind, total - before))
    rounding = (
        [PriceStep("rounding", total - exact, {"exact": exact, "total": total})]
        if total != exact
        else []
    )
    return total, tuple(charges), rounding


def _remarks(card, request, weighed):
    rule = card.weight_rule
    for each in weighed:
        params = {
            "actual": each.actual,
            "volumetric": each.volumetric,
            "divisor": rule.divisor,
            "billable": each.billable,
            "kind": each.kind,
        }
        if each.number is None:
            yield PriceStep("shipment_weight", params=params)
        else:
            yield PriceStep("parcel_weight", params={"number": each.number, **params})
        if (
            each.volumetric is not None
            and each.volumetric > each.actual
            and not each.counts
        ):
            names = {
                "number": each.number,
                "actual": each.actual,
                "volumetric": each.volumetric,
            }
            yield PriceStep(
                "volume_ignored",
                params={
                    **names,
                    "over_ratio": rule.over_ratio,
                    "over_side": rule.over_side,
                },
            )
    for number, parcel in enumerate(request.parcels, 1):
        if parcel.sides is None:
            yield PriceStep("sides_unknown", params={"number": number})
