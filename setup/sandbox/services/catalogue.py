"""The carrier's lines, countries and extra services."""

from __future__ import annotations

from ..answers import Answer, Refusal
from ..lines import COUNTRIES, EXTRA_SERVICES, LINES
from .context import Context, text


def get_shipping_method(context: Context, params: dict) -> Answer:
    """Return all lines, or those to `country_code`."""
    code = text(params.get("country_code")).upper()
    lines = [
        line for line in LINES.values() if not code or line.serves(COUNTRIES.get(code))
    ]
    at_once = (
        context.profile["number_on_create"] and not context.profile["number_after"]
    )
    return Answer(
        [
            {
                "code": line.code,
                "cn_name": line.cn,
                "en_name": line.en,
                "group_code": line.group,
                "track_status": "Y" if at_once else "N",
                "aging": "{}-{}".format(*line.days),
                "note": _note(line),
            }
            for line in lines
        ]
    )


def _note(line) -> str:
    goods = (
        "with batteries (is_magnetoelectric Y) too"
        if line.battery
        else "without batteries"
    )
    return (
        f"up to {line.max_weight} kg a box, sides up to {line.max_side} cm,"
        f" {line.max_sum} cm together, goods {goods}"
    )


def get_country(context: Context, params: dict) -> Answer:
    return Answer(
        [
            {"CountryCode": country.code, "CName": country.cn, "EName": country.en}
            for country in COUNTRIES.values()
        ]
    )


def get_extra_service(context: Context, params: dict) -> Answer:
    line = text(params.get("shipping_method"))
    if line and line not in LINES:
        raise Refusal(f"运输方式不存在 (there is no line {line})")
    country = text(params.get("country_code")).upper()
    if line and country and not LINES[line].serves(COUNTRIES.get(country)):
        return Answer([])
    return Answer(EXTRA_SERVICES)


SERVICES = {
    "getShippingMethod": get_shipping_method,
    "getCountry": get_country,
    "getExtraService": get_extra_service,
}
