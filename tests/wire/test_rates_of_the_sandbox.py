"""The prices of the sandbox carrier, written as cards: the offline price must equal the
sandbox's quotation to the cent.
"""

from datetime import date
from decimal import Decimal

import pytest
from addons.linkstar_delivery.rating import (
    Area,
    Bracket,
    Card,
    Parcel,
    ParcelLimits,
    Request,
    Surcharge,
    WeightRule,
    Zone,
    compile_card,
    problems,
    quote,
)
from sandbox.lines import COUNTRIES, LINES
from sandbox.pricing import Box, charge_weight, price_of, size_errors

#: Grams: every first weight and step of the lines, slightly less and slightly more, and
#: their limits.
GRAMS = (
    *(
        1,
        50,
        51,
        60,
        99,
        100,
        101,
        110,
        200,
        201,
        345,
        500,
        501,
        999,
        1000,
        1001,
        1500,
        1990,
        2000,
        2001,
        2750,
        4999,
        5000,
    ),
    *(7300, 9990, 10000, 10010, 14200, 19999, 20000, 20001, 25500, 30000, 30001),
)
WEIGHTS = [Decimal(grams) / 1000 for grams in GRAMS]
SIZES = [
    None,
    ("10", "10", "10"),
    ("30", "20", "10"),
    ("60", "30", "20"),
    ("100", "50", "50"),
    ("33.3", "22.2", "11.1"),
    ("121", "1", "1"),
]
REMOTE = {
    "DE": "25980",
    "NL": "1791 AB",
    "FR": "20137",
    "GB": "IV1 1AA",
    "PT": "9000-123",
    "IT": "07026",
    "NO": "9008",
    "HR": "21000",
}
NEAR = {"GB": "SW1A 1AA", "PT": "1000-001", "NL": "1011 AB", "IE": "D02 AF30"}


def card_of(line):
    first, first_prices = line.first
    step, step_prices = line.step
    countries = {
        zone: tuple(
            Area(code) for code, country in COUNTRIES.items() if country.zone == zone
        )
        for zone in line.zones
    }
    remote = tuple(
        Area(code, country.remote)
        for code, country in COUNTRIES.items()
        if country.remote
    )
    return Card(
        service_code=line.code,
        currency="CNY",
        valid_from=date(2026, 1, 1),
        zones=tuple(
            Zone(
                name=zone,
                areas=countries[zone],
                brackets=(
                    Bracket(
                        Decimal(0),
                        None,
                        "first_step",
                        first_prices[zone],
                        first,
                        step,
                        step_prices[zone],
                    ),
                ),
                days_min=line.days[0],
                days_max=line.days[1],
            )
            for zone in line.zones
        ),
        weight_rule=WeightRule(
            divisor=Decimal(line.divisor) if line.divisor else None,
            minimum=first,
            step=step,
            per="shipment",
        ),
        limits=ParcelLimits(
            max_weight=line.max_weight,
            max_side=line.max_side,
            max_side_sum=line.max_sum,
            goods_types=("battery",) if line.battery else (),
        ),
        surcharges=(
            Surcharge("fuel", "percent_freight", line.fuel * 100),
            Surcharge("registration", "fixed", line.registered),
            Surcharge("remote_area", "fixed", line.remote_fee, areas=remote),
        ),
    )


def boxes():
    """One box of every weight and size, and orders of several boxes."""
    for weight in WEIGHTS:
        for size in SIZES:
            yield [Box(weight, *map(Decimal, size))] if size else [Box(weight)]
    for size in SIZES:
        yield [
            Box(Decimal("0.37"), *map(Decimal, size or "000")),
            Box(Decimal("1.021")),
            Box(Decimal("0.4"), *[Decimal(20)] * 3),
        ]


def parcels(found):
    return tuple(
        Parcel(box.weight, (box.length, box.width, box.height) if box.length else None)
        for box in found
    )


@pytest.mark.parametrize("code", LINES)
def test_the_card_is_a_good_one(code):
    assert problems(card_of(LINES[code])) == []


@pytest.mark.parametrize("code", LINES)
@pytest.mark.parametrize("country", COUNTRIES.values(), ids=COUNTRIES.keys())
def test_offline_is_what_the_carrier_quotes(code, country):
    line, compiled = LINES[code], compile_card(card_of(LINES[code]))
    for postcode in (
        NEAR.get(country.code, "11111"),
        *[REMOTE[code] for code in (country.code,) if code in REMOTE],
    ):
        for found in boxes():
            answer = quote(
                compiled,
                Request(
                    parcels(found), country.code, date(2026, 11, 22), postcode=postcode
                ),
            )
            errors = size_errors(line, found)
            if errors or not line.serves(country):
                codes = {reason.code for reason in answer.reasons}
                assert ("country" in codes) == (not line.serves(country))
                assert len(codes - {"country"}) == len(
                    {
                        error.split("(")[1].split(" over")[0].split()[3]
                        for error in errors
                    }
                )
                continue
            theirs = price_of(
                line, country, charge_weight(line, found), country.is_remote(postcode)
            )
            charges = {
                "freight": theirs.freight,
                "fuel": theirs.fuel,
                "registration": theirs.registered,
                "remote_area": theirs.other,
            }
            assert dict(answer.charges) == {
                kind: amount for kind, amount in charges.items() if amount
            }
            assert (answer.total, answer.billable_weight) == (
                theirs.total,
                theirs.weight,
            )
            assert (answer.days_min, answer.days_max) == line.days
