"""A wave in a running server: ``kill -9`` while it runs, and a browser that shows its
progress without a reload.
"""

import time

import pypdf
from machine.paths import run_folder
from playwright.sync_api import expect

_TRANSFERS = 8
_PATIENCE_MS = 120_000


def _wave(world, count=_TRANSFERS):
    pickings = [world.transfer() for _number in range(count)]
    return (
        pickings,
        world.odoo.call("stock.picking", "action_linkstar_wave", pickings)["res_id"],
    )


def _states(world, wave):
    return dict(
        world.sql(
            "SELECT state, count(*) FROM linkstar_wave_line WHERE wave_id = %s GROUP BY"
            " state",
            wave,
        )
    )


def _cron_comes(world):
    past = "(now() at time zone 'utc') - interval '1 s'"
    world.sql(
        f"UPDATE ir_cron SET nextcall = {past} WHERE cron_name LIKE 'Linkstar: go on%%'"
    )
    world.cron_comes()


def test_killed_in_its_midst(world):
    world.carrier.fault("*", "slow", times=1000, seconds=0.4)
    pickings, wave = _wave(world)
    world.odoo.call("linkstar.wave", "action_start", [wave])
    world.wait(
        "some are validated",
        lambda: _states(world, wave).get("pending", 0) < _TRANSFERS - 1,
    )
    world.kill()
    world.start()
    # Let the leases of running calls expire.
    world.sql(
        "UPDATE linkstar_shipment SET work_at = (now() at time zone 'utc') - interval"
        " '1 s' WHERE work_at IS NOT NULL"
    )
    world.sql(
        "UPDATE linkstar_shipment SET sent_at = sent_at - interval '1 h' WHERE sent_at"
        " IS NOT NULL"
    )
    last = 0

    def done():
        nonlocal last
        if time.monotonic() > last + 5:
            last = time.monotonic()
            _cron_comes(world)
        return _states(world, wave) == {"done": _TRANSFERS}

    world.wait("the cron has ended the wave", done, seconds=180)
    assert world.sql(
        "SELECT count(*) FROM stock_picking WHERE id IN %s AND state = 'done'",
        tuple(pickings),
    ) == [(_TRANSFERS,)]
    assert world.sql(
        "SELECT count(*) FROM linkstar_shipment WHERE picking_id IN %s", tuple(pickings)
    ) == [(_TRANSFERS,)]
    assert len(world.carrier.orders()) == _TRANSFERS, (
        "one order per transfer, however often it was started"
    )


def test_somebody_watches(world, page):
    world.carrier.fault("*", "slow", times=1000, seconds=0.4)
    pickings, wave = _wave(world)
    world.odoo.call("stock.picking", "do_unreserve", [pickings[3]])
    page.goto(f"{world.url}/odoo/linkstar-waves/{wave}")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.locator(".o_data_row .badge", has_text="Refused")).to_have_count(
        1, timeout=_PATIENCE_MS
    )
    # The page is not reloaded: labels and results appear automatically.
    expect(page.locator(".o_data_row .badge", has_text="Done")).to_have_count(
        _TRANSFERS - 1, timeout=_PATIENCE_MS
    )
    expect(
        page.locator(".o_data_row", has_text="Reserve its goods first")
    ).to_have_count(1)
    folder = run_folder() / "artefacts"
    folder.mkdir(exist_ok=True)
    page.screenshot(path=folder / "wave.png")


def test_labels_print_by_themselves_in_the_order_of_the_wave(world, page):
    """One file for all, with the label that existed before, and without waiting for
    refused transfers.
    """
    pickings = [world.transfer() for _number in range(4)]
    kind = world.odoo.read("stock.picking", pickings[0], "picking_type_id")[
        "picking_type_id"
    ][0]
    world.odoo.write("stock.picking.type", kind, linkstar_auto_print=True)
    world.odoo.call("stock.picking", "action_linkstar_book", [pickings[2]])
    world.wait_until_ready(world.shipment_of(pickings[2])[0])
    world.odoo.call("stock.picking", "do_unreserve", [pickings[1]])
    order = [pickings[3], pickings[1], pickings[2], pickings[0]]
    wave = world.odoo.call("stock.picking", "action_linkstar_wave", order)["res_id"]
    try:
        page.goto(f"{world.url}/odoo/linkstar-waves/{wave}")
        with page.expect_download(timeout=_PATIENCE_MS) as download:
            page.get_by_role("button", name="Start", exact=True).click()
        path = run_folder() / "wave-labels.pdf"
        download.value.save_as(path)
    finally:
        world.odoo.write("stock.picking.type", kind, linkstar_auto_print=False)
    texts = [
        part.extract_text().replace(" ", "") for part in pypdf.PdfReader(path).pages
    ]
    shipments = [
        world.shipment_of(picking)[0] for picking in order if picking != pickings[1]
    ]
    numbers = [
        world.odoo.read("linkstar.shipment", shipment, "tracking_number")[
            "tracking_number"
        ]
        for shipment in shipments
    ]
    assert len(texts) == 3
    assert all(number in text for number, text in zip(numbers, texts, strict=True))
    assert world.sql(
        "SELECT count(*) FROM linkstar_label_print WHERE shipment_id IN %s",
        tuple(shipments),
    ) == [(3,)]
    # With or without customs forms, as chosen for this print.
    page.locator(".o_cp_action_menus button").first.click()
    page.screenshot(path=run_folder() / "artefacts" / "wave-menu.png")
