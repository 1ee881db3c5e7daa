# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which zone a postcode belongs to."""

from decimal import Decimal

import pytest
from addons.linkstar_delivery.rating import Area, compile_card, quote
from addons.linkstar_delivery.rating import postcode as postcodes
from rating_cards import STANDARD, card, request, zone


@pytest.mark.parametrize(
    ("country", "written", "key"),
    [
        ("DE", "10115", "10115"),
        ("DE", " 10 115 ", "10115"),
        ("DE", "D-10115", "10115"),
        ("DE", "de-10115", "10115"),
        ("LV", "LV-1010", "1010"),
        ("LU", "L-1234", "1234"),
        ("NL", "1234 ab", "1234AB"),
        ("NL", "NL-1234 AB", "1234AB"),
        ("PT", "9000-123", "9000123"),
        ("IE", "D02 AF30", "D02AF30"),
        ("SE", "SE-111 22", "11122"),
        ("DE", "", ""),
        ("DE", None, ""),
        # Great Britain: area in two places, district in two digits.
        ("GB", "B1 1AA", "B 011AA"),
        ("GB", "B11 1AA", "B 111AA"),
        ("GB", "BT9 6AB", "BT096AB"),
        ("GB", "EC1A 1BB", "EC01A1BB"),
        ("GB", "sw1a1aa", "SW01A1AA"),
        ("GB", "PA2 0AB", "PA020AB"),
        ("GB", "PA20", "PA20"),
        ("GB", "IV", "IV"),
        ("GB", "GIR 0AA", "GIR0AA"),
        ("JE", "JE2 3AB", "JE023AB"),
    ],
)
def test_key(country, written, key):
    assert postcodes.key(written, country) == key


def in_area(area, postcode, excluded=()):
    compiled = compile_card(
        card(zones=(zone(STANDARD, areas=(area,), excluded=excluded),))
    )
    return (
        compiled.zone(area.country, postcodes.key(postcode, area.country)) is not None
    )


@pytest.mark.parametrize(
    ("area", "inside", "outside"),
    [
        (Area("DE"), ["10115", "", "anything"], []),
        (
            Area("FR", ("20",)),
            ["20000", "20999", "20"],
            ["19999", "21000", "02000", "", "2"],
        ),
        (Area("FR", ("20", "06")), ["20137", "06400"], ["07000"]),
        (Area("FR", ranges=(("06", "07"),)), ["06000", "07999"], ["05999", "08000"]),
        (
            Area("DE", ranges=(("18565", "18567"),)),
            ["18565", "18566", "18567"],
            ["18564", "18568"],
        ),
        (
            Area("PT", ranges=(("9000", "9999"),)),
            ["9000-001", "9999-999"],
            ["8999-999"],
        ),
        (Area("FR", ("20",), (("06", "07"),)), ["20137", "06400"], ["08000"]),
        (Area("GB", ("B",)), ["B1 1AA", "B99 9ZZ"], ["BA1 1AA", "BT1 1AA"]),
        (Area("GB", ("B1",)), ["B1 1AA"], ["B10 1AA", "B11 1AA"]),
        (
            Area("GB", ranges=(("PA20", "PA80"),)),
            ["PA20 7AB", "PA80 5AB"],
            ["PA2 0AB", "PA8 6AB", "PA19 1AA", "PB30 1AA"],
        ),
    ],
)
def test_areas(area, inside, outside):
    assert [code for code in inside + outside if in_area(area, code)] == inside


def test_exclusions():
    islands = (Area("FR", ("20",), (("97", "98"),)), Area("DE", ("1",)))
    codes = [
        "19999",
        "20000",
        "20999",
        "21000",
        "96999",
        "97000",
        "98999",
        "99000",
        "10115",
        "",
    ]
    assert [code for code in codes if not in_area(Area("FR"), code, islands)] == [
        "20000",
        "20999",
        "97000",
        "98999",
    ]


def test_zones_of_one_country():
    brackets = (STANDARD,)
    zones = (
        zone(*brackets, name="north", areas=(Area("SE", ("98", "99")),)),
        zone(
            *brackets,
            name="south",
            areas=(Area("SE"), Area("DK")),
            excluded=(Area("SE", ("98", "99")),),
        ),
    )
    compiled = compile_card(card(zones=zones))
    found = [
        quote(compiled, request("0.1", country=country, postcode=code))
        for country, code in (("SE", "981 38"), ("SE", "111 22"))
    ]
    assert [(price.zone, price.zone_index, price.total) for price in found] == [
        ("north", 0, Decimal("16.00")),
        ("south", 1, Decimal("16.00")),
    ]
    assert (
        quote(compiled, request("0.1", country="DK", postcode="9900")).zone == "south"
    )
