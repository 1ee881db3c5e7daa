# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The most specific part of an answer counts, even between general words."""

import json
import string

import pytest
from api import answer, errors, reasons, refusals
from api.soap import Soap
from api.transport import Http
from wire_peer import http

PREFIXES = (
    "",
    "服务异常：",
    "服务异常:",
    "系统异常：",
    "系统错误: ",
    "接口异常：",
    "操作失败：",
    "请求失败，原因：",
    "错误信息：",
    "服务异常：系统异常：",
    "[服务异常]: ",
    "Service error: ",
    "System exception: ",
    "Internal error: ",
    "API error message: ",
    "Error: ",
)
SENTENCES = [
    ("getOrder", "订单不存在", errors.NotFound),
    ("getOrder", "单号不存在", errors.NotFound),
    ("getOrder", "没有找到该单号", errors.NotFound),
    ("getOrder", "The order does not exist.", errors.NotFound),
    ("getOrder", "Order R1 not found", errors.NotFound),
    ("getOrder", "No such order", errors.NotFound),
    ("cancelOrder", "订单不存在", errors.NotFound),
    ("cancelOrder", "订单已取消", errors.Refused),
    ("cancelOrder", "货物已签入，不能取消", errors.Refused),
    ("getLabelUrl", "订单不存在", errors.NotFound),
    ("getLabelUrl", "订单已取消", errors.Refused),
    ("getLabelUrl", "标签生成中", errors.NotReady),
    ("getOrder", "接口不存在", errors.Unsupported),
    ("getExtraService", "没有权限访问该接口", errors.Unsupported),
    ("getCountry", "The method getCountry does not exist", errors.Unsupported),
    ("getCountry", "there is no service getCountry", errors.Unsupported),
    ("createOrder", "参考单号已存在", errors.AlreadyExists),
    ("createOrder", "收件人电话不能为空", errors.Refused),
    ("createOrder", "收件人电话不能为空，请稍后再试", errors.Refused),
    ("createOrder", "Consignee phone is required", errors.Refused),
    ("createOrder", "something that nobody has seen", errors.Refused),
    ("createOrder", "系统繁忙，请稍后再试", errors.Unavailable),
    ("getOrder", "系统繁忙，请稍后再试", errors.Unavailable),
    ("getOrder", "appToken or appKey is wrong", errors.AccessDenied),
]


def failed(service, **envelope):
    with pytest.raises(errors.CarrierError) as caught:
        answer.read(json.dumps({"ask": "Failure", **envelope}), service)
    return caught.value


@pytest.mark.parametrize("service, text, kind", SENTENCES)
def test_words_before_the_reason_change_nothing(service, text, kind):
    for prefix in PREFIXES:
        for envelope in (
            {"message": prefix + text},
            {"Error": {"errMessage": prefix + text, "errCode": "50001"}},
        ):
            assert type(failed(service, **envelope)) is kind, (prefix, envelope)


@pytest.mark.parametrize(
    "text",
    [
        "服务异常",
        "系统错误",
        "System error",
        "Internal server error",
        "服务器内部错误 500",
        "NullPointerException",
        "数据库错误",
    ],
)
def test_what_only_says_that_something_failed_is_unclear(text):
    for service in ("createOrder", "cancelOrder", "getOrder"):
        assert type(failed(service, message=text)) is errors.Unclear


@pytest.mark.parametrize(
    "service, text",
    [
        ("getOrder", "订单服务不存在"),
        ("getOrder", "order service not found"),
        ("getOrder", "该服务不存在"),
        ("getOrder", "客户不存在"),
        ("getOrder", "服务不可用"),
        ("getOrder", "Service unavailable"),
        ("getOrder", "What?"),
        ("getOrder", "用户不存在"),
    ],
)
def test_what_is_not_about_the_order_never_says_that_it_is_not_there(service, text):
    for prefix in PREFIXES:
        assert not isinstance(failed(service, message=prefix + text), errors.NotFound)


def test_codes_before_texts():
    assert (
        type(failed("getOrder", err_code=401, message="服务异常"))
        is errors.AccessDenied
    )
    assert (
        type(failed("getOrder", err_code="503", message="订单不存在"))
        is errors.Unavailable
    )
    assert (
        type(
            failed(
                "getOrder",
                Error={"errCode": "ORDER_NOT_FOUND", "errMessage": "服务异常"},
            )
        )
        is errors.NotFound
    )
    assert (
        type(
            failed(
                "getOrder", Error={"errCode": "INVALID_TOKEN", "errMessage": "服务异常"}
            )
        )
        is errors.AccessDenied
    )


@pytest.mark.parametrize(
    "envelope, kind",
    [
        ({"err_code": "40004", "message": "接口不存在"}, errors.Unsupported),
        ({"err_code": "40004", "message": "无权限调用该接口"}, errors.Unsupported),
        ({"err_code": "50002", "message": "订单不存在"}, errors.NotFound),
        ({"err_code": "50001", "message": "客户不存在"}, errors.AccessDenied),
        ({"err_code": "10001", "message": "签名错误"}, errors.AccessDenied),
        ({"err_code": "10001", "message": "Login failed"}, errors.AccessDenied),
        ({"err_code": "7", "message": "单号格式"}, errors.Refused),
    ],
)
def test_a_code_at_the_top_is_no_proof_of_wrong_credentials(envelope, kind):
    assert type(failed("getOrder", **envelope)) is kind


@pytest.mark.parametrize(
    "text, code",
    [
        ("收件人电话不能为空", "phone_missing"),
        ("收件人手机号必填", "phone_missing"),
        ("Consignee phone is required", "phone_missing"),
        ("consignee_telephone can not be empty", "phone_missing"),
        ("电话号码格式错误", "phone_wrong"),
        ("Invalid phone number", "phone_wrong"),
        ("收件人邮编不能为空", "postcode_missing"),
        ("Postcode is missing", "postcode_missing"),
        ("zip code required", "postcode_missing"),
        (
            "收件人邮编格式错误 (consignee_postcode 1 is none of Germany)",
            "postcode_wrong",
        ),
        ("邮编与城市不匹配", "postcode_wrong"),
        ("收件人省份不能为空", "province_missing"),
        ("Province is required", "province_missing"),
        ("州/省必填", "province_missing"),
        ("收件人城市不能为空", "city_missing"),
        ("收件人地址不能为空", "street_missing"),
        ("收件人地址过长", "street_long"),
        ("Address exceeds 35 characters", "street_long"),
        ("收件人姓名过长", "name_long"),
        ("consignee name is longer than 35 characters", "name_long"),
        ("收件人姓名不能为空", "name_missing"),
        ("收件人邮箱不能为空", "email_missing"),
        ("E-mail is required", "email_missing"),
        (
            "中文品名不能为空 (invoice_cnname is required in item 1)",
            "description_cn_missing",
        ),
        ("Chinese name of goods is required", "description_cn_missing"),
        ("申报中文名称必填", "description_cn_missing"),
        ("英文品名不能为空", "description_en_wrong"),
        ("英文品名包含特殊字符", "description_en_wrong"),
        ("英文品名过长", "description_en_long"),
        ("海关编码不能为空", "hs_code_missing"),
        ("HS code is required", "hs_code_missing"),
        (
            (
                "海关编码错误 (hs_code 1 is not 6 to 10 digits of a known chapter in"
                " item 2)"
            ),
            "hs_code_wrong",
        ),
        ("HSCode invalid", "hs_code_wrong"),
        ("重量超限 (box 1: 31 kg is over the 30 kg of EU-STD)", "weight_over"),
        ("超重", "weight_over"),
        ("The weight exceeds the limit of 2 kg", "weight_over"),
        ("重量必须大于0 (order_weight is above 0 kg)", "weight_missing"),
        ("尺寸超限 (box 1: a side of 99 cm is over the 60 cm of EU-STD)", "size_over"),
        ("申报价值超过150欧元", "value_over"),
        ("Declared value exceeds 150 EUR", "value_over"),
        ("申报金额不能大于22欧", "value_over"),
        ("该运输方式不支持目的国家 (EU-STD does not serve US)", "country_not_served"),
        ("Destination country is not supported", "country_not_served"),
        ("该国家不通达", "country_not_served"),
        ("IOSS号不能为空", "ioss_missing"),
        ("IOSS is required for EU", "ioss_missing"),
        ("IOSS号格式错误 (an IOSS number is IM and ten digits)", "ioss_wrong"),
        ("IOSS number is not registered", "ioss_wrong"),
        (
            (
                "该运输方式不接受带电产品 (EU-STD takes no goods with batteries:"
                " is_magnetoelectric is Y in item 1)"
            ),
            "battery_not_carried",
        ),
        ("Battery is not allowed on this channel", "battery_not_carried"),
        ("收件人税号不能为空", "tax_no_missing"),
        ("VAT number is required", "tax_no_missing"),
        ("运输方式不存在 (there is no line XX)", "line_not_open"),
        ("该渠道未开通", "line_not_open"),
        ("账户余额不足", "no_credit"),
        ("发件人电话不能为空", "sender_incomplete"),
        ("Shipper phone is required", "sender_incomplete"),
        (
            "申报重量必须大于0 (invoice_weight is above 0 in item 3)",
            "item_weight_wrong",
        ),
        ("申报单价必须大于0", "item_value_wrong"),
        ("违禁品不能走该渠道", "goods_not_carried"),
        ("The weather is bad", ""),
        ("Too light", ""),
        ("No", ""),
    ],
)
def test_usual_refusals(text, code):
    assert refusals.understood(text).code == code


def test_the_item_of_a_refusal():
    assert refusals.understood("HS code is required in item 2").item == 2
    assert refusals.understood("第3个商品中文品名不能为空").item == 3
    assert refusals.understood("Phone is required").item == 0
    assert (
        refusals.understood(
            "consignee name at most 35 characters, line 35 characters"
        ).item
        == 0
    )


def test_a_long_text_is_read_at_once():
    for text in (
        "单" * 80000,
        "订单" * 40000,
        "no " * 30000,
        "a" * 80000 + "不存在",
        "order " * 15000,
    ):
        failed("getOrder", message=text)
        failed("createOrder", message=text)


def test_each_reason_has_its_values():
    for reason, text in reasons.TEXTS.items():
        names = {
            name
            for _text, name, _form, _conversion in string.Formatter().parse(text)
            if name
        }
        assert reasons.text(reason, dict.fromkeys(names, "7")), reason


def test_the_reason_of_a_fault_with_status_500(peer):
    envelope = (
        "<soap:Envelope"
        ' xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault><faultcode>soap:Server</faultcode><faultstring>Disk'
        " is full</faultstring></soap:Fault></soap:Body></soap:Envelope>"
    )
    peer.script = [http(envelope.encode(), status="500 Internal Server Error")]
    with pytest.raises(errors.Unavailable, match="Disk is full") as caught:
        Soap(Http(1, 1), peer.url, "token", "key").call("getOrder", "{}")
    assert (caught.value.reason, caught.value.params) == (
        "soap_fault",
        {"words": "Disk is full"},
    )
