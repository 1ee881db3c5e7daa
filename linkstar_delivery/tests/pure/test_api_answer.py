# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import contextlib
import json
from decimal import Decimal

import pytest
from api import answer, decode, errors
from beside import examples
from hypothesis import given, settings
from hypothesis import strategies as st

OK = {"ask": "Success", "message": "Success", "order_code": "W1"}
JSON = json.dumps(OK)


@pytest.mark.parametrize(
    "text",
    [
        JSON,
        "\ufeff" + JSON,
        f"  \n{JSON}\n",
        (
            "<br />\n<b>Notice</b>: Undefined index: x in /www/a.php on line [12]"
            f" {{main}}<br />\n{JSON}"
        ),
        f"{JSON}\n<!-- 0.4 s --><br/>",
        f'{{"notice":"slow"}}{JSON}',
        json.dumps(JSON),
        json.dumps(json.dumps(JSON)),
        f"[{JSON}]",
        f"<b>Notice</b>: x in y {json.dumps(JSON)} <br/>",
    ],
)
def test_the_answer_is_found(text):
    assert answer.read(text, "createOrder") == OK


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \ufeff",
        "null",
        "true",
        "12",
        '"Success"',
        "Success",
        JSON[:-1],
        '{"ask":"Success","Result":[{"ask":"Success","order_code":"W1"},{"ask":"Succ',
        f"Notice: {json.dumps(JSON)[:-3]}",
        f"Notice: {json.dumps(JSON[:-1])}",
        '{"ask":"Success","data":[{"OrderNumber":"R1","TrackingNumber":"T1"}',
        "<html><body>Login</body></html>",
        '<!DOCTYPE html><script>var a = {"a": 1};</script>',
        "[" * 100000,
        '{"ask":' * 50000,
        '{"ask": ' + "9" * 5000 + "}",
        "{}",
        "[]",
        '{"message": ""}',
        '{"ask": null}',
        '{"ask":"Failure"}',
        '{"ask":"Failure","Error":[],"message":""}',
        '{"ask":"Failure","message":"系统繁忙，请稍后再试"}',
        '{"ask":"Failure","message":"Server busy, try again later"}',
        '{"ask":0,"Error":{"errMessage":"Operation timed out"}}',
    ],
)
def test_no_usable_answer_is_unavailable(text):
    with pytest.raises(errors.Unavailable) as caught:
        decode.booked(answer.read(text, "createOrder"), "R1")
    assert type(caught.value) in (errors.Unavailable, errors.Unclear)
    assert caught.value.message


@pytest.mark.parametrize("ask", ["Success", "success", "SUCCESS ", 1, "1", True])
def test_forms_of_success(ask):
    assert answer.read(json.dumps({"ask": ask, "Error": []}), "getOrder")["ask"] == ask


def test_success_without_a_verdict_needs_something_carried():
    assert answer.read('{"data":[{"code":"EU"}]}', "getShippingMethod")
    assert answer.read('[{"code":"EU"},{"code":"EX"}]', "getShippingMethod") == {
        "ask": "Success",
        "data": [{"code": "EU"}, {"code": "EX"}],
    }
    with pytest.raises(errors.Refused):
        answer.read(
            '{"data":[{"code":"EU"}],"Error":{"errMessage":"Bad"}}', "getShippingMethod"
        )


CREATE = "createOrder"


@pytest.mark.parametrize(
    "service, envelope, kind, messages",
    [
        (
            CREATE,
            {"Error": {"errMessage": "参考单号已存在", "errCode": "1001"}},
            errors.AlreadyExists,
            ("参考单号已存在",),
        ),
        (
            CREATE,
            {"Error": {"errMessage": "参考单号：DEMO-0001已存在"}},
            errors.AlreadyExists,
            None,
        ),
        (CREATE, {"message": "客户单号重复"}, errors.AlreadyExists, None),
        (
            CREATE,
            {"message": "The reference_no DEMO-0001 already exists."},
            errors.AlreadyExists,
            None,
        ),
        (
            CREATE,
            {"message": "Reference number is a duplicate"},
            errors.AlreadyExists,
            None,
        ),
        (CREATE, {"message": "duplicate order number"}, errors.AlreadyExists, None),
        (CREATE, {"message": "Duplicate sku in line 2"}, errors.Refused, None),
        (CREATE, {"message": "The reference does not exist"}, errors.Refused, None),
        (CREATE, {"message": "运输方式不存在"}, errors.Refused, None),
        ("getOrder", {"message": "订单不存在"}, errors.NotFound, None),
        ("getOrder", {"message": "Order not found"}, errors.NotFound, None),
        ("getOrder", {"message": "没有找到该单号"}, errors.NotFound, None),
        ("getOrder", {"message": "The order does not exist."}, errors.NotFound, None),
        ("getOrder", {"message": "接口不存在"}, errors.Unsupported, None),
        ("getOrder", {"message": "Service not found"}, errors.Unsupported, None),
        ("getOrder", {"message": "Something else"}, errors.Refused, None),
        ("cancelOrder", {"message": "已签入的订单不能取消"}, errors.Refused, None),
        ("getLabelUrl", {"message": "标签生成中，请稍后重试"}, errors.NotReady, None),
        ("getLabelUrl", {"message": "Label is not ready"}, errors.NotReady, None),
        ("getLabelUrl", {"message": "label not found"}, errors.NotReady, None),
        ("getLabelUrl", {"message": "Order not found"}, errors.NotFound, None),
        (
            CREATE,
            {"err_code": "50001", "message": "客户不存在"},
            errors.AccessDenied,
            None,
        ),
        (
            CREATE,
            {"err_code": 401, "message": "Invalid credentials"},
            errors.AccessDenied,
            None,
        ),
        (
            "getLabelUrl",
            {"err_code": 401, "message": "Not yet active"},
            errors.AccessDenied,
            None,
        ),
        (CREATE, {"message": "appToken or appKey is wrong"}, errors.AccessDenied, None),
        (
            CREATE,
            {"err_code": "429", "message": "请求过于频繁"},
            errors.Unavailable,
            None,
        ),
        (CREATE, {"Error": "A plain text"}, errors.Refused, ("A plain text",)),
        (
            CREATE,
            {"Error": ["One error", {"errMessage": "Another error"}]},
            errors.Refused,
            ("One error", "Another error"),
        ),
        (
            CREATE,
            {"Error": '{"errMessage":"Nested text"}'},
            errors.Refused,
            ("Nested text",),
        ),
        (
            CREATE,
            {"error": {"ErrMessage": "Other case"}},
            errors.Refused,
            ("Other case",),
        ),
        (
            "getCargoTrack",
            {"Error": {"cnMessage": "单号错误", "enMessage": "Wrong number"}},
            errors.Refused,
            ("单号错误",),
        ),
        (
            "getCargoTrack",
            {"Error": {"cnMessage": "", "enMessage": "Wrong number"}},
            errors.Refused,
            ("Wrong number",),
        ),
        (CREATE, {"Error": {"errMessage": "", "errCode": "77"}}, errors.Refused, None),
        (
            CREATE,
            {
                "Error": {
                    "errMessage": (
                        "Consignee&nbsp;city is <b>missing</b><br/>Postcode 12&lt;3 is"
                        " wrong<BR>"
                    )
                }
            },
            errors.Refused,
            ("Consignee city is missing", "Postcode 12<3 is wrong"),
        ),
        (
            CREATE,
            {
                "Error": {
                    "errMessage": (
                        "Enter Street, City of the addressee, The weight is too high,"
                        " 邮编不能为空, 城市不能为空"
                    )
                }
            },
            errors.Refused,
            (
                "Enter Street",
                "City of the addressee",
                "The weight is too high",
                "邮编不能为空",
                "城市不能为空",
            ),
        ),
        (
            CREATE,
            {"message": "Please enter Street, Berlin, Germany"},
            errors.Refused,
            ("Please enter Street, Berlin, Germany",),
        ),
    ],
)
def test_classification(service, envelope, kind, messages):
    with pytest.raises(errors.CarrierError) as caught:
        answer.read(json.dumps({"ask": "Failure", **envelope}), service)
    assert type(caught.value) is kind
    assert caught.value.service == service
    assert "<b" not in caught.value.message.lower()
    if messages:
        assert caught.value.messages == messages
        assert caught.value.message == "\n".join(messages)


def test_the_code_of_a_refusal():
    with pytest.raises(errors.Refused) as caught:
        answer.read(
            '{"ask":"Failure","Error":{"errMessage":"No.","errCode":1234}}', CREATE
        )
    assert caught.value.code == "1234"


def test_success_wins_over_an_empty_error_and_over_warnings():
    for error in ([], {}, "", None, {"errMessage": ""}, {"errMessage": "remote area"}):
        assert answer.read(json.dumps({**OK, "Error": error}), CREATE)


@pytest.mark.parametrize(
    "value, expected",
    [
        ({"a": 1}, [{"a": 1}]),
        ([{"a": 1}, None, 3, "x"], [{"a": 1}]),
        ({"0": {"a": 1}, "2": {"a": 2}}, [{"a": 1}, {"a": 2}]),
        ('[{"a": 1}]', [{"a": 1}]),
        (['{"a": 1}'], [{"a": 1}]),
        ({"x": '{"a": 1}'}, [{"a": 1}]),
        (None, []),
        ("", []),
        ([], []),
        ({}, [{}]),
        ("text", []),
        (5, []),
    ],
)
def test_objects_however_wrapped(value, expected):
    assert answer.objects(value) == expected


def test_keys_in_any_case_and_nothing_in_any_form():
    for nothing in (None, "", [], {}):
        assert answer.pick({"a": nothing, "A": 1, " B ": Decimal(0)}, "a") == 1
        assert answer.pick({"a": nothing}, "a") is None
    assert answer.pick({" B ": Decimal(0)}, "b") == 0
    assert answer.pick([], "a") is None


KEYS = st.sampled_from(
    [
        "ask",
        "message",
        "Error",
        "errMessage",
        "errCode",
        "err_code",
        "data",
        "Data",
        "Result",
        "result",
        "url",
        "order_code",
        "reference_no",
        "refrence_no",
        "OrderNumber",
        "TrackingNumber",
        "WaybillNumber",
        "WayBillNumber",
        "shipping_method_no",
        "track_status",
        "trackingnumberlist",
        "box_number",
        "Code",
        "Status",
        "Detail",
        "Occur_date",
        "Comment",
        "New_date",
        "ServiceCode",
        "TotalFee",
        "FreightFee",
        "Effectiveness",
        "ChargeWeight",
        "ChargeWeightUnit",
        "SettleWeight",
        "Freight",
        "details",
        "price",
        "code",
        "aging",
        "country_code",
        "extra_service_kind",
        "chargeweight",
        "create_date",
        "ODA",
    ]
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(
        [
            "Success",
            "Failure",
            "R1",
            "2026-01-01 10:00:00",
            "0000-00-00 00:00:00",
            "7-12",
            "1e999999",
            "1e99999999999",
        ]
    )
    | st.sampled_from(
        [
            '{"a":1}',
            "[{}]",
            "[",
            '"x"',
            "9" * 400,
            "-0",
            "Infinity",
            "0001-01-01 00:00:00",
        ]
    ),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6)
    ),
    max_leaves=20,
)
READERS = {
    "createOrder": lambda envelope: decode.booked(envelope, "R1"),
    "getOrder": lambda envelope: decode.found_order(envelope, "R1"),
    "getTrackNumber": lambda envelope: decode.track_numbers(envelope, ["R1", "R2"]),
    "getTrackingNumberChangeRecord": decode.number_changes,
    "getLabelUrl": decode.label_source,
    "getCargoTrack": lambda envelope: decode.tracked(envelope, ["R1", "R2"]),
    "feeTrail": decode.quotes,
    "getReceivingExpense": lambda envelope: decode.charges(envelope, "R1"),
    "getBillingWeight": decode.billing_weights,
    "getShippingMethod": decode.services,
    "getCountry": decode.countries,
    "getExtraService": decode.extra_services,
}


@settings(max_examples=examples(300), deadline=None)
@given(VALUES, st.sampled_from(sorted(READERS)), st.booleans())
def test_no_shape_breaks_a_reader(value, service, succeeded):
    if succeeded and isinstance(value, dict):
        value = {**value, "ask": "Success"}
    with contextlib.suppress(errors.CarrierError):
        READERS[service](answer.read(json.dumps(value), service))


@settings(max_examples=examples(300), deadline=None)
@given(st.text() | st.text(alphabet='{}[]",:ask1 \\'))
def test_no_text_breaks_the_parser(text):
    with contextlib.suppress(errors.Unavailable):
        assert isinstance(answer.parse(text), (dict, list))


@given(
    st.text(alphabet="abc <>/\n0日", max_size=60),
    st.text(alphabet="abc <>/\n0日", max_size=60),
)
def test_junk_around_an_answer_does_not_matter(before, after):
    assert answer.read(f"{before}{JSON}{after}", CREATE) == OK


@pytest.mark.parametrize(
    ("text", "cancelled"),
    [
        ("订单已取消或拦截 (order R1 is cancelled already)", True),
        ("订单已取消或拦截 (order R1 is intercepted already)", False),
        ("订单已取消", True),
        ("Order has already been canceled", True),
        (
            "货物已签入，不能取消 (order R1 has been received, it cannot be cancelled)",
            False,
        ),
    ],
)
def test_a_refusal_to_cancel_that_is_none(text, cancelled):
    assert answer.is_cancelled(text) is cancelled


@pytest.mark.parametrize(
    ("text", "stopped"),
    [
        ("订单已取消或拦截 (order R1 is cancelled already)", True),
        ("订单已取消或拦截 (order R1 is intercepted already)", True),
        ("订单已拦截", True),
        ("The parcel has already been intercepted", True),
        (
            "货物已出库，不能拦截 (order R1 has departed, it cannot be intercepted)",
            False,
        ),
        ("已签入的订单不能拦截", False),
    ],
)
def test_a_refusal_to_intercept_that_is_none(text, stopped):
    assert answer.is_stopped(text) is stopped
