# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Prices of worked examples. Each row was calculated by hand; the calculation is next
to it.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from addons.linkstar_delivery.rating import (
    Area,
    Discount,
    NotAvailable,
    ParcelLimits,
    Surcharge,
    WeightRule,
    compile_card,
    quote,
)
from rating_cards import (
    STANDARD,
    TODAY,
    box,
    card,
    decimals,
    first_step,
    flat,
    per_kg,
    request,
    with_surcharges,
    zone,
)

D = Decimal
ROWS = card(
    # As on cards with a price per kg and a fee per ticket in one row.
    per_kg("0", "0.1", "120.00", registration=D("18.00")),
    per_kg("0.1", "0.45", "90.00", registration=D("21.00"), minimum=D("12.00")),
    flat("0.45", "1", "55.50"),
    first_step("1", "30", "70.00", "1", "0.5", "12.50"),
)


@pytest.mark.parametrize(
    ("weight", "total"),
    [
        ("0.05", "16.00"),  # less than the first weight costs the whole first weight
        ("0.1", "16.00"),  # the first weight itself
        ("0.101", "21.20"),  # 16.00 + 1 step
        ("0.2", "21.20"),  # 16.00 + 1 whole step
        ("0.201", "26.40"),  # 16.00 + 2 × 5.20
        ("0.3", "26.40"),  # 2 whole steps
        ("1", "62.80"),  # 16.00 + 9 × 5.20
        ("20", "1050.80"),  # 16.00 + 199 × 5.20
    ],
)
def test_first_weight_and_steps(weight, total):
    assert quote(card(STANDARD), request(weight)).total == D(total)


@pytest.mark.parametrize(
    ("weight", "total"),
    [
        ("0.001", "18.12"),  # 0.001 × 120 = 0.12, + 18.00
        ("0.1", "30.00"),  # 12.00 + 18.00: the end is included in the bracket
        ("0.1001", "33.00"),  # 90 × 0.1001 = 9.009, at least 12.00; + 21.00
        ("0.1333", "33.00"),  # 11.997, at least 12.00; + 21.00
        ("0.1334", "33.01"),  # 12.006 is above the minimum; 33.006 rounds up
        ("0.45", "61.50"),  # 40.50 + 21.00
        ("0.4501", "55.50"),  # flat
        ("1", "55.50"),  # flat to its end
        ("1.001", "82.50"),  # 70.00 + 1 step
        ("1.5", "82.50"),  # 70.00 + 1 whole step
        ("1.501", "95.00"),  # 70.00 + 2 × 12.50
        ("30", "795.00"),  # 70.00 + 58 × 12.50
    ],
)
def test_boundaries_of_brackets(weight, total):
    assert quote(ROWS, request(weight)).total == D(total)


@pytest.mark.parametrize(
    ("weight", "code"), [("30.001", "billable_too_heavy"), ("31", "billable_too_heavy")]
)
def test_above_the_last_bracket(weight, code):
    assert [reason.code for reason in quote(ROWS, request(weight)).reasons] == [code]


@pytest.mark.parametrize(
    ("weight", "code"), [("0.1", "no_bracket"), ("0.05", "no_bracket")]
)
def test_at_or_below_the_beginning_of_the_first_bracket(weight, code):
    assert [
        reason.code
        for reason in quote(card(flat("0.1", "1", "9.00")), request(weight)).reasons
    ] == [code]


@pytest.mark.parametrize(
    ("surcharge", "asked", "amount"),
    [
        # The freight of 1 kg is 62.80.
        (Surcharge("fuel", "percent_freight", D(8)), {}, "5.02"),  # 5.024
        (Surcharge("fuel", "percent_freight", D("12.5")), {}, "7.85"),  # 62.80 / 8
        (Surcharge("registration", "fixed", D("21.00")), {}, "21.00"),
        (Surcharge("peak_season", "per_kg", D("2.50")), {}, "2.50"),  # 1 kg
        (
            Surcharge("customs_exception", "per_item", D("0.75")),
            {"item_count": 4},
            "3.00",
        ),
        (
            Surcharge("ddp_duty", "per_duty_item", D("24.60")),
            {"item_count": 9, "duty_items": 2},
            "49.20",
        ),
        (
            Surcharge("ddp_duty", "per_duty_item", D("24.60"), minimum=D(5)),
            {"item_count": 9},
            None,
        ),  # no amount to pay for
        (
            Surcharge("insurance", "percent_value", D("0.5"), minimum=D("5.00")),
            {"declared_value": D(999)},
            "5.00",
        ),  # 4.995
        (
            Surcharge("insurance", "percent_value", D("0.5"), minimum=D("5.00")),
            {"declared_value": D(1000)},
            "5.00",
        ),
        (
            Surcharge("insurance", "percent_value", D("0.5"), minimum=D("5.00")),
            {"declared_value": D(1001)},
            "5.01",
        ),  # 5.005
        (
            Surcharge("insurance", "percent_value", D("0.5"), minimum=D("5.00")),
            {},
            None,
        ),  # no value, no insurance
        (
            Surcharge("remote_area", "fixed", D(32), areas=(Area("DE", ("25980",)),)),
            {"postcode": "25980"},
            "32.00",
        ),
        (
            Surcharge("remote_area", "fixed", D(32), areas=(Area("DE", ("25980",)),)),
            {"postcode": "25981"},
            None,
        ),
        (
            Surcharge("remote_area", "fixed", D(32), areas=(Area("FR"),)),
            {"postcode": "25980"},
            None,
        ),
        (
            Surcharge("battery", "fixed", D(3), goods_types=("battery",)),
            {"goods_types": frozenset({"battery"})},
            "3.00",
        ),
        (
            Surcharge("battery", "fixed", D(3), goods_types=("battery",)),
            {"goods_types": frozenset({"liquid"})},
            None,
        ),
        (
            Surcharge("signature", "per_parcel", D(9), optional=True),
            {"options": frozenset({"signature"})},
            "9.00",
        ),
        (
            Surcharge("signature", "per_parcel", D(9), optional=True),
            {"options": frozenset({"pickup"})},
            None,
        ),
        # The first and the last day are days of it.
        (Surcharge("peak_season", "fixed", D(6), valid_from=TODAY), {}, "6.00"),
        (Surcharge("peak_season", "fixed", D(6), valid_to=TODAY), {}, "6.00"),
        (
            Surcharge("peak_season", "fixed", D(6), valid_from=date(2026, 11, 23)),
            {},
            None,
        ),
        (
            Surcharge("peak_season", "fixed", D(6), valid_to=date(2026, 11, 21)),
            {},
            None,
        ),
    ],
)
def test_surcharges(surcharge, asked, amount):
    base = card(STANDARD, limits=ParcelLimits(goods_types=("battery", "liquid")))
    charges = dict(
        quote(with_surcharges(surcharge, base=base), request("1", **asked)).charges
    )
    assert charges == {
        "freight": D("62.80"),
        **({surcharge.code: D(amount)} if amount else {}),
    }


@pytest.mark.parametrize(
    ("surcharge", "amount"),
    [
        # Parcels: 1 kg of 60 × 10 × 10, 2 kg of 61 × 10 × 10, 3 kg of 90 × 10 × 10.
        (
            Surcharge("oversize", "per_parcel", D(40), over_side=D(60)),
            "80.00",
        ),  # 2 are longer
        (Surcharge("oversize", "fixed", D(40), over_side=D(60)), "40.00"),  # once
        (
            Surcharge("oversize", "per_parcel", D(40), over_weight=D(1)),
            "80.00",
        ),  # 2 are heavier
        (
            Surcharge(
                "oversize", "per_parcel", D(40), over_side=D(60), over_weight=D(2)
            ),
            "40.00",
        ),  # the third is both
        (
            Surcharge("oversize", "per_kg", D("0.5"), over_side=D(60)),
            "3.00",
        ),  # 6 kg in total
        (Surcharge("oversize", "per_parcel", D(40), over_side=D(90)), None),
    ],
)
def test_conditions_on_parcels(surcharge, amount):
    parcels = box("1", "60x10x10"), box("2", "61x10x10"), box("3", "90x10x10")
    assert dict(quote(with_surcharges(surcharge), request(*parcels)).charges).get(
        "oversize"
    ) == (D(amount) if amount else None)


@pytest.mark.parametrize(
    ("volume", "total"),
    [
        # 62.80 freight, 8 % fuel on the discounted freight, 21.00 registration in full.
        ("0", "88.82"),  # 62.80 + 5.024 + 21.00 = 88.824
        ("499", "88.82"),
        ("500", "85.43"),  # 5 %: 62.80 − 3.14 = 59.66; + 4.7728 + 21.00 = 85.4328
        ("1999", "85.43"),
        ("2000", "82.04"),  # 10 %: 56.52 + 4.5216 + 21.00 = 82.0416
    ],
)
def test_discount_by_monthly_volume(volume, total):
    fuel, registration = (
        Surcharge("fuel", "percent_freight", D(8)),
        Surcharge("registration", "fixed", D(21)),
    )
    base = card(STANDARD, discounts=(Discount(D(500), D(5)), Discount(D(2000), D(10))))
    assert quote(
        with_surcharges(fuel, registration, base=base),
        request("1", monthly_parcels=int(volume)),
    ).total == D(total)


@pytest.mark.parametrize(
    ("weight", "step"),
    [
        # 62.80 freight; the tiers begin at 100 kg and at 1000 kg, both included.
        ("0", ("no_discount", D(0), D(100))),
        ("99.999", ("no_discount", D(0), D(100))),
        ("100", ("discount", D("-3.14"), D(100))),  # 5 %: 62.80 × 0.05
        ("999.999", ("discount", D("-3.14"), D(100))),
        ("1000", ("discount", D("-6.28"), D(1000))),  # 10 %
    ],
)
def test_discount_by_monthly_weight(weight, step):
    base = card(
        STANDARD,
        discounts=(Discount(D(100), D(5)), Discount(D(1000), D(10))),
        discount_per="kg",
    )
    # Parcels do not count then, however many there are.
    price = quote(base, request("1", monthly_parcels=99_999, monthly_weight=D(weight)))
    [shown] = [each for each in price.steps if each.code in ("discount", "no_discount")]
    assert (shown.code, shown.amount, shown.params["from_volume"]) == step
    assert (shown.params["monthly_volume"], shown.params["per"]) == (D(weight), "kg")
    assert price.total == D("62.80") + shown.amount


@pytest.mark.parametrize(
    ("carried", "goods", "refused"),
    [
        (
            (),
            {"battery", "ion_contained"},
            {"ion_contained"},
        ),  # the special type is more precise than its general type
        (("battery",), {"battery", "ion_contained"}, set()),
        (("ion_contained",), {"battery", "ion_contained"}, set()),
        (("metal_packed",), {"battery", "ion_contained"}, {"ion_contained"}),
        (("battery",), {"battery", "ion_contained", "liquid"}, {"liquid"}),
        ((), {"battery"}, {"battery"}),
        (("battery", "liquid"), set(), set()),
    ],
)
def test_special_goods_and_general_ones(carried, goods, refused):
    general = frozenset({("ion_contained", "battery"), ("metal_packed", "battery")})
    base = replace(card(STANDARD), limits=ParcelLimits(goods_types=carried))
    answer = quote(
        base, request("1", goods_types=frozenset(goods), goods_general=general)
    )
    assert {
        reason.params["goods_type"] for reason in getattr(answer, "reasons", ())
    } == refused


@pytest.mark.parametrize(
    ("places", "total"),
    [
        # 62.80 + 8.3 % (5.2124) + 0.00765 × 1 kg = 68.02005
        (4, "68.0201"),  # half goes up
        (3, "68.020"),
        (2, "68.02"),
        (0, "68"),
    ],
)
def test_one_rounding_to_the_places_of_the_currency(places, total):
    surcharges = (
        Surcharge("fuel", "percent_freight", D("8.3")),
        Surcharge("pickup", "per_kg", D("0.00765")),
    )
    price = quote(
        with_surcharges(*surcharges, base=card(STANDARD, places=places)), request("1")
    )
    assert str(price.total) == total
    assert sum(amount for _kind, amount in price.charges) == price.total


def test_rounding_once_is_not_rounding_each():
    # 0.10 freight with three surcharges of 5 %: 3 × 0.005 = 0.015 is 0.02; each rounded
    # separately would be 0.01, in total 0.03.
    surcharges = [
        Surcharge(code, "percent_freight", D(5))
        for code in ("fuel", "peak_season", "customs_exception")
    ]
    price = quote(
        with_surcharges(*surcharges, base=card(flat("0", None, "0.10"))), request("1")
    )
    assert price.total == D("0.12")
    assert price.charges == (
        ("freight", D("0.10")),
        ("fuel", D("0.01")),
        ("customs_exception", D("0.01")),
    )


@pytest.mark.parametrize(
    ("priced_per", "charges"),
    [
        # One waybill: 1.0 + 0.3 = 1.3 kg is 16.00 + 12 × 5.20; registration and
        # handling once.
        (
            "shipment",
            {
                "freight": D("78.40"),
                "registration": D("21.00"),
                "signature": D("18.00"),
            },
        ),
        # Two waybills: 62.80 + 26.40; registration twice. A signature is per parcel in
        # both cases.
        (
            "parcel",
            {
                "freight": D("89.20"),
                "registration": D("42.00"),
                "signature": D("18.00"),
            },
        ),
    ],
)
def test_several_parcels(priced_per, charges):
    surcharges = (
        Surcharge("registration", "fixed", D(21)),
        Surcharge("signature", "per_parcel", D(9)),
    )
    base = card(STANDARD, rule=WeightRule(step=D("0.1")), priced_per=priced_per)
    price = quote(with_surcharges(*surcharges, base=base), request("0.95", "0.3"))
    assert dict(price.charges) == charges
    assert price.billable_weight == D("1.3")


def test_the_whole_answer():
    """23 × 21 × 12.5 = 6037.5 cm³ by 6000 is 1.00625 kg, in steps of 0.1: 1.1; 16.00 +
    10 × 5.20 = 68.00; 8 % is 5.44.
    """
    berlin = zone(
        STANDARD,
        name="Zone 1",
        areas=(Area("NL"), Area("DE")),
        days_min=10,
        days_max=18,
        last_mile="GLS",
    )
    rule = WeightRule(divisor=D(6000), step=D("0.1"))
    price = quote(
        with_surcharges(
            Surcharge("fuel", "percent_freight", D(8), name="Fuel"),
            base=card(zones=(berlin,), rule=rule),
        ),
        request(box("0.8", "23x21x12.5"), postcode="10115"),
    )
    assert (price.service_code, price.total, price.currency) == (
        "EU-STD",
        D("73.44"),
        "CNY",
    )
    assert (
        price.zone,
        price.zone_index,
        price.days_min,
        price.days_max,
        price.last_mile,
    ) == ("Zone 1", 0, 10, 18, "GLS")
    assert (price.billable_weight, price.weight_kind) == (D("1.1"), "volumetric")
    assert price.charges == (("freight", D("68.00")), ("fuel", D("5.44")))
    assert [(step.code, step.amount, dict(step.params)) for step in price.steps] == [
        (
            "parcel_weight",
            0,
            {
                "number": 1,
                "actual": D("0.8"),
                "volumetric": D("1.00625"),
                "divisor": D(6000),
                "billable": D("1.1"),
                "kind": "volumetric",
            },
        ),
        (
            "freight_first_step",
            D("68.00"),
            {
                "zone": "Zone 1",
                "weight": D("1.1"),
                "price": D("16.00"),
                "first_weight": D("0.1"),
                "steps": 10,
                "step_weight": D("0.1"),
                "step_price": D("5.20"),
            },
        ),
        (
            "surcharge",
            D("5.44"),
            {
                "surcharge": "fuel",
                "name": "Fuel",
                "basis": "percent_freight",
                "rate": D(8),
                "quantity": D("68.00"),
                "minimum": 0,
                "waybills": 1,
            },
        ),
    ]


def test_assumptions_are_told():
    rule = WeightRule(divisor=D(6000), over_side=D(60))
    steps = quote(card(rule=rule), request(box("0.5", "30x20x10"), box("0.2"))).steps
    assert [
        (step.code, step.params["number"]) for step in steps if not step.amount
    ] == [
        ("parcel_weight", 1),
        ("volume_ignored", 1),
        ("parcel_weight", 2),
        ("sides_unknown", 2),
    ]


def test_a_compiled_card_answers_the_same():
    assert quote(compile_card(ROWS), request("0.3")) == quote(ROWS, request("0.3"))


LIMITED = card(
    limits=ParcelLimits(
        *decimals("2", "60", "90", "180", "1000"),
        max_parcels=2,
        goods_types=("battery",),
    ),
    zones=(
        zone(
            flat("0", "3", "9.00"),
            name="mainland",
            areas=(Area("FR", ranges=(("01", "19"), ("21", "95"))), Area("DE")),
        ),
        zone(flat("0", "3", "9.00"), name="Corsica", areas=(Area("FR", ("20",)),)),
    ),
    valid_to=date(2026, 12, 31),
)


@pytest.mark.parametrize(
    ("asked", "reasons"),
    [
        (request("2"), []),
        (
            request("2.001"),
            [("too_heavy", {"number": 1, "weight": D("2.001"), "limit": 2})],
        ),
        (
            request("1", "2.5"),
            [("too_heavy", {"number": 2, "weight": D("2.5"), "limit": 2})],
        ),
        (
            request("2", "1.5"),
            [
                (
                    "billable_too_heavy",
                    {
                        "number": None,
                        "weight": D("3.5"),
                        "limit": 3,
                        "zone": "mainland",
                    },
                )
            ],
        ),
        (request(box("1", "60x10x10")), []),
        (
            request(box("1", "10x10x60.5")),
            [("too_long", {"number": 1, "side": D("60.5"), "limit": 60})],
        ),
        (request(box("1", "30x30x30")), []),  # 90 in all; girth 30 + 2 × 60 = 150
        (
            request(box("1", "30x30x30.1")),
            [("side_sum", {"number": 1, "side_sum": D("90.1"), "limit": 90})],
        ),
        (
            request(box("1", "50x40x26")),  # 116 in all; 50 + 2 × 66 = 182
            [
                ("side_sum", {"number": 1, "side_sum": 116, "limit": 90}),
                ("girth", {"number": 1, "girth": 182, "limit": 180}),
            ],
        ),
        (request("1", goods_types=frozenset({"battery"})), []),
        (
            request("1", goods_types=frozenset({"battery", "liquid"})),
            [("goods_type", {"goods_type": "liquid"})],
        ),
        (request("1", declared_value=D(1000)), []),
        (
            request("1", declared_value=D("1000.01")),
            [("value_over_limit", {"value": D("1000.01"), "limit": 1000})],
        ),
        (request("1", "1", "1"), [("too_many_parcels", {"count": 3, "limit": 2})]),
        (request("1", on_date=date(2026, 1, 1)), []),
        (request("1", on_date=date(2026, 12, 31)), []),
        (
            request("1", on_date=date(2025, 12, 31)),
            [
                (
                    "not_valid_yet",
                    {"date": date(2025, 12, 31), "valid_from": date(2026, 1, 1)},
                )
            ],
        ),
        (
            request("1", on_date=date(2027, 1, 1)),
            [
                (
                    "not_valid_any_more",
                    {"date": date(2027, 1, 1), "valid_to": date(2026, 12, 31)},
                )
            ],
        ),
        (request("1", country="US"), [("country", {"country": "US"})]),
        (
            request("1", country="FR", postcode="97400"),
            [("postcode", {"country": "FR", "postcode": "97400"})],
        ),
        (request("1", country="FR"), [("postcode_missing", {"country": "FR"})]),
        (request(), [("no_parcel", {})]),
        (request("0"), [("no_weight", {"number": 1})]),
        (request("1", "-1"), [("no_weight", {"number": 2})]),
        (request("NaN"), [("no_weight", {"number": 1})]),
        (request(replace(box("1"), weight=None)), [("no_weight", {"number": 1})]),
        (request(box("1", "30x0x10")), [("bad_sides", {"number": 1})]),
        (request(box("1", "Infinity x 3x10")), [("bad_sides", {"number": 1})]),
    ],
)
def test_what_is_not_available(asked, reasons):
    answer = quote(LIMITED, asked)
    assert [
        (reason.code, dict(reason.params)) for reason in getattr(answer, "reasons", ())
    ] == reasons
    assert isinstance(answer, NotAvailable) == bool(reasons)


def test_all_reasons_at_once():
    asked = request(
        box("5", "70x60x50"),
        country="US",
        on_date=date(2027, 1, 1),
        goods_types=frozenset({"liquid"}),
        declared_value=D(5000),
    )
    assert [reason.code for reason in quote(LIMITED, asked).reasons] == [
        "not_valid_any_more",
        "country",
        "too_heavy",
        "too_long",
        "side_sum",
        "girth",
        "goods_type",
        "value_over_limit",
    ]
