"""The two axes of a shipment: our order at the carrier, and where the goods are; and what becomes of goods that do not arrive."""

from ..lifecycle.tracking import ENDS
from ..rules import options

UNDELIVERABLE = [(options.BACK, "Back to the sender"), (options.DESTROY, "Destroyed")]

STATES = [
    ("queued", "Waiting to be booked"),
    ("booking", "Being booked"),
    ("accepted", "Booked, number or label pending"),
    ("ready", "Label ready"),
    ("refused", "Refused"),
    ("cancelled", "Cancelled"),
]

TRACKING_STATES = [
    ("none", "Nothing yet"),
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

#: How a pill shows where the goods are, by the names of Odoo's decorations; what is not named here is on its way.
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

#: Somebody has to look after the parcel, or it does not reach the buyer.
TROUBLE = ("customs_hold", "delivery_failed", "returning", "returned", "destroyed", "lost")

#: Nothing more is expected to happen.
FINAL_TRACKING_STATES = tuple(state for state, _name in TRACKING_STATES if state in ENDS)

#: ``linkstar.shipment.box`` of an order for the whole transfer, and of one for what is in no package.
WHOLE, LOOSE = "ALL", "LOOSE"
