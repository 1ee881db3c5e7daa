# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which instructions a carrier can be given for a parcel, by which way, and what each
of them needs.
"""

from dataclasses import dataclass

#: {kind: the name for users}
KINDS = {
    "deliver_again": "Deliver again",
    "new_address": "Deliver to another address",
    "call": "Call this number",
    "search": "Search for the parcel",
    "documents": "Documents for customs",
    "correct_declaration": "Correct the declaration",
    "return": "Return to sender",
    "abandon": "Abandon the parcel",
    "clearance_papers": "Send us clearance papers",
    "pickup": "Pick up at our door",
}

#: {state: the states that may follow}
FOLLOWS = {
    "draft": ("asked", "sent", "withdrawn", "overtaken"),
    "asked": ("draft", "withdrawn", "overtaken"),
    "sent": ("accepted", "done", "refused", "withdrawn", "overtaken"),
    "accepted": ("done", "refused", "withdrawn", "overtaken"),
    "refused": ("draft",),
    "withdrawn": ("draft",),
    "done": (),
    "overtaken": (),
}

#: What a person may expect of the carrier also after the end of the trip.
AFTER_THE_END = ("clearance_papers",)

#: {state of the tracking: what is usually asked of the carrier then}
USUAL = {
    "delivery_failed": "deliver_again",
    "pickup_point": "deliver_again",
    "customs_hold": "documents",
}


@dataclass(frozen=True)
class Wanted:
    """An instruction before it is sent.

    ``booked``: the carrier has the order. ``handed_over``: the carrier has the parcel.
    ``ended``: it has arrived, is back, destroyed or lost. ``travels``: the carrier was
    not asked to stop it. ``signed``: the manifest is signed.
    """

    kind: str
    booked: bool = True
    handed_over: bool = True
    ended: bool = False
    travels: bool = True
    signed: bool = False
    address_complete: bool = False
    address_new: bool = False
    has_phone: bool = False
    has_documents: bool = False
    has_text: bool = False
    has_times: bool = False


def lacking(wanted):
    """Why ``wanted`` cannot be sent: a code, or "" if it can.

    The codes: not_booked, not_handed_over, ended, signed, address, same_address, phone,
    documents, text, times.
    """
    kind = wanted.kind
    if kind == "pickup":
        if wanted.signed:
            return "signed"
        return "" if wanted.has_times else "times"
    if not wanted.booked:
        return "not_booked"
    if wanted.ended and kind not in AFTER_THE_END:
        return "ended"
    if not wanted.handed_over and kind in ("return", "abandon"):
        return "not_handed_over"
    return _content(wanted)


def _content(wanted):
    kind = wanted.kind
    if kind == "new_address":
        if not wanted.address_complete:
            return "address"
        return "" if wanted.address_new else "same_address"
    if kind == "call" and not wanted.has_phone:
        return "phone"
    if kind == "documents" and not wanted.has_documents:
        return "documents"
    if kind == "correct_declaration" and not wanted.has_text:
        return "text"
    return ""


def way(wanted):
    """``wire`` where the carrier's interface has a way, else ``request``: a mail or a
    file. The interface can only stop a parcel, and only once.
    """
    return "wire" if wanted.kind == "return" and wanted.travels else "request"


def usual(tracking_state):
    """The kind that a parcel in this state usually needs."""
    return USUAL.get(tracking_state, "search")


@dataclass(frozen=True)
class Link:
    """A buyer's link to an address, when it is opened.

    ``number`` is the number in the link, ``current`` that of the instruction.
    ``answered``: the buyer has answered. ``asking``: an answer is waited for.
    ``was_handed_over``: the carrier had the parcel when the buyer was asked.
    """

    number: int
    current: int
    answered: bool
    asking: bool
    expired: bool
    was_handed_over: bool
    handed_over: bool
    ended: bool
    tracking_state: str = "none"


#: A parcel that is under way to a door, or back, takes no other address.
_MOVED_ON = ("out_for_delivery", "returning")


def standing(link):
    """What a ``link`` is good for: open, used, withdrawn, expired, or left for a parcel
    that can take no other address any more.
    """
    if link.number != link.current or not link.asking:
        return "used" if link.answered else "withdrawn"
    if link.expired:
        return "expired"
    left = link.handed_over and not link.was_handed_over
    if left or link.ended or link.tracking_state in _MOVED_ON:
        return "left"
    return "open"
