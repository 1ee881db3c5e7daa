# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Each error of a bill has its own verdict, reason and amount."""

from datetime import date
from decimal import Decimal

import pytest
from addons.linkstar_delivery.rating import (
    Area,
    Bracket,
    Card,
    Parcel,
    Request,
    Surcharge,
    WeightRule,
    Zone,
    compile_card,
)
from addons.linkstar_delivery.statements.border import DeclaredDuty
from addons.linkstar_delivery.statements.verdict import (
    BilledCharge,
    Case,
    Tolerance,
    judge,
)

D = Decimal


def card(price=50, since=date(2026, 3, 1), until=None):
    def bracket(amount):
        return (Bracket(D(0), D(30), "per_kg", D(amount), registration=D(18)),)

    return compile_card(
        Card(
            "EU-STD",
            "CNY",
            since,
            (
                Zone("1", (Area("DE"),), bracket(price)),
                Zone("2", (Area("FR"),), bracket(price + 20)),
            ),
            valid_to=until,
            weight_rule=WeightRule(divisor=D(8000), minimum=D("0.1"), step=D("0.01")),
            surcharges=(Surcharge("fuel", "percent_freight", D(8)),),
        )
    )


CARD, OLD = card(), card(40, date(2026, 1, 1), date(2026, 2, 28))
# 0.5 kg to Germany: 25 + 18 + 2 = 45.
REQUEST = Request((Parcel(D("0.5")),), "DE", date(2026, 3, 2))
EXACT = Tolerance(exchange=D(5), in_one=D(1))
RIGHT = {"freight": "25", "registration": "18", "fuel": "2"}


def judged(charges, settled="0.5", tolerance=EXACT, request=REQUEST, **more):
    if isinstance(charges, dict):
        charges = [
            BilledCharge(kind, D(amount), "CNY") for kind, amount in charges.items()
        ]
    return judge(
        Case(
            tuple(charges),
            request,
            settled and D(settled),
            **{"card": CARD, "others": (OLD,), **more},
        ),
        tolerance,
    )


def said(verdict):
    return (
        verdict.verdict,
        verdict.disputed,
        [(why.code, why.amount) for why in verdict.reasons],
    )


CASES = {
    "as on the card": (RIGHT, {}, ("agrees", 0, [])),
    "one fee named differently": (
        {"freight": "25", "handling": "18", "fuel": "2"},
        {},
        ("agrees", 0, []),
    ),
    "a cent is accepted": (
        {**RIGHT, "fuel": "2.01"},
        {},
        ("tolerated", 0, [("tolerated", D("0.01"))]),
    ),
    "too heavy": (
        {"freight": "35", "registration": "18", "fuel": "2.8"},
        {"settled": "0.7"},
        ("dispute", D("10.8"), [("wrong_weight", D("10.8"))]),
    ),
    "the price is wrong": (
        {**RIGHT, "freight": "30"},
        {},
        ("dispute", D(5), [("wrong_price", D(5))]),
    ),
    "the weight and the price are wrong": (
        {"freight": "40", "registration": "18", "fuel": "2.8"},
        {"settled": "0.7"},
        ("dispute", D("15.8"), [("wrong_weight", D("10.8")), ("wrong_price", D(5))]),
    ),
    "the price of another zone": (
        {"freight": "35", "registration": "18", "fuel": "2.8"},
        {},
        ("dispute", D("10.8"), [("wrong_zone", D("10.8"))]),
    ),
    "a fee that is not on the card": (
        {**RIGHT, "remote_area": "20"},
        {},
        ("dispute", D(20), [("wrong_surcharge", D(20))]),
    ),
    "the card of last month": (
        {"freight": "20", "registration": "18", "fuel": "1.6"},
        {},
        ("below", 0, [("outdated_card", D("-5.4"))]),
    ),
    "a fee is missing": (
        {"freight": "25", "registration": "18"},
        {},
        ("below", 0, [("missing", D(-2))]),
    ),
    "a return": (
        {**RIGHT, "return": "12"},
        {},
        ("unknown", 0, [("not_on_card", None)]),
    ),
    "only a tax": ({"ddp_duty": "3"}, {}, ("unknown", 0, [("not_on_card", None)])),
    "no card": (RIGHT, {"card": None}, ("unknown", 0, [("no_card", None)])),
    "not our number": (
        RIGHT,
        {"standing": "unknown", "request": None},
        ("dispute", D(45), [("not_ours", D(45))]),
    ),
    "never handed over": (
        RIGHT,
        {"standing": "unsent"},
        ("dispute", D(45), [("never_shipped", D(45))]),
    ),
    "cancelled": (
        RIGHT,
        {"standing": "cancelled"},
        ("dispute", D(45), [("after_cancellation", D(45))]),
    ),
    "a damaged number": (
        RIGHT,
        {"standing": "damaged"},
        ("unknown", 0, [("number_damaged", None)]),
    ),
    "minimum explains the weight": (
        {"freight": "5", "registration": "18", "fuel": "0.4"},
        {
            "settled": "0.1",
            "request": Request((Parcel(D("0.03")),), "DE", date(2026, 3, 2)),
        },
        ("agrees", 0, []),
    ),
    "volume explains the weight": (
        {"freight": "50", "registration": "18", "fuel": "4"},
        {
            "settled": "1",
            "request": Request(
                (Parcel(D("0.5"), (D(20), D(20), D(20))),), "DE", date(2026, 3, 2)
            ),
        },
        ("agrees", 0, []),
    ),
    "a country that the card does not have": (
        RIGHT,
        {"request": Request((Parcel(D(1)),), "PL", date(2026, 3, 2))},
        ("unknown", 0, [("no_price", None)]),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_verdicts(name):
    charges, more, expected = CASES[name]
    assert said(judged(charges, **more)) == expected


def test_billed_twice():
    charges = [BilledCharge(kind, D(amount), "CNY") for kind, amount in RIGHT.items()]
    again = [
        BilledCharge(kind, D(amount), "CNY", "", True) for kind, amount in RIGHT.items()
    ]
    verdict = judged([*charges, *again])
    assert said(verdict) == ("dispute", D(45), [("billed_twice", D(45))])
    assert verdict.billed == D(90)
    verdict = judged(again)
    assert said(verdict) == ("dispute", D(45), [("billed_twice", D(45))])


def test_a_lump_is_compared_with_the_total():
    lump = [BilledCharge("other", D(45), "CNY", "lump")]
    assert said(judged(lump)) == ("agrees", 0, [])
    lump = [BilledCharge("other", D("55.8"), "CNY", "lump")]
    assert said(judged(lump))[2] == [("wrong_zone", D("10.8"))]
    lump = [BilledCharge("other", D(50), "CNY", "lump")]
    assert said(judged(lump)) == ("dispute", D(5), [("wrong_price", D(5))])


def test_a_total_above_its_parts():
    charges = [BilledCharge(kind, D(amount), "CNY") for kind, amount in RIGHT.items()]
    verdict = judged([*charges, BilledCharge("other", D(2), "CNY", "gap")])
    assert said(verdict) == ("dispute", D(2), [("row_total", D(2))])


def test_a_difference_is_added_to_the_earlier_bill():
    more = [BilledCharge("freight", D(5), "CNY", "difference")]
    earlier = {"freight": D(20), "registration": D(18), "fuel": D(2)}
    assert said(judged(more, None, earlier=earlier)) == ("agrees", 0, [])
    earlier["freight"] = D(25)
    verdict = judged(more, None, earlier=earlier)
    assert (verdict.verdict, verdict.disputed) == ("dispute", D(5))
    assert verdict.expected == 0


def test_the_old_card_was_dearer():
    verdict = judged(
        {"freight": "30", "registration": "18", "fuel": "2.4"},
        others=(card(60, date(2026, 1, 1), date(2026, 2, 28)),),
    )
    assert said(verdict) == ("dispute", D("5.4"), [("outdated_card", D("5.4"))])


def test_another_currency_is_a_finding():
    verdict = judged([BilledCharge("freight", D(25), "EUR")])
    assert said(verdict) == ("unknown", 0, [("other_currency", None)])


def test_tolerances():
    charges = {**RIGHT, "freight": "25.9"}
    assert judged(charges).verdict == "dispute"
    assert judged(charges, tolerance=Tolerance(percent=D(2))).verdict == "tolerated"
    assert judged(charges, tolerance=Tolerance(amount=D(1))).verdict == "tolerated"
    heavy = {"freight": "25.5", "registration": "18", "fuel": "2.04"}
    assert judged(heavy, "0.51").verdict == "dispute"
    tolerance = Tolerance(amount=D(1), weight=D("0.01"))
    assert judged(heavy, "0.51", tolerance).verdict == "tolerated"


def test_what_could_be_checked():
    verdict = judged({**RIGHT, "return": "12"})
    assert (verdict.billed, verdict.checked) == (D(57), D(45))
    assert judged({"ddp_duty": "3"}).expected is None


DUTY = {"ddp_duty": DeclaredDuty(D("47.20"), "EUR 6.00", 2, exchanged=True)}


@pytest.mark.parametrize(
    "billed, verdict, disputed, codes",
    [
        ("47.20", "agrees", 0, []),
        # The carrier has another exchange rate.
        ("48.90", "tolerated", 0, ["tolerated"]),
        # Three items instead of two.
        ("70.80", "dispute", D("23.60"), ["wrong_duty"]),
        ("23.60", "below", 0, ["wrong_duty"]),
    ],
)
def test_a_duty_is_compared_with_the_declaration(billed, verdict, disputed, codes):
    found = judged({**RIGHT, "ddp_duty": billed}, duties=DUTY)
    assert (found.verdict, found.disputed) == (verdict, disputed)
    assert [why.code for why in found.reasons] == codes
    assert found.expected == D("92.20")
    assert found.checked == found.billed == 45 + D(billed)
    alone = judged({"ddp_duty": billed}, duties=DUTY)
    assert (alone.verdict, alone.disputed, alone.expected) == (
        verdict,
        disputed,
        D("47.20"),
    )


def test_a_duty_and_a_wrong_price_are_two_reasons():
    found = judged({**RIGHT, "freight": "30", "ddp_duty": "70.80"}, duties=DUTY)
    assert said(found) == (
        "dispute",
        D("28.60"),
        [("wrong_price", D(5)), ("wrong_duty", D("23.60"))],
    )
    assert dict(found.reasons[1].params) == {
        "kind": "ddp_duty",
        "billed": D("70.80"),
        "expected": D("47.20"),
        "items": 2,
        "stated": "EUR 6.00",
    }


def test_a_duty_that_was_billed_before_is_not_due_again():
    found = judged({"ddp_duty": "47.20"}, duties=DUTY, earlier={"ddp_duty": D("47.20")})
    assert said(found)[:2] == ("dispute", D("47.20"))


def test_a_duty_in_another_currency_or_without_a_declaration_is_unknown():
    assert judged({"ddp_duty": "47.20"}).verdict == "unknown"
    foreign = [BilledCharge("ddp_duty", D(6), "EUR")]
    assert judged(foreign, duties=DUTY).verdict == "unknown"


def test_an_unknown_part_keeps_a_right_duty_from_agreeing():
    found = judged({"ddp_duty": "47.20", "storage": "5"}, duties=DUTY)
    assert (found.verdict, found.checked) == ("unknown", D("47.20"))
