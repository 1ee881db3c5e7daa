from decimal import Decimal

import pytest
from rules import ioss
from rules.ioss import Consignment, Outcome

IOSS = ioss.Scheme(countries=frozenset({"DE", "FR", "ES"}), limit=Decimal("150.00"))


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


@pytest.mark.parametrize(
    ("consignment", "scheme", "registered", "outcome"),
    [
        (Consignment("DE", Decimal("150.00"), to_business=False), IOSS, True, Outcome.DECLARED),
        (Consignment("DE", Decimal("150.01"), to_business=False), IOSS, True, Outcome.ABOVE_LIMIT),
        (Consignment("DE", Decimal("20.00"), to_business=False), IOSS, False, Outcome.NOT_REGISTERED),
        (Consignment("DE", Decimal("20.00"), to_business=True), IOSS, True, Outcome.BUSINESS),
        (Consignment("ES", Decimal("20.00"), to_business=False, in_vat_area=False), IOSS, True, Outcome.TERRITORY),
        (Consignment("CH", Decimal("20.00"), to_business=False), IOSS, True, Outcome.NO_SCHEME),
        (Consignment("DE", Decimal("20.00"), to_business=False), None, True, Outcome.NO_SCHEME),
        # Where several reasons hold, the one that no registration or other price would mend is named.
        (Consignment("ES", Decimal("900.00"), to_business=True, in_vat_area=False), IOSS, False, Outcome.TERRITORY),
        (Consignment("DE", Decimal("900.00"), to_business=False), IOSS, False, Outcome.ABOVE_LIMIT),
    ],
)
def test_decision(consignment, scheme, registered, outcome):
    assert ioss.decide(consignment, scheme, registered) is outcome
