# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The table of the kinds of charge."""

from addons.linkstar_delivery.rating import kinds


def test_each_kind_stands_once_and_has_a_label():
    assert len(set(kinds.CODES)) == len(kinds.CODES)
    assert all(kind.code and kind.label for kind in kinds.KINDS)


def test_the_carriers_words_for_fees_are_kinds():
    from api.decode import FEES

    assert set(FEES) <= set(kinds.CODES)


def test_a_selection_of_some_kinds_keeps_their_order():
    assert kinds.selection({"fuel", "freight"}) == [
        ("freight", "Freight"),
        ("fuel", "Fuel"),
    ]
