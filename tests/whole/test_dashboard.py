"""Finance opens the dashboard of parcels: no cell is an error, each picture shows
something, a filter filters, and a click opens the parcels.
"""

from chromium import artefact, signed_in
from playwright.sync_api import expect

#: What the dashboard holds, as its own code knows it: it draws on a canvas.
_READ = """
() => {
    const nodes = [odoo.__WOWL_DEBUG__.root.__owl__];
    let model;
    while (nodes.length && !model) {
        const node = nodes.pop();
        model = node.component.loader?.getActiveDashboard?.()?.model;
        nodes.push(...Object.values(node.children));
    }
    const getters = model?.getters;
    if (!getters) {
        return null;
    }
    const cells = getters
        .getSheetIds()
        .flatMap((sheet) => Object.values(getters.getEvaluatedCells(sheet)));
    const figures = getters
        .getSheetIds()
        .flatMap((sheet) => getters.getFigures(sheet))
        .map((figure) => [figure.id, getters.getChartRuntime(figure.id)]);
    return {
        waiting: cells.filter((cell) => cell.value === "Loading...").length,
        errors: cells
            .filter((cell) => cell.type === "error")
            .map((cell) => `${cell.value} ${cell.message}`),
        texts: cells.map((cell) => cell.formattedValue).filter((text) => text),
        cards: Object.fromEntries(
            figures
                .filter(([, drawn]) => "keyValue" in drawn)
                .map(([id, drawn]) => [id, drawn.keyValue])
        ),
        charts: Object.fromEntries(
            figures
                .filter(([, drawn]) => drawn.chartJsConfig)
                .map(([id, drawn]) => [
                    id,
                    drawn.chartJsConfig.data.datasets.flatMap((set) => set.data)
                        .length,
                ])
        ),
    };
}
"""


def _person(world, login, group):
    world.odoo.create(
        "res.users",
        name=login.title(),
        login=login,
        password=login,
        group_ids=[
            [6, 0, [world.odoo.ref(each) for each in ("base.group_user", group)]]
        ],
    )


def _read(page):
    """The dashboard when all of it has its data."""
    last = None
    for _try in range(120):
        page.wait_for_timeout(500)
        shown = page.evaluate(_READ)
        if shown and not shown["waiting"] and shown == last:
            return shown
        last = shown
    raise AssertionError(f"The dashboard does not come to rest: {last}")


def _open(page, world):
    dashboard = world.odoo.ref("linkstar_delivery_spreadsheet.dashboard_parcel_costs")
    page.goto(f"{world.url}/odoo/dashboards?dashboard_id={dashboard}")
    page.wait_for_selector(".o_spreadsheet_dashboard_action .o-grid", timeout=60_000)


def _opened(browser, world, height, picture):
    """(page of a clerk of finance with the dashboard, what it holds)."""
    _person(world, "wilma", "account.group_account_invoice")
    page = signed_in(browser, world, "wilma")
    page.set_viewport_size({"width": 1400, "height": height})
    _open(page, world)
    shown = _read(page)
    page.screenshot(path=artefact(picture))
    assert shown["errors"] == []
    assert len(shown["cards"]) == 10 and len(shown["charts"]) == 4
    assert all(number > 2 for number in shown["charts"].values()), shown["charts"]
    return page, shown


def test_finance_looks_at_costs(world, browser):
    page, shown = _opened(browser, world, 3200, "dashboard.png")
    assert "–" not in shown["cards"].values(), shown["cards"]
    assert {"DHL", "EU-EXP · Europe express", "Italy"} <= set(shown["texts"])
    everything = int(shown["cards"]["card_parcels"])

    page.fill(".o_searchview_input", "DHL")
    page.get_by_text("Local carrier", exact=False).first.click()
    expect(page.locator(".o_searchview_facet")).to_contain_text("DHL")
    filtered = _read(page)
    page.screenshot(path=artefact("dashboard-filtered.png"))
    assert filtered["errors"] == []
    found = int(filtered["cards"]["card_parcels"])
    assert 0 < found < everything
    # The last table: the sum of the parcels that the filters leave.
    page.locator(".o-dashboard-clickable-cell").last.click()
    expect(page.locator(".o_list_view .o_data_row")).to_have_count(found)
    page.screenshot(path=artefact("dashboard-parcels.png"))
    page.close()


def test_a_new_database_shows_a_sample(empty, browser):
    page, shown = _opened(browser, empty, 2600, "dashboard-sample.png")
    assert all(shown["cards"].values())
    page.close()


def test_the_warehouse_does_not_see_it(world, browser):
    page = signed_in(browser, world, "picker")
    page.goto(f"{world.url}/odoo/dashboards")
    page.wait_for_timeout(3000)
    expect(page.get_by_text("Linkstar parcels")).to_have_count(0)
    page.close()
