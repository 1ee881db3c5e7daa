"""A warehouse user in a real browser: sign in, validate, see the number, print the
label.
"""

import re

import pypdfium2
import pytest
import zxingcpp
from chromium import artefact, open_transfer, signed_in
from playwright.sync_api import expect


@pytest.fixture
def seller_page(browser, world):
    page = signed_in(browser, world, "seller")
    yield page
    page.close()


def test_picker_validates_and_prints(world, page):
    picking = world.transfer()
    open_transfer(page, world, picking)
    page.click("button[name=button_validate]:visible")
    expect(page.locator(".o_statusbar_status .o_arrow_button_current")).to_have_text(
        "Done"
    )
    shipment, _state = world.shipment_of(picking)
    world.wait_until_ready(shipment)
    page.reload()
    expect(page.locator("button[name=action_linkstar_shipment]")).to_contain_text(
        "Label ready"
    )
    number = world.odoo.read("linkstar.shipment", shipment, "tracking_number")[
        "tracking_number"
    ]
    page.get_by_role("tab", name="Additional Info").click()
    expect(
        page.locator(".o_field_widget[name=carrier_tracking_ref] input")
    ).to_have_value(number)
    page.screenshot(path=artefact("transfer.png"))
    with page.expect_download() as download:
        page.click("button[name=action_linkstar_print_label]")
    label = artefact("printed-label.pdf")
    download.value.save_as(label)
    image = pypdfium2.PdfDocument(label)[0].render(scale=300 / 72).to_pil()
    image.save(artefact("printed-label.png"))
    assert number in [code.text for code in zxingcpp.read_barcodes(image)]


def test_picker_is_told_what_to_mend(world, page):
    """A transfer without a postcode is not validated, and the error names the address
    to complete.
    """
    picking = world.transfer(partner="demo_partner_lodz")
    partner = world.odoo.read("stock.picking", picking, "partner_id")["partner_id"][0]
    postcode = world.odoo.read("res.partner", partner, "zip")["zip"]
    world.odoo.write("res.partner", partner, zip=False)
    try:
        open_transfer(page, world, picking)
        page.click("button[name=button_validate]:visible")
        dialog = page.locator(".modal-dialog")
        expect(dialog).to_contain_text("postcode")
        expect(dialog).to_contain_text("Complete the contact")
        page.screenshot(path=artefact("refused-before-validation.png"))
    finally:
        world.odoo.write("res.partner", partner, zip=postcode)
    assert world.odoo.read("stock.picking", picking, "state")["state"] != "done"


def test_refusal_of_the_carrier_is_on_the_transfer(world, page):
    world.carrier.fault(
        "createOrder", "failure", text="Consignee phone is not a phone number"
    )
    picking = world.transfer()
    open_transfer(page, world, picking)
    page.click("button[name=button_validate]:visible")
    expect(page.locator(".o_statusbar_status .o_arrow_button_current")).to_have_text(
        "Done"
    )
    shipment, _state = world.shipment_of(picking)
    world.wait("the carrier has refused", lambda: world.state(shipment) == "refused")
    page.reload()
    expect(
        page.locator(".alert:visible", has_text=re.compile("not a phone number"))
    ).to_be_visible()
    page.screenshot(path=artefact("refused-by-carrier.png"))
    page.locator("button[name=action_linkstar_retry]:visible").click()
    world.wait_until_ready(shipment)


def test_seller_compares_lines_and_picks_one(world, seller_page):
    page, order = seller_page, world.order(product="demo_product_headphones")
    page.goto(f"{world.url}/odoo/sales/{order}")
    page.click("button[name=action_linkstar_compare]:visible")
    table = page.locator(".modal-dialog .o_list_renderer")
    expect(table).to_contain_text("EU-BAT")
    expect(table.locator("tr", has_text="EU-STD")).to_contain_text("does not carry")
    # Name and price at the left, the button at the right: all of it on one screen.
    assert table.evaluate("table => table.scrollWidth <= table.clientWidth")
    page.screenshot(path=artefact("comparison.png"))
    row = table.locator("tr", has_text="EU-BAT")
    row.get_by_text("Explain price").click()
    expect(page.locator(".modal-dialog").last).to_contain_text("Total")
    page.screenshot(path=artefact("explanation.png"))
    page.locator(".modal-dialog button[name=action_back]").click()
    row.get_by_text("Select").click()
    expect(page.locator(".modal-dialog")).to_have_count(0)
    expect(page.locator(".o_field_widget[name=order_line]")).to_contain_text(
        "Linkstar for goods with batteries"
    )
    assert world.odoo.read("sale.order", order, "linkstar_service_id")[
        "linkstar_service_id"
    ][1].startswith("EU-BAT")
