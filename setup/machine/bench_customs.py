"""Rows about customs: ``customs.…``."""

from .bench_rows import Pair, row

_TRANSFERS, _LINES, _SAMPLE = 1000, 5, 100
_WORDS = (
    "phone case",
    "cotton t-shirts",
    "desk lamp",
    "wooden puzzle",
    "headph",
    "4202.3",
)


@row(
    "customs.declare",
    f"declarations of {_TRANSFERS:,} transfers of {_LINES} lines",
    f"core validates {_SAMPLE} of them with a fixed-price carrier,"
    f" ×{_TRANSFERS // _SAMPLE}",
    limit=0.5,
    times=2,
    warm_up=0,
)
def declare(env):
    transfers = _transfers(env, _TRANSFERS)
    sample = transfers[:_SAMPLE]

    def core():
        sample.button_validate()
        _expect(
            all(transfer.state == "done" for transfer in sample), sample.mapped("state")
        )

    def ours():
        _expect(
            len(transfers._linkstar_declare().line_ids) == _TRANSFERS * _LINES,
            "lines are missing",
        )

    return Pair(ours, core, baseline_times=_TRANSFERS // _SAMPLE)


@row(
    "customs.declare_again",
    f"drafts of {_SAMPLE} transfers of {_LINES} lines built anew",
    "those of a tenth of them (Odoo inserts a hundred rows at a time, so a few more are"
    " its own)",
    sql_limit=1.1,
    times=3,
    warm_up=1,
)
def declare_again(env):
    transfers = _transfers(env, _SAMPLE)
    transfers._linkstar_declare()
    few = transfers[: _SAMPLE // 10]
    return Pair(transfers._linkstar_declare, few._linkstar_declare)


@row(
    "customs.hs_search",
    f"suggestions for {len(_WORDS)} searches in the table of HS subheadings",
    "core's name_search for the same words over as many products with those names",
    limit=1.5,
    times=20,
)
def hs_search(env):
    table = env["linkstar.hs.code"]
    rows = table.search([])
    if len(rows) < 5000:
        raise AssertionError(len(rows))
    products = env["product.product"]
    products.create(
        [
            {"name": row.display_name[:120], "default_code": row.code, "type": "consu"}
            for row in rows
        ]
    )

    def search(model):
        for words in _WORDS:
            model.name_search(words, limit=8)

    if not all(table.name_search(words, limit=8) for words in _WORDS):
        raise AssertionError(_WORDS)
    return Pair(lambda: search(table), lambda: search(products))


def _transfers(env, count):
    """Return ``count`` transfers that are ready to leave, each from an order in EUR to
    a different consignee in Germany.
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
    pricelist = env["product.pricelist"].create(
        {"name": "Bench", "currency_id": euro.id}
    )
    products = _products(env)
    partners = _buyers(env, count)
    service = env["product.product"].create(
        {"name": "Bench delivery", "type": "service"}
    )
    carrier = env["delivery.carrier"].create(
        {"name": "Bench fixed", "delivery_type": "fixed", "product_id": service.id}
    )
    orders = env["sale.order"].create(
        [
            {
                "partner_id": partner.id,
                "pricelist_id": pricelist.id,
                "carrier_id": carrier.id,
                "order_line": [
                    (
                        0,
                        0,
                        {
                            "product_id": products[(place + number) % 20].id,
                            "product_uom_qty": 2,
                            "price_unit": 4.5,
                        },
                    )
                    for number in range(_LINES)
                ],
            }
            for place, partner in enumerate(partners)
        ]
    )
    orders.action_confirm()
    transfers = orders.picking_ids
    transfers.carrier_id = carrier
    _expect(len(transfers) == count, transfers)
    return transfers


def _products(env):
    return env["product.product"].create(
        [
            {
                "name": f"Bench product {number}",
                "default_code": f"B-{number}",
                "type": "consu",
                "weight": 0.2,
                "list_price": 80,
                "hs_code": f"3926{number:02}",
                "country_of_origin": env.ref("base.cn").id,
                "linkstar_description_en": f"article {number}, plastic",
            }
            for number in range(20)
        ]
    )


def _buyers(env, count):
    return env["res.partner"].create(
        [
            {
                "name": f"Buyer {number}",
                "street": "Weg 1",
                "zip": f"{10000 + number}",
                "city": "Berlin",
                "country_id": env.ref("base.de").id,
            }
            for number in range(count)
        ]
    )


def _expect(holds, otherwise):
    if not holds:
        raise AssertionError(otherwise)
