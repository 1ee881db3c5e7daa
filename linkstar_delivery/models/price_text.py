"""The price model's codes (``rating.explain``) as sentences for a salesperson."""


def step_text(env, step):
    """One line of a price's computation."""
    p = step.params
    texts = {
        "parcel_weight": lambda: env._(
            "Parcel %(number)s: actual %(actual)s kg, volumetric %(volumetric)s kg, billed %(billable)s kg",
            number=p["number"],
            actual=p["actual"],
            volumetric=_or_dash(p["volumetric"]),
            billable=p["billable"],
        ),
        "shipment_weight": lambda: env._(
            "All parcels: actual %(actual)s kg, volumetric %(volumetric)s kg, billed %(billable)s kg",
            actual=p["actual"],
            volumetric=_or_dash(p["volumetric"]),
            billable=p["billable"],
        ),
        "volume_ignored": lambda: env._(
            "Parcel %(number)s: its volumetric weight of %(volumetric)s kg is below the threshold and does not count",
            number=p["number"] or "",
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
            up_to=_or_dash(p["up_to"]),
        ),
        "freight_minimum": lambda: env._("Zone %(zone)s: up to the least freight of %(minimum)s", zone=p["zone"], minimum=p["minimum"]),
        "registration": lambda: env._("Registration"),
        "discount": lambda: env._(
            "Discount of %(percent)s %% from %(volume)s parcels a month", percent=p["percent"], volume=p["from_volume"]
        ),
        "surcharge": lambda: env._(
            "%(name)s: %(quantity)s × %(rate)s", name=p["name"] or p["surcharge"], quantity=p["quantity"], rate=p["rate"]
        ),
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


def _or_dash(value):
    return "–" if value is None else value
