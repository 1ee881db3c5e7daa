# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import pytest
from rules import hs


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("392690", "392690"),
        ("3926.90", "392690"),
        (" 3926 90 97 ", "39269097"),
        ("8517.13-00 00", "8517130000"),
        ("8471\u00a030", "847130"),
    ],
)
def test_digits_are_kept(written, code):
    assert hs.normalise(written) == code


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (None, hs.MISSING),
        (False, hs.MISSING),
        (" . ", hs.MISSING),
        ("39269", hs.LENGTH),
        ("39269097001", hs.LENGTH),
        ("9012100", hs.ZERO),
        ("901.21.00", hs.ZERO),
        ("901210000", hs.ZERO),
        ("3926AB", hs.CHARACTERS),
        ("٣٩٢٦٩٠", hs.CHARACTERS),
        ("392690; 420232", hs.CHARACTERS),
    ],
)
def test_the_reason_is_told(written, reason):
    with pytest.raises(hs.HsError) as caught:
        hs.normalise(written)
    assert caught.value.reason == reason
