# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The text that a scanner sends."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from labels import candidates

GS = "\x1d"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("LX123456789CN", "LX123456789CN"),
        ("  lx123456789cn\r\n", "LX123456789CN"),
        ("LX 123 456 789 CN", "LX123456789CN"),
        ("\x02LX123456789CN\x03\t", "LX123456789CN"),
        ("]C1LX123456789CN", "LX123456789CN"),
        ("]C100340434161094042557", "340434161094042557"),
        ("00340434161094042557", "340434161094042557"),
        ("(00)340434161094042557", "340434161094042557"),
        (f"]d2{GS}401ABC-77{GS}420101", "ABC-77"),
        ("(401)ABC77", "ABC77"),
        ("420902109405511899223197428490", "9405511899223197428490"),
        ("LS1A2B3C4D-77-1", "LS1A2B3C4D-77-1"),
        ("wh/out/00012", "WH/OUT/00012"),
    ],
)
def test_numbers(text, number):
    assert number in candidates(text)


@pytest.mark.parametrize("text", ["", None, "   ", "\r\n", GS, "X" * 101])
def test_nothing(text):
    assert candidates(text) == ()


def test_a_number_that_looks_like_a_prefix_is_tried_as_it_is_first():
    assert candidates("4011234")[0] == "4011234"


@given(
    st.text(string.ascii_letters + string.digits + "-", min_size=1, max_size=50),
    st.text(" \t\r\n", max_size=3),
)
def test_what_is_printed_is_always_among_them(number, noise):
    found = candidates(noise + number + noise)
    assert found[0] == number.upper()
    assert len(found) == len(set(found))


@given(st.text(max_size=200))
def test_whatever_comes(text):
    assert all(
        number
        and number == number.upper()
        and not any(char.isspace() for char in number)
        for number in candidates(text)
    )
