"""The warehouse receives a return by scanning, a buyer asks for one, and a seller sees
where each piece is.
"""

import io
import threading

from chromium import artefact, signed_in
from machine.odoo_api import Missing
from PIL import Image
from playwright.sync_api import expect
from test_handover import _scan


def _delivered(world, quantity=3):
    """A delivered order without Linkstar: (order, transfer)."""
    odoo = world.odoo
    order = world.order()
    [line] = odoo.read("sale.order", order, "order_line")["order_line"]
    odoo.write("sale.order.line", line, product_uom_qty=quantity)
    odoo.call("sale.order", "action_confirm", [order])
    [picking] = odoo.read("sale.order", order, "picking_ids")["picking_ids"]
    odoo.call(
        "stock.picking",
        "button_validate",
        [picking],
        context={"skip_backorder": True, "skip_sms": True},
    )
    return order, picking


def test_a_picker_receives_a_return_by_scanning(world, page):
    odoo = world.odoo
    order, picking = _delivered(world)
    record = odoo.create("linkstar.return", picking_id=picking, reason="refused")
    name = odoo.read("linkstar.return", record, "name")["name"]
    variant = world._variant("linkstar_customs.demo_product_phone_case")
    code = odoo.read("product.product", variant, "default_code")["default_code"]

    page.goto(f"{world.url}/odoo/linkstar-returns/{record}")
    page.click("button[name=action_expect]:visible")
    expect(page.locator(".o_statusbar_status .o_arrow_button_current")).to_have_text(
        "Return expected"
    )
    page.screenshot(path=artefact("return-expected.png"))

    page.goto(f"{world.url}/odoo/linkstar-returns-scan")
    answer = page.locator(".o_answer")
    expect(answer).to_contain_text("Scan the parcel")
    _scan(page, "NOTHING-LIKE-THIS")
    expect(page.locator(".o_linkstar_scan.o_refused")).to_contain_text("Unknown")
    _scan(page, name.lower())
    expect(page.locator("header h1")).to_contain_text(name)
    _scan(page, code)
    expect(page.locator(".o_linkstar_scan.o_ok")).to_be_visible()
    expect(page.locator(".o_recent tr")).to_have_count(1)
    page.locator("[data-destination=quarantine]").click()
    _scan(page, code)
    expect(page.locator(".o_recent tr")).to_have_count(2)
    _scan(page, "NOT-GOODS")
    expect(page.locator(".o_linkstar_scan.o_refused")).to_contain_text("Unknown")
    page.screenshot(path=artefact("return-scan.png"))
    page.keyboard.press("F2")
    expect(answer).to_contain_text("Removed")
    expect(page.locator(".o_recent tr")).to_have_count(1)
    _scan(page, code)
    expect(page.locator(".o_recent tr")).to_have_count(2)
    page.keyboard.press("F8")
    expect(answer).to_contain_text("Received")
    assert odoo.read("linkstar.return", record, "state")["state"] == "partial"
    [line] = odoo.search("sale.order.line", [["order_id", "=", order]], "qty_delivered")
    assert line["qty_delivered"] == 1

    page.goto(f"{world.url}/odoo/linkstar-returns/{record}")
    page.get_by_role("tab", name="Returned goods").click()
    expect(page.locator(".o_field_widget[name=item_ids] .o_data_row")).to_have_count(2)
    page.screenshot(path=artefact("return-received.png"))


def test_a_seller_finds_the_return_on_the_order(world, browser):
    order, picking = _delivered(world, 1)
    world.odoo.create("linkstar.return", picking_id=picking, reason="buyer")
    seller = signed_in(browser, world, "admin")
    seller.goto(f"{world.url}/odoo/sales/{order}")
    seller.click("button[name=action_linkstar_returns]")
    expect(seller.locator(".o_data_row")).to_have_count(1)
    seller.close()


def test_two_users_receive_the_last_piece_at_once(world):
    """One of them has it; for the other one it came back in the meantime."""
    odoo = world.odoo
    order, picking = _delivered(world, 1)
    variant = world._variant("linkstar_customs.demo_product_phone_case")
    code = odoo.read("product.product", variant, "default_code")["default_code"]
    records = [
        odoo.create("linkstar.return", picking_id=picking, reason="refused")
        for _number in range(2)
    ]
    for record in records:
        answer = odoo.call("linkstar.return", "scan", [record], text=code)
        assert answer["ok"], answer
    outcomes, together = [], threading.Barrier(2)

    def receive(record):
        together.wait()
        try:
            odoo.call("linkstar.return", "action_receive", [record])
        except Missing as refused:
            outcomes.append(str(refused))
        else:
            outcomes.append("")

    threads = [threading.Thread(target=receive, args=[each]) for each in records]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(bool, outcomes)) == [False, True], outcomes
    assert "another return" in "".join(outcomes)
    [line] = odoo.search("sale.order.line", [["order_id", "=", order]], "qty_delivered")
    assert line["qty_delivered"] == 0


def test_a_seller_sees_where_each_piece_is(world, browser):
    """Of three pieces in two boxes two are delivered, and one is on its way back."""
    order = world.odoo.ref("linkstar_delivery.demo_tracked_split")
    seller = signed_in(browser, world, "seller")
    seller.goto(f"{world.url}/odoo/sales/{order}")
    seller.click("[name=linkstar_goods]")
    pieces = seller.locator(".tab-pane.active")
    expect(pieces).to_contain_text("Returning: 1, Delivered: 2")
    expect(pieces.locator(".o_data_row")).to_have_count(2)
    seller.screenshot(path=artefact("pieces.png"))
    seller.close()


def test_a_buyer_asks_for_a_return(world, browser):
    """Without a login, by the link of the order; the merchant accepts, and the buyer
    reads where to send it.
    """
    odoo = world.odoo
    company = odoo.ref("base.main_company")
    odoo.write(
        "res.company",
        company,
        linkstar_return_requests=True,
        linkstar_return_instructions="Write the number of the return on the parcel.",
    )
    order, picking = _delivered(world, 2)
    url = world.url + odoo.call("sale.order", "get_portal_url", [order])
    buyer = browser.new_context(
        viewport={"width": 1100, "height": 1000}, locale="en-US"
    ).new_page()
    buyer.goto(url)
    buyer.click("#linkstar_returns >> text=Return goods")
    buyer.get_by_label("Reason").select_option("damaged")
    buyer.get_by_label("What is wrong?").fill("The lid is broken.")
    # Nothing is chosen yet: the page says so, and keeps what was written.
    buyer.click("text=Send request")
    expect(buyer.locator("[role=alert]")).to_contain_text("how much")
    expect(buyer.get_by_label("What is wrong?")).to_have_value("The lid is broken.")
    buyer.locator("input[type=number]").first.fill("1")
    buyer.get_by_label("Photos").set_input_files(
        {"name": "lid.png", "mimeType": "image/png", "buffer": _photo()}
    )
    buyer.screenshot(path=artefact("return-request.png"))
    buyer.click("text=Send request")
    expect(buyer.locator("[name=linkstar_return]")).to_contain_text("Requested")

    [record] = odoo.search("linkstar.return", [["picking_id", "=", picking]], "id")
    picker = signed_in(browser, world, "picker")
    picker.goto(f"{world.url}/odoo/linkstar-returns/{record['id']}")
    picker.click("button[name=action_expect]:visible")
    expect(picker.locator(".o_statusbar_status .o_arrow_button_current")).to_have_text(
        "Return expected"
    )
    picker.close()
    buyer.goto(url)
    accepted = buyer.locator("[name=linkstar_return]")
    expect(accepted).to_contain_text("Accepted")
    expect(accepted).to_contain_text("Write the number of the return")
    buyer.locator("#linkstar_returns").scroll_into_view_if_needed()
    buyer.screenshot(path=artefact("return-accepted.png"))
    buyer.context.close()


def _photo():
    file = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(file, "PNG")
    return file.getvalue()
