# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import pytest
from rules import buyers
from rules.buyers import BUSINESS, PRIVATE, UNKNOWN


@pytest.mark.parametrize(
    ("country", "number", "kind"),
    [
        ("DE", "", PRIVATE),
        ("DE", "/", PRIVATE),
        ("", None, PRIVATE),
        # Numbers of persons.
        ("ES", "54362315K", PRIVATE),
        ("ES", "ES54362315K", PRIVATE),
        ("ES", "54362315-k", PRIVATE),
        ("ES", "X-2482300W", PRIVATE),
        ("PT", "123456789", PRIVATE),
        ("PT", "PT123456789", PRIVATE),
        ("IT", "RSSMRA70A01H501S", PRIVATE),
        ("IT", "rss mra 70a01 h501s", PRIVATE),
        ("PL", "44051401359", PRIVATE),
        ("RO", "1630615123457", PRIVATE),
        ("DE", "36574261809", PRIVATE),
        ("CZ", "7103192745", PRIVATE),
        ("SE", "880320-0016", PRIVATE),
        ("NL", "111222333", PRIVATE),
        ("FI", "131052-308T", PRIVATE),
        ("DK", "211062-5629", PRIVATE),
        # Numbers of businesses.
        ("ES", "B58378431", BUSINESS),
        ("ES", "ESB58378431", BUSINESS),
        ("PT", "501964843", BUSINESS),
        ("IT", "00743110157", BUSINESS),
        ("IT", "IT00743110157", BUSINESS),
        ("PL", "PL8567346215", BUSINESS),
        ("PL", "8567346215", BUSINESS),
        ("DE", "DE136695976", BUSINESS),
        ("FR", "FR40303265045", BUSINESS),
        ("FR", "552008443", BUSINESS),
        ("NL", "NL004495445B01", BUSINESS),
        ("GB", "GB980780684", BUSINESS),
        ("GR", "EL094259216", BUSINESS),
        # A business from another country.
        ("DE", "FR40303265045", BUSINESS),
        ("", "DE136695976", BUSINESS),
        # Numbers that persons and businesses have, or that do not exist.
        ("GR", "094259216", UNKNOWN),
        ("HR", "33392005961", UNKNOWN),
        ("DE", "DE136695977", UNKNOWN),
        ("DE", "12/345/67890", UNKNOWN),
        ("US", "12-3456789", UNKNOWN),
        ("", "123", UNKNOWN),
        ("XX", "ABC", UNKNOWN),
    ],
)
def test_a_number_is_no_proof_of_a_business(country, number, kind):
    assert buyers.guess(False, number, country) == kind


@pytest.mark.parametrize("number", ["", "54362315K", "ESB58378431", "nonsense"])
def test_who_is_kept_as_a_company_is_one(number):
    assert buyers.guess(True, number, "ES") == BUSINESS


@pytest.mark.parametrize(
    "number", ["0", "'", "é", "٣", "A" * 500, "9" * 500, "ES", "E"]
)
def test_no_text_is_too_odd(number):
    for country in ("ES", "PT", "IT", "PL", "BG", "CZ", "SE", "DE", "XX", ""):
        assert buyers.guess(False, number, country) in (PRIVATE, BUSINESS, UNKNOWN)
