# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from decimal import Decimal

import pytest
from rules import ioss
from rules.ioss import Consignment, Registration, SchemeOutcome

VALID, EXPIRED, NONE = Registration.VALID, Registration.EXPIRED, Registration.NONE
IOSS = ioss.Scheme(countries=frozenset({"DE", "FR", "ES"}), limit=Decimal("150.00"))
UK = ioss.Scheme(countries=frozenset({"GB"}), limit=Decimal(135), union=False)
VOEC = ioss.Scheme(
    countries=frozenset({"NO"}), limit=Decimal(3000), limit_excluded=True, union=False
)
FOOD_OUT = ioss.Scheme(
    countries=frozenset({"NO"}), limit=Decimal(3000), union=False, excluded=("16", "19")
)
SWISS = ioss.Scheme(
    countries=frozenset({"CH"}),
    limit=Decimal("61.72"),
    number_required=False,
    union=False,
)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("IM2760000016", "IM2760000016"),
        ("im 276 000 0016", "IM2760000016"),
        ("IM-9000000016", "IM9000000016"),
    ],
)
def test_number(written, number):
    assert ioss.normalise_number(written) == number


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", ioss.FORMAT),
        (None, ioss.FORMAT),
        ("IM156000001", ioss.FORMAT),
        ("IM1560000016", ioss.FORMAT),
        ("IM27600000A6", ioss.FORMAT),
        ("EU372022452", ioss.FORMAT),
        ("DE123456789", ioss.FORMAT),
        ("IN2760000016", ioss.INTERMEDIARY),
        ("in 276 0000016", ioss.INTERMEDIARY),
    ],
)
def test_what_is_no_number(written, reason):
    with pytest.raises(ioss.NumberError) as caught:
        ioss.normalise_number(written)
    assert caught.value.reason == reason


def sold(value, country="DE", **facts):
    return Consignment(country, Decimal(value), **{"to_business": False, **facts})


@pytest.mark.parametrize(
    ("consignment", "scheme", "registration", "outcome", "source"),
    [
        (
            sold("150.00"),
            IOSS,
            VALID,
            SchemeOutcome.DECLARED,
            "Directive 2006/112/EC art. 369l, 2021-07-01: 150.00 is inside",
        ),
        (
            sold("150.01"),
            IOSS,
            VALID,
            SchemeOutcome.ABOVE_LIMIT,
            "Directive 2006/112/EC art. 369l, 2021-07-01: 150.01 is outside",
        ),
        (
            sold("20.00"),
            IOSS,
            NONE,
            SchemeOutcome.NOT_REGISTERED,
            "art. 369m: whoever is registered",
        ),
        (
            sold("20.00"),
            IOSS,
            EXPIRED,
            SchemeOutcome.EXPIRED,
            "art. 369r: struck off the register",
        ),
        (
            sold("20.00", to_business=True),
            IOSS,
            VALID,
            SchemeOutcome.BUSINESS,
            "art. 14(4): sales to consumers",
        ),
        (
            sold("20.00", "ES", in_vat_area=False),
            IOSS,
            VALID,
            SchemeOutcome.TERRITORY,
            "art. 6: the Canaries, 2021-07-01",
        ),
        (
            sold("20.00", excise=True),
            IOSS,
            VALID,
            SchemeOutcome.EXCISE,
            "art. 369l: not goods subject to excise duty",
        ),
        (
            sold("20.00", "CH"),
            IOSS,
            VALID,
            SchemeOutcome.NO_SCHEME,
            "not a member state",
        ),
        (sold("20.00"), None, VALID, SchemeOutcome.NO_SCHEME, "no scheme is known"),
        # Art. 14a: the marketplace is the deemed supplier, so its number is declared,
        # never the seller's own.
        (
            sold("20.00", marketplace=True),
            IOSS,
            VALID,
            SchemeOutcome.DECLARED,
            "art. 14a, 2021-07-01",
        ),
        (
            sold("20.00", marketplace=True),
            IOSS,
            NONE,
            SchemeOutcome.MARKETPLACE,
            "art. 14a, 2021-07-01",
        ),
        (
            sold("20.00", marketplace=True),
            IOSS,
            EXPIRED,
            SchemeOutcome.MARKETPLACE,
            "art. 14a, 2021-07-01",
        ),
        (
            sold("200.00", marketplace=True),
            IOSS,
            NONE,
            SchemeOutcome.ABOVE_LIMIT,
            "art. 14a(1): up to EUR 150",
        ),
        # Of several reasons, the one that no registration or other price would change
        # is returned.
        (
            sold("900.00", "ES", to_business=True, in_vat_area=False),
            IOSS,
            NONE,
            SchemeOutcome.TERRITORY,
            "",
        ),
        (sold("900.00"), IOSS, NONE, SchemeOutcome.ABOVE_LIMIT, ""),
        (
            sold("135.00", "GB"),
            UK,
            VALID,
            SchemeOutcome.DECLARED,
            "UK: consignments up to GBP 135, 2021-01-01",
        ),
        (
            sold("135.01", "GB"),
            UK,
            VALID,
            SchemeOutcome.ABOVE_LIMIT,
            "UK: consignments up to GBP 135, 2021-01-01",
        ),
        (
            sold("2999.99", "NO"),
            VOEC,
            VALID,
            SchemeOutcome.DECLARED,
            "VOEC: items below NOK 3,000, 2020-04-01",
        ),
        (
            sold("3000.00", "NO"),
            VOEC,
            VALID,
            SchemeOutcome.ABOVE_LIMIT,
            "VOEC: items below NOK 3,000, 2020-04-01",
        ),
        (
            sold("61.72", "CH"),
            SWISS,
            NONE,
            SchemeOutcome.EXEMPT,
            "Switzerland: tax up to CHF 5 is not charged, at 8.1 % since 2024-01-01",
        ),
        (
            sold("61.73", "CH"),
            SWISS,
            NONE,
            SchemeOutcome.ABOVE_LIMIT,
            "Switzerland: tax up to CHF 5 is not charged, at 8.1 % since 2024-01-01",
        ),
    ],
)
def test_decision(consignment, scheme, registration, outcome, source):
    assert ioss.decide(consignment, scheme, registration) is outcome, source


@pytest.mark.parametrize(
    ("outcome", "scheme", "special", "code"),
    [
        (SchemeOutcome.DECLARED, IOSS, True, "F48"),
        (SchemeOutcome.NOT_REGISTERED, IOSS, True, "F49"),
        (SchemeOutcome.EXPIRED, IOSS, True, "F49"),
        (SchemeOutcome.NOT_REGISTERED, IOSS, False, "F53"),
        (SchemeOutcome.ABOVE_LIMIT, IOSS, True, "F53"),
        (SchemeOutcome.BUSINESS, IOSS, True, "F53"),
        (SchemeOutcome.EXCISE, IOSS, True, "F53"),
        (SchemeOutcome.TERRITORY, IOSS, True, "F53"),
        (SchemeOutcome.MARKETPLACE, IOSS, True, None),
        (SchemeOutcome.BUYER_UNKNOWN, IOSS, True, None),
        (SchemeOutcome.EXCLUDED, IOSS, True, "F53"),
        (SchemeOutcome.DECLARED, UK, True, None),
        (SchemeOutcome.NO_SCHEME, None, True, None),
    ],
)
def test_procedure(outcome, scheme, special, code):
    found = ioss.procedure(outcome, scheme, special)
    assert (found and found.value) == code


@pytest.mark.parametrize(
    ("consignment", "scheme", "registration", "found"),
    [
        (sold("20.00"), IOSS, VALID, (SchemeOutcome.DECLARED,)),
        (sold("20.00"), IOSS, NONE, (SchemeOutcome.NOT_REGISTERED,)),
        (
            sold("500.00", "ES", in_vat_area=False),
            IOSS,
            VALID,
            (SchemeOutcome.TERRITORY, SchemeOutcome.ABOVE_LIMIT),
        ),
        (
            sold("20.00", "ES", in_vat_area=False, to_business=True),
            IOSS,
            VALID,
            (SchemeOutcome.TERRITORY, SchemeOutcome.BUSINESS),
        ),
        (
            sold("20.00", "ES", in_vat_area=False, excise=True),
            IOSS,
            NONE,
            (SchemeOutcome.TERRITORY, SchemeOutcome.EXCISE),
        ),
        (
            sold("500.00", "ES", in_vat_area=False, excise=True, to_business=True),
            IOSS,
            NONE,
            (
                SchemeOutcome.TERRITORY,
                SchemeOutcome.BUSINESS,
                SchemeOutcome.EXCISE,
                SchemeOutcome.ABOVE_LIMIT,
            ),
        ),
        (
            sold("500.00", buyer_unknown=True),
            IOSS,
            VALID,
            (SchemeOutcome.ABOVE_LIMIT, SchemeOutcome.BUYER_UNKNOWN),
        ),
        (
            sold("20.00", buyer_unknown=True),
            IOSS,
            VALID,
            (SchemeOutcome.BUYER_UNKNOWN,),
        ),
        # Norway: VOEC does not apply to food. Switzerland: small consignments of any
        # buyer are exempt.
        (
            sold("20.00", "NO", hs_codes=("392690", "190531")),
            FOOD_OUT,
            VALID,
            (SchemeOutcome.EXCLUDED,),
        ),
        (
            sold("20.00", "NO", hs_codes=("392690",)),
            FOOD_OUT,
            VALID,
            (SchemeOutcome.DECLARED,),
        ),
        (sold("20.00", "CH", to_business=True), SWISS, NONE, (SchemeOutcome.EXEMPT,)),
    ],
)
def test_everything_that_is_in_the_way_is_named(
    consignment, scheme, registration, found
):
    assert ioss.outcomes(consignment, scheme, registration) == found
