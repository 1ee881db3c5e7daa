"""Rows about prices: ``rates.…``."""
from datetime import date
from decimal import Decimal

from .bench_rows import Pair, row

_SERVICES, _BRACKETS = 12, 40
#: kg; on both sides it lies in the 20th of 40 brackets of 0.5 kg.
_WEIGHT = 9.8


@row(
    "rates.pure_quote",
    f"pure code quotes one order over {_SERVICES} services × {_BRACKETS} brackets",
    f"core's base_on_rule: one carrier of {_BRACKETS} rules",
    limit=0.1,
)
def pure_quote(env):
    from odoo.addons.linkstar_delivery.rating import Parcel, Price, Request, compile_card, quote

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

    def baseline():
        answer = carrier.rate_shipment(order)
        if not answer["success"]:
            raise AssertionError(answer)

    return Pair(ours, baseline)


def _card(service_code):
    """A card of five zones with all that a price may have: volume, fuel, registration, remote areas, insurance, discount."""
    from odoo.addons.linkstar_delivery.rating import Area, Bracket, Card, Discount, Limits, Surcharge, WeightRule, Zone

    def number(value):
        return Decimal(value) / 100

    def brackets(price):
        for place in range(_BRACKETS):
            over = Decimal(place) / 2
            yield Bracket(over, over + Decimal("0.5"), "per_kg", number(price - 10 * place), registration=number(1800))

    zones = [("DE", "NL"), ("FR", "AT"), ("IT", "ES"), ("SE", "FI"), ("RO", "BG")]
    remote = (Area("DE", ("18565", "25980", "26465"), (("25849", "25869"),)), Area("FR", ("20",)))
    return Card(
        service_code=service_code,
        currency="CNY",
        valid_from=date(2026, 1, 1),
        zones=tuple(
            Zone(f"Zone {place}", tuple(map(Area, countries)), tuple(brackets(9000 + 500 * place)))
            for place, countries in enumerate(zones, 1)
        ),
        weight_rule=WeightRule(divisor=Decimal(6000), over_ratio=Decimal("1.5"), minimum=Decimal("0.05"), step=Decimal("0.01")),
        limits=Limits(max_weight=Decimal(30), max_side=Decimal(120), max_girth=Decimal(300), max_value=Decimal(5000)),
        surcharges=(
            Surcharge("fuel", "percent_freight", number(850)),
            Surcharge("remote_area", "fixed", number(3200), areas=remote),
            Surcharge("insurance", "percent_value", number(50), minimum=number(500), optional=True),
        ),
        discounts=(Discount(Decimal(500), number(300)),),
    )


def _order(env):
    product = env["product.product"].create({"name": "Bench product", "type": "consu", "weight": _WEIGHT, "list_price": 20})
    address = {"name": "Bench customer", "street": "Weg 1", "zip": "25980", "city": "Sylt", "country_id": env.ref("base.de").id}
    return env["sale.order"].create(
        {
            "partner_id": env["res.partner"].create(address).id,
            "order_line": [(0, 0, {"product_id": product.id, "product_uom_qty": 1})],
        }
    )


def _core_carrier(env):
    """Core's own delivery method with as many weight rules as the cards have brackets."""
    service = env["product.product"].create({"name": "Bench delivery", "type": "service"})
    rules = [
        {"variable": "weight", "operator": "<=", "max_value": (place + 1) / 2, "list_base_price": 18, "list_price": 90 - place / 10}
        for place in range(_BRACKETS)
    ]
    return env["delivery.carrier"].create(
        {
            "name": "Bench base_on_rule",
            "delivery_type": "base_on_rule",
            "product_id": service.id,
            "price_rule_ids": [(0, 0, {"sequence": place, **rule}) for place, rule in enumerate(rules)],
        }
    )
