"""The main process, once, through the public API of the running server: from a
quotation to a tracked and billed parcel.
"""

import base64
import json
import subprocess
import time

from sandbox.client import Control

from .odoo_api import Odoo
from .paths import run_folder
from .say import Missing, detail, step

_PATIENCE = 60

#: Runs in the environment with the tools: the first page of a PDF as a picture, and the
#: codes on it.
_DECODE = """
import json, sys
import pypdfium2, zxingcpp
image = pypdfium2.PdfDocument(sys.argv[1])[0].render(scale=300 / 72).to_pil()
image.save(sys.argv[2])
codes = zxingcpp.read_barcodes(image)
print(json.dumps([{"format": str(code.format), "text": code.text} for code in codes]))
"""


def drive(url, database, key, sandbox_url, python):
    odoo, carrier = Odoo(url, database, key), Control(sandbox_url)
    _connect(odoo, sandbox_url)
    order = _order(odoo)
    shipment = _ship(odoo, order)
    _label(odoo, shipment, python)
    _track(odoo, carrier, shipment)
    _charges(odoo, shipment)


def _connect(odoo, sandbox_url):
    step("1. connect the account")
    account = odoo.ref("linkstar_delivery.demo_account")
    odoo.write("linkstar.account", account, base_url=sandbox_url)
    for button in ("action_test_connection", "action_synchronise_services"):
        detail(odoo.call("linkstar.account", button, [account])["params"]["message"])
    until = time.monotonic() + _PATIENCE
    while (found := odoo.read("linkstar.account", account, "sync_since", "sync_note"))[
        "sync_since"
    ]:
        if time.monotonic() > until:
            raise Missing(
                "The lines of the account were not synchronised in time. See the"
                " server's log."
            )
        time.sleep(0.2)
    detail(found["sync_note"])


def _order(odoo):
    step("2. quotation")
    partner = odoo.ref("linkstar_customs.demo_partner_berlin")
    products = [
        odoo.ref(f"linkstar_customs.demo_product_{name}")
        for name in ("phone_case", "led_lamp")
    ]
    order = odoo.create(
        "sale.order",
        partner_id=partner,
        order_line=[
            [0, 0, {"product_id": _variant(odoo, product), "product_uom_qty": 2}]
            for product in products
        ],
    )
    method = odoo.ref("linkstar_delivery.demo_carrier_std")
    wizard = odoo.create("choose.delivery.carrier", order_id=order, carrier_id=method)
    odoo.call("choose.delivery.carrier", "update_price", [wizard])
    odoo.call("choose.delivery.carrier", "button_confirm", [wizard])
    found = odoo.read(
        "sale.order", order, "name", "currency_id", "amount_untaxed", "carrier_id"
    )
    line = odoo.search(
        "sale.order.line",
        [["order_id", "=", order], ["is_delivery", "=", True]],
        "price_unit",
    )[0]
    detail(
        f"{found['name']}: {found['carrier_id'][1]} costs {line['price_unit']:.2f}"
        f" {found['currency_id'][1]}"
    )
    step("3. order confirmed")
    odoo.call("sale.order", "action_confirm", [order])
    return order


def _variant(odoo, record_id):
    return odoo.search(
        "product.product",
        ["|", ["id", "=", record_id], ["product_tmpl_id", "=", record_id]],
        "id",
    )[0]["id"]


def _ship(odoo, order):
    step("4. transfer validated")
    picking = odoo.read("sale.order", order, "picking_ids")["picking_ids"][0]
    odoo.call("stock.picking", "button_validate", [picking])
    found = odoo.read("stock.picking", picking, "name", "state", "linkstar_shipment_id")
    if found["state"] != "done":
        raise Missing(
            f"The transfer {found['name']} was not validated (state {found['state']});"
            " look at it in Odoo."
        )
    shipment = found["linkstar_shipment_id"][0]
    detail(f"{found['name']} is done; its shipment is waiting to be booked")
    step("5. shipment booked")
    deadline = time.monotonic() + _PATIENCE
    while True:
        found = odoo.read(
            "linkstar.shipment",
            shipment,
            "state",
            "reference_no",
            "waybill",
            "tracking_number",
            "problem",
        )
        if found["state"] == "ready":
            break
        if found["state"] == "refused" or time.monotonic() > deadline:
            raise Missing(
                f"The shipment {found['reference_no']} has no label ({found['state']}):"
                f" {found['problem']}"
            )
        time.sleep(0.5)
    detail(
        f"reference {found['reference_no']}, waybill {found['waybill']}, tracking"
        f" number {found['tracking_number']}"
    )
    return shipment


def _label(odoo, shipment, python):
    step("6. label")
    found = odoo.read(
        "linkstar.shipment", shipment, "label_attachment_id", "tracking_number"
    )
    attachment = odoo.read(
        "ir.attachment", found["label_attachment_id"][0], "name", "datas"
    )
    folder = run_folder() / "artefacts"
    folder.mkdir(exist_ok=True)
    pdf, png = folder / "label.pdf", folder / "label.png"
    pdf.write_bytes(base64.b64decode(attachment["datas"]))
    done = subprocess.run(
        [python, "-c", _DECODE, pdf, png], text=True, capture_output=True, check=False
    )
    codes = json.loads(done.stdout or "[]")
    detail(
        f"{attachment['name']} ({pdf.stat().st_size} bytes), barcode:"
        f" {', '.join(code['text'] for code in codes) or 'none'}"
    )
    if found["tracking_number"] not in [code["text"] for code in codes]:
        raise Missing(
            "The label's barcode is not the tracking number"
            f" {found['tracking_number']}; look at {png}. {done.stderr[-200:]}"
        )


def _track(odoo, carrier, shipment):
    step("7. tracking, while the sandbox's clock moves")
    before = odoo.read("linkstar.shipment", shipment, "tracking_number")[
        "tracking_number"
    ]
    seen = None
    for _half_day in range(60):
        carrier.advance(hours=12)
        found = _fetched_tracking(odoo, shipment)
        if found["tracking_state"] != seen:
            seen = found["tracking_state"]
            domain = [["shipment_id", "=", shipment]]
            event = odoo.search(
                "linkstar.tracking.event",
                domain,
                "occurred_at",
                "text",
                order="occurred_at desc",
                limit=1,
            )
            detail(
                f"{seen:17}{event[0]['occurred_at']} UTC  {event[0]['text']}"
                if event
                else seen
            )
        if seen == "delivered":
            break
    else:
        raise Missing(
            "The parcel was not delivered within 30 days of the sandbox's clock; it is"
            f" {seen}."
        )
    if found["tracking_number"] != before:
        detail(f"the local carrier's number is {found['tracking_number']}")


def _fetched_tracking(odoo, shipment):
    """The shipment once the carrier has answered, which it does after the click: each
    answer sets the moment of the next question.
    """
    names = ("tracking_state", "tracking_number", "poll_at")
    before = odoo.read("linkstar.shipment", shipment, *names)
    odoo.call("linkstar.shipment", "action_fetch_tracking", [shipment])
    until = time.monotonic() + _PATIENCE
    while (found := odoo.read("linkstar.shipment", shipment, *names))[
        "poll_at"
    ] == before["poll_at"] and time.monotonic() < until:
        time.sleep(0.1)
    return found


def _charges(odoo, shipment):
    step("8. charges")
    odoo.call("linkstar.shipment", "action_fetch_charges", [shipment])
    until, charges = time.monotonic() + _PATIENCE, []
    while not any(charge["stage"] == "billed" for charge in charges):
        if time.monotonic() > until:
            raise Missing("The carrier has charged nothing for a delivered parcel.")
        time.sleep(0.1)
        charges = odoo.search(
            "linkstar.charge",
            [["shipment_id", "=", shipment]],
            "stage",
            "kind",
            "amount",
            "currency_id",
        )
    weight = odoo.read("linkstar.shipment", shipment, "settled_weight")[
        "settled_weight"
    ]
    for stage in ("quoted", "billed"):
        own = [charge for charge in charges if charge["stage"] == stage]
        if own:
            parts = ", ".join(
                f"{charge['kind']} {charge['amount']:.2f}" for charge in own
            )
            detail(
                f"{stage}  {sum(charge['amount'] for charge in own):8.2f}"
                f" {own[0]['currency_id'][1]}  ({parts})"
            )
    detail(f"settled weight {weight:.3f} kg")
