"""The sandbox answers any request without a defect; numbers are correct and never
repeated.
"""

import json
import os
from itertools import count
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from sandbox.app import Sandbox
from sandbox.lines import COUNTRIES, LINES
from sandbox.services import SERVICES
from sandbox.store import Store
from sandbox.tracking_numbers import box_numbers, waybill
from werkzeug.test import Client

FULL = bool(os.environ.get("LINKSTAR_FULL"))
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | st.text(max_size=8)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
)
OVER = st.sampled_from(
    [
        "reference_no",
        "shipping_method",
        "country_code",
        "order_weight",
        "order_pieces",
        "Volume",
        "Consignee",
        "Shipper",
        "ItemArr",
        "codes",
        "type",
        "lang",
        "weight",
        "volume_list",
        "reference_nos",
        "label_type",
        "shipper_hawbcode",
        "start_date",
        "extra_service",
        "ioss",
        "platform_number",
    ]
)
SERIAL = count()
CALL = (
    "<s:Envelope"
    " xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><callService>{}</callService></s:Body></s:Envelope>"
)


@pytest.fixture(scope="module")
def client():
    return Client(Sandbox(Store(":memory:"), "t", "k"))


def answer(client, service, params):
    parts = {
        "paramsJson": json.dumps(params),
        "appToken": "t",
        "appKey": "k",
        "service": service,
    }
    body = CALL.format(
        "".join(f"<{name}>{escape(text)}</{name}>" for name, text in parts.items())
    )
    response = client.post("/default/svc/web-service", data=body.encode())
    assert response.status_code == 200, response.text
    return json.loads(etree.fromstring(response.data).findtext(".//response"))


@settings(
    max_examples=250 if FULL else 80,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    service=st.sampled_from(sorted(SERVICES)),
    params=VALUES | st.dictionaries(OVER, VALUES),
)
def test_any_parameters(client, service, params):
    assert answer(client, service, params)["ask"] in ("Success", "Failure")


@settings(
    max_examples=150 if FULL else 50,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    key=OVER,
    value=VALUES,
    inner=st.sampled_from(["Consignee", "Shipper", "Item", "Volume", ""]),
)
def test_a_good_order_with_one_odd_value(client, make_order, key, value, inner):
    request = make_order(reference_no=None)
    target = {
        "Item": request["ItemArr"][0],
        "Volume": request["Volume"][0],
        "": request,
    }.get(inner) or request.get(inner)
    for name in list(target) if inner else [key]:
        changed = json.loads(json.dumps(request | {"reference_no": f"R{next(SERIAL)}"}))
        place = {
            "Item": changed["ItemArr"][0],
            "Volume": changed["Volume"][0],
            "": changed,
        }.get(inner) or changed.get(inner)
        place[name] = value
        created = answer(client, "createOrder", changed)
        if created["ask"] == "Success":
            code = created["order_code"]
            for service in ("getOrder", "getReceivingExpense", "getOrderFee"):
                assert (
                    answer(client, service, {"reference_no": code, "type": 1})["ask"]
                    == "Success"
                )
            assert (
                answer(client, "getCargoTrack", {"codes": [code]})["ask"] == "Success"
            )


def test_numbers_never_come_twice():
    for line in LINES.values():
        for country in (COUNTRIES[code] for code in ("DE", "PL", "FR")):
            numbers = [
                n
                for order in range(1, 3000)
                for box in box_numbers(order, 3, line, country)
                for n in {box["first"], box["last"]}
            ]
            assert len(numbers) == len(set(numbers))
    assert len({waybill(order) for order in range(1, 1000)}) == 999


def test_check_digits():
    for order in range(1, 200):
        number = box_numbers(order, 1, LINES["EU-REG"], COUNTRIES["DE"])[0]["first"]
        total = sum(
            int(d) * w
            for d, w in zip(number[2:10], (8, 6, 4, 2, 3, 5, 9, 7), strict=True)
        )
        assert int(number[10]) == {10: 0, 11: 5}.get(11 - total % 11, 11 - total % 11)
        parcel = box_numbers(order * 4, 1, LINES["EU-STD"], COUNTRIES["DE"])[0]["last"]
        weights = [3 if index % 2 else 1 for index in range(len(parcel))]
        assert (
            len(parcel) == 20
            and sum(int(d) * w for d, w in zip(reversed(parcel), weights, strict=True))
            % 10
            == 0
        )
