# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import pytest
from rules import s10


@pytest.mark.parametrize(
    ("serial", "digit"),
    # The first is the example of UPU S10; the others were calculated by hand with its
    # weights.
    [
        ("47312482", 9),
        ("00000000", 5),
        ("00000001", 4),
        ("10000000", 3),
        ("00000008", 0),
    ],
)
def test_check_digit(serial, digit):
    assert s10.check_digit(serial) == digit


@pytest.mark.parametrize(
    ("number", "looks", "valid", "printed"),
    [
        ("RR473124829CN", True, True, True),
        ("rr 473 124 829 cn", True, True, True),
        ("RR473124828CN", True, False, False),
        ("LS2026112200017", False, False, True),
        ("RR47312482CN", False, False, True),
        ("", False, False, False),
        (None, False, False, False),
    ],
)
def test_only_what_looks_postal_is_checked(number, looks, valid, printed):
    assert (
        s10.looks_like(number),
        s10.is_valid(number),
        s10.may_be_printed(number),
    ) == (looks, valid, printed)
