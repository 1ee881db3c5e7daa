"""The envelope, the interface description, credentials."""

import json

import pytest
import requests
import zeep


def test_zeep_loads_the_description_and_calls(carrier, make_order):
    client = zeep.Client(f"{carrier.url}/default/svc/wsdl")
    text = client.service.callService(
        paramsJson=json.dumps(make_order()),
        appToken="sandbox-token",
        appKey="sandbox-key",
        service="createOrder",
    )
    assert json.loads(text)["order_code"].endswith("YQ")


def test_the_description_names_its_own_address(carrier):
    text = requests.get(f"{carrier.url}/default/svc/wsdl", timeout=5).text
    assert f'location="{carrier.url}/default/svc/web-service"' in text


@pytest.mark.parametrize(
    "credentials",
    [{"token": "x"}, {"key": "x"}, {"token": "", "key": ""}, {"token": "é"}],
)
def test_wrong_credentials_are_denied(carrier, credentials):
    answer = carrier.answer("getCountry", {}, **credentials)
    assert (
        answer["ask"] == "Failure"
        and answer["err_code"] == "10001"
        and answer["message"]
    )
    assert "Error" not in answer
    assert carrier.control.calls()[0]["outcome"] == "denied"


def test_an_unknown_service_and_a_text_that_is_no_json_are_refused(carrier):
    assert "nonsense" in carrier.answer("nonsense", {})["Error"]["errMessage"]
    assert carrier.answer("getCountry", "{")["ask"] == "Failure"
    assert carrier.answer("createOrder", [])["ask"] == "Failure"
    assert carrier.answer("getCountry", "")["ask"] == "Success"
    assert carrier.answer("getCountry", '{"a": "\\ud800"}')["ask"] == "Failure"


@pytest.mark.parametrize(
    "body",
    [
        b"<not xml",
        b"<a/>",
        (
            b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
            b"<s:Envelope"
            b' xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><callService>'
            b"<service>&e;</service></callService></s:Body></s:Envelope>"
        ),
    ],
)
def test_what_is_no_call_gets_a_soap_fault(carrier, body):
    response = requests.post(f"{carrier.url}/default/svc/web-service", body, timeout=5)
    assert response.status_code == 500 and "faultstring" in response.text


def test_every_answer_tells_its_time(carrier):
    assert float(carrier.answer("getCountry", {})["time_cost(s)"]) >= 0


def test_catalogue(carrier):
    methods = {m["code"]: m for m in carrier.answer("getShippingMethod", {})["data"]}
    assert {code: m["aging"] for code, m in methods.items()} == {
        "EU-STD": "10-18",
        "EU-EXP": "7-12",
        "EU-BAT": "10-16",
        "EU-REG": "12-25",
    }
    assert [
        m["code"]
        for m in carrier.answer("getShippingMethod", {"country_code": "RO"})["data"]
    ] == ["EU-STD", "EU-REG"]
    assert carrier.answer("getShippingMethod", {"country_code": "US"})["data"] == []
    countries = {c["CountryCode"]: c for c in carrier.answer("getCountry", {})["data"]}
    assert countries["CZ"] == {
        "CountryCode": "CZ",
        "CName": "捷克",
        "EName": "Czech Republic",
    }
    extras = carrier.answer(
        "getExtraService", {"shipping_method": "EU-STD", "country_code": "DE"}
    )["data"]
    assert {e["extra_service_kind"] for e in extras} == {"A1", "S1", "R1"}
