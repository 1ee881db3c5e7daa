# Copyright 2026 Linkstar connector team
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).

import json
import logging
from dataclasses import replace

import pytest
from api import Client, encode, errors, redact
from api.messages import Party
from hypothesis import given
from hypothesis import strategies as st
from wire_peer import ORDER, PDF, order, says
from wire_peer import http as answers


def test_ioss():
    assert redact.mask_ioss("IM2760000000") == "IM27********"
    assert redact.mask_ioss("") == ""


def test_an_order():
    assert redact.redact(encode.create_order(ORDER)) == {
        "reference_no": "DEMO-0001",
        "shipping_method": "EU-STD",
        "country_code": "DE",
        "order_weight": "0.420",
        "order_pieces": 1,
        "mail_cargo_type": "4",
        "cargo_type": "W",
        "is_return": 0,
        "ioss": "IM27********",
        "Consignee": {
            "consignee_name": "***",
            "consignee_street": "***",
            "consignee_city": "***",
            "consignee_postcode": "***",
            "consignee_telephone": "***",
        },
        "Shipper": {
            "shipper_name": "***",
            "shipper_countrycode": "CN",
            "shipper_province": "***",
            "shipper_city": "***",
            "shipper_street": "***",
            "shipper_postcode": "***",
            "shipper_telephone": "***",
        },
        "ItemArr": [
            {
                "invoice_enname": "phone case of silicone",
                "invoice_cnname": "硅胶手机壳",
                "invoice_quantity": 2,
                "invoice_unitcharge": "3.50",
                "invoice_weight": "0.210",
                "invoice_currencycode": "EUR",
                "unit_code": "PCE",
                "hs_code": "392690",
                "sku": "S1",
            }
        ],
        "Volume": [
            {
                "length": 20,
                "width": 12,
                "height": 4,
                "weight": "0.420",
                "box_number": "U001",
            }
        ],
    }


@pytest.mark.parametrize(
    "value, expected",
    [
        (
            {"appToken": "a", "app_key": "b", "token": 5, "Password": None},
            {"appToken": "***", "app_key": "***", "token": "***", "Password": None},
        ),
        (
            {"postcode": "10115", "city": "Berlin", "country_code": "DE"},
            {"postcode": "***", "city": "***", "country_code": "DE"},
        ),
        (
            {"Consignee": {"anything": "Max", "phones": [1, "2"], "country": "DE"}},
            {
                "Consignee": {
                    "anything": "***",
                    "phones": ["***", "***"],
                    "country": "DE",
                }
            },
        ),
        (
            {"data": '{"consignee_name": "Max", "order_code": "W1"}'},
            {"data": '{"consignee_name": "***", "order_code": "W1"}'},
        ),
        (
            {"data": '{"consignee_name": "Max", "order_'},
            {"data": "(unreadable, 33 characters)"},
        ),
        (
            {"Consignee": {"IOSS": "IM2760000000"}},
            {"Consignee": {"IOSS": "IM27********"}},
        ),
        (
            {"shipper_hawbcode": "R1", "consignee_taxno_type": "2"},
            {"shipper_hawbcode": "R1", "consignee_taxno_type": "2"},
        ),
        (
            {"url": "https://x.example:8443/label/abc.pdf?token=1"},
            {"url": "https://x.example:8443/***"},
        ),
        ({"url": "JVBERi0" + "A" * 300}, {"url": "(file, 307 characters)"}),
        (
            {"name": "Max", "en_name": "Europe", "fee_name": "Fuel"},
            {"name": "***", "en_name": "Europe", "fee_name": "Fuel"},
        ),
        (
            "IOSS IM2760000000 is unknown to max@example.org",
            "IOSS IM27******** is unknown to ***",
        ),
        ("see http://[bad/1", "see http://***/***"),
        ([None, True, 1, 1.5], [None, True, 1, 1.5]),
        ("x y " * 1000, ("x y " * 500) + "… (4000 characters)"),
    ],
)
def test_what_is_taken_out(value, expected):
    assert redact.redact(value) == expected


def test_secrets_in_free_text():
    secrets = ("tok+en", "Li", "李雷", "", None, "x")
    assert (
        redact.redact("Line tok+en of Li, 李雷不存在", secrets)
        == "Line *** of ***, ***不存在"
    )
    assert redact.redact({"message": "LI"}, secrets) == {"message": "***"}


@given(st.text("ЖЩЮЫ", min_size=6), st.text(max_size=10), st.text(max_size=10))
def test_no_party_value_survives(secret, before, after):
    party = Party(
        *[f"{before}{secret}{after}"] * 10, "DE", *[f"{before}{secret}{after}"] * 6
    )
    params = encode.create_order(replace(ORDER, consignee=party, shipper=party))
    assert secret not in json.dumps(redact.redact(params), ensure_ascii=False)


def test_the_repr_of_an_order_tells_no_person():
    for value in ("Max", "Teststr", "10115", "+4930", "IM27"):
        assert value not in repr(ORDER)


SECRETS = (
    "TOKEN-abc",
    "KEY-xyz",
    "Muster",
    "Teststr",
    "10115",
    "49301234567",
    "IM2760000000",
    "label-secret",
    "Road 1",
)


def test_nothing_leaks_with_every_logger_at_debug(
    peer, records, caplog, capfd, monkeypatch
):
    import http.client

    monkeypatch.setattr(http.client.HTTPConnection, "debuglevel", 1)
    caplog.set_level(logging.DEBUG)
    for name in list(logging.root.manager.loggerDict):
        caplog.set_level(logging.DEBUG, logger=name)
    client = Client(
        peer.url,
        "TOKEN-abc",
        "KEY-xyz",
        connect_timeout=1,
        read_timeout=0.5,
        on_call=records.append,
    )
    repeated = {
        "ask": "Failure",
        "message": (
            "TOKEN-abc/KEY-xyz: Max Muster, Teststr. 1 in 10115 has IM2760000000"
        ),
    }
    url = f"{peer.url}/label-secret?key=label-secret"
    peer.script = [
        says(repeated),
        says({"ask": "Success", "url": url}),
        answers(PDF),
        says({"ask": "Success", "url": url}),
        lambda connection: None,
        says(
            {
                "ask": "Success",
                "data": {
                    "order_code": "W1",
                    "consignee_name": "Max Muster",
                    "consignee_street": "Teststr. 1",
                },
            }
        ),
        answers(b"TOKEN-abc KEY-xyz", "500 Oops"),
        says("{half Muster"),
    ]
    with pytest.raises(errors.Refused) as caught:
        client.create_order(order("R1"))
    assert "TOKEN-abc" not in f"{caught.value} {caught.value.messages}"
    client.label("R1")
    with pytest.raises(errors.Unavailable):
        client.label("R1")
    client.find_order("R1")
    with pytest.raises(errors.Unavailable):
        client.create_order(order("R1"))
    with pytest.raises(errors.Unavailable):
        client.create_order(order("R1"))
    out, err = capfd.readouterr()
    printed = "\n".join([caplog.text, out, err, *map(repr, records)])
    for secret in SECRETS:
        assert secret not in printed
    assert "label download R1: ok" in caplog.text
    assert {record.name.split(".")[0] for record in caplog.records}.isdisjoint(
        {"urllib3", "requests"}
    )
    assert "zeep.transports" not in {record.name for record in caplog.records}


def test_other_requests_keep_their_logs(peer, caplog):
    import requests

    caplog.set_level(logging.DEBUG)
    peer.script = [answers(b"x")]
    requests.get(peer.url + "/other", timeout=2)
    assert "/other" in caplog.text


def test_a_refusal_shows_no_tax_number():
    request = [
        {
            "reference_no": "R1",
            "ioss": "GB123456789",
            "Consignee": {"IOSS": "IM2760000000"},
        }
    ]
    assert redact.tax_numbers(request) == {"GB123456789", "IM2760000000"}
    text = "Neither GB123456789 nor IM2760000000 nor IM3720000001 is registered"
    assert (
        redact.mask_numbers(text, redact.tax_numbers(request))
        == "Neither GB12******* nor IM27******** nor IM37******** is registered"
    )
