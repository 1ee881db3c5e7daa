# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Import VAT in a statement, compared with the customs declaration."""

from dataclasses import replace
from decimal import Decimal as D

import pytest
from addons.linkstar_delivery.statements.border import DeclaredDuty, DeclaredVat
from addons.linkstar_delivery.statements.tolerated import AcceptedDifference, apply
from addons.linkstar_delivery.statements.verdict import BilledCharge
from test_statements_verdict import RIGHT, judged, said

DUTY = DeclaredDuty(D("24"), "EUR 3.00", 1, exchanged=True)
#: 19 % of EUR 212 at 8 CNY.
LOW = {"ddp_duty": DUTY, "import_vat": DeclaredVat(D("322.24"), 1, exchanged=True)}
#: Above the limit of IOSS: the duty is that of the tariff, which nobody knows here.
HIGH = {
    "import_vat": DeclaredVat(
        D("380"), exchanged=True, duty_known=False, mean_rate=D(19)
    )
}
IOSS = {"ddp_duty": DUTY, "import_vat": DeclaredVat(D(0), paid="IOSS")}


@pytest.mark.parametrize(
    "duties, charges, verdict, disputed, codes, expected",
    [
        (LOW, {"import_vat": "322.24"}, "agrees", 0, [], "322.24"),
        (
            LOW,
            {"import_vat": "322.24", "ddp_duty": "24"},
            "agrees",
            0,
            [],
            "346.24",
        ),
        # The carrier has another exchange rate.
        (LOW, {"import_vat": "335"}, "tolerated", 0, ["tolerated"], "322.24"),
        (LOW, {"import_vat": "310"}, "tolerated", 0, ["tolerated"], "322.24"),
        # 21 % instead of 19 %.
        (
            LOW,
            {"import_vat": "356.16"},
            "dispute",
            "33.92",
            ["wrong_vat"],
            "322.24",
        ),
        # 7 % instead of 19 %.
        (LOW, {"import_vat": "118.72"}, "below", 0, ["wrong_vat"], "322.24"),
        # Duty and VAT as one amount of taxes, also at another exchange rate.
        (LOW, {"import_vat": "346.24"}, "tolerated", 0, ["tax_in_one"], "346.24"),
        (LOW, {"import_vat": "348"}, "tolerated", 0, ["tax_in_one"], "346.24"),
        # The duty is billed beside it, so the amount is not both.
        (
            LOW,
            {"import_vat": "346.24", "ddp_duty": "24"},
            "dispute",
            "24.00",
            ["wrong_vat"],
            "346.24",
        ),
        # A duty that is too high does not make the VAT on it right.
        (
            LOW,
            {"import_vat": "356.16", "ddp_duty": "48"},
            "dispute",
            "57.92",
            ["wrong_vat", "wrong_duty"],
            "346.24",
        ),
        (IOSS, {"import_vat": "40"}, "dispute", "40", ["vat_not_due"], "0"),
        (IOSS, {"import_vat": "0.30"}, "dispute", "0.30", ["vat_not_due"], "0"),
        (
            IOSS,
            {"import_vat": "24", "ddp_duty": "24"},
            "dispute",
            "24",
            ["vat_not_due"],
            "24",
        ),
        # Taxes of an IOSS parcel that are its duty.
        (IOSS, {"import_vat": "24"}, "tolerated", 0, ["tax_in_one"], "24"),
        (HIGH, {"import_vat": "380"}, "agrees", 0, [], "380"),
        # The VAT of a billed duty of 100 is 19.
        (
            HIGH,
            {"import_vat": "399", "ddp_duty": "100"},
            "unknown",
            0,
            ["not_on_card"],
            "399",
        ),
        (
            HIGH,
            {"import_vat": "441", "ddp_duty": "100"},
            "dispute",
            "42",
            ["not_on_card", "wrong_vat"],
            "399",
        ),
        # Another rate, or a duty that is billed later.
        (HIGH, {"import_vat": "420"}, "unknown", 0, ["vat_or_duty"], None),
        # No duty explains twice the VAT and more.
        (HIGH, {"import_vat": "770"}, "dispute", "390", ["wrong_vat"], "380"),
        (HIGH, {"import_vat": "200"}, "below", 0, ["wrong_vat"], "380"),
        # Nothing is declared, or its rate is not known.
        ({}, {"import_vat": "40"}, "unknown", 0, ["not_on_card"], None),
        ({"ddp_duty": DUTY}, {"import_vat": "40"}, "unknown", 0, ["not_on_card"], None),
    ],
)
def test_import_vat(duties, charges, verdict, disputed, codes, expected):
    found = judged(charges, duties=duties)
    assert (found.verdict, found.disputed) == (verdict, D(disputed))
    assert [why.code for why in found.reasons] == codes
    assert found.billed == sum(map(D, charges.values()))
    if "not_on_card" not in codes:
        checked = 0 if verdict == "unknown" else found.billed
        assert found.checked == checked
        assert found.expected == (0 if expected is None else D(expected))
    beside = judged({**RIGHT, **charges}, duties=duties)
    assert (beside.verdict, beside.disputed) == (verdict, D(disputed))
    assert [why.code for why in beside.reasons] == codes


def test_without_an_exchange_rate_only_the_rounding_of_items_is_tolerated():
    exact = replace(LOW["import_vat"], exchanged=False, items=3)
    for amount, verdict in (("322.27", "tolerated"), ("322.28", "dispute")):
        found = judged({"import_vat": amount}, duties={"import_vat": exact})
        assert found.verdict == verdict


def test_what_was_billed_in_earlier_statements():
    half = {"import_vat": D("300")}
    found = judged({"import_vat": "22.24"}, duties=LOW, earlier=half)
    assert said(found) == ("agrees", 0, [])
    found = judged({"import_vat": "322.24"}, duties=LOW, earlier=half)
    assert said(found)[:2] == ("dispute", D("300"))
    assert found.reasons[0].params["billed"] == D("622.24")
    # The carrier gives back what was not due.
    back = [BilledCharge("import_vat", D("-40"), "CNY")]
    found = judged(back, duties=IOSS, earlier={"import_vat": D("40")})
    assert said(found) == ("agrees", 0, [])
    # The duty was in the taxes of an earlier statement.
    both = {"import_vat": D("346.24")}
    found = judged({"ddp_duty": "24"}, duties=LOW, earlier=both)
    assert said(found) == ("dispute", D(24), [("wrong_duty", D(24))])
    found = judged({"ddp_duty": "24"}, duties=LOW, earlier={"import_vat": D("322.24")})
    assert said(found) == ("agrees", 0, [])
    # The duty was billed before its VAT.
    found = judged({"import_vat": "399"}, duties=HIGH, earlier={"ddp_duty": D(100)})
    assert said(found) == ("agrees", 0, [])
    found = judged({"import_vat": "24"}, duties=IOSS, earlier={"ddp_duty": D(24)})
    assert said(found) == ("dispute", D(24), [("vat_not_due", D(24))])


def test_vat_in_another_currency_is_unknown():
    euros = [BilledCharge("import_vat", D("40.28"), "EUR")]
    assert judged(euros, duties=LOW).verdict == "unknown"


def test_the_numbers_of_the_sentences():
    stated = {"rates": ["19"], "taxable": "EUR 212.00"}
    vat = replace(HIGH["import_vat"], stated=stated)
    found = judged({"import_vat": "441", "ddp_duty": "100"}, duties={"import_vat": vat})
    assert dict(found.reasons[1].params) == {
        "kind": "import_vat",
        "billed": D(441),
        "expected": D(399),
        "duty": D(100),
        **stated,
    }
    found = judged({"import_vat": "40"}, duties=IOSS)
    assert dict(found.reasons[0].params) == {
        "kind": "import_vat",
        "billed": D(40),
        "expected": D(0),
        "scheme": "IOSS",
        "exempt": False,
    }


def test_a_rule_tolerates_vat_that_is_not_due():
    rule = AcceptedDifference("vat_not_due", "import_vat", D(50))
    found = judged({"import_vat": "40"}, duties=IOSS)
    assert apply(found, [rule]).verdict == "tolerated"
    dear = judged({"freight": "30", "registration": "18", "fuel": "2"}, duties=LOW)
    assert apply(dear, [rule]).verdict == "dispute"
    # Taxes in one amount are no difference.
    both = judged({**RIGHT, "freight": "30", "import_vat": "346.24"}, duties=LOW)
    rule = AcceptedDifference("wrong_price", "freight", D(5))
    assert [why.code for why in both.reasons] == ["wrong_price", "tax_in_one"]
    assert apply(both, [rule]).verdict == "tolerated"
