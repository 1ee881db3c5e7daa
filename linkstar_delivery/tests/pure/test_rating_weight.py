# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Billable weight. Each row was calculated by hand; the calculation is next to it."""

from decimal import Decimal

import pytest
from addons.linkstar_delivery.rating import WeightRule
from addons.linkstar_delivery.rating.weight import begun, kind_of, weigh
from rating_cards import box

D = Decimal
ROUND_10G, ROUND_100G, ROUND_500G = (
    WeightRule(step=D(step)) for step in ("0.01", "0.1", "0.5")
)
BY_6000 = WeightRule(divisor=D(6000))
RATIO = WeightRule(divisor=D(6000), over_ratio=D("1.5"))
SIDE = WeightRule(divisor=D(6000), over_side=D(60))
EITHER = WeightRule(divisor=D(6000), over_ratio=D("1.5"), over_side=D(60))
BOTH = WeightRule(
    divisor=D(6000), over_ratio=D("1.5"), over_side=D(60), thresholds="all"
)


@pytest.mark.parametrize(
    ("rule", "weight", "sides", "billable", "kind"),
    [
        # Without a rule the actual weight counts.
        (WeightRule(), "0.345", None, "0.345", "actual"),
        # Always rounded up; a whole number of steps is unchanged.
        (ROUND_10G, "0.340", None, "0.34", "actual"),  # 34 × 0.01
        (ROUND_10G, "0.341", None, "0.35", "actual"),  # 34.1 steps: 35
        (ROUND_10G, "0.349", None, "0.35", "actual"),  # 34.9 steps: 35
        (ROUND_10G, "0.001", None, "0.01", "actual"),  # 0.1 step: 1
        (
            ROUND_100G,
            "0.3",
            None,
            "0.3",
            "actual",
        ),  # 3 × 0.1, which is not exact in binary
        (ROUND_100G, "0.3001", None, "0.4", "actual"),  # 3.001 steps: 4
        (ROUND_500G, "1.5", None, "1.5", "actual"),  # 3 × 0.5
        (ROUND_500G, "1.501", None, "2.0", "actual"),  # 3.002 steps: 4
        # Volume: 30 × 20 × 10 = 6000 cm³, by 6000 is 1 kg.
        (BY_6000, "0.999", "30x20x10", "1", "volumetric"),
        (BY_6000, "1", "30x20x10", "1", "actual"),  # equal: the volume does not count
        (BY_6000, "1.001", "30x20x10", "1.001", "actual"),
        (BY_6000, "0.5", None, "0.5", "actual"),  # sides not known
        (WeightRule(), "0.5", "30x20x10", "0.5", "actual"),  # no divisor
        (
            WeightRule(divisor=D(5000)),
            "0.5",
            "30x20x10",
            "1.2",
            "volumetric",
        ),  # 6000 / 5000
        (
            WeightRule(divisor=D(8000)),
            "0.5",
            "30x20x10",
            "0.75",
            "volumetric",
        ),  # 6000 / 8000
        # 10 × 10 × 20 = 2000 cm³ is 1/3 kg; up to a milligram 0.333334, up to 0.1 kg
        # 0.4.
        (BY_6000, "0.1", "10x10x20", "0.333334", "volumetric"),
        (
            WeightRule(divisor=D(6000), step=D("0.1")),
            "0.1",
            "10x10x20",
            "0.4",
            "volumetric",
        ),
        # 30 × 20 × 9 = 5400 cm³ is exactly 0.9 kg: no step more; 30 × 20 × 9.01 = 5406
        # is 0.901.
        (
            WeightRule(divisor=D(6000), step=D("0.1")),
            "0.1",
            "30x20x9",
            "0.9",
            "volumetric",
        ),
        (
            WeightRule(divisor=D(6000), step=D("0.1")),
            "0.1",
            "30x20x9.01",
            "1.0",
            "volumetric",
        ),
        # Volume counts only above 1.5 × actual: 1 kg against 1.5 × 0.667 = 1.0005, 1.5
        # × 0.666 = 0.999.
        (RATIO, "0.667", "30x20x10", "0.667", "actual"),
        (RATIO, "0.666", "30x20x10", "1", "volumetric"),
        (
            RATIO,
            "0.8",
            "40x20x9",
            "0.8",
            "actual",
        ),  # 7200 cm³ is 1.2 = 1.5 × 0.8 exactly: not above
        # Only when a side is over 60 cm: 60 × 10 × 10 is 1 kg, 61 × 10 × 10 = 6100 is
        # 1.016666…
        (SIDE, "0.5", "60x10x10", "0.5", "actual"),
        (SIDE, "0.5", "61x10x10", "1.016667", "volumetric"),
        (SIDE, "0.5", "10x61x10", "1.016667", "volumetric"),  # whichever side it is
        # One of the two is enough: 61 × 10 × 10 over 0.9 kg is 1.13 times; 30 × 20 × 10
        # over 0.5 kg is twice.
        (EITHER, "0.9", "61x10x10", "1.016667", "volumetric"),
        (EITHER, "0.5", "30x20x10", "1", "volumetric"),
        (EITHER, "0.9", "30x20x10", "0.9", "actual"),
        # Both are needed.
        (BOTH, "0.9", "61x10x10", "0.9", "actual"),
        (BOTH, "0.5", "30x20x10", "0.5", "actual"),
        (BOTH, "0.5", "61x10x10", "1.016667", "volumetric"),
        # Minimum weight 0.05, rounded to 0.01.
        (
            WeightRule(minimum=D("0.05"), step=D("0.01")),
            "0.049",
            None,
            "0.05",
            "minimum",
        ),
        (WeightRule(minimum=D("0.05"), step=D("0.01")), "0.05", None, "0.05", "actual"),
        (
            WeightRule(minimum=D("0.05"), step=D("0.01")),
            "0.0501",
            None,
            "0.06",
            "actual",
        ),
        # The minimum weight is rounded, too: 0.25 in steps of 0.1 is 0.3.
        (WeightRule(minimum=D("0.25"), step=D("0.1")), "0.1", None, "0.3", "minimum"),
    ],
)
def test_one_parcel(rule, weight, sides, billable, kind):
    (weighed,) = weigh((box(weight, sides),), rule)
    assert (weighed.billable, weighed.kind) == (D(billable), kind)


@pytest.mark.parametrize(
    ("per", "billables", "kind"),
    [
        # A: 0.25 kg, 6000 cm³ is 1 kg. B: 1.41 kg, 600 cm³ is 0.1 kg. Each in steps of
        # 0.1: 1.0 + 1.5.
        ("parcel", ["1.0", "1.5"], "volumetric"),
        # Together: 1.66 kg against 6600 / 6000 = 1.1 kg; in steps of 0.1: 1.7.
        ("shipment", ["1.7"], "actual"),
    ],
)
def test_each_parcel_or_all_together(per, billables, kind):
    weighed = weigh(
        (box("0.25", "30x20x10"), box("1.41", "10x10x6")),
        WeightRule(divisor=D(6000), step=D("0.1"), per=per),
    )
    assert [each.billable for each in weighed] == [
        D(billable) for billable in billables
    ]
    assert kind_of(weighed) == kind


def test_volumes_are_added_before_they_are_divided():
    # 3 × 2000 cm³ by 6000 is 1 kg, although three rounded thirds are more.
    (weighed,) = weigh(
        (box("0.1", "10x10x20"),) * 3,
        WeightRule(divisor=D(6000), step=D("0.1"), per="shipment"),
    )
    assert weighed.billable == 1


def test_a_zone_may_ask_for_more_than_the_card():
    rule = WeightRule(minimum=D("0.05"))
    assert weigh((box("0.01"),), rule, D("0.1"))[0].billable == D("0.1")
    assert weigh((box("0.01"),), rule, D("0.02"))[0].billable == D("0.05")


@pytest.mark.parametrize(
    ("kinds", "shown"),
    [
        (["0.01", "0.01"], "minimum"),
        (["0.01", "0.2"], "actual"),
    ],
)
def test_one_kind_for_several_parcels(kinds, shown):
    assert kind_of(weigh(tuple(map(box, kinds)), WeightRule(minimum=D("0.1")))) == shown


@pytest.mark.parametrize(
    ("weight", "steps"),
    [("0", 0), ("0.1", 1), ("0.1001", 2), ("0.2", 2), ("0.7", 7), ("12.3", 123)],
)
def test_begun_steps(weight, steps):
    assert begun(D(weight), D("0.1")) == steps
