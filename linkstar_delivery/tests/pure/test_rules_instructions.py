# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which instructions can be sent, and by which way."""

import pytest
from addons.linkstar_delivery.rules import instructions
from addons.linkstar_delivery.rules.instructions import Wanted

LACKING = [
    (Wanted("deliver_again"), ""),
    (Wanted("deliver_again", booked=False), "not_booked"),
    (Wanted("deliver_again", ended=True), "ended"),
    (Wanted("search"), ""),
    (Wanted("return"), ""),
    (Wanted("return", handed_over=False), "not_handed_over"),
    (Wanted("abandon", handed_over=False), "not_handed_over"),
    (Wanted("abandon", ended=True, handed_over=False), "ended"),
    (Wanted("new_address"), "address"),
    (Wanted("new_address", address_complete=True), "same_address"),
    (Wanted("new_address", address_complete=True, address_new=True), ""),
    (Wanted("call"), "phone"),
    (Wanted("call", has_phone=True), ""),
    (Wanted("documents"), "documents"),
    (Wanted("documents", has_documents=True), ""),
    (Wanted("correct_declaration"), "text"),
    (Wanted("correct_declaration", has_text=True), ""),
    # Papers may be asked for when the parcel has arrived.
    (Wanted("clearance_papers", ended=True), ""),
    (Wanted("clearance_papers", booked=False), "not_booked"),
    (Wanted("pickup", booked=False), "times"),
    (Wanted("pickup", booked=False, has_times=True), ""),
    (Wanted("pickup", has_times=True, signed=True), "signed"),
]


@pytest.mark.parametrize(("wanted", "code"), LACKING)
def test_lacking(wanted, code):
    assert instructions.lacking(wanted) == code


@pytest.mark.parametrize("kind", instructions.KINDS)
def test_only_a_parcel_that_travels_is_stopped_by_the_interface(kind):
    expected = "wire" if kind == "return" else "request"
    assert instructions.way(Wanted(kind)) == expected
    assert instructions.way(Wanted(kind, travels=False)) == "request"


def test_each_state_can_be_reached_and_follows_known_ones():
    following = {state for states in instructions.FOLLOWS.values() for state in states}
    assert following == set(instructions.FOLLOWS)


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("delivery_failed", "deliver_again"),
        ("customs_hold", "documents"),
        ("departed", "search"),
        ("none", "search"),
    ],
)
def test_usual(state, kind):
    assert instructions.usual(state) == kind
    assert kind in instructions.KINDS


def link(**values):
    usual = {
        "number": 3,
        "current": 3,
        "answered": False,
        "asking": True,
        "expired": False,
        "was_handed_over": True,
        "handed_over": True,
        "ended": False,
        "tracking_state": "delivery_failed",
    }
    return instructions.Link(**{**usual, **values})


@pytest.mark.parametrize(
    ("values", "standing"),
    [
        ({}, "open"),
        ({"tracking_state": "customs_hold"}, "open"),
        ({"was_handed_over": False, "handed_over": False}, "open"),
        # Asked while the parcel was in the warehouse; now the carrier has it.
        ({"was_handed_over": False}, "left"),
        ({"ended": True, "tracking_state": "delivered"}, "left"),
        ({"tracking_state": "out_for_delivery"}, "left"),
        ({"tracking_state": "returning"}, "left"),
        ({"expired": True}, "expired"),
        ({"current": 4, "answered": True, "asking": False}, "used"),
        ({"current": 4}, "withdrawn"),
        ({"asking": False}, "withdrawn"),
        # Whatever the parcel does, a used link stays used.
        ({"current": 4, "answered": True, "ended": True}, "used"),
    ],
)
def test_standing_of_a_link(values, standing):
    assert instructions.standing(link(**values)) == standing
