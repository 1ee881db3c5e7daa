"""The differences between hosts, one at a time."""

import json

import pytest
import requests
import zeep
from lxml import etree


def test_duplicates_accepted(carrier):
    carrier.control.profile(duplicates="accepted")
    first, second = carrier.create(), carrier.create(reference_no="t-0001")
    assert first["order_code"] != second["order_code"]
    found = carrier.control.order("T-0001")
    assert (
        found["orders_with_reference"] == 2 and found["waybill"] == second["order_code"]
    )


def test_the_number_may_come_later(carrier):
    carrier.control.profile(number_after=1800)
    answer = carrier.create()
    assert answer["track_status"] == "2" and answer["shipping_method_no"] == ""
    ask = {"reference_no": ["T-0001"]}
    assert carrier.answer("getTrackNumber", ask)["data"][0]["TrackingNumber"] == ""
    assert {
        m["track_status"] for m in carrier.answer("getShippingMethod", {})["data"]
    } == {"N"}
    carrier.control.advance(hours=0.6)
    assert carrier.answer("getTrackNumber", ask)["data"][0][
        "TrackingNumber"
    ].startswith("LNKS")


def test_the_number_may_have_to_be_asked_for(carrier):
    carrier.control.profile(number_on_create=False)
    assert carrier.create()["track_status"] == "2"
    assert carrier.answer("getTrackNumber", {"reference_no": "T-0001"})["data"][0][
        "TrackingNumber"
    ]


def test_there_may_be_no_number_but_the_waybill(carrier):
    carrier.control.profile(separate_number=False)
    created = carrier.create()
    assert (created["track_status"], created["shipping_method_no"]) == ("3", "")
    assert carrier.answer("getTrackNumber", {"reference_no": "T-0001"})["data"][0] == {
        "OrderNumber": "T-0001",
        "TrackingNumber": "",
        "WayBillNumber": created["order_code"],
    }
    assert carrier.answer("getLabelUrl", {"reference_no": "T-0001"})["ask"] == "Success"


@pytest.mark.parametrize("key", ["data", "Data", "Result", "result"])
def test_payload_keys(carrier, key):
    carrier.control.profile(payload_key=key)
    for service, params in (
        ("getCountry", {}),
        ("getCargoTrack", {"codes": ["x"]}),
        ("batchCreateOrder", ["x"]),
    ):
        answer = carrier.answer(service, params)
        assert [k for k in answer if k.lower() in ("data", "result")] == [key]


def test_shapes(carrier):
    carrier.create()
    carrier.control.profile(shape="list")
    assert isinstance(
        carrier.answer("getOrder", {"reference_no": "T-0001"})["data"], list
    )
    carrier.control.profile(shape="object")
    assert isinstance(
        carrier.answer("getTrackNumber", {"reference_no": ["T-0001"]})["data"], dict
    )
    assert isinstance(carrier.answer("getCountry", {})["data"], list)


def test_numbers(carrier):
    ask = {"weight": 0.42, "country_code": "DE", "product_code": "EU-STD"}
    carrier.control.profile(numbers="strings")
    assert carrier.answer("feeTrail", ask)["data"][0]["TotalFee"] == "39.74"
    carrier.control.profile(numbers="numbers")
    item = carrier.answer("feeTrail", ask)["data"][0]
    assert (
        item["FreightFee"] == 36.8
        and item["ChargeWeight"] == 0.5
        and item["ServiceCode"] == "EU-STD"
    )
    created = carrier.create()
    assert created["track_status"] == 1 and created["order_code"].startswith("LS")


@pytest.mark.parametrize(
    ("nothing", "value"),
    [("null", None), ("empty_string", ""), ("list", []), ("missing", "absent")],
)
def test_nothing(carrier, nothing, value):
    carrier.control.profile(nothing=nothing, number_after=60)
    assert carrier.create().get("shipping_method_no", "absent") == value
    assert (
        carrier.answer("getTrackNumber", {"reference_no": ["T-0001"]})["data"][0].get(
            "TrackingNumber", "absent"
        )
        == value
    )


def test_double_encoded(carrier):
    carrier.control.profile(double_encoded=True)
    assert (
        json.loads(json.loads(carrier.text("getCountry", {}))["data"])[0]["CountryCode"]
        == "DE"
    )
    carrier.control.profile(double_encoded=True)
    created = carrier.answer("createOrder", {})
    assert isinstance(created, str) and json.loads(created)["ask"] == "Failure"


def test_junk(carrier):
    carrier.control.profile(junk=True)
    text = carrier.text("createOrder", {})
    assert text.startswith("\ufeff<br />") and text.endswith("}\n")
    answer = json.loads(text[text.index("{") :])
    assert ",&nbsp;<br/>" in answer["Error"]["errMessage"]


def test_misspelt(carrier):
    carrier.control.profile(misspelt=True)
    assert carrier.create()["refrence_no"] == "T-0001"
    assert (
        "WaybillNumber"
        in carrier.answer("getTrackNumber", {"reference_no": ["T-0001"]})["data"][0]
    )
    assert (
        "WayBillNumber" in carrier.answer("getCargoTrack", {"codes": ["x"]})["Data"][0]
    )


@pytest.mark.parametrize(
    ("kind", "codes"), [("empty", {""}), ("unknown", {"ZIR", "ZAF"})]
)
def test_status_codes(carrier, kind, codes):
    carrier.control.profile(detail_status=kind)
    carrier.create()
    carrier.control.advance(hours=21)
    [item] = carrier.answer("getCargoTrack", {"codes": ["T-0001"]})["Data"]
    assert {detail["Status"] for detail in item["Detail"]} == codes


def test_long_comments(carrier):
    carrier.control.profile(long_comments=True)
    carrier.create()
    carrier.control.advance(hours=21)
    for language in ("EN", "CN"):
        [item] = carrier.answer(
            "getCargoTrack", {"codes": ["T-0001"], "lang": language}
        )["Data"]
        assert len(item["New_Comment"]) == 2000


def test_gbk(carrier):
    carrier.control.profile(encoding="gbk")
    carrier.create(name="Žižka 张三")
    response = carrier.raw("getOrder", {"reference_no": "T-0001"})
    assert "硅胶手机壳".encode("gbk") in response.content
    data = json.loads(etree.fromstring(response.content).findtext(".//response"))[
        "data"
    ]
    assert data["Consignee"]["consignee_name"] == "Žižka 张三"


def test_zeep_reads_every_profile(carrier):
    client = zeep.Client(f"{carrier.url}/default/svc/wsdl")
    carrier.control.profile(
        encoding="gbk", junk=True, double_encoded=True, misspelt=True
    )
    text = client.service.callService(
        paramsJson="{}",
        appToken="sandbox-token",
        appKey="sandbox-key",
        service="getCountry",
    )
    assert "德国" in text


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "red"},
        {"duplicates": "maybe"},
        {"junk": 1},
        {"number_after": -1},
        {"number_after": True},
        {"label_after": "x"},
    ],
)
def test_changes_that_cannot_be_made(carrier, change):
    before = carrier.control.profile()
    with pytest.raises(RuntimeError, match="400"):
        carrier.control.profile(**change)
    assert carrier.control.profile() == before


def test_a_change_is_partial_and_a_reset_takes_it_back(carrier):
    carrier.control.profile(junk=True)
    assert carrier.control.profile(label="base64")["junk"] is True
    carrier.control.reset()
    assert carrier.control.profile()["junk"] is False


def test_a_body_that_is_no_json_is_told(carrier):
    response = requests.post(f"{carrier.url}/control/profile", b"[]", timeout=5)
    assert response.status_code == 400 and "JSON object" in response.json()["error"]
