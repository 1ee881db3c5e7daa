"""Rows about prices: ``rates.…``."""

import base64
from dataclasses import replace
from datetime import date
from decimal import Decimal

from .bench_rows import Pair, row

_SERVICES, _BRACKETS = 12, 40
#: kg; on both sides it is in the 20th of 40 brackets of 0.5 kg.
_WEIGHT = 9.8
_METHODS, _COUNTRIES = 6, 60
_OTHER_CARDS = 11


@row(
    "rates.pure_quote",
    f"pure code quotes one order over {_SERVICES} services × {_BRACKETS} brackets",
    f"core's base_on_rule: one carrier of {_BRACKETS} rules",
    limit=0.1,
)
def pure_quote(env):
    from odoo.addons.linkstar_delivery.rating import (
        Parcel,
        Price,
        Request,
        compile_card,
        quote,
    )

    cards = [compile_card(_card(f"L{number}")) for number in range(_SERVICES)]
    sides = tuple(map(Decimal, (40, 30, 20)))

    def ours():
        request = Request(
            parcels=(Parcel(Decimal("6.1"), sides), Parcel(Decimal("3.7"), sides)),
            country="DE",
            on_date=date(2026, 11, 22),
            postcode="25980",
            item_count=3,
            declared_value=Decimal(800),
            options=frozenset({"insurance"}),
        )
        answers = [quote(card, request) for card in cards]
        if not all(isinstance(answer, Price) for answer in answers):
            raise AssertionError(answers)

    order, carrier = _order(env), _core_carrier(env)
    return Pair(ours, lambda: _rate(carrier, order))


@row(
    "rates.wizard_offline",
    f"the wizard's quotation by a rate card of {_BRACKETS} brackets in each of five"
    " zones, CNY for an order in EUR",
    f"core's base_on_rule: {_BRACKETS} rules in CNY, for the same order",
    limit=1.2,
    sql_limit=1.2,
    times=100,
)
def wizard_offline(env):
    order, ours = _chinese_merchant(env, methods=1)
    core = _core_carrier(env)

    def rate(carrier):
        # Like choose.delivery.carrier, which adds the same time on both sides.
        _rate(carrier.with_context(order_weight=order.shipping_weight), order)

    return Pair(lambda: rate(ours), lambda: rate(core))


@row(
    "rates.checkout_six",
    f"a visitor's order rated with {_METHODS} methods of one account in one request",
    "the same with one method",
    limit=1.5,
    sql_limit=1.5,
    times=100,
)
def checkout_six(env):
    visitor = env.ref("base.public_user")
    order, methods = (
        records.with_user(visitor).sudo()
        for records in _chinese_merchant(env, methods=_METHODS)
    )

    def rate(some):
        for method in some:
            # Like website_sale.
            _rate(
                method,
                order.with_context(express_checkout_partial_delivery_address=True),
            )

    return Pair(lambda: rate(methods), lambda: rate(methods[0]))


@row(
    "rates.card_import",
    f"a workbook of {_COUNTRIES} countries × {_BRACKETS} brackets imported into a rate"
    " card",
    "Odoo's load() of as many zones, and of as many brackets whose zones are given by"
    " database id",
    limit=0.2,
    times=15,
)
def card_import(env):
    from odoo.addons.linkstar_delivery.rating import (
        Area,
        Zone,
        sheet_columns,
        sheet_write,
    )

    codes = (
        env["res.country"]
        .search([("code", "!=", False)], limit=_COUNTRIES)
        .mapped("code")
    )
    card = _card("L0")
    zones = tuple(Zone(code, (Area(code),), card.zones[0].brackets) for code in codes)
    file = base64.b64encode(sheet_write.xlsx(replace(card, zones=zones, surcharges=())))
    account = _account(env)
    empty, other = (_new_card(env, account, code) for code in ("L0", "L1"))
    _other_cards(env, account, replace(card, zones=zones))
    columns = [column.attribute for column in sheet_columns.BRACKET]
    owners = [[str(other.id), code, code] for code in codes]
    rows = [
        [str(getattr(bracket, column) or "") for column in columns]
        for bracket in zones[0].brackets
    ]
    many = len(owners) * len(rows)

    def ours():
        wizard = env["linkstar.rate.card.import"].create(
            {"card_id": empty.id, "file": file, "filename": "card.xlsx"}
        )
        # A user makes a dry run before, for both sides: it is not measured.
        wizard.checked_hash = wizard._hash()
        wizard.action_import()
        # Counted only: the baseline does not read its records either.
        _expect(
            env["linkstar.rate.bracket"].search_count(
                [("zone_id", "in", empty.zone_ids.ids)]
            )
            == many,
            empty,
        )

    def baseline():
        made = env["linkstar.rate.zone"].load(["card_id/.id", "name", "areas"], owners)
        priced = [[str(owner), *row] for owner in made["ids"] for row in rows]
        answer = env["linkstar.rate.bracket"].load(["zone_id/.id", *columns], priced)
        _expect(answer["ids"] and len(answer["ids"]) == many, answer["messages"])

    return Pair(ours, baseline)


def _other_cards(env, account, card):
    """Create cards of a merchant's other lines, and analyze the tables.

    In a table that was empty before, PostgreSQL reads all zones, also those rolled
    back, for each new bracket's foreign key: the result would depend on how often the
    row was run.
    """
    for number in range(_OTHER_CARDS):
        other = _new_card(env, account, f"O{number}")
        other._take_over(
            replace(card, service_code=other.service_id.code), env.ref("base.CNY")
        )
    env.flush_all()
    env.cr.execute("ANALYZE linkstar_rate_zone, linkstar_rate_bracket")


def _rate(carrier, order):
    answer = carrier.rate_shipment(order)
    _expect(answer["success"], answer)


def _expect(holds, otherwise):
    if not holds:
        raise AssertionError(otherwise)


def _chinese_merchant(env, methods):
    """An order in EUR of a company with the currency CNY, and its delivery methods,
    each with a card in CNY.
    """
    yuan, euro = env.ref("base.CNY"), env.ref("base.EUR")
    (yuan + euro).active = True
    env.company.currency_id = yuan
    env["res.currency.rate"].create(
        {
            "currency_id": euro.id,
            "company_id": env.company.id,
            "name": "2020-01-01",
            "rate": 0.125,
        }
    )
    order = _order(
        env,
        lines=3,
        pricelist_id=env["product.pricelist"]
        .create({"name": "Bench", "currency_id": euro.id})
        .id,
    )
    account = _account(env)
    values = []
    for number in range(methods):
        card = _new_card(env, account, f"L{number}")
        card._take_over(_card(card.service_id.code), yuan)
        card.action_activate()
        values.append(
            {
                "name": card.name,
                "delivery_type": "linkstar",
                "product_id": (
                    env["product.product"]
                    .create({"name": "Bench delivery", "type": "service"})
                    .id
                ),
                "linkstar_account_id": account.id,
                "linkstar_service_id": card.service_id.id,
                "linkstar_rate_source": "card",
            }
        )
    return order, env["delivery.carrier"].create(values)


def _account(env):
    # Nothing listens there: a card makes no call.
    return env["linkstar.account"].create(
        {
            "name": "Bench",
            "base_url": "https://127.0.0.1:9",
            "app_token": "bench",
            "app_key": "bench",
        }
    )


def _new_card(env, account, code):
    """Create a card without prices for a separate line."""
    service = env["linkstar.service"].create(
        {"account_id": account.id, "code": code, "name": code}
    )
    return env["linkstar.rate.card"].create(
        {"name": code, "service_id": service.id, "valid_from": "2026-01-01"}
    )


def _number(value):
    return Decimal(value) / 100


def _brackets(price):
    from odoo.addons.linkstar_delivery.rating import Bracket

    for place in range(_BRACKETS):
        over = Decimal(place) / 2
        yield Bracket(
            over,
            over + Decimal("0.5"),
            "per_kg",
            _number(price - 10 * place),
            registration=_number(1800),
        )


def _card(service_code):
    """Create a card of five zones with all parts of a price: volume, fuel,
    registration, remote areas, insurance, discount.
    """
    from odoo.addons.linkstar_delivery.rating import (
        Area,
        Card,
        Discount,
        ParcelLimits,
        Surcharge,
        WeightRule,
        Zone,
    )

    zones = [("DE", "NL"), ("FR", "AT"), ("IT", "ES"), ("SE", "FI"), ("RO", "BG")]
    remote = (
        Area("DE", ("18565", "25980", "26465"), (("25849", "25869"),)),
        Area("FR", ("20",)),
    )
    return Card(
        service_code=service_code,
        currency="CNY",
        valid_from=date(2026, 1, 1),
        zones=tuple(
            Zone(
                f"Zone {place}",
                tuple(map(Area, countries)),
                tuple(_brackets(9000 + 500 * place)),
            )
            for place, countries in enumerate(zones, 1)
        ),
        weight_rule=WeightRule(
            divisor=Decimal(6000),
            over_ratio=Decimal("1.5"),
            minimum=Decimal("0.05"),
            step=Decimal("0.01"),
        ),
        limits=ParcelLimits(
            max_weight=Decimal(30),
            max_side=Decimal(120),
            max_girth=Decimal(300),
            max_value=Decimal(5000),
        ),
        surcharges=(
            Surcharge("fuel", "percent_freight", _number(850)),
            Surcharge("remote_area", "fixed", _number(3200), areas=remote),
            Surcharge(
                "insurance",
                "percent_value",
                _number(50),
                minimum=_number(500),
                optional=True,
            ),
        ),
        discounts=(Discount(Decimal(500), _number(300)),),
    )


def _order(env, lines=1, **values):
    product = {
        "name": "Bench product",
        "type": "consu",
        "weight": _WEIGHT / lines,
        "list_price": 20,
    }
    products = env["product.product"].create([product] * lines)
    address = {
        "name": "Bench customer",
        "street": "Weg 1",
        "zip": "25980",
        "city": "Sylt",
        "country_id": env.ref("base.de").id,
    }
    return env["sale.order"].create(
        {
            "partner_id": env["res.partner"].create(address).id,
            "order_line": [
                (0, 0, {"product_id": product.id, "product_uom_qty": 1})
                for product in products
            ],
            **values,
        }
    )


def _core_carrier(env):
    """Create core's own delivery method with as many weight rules as the cards have
    brackets.
    """
    service = env["product.product"].create(
        {"name": "Bench delivery", "type": "service"}
    )
    rules = [
        {
            "variable": "weight",
            "operator": "<=",
            "max_value": (place + 1) / 2,
            "list_base_price": 18,
            "list_price": 90 - place / 10,
        }
        for place in range(_BRACKETS)
    ]
    return env["delivery.carrier"].create(
        {
            "name": "Bench base_on_rule",
            "delivery_type": "base_on_rule",
            "product_id": service.id,
            "price_rule_ids": [
                (0, 0, {"sequence": place, **rule}) for place, rule in enumerate(rules)
            ],
        }
    )
