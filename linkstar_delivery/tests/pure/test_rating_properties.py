# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Properties of every card and every order."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from addons.linkstar_delivery.rating import (
    Area,
    Bracket,
    Discount,
    NotAvailable,
    Parcel,
    Surcharge,
    WeightRule,
    compile_card,
    problems,
    quote,
)
from addons.linkstar_delivery.rating.card import BASES
from addons.linkstar_delivery.rating.explain import REASONS, STEPS
from addons.linkstar_delivery.rating.kinds import SURCHARGE_CODES
from beside import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from rating_cards import STANDARD, card, request, zone

PRICES = st.decimals(0, 500, places=2)
WEIGHTS = st.decimals("0.001", 30, places=3)
SIDES = st.tuples(*[st.decimals(1, 120, places=1)] * 3)
PARCELS = st.lists(
    st.builds(Parcel, WEIGHTS, st.none() | SIDES), min_size=1, max_size=4
).map(tuple)
STEPS_OF_WEIGHT = st.sampled_from(
    [Decimal(step) for step in ("0.01", "0.05", "0.1", "0.5", "1")]
)
RULES = st.builds(
    WeightRule,
    divisor=st.sampled_from([Decimal(5000), Decimal(6000), Decimal(8000)]),
    over_ratio=st.none() | st.decimals(1, 3, places=1),
    over_side=st.none() | st.decimals(10, 100, places=0),
    thresholds=st.sampled_from(["any", "all"]),
    minimum=st.decimals(0, 1, places=2),
    step=st.none() | STEPS_OF_WEIGHT,
    per=st.sampled_from(["parcel", "shipment"]),
)


#: What a bracket has besides its two ends: drawn apart from these, because hypothesis
#: looks through each new strategy for longer than it draws.
TERMS = st.tuples(
    st.sampled_from(["first_step", "per_kg", "flat"]),
    PRICES,
    st.decimals(0, 2, places=2),
    STEPS_OF_WEIGHT,
    PRICES,
    PRICES,
    PRICES,
)
BRACKETS = TERMS.map(lambda terms: Bracket(Decimal(0), None, *terms))
ENDS = st.sets(st.decimals("0.1", 20, places=1), max_size=5)


@st.composite
def rows(draw):
    """Brackets without gap or overlap, the last one without end."""
    ends = sorted(draw(ENDS))
    pairs = zip([Decimal(0), *ends], [*ends, None])
    return tuple(Bracket(over, up_to, *draw(TERMS)) for over, up_to in pairs)


SURCHARGES = st.builds(
    Surcharge,
    code=st.sampled_from(SURCHARGE_CODES),
    basis=st.sampled_from(BASES),
    amount=st.decimals(0, 100, places=3),
    minimum=st.sampled_from([Decimal(0), Decimal("3.50")]),
    valid_from=st.none() | st.just(date(2026, 11, 1)),
    valid_to=st.none() | st.just(date(2026, 11, 21)),
    areas=st.sampled_from([(), (Area("DE"),), (Area("DE", ("1",)),), (Area("FR"),)]),
    goods_types=st.sampled_from([(), ("battery",)]),
    over_side=st.none() | st.just(Decimal(60)),
    over_weight=st.none() | st.just(Decimal(2)),
    optional=st.booleans(),
)
CARDS = st.builds(
    lambda row, rule, surcharges, discounts, places: card(
        zones=(zone(*row),),
        rule=rule,
        surcharges=tuple(surcharges),
        discounts=tuple(discounts),
        places=places,
    ),
    rows(),
    RULES,
    st.lists(SURCHARGES, max_size=6),
    st.lists(
        st.builds(
            Discount, st.decimals(0, 3000, places=0), st.decimals(0, 100, places=1)
        ),
        max_size=2,
    ),
    st.sampled_from([0, 2, 3]),
)
REQUESTS = st.builds(
    request,
    country=st.sampled_from(["DE", "DE", "DE", "FR"]),
    postcode=st.sampled_from(["10115", "", "25980"]),
    goods_types=st.sampled_from([frozenset(), frozenset({"battery"})]),
    item_count=st.integers(0, 20),
    duty_items=st.integers(0, 5),
    declared_value=st.decimals(0, 5000, places=2),
    options=st.sets(st.sampled_from(SURCHARGE_CODES)).map(frozenset),
    monthly_parcels=st.integers(0, 5000),
)


@given(CARDS, REQUESTS, PARCELS)
def test_parts_add_up_to_the_total(found, asked, parcels):
    price = quote(found, replace(asked, parcels=parcels))
    if isinstance(price, NotAvailable):
        assert price.reasons
        return
    assert sum(amount for _kind, amount in price.charges) == price.total
    assert sum(step.amount for step in price.steps) == price.total
    assert price.total == round(price.total, found.places) and price.total >= 0
    assert len({kind for kind, _amount in price.charges}) == len(price.charges)


@given(CARDS, REQUESTS, PARCELS)
def test_codes_have_the_parameters_that_are_told(found, asked, parcels):
    answer = quote(found, replace(asked, parcels=parcels))
    expected, entries = (
        (REASONS, answer.reasons)
        if isinstance(answer, NotAvailable)
        else (STEPS, answer.steps)
    )
    for entry in entries:
        assert set(entry.params) == set(expected[entry.code])


@given(CARDS, REQUESTS, PARCELS, st.randoms())
def test_the_order_of_surcharges_plays_no_part(found, asked, parcels, random):
    asked, shuffled = replace(asked, parcels=parcels), list(found.surcharges)
    random.shuffle(shuffled)
    one, other = (
        quote(found, asked),
        quote(replace(found, surcharges=tuple(shuffled)), asked),
    )
    if isinstance(one, NotAvailable):
        assert one == other
    else:
        assert (one.total, one.charges) == (other.total, other.charges)


@given(BRACKETS, RULES, WEIGHTS, st.decimals(0, 5, places=3), st.none() | SIDES)
def test_a_heavier_parcel_is_never_cheaper_within_a_bracket(
    row, rule, weight, more, sides
):
    # Because of the ratio, the volume of a heavier parcel may no longer count.
    compiled = compile_card(
        card(zones=(zone(row),), rule=replace(rule, over_ratio=None))
    )
    light, heavy = (
        quote(compiled, request(Parcel(each, sides)))
        for each in (weight, weight + more)
    )
    assert light.total <= heavy.total and light.billable_weight <= heavy.billable_weight


@st.composite
def rising_rows(draw):
    """Brackets in which the price never falls: one price or a price per kilogram, at
    least the price at the end of the bracket before.
    """
    ends = sorted(draw(st.sets(st.decimals("0.1", 20, places=1), max_size=5)))
    found, reached = [], Decimal(0)
    for over, up_to in zip([Decimal(0), *ends], [*ends, Decimal(40)]):
        if draw(st.booleans()):
            price = reached + draw(PRICES)
            found.append(Bracket(over, up_to, "flat", price))
            reached = price
        else:
            price = (reached / over if over else Decimal(0)) + draw(PRICES)
            found.append(Bracket(over, up_to, "per_kg", price))
            reached = price * up_to
    return tuple(found)


@given(
    rising_rows(),
    RULES,
    WEIGHTS,
    st.decimals(0, 5, places=3),
    st.none() | SIDES,
    st.lists(SURCHARGES, max_size=2),
)
def test_a_heavier_parcel_is_never_cheaper_in_a_zone_that_does_not_say_so(
    row, rule, weight, more, sides, surcharges
):
    compiled = compile_card(
        card(
            zones=(zone(*row),),
            rule=replace(rule, over_ratio=None),
            surcharges=tuple(surcharges),
        )
    )
    light, heavy = (
        quote(compiled, request(Parcel(each, sides)))
        for each in (weight, weight + more)
    )
    if not isinstance(heavy, NotAvailable):
        assert light.total <= heavy.total


@given(rows(), RULES, PARCELS)
def test_a_divisor_without_end_is_no_divisor(row, rule, parcels):
    endless = card(zones=(zone(*row),), rule=replace(rule, divisor=Decimal("1E+12")))
    none = replace(
        endless,
        weight_rule=WeightRule(minimum=rule.minimum, step=rule.step, per=rule.per),
    )
    one, other = quote(endless, request(*parcels)), quote(none, request(*parcels))
    assert (one.total, one.billable_weight, one.weight_kind) == (
        other.total,
        other.billable_weight,
        other.weight_kind,
    )


@given(RULES, PARCELS)
def test_billable_weight_is_never_less_and_hardly_more(rule, parcels):
    price = quote(card(rule=rule), request(*parcels))
    actual = sum(parcel.weight for parcel in parcels)
    volumes = [
        parcel.sides[0] * parcel.sides[1] * parcel.sides[2] / rule.divisor
        for parcel in parcels
        if parcel.sides
    ]
    spare = (rule.step or 0) + Decimal("0.000001") + rule.minimum
    assert (
        actual <= price.billable_weight <= actual + sum(volumes) + spare * len(parcels)
    )


@given(rows(), st.decimals("0.001", 25, places=3))
def test_every_weight_has_the_bracket_it_lies_in(row, weight):
    found = card(zones=(zone(*row),))
    assert problems(found) == []
    (owner,) = [
        each
        for each in row
        if each.over < weight and (each.up_to is None or weight <= each.up_to)
    ]
    assert (
        quote(found, request(Parcel(weight))).total
        == quote(card(replace(owner, over=Decimal(0))), request(Parcel(weight))).total
    )


AREAS = st.builds(
    Area,
    country=st.just("DE"),
    prefixes=st.lists(st.text("0123", min_size=1, max_size=3), max_size=3).map(tuple),
    ranges=st.lists(
        st.tuples(*[st.text("0123", min_size=1, max_size=3)] * 2)
        .map(sorted)
        .map(tuple),
        max_size=2,
    ).map(tuple),
)


def holds(area, code):
    """The simplest implementation, for comparison."""
    ranges = any(
        code[: len(low)] >= low and code[: len(high)] <= high
        for low, high in area.ranges
    )
    return (
        not (area.prefixes or area.ranges) or code.startswith(area.prefixes) or ranges
    )


@settings(max_examples=examples(300))
@given(
    st.lists(st.tuples(AREAS, st.none() | AREAS), min_size=1, max_size=3),
    st.text("0123", min_size=1, max_size=4),
)
def test_a_good_card_has_at_most_one_zone_for_a_postcode(pairs, code):
    zones = tuple(
        zone(
            STANDARD, name=str(number), areas=(area,), excluded=(hole,) if hole else ()
        )
        for number, (area, hole) in enumerate(pairs)
    )
    found = card(zones=zones)
    if not problems(found):
        holding = [
            str(number)
            for number, (area, hole) in enumerate(pairs)
            if holds(area, code) and not (hole and holds(hole, code))
        ]
        assert [getattr(quote(found, request("1", postcode=code)), "zone", None)] == (
            holding or [None]
        )
