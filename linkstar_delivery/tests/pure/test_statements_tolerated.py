# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Rules that tolerate differences, and the decisions that propose one."""

from decimal import Decimal

import pytest
from addons.linkstar_delivery.statements import tolerated
from addons.linkstar_delivery.statements.tolerated import AcceptedDifference
from test_statements_verdict import RIGHT, judged

D = Decimal
FREIGHT = AcceptedDifference("wrong_price", "freight", D(5))


def price(amount, kind="freight"):
    return [["wrong_price", str(amount), {"kind": kind}]]


@pytest.mark.parametrize(
    "charges, rules, verdict, disputed",
    [
        ({**RIGHT, "freight": "30"}, [FREIGHT], "tolerated", 0),
        ({**RIGHT, "freight": "30.5"}, [FREIGHT], "dispute", D("5.5")),
        ({**RIGHT, "freight": "30"}, [], "dispute", 5),
        # A second difference that no rule covers.
        ({**RIGHT, "freight": "30", "remote_area": "20"}, [FREIGHT], "dispute", 25),
        (
            {**RIGHT, "freight": "30", "remote_area": "20"},
            [FREIGHT, AcceptedDifference("wrong_surcharge", "remote_area", D(20))],
            "tolerated",
            0,
        ),
        # A rule without a kind is for any kind.
        (
            {**RIGHT, "freight": "30"},
            [AcceptedDifference("wrong_price", "", D(5))],
            "tolerated",
            0,
        ),
        (
            {**RIGHT, "freight": "30"},
            [AcceptedDifference("wrong_surcharge", "", D(5))],
            "dispute",
            5,
        ),
        (RIGHT, [FREIGHT], "agrees", 0),
    ],
)
def test_a_rule_tolerates_what_it_covers(charges, rules, verdict, disputed):
    before = judged(charges)
    found = tolerated.apply(before, rules)
    assert (found.verdict, found.disputed) == (verdict, disputed)
    by_rule = [why.code for why in found.reasons if why.code == "by_rule"]
    assert bool(by_rule) == (before.verdict == "dispute" and verdict == "tolerated")


def test_what_a_person_cannot_accept_by_rule():
    assert tolerated.differences([["billed_twice", "45", {}]]) is None
    assert not tolerated.is_tolerated([["tolerated", "0.01", {}]], [FREIGHT])
    assert not FREIGHT.covers(AcceptedDifference("wrong_price", "freight", D(-1)))


def test_equal_decisions_propose_a_rule():
    decisions = [price("2.50"), price(4), price(1)]
    expected = AcceptedDifference("wrong_price", "freight", D(4))
    assert tolerated.proposal(decisions, []) == (expected, 3)
    assert tolerated.proposal(decisions[:2], []) is None
    assert tolerated.proposal([*decisions[:2], price(1, "discount")], []) is None
    # A decision about two differences is none about one of them.
    assert tolerated.proposal([*decisions[:2], price(1) + price(1, "fuel")], []) is None
    assert tolerated.proposal(decisions, [FREIGHT]) is None
    any_kind = AcceptedDifference("wrong_price", "", D(4))
    assert tolerated.proposal(decisions, [any_kind]) is None
