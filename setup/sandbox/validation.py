"""The reasons to refuse a createOrder, all at once, as sentences. Fields in kg and
cm.
"""

from __future__ import annotations

import re
from decimal import Decimal

from .lines import COUNTRIES, LINES, Country, Line
from .pricing import boxes_of_order, decimal, size_errors

SHIPPER = (
    "shipper_name",
    "shipper_countrycode",
    "shipper_province",
    "shipper_city",
    "shipper_street",
    "shipper_postcode",
)
CONSIGNEE = {
    "consignee_name": "收件人姓名不能为空",
    "consignee_street": "收件人地址不能为空",
    "consignee_city": "收件人城市不能为空",
    "consignee_postcode": "收件人邮编不能为空",
}
ITEM = {"invoice_enname": "英文品名不能为空", "invoice_cnname": "中文品名不能为空"}
REFERENCE_LENGTH = 50
MOST_PIECES = 99


def order_errors(request: dict) -> list[str]:
    """Return the errors of an order; empty if it is good."""
    line = LINES.get(_text(request, "shipping_method"))
    country = COUNTRIES.get(_text(request, "country_code").upper())
    errors = _head(request, line, country)
    errors += _consignee(request.get("Consignee"), line, country)
    shipper = request.get("Shipper")
    errors += [
        f"发件人信息不完整 ({key} is required)"
        for key in SHIPPER
        if not _text(shipper, key)
    ]
    items = request.get("ItemArr")
    if not isinstance(items, list) or not items:
        errors.append("申报信息不能为空 (ItemArr is required)")
    else:
        for number, item in enumerate(items, 1):
            errors += [f"{error} in item {number})" for error in _item(item, line)]
    return errors


def _text(values, key: str) -> str:
    value = values.get(key) if isinstance(values, dict) else None
    return "" if value is None else str(value).strip()


def _head(request: dict, line: Line | None, country: Country | None) -> list[str]:
    errors = []
    reference = _text(request, "reference_no")
    if not reference:
        errors.append("参考单号不能为空 (reference_no is required)")
    elif len(reference) > REFERENCE_LENGTH:
        errors.append(
            f"参考单号过长 (reference_no has more than {REFERENCE_LENGTH} characters)"
        )
    if not _text(request, "shipping_method"):
        errors.append("运输方式不能为空 (shipping_method is required)")
    elif not line:
        errors.append(
            f"运输方式不存在 (there is no line {_text(request, 'shipping_method')})"
        )
    if not _text(request, "country_code"):
        errors.append("目的国家不能为空 (country_code is required)")
    elif line and not line.serves(country):
        errors.append(
            f"该运输方式不支持目的国家 ({line.code} does not serve"
            f" {_text(request, 'country_code')})"
        )
    ioss = _text(request, "ioss") or _text(request.get("Consignee"), "IOSS")
    if ioss and not re.fullmatch(r"IM\d{10}", ioss):
        errors.append("IOSS号格式错误 (an IOSS number is IM and ten digits)")
    return errors + _measures(request, line)


def _measures(request: dict, line: Line | None) -> list[str]:
    errors = []
    weight = decimal(request.get("order_weight"), Decimal(-1))
    if weight <= 0:
        errors.append("重量必须大于0 (order_weight is above 0 kg)")
    pieces = decimal(request.get("order_pieces"))
    if not 1 <= pieces <= MOST_PIECES or pieces != pieces.to_integral_value():
        errors.append(
            f"件数错误 (order_pieces is a whole number from 1 to {MOST_PIECES})"
        )
    volume = request.get("Volume") or []
    if not isinstance(volume, list) or not all(isinstance(box, dict) for box in volume):
        return [*errors, "材积信息错误 (Volume is a list of boxes)"]
    if volume and len(volume) != pieces:
        errors.append(
            f"件数与材积信息不一致 (order_pieces is {pieces}, Volume has {len(volume)}"
            " boxes)"
        )
    return errors + (
        size_errors(line, boxes_of_order(request)) if line and weight > 0 else []
    )


def _consignee(consignee, line: Line | None, country: Country | None) -> list[str]:
    errors = [
        f"{text} ({key} is required)"
        for key, text in CONSIGNEE.items()
        if not _text(consignee, key)
    ]
    postcode = _text(consignee, "consignee_postcode")
    if postcode and country and not country.postcode_is_valid(postcode):
        errors.append(
            f"收件人邮编格式错误 (consignee_postcode {postcode} is none of"
            f" {country.en})"
        )
    phones = ("consignee_telephone", "consignee_mobile")
    if (
        line
        and "consignee_telephone" in line.required
        and not any(_text(consignee, key) for key in phones)
    ):
        errors.append(
            f"收件人电话不能为空 (consignee_telephone is required by {line.code})"
        )
    return errors


def _item(item, line: Line | None) -> list[str]:
    """Return messages without their closing bracket: the caller adds the item's
    number.
    """
    errors = [
        f"{text} ({key} is required"
        for key, text in ITEM.items()
        if not _text(item, key)
    ]
    item = item if isinstance(item, dict) else {}
    quantity = decimal(item.get("invoice_quantity"))
    if quantity < 1 or quantity != quantity.to_integral_value():
        errors.append("申报数量错误 (invoice_quantity is a whole number from 1")
    for key, text in (
        ("invoice_unitcharge", "申报单价必须大于0"),
        ("invoice_weight", "申报重量必须大于0"),
    ):
        if decimal(item.get(key)) <= 0:
            errors.append(f"{text} ({key} is above 0")
    currency = _text(item, "invoice_currencycode")
    if currency and not re.fullmatch("[A-Z]{3}", currency):
        errors.append(
            f"申报币种错误 (invoice_currencycode is three letters, not {currency}"
        )
    hs_code = _text(item, "hs_code")
    if hs_code and not _is_hs_code(hs_code):
        errors.append(
            f"海关编码错误 (hs_code {hs_code} is not 6 to 10 digits of a known chapter"
        )
    if not hs_code and line and "hs_code" in line.required:
        errors.append(f"海关编码不能为空 (hs_code is required by {line.code}")
    if line and not line.battery and _text(item, "is_magnetoelectric").upper() == "Y":
        errors.append(
            f"该运输方式不接受带电产品 ({line.code} takes no goods with batteries:"
            " is_magnetoelectric is Y"
        )
    return errors


def _is_hs_code(code: str) -> bool:
    """Whether the code has six to ten digits, dots allowed, of chapters 01 to 97; 77 is
    reserved in the Harmonised System.
    """
    digits = code.replace(".", "")
    return (
        bool(re.fullmatch(r"\d{6,10}", digits))
        and 1 <= int(digits[:2]) <= 97
        and digits[:2] != "77"
    )
