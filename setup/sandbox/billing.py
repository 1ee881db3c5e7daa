"""The carrier's bills. The last digit of the postcode decides how they differ from the
quotation.

Nothing is billed before the depot has weighed the parcel, or for a parcel that never
reached it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from .lines import COUNTRIES, LINES
from .pricing import CENT, Price, decimal, order_price, price_of
from .store import Order
from .story import happened

RULES = {
    "3": "total_zero",
    "4": "heavier",
    "6": "lighter",
    "7": "address_fee",
    "8": "twice",
    "9": "handling_fee",
}
"""Last digit of the consignee's postcode → difference; other digits, and postcodes
without digits: as quoted.
"""

ADDRESS_FEE = Decimal("12.00")
HANDLING_FEE = Decimal("8.00")
SIGNATURE_FEE = Decimal("9.00")
RETURN_FEE = Decimal("15.00")
INSURANCE_SHARE, INSURANCE_LEAST = Decimal("0.005"), Decimal("5.00")


@dataclass(frozen=True)
class Settlement:
    """`times`: how often the same charge was booked (2 is the carrier's mistake);
    `rated`: the time when the depot weighed the parcel.
    """

    price: Price
    times: int
    rated: datetime
    rule: str

    @property
    def total(self) -> Decimal:
        return self.price.total * self.times


def rule_of(postcode: str) -> str:
    digits = re.sub(r"\D", "", postcode)
    return RULES.get(digits[-1:], "as_quoted")


def settle(order: Order, now: datetime) -> Settlement | None:
    """Return the settlement at the time `now`; None if there is none yet."""
    events = {event.stage: event.at for event in happened(order, now)}
    if "received" not in events:
        return None
    line, country = LINES[order.line], COUNTRIES[order.country]
    rule = rule_of(order.postcode)
    price = order_price(line, order.request)
    step = {"heavier": line.step[0], "lighter": -line.step[0]}.get(rule)
    if step:
        weight = max(price.weight + step, line.first[0])
        price = price_of(line, country, weight, country.is_remote(order.postcode))
    extra = _extra_services(order.request)
    if rule == "address_fee":
        extra += ADDRESS_FEE
    if "returned" in events:
        extra += RETURN_FEE
    handling = HANDLING_FEE if rule == "handling_fee" else Decimal(0)
    return Settlement(
        price.with_extra(handling, extra),
        2 if rule == "twice" else 1,
        events["received"],
        rule,
    )


def _extra_services(request: dict) -> Decimal:
    codes = str(request.get("extra_service") or "").split(";")
    fee = SIGNATURE_FEE if "S1" in codes else Decimal(0)
    if "A1" in codes:
        share = (decimal(request.get("insurance_value")) * INSURANCE_SHARE).quantize(
            CENT, ROUND_HALF_UP
        )
        fee += max(share, INSURANCE_LEAST)
    return fee
