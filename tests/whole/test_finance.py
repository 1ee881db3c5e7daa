"""Finance imports a statement, corrects a column, reviews the result, disputes, books
and posts the vendor bill, and sees the margin of an order. Differences that finance
accepts again and again become a rule.
"""

import base64
import csv
import io
import re
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from chromium import artefact, signed_in
from playwright.sync_api import expect

_STATE = ".o_statusbar_status .o_arrow_button_current"


@pytest.fixture
def finance(world, browser):
    """A page on which a person of finance is signed in."""
    odoo = world.odoo
    groups = [
        "base.group_user",
        "account.group_account_manager",
        "sales_team.group_sale_salesman_all_leads",
    ]
    if not odoo.search("res.users", [["login", "=", "fiona"]], "id"):
        odoo.create(
            "res.users",
            name="Fiona Finance",
            login="fiona",
            password="fiona",
            group_ids=[[6, 0, [odoo.ref(group) for group in groups]]],
        )
    page = signed_in(browser, world, "fiona")
    yield page
    page.close()


def _booked(world):
    """Number, order, billed weight and quoted charges of a booked parcel."""
    picking = world.transfer()
    world.odoo.call(
        "stock.picking",
        "button_validate",
        [picking],
        context={"skip_backorder": True, "skip_sms": True},
    )
    shipment, _state = world.shipment_of(picking)
    world.wait_until_ready(shipment)
    [order] = world.odoo.read("stock.picking", picking, "sale_id")["sale_id"][:1]
    waybill = world.odoo.read("linkstar.shipment", shipment, "waybill")["waybill"]
    quoted = {
        charge["kind"]: charge["amount_quoted"]
        for charge in world.odoo.search(
            "linkstar.charge",
            [["shipment_id", "=", shipment], ["amount_quoted", "!=", 0]],
            "kind",
            "amount_quoted",
        )
    }
    weight = world.odoo.read("linkstar.shipment", shipment, "weight")["weight"]
    return waybill, order, weight, quoted


def _statement(parcels, extra=None, more=()):
    """A csv as carriers write it, with a column that nobody knows: ``extra`` for each
    parcel, part of the total. ``more`` of each parcel is too much freight.
    """
    kinds = sorted({kind for *_rest, quoted in parcels for kind in quoted})
    headings = {"freight": "运费", "fuel": "燃油附加费", "registration": "挂号费"}
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(
        [
            "运单号",
            "计费重(KG)",
            *(headings[kind] for kind in kinds),
            *(["Pallets"] if extra else []),
            "合计(RMB)",
        ]
    )
    totals = [0.0] * (len(kinds) + 1 + bool(extra))
    for number, (waybill, _order, weight, quoted) in enumerate(parcels):
        amounts = [quoted.get(kind, 0.0) for kind in kinds]
        if more:
            amounts[kinds.index("freight")] += more[number]
        if extra:
            amounts.append(extra[number])
        amounts.append(sum(amounts))
        totals = [a + b for a, b in zip(totals, amounts, strict=True)]
        writer.writerow([waybill, weight, *(f"{each:.2f}" for each in amounts)])
    writer.writerow(["总计", "", *(f"{each:.2f}" for each in totals)])
    return file.getvalue().encode("utf-8-sig")


def _card(world):
    """The contract's prices, from which a bill is calculated again: 16.00 for 50 g, and
    8 % for fuel.
    """
    if world.odoo.search("linkstar.rate.card", [["name", "=", "Contract"]], "id"):
        return
    bracket = {"over": 0, "up_to": 30, "kind": "per_kg", "price": 320}
    zone = {"name": "1", "areas": "DE", "bracket_ids": [[0, 0, bracket]]}
    fuel = {"code": "fuel", "basis": "percent_freight", "amount": 8}
    card = world.odoo.create(
        "linkstar.rate.card",
        name="Contract",
        service_id=world.odoo.ref("linkstar_delivery.demo_service_std"),
        # After the cards of the demo have ended.
        valid_from=str(date.today() - timedelta(days=10)),
        divisor=8000,
        minimum_weight=0.05,
        weight_step=0.01,
        zone_ids=[[0, 0, zone]],
        surcharge_ids=[[0, 0, fuel]],
    )
    world.odoo.call("linkstar.rate.card", "action_activate", [card])


def test_finance_checks_and_books_a_statement(world, finance):
    page, odoo = finance, world.odoo
    parcels = [_booked(world) for _number in range(3)]
    content = _statement(parcels, [0, 0, 12.5])
    _card(world)
    odoo.create("res.partner", name="Linkstar Logistics", is_company=True)

    page.goto(f"{world.url}/odoo/linkstar-statements/new")
    page.locator(".o_field_widget[name=name] input").fill("2026-11")
    page.locator(".o_field_widget[name=file] input[type=file]").set_input_files(
        {"name": "2026-11.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.click("button[name=action_read]:visible")
    columns = page.locator(".o_field_widget[name=column_ids]")
    headings = content.splitlines()[0].count(b",") + 1
    expect(columns.locator(".o_data_row")).to_have_count(headings)
    page.screenshot(path=artefact("statement-columns.png"))

    # The heading that nobody knows is a fee.
    row = columns.locator(".o_data_row", has_text="Pallets")
    for name, choice in (("role", "Amount of one kind"), ("kind", "Other")):
        row.locator(f"td[name={name}]").click()
        items = page.locator(".o_select_menu_item")
        page.wait_for_timeout(500)
        if not items.count():
            row.locator(f"td[name={name}] input").click()
        expect(items.first).to_be_visible()
        # The list moves while it opens.
        items.get_by_text(choice, exact=True).dispatch_event("click")
    page.screenshot(path=artefact("statement-columns.png"))
    page.click("button[name=action_import]:visible")
    page.wait_for_url("**/odoo/linkstar-statements/*")
    bill_url = page.url
    [bill] = odoo.search("linkstar.bill", [["name", "=", "2026-11"]], "id")
    world.wait(
        "the statement is checked",
        lambda: odoo.read("linkstar.bill", bill["id"], "state")["state"] == "done",
    )
    page.goto(bill_url)
    expect(page.locator(_STATE)).to_have_text("Checked")
    expect(page.locator("button[name=action_view_disputes]")).to_contain_text("1")
    page.screenshot(path=artefact("statement-checked.png"))

    page.click("button[name=action_view_results]")
    expect(page.locator(".o_data_row")).to_have_count(3)
    page.screenshot(path=artefact("statement-results.png"))
    page.goto(bill_url)
    page.click("button[name=action_dispute]:visible")
    expect(page.locator(_STATE)).to_have_text("In preparation")
    with page.expect_download() as download:
        page.click("button[name=action_export]:visible")
    book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    cells = [cell.value for row in book.active.iter_rows() for cell in row]
    assert parcels[2][0] in cells and 12.5 in cells
    page.click("button[name=action_send]:visible")
    expect(page.locator(_STATE)).to_have_text("Sent")
    _is_on_the_screen(page)
    page.screenshot(path=artefact("dispute.png"))

    page.goto(bill_url)
    page.locator(".o_field_widget[name=partner_id] input").fill("Linkstar Logistics")
    page.locator(".o-autocomplete--dropdown-item").first.click()
    page.click("button[name=action_book]:visible")
    expect(page.locator(_STATE)).to_have_text("Draft")
    expect(page.locator(".o_field_widget[name=invoice_line_ids]")).to_contain_text(
        "Freight"
    )
    page.screenshot(path=artefact("vendor-bill.png"))
    page.click("button[name=action_post]:visible")
    expect(page.locator(_STATE)).to_have_text("Posted")

    page.goto(f"{world.url}/odoo/sales/{parcels[2][1]}")
    page.click("button[name=action_linkstar_margin]")
    expect(page.locator(".o_breadcrumb")).to_contain_text("Shipping margins")
    expect(page.locator(".o_list_view .o_data_row").first).to_contain_text("PC-SIL")
    _is_on_the_screen(page)
    page.screenshot(path=artefact("margin.png"))


def _is_on_the_screen(page):
    """No column of the list is outside of it."""
    assert page.locator(".o_list_renderer").evaluate(
        "list => list.scrollWidth <= list.clientWidth"
    )


def _checked(world, name, content):
    """The id of a statement that was imported and checked."""
    odoo = world.odoo
    bill = odoo.create(
        "linkstar.bill",
        name=name,
        account_id=world.account,
        file=base64.b64encode(content).decode(),
        filename=f"{name}.csv",
    )
    odoo.call("linkstar.bill", "action_read", [bill])
    odoo.call("linkstar.bill", "action_import", [bill])
    world.wait(
        "the statement is checked",
        lambda: odoo.read("linkstar.bill", bill, "state")["state"] == "done",
    )
    return bill


def test_what_finance_accepts_again_and_again_becomes_a_rule(world, finance):
    page = finance
    parcels = [_booked(world) for _number in range(7)]
    _card(world)
    bill = _checked(world, "accepted", _statement(parcels[:4], more=[1.5, 2, 1.5, 1.2]))
    page.goto(f"{world.url}/odoo/linkstar-statements/{bill}")
    page.click("button[name=action_view_disputes]")
    rows = page.locator(".o_data_row")
    expect(rows).to_have_count(4)
    page.screenshot(path=artefact("statement-accept.png"))
    for left in (3, 2, 1):
        expect(page.locator(".o_notification")).to_have_count(0)
        rows.first.locator("button[name=action_accept]").click()
        expect(rows).to_have_count(left)
    notification = page.locator(".o_notification")
    expect(notification).to_contain_text("You accepted this 3 times: Wrong price")
    page.screenshot(path=artefact("statement-proposal.png"))
    notification.locator(".o_notification_close").click()

    page.locator(".o_breadcrumb a", has_text="accepted").click()
    expect(page.locator(".o_field_widget[name=proposal_text]")).to_contain_text(
        re.compile("Freight, up to .*2.00 a parcel")
    )
    page.screenshot(path=artefact("statement-proposed.png"))
    page.click("button[name=action_make_rule]")

    def value(name):
        return page.locator(f".o_field_widget[name={name}]")

    expect(value("effect_count")).to_have_text("4")
    expect(value("effect_amount")).to_contain_text("6.20")
    page.screenshot(path=artefact("tolerance-rule.png"))
    rules = world.odoo.search("linkstar.tolerance.rule", [], "id")
    page.click("button[name=action_activate]")
    expect(page.locator("button[name=action_activate]")).to_have_count(0)
    page.screenshot(path=artefact("tolerance-rule-active.png"))
    [rule] = [
        each
        for each in world.odoo.search(
            "linkstar.tolerance.rule", [], "code", "kind", "amount"
        )
        if each["id"] not in [one["id"] for one in rules]
    ]
    assert (rule["code"], rule["kind"], rule["amount"]) == ("wrong_price", "freight", 2)

    # The next statement.
    bill = _checked(world, "tolerated", _statement(parcels[4:], more=[2, 1, 9]))
    page.goto(f"{world.url}/odoo/linkstar-statements/{bill}")
    page.click("button[name=action_view_results]")
    expect(rows).to_have_count(3)
    tolerated = rows.filter(has_text="Within tolerance")
    expect(tolerated).to_have_count(2)
    expect(tolerated.first).to_contain_text("A rule of the account tolerates this.")
    dear = rows.filter(has_text="To dispute")
    expect(dear).to_have_count(1)
    expect(dear.locator("td[name=disputed]")).to_contain_text("9.00")
    expect(tolerated.locator("button[name=action_accept]")).to_have_count(0)
    page.screenshot(path=artefact("statement-tolerated.png"))
    world.odoo.call("linkstar.tolerance.rule", "unlink", [rule["id"]])
