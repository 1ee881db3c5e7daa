# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import pytest
from rules import territories
from rules.territories import Territory

CANARIES = Territory(
    "ES-CN", "ES", r"(35|38)\d{3}", frozenset({"GC", "TF"}), in_vat_area=False
)
BUESINGEN = Territory("DE-BUS", "DE", "78266", frozenset(), in_vat_area=False)
CARIBBEAN = Territory(
    "NL-BQ", "NL", "", frozenset({"BQ1", "BQ2", "BQ3"}), in_vat_area=False
)
TABLE = [CANARIES, BUESINGEN, CARIBBEAN]


@pytest.mark.parametrize(
    ("country", "postcode", "state", "found"),
    [
        ("ES", "35001", "", CANARIES),
        ("ES", " 380 05", "", CANARIES),
        ("ES", "ES-35001", "", CANARIES),
        ("ES", "", "TF", CANARIES),
        ("ES", "28035", "M", None),
        ("ES", "350012", "", None),
        ("DE", "78266", "", BUESINGEN),
        ("DE", "d-78266", "", BUESINGEN),
        ("FR", "78266", "", None),
        ("NL", "", "BQ2", CARIBBEAN),
        ("NL", "1012 AB", "", None),
        ("DE", None, "", None),
    ],
)
def test_find(country, postcode, state, found):
    assert territories.find(country, postcode, state, TABLE) is found


@pytest.mark.parametrize(
    ("country", "postcode", "there"),
    [
        ("GB", "BT1 1AA", True),
        ("GB", " bt487 pq", True),
        ("XI", "", True),
        ("GB", "B1 1TB", False),
        ("GB", "BTX", False),
        ("IE", "BT1", False),
    ],
)
def test_northern_ireland(country, postcode, there):
    assert territories.is_northern_ireland(country, postcode) is there
