"""The check list in a real browser: it shows the current issues of its own transfers,
also after a reload and *Back*.
"""

import re

import pytest
from chromium import artefact, open_transfer
from playwright.sync_api import expect


@pytest.fixture
def bare(world):
    """Two transfers of a product that has no HS code."""
    pickings = [world.transfer(), world.transfer()]
    moves = world.odoo.search(
        "stock.move", [["picking_id", "in", pickings]], "product_id"
    )
    product = moves[0]["product_id"][0]
    code = world.odoo.read("product.product", product, "hs_code")["hs_code"]
    world.odoo.write("product.product", product, hs_code=False)
    yield pickings, product, code
    world.odoo.write("product.product", product, hs_code=code)


def test_the_list_stays_the_list_of_its_transfer(world, page, bare):
    (first, second), product, code = bare
    names = [
        world.odoo.read("stock.picking", picking, "name")["name"]
        for picking in (first, second)
    ]
    rows = page.locator(".o_list_renderer .o_data_row")

    def expect_own_rows():
        expect(rows.first).to_contain_text(names[1])
        expect(page.locator(".o_list_renderer")).not_to_contain_text(names[0])

    for picking in (first, second):
        open_transfer(page, world, picking)
        page.locator("button[name=action_linkstar_check]:visible").first.click()
        expect(page.locator("button[name=action_again]")).to_be_visible()
    expect_own_rows()
    expect(page.locator(".o_content")).to_contain_text("HS code is missing")
    page.reload()
    expect_own_rows()
    page.screenshot(path=artefact("check-list.png"))
    rows.first.locator("button[name=action_open]").click()
    expect(page.locator(".o_form_view")).to_be_visible()
    # The form opens before the URL changes: an earlier Back would also leave the list.
    expect(page).to_have_url(re.compile(r"/customs-check/.+"))
    page.go_back()
    expect_own_rows()
    rows.first.locator("button[name=action_open]").click()
    expect(page.locator(".o_form_view")).to_be_visible()
    page.locator(
        ".o_breadcrumb .breadcrumb-item a, .o_breadcrumb .o_back_button"
    ).last.click()
    expect_own_rows()
    page.locator("button[name=action_again]").click()
    expect_own_rows()
    world.odoo.write("product.product", product, hs_code=code)
    page.reload()
    expect_own_rows()
    page.locator("button[name=action_again]").click()
    expect(page.locator(".o_content")).not_to_contain_text("HS code is missing")
    page.screenshot(path=artefact("check-list-again.png"))
