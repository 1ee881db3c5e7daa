# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Errors of a card: each row breaks a correct card in one way."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from addons.linkstar_delivery.rating import (
    Area,
    Discount,
    ParcelLimits,
    Surcharge,
    WeightRule,
    problems,
)
from addons.linkstar_delivery.rating.explain import PROBLEMS
from rating_cards import STANDARD, card, first_step, flat, per_kg, zone

D = Decimal
DAYS = {"valid_from": date(2026, 12, 1), "valid_to": date(2026, 11, 30)}
FUEL = Surcharge("fuel", "percent_freight", D(8))


def places(found):
    return [(problem.place, problem.code) for problem in found]


def brackets(*found):
    return card(zones=(zone(*found),))


def areas(*found, excluded=()):
    return card(zones=(zone(STANDARD, areas=found, excluded=excluded),))


def two_zones(one, other, **more):
    return card(
        zones=(
            zone(STANDARD, name="one", areas=one),
            zone(STANDARD, name="two", areas=other, **more),
        )
    )


@pytest.mark.parametrize(
    "good",
    [
        card(),
        brackets(
            flat("0", "1", "9"),
            per_kg("1", "2", "8"),
            STANDARD_ABOVE := first_step("2", None, "70", "2", "0.5", "9"),
        ),
        brackets(
            STANDARD_ABOVE, flat("0", "1", "9"), per_kg("1", "2", "8")
        ),  # rows in any order
        brackets(flat("21", "100", "500")),  # a line for heavy goods begins above 21 kg
        areas(Area("DE", ("0", "1")), Area("DE", ranges=(("20", "29"),)), Area("AT")),
        two_zones((Area("FR", ranges=(("01", "19"),)),), (Area("FR", ("20",)),)),
        two_zones(
            (Area("FR", ("20",)),), (Area("FR"),), excluded=(Area("FR", ("20",)),)
        ),
        two_zones((Area("GB", ("B",)),), (Area("GB", ("BA", "BT")),)),
        two_zones((Area("GB", ("PA2",)),), (Area("GB", ranges=(("PA20", "PA80"),)),)),
        replace(card(), valid_to=date(2026, 1, 1)),  # one day
        # A fee that changes, a fee in two parts, a fee in two tiers.
        replace(
            card(),
            surcharges=(
                replace(FUEL, valid_to=date(2026, 3, 31)),
                replace(FUEL, valid_from=date(2026, 4, 1)),
            ),
        ),
        replace(card(), surcharges=(FUEL, replace(FUEL, basis="per_kg"))),
        replace(
            card(),
            surcharges=(replace(FUEL, over_side=D(60)), replace(FUEL, over_side=D(90))),
        ),
    ],
)
def test_nothing_wrong(good):
    assert problems(good) == []


@pytest.mark.parametrize(
    ("bad", "found"),
    [
        (replace(card(), service_code=" "), [(("service_code",), "missing")]),
        (replace(card(), currency="RMB?"), [(("currency",), "bad_currency")]),
        (replace(card(), places=-1), [(("places",), "bad_places")]),
        (
            replace(card(), valid_to=date(2025, 12, 31)),
            [(("valid_to",), "ends_before_begins")],
        ),
        (replace(card(), priced_per="box"), [(("priced_per",), "unknown_code")]),
        (
            card(rule=WeightRule(per="shipment"), priced_per="parcel"),
            [(("priced_per",), "needs_parcel_weight")],
        ),
        (replace(card(), zones=()), [(("zones",), "missing")]),
        # Weight rule
        (
            card(rule=WeightRule(over_ratio=D("1.5"))),
            [(("weight_rule", "divisor"), "missing_divisor")],
        ),
        (
            card(rule=WeightRule(over_side=D(60))),
            [(("weight_rule", "divisor"), "missing_divisor")],
        ),
        (
            card(rule=WeightRule(divisor=D(0))),
            [(("weight_rule", "divisor"), "not_positive")],
        ),
        (
            card(rule=WeightRule(divisor=D(-6000))),
            [(("weight_rule", "divisor"), "negative")],
        ),
        (card(rule=WeightRule(step=D(0))), [(("weight_rule", "step"), "not_positive")]),
        (
            card(rule=WeightRule(minimum=D("NaN"))),
            [(("weight_rule", "minimum"), "not_a_number")],
        ),
        (
            card(rule=WeightRule(thresholds="one", per="box")),
            [
                (("weight_rule", "thresholds"), "unknown_code"),
                (("weight_rule", "per"), "unknown_code"),
            ],
        ),
        # Limits
        (
            card(limits=ParcelLimits(max_weight=D(0))),
            [(("limits", "max_weight"), "not_positive")],
        ),
        (
            card(limits=ParcelLimits(max_girth=D("Infinity"))),
            [(("limits", "max_girth"), "not_a_number")],
        ),
        (
            card(limits=ParcelLimits(max_parcels=0)),
            [(("limits", "max_parcels"), "not_positive")],
        ),
        # Zones
        (areas(), [(("zones", 0, "areas"), "empty_zone")]),
        (
            areas(Area("FR", ("20",)), excluded=(Area("FR", ("2",)),)),
            [(("zones", 0, "areas"), "empty_zone")],
        ),
        (areas(Area("fr")), [(("zones", 0, "areas", 0, "country"), "bad_country")]),
        (
            areas(Area("FR", ("01", " - "))),
            [(("zones", 0, "areas", 0, "prefixes", 1), "bad_postcode")],
        ),
        (
            areas(Area("FR", ranges=(("01", ""),))),
            [(("zones", 0, "areas", 0, "ranges", 0), "bad_postcode")],
        ),
        (
            areas(Area("FR", ranges=(("20", "19"),))),
            [(("zones", 0, "areas", 0, "ranges", 0), "range_backwards")],
        ),
        (
            areas(Area("FR"), excluded=(Area("F1"),)),
            [(("zones", 0, "excluded", 0, "country"), "bad_country")],
        ),
        (card(zones=(zone(STANDARD, name=""),)), [(("zones", 0, "name"), "missing")]),
        (two_zones((Area("FR"),), (Area("FR"),)), [(("zones", 1), "zones_overlap")]),
        (
            two_zones((Area("FR"), Area("DE")), (Area("FR", ("20",)),)),
            [(("zones", 1), "zones_overlap")],
        ),
        (
            two_zones((Area("FR", ("20",)),), (Area("FR", ranges=(("201", "300"),)),)),
            [(("zones", 1), "zones_overlap")],
        ),
        (
            two_zones(
                (Area("FR", ranges=(("01", "20"),)),),
                (Area("FR", ranges=(("20", "30"),)),),
            ),
            [(("zones", 1), "zones_overlap")],
        ),
        (
            card(zones=(zone(STANDARD), zone(STANDARD, areas=(Area("FR"),)))),
            [(("zones", 1, "name"), "zone_name_twice")],
        ),
        (
            card(zones=(zone(STANDARD, days_min=9, days_max=8),)),
            [(("zones", 0, "days_max"), "days_backwards")],
        ),
        (
            card(zones=(zone(STANDARD, days_min=-1),)),
            [(("zones", 0, "days_min"), "negative")],
        ),
        # Brackets
        (card(zones=(zone(),)), [(("zones", 0, "brackets"), "no_brackets")]),
        (
            brackets(flat("0", "1", "9"), flat("1.1", "2", "9")),
            [(("zones", 0, "brackets", 1), "bracket_gap")],
        ),
        (
            brackets(flat("0", "1.1", "9"), flat("1", "2", "9")),
            [(("zones", 0, "brackets", 1), "bracket_overlap")],
        ),
        (
            brackets(flat("0", None, "9"), flat("1", "2", "9")),
            [(("zones", 0, "brackets", 1), "bracket_overlap")],
        ),
        (
            brackets(flat("0", "9", "9"), flat("1", "2", "9"), flat("3", "4", "9")),
            [
                (("zones", 0, "brackets", 1), "bracket_overlap"),
                (("zones", 0, "brackets", 2), "bracket_overlap"),
            ],
        ),
        (
            brackets(flat("1", "2", "9"), flat("0", "1.5", "9")),
            [(("zones", 0, "brackets", 0), "bracket_overlap")],
        ),
        (
            brackets(flat("1", "1", "9")),
            [(("zones", 0, "brackets", 0), "bracket_empty")],
        ),
        (
            brackets(flat("0", "1", "-9")),
            [(("zones", 0, "brackets", 0, "price"), "negative")],
        ),
        (
            brackets(flat("0", "1", "NaN")),
            [(("zones", 0, "brackets", 0, "price"), "not_a_number")],
        ),
        (
            brackets(replace(STANDARD, price=16.0)),
            [(("zones", 0, "brackets", 0, "price"), "not_a_number")],
        ),
        (
            brackets(replace(STANDARD, over=D("-0.1"))),
            [(("zones", 0, "brackets", 0, "over"), "negative")],
        ),
        (
            brackets(replace(STANDARD, registration=D(-1))),
            [(("zones", 0, "brackets", 0, "registration"), "negative")],
        ),
        (
            brackets(replace(STANDARD, kind="table")),
            [(("zones", 0, "brackets", 0, "kind"), "unknown_code")],
        ),
        (
            brackets(replace(STANDARD, step_weight=D(0))),
            [(("zones", 0, "brackets", 0, "step_weight"), "missing_step")],
        ),
        # Surcharges
        (
            replace(card(), surcharges=(replace(FUEL, code="tip"),)),
            [(("surcharges", 0, "code"), "unknown_code")],
        ),
        (
            replace(card(), surcharges=(replace(FUEL, basis="per_mile"),)),
            [(("surcharges", 0, "basis"), "unknown_code")],
        ),
        (
            replace(card(), surcharges=(replace(FUEL, amount=D(-8)),)),
            [(("surcharges", 0, "amount"), "negative")],
        ),
        (
            replace(card(), surcharges=(replace(FUEL, amount=D(800)),)),
            [(("surcharges", 0, "amount"), "over_hundred")],
        ),
        (
            replace(card(), surcharges=(replace(FUEL, **DAYS),)),
            [(("surcharges", 0, "valid_to"), "ends_before_begins")],
        ),
        (
            replace(card(), surcharges=(replace(FUEL, areas=(Area(""),)),)),
            [(("surcharges", 0, "areas", 0, "country"), "bad_country")],
        ),
        (
            replace(card(), surcharges=(FUEL, replace(FUEL, amount=D(9)))),
            [(("surcharges", 1), "surcharge_twice")],
        ),
        # Discounts
        (
            replace(card(), discounts=(Discount(D(0), D(101)),)),
            [(("discounts", 0, "percent"), "over_hundred")],
        ),
        (
            replace(card(), discounts=(Discount(D(-1), D(5)),)),
            [(("discounts", 0, "from_volume"), "negative")],
        ),
        (
            replace(card(), discounts=(Discount(D(5), D(5)), Discount(D(5), D(6)))),
            [(("discounts", 1, "from_volume"), "discount_twice")],
        ),
    ],
)
def test_what_is_wrong(bad, found):
    assert places(problems(bad)) == found
    for problem in problems(bad):
        assert tuple(problem.params) == PROBLEMS[problem.code]


def test_an_overlap_is_told_with_its_postcodes():
    (problem,) = problems(
        two_zones(
            (Area("FR", ranges=(("01", "19"),)),),
            (Area("FR", ranges=(("185", "30"),)),),
        )
    )
    assert problem.params == {
        "zone": "two",
        "other": 0,
        "country": "FR",
        "postcode_from": "185",
        "postcode_to": "19",
    }


def test_a_country_twice_is_told_as_the_whole_country():
    (problem,) = problems(two_zones((Area("FR"),), (Area("FR"),)))
    assert (problem.params["postcode_from"], problem.params["postcode_to"]) == ("", "")


def test_a_gap_is_told_with_its_weights():
    (problem,) = problems(brackets(flat("0", "1", "9"), flat("1.1", "2", "9")))
    assert problem.params == {"zone": "Germany", "over": D(1), "up_to": D("1.1")}


def test_all_problems_at_once():
    bad = replace(
        brackets(flat("0", "1", "-9"), flat("2", "3", "9")),
        currency="",
        surcharges=(replace(FUEL, code=""),),
    )
    assert places(problems(bad)) == [
        (("currency",), "bad_currency"),
        (("zones", 0, "brackets", 0, "price"), "negative"),
        (("zones", 0, "brackets", 1), "bracket_gap"),
        (("surcharges", 0, "code"), "unknown_code"),
    ]
