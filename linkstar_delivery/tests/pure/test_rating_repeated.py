# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Many requests on one card give the same prices as one by one."""

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from addons.linkstar_delivery.rating import (
    Area,
    Card,
    Discount,
    Parcel,
    ParcelLimits,
    Request,
    Surcharge,
    Zone,
    compile_card,
    quote,
)
from addons.linkstar_delivery.rating.repeated import Repeated
from rating_cards import per_kg

PLAIN = Card(
    service_code="A",
    currency="CNY",
    places=2,
    valid_from=date(2026, 1, 1),
    valid_to=date(2026, 6, 30),
    zones=(
        Zone("1", (Area("DE"),), (per_kg("0", "5", "9"),)),
        Zone(
            "2",
            (Area("FR", prefixes=("20",)),),
            (per_kg("0", "30", "30"),),
        ),
    ),
)
CARDS = {
    "plain": PLAIN,
    "value": replace(PLAIN, limits=ParcelLimits(max_value=Decimal(100))),
    "discounts": replace(PLAIN, discounts=(Discount(Decimal(50), Decimal(3)),)),
    "surcharges": replace(
        PLAIN,
        surcharges=(
            Surcharge(
                "remote_area",
                "fixed",
                Decimal(7),
                areas=(Area("DE", prefixes=("25",)),),
            ),
            Surcharge("peak_season", "fixed", Decimal(3), valid_from=date(2026, 3, 1)),
            Surcharge("ioss", "per_item", Decimal(2)),
            Surcharge("ddp_duty", "per_duty_item", Decimal(3)),
            Surcharge("insurance", "percent_value", Decimal(1), optional=True),
        ),
    ),
}


@pytest.mark.parametrize("name", CARDS)
def test_each_price_is_that_of_the_request_alone(name):
    compiled, chance = compile_card(CARDS[name]), random.Random(7)
    repeated = Repeated(compiled)
    for _time in range(3000):
        request = Request(
            parcels=(Parcel(Decimal(chance.choice(("0.5", "2", "6")))),),
            country=chance.choice(("DE", "FR", "PL")),
            on_date=date(2026, chance.choice((2, 4, 8)), 3),
            postcode=chance.choice(("10115", "25980", "20000", "")),
            goods_types=chance.choice((frozenset(), frozenset({"battery"}))),
            item_count=chance.choice((1, 4)),
            duty_items=chance.choice((1, 2)),
            declared_value=Decimal(chance.choice((50, 500))),
            options=chance.choice((frozenset(), frozenset({"insurance"}))),
            monthly_parcels=chance.choice((0, 60)),
        )
        alone, found = quote(compiled, request), repeated.quote(request)
        assert type(found) is type(alone)
        if hasattr(alone, "total"):
            assert (found.total, found.charges) == (alone.total, alone.charges)
        else:
            assert [r.code for r in found.reasons] == [r.code for r in alone.reasons]


def test_what_the_card_does_not_look_at_is_calculated_once():
    repeated = Repeated(compile_card(PLAIN))
    request = Request((Parcel(Decimal(1)),), "DE", date(2026, 2, 3), "10115")
    first = repeated.quote(request)
    other = replace(
        request, postcode="25980", declared_value=Decimal(9), on_date=date(2026, 2, 4)
    )
    assert repeated.quote(other) is first
    assert repeated.quote(replace(request, country="FR")) is not first
