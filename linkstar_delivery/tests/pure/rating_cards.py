# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Cards and requests for the tests of the price model, in CNY, kg and cm."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from addons.linkstar_delivery.rating import (
    Area,
    Bracket,
    Card,
    Parcel,
    Request,
    WeightRule,
    Zone,
)

TODAY = date(2026, 11, 22)
GERMANY = (Area("DE"),)


def decimals(*texts):
    return tuple(None if text is None else Decimal(text) for text in texts)


def first_step(over, up_to, price, first, step, step_price, **more):
    over, up_to, price, first, step, step_price = decimals(
        over, up_to, price, first, step, step_price
    )
    return Bracket(over, up_to, "first_step", price, first, step, step_price, **more)


def per_kg(over, up_to, price, **more):
    over, up_to, price = decimals(over, up_to, price)
    return Bracket(over, up_to, "per_kg", price, **more)


def flat(over, up_to, price, **more):
    over, up_to, price = decimals(over, up_to, price)
    return Bracket(over, up_to, "flat", price, **more)


def zone(*brackets, name="Germany", areas=GERMANY, **more):
    return Zone(name, tuple(areas), tuple(brackets), **more)


#: 16.00 for the first 100 g, 5.20 for each further 100 g or part of it.
STANDARD = first_step("0", None, "16.00", "0.1", "0.1", "5.20")


def card(*brackets, zones=None, rule=None, **more):
    zones = zones or (zone(*(brackets or (STANDARD,))),)
    return Card(
        "EU-STD",
        "CNY",
        date(2026, 1, 1),
        zones,
        weight_rule=rule or WeightRule(),
        **more,
    )


def box(weight, sides=None):
    """A parcel of ``weight`` with sides like "30x20x10"."""
    return Parcel(Decimal(weight), decimals(*sides.split("x")) if sides else None)


def request(*weights, country="DE", on_date=TODAY, **more):
    """A request for parcels, each a weight or a :func:`box`."""
    parcels = tuple(
        box(weight) if isinstance(weight, str) else weight for weight in weights
    )
    return Request(parcels, country, on_date, **more)


def with_surcharges(*surcharges, base=None):
    return replace(base or card(), surcharges=tuple(surcharges))
