# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

from dataclasses import dataclass
from decimal import Decimal

import pytest
from rules import hints


@dataclass(frozen=True)
class Line:
    hs_code: str
    description_en: str
    origin: str = "CN"


SHIRT = Line("610910", "men's T-shirt, knitted, cotton")


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            [SHIRT, Line("6109100010", "T-shirt with print, cotton")],
            [(SHIRT.description_en, "T-shirt with print, cotton")],
        ),
        ([SHIRT, Line("610910", "Men's T-shirt,  knitted, cotton")], []),
        ([SHIRT, Line("610910", "T-shirt with print, cotton", "VN")], []),
        ([SHIRT, Line("610990", "T-shirt, wool")], []),
        ([Line("", "thing"), Line("", "other thing")], []),
        ([], []),
    ],
)
def test_goods_that_could_share_an_item(lines, found):
    assert hints.could_share(lines) == found


@pytest.mark.parametrize(
    ("values", "split"),
    [
        (["90.00", "90.00"], True),
        (["150.00", "0.01"], True),
        (["150.01", "90.00"], False),
        (["75.00", "75.00"], False),
        (["180.00"], False),
        ([], False),
    ],
)
def test_splitting_that_would_change_the_regime(values, split):
    assert (
        hints.split_regime([Decimal(value) for value in values], Decimal(150)) is split
    )
