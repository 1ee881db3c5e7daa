# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from decimal import Decimal

import pytest
from addons.linkstar_delivery.rules import FINDINGS
from addons.linkstar_delivery.rules.options import (
    BACK,
    DESTROY,
    Chosen,
    Extra,
    OptionRule,
    check_options,
    decide,
)

INSURED = Extra(1, "A1", "Insurance", "insurance", "INS")
BETTER_INSURED = Extra(2, "A2", "Insurance plus", "insurance", "INS")
SIGNED = Extra(3, "S1", "Signature", "signature", "POD")
RETURNED = Extra(4, "R1", "Return", "return", "RTN")
BOXED = Extra(5, "X1", "Carton", default=True)
OFFERED = (INSURED, SIGNED, RETURNED, BOXED)


def worth(amount="300"):
    return lambda: Decimal(amount)


def choose(
    *rules, offered=OFFERED, undeliverable=DESTROY, service=7, country="DE", value="300"
):
    return decide(offered, undeliverable, rules, service, country, worth(value))


def test_the_line_s_own_choice():
    assert choose() == (Chosen((BOXED,), DESTROY), ())


@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        (OptionRule("signature"), True),
        (OptionRule("signature", services=frozenset({7})), True),
        (OptionRule("signature", services=frozenset({8})), False),
        (OptionRule("signature", countries=frozenset({"DE", "FR"})), True),
        (OptionRule("signature", countries=frozenset({"FR"})), False),
        (OptionRule("signature", over=Decimal("299.99")), True),
        (OptionRule("signature", over=Decimal(300)), False),
        (OptionRule("extra", code="S1"), True),
        (OptionRule("extra", code="Z9"), False),
        (OptionRule("insurance", services=frozenset({8})), False),
    ],
)
def test_rules_by_line_country_and_value(rule, fits):
    assert (SIGNED in choose(rule)[0].extras) == fits


def test_insured_is_the_value_of_the_goods():
    chosen, _proposed = choose(OptionRule("insurance", over=Decimal(200)))
    assert (chosen.extras, chosen.insured) == ((BOXED, INSURED), Decimal(300))


def test_what_is_suggested_is_not_chosen():
    chosen, proposed = choose(
        OptionRule("insurance", suggest=True),
        OptionRule("extra", code="X1", suggest=True),
    )
    assert (chosen.extras, chosen.insured, proposed) == ((BOXED,), 0, (INSURED,))


def test_the_last_rule_about_undeliverable_parcels_wins():
    assert (
        choose(OptionRule(DESTROY), OptionRule(BACK, over=Decimal(100)))[
            0
        ].undeliverable
        == BACK
    )
    assert (
        choose(OptionRule(BACK), OptionRule(DESTROY, suggest=True))[0].undeliverable
        == BACK
    )
    assert choose(undeliverable=BACK)[0].undeliverable == BACK


def test_the_value_is_only_asked_for_where_it_matters():
    def expensive():
        raise AssertionError("not needed")

    assert decide(OFFERED, BACK, (OptionRule("signature"),), 7, "DE", expensive)[
        0
    ].extras == (BOXED, SIGNED)
    assert check_options(Chosen((SIGNED,), BACK), OFFERED, expensive) == ()


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        (Chosen((INSURED, SIGNED, RETURNED), BACK, Decimal(300)), None),
        (Chosen((), DESTROY), None),
        (Chosen((BETTER_INSURED,), BACK, Decimal(300)), "option_not_offered"),
        (Chosen((INSURED,), BACK), "option_no_amount"),
        (Chosen((INSURED,), BACK, Decimal(-5)), "option_no_amount"),
        (Chosen((SIGNED,), BACK, Decimal(5)), "option_no_insurance"),
        (Chosen((INSURED,), BACK, Decimal("300.01")), "option_over_insured"),
        (Chosen((RETURNED,), DESTROY), "option_return_destroyed"),
    ],
)
def test_what_does_not_go_together(chosen, code):
    found = check_options(chosen, OFFERED, worth())
    assert [finding.code for finding in found] == ([code] if code else [])
    assert all(tuple(finding.params) == FINDINGS[finding.code][1] for finding in found)


def test_one_of_a_group():
    (finding,) = check_options(
        Chosen((INSURED, BETTER_INSURED), BACK, Decimal(1)),
        (INSURED, BETTER_INSURED),
        worth(),
    )
    assert (finding.code, finding.params["names"]) == (
        "option_excluded",
        ("Insurance", "Insurance plus"),
    )


def test_a_line_without_insurance():
    (finding,) = check_options(Chosen((), BACK, Decimal(1)), (SIGNED,), worth())
    assert finding.code == "option_never_insured"
