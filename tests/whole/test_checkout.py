"""The checkout of a web shop: Odoo's app eCommerce besides our addons, and a visitor
who has not signed in.

Our addons do not depend on ``website_sale``, see ``machine.instance.SHOP``.
"""

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
import requests
from lxml import html
from machine.instance import SHOP
from machine.paths import run_folder
from playwright.sync_api import expect

from conftest import World

#: What a browser may get of a rate.
_FOR_BROWSERS = {
    *("success", "price", "amount_delivery", "is_free_delivery"),
    *("compute_price_after_delivery", "error_message", "warning_message"),
    "linkstar_promise",
}

_CARD = {
    "name": "Standard",
    # After the cards of the demo have ended.
    "valid_from": str(date.today() - timedelta(days=10)),
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
    world = World("-checkout", apps=SHOP)
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

    def page(self, path):
        answer = self.session.get(f"{self.url}{path}", timeout=60)
        answer.raise_for_status()
        assert urlsplit(answer.url).path == path, "sent to another page"
        return html.fromstring(answer.content)

    def with_address(self, shop, postcode):
        """The order of this visitor, whose address is now complete."""
        self.express(postcode)
        order = _order_of(shop, postcode)
        shop.odoo.write(
            "res.partner",
            order["partner_shipping_id"][0],
            name="Erika Musterfrau",
            email="erika@example.com",
            phone="+49 30 1234567",
            street="Teststraße 1",
        )
        return order

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
        "partner_shipping_id",
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
    # That the price is the card's is no news for buyers.
    assert rate["success"] and not rate["warning_message"]
    order = shop.odoo.search(
        "sale.order",
        [["id", "=", _order_of(shop, "80331")["id"]]],
        "linkstar_quotation_notes",
    )[0]
    assert round(rate["price"] * 100) == offered["minorAmount"], order
    assert _asked(shop) == 1, (
        "a visitor waits only once for a carrier that does not answer"
    )


@pytest.fixture(scope="module")
def german(running_shop):
    """The shop in German, and a method that chooses the fastest line."""
    shop = running_shop
    script = """
env["res.lang"]._activate_lang("de_DE")
modules = ["base", "linkstar_delivery", "website_sale"]
env["ir.module.module"]._load_module_terms(modules, ["de_DE"])
website = env["website"].search([], limit=1)
website.language_ids += env["res.lang"]._lang_get("de_DE")
best = env.ref("linkstar_delivery.demo_carrier_std").copy(
    {"linkstar_choice": "best", "linkstar_policy": "fastest"}
)
best.write({"name": "Beste", "website_published": True})
env.cr.commit()
env.registry.signal_changes()
"""
    shop.instance.shell(shop.database, script, "shop-german.log")
    [best] = shop.odoo.search("delivery.carrier", [["name", "=", "Beste"]], "id")
    yield best["id"]
    shop.odoo.write("delivery.carrier", best["id"], website_published=False)


def _promises(page):
    """{id of the method: its sentences in the form of the checkout}"""
    return {
        int(method.xpath(".//input/@data-dm-id")[0]): [
            each.text_content().strip()
            for each in method.xpath(".//*[@name='linkstar_promise']")
        ]
        for method in page.xpath("//li[@name='o_delivery_method']")
    }


def test_the_checkout_promises_what_the_quotation_promises(shop, german):
    visitor = Visitor(shop)
    order = visitor.with_address(shop, "10405")
    shown = _promises(visitor.page("/de/shop/checkout"))
    assert shown[german] == [""]
    promises = {
        method: shown[method]
        for method in (
            shop.odoo.ref("linkstar_delivery.demo_carrier_std"),
            shop.odoo.ref("linkstar_delivery.demo_carrier_exp"),
        )
    }
    for method, [promise] in promises.items():
        assert promise.startswith("Erwartet zwischen ")
        rate = visitor.call("/shop/get_delivery_rate", dm_id=method)
        assert set(rate) == _FOR_BROWSERS
        assert rate["linkstar_promise"] == promise
        chosen = visitor.call("/shop/set_delivery_method", dm_id=method)
        assert chosen["linkstar_promise"] == promise
        [dates] = shop.odoo.search(
            "sale.order",
            [["id", "=", order["id"]]],
            "linkstar_usual_date",
            "linkstar_promised_date",
        )
        for day in (dates["linkstar_usual_date"], dates["linkstar_promised_date"]):
            year, _month, number = day.split("-")
            assert f"{int(number)}. " in promise and year in promise
    # The line of this method is known with its price.
    best = visitor.call("/shop/get_delivery_rate", dm_id=german)
    assert best["linkstar_promise"] in {text for [text] in promises.values()}


def test_no_promise_without_days_and_for_others(shop, german):
    service = shop.odoo.ref("linkstar_delivery.demo_service_std")
    other = shop.odoo.ref("delivery.free_delivery_carrier")
    [before] = shop.odoo.search(
        "linkstar.service", [["id", "=", service]], "days_min", "days_max"
    )
    before.pop("id")
    shop.odoo.write("linkstar.service", service, days_min=0, days_max=0)
    shop.odoo.write("delivery.carrier", other, website_published=True)
    try:
        visitor = Visitor(shop)
        visitor.with_address(shop, "10407")
        promises = _promises(visitor.page("/de/shop/checkout"))
        assert promises[other] == []
        assert promises[shop.odoo.ref("linkstar_delivery.demo_carrier_std")] == [""]
        rate = visitor.call("/shop/get_delivery_rate", dm_id=other)
        assert "linkstar_promise" not in rate and "carrier_price" in rate
    finally:
        shop.odoo.write("linkstar.service", service, **before)
        shop.odoo.write("delivery.carrier", other, website_published=False)


def test_a_refusal_names_nothing_of_the_house(shop, german):
    product = shop.goods["product_id"]
    [before] = shop.odoo.search("product.product", [["id", "=", product]], "weight")
    visitor = Visitor(shop)
    visitor.with_address(shop, "10409")
    shop.odoo.write("product.product", product, weight=0)
    try:
        method = shop.odoo.ref("linkstar_delivery.demo_carrier_std")
        page = visitor.page("/de/shop/checkout")
        assert method in _promises(page)
        rate = visitor.call("/shop/get_delivery_rate", dm_id=method)
    finally:
        shop.odoo.write("product.product", product, weight=before["weight"])
    assert set(rate) == {"success", "price", "amount_delivery"} | {
        "error_message",
        "warning_message",
    }
    assert not rate["success"] and len(rate["error_message"]) < 80
    assert "Linkstar" not in rate["error_message"]


def test_the_browser_draws_the_date_of_the_best_line(shop, german, browser):
    visitor = Visitor(shop)
    visitor.with_address(shop, "10435")
    page = browser.new_page(viewport={"width": 1200, "height": 1000})
    page.context.add_cookies(
        [
            {"name": name, "value": value, "url": shop.url}
            for name, value in visitor.session.cookies.items()
        ]
    )
    page.goto(f"{shop.url}/de/shop/checkout")
    best = page.locator("li[name=o_delivery_method]", has_text="Beste")
    expect(best.locator("[name=linkstar_promise]")).to_contain_text(
        "Erwartet", timeout=30_000
    )
    other = page.locator("li[name=o_delivery_method]", has_not_text="Beste").first
    before = other.locator("[name=linkstar_promise]").inner_text()
    other.locator("input").click()
    page.wait_for_load_state("networkidle")
    expect(other.locator("[name=linkstar_promise]")).to_have_text(before)
    page.screenshot(path=run_folder() / "checkout.png")
    page.close()
