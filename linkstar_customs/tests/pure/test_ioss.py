from decimal import Decimal

import pytest
from rules import ioss
from rules.ioss import Consignment, Outcome, Registration

VALID, EXPIRED, NONE = Registration.VALID, Registration.EXPIRED, Registration.NONE
IOSS = ioss.Scheme(countries=frozenset({"DE", "FR", "ES"}), limit=Decimal("150.00"))
UK = ioss.Scheme(countries=frozenset({"GB"}), limit=Decimal(135), union=False)
VOEC = ioss.Scheme(countries=frozenset({"NO"}), limit=Decimal(3000), limit_excluded=True, union=False)
FOOD_OUT = ioss.Scheme(countries=frozenset({"NO"}), limit=Decimal(3000), union=False, excluded=("16", "19"))
SWISS = ioss.Scheme(countries=frozenset({"CH"}), limit=Decimal("61.72"), number_required=False, union=False)


@pytest.mark.parametrize(
    ("written", "number"),
    [("IM2760000016", "IM2760000016"), ("im 276 000 0016", "IM2760000016"), ("IM-9000000016", "IM9000000016")],
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
        (sold("150.00"), IOSS, VALID, Outcome.DECLARED, "Directive 2006/112/EC art. 369l, 2021-07-01: 150.00 is inside"),
        (sold("150.01"), IOSS, VALID, Outcome.ABOVE_LIMIT, "Directive 2006/112/EC art. 369l, 2021-07-01: 150.01 is outside"),
        (sold("20.00"), IOSS, NONE, Outcome.NOT_REGISTERED, "art. 369m: whoever is registered"),
        (sold("20.00"), IOSS, EXPIRED, Outcome.EXPIRED, "art. 369r: struck off the register"),
        (sold("20.00", to_business=True), IOSS, VALID, Outcome.BUSINESS, "art. 14(4): sales to consumers"),
        (sold("20.00", "ES", in_vat_area=False), IOSS, VALID, Outcome.TERRITORY, "art. 6: the Canaries, 2021-07-01"),
        (sold("20.00", excise=True), IOSS, VALID, Outcome.EXCISE, "art. 369l: not goods subject to excise duty"),
        (sold("20.00", "CH"), IOSS, VALID, Outcome.NO_SCHEME, "not a member state"),
        (sold("20.00"), None, VALID, Outcome.NO_SCHEME, "no scheme is known"),
        # Art. 14a: the marketplace is the deemed supplier, and its number goes on its orders. Never the seller's own.
        (sold("20.00", marketplace=True), IOSS, VALID, Outcome.DECLARED, "art. 14a, 2021-07-01"),
        (sold("20.00", marketplace=True), IOSS, NONE, Outcome.MARKETPLACE, "art. 14a, 2021-07-01"),
        (sold("20.00", marketplace=True), IOSS, EXPIRED, Outcome.MARKETPLACE, "art. 14a, 2021-07-01"),
        (sold("200.00", marketplace=True), IOSS, NONE, Outcome.ABOVE_LIMIT, "art. 14a(1): up to EUR 150"),
        # Where several reasons hold, the one that no registration or other price would mend is named.
        (sold("900.00", "ES", to_business=True, in_vat_area=False), IOSS, NONE, Outcome.TERRITORY, ""),
        (sold("900.00"), IOSS, NONE, Outcome.ABOVE_LIMIT, ""),
        (sold("135.00", "GB"), UK, VALID, Outcome.DECLARED, "UK: consignments up to GBP 135, 2021-01-01"),
        (sold("135.01", "GB"), UK, VALID, Outcome.ABOVE_LIMIT, "UK: consignments up to GBP 135, 2021-01-01"),
        (sold("2999.99", "NO"), VOEC, VALID, Outcome.DECLARED, "VOEC: items below NOK 3,000, 2020-04-01"),
        (sold("3000.00", "NO"), VOEC, VALID, Outcome.ABOVE_LIMIT, "VOEC: items below NOK 3,000, 2020-04-01"),
        (sold("61.72", "CH"), SWISS, NONE, Outcome.EXEMPT, "Switzerland: tax up to CHF 5 is not levied, at 8.1 % since 2024-01-01"),
        (sold("61.73", "CH"), SWISS, NONE, Outcome.ABOVE_LIMIT, "Switzerland: tax up to CHF 5 is not levied, at 8.1 % since 2024-01-01"),
    ],
)
def test_decision(consignment, scheme, registration, outcome, source):
    assert ioss.decide(consignment, scheme, registration) is outcome, source


@pytest.mark.parametrize(
    ("outcome", "scheme", "special", "code"),
    [
        (Outcome.DECLARED, IOSS, True, "F48"),
        (Outcome.NOT_REGISTERED, IOSS, True, "F49"),
        (Outcome.EXPIRED, IOSS, True, "F49"),
        (Outcome.NOT_REGISTERED, IOSS, False, "F53"),
        (Outcome.ABOVE_LIMIT, IOSS, True, "F53"),
        (Outcome.BUSINESS, IOSS, True, "F53"),
        (Outcome.EXCISE, IOSS, True, "F53"),
        (Outcome.TERRITORY, IOSS, True, "F53"),
        (Outcome.MARKETPLACE, IOSS, True, None),
        (Outcome.BUYER_UNKNOWN, IOSS, True, None),
        (Outcome.EXCLUDED, IOSS, True, "F53"),
        (Outcome.DECLARED, UK, True, None),
        (Outcome.NO_SCHEME, None, True, None),
    ],
)
def test_procedure(outcome, scheme, special, code):
    found = ioss.procedure(outcome, scheme, special)
    assert (found and found.value) == code


@pytest.mark.parametrize(
    ("consignment", "scheme", "registration", "found"),
    [
        (sold("20.00"), IOSS, VALID, (Outcome.DECLARED,)),
        (sold("20.00"), IOSS, NONE, (Outcome.NOT_REGISTERED,)),
        (sold("500.00", "ES", in_vat_area=False), IOSS, VALID, (Outcome.TERRITORY, Outcome.ABOVE_LIMIT)),
        (sold("20.00", "ES", in_vat_area=False, to_business=True), IOSS, VALID, (Outcome.TERRITORY, Outcome.BUSINESS)),
        (sold("20.00", "ES", in_vat_area=False, excise=True), IOSS, NONE, (Outcome.TERRITORY, Outcome.EXCISE)),
        (
            sold("500.00", "ES", in_vat_area=False, excise=True, to_business=True),
            IOSS,
            NONE,
            (Outcome.TERRITORY, Outcome.BUSINESS, Outcome.EXCISE, Outcome.ABOVE_LIMIT),
        ),
        (sold("500.00", buyer_unknown=True), IOSS, VALID, (Outcome.ABOVE_LIMIT, Outcome.BUYER_UNKNOWN)),
        (sold("20.00", buyer_unknown=True), IOSS, VALID, (Outcome.BUYER_UNKNOWN,)),
        # Norway: food is no matter of VOEC. Switzerland: small is small, whoever buys.
        (sold("20.00", "NO", hs_codes=("392690", "190531")), FOOD_OUT, VALID, (Outcome.EXCLUDED,)),
        (sold("20.00", "NO", hs_codes=("392690",)), FOOD_OUT, VALID, (Outcome.DECLARED,)),
        (sold("20.00", "CH", to_business=True), SWISS, NONE, (Outcome.EXEMPT,)),
    ],
)
def test_everything_that_is_in_the_way_is_named(consignment, scheme, registration, found):
    assert ioss.outcomes(consignment, scheme, registration) == found
