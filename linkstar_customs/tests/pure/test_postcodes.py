# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import pytest
from rules import postcodes, territories
from rules.territories import Territory


@pytest.mark.parametrize(
    ("country", "written", "clean"),
    [
        ("ES", "35.001", "35001"),
        ("ES", "35001", "35001"),
        ("ES", " 35-001 ", "35001"),
        ("ES", "35\u200b001", "35001"),
        ("ES", "35\u00a0001", "35001"),
        ("ES", "３５００１", "35001"),
        ("ES", "٣٥٠٠١", "35001"),
        ("ES", "E - 35001", "35001"),
        ("ES", "ES.35001", "35001"),
        ("FI", "AX-22100", "22100"),
        ("FI", "AX22100", "22100"),
        ("FI", "FI 22100", "22100"),
        ("DK", "GL-3900", "3900"),
        ("DK", "FO-100", "100"),
        ("IT", "SM-47890", "47890"),
        ("IT", "I-00120", "00120"),
        ("IT", "V-00120", "00120"),
        ("DE", "d-78266", "78266"),
        ("DE", "CH-8238", "CH8238"),
        ("NL", "NL-1012 ab", "1012AB"),
        ("PT", "9500-150", "9500150"),
        ("GB", "gy1 1wr", "GY11WR"),
        ("GB", "je2-3ab", "JE23AB"),
        ("GB", "GB-JE2 3AB", "JE23AB"),
        ("GB", "bfpo 57", "BFPO57"),
        ("GB", "GX11 1AA", "GX111AA"),
        ("MT", "VLT 1117", "VLT1117"),
        ("IE", "D02 AF30", "D02AF30"),
        ("XX", "D-10115", "D10115"),
        ("DE", None, ""),
        ("", "12 a", "12A"),
    ],
)
def test_clean(country, written, clean):
    assert postcodes.clean(written, country) == clean
    assert postcodes.clean(clean, country) == clean


@pytest.mark.parametrize(
    ("country", "written", "pattern"),
    [
        ("ES", "35.001", r"(35|38)\d{3}"),
        ("FI", "AX-22100", r"22\d{3}"),
        ("DK", "GL-3900", r"39\d{2}"),
        ("IT", "47.890", r"4789\d"),
        ("GB", "J E2 3AB", r"JE\d.*"),
    ],
)
def test_a_territory_is_found_however_its_postcode_is_written(
    country, written, pattern
):
    place = Territory("place", country, pattern, frozenset(), in_vat_area=False)
    assert territories.find(country, written, "", [place]) is place


def test_northern_ireland_with_the_country_in_front():
    assert territories.is_northern_ireland("GB", "GB-BT1 1AA")
    assert not territories.is_northern_ireland("GB", "B1 1TB")
