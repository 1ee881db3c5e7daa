"""Declarations of kits and rewards, with Odoo's apps Manufacturing and Loyalty besides
our addons, as a merchant uses them.
"""

import pytest


@pytest.fixture
def shop(running_shop):
    yield running_shop
    running_shop.end_programmes()


def test_a_kit_is_declared_as_its_parts_at_its_price(shop):
    """Core declares the parts' own sales prices, 10 and 20, not the price of the
    kit.
    """
    order, picking = shop.confirmed(("KIT", 1, 100.0))
    parts = {"A": (1, 33.33), "B": (1, 66.67)}
    assert shop.forecast(order) == (parts, 100.0)
    assert shop.declared(picking) == (parts, 100.0)


def test_kits_in_parts_beside_one_of_their_parts_add_up(shop):
    order, picking = shop.confirmed(("KIT", 2, 100.0), ("A", 1, 10.0))
    assert shop.declared(picking) == ({"A": (3, 76.67), "B": (2, 133.33)}, 210.0)
    odoo = shop.odoo
    for move in odoo.search(
        "stock.move", [["picking_id", "=", picking]], "product_id", "product_uom_qty"
    ):
        taken = 1 if move["product_uom_qty"] == 2 else 0
        odoo.write("stock.move", move["id"], quantity=taken, picked=bool(taken))
    odoo.call(
        "stock.picking",
        "button_validate",
        [picking],
        context={"skip_backorder": True, "skip_sms": True},
    )
    first, rest = sorted(shop.transfers(order))
    declared = [shop.declared(each) for each in (first, rest)]
    totals = [total for _goods, total in declared]
    assert round(sum(totals), 2) == 210.0
    assert totals == [
        pytest.approx(100.0, abs=0.011),
        pytest.approx(110.0, abs=0.011),
    ], "a cent may go with either part"
    assert {name: goods[0] for name, goods in declared[0][0].items()} == {
        "A": 1,
        "B": 1,
    }


@pytest.mark.parametrize(
    ("reward", "goods", "total", "why"),
    [
        (
            {
                "discount": 10,
                "discount_mode": "percent",
                "discount_applicability": "order",
            },
            {"CASE": (2, 36.0), "A": (1, 9.0)},
            45.0,
            "10 % on the order",
        ),
        (
            {
                "discount": 50,
                "discount_mode": "percent",
                "discount_applicability": "cheapest",
            },
            {"CASE": (2, 40.0), "A": (1, 5.0)},
            45.0,
            "50 % on the cheapest",
        ),
        (
            {
                "discount": 50,
                "discount_mode": "percent",
                "discount_applicability": "specific",
            },
            {"CASE": (2, 40.0), "A": (1, 5.0)},
            45.0,
            "50 % on A alone",
        ),
    ],
    ids=["order", "cheapest", "specific"],
)
def test_rewards_lower_what_they_are_for(shop, reward, goods, total, why):
    if reward["discount_applicability"] == "specific":
        reward = {**reward, "discount_product_ids": [[6, 0, [shop.products["A"]]]]}
    order = shop.rewarded(
        shop.sold(("CASE", 2, 20.0), ("A", 1, 10.0)), reward_type="discount", **reward
    )
    assert shop.forecast(order) == (goods, total), why
    shop.odoo.call("sale.order", "action_confirm", [order])
    assert shop.declared(shop.transfers(order)[0]) == (goods, total), why


def test_an_amount_off_the_order_is_shared_by_its_goods(shop):
    """Odoo converts the programme's amount from the company's currency: the value of
    the goods is lower by Odoo's result.
    """
    order = shop.rewarded(
        shop.sold(("CASE", 2, 20.0), ("A", 1, 10.0)),
        reward_type="discount",
        discount=70,
        discount_mode="per_order",
        discount_applicability="order",
    )
    [reward] = shop.odoo.search(
        "sale.order.line",
        [["order_id", "=", order], ["reward_id", "!=", False]],
        "price_subtotal",
    )
    left = round(50.0 + reward["price_subtotal"], 2)
    assert 0 < left < 50
    case = round(left * 4 / 5, 2)
    assert shop.forecast(order) == (
        {"CASE": (2, case), "A": (1, round(left - case, 2))},
        left,
    )


def test_what_was_paid_is_spread_over_a_free_product(shop):
    """Buy one, get one: the reward shares the price of the paid goods of its product,
    and the total stays the price paid.
    """
    order = shop.rewarded(
        shop.sold(("CASE", 2, 20.0), ("B", 1, 30.0)),
        reward_type="product",
        reward_product_id=shop.products["B"],
        reward_product_qty=1,
    )
    assert shop.forecast(order) == ({"CASE": (2, 40.0), "B": (2, 30.0)}, 70.0)


def test_another_free_product_takes_its_share_of_all(shop):
    order = shop.rewarded(
        shop.sold(("CASE", 2, 20.0)),
        reward_type="product",
        reward_product_id=shop.products["B"],
        reward_product_qty=1,
    )
    goods, total = shop.forecast(order)
    assert total == 40.0 and 0 < goods["B"][1] < 40.0


def test_free_shipping_lowers_the_transport_alone(shop):
    order = shop.sold(("CASE", 2, 20.0))
    carrier = _post(shop)
    wizard = shop.odoo.create(
        "choose.delivery.carrier", order_id=order, carrier_id=carrier
    )
    shop.odoo.call("choose.delivery.carrier", "update_price", [wizard])
    shop.odoo.call("choose.delivery.carrier", "button_confirm", [wizard])
    assert _transport(shop, order) > 0
    shop.rewarded(order, reward_type="shipping")
    assert _transport(shop, order) == 0
    assert shop.forecast(order) == ({"CASE": (2, 40.0)}, 40.0)


def test_a_gift_card_pays_and_lowers_nothing(shop):
    programme = shop.programme(
        "gift_card",
        {
            "reward_type": "discount",
            "discount": 1,
            "discount_mode": "per_point",
            "discount_applicability": "order",
            "required_points": 1,
        },
        applies_on="future",
        rule_ids=[[5], [0, 0, {"reward_point_mode": "money"}]],
    )
    card = shop.odoo.create("loyalty.card", program_id=programme, points=120.0)
    code = shop.odoo.read("loyalty.card", card, "code")["code"]
    order = shop.sold(("CASE", 2, 20.0))
    wizard = shop.odoo.create(
        "sale.loyalty.coupon.wizard", order_id=order, coupon_code=code
    )
    action = shop.odoo.call("sale.loyalty.coupon.wizard", "action_apply", [wizard])
    choice = shop.odoo.create(
        "sale.loyalty.reward.wizard",
        order_id=order,
        selected_reward_id=action["context"]["default_reward_ids"][0],
    )
    shop.odoo.call("sale.loyalty.reward.wizard", "action_apply", [choice])
    assert shop.odoo.read("sale.order", order, "amount_total")["amount_total"] < 40.0
    assert shop.forecast(order) == ({"CASE": (2, 40.0)}, 40.0)


def _post(shop):
    service = shop.odoo.create(
        "product.product", name="Post", type="service", taxes_id=[[5]]
    )
    return shop.odoo.create(
        "delivery.carrier", name="Post", product_id=service, fixed_price=60.0
    )


def _transport(shop, order):
    shop.forecast(order)
    [declared] = shop.odoo.search(
        "linkstar.customs.declaration",
        [["sale_order_id", "=", order], ["state", "=", "forecast"]],
        "transport_value",
    )
    return declared["transport_value"]
