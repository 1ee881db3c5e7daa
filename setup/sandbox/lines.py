"""The lines of the carrier, its countries and its last-mile carriers: `lines.json` as
dataclasses.

Weights in kg, sides in cm, prices in CNY. All values are invented, similar to public
price lists.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

_DATA = json.loads((Path(__file__).parent / "lines.json").read_text(encoding="utf-8"))

LAST_MILE: dict[str, dict] = _DATA["carriers"]
EXTRA_SERVICES: list[dict] = _DATA["extra_services"]


def _zone_of(country: str) -> str:
    return next(
        (zone for zone, countries in _DATA["zones"].items() if country in countries), ""
    )


@dataclass(frozen=True)
class Country:
    code: str
    en: str
    cn: str
    zone: str
    hub: str
    postcode: str
    remote: tuple[str, ...]
    carriers: tuple[str, ...]

    def postcode_is_valid(self, postcode: str) -> bool:
        return bool(re.fullmatch(self.postcode, plain_postcode(postcode, self.code)))

    def is_remote(self, postcode: str) -> bool:
        return bool(self.remote) and plain_postcode(postcode, self.code).startswith(
            self.remote
        )


def plain_postcode(postcode: str, country: str) -> str:
    """Return a postcode in upper case, without spaces, hyphens and country prefix
    (`LV-1010` is `1010`).
    """
    plain = re.sub(r"[\s.-]", "", str(postcode)).upper()
    rest = plain.removeprefix(country)
    return rest if rest[:1].isdigit() else plain


@dataclass(frozen=True)
class Line:
    """`days` is the minimum and maximum transit in days; `max_sum` the maximum sum of
    the three sides; `divisor` of the volumetric weight in cm³/kg, 0 for none; `first`
    and `step` are (weight, price by zone); `fuel` is a share of the freight; `number`
    the form of the first tracking number; `renumbers`: the last mile gives a new
    number; `required` names further required fields of this line.
    """

    code: str
    en: str
    cn: str
    group: str
    days: tuple[int, int]
    zones: tuple[str, ...]
    number: str
    renumbers: bool
    battery: bool
    max_weight: Decimal
    max_side: Decimal
    max_sum: Decimal
    divisor: int
    first: tuple[Decimal, dict[str, Decimal]]
    step: tuple[Decimal, dict[str, Decimal]]
    fuel: Decimal
    registered: Decimal
    remote_fee: Decimal
    required: tuple[str, ...]

    def serves(self, country: Country | None) -> bool:
        return country is not None and country.zone in self.zones


def _bracket(data: dict) -> tuple[Decimal, dict[str, Decimal]]:
    return Decimal(data["weight"]), {
        zone: Decimal(price) for zone, price in data["price"].items()
    }


def _line(code: str, data: dict) -> Line:
    return Line(
        code=code,
        en=data["en"],
        cn=data["cn"],
        group=data["group"],
        days=tuple(data["days"]),
        zones=tuple(data["zones"]),
        number=data["number"],
        renumbers=data["renumbers"],
        battery=data["battery"],
        max_weight=Decimal(data["max_weight"]),
        max_side=Decimal(data["max_side"]),
        max_sum=Decimal(data["max_sum"]),
        divisor=data["divisor"],
        first=_bracket(data["first"]),
        step=_bracket(data["step"]),
        fuel=Decimal(data["fuel"]),
        registered=Decimal(data["registered"]),
        remote_fee=Decimal(data["remote_fee"]),
        required=tuple(data["required"]),
    )


COUNTRIES: dict[str, Country] = {
    code: Country(
        code=code,
        en=data["en"],
        cn=data["cn"],
        zone=_zone_of(code),
        hub=data["hub"],
        postcode=data["postcode"],
        remote=tuple(data["remote"]),
        carriers=tuple(data["carriers"]),
    )
    for code, data in _DATA["countries"].items()
}
LINES: dict[str, Line] = {
    code: _line(code, data) for code, data in _DATA["lines"].items()
}


def last_mile_carrier(country: Country, order_id: int) -> str:
    """Return the last-mile carrier: the country's carriers in turn."""
    return country.carriers[order_id % len(country.carriers)]
