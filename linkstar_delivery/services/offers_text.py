# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The codes of the price model (``rating.explain``) as sentences for a salesperson."""

from decimal import Decimal

_MOST_LISTED = 5


def _weight_steps(env, p, step):
    """Steps about weights: {code: function that returns the sentence}."""
    return {
        "parcel_weight": lambda: env._(
            "Parcel %(number)s: actual weight %(actual)s kg, volumetric weight "
            "%(volumetric)s kg, billable weight %(billable)s kg",
            number=p["number"],
            actual=p["actual"],
            volumetric=p["volumetric"],
            billable=p["billable"],
        ),
        "shipment_weight": lambda: env._(
            "All parcels: actual weight %(actual)s kg, volumetric weight "
            "%(volumetric)s kg, billable weight %(billable)s kg",
            actual=p["actual"],
            volumetric=p["volumetric"],
            billable=p["billable"],
        ),
        "volume_ignored": lambda: env._(
            "Parcel %(number)s: the volumetric weight of %(volumetric)s kg is below "
            "the threshold and does not count",
            number=p["number"] if step.params["number"] else "",
            volumetric=p["volumetric"],
        ),
        "sides_unknown": lambda: env._(
            "Parcel %s: the dimensions are not known, so the volume does not count",
            p["number"],
        ),
    }


def _price_steps(env, p, step):
    """Steps about amounts, in the same form."""
    return {
        "freight_first_step": lambda: env._(
            "Zone %(zone)s: %(price)s for the first %(first)s kg, plus %(steps)s × "
            "%(step_price)s per %(step)s kg or part of it",
            zone=p["zone"],
            price=p["price"],
            first=p["first_weight"],
            steps=p["steps"],
            step_price=p["step_price"],
            step=p["step_weight"],
        ),
        "freight_per_kg": lambda: env._(
            "Zone %(zone)s: %(weight)s kg × %(price)s per kg",
            zone=p["zone"],
            weight=p["weight"],
            price=p["price"],
        ),
        "freight_flat": lambda: env._(
            "Zone %(zone)s: fixed price for %(weight)s kg (above %(over)s, up to "
            "%(up_to)s kg)",
            zone=p["zone"],
            weight=p["weight"],
            over=p["over"],
            up_to=p["up_to"],
        ),
        "freight_minimum": lambda: env._(
            "Zone %(zone)s: increase to the minimum freight of %(minimum)s",
            zone=p["zone"],
            minimum=p["minimum"],
        ),
        "registration": lambda: env._("Registration"),
        "discount": lambda: env._(
            "Discount of %(percent)s %%: %(sent)s sent this month, the discount "
            "begins at %(volume)s",
            percent=p["percent"],
            sent=_volume(env, p["monthly_volume"], p["per"]),
            volume=_volume(env, p["from_volume"], p["per"]),
        ),
        "no_discount": lambda: env._(
            "No discount yet: %(sent)s sent this month, a discount of %(percent)s %% "
            "begins at %(volume)s",
            percent=p["percent"],
            sent=_volume(env, p["monthly_volume"], p["per"]),
            volume=_volume(env, p["from_volume"], p["per"]),
        ),
        "surcharge": lambda: _surcharge_text(env, p, step),
        "rounding": lambda: env._("Rounding"),
    }


def step_text(env, step):
    """One line of a price calculation."""
    p = {name: _as_text(value) for name, value in step.params.items()}
    texts = {
        **_weight_steps(env, p, step),
        **_price_steps(env, p, step),
    }
    return texts[step.code]()


def _reasons_of_card(env, p):
    """Reasons about the card and the destination: {code: function that returns the
    sentence}.
    """
    return {
        "no_parcel": lambda: env._("There are no goods to ship."),
        "no_weight": lambda: env._(
            "Parcel %s has no weight. Enter the weight of its products.", p["number"]
        ),
        "bad_sides": lambda: env._(
            "The dimensions of parcel %s must be above 0. Correct its package type.",
            p["number"],
        ),
        "not_valid_yet": lambda: env._(
            "The rate card is valid from %s.", p["valid_from"]
        ),
        "not_valid_any_more": lambda: env._(
            "The rate card was valid until %s. Import the next one.", p["valid_to"]
        ),
        "country": lambda: env._("The line does not go to %s.", p["country"]),
        "postcode": lambda: env._(
            "The line does not go to the postcode %(postcode)s in %(country)s.",
            postcode=p["postcode"],
            country=p["country"],
        ),
        "postcode_missing": lambda: env._(
            "The price depends on the postcode. Enter the postcode."
        ),
    }


def _reasons_of_limits(env, p):
    """Reasons about limits of the line, in the same form."""
    return {
        "too_many_parcels": lambda: env._(
            "The order has %(count)s parcels. The maximum of the line is %(limit)s.",
            count=p["count"],
            limit=p["limit"],
        ),
        "too_heavy": lambda: env._(
            "Parcel %(number)s weighs %(weight)s kg. The maximum of the line is "
            "%(limit)s kg.",
            number=p["number"],
            weight=p["weight"],
            limit=p["limit"],
        ),
        "too_long": lambda: env._(
            "The longest side of parcel %(number)s is %(side)s cm. The maximum of the "
            "line is %(limit)s cm.",
            number=p["number"],
            side=p["side"],
            limit=p["limit"],
        ),
        "side_sum": lambda: env._(
            "The sum of the sides of parcel %(number)s is %(sum)s cm. The maximum of "
            "the line is %(limit)s cm.",
            number=p["number"],
            sum=p["side_sum"],
            limit=p["limit"],
        ),
        "girth": lambda: env._(
            "Length and girth of parcel %(number)s are %(girth)s cm. The maximum of "
            "the line is %(limit)s cm.",
            number=p["number"],
            girth=p["girth"],
            limit=p["limit"],
        ),
        "goods_type": lambda: env._(
            "The line does not carry goods of the type “%s”.", p["goods_type"]
        ),
        "value_over_limit": lambda: env._(
            "The value of the goods is %(value)s. The maximum of the line is "
            "%(limit)s.",
            value=p["value"],
            limit=p["limit"],
        ),
        "billable_too_heavy": lambda: env._(
            "The billable weight is %(weight)s kg. The maximum of the zone %(zone)s "
            "is %(limit)s kg.",
            weight=p["weight"],
            zone=p["zone"],
            limit=p["limit"],
        ),
        "no_bracket": lambda: env._(
            "The rate card has no price for %(weight)s kg in the zone %(zone)s.",
            zone=p["zone"],
            weight=p["weight"],
        ),
    }


def reason_text(env, reason):
    """Why a line is not available, and what to do."""
    texts = {
        **_reasons_of_card(env, reason.params),
        **_reasons_of_limits(env, reason.params),
    }
    return texts[reason.code]()


def _surcharge_text(env, surcharge, step):
    labels = dict(
        env["linkstar.rate.surcharge"]._fields["code"]._description_selection(env)
    )
    values = {
        "name": surcharge["name"] or labels[surcharge["surcharge"]],
        "rate": surcharge["rate"],
        "quantity": surcharge["quantity"],
    }
    match surcharge["basis"]:
        case "percent_freight":
            text = env._(
                "%(name)s: %(rate)s %% of the freight of %(quantity)s", **values
            )
        case "percent_value":
            text = env._(
                "%(name)s: %(rate)s %% of the declared value of %(quantity)s", **values
            )
        case "per_kg":
            text = env._("%(name)s: %(quantity)s kg × %(rate)s", **values)
        case "per_item" | "per_duty_item":
            text = env._("%(name)s: %(quantity)s × %(rate)s per item", **values)
        case "per_parcel":
            text = env._("%(name)s: %(quantity)s × %(rate)s per parcel", **values)
        case _:
            text = env._("%(name)s: %(quantity)s × %(rate)s per waybill", **values)
    if step.params["minimum"] and step.amount == step.params["minimum"]:
        return env._(
            "%(text)s, at least %(minimum)s", text=text, minimum=surcharge["minimum"]
        )
    return text


def parcels_text(env, parcels):
    """The parcels that a price assumes."""
    shown = [
        f"{_as_text(parcel.weight)} kg{_sides(env, parcel.sides)}"
        for parcel in parcels[:_MOST_LISTED]
    ]
    if len(parcels) > _MOST_LISTED:
        shown.append("…")
    return env._(
        "Nothing is packed yet. Assumed parcels: %(count)s (%(parcels)s)",
        count=len(parcels),
        parcels=", ".join(shown),
    )


def _sides(env, sides):
    return " " + env._("%s cm", " × ".join(map(_as_text, sides))) if sides else ""


def _volume(env, value, per):
    return env._("%s kg", value) if per == "kg" else env._("%s parcels", value)


def _as_text(value):
    """A parameter as text, without trailing zeros in numbers."""
    if value is None:
        return "–"
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
