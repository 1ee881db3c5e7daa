# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The codes that this package returns, and the parameters of each code, for callers
that turn them into sentences.

A parameter is a number (``Decimal`` or ``int``), a date, a text, or ``None`` where the
card has no such value.
"""

#: ``values.PriceStep``: the first four and ``no_discount`` are remarks without an
#: amount.
STEPS = {
    "parcel_weight": ("number", "actual", "volumetric", "divisor", "billable", "kind"),
    "shipment_weight": ("actual", "volumetric", "divisor", "billable", "kind"),
    "volume_ignored": ("number", "actual", "volumetric", "over_ratio", "over_side"),
    "sides_unknown": ("number",),
    "freight_first_step": (
        "zone",
        "weight",
        "price",
        "first_weight",
        "steps",
        "step_weight",
        "step_price",
    ),
    "freight_per_kg": ("zone", "weight", "price"),
    "freight_flat": ("zone", "weight", "price", "over", "up_to"),
    "freight_minimum": ("zone", "minimum", "freight"),
    "registration": ("zone", "weight"),
    "discount": ("percent", "freight", "from_volume", "monthly_volume", "per"),
    "no_discount": ("percent", "from_volume", "monthly_volume", "per"),
    "surcharge": (
        "surcharge",
        "name",
        "basis",
        "rate",
        "quantity",
        "minimum",
        "waybills",
    ),
    "rounding": ("exact", "total"),
}

#: ``values.Reason``. ``number`` counts the parcels from 1; ``limit`` is from the card.
REASONS = {
    "no_parcel": (),
    "no_weight": ("number",),
    "bad_sides": ("number",),
    "not_valid_yet": ("date", "valid_from"),
    "not_valid_any_more": ("date", "valid_to"),
    "country": ("country",),
    "postcode": ("country", "postcode"),
    "postcode_missing": ("country",),
    "too_many_parcels": ("count", "limit"),
    "too_heavy": ("number", "weight", "limit"),
    "too_long": ("number", "side", "limit"),
    "side_sum": ("number", "side_sum", "limit"),
    "girth": ("number", "girth", "limit"),
    "goods_type": ("goods_type",),
    "value_over_limit": ("value", "limit"),
    "billable_too_heavy": ("number", "weight", "limit", "zone"),
    "no_bracket": ("number", "weight", "zone"),
}

#: ``values.CardProblem``. ``zone`` is a name, ``other`` the index of the other zone or
#: surcharge.
PROBLEMS = {
    "missing": (),
    "not_a_number": ("value",),
    "negative": ("value",),
    "not_positive": ("value",),
    "over_hundred": ("value",),
    "unknown_code": ("value",),
    "bad_country": ("value",),
    "bad_currency": ("value",),
    "bad_places": ("value",),
    "ends_before_begins": ("valid_from", "valid_to"),
    "missing_divisor": (),
    "needs_parcel_weight": (),
    "empty_zone": ("zone",),
    "no_brackets": ("zone",),
    "zone_name_twice": ("zone", "other"),
    "zones_overlap": ("zone", "other", "country", "postcode_from", "postcode_to"),
    "range_backwards": ("low", "high"),
    "bad_postcode": ("value",),
    "days_backwards": ("days_min", "days_max"),
    "bracket_empty": ("over", "up_to"),
    "bracket_gap": ("zone", "over", "up_to"),
    "bracket_overlap": ("zone", "over", "up_to"),
    "missing_step": (),
    "surcharge_twice": ("surcharge", "other"),
    "discount_twice": ("from_volume",),
}
