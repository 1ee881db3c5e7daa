"""The price of a line: first weight + steps, fuel, registration, remote area. Amounts
in CNY, weights in kg.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from .lines import COUNTRIES, Country, Line

CENT = Decimal("0.01")
MOST = 10**9
"""Larger numbers cannot be measures of a parcel, and would overflow."""


@dataclass(frozen=True)
class Box:
    """One box, in kg and cm. A side of 0 is unknown."""

    weight: Decimal
    length: Decimal = Decimal(0)
    width: Decimal = Decimal(0)
    height: Decimal = Decimal(0)

    def volumetric(self, divisor: int) -> Decimal:
        return (
            self.length * self.width * self.height / divisor if divisor else Decimal(0)
        )


@dataclass(frozen=True)
class Price:
    """`other` is the remote-area fee in a quotation, and the amounts added by `billing`
    in a settlement.
    """

    line: Line
    weight: Decimal
    freight: Decimal
    fuel: Decimal
    registered: Decimal
    handling: Decimal
    other: Decimal
    formula: str

    @property
    def total(self) -> Decimal:
        return self.freight + self.fuel + self.registered + self.handling + self.other

    def with_extra(self, handling=Decimal(0), other=Decimal(0)) -> Price:
        return replace(
            self, handling=self.handling + handling, other=self.other + other
        )


def decimal(value, default=Decimal(0)) -> Decimal:
    """Return a number of a realistic size from a client's value (number, text,
    nothing).
    """
    try:
        number = Decimal(str(value).strip())
    except ArithmeticError:
        return default
    return number if number.is_finite() and abs(number) < MOST else default


def charge_weight(line: Line, boxes: list[Box]) -> Decimal:
    """Return the larger of actual and volumetric weight of all boxes together, at least
    the first weight, rounded up to whole steps.
    """
    actual = sum((box.weight for box in boxes), Decimal(0))
    volumetric = sum((box.volumetric(line.divisor) for box in boxes), Decimal(0))
    first, step = line.first[0], line.step[0]
    over = max(actual, volumetric) - first
    return (
        first + max(Decimal(0), (over / step).to_integral_value(ROUND_CEILING)) * step
    )


def price_of(line: Line, country: Country, weight: Decimal, remote: bool) -> Price:
    """Return the price for the charge weight `weight`; `remote` adds the line's
    remote-area fee.
    """
    first, first_prices = line.first
    step, step_prices = line.step
    steps = (weight - first) / step
    freight = first_prices[country.zone] + steps * step_prices[country.zone]
    return Price(
        line=line,
        weight=weight,
        freight=freight.quantize(CENT, ROUND_HALF_UP),
        fuel=(freight * line.fuel).quantize(CENT, ROUND_HALF_UP),
        registered=line.registered,
        handling=Decimal("0.00"),
        other=line.remote_fee if remote else Decimal("0.00"),
        formula=f"{first_prices[country.zone]}/{first}kg+{step_prices[country.zone]}/{step}kg*{steps.normalize():f}",
    )


def boxes_of_order(request: dict) -> list[Box]:
    """Return the boxes of a createOrder request: `Volume` if it has entries, else the
    order's weight and size.
    """
    volume = _entries(request.get("Volume"))
    if not volume:
        return [_box(request, decimal(request.get("order_weight")))]
    share = decimal(request.get("order_weight")) / len(volume)
    return [_box(entry, decimal(entry.get("weight")) or share) for entry in volume]


def boxes_of_quotation(params: dict) -> list[Box]:
    """Return the boxes of a feeTrail request: `volume_list` with its counts, else
    `weight` and size.
    """
    boxes = []
    for entry in _entries(params.get("volume_list")):
        count = min(max(int(decimal(entry.get("box_count"), Decimal(1))), 1), 999)
        boxes += [_box(entry, decimal(entry.get("weight")))] * count
    total = decimal(params.get("weight"))
    if boxes and not sum(box.weight for box in boxes):
        boxes = [replace(box, weight=total / len(boxes)) for box in boxes]
    return boxes or [_box(params, total)]


def _entries(value) -> list[dict]:
    return (
        [entry for entry in value if isinstance(entry, dict)]
        if isinstance(value, list)
        else []
    )


def _box(data: dict, weight: Decimal) -> Box:
    return Box(
        weight,
        *(
            max(decimal(data.get(side)), Decimal(0))
            for side in ("length", "width", "height")
        ),
    )


def size_errors(line: Line, boxes: list[Box]) -> list[str]:
    """Return sentences about boxes that the line does not accept."""
    errors = []
    for index, box in enumerate(boxes, 1):
        sides = (box.length, box.width, box.height)
        if box.weight > line.max_weight:
            errors.append(
                f"重量超限 (box {index}: {box.weight} kg is over the {line.max_weight}"
                f" kg of {line.code})"
            )
        if max(sides) > line.max_side:
            errors.append(
                f"尺寸超限 (box {index}: a side of {max(sides)} cm is over the"
                f" {line.max_side} cm of {line.code})"
            )
        if sum(sides) > line.max_sum:
            errors.append(
                f"尺寸超限 (box {index}: the sides add up to {sum(sides)} cm,"
                f" {line.code} takes {line.max_sum} cm)"
            )
    return errors


def order_price(line: Line, request: dict) -> Price:
    """Return the price of an order, like a quotation with the remote-area check."""
    country = COUNTRIES[str(request["country_code"]).upper()]
    postcode = str((request.get("Consignee") or {}).get("consignee_postcode") or "")
    return price_of(
        line,
        country,
        charge_weight(line, boxes_of_order(request)),
        country.is_remote(postcode),
    )
