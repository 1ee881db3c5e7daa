"""Orders: create, read, cancel, intercept, weigh again."""

from __future__ import annotations

from .. import story
from ..answers import Answer, Refusal, refused
from ..clock import china_text
from ..lines import COUNTRIES, LINES
from ..pricing import decimal
from ..tracking_numbers import box_numbers, waybill
from ..validation import order_errors
from .context import Context, text


def create_order(context: Context, params: dict) -> Answer:
    errors = order_errors(params)
    if errors:
        raise Refusal(*errors)
    reference, line = (
        text(params["reference_no"]),
        LINES[text(params["shipping_method"])],
    )
    country = COUNTRIES[text(params["country_code"]).upper()]
    if context.profile["duplicates"] == "refused" and context.store.orders(reference):
        raise Refusal(
            f"参考单号已存在 (reference_no {reference} already exists)", code="50010"
        )
    identity = context.store.add_order(reference, line.code, context.now, params)
    numbers = box_numbers(identity, int(decimal(params["order_pieces"])), line, country)
    context.store.set_numbers(identity, waybill(identity), numbers)
    separate = context.profile["separate_number"]
    at_once = (
        context.profile["number_on_create"]
        and not context.profile["number_after"]
        and separate
    )
    remote = country.is_remote(params["Consignee"]["consignee_postcode"])
    return Answer(
        top={
            "reference_no": reference,
            "shipping_method_no": numbers[0]["first"] if at_once else "",
            "order_code": waybill(identity),
            "track_status": "1" if at_once else "2" if separate else "3",
            "agent_number": "",
            "ODA": "Y" if remote else "",
        }
    )


def batch_create_order(context: Context, params: list) -> Answer:
    """`ask` is always Success: each order has its own `ask`."""
    return Answer(
        [_element(create_order, context, entry) for entry in _list(params)],
        key="Result",
    )


def get_order(context: Context, params: dict) -> Answer:
    """Return everything as text, without postcode and status, like real hosts."""
    order = context.find(params)
    numbers = context.numbers(order)
    data = _as_text(order.request) | {
        "order_code": order.waybill,
        "reference_no": order.reference,
        "shipping_method_no": numbers[0] if numbers else "",
        "create_date": china_text(order.created),
    }
    data["Consignee"] = data["Consignee"] | {"consignee_postcode": ""}
    return Answer(data)


def cancel_order(context: Context, params: dict) -> Answer:
    """Possible until the depot has the parcel."""
    order = context.find(params)
    if order.stopped:
        raise Refusal(
            f"订单已取消或拦截 (order {order.reference} is {order.stopped} already)",
            code="50011",
        )
    if story.is_received(order, context.now):
        raise Refusal(
            f"货物已签入，不能取消 (order {order.reference} has been received, it"
            " cannot be cancelled)",
            code="50012",
        )
    context.store.stop(order.id, "cancelled", context.now)
    return Answer(top={"reference_no": order.reference})


def intercept_order(context: Context, params: dict) -> Answer:
    """Possible until the parcel leaves the depot."""
    order = context.find(params)
    if order.stopped:
        raise Refusal(
            f"订单已取消或拦截 (order {order.reference} is {order.stopped} already)",
            code="50011",
        )
    if story.has_departed(order, context.now):
        raise Refusal(
            f"货物已出库，不能拦截 (order {order.reference} has departed, it cannot be"
            " intercepted)",
            code="50013",
        )
    context.store.stop(order.id, "intercepted", context.now)
    return Answer(top={"reference_no": order.reference})


def modify_order_weight(context: Context, params: list) -> Answer:
    """`ask` is always Failure: each order has its own `ask`."""
    elements = [_element(_modify_weight, context, entry) for entry in _list(params)]
    return Answer(elements, key="Result", ask="Failure", message="Failure")


def _modify_weight(context: Context, params: dict) -> Answer:
    order = context.store.find(text(params.get("order_code")), None)
    weight = decimal(params.get("weight"))
    if not order or order.stopped:
        raise Refusal(
            f"订单不存在 (no order {text(params.get('order_code'))})", code="50002"
        )
    if weight <= 0 or weight > LINES[order.line].max_weight * len(order.numbers):
        raise Refusal(
            f"重量错误 (weight {weight} kg is not possible on {order.line})",
            code="50014",
        )
    if story.is_received(order, context.now):
        raise Refusal(
            f"货物已签入，不能修改 (order {order.reference} has been received)",
            code="50012",
        )
    ratio = weight / decimal(order.request["order_weight"])
    volume = [
        box | {"weight": float(decimal(box.get("weight")) * ratio)}
        for box in order.request.get("Volume") or []
    ]
    context.store.set_request(
        order.id, order.request | {"order_weight": float(weight), "Volume": volume}
    )
    return Answer(top={"order_code": order.waybill})


def _element(service, context: Context, params) -> dict:
    """Return one answer within a batch."""
    params = params if isinstance(params, dict) else {}
    code = text(params.get("reference_no") or params.get("order_code"))
    try:
        answer = service(context, params)
    except Refusal as refusal:
        answer = refused(refusal)
        answer.top |= {"reference_no": code}
    return answer.body(context.profile)


def _list(params) -> list:
    if not isinstance(params, list) or not params:
        raise Refusal("参数错误 (paramsJson is a list of orders)")
    return params


def _as_text(value):
    if isinstance(value, dict):
        return {key: _as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_text(inner) for inner in value]
    return "" if value is None else str(value)


SERVICES = {
    "createOrder": create_order,
    "batchCreateOrder": batch_create_order,
    "getOrder": get_order,
    "cancelOrder": cancel_order,
    "interceptOrder": intercept_order,
    "modifyOrderWeight": modify_order_weight,
}
