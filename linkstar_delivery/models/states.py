"""The two axes of a shipment: our order at the carrier, and where the goods are."""

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

#: Nothing more is expected to happen.
FINAL_TRACKING_STATES = ("delivered", "returned", "destroyed", "lost")
