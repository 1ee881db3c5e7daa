# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The two statuses of a shipment, our order at the carrier and the location of the
goods, and the choices for undeliverable parcels.
"""

from ..lifecycle.tracking import ENDS
from ..rules import options

UNDELIVERABLE = [
    (options.BACK, "Returned to the sender"),
    (options.DESTROY, "Destroyed by the carrier"),
]

STATES = [
    ("queued", "Waiting to be booked"),
    ("booking", "Being booked"),
    ("accepted", "Booked, number or label pending"),
    ("ready", "Label ready"),
    ("refused", "Refused"),
    ("cancelled", "Cancelled"),
]

TRACKING_STATES = [
    ("none", "Not scanned yet"),
    ("registered", "Registered"),
    ("received", "Received at the depot"),
    ("departed", "Departed"),
    ("arrived", "Arrived"),
    ("customs", "In customs"),
    ("customs_hold", "Held by customs"),
    ("last_mile", "With the local carrier"),
    ("out_for_delivery", "Out for delivery"),
    ("pickup_point", "At a pick-up point"),
    ("delivery_failed", "Delivery failed"),
    ("delivered", "Delivered"),
    ("returning", "Returning"),
    ("returned", "Returned"),
    ("destroyed", "Destroyed"),
    ("lost", "Lost"),
]

#: The Odoo decoration for each location of the goods. A state that is not listed is on
#: its way.
TRACKING_DECORATIONS = {
    "none": "muted",
    "registered": "muted",
    "customs_hold": "danger",
    "pickup_point": "warning",
    "delivery_failed": "danger",
    "delivered": "success",
    "returning": "warning",
    "returned": "warning",
    "destroyed": "danger",
    "lost": "danger",
}

#: Somebody has to act, or the parcel does not reach the buyer.
TROUBLE = (
    "customs_hold",
    "delivery_failed",
    "returning",
    "returned",
    "destroyed",
    "lost",
)

#: The states of several parcels or pieces, from the one that needs most attention to
#: the one that needs least: the first of them stands for all. After the exceptions come
#: the ones that are behind.
URGENCY = (
    "lost",
    "destroyed",
    "customs_hold",
    "delivery_failed",
    "returned",
    "returning",
    "pickup_point",
    "none",
    "registered",
    "received",
    "departed",
    "arrived",
    "customs",
    "last_mile",
    "out_for_delivery",
    "delivered",
)
_URGENCY_RANK = {state: rank for rank, state in enumerate(URGENCY)}


def most_urgent(states):
    """The one of ``states`` that needs most attention; "" where there is none."""
    return min(states, key=_URGENCY_RANK.__getitem__, default="")


#: No further event is expected.
FINAL_TRACKING_STATES = tuple(
    state for state, _name in TRACKING_STATES if state in ENDS
)

#: The value of ``linkstar.shipment.box`` for an order of the whole transfer, and for
#: goods without a package.
WHOLE, LOOSE = "ALL", "LOOSE"

#: The carrier reports that the parcel does not arrive.
COMES_BACK = frozenset(("returning", "returned", "destroyed", "lost"))

#: Why goods come back, or do not arrive.
RETURN_REASONS = [
    ("refused", "Refused by the recipient"),
    ("address", "Address not usable"),
    ("not_collected", "Not collected"),
    ("customs", "Customs"),
    ("buyer", "Request of the buyer"),
    ("destroyed", "Destroyed"),
    ("lost", "Lost"),
    ("other", "Other"),
]
