"""The price model's codes (``rating.explain``) as sentences for a salesperson."""

from decimal import Decimal

_MOST_TOLD = 5


def step_text(env, step):
    """One line of a price's computation."""
    p = {name: _told(value) for name, value in step.params.items()}
    texts = {
        "parcel_weight": lambda: env._(
            "Parcel %(number)s: actual %(actual)s kg, volumetric %(volumetric)s kg, billed %(billable)s kg",
            number=p["number"],
            actual=p["actual"],
            volumetric=p["volumetric"],
            billable=p["billable"],
        ),
        "shipment_weight": lambda: env._(
            "All parcels: actual %(actual)s kg, volumetric %(volumetric)s kg, billed %(billable)s kg",
            actual=p["actual"],
            volumetric=p["volumetric"],
            billable=p["billable"],
        ),
        "volume_ignored": lambda: env._(
            "Parcel %(number)s: its volumetric weight of %(volumetric)s kg is below the threshold and does not count",
            number=p["number"] if step.params["number"] else "",
            volumetric=p["volumetric"],
        ),
        "sides_unknown": lambda: env._("Parcel %s: its sides are not known, so its volume does not count", p["number"]),
        "freight_first_step": lambda: env._(
            "Zone %(zone)s: %(price)s for the first %(first)s kg, and %(steps)s × %(step_price)s for each begun %(step)s kg",
            zone=p["zone"],
            price=p["price"],
            first=p["first_weight"],
            steps=p["steps"],
            step_price=p["step_price"],
            step=p["step_weight"],
        ),
        "freight_per_kg": lambda: env._(
            "Zone %(zone)s: %(weight)s kg × %(price)s per kg", zone=p["zone"], weight=p["weight"], price=p["price"]
        ),
        "freight_flat": lambda: env._(
            "Zone %(zone)s: one price for %(weight)s kg (above %(over)s up to %(up_to)s kg)",
            zone=p["zone"],
            weight=p["weight"],
            over=p["over"],
            up_to=p["up_to"],
        ),
        "freight_minimum": lambda: env._("Zone %(zone)s: up to the least freight of %(minimum)s", zone=p["zone"], minimum=p["minimum"]),
        "registration": lambda: env._("Registration"),
        "discount": lambda: env._(
            "Discount of %(percent)s %%: %(sent)s sent this month, it begins at %(volume)s",
            percent=p["percent"],
            sent=_volume(env, p["monthly_volume"], p["per"]),
            volume=_volume(env, p["from_volume"], p["per"]),
        ),
        "no_discount": lambda: env._(
            "No discount yet: %(sent)s sent this month, %(percent)s %% begin at %(volume)s",
            percent=p["percent"],
            sent=_volume(env, p["monthly_volume"], p["per"]),
            volume=_volume(env, p["from_volume"], p["per"]),
        ),
        "surcharge": lambda: _surcharge_text(env, p, step),
        "rounding": lambda: env._("Rounding"),
    }
    return texts[step.code]()


def reason_text(env, reason):
    """Why a line is not to be had, and what would help."""
    p = reason.params
    texts = {
        "no_parcel": lambda: env._("There are no goods to ship."),
        "no_weight": lambda: env._("Parcel %s has no weight: enter the weight of its products.", p["number"]),
        "bad_sides": lambda: env._("Parcel %s has sides that are not above 0: correct its package type.", p["number"]),
        "not_valid_yet": lambda: env._("The rate card is valid from %s.", p["valid_from"]),
        "not_valid_any_more": lambda: env._("The rate card was valid until %s: import the next one.", p["valid_to"]),
        "country": lambda: env._("The line does not go to %s.", p["country"]),
        "postcode": lambda: env._(
            "The line does not go to the postcode %(postcode)s in %(country)s.", postcode=p["postcode"], country=p["country"]
        ),
        "postcode_missing": lambda: env._("The price depends on the postcode: enter it."),
        "too_many_parcels": lambda: env._("%(count)s parcels, the line takes %(limit)s.", count=p["count"], limit=p["limit"]),
        "too_heavy": lambda: env._(
            "Parcel %(number)s weighs %(weight)s kg, the line takes %(limit)s kg.", number=p["number"], weight=p["weight"], limit=p["limit"]
        ),
        "too_long": lambda: env._(
            "Parcel %(number)s is %(side)s cm long, the line takes %(limit)s cm.", number=p["number"], side=p["side"], limit=p["limit"]
        ),
        "side_sum": lambda: env._(
            "The sides of parcel %(number)s add up to %(sum)s cm, the line takes %(limit)s cm.",
            number=p["number"],
            sum=p["side_sum"],
            limit=p["limit"],
        ),
        "girth": lambda: env._(
            "Length and girth of parcel %(number)s are %(girth)s cm, the line takes %(limit)s cm.",
            number=p["number"],
            girth=p["girth"],
            limit=p["limit"],
        ),
        "goods_type": lambda: env._("The line does not carry goods of the kind “%s”.", p["goods_type"]),
        "value_over_limit": lambda: env._(
            "The goods are worth %(value)s, the line takes up to %(limit)s.", value=p["value"], limit=p["limit"]
        ),
        "billable_too_heavy": lambda: env._(
            "The billable weight is %(weight)s kg, the card of zone %(zone)s ends at %(limit)s kg.",
            weight=p["weight"],
            zone=p["zone"],
            limit=p["limit"],
        ),
        "no_bracket": lambda: env._(
            "The card of zone %(zone)s has no price for %(weight)s kg.", zone=p["zone"], weight=p["weight"]
        ),
    }
    return texts[reason.code]()


def _surcharge_text(env, told, step):
    labels = dict(env["linkstar.rate.surcharge"]._fields["code"]._description_selection(env))
    values = {"name": told["name"] or labels[told["surcharge"]], "rate": told["rate"], "quantity": told["quantity"]}
    match told["basis"]:
        case "percent_freight":
            text = env._("%(name)s: %(rate)s %% of the freight of %(quantity)s", **values)
        case "percent_value":
            text = env._("%(name)s: %(rate)s %% of the declared value of %(quantity)s", **values)
        case "per_kg":
            text = env._("%(name)s: %(quantity)s kg × %(rate)s", **values)
        case "per_item" | "per_duty_item":
            text = env._("%(name)s: %(quantity)s items × %(rate)s", **values)
        case "per_parcel":
            text = env._("%(name)s: %(quantity)s parcels × %(rate)s", **values)
        case _:
            text = env._("%(name)s: %(quantity)s waybills × %(rate)s", **values)
    if step.params["minimum"] and step.amount == step.params["minimum"]:
        return env._("%(text)s, at least %(minimum)s", text=text, minimum=told["minimum"])
    return text


def parcels_text(env, parcels):
    """The parcels that a price assumes."""
    told = [f"{_told(parcel.weight)} kg{_sides(env, parcel.sides)}" for parcel in parcels[:_MOST_TOLD]]
    if len(parcels) > _MOST_TOLD:
        told.append("…")
    return env._("Nothing is packed yet; assumed parcels: %(count)s (%(parcels)s)", count=len(parcels), parcels=", ".join(told))


def _sides(env, sides):
    return " " + env._("%s cm", " × ".join(map(_told, sides))) if sides else ""


def _volume(env, value, per):
    return env._("%s kg", value) if per == "kg" else env._("%s parcels", value)


def _told(value):
    """A parameter as people read it: a number without the zeros at its end."""
    if value is None:
        return "–"
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
