# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from datetime import date
from decimal import Decimal

import pytest
from rules.vat import VatRate, find, of_goods

RATES = (
    VatRate(("EE",), "standard", Decimal(22), date(2024, 1, 1), date(2025, 6, 30)),
    VatRate(("EE",), "standard", Decimal(24), date(2025, 7, 1)),
    VatRate(("EE",), "reduced", Decimal(9), date(2025, 1, 1)),
    VatRate(("EE",), "reduced", Decimal(13), date(2025, 1, 1)),
    VatRate(("FR", "MC"), "standard", Decimal(20), date(2016, 1, 1)),
    VatRate(("PT",), "standard", Decimal(23), date(2016, 1, 1)),
    VatRate(("PT",), "standard", Decimal(16), date(2021, 7, 1), territory="PT-20"),
    VatRate(("PT",), "reduced", Decimal(13), date(2016, 1, 1)),
)


@pytest.mark.parametrize(
    ("country", "on_date", "kind", "territory", "expected"),
    [
        ("EE", date(2025, 6, 30), "standard", "", 22),
        ("EE", date(2025, 7, 1), "standard", "", 24),
        ("EE", date(2023, 12, 31), "standard", "", None),
        ("EE", date(2026, 7, 1), "reduced", "", 13),
        ("MC", date(2026, 7, 1), "standard", "", 20),
        ("PT", date(2026, 7, 1), "standard", "", 23),
        ("PT", date(2026, 7, 1), "standard", "PT-20", 16),
        ("PT", date(2026, 7, 1), "standard", "PT-99", 23),
        ("PT", date(2026, 7, 1), "reduced", "PT-20", 13),
        ("US", date(2026, 7, 1), "standard", "", None),
    ],
)
def test_rate_of_the_place_and_day(country, on_date, kind, territory, expected):
    found = find(RATES, country, on_date, kind, territory)
    assert (found and found.rate) == (expected and Decimal(expected))


BOOKS = VatRate(
    ("EE",), "reduced", Decimal(9), date(2025, 1, 1), headings=("4901", "4902")
)
ONE_TOY = VatRate(
    ("EE",), "reduced", Decimal(13), date(2025, 1, 1), products=frozenset({7})
)


@pytest.mark.parametrize(
    ("hs_code", "product", "on_date", "expected"),
    [
        ("490199", 1, date(2026, 7, 1), 9),
        ("950300", 7, date(2026, 7, 1), 13),
        ("950300", 8, date(2026, 7, 1), 24),
        ("490199", 1, date(2024, 7, 1), 22),
        ("", 1, date(2026, 7, 1), 24),
    ],
)
def test_goods_at_a_rate_of_their_own(hs_code, product, on_date, expected):
    rates = (*RATES, BOOKS, ONE_TOY)
    assert of_goods(rates, "EE", on_date, hs_code, product).rate == Decimal(expected)
