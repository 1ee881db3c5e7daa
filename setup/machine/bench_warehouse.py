"""Rows about the warehouse: ``warehouse.…``."""

import contextlib
import subprocess
import sys
import time
from unittest.mock import patch

from . import paths
from .bench_rows import Pair, Samples, long_row, row

_WAVE, _PARALLEL, _DELAY = 200, 8, 0.4
_WARM = 8
#: Transfers of the baseline, which run one after the other: all of them would take
#: minutes with the same result.
_BASELINE = 40
#: Maximum seconds of a wave.
_PATIENCE = 300


@row(
    "warehouse.validate",
    "validating a transfer of two lines by Linkstar: checks, declaration, shipment; the"
    " carrier is called afterwards",
    "the same transfer by a fixed-price delivery method of core",
    limit=1.4,
    times=40,
)
def validate(env):
    linkstar, fixed = _merchant(env, "https://127.0.0.1:9")
    ours, baseline = _transfers(env, linkstar, 1), _transfers(env, fixed, 1)
    return Pair(lambda: _validated(ours), lambda: _validated(baseline))


@long_row(
    "warehouse.wave",
    f"a transfer in a wave of {_WAVE}, {_PARALLEL} calls at once of {_DELAY * 1000:.0f}"
    " ms each, from the start to the last label; one server process and its cron"
    " process",
    "a transfer validated with the same calls made inside its transaction, one after"
    " the other",
    limit=1 / 6,
)
def wave(env):
    with _sandbox() as carrier:
        linkstar, inside = _merchant(env, carrier.url, parallel_calls=_PARALLEL)
        pickings, one_by_one = (
            _transfers(env, linkstar, _WARM + _WAVE),
            _transfers(env, inside, _BASELINE),
        )
        env.cr.commit()
        carrier.control.fault("*", "slow", times=100000, seconds=_DELAY)
        carrier.control.fault("label", "slow", times=100000, seconds=_DELAY)
        # The first ones fill caches and are not counted.
        _call_inside(env, linkstar, one_by_one[:1])
        baseline = _call_inside(env, linkstar, one_by_one[1:])
        with _cron_process(env):
            _run_wave(env, pickings[:_WARM])
            ours = _run_wave(env, pickings[_WARM:])
        calls = carrier.control.calls(service="createOrder")
        if len(calls) != len(pickings) + len(one_by_one):
            raise AssertionError(f"{len(calls)} orders")
    return Samples(
        [ours * 1000 / _WAVE],
        [baseline * 1000 / (_BASELINE - 1)],
        f" ({_BASELINE} of them, {_DELAY * 1000:.0f} ms a call)",
    )


def _run_wave(env, pickings):
    """Return the seconds from the start of a wave to its last label."""
    found = env["linkstar.wave"].browse(pickings.action_linkstar_wave()["res_id"])
    env.cr.commit()
    start = time.perf_counter()
    found.action_start()
    env.cr.commit()
    while time.perf_counter() - start < _PATIENCE:
        env.invalidate_all()
        if found.done_count == found.total:
            taken = time.perf_counter() - start
            env.cr.commit()
            return taken
        env.cr.commit()
        if found.refused_count == found.total:
            break
        time.sleep(0.1)
    raise AssertionError(
        {
            state: found[f"{state}_count"]
            for state in ("pending", "waiting", "refused", "done")
        }
    )


def _call_inside(env, linkstar, pickings):
    """Return the seconds of core's pattern: order and label of each transfer are
    fetched while it is validated.
    """

    def send_shipping(carrier, sent):
        [picking] = sent
        client = linkstar.linkstar_account_id._client(timeout=20)
        shipment = env["linkstar.shipment"].new(
            {
                "reference_no": f"CORE-{picking.id}",
                "picking_id": picking.id,
                "service_id": linkstar.linkstar_service_id.id,
                "declaration_id": picking._linkstar_declare().id,
            }
        )
        shipment.parcel_ids = [
            (0, 0, {"number": "U001", "weight": picking.shipping_weight})
        ]
        booked = client.create_order(shipment._wire_order())
        label = client.label(booked.reference_no)
        env["ir.attachment"].create(
            {
                "name": "LabelShipping.pdf",
                "raw": label.content,
                "res_model": picking._name,
                "res_id": picking.id,
            }
        )
        return [
            {
                "exact_price": 0.0,
                "tracking_number": booked.tracking_number or booked.waybill,
            }
        ]

    start = time.perf_counter()
    with patch.object(
        type(env["delivery.carrier"]), "fixed_send_shipping", send_shipping
    ):
        for picking in pickings:
            env.invalidate_all()
            _validated(picking)
            env.cr.commit()
    return time.perf_counter() - start


@contextlib.contextmanager
def _cron_process(env):
    """Run Odoo's cron in a separate process, like a server with workers; without it the
    wave would wait for the end of the minute.
    """
    command = [
        sys.executable,
        "-m",
        "odoo",
        "server",
        "-d",
        env.cr.dbname,
        "--no-http",
        "--max-cron-threads",
        "1",
    ]
    log = paths.run_folder() / "bench-cron.log"
    with open(log, "wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
    try:
        until = time.monotonic() + 60
        while "Registry loaded" not in log.read_text():
            if time.monotonic() > until or process.poll() is not None:
                raise AssertionError(f"The cron process did not start, see {log}.")
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait(30)


def _validated(picking):
    picking.button_validate()
    if picking.state != "done":
        raise AssertionError(picking.state)


@contextlib.contextmanager
def _sandbox():
    sys.path.insert(0, str(paths.SETUP))
    from sandbox.client import start

    host = start(state="memory")
    try:
        yield host
    finally:
        host.stop()


def _merchant(env, url, **account):
    """Create a merchant in Shenzhen with two delivery methods: ours, and core's with a
    fixed price.
    """
    yuan = env.ref("base.CNY")
    yuan.active = env.ref("base.EUR").active = True
    company = env.company
    company.write(
        {
            "street": "Road 1",
            "city": "Shenzhen",
            "zip": "518000",
            "phone": "+86 755 2345 6789",
            "country_id": env.ref("base.cn").id,
            "state_id": env.ref("base.state_cn_GD").id,
            "currency_id": yuan.id,
        }
    )
    env["res.currency.rate"].create(
        {
            "currency_id": env.ref("base.EUR").id,
            "company_id": company.id,
            "name": "2020-01-01",
            "rate": 0.125,
        }
    )
    account = env["linkstar.account"].create(
        {
            "name": "Bench",
            "base_url": url,
            "app_token": "sandbox-token",
            "app_key": "sandbox-key",
            **account,
        }
    )
    service = env["linkstar.service"].create(
        {"account_id": account.id, "code": "EU-STD", "name": "Standard"}
    )
    method = {"integration_level": "rate_and_ship", "company_id": company.id}
    values = [
        {
            "name": "Linkstar",
            "delivery_type": "linkstar",
            "linkstar_account_id": account.id,
            "linkstar_service_id": service.id,
            **method,
        },
        {"name": "Fixed", "delivery_type": "fixed", "fixed_price": 5, **method},
    ]
    for each in values:
        each["product_id"] = (
            env["product.product"]
            .create({"name": "Bench delivery", "type": "service", "taxes_id": False})
            .id
        )
    return env["delivery.carrier"].create(values)


def _transfers(env, method, count):
    """Return ready transfers of ``count`` confirmed orders, with two products each."""
    products = env["product.product"].create(
        [
            {
                "name": f"Case {number}",
                "default_code": f"CASE-{number}",
                "type": "consu",
                "weight": 0.2,
                "list_price": 80,
                "taxes_id": False,
                "hs_code": "392690",
                "country_of_origin": env.ref("base.cn").id,
                "linkstar_description_en": "phone cover of silicone",
                "linkstar_description_cn": "硅胶手机壳",
                "linkstar_ns_pid": f"F-{number}",
                "linkstar_no_gtin": True,
            }
            for number in range(2)
        ]
    )
    buyers = env["res.partner"].create(
        [
            {
                "name": f"Max Muster {number}",
                "street": f"Teststraße {number}",
                "city": "Berlin",
                "zip": "10115",
                "phone": "+49 30 12345678",
                "country_id": env.ref("base.de").id,
            }
            for number in range(1, count + 1)
        ]
    )
    orders = env["sale.order"].create(
        [
            {
                "partner_id": buyer.id,
                "order_line": [
                    (
                        0,
                        0,
                        {
                            "product_id": product.id,
                            "product_uom_qty": 2,
                            "price_unit": 28,
                        },
                    )
                    for product in products
                ],
            }
            for buyer in buyers
        ]
    )
    for order in orders:
        order.set_delivery_line(method, 10)
    orders.action_confirm()
    pickings = orders.picking_ids.sorted("id")
    for move in pickings.move_ids:
        move.quantity = move.product_uom_qty
    return pickings
