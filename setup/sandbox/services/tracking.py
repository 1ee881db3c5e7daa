"""Tracking numbers, their changes, and the history of parcels."""

from __future__ import annotations

import re
from datetime import timedelta

from .. import story
from ..answers import Answer, Refusal
from ..clock import china_text, parse_china
from ..store import Order
from .context import Context, kind_of, text, texts

MOST_CODES = 50
LONG_COMMENT = 2000
NOTHING = {
    "Country_code": "",
    "Status": "",
    "New_date": "",
    "New_Comment": "",
    "WaybillNumber": "",
    "TrackingNumber": "",
    "Detail": [],
}


def get_track_number(context: Context, params: dict) -> Answer:
    """An unknown or cancelled order has no item; an order without a number yet has an
    empty number; a reference with two orders has two items.
    """
    items = []
    for reference in texts(params.get("reference_no") or params.get("refrence_no")):
        by_waybill = context.store.find(reference, 1)
        orders = context.store.orders(reference) or ([by_waybill] if by_waybill else [])
        items += [
            _numbers_item(context, order)
            for order in orders
            if order.stopped != "cancelled"
        ]
    return Answer(items)


def _numbers_item(context: Context, order: Order) -> dict:
    numbers = context.numbers(order)
    item = {
        "OrderNumber": order.reference,
        "TrackingNumber": numbers[0] if numbers else "",
        "WayBillNumber": order.waybill,
    }
    if len(numbers) > 1:
        item["trackingnumberlist"] = dict(zip(box_names(order), numbers, strict=True))
    return item


def box_names(order: Order) -> list[str]:
    """Return the client's own names of its boxes, or U001, U002 …; one per box."""
    volume = order.request.get("Volume") or []
    names = [text(box.get("box_number")) for box in volume if isinstance(box, dict)]
    if len(names) == len(order.numbers) == len(set(names)) and all(names):
        return names
    return [f"U{number:03d}" for number in range(1, len(order.numbers) + 1)]


def get_tracking_number_change_record(context: Context, params: dict) -> Answer:
    """Search by reference (or any number), by a period of days in China, or both;
    without results, the answer is Success with an empty list.
    """
    code = text(params.get("shipper_hawbcode"))
    start, end = (_day(params.get(key)) for key in ("start_date", "end_date"))
    if code:
        found = context.store.find(code, None)
        orders = [found] if found else []
    elif start or end:
        orders = context.store.orders()
    else:
        raise Refusal(
            "参数错误 (shipper_hawbcode or start_date and end_date is required)"
        )
    if end and re.fullmatch(r"\d{4}-\d\d-\d\d", text(params.get("end_date"))):
        end += timedelta(days=1)
    records = []
    for order in orders:
        changed = story.renumbered_at(order, context.now)
        if not changed or (start and changed < start) or (end and changed >= end):
            continue
        for box in order.numbers:
            records.append(
                {
                    "shipper_hawbcode": order.reference,
                    "shipping_method_no": box["last"],
                    "old_shipping_method_no": box["first"],
                    "create_date": china_text(changed),
                }
            )
    return Answer(records)


def _day(value):
    try:
        return parse_china(text(value)) if text(value) else None
    except ValueError as error:
        raise Refusal(
            f"日期格式错误 (a date is YYYY-MM-DD HH:MM:SS, not {text(value)})"
        ) from error


def get_cargo_track(context: Context, params: dict) -> Answer:
    codes = texts(params.get("codes"))
    if not codes:
        raise Refusal("单号不能为空 (codes is required)", tracking=True)
    if len(codes) > MOST_CODES:
        raise Refusal(
            f"单次最多查询{MOST_CODES}个单号 (at most {MOST_CODES} codes a call)",
            tracking=True,
        )
    language = "cn" if text(params.get("lang")).upper() == "CN" else "en"
    return Answer(
        [_track(context, code, kind_of(params), language) for code in codes], key="Data"
    )


def _track(context: Context, code: str, kind: int | None, language: str) -> dict:
    order = context.store.find(code, kind)
    if not order:
        return {"Code": code} | NOTHING
    details = [
        _detail(context, event, language)
        for event in reversed(story.happened(order, context.now))
    ]
    numbers = context.numbers(order)
    newest = (
        details[0] if details else {"Status": "NO", "Occur_date": "", "Comment": ""}
    )
    return {
        "Code": code,
        "Country_code": order.country,
        "Status": newest["Status"],
        "New_date": newest["Occur_date"],
        "New_Comment": newest["Comment"],
        "WaybillNumber": order.waybill,
        "TrackingNumber": numbers[0] if numbers else "",
        "Detail": details,
    }


def _detail(context: Context, event: story.Event, language: str) -> dict:
    comment = getattr(event, language)
    if context.profile["long_comments"]:
        comment = (comment + " / ").ljust(
            LONG_COMMENT, "。" if language == "cn" else "."
        )[:LONG_COMMENT]
    status = {"native": event.code, "empty": "", "unknown": f"Z{event.code}"}[
        context.profile["detail_status"]
    ]
    return {
        "Occur_date": china_text(event.at),
        "Status": status,
        "Comment": comment,
        "track_area": event.area,
    }


SERVICES = {
    "getTrackNumber": get_track_number,
    "getTrackingNumberChangeRecord": get_tracking_number_change_record,
    "getCargoTrack": get_cargo_track,
}
