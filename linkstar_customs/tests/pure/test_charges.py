# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from rules.charges import Basis, ChargedGoods, ChargeRule, Vat, applies, expected

EU = frozenset({"DE", "FR", "ES", "RO", "FI", "MC"})
DUTY = ChargeRule(
    1,
    "Temporary customs duty",
    "duty",
    Decimal("3.00"),
    "EUR",
    Basis.ITEM,
    EU,
    date(2026, 7, 1),
    date(2028, 7, 1),
    limit=Decimal(150),
    source="Reg. (EU) 2026/382 art. 2",
)
ROMANIA = ChargeRule(
    2,
    "Logistics tax",
    "fee",
    Decimal("25.00"),
    "RON",
    Basis.PARCEL,
    frozenset({"RO"}),
    date(2026, 1, 1),
    limit=Decimal(150),
    limit_excluded=True,
    customs_area=False,
    source="Law 239/2025",
)
HANDLING = ChargeRule(
    3,
    "Union handling fee",
    "fee",
    Decimal("2.00"),
    "EUR",
    Basis.ITEM,
    EU,
    date(2026, 11, 1),
    in_force=False,
    source="C(2026)6694 of 2026-09-21",
)
PARCEL = ChargedGoods("DE", Decimal("20.00"), items=1)
LAW = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("items", "amount", "source"),
    [
        (1, "3.00", "5 T-shirts are one item: Reg. (EU) 2026/382 art. 2"),
        (2, "6.00", "a T-shirt and a watch: Reg. (EU) 2026/382 art. 2"),
        (2, "6.00", "one silk and two wool blouses: Reg. (EU) 2026/382 art. 2"),
    ],
)
def test_three_euro_per_item(items, amount, source):
    (charge,) = expected([DUTY], replace(PARCEL, items=items), LAW)
    assert (charge.amount, charge.quantity, charge.currency) == (
        Decimal(amount),
        items,
        "EUR",
    ), source


@pytest.mark.parametrize(
    ("rule", "consignment", "on_date", "charged", "why"),
    [
        (DUTY, PARCEL, date(2026, 6, 30), False, "the duty relief ended on this day"),
        (DUTY, PARCEL, date(2026, 7, 1), True, "art. 2: from 1 July 2026"),
        (DUTY, PARCEL, date(2028, 7, 1), True, "art. 2: the last day"),
        (DUTY, PARCEL, date(2028, 7, 2), False, "art. 2: until 1 July 2028"),
        (DUTY, replace(PARCEL, value=Decimal("150.00")), LAW, True, "150.00 is inside"),
        (
            DUTY,
            replace(PARCEL, value=Decimal("150.01")),
            LAW,
            False,
            "above it the normal tariff applies",
        ),
        (
            DUTY,
            replace(PARCEL, to_business=True),
            LAW,
            False,
            "distance sales to private persons only",
        ),
        (DUTY, replace(PARCEL, prepaid=True), LAW, True, "with any VAT scheme"),
        (
            DUTY,
            replace(PARCEL, country="ES", in_customs_area=False),
            LAW,
            False,
            "Ceuta: outside the customs area",
        ),
        (
            DUTY,
            replace(PARCEL, country="ES", in_customs_area=True),
            LAW,
            True,
            "the Canary Islands: inside it, but outside the VAT area",
        ),
        (DUTY, replace(PARCEL, country="CH"), LAW, False, "not a member state"),
        (
            ROMANIA,
            replace(PARCEL, country="RO"),
            date(2025, 12, 31),
            False,
            "Law 239/2025: from 1 January 2026",
        ),
        (
            ROMANIA,
            replace(PARCEL, country="RO"),
            date(2026, 1, 1),
            True,
            "Law 239/2025",
        ),
        (
            ROMANIA,
            replace(PARCEL, country="RO", value=Decimal("149.99")),
            LAW,
            True,
            "below EUR 150",
        ),
        (
            ROMANIA,
            replace(PARCEL, country="RO", value=Decimal("150.00")),
            LAW,
            False,
            "150.00 is excluded here",
        ),
        (ROMANIA, PARCEL, LAW, False, "delivered in Romania only"),
        (HANDLING, PARCEL, LAW, False, "its first day is not confirmed"),
        (
            replace(HANDLING, in_force=True),
            PARCEL,
            LAW,
            True,
            "once somebody has confirmed it",
        ),
        (
            replace(HANDLING, in_force=True),
            replace(PARCEL, value=Decimal(900)),
            LAW,
            True,
            "of any value",
        ),
    ],
)
def test_who_is_charged_when(rule, consignment, on_date, charged, why):
    assert applies(rule, consignment, on_date) is charged, why


def test_a_fee_per_parcel_counts_parcels():
    charges = expected(
        [DUTY, ROMANIA], replace(PARCEL, country="RO", items=3, parcels=2), LAW
    )
    assert [(charge.amount, charge.currency) for charge in charges] == [
        (Decimal("9.00"), "EUR"),
        (Decimal("50.00"), "RON"),
    ]


@pytest.mark.parametrize(
    ("prepaid", "vat", "passed_on", "tax"),
    [
        (False, Vat.LAW, False, "0.57"),
        (True, Vat.LAW, False, "0.00"),
        (True, Vat.LAW, True, "0.57"),
        (True, Vat.ALWAYS, False, "0.57"),
        (False, Vat.NEVER, True, "0.00"),
    ],
)
def test_vat_on_top(prepaid, vat, passed_on, tax):
    (charge,) = expected(
        [DUTY],
        replace(PARCEL, prepaid=prepaid),
        LAW,
        vat_rate=Decimal(19),
        vat=vat,
        passed_on=passed_on,
    )
    assert charge.vat == Decimal(tax)
    assert charge.total == Decimal("3.00") + Decimal(tax)


def test_nothing_in_the_parcel_is_charged_nothing():
    assert expected([DUTY], replace(PARCEL, items=0), LAW) == ()
