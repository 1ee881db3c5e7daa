"""Labels: a link to a file, or the file itself as base64."""

from __future__ import annotations

import base64
import json
import secrets
from datetime import timedelta

from .. import labels
from ..answers import Answer, Refusal
from ..clock import CHINA
from ..lines import COUNTRIES, LINES, last_mile_carrier
from ..pricing import boxes_of_order
from ..store import Order
from .context import Context, text, texts
from .tracking import box_names


def get_label_url(context: Context, params: dict) -> Answer:
    order = context.find(params)
    return _answer(context, [order], params, context.profile["label_type"])


def batch_get_label_url(context: Context, params: dict) -> Answer:
    """Return one merged PDF, even if the host's normal file is PNG."""
    return _answer(
        context, _orders(context, params.get("reference_nos")), params, "pdf"
    )


def get_label_by_template(context: Context, params: dict) -> Answer:
    """Return a label of 10×15 cm; `template_id` is the content type."""
    wanted = {"label_type": "3", "label_content_type": text(params.get("template_id"))}
    return _answer(context, _orders(context, params.get("codes")), wanted, "pdf")


def _orders(context: Context, codes) -> list[Order]:
    codes = texts(codes)
    if not codes:
        raise Refusal("单号不能为空 (a list of numbers is required)")
    found = {code: context.store.find(code, None) for code in codes}
    missing = [
        f"订单不存在 (no order {code})" for code, order in found.items() if not order
    ]
    if missing:
        raise Refusal(*missing, code="50002")
    return list(found.values())


def _answer(context: Context, orders: list[Order], params: dict, kind: str) -> Answer:
    size = text(params.get("label_type") or params.get("lable_type")) or "3"
    content = text(params.get("label_content_type")) or "4"
    if size not in labels.SIZES or content not in labels.CONTENTS:
        raise Refusal("标签参数错误 (label_type is 1 to 3, label_content_type 1 to 6)")
    for order in orders:
        if order.stopped == "cancelled":
            raise Refusal(
                f"订单已取消 (order {order.reference} is cancelled)", code="50011"
            )
        if (
            order.created + timedelta(seconds=context.profile["label_after"])
            > context.now
        ):
            raise Refusal(
                f"标签生成中，请稍后再试 (the label of {order.reference} is not ready"
                " yet)",
                code="50020",
            )
    job = {
        "kind": kind,
        "dpi": context.profile["label_dpi"],
        "size": size,
        "content": content,
        "parcels": [_parcel(context, order) for order in orders],
    }
    if context.profile["label"] == "base64":
        return Answer(
            top={"url": base64.b64encode(labels.render(job)).decode(), "type": kind}
        )
    token, check = secrets.token_hex(16), secrets.token_hex(4)
    context.store.run(
        "INSERT INTO labels VALUES (?, ?)",
        token,
        json.dumps(job | {"check": check}, ensure_ascii=False),
    )
    # Hosts escape the ampersand, and the second parameter is needed: a client must
    # unescape the link.
    return Answer(
        top={
            "url": (
                f"{context.base_url}/label/{token}.{kind}?size={size}&amp;check={check}"
            ),
            "type": kind,
        }
    )


def _parcel(context: Context, order: Order) -> dict:
    """Return the data of an order for its pages, with its current numbers, because the
    file never changes.
    """
    numbers, country, line = (
        context.numbers(order),
        COUNTRIES[order.country],
        LINES[order.line],
    )
    boxes = boxes_of_order(order.request)
    pieces = len(order.numbers)
    weights = (
        [float(box.weight) for box in boxes]
        if len(boxes) == pieces
        else [float(boxes[0].weight) / pieces] * pieces
    )
    return {
        "reference": order.reference,
        "waybill": order.waybill,
        "line": line.code,
        "line_name": line.en,
        "battery": line.battery,
        "country": order.country,
        "country_name": country.en,
        "carrier": last_mile_carrier(country, order.id),
        "date": order.created.astimezone(CHINA).strftime("%Y-%m-%d"),
        "category": text(order.request.get("mail_cargo_type")) or "4",
        "platform_number": text(order.request.get("platform_number")),
        "shipper": order.request["Shipper"],
        "consignee": order.consignee,
        "items": order.request["ItemArr"],
        "boxes": [
            {
                "name": name,
                "number": numbers[index] if numbers else "",
                "weight": weights[index],
            }
            for index, name in enumerate(box_names(order))
        ],
    }


SERVICES = {
    "getLabelUrl": get_label_url,
    "batchGetLabelUrl": batch_get_label_url,
    "getLabelByTemplate": get_label_by_template,
}
