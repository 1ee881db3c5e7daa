"""Quotations and settlements. Amounts in CNY, weights in kg."""

from __future__ import annotations

from .. import billing
from ..answers import Answer, Refusal
from ..clock import china_text
from ..lines import COUNTRIES, LINES
from ..pricing import Price, boxes_of_quotation, charge_weight, price_of, size_errors
from .context import Context, text, texts


def fee_trail(context: Context, params: dict) -> Answer:
    """Return one price for each line to the country that accepts the parcel, or only
    for `product_code`. Remote areas are checked only with `is_check_oda`. A refusal has
    a message and no Error.
    """
    country = COUNTRIES.get(text(params.get("country_code")).upper())
    boxes = boxes_of_quotation(params)
    wanted = text(params.get("product_code"))
    postcode = text(params.get("postcode") or params.get("post_code"))
    problem = None
    if not country:
        problem = (
            "目的国家错误 (no line serves"
            f" {text(params.get('country_code')) or 'an empty country_code'})"
        )
    elif sum(box.weight for box in boxes) <= 0:
        problem = "重量必须大于0 (weight is above 0 kg)"
    elif wanted and wanted not in LINES:
        problem = f"运输方式不存在 (there is no line {wanted})"
    if problem:
        return Answer(ask="Failure", message=problem)
    lines = [LINES[wanted]] if wanted else list(LINES.values())
    lines = [
        line for line in lines if line.serves(country) and not size_errors(line, boxes)
    ]
    if not lines:
        return Answer(
            ask="Failure",
            message="没有合适的运输方式 (no line takes this parcel to this country)",
        )
    remote = text(params.get("is_check_oda")).upper() in (
        "1",
        "Y",
        "TRUE",
    ) and country.is_remote(postcode)
    prices = [
        price_of(line, country, charge_weight(line, boxes), remote) for line in lines
    ]
    return Answer(
        [
            _quotation(price, rank)
            for rank, price in enumerate(sorted(prices, key=lambda p: p.total), 1)
        ]
    )


def _quotation(price: Price, rank: int) -> dict:
    line = price.line
    return {
        "ServiceCode": line.code,
        "ServiceCnName": line.cn,
        "ServiceEnName": line.en,
        "FreightFee": str(price.freight),
        "FuelFee": str(price.fuel),
        "RegisteredFee": str(price.registered),
        "OtherFee": str(price.other),
        "TotalFee": float(price.total),
        "Effectiveness": "{}-{}".format(*line.days),
        "Traceability": "Y",
        "VolumeCharge": str(line.divisor) if line.divisor else "",
        "ChargeWeight": f"{price.weight:.3f}",
        "ChargeWeightUnit": "KG",
        "Remark": "",
        "ProductSort": rank,
        "Formula": price.formula,
    }


def get_receiving_expense(context: Context, params: dict) -> Answer:
    """Return an empty list until rated; then an object, or a list of two if the charge
    was booked twice.
    """
    order = context.find(params)
    settlement = billing.settle(order, context.now)
    if not settlement:
        return Answer([])
    price, numbers = settlement.price, context.numbers(order)
    row = {
        "CountryCode": order.country,
        "CustomerOrderNumber": order.reference,
        "TrackingNumber": numbers[0] if numbers else "",
        "WaybillNumber": order.waybill,
        "SettleWeight": float(price.weight),
        "Freight": float(price.freight),
        "FuelCharge": float(price.fuel),
        "Register": float(price.registered),
        "HandlingFee": float(price.handling),
        "OtherFee": float(price.other),
        "TotalFee": float(price.total),
    }
    return Answer(row if settlement.times == 1 else [row] * settlement.times)


def get_order_fee(context: Context, params: dict) -> Answer:
    order = context.find(params)
    settlement = billing.settle(order, context.now)
    if not settlement:
        return Answer({"total_price": "0.00", "details": []})
    price = settlement.price
    fees = {
        "运费": price.freight,
        "燃油附加费": price.fuel,
        "挂号费": price.registered,
        "处理费": price.handling,
        "其他费用": price.other,
    }
    details = [
        {
            "fee_name": name,
            "price": str(amount),
            "currency": "RMB",
            "create_date": china_text(settlement.rated),
        }
        for _ in range(settlement.times)
        for name, amount in fees.items()
        if amount
    ]
    total = "0.00" if settlement.rule == "total_zero" else str(settlement.total)
    return Answer({"total_price": total, "details": details})


def get_billing_weight(context: Context, params: dict) -> Answer:
    codes = texts(params.get("codes"))
    if not codes:
        raise Refusal("单号不能为空 (codes is required)")
    items = []
    for code in codes:
        order = context.store.find(code, None)
        settlement = order and billing.settle(order, context.now)
        message = (
            ""
            if settlement
            else "未计费 (not rated yet)"
            if order
            else "订单不存在 (no such order)"
        )
        weight = f"{settlement.price.weight:.3f}" if settlement else ""
        items.append({"Code": code, "chargeweight": weight, "message": message})
    return Answer(items, key="Data")


SERVICES = {
    "feeTrail": fee_trail,
    "getReceivingExpense": get_receiving_expense,
    "getOrderFee": get_order_fee,
    "getBillingWeight": get_billing_weight,
}
