# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What goods lack, as of 2026-11-22; each row has its source."""

from dataclasses import replace
from decimal import Decimal

import pytest
from rules import goods
from rules.goods import EconomicOperator, Law, ProductData
from rules.identifiers import Identifiers

LAW = Law(
    subheadings=frozenset({"392690", "330499", "851830"}),
    chapters=frozenset({"33"}),
    battery_chapters=frozenset({"85"}),
    description_limit=512,
)
FINE = ProductData(
    hs_code="3926.90",
    description_en="phone cover, silicone",
    origin="CN",
    gross_weight=Decimal("0.050"),
    identifiers=Identifiers("PC-1", "F-1", no_gtin=True),
    manufacturer=EconomicOperator(True, False),
    responsible=EconomicOperator(True),
)
HS, UPU, GPSR, PID = (
    "HS 2022",
    "UPU, CN 22 and CN 23",
    "Regulation (EU) 2023/988, from 2024-12-13",
    "from 2026-11-01",
)


@pytest.mark.parametrize(
    ("on_date", "source", "change", "found"),
    [
        ("2026-11-22", HS, {}, []),
        ("2026-11-22", HS, {"hs_code": ""}, ["hs_missing"]),
        ("2026-11-22", HS, {"hs_code": "39269"}, ["hs_length"]),
        ("2026-11-22", HS, {"hs_code": "39AB90"}, ["hs_characters"]),
        ("2026-11-22", HS, {"hs_code": "999999"}, ["hs_unknown"]),
        ("2026-11-22", HS, {"hs_code": "3926909700"}, []),
        ("2026-11-22", "second look for H7", {"hs_code": "330499"}, ["hs_second_look"]),
        (
            "2026-11-22",
            "second look for H7",
            {"hs_code": "851830", "battery": True},
            ["hs_second_look"],
        ),
        ("2026-11-22", "second look for H7", {"hs_code": "851830"}, []),
        ("2026-11-22", UPU, {"origin": ""}, ["origin_missing"]),
        ("2026-11-22", UPU, {"gross_weight": Decimal(0)}, ["weight_zero"]),
        ("2026-11-22", UPU, {"net_weight": Decimal("0.051")}, ["weight_net"]),
        ("2026-11-22", UPU, {"net_weight": Decimal("0.050")}, []),
        ("2026-11-22", "ICS2", {"description_en": "pen, " * 120}, ["description_long"]),
        ("2026-11-22", "ICS2", {"description_en": "手机壳"}, ["description_latin"]),
        (
            "2026-11-22",
            PID,
            {"identifiers": Identifiers("PC-1")},
            ["ns_pid_missing", "gtin_missing"],
        ),
        (
            "2026-11-22",
            GPSR,
            {"manufacturer": None, "responsible": None},
            ["manufacturer_missing", "responsible_missing"],
        ),
        (
            "2026-11-22",
            GPSR,
            {"manufacturer": EconomicOperator(False)},
            ["manufacturer_incomplete"],
        ),
        (
            "2026-11-22",
            GPSR,
            {"responsible": EconomicOperator(False)},
            ["responsible_incomplete"],
        ),
        (
            "2026-11-22",
            GPSR,
            {"responsible": EconomicOperator(True, False)},
            ["responsible_outside"],
        ),
        (
            "2026-11-22",
            "UPU, prohibited goods",
            {"prohibited": ("Medicine",)},
            ["prohibited"],
        ),
        (
            "2026-11-22",
            "second look for H7",
            {"second_look": ("Food",)},
            ["second_look"],
        ),
    ],
)
def test_what_is_missing(on_date, source, change, found):
    assert [
        finding.code for finding in goods.check(replace(FINE, **change), LAW)
    ] == found


@pytest.mark.parametrize(
    ("code", "requirement"),
    [
        ("hs_missing", ""),
        ("description_term", ""),
        ("prohibited", ""),
        ("m_pid_missing", goods.IDENTIFIERS),
        ("ns_pid_length", goods.IDENTIFIERS),
        ("gtin_wrong", goods.IDENTIFIERS),
        ("manufacturer_missing", goods.GPSR),
        ("responsible_outside", goods.GPSR),
    ],
)
def test_requirement_of_a_finding(code, requirement):
    assert goods.requirement(code) == requirement


def test_everything_at_once():
    found = goods.check(ProductData(), LAW)
    assert [finding.code for finding in found] == [
        "hs_missing",
        "origin_missing",
        "description_missing",
        "weight_zero",
        "m_pid_missing",
        "ns_pid_missing",
        "gtin_missing",
        "manufacturer_missing",
        "responsible_missing",
    ]
