"""The checkout of a web shop: Odoo's app eCommerce besides our addons, and a visitor
who has not signed in.

Our addons do not depend on ``website_sale``. It is installed in a separate database for
this file, so that all other tests run without it.
"""

import pytest
import requests

from conftest import World

_CARD = {
    "name": "Standard",
    "valid_from": "2026-01-01",
    "zone_ids": [
        [
            0,
            0,
            {
                "name": "Germany",
                "areas": "DE",
                "bracket_ids": [
                    [0, 0, {"over": 0, "up_to": 30, "kind": "flat", "price": 82.0}]
                ],
            },
        ]
    ],
}


@pytest.fixture(scope="module")
def running_shop():
    world = World("-shop", apps=("website_sale",))
    odoo = world.odoo
    methods = odoo.search(
        "delivery.carrier", [["delivery_type", "=", "linkstar"]], "id"
    )
    others = odoo.search(
        "delivery.carrier", [["delivery_type", "!=", "linkstar"]], "id"
    )
    for method in methods:
        odoo.write("delivery.carrier", method["id"], website_published=True)
    for method in others:
        odoo.write("delivery.carrier", method["id"], website_published=False)
    product = odoo.ref("linkstar_customs.demo_product_phone_case")
    template = odoo.read("product.product", product, "product_tmpl_id")[
        "product_tmpl_id"
    ][0]
    odoo.write("product.template", template, is_published=True)
    service = odoo.ref("linkstar_delivery.demo_service_std")
    card = odoo.create("linkstar.rate.card", **_CARD, service_id=service)
    odoo.call("linkstar.rate.card", "action_activate", [card])
    world.goods = {
        "product_template_id": template,
        "product_id": product,
        "quantity": 2,
    }
    yield world
    world.stop()


@pytest.fixture
def shop(running_shop):
    running_shop.carrier.reset()
    return running_shop


class Visitor:
    """A browser without an account, with two phone cases in its cart."""

    def __init__(self, shop):
        self.url, self.session = shop.url, requests.Session()
        self.session.get(f"{shop.url}/shop", timeout=60).raise_for_status()
        self.call("/shop/cart/add", **shop.goods)

    def call(self, route, **params):
        answer = self.session.post(
            f"{self.url}{route}",
            json={"jsonrpc": "2.0", "method": "call", "params": params},
            timeout=60,
        )
        answer.raise_for_status()
        content = answer.json()
        assert "error" not in content, content["error"]["data"]["message"]
        return content["result"]

    def express(self, postcode, city="Berlin", country="DE"):
        """The data that Google Pay sends before the buyer has confirmed: no name, no
        street.
        """
        address = {"city": city, "zip": postcode, "country": country, "state": ""}
        return self.call(
            "/shop/express/shipping_address_change", partial_delivery_address=address
        )["delivery_methods"]


def _order_of(shop, postcode):
    return shop.odoo.search(
        "sale.order",
        [["partner_shipping_id.zip", "=", postcode], ["website_id", "!=", False]],
        "carrier_id",
        "amount_delivery",
        "linkstar_service_id",
        "linkstar_charge_ids",
        order="id desc",
        limit=1,
    )[0]


def _asked(shop):
    return len(shop.carrier.calls(service="feeTrail"))


def test_a_part_of_an_address_is_enough_and_all_methods_cost_one_call(shop):
    visitor = Visitor(shop)
    offered = visitor.express("10115")
    assert {"Linkstar standard (10–18 days)", "Linkstar express (7–12 days)"} < {
        method["name"] for method in offered
    }
    assert all(method["minorAmount"] > 0 for method in offered)
    assert [method["minorAmount"] for method in offered] == sorted(
        method["minorAmount"] for method in offered
    )
    assert _asked(shop) == 1
    # The normal checkout asks for the price of each method in a separate request.
    rates = [
        visitor.call("/shop/get_delivery_rate", dm_id=method["id"])
        for method in offered
    ]
    assert all(rate["success"] for rate in rates)
    assert [round(rate["price"] * 100) for rate in rates] == [
        method["minorAmount"] for method in offered
    ]
    visitor.call("/shop/set_delivery_method", dm_id=offered[-1]["id"])
    assert _asked(shop) == 1
    order = _order_of(shop, "10115")
    assert order["carrier_id"][0] == offered[-1]["id"]
    assert round(order["amount_delivery"] * 100) == offered[-1]["minorAmount"]
    assert order["linkstar_service_id"] and order["linkstar_charge_ids"]


def test_another_visitor_with_the_same_goods_and_postcode_asks_nobody(shop):
    first, second = Visitor(shop), Visitor(shop)
    assert first.express("20095") == second.express("20095")
    assert _asked(shop) == 1


def test_no_method_for_a_place_where_no_line_goes(shop):
    assert Visitor(shop).express("99501", city="Anchorage", country="US") == []


def test_a_carrier_that_hangs_holds_up_one_page_for_no_longer_than_the_account_says(
    shop,
):
    """The sandbox holds the call for five minutes: without a limit the visitor would
    give up first.
    """
    shop.odoo.write("linkstar.account", shop.account, quote_timeout=2)
    shop.carrier.fault("feeTrail", "timeout_before", times=9, seconds=300)
    visitor = Visitor(shop)
    [offered] = visitor.express("80331", city="München")
    assert offered["name"] == "Linkstar standard (10–18 days)"
    assert _order_of(shop, "80331")["linkstar_service_id"][1].startswith("EU-STD")
    rate = visitor.call("/shop/get_delivery_rate", dm_id=offered["id"])
    assert "did not answer" in rate["warning_message"]
    assert _asked(shop) == 1, (
        "a visitor waits only once for a carrier that does not answer"
    )
