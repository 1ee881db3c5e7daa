"""What happens to a parcel, and when: `story.json` applied to the time of an order.

The time of a step is a number of hours after the order (`hours`), a share of the time
between leaving China and the end of the line's transit (`share`), or hours after the
previous step (`after`).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from .lines import COUNTRIES, LINES, Line, last_mile_carrier
from .store import Order

_DATA = json.loads((Path(__file__).parent / "story.json").read_text(encoding="utf-8"))
STAGES: dict[str, dict] = _DATA["stages"]
STORIES: dict[str, dict] = _DATA["stories"]
DEPOTS: dict[str, dict] = _DATA["depots"]


@dataclass(frozen=True)
class Event:
    """`code` is the carrier's status, `area` the place, `en` and `cn` the comment."""

    stage: str
    at: datetime
    code: str
    area: str
    en: str
    cn: str


def choose(order: Order) -> str:
    """Return the story: by a marker in the reference or the platform's number, else by
    the last two digits of the postcode.
    """
    texts = (
        order.reference.upper(),
        str(order.request.get("platform_number") or "").upper(),
    )
    digits = re.sub(r"\D", "", order.postcode)
    for name, story in STORIES.items():
        if story.get("marker") and any(story["marker"] in text for text in texts):
            return name
    for name, story in STORIES.items():
        if story.get("postcode") and digits.endswith(story["postcode"]):
            return name
    return "normal"


def depot_of(order: Order) -> str:
    """Return the depot of the sender's city or province, else one in turn."""
    shipper = order.request.get("Shipper") or {}
    text = f"{shipper.get('shipper_city')} {shipper.get('shipper_province')}".lower()
    for name, depot in DEPOTS.items():
        if name.lower() in text or depot["cn"] in text:
            return name
    return "Yiwu" if "zhejiang" in text else list(DEPOTS)[order.id % len(DEPOTS)]


def transit_days(order: Order, line: Line) -> int:
    """Return the transit time within the line's range, different for each order in
    turn.
    """
    shortest, longest = line.days
    return shortest + order.id % (longest - shortest + 1)


def timeline(order: Order) -> list[Event]:
    """Return everything that will happen to the parcel, oldest first, without
    cancellation or interception.
    """
    story = STORIES[choose(order)]
    words = _words(order)
    end = transit_days(order, LINES[order.line]) * 24.0
    events = []
    left = hours = 0.0
    for stage, _, value in story.get("china", _DATA["china"]):
        hours = left = value
        events.append(_event(stage, order, hours, words))
    for stage, anchor, value in story["steps"]:
        hours = hours + value if anchor == "after" else left + (end - left) * value
        events.append(_event(stage, order, hours, words))
    return events


def happened(order: Order, now: datetime) -> list[Event]:
    """Return what has happened by `now`, oldest first; a cancelled or intercepted
    parcel stops.
    """
    if not order.stopped:
        return [event for event in timeline(order) if event.at <= now]
    events = [
        event for event in timeline(order) if event.at <= min(now, order.stopped_at)
    ]
    if order.stopped == "intercepted":
        hours = (order.stopped_at - order.created).total_seconds() / 3600
        events.append(_event("intercepted", order, hours, _words(order)))
    return events


def state(order: Order, now: datetime) -> str:
    """Return the state of the parcel: its last stage, `forecast` before the depot has
    it, or how it was stopped.
    """
    if order.stopped:
        return order.stopped
    stages = [event.stage for event in happened(order, now)]
    return stages[-1] if "received" in stages else "forecast"


def is_received(order: Order, now: datetime) -> bool:
    return any(event.stage == "received" for event in happened(order, now))


def has_departed(order: Order, now: datetime) -> bool:
    return any(event.stage == "departed" for event in happened(order, now))


def renumbered_at(order: Order, now: datetime) -> datetime | None:
    """Return when the last mile gave the parcel a new tracking number, if it has."""
    if not LINES[order.line].renumbers:
        return None
    return next(
        (event.at for event in happened(order, now) if event.stage == "last_mile"), None
    )


def numbers_now(order: Order, now: datetime) -> list[str]:
    """Return the current tracking numbers, one per box. The first one identifies the
    order.
    """
    which = "last" if renumbered_at(order, now) else "first"
    return [box[which] for box in order.numbers]


def _words(order: Order) -> dict:
    country, depot = COUNTRIES[order.country], depot_of(order)
    renumbers, last = LINES[order.line].renumbers, order.numbers[0]["last"]
    return {
        "depot": depot,
        "depot_cn": DEPOTS[depot]["cn"],
        "airport": DEPOTS[depot]["airport"],
        "airport_cn": DEPOTS[depot]["airport_cn"],
        "country": country.en,
        "country_cn": country.cn,
        "hub": country.hub,
        "city": str(order.consignee.get("consignee_city") or country.hub),
        "carrier": last_mile_carrier(country, order.id),
        "renumbered": f", new tracking number {last}" if renumbers else "",
        "renumbered_cn": f"，转单号{last}" if renumbers else "",
    }


def _event(stage: str, order: Order, hours: float, words: dict) -> Event:
    text = STAGES[stage]
    if stage == "registered":
        words = words | {"city": words["depot"]}
    return Event(
        stage=stage,
        at=order.created + timedelta(hours=hours),
        code=text["code"],
        area=text["area"].format(**words),
        en=text["en"].format(**words),
        cn=text["cn"].format(**words),
    )
