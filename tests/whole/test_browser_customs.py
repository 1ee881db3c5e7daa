"""In a real browser: the warehouse prints customs papers, finance calculates and
downloads the IOSS return.
"""

import io

import openpyxl
import pytest
from chromium import artefact, open_transfer, signed_in
from playwright.sync_api import expect
from pypdf import PdfReader


@pytest.fixture
def finance_page(browser, world):
    _finance(world)
    page = signed_in(browser, world, "finance")
    yield page
    page.close()


def _finance(world):
    odoo = world.odoo
    if odoo.search("res.users", [["login", "=", "finance"]], "id"):
        return
    groups = [odoo.ref("account.group_account_manager")]
    odoo.create(
        "res.users",
        name="Fiona Finance",
        login="finance",
        password="finance",
        group_ids=[[6, 0, groups]],
    )


def test_picker_prints_customs_papers(world, page):
    picking = world.transfer()
    open_transfer(page, world, picking)
    page.locator(".o_cp_action_menus button", has_text="Print").or_(
        page.locator(".o_cp_action_menus .fa-cog")
    ).first.click()
    menu = page.locator(".o-dropdown--menu, .dropdown-menu").filter(has_text="Print")
    if menu.count():
        menu.get_by_text("Print", exact=True).first.hover()
    item = page.get_by_text("Customs form (CN22 or CN23)")
    expect(item.first).to_be_visible()
    page.screenshot(path=artefact("print-menu.png"))
    with page.expect_download() as download:
        item.first.click()
    form = artefact("customs-form.pdf")
    download.value.save_as(form)
    [sheet] = PdfReader(form).pages
    assert "CN 22" in " ".join(sheet.extract_text().split())
    assert abs(float(sheet.mediabox.width) / 72 * 25.4 - 74) < 1


def test_finance_computes_and_downloads_the_return(world, finance_page):
    page, odoo = finance_page, world.odoo
    registration = odoo.ref("linkstar_customs.demo_registration_ioss")
    for found in odoo.search("linkstar.ioss.return", [], "id"):
        odoo.call("linkstar.ioss.return", "unlink", [found["id"]])
    picking = world.transfer()
    odoo.call("stock.picking", "action_linkstar_declare", [picking])
    declaration = odoo.search(
        "linkstar.customs.declaration", [["picking_id", "=", picking]], "id"
    )[0]["id"]
    odoo.call("linkstar.customs.declaration", "action_declare", [declaration])
    month = odoo.read("linkstar.customs.declaration", declaration, "rate_date")[
        "rate_date"
    ]
    record = odoo.create(
        "linkstar.ioss.return", registration_id=registration, period=month
    )
    page.goto(f"{world.url}/odoo/ioss-returns/{record}")
    page.locator("button[name=action_compute]:visible").click()
    expect(page.locator(".o_field_widget[name=sale_line_ids]")).to_contain_text(
        "Germany"
    )
    page.screenshot(path=artefact("ioss-return.png"))
    with page.expect_download() as download:
        page.locator("button[name=action_download_xlsx]:visible").click()
    book = artefact("ioss-return.xlsx")
    download.value.save_as(book)
    assert openpyxl.load_workbook(io.BytesIO(book.read_bytes())).sheetnames == [
        "Summary",
        "Details",
        "Differences",
    ]
    page.locator("button[name=action_close]:visible").click()
    page.locator(".modal-footer .btn-primary").click()
    expect(page.locator(".o_notification, .modal-dialog").first).to_contain_text(
        "not ended yet"
    )
    page.screenshot(path=artefact("ioss-return-too-early.png"))


def test_the_pages_of_the_tables(world, finance_page, browser):
    odoo = world.odoo
    page = signed_in(browser, world, "admin")
    for path, words in (
        ("customs-vat-rates", "Germany"),
        ("customs-h7-elements", "18 09 056 000"),
        ("ioss-returns", "IOSS"),
    ):
        page.goto(f"{world.url}/odoo/{path}")
        expect(page.locator(".o_content")).to_contain_text(words)
        page.screenshot(path=artefact(f"{path}.png"))
    page.goto(f"{world.url}/odoo/settings#stock")
    expect(page.locator("#linkstar_cn22")).to_be_attached()
    declaration = odoo.search(
        "linkstar.customs.declaration", [["state", "!=", "forecast"]], "id", limit=1
    )
    page.goto(f"{world.url}/odoo/customs-declarations/{declaration[0]['id']}")
    expect(
        page.locator("button[name=action_print_customs_form]:visible")
    ).to_be_visible()
    page.screenshot(path=artefact("declaration.png"))
    page.close()
