"""One sandbox process for all tests of a run, emptied before each; calls like those of
a client's SOAP library.
"""

from __future__ import annotations

import copy
import json
import sys
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import requests
from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "setup"))

from sandbox.client import KEY, TOKEN, Server, start

ENVELOPE = (
    '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>'
    "<ec:callService"
    ' xmlns:ec="http://www.example.org/Ec/"><paramsJson>{params}</paramsJson>'
    "<appToken>{token}</appToken><appKey>{key}</appKey><service>{service}</service>"
    "</ec:callService></soap:Body></soap:Envelope>"
)
ORDER = {
    "reference_no": "T-0001",
    "shipping_method": "EU-STD",
    "country_code": "DE",
    "order_weight": 0.42,
    "order_pieces": 1,
    "Consignee": {
        "consignee_name": "Jörg Großmann",
        "consignee_street": "Königstraße 1",
        "consignee_city": "Berlin",
        "consignee_postcode": "10115",
        "consignee_telephone": "+49301234567",
    },
    "Shipper": {
        "shipper_name": "Li Wei",
        "shipper_countrycode": "CN",
        "shipper_province": "Guangdong",
        "shipper_city": "Shenzhen",
        "shipper_street": "Road 1",
        "shipper_postcode": "518000",
    },
    "ItemArr": [
        {
            "invoice_enname": "phone case of silicone",
            "invoice_cnname": "硅胶手机壳",
            "invoice_quantity": 2,
            "invoice_unitcharge": 3.5,
            "invoice_weight": 0.21,
            "invoice_currencycode": "EUR",
            "hs_code": "392690",
            "sku": "S1",
        }
    ],
    "Volume": [
        {"length": 20, "width": 12, "height": 4, "weight": 0.42, "box_number": "U001"}
    ],
}


class Caller:
    """Calls services of one server: `answer(service, params)` as a dict, `raw` as the
    HTTP response.
    """

    def __init__(self, server: Server):
        self.url = server.url
        self.control = server.control

    def raw(self, service, params, token=TOKEN, key=KEY, timeout=20.0):
        text = params if isinstance(params, str) else json.dumps(params)
        body = ENVELOPE.format(
            params=escape(text), token=token, key=key, service=service
        )
        return requests.post(
            f"{self.url}/default/svc/web-service", body.encode(), timeout=timeout
        )

    def text(self, service, params, **options) -> str:
        response = self.raw(service, params, **options)
        assert response.status_code == 200, response.text
        return etree.fromstring(response.content).findtext(".//response")

    def answer(self, service, params, **options) -> dict:
        return json.loads(self.text(service, params, **options))

    def create(self, **changes) -> dict:
        """Create the usual order with changes; the answer must be good."""
        answer = self.answer("createOrder", order(**changes))
        assert answer["ask"] == "Success", answer
        return answer


def order(**changes) -> dict:
    """The usual order; `postcode` and `city` change the consignee, `item` the only
    item, None removes a field.
    """
    request = copy.deepcopy(ORDER)
    for key in ("postcode", "city", "name"):
        if key in changes:
            request["Consignee"][f"consignee_{key}"] = changes.pop(key)
    request["ItemArr"][0] |= changes.pop("item", {})
    return {
        key: value for key, value in (request | changes).items() if value is not None
    }


@pytest.fixture(scope="session")
def server():
    with start() as running:
        yield running


@pytest.fixture
def carrier(server):
    server.control.reset()
    return Caller(server)


@pytest.fixture
def make_order():
    return order


@pytest.fixture
def caller_of():
    return Caller
